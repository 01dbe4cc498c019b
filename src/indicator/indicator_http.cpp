#include "indicator/indicator_http.hpp"

#include <fmt/format.h>

#include <string>

#include "base/decimal.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace indicator {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using zhijiao::access::Permission;

namespace {

constexpr const char* kTag = "indicator";

struct DayQuery {
  std::optional<Date> as_of;
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (as_of))

std::string in(const Text& text, http::Language language) {
  return language == http::Language::zh ? text.zh : text.en;
}

Text word_of(Attainment verdict) {
  switch (verdict) {
    case Attainment::met:
      return {"达到", "met"};
    case Attainment::unmet:
      return {"未达到", "not met"};
    case Attainment::unruled:
      return {"待裁定", "awaits a ruling"};
    case Attainment::unknown:
      break;
  }
  return {"无数据", "unknown"};
}

http::Table public_table(const PublicIndicators& released, http::Language language) {
  using http::ColumnKind;
  http::Table table{.title = {"指标", "Indicators"},
                    .columns = {{{"名称", "id"}},
                                {{"指标", "Indicator"}},
                                {{"期间", "Period"}},
                                {{"数值", "Value"}, ColumnKind::decimal},
                                {{"总数", "Of"}, ColumnKind::integer},
                                {{"单位", "Unit"}},
                                {{"目标", "Target"}},
                                {{"是否达到", "Attainment"}},
                                {{"最新数据", "Newest record"}, ColumnKind::date},
                                {{"口径", "Definition"}},
                                {{"说明", "Note"}}},
                    .rows = {}};
  for (const PublicIndicator& one : released.indicators) {
    table.rows.push_back(
        {one.id, in(one.title, language), one.period,
         one.value ? base::decimal_text(*one.value, static_cast<int>(one.scale)) : "",
         one.of ? std::to_string(*one.of) : "", in(one.unit_name, language),
         in(one.written, language), in(word_of(one.verdict), language),
         one.newest_on ? one.newest_on->str() : "", in(one.definition, language),
         one.suppressed ? in({"人数太少，不公布", "Too few persons to be shown"}, language) : ""});
  }
  return table;
}

}  // namespace

void add_indicator_routes(http::Router& router, IndicatorService& service,
                          zhijiao::access::Guard& guard,
                          const std::filesystem::path& temporary_folder) {
  router.add({.method = Method::get,
              .path = "/api/indicators",
              .tag = kTag,
              .summary = {"每一项数字承诺现在到哪里", "Every numeric commitment and its figure"},
              .query = http::query_of<DayQuery>,
              .answers = {{200, http::schema_of<IndicatorWall>}},
              .handler = guard.signed_in(
                  Permission::plan_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<DayQuery>(request);
                    const IndicatorWall wall = co_await service.wall(actor, query.as_of);
                    co_return http::json(wall);
                  })});
  router.add({.method = Method::get,
              .path = "/api/indicators/{id}",
              .tag = kTag,
              .summary = {"一项指标怎么算出来的", "A figure with its working"},
              .query = http::query_of<IndicatorQuery>,
              .answers = {{200, http::schema_of<IndicatorWorking>}},
              .handler = guard.signed_in(
                  Permission::plan_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<IndicatorQuery>(request);
                    const IndicatorWorking view =
                        co_await service.indicator(actor, request.param("id"), query);
                    co_return http::json(view);
                  })});
  router.add({.method = Method::get,
              .path = "/api/indicators/{id}/records",
              .tag = kTag,
              .summary = {"数字背后的记录", "The records behind a figure"},
              .query = http::query_of<ContributionsQuery>,
              .answers = {{200, http::schema_of<ContributionList>}},
              .handler = guard.signed_in(
                  Permission::plan_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<ContributionsQuery>(request);
                    const ContributionList list =
                        co_await service.records(actor, request.param("id"), query);
                    co_return http::json(list);
                  })});
  router.add({.method = Method::post,
              .path = "/api/indicators/what-if",
              .tag = kTag,
              .summary = {"试算：换一个参数或目标会怎样，不保存",
                          "What would be under another parameter or target; saves nothing"},
              .body = http::schema_of<WhatIfQuestion>,
              .answers = {{200, http::schema_of<WhatIf>}},
              .handler = guard.signed_in(
                  Permission::plan_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto question = http::body<WhatIfQuestion>(request);
                    const WhatIf answer = co_await service.what_if(actor, question);
                    co_return http::json(answer);
                  })});
  router.add({.method = Method::get,
              .path = "/api/indicators/{id}/days",
              .tag = kTag,
              .summary = {"一项指标每天留存的数", "The figures of an indicator kept by day"},
              .query = http::query_of<DaysQuery>,
              .answers = {{200, http::schema_of<DaySeries>}},
              .handler = guard.signed_in(
                  Permission::plan_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<DaysQuery>(request);
                    const DaySeries series =
                        co_await service.days(actor, request.param("id"), query);
                    co_return http::json(series);
                  })});
  router.add(
      {.method = Method::get,
       .path = "/api/data_quality",
       .tag = kTag,
       .summary = {"缺、迟、互相矛盾的数据", "What is missing, late or contradictory"},
       .answers = {{200, http::schema_of<DataQuality>}},
       .handler = guard.signed_in(
           Permission::plan_read, [&service](const Actor& actor, Request&) -> awaitable<Response> {
             const DataQuality quality = co_await service.data_quality(actor);
             co_return http::json(quality);
           })});
  router.add({.method = Method::get,
              .path = "/api/public/indicators",
              .tag = kTag,
              .summary = {"向社会公布的指标", "The figures that are released to the public"},
              .answers = {{200, http::schema_of<PublicIndicators>}},
              .public_access = true,
              .handler = [&service](Request&) -> awaitable<Response> {
                const PublicIndicators released = co_await service.public_indicators();
                co_return http::json(released);
              }});
  router.add({.method = Method::get,
              .path = "/api/public/indicators.csv",
              .tag = kTag,
              .summary = {"向社会公布的指标，CSV", "The released figures as CSV"},
              .answers = {{200, nullptr, {}, "text/csv"}},
              .public_access = true,
              .handler = [&service, temporary_folder](Request& request) -> awaitable<Response> {
                const PublicIndicators released = co_await service.public_indicators();
                const http::Table table = public_table(released, request.language);
                co_return http::download(table, http::TableFormat::csv, "indicators", request,
                                         temporary_folder);
              }});
}

}  // namespace indicator
