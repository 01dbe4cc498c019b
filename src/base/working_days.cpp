#include "base/working_days.hpp"

#include <algorithm>
#include <chrono>

namespace base {

namespace {

bool covers(const std::vector<DayRange>& ranges, Date day) {
  return std::ranges::any_of(
      ranges, [&](const DayRange& range) { return range.from <= day && day <= range.to; });
}

}  // namespace

bool WorkingDays::works_on(Date day) const {
  if (covers(workdays_, day)) return true;
  if (covers(holidays_, day)) return false;
  const unsigned weekday = std::chrono::weekday(day.days()).iso_encoding();
  return weekday <= 5;
}

Date WorkingDays::after(Date day, int n) const {
  for (int left = n; left > 0;) {
    day = day.plus_days(1);
    if (works_on(day)) --left;
  }
  return day;
}

int WorkingDays::between(Date from, Date to) const {
  if (to < from) return -between(to, from);
  int days = 0;
  for (Date day = from; day < to;) {
    day = day.plus_days(1);
    if (works_on(day)) ++days;
  }
  return days;
}

Date WorkingDays::earliest_in_term(Date today, int n) const {
  // Of the days between it and today at most n - 1 may be worked on.
  int left = n - 1;
  Date earliest = today.plus_days(-1);
  while (left > 0 || !works_on(earliest)) {
    if (works_on(earliest)) --left;
    earliest = earliest.plus_days(-1);
  }
  return earliest;
}

}  // namespace base
