#include "base/clock.hpp"

#include <fmt/format.h>

#include <chrono>

namespace base {

namespace {

constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

}  // namespace

Date day_of(Instant instant) {
  return Date(
      std::chrono::sys_days(std::chrono::days(floor_div(instant.us + kShanghaiOffsetUs, kDayUs))));
}

Instant start_of(Date day) {
  return {day.days().time_since_epoch().count() * kDayUs - kShanghaiOffsetUs};
}

Instant end_of(Date day) { return start_of(day.plus_days(1)); }

std::string rfc3339(Instant instant) {
  const Date day = day_of(instant);
  const std::int64_t second = (instant.us - start_of(day).us) / 1'000'000;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", day.str(), second / 3600, second / 60 % 60,
                     second % 60);
}

Instant SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

}  // namespace base
