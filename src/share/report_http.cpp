#include "share/report_http.hpp"

#include <utility>

#include "access/access_http.hpp"
#include "document/official_paper.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace share {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using http::Route;
using zhijiao::access::actor_of;
using zhijiao::access::once_of;

constexpr const char* kReport = "/api/shares/{id}/reports/{period}";

Response with_tag(const ReportView& view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.line.version));
  // Days and what the viewer may do change without a new version.
  response.set("Cache-Control", "no-store");
  return response;
}

Response with_tag(const MilestonesView& view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.version));
  response.set("Cache-Control", "no-store");
  return response;
}

template <class View>
Route get(std::string path, Text summary, http::Handler handler,
          http::SchemaMaker query = nullptr) {
  return {.method = Method::get,
          .path = std::move(path),
          .tag = "share",
          .summary = std::move(summary),
          .query = query,
          .answers = {{200, http::schema_of<View>}},
          .handler = std::move(handler)};
}

// A change of one thing that is at a version.
template <class View>
Route change(Method method, std::string path, Text summary, http::SchemaMaker body,
             http::Handler handler) {
  return {.method = method,
          .path = std::move(path),
          .tag = "share",
          .summary = std::move(summary),
          .body = body,
          .answers = {{200, http::schema_of<View>}},
          .if_match = true,
          .idempotency_key = true,
          .handler = std::move(handler)};
}

void add_reads(http::Router& router, ReportService& service) {
  router.add(get<ReportList>(
      "/api/reports",
      {"一个报告期：谁该报、报来了什么", "One period: who owes a report, and what came in"},
      [&service](Request& request) -> awaitable<Response> {
        const auto query = http::query<ReportQuery>(request);
        const ReportList view = co_await service.list(actor_of(request), query);
        co_return http::json(view);
      },
      http::query_of<ReportQuery>));
  router.add(get<MyReports>("/api/my-reports", {"本单位该报的", "What the units of my posts owe"},
                            [&service](Request& request) -> awaitable<Response> {
                              const MyReports view = co_await service.my_reports(actor_of(request));
                              co_return http::json(view);
                            }));
  router.add(get<ReportView>(
      kReport,
      {"一项责任一期的报告；还没有写的，按上期预填",
       "The report of a share on a period; prefilled if there is none yet"},
      [&service](Request& request) -> awaitable<Response> {
        const ReportView view =
            co_await service.report(actor_of(request), request.param("id"), request.param("period"),
                                    http::query<plan::AsOfQuery>(request).as_of);
        co_return with_tag(view);
      },
      http::query_of<plan::AsOfQuery>));
  router.add(
      {.method = Method::get,
       .path = std::string(kReport) + "/letter.docx",
       .tag = "share",
       .summary = {"报送函（DOCX，可编辑），左上角二维码供盖章件归档",
                   "The report as a letter (editable DOCX) whose code files the stamped copy"},
       .query = http::query_of<LetterQuery>,
       .answers = {{200, nullptr, {}, document::kDocxMediaType}},
       .handler = [&service](Request& request) -> awaitable<Response> {
         const auto query = http::query<LetterQuery>(request);
         auto paper =
             co_await service.letter(actor_of(request), request.param("id"),
                                     request.param("period"), query.red_head.value_or(true));
         co_return http::attachment(std::move(paper.bytes), document::kDocxMediaType,
                                    paper.file_name);
       }});
  router.add(get<CodedReport>("/api/report-codes/{code}",
                              {"报送函二维码对应的报告", "The report that a letter's code names"},
                              [&service](Request& request) -> awaitable<Response> {
                                const CodedReport view = co_await service.coded(
                                    actor_of(request), request.param("code"));
                                Response response = http::json(view);
                                response.set("Cache-Control", "no-store");
                                co_return response;
                              }));
  router.add(get<MilestonesView>(
      "/api/shares/{id}/milestones", {"节点", "Milestones of a share"},
      [&service](Request& request) -> awaitable<Response> {
        const MilestonesView view = co_await service.milestones(
            actor_of(request), request.param("id"), http::query<plan::AsOfQuery>(request).as_of);
        co_return with_tag(view);
      },
      http::query_of<plan::AsOfQuery>));
}

