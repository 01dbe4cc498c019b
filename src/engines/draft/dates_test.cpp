#include "engines/draft/dates.hpp"

#include <gtest/gtest.h>

namespace engines::draft {
namespace {

TEST(Dates, OfTheCalendarAreDays) {
  EXPECT_EQ(day_of(2020, 2, 29), Date(2020, 2, 29));
  EXPECT_FALSE(day_of(2021, 2, 29));
  EXPECT_FALSE(day_of(2020, 0, 1));
  EXPECT_FALSE(day_of(2020, 1, 0));
}

TEST(Dates, WithMonthsAndDaysThatDoNotFitAByteAreNone) {
  // 257 and 260 are 1 and 4 in eight bits.
  EXPECT_FALSE(day_of(2020, 257, 4));
  EXPECT_FALSE(day_of(2020, 1, 260));
  EXPECT_FALSE(date_at(U"2020年257月260日"));
}

}  // namespace
}  // namespace engines::draft
