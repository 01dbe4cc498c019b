#include "calendar/calendar_service.hpp"

#include <fmt/format.h>

#include <utility>

#include "access/token.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "calendar/ical.hpp"

namespace calendar {

namespace {

using boost::asio::awaitable;

constexpr std::size_t kTitleCharactersMax = 40;

base::Problem no_such_feed() {
  return base::not_found(
      {"这个日历地址（可能已经撤销）", "This calendar (it may have been revoked)"});
}

}  // namespace

CalendarService::CalendarService(db::Database& database, zhijiao::access::AccessService& access,
                                 const zhijiao::access::People& people,
                                 supervision::SupervisionService& supervision,
                                 collection::CollectionService& collections, base::Random& random,
                                 std::string public_url)
    : database_(database),
      access_(access),
      people_(people),
      supervision_(supervision),
      collections_(collections),
      random_(random),
      public_url_(std::move(public_url)),
      store_(access.region()) {}

CalendarFeedList CalendarService::list_of(db::Connection& connection,
                                          const std::string& account) const {
  CalendarFeedList list;
  for (const FeedRow& row : store_.feeds(connection, account)) {
    list.feeds.push_back({row.id, row.title, base::rfc3339(row.created_at)});
  }
  return list;
}

awaitable<CalendarFeedList> CalendarService::feeds(const Actor& actor) {
  co_return co_await database_.read(
      [&](db::Connection& connection) { return list_of(connection, actor.account); });
}

awaitable<CalendarFeedMade> CalendarService::make_feed(const Actor& actor,
                                                       const NewCalendarFeed& given) {
  const std::size_t length = base::character_count(given.title);
  if (length == 0 || length > kTitleCharactersMax) {
    throw base::invalid({"请写明用在哪里，如“手机”。", "Say where it is used, such as “phone”."},
                        {{"/title",
                          {fmt::format("1至{}字。", kTitleCharactersMax),
                           fmt::format("1 to {} characters.", kTitleCharactersMax)}}});
  }
  const std::string token = base::new_token(random_);
  co_return co_await database_.write([&](db::Connection& connection) {
    if (store_.feeds(connection, actor.account).size() >= kFeedsMax) {
      throw base::conflict(
          "too-many-feeds",
          {fmt::format("最多{}个日历地址，请先撤销不用的。", kFeedsMax),
           fmt::format("At most {} addresses; revoke one that is not used.", kFeedsMax)});
    }
    const FeedRow row{base::uuid_v7(connection.clock(), random_), actor.account,
                      zhijiao::access::token_hash(token), given.title, connection.now()};
    store_.insert(connection, row);
    access_.audit_trail().record(connection, actor, "calendar.make", row.id, "");
    return CalendarFeedMade{{row.id, row.title, base::rfc3339(row.created_at)},
                            "/calendar/" + token + ".ics"};
  });
}

awaitable<CalendarFeedList> CalendarService::revoke(const Actor& actor, const std::string& id) {
  co_return co_await database_.write([&](db::Connection& connection) {
    if (!store_.revoke(connection, actor.account, id)) throw no_such_feed();
    access_.audit_trail().record(connection, actor, "calendar.revoke", id, "");
    return list_of(connection, actor.account);
  });
}

awaitable<std::string> CalendarService::text(const std::string& token, std::string address) {
  if (!zhijiao::access::looks_like_token(token)) throw no_such_feed();
  const std::string hash = zhijiao::access::token_hash(token);
  base::Date today;
  const auto feed = co_await database_.read([&](db::Connection& connection) {
    today = base::day_of(connection.now());
    auto row = store_.feed_at(connection, hash);
    if (row && !people_.is_active(connection, row->account)) row.reset();
    return row;
  });
  if (!feed) throw no_such_feed();
  const Actor actor = co_await access_.actor_for(feed->account, std::move(address));
  std::vector<Event> events;
  const auto link = [&](const std::string& path) {
    return public_url_.empty() ? std::string() : public_url_ + path;
  };
  const auto items = co_await supervision_.due_items(actor);
  for (const supervision::DueItem& item : items) {
    events.push_back({item.key + "@zhijiao", item.due_on, item.what.zh, link(item.link)});
  }
  const collection::MyForms mine = co_await collections_.mine(actor);
  for (const collection::FormLine& form : mine.forms) {
    const std::string key =
        fmt::format("form:{}:{}:{}:{}", form.noun, form.period, form.unit.id, form.part);
    const std::string whose =
        form.part_title ? form.unit.name.zh + "·" + form.part_title->zh : form.unit.name.zh;
    events.push_back({key + "@zhijiao", form.due_on,
                      fmt::format("填报：{} {}（{}）", form.title.zh, form.period_title.zh, whose),
                      link(fmt::format("/collections/{}/{}", form.noun, form.period))});
  }
  co_return ical_text("职教时限", events, today);
}

}  // namespace calendar
