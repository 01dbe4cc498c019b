#include "db/rows.hpp"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "db/failure.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

constexpr std::array<Migration, 1> kTables{{{"test/0001_pair", R"(
CREATE TABLE pair (
  region {text} NOT NULL,
  id {int} NOT NULL,
  word {text},
  CONSTRAINT pair_pkey PRIMARY KEY (region, id)
){strict};
)"}}};

class RowsTest : public testing::TestWithParam<Dialect> {
 protected:
  void insert(const std::vector<std::vector<Value>>& rows) {
    database_->write_now([&](Connection& connection) {
      insert_rows(connection, "pair", {"region", "id", "word"}, rows);
    });
  }
  std::int64_t count() {
    return database_->read_now([](Connection& connection) {
      return std::get<0>(connection.select_only<std::int64_t>(
          "SELECT count(*) FROM pair WHERE word = '第' || CAST(id AS TEXT)"));
    });
  }
  static std::vector<std::vector<Value>> pairs(std::int64_t number) {
    std::vector<std::vector<Value>> rows;
    for (std::int64_t i = 0; i < number; ++i) {
      rows.push_back({std::string("990100"), i, "第" + std::to_string(i)});
    }
    return rows;
  }

  base::FakeClock clock_{{1'700'000'000'000'000}};
  TestDatabase database_{GetParam(), clock_, kTables};
};

INSTANTIATE_TEST_SUITE_P(Databases, RowsTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(RowsTest, InsertsEveryRowAlsoWhenOneStatementDoesNotHoldThem) {
  insert(pairs(1));
  EXPECT_EQ(count(), 1);
  database_->write_now([](Connection& connection) { connection.execute("DELETE FROM pair"); });
  insert(pairs(1000));
  EXPECT_EQ(count(), 1000);
}

TEST_P(RowsTest, NoRowsAreNoStatement) {
  insert({});
  EXPECT_EQ(count(), 0);
}

TEST_P(RowsTest, NullsArrive) {
  insert({{std::string("990100"), std::int64_t{1}, nullptr}});
  const auto word = database_->read_now([](Connection& connection) {
    return std::get<0>(connection.select_only<std::optional<std::string>>("SELECT word FROM pair"));
  });
  EXPECT_FALSE(word.has_value());
}

TEST_P(RowsTest, AViolationNamesItsConstraintAndNothingStays) {
  std::vector<std::vector<Value>> rows = pairs(400);
  rows.push_back(rows.front());
  EXPECT_THROW(insert(rows), ConstraintViolation);
  EXPECT_EQ(count(), 0);
}

TEST_P(RowsTest, ARowOfAnotherWidthIsAMistake) {
  EXPECT_THROW(insert({{std::string("990100"), std::int64_t{1}}}), std::logic_error);
}

}  // namespace
}  // namespace db
