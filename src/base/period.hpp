#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/text.hpp"

//! Spans of time for which something is reported, as records name them: 2026, 2026-H1, 2026-Q3,
//! 2026-07. Keys of one length are in the order of time as text. Pure.
namespace base {

enum class PeriodLength { month, quarter, half_year, year };

struct Period {
  std::string key;
  PeriodLength length = PeriodLength::year;
  Date from;
  Date to;  // included

  bool operator==(const Period&) const = default;
};

//! The one that contains `day`.
Period period_of(PeriodLength length, Date day);
Period next_period(const Period& period);
Period previous_period(const Period& period);

//! None for any other text, and for years outside of those of Date.
std::optional<Period> parse_period(std::string_view key);

//! 2026年上半年 / First half of 2026
Text period_title(const Period& period);

}  // namespace base
