#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <string>

#include "base/date.hpp"

namespace base {

//! A point in time: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t us = 0;

  auto operator<=>(const Instant&) const = default;
};

//! Time in China is UTC+8 without summer time since 1991; plans are younger.
inline constexpr std::int64_t kShanghaiOffsetUs = 8LL * 3600 * 1'000'000;

//! The calendar day in Asia/Shanghai that contains `instant`.
Date day_of(Instant instant);

//! The first instant of `day` in Asia/Shanghai.
Instant start_of(Date day);

//! The first instant after `day` in Asia/Shanghai: "as of a day" means recorded before this.
Instant end_of(Date day);

//! RFC 3339 with the offset of Shanghai, to the second: 2022-07-01T08:00:00+08:00.
std::string rfc3339(Instant instant);

//! Where the program learns the time. Nothing else calls the system clock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;

  Date today() const { return day_of(now()); }
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

//! A clock that stands where it is put: tests, and the making of sample data.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start) : us_(start.us) {}

  Instant now() const override { return {us_.load()}; }
  void set(Instant instant) { us_.store(instant.us); }
  void advance_us(std::int64_t us) { us_.fetch_add(us); }

 private:
  std::atomic<std::int64_t> us_;
};

}  // namespace base
