#include "calendar/calendar_store.hpp"

#include <utility>

namespace calendar {

std::vector<FeedRow> CalendarStore::feeds(db::Connection& connection,
                                          const std::string& account) const {
  std::vector<FeedRow> feeds;
  for (auto& [id, title, created_at] : connection.select<std::string, std::string, base::Instant>(
           "SELECT id, title, created_at FROM calendar_feed WHERE region = :region "
           "AND account = :account AND revoked_at IS NULL ORDER BY id",
           {{"region", region_}, {"account", account}})) {
    feeds.push_back({std::move(id), account, {}, std::move(title), created_at});
  }
  return feeds;
}

std::optional<FeedRow> CalendarStore::feed_at(db::Connection& connection,
                                              const std::string& token_hash) const {
  auto row = connection.select_one<std::string, std::string, std::string, base::Instant>(
      "SELECT id, account, title, created_at FROM calendar_feed WHERE region = :region "
      "AND token_hash = :token_hash AND revoked_at IS NULL",
      {{"region", region_}, {"token_hash", token_hash}});
  if (!row) return std::nullopt;
  auto& [id, account, title, created_at] = *row;
  return FeedRow{std::move(id), std::move(account), token_hash, std::move(title), created_at};
}

void CalendarStore::insert(db::Connection& connection, const FeedRow& row) const {
  connection.execute(
      "INSERT INTO calendar_feed (region, id, account, token_hash, title, created_at) "
      "VALUES (:region, :id, :account, :token_hash, :title, :created_at)",
      {{"region", region_},
       {"id", row.id},
       {"account", row.account},
       {"token_hash", row.token_hash},
       {"title", row.title},
       {"created_at", row.created_at}});
}

bool CalendarStore::revoke(db::Connection& connection, const std::string& account,
                           const std::string& id) const {
  return connection.execute(
             "UPDATE calendar_feed SET revoked_at = :now WHERE region = :region AND id = :id "
             "AND account = :account AND revoked_at IS NULL",
             {{"now", connection.now()}, {"region", region_}, {"id", id}, {"account", account}}) ==
         1;
}

}  // namespace calendar
