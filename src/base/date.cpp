#include "base/date.hpp"

#include <fmt/compile.h>

#include <boost/json.hpp>

namespace base {

namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day civil(std::chrono::sys_days days) {
  return std::chrono::year_month_day(days);
}

}  // namespace

Date::Date(int year, unsigned month, unsigned day)
    : days_(std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                        std::chrono::day(day))) {}

std::optional<Date> Date::parse(std::string_view text, int first_year) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  if (*year < first_year || *year > kLastYear) return std::nullopt;
  const std::chrono::year_month_day civil_date(std::chrono::year(*year),
                                               std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day)));
  if (!civil_date.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(civil_date));
}

std::string Date::str() const {
  const std::chrono::year_month_day date = civil(days_);
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int Date::year() const { return static_cast<int>(civil(days_).year()); }
unsigned Date::month() const { return static_cast<unsigned>(civil(days_).month()); }
unsigned Date::day() const { return static_cast<unsigned>(civil(days_).day()); }
unsigned Date::quarter() const { return (month() + 2) / 3; }

}  // namespace base
