#include "share/closing_http.hpp"

#include <utility>

#include "access/access_http.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"

namespace share {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using http::Route;
using zhijiao::access::actor_of;
using zhijiao::access::once_of;

Response with_tag(const ClosingView& view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.line.version));
  // The term runs, and what the viewer may do changes, without a new version.
  response.set("Cache-Control", "no-store");
  return response;
}

// One step of a closing at a version; `take` is the service's function for it.
template <class Body>
Route step(std::string name, Text summary,
           awaitable<ClosingView> (ClosingService::*take)(const Actor&, const std::string&,
                                                          const Body&, std::int64_t,
                                                          const db::Once&),
           ClosingService& service) {
  return {.method = Method::post,
          .path = "/api/closings/{id}/" + std::move(name),
          .tag = "share",
          .summary = std::move(summary),
          .body = http::schema_of<Body>,
          .answers = {{200, http::schema_of<ClosingView>}},
          .if_match = true,
          .idempotency_key = true,
          .handler = [&service, take](Request& request) -> awaitable<Response> {
            const auto body = http::body<Body>(request);
            const std::int64_t version = http::required_version(request);
            const db::Once once = once_of(request, actor_of(request));
            const ClosingView view = co_await (service.*take)(
                actor_of(request), request.param("id"), body, version, once);
            co_return with_tag(view);
          }};
}

}  // namespace

void add_closing_routes(http::Router& router, ClosingService& service) {
  router.add({.method = Method::get,
              .path = "/api/closings",
              .tag = "share",
              .summary = {"销号申请", "Applications for closing"},
              .query = http::query_of<ClosingQuery>,
              .answers = {{200, http::schema_of<ClosingList>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto query = http::query<ClosingQuery>(request);
                const ClosingList view = co_await service.list(actor_of(request), query);
                co_return http::json(view);
              }});
  router.add({.method = Method::get,
              .path = "/api/closings/{id}",
              .tag = "share",
              .summary = {"一项销号申请", "One application for closing"},
              .answers = {{200, http::schema_of<ClosingView>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const ClosingView view =
                    co_await service.closing(actor_of(request), request.param("id"));
                co_return with_tag(view);
              }});
  router.add({.method = Method::post,
              .path = "/api/shares/{id}/closings",
              .tag = "share",
              .summary = {"申请销号；牵头单位申请的是整项任务，其他责任单位征求意见",
                          "Apply for closing; the lead applies for the task, the others are asked"},
              .body = http::schema_of<Application>,
              .answers = {{201, http::schema_of<ClosingView>}},
              .idempotency_key = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto body = http::body<Application>(request);
                const db::Once once = once_of(request, actor_of(request));
                const ClosingView view =
                    co_await service.apply(actor_of(request), request.param("id"), body, once);
                co_return http::created("/api/closings/" + view.line.id, view);
              }});
  router.add(step<NewOpinion>("opinions", {"对销号提出意见", "Give an opinion on a closing"},
                              &ClosingService::opine, service));
  router.add(
      step<ClosingCheck>("check", {"核查", "Check a closing"}, &ClosingService::check, service));
  router.add(step<Approval>("approve",
                            {"审批销号（另一人）", "Approve a closing, as another person"},
                            &ClosingService::approve, service));
  router.add(step<ClosingReturn>("return", {"退回销号申请", "Return an application"},
                                 &ClosingService::send_back, service));
}

}  // namespace share
