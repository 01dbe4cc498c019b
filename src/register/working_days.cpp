#include "register/working_days.hpp"

#include <algorithm>
#include <chrono>

namespace registers {

namespace {

bool covers(const std::vector<DayRange>& ranges, base::Date day) {
  return std::ranges::any_of(
      ranges, [&](const DayRange& range) { return range.from <= day && day <= range.to; });
}

}  // namespace

bool WorkingDays::works_on(base::Date day) const {
  if (covers(workdays_, day)) return true;
  if (covers(holidays_, day)) return false;
  const unsigned weekday = std::chrono::weekday(day.days()).iso_encoding();
  return weekday <= 5;
}

base::Date WorkingDays::after(base::Date day, int n) const {
  for (int left = n; left > 0;) {
    day = day.plus_days(1);
    if (works_on(day)) --left;
  }
  return day;
}

}  // namespace registers
