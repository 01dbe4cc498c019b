#include "admission/candidate_http.hpp"

#include <chrono>
#include <functional>
#include <utility>

#include "access/access_http.hpp"
#include "http/json.hpp"
#include "http/schema.hpp"

namespace admission {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;
using http::Route;
using zhijiao::access::once_of;

// Preferences of one round are a page of text.
constexpr std::size_t kBodyMax = 64UL * 1024;

using CandidateHandler = std::function<awaitable<Response>(const CandidateActor&, Request&)>;

std::string token_of(const Request& request) {
  return std::string(request.cookie(kCandidateCookie).value_or(""));
}

void set_session(Response& response, const std::string& token, std::int64_t lasts_s) {
  http::CookieOptions options;
  options.max_age = std::chrono::seconds(lasts_s);
  http::set_cookie(response, kCandidateCookie, token, options);
}

// Nobody else's proxy or phone keeps what a candidate sees.
template <class View>
Response private_json(const View& view) {
  Response response = http::json(view);
  response.set("Cache-Control", "no-store");
  return response;
}

// The guard of officers lets these through; whoever asks must be a candidate.
http::Handler by_candidate(CandidateService& service, CandidateHandler handler) {
  return [&service, handler = std::move(handler)](Request& request) -> awaitable<Response> {
    const std::string token = token_of(request);
    const std::string address = request.peer_address;
    const CandidateActor who = co_await service.current(token, address);
    Response response = co_await handler(who, request);
    co_return response;
  };
}

Route route(Method method, std::string path, Text summary, http::SchemaMaker answer,
            http::Handler handler) {
  return {.method = method,
          .path = std::move(path),
          .tag = "admission",
          .summary = std::move(summary),
          .answers = {{200, std::move(answer)}},
          .public_access = true,
          .body_limit = kBodyMax,
          .handler = std::move(handler)};
}

Route with_body(Route made, http::SchemaMaker body) {
  made.body = std::move(body);
  return made;
}

Route once(Route made) {
  made.idempotency_key = true;
  return made;
}

Route on_version(Route made) {
  made.if_match = true;
  return made;
}

}  // namespace

void add_candidate_routes(http::Router& router, CandidateService& service) {
  router.add(
      with_body(route(Method::post, "/api/candidate/session",
                      {"考生登录；第一次用登录码并设密码",
                       "A candidate signs in; the first time with a code, choosing a password"},
                      http::schema_of<CandidateSession>,
                      [&service](Request& request) -> awaitable<Response> {
                        auto given = http::body<CandidateSignIn>(request);
                        const std::string address = request.peer_address;
                        const OpenedCandidateSession opened =
                            co_await service.sign_in(std::move(given), address);
                        Response response = private_json(opened.view);
                        if (!opened.token.empty())
                          set_session(response, opened.token, opened.lasts_s);
                        co_return response;
                      }),
                http::schema_of<CandidateSignIn>));
  Route leave = route(Method::del, "/api/candidate/session", {"考生退出", "A candidate signs out"},
                      nullptr, [&service](Request& request) -> awaitable<Response> {
                        const std::string token = token_of(request);
                        co_await service.sign_out(token);
                        Response response = http::no_content();
                        set_session(response, "", 0);
                        co_return response;
                      });
  leave.answers = {{204}};
  router.add(std::move(leave));
  router.add(route(
      Method::get, "/api/candidate",
      {"考生本人的志愿、结果和复核", "A candidate's own preferences, results, appeals"},
      http::schema_of<CandidateHome>,
      by_candidate(service, [&service](const CandidateActor& who, Request&) -> awaitable<Response> {
        const CandidateHome view = co_await service.home(who);
        co_return private_json(view);
      })));
  router.add(on_version(once(with_body(
      route(Method::put, "/api/candidate/rounds/{round}/choices",
            {"保存志愿草稿", "Save a draft of preferences"}, http::schema_of<CandidateChoices>,
            by_candidate(
                service,
                [&service](const CandidateActor& who, Request& request) -> awaitable<Response> {
                  auto given = http::body<ChoicesGiven>(request);
                  const std::int64_t version = http::required_version(request);
                  const db::Once key = once_of(request, who.actor);
                  const std::string& round = request.param("round");
                  const CandidateChoices view =
                      co_await service.save(who, round, std::move(given), version, key);
                  co_return private_json(view);
                })),
      http::schema_of<ChoicesGiven>))));
  router.add(on_version(once(route(
      Method::post, "/api/candidate/rounds/{round}/submission",
      {"提交志愿，得到回执", "Submit the preferences and get a receipt"},
      http::schema_of<CandidateChoices>,
      by_candidate(
          service, [&service](const CandidateActor& who, Request& request) -> awaitable<Response> {
            const std::int64_t version = http::required_version(request);
            const db::Once key = once_of(request, who.actor);
            const std::string& round = request.param("round");
            const CandidateChoices view = co_await service.submit(who, round, version, key);
            co_return private_json(view);
          })))));
  router.add(once(with_body(
      route(Method::post, "/api/candidate/rounds/{round}/reply",
            {"确认或放弃录取资格", "Confirm or decline a place"}, http::schema_of<CandidateHome>,
            by_candidate(
                service,
                [&service](const CandidateActor& who, Request& request) -> awaitable<Response> {
                  const auto given = http::body<ReplyGiven>(request);
                  const db::Once key = once_of(request, who.actor);
                  const std::string& round = request.param("round");
                  const CandidateHome view = co_await service.reply(who, round, given, key);
                  co_return private_json(view);
                })),
      http::schema_of<ReplyGiven>)));
  router.add(once(with_body(route(Method::post, "/api/candidate/rounds/{round}/appeals",
                                  {"申请复核", "Appeal"}, http::schema_of<CandidateHome>,
                                  by_candidate(service,
                                               [&service](const CandidateActor& who,
                                                          Request& request) -> awaitable<Response> {
                                                 auto given = http::body<AppealGiven>(request);
                                                 const db::Once key = once_of(request, who.actor);
                                                 const std::string& round = request.param("round");
                                                 const CandidateHome view = co_await service.appeal(
                                                     who, round, std::move(given), key);
                                                 co_return private_json(view);
                                               })),
                            http::schema_of<AppealGiven>)));
}

}  // namespace admission
