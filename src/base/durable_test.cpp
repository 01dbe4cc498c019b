#include "base/durable.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>

namespace base {
namespace {

namespace fs = std::filesystem;

class DurableTest : public testing::Test {
 protected:
  DurableTest() { fs::create_directories(folder_); }
  ~DurableTest() override { fs::remove_all(folder_); }

  const fs::path folder_ = fs::path(testing::TempDir()) / ("durable_" + std::to_string(getpid()));
};

TEST_F(DurableTest, ReplacesAFileAsAWhole) {
  write_durably(folder_ / "pointer", "one, and rather long");
  write_durably(folder_ / "pointer", "two");
  std::ifstream file(folder_ / "pointer");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(DurableTest, SaysWhatCouldNotBeWritten) {
  try {
    write_durably(folder_ / "missing" / "pointer", "text");
    ADD_FAILURE() << "written";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.status(), 507);
    EXPECT_NE(problem.detail().zh.find("missing/pointer"), std::string::npos);
  }
  EXPECT_THROW(flush_to_disk(folder_ / "missing"), Problem);
}

}  // namespace
}  // namespace base
