#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>

#include "base/clock.hpp"

//! When a message leaves the program, and when it is tried again. Pure.
namespace notice {

enum class Pace { at_once, daily, never };
BOOST_DESCRIBE_ENUM(Pace, at_once, daily, never)

//! Hours of the day in Shanghai, 0 to 23.
struct DeliveryHours {
  Pace pace = Pace::daily;
  int daily_hour = 8;
  //! Nothing is sent from `quiet_from` to `quiet_to`; equal: none are quiet. 22 to 7 goes over
  //! midnight.
  int quiet_from = 22;
  int quiet_to = 7;

  bool operator==(const DeliveryHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeliveryHours, (), (pace, daily_hour, quiet_from, quiet_to))

bool is_quiet(const DeliveryHours& hours, int hour);

//! When the quiet hours end that `now` lies in; none if it lies in none.
std::optional<base::Instant> quiet_until(const DeliveryHours& hours, base::Instant now);

//! When what happened at `now` is sent: at once, at the next daily hour, or when the quiet hours
//! are over. None for Pace::never.
std::optional<base::Instant> send_at(const DeliveryHours& hours, base::Instant now);

//! How long a message is tried before it is given up: a holiday lasts eight days and more, and who
//! can mend an outbound may be away for all of it.
inline constexpr std::int64_t kTriedForUs = 30LL * 24 * 3600 * 1'000'000;

//! When a message that failed for the `attempts`-th time at `now` is tried again: after 5 seconds,
//! then four times as long each time, at most 6 hours. None once kTriedForUs have passed since
//! `first_tried_at`.
std::optional<base::Instant> try_again_at(int attempts, base::Instant first_tried_at,
                                          base::Instant now);

}  // namespace notice
