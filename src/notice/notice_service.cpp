#include "notice/notice_service.hpp"

#include <algorithm>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"

namespace notice {

namespace {

using boost::asio::awaitable;

// One mail tells of so many; what is beyond comes with the next.
constexpr std::size_t kMailNoticesMax = 50;
constexpr std::size_t kReadMax = 500;

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
    told.insert(account);
    if (channels_.webhook) {
      store_.insert_delivery(connection, row, Channel::webhook, connection.now());
    }
    if (!channels_.mail) continue;
    const auto setting = store_.setting(connection, account);
    if (!setting || setting->email_sealed.empty()) continue;
    if (const auto due_at = send_at(setting->hours, connection.now())) {
      store_.insert_delivery(connection, row, Channel::mail, *due_at);
    }
  }
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

std::vector<DueRow> NoticeService::take_due(Channel channel) {
  const std::size_t most = channel == Channel::mail ? kMailNoticesMax : 1;
  // Mostly there is nothing, and looking is cheaper than writing.
  const bool due = database_.read_now(
      [&](db::Connection& connection) { return store_.is_due(connection, channel); });
  if (!due) return {};
  return database_.write_now(
      [&](db::Connection& connection) { return store_.take_due(connection, channel, most); });
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
    for (const DueRow& row : rows) {
      const auto next = try_again_at(row.attempts, *row.first_tried_at, connection.now());
      store_.put_back(connection, channel, {row},
                      next ? DeliveryState::waiting : DeliveryState::given_up, next, failure);
    }
  });
}

void NoticeService::settle_interrupted() {
  database_.write_now([&](db::Connection& connection) { store_.settle_interrupted(connection); });
}

}  // namespace notice
