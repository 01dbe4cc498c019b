#include "db/test_database.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/ids.hpp"
#include "db/postgres_session.hpp"

namespace db {

namespace {

std::string environment(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return value == nullptr ? "" : value;
}

std::string unique_name() {
  base::SecureRandom random;
  return fmt::format("zhijiao_test_{:016x}", random.next());
}

}  // namespace

std::vector<Dialect> tested_dialects() {
  if (environment("ZHIJIAO_TEST_SQLITE_ONLY") == "1") return {Dialect::sqlite};
  return {Dialect::sqlite, Dialect::postgresql};
}

std::string dialect_name(const testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
}

TestDirectory::TestDirectory() : path_(std::filesystem::temp_directory_path() / unique_name()) {
  std::filesystem::create_directories(path_);
}

TestDirectory::~TestDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TestDatabase::TestDatabase(Dialect dialect, const base::Clock& clock,
                           std::span<const Migration> migrations, Options options)
    : options_(std::move(options)) {
  if (dialect == Dialect::sqlite) {
    options_.url = "sqlite:" + (directory_.path() / "test.db").string();
  } else {
    server_ = environment("ZHIJIAO_TEST_POSTGRESQL");
    if (server_.empty()) {
      throw std::runtime_error(
          "ZHIJIAO_TEST_POSTGRESQL must hold the URL of a PostgreSQL for tests; ./test starts one");
    }
    schema_ = unique_name();
    PostgresSession(postgres_target(server_)).command("CREATE SCHEMA " + schema_);
    options_.url = server_ + (server_.find('?') == std::string::npos ? "?" : "&") +
                   "options=-csearch_path%3D" + schema_;
  }
  database_ = Database::open(options_, clock);
  migrate(*database_, migrations);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (schema_.empty()) return;
  try {
    PostgresSession session(postgres_target(server_));
    session.command("DROP SCHEMA " + schema_ + " CASCADE");
  } catch (const std::exception& error) {
    spdlog::warn("the schema {} was not removed: {}", schema_, error.what());
  }
}

void TestDatabase::reopen(const base::Clock& clock) {
  database_.reset();
  database_ = Database::open(options_, clock);
}

}  // namespace db
