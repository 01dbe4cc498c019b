#include "admission/admission_http.hpp"

#include <tuple>
#include <utility>

#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace admission {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using http::Route;
using zhijiao::access::ActorHandler;
using zhijiao::access::Guard;
using zhijiao::access::once_of;

// Names and marks of people stay where they are asked for.
template <class View>
Response private_json(const View& view) {
  Response response = http::json(view);
  response.set("Cache-Control", "no-store");
  return response;
}

template <class View>
Response with_tag(const View& view, std::int64_t version) {
  Response response = private_json(view);
  response.set("ETag", http::version_tag(version));
  return response;
}

Route get(std::string path, Text summary, http::SchemaMaker answer, http::Handler handler) {
  return {.method = Method::get,
          .path = std::move(path),
          .tag = "admission",
          .summary = std::move(summary),
          .answers = {{200, std::move(answer)}},
          .handler = std::move(handler)};
}

Route post(std::string path, Text summary, http::SchemaMaker body, http::SchemaMaker answer,
           http::Handler handler) {
  return {.method = Method::post,
          .path = std::move(path),
          .tag = "admission",
          .summary = std::move(summary),
          .body = std::move(body),
          .answers = {{200, std::move(answer)}},
          .idempotency_key = true,
          .handler = std::move(handler)};
}

Route on_version(Route route) {
  route.if_match = true;
  return route;
}

Route not_repeatable(Route route) {
  route.idempotency_key = false;
  return route;
}

}  // namespace

