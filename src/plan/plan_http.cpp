#include "plan/plan_http.hpp"

#include <functional>
#include <utility>

#include "access/access_http.hpp"
#include "base/problem.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"
#include "plan/plan_tables.hpp"

namespace plan {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using http::Route;
using zhijiao::access::actor_of;

template <class View>
Route get(std::string path, Text summary, http::Handler handler,
          http::SchemaMaker query = nullptr) {
  return {.method = Method::get,
          .path = std::move(path),
          .tag = "plan",
          .summary = std::move(summary),
          .query = query,
          .answers = {{200, http::schema_of<View>}},
          .handler = std::move(handler)};
}

std::optional<Date> as_of(const Request& request) { return http::query<AsOfQuery>(request).as_of; }

int number_of(const Request& request) {
  constexpr std::int64_t kNumberMost = 1'000'000;
  // A number no document has is simply not found; it need not fit an int to say so.
  return static_cast<int>(std::min(request.integer_param("number"), kNumberMost));
}

Response with_tag(ShareView view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.share.version));
  // The days left and what the viewer may do change without a new version.
  response.set("Cache-Control", "no-store");
  return response;
}

// One table in both formats, from the same query as the page that shows it.
template <class Query>
void add_export(http::Router& router, const std::filesystem::path& temporary_folder,
                const std::string& name, const Text& title,
                std::function<awaitable<http::Table>(Request&, Query)> table_of) {
  for (const auto& [extension, format, media_type] :
       {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
        std::tuple{"xlsx", http::TableFormat::xlsx,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
    router.add({.method = Method::get,
                .path = "/api/exports/" + name + "." + extension,
                .tag = "plan",
                .summary = {title.zh + "（" + extension + "）", title.en + " (" + extension + ")"},
                .query = http::query_of<Query>,
                .answers = {{200, nullptr, {}, media_type}},
                .handler = [table_of, name, format,
                            temporary_folder](Request& request) -> awaitable<Response> {
                  auto query = http::query<Query>(request);
                  http::Table table = co_await table_of(request, std::move(query));
                  co_return http::download(table, format, name, request, temporary_folder);
                }});
  }
}

}  // namespace

void add_plan_routes(http::Router& router, PlanService& service, http::EventHub& hub,
                     const std::filesystem::path& temporary_folder) {
  router.add(get<PlanView>(
      "/api/plan", {"方案概况", "The plan"},
      [&service](Request& request) -> awaitable<Response> {
        const PlanView view = co_await service.plan(actor_of(request), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<PlanVersionList>("/api/plan/versions", {"方案版本", "Versions of the plan"},
                                  [&service](Request& request) -> awaitable<Response> {
                                    const PlanVersionList view =
                                        co_await service.versions(actor_of(request));
                                    co_return http::json(view);
                                  }));
  router.add(get<Board>(
      "/api/board",
      {"方案看板：举措、任务、责任、单位", "The board: measures, tasks, shares, units"},
      [&service](Request& request) -> awaitable<Response> {
        const auto query = http::query<BoardQuery>(request);
        const Board view = co_await service.board(actor_of(request), query);
        co_return http::json(view);
      },
      http::query_of<BoardQuery>));
  router.add(get<TaskView>(
      "/api/tasks/{number:integer}", {"一项任务", "One task"},
      [&service](Request& request) -> awaitable<Response> {
        const TaskView view =
            co_await service.task(actor_of(request), number_of(request), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<MeasureView>(
      "/api/measures/{number:integer}", {"一条举措", "One measure"},
      [&service](Request& request) -> awaitable<Response> {
        const MeasureView view =
            co_await service.measure(actor_of(request), number_of(request), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<UnitList>(
      "/api/units", {"责任单位", "Units"},
      [&service](Request& request) -> awaitable<Response> {
        const UnitList view = co_await service.units(actor_of(request), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<UnitView>(
      "/api/units/{id}", {"一个单位", "One unit"},
      [&service](Request& request) -> awaitable<Response> {
        const UnitView view =
            co_await service.unit(actor_of(request), request.param("id"), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<CommitmentList>(
      "/api/commitments", {"指标承诺", "Commitments"},
      [&service](Request& request) -> awaitable<Response> {
        const CommitmentList view = co_await service.commitments(actor_of(request), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<CommitmentView>(
      "/api/commitments/{id}", {"一项指标承诺", "One commitment"},
      [&service](Request& request) -> awaitable<Response> {
        const CommitmentView view =
            co_await service.commitment(actor_of(request), request.param("id"), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<FindingList>(
      "/api/findings", {"方案检查结果", "Findings of the check"},
      [&service](Request& request) -> awaitable<Response> {
        const auto query = http::query<FindingQuery>(request);
        const FindingList view = co_await service.findings(actor_of(request), query);
        co_return http::json(view);
      },
      http::query_of<FindingQuery>));
  router.add(get<BodyList>(
      "/api/bodies", {"议事机构和席位", "Bodies and seats"},
      [&service](Request& request) -> awaitable<Response> {
        const BodyList view = co_await service.bodies(actor_of(request), as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>));
  router.add(get<ChangeList>(
      "/api/changes", {"两日之间的变化", "What changed between two days"},
      [&service](Request& request) -> awaitable<Response> {
        const auto query = http::query<ChangesQuery>(request);
        const ChangeList view = co_await service.changes(actor_of(request), query);
        co_return http::json(view);
      },
      http::query_of<ChangesQuery>));
  router.add(get<MyWork>("/api/my-work", {"我的工作", "My work"},
                         [&service](Request& request) -> awaitable<Response> {
                           const MyWork view = co_await service.my_work(actor_of(request));
                           co_return http::json(view);
                         }));
  router.add(get<WorkCount>(
      "/api/my-work/count", {"我的工作有多少件事要办", "How much there is to do in my work"},
      [&service](Request& request) -> awaitable<Response> {
        const WorkCount view = co_await service.my_work_count(actor_of(request));
        co_return http::json(view);
      }));
  router.add({.method = Method::post,
              .path = "/api/search",
              .tag = "plan",
              .summary = {"搜索（含拼音首字母）", "Search, also by pinyin initials"},
              .body = http::schema_of<SearchQuery>,
              .answers = {{200, http::schema_of<SearchResult>}},
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto asked = http::body<SearchQuery>(request);
                const SearchResult view = co_await service.search(actor_of(request), asked.q);
                co_return http::json(view);
              }});
  router.add(get<ShareView>(
      "/api/shares/{id}", {"一份责任及其历史", "One share with its history"},
      [&service](Request& request) -> awaitable<Response> {
        ShareView view =
            co_await service.share(actor_of(request), request.param("id"), as_of(request));
        co_return with_tag(std::move(view));
      },
      http::query_of<AsOfQuery>));
  router.add({.method = Method::post,
              .path = "/api/shares/{id}/steps",
              .tag = "plan",
              .summary = {"记录一步进展或凭文件调整", "Record a step of a share"},
              .body = http::schema_of<NewStep>,
              .answers = {{200, http::schema_of<ShareView>}},
              .if_match = true,
              .idempotency_key = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const auto step = http::body<NewStep>(request);
                const std::int64_t version = http::required_version(request);
                const db::Once once = zhijiao::access::once_of(request, actor_of(request));
                ShareView view = co_await service.record_step(
                    actor_of(request), request.param("id"), step, version, once);
                co_return with_tag(std::move(view));
              }});

  Route progress = get<PublicProgress>(
      "/api/public/progress", {"公开进展", "Public progress"},
      [&service](Request& request) -> awaitable<Response> {
        const PublicProgress view = co_await service.public_progress(as_of(request));
        co_return http::json(view);
      },
      http::query_of<AsOfQuery>);
  progress.public_access = true;
  router.add(std::move(progress));
  for (const auto& [extension, format, media_type] :
       {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
        std::tuple{"xlsx", http::TableFormat::xlsx,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
    router.add(
        {.method = Method::get,
         .path = std::string("/api/public/tasks.") + extension,
         .tag = "plan",
         .summary = {"公开进展表", "Public progress as a table"},
         .query = http::query_of<AsOfQuery>,
         .answers = {{200, nullptr, {}, media_type}},
         .public_access = true,
         .handler = [&service, format, temporary_folder](Request& request) -> awaitable<Response> {
           const PublicProgress view = co_await service.public_progress(as_of(request));
           co_return http::download(public_table(view, request.language), format, "tasks", request,
                                    temporary_folder);
         }});
  }

  const auto board_export = [&](const std::string& name, const Text& title,
                                http::Table (*table_of)(const Board&, Language)) {
    add_export<BoardQuery>(
        router, temporary_folder, name, title,
        [&service, table_of](Request& request, BoardQuery query) -> awaitable<http::Table> {
          const Board view = co_await service.board(actor_of(request), query);
          co_return table_of(view, request.language);
        });
  };
  board_export("tasks", {"工作任务台账", "Tasks"}, tasks_table);
  board_export("shares", {"责任清单", "Shares"}, shares_table);
  board_export("measures", {"举措清单", "Measures"}, measures_table);
  add_export<AsOfQuery>(router, temporary_folder, "units", {"责任单位情况", "Units"},
                        [&service](Request& request, AsOfQuery query) -> awaitable<http::Table> {
                          const UnitList view =
                              co_await service.units(actor_of(request), query.as_of);
                          co_return units_table(view, request.language);
                        });
  add_export<AsOfQuery>(router, temporary_folder, "commitments", {"指标承诺", "Commitments"},
                        [&service](Request& request, AsOfQuery query) -> awaitable<http::Table> {
                          const CommitmentList view =
                              co_await service.commitments(actor_of(request), query.as_of);
                          co_return commitments_table(view, request.language);
                        });
  add_export<FindingQuery>(
      router, temporary_folder, "findings", {"方案检查结果", "Findings"},
      [&service](Request& request, FindingQuery query) -> awaitable<http::Table> {
        const FindingList view = co_await service.findings(actor_of(request), query);
        co_return findings_table(view, request.language);
      });
  add_export<AsOfQuery>(router, temporary_folder, "bodies", {"议事机构组成", "Bodies and seats"},
                        [&service](Request& request, AsOfQuery query) -> awaitable<http::Table> {
                          const BodyList view =
                              co_await service.bodies(actor_of(request), query.as_of);
                          co_return bodies_table(view, request.language);
                        });
  add_export<ChangesQuery>(
      router, temporary_folder, "changes", {"进展变化", "Changes"},
      [&service](Request& request, ChangesQuery query) -> awaitable<http::Table> {
        const ChangeList view = co_await service.changes(actor_of(request), query);
        co_return changes_table(view, request.language);
      });

  router.add({.method = Method::get,
              .path = "/api/events",
              .tag = "plan",
              .summary = {"变化通知（SSE）", "Changes as server-sent events"},
              .answers = {{200, nullptr, {}, "text/event-stream"}},
              .handler = [&hub](Request& request) -> awaitable<Response> {
                co_return http::event_stream(hub, request,
                                             zhijiao::access::listener_of(actor_of(request)));
              }});
}

}  // namespace plan
