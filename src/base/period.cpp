#include "base/period.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstddef>

namespace base {

namespace {

constexpr std::size_t kYearDigits = 4;

struct Shape {
  PeriodLength length;
  std::string_view mark;  // after the year
  std::size_t digits;     // after the mark
  unsigned months;
};

// In the order of PeriodLength.
constexpr std::array kShapes = {
    Shape{PeriodLength::month, "-", 2, 1}, Shape{PeriodLength::quarter, "-Q", 1, 3},
    Shape{PeriodLength::half_year, "-H", 1, 6}, Shape{PeriodLength::year, "", 0, 12}};

const Shape& shape_of(PeriodLength length) { return kShapes.at(static_cast<std::size_t>(length)); }

// `place`: which of the year, from 1.
Period make(const Shape& shape, int year, unsigned place) {
  const unsigned last_month = place * shape.months;
  const std::chrono::year_month_day_last last(std::chrono::year(year) /
                                              std::chrono::month(last_month) / std::chrono::last);
  std::string key = fmt::format("{:04}{}", year, shape.mark);
  if (shape.digits > 0) key += fmt::format("{:0{}}", place, shape.digits);
  return {std::move(key), shape.length, Date(year, last_month - shape.months + 1, 1),
          Date(std::chrono::sys_days(last))};
}

// The number that `text` is, if it is all digits.
std::optional<unsigned> number_of(std::string_view text) {
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

}  // namespace

Period period_of(PeriodLength length, Date day) {
  const Shape& shape = shape_of(length);
  return make(shape, day.year(), (day.month() - 1) / shape.months + 1);
}

Period next_period(const Period& period) {
  return period_of(period.length, period.to.plus_days(1));
}

Period previous_period(const Period& period) {
  return period_of(period.length, period.from.plus_days(-1));
}

std::optional<Period> parse_period(std::string_view key) {
  if (key.size() < kYearDigits) return std::nullopt;
  const auto year = number_of(key.substr(0, kYearDigits));
  if (!year || *year < Date::kFirstYear || *year > Date::kLastYear) return std::nullopt;
  const std::string_view rest = key.substr(kYearDigits);
  for (const Shape& shape : kShapes) {
    if (rest.size() != shape.mark.size() + shape.digits || !rest.starts_with(shape.mark)) continue;
    if (shape.digits == 0) return make(shape, static_cast<int>(*year), 1);
    const auto place = number_of(rest.substr(shape.mark.size()));
    constexpr unsigned kMonthsOfYear = 12;
    if (!place || *place == 0 || *place > kMonthsOfYear / shape.months) continue;
    return make(shape, static_cast<int>(*year), *place);
  }
  return std::nullopt;
}

Text period_title(const Period& period) {
  constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                  "May",       "June",     "July",     "August",
                                  "September", "October",  "November", "December"};
  const int year = period.from.year();
  const unsigned month = period.from.month();
  switch (period.length) {
    case PeriodLength::month:
      return {fmt::format("{}年{}月", year, month),
              fmt::format("{} {}", kMonths.at(month - 1), year)};
    case PeriodLength::quarter:
      return {fmt::format("{}年第{}季度", year, period.from.quarter()),
              fmt::format("Q{} {}", period.from.quarter(), year)};
    case PeriodLength::half_year:
      return {fmt::format("{}年{}半年", year, month == 1 ? "上" : "下"),
              fmt::format("{} half of {}", month == 1 ? "First" : "Second", year)};
    case PeriodLength::year:
      break;
  }
  return {fmt::format("{}年", year), fmt::format("{}", year)};
}

}  // namespace base
