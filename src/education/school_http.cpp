#include "education/school_http.hpp"

#include "http/json.hpp"
#include "http/schema.hpp"

namespace education {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr const char* kTag = "education";

struct DayQuery {
  std::optional<Date> as_of;
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (as_of))

struct SettingQuery {
  std::optional<std::int64_t> year;
  std::optional<Date> as_of;
};
BOOST_DESCRIBE_STRUCT(SettingQuery, (), (year, as_of))

}  // namespace

void add_school_routes(http::Router& router, SchoolService& service,
                       zhijiao::access::Guard& guard) {
  router.add({.method = Method::get,
              .path = "/api/schools",
              .tag = kTag,
              .summary = {"各校办学条件达标情况", "Schools and whether their conditions comply"},
              .query = http::query_of<DayQuery>,
              .answers = {{200, http::schema_of<SchoolTable>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<DayQuery>(request);
                    const SchoolTable table = co_await service.schools(actor, query.as_of);
                    co_return http::json(table);
                  })});
  router.add({.method = Method::get,
              .path = "/api/schools/{unit}",
              .tag = kTag,
              .summary = {"一所学校的全部情况", "Everything about one school"},
              .query = http::query_of<DayQuery>,
              .answers = {{200, http::schema_of<SchoolPage>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<DayQuery>(request);
                    const SchoolPage page =
                        co_await service.school(actor, request.param("unit"), query.as_of);
                    co_return http::json(page);
                  })});
  router.add({.method = Method::get,
              .path = "/api/programme-setting",
              .tag = kTag,
              .summary = {"专业重复设置和陈旧专业", "Programmes that overlap or are out of date"},
              .query = http::query_of<SettingQuery>,
              .answers = {{200, http::schema_of<ProgrammeSetting>}},
              .handler = guard.signed_in(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<SettingQuery>(request);
                    const ProgrammeSetting setting =
                        co_await service.programme_setting(actor, query.year, query.as_of);
                    co_return http::json(setting);
                  })});
}

}  // namespace education
