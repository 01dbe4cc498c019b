#include "notice/notice_store.hpp"

#include <fmt/format.h>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <utility>

#include "base/record_json.hpp"
#include "db/dialect.hpp"

namespace notice {

namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum enum_named(const std::string& name) {
  Enum value{};
  boost::describe::enum_from_string(name.c_str(), value);
  return value;
}

std::string json_array(const std::vector<std::string>& texts) {
  boost::json::array made;
  for (const std::string& text : texts) made.emplace_back(text);
  return boost::json::serialize(made);
}

}  // namespace

bool NoticeStore::insert(db::Connection& connection, const NoticeRow& row) const {
  return connection.execute(
             "INSERT INTO notice (region, id, account, occasion, topic, zh, en, link, created_at) "
             "VALUES (:region, :id, :account, :occasion, :topic, :zh, :en, :link, :now) "
             "ON CONFLICT (region, account, occasion) DO NOTHING",
             {{"region", region_},
              {"id", row.id},
              {"account", row.account},
              {"occasion", row.occasion},
              {"topic", name_of(row.topic)},
              {"zh", row.text.zh},
              {"en", row.text.en},
              {"link", row.link},
              {"now", connection.now()}}) == 1;
}

void NoticeStore::insert_told_with(db::Connection& connection, const NoticeRow& row,
                                   const std::string& occasion) const {
  connection.execute(
      "INSERT INTO notice_told_with (region, account, occasion, notice) "
      "VALUES (:region, :account, :occasion, :notice) "
      "ON CONFLICT (region, account, occasion) DO NOTHING",
      {{"region", region_}, {"account", row.account}, {"occasion", occasion}, {"notice", row.id}});
}

std::set<std::string> NoticeStore::told_of(db::Connection& connection, const std::string& account,
                                           const std::vector<std::string>& occasions) const {
  std::set<std::string> told;
  for (auto& [occasion] : connection.select<std::string>(
           fmt::format("SELECT occasion FROM notice WHERE region = :region AND account = :account "
                       "AND occasion IN ({0}) "
                       "UNION SELECT occasion FROM notice_told_with WHERE region = :region "
                       "AND account = :account AND occasion IN ({0})",
                       db::json_elements(connection.dialect(), ":occasions")),
           {{"region", region_}, {"account", account}, {"occasions", json_array(occasions)}})) {
    told.insert(std::move(occasion));
  }
  return told;
}

std::vector<NoticeView> NoticeStore::notices(db::Connection& connection, const std::string& account,
                                             const NoticeQuery& query) const {
  std::string sql =
      "SELECT id, topic, zh, en, link, created_at, read_at IS NOT NULL FROM notice "
      "WHERE region = :region AND account = :account";
  std::vector<db::Bind> binds = {{"region", region_}, {"account", account}};
  if (query.unread.value_or(false)) sql += " AND read_at IS NULL";
  if (query.before) {
    sql += " AND id < :before";
    binds.push_back({"before", *query.before});
  }
  sql += " ORDER BY id DESC LIMIT :most";
  binds.push_back({"most", std::int64_t{kPageMax + 1}});
  std::vector<NoticeView> notices;
  for (auto& [id, topic, zh, en, link, at, read] :
       connection.select<std::string, std::string, std::string, std::string, std::string,
                         base::Instant, bool>(sql, binds)) {
    notices.push_back({std::move(id),
                       enum_named<Topic>(topic),
                       {std::move(zh), std::move(en)},
                       std::move(link),
                       base::rfc3339(at),
                       read});
  }
  return notices;
}

int NoticeStore::unread(db::Connection& connection, const std::string& account) const {
  const auto [count] = connection.select_only<std::int64_t>(
      "SELECT COUNT(*) FROM notice WHERE region = :region AND account = :account "
      "AND read_at IS NULL",
      {{"region", region_}, {"account", account}});
  return static_cast<int>(count);
}

void NoticeStore::set_read(db::Connection& connection, const std::string& account,
                           const NoticesRead& which) const {
  std::string sql =
      "UPDATE notice SET read_at = :now WHERE region = :region AND account = :account "
      "AND read_at IS NULL";
  std::vector<db::Bind> binds = {
      {"now", connection.now()}, {"region", region_}, {"account", account}};
  if (which.ids) {
    sql += " AND id IN (" + db::json_elements(connection.dialect(), ":ids") + ")";
    binds.push_back({"ids", json_array(*which.ids)});
  }
  connection.execute(sql, binds);
}

std::optional<SettingRow> NoticeStore::setting(db::Connection& connection,
                                               const std::string& account) const {
  auto row = connection.select_one<std::int64_t, std::string, std::string>(
      "SELECT version, email_sealed, hours FROM notice_setting "
      "WHERE region = :region AND account = :account",
      {{"region", region_}, {"account", account}});
  if (!row) return std::nullopt;
  auto& [version, email, hours] = *row;
  return SettingRow{version, std::move(email), base::record_from<DeliveryHours>(hours)};
}

