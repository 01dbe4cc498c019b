#include "indicator/indicator_store.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "db/test_database.hpp"
#include "register/parameter_book.hpp"

namespace indicator {

namespace {

// What the statements of an indicator read of the tables of a register.
constexpr db::Migration kTables{"test/0001_ballot", R"sql(
CREATE TABLE ballot (
  region {text} NOT NULL, id {text} NOT NULL, version {int} NOT NULL, recorded_at {int} NOT NULL,
  state {text} NOT NULL, removed {int} NOT NULL, school {text}, amount {int},
  CONSTRAINT ballot_pkey PRIMARY KEY (region, id)
){strict};
CREATE INDEX ballot_of_owner ON ballot (region, school);
CREATE TABLE ballot_version (
  region {text} NOT NULL, id {text} NOT NULL, version {int} NOT NULL, recorded_at {int} NOT NULL,
  until {int}, state {text} NOT NULL, removed {int} NOT NULL, school {text}, amount {int},
  CONSTRAINT ballot_version_pkey PRIMARY KEY (region, id, version)
){strict};
)sql"};
constexpr std::array kMigrations{kTables};

constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;

registers::Catalogue catalogue() {
  registers::Declaration ballot;
  ballot.name = "ballot";
  ballot.owner.field = "school";
  for (const auto& [name, type] : {std::pair{"school", registers::Type::reference},
                                   std::pair{"amount", registers::Type::integer}}) {
    registers::Field field;
    field.name = name;
    field.type = type;
    ballot.fields.push_back(std::move(field));
  }
  return {{std::move(ballot)}};
}

Indicator ballots() {
  Indicator made;
  made.id = "ballots";
  made.reads = {"ballot"};
  made.by_owner = true;
  made.by_record = true;
  made.sql =
      "SELECT id AS record_id, school AS unit, recorded_on AS on_date, amount AS numerator FROM "
      "ballot WHERE state = 'open'";
  return made;
}

class IndicatorStoreTest : public testing::TestWithParam<db::Dialect> {
 protected:
  // A version of a record as the writer of registers leaves it.
  void record(const std::string& id, std::int64_t version, const std::string& school,
              std::int64_t amount, bool removed = false, const std::string& state = "open") {
    database_->write_now([&](db::Connection& connection) {
      const db::Bind id_bind{"id", id};
      connection.execute("DELETE FROM ballot WHERE region = '990100' AND id = :id", {id_bind});
      for (const char* table : {"ballot", "ballot_version"}) {
        connection.execute(std::string("INSERT INTO ") + table +
                               " (region, id, version, recorded_at, state, removed, school, amount)"
                               " VALUES ('990100', :id, :version, :at, :state, :removed, :school,"
                               " :amount)",
                           {id_bind,
                            {"version", version},
                            {"at", clock_.now()},
                            {"state", state},
                            {"removed", std::int64_t{removed}},
                            {"school", school},
                            {"amount", amount}});
      }
    });
  }

  Computed sums() {
    return database_->read_now(
        [&](db::Connection& connection) { return store_.sums(connection, ballots_); });
  }
  std::optional<Computed> sums_since(const Computed& kept) {
    return database_->read_now([&](db::Connection& connection) {
      return store_.sums_since(connection, ballots_, kept, kept.mark.value());
    });
  }
  std::set<std::string> owners_since(std::int64_t mark) {
    return database_->read_now([&](db::Connection& connection) {
      return store_.owners_since(connection, ballots_, mark);
    });
  }

  base::FakeClock clock_{{1'700'000'000'000'000}};
  db::TestDatabase database_{GetParam(), clock_, kMigrations};
  const registers::Catalogue catalogue_ = catalogue();
  const registers::ParameterBook parameters_{catalogue_};
  const Indicator ballots_ = ballots();
  const IndicatorStore store_{catalogue_, parameters_, "990100"};
};

TEST_P(IndicatorStoreTest, OnlyWhereVersionsAreAppendedByOneWriterHaveSumsAMark) {
  record("1", 1, "east", 5);
  EXPECT_EQ(sums().mark.has_value(), GetParam() == db::Dialect::sqlite);
}

INSTANTIATE_TEST_SUITE_P(Databases, IndicatorStoreTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

class MarkedSumsTest : public IndicatorStoreTest {};

TEST_P(MarkedSumsTest, FollowWhateverBecameOfTheRecordsThatChanged) {
  record("stays", 1, "east", 1);
  record("goes", 1, "west", 100);
  record("closes", 1, "west", 1'000);
  record("comes back", 1, "east", 10'000, true);
  // The last one seen is in the sums too.
  record("moves", 1, "east", 10);
  const Computed kept = sums();
  record("moves", 2, "west", 20);
  record("moves", 3, "west", 30);
  record("goes", 2, "west", 100, true);
  record("closes", 2, "west", 1'000, false, "closed");
  record("comes back", 2, "east", 10'000);
  record("is new", 1, "north", 100'000);
  const auto since = sums_since(kept);
  ASSERT_TRUE(since) << "everything would be summed";
  EXPECT_EQ(*since, sums());
  EXPECT_EQ(since->mark, sums().mark);
  EXPECT_EQ(owners_since(*kept.mark), (std::set<std::string>{"east", "north", "west"}));
}

TEST_P(MarkedSumsTest, WithoutAChangeAreWhatTheyWere) {
  record("1", 1, "east", 1);
  const Computed kept = sums();
  EXPECT_EQ(sums_since(kept), kept);
  EXPECT_TRUE(owners_since(*kept.mark).empty());
}

TEST_P(MarkedSumsTest, TellTheNewestDayWhileAnotherRecordHasIt) {
  record("early", 1, "east", 1);
  clock_.advance_us(kDayUs);
  record("late", 1, "east", 1);
  record("late too", 1, "east", 1);
  Computed kept = sums();
  record("late", 2, "east", 1, true);
  const auto since = sums_since(kept);
  ASSERT_TRUE(since);
  EXPECT_EQ(*since, sums());
  kept = sums();
  record("late too", 2, "east", 1, true);
  EXPECT_FALSE(sums_since(kept)) << "the early one is the newest now";
}

TEST_P(MarkedSumsTest, OfManyChangesAreNotMadeOneByOne) {
  const Computed kept = sums();
  for (std::int64_t i = 0; i < IndicatorStore::kRecordsMax; ++i) {
    record(std::to_string(i), 1, "east", 1);
  }
  EXPECT_EQ(sums_since(kept), sums());
  record("one more", 1, "west", 1);
  EXPECT_FALSE(sums_since(kept));
  EXPECT_EQ(owners_since(*kept.mark), (std::set<std::string>{"east", "west"}));
}

INSTANTIATE_TEST_SUITE_P(OnSqlite, MarkedSumsTest, testing::Values(db::Dialect::sqlite),
                         db::dialect_name);

}  // namespace

}  // namespace indicator
