#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace zhijiao::access {

//! The address as limits count it: an IPv4 address as it is, of IPv6 the /64 that one customer has.
std::string address_key(const std::string& address);

//! Slows down whoever guesses passwords. An attempt is charged to the name and to the address
//! before it is checked, so that many at once do not pass together. After `free_attempts` in a row
//! each further one must wait, twice as long every time, up to `delay_max_s`. What was charged is
//! forgotten after `forget_after_s` of quiet.
//! In memory and bounded: when it is full the name or address longest quiet is forgotten. A restart
//! forgets everything. Safe from any thread.
class AttemptLimit {
 public:
  struct Options {
    int name_free_attempts = 5;
    //! Offices share one address, so it is allowed more.
    int address_free_attempts = 50;
    int first_delay_s = 15;
    int delay_max_s = 15 * 60;
    int forget_after_s = 30 * 60;      // longer than any delay
    std::size_t entries_max = 10'000;  // of each kind
  };

  explicit AttemptLimit(const base::Clock& clock);
  AttemptLimit(const base::Clock& clock, const Options& options);

  //! Counts one attempt. Throws Problem 429 with Retry-After, and counts nothing, while the name or
  //! the address must wait.
  void charge(std::string_view name, const std::string& address);
  //! The attempt was right: the name is free again and the address gets this attempt back. What
  //! others failed from the same address stays counted.
  void succeeded(std::string_view name, const std::string& address);
  //! The attempt ended without an answer (overload, lost database): it does not count.
  void undecided(std::string_view name, const std::string& address);

  std::size_t entries() const;

 private:
  struct Entry {
    std::string key;
    int attempts = 0;
    base::Instant last;
    base::Instant wait_until;
  };

  // Entries by last use, newest first.
  class Table {
   public:
    Entry* find(const std::string& key, base::Instant quiet_since);
    Entry& touch(const std::string& key, std::size_t entries_max);
    void erase(const std::string& key);
    std::size_t size() const { return index_.size(); }

   private:
    std::list<Entry> entries_;
    std::unordered_map<std::string, std::list<Entry>::iterator> index_;
  };

  void count(Table& table, const std::string& key, int free_attempts, base::Instant now) const;
  void give_back(Table& table, const std::string& key, int free_attempts) const;
  base::Instant delay_after(int attempts, int free_attempts, base::Instant from) const;

  const base::Clock& clock_;
  const Options options_;
  mutable std::mutex mutex_;
  Table names_;
  Table addresses_;
};

}  // namespace zhijiao::access
