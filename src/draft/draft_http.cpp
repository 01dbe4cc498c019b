#include "draft/draft_http.hpp"

#include <utility>

#include "http/json.hpp"
#include "http/schema.hpp"
#include "http/table.hpp"

namespace draft {

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
  // Items change without the version of their draft.
  response.set("Cache-Control", "no-store");
  return response;
}

Route get(std::string path, Text summary, http::SchemaMaker answer, http::Handler handler) {
  return {.method = Method::get,
          .path = std::move(path),
          .tag = "draft",
          .summary = std::move(summary),
          .answers = {{200, answer}},
          .handler = std::move(handler)};
}

Route post(std::string path, Text summary, http::SchemaMaker body, http::SchemaMaker answer,
           http::Handler handler) {
  return {.method = Method::post,
          .path = std::move(path),
          .tag = "draft",
          .summary = std::move(summary),
          .body = body,
          .answers = {{200, answer}},
          .idempotency_key = true,
          .handler = std::move(handler)};
}

Route based_on_version(Route route) {
  route.if_match = true;
  return route;
}

// What one item is put through.
template <class Body>
using ItemAction = awaitable<ItemsChanged> (DraftService::*)(const zhijiao::access::Actor&,
                                                             const std::string& id,
                                                             const std::string& item, const Body&,
                                                             std::int64_t version, const db::Once&);

}  // namespace

void add_draft_routes(http::Router& router, DraftService& service, zhijiao::access::Guard& guard) {
  const auto allowed = [&guard](zhijiao::access::ActorHandler handler) {
    return guard.signed_in(zhijiao::access::Permission::plan_load, std::move(handler));
  };
  router.add(get("/api/drafts", {"起草中的方案", "Drafts"}, http::schema_of<DraftList>,
                 allowed([&service](const Actor& actor, Request&) -> awaitable<Response> {
                   const DraftList view = co_await service.list(actor);
                   co_return http::json(view);
                 })));
  router.add(
      {.method = Method::post,
       .path = "/api/drafts",
       .tag = "draft",
       .summary = {"上传文件起草方案；请求体是文件本身，最大 20 MB",
                   "Draft from a file: the body is the file itself, at most 20 MB"},
       .query = http::query_of<DraftUploadQuery>,
       .answers = {{201, http::schema_of<DraftLine>}},
       .idempotency_key = true,
       .body_limit = kUploadBytesMax,
       .handler = allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
         const auto query = http::query<DraftUploadQuery>(request);
         const db::Once once = once_of(request, actor);
         std::string bytes = std::move(request.body);
         const DraftLine line =
             co_await service.upload(actor, query.file_name, std::move(bytes), once);
         co_return http::created("/api/drafts/" + line.id, line);
       })});
  router.add(get("/api/drafts/{id}", {"一份草稿和它的事项", "One draft with its items"},
                 http::schema_of<DraftView>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const DraftView view = co_await service.draft(actor, request.param("id"));
                   co_return with_tag(view, view.draft.version);
                 })));
  router.add(get("/api/drafts/{id}/text", {"草稿所据文件的文字", "The text a draft was made from"},
                 http::schema_of<DraftText>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const DraftText view = co_await service.text(actor, request.param("id"));
                   co_return http::json(view);
                 })));
  router.add(get("/api/drafts/{id}/check",
                 {"按现有决定成案后的检查和变化", "What the plan would be now: findings, changes"},
                 http::schema_of<DraftCheck>,
                 allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                   const DraftCheck view = co_await service.check(actor, request.param("id"));
                   co_return http::json(view);
                 })));
  router.add(
      {.method = Method::get,
       .path = "/api/drafts/{id}/plan.zip",
       .tag = "draft",
       .summary = {"方案文件夹（ZIP）", "The plan's folder as a ZIP"},
       .answers = {{200, nullptr, {}, "application/zip"}},
       .handler = allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
         Response response;
         response.body = co_await service.zip(actor, request.param("id"));
         response.set("Content-Type", "application/zip");
         response.set("Content-Disposition", http::content_disposition("plan.zip"));
         co_return response;
       })});

  router.add(post("/api/drafts/{id}/decisions", {"接受或去掉若干事项", "Accept or reject items"},
                  http::schema_of<DraftDecisions>, http::schema_of<ItemsChanged>,
                  allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<DraftDecisions>(request);
                    const db::Once once = once_of(request, actor);
                    const ItemsChanged view =
                        co_await service.decide(actor, request.param("id"), body, once);
                    co_return http::json(view);
                  })));
  router.add(post("/api/drafts/{id}/items", {"补一项", "Add an item"},
                  http::schema_of<NewDraftItem>, http::schema_of<ItemsChanged>,
                  allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto body = http::body<NewDraftItem>(request);
                    const db::Once once = once_of(request, actor);
                    const ItemsChanged view =
                        co_await service.add(actor, request.param("id"), body, once);
                    co_return http::json(view);
                  })));
  const auto add_action = [&]<class Body>(const std::string& verb, Text summary,
                                          ItemAction<Body> action) {
    router.add(based_on_version(post(
        "/api/drafts/{id}/items/{item}/" + verb, std::move(summary), http::schema_of<Body>,
        http::schema_of<ItemsChanged>,
        allowed([&service, action](const Actor& actor, Request& request) -> awaitable<Response> {
          const auto body = http::body<Body>(request);
          const std::int64_t version = http::required_version(request);
          const db::Once once = once_of(request, actor);
          const ItemsChanged view = co_await (service.*action)(
              actor, request.param("id"), request.param("item"), body, version, once);
          co_return http::json(view);
        }))));
  };
  add_action("correction", {"更正一项", "Correct an item"}, &DraftService::correct);
  add_action("split", {"拆成两项", "Split an item into two"}, &DraftService::split);
  add_action("merge", {"把另一项并入", "Merge another item into it"}, &DraftService::merge);
  router.add(based_on_version(post(
      "/api/drafts/{id}/items/{item}/undo", {"撤销最近一次操作", "Take its last action back"},
      nullptr, http::schema_of<ItemsChanged>,
      allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor);
        const ItemsChanged view =
            co_await service.undo(actor, request.param("id"), request.param("item"), version, once);
        co_return http::json(view);
      }))));
  router.add(based_on_version(post(
      "/api/drafts/{id}/discard", {"放弃草稿", "Discard a draft"}, nullptr,
      http::schema_of<DraftLine>,
      allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
        const std::int64_t version = http::required_version(request);
        const db::Once once = once_of(request, actor);
        const DraftLine view = co_await service.discard(actor, request.param("id"), version, once);
        co_return with_tag(view, view.version);
      }))));
  Route finish = based_on_version(
      post("/api/drafts/{id}/finish",
           {"成案：同一方案载入新版本，否则存为文件夹并可启用",
            "Make the plan: a new version of the same one, otherwise a folder that can be put into "
            "use"},
           http::schema_of<DraftFinish>, http::schema_of<DraftFinished>,
           allowed([&service](const Actor& actor, Request& request) -> awaitable<Response> {
             const auto body = http::body<DraftFinish>(request);
             const std::int64_t version = http::required_version(request);
             const DraftFinished view =
                 co_await service.finish(actor, request.param("id"), body, version);
             co_return http::json(view);
           })));
  // A draft finishes once: a second request finds it finished.
  finish.idempotency_key = false;
  router.add(std::move(finish));
}

}  // namespace draft
