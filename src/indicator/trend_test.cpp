#include "indicator/trend.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace indicator {

namespace {

Date day_of(std::string_view text) { return *Date::parse(text); }

const Date kToday = day_of("2022-06-10");

Indicator students() {
  Indicator indicator;
  indicator.id = "students";
  indicator.unit = "person";
  return indicator;
}

plan::Commitment commitment_by(std::optional<Date> due_on) {
  plan::Commitment commitment;
  commitment.id = "students";
  commitment.due_on = due_on;
  return commitment;
}

KeptDay kept(std::string_view day, std::optional<std::int64_t> value, std::string period = "") {
  KeptDay made;
  made.day = day_of(day);
  made.value = value;
  made.period = std::move(period);
  return made;
}

// 100 more each month, as nearly as months are alike.
std::vector<KeptDay> growing(const std::string& period = "") {
  return {kept("2022-01-31", 1000, period), kept("2022-02-28", 1100, period),
          kept("2022-03-31", 1200, period), kept("2022-04-30", 1300, period),
          kept("2022-05-31", 1400, period)};
}

struct Asked {
  Indicator indicator = students();
  plan::Commitment commitment = commitment_by(day_of("2022-09-30"));
  Goal goal{plan::Comparator::at_least, 2000, 0, 0};
  std::vector<KeptDay> days = growing();
  std::vector<Standing> periods{};
  Standing now{kToday, "", 1430};

  ForecastView view() const { return trend({indicator, commitment, goal, days, periods, now}); }
};

}  // namespace

TEST(Trend, APeriodEndsOnItsLastDay) {
  EXPECT_EQ(period_end("2022"), day_of("2022-12-31"));
  EXPECT_EQ(period_end("2022-H1"), day_of("2022-06-30"));
  EXPECT_EQ(period_end("2022-H2"), day_of("2022-12-31"));
  EXPECT_EQ(period_end("2022-Q3"), day_of("2022-09-30"));
  EXPECT_EQ(period_end("2024-02"), day_of("2024-02-29"));
}

TEST(Trend, WhatIsNoPeriodHasNoEnd) {
  for (const char* const text : {"", "20", "abcd", "1900", "2300", "2022-H3", "2022-H0", "2022-Q5",
                                 "2022-13", "2022-x", "2022-1x", "2022x"}) {
    EXPECT_EQ(period_end(text), std::nullopt) << text;
  }
}

TEST(Trend, ACommitmentIsDueOnItsDayOrWhenItsPeriodEnds) {
  EXPECT_EQ(due_of(commitment_by(kToday), day_of("2020-01-01")), kToday);
  plan::Commitment commitment = commitment_by(std::nullopt);
  EXPECT_EQ(due_of(commitment, kToday), std::nullopt);
  commitment.period = plan::Period::each_year;
  EXPECT_EQ(due_of(commitment, kToday), day_of("2022-12-31"));
  commitment.period = plan::Period::each_half_year;
  EXPECT_EQ(due_of(commitment, kToday), day_of("2022-06-30"));
  EXPECT_EQ(due_of(commitment, day_of("2022-07-01")), day_of("2022-12-31"));
  commitment.period = plan::Period::each_quarter;
  EXPECT_EQ(due_of(commitment, kToday), day_of("2022-06-30"));
  commitment.period = plan::Period::each_month;
  EXPECT_EQ(due_of(commitment, day_of("2022-02-01")), day_of("2022-02-28"));
}

TEST(Trend, AFigureThatGrowsIsContinuedToItsDay) {
  const ForecastView view = Asked().view();
  ASSERT_TRUE(view.refused.empty()) << view.refused.en;
  EXPECT_EQ(view.due_on, day_of("2022-09-30"));
  EXPECT_NEAR(static_cast<double>(*view.value), 1800, 20);
  EXPECT_LT(*view.low, *view.value);
  EXPECT_GT(*view.high, *view.value);
  EXPECT_EQ(view.outlook, Outlook::unlikely);
  EXPECT_EQ(view.points, 6);
  EXPECT_EQ(view.from, day_of("2022-01-31"));
  EXPECT_EQ(view.to, kToday);
  EXPECT_NE(view.method.en.find("GSL"), std::string::npos);
}

TEST(Trend, ATargetInsideTheIntervalIsOpenAndOneBelowItLikely) {
  Asked asked;
  asked.goal.low = *asked.view().value;
  EXPECT_EQ(asked.view().outlook, Outlook::open);
  asked.goal.low = 1000;
  EXPECT_EQ(asked.view().outlook, Outlook::likely);
}

TEST(Trend, DaysOfOneMonthAreOnePoint) {
  Asked asked;
  asked.days.push_back(kept("2022-06-08", 1));
  asked.days.push_back(kept("2022-06-09", 2));
  EXPECT_EQ(asked.view(), Asked().view());
}

TEST(Trend, OnlyWhatWasKnownOnTheDayIsSeen) {
  Asked asked;
  asked.days.push_back(kept("2022-06-10", 9999));
  asked.days.push_back(kept("2022-07-31", 9999));
  EXPECT_EQ(asked.view(), Asked().view());
}

TEST(Trend, ItLooksBackTwoYearsAndNoFarther) {
  Asked asked;
  asked.days.insert(asked.days.begin(), kept("2020-05-31", 9999));
  EXPECT_EQ(asked.view(), Asked().view());
  asked.days.insert(asked.days.begin() + 1, kept("2020-06-30", 900));
  EXPECT_EQ(asked.view().from, day_of("2020-06-30"));
}

