#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "indicator/verdict.hpp"

//! The figure of one indicator at the end of one day, kept for good: a later correction of a
//! record, a definition or a target changes no day that was kept.
namespace indicator {

using base::Date;

struct KeptDay {
  Date day;
  std::string period;  // the newest of that day; empty if the indicator has none
  std::optional<std::int64_t> value;
  int scale = 0;
  Attainment verdict = Attainment::unknown;  // against the target as it then was
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator;
  std::int64_t records = 0;
  std::int64_t incomplete = 0;
  std::int64_t plan_version = 0;  // whose target and units were used
  base::Instant kept_at{};        // later than the day's end if it was computed afterwards
};

//! Of the whole, by id of the indicator, oldest day first.
using KeptById = std::map<std::string, std::vector<KeptDay>, std::less<>>;

//! How far back figures are computed afterwards, from the versions of records: the ends of so many
//! months, and each of so many days that the program did not run.
inline constexpr int kMonthsBack = 60;
inline constexpr int kDaysBack = 31;

//! The last day of the month that is `months` after that of `day`; negative: before.
Date month_end(Date day, int months = 0);

//! The days up to yesterday that are to be kept and are not yet, oldest first: ends of months, and
//! each day since the newest kept one (yesterday alone if there is none), none before `first`, the
//! day of the first record.
std::set<Date> days_to_keep(const std::set<Date>& kept, Date first, Date today);

}  // namespace indicator
