#include "supervision/supervision_http.hpp"

#include <utility>

#include "document/official_paper.hpp"
#include "file/file_http.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace supervision {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using http::Route;
using zhijiao::access::once_of;

template <class View>
Response with_tag(const View& view, std::int64_t version) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(version));
  // Days left and what the viewer may do change without a new version.
  response.set("Cache-Control", "no-store");
  return response;
}

Response letter_answer(const LetterView& view) { return with_tag(view, view.letter.version); }
Response demand_answer(const DemandView& view) { return with_tag(view, view.demand.version); }
Response instruction_answer(const InstructionView& view) {
  return with_tag(view, view.instruction.version);
}

Route get(std::string path, Text summary, http::SchemaMaker answer, http::Handler handler,
          http::SchemaMaker query = nullptr) {
  return {.method = Method::get,
          .path = std::move(path),
          .tag = "supervision",
          .summary = std::move(summary),
          .query = query,
          .answers = {{200, answer}},
          .handler = std::move(handler)};
}

Route change(Method method, std::string path, Text summary, http::SchemaMaker body,
             http::SchemaMaker answer, http::Handler handler) {
  return {.method = method,
          .path = std::move(path),
          .tag = "supervision",
          .summary = std::move(summary),
          .body = body,
          .answers = {{200, answer}},
          .if_match = true,
          .idempotency_key = true,
          .handler = std::move(handler)};
}

// What comes first with nothing to be based on.
Route first(Route route, int status) {
  route.if_match = false;
  route.answers.front().status = status;
  return route;
}

// A file of what `path` names.
Route file_route(std::string path, http::Handler handler) {
  return {.method = Method::get,
          .path = std::move(path),
          .tag = "supervision",
          .summary = {"下载附件", "Download a file of it"},
          .answers = {{200, nullptr, {}, "application/octet-stream"}},
          .handler = std::move(handler)};
}

void add_letter_routes(http::Router& router, SupervisionService& service,
                       zhijiao::access::Guard& guard) {
  router.add(get("/api/supervision/late",
                 {"逾期的单位和建议的函件", "Late units, and the letter to come"},
                 http::schema_of<LateUnits>,
                 guard.in_post([&service](const Actor& actor, Request&) -> awaitable<Response> {
                   const LateUnits view = co_await service.late(actor);
                   co_return http::json(view);
                 })));
  router.add({.method = Method::post,
              .path = "/api/supervision/search",
              .tag = "supervision",
              .summary = {"按文字找函件和批示", "Find letters and instructions by text"},
              .body = http::schema_of<SupervisionSearch>,
              .answers = {{200, http::schema_of<SupervisionHits>}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<SupervisionSearch>(request);
                    const SupervisionHits view = co_await service.search(actor, body.q);
                    co_return http::json(view);
                  })});
  router.add(
      get("/api/letters", {"提醒函、督办函、通报", "Letters"}, http::schema_of<LetterList>,
          guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
            const auto query = http::query<LetterQuery>(request);
            const LetterList view = co_await service.letters(actor, query);
            co_return http::json(view);
          }),
          http::query_of<LetterQuery>));
  router.add(first(
      change(Method::post, "/api/letters",
             {"按实时数据起草函件", "Draft letters from what is late today"},
             http::schema_of<NewLetters>, http::schema_of<LettersMade>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<NewLetters>(request);
               const db::Once once = once_of(request, actor);
               const LettersMade view = co_await service.draft_letters(actor, body, once);
               co_return http::json(view, 201);
             })),
      201));
  router.add(
      get("/api/letters/{id}", {"一份函件", "One letter"}, http::schema_of<LetterView>,
          guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
            const LetterView view = co_await service.letter(
                actor, request.param("id"), http::query<plan::AsOfQuery>(request).as_of);
            co_return letter_answer(view);
          }),
          http::query_of<plan::AsOfQuery>));
  router.add({.method = Method::get,
              .path = "/api/letters/{id}/letter.docx",
              .tag = "supervision",
              .summary = {"公文（DOCX，可编辑）", "The letter as editable DOCX"},
              .query = http::query_of<PaperQuery>,
              .answers = {{200, nullptr, {}, document::kDocxMediaType}},
              .handler = guard.in_post(
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto query = http::query<PaperQuery>(request);
                    auto paper = co_await service.paper(actor, request.param("id"),
                                                        query.red_head.value_or(true));
                    co_return http::attachment(std::move(paper.bytes), document::kDocxMediaType,
                                               paper.file_name);
                  })});
  router.add(
      change(Method::put, "/api/letters/{id}/text", {"修改草稿", "Change the text of a draft"},
             http::schema_of<LetterText>, http::schema_of<LetterView>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<LetterText>(request);
               const std::int64_t version = http::required_version(request);
               const db::Once once = once_of(request, actor);
               const LetterView view =
                   co_await service.edit_letter(actor, request.param("id"), body, version, once);
               co_return letter_answer(view);
             })));
  router.add(
      change(Method::post, "/api/letters/{id}/steps",
             {"送签、退回、签发、作废", "Submit, send back, release or discard a letter"},
             http::schema_of<NewLetterStep>, http::schema_of<LetterView>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<NewLetterStep>(request);
               const std::int64_t version = http::required_version(request);
               const db::Once once = once_of(request, actor);
               const LetterView view =
                   co_await service.letter_step(actor, request.param("id"), body, version, once);
               co_return letter_answer(view);
             })));
  // A released letter stays as it is: nothing to be based on.
  router.add(first(
      change(Method::post, "/api/letters/{id}/scans",
             {"归入盖章件", "File the stamped copy of a released letter"}, http::schema_of<NewScan>,
             http::schema_of<LetterView>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<NewScan>(request);
               const db::Once once = once_of(request, actor);
               const LetterView view =
                   co_await service.add_scan(actor, request.param("id"), body, once);
               co_return letter_answer(view);
             })),
      200));
  router.add(file_route(
      "/api/letters/{id}/files/{file}",
      guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const file::Download download =
            co_await service.letter_file(actor, request.param("id"), request.param("file"));
        co_return file::sent(download);
      })));
}

