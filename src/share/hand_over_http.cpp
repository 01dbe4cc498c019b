#include "share/hand_over_http.hpp"

#include "http/json.hpp"
#include "http/schema.hpp"

namespace share {

using boost::asio::awaitable;
using http::Request;
using http::Response;

void add_hand_over_routes(http::Router& router, HandOverService& service,
                          zhijiao::access::Guard& guard) {
  router.add(
      {.method = http::Method::get,
       .path = "/api/hand-overs",
       .tag = "share",
       .summary = {"工作交接：有未办结的责任而无人经办、或者即将无人经办的单位",
                   "Units with open work and nobody for it, or soon nobody"},
       .answers = {{200, http::schema_of<HandOverList>}},
       .handler = guard.in_post([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const HandOverList view = co_await service.list(actor);
         co_return http::json(view);
       })});
}

}  // namespace share
