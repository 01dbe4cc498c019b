#include "share/report_period.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace share {

namespace {

plan::ReportSettings every(plan::Period rhythm, int due_day = 5) {
  plan::ReportSettings settings;
  settings.period = rhythm;
  settings.due_day = due_day;
  return settings;
}

const plan::ReportSettings kMonthly = every(plan::Period::each_month);

plan::ShareRecord open_share() {
  plan::ShareRecord share;
  share.state = plan::ShareState::open;
  return share;
}

}  // namespace

TEST(ReportPeriod, AMonthIsDueOnTheFifthOfTheNext) {
  const ReportPeriod period = period_of(kMonthly, Date(2026, 12, 24));
  EXPECT_EQ(period.key, "2026-12");
  EXPECT_EQ(period.from, Date(2026, 12, 1));
  EXPECT_EQ(period.to, Date(2026, 12, 31));
  EXPECT_EQ(period.due_on, Date(2027, 1, 5));
  EXPECT_EQ(period_title(period).zh, "2026年12月");
  EXPECT_EQ(period_title(period).en, "December 2026");
}

TEST(ReportPeriod, TheOtherRhythmsHaveTheirOwnKeysAndTitles) {
  const ReportPeriod quarter = period_of(every(plan::Period::each_quarter), Date(2024, 2, 29));
  EXPECT_EQ(quarter.key, "2024Q1");
  EXPECT_EQ(quarter.to, Date(2024, 3, 31));
  EXPECT_EQ(period_title(quarter).zh, "2024年第1季度");
  const plan::ReportSettings halves = every(plan::Period::each_half_year);
  EXPECT_EQ(period_of(halves, Date(2024, 6, 30)).key, "2024H1");
  EXPECT_EQ(period_title(period_of(halves, Date(2024, 6, 30))).zh, "2024年上半年");
  EXPECT_EQ(period_of(halves, Date(2024, 7, 1)).key, "2024H2");
  EXPECT_EQ(period_title(period_of(halves, Date(2024, 7, 1))).en, "Second half of 2024");
  const ReportPeriod year = period_of(every(plan::Period::each_year), Date(2024, 7, 1));
  EXPECT_EQ(year.key, "2024");
  EXPECT_EQ(period_title(year).zh, "2024年");
}

TEST(ReportPeriod, ADueDayThatTheNextMonthLacksIsItsLastDay) {
  const plan::ReportSettings last = every(plan::Period::each_month, 31);
  EXPECT_EQ(period_of(last, Date(2023, 1, 9)).due_on, Date(2023, 2, 28));
  EXPECT_EQ(period_of(last, Date(2024, 1, 9)).due_on, Date(2024, 2, 29));
}

TEST(ReportPeriod, WhatIsNoKeyIsRefused) {
  for (const char* key :
       {"", "202", "2026-00", "2026-13", "2026-1", "2026-1x", "2026Q0", "2026Q5", "2026H3", "20x6",
        "1900", "2199", "2026/11", "2026-.1", "2026-111", "2026-Q4", "2026-H1"}) {
    EXPECT_FALSE(parse_period(kMonthly, key)) << key;
  }
}

TEST(ReportPeriod, AKeyOfAnotherRhythmStaysReadable) {
  EXPECT_EQ(parse_period(kMonthly, "2026Q4")->from, Date(2026, 10, 1));
  EXPECT_EQ(parse_period(kMonthly, "2026H2")->to, Date(2026, 12, 31));
  EXPECT_EQ(parse_period(kMonthly, "2026")->from, Date(2026, 1, 1));
}

