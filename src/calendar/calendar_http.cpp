#include "calendar/calendar_http.hpp"

#include <string_view>

#include "access/token.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"

namespace calendar {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

constexpr std::string_view kSuffix = ".ics";

}  // namespace

void add_calendar_routes(http::Router& router, CalendarService& service,
                         zhijiao::access::Guard& guard) {
  router.add(
      {.method = Method::get,
       .path = "/api/calendar-feeds",
       .tag = "calendar",
       .summary = {"我的日历订阅地址", "My calendar addresses"},
       .answers = {{200, http::schema_of<CalendarFeedList>}},
       .handler = guard.signed_in([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const CalendarFeedList view = co_await service.feeds(actor);
         co_return http::json(view);
       })});
  // A retry makes another address: the first one is lost with its answer, as it is not kept.
  router.add({.method = Method::post,
              .path = "/api/calendar-feeds",
              .tag = "calendar",
              .summary = {"新建日历订阅地址", "Make a calendar address"},
              .body = http::schema_of<NewCalendarFeed>,
              .answers = {{201, http::schema_of<CalendarFeedMade>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<NewCalendarFeed>(request);
                    const CalendarFeedMade view = co_await service.make_feed(actor, body);
                    co_return http::json(view, 201);
                  })});
  router.add({.method = Method::del,
              .path = "/api/calendar-feeds/{id}",
              .tag = "calendar",
              .summary = {"撤销日历订阅地址", "Revoke a calendar address"},
              .answers = {{200, http::schema_of<CalendarFeedList>}},
              .handler = guard.signed_in([&service](const Actor& actor,
                                                    Request& request) -> awaitable<Response> {
                const CalendarFeedList view = co_await service.revoke(actor, request.param("id"));
                co_return http::json(view);
              })});
  router.add({.method = Method::get,
              .path = "/calendar/{file}",
              .tag = "calendar",
              .summary = {"日历（iCalendar），地址本身就是凭证",
                          "The calendar (iCalendar); the address is the key to it"},
              .answers = {{200, nullptr, {}, "text/calendar"}},
              .public_access = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                std::string token = request.param("file");
                if (token.ends_with(kSuffix)) token.resize(token.size() - kSuffix.size());
                Response response;
                response.body = co_await service.text(token, request.peer_address);
                const std::string tag =
                    zhijiao::access::fingerprint_of(response.body).substr(0, 32);
                response.set("ETag", "\"" + tag + "\"");
                response.set("Content-Type", "text/calendar; charset=utf-8");
                response.set("Cache-Control", "private, no-cache");
                co_return response;
              }});
}

}  // namespace calendar