void add_demand_routes(http::Router& router, SupervisionService& service,
                       zhijiao::access::Guard& guard) {
  router.add(
      get("/api/demands", {"督办事项：要求单位回复的", "What units have to answer"},
          http::schema_of<DemandList>,
          guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
            const auto query = http::query<DemandQuery>(request);
            const DemandList view = co_await service.demands(actor, query);
            co_return http::json(view);
          }),
          http::query_of<DemandQuery>));
  router.add(
      get("/api/demands/{id}", {"一个督办事项及其经过", "One demand with its history"},
          http::schema_of<DemandView>,
          guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
            const DemandView view = co_await service.demand(actor, request.param("id"));
            co_return demand_answer(view);
          })));
  router.add(
      change(Method::post, "/api/demands/{id}/steps",
             {"回复、退回、延期、办结、撤回", "Answer, send back, extend, settle or withdraw"},
             http::schema_of<NewDemandStep>, http::schema_of<DemandView>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<NewDemandStep>(request);
               const std::int64_t version = http::required_version(request);
               const db::Once once = once_of(request, actor);
               const DemandView view =
                   co_await service.demand_step(actor, request.param("id"), body, version, once);
               co_return demand_answer(view);
             })));
  router.add(file_route(
      "/api/demands/{id}/files/{file}",
      guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const file::Download download =
            co_await service.demand_file(actor, request.param("id"), request.param("file"));
        co_return file::sent(download);
      })));
}

void add_instruction_routes(http::Router& router, SupervisionService& service,
                            zhijiao::access::Guard& guard) {
  router.add(get(
      "/api/instructions", {"领导批示", "Leaders' instructions"}, http::schema_of<InstructionList>,
      guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const auto query = http::query<InstructionQuery>(request);
        const InstructionList view = co_await service.instructions(actor, query);
        co_return http::json(view);
      }),
      http::query_of<InstructionQuery>));
  router.add(first(
      change(Method::post, "/api/instructions",
             {"登记批示并交办", "Register an instruction and assign it"},
             http::schema_of<NewInstruction>, http::schema_of<InstructionView>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<NewInstruction>(request);
               const db::Once once = once_of(request, actor);
               const InstructionView view =
                   co_await service.register_instruction(actor, body, once);
               co_return http::created("/api/instructions/" + view.instruction.id, view);
             })),
      201));
  router.add(get(
      "/api/instructions/{id}", {"一件批示", "One instruction"}, http::schema_of<InstructionView>,
      guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const InstructionView view = co_await service.instruction(actor, request.param("id"));
        co_return instruction_answer(view);
      })));
  router.add(
      change(Method::post, "/api/instructions/{id}/assignments", {"补充交办", "Assign more"},
             http::schema_of<NewAssignments>, http::schema_of<InstructionView>,
             guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const auto body = http::body<NewAssignments>(request);
               const std::int64_t version = http::required_version(request);
               const db::Once once = once_of(request, actor);
               const InstructionView view =
                   co_await service.assign(actor, request.param("id"), body, version, once);
               co_return instruction_answer(view);
             })));
  router.add(change(
      Method::post, "/api/instructions/{id}/end",
      {"办结或者撤回批示", "End an instruction: done or withdrawn"},
      http::schema_of<InstructionEnd>, http::schema_of<InstructionView>,
      guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const auto body = http::body<InstructionEnd>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor);
        const InstructionView view =
            co_await service.end_instruction(actor, request.param("id"), body, version, once);
        co_return instruction_answer(view);
      })));
  router.add(file_route(
      "/api/instructions/{id}/files/{file}",
      guard.in_post([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const file::Download download =
            co_await service.instruction_file(actor, request.param("id"), request.param("file"));
        co_return file::sent(download);
      })));
}

}  // namespace

void add_supervision_routes(http::Router& router, SupervisionService& service,
                            zhijiao::access::Guard& guard) {
  add_letter_routes(router, service, guard);
  add_demand_routes(router, service, guard);
  add_instruction_routes(router, service, guard);
}

}  // namespace supervision