void add_unit_steps(http::Router& router, ReportService& service) {
  router.add(change<ReportView>(
      Method::put, kReport, {"保存报告草稿", "Save a report without submitting it"},
      http::schema_of<ReportContent>, [&service](Request& request) -> awaitable<Response> {
        const auto content = http::body<ReportContent>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor_of(request));
        const ReportView view =
            co_await service.save(actor_of(request), request.param("id"), request.param("period"),
                                  content, version, once);
        co_return with_tag(view);
      }));
  router.add(change<ReportView>(
      Method::post, std::string(kReport) + "/submit", {"报送", "Submit a report"},
      http::schema_of<ReportContent>, [&service](Request& request) -> awaitable<Response> {
        const auto content = http::body<ReportContent>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor_of(request));
        const ReportView view =
            co_await service.submit(actor_of(request), request.param("id"), request.param("period"),
                                    content, version, once);
        co_return with_tag(view);
      }));
  router.add(change<ReportView>(
      Method::post, std::string(kReport) + "/scan", {"盖章件归档", "File the stamped copy"},
      http::schema_of<FiledScan>, [&service](Request& request) -> awaitable<Response> {
        const auto filed = http::body<FiledScan>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor_of(request));
        const ReportView view = co_await service.file_scan(
            actor_of(request), request.param("id"), request.param("period"), filed, version, once);
        co_return with_tag(view);
      }));
  router.add(
      {.method = Method::put,
       .path = std::string(kReport) + "/presence",
       .tag = "share",
       .summary = {"正在填写这份报告；还有谁也在填写", "I write in this report; who else does"},
       .answers = {{200, http::schema_of<PresenceView>}},
       .handler = [&service](Request& request) -> awaitable<Response> {
         const PresenceView view = co_await service.arrive(actor_of(request), request.param("id"),
                                                           request.param("period"));
         Response response = http::json(view);
         response.set("Cache-Control", "no-store");
         co_return response;
       }});
  router.add({.method = Method::del,
              .path = std::string(kReport) + "/presence",
              .tag = "share",
              .summary = {"不再填写这份报告", "I no longer write in this report"},
              .answers = {{204}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                co_await service.leave(actor_of(request), request.param("id"),
                                       request.param("period"));
                co_return http::no_content();
              }});
  router.add({.method = Method::post,
              .path = "/api/my-reports/no-change",
              .tag = "share",
              .summary = {"本期无变化：一次报送一项或多项，全部成功或全部不报",
                          "Nothing changed: one or many reports at once, all or none"},
              .body = http::schema_of<NoChange>,
              .answers = {{200, http::schema_of<MyReports>}},
              .idempotency_key = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto given = http::body<NoChange>(request);
                const db::Once once = once_of(request, actor_of(request));
                const MyReports view =
                    co_await service.submit_unchanged(actor_of(request), given, once);
                co_return http::json(view);
              }});
  router.add(change<MilestonesView>(
      Method::put, "/api/shares/{id}/milestones", {"设定节点", "Draw up the milestones of a share"},
      http::schema_of<MilestoneList>, [&service](Request& request) -> awaitable<Response> {
        const auto list = http::body<MilestoneList>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor_of(request));
        const MilestonesView view = co_await service.set_milestones(
            actor_of(request), request.param("id"), list, version, once);
        co_return with_tag(view);
      }));
}

void add_office_steps(http::Router& router, ReportService& service) {
  router.add(change<ReportView>(
      Method::post, std::string(kReport) + "/acknowledge", {"收悉", "Acknowledge a report"},
      nullptr, [&service](Request& request) -> awaitable<Response> {
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor_of(request));
        const ReportView view = co_await service.acknowledge(
            actor_of(request), request.param("id"), request.param("period"), version, once);
        co_return with_tag(view);
      }));
  router.add(change<ReportView>(
      Method::post, std::string(kReport) + "/supplement",
      {"商请补充：哪些内容、为什么", "Ask for a supplement: which cells and why"},
      http::schema_of<Ask>, [&service](Request& request) -> awaitable<Response> {
        const auto asked = http::body<Ask>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor_of(request));
        const ReportView view = co_await service.ask(actor_of(request), request.param("id"),
                                                     request.param("period"), asked, version, once);
        co_return with_tag(view);
      }));
  router.add(change<ReportView>(Method::post, std::string(kReport) + "/verify",
                                {"核实，此后不能再改", "Verify a report, which freezes it"},
                                nullptr, [&service](Request& request) -> awaitable<Response> {
                                  const std::int64_t version = http::required_version(request);
                                  const db::Once once = once_of(request, actor_of(request));
                                  const ReportView view = co_await service.verify(
                                      actor_of(request), request.param("id"),
                                      request.param("period"), version, once);
                                  co_return with_tag(view);
                                }));
}

}  // namespace

void add_report_routes(http::Router& router, ReportService& service) {
  add_reads(router, service);
  add_unit_steps(router, service);
  add_office_steps(router, service);
}

}  // namespace share