TEST(Trend, ADayWithoutAFigureOrWithOtherDecimalsIsNoPoint) {
  Asked asked;
  asked.days.insert(asked.days.begin(), kept("2021-12-31", std::nullopt));
  KeptDay finer = kept("2021-11-30", 9000);
  finer.scale = 1;
  asked.days.insert(asked.days.begin(), finer);
  EXPECT_EQ(asked.view(), Asked().view());
}

TEST(Trend, TooLittleHistoryOrTooFarADayIsRefused) {
  Asked asked;
  asked.days.resize(2);
  EXPECT_NE(asked.view().refused.zh.find("看不出趋势"), std::string::npos);
  EXPECT_EQ(asked.view().value, std::nullopt);
  asked = Asked();
  asked.commitment.due_on = day_of("2030-12-31");
  EXPECT_NE(asked.view().refused.en.find("too far"), std::string::npos);
  asked.days.front().value = forecast::kValueMost + 1;
  asked.commitment.due_on = day_of("2022-09-30");
  EXPECT_NE(asked.view().refused.en.find("too large"), std::string::npos);
}

TEST(Trend, ADayThatHasPassedAndNoDayAtAllAreRefused) {
  Asked asked;
  asked.commitment.due_on = kToday;
  EXPECT_EQ(asked.view().refused.en, "The day has passed.");
  asked.commitment.due_on = std::nullopt;
  EXPECT_NE(asked.view().refused.en.find("names no day"), std::string::npos);
}

TEST(Trend, WhereThereIsNoFigureNowNothingIsForeseen) {
  Asked asked;
  asked.now.value = std::nullopt;
  EXPECT_EQ(asked.view().refused.en, "There is no figure now.");
}

TEST(Trend, WhatEachUnitMustReachIsNotContinued) {
  Asked asked;
  asked.indicator.judged = Judged::each;
  EXPECT_NE(asked.view().refused.en.find("by itself"), std::string::npos);
}

TEST(Trend, ACountThatBeginsAnewIsContinuedWithinItsPeriodOnly) {
  Asked asked;
  asked.indicator.period = Period::year;
  asked.days = growing("2022");
  asked.days.insert(asked.days.begin(), kept("2021-12-31", 5000, "2021"));
  asked.now.period = "2022";
  const ForecastView view = asked.view();
  ASSERT_TRUE(view.refused.empty()) << view.refused.en;
  EXPECT_EQ(view.from, day_of("2022-01-31"));
  asked.commitment.due_on = day_of("2023-01-01");
  EXPECT_NE(asked.view().refused.zh.find("不跨期"), std::string::npos);
  asked.commitment.due_on = day_of("2022-09-30");
  asked.now.period = "?";
  EXPECT_NE(asked.view().refused.zh.find("不跨期"), std::string::npos);
}

TEST(Trend, ARatioByPeriodGoesFromPeriodToPeriod) {
  Asked asked;
  asked.indicator.period = Period::year;
  asked.indicator.figure = Figure::ratio;
  asked.commitment.due_on = day_of("2023-12-31");
  asked.now.period = "2022";
  asked.periods = {{kToday, "2022", 999}, {kToday, "2021", 40}, {kToday, "2020", 38},
                   {kToday, "2019", 36},  {kToday, "2018", 34}, {kToday, "?", 999},
                   {kToday, "2017", {}}};
  const ForecastView view = asked.view();
  ASSERT_TRUE(view.refused.empty()) << view.refused.en;
  EXPECT_EQ(view.points, 4);
  EXPECT_EQ(view.to, day_of("2021-12-31"));
  EXPECT_EQ(view.value, 44);
  EXPECT_NE(view.method.en.find("a period"), std::string::npos);
}

TEST(Trend, ATargetIsRoundedSoThatWholeNumbersReachItAlike) {
  const auto goal = [](plan::Comparator comparator, std::int64_t low, int scale, int figure_scale,
                       bool more = true) {
    return goal_in({comparator, low, low + 25, scale}, figure_scale, more);
  };
  using plan::Comparator;
  EXPECT_EQ(goal(Comparator::at_least, 40, 0, 1).at_least, 400);
  EXPECT_EQ(goal(Comparator::at_least, 3995, 2, 1).at_least, 400);
  EXPECT_EQ(goal(Comparator::at_least, 3990, 2, 1).at_least, 399);
  EXPECT_EQ(goal(Comparator::at_most, 3995, 2, 1).at_most, 399);
  EXPECT_EQ(goal(Comparator::at_most, -3995, 2, 1).at_most, -400);
  EXPECT_EQ(goal(Comparator::at_most, 40, 0, 0).at_least, std::nullopt);
  EXPECT_EQ(goal(Comparator::between, 100, 0, 0).at_most, std::nullopt);
  EXPECT_EQ(goal(Comparator::between, 100, 0, 0, false).at_most, 125);
  EXPECT_EQ(goal(Comparator::between, 100, 0, 0, false).at_least, 100);
  EXPECT_EQ(goal(Comparator::about, 100, 0, 0).at_least, std::nullopt);
  EXPECT_EQ(goal(Comparator::equal, 100, 0, 0).at_most, std::nullopt);
  EXPECT_EQ(goal(Comparator::all, 100, 0, 0).at_least, std::nullopt);
}

RC_GTEST_PROP(Trend, ANumberReachesTheRoundedTargetIfItReachesTheTarget, ()) {
  const std::int64_t low = *rc::gen::inRange(-100'000, 100'000);
  const std::int64_t value = *rc::gen::inRange(-1'000, 1'000);
  const auto at_least = goal_in({plan::Comparator::at_least, low, 0, 2}, 0, true).at_least;
  const auto at_most = goal_in({plan::Comparator::at_most, low, 0, 2}, 0, true).at_most;
  RC_ASSERT((value >= *at_least) == (value * 100 >= low));
  RC_ASSERT((value <= *at_most) == (value * 100 <= low));
}

}  // namespace indicator
