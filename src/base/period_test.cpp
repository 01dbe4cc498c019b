#include "base/period.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace base {
namespace {

const auto kAnyLength = rc::gen::element(PeriodLength::month, PeriodLength::quarter,
                                         PeriodLength::half_year, PeriodLength::year);
const auto kAnyDay = rc::gen::map(rc::gen::inRange(-3000, 60000), [](int days) {
  return Date(std::chrono::sys_days(std::chrono::days(days)));
});

TEST(PeriodOf, NamesThePeriodOfADay) {
  const Date day(2026, 8, 15);
  EXPECT_EQ(period_of(PeriodLength::month, day).key, "2026-08");
  EXPECT_EQ(period_of(PeriodLength::quarter, day).key, "2026-Q3");
  EXPECT_EQ(period_of(PeriodLength::half_year, day).key, "2026-H2");
  EXPECT_EQ(period_of(PeriodLength::year, day).key, "2026");
}

TEST(PeriodOf, EndsWithTheLastDayOfItsLastMonth) {
  EXPECT_EQ(period_of(PeriodLength::month, Date(2024, 2, 1)).to, Date(2024, 2, 29));
  EXPECT_EQ(period_of(PeriodLength::half_year, Date(2026, 3, 1)).to, Date(2026, 6, 30));
}

RC_GTEST_PROP(PeriodOf, ContainsTheDayAndIsReadBackFromItsKey, ()) {
  const Date day = *kAnyDay;
  const Period period = period_of(*kAnyLength, day);
  RC_ASSERT(period.from <= day);
  RC_ASSERT(day <= period.to);
  RC_ASSERT(parse_period(period.key) == period);
}

RC_GTEST_PROP(NextPeriod, BeginsWhereTheOneBeforeEnds, ()) {
  const Period period = period_of(*kAnyLength, *kAnyDay);
  const Period next = next_period(period);
  RC_ASSERT(next.from == period.to.plus_days(1));
  RC_ASSERT(previous_period(next) == period);
  RC_ASSERT(period.key < next.key);
}

TEST(ParsePeriod, RefusesWhatIsNoPeriod) {
  for (const char* text : {"", "202", "2026-", "2026-H3", "2026-H0", "2026-Q5", "2026-13", "2026-7",
                           "2026H1", "2026-h1", "1800", "2026-00", "20260", "x026-H1", "2026-H"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

TEST(PeriodTitle, SaysItInBothLanguages) {
  EXPECT_EQ(period_title(*parse_period("2026-H1")).zh, "2026年上半年");
  EXPECT_EQ(period_title(*parse_period("2026-H2")).en, "Second half of 2026");
  EXPECT_EQ(period_title(*parse_period("2026-Q3")).zh, "2026年第3季度");
  EXPECT_EQ(period_title(*parse_period("2026-07")).en, "July 2026");
  EXPECT_EQ(period_title(*parse_period("2026")).zh, "2026年");
}

}  // namespace
}  // namespace base
