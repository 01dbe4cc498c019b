#include "register/saved_view_http.hpp"

#include <fmt/format.h>

#include <string>

#include "http/json.hpp"
#include "http/schema.hpp"

namespace registers {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

Response changing(const SavedViewList& list) {
  Response response = http::json(list);
  response.set("Cache-Control", "no-store");
  return response;
}

void add_routes(http::Router& router, const Declaration& declaration, SavedViewService& service,
                zhijiao::access::Guard& guard) {
  const std::string& noun = declaration.name;
  const std::string path = fmt::format("/api/records/{}/views", noun);
  const auto about = [&](std::string_view zh, std::string_view en) {
    return base::Text{fmt::format("{}：{}", declaration.title.zh, zh),
                      fmt::format("{}: {}", declaration.title.en, en)};
  };
  router.add({.method = Method::get,
              .path = path,
              .tag = "register",
              .summary = about("我保存的视图", "my saved views"),
              .answers = {{200, http::schema_of<SavedViewList>}},
              .handler = guard.in_post(
                  [&service, noun](const Actor& actor, Request&) -> awaitable<Response> {
                    const SavedViewList list = co_await service.views(actor, noun);
                    co_return changing(list);
                  })});
  router.add({.method = Method::put,
              .path = path + "/{name}",
              .tag = "register",
              .summary = about("保存视图，同名的替换", "save a view, over the one of that name"),
              .body = http::schema_of<SavedViewQuery>,
              .answers = {{200, http::schema_of<SavedViewList>}},
              .handler = guard.in_post(
                  [&service, noun](const Actor& actor, Request& request) -> awaitable<Response> {
                    auto given = http::body<SavedViewQuery>(request);
                    const SavedView view{request.param("name"), std::move(given.query)};
                    const SavedViewList list = co_await service.save(actor, noun, view);
                    co_return changing(list);
                  })});
  router.add({.method = Method::del,
              .path = path + "/{name}",
              .tag = "register",
              .summary = about("删去视图", "remove a view"),
              .answers = {{200, http::schema_of<SavedViewList>}},
              .handler = guard.in_post(
                  [&service, noun](const Actor& actor, Request& request) -> awaitable<Response> {
                    const std::string& name = request.param("name");
                    const SavedViewList list = co_await service.remove(actor, noun, name);
                    co_return changing(list);
                  })});
}

}  // namespace

void add_saved_view_routes(http::Router& router, const Catalogue& catalogue,
                           SavedViewService& service, zhijiao::access::Guard& guard) {
  for (const Declaration& declaration : catalogue.registers) {
    add_routes(router, declaration, service, guard);
  }
}

}  // namespace registers
