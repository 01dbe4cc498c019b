#include "indicator/kept_day.hpp"

#include <algorithm>

namespace indicator {

Date month_end(Date day, int months) {
  constexpr int kMonths = 12;
  // That of the month after, which begins a day later.
  const int next = day.year() * kMonths + static_cast<int>(day.month()) + months;
  return Date(next / kMonths, static_cast<unsigned>(next % kMonths) + 1, 1).plus_days(-1);
}

std::set<Date> days_to_keep(const std::set<Date>& kept, Date first, Date today) {
  std::set<Date> wanted;
  for (int month = -kMonthsBack; month < 0; ++month) wanted.insert(month_end(today, month));
  const Date after = kept.empty() ? today.plus_days(-1) : kept.rbegin()->plus_days(1);
  for (Date day = std::max(after, today.plus_days(-kDaysBack)); day < today;
       day = day.plus_days(1)) {
    wanted.insert(day);
  }
  std::erase_if(wanted, [&](Date day) { return day < first || kept.contains(day); });
  return wanted;
}

}  // namespace indicator
