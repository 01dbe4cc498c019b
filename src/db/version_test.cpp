#include "db/version.hpp"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using std::int64_t;

constexpr std::array<Migration, 1> kTables{{{"test/0001_thing", R"(
CREATE TABLE thing_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT thing_version_pkey PRIMARY KEY (region, id, version)
){strict};
)"}}};

class VersionTest : public testing::TestWithParam<Dialect> {
 protected:
  int64_t change(const std::string& content) {
    return database_->write_now([&](Connection& connection) {
      return append_version(connection, "thing_version",
                            {"620800", "t1", "account", "why", content});
    });
  }
  std::string as_of(base::Instant instant) {
    return database_->read_now([&](Connection& connection) {
      const auto row = connection.select_one<std::string>(
          "SELECT content FROM thing_version WHERE region = '620800' AND id = 't1' AND " +
              std::string(kAsOf),
          {{"as_of", instant}});
      return row ? std::get<0>(*row) : std::string("nothing");
    });
  }

  base::FakeClock clock_{kNoteStart};
  TestDatabase database_{GetParam(), clock_, kTables};
};

INSTANTIATE_TEST_SUITE_P(Databases, VersionTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(VersionTest, NumbersVersionsFromOne) {
  EXPECT_EQ(change("a"), 1);
  EXPECT_EQ(change("b"), 2);
}

TEST_P(VersionTest, ManyRecordsBeginAtOnceAndGoOnOneByOne) {
  database_->write_now([](Connection& connection) {
    const std::array<Change, 2> changes{
        {{"620800", "t1", "account", "why", "first"}, {"620800", "t2", "account", "why", "other"}}};
    append_first_versions(connection, "thing_version", changes);
  });
  clock_.advance_us(1'000'000);
  EXPECT_EQ(change("second"), 2);
  EXPECT_EQ(as_of({kNoteStart.us + 500'000}), "first");
}

TEST_P(VersionTest, AnswersAsOfAnyTime) {
  change("first");
  clock_.advance_us(1'000'000);
  change("second");
  EXPECT_EQ(as_of(kNoteStart), "nothing");
  EXPECT_EQ(as_of({kNoteStart.us + 500'000}), "first");
  EXPECT_EQ(as_of({kNoteStart.us + 2'000'000}), "second");
  EXPECT_EQ(as_of(base::end_of(base::Date(2022, 7, 1))), "second");
}

TEST_P(VersionTest, LeavesNoGapAndNoOverlap) {
  for (int i = 0; i < 5; ++i) change(std::to_string(i));
  database_->read_now([](Connection& connection) {
    const auto rows = connection.select<base::Instant, std::optional<base::Instant>>(
        "SELECT recorded_at, until FROM thing_version ORDER BY version");
    ASSERT_EQ(rows.size(), 5U);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      EXPECT_EQ(std::get<1>(rows[i]), std::get<0>(rows[i + 1]));
      EXPECT_LT(std::get<0>(rows[i]), std::get<0>(rows[i + 1]));
    }
    EXPECT_FALSE(std::get<1>(rows.back()));
  });
}

TEST_P(VersionTest, GoesOnAfterTheClockWasSetBack) {
  change("first");
  clock_.set({kNoteStart.us - 86'400'000'000});
  change("second");
  const base::FakeClock earlier({kNoteStart.us - 2 * 86'400'000'000});
  database_.reopen(earlier);
  EXPECT_EQ(change("third"), 3);
  database_->read_now([](Connection& connection) {
    const auto rows = connection.select<int64_t>(
        "SELECT version FROM thing_version ORDER BY recorded_at, version");
    EXPECT_EQ(rows, (std::vector<std::tuple<int64_t>>{{1}, {2}, {3}}));
    EXPECT_TRUE(connection.select_one<int64_t>(
        "SELECT version FROM thing_version WHERE version = 3 AND " + std::string(kAsOf),
        {{"as_of", connection.now()}}));
  });
}

TEST_P(VersionTest, KeepsTwoChangesInOneTransactionApart) {
  database_->write_now([](Connection& connection) {
    const Change change{"620800", "t1", "account", "why", "x"};
    EXPECT_EQ(append_version(connection, "thing_version", change), 1);
    EXPECT_EQ(append_version(connection, "thing_version", change), 2);
  });
  database_->read_now([](Connection& connection) {
    const auto row = connection.select_only<int64_t>(
        "SELECT count(*) FROM thing_version WHERE until IS NULL OR until > recorded_at");
    EXPECT_EQ(std::get<0>(row), 2);
  });
}

TEST_P(VersionTest, TakesNoTableFromARequest) {
  EXPECT_THROW(database_->write_now([](Connection& connection) {
    append_version(connection, "thing_version; DROP TABLE note", {});
  }),
               std::logic_error);
}

}  // namespace
}  // namespace db
