#include "base/working_days.hpp"

#include <gtest/gtest.h>

namespace base {

namespace {

// The National Day holiday of 2021: Friday 1 to Thursday 7 October, Saturday 9 worked.
WorkingDays autumn_2021() {
  return WorkingDays({{Date(2021, 10, 1), Date(2021, 10, 7)}},
                     {{Date(2021, 10, 9), Date(2021, 10, 9)}});
}

}  // namespace

TEST(WorkingDays, WeekendIsOff) {
  EXPECT_FALSE(WorkingDays().works_on(Date(2021, 9, 25)));
  EXPECT_TRUE(WorkingDays().works_on(Date(2021, 9, 27)));
}

TEST(WorkingDays, HolidayIsOffAndTheSaturdayForItIsWorked) {
  EXPECT_FALSE(autumn_2021().works_on(Date(2021, 10, 7)));
  EXPECT_TRUE(autumn_2021().works_on(Date(2021, 10, 9)));
}

TEST(WorkingDays, CountsFromTheDayAfter) {
  EXPECT_EQ(WorkingDays().after(Date(2021, 9, 24), 1), Date(2021, 9, 27));
}

TEST(WorkingDays, CountsOverAHoliday) {
  EXPECT_EQ(autumn_2021().after(Date(2021, 9, 30), 3), Date(2021, 10, 11));
}

TEST(WorkingDays, ZeroDaysIsTheDayItself) {
  EXPECT_EQ(autumn_2021().after(Date(2021, 10, 2), 0), Date(2021, 10, 2));
}

TEST(WorkingDays, CountsTheDaysBetween) {
  EXPECT_EQ(autumn_2021().between(Date(2021, 9, 30), Date(2021, 10, 11)), 3);
  EXPECT_EQ(autumn_2021().between(Date(2021, 10, 9), Date(2021, 10, 9)), 0);
  EXPECT_EQ(autumn_2021().between(Date(2021, 10, 11), Date(2021, 9, 30)), -3);
}

TEST(WorkingDays, TheEarliestDayInTermIsTheLastWhoseTermIsNotOver) {
  const WorkingDays calendar = autumn_2021();
  for (int n = 1; n <= 12; ++n) {
    for (Date today(2021, 9, 24); today < Date(2021, 10, 20); today = today.plus_days(1)) {
      const Date earliest = calendar.earliest_in_term(today, n);
      EXPECT_GE(calendar.after(earliest, n), today) << n << " " << today.str();
      EXPECT_LT(calendar.after(earliest.plus_days(-1), n), today) << n << " " << today.str();
    }
  }
}

}  // namespace base
