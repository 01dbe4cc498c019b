#include "db/directory_lock.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>

#include "base/problem.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

TEST(DirectoryLock, TellsASecondProcessWhoHoldsIt) {
  const TestDirectory directory;
  const DirectoryLock lock(directory.path());
  const std::string holder = std::to_string(::getpid());
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      const DirectoryLock second(directory.path());
      ::_exit(1);
    } catch (const base::Problem& problem) {
      const bool right = problem.status() == 409 && problem.type() == "directory-in-use" &&
                         problem.detail().zh.find(holder) != std::string::npos &&
                         problem.detail().en.find(holder) != std::string::npos;
      ::_exit(right ? 0 : 2);
    }
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(DirectoryLock, IsFreeAgainAfterItsHolder) {
  const TestDirectory directory;
  {
    const DirectoryLock lock(directory.path());
  }
  EXPECT_NO_THROW(DirectoryLock{directory.path()});
}

TEST(DirectoryLock, SaysWhenTheDirectoryCannotBeUsed) {
  const TestDirectory directory;
  try {
    const DirectoryLock lock(directory.path() / "missing");
    ADD_FAILURE() << "locked";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 507);
  }
}

}  // namespace
}  // namespace db
