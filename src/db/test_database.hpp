#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "db/migration.hpp"

namespace db {

//! The databases a test runs on: both, so that one SQL is proven for both. PostgreSQL is left out
//! only if ZHIJIAO_TEST_SQLITE_ONLY=1 says so; without a server in ZHIJIAO_TEST_POSTGRESQL (a URL)
//! a test on PostgreSQL fails.
//!
//!   class PlanStore : public testing::TestWithParam<db::Dialect> {};
//!   INSTANTIATE_TEST_SUITE_P(Databases, PlanStore, testing::ValuesIn(db::tested_dialects()),
//!                            db::dialect_name);
std::vector<Dialect> tested_dialects();

//! The name of the instance in the list of tests.
std::string dialect_name(const testing::TestParamInfo<Dialect>& info);

//! An empty directory for one test.
class TestDirectory {
 public:
  TestDirectory();
  ~TestDirectory();
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

//! A new, empty database (SQLite: a file, PostgreSQL: a schema) that is removed afterwards.
class TestDatabase {
 public:
  TestDatabase(Dialect dialect, const base::Clock& clock,
               std::span<const Migration> migrations = {}, Options options = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }

  const Options& options() const { return options_; }

  //! Closes the database as the end of a program does.
  void close() { database_.reset(); }
  //! Closes it and opens it again as a program that starts would, with its time from `clock`.
  void reopen(const base::Clock& clock);

 private:
  TestDirectory directory_;
  Options options_;
  std::string server_;
  std::string schema_;
  std::unique_ptr<Database> database_;
};

}  // namespace db
