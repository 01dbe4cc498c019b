#include "parameter/parameter_store.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "db/test_database.hpp"
#include "parameter/parameter_schema.hpp"

namespace parameter {
namespace {

class ParameterStoreTest : public testing::TestWithParam<db::Dialect> {
 protected:
  ParameterStoreTest() : database_(GetParam(), clock_, parameter_migrations()) {}

  static ValueRecord record(const std::string& noun, const std::string& name, Date from,
                            std::int64_t value) {
    ValueRecord made;
    made.noun = noun;
    made.name = name;
    made.from = from;
    made.value = value;
    made.source = "平政发〔2026〕1号";
    made.by = "张三";
    return made;
  }
  bool append(const ParameterStore& store, const ValueRecord& record) {
    clock_.advance_us(1'000'000);
    return database_->write_now(
        [&](db::Connection& connection) { return store.append(connection, record, "account"); });
  }
  std::vector<ValueRecord> history(const ParameterStore& store) {
    return database_->read_now(
        [&](db::Connection& connection) { return store.history(connection); });
  }
  std::vector<ValueRecord> history(const ParameterStore& store, const std::string& noun,
                                   const std::string& name) {
    return database_->read_now(
        [&](db::Connection& connection) { return store.history(connection, noun, name); });
  }

  base::FakeClock clock_{base::start_of(Date(2026, 11, 26))};
  db::TestDatabase database_;
  ParameterStore store_{"990100"};
};

TEST_P(ParameterStoreTest, WhatWasSetAndWithdrawnStaysInOrder) {
  ValueRecord value = record("intake", "least", Date(2026, 9, 1), 45);
  EXPECT_TRUE(append(store_, value));
  value.version = 1;
  value.state = ValueState::withdrawn;
  value.reason = "录错了";
  EXPECT_TRUE(append(store_, value));
  const auto kept = history(store_);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].state, ValueState::set);
  EXPECT_EQ(kept[0].source, "平政发〔2026〕1号");
  EXPECT_EQ(kept[0].by, "张三");
  EXPECT_EQ(kept[1].state, ValueState::withdrawn);
  EXPECT_EQ(kept[1].reason, "录错了");
  EXPECT_EQ(kept[1].version, 2);
  EXPECT_LT(kept[0].recorded_at, kept[1].recorded_at);
}

TEST_P(ParameterStoreTest, TwoCannotTakeTheSameDay) {
  const ValueRecord value = record("intake", "least", Date(2026, 9, 1), 45);
  EXPECT_TRUE(append(store_, value));
  EXPECT_FALSE(append(store_, value));
  ValueRecord stale = value;
  stale.version = 7;
  EXPECT_FALSE(append(store_, stale));
  EXPECT_EQ(history(store_).size(), 1U);
}

TEST_P(ParameterStoreTest, AParameterHasItsOwnHistoryAlone) {
  append(store_, record("intake", "least", Date(2026, 9, 1), 45));
  append(store_, record("intake", "least_vocational", Date(2026, 9, 1), 46));
  append(store_, record("intake_plan", "least", Date(2026, 9, 1), 47));
  const auto kept = history(store_, "intake", "least");
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front().value, 45);
  EXPECT_EQ(history(store_).size(), 3U);
}

TEST_P(ParameterStoreTest, AnotherRegionHasItsOwn) {
  const ParameterStore other("990200");
  EXPECT_TRUE(append(store_, record("intake", "least", Date(2026, 9, 1), 45)));
  EXPECT_TRUE(history(other).empty());
  EXPECT_TRUE(history(other, "intake", "least").empty());
  EXPECT_TRUE(append(other, record("intake", "least", Date(2026, 9, 1), 50)));
  EXPECT_EQ(history(store_).front().value, 45);
  EXPECT_EQ(history(other).front().value, 50);
}

INSTANTIATE_TEST_SUITE_P(Databases, ParameterStoreTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

}  // namespace
}  // namespace parameter
