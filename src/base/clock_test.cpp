#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace base {

TEST(Clock, ADayBeginsAtMidnightInShanghai) {
  const Date day(2022, 7, 1);
  EXPECT_EQ(day_of(start_of(day)), day);
  EXPECT_EQ(day_of({start_of(day).us - 1}), Date(2022, 6, 30));
  EXPECT_EQ(rfc3339(start_of(day)), "2022-07-01T00:00:00+08:00");
}

TEST(Clock, ADayEndsWhereTheNextBegins) {
  const Date day(2020, 2, 28);
  EXPECT_EQ(end_of(day), start_of(Date(2020, 2, 29)));
}

TEST(Clock, InstantsBeforeTheEpochFallOnTheRightDay) {
  EXPECT_EQ(day_of({-kShanghaiOffsetUs - 1}), Date(std::chrono::sys_days(std::chrono::days(-1))));
}

TEST(Clock, AFakeClockStandsWhereItIsPut) {
  FakeClock clock(start_of(Date(2021, 1, 1)));
  EXPECT_EQ(clock.today().str(), "2021-01-01");
  clock.advance_us(24LL * 3600 * 1'000'000);
  EXPECT_EQ(clock.today().str(), "2021-01-02");
}

}  // namespace base
