#include "collection/outlier.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace collection {
namespace {

registers::OutlierRule rule(int last_percent, int neighbours_percent) {
  return {{"persons"}, last_percent, false, neighbours_percent, "explanation"};
}

std::vector<Outlier> found(const registers::OutlierRule& rule, const Figure& figure) {
  return outliers(rule, std::span(&figure, 1));
}

TEST(Outliers, AChangeUpToThePercentageIsOrdinary) {
  EXPECT_TRUE(found(rule(30, 0), {"persons", 130, 100}).empty());
  EXPECT_TRUE(found(rule(30, 0), {"persons", 70, 100}).empty());
}

TEST(Outliers, ABiggerChangeIsTold) {
  const Outlier up{"persons", Against::last, 131, 100, 31};
  EXPECT_EQ(found(rule(30, 0), {"persons", 131, 100}), std::vector{up});
  const Outlier down{"persons", Against::last, 69, 100, -31};
  EXPECT_EQ(found(rule(30, 0), {"persons", 69, 100}), std::vector{down});
}

TEST(Outliers, EveryChangeFromNothingIsTold) {
  const Outlier begun{"persons", Against::last, 1, 0, std::nullopt};
  EXPECT_EQ(found(rule(30, 0), {"persons", 1, 0}), std::vector{begun});
  EXPECT_TRUE(found(rule(30, 0), {"persons", 0, 0}).empty());
}

TEST(Outliers, WithoutAnEarlierFigureThereIsNothingToCompare) {
  EXPECT_TRUE(found(rule(30, 0), {"persons", 1'000'000, std::nullopt}).empty());
}

TEST(Outliers, WhatStandsOutAmongTheOthersIsTold) {
  const Outlier high{"persons", Against::neighbours, 500, 100, 400};
  EXPECT_EQ(found(rule(0, 300), {"persons", 500, std::nullopt, {90, 100, 110}}), std::vector{high});
}

TEST(Outliers, TwoOthersAreNotEnough) {
  EXPECT_TRUE(found(rule(0, 300), {"persons", 5'000, std::nullopt, {100, 100}}).empty());
}

TEST(Outliers, AMedianOfNothingSaysNothing) {
  EXPECT_TRUE(found(rule(0, 300), {"persons", 500, std::nullopt, {0, 0, 10}}).empty());
}

TEST(Outliers, WhatIsNotAskedForIsNotCompared) {
  EXPECT_TRUE(found(rule(0, 0), {"persons", 900, 1, {1, 1, 1}}).empty());
}

RC_GTEST_PROP(Outliers, TheLargestFiguresDoNotOverflow, ()) {
  const auto any =
      rc::gen::element<std::int64_t>(-registers::kIntegerMax, -1, 0, 1, registers::kIntegerMax);
  const Figure figure{"persons", *any, *any, {*any, *any, *any}};
  for (const Outlier& outlier : found(rule(1000, 1000), figure))
    RC_ASSERT(outlier.value != outlier.reference);
}

RC_GTEST_PROP(Median, IsOneOfTheFiguresWithHalfOnEitherSide, (std::vector<std::int64_t> values)) {
  RC_PRE(!values.empty());
  const std::int64_t middle = *median(values);
  const auto below = std::ranges::count_if(values, [&](auto value) { return value < middle; });
  const auto above = std::ranges::count_if(values, [&](auto value) { return value > middle; });
  const auto half = static_cast<std::ptrdiff_t>(values.size() / 2);
  RC_ASSERT(std::ranges::find(values, middle) != values.end());
  RC_ASSERT(below <= half);
  RC_ASSERT(above <= half);
}

TEST(Median, OfNoneIsNone) { EXPECT_EQ(median({}), std::nullopt); }

}  // namespace
}  // namespace collection
