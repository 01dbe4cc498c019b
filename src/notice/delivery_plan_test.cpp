#include "notice/delivery_plan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace notice {

namespace {

using base::Date;
using base::Instant;

constexpr std::int64_t kHourUs = 3'600'000'000;

Instant at(int hour, int day = 26) {
  return {base::start_of(Date(2026, 11, day)).us + hour * kHourUs};
}

}  // namespace

TEST(SendAt, AtOnceIsNow) { EXPECT_EQ(send_at({.pace = Pace::at_once}, at(10)), at(10)); }

TEST(SendAt, NeverIsNever) { EXPECT_EQ(send_at({.pace = Pace::never}, at(10)), std::nullopt); }

TEST(SendAt, DailyWaitsForTheHourOfTodayOrTomorrow) {
  EXPECT_EQ(send_at({.pace = Pace::daily, .daily_hour = 8}, at(7)), at(8));
  EXPECT_EQ(send_at({.pace = Pace::daily, .daily_hour = 8}, at(8)), at(8));
  EXPECT_EQ(send_at({.pace = Pace::daily, .daily_hour = 8}, at(9)), at(8, 27));
}

TEST(SendAt, QuietHoursGoOverMidnight) {
  const DeliveryHours hours{.pace = Pace::at_once, .quiet_from = 22, .quiet_to = 7};
  EXPECT_EQ(send_at(hours, at(21)), at(21));
  EXPECT_EQ(send_at(hours, at(22)), at(7, 27));
  EXPECT_EQ(send_at(hours, at(3)), at(7));
  EXPECT_EQ(send_at(hours, at(7)), at(7));
}

TEST(SendAt, QuietHoursOfTheAfternoon) {
  const DeliveryHours hours{.pace = Pace::at_once, .quiet_from = 12, .quiet_to = 14};
  EXPECT_EQ(send_at(hours, at(13)), at(14));
  EXPECT_EQ(send_at(hours, at(14)), at(14));
}

TEST(SendAt, EqualHoursAreNotQuiet) {
  EXPECT_EQ(send_at({.pace = Pace::at_once, .quiet_from = 9, .quiet_to = 9}, at(9)), at(9));
}

TEST(SendAt, ADailyHourThatIsQuietWaitsForTheEnd) {
  EXPECT_EQ(send_at({.pace = Pace::daily, .daily_hour = 6, .quiet_from = 22, .quiet_to = 7}, at(5)),
            at(7));
}

RC_GTEST_PROP(SendAt, IsNeverQuietNeverBeforeNowAndWithinTwoDays, ()) {
  const auto hour = [] { return *rc::gen::inRange(0, 24); };
  const DeliveryHours hours{*rc::gen::element(Pace::at_once, Pace::daily), hour(), hour(), hour()};
  const Instant now{at(0).us + *rc::gen::inRange<std::int64_t>(0, 240 * kHourUs)};
  const auto then = send_at(hours, now);
  RC_ASSERT(then.has_value());
  RC_ASSERT(*then >= now);
  RC_ASSERT(then->us - now.us <= 48 * kHourUs);
  const auto of_day = (then->us - base::start_of(base::day_of(*then)).us) / kHourUs;
  RC_ASSERT(!is_quiet(hours, static_cast<int>(of_day)));
}

TEST(TryAgainAt, WaitsLongerEachTimeUpToSixHours) {
  EXPECT_EQ(try_again_at(1, at(1), at(1))->us, at(1).us + 5'000'000);
  EXPECT_EQ(try_again_at(2, at(1), at(1))->us, at(1).us + 20'000'000);
  EXPECT_EQ(try_again_at(3, at(1), at(1))->us, at(1).us + 80'000'000);
  EXPECT_EQ(try_again_at(50, at(1), at(1)), at(7));
}

TEST(QuietUntil, IsTheEndOfTheHoursOneIsIn) {
  const DeliveryHours hours{.quiet_from = 22, .quiet_to = 7};
  EXPECT_EQ(quiet_until(hours, at(23)), at(7, 27));
  EXPECT_EQ(quiet_until(hours, at(3)), at(7));
  EXPECT_EQ(quiet_until(hours, at(7)), std::nullopt);
}

TEST(TryAgainAt, OutlastsAHolidayAndGivesUpAfterThirtyDays) {
  EXPECT_TRUE(try_again_at(60, at(1, 1), at(1, 12)));
  EXPECT_TRUE(try_again_at(130, at(1, 1), at(0, 31)));
  EXPECT_FALSE(try_again_at(130, at(1, 1), at(1, 31)));
}

}  // namespace notice