RC_GTEST_PROP(ReportPeriod, EveryDayIsInTheOnePeriodThatItsKeyNames, ()) {
  const plan::Period rhythm =
      *rc::gen::element(plan::Period::each_month, plan::Period::each_quarter,
                        plan::Period::each_half_year, plan::Period::each_year);
  const plan::ReportSettings settings = every(rhythm, *rc::gen::inRange(1, 32));
  const Date day = Date(2000, 1, 1).plus_days(*rc::gen::inRange(0, 60'000));
  const ReportPeriod period = period_of(settings, day);
  RC_ASSERT(period.from <= day && day <= period.to);
  RC_ASSERT(period.due_on > period.to);
  RC_ASSERT(parse_period(settings, period.key) == period);
  RC_ASSERT(next_period(settings, period).from == period.to.plus_days(1));
  RC_ASSERT(previous_period(settings, next_period(settings, period)) == period);
}

TEST(ReportPeriod, NothingIsAskedForBeforeTheRecordsBeganOrThePlanSaysSo) {
  EXPECT_EQ(first_period(kMonthly, Date(2026, 11, 26)).key, "2026-11");
  plan::ReportSettings later = kMonthly;
  later.since = Date(2027, 1, 1);
  EXPECT_EQ(first_period(later, Date(2026, 11, 26)).key, "2027-01");
  later.since = Date(2020, 1, 1);
  EXPECT_EQ(first_period(later, Date(2026, 11, 26)).key, "2026-11");
}

TEST(ReportPeriod, ThePeriodAskedIsTheOneThatEndedLastOrTheFirst) {
  const ReportPeriod first = period_of(kMonthly, Date(2026, 11, 26));
  EXPECT_EQ(period_asked(kMonthly, first, Date(2026, 11, 30)).key, "2026-11");
  EXPECT_EQ(period_asked(kMonthly, first, Date(2026, 12, 1)).key, "2026-11");
  EXPECT_EQ(period_asked(kMonthly, first, Date(2027, 1, 1)).key, "2026-12");
}

std::vector<std::string> missed(const plan::ReportSettings& settings, Date began, Date today,
                                const std::vector<std::string>& begun) {
  const ReportPeriod first = period_of(settings, began);
  std::vector<ReportPeriod> known;
  for (const std::string& key : begun) known.push_back(*parse_period(settings, key));
  std::vector<std::string> keys;
  for (const ReportPeriod& period :
       missed_periods(settings, first, period_asked(settings, first, today), known)) {
    keys.push_back(period.key);
  }
  return keys;
}

using Keys = std::vector<std::string>;

TEST(MissedPeriods, AShareThatReportsOwesEachPeriodItLeftOutOldestFirst) {
  EXPECT_EQ(missed(kMonthly, Date(2026, 1, 5), Date(2026, 12, 1), {"2026-07", "2026-09"}),
            (Keys{"2026-08", "2026-10"}));
  EXPECT_EQ(missed(kMonthly, Date(2026, 1, 5), Date(2026, 12, 1), {"2026-10"}), Keys{});
}

TEST(MissedPeriods, AShareThatNeverReportedOwesTheLastOneOnly) {
  EXPECT_EQ(missed(kMonthly, Date(2021, 1, 5), Date(2026, 12, 1), {}), Keys{"2026-10"});
  // What was reported on the period that is asked now does not say that it used to report.
  EXPECT_EQ(missed(kMonthly, Date(2021, 1, 5), Date(2026, 12, 1), {"2026-11"}), Keys{"2026-10"});
}

TEST(MissedPeriods, NothingWasMissedBeforeTheFirstPeriod) {
  EXPECT_EQ(missed(kMonthly, Date(2026, 11, 26), Date(2026, 12, 1), {}), Keys{});
  EXPECT_EQ(missed(kMonthly, Date(2026, 11, 26), Date(2027, 1, 1), {}), Keys{"2026-11"});
}

TEST(MissedPeriods, AYearIsAsFarBackAsAnybodyIsAsked) {
  const Keys all = missed(kMonthly, Date(2021, 1, 5), Date(2026, 12, 1), {"2024-01"});
  ASSERT_EQ(all.size(), 12U);
  EXPECT_EQ(all.front(), "2025-11");
  EXPECT_EQ(all.back(), "2026-10");
}

TEST(MissedPeriods, AReportOfAnEarlierRhythmCoversItsDays) {
  const plan::ReportSettings quarterly = every(plan::Period::each_quarter, 5);
  EXPECT_EQ(missed(quarterly, Date(2025, 1, 5), Date(2026, 12, 1), {"2025Q4", "2026-02"}),
            Keys{"2026Q2"});
  EXPECT_EQ(missed(kMonthly, Date(2025, 1, 5), Date(2026, 6, 1), {"2026Q1"}), Keys{"2026-04"});
}

TEST(OwesReport, AnOpenShareOwesOne) {
  const ReportPeriod november = period_of(kMonthly, Date(2026, 11, 1));
  EXPECT_TRUE(owes_report(open_share(), open_share(), november));
}

TEST(OwesReport, WhatWasFinishedOrWaitsOwesNothing) {
  const ReportPeriod november = period_of(kMonthly, Date(2026, 11, 1));
  plan::ShareRecord closed = open_share();
  closed.state = plan::ShareState::closed;
  closed.closed_on = Date(2026, 10, 9);
  EXPECT_FALSE(owes_report(closed, closed, november));
  plan::ShareRecord waiting = open_share();
  waiting.condition = plan::ConditionState::pending;
  EXPECT_FALSE(owes_report(waiting, waiting, november));
}

TEST(OwesReport, WhatWasFinishedWithinThePeriodButEnteredLaterOwesNothing) {
  const ReportPeriod november = period_of(kMonthly, Date(2026, 11, 1));
  plan::ShareRecord now = open_share();
  now.state = plan::ShareState::closed;
  now.closed_on = Date(2026, 11, 30);
  EXPECT_FALSE(owes_report(open_share(), now, november));
  now.closed_on = Date(2026, 12, 1);
  EXPECT_TRUE(owes_report(open_share(), now, november));
}

}  // namespace share
