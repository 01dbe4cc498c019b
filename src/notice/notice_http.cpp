#include "notice/notice_http.hpp"

#include "http/json.hpp"
#include "http/schema.hpp"

namespace notice {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

Response with_tag(const NoticeSettings& view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.version));
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_notice_routes(http::Router& router, NoticeService& service,
                       zhijiao::access::Guard& guard) {
  router.add({.method = Method::get,
              .path = "/api/notices",
              .tag = "notice",
              .summary = {"我的提醒", "My notices"},
              .query = http::query_of<NoticeQuery>,
              .answers = {{200, http::schema_of<NoticeList>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<NoticeQuery>(request);
                    const NoticeList view = co_await service.notices(actor, query);
                    co_return http::json(view);
                  })});
  router.add({.method = Method::post,
              .path = "/api/notices/read",
              .tag = "notice",
              .summary = {"标记已读", "Mark notices as read"},
              .body = http::schema_of<NoticesRead>,
              .answers = {{200, http::schema_of<UnreadCount>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<NoticesRead>(request);
                    const UnreadCount view = co_await service.read(actor, body);
                    co_return http::json(view);
                  })});
  router.add(
      {.method = Method::get,
       .path = "/api/notices/undelivered",
       .tag = "notice",
       .summary = {"没有送达的提醒", "Notices that could not be delivered"},
       .answers = {{200, http::schema_of<Undelivered>}},
       .handler = guard.signed_in([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const Undelivered view = co_await service.undelivered(actor);
         co_return http::json(view);
       })});
  router.add({.method = Method::post,
              .path = "/api/notices/undelivered/retry",
              .tag = "notice",
              .summary = {"重新发送没有送达的提醒", "Try again what could not be delivered"},
              .body = http::schema_of<RetryDelivery>,
              .answers = {{200, http::schema_of<Undelivered>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<RetryDelivery>(request);
                    const Undelivered view = co_await service.retry(actor, body);
                    co_return http::json(view);
                  })});
  router.add(
      {.method = Method::get,
       .path = "/api/notice-settings",
       .tag = "notice",
       .summary = {"我的提醒设置", "How I am told"},
       .answers = {{200, http::schema_of<NoticeSettings>}},
       .handler = guard.signed_in([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const NoticeSettings view = co_await service.settings(actor);
         co_return with_tag(view);
       })});
  router.add({.method = Method::put,
              .path = "/api/notice-settings",
              .tag = "notice",
              .summary = {"修改提醒设置", "Change how I am told"},
              .body = http::schema_of<NoticeSettingsChange>,
              .answers = {{200, http::schema_of<NoticeSettings>}},
              .if_match = true,
              .handler = guard.signed_in([&service](const Actor& actor,
                                                    Request& request) -> awaitable<Response> {
                const auto body = http::body<NoticeSettingsChange>(request);
                const std::int64_t version = http::required_version(request);
                const NoticeSettings view = co_await service.change_settings(actor, body, version);
                co_return with_tag(view);
              })});
}

}  // namespace notice