bool NoticeStore::save_setting(db::Connection& connection, const std::string& account,
                               const SettingRow& row) const {
  const std::vector<db::Bind> binds = {{"region", region_},
                                       {"account", account},
                                       {"version", row.version},
                                       {"email", row.email_sealed},
                                       {"hours", base::record_text(row.hours)}};
  if (row.version == 0) {
    return connection.execute(
               "INSERT INTO notice_setting (region, account, version, email_sealed, hours) "
               "VALUES (:region, :account, :version + 1, :email, :hours) "
               "ON CONFLICT (region, account) DO NOTHING",
               binds) == 1;
  }
  return connection.execute(
             "UPDATE notice_setting SET version = :version + 1, email_sealed = :email, "
             "hours = :hours WHERE region = :region AND account = :account AND version = :version",
             binds) == 1;
}

void NoticeStore::insert_delivery(db::Connection& connection, const NoticeRow& row, Channel channel,
                                  base::Instant due_at) const {
  connection.execute(
      "INSERT INTO notice_delivery (region, notice, channel, account, state, due_at, attempts, "
      "failure) VALUES (:region, :notice, :channel, :account, 'waiting', :due_at, 0, '')",
      {{"region", region_},
       {"notice", row.id},
       {"channel", name_of(channel)},
       {"account", row.account},
       {"due_at", due_at}});
}

bool NoticeStore::is_due(db::Connection& connection, Channel channel) const {
  return connection
      .select_one<std::int64_t>(
          "SELECT 1 FROM notice_delivery WHERE region = :region AND state = 'waiting' "
          "AND channel = :channel AND due_at <= :now LIMIT 1",
          {{"region", region_}, {"channel", name_of(channel)}, {"now", connection.now()}})
      .has_value();
}

std::optional<DueAccount> NoticeStore::next_due(db::Connection& connection, Channel channel) const {
  auto first = connection.select_one<std::string, std::optional<std::string>>(
      "SELECT account, message FROM notice_delivery WHERE region = :region "
      "AND state = 'waiting' AND channel = :channel AND due_at <= :now "
      "ORDER BY due_at, account, notice LIMIT 1",
      {{"region", region_}, {"channel", name_of(channel)}, {"now", connection.now()}});
  if (!first) return std::nullopt;
  auto& [account, message] = *first;
  return DueAccount{std::move(account), std::move(message)};
}

std::vector<DueRow> NoticeStore::take_due(db::Connection& connection, Channel channel,
                                          const DueAccount& whose, std::size_t most) const {
  std::string together;
  std::vector<db::Bind> binds = {{"region", region_},
                                 {"channel", name_of(channel)},
                                 {"now", connection.now()},
                                 {"account", whose.account},
                                 {"most", static_cast<std::int64_t>(most)}};
  if (channel == Channel::webhook && whose.message) {
    together = "AND notice_delivery.message = :message ";
    binds.push_back({"message", *whose.message});
  } else if (channel == Channel::webhook) {
    together = "AND notice_delivery.message IS NULL ";
  }
  std::vector<DueRow> rows;
  std::vector<std::string> ids;
  for (auto& [id, occasion, topic, zh, en, link, attempts, first_tried_at] :
       connection.select<std::string, std::string, std::string, std::string, std::string,
                         std::string, std::int64_t, std::optional<base::Instant>>(
           "SELECT notice.id, notice.occasion, notice.topic, notice.zh, notice.en, notice.link, "
           "notice_delivery.attempts, notice_delivery.first_tried_at "
           "FROM notice_delivery JOIN notice ON notice.region = notice_delivery.region "
           "AND notice.id = notice_delivery.notice "
           "WHERE notice_delivery.region = :region AND notice_delivery.state = 'waiting' "
           "AND notice_delivery.channel = :channel AND notice_delivery.due_at <= :now "
           "AND notice_delivery.account = :account " +
               together + "ORDER BY notice.id LIMIT :most",
           binds)) {
    ids.push_back(id);
    rows.push_back({{std::move(id),
                     whose.account,
                     std::move(occasion),
                     enum_named<Topic>(topic),
                     {std::move(zh), std::move(en)},
                     std::move(link)},
                    static_cast<int>(attempts) + 1,
                    first_tried_at.value_or(connection.now())});
  }
  if (ids.empty()) return rows;
  connection.execute(
      "UPDATE notice_delivery SET state = 'sending', attempts = attempts + 1, "
      "first_tried_at = COALESCE(first_tried_at, :now), message = COALESCE(message, :message) "
      "WHERE region = :region AND channel = :channel AND notice IN (" +
          db::json_elements(connection.dialect(), ":ids") + ")",
      {{"now", connection.now()},
       {"message", channel == Channel::webhook ? db::Value(ids.front()) : db::Value()},
       {"region", region_},
       {"channel", name_of(channel)},
       {"ids", json_array(ids)}});
  return rows;
}