void add_admission_routes(http::Router& router, AdmissionService& service, Guard& guard,
                          const std::filesystem::path& temporary_folder) {
  const auto allowed = [&guard](ActorHandler handler) { return guard.in_post(std::move(handler)); };
  router.add(get("/api/admissions", {"招生录取", "Admissions"}, http::schema_of<AdmissionList>,
                 allowed([&service](const Actor& actor, Request&) -> awaitable<Response> {
                   const AdmissionList view = co_await service.list(actor);
                   co_return private_json(view);
                 })));
  router.add(get("/api/admissions/{id}",
                 {"一次招生录取：批次、规则、进度", "One admission: rounds, rules, progress"},
                 http::schema_of<AdmissionView>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const AdmissionView view = co_await service.view(actor, id);
                   co_return private_json(view);
                 })));
  router.add(get("/api/admissions/{id}/offers", {"招生计划", "Offers of seats"},
                 http::schema_of<OfferList>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const OfferList view = co_await service.offers(actor, id);
                   co_return private_json(view);
                 })));
  router.add(post("/api/admissions/{id}/offers", {"填报一份招生计划", "Propose an offer"},
                  http::schema_of<OfferGiven>, http::schema_of<SeatOfferView>,
                  allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const std::string& id = request.param("id");
                    auto given = http::body<OfferGiven>(request);
                    const db::Once key = once_of(request, actor);
                    const SeatOfferView view =
                        co_await service.add_offer(actor, id, std::move(given), key);
                    co_return with_tag(view, view.version);
                  })));
  router.add(on_version(
      post("/api/admission-offers/{id}/edit", {"修改招生计划", "Edit an offer"},
           http::schema_of<OfferGiven>, http::schema_of<SeatOfferView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<OfferGiven>(request);
             const std::int64_t version = http::required_version(request);
             const db::Once key = once_of(request, actor);
             const SeatOfferView view =
                 co_await service.edit_offer(actor, id, std::move(given), version, key);
             co_return with_tag(view, view.version);
           }))));
  router.add(on_version(
      post("/api/admission-offers/{id}/steps",
           {"报送、批准、退回、撤销招生计划", "Submit, approve, give back or withdraw an offer"},
           http::schema_of<OfferStepGiven>, http::schema_of<SeatOfferView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<OfferStepGiven>(request);
             const std::int64_t version = http::required_version(request);
             const db::Once key = once_of(request, actor);
             const SeatOfferView view =
                 co_await service.step_offer(actor, id, std::move(given), version, key);
             co_return with_tag(view, view.version);
           }))));
  router.add(get("/api/admissions/{id}/imports",
                 {"考生和成绩的导入", "Imports of candidates and marks"},
                 http::schema_of<AdmissionImportList>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const AdmissionImportList view = co_await service.imports(actor, id);
                   co_return private_json(view);
                 })));
  {
    Route route =
        post("/api/admissions/{id}/imports",
             {"上传考生或成绩（CSV），另一人复核后写入",
              "Upload candidates or marks as CSV; a second person has them written"},
             nullptr, http::schema_of<AdmissionImportView>,
             allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
               const std::string& id = request.param("id");
               auto query = http::query<AdmissionImportQuery>(request);
               const db::Once key = once_of(request, actor);
               std::string file = std::move(request.body);
               const AdmissionImportView view =
                   co_await service.upload(actor, id, std::move(query), std::move(file), key);
               co_return with_tag(view, view.version);
             }));
    route.query = http::query_of<AdmissionImportQuery>;
    route.body_limit = kImportBytesMax;
    router.add(std::move(route));
  }
  router.add(post("/api/admissions/{id}/eligibility-check",
                  {"与台账核对考生资格，另一人复核后写入",
                   "Compare the candidates with the register; a second person has it written"},
                  nullptr, http::schema_of<AdmissionImportView>,
                  allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const std::string& id = request.param("id");
                    const db::Once key = once_of(request, actor);
                    const AdmissionImportView view =
                        co_await service.check_eligibility(actor, id, key);
                    co_return with_tag(view, view.version);
                  })));
  router.add(not_repeatable(on_version(
      post("/api/admission-imports/{id}/decision",
           {"复核导入：写入或退回", "Accept an import or reject it"},
           http::schema_of<ImportDecision>, http::schema_of<AdmissionImportView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<ImportDecision>(request);
             const std::int64_t version = http::required_version(request);
             const AdmissionImportView view =
                 co_await service.decide_import(actor, id, std::move(given), version);
             co_return with_tag(view, view.version);
           })))));
  {
    Route route = get(
        "/api/admissions/{id}/candidates",
        {"辖区考生，按考号分页", "Candidates in reach, by number"}, http::schema_of<CandidateList>,
        allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
          const std::string& id = request.param("id");
          const auto query = http::query<CandidateQuery>(request);
          const std::string after = query.after.value_or("");
          const CandidateList view = co_await service.candidates(actor, id, after);
          co_return private_json(view);
        }));
    route.query = http::query_of<CandidateQuery>;
    router.add(std::move(route));
  }
  router.add(not_repeatable(
      post("/api/admissions/{id}/codes",
           {"发放登录码（只显示一次，旧码和密码随即失效）",
            "Give out codes, shown once; earlier codes and passwords end"},
           http::schema_of<CodesAsked>, http::schema_of<IssuedCodes>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<CodesAsked>(request);
             const IssuedCodes view = co_await service.issue_codes(actor, id, std::move(given));
             co_return private_json(view);
           }))));
  router.add(post("/api/admissions/{id}/rounds/{round}/runs",
                  {"冻结一个批次的录取数据；或按成立的复核更正",
                   "Freeze the input of a round, or a correction of it"},
                  http::schema_of<FreezeGiven>, http::schema_of<RunView>,
                  allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const std::string& id = request.param("id");
                    const std::string& round = request.param("round");
                    auto given = http::body<FreezeGiven>(request);
                    const db::Once key = once_of(request, actor);
                    const RunView view = co_await service.freeze(actor, id, round, given, key);
                    co_return with_tag(view, view.run.version);
                  })));
  router.add(get("/api/admission-runs/{id}", {"一次录取计算", "One run"}, http::schema_of<RunView>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const RunView view = co_await service.run(actor, id);
                   co_return with_tag(view, view.run.version);
                 })));
  router.add(on_version(post(
      "/api/admission-runs/{id}/allocation", {"计算并独立验证", "Compute and verify"},
      http::schema_of<AllocateGiven>, http::schema_of<RunView>,
      allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const std::string& id = request.param("id");
        auto given = http::body<AllocateGiven>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once key = once_of(request, actor);
        const RunView view = co_await service.allocate(actor, id, std::move(given), version, key);
        co_return with_tag(view, view.run.version);
      }))));
  router.add(on_version(
      post("/api/admission-runs/{id}/publication", {"由另一人公布", "Publish, by a second person"},
           nullptr, http::schema_of<RunView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             const std::int64_t version = http::required_version(request);
             const db::Once key = once_of(request, actor);
             const RunView view = co_await service.publish(actor, id, version, key);
             co_return with_tag(view, view.run.version);
           }))));
  router.add(on_version(post(
      "/api/admission-runs/{id}/withdrawal",
      {"作废未公布的计算", "Withdraw a run that is not published"}, http::schema_of<WithdrawGiven>,
      http::schema_of<RunView>,
      allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const std::string& id = request.param("id");
        auto given = http::body<WithdrawGiven>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once key = once_of(request, actor);
        const RunView view = co_await service.withdraw(actor, id, std::move(given), version, key);
        co_return with_tag(view, view.run.version);
      }))));
  router.add(
      get("/api/admission-runs/{id}/integrity",
          {"核对冻结数据和结果是否被改动", "Whether input and result are as they were frozen"},
          http::schema_of<RunIntegrity>,
          allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
            const std::string& id = request.param("id");
            const RunIntegrity view = co_await service.integrity(actor, id);
            co_return private_json(view);
          })));
  router.add(
      {.method = Method::get,
       .path = "/api/admission-runs/{id}/texts/{part}",
       .tag = "admission",
       .summary = {"冻结的数据（input）或结果（result），可用 zhijiao allocate 重算",
                   "The frozen input or the result; zhijiao allocate computes it again"},
       .answers = {{200, nullptr, {}, "application/octet-stream"}},
       .handler = allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
         const std::string& id = request.param("id");
         const std::string& part = request.param("part");
         Response response;
         response.body = co_await service.run_text(actor, id, part);
         response.set("Content-Type", "application/octet-stream");
         response.set("Content-Disposition", http::content_disposition(part + ".json"));
         response.set("Cache-Control", "no-store");
         co_return response;
       })});
  for (const auto& [extension, format, media_type] :
       {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
        std::tuple{"xlsx", http::TableFormat::xlsx,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
    using Tabled = awaitable<http::Table> (AdmissionService::*)(const Actor&, std::string);
    const auto add = [&](const std::string& path, Text summary, const char* name, Tabled tabled) {
      router.add(
          {.method = Method::get,
           .path = "/api/exports/" + path + "." + extension,
           .tag = "admission",
           .summary = std::move(summary),
           .answers = {{200, nullptr, {}, media_type}},
           .handler = allowed([&service, name, tabled, format, temporary_folder](
                                  const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             const http::Table table = co_await (service.*tabled)(actor, id);
             co_return http::download(table, format, name, request, temporary_folder);
           })});
    };
    add("admission-runs/{id}/cut-offs", {"录取最低分", "Cut-offs"}, "cut-offs",
        &AdmissionService::cut_off_table);
    add("admission-runs/{id}/admitted", {"录取名册", "Who is admitted"}, "admitted",
        &AdmissionService::admitted_table);
    add("admissions/{id}/awards", {"获奖认定和免试推荐名单", "Certified awards"}, "awards",
        &AdmissionService::award_table);
    add("admissions/{id}/tracking", {"录取和报到名册", "Places and enrolment"}, "tracking",
        &AdmissionService::tracking_table);
  }
  router.add(not_repeatable(
      post("/api/admissions/{id}/simulation",
           {"测算：换计划和控制线，看职普比、空额和流向；不保存",
            "What other seats and lines would do; nothing is kept"},
           http::schema_of<SimulationGiven>, http::schema_of<SimulationView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<SimulationGiven>(request);
             const SimulationView view = co_await service.simulation(actor, id, std::move(given));
             co_return private_json(view);
           }))));
  router.add(get("/api/admissions/{id}/appeals", {"复核申请", "Appeals"},
                 http::schema_of<AppealList>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const AppealList view = co_await service.appeals(actor, id);
                   co_return private_json(view);
                 })));
  router.add(on_version(post(
      "/api/admission-appeals/{id}/proposal",
      {"经办人提出处理意见", "Propose how to decide an appeal"}, http::schema_of<AppealProposal>,
      http::schema_of<AppealView>,
      allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const std::string& id = request.param("id");
        auto given = http::body<AppealProposal>(request);
        const std::int64_t version = http::required_version(request);
        const db::Once key = once_of(request, actor);
        const AppealView view = co_await service.propose(actor, id, std::move(given), version, key);
        co_return with_tag(view, view.version);
      }))));
  router.add(on_version(
      post("/api/admission-appeals/{id}/decision",
           {"复核人同意或退回处理意见", "Agree with the proposal or send it back"},
           http::schema_of<AppealDecision>, http::schema_of<AppealView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<AppealDecision>(request);
             const std::int64_t version = http::required_version(request);
             const db::Once key = once_of(request, actor);
             const AppealView view = co_await service.decide(actor, id, given, version, key);
             co_return with_tag(view, view.version);
           }))));
  router.add(get("/api/admissions/{id}/awards", {"获奖申报、公示和认定", "Contest awards"},
                 http::schema_of<AwardList>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const AwardList view = co_await service.awards(actor, id);
                   co_return private_json(view);
                 })));
  router.add(post("/api/admissions/{id}/awards",
                  {"申报一项获奖，附证书", "Put an award forward with its evidence"},
                  http::schema_of<AwardGiven>, http::schema_of<AwardView>,
                  allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const std::string& id = request.param("id");
                    auto given = http::body<AwardGiven>(request);
                    const db::Once key = once_of(request, actor);
                    const AwardView view =
                        co_await service.add_award(actor, id, std::move(given), key);
                    co_return with_tag(view, view.version);
                  })));
  router.add(on_version(
      post("/api/admission-awards/{id}/steps",
           {"公示、登记异议、认定或不予认定", "Publicise, record an objection, certify or reject"},
           http::schema_of<AwardStepGiven>, http::schema_of<AwardView>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const std::string& id = request.param("id");
             auto given = http::body<AwardStepGiven>(request);
             const std::int64_t version = http::required_version(request);
             const db::Once key = once_of(request, actor);
             const AwardView view =
                 co_await service.step_award(actor, id, std::move(given), version, key);
             co_return with_tag(view, view.version);
           }))));
  router.add(get("/api/admissions/{id}/tracking",
                 {"录取和报到情况", "Who has a place and who came"}, http::schema_of<TrackingView>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const std::string& id = request.param("id");
                   const TrackingView view = co_await service.tracking(actor, id);
                   co_return private_json(view);
                 })));
  Route open = get("/api/public/admissions",
                   {"公开：批次、数据摘要、录取最低分", "For everybody: rounds, hashes, cut-offs"},
                   http::schema_of<PublicAdmissions>, [&service](Request&) -> awaitable<Response> {
                     const PublicAdmissions view = co_await service.public_view();
                     co_return http::json(view);
                   });
  open.public_access = true;
  router.add(std::move(open));
}

}  // namespace admission
