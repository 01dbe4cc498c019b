#include "access/session_cache.hpp"

namespace zhijiao::access {

std::optional<CurrentSession> SessionCache::find(const std::string& token_hash, base::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(token_hash);
  if (found == kept_.end()) return std::nullopt;
  const Kept& kept = found->second;
  const std::int64_t age_us = now.us - kept.at.us;
  // A clock that was set back says nothing about the age; posts begin and end with the day.
  if (age_us < 0 || age_us >= kKeptUs || base::day_of(now) != base::day_of(kept.at) ||
      kept.session.expires_at <= now) {
    kept_.erase(found);
    return std::nullopt;
  }
  return kept.session;
}

SessionCache::Generation SessionCache::generation() {
  const std::lock_guard lock(mutex_);
  return generation_;
}

void SessionCache::keep(const std::string& token_hash, const CurrentSession& session,
                        base::Instant now, Generation generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return;
  if (kept_.size() >= kSessionsMax) kept_.clear();
  kept_.insert_or_assign(token_hash, Kept{session, now});
}

void SessionCache::forget() {
  const std::lock_guard lock(mutex_);
  ++generation_;
  kept_.clear();
}

}  // namespace zhijiao::access