void NoticeStore::postpone(db::Connection& connection, Channel channel, const std::string& account,
                           base::Instant until) const {
  connection.execute(
      "UPDATE notice_delivery SET due_at = :until WHERE region = :region AND state = 'waiting' "
      "AND channel = :channel AND account = :account AND due_at <= :now",
      {{"until", until},
       {"region", region_},
       {"channel", name_of(channel)},
       {"account", account},
       {"now", connection.now()}});
}

void NoticeStore::put_back(db::Connection& connection, Channel channel,
                           const std::vector<DueRow>& rows, DeliveryState state,
                           std::optional<base::Instant> due_at, const std::string& failure) const {
  std::vector<std::string> ids;
  for (const DueRow& row : rows) ids.push_back(row.notice.id);
  const bool waits = state == DeliveryState::waiting;
  connection.execute(
      "UPDATE notice_delivery SET state = :state, due_at = COALESCE(:due_at, due_at), "
      "ended_at = :ended_at, failure = :failure WHERE region = :region AND channel = :channel "
      "AND state = 'sending' AND notice IN (" +
          db::json_elements(connection.dialect(), ":ids") + ")",
      {{"state", name_of(state)},
       {"due_at", db::to_value(due_at)},
       {"ended_at", waits ? db::Value() : db::to_value(connection.now())},
       {"failure", failure},
       {"region", region_},
       {"channel", name_of(channel)},
       {"ids", json_array(ids)}});
}

std::vector<UndeliveredRow> NoticeStore::undelivered(db::Connection& connection,
                                                     base::Instant since) const {
  constexpr std::int64_t kLinesMax = 50;
  std::vector<UndeliveredRow> rows;
  for (auto& [channel, state, failure, notices, people, oldest, due_at] :
       connection.select<std::string, std::string, std::string, std::int64_t, std::int64_t,
                         base::Instant, base::Instant>(
           "SELECT notice_delivery.channel, notice_delivery.state, notice_delivery.failure, "
           "COUNT(*), COUNT(DISTINCT notice_delivery.account), MIN(notice.created_at), "
           "MIN(notice_delivery.due_at) FROM notice_delivery "
           "JOIN notice ON notice.region = notice_delivery.region "
           "AND notice.id = notice_delivery.notice "
           "WHERE notice_delivery.region = :region AND notice_delivery.failure <> '' "
           "AND notice_delivery.failure <> :no_address "
           "AND notice_delivery.state IN ('waiting', 'given_up', 'unsure') "
           "AND (notice_delivery.ended_at IS NULL OR notice_delivery.ended_at >= :since) "
           "GROUP BY notice_delivery.channel, notice_delivery.state, notice_delivery.failure "
           "ORDER BY notice_delivery.channel, notice_delivery.state, notice_delivery.failure "
           "LIMIT :most",
           {{"region", region_},
            {"no_address", kNoAddress},
            {"since", since},
            {"most", kLinesMax}})) {
    rows.push_back({enum_named<Channel>(channel), enum_named<DeliveryState>(state),
                    std::move(failure), notices, people, oldest, due_at});
  }
  return rows;
}

std::int64_t NoticeStore::try_anew(db::Connection& connection, Channel channel,
                                   base::Instant since) const {
  return connection.execute(
      // Its message stays: the receiver may have it, and knows it by its key.
      "UPDATE notice_delivery SET state = 'waiting', due_at = :now, attempts = 0, "
      "first_tried_at = NULL, ended_at = NULL WHERE region = :region AND channel = :channel "
      "AND state IN ('waiting', 'given_up') AND failure <> '' AND failure <> :no_address "
      "AND (ended_at IS NULL OR ended_at >= :since)",
      {{"now", connection.now()},
       {"region", region_},
       {"channel", name_of(channel)},
       {"no_address", kNoAddress},
       {"since", since}});
}

void NoticeStore::settle_interrupted(db::Connection& connection) const {
  // Whether the mail left cannot be known: it is not sent twice, and the notice is in the bell.
  connection.execute(
      "UPDATE notice_delivery SET state = 'unsure', ended_at = :now, failure = 'interrupted' "
      "WHERE region = :region AND state = 'sending' AND channel = 'mail'",
      {{"now", connection.now()}, {"region", region_}});
  // A receiver of webhooks knows a notice by its key, so it may be sent again.
  connection.execute(
      "UPDATE notice_delivery SET state = 'waiting' "
      "WHERE region = :region AND state = 'sending' AND channel = 'webhook'",
      {{"region", region_}});
}

}  // namespace notice
