#include "share/stream_http.hpp"

#include <algorithm>

#include "access/access_http.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"

namespace share {

using boost::asio::awaitable;
using http::Request;
using http::Response;

void add_stream_routes(http::Router& router, StreamService& service) {
  router.add({.method = http::Method::get,
              .path = "/api/tasks/{number:integer}/stream",
              .tag = "share",
              .summary = {"一项任务的经过：报告、节点、调整、销号、函件、批示",
                          "What happened to a task: reports, milestones, changes, closings, "
                          "letters, instructions"},
              .query = http::query_of<StreamQuery>,
              .answers = {{200, http::schema_of<TaskStream>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto query = http::query<StreamQuery>(request);
                // A number no document has is simply not found; it need not fit an int.
                constexpr std::int64_t kNumberMost = 1'000'000;
                const std::int64_t number = std::min(request.integer_param("number"), kNumberMost);
                const TaskStream view = co_await service.stream(zhijiao::access::actor_of(request),
                                                                static_cast<int>(number), query);
                co_return http::json(view);
              }});
}

}  // namespace share
