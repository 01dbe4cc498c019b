#include "base/written_date.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace base {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

}  // namespace

std::string written_date(Date day) {
  return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day());
}

std::string written_date_en(Date day) {
  return fmt::format("{} {} {}", day.day(), kMonths.at(static_cast<std::size_t>(day.month() - 1)),
                     day.year());
}

}  // namespace base
