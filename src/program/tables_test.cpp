#include "program/tables.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "access/access_schema.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/region_rule.hpp"

namespace program {

namespace {

void expect_no_violation(const std::string& url) {
  const base::SystemClock clock;
  const auto database = db::Database::open({.url = url}, clock);
  db::migrate(*database, all_migrations());
  const auto violations = database->read_now([](db::Connection& connection) {
    return db::region_rule_violations(connection, zhijiao::access::access_tables_without_region());
  });
  for (const std::string& violation : violations) ADD_FAILURE() << violation;
}

}  // namespace

TEST(Tables, EveryTableKeepsTheRegionRuleOnSqlite) {
  base::SecureRandom random;
  const auto folder =
      std::filesystem::temp_directory_path() / ("tables_" + base::new_token(random).substr(0, 10));
  std::filesystem::create_directories(folder);
  expect_no_violation("sqlite:" + (folder / "test.db").string());
  std::filesystem::remove_all(folder);
}

TEST(Tables, EveryTableKeepsTheRegionRuleOnPostgresql) {
  const char* url = std::getenv("ZHIJIAO_TEST_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  ASSERT_NE(url, nullptr) << "./test starts a PostgreSQL and names it here";
  expect_no_violation(url);
}

TEST(Tables, OnPostgresqlNoVersionLooksForItsRecord) {
  const char* url = std::getenv("ZHIJIAO_TEST_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  ASSERT_NE(url, nullptr) << "./test starts a PostgreSQL and names it here";
  const base::SystemClock clock;
  const auto database = db::Database::open({.url = url}, clock);
  db::migrate(*database, all_migrations());
  const auto keys = database->read_now([](db::Connection& connection) {
    return connection.select<std::string>(
        "SELECT CAST(c.conname AS text) FROM pg_constraint AS c JOIN pg_class AS v ON v.oid = "
        "c.conrelid JOIN pg_class AS r ON r.oid = c.confrelid WHERE c.contype = 'f' AND "
        "v.relname = r.relname || '_version'");
  });
  for (const auto& [name] : keys) ADD_FAILURE() << name;
}

}  // namespace program
