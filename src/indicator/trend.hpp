#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engines/forecast/forecast.hpp"
#include "indicator/declaration.hpp"
#include "indicator/kept_day.hpp"
#include "indicator/trend_views.hpp"
#include "indicator/verdict.hpp"
#include "plan/plan_model.hpp"

//! Which of the figures of an indicator make its trend, and what the trend says of its target.
//! Pure.
namespace indicator {

//! A trend looks back so many months, one point each: days of one month are no observations of
//! their own.
inline constexpr int kTrendMonths = 24;

//! The figure of one day or of one period.
struct Standing {
  Date day;            // on which it was so
  std::string period;  // empty if the indicator has none
  std::optional<std::int64_t> value;
};

//! 2022, 2022-H1, 2022-Q3, 2022-07; none for anything else.
std::optional<Date> period_end(const std::string& period);

//! The day by which the commitment is to be met: its own, or the end of the year, half year ...
//! that has `day` in it. None if the plan names none.
std::optional<Date> due_of(const plan::Commitment& commitment, Date day);

//! The target in 1/10^scale of the figure: a whole number reaches one exactly if it reaches the
//! other.
forecast::Goal goal_in(const Goal& goal, int scale, bool more_is_better);

struct TrendQuestion {
  const Indicator& indicator;
  const plan::Commitment& commitment;
  Goal goal;
  const std::vector<KeptDay>& kept;      // of the whole, oldest first
  const std::vector<Standing>& periods;  // of a ratio by period: the figure of each
  Standing now;                          // as of the day shown
};

ForecastView trend(const TrendQuestion& question);

}  // namespace indicator
