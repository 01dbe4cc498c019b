#include "indicator/rollup.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <vector>

namespace indicator {

namespace {

const Parents kTree{{"city", ""}, {"a", "city"}, {"b", "city"}, {"a1", "a"}, {"a2", "a"}};

Contribution from(std::string unit, std::int64_t numerator, std::int64_t denominator = 0) {
  return {std::move(unit), {numerator, denominator, 1, 0, std::nullopt}};
}

TEST(Rollup, EveryUnitHasItsOwnAndAllBelowIt) {
  const std::vector<Contribution> given{from("a1", 3), from("a2", 4), from("a", 1), from("b", 10)};
  const Rolled rolled = roll_up(given, kTree);
  EXPECT_EQ(rolled.units.at("a1").numerator, 3);
  EXPECT_EQ(rolled.units.at("a").numerator, 8);
  EXPECT_EQ(rolled.units.at("city").numerator, 18);
  EXPECT_EQ(rolled.total, rolled.units.at("city"));
}

TEST(Rollup, RatiosAreOfSumsNotMeansOfRatios) {
  const std::vector<Contribution> given{from("a", 1, 1), from("b", 0, 9)};
  const Sums total = roll_up(given, kTree).total;
  EXPECT_EQ(total.numerator, 1);
  EXPECT_EQ(total.denominator, 10);
}

TEST(Rollup, AUnitThatTheTreeDoesNotKnowIsInTheTotalAndNamed) {
  const Rolled rolled = roll_up(std::vector{from("elsewhere", 2), from("a", 1)}, kTree);
  EXPECT_EQ(rolled.total.numerator, 3);
  EXPECT_EQ(rolled.units.at("city").numerator, 1);
  EXPECT_EQ(rolled.strays, std::set<std::string>{"elsewhere"});
}

TEST(Rollup, TheNewestDayIsKept) {
  const base::Date early(2021, 5, 1);
  const base::Date late(2022, 5, 1);
  Sums sums{1, 0, 1, 0, late};
  sums.add({1, 0, 1, 0, early});
  sums.add({1, 0, 1, 0, std::nullopt});
  EXPECT_EQ(sums.newest_on, late);
}

TEST(Rollup, WhatWasPutInIsTakenOutAgain) {
  Sums sums{5, 7, 2, 1, base::Date(2022, 5, 1)};
  EXPECT_TRUE(sums.take({3, 4, 1, 1, base::Date(2022, 5, 1)}));
  EXPECT_EQ(sums, (Sums{2, 3, 1, 0, base::Date(2022, 5, 1)}));
}

TEST(Rollup, WhatCannotHaveBeenInThemIsNotTakenOut) {
  const Sums before{5, 7, 2, 1, std::nullopt};
  Sums sums = before;
  EXPECT_FALSE(sums.take({0, 0, 3, 0, std::nullopt}));
  EXPECT_FALSE(sums.take({0, 0, 1, 2, std::nullopt}));
  EXPECT_FALSE(sums.take({std::numeric_limits<std::int64_t>::min(), 0, 1, 0, std::nullopt}));
  EXPECT_FALSE(sums.take({0, std::numeric_limits<std::int64_t>::min(), 1, 0, std::nullopt}));
  EXPECT_EQ(sums, before);
}

TEST(Rollup, AUnitUnderTwoOthersIsCountedOnceInWhatIsAboveBoth) {
  const Parents lines{{"top", ""}, {"a", "top"}, {"b", "top"}, {"x", "a"}, {"x", "b"}};
  const Rolled rolled = roll_up(std::vector{from("x", 1)}, lines);
  EXPECT_EQ(rolled.units.at("a").numerator, 1);
  EXPECT_EQ(rolled.units.at("b").numerator, 1);
  EXPECT_EQ(rolled.units.at("top").numerator, 1);
}

TEST(Rollup, ACycleEndsTheWayUp) {
  const Parents cycle{{"x", "y"}, {"y", "x"}};
  const Rolled rolled = roll_up(std::vector{from("x", 1)}, cycle);
  EXPECT_EQ(rolled.units.at("x").numerator, 1);
  EXPECT_EQ(rolled.units.at("y").numerator, 1);
}

TEST(Rollup, AParentThatIsNoUnitEndsTheWayUp) {
  const Rolled rolled = roll_up(std::vector{from("x", 1)}, Parents{{"x", "gone"}});
  EXPECT_EQ(rolled.units.at("x").numerator, 1);
  EXPECT_EQ(rolled.total.numerator, 1);
}

TEST(Rollup, ASumThatLeaves64BitsIsRefused) {
  Sums sums{std::numeric_limits<std::int64_t>::max(), 0, 1, 0, std::nullopt};
  EXPECT_THROW(sums.add({1, 0, 1, 0, std::nullopt}), std::overflow_error);
}

std::vector<Contribution> some_contributions() {
  std::vector<Contribution> given;
  for (const std::string unit : {"city", "a", "b", "a1", "a2"}) {
    given.push_back(from(unit, *rc::gen::inRange(0, 1000), *rc::gen::inRange(0, 1000)));
  }
  return given;
}

RC_GTEST_PROP(Rollup, ChildrenAndTheUnitsOwnAddUpToIt, ()) {
  const std::vector<Contribution> given = some_contributions();
  const Rolled rolled = roll_up(given, kTree);
  for (const Contribution& own : given) {
    Sums sum = own.sums;
    for (const auto& [unit, parent] : kTree) {
      if (parent == own.unit) sum.add(rolled.units.at(unit));
    }
    RC_ASSERT(sum == rolled.units.at(own.unit));
  }
}

RC_GTEST_PROP(Rollup, TheOrderDoesNotMatter, ()) {
  std::vector<Contribution> given = some_contributions();
  const Rolled rolled = roll_up(given, kTree);
  std::ranges::reverse(given);
  std::ranges::rotate(given, given.begin() + *rc::gen::inRange(0, 5));
  const Rolled again = roll_up(given, kTree);
  RC_ASSERT(again.units == rolled.units);
  RC_ASSERT(again.total == rolled.total);
}

}  // namespace

}  // namespace indicator
