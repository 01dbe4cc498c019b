#include "engines/forecast/forecast.hpp"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace forecast {

namespace {

// What binary fractions leave of a whole number, for each unit that the values span.
constexpr double kRoundingError = 1e-9;

int days_in(const std::vector<Point>& sorted) {
  int days = 0;
  std::optional<Date> before;
  for (const Point& point : sorted) {
    if (point.on != before) ++days;
    before = point.on;
  }
  return days;
}

Refusal refusal_of(const std::vector<Point>& sorted, Date due) {
  if (days_in(sorted) < kDaysLeast) return Refusal::too_few;
  const auto is_large = [](const Point& point) {
    return point.value > kValueMost || point.value < -kValueMost;
  };
  if (std::ranges::any_of(sorted, is_large)) return Refusal::too_large;
  const Date last = sorted.back().on;
  if (due <= last) return Refusal::passed;
  const int ahead = due.days_since(last);
  const int seen = last.days_since(sorted.front().on);
  return ahead > seen ? Refusal::too_far : Refusal::none;
}

Chance chance_of(const Forecast& made, const Goal& goal) {
  const bool misses_least = goal.at_least && made.high < *goal.at_least;
  const bool misses_most = goal.at_most && made.low > *goal.at_most;
  if (misses_least || misses_most) return Chance::unlikely;
  if (!goal.at_least && !goal.at_most) return Chance::open;
  const bool reaches_least = !goal.at_least || made.low >= *goal.at_least;
  const bool reaches_most = !goal.at_most || made.high <= *goal.at_most;
  return reaches_least && reaches_most ? Chance::likely : Chance::open;
}

}  // namespace

Forecast forecast(std::vector<Point> points, Date due, const Goal& goal) {
  std::ranges::sort(points, {},
                    [](const Point& point) { return std::pair(point.on, point.value); });
  Forecast made;
  made.points = static_cast<int>(points.size());
  if (!points.empty()) {
    made.first_on = points.front().on;
    made.last_on = points.back().on;
  }
  made.refusal = refusal_of(points, due);
  if (made.refusal != Refusal::none) return made;

  // Counted from the newest point, both are small numbers and nothing cancels out.
  const Point newest = points.back();
  std::vector<double> days;
  std::vector<double> values;
  double span = 0;
  for (const Point& point : points) {
    days.push_back(point.on.days_since(newest.on));
    values.push_back(static_cast<double>(point.value - newest.value));
    span = std::max(span, std::abs(values.back()));
  }
  double constant = 0;
  double slope = 0;
  double constant_variance = 0;
  double covariance = 0;
  double slope_variance = 0;
  double squares = 0;
  gsl_fit_linear(days.data(), 1, values.data(), 1, days.size(), &constant, &slope,
                 &constant_variance, &covariance, &slope_variance, &squares);
  double middle = 0;
  double line_error = 0;
  gsl_fit_linear_est(due.days_since(newest.on), constant, slope, constant_variance, covariance,
                     slope_variance, &middle, &line_error);
  const double freedom = static_cast<double>(days.size()) - 2;
  const double quantile = gsl_cdf_tdist_Pinv(0.5 + kConfidencePercent / 200.0, freedom);
  const double half_width = quantile * std::sqrt(line_error * line_error + squares / freedom);
  const double rounding = kRoundingError * (1 + span);
  made.value = newest.value + std::llround(middle);
  made.low = newest.value + std::llround(std::floor(middle - half_width + rounding));
  made.high = newest.value + std::llround(std::ceil(middle + half_width - rounding));
  made.chance = chance_of(made, goal);
  return made;
}

}  // namespace forecast
