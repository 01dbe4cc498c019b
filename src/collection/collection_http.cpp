#include "collection/collection_http.hpp"

#include <fmt/format.h>

#include <string>
#include <tuple>
#include <utility>

#include "document/official_paper.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace collection {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr const char* kTag = "collection";
constexpr const char* kRound = "/api/collections/{noun}/{period}";

struct FormQuery {
  std::string unit;
  std::optional<std::string> part;
};
BOOST_DESCRIBE_STRUCT(FormQuery, (), (unit, part))

//! As FormQuery, and how the letter is printed.
struct PaperQuery {
  std::string unit;
  std::optional<std::string> part;
  std::optional<bool> red_head;
};
BOOST_DESCRIBE_STRUCT(PaperQuery, (), (unit, part, red_head))

// What others hand in changes it without a version of its own.
template <class View>
Response changing(const View& view) {
  Response response = http::json(view);
  response.set("Cache-Control", "no-store");
  return response;
}

template <class Body>
void add_decision(http::Router& router, const char* name, Text summary,
                  awaitable<RoundView> (CollectionService::*take)(const Actor&, const std::string&,
                                                                  const std::string&, const Body&,
                                                                  const db::Once&),
                  CollectionService& service, zhijiao::access::Guard& guard) {
  router.add({.method = Method::post,
              .path = fmt::format("{}/{}", kRound, name),
              .tag = kTag,
              .summary = std::move(summary),
              .body = http::schema_of<Body>,
              .answers = {{200, http::schema_of<RoundView>}},
              .idempotency_key = true,
              .handler = guard.in_post(
                  [&service, take](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<Body>(request);
                    const db::Once once = zhijiao::access::once_of(request, actor);
                    const RoundView view = co_await (service.*take)(
                        actor, request.param("noun"), request.param("period"), body, once);
                    co_return changing(view);
                  })});
}

void add_reading(http::Router& router, CollectionService& service, zhijiao::access::Guard& guard) {
  router.add(
      {.method = Method::get,
       .path = "/api/collections",
       .tag = kTag,
       .summary = {"填报任务和各期情况", "Collections and how their periods stand"},
       .answers = {{200, http::schema_of<CollectionList>}},
       .handler = guard.in_post([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const CollectionList list = co_await service.collections(actor);
         co_return changing(list);
       })});
  router.add(
      {.method = Method::get,
       .path = "/api/my-forms",
       .tag = kTag,
       .summary = {"我要填的表、待我审定的期次", "Forms I owe, periods I approve"},
       .answers = {{200, http::schema_of<MyForms>}},
       .handler = guard.in_post([&service](const Actor& actor, Request&) -> awaitable<Response> {
         const MyForms mine = co_await service.mine(actor);
         co_return changing(mine);
       })});
  router.add({.method = Method::get,
              .path = "/api/collections/{noun}",
              .tag = kTag,
              .summary = {"各单位各期是否已报", "Periods by units: who is in, who is missing"},
              .answers = {{200, http::schema_of<MatrixView>}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const MatrixView view = co_await service.matrix(actor, request.param("noun"));
                    co_return changing(view);
                  })});
  router.add({.method = Method::get,
              .path = kRound,
              .tag = kTag,
              .summary = {"一期：各单位、合计、未报单位、异常数、审定、锁定和更正",
                          "One period: units, sum, who is missing, what is unusual, approvals, "
                          "lock and revisions"},
              .answers = {{200, http::schema_of<RoundView>}},
              .handler = guard.in_post([&service](const Actor& actor,
                                                  Request& request) -> awaitable<Response> {
                const RoundView view =
                    co_await service.round(actor, request.param("noun"), request.param("period"));
                co_return changing(view);
              })});
  router.add({.method = Method::get,
              .path = fmt::format("{}/form", kRound),
              .tag = kTag,
              .summary = {"一张表：带出的数、上期和其他单位的数",
                          "A form: what it begins with, and what its figures are compared with"},
              .query = http::query_of<FormQuery>,
              .answers = {{200, http::schema_of<FormView>}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<FormQuery>(request);
                    const std::string part = query.part.value_or("");
                    const FormView view = co_await service.form(
                        actor, request.param("noun"), request.param("period"), query.unit, part);
                    co_return changing(view);
                  })});
}

