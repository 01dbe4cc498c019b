#include "indicator/trend.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "base/period.hpp"

namespace indicator {

namespace {

Text refused(forecast::Refusal refusal) {
  if (refusal == forecast::Refusal::too_few) {
    return {fmt::format("留存的数还不到 {} 个，看不出趋势", forecast::kDaysLeast),
            fmt::format("Fewer than {} figures are kept: no trend can be seen yet.",
                        forecast::kDaysLeast)};
  }
  if (refusal == forecast::Refusal::too_far) {
    return {"期限比留存的历史还长，太远，不作推算",
            "The day is farther ahead than the figures reach back: too far to say."};
  }
  if (refusal == forecast::Refusal::passed) return {"期限已过", "The day has passed."};
  if (refusal == forecast::Refusal::too_large) {
    return {"数太大，不作推算", "The numbers are too large to be continued."};
  }
  return {};
}

Outlook outlook_of(forecast::Chance chance) {
  if (chance == forecast::Chance::likely) return Outlook::likely;
  return chance == forecast::Chance::unlikely ? Outlook::unlikely : Outlook::open;
}

// The last figure of each month, and that of the day shown, which there is.
std::vector<forecast::Point> months(const TrendQuestion& asked) {
  const Date day = asked.now.day;
  const Date from = month_end(day, -kTrendMonths);
  std::map<Date, forecast::Point> by_month;
  for (const KeptDay& kept : asked.kept) {
    if (kept.day < from || kept.day >= day || !kept.value) continue;
    // A figure that begins anew says nothing about the one before; decimals changed, nor does one
    // of another declaration.
    if (kept.period != asked.now.period || kept.scale != asked.indicator.scale) continue;
    by_month[month_end(kept.day)] = {kept.day, *kept.value};
  }
  by_month[month_end(day)] = {day, asked.now.value.value_or(0)};
  std::vector<forecast::Point> points;
  for (const auto& [month, point] : by_month) points.push_back(point);
  return points;
}

// Of periods that are over.
std::vector<forecast::Point> whole_periods(const TrendQuestion& asked) {
  std::vector<forecast::Point> points;
  for (const Standing& one : asked.periods) {
    const std::optional<Date> end = period_end(one.period);
    if (end && *end <= asked.now.day && one.value) points.push_back({*end, *one.value});
  }
  return points;
}

}  // namespace

std::optional<Date> period_end(const std::string& period) {
  const std::optional<base::Period> parsed = base::parse_period(period);
  return parsed ? std::optional(parsed->to) : std::nullopt;
}

std::optional<Date> due_of(const plan::Commitment& commitment, Date day) {
  using base::PeriodLength;
  if (commitment.due_on) return commitment.due_on;
  const auto end_of = [&](PeriodLength length) { return base::period_of(length, day).to; };
  if (commitment.period == plan::Period::each_month) return end_of(PeriodLength::month);
  if (commitment.period == plan::Period::each_quarter) return end_of(PeriodLength::quarter);
  if (commitment.period == plan::Period::each_half_year) return end_of(PeriodLength::half_year);
  if (commitment.period == plan::Period::each_year) return end_of(PeriodLength::year);
  return std::nullopt;
}

forecast::Goal goal_in(const Goal& goal, int scale, bool more_is_better) {
  std::int64_t finer = 1;
  std::int64_t coarser = 1;
  for (int i = goal.scale; i < scale; ++i) finer *= 10;
  for (int i = scale; i < goal.scale; ++i) coarser *= 10;
  const auto up = [&](std::int64_t number) {
    const std::int64_t fine = number * finer;
    return fine / coarser + (fine % coarser > 0 ? 1 : 0);
  };
  const auto down = [&](std::int64_t number) {
    const std::int64_t fine = number * finer;
    return fine / coarser - (fine % coarser < 0 ? 1 : 0);
  };
  using plan::Comparator;
  const bool between = goal.comparator == Comparator::between;
  forecast::Goal made;
  if (goal.comparator == Comparator::at_least || between) made.at_least = up(goal.low);
  if (goal.comparator == Comparator::at_most) made.at_most = down(goal.low);
  // A sixth of five that were hoped for breaks no promise.
  if (between && !more_is_better) made.at_most = down(goal.high);
  return made;
}

ForecastView trend(const TrendQuestion& asked) {
  const Indicator& indicator = asked.indicator;
  ForecastView view;
  view.method = {"最小二乘线性趋势，95% 预测区间（GSL），每月一个数",
                 "least squares, 95 % prediction interval (GSL), one figure a month"};
  view.due_on = due_of(asked.commitment, asked.now.day);
  if (indicator.judged == Judged::each) {
    view.refused = {"每个单位各自判断，不作推算",
                    "Each unit is judged by itself: there is nothing to continue."};
    return view;
  }
  if (!view.due_on) {
    view.refused = {"承诺没有写明期限", "The commitment names no day."};
    return view;
  }
  if (!asked.now.value) {
    view.refused = {"现在没有数", "There is no figure now."};
    return view;
  }
  const bool periodic = indicator.period != Period::once;
  const bool begins_anew = periodic && indicator.figure == Figure::count;
  if (begins_anew && *view.due_on > period_end(asked.now.period).value_or(Date{})) {
    view.refused = {"每期从头计数，不跨期推算",
                    "It is counted anew each period and not continued into the next."};
    return view;
  }
  const bool by_period = periodic && !begins_anew;
  if (by_period) {
    view.method = {"最小二乘线性趋势，95% 预测区间（GSL），每期一个数",
                   "least squares, 95 % prediction interval (GSL), one figure a period"};
  }
  const forecast::Forecast made = forecast::forecast(
      by_period ? whole_periods(asked) : months(asked), *view.due_on,
      goal_in(asked.goal, indicator.scale, indicator.direction == Direction::up));
  view.points = made.points;
  view.from = made.first_on;
  view.to = made.last_on;
  view.refused = refused(*view.due_on <= asked.now.day ? forecast::Refusal::passed : made.refusal);
  if (!view.refused.empty()) return view;
  view.value = made.value;
  view.low = made.low;
  view.high = made.high;
  view.outlook = outlook_of(made.chance);
  return view;
}

}  // namespace indicator
