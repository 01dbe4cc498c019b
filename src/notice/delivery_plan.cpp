#include "notice/delivery_plan.hpp"

#include <algorithm>

namespace notice {

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kHourUs = 3600 * kSecondUs;
constexpr int kHours = 24;

// The first instant at or after `now` at which the clock in Shanghai shows `hour`.
base::Instant next_hour(base::Instant now, int hour) {
  const base::Date day = base::day_of(now);
  const base::Instant today{base::start_of(day).us + hour * kHourUs};
  if (today >= now) return today;
  return {base::start_of(day.plus_days(1)).us + hour * kHourUs};
}

int hour_of(base::Instant now) {
  return static_cast<int>((now.us - base::start_of(base::day_of(now)).us) / kHourUs);
}

}  // namespace

bool is_quiet(const DeliveryHours& hours, int hour) {
  if (hours.quiet_from == hours.quiet_to) return false;
  // Counted from the beginning of the quiet hours, so that midnight is nothing special.
  const int since = (hour - hours.quiet_from + kHours) % kHours;
  const int lasts = (hours.quiet_to - hours.quiet_from + kHours) % kHours;
  return since < lasts;
}

std::optional<base::Instant> quiet_until(const DeliveryHours& hours, base::Instant now) {
  if (!is_quiet(hours, hour_of(now))) return std::nullopt;
  return next_hour(now, hours.quiet_to);
}

std::optional<base::Instant> send_at(const DeliveryHours& hours, base::Instant now) {
  if (hours.pace == Pace::never) return std::nullopt;
  const base::Instant wanted = hours.pace == Pace::daily ? next_hour(now, hours.daily_hour) : now;
  return quiet_until(hours, wanted).value_or(wanted);
}

std::optional<base::Instant> try_again_at(int attempts, base::Instant first_tried_at,
                                          base::Instant now) {
  if (now.us - first_tried_at.us >= kTriedForUs) return std::nullopt;
  constexpr std::int64_t kMostUs = 6 * kHourUs;
  std::int64_t wait_us = 5 * kSecondUs;
  for (int i = 1; i < attempts && wait_us < kMostUs; ++i) wait_us *= 4;
  return base::Instant{now.us + std::min(wait_us, kMostUs)};
}

}  // namespace notice
