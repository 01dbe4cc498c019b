#include "parameter/parameter_http.hpp"

#include "base/problem.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"

namespace parameter {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using zhijiao::access::once_of;
using zhijiao::access::Permission;

constexpr const char* kTag = "parameter";

//! The law of which day; none: of today. A day to come shows what will hold then.
struct InForceQuery {
  std::optional<Date> as_of;
};
BOOST_DESCRIBE_STRUCT(InForceQuery, (), (as_of))

Date from_of(const Request& request) {
  const auto from = Date::parse(request.param("from"));
  if (!from) throw base::not_found({"这个值", "This value"});
  return *from;
}

}  // namespace

void add_parameter_routes(http::Router& router, ParameterService& service,
                          zhijiao::access::Guard& guard) {
  router.add(
      {.method = Method::get,
       .path = "/api/parameters",
       .tag = kTag,
       .summary = {"各台账的参数和生效的值", "Parameters of all registers with their values"},
       .query = http::query_of<InForceQuery>,
       .answers = {{200, http::schema_of<ParameterList>}},
       .handler = guard.signed_in(
           Permission::plan_read,
           [&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const auto query = http::query<InForceQuery>(request);
             const ParameterList list = co_await service.parameters(actor, query.as_of);
             co_return http::json(list);
           })});
  router.add({.method = Method::get,
              .path = "/api/parameters/{noun}/{name}",
              .tag = kTag,
              .summary = {"一个参数的各期的值和来历", "A parameter with its values and history"},
              .query = http::query_of<InForceQuery>,
              .answers = {{200, http::schema_of<ParameterLine>}},
              .handler = guard.signed_in(
                  Permission::plan_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<InForceQuery>(request);
                    const ParameterLine line = co_await service.parameter(
                        actor, request.param("noun"), request.param("name"), query.as_of);
                    co_return http::json(line);
                  })});
  router.add({.method = Method::post,
              .path = "/api/parameters/{noun}/{name}/values",
              .tag = kTag,
              .summary = {"从某天起改一个参数", "Set a value of a parameter from a day on"},
              .body = http::schema_of<NewParameterValue>,
              .answers = {{200, http::schema_of<ParameterLine>}},
              .idempotency_key = true,
              .handler = guard.signed_in(
                  Permission::parameter_write,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<NewParameterValue>(request);
                    const db::Once once = once_of(request, actor);
                    const ParameterLine line = co_await service.set(
                        actor, request.param("noun"), request.param("name"), body, once);
                    co_return http::json(line);
                  })});
  router.add({.method = Method::post,
              .path = "/api/parameters/{noun}/{name}/values/{from}/withdraw",
              .tag = kTag,
              .summary = {"撤回设错的值", "Withdraw a value that was set by mistake"},
              .body = http::schema_of<ParameterWithdrawal>,
              .answers = {{200, http::schema_of<ParameterLine>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = guard.signed_in(
                  Permission::parameter_write,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<ParameterWithdrawal>(request);
                    const std::int64_t version = http::required_version(request);
                    const db::Once once = once_of(request, actor);
                    const Date from = from_of(request);
                    const ParameterLine line =
                        co_await service.withdraw(actor, request.param("noun"),
                                                  request.param("name"), from, body, version, once);
                    co_return http::json(line);
                  })});
}

}  // namespace parameter
