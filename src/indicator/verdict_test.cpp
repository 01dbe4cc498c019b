#include "indicator/verdict.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <stdexcept>
#include <vector>

namespace indicator {

namespace {

using plan::Comparator;

constexpr Shape kPercent{.ratio = true, .per = 100, .scale = 1, .more_is_better = true};
constexpr Shape kCount{};
constexpr Goal kFourToSix{.low = 40};

Sums counted(std::int64_t numerator, std::int64_t denominator = 0) {
  return {numerator, denominator, 1, 0, std::nullopt};
}

// Zhuanglang 2021: 1,681 vocational and 2,859 general entrants.
TEST(Verdict, AShortfallOfAPartHasTwoReadings) {
  const Judgement judgement = judge(counted(1681, 1681 + 2859), kPercent, kFourToSix);
  EXPECT_EQ(judgement.verdict, Attainment::unmet);
  EXPECT_EQ(judgement.value, 370);
  EXPECT_EQ(judgement.gap, 135);
  EXPECT_EQ(judgement.gap_rest_fixed, 225);
}

TEST(Verdict, ARatioThatIsJustReachedIsMetAndHasNoGap) {
  const Judgement judgement = judge(counted(40, 100), kPercent, kFourToSix);
  EXPECT_EQ(judgement.verdict, Attainment::met);
  EXPECT_EQ(judgement.gap, std::nullopt);
  EXPECT_EQ(judgement.gap_rest_fixed, std::nullopt);
}

TEST(Verdict, AShownValueIsCutOffNotRoundedUp) {
  const Judgement judgement = judge(counted(39'999, 100'000), kPercent, kFourToSix);
  EXPECT_EQ(judgement.verdict, Attainment::unmet);
  EXPECT_EQ(judgement.value, 399);
}

TEST(Verdict, APartNeverBecomesTheWholeBesideARestThatStays) {
  const Judgement judgement = judge(counted(1, 2), kPercent, {.low = 100});
  EXPECT_EQ(judgement.gap, 1);
  EXPECT_EQ(judgement.gap_rest_fixed, std::nullopt);
}

TEST(Verdict, WhatIsMissingIsUnknownAndNeverZero) {
  const auto lack_of = [](const Sums& sums, const Shape& shape) {
    const Judgement judgement = judge(sums, shape, kFourToSix);
    EXPECT_EQ(judgement.verdict, Attainment::unknown);
    EXPECT_EQ(judgement.value, std::nullopt);
    return judgement.lack;
  };
  EXPECT_EQ(lack_of({}, kCount), Lack::no_record);
  EXPECT_EQ(lack_of({0, 0, 2, 2, std::nullopt}, kCount), Lack::incomplete);
  EXPECT_EQ(lack_of(counted(5, 0), kPercent), Lack::nothing_to_divide_by);
}

TEST(Verdict, ACountOfNothingThatWasRecordedIsZero) {
  EXPECT_EQ(judge(counted(0), kCount, kFourToSix).value, 0);
}

TEST(Verdict, AtMostIsExceededByWhatIsTooMuch) {
  const Goal goal{.comparator = Comparator::at_most, .low = 20};
  EXPECT_EQ(judge(counted(20), kCount, goal).verdict, Attainment::met);
  const Judgement judgement = judge(counted(23), kCount, goal);
  EXPECT_EQ(judgement.verdict, Attainment::unmet);
  EXPECT_EQ(judgement.gap, 3);
}

TEST(Verdict, BetweenIsBrokenFromAboveOnlyWhereMoreIsNotBetter) {
  const Goal goal{.comparator = Comparator::between, .low = 4, .high = 5};
  EXPECT_EQ(judge(counted(3), kCount, goal).gap, 1);
  EXPECT_EQ(judge(counted(5), kCount, goal).verdict, Attainment::met);
  EXPECT_EQ(judge(counted(6), kCount, goal).verdict, Attainment::met);
  const Judgement judgement = judge(counted(7), {.more_is_better = false}, goal);
  EXPECT_EQ(judgement.verdict, Attainment::unmet);
  EXPECT_EQ(judgement.gap, 2);
}

TEST(Verdict, EqualIsMissedOnBothSides) {
  const Goal goal{.comparator = Comparator::equal, .low = 30};
  EXPECT_EQ(judge(counted(30), kCount, goal).verdict, Attainment::met);
  EXPECT_EQ(judge(counted(29), kCount, goal).gap, 1);
  EXPECT_EQ(judge(counted(32), kCount, goal).gap, 2);
}

TEST(Verdict, HowNearAboutMustBeIsNotDecidedHere) {
  const Goal goal{.comparator = Comparator::about, .low = 6000};
  EXPECT_EQ(judge(counted(6000), kCount, goal).verdict, Attainment::met);
  const Judgement judgement = judge(counted(5900), kCount, goal);
  EXPECT_EQ(judgement.verdict, Attainment::unruled);
  EXPECT_EQ(judgement.gap, 100);
}

TEST(Verdict, AllIsJudgedForEachUnit) {
  EXPECT_THROW(judge(counted(1), kCount, {.comparator = Comparator::all}), std::logic_error);
}

TEST(Verdict, AFigureThatLeaves64BitsIsRefused) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_THROW(judge(counted(kMax, 1), kPercent, kFourToSix), std::overflow_error);
  EXPECT_THROW(judge(counted(-kMax, 1), kPercent, kFourToSix), std::overflow_error);
}

TEST(Verdict, ATargetMayHaveDecimals) {
  EXPECT_EQ(judge(counted(375, 1000), kPercent, {.low = 375, .scale = 1}).verdict, Attainment::met);
  EXPECT_EQ(judge(counted(374, 1000), kPercent, {.low = 375, .scale = 1}).gap, 1);
}

TEST(Verdict, EachUnitMustReachIt) {
  using enum Attainment;
  const auto of = [](std::vector<Attainment> verdicts) { return judge_each(verdicts); };
  EXPECT_EQ(of({met, met}), (EachJudgement{met, 2, 0, 0}));
  EXPECT_EQ(of({met, unmet, unknown}), (EachJudgement{unmet, 1, 1, 1}));
  EXPECT_EQ(of({met, unruled}), (EachJudgement{unknown, 1, 0, 1}));
  EXPECT_EQ(of({}), (EachJudgement{unknown, 0, 0, 0}));
}

// The gaps are the least that would do.
RC_GTEST_PROP(Verdict, WhatIsMissingIsEnoughAndNoMoreThanNeeded, ()) {
  const auto part = *rc::gen::inRange<std::int64_t>(0, 100'000);
  const auto rest = *rc::gen::inRange<std::int64_t>(1, 100'000);
  const std::int64_t present = 100 * part / (part + rest);
  RC_PRE(present < 99);
  const Goal goal{.low = *rc::gen::inRange<std::int64_t>(present + 1, 100)};
  const Judgement judgement = judge(counted(part, part + rest), kPercent, goal);
  RC_ASSERT(judgement.verdict == Attainment::unmet);
  const auto reached = [&](std::int64_t numerator, std::int64_t denominator) {
    return judge(counted(numerator, denominator), kPercent, goal).verdict == Attainment::met;
  };
  const std::int64_t moved = judgement.gap.value();
  RC_ASSERT(reached(part + moved, part + rest));
  RC_ASSERT(!reached(part + moved - 1, part + rest));
  const std::int64_t added = judgement.gap_rest_fixed.value();
  RC_ASSERT(reached(part + added, part + added + rest));
  RC_ASSERT(!reached(part + added - 1, part + added - 1 + rest));
}

}  // namespace

}  // namespace indicator