void add_tables(http::Router& router, CollectionService& service, zhijiao::access::Guard& guard,
                const std::filesystem::path& temporary_folder) {
  for (const auto& [extension, format, media_type] :
       {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
        std::tuple{"xlsx", http::TableFormat::xlsx,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
    router.add(
        {.method = Method::get,
         .path = fmt::format("{}/table.{}", kRound, extension),
         .tag = kTag,
         .summary = {fmt::format("汇总表（{}）", extension),
                     fmt::format("The period as a table ({})", extension)},
         .answers = {{200, nullptr, {}, media_type}},
         .handler = guard.in_post([&service, format, temporary_folder](
                                      const Actor& actor, Request& request) -> awaitable<Response> {
           const bool english = request.language == http::Language::en;
           const std::string& noun = request.param("noun");
           const std::string& period = request.param("period");
           const http::Table table = co_await service.table(actor, noun, period, english);
           co_return http::download(table, format, fmt::format("{}-{}", noun, period), request,
                                    temporary_folder);
         })});
    router.add(
        {.method = Method::get,
         .path = fmt::format("{}/sheet.{}", kRound, extension),
         .tag = kTag,
         .summary = {fmt::format("离线填报表，填好后导入（{}）", extension),
                     fmt::format("Forms to fill in offline, for an import ({})", extension)},
         .answers = {{200, nullptr, {}, media_type}},
         .handler = guard.in_post([&service, format, temporary_folder](
                                      const Actor& actor, Request& request) -> awaitable<Response> {
           const std::string& noun = request.param("noun");
           const std::string& period = request.param("period");
           const http::Table table = co_await service.sheet(actor, noun, period);
           co_return http::download(table, format, fmt::format("{}-{}-form", noun, period), request,
                                    temporary_folder);
         })});
  }
}

void add_stamped_copies(http::Router& router, CollectionService& service,
                        zhijiao::access::Guard& guard) {
  router.add({.method = Method::get,
              .path = fmt::format("{}/letter.docx", kRound),
              .tag = kTag,
              .summary = {"填报表报送函（DOCX，可编辑），左上角二维码供盖章件归档",
                          "The form as a letter (editable DOCX) whose code files the stamped copy"},
              .query = http::query_of<PaperQuery>,
              .answers = {{200, nullptr, {}, document::kDocxMediaType}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<PaperQuery>(request);
                    auto paper = co_await service.paper(
                        actor, request.param("noun"), request.param("period"), query.unit,
                        query.part.value_or(""), query.red_head.value_or(true));
                    co_return http::attachment(std::move(paper.bytes), document::kDocxMediaType,
                                               paper.file_name);
                  })});
  router.add({.method = Method::get,
              .path = "/api/form-codes/{code}",
              .tag = kTag,
              .summary = {"报送函二维码对应的填报表", "The form that a letter's code names"},
              .answers = {{200, http::schema_of<CodedForm>}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const CodedForm form = co_await service.coded(actor, request.param("code"));
                    co_return changing(form);
                  })});
  router.add({.method = Method::post,
              .path = fmt::format("{}/stamped-copy", kRound),
              .tag = kTag,
              .summary = {"填报表盖章件归档", "File the stamped copy of a form"},
              .body = http::schema_of<FiledCopy>,
              .answers = {{200, http::schema_of<CodedForm>}},
              .idempotency_key = true,
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<FiledCopy>(request);
                    const db::Once once = zhijiao::access::once_of(request, actor);
                    const CodedForm form = co_await service.file_copy(
                        actor, request.param("noun"), request.param("period"), body, once);
                    co_return changing(form);
                  })});
}

}  // namespace

void add_collection_routes(http::Router& router, CollectionService& service,
                           zhijiao::access::Guard& guard,
                           const std::filesystem::path& temporary_folder) {
  add_reading(router, service, guard);
  add_tables(router, service, guard, temporary_folder);
  add_stamped_copies(router, service, guard);
  router.add({.method = Method::post,
              .path = fmt::format("{}/zero", kRound),
              .tag = kTag,
              .summary = {"零报告：填 0 并提交", "Zero report: filled in and handed in at once"},
              .body = http::schema_of<ZeroReport>,
              .answers = {{200, http::schema_of<FormView>}},
              .idempotency_key = true,
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<ZeroReport>(request);
                    const db::Once once = zhijiao::access::once_of(request, actor);
                    const FormView view = co_await service.report_zero(
                        actor, request.param("noun"), request.param("period"), body, once);
                    co_return changing(view);
                  })});
  add_decision<RoundApproval>(
      router, "approve", {"审定已报的，写明未报单位", "Approve what is in, naming the missing"},
      &CollectionService::approve, service, guard);
  add_decision<RoundLock>(router, "lock", {"锁定，今天或到某一天", "Lock, now or on a day"},
                          &CollectionService::lock, service, guard);
  router.add({.method = Method::post,
              .path = fmt::format("{}/corrections", kRound),
              .tag = kTag,
              .summary = {"锁定后更正，留下修订", "Correct after the lock, as a revision"},
              .body = http::schema_of<Correction>,
              .answers = {{200, http::schema_of<RoundView>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<Correction>(request);
                    const std::int64_t version = http::required_version(request);
                    const db::Once once = zhijiao::access::once_of(request, actor);
                    const RoundView view = co_await service.correct(
                        actor, request.param("noun"), request.param("period"), body, version, once);
                    co_return changing(view);
                  })});
  router.add({.method = Method::post,
              .path = fmt::format("{}/remind", kRound),
              .tag = kTag,
              .summary = {"催报：每人每天一次", "Remind who is missing, each once a day"},
              .answers = {{200, http::schema_of<Reminded>}},
              .handler = guard.in_post([&service](const Actor& actor,
                                                  Request& request) -> awaitable<Response> {
                const Reminded reminded =
                    co_await service.remind(actor, request.param("noun"), request.param("period"));
                co_return changing(reminded);
              })});
}

}  // namespace collection
