#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"

namespace calendar {

struct FeedRow {
  std::string id;
  std::string account;
  std::string token_hash;
  std::string title;
  base::Instant created_at;
};

//! All SQL of calendar feeds. Every statement supplies the region; a revoked feed is not there.
class CalendarStore {
 public:
  explicit CalendarStore(std::string region) : region_(std::move(region)) {}

  std::vector<FeedRow> feeds(db::Connection& connection, const std::string& account) const;
  std::optional<FeedRow> feed_at(db::Connection& connection, const std::string& token_hash) const;
  void insert(db::Connection& connection, const FeedRow& row) const;
  //! False if the account has no such feed.
  bool revoke(db::Connection& connection, const std::string& account, const std::string& id) const;

 private:
  std::string region_;
};

}  // namespace calendar
