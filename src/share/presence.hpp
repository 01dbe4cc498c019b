#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace share {

//! Who has a report open to write in. Kept in memory only: a page says again and again that it is
//! there, and is gone when it no longer does. Safe from any thread.
class Presence {
 public:
  //! Three beats of a page and a little.
  static constexpr std::int64_t kKeptUs = 70LL * 1'000'000;
  static constexpr std::size_t kPlacesMax = 10'000;
  static constexpr std::size_t kPeopleMax = 20;  // at one place

  struct Others {
    std::vector<std::string> names;  // in the order in which they came
    bool came = false;               // the person was not there before
  };

  //! The person is at the place; beyond the limits he is not noted.
  Others arrive(const std::string& place, const std::string& account, const std::string& name,
                base::Instant now);
  //! True if he was there.
  bool leave(const std::string& place, const std::string& account, base::Instant now);

 private:
  struct Person {
    std::string account;
    std::string name;
    base::Instant seen_at;
  };

  void forget_old(base::Instant now);

  std::mutex mutex_;
  std::map<std::string, std::vector<Person>> places_;
  base::Instant looked_at_;
};

}  // namespace share
