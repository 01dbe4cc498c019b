#include "base/day_span.hpp"

#include <gtest/gtest.h>

namespace base {

TEST(DaySpan, BothEndsAreIncluded) {
  const Date from(2022, 1, 2);
  const Date to(2022, 1, 3);
  EXPECT_FALSE(lasts_on(Date(2022, 1, 1), from, to));
  EXPECT_TRUE(lasts_on(from, from, to));
  EXPECT_TRUE(lasts_on(to, from, to));
  EXPECT_FALSE(lasts_on(Date(2022, 1, 4), from, to));
}

TEST(DaySpan, AnAbsentEndIsOpen) {
  const Date day(2022, 1, 2);
  EXPECT_TRUE(lasts_on(day, std::nullopt, std::nullopt));
  EXPECT_TRUE(lasts_on(day, std::nullopt, day));
  EXPECT_TRUE(lasts_on(day, day, std::nullopt));
}

}  // namespace base
