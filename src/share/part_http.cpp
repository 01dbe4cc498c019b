#include "share/part_http.hpp"

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
using zhijiao::access::actor_of;
using zhijiao::access::once_of;

constexpr const char* kParts = "/api/shares/{id}/parts";

Response with_tag(const PartsView& view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.version));
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_part_routes(http::Router& router, PartService& service) {
  router.add({.method = Method::get,
              .path = kParts,
              .tag = "share",
              .summary = {"分办：分给了谁、谁还没有回复",
                          "A share handed down: who was asked, who is missing"},
              .query = http::query_of<PartsQuery>,
              .answers = {{200, http::schema_of<PartsView>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto query = http::query<PartsQuery>(request);
                const PartsView view =
                    co_await service.parts(actor_of(request), request.param("id"), query.period);
                co_return with_tag(view);
              }});
  router.add({.method = Method::get,
              .path = "/api/my-parts",
              .tag = "share",
              .summary = {"分给本单位的", "What was handed down to the units of my posts"},
              .answers = {{200, http::schema_of<MyParts>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const MyParts view = co_await service.my_parts(actor_of(request));
                co_return http::json(view);
              }});
  router.add({.method = Method::put,
              .path = kParts,
              .tag = "share",
              .summary = {"分办给科室和下属单位", "Hand a share down"},
              .body = http::schema_of<PartList>,
              .answers = {{200, http::schema_of<PartsView>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto list = http::body<PartList>(request);
                const std::int64_t version = http::required_version(request);
                const db::Once once = once_of(request, actor_of(request));
                const PartsView view = co_await service.set_parts(
                    actor_of(request), request.param("id"), list, version, once);
                co_return with_tag(view);
              }});
  router.add({.method = Method::put,
              .path = std::string(kParts) + "/{part}/answers/{period}",
              .tag = "share",
              .summary = {"回复分办", "Answer for a part"},
              .body = http::schema_of<PartContent>,
              .answers = {{200, http::schema_of<PartsView>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto content = http::body<PartContent>(request);
                const std::int64_t version = http::required_version(request);
                const db::Once once = once_of(request, actor_of(request));
                const PartsView view = co_await service.answer(
                    actor_of(request), request.param("id"), request.param("part"),
                    request.param("period"), content, version, once);
                co_return with_tag(view);
              }});
}

}  // namespace share
