#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.hpp"

//! Where a figure will be on a day if it goes on as it did: ordinary least squares of the value on
//! the day, with the prediction interval of one further observation (Student's t with n - 2 degrees
//! of freedom), computed by the GNU Scientific Library. It supposes deviations from the line that
//! are independent and alike; whoever picks the points spaces them so that this is not absurd.
//! Pure.
namespace forecast {

using base::Date;

//! The interval holds the further observation in so many of a hundred cases.
inline constexpr int kConfidencePercent = 95;
//! Fewer different days say nothing about how far a figure strays from its line.
inline constexpr int kDaysLeast = 4;
//! Larger values are not exact in what the library computes with.
inline constexpr std::int64_t kValueMost = 1'000'000'000'000'000;

struct Point {
  Date on;
  std::int64_t value = 0;
};

//! What is wanted, in the unit of the values; both: between the two; neither: nothing is judged.
struct Goal {
  std::optional<std::int64_t> at_least;
  std::optional<std::int64_t> at_most;
};

//! too_few: fewer than kDaysLeast different days. too_far: the day lies farther ahead than the days
//! seen reach back. passed: the day is not after the newest point. too_large: beyond kValueMost.
enum class Refusal { none, too_few, too_far, passed, too_large };

//! likely: the whole interval reaches the goal; unlikely: none of it does; open: part of it does,
//! or there is no goal.
enum class Chance { likely, unlikely, open };

struct Forecast {
  Refusal refusal = Refusal::none;
  int points = 0;
  std::optional<Date> first_on;
  std::optional<Date> last_on;
  // On the day asked for, and 0 if refused. The bounds are rounded outwards.
  std::int64_t value = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
  Chance chance = Chance::open;

  bool operator==(const Forecast&) const = default;
};

//! In any order of the points.
Forecast forecast(std::vector<Point> points, Date due, const Goal& goal);

}  // namespace forecast
