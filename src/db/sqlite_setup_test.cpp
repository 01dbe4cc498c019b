#include "db/sqlite_setup.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <vector>

#include "db/select_check.hpp"

namespace db {

TEST(SqliteSetup, ACheckedSelectLeavesSqliteWithoutALockForEachAllocation) {
  check_select("SELECT id FROM school", std::vector<ReadableTable>{{"school", {"id"}}});
  sqlite3* opened = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &opened), SQLITE_OK);
  EXPECT_EQ(sqlite3_memory_used(), 0) << "allocations are counted";
  EXPECT_EQ(sqlite3_db_mutex(opened), nullptr) << "calls are locked";
  sqlite3_close(opened);
}

TEST(SqliteSetup, MayBeAskedForAgain) {
  set_up_sqlite();
  EXPECT_NO_THROW(set_up_sqlite());
}

}  // namespace db
