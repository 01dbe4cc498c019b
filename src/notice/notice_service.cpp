#include "notice/notice_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"

namespace notice {

namespace {

using boost::asio::awaitable;

// One message tells of so many; what is beyond comes with the next.
constexpr std::size_t kNoticesMax = 50;
constexpr std::size_t kReadMax = 500;
// Of one transaction of the courier, which shall not hold up others.
constexpr int kPostponedMax = 50;
// What was given up longer ago is no news any more.
constexpr int kShownForDays = 90;

base::Instant shown_since(base::Instant now) {
  return {base::start_of(base::day_of(now).plus_days(-kShownForDays)).us};
}

bool is_hour(int hour) { return hour >= 0 && hour <= 23; }

std::vector<base::FieldError> faults(const NoticeSettingsChange& change) {
  std::vector<base::FieldError> errors;
  if (!change.email.empty() && !is_mail_address(change.email)) {
    errors.push_back({"/email",
                      {"请填写完整的邮箱地址，如 name@example.cn；不要邮件就空着。",
                       "Give a whole mail address such as name@example.cn, or none."}});
  }
  for (const auto& [field, hour] : {std::pair{"/hours/daily_hour", change.hours.daily_hour},
                                    std::pair{"/hours/quiet_from", change.hours.quiet_from},
                                    std::pair{"/hours/quiet_to", change.hours.quiet_to}}) {
    if (!is_hour(hour)) {
      errors.push_back({field, {"请选择0至23点。", "Choose an hour from 0 to 23."}});
    }
  }
  return errors;
}

}  // namespace

bool is_mail_address(const std::string& text) {
  constexpr std::size_t kBytesMax = 254;
  const std::size_t at = text.find('@');
  const auto allowed = [](char c) {
    return c > ' ' && c < 0x7F && std::string_view("\"(),:;<>[]\\").find(c) == std::string::npos;
  };
  if (text.size() > kBytesMax || at == std::string::npos || at == 0) return false;
  const std::string_view domain = std::string_view(text).substr(at + 1);
  return std::ranges::all_of(text, allowed) && domain.find('@') == std::string_view::npos &&
         domain.find('.') != std::string_view::npos && !domain.starts_with('.') &&
         !domain.ends_with('.') && domain.find("..") == std::string_view::npos &&
         !text.starts_with('-');
}

NoticeService::NoticeService(db::Database& database, zhijiao::access::AccessService& access,
                             base::Random& random, Channels channels, AddressSeal seal)
    : database_(database),
      access_(access),
      random_(random),
      channels_(channels),
      seal_(std::move(seal)),
      store_(access.region()) {}

void NoticeService::tell(db::Connection& connection, const std::set<std::string>& accounts,
                         const NewNotice& notice, std::set<std::string>& told) const {
  for (const std::string& account : accounts) {
    const NoticeRow row{base::uuid_v7(connection.clock(), random_),
                        account,
                        notice.occasion,
                        notice.topic,
                        notice.text,
                        notice.link};
    if (!store_.insert(connection, row)) continue;
    for (const std::string& occasion : notice.also) {
      store_.insert_told_with(connection, row, occasion);
    }
    told.insert(account);
    if (!channels_.webhook && !channels_.mail) continue;
    const SettingRow setting = store_.setting(connection, account).value_or(SettingRow{});
    const auto due_at = send_at(setting.hours, connection.now());
    if (!due_at) continue;
    if (channels_.webhook) store_.insert_delivery(connection, row, Channel::webhook, *due_at);
    if (channels_.mail && !setting.email_sealed.empty()) {
      store_.insert_delivery(connection, row, Channel::mail, *due_at);
    }
  }
}

std::set<std::string> NoticeService::told_of(db::Connection& connection, const std::string& account,
                                             const std::vector<std::string>& occasions) const {
  return store_.told_of(connection, account, occasions);
}

void NoticeService::announce(const std::set<std::string>& told) const {
  if (on_change_ && !told.empty()) on_change_(told);
}

awaitable<NoticeList> NoticeService::notices(const Actor& actor, const NoticeQuery& query) {
  co_return co_await database_.read([&](db::Connection& connection) {
    NoticeList list;
    list.unread = store_.unread(connection, actor.account);
    list.notices = store_.notices(connection, actor.account, query);
    if (list.notices.size() > NoticeStore::kPageMax) {
      list.notices.pop_back();
      list.next = list.notices.back().id;
    }
    return list;
  });
}

awaitable<UnreadCount> NoticeService::read(const Actor& actor, const NoticesRead& which) {
  if (which.ids && which.ids->size() > kReadMax) {
    throw base::bad_request({"一次最多标记500条。", "At most 500 at a time."});
  }
  UnreadCount count = co_await database_.write([&](db::Connection& connection) {
    store_.set_read(connection, actor.account, which);
    return UnreadCount{store_.unread(connection, actor.account)};
  });
  // The person's other tabs and devices count along.
  announce({actor.account});
  co_return count;
}

NoticeSettings NoticeService::view_of(const std::optional<SettingRow>& row) const {
  NoticeSettings view;
  view.mail_available = channels_.mail;
  view.webhook_available = channels_.webhook;
  if (!row) return view;
  view.version = row->version;
  view.hours = row->hours;
  if (!row->email_sealed.empty()) view.email = seal_.unseal(row->email_sealed);
  return view;
}

awaitable<NoticeSettings> NoticeService::settings(const Actor& actor) {
  co_return co_await database_.read([&](db::Connection& connection) {
    return view_of(store_.setting(connection, actor.account));
  });
}

awaitable<NoticeSettings> NoticeService::change_settings(const Actor& actor,
                                                         const NoticeSettingsChange& change,
                                                         std::int64_t version) {
  if (auto errors = faults(change); !errors.empty()) {
    throw base::invalid({"有内容需要补正，请修改后再保存。", "Some fields need mending."},
                        std::move(errors));
  }
  SettingRow row{version, change.email.empty() ? "" : seal_.seal(change.email), change.hours};
  co_return co_await database_.write([&](db::Connection& connection) {
    if (!store_.save_setting(connection, actor.account, row)) {
      throw base::stale(base::record_text(view_of(store_.setting(connection, actor.account))));
    }
    access_.audit_trail().record(connection, actor, "notice.settings", actor.account,
                                 change.email.empty() ? "mail=no" : "mail=yes");
    return view_of(store_.setting(connection, actor.account));
  });
}

Undelivered NoticeService::undelivered_now(db::Connection& connection) const {
  Undelivered view;
  for (UndeliveredRow& row : store_.undelivered(connection, shown_since(connection.now()))) {
    UndeliveredLine line{row.channel,
                         row.state,
                         std::move(row.failure),
                         static_cast<int>(row.notices),
                         static_cast<int>(row.people),
                         base::rfc3339(row.since),
                         {}};
    if (row.state == DeliveryState::waiting) line.next_at = base::rfc3339(row.due_at);
    view.lines.push_back(std::move(line));
  }
  return view;
}

awaitable<Undelivered> NoticeService::undelivered(const Actor& actor) {
  access_.require(actor, zhijiao::access::Permission::account_manage);
  co_return co_await database_.read(
      [&](db::Connection& connection) { return undelivered_now(connection); });
}

awaitable<Undelivered> NoticeService::retry(const Actor& actor, const RetryDelivery& which) {
  access_.require(actor, zhijiao::access::Permission::account_manage);
  Undelivered view = co_await database_.write([&](db::Connection& connection) {
    const std::int64_t notices =
        store_.try_anew(connection, which.channel, shown_since(connection.now()));
    access_.audit_trail().record(
        connection, actor, "notice.retry", "",
        fmt::format("channel={} notices={}", boost::describe::enum_to_string(which.channel, ""),
                    notices));
    return undelivered_now(connection);
  });
  // Wakes the courier.
  announce({actor.account});
  co_return view;
}

std::vector<DueRow> NoticeService::take_due(Channel channel) {
  // Mostly there is nothing, and looking is cheaper than writing.
  const bool due = database_.read_now(
      [&](db::Connection& connection) { return store_.is_due(connection, channel); });
  if (!due) return {};
  return database_.write_now([&](db::Connection& connection) -> std::vector<DueRow> {
    for (int i = 0; i < kPostponedMax; ++i) {
      const auto whose = store_.next_due(connection, channel);
      if (!whose) return {};
      const auto setting = store_.setting(connection, whose->account).value_or(SettingRow{});
      const auto quiet = quiet_until(setting.hours, connection.now());
      if (!quiet) return store_.take_due(connection, channel, *whose, kNoticesMax);
      // Due by day, but then the outbound or this program was down.
      store_.postpone(connection, channel, whose->account, *quiet);
    }
    return {};
  });
}

std::string NoticeService::address_of(const std::string& account) {
  const auto row = database_.read_now(
      [&](db::Connection& connection) { return store_.setting(connection, account); });
  return row && !row->email_sealed.empty() ? seal_.unseal(row->email_sealed) : std::string();
}

void NoticeService::put_back(Channel channel, const std::vector<DueRow>& rows, DeliveryState state,
                             const std::string& failure) {
  database_.write_now([&](db::Connection& connection) {
    store_.put_back(connection, channel, rows, state, std::nullopt, failure);
  });
}

void NoticeService::try_again(Channel channel, const std::vector<DueRow>& rows,
                              const std::string& failure) {
  database_.write_now([&](db::Connection& connection) {
    const base::Instant now = connection.now();
    for (const DueRow& row : rows) {
      const auto next = try_again_at(row.attempts, *row.first_tried_at, now);
      store_.put_back(connection, channel, {row},
                      next ? DeliveryState::waiting : DeliveryState::given_up, next, failure);
    }
  });
}

void NoticeService::settle_interrupted() {
  database_.write_now([&](db::Connection& connection) { store_.settle_interrupted(connection); });
}

}  // namespace notice
