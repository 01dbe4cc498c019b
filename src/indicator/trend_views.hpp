#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "indicator/verdict.hpp"

//! What the API answers about how figures went and where they go. Numbers as in indicator_views.
namespace indicator {

using base::Date;
using base::Text;

//! likely: the whole interval reaches the target; unlikely: none of it does; open: part of it does,
//! or nobody has ruled how near is near enough.
enum class Outlook { likely, unlikely, open };
BOOST_DESCRIBE_ENUM(Outlook, likely, unlikely, open)

//! Where the figure will be on `due_on` if it goes on as it did; or why nothing is said.
struct ForecastView {
  Text refused;  // empty: there is a forecast
  std::optional<Date> due_on;
  std::optional<std::int64_t> value;  // in 1/10^scale of the line
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  Outlook outlook = Outlook::open;
  std::int64_t points = 0;  // that it stands on
  std::optional<Date> from;
  std::optional<Date> to;
  Text method;

  bool operator==(const ForecastView&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForecastView, (),
                      (refused, due_on, value, low, high, outlook, points, from, to, method))

struct DayFigure {
  Date day;
  std::string period;  // empty if the indicator has none
  std::optional<std::int64_t> value;
  std::int64_t scale = 0;
  Attainment verdict = Attainment::unknown;  // against the target as it then was
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator;
  std::int64_t records = 0;
  std::int64_t incomplete = 0;
  Date kept_on;  // later than the day after it if it was computed afterwards
};
BOOST_DESCRIBE_STRUCT(DayFigure, (),
                      (day, period, value, scale, verdict, numerator, denominator, records,
                       incomplete, kept_on))

//! GET /api/indicators/{id}/days: the days that were kept, oldest first; a day that is not there
//! was not kept and is not made up.
struct DaySeries {
  std::string id;
  std::string unit;  // empty: the whole
  Date from;
  Date to;
  Text withheld;  // why there are none of this unit
  std::vector<DayFigure> days;
};
BOOST_DESCRIBE_STRUCT(DaySeries, (), (id, unit, from, to, withheld, days))

}  // namespace indicator
