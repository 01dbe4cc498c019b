#pragma once

#include <atomic>
#include <cstdint>

#include "base/clock.hpp"

namespace db {

//! Gives every write a time later than the one before, whatever the clock does. `mark` is the
//! latest time found in the database.
class TimeKeeper {
 public:
  TimeKeeper(const base::Clock& clock, base::Instant mark) : clock_(clock), last_us_(mark.us) {}

  const base::Clock& clock() const { return clock_; }

  //! The next time for a write.
  base::Instant next() {
    std::int64_t last = last_us_.load();
    std::int64_t time = 0;
    do {
      const std::int64_t now = clock_.now().us;
      time = now > last ? now : last + 1;
    } while (!last_us_.compare_exchange_weak(last, time));
    return {time};
  }

  //! The present for a read: later than every write so far.
  base::Instant present() const {
    const std::int64_t last = last_us_.load();
    const std::int64_t now = clock_.now().us;
    return {now > last ? now : last + 1};
  }

  //! The latest time given out or found.
  base::Instant last() const { return {last_us_.load()}; }

  //! A later time was found in the database.
  void advance(base::Instant mark) {
    std::int64_t last = last_us_.load();
    while (last < mark.us && !last_us_.compare_exchange_weak(last, mark.us)) {
    }
  }

 private:
  const base::Clock& clock_;
  std::atomic<std::int64_t> last_us_;
};

}  // namespace db
