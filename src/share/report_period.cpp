#include "share/report_period.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace share {

namespace {

constexpr unsigned kMonthsOfYear = 12;

unsigned months_of(plan::Period rhythm) {
  switch (rhythm) {
    case plan::Period::each_quarter:
      return 3;
    case plan::Period::each_half_year:
      return 6;
    case plan::Period::each_year:
      return kMonthsOfYear;
    default:
      return 1;
  }
}

Date last_of_month(int year, unsigned month) {
  const auto last = std::chrono::year_month_day_last(std::chrono::year(year) /
                                                     std::chrono::month(month) / std::chrono::last);
  return Date(std::chrono::sys_days(last));
}

std::string key_of(int year, unsigned first_month, unsigned months) {
  switch (months) {
    case 3:
      return fmt::format("{}Q{}", year, (first_month - 1) / 3 + 1);
    case 6:
      return fmt::format("{}H{}", year, first_month == 1 ? 1 : 2);
    case kMonthsOfYear:
      return fmt::format("{}", year);
    default:
      return fmt::format("{}-{:02}", year, first_month);
  }
}

ReportPeriod make(const plan::ReportSettings& settings, int year, unsigned first_month,
                  unsigned months) {
  const unsigned last_month = first_month + months - 1;
  const Date to = last_of_month(year, last_month);
  const Date next = to.plus_days(1);
  const Date due =
      std::min(next.plus_days(settings.due_day - 1), last_of_month(next.year(), next.month()));
  return {key_of(year, first_month, months), Date(year, first_month, 1), to, due};
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

struct Shape {
  std::string_view mark;  // after the year
  std::size_t digits;
  unsigned months;
};
constexpr std::array kShapes = {Shape{"-", 2, 1}, Shape{"Q", 1, 3}, Shape{"H", 1, 6}};

}  // namespace

ReportPeriod period_of(const plan::ReportSettings& settings, Date day) {
  const unsigned months = months_of(settings.period);
  return make(settings, day.year(), (day.month() - 1) / months * months + 1, months);
}

ReportPeriod next_period(const plan::ReportSettings& settings, const ReportPeriod& period) {
  return period_of(settings, period.to.plus_days(1));
}

ReportPeriod previous_period(const plan::ReportSettings& settings, const ReportPeriod& period) {
  return period_of(settings, period.from.plus_days(-1));
}

std::optional<ReportPeriod> parse_period(const plan::ReportSettings& settings,
                                         std::string_view key) {
  constexpr std::size_t kYearDigits = 4;
  if (key.size() < kYearDigits) return std::nullopt;
  const auto year = number_of(key.substr(0, kYearDigits));
  if (!year || *year < Date::kFirstYear || *year >= Date::kLastYear) return std::nullopt;
  const std::string_view rest = key.substr(kYearDigits);
  if (rest.empty()) return make(settings, static_cast<int>(*year), 1, kMonthsOfYear);
  for (const Shape& shape : kShapes) {
    if (!rest.starts_with(shape.mark) || rest.size() != 1 + shape.digits) continue;
    const auto place = number_of(rest.substr(1));
    if (!place || *place == 0 || *place > kMonthsOfYear / shape.months) return std::nullopt;
    return make(settings, static_cast<int>(*year), (*place - 1) * shape.months + 1, shape.months);
  }
  return std::nullopt;
}

Text period_title(const ReportPeriod& period) {
  constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                  "May",       "June",     "July",     "August",
                                  "September", "October",  "November", "December"};
  const int year = period.from.year();
  const unsigned month = period.from.month();
  switch (period.to.month() - month) {
    case 0:
      return {fmt::format("{}年{}月", year, month),
              fmt::format("{} {}", kMonths.at(month - 1), year)};
    case 2:
      return {fmt::format("{}年第{}季度", year, period.from.quarter()),
              fmt::format("Q{} {}", period.from.quarter(), year)};
    case 5:
      return {fmt::format("{}年{}半年", year, month == 1 ? "上" : "下"),
              fmt::format("{} half of {}", month == 1 ? "First" : "Second", year)};
    default:
      return {fmt::format("{}年", year), fmt::format("{}", year)};
  }
}

ReportPeriod first_period(const plan::ReportSettings& settings, Date recorded_on) {
  return period_of(settings, std::max(recorded_on, settings.since.value_or(recorded_on)));
}

ReportPeriod period_asked(const plan::ReportSettings& settings, const ReportPeriod& first,
                          Date today) {
  const ReportPeriod present = period_of(settings, today);
  if (present.from <= first.from) return first;
  return previous_period(settings, present);
}

bool owes_report(const plan::ShareRecord& at_end, const plan::ShareRecord& now,
                 const ReportPeriod& period) {
  if (at_end.state != plan::ShareState::open) return false;
  if (at_end.condition == plan::ConditionState::pending) return false;
  return !now.closed_on || *now.closed_on > period.to;
}

}  // namespace share
