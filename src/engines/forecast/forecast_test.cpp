#include "engines/forecast/forecast.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace forecast {

namespace {

const Date kStart(2020, 1, 1);

// One point every 30 days.
std::vector<Point> points_of(const std::vector<std::int64_t>& values) {
  std::vector<Point> points;
  for (const std::int64_t value : values) {
    points.push_back({kStart.plus_days(30 * static_cast<int>(points.size())), value});
  }
  return points;
}

Date after(int steps) { return kStart.plus_days(30 * steps); }

}  // namespace

TEST(Forecast, ALineIsContinuedExactly) {
  const Forecast made = forecast(points_of({100, 110, 120, 130}), after(6), {});
  EXPECT_EQ(made.refusal, Refusal::none);
  EXPECT_EQ(made.value, 160);
  EXPECT_EQ(made.low, 160);
  EXPECT_EQ(made.high, 160);
  EXPECT_EQ(made.points, 4);
  EXPECT_EQ(made.first_on, kStart);
  EXPECT_EQ(made.last_on, after(3));
}

// Worked by hand: the line through 10, 13, 12, 15, 14 at steps 0 to 4 is 10.8 + 1.0 step, the
// squares left are 4.8, so s = 1.2649; at step 6 the error is s * sqrt(1 + 1/5 + 16/10) = 2.1166,
// and t of 97.5 % with 3 degrees of freedom is 3.1824: 16.8 +- 6.736.
TEST(Forecast, TheIntervalIsThatOfAFurtherObservation) {
  const Forecast made = forecast(points_of({1000, 1300, 1200, 1500, 1400}), after(6), {});
  EXPECT_EQ(made.value, 1680);
  EXPECT_EQ(made.low, 1006);
  EXPECT_EQ(made.high, 2354);
}

TEST(Forecast, FewerThanFourDaysSayNothing) {
  EXPECT_EQ(forecast({}, after(1), {}).refusal, Refusal::too_few);
  EXPECT_EQ(forecast({}, after(1), {}).first_on, std::nullopt);
  EXPECT_EQ(forecast(points_of({1, 2, 3}), after(4), {}).refusal, Refusal::too_few);
  const std::vector<Point> one_day(9, Point{kStart, 5});
  EXPECT_EQ(forecast(one_day, after(1), {}).refusal, Refusal::too_few);
}

TEST(Forecast, NothingIsSaidFartherAheadThanWasSeen) {
  EXPECT_EQ(forecast(points_of({1, 2, 3, 4}), after(6), {}).refusal, Refusal::none);
  EXPECT_EQ(forecast(points_of({1, 2, 3, 4}), after(6).plus_days(1), {}).refusal, Refusal::too_far);
}

TEST(Forecast, ADayThatHasComeIsNotForeseen) {
  EXPECT_EQ(forecast(points_of({1, 2, 3, 4}), after(3), {}).refusal, Refusal::passed);
  EXPECT_EQ(forecast(points_of({1, 2, 3, 4}), after(1), {}).refusal, Refusal::passed);
}

TEST(Forecast, ValuesThatAreNotExactAreRefused) {
  EXPECT_EQ(forecast(points_of({1, 2, 3, kValueMost}), after(5), {}).refusal, Refusal::none);
  EXPECT_EQ(forecast(points_of({1, 2, 3, kValueMost + 1}), after(5), {}).refusal,
            Refusal::too_large);
  EXPECT_EQ(forecast(points_of({1, 2, 3, -kValueMost - 1}), after(5), {}).refusal,
            Refusal::too_large);
}

TEST(Forecast, AGoalIsJudgedByTheWholeInterval) {
  const auto chance = [](Goal goal) {
    return forecast(points_of({1000, 1300, 1200, 1500, 1400}), after(6), goal).chance;
  };
  EXPECT_EQ(chance({.at_least = 1006, .at_most = {}}), Chance::likely);
  EXPECT_EQ(chance({.at_least = 1007, .at_most = {}}), Chance::open);
  EXPECT_EQ(chance({.at_least = 2354, .at_most = {}}), Chance::open);
  EXPECT_EQ(chance({.at_least = 2355, .at_most = {}}), Chance::unlikely);
  EXPECT_EQ(chance({.at_least = {}, .at_most = 2354}), Chance::likely);
  EXPECT_EQ(chance({.at_least = {}, .at_most = 2353}), Chance::open);
  EXPECT_EQ(chance({.at_least = {}, .at_most = 1005}), Chance::unlikely);
  EXPECT_EQ(chance({.at_least = 1000, .at_most = 3000}), Chance::likely);
  EXPECT_EQ(chance({.at_least = 1000, .at_most = 2000}), Chance::open);
  EXPECT_EQ(chance({}), Chance::open);
}

namespace {

std::vector<Point> some_points() {
  std::vector<std::int64_t> values;
  const int count = *rc::gen::inRange(kDaysLeast, 40);
  values.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) values.push_back(*rc::gen::inRange(-100'000, 100'000));
  return points_of(values);
}

}  // namespace

RC_GTEST_PROP(Forecast, EveryLineIsContinuedExactly, ()) {
  const std::int64_t begins =
      *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
  const std::int64_t grows = *rc::gen::inRange(-1'000'000, 1'000'000);
  const int count = *rc::gen::inRange(kDaysLeast, 40);
  const int ahead = *rc::gen::inRange(1, count);
  std::vector<std::int64_t> values;
  for (int i = 0; i < count; ++i) values.push_back(begins + i * grows);
  const Forecast made = forecast(points_of(values), after(count - 1 + ahead), {});
  const std::int64_t expected = begins + (count - 1 + ahead) * grows;
  RC_ASSERT(made.value == expected);
  RC_ASSERT(made.low == expected);
  RC_ASSERT(made.high == expected);
}

RC_GTEST_PROP(Forecast, TheOrderOfThePointsDoesNotMatter, ()) {
  std::vector<Point> points = some_points();
  const Date due = points.back().on.plus_days(40);
  const Forecast made = forecast(points, due, {});
  std::ranges::reverse(points);
  std::ranges::rotate(points,
                      points.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(points)));
  RC_ASSERT(forecast(points, due, {}) == made);
}

RC_GTEST_PROP(Forecast, TheIntervalHoldsTheValueAndGrowsWithTheDistance, ()) {
  const std::vector<Point> points = some_points();
  const int seen = points.back().on.days_since(points.front().on);
  const int near = *rc::gen::inRange(1, seen);
  const Forecast soon = forecast(points, points.back().on.plus_days(near), {});
  const Forecast later = forecast(points, points.back().on.plus_days(near + 1), {});
  RC_ASSERT(soon.low <= soon.value);
  RC_ASSERT(soon.value <= soon.high);
  // Rounded outwards, either bound may be one off.
  RC_ASSERT(later.high - later.low + 2 >= soon.high - soon.low);
}

RC_GTEST_PROP(Forecast, MovingEverythingMovesTheForecast, ()) {
  std::vector<Point> points = some_points();
  const Date due = points.back().on.plus_days(40);
  const std::int64_t more = *rc::gen::inRange(-1'000'000, 1'000'000);
  const Forecast made = forecast(points, due, {});
  for (Point& point : points) point.value += more;
  const Forecast moved = forecast(points, due, {});
  RC_ASSERT(moved.value == made.value + more);
  RC_ASSERT(moved.low == made.low + more);
  RC_ASSERT(moved.high == made.high + more);
}

}  // namespace forecast
