#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "access/scope.hpp"
#include "base/clock.hpp"

namespace zhijiao::access {

//! A session found by its token.
struct CurrentSession {
  Actor actor;
  base::Instant expires_at;
};

//! Sessions that were looked up a moment ago, so that the requests of a page ask the database once.
//! Every change of an account, a post or a session through this program forgets all of them before
//! it is answered, so what ends a session takes effect with the next request. A change by another
//! program on the same database takes effect within kKeptUs. Safe from any thread.
class SessionCache {
 public:
  static constexpr std::int64_t kKeptUs = 1'000'000;
  static constexpr std::size_t kSessionsMax = 10'000;

  //! What was known when somebody began to look a session up.
  using Generation = std::uint64_t;

  //! Forgets at the end of its life, also if what happened meanwhile threw.
  class Change {
   public:
    explicit Change(SessionCache& cache) : cache_(cache) {}
    ~Change() { cache_.forget(); }
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

   private:
    SessionCache& cache_;
  };

  std::optional<CurrentSession> find(const std::string& token_hash, base::Instant now);
  Generation generation();
  //! Keeps what was read since `generation`, unless something was forgotten meanwhile.
  void keep(const std::string& token_hash, const CurrentSession& session, base::Instant now,
            Generation generation);
  void forget();

 private:
  struct Kept {
    CurrentSession session;
    base::Instant at;
  };

  std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
  Generation generation_ = 0;
};

}  // namespace zhijiao::access
