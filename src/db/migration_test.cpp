#include "db/migration.hpp"

#include <gtest/gtest.h>

#include <array>

#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

constexpr Migration kFirst{"test/0001_a",
                           "CREATE TABLE a (\n  region {text} NOT NULL,\n  n {int},\n"
                           "  CONSTRAINT a_pkey PRIMARY KEY (region)\n){strict};\n"
                           "INSERT INTO a VALUES ('620800', 1);\n"};
constexpr Migration kSecond{"test/0002_b", "ALTER TABLE a ADD COLUMN b {text};\n"};

class MigrationTest : public testing::TestWithParam<Dialect> {
 protected:
  std::string refusal(std::initializer_list<Migration> migrations) {
    try {
      migrate(*database_, std::vector<Migration>(migrations));
    } catch (const base::Problem& problem) {
      EXPECT_FALSE(problem.detail().zh.empty());
      EXPECT_FALSE(problem.detail().en.empty());
      return problem.type();
    }
    return "none";
  }

  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_};
};

INSTANTIATE_TEST_SUITE_P(Databases, MigrationTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(MigrationTest, AppliesEachOnce) {
  migrate(*database_, std::vector{kFirst});
  migrate(*database_, std::vector{kFirst, kSecond});
  database_.reopen(clock_);
  migrate(*database_, std::vector{kFirst, kSecond});
  database_->read_now([](Connection& connection) {
    EXPECT_EQ(connection.select<std::optional<std::string>>("SELECT b FROM a").size(), 1U);
    EXPECT_EQ(connection
                  .select<base::Instant>("SELECT applied_at FROM schema_migration "
                                         "WHERE name LIKE 'test/%' ORDER BY name")
                  .size(),
              2U);
  });
}

TEST_P(MigrationTest, ChangesOnlyTheDatabaseItIsMeantFor) {
  const Migration one{"test/0003_one", "ALTER TABLE a ADD COLUMN c {text};\n", Dialect::postgresql};
  migrate(*database_, std::vector{kFirst, one});
  // Applied or not, it is known from then on.
  EXPECT_EQ(refusal({kFirst}), "database-newer");
  const auto ask = [&] {
    database_->read_now([](Connection& connection) {
      connection.select<std::optional<std::string>>("SELECT c FROM a");
    });
  };
  if (GetParam() == Dialect::postgresql) {
    EXPECT_NO_THROW(ask());
  } else {
    EXPECT_THROW(ask(), StatementError);
  }
}

TEST_P(MigrationTest, RefusesADatabaseOfANewerVersion) {
  migrate(*database_, std::vector{kFirst, kSecond});
  EXPECT_EQ(refusal({kFirst}), "database-newer");
}

TEST_P(MigrationTest, RefusesAMigrationThatWasEdited) {
  migrate(*database_, std::vector{kFirst});
  EXPECT_EQ(refusal({{kFirst.name, "CREATE TABLE other (x {int});"}, kSecond}),
            "migration-changed");
  EXPECT_EQ(refusal({kFirst}), "none");
}

TEST_P(MigrationTest, LeavesNothingOfOneThatFails) {
  EXPECT_THROW(
      migrate(
          *database_,
          std::vector{kFirst, Migration{"test/0002_bad",
                                        "CREATE TABLE c (region {text});\nCREATE TABLE a ();\n"}}),
      StatementError);
  migrate(*database_, std::vector{kFirst, kSecond});
  EXPECT_THROW(database_->read_now([](Connection& connection) {
    connection.select<std::string>("SELECT region FROM c");
  }),
               StatementError);
}

TEST_P(MigrationTest, RefusesTwoOfOneName) {
  EXPECT_THROW(migrate(*database_, std::vector{kFirst, kFirst}), std::logic_error);
}

}  // namespace
}  // namespace db
