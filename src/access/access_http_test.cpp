#include "access/access_http.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <string>

#include "access/access_schema.hpp"
#include "db/test_database.hpp"
#include "http/json.hpp"
#include "http/openapi.hpp"
#include "http/problem.hpp"

namespace zhijiao::access {

namespace {

namespace asio = boost::asio;
namespace bj = boost::json;
using http::Method;
using http::Response;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kPassword = "correct horse battery";

Directory town() {
  Directory made;
  made.region = "620800";
  made.units = {{"city", {"平凉市", "City"}, "", std::nullopt, {}}};
  made.roles = {{"administrator",
                 {"管理员", "Administrator"},
                 Reach::everywhere,
                 {},
                 {Permission::account_manage, Permission::audit_read}},
                {"officer", {"经办人", "Officer"}, Reach::unit, {}, {Permission::plan_read}}};
  return made;
}

template <class T>
T run(asio::awaitable<T> work) {
  asio::io_context context;
  auto result = asio::co_spawn(context, std::move(work), asio::use_future);
  context.run();
  return result.get();
}

void run(asio::awaitable<void> work) {
  asio::io_context context;
  auto result = asio::co_spawn(context, std::move(work), asio::use_future);
  context.run();
  result.get();
}

// The routes as the server calls them: match, guard, handler; a Problem becomes its answer.
class AccessHttp : public testing::Test {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  AccessHttp() {
    router.set_guard(guard.of_router());
    add_access_routes(router, service, guard, events);
    add_access_exports(router, service, guard, folder.path());
    add_local_access_routes(local, service);
  }

  Response ask(Method method, const std::string& path, const std::string& cookie = "",
               const std::string& body = "", const Headers& headers = {},
               const std::vector<std::pair<std::string, std::string>>& query = {}) {
    http::Request request;
    request.method = method;
    request.target = path;
    request.path = path;
    for (std::size_t at = 1; at <= path.size();) {
      const std::size_t end = std::min(path.find('/', at), path.size());
      request.segments.push_back(path.substr(at, end - at));
      at = end + 1;
    }
    request.query = query;
    request.header_list = headers;
    request.header_list.emplace_back("Content-Type", "application/json");
    if (!cookie.empty()) request.header_list.emplace_back("Cookie", "__Host-session=" + cookie);
    request.body = body;
    request.peer_address = "10.0.0.1";
    try {
      const http::Router::Match match = router.match(request);
      if (match.route == nullptr) return http::text("no route", 404);
      run(router.guard()(request, *match.route));
      return run(match.route->handler(request));
    } catch (const base::Problem& problem) {
      return http::to_response(problem, request);
    }
  }

  static std::string cookie_of(const Response& response) {
    const std::string line(response.header("Set-Cookie"));
    const std::size_t begin = line.find('=') + 1;
    return line.substr(begin, line.find(';') - begin);
  }

  // The cookie of an administrator who used the link of the first start.
  std::string administrator() {
    const LinkView link = run(service.new_administrator_link());
    const Response response =
        ask(Method::post, "/api/invitations/" + link.path.substr(link.path.find('#') + 1), "",
            R"({"name":"admin","display_name":"管理员","password":"correct horse battery"})");
    EXPECT_EQ(response.status, 200) << response.body;
    return cookie_of(response);
  }

  std::string officer() {
    const AccountView made = run(service.create_account_with_password(
        service.program("test"), {"officer", "经办人"}, kPassword));
    run(service.create_post(service.program("test"), made.id, {"city", "officer", {}, {}, {}}, {}));
    return cookie_of(ask(Method::post, "/api/session", "",
                         R"({"name":"officer","password":"correct horse battery"})"));
  }

  http::Response stream_of(const std::string& account, const std::string& tag) {
    http::Listener listener;
    listener.account = account;
    if (!tag.empty()) listener.tags.insert(tag);
    return http::event_stream(events, http::Request{}, listener);
  }

  base::FakeClock clock{base::start_of(base::Date(2022, 7, 1))};
  base::SecureRandom random;
  db::TestDirectory folder;
  db::TestDatabase database{db::Dialect::sqlite, clock, access_migrations()};
  PasswordPool passwords{PasswordPool::Options{PasswordCost::least(), 1, 8}};
  AttemptLimit attempts{clock};
  AccessService service{*database, random, passwords, attempts, town()};
  Guard guard{service};
  http::EventHub events;
  http::Router router;
  http::Router local;
};

}  // namespace

TEST_F(AccessHttp, WithoutACookieTheSessionSaysThatNobodyIsSignedIn) {
  const Response response = ask(Method::get, "/api/session");
  EXPECT_EQ(response.status, 200);
  const bj::value view = bj::parse(response.body);
  EXPECT_FALSE(view.at("signed_in").as_bool());
  EXPECT_TRUE(view.at("permissions").as_array().empty());
}

TEST_F(AccessHttp, SigningInSetsACookieThatOnlyThisHostGets) {
  officer();
  const Response response = ask(Method::post, "/api/session", "",
                                R"({"name":"officer","password":"correct horse battery"})");
  EXPECT_EQ(response.status, 200);
  const std::string line(response.header("Set-Cookie"));
  EXPECT_EQ(line.rfind("__Host-session=", 0), 0U);
  for (const char* attribute :
       {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Max-Age=604800"}) {
    EXPECT_THAT(line, HasSubstr(attribute));
  }
  EXPECT_THAT(line, Not(HasSubstr("Domain")));
  EXPECT_THAT(response.body, Not(HasSubstr(cookie_of(response))));
  const Response session = ask(Method::get, "/api/session", cookie_of(response));
  EXPECT_TRUE(bj::parse(session.body).at("signed_in").as_bool());
}

TEST_F(AccessHttp, SigningInAgainEndsTheSessionThisBrowserHad) {
  const std::string first = officer();
  ask(Method::post, "/api/session", first,
      R"({"name":"officer","password":"correct horse battery"})");
  EXPECT_FALSE(bj::parse(ask(Method::get, "/api/session", first).body).at("signed_in").as_bool());
}

TEST_F(AccessHttp, ARefusedSignInLeavesThePresentSessionAlone) {
  const std::string first = officer();
  const Response refused =
      ask(Method::post, "/api/session", first, R"({"name":"officer","password":"wrong password"})");
  EXPECT_EQ(refused.status, 401);
  EXPECT_TRUE(bj::parse(ask(Method::get, "/api/session", first).body).at("signed_in").as_bool());
}

TEST_F(AccessHttp, SigningOutEndsTheSessionAndTakesTheCookieAway) {
  const std::string cookie = officer();
  const Response response = ask(Method::del, "/api/session", cookie);
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(std::string(response.header("Set-Cookie")), HasSubstr("Max-Age=0"));
  EXPECT_FALSE(bj::parse(ask(Method::get, "/api/session", cookie).body).at("signed_in").as_bool());
}

TEST_F(AccessHttp, SigningOutWithoutASessionIsNoError) {
  EXPECT_EQ(ask(Method::del, "/api/session").status, 204);
}

TEST_F(AccessHttp, WaitingTimeIsToldToWhoGuesses) {
  officer();
  Response response;
  for (int i = 0; i < 6; ++i) {
    response =
        ask(Method::post, "/api/session", "", R"({"name":"officer","password":"wrong password"})");
  }
  EXPECT_EQ(response.status, 429);
  EXPECT_FALSE(response.header("Retry-After").empty());
}

TEST_F(AccessHttp, EveryRouteButThePublicOnesAsksForASignIn) {
  int closed = 0;
  for (const auto& route : router.routes()) {
    if (route->public_access) continue;
    ++closed;
    EXPECT_EQ(ask(route->method, route->path).status, 401) << route->path;
    EXPECT_EQ(ask(route->method, route->path, base::new_token(random)).status, 401) << route->path;
  }
  EXPECT_GT(closed, 0);
}

TEST_F(AccessHttp, WhoMayNotManageAccountsIsRefusedBeforeHisBodyIsLookedAt) {
  const std::string cookie = officer();
  for (const auto& route : router.routes()) {
    if (route->public_access || route->path == "/api/session/password") continue;
    EXPECT_EQ(ask(route->method, route->path, cookie, "not json").status, 403) << route->path;
  }
}

TEST_F(AccessHttp, AParameterThatTheRouteDoesNotDeclareIsRefused) {
  const std::string cookie = administrator();
  EXPECT_EQ(ask(Method::get, "/api/roles", cookie).status, 200);
  EXPECT_EQ(ask(Method::get, "/api/roles", cookie, "", {}, {{"unit", "city"}}).status, 400);
  EXPECT_EQ(ask(Method::get, "/api/accounts", cookie, "", {}, {{"nmae", "x"}}).status, 400);
}

TEST_F(AccessHttp, AHandlerOutsideTheGuardIsNotReachedByMistake) {
  http::Request request;
  EXPECT_THROW(actor_of(request), base::Problem);
}

TEST_F(AccessHttp, CreatesAnAccountAndShowsItsLinkOnce) {
  const std::string cookie = administrator();
  const Response response =
      ask(Method::post, "/api/accounts", cookie, R"({"name":"wang","display_name":"王某"})");
  ASSERT_EQ(response.status, 201) << response.body;
  const bj::value made = bj::parse(response.body);
  const std::string id(made.at("account").at("id").as_string());
  EXPECT_EQ(response.header("Location"), "/api/accounts/" + id);
  EXPECT_EQ(response.header("ETag"), "\"1\"");
  EXPECT_EQ(made.at("link").at("path").as_string().find("/invitation#"), 0U);
  const Response again = ask(Method::get, "/api/accounts/" + id, cookie);
  EXPECT_EQ(again.header("ETag"), "\"1\"");
  EXPECT_THAT(again.body, Not(HasSubstr("invitation")));
}

TEST_F(AccessHttp, TheSameKeyMakesOneAccountAndAnotherBodyIsRefused) {
  const std::string cookie = administrator();
  const Headers key{{"Idempotency-Key", "k1"}};
  const std::string body = R"({"name":"wang","display_name":"王某"})";
  const Response first = ask(Method::post, "/api/accounts", cookie, body, key);
  const Response again = ask(Method::post, "/api/accounts", cookie, body, key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(bj::parse(again.body).at("account").at("id"),
            bj::parse(first.body).at("account").at("id"));
  const Response other =
      ask(Method::post, "/api/accounts", cookie, R"({"name":"li","display_name":"李某"})", key);
  EXPECT_EQ(other.status, 409);
}

TEST_F(AccessHttp, AKeyThatIsTooLongOrInvisibleIsRefused) {
  const std::string cookie = administrator();
  for (const std::string& key : {std::string(201, 'k'), std::string("a b"), std::string("a\tb")}) {
    EXPECT_EQ(ask(Method::post, "/api/accounts", cookie, R"({"name":"wang","display_name":"王"})",
                  {{"Idempotency-Key", key}})
                  .status,
              400);
  }
}

TEST_F(AccessHttp, AChangeNeedsTheVersionItIsBasedOn) {
  const std::string cookie = administrator();
  const bj::value made = bj::parse(
      ask(Method::post, "/api/accounts", cookie, R"({"name":"wang","display_name":"王"})").body);
  const std::string path = "/api/accounts/" + std::string(made.at("account").at("id").as_string());
  const std::string body = R"({"display_name":"王大明"})";
  EXPECT_EQ(ask(Method::patch, path, cookie, body).status, 428);
  const Response changed = ask(Method::patch, path, cookie, body, {{"If-Match", "\"1\""}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.header("ETag"), "\"2\"");
  const Response stale = ask(Method::patch, path, cookie, body, {{"If-Match", "\"1\""}});
  EXPECT_EQ(stale.status, 412);
  EXPECT_THAT(stale.body, HasSubstr("王大明"));
}

TEST_F(AccessHttp, AppointsAndEndsAPost) {
  const std::string cookie = administrator();
  const bj::value made = bj::parse(
      ask(Method::post, "/api/accounts", cookie, R"({"name":"wang","display_name":"王"})").body);
  const std::string id(made.at("account").at("id").as_string());
  const Response post = ask(Method::post, "/api/accounts/" + id + "/posts", cookie,
                            R"({"unit":"city","role":"officer"})");
  ASSERT_EQ(post.status, 201) << post.body;
  EXPECT_EQ(post.header("ETag"), "\"1\"");
  const std::string post_id(bj::parse(post.body).at("id").as_string());
  const Response ended = ask(Method::patch, "/api/posts/" + post_id, cookie,
                             R"({"valid_to":"2022-07-01"})", {{"If-Match", "\"1\""}});
  EXPECT_EQ(ended.status, 200) << ended.body;
  EXPECT_THAT(ended.body, HasSubstr(R"("valid_to":"2022-07-01")"));
  EXPECT_EQ(ask(Method::post, "/api/accounts/" + id + "/link", cookie, "{}").status, 201);
}

TEST_F(AccessHttp, AnOfficerChangesHisOwnPassword) {
  const std::string cookie = officer();
  const std::string body =
      R"({"old_password":"correct horse battery","new_password":"another long sentence"})";
  EXPECT_EQ(ask(Method::put, "/api/session/password", cookie, body).status, 204);
  EXPECT_EQ(ask(Method::put, "/api/session/password", cookie, body).status, 422);
}

TEST_F(AccessHttp, AChangeIsToldToAdministratorsAndToThePersonAndToNobodyElse) {
  const std::string cookie = administrator();
  const Response for_administrators = stream_of("other", "account.manage");
  const Response for_somebody = stream_of("somebody", "plan.read");
  ask(Method::post, "/api/accounts", cookie, R"({"name":"wang","display_name":"王某"})");
  const std::string told = for_administrators.events->take().wire;
  EXPECT_THAT(told, HasSubstr("event: changed"));
  EXPECT_THAT(told, HasSubstr(R"("kind":"account")"));
  EXPECT_THAT(told, Not(HasSubstr("王")));
  EXPECT_THAT(for_somebody.events->take().wire, Not(HasSubstr("account")));
}

TEST_F(AccessHttp, SigningOutEndsTheStreamsOfThePerson) {
  const std::string cookie = officer();
  const bj::value session = bj::parse(ask(Method::get, "/api/session", cookie).body);
  const Response own = stream_of(std::string(session.at("account").as_string()), "");
  const Response other = stream_of("other", "");
  ask(Method::del, "/api/session", cookie);
  EXPECT_FALSE(own.events->take().open);
  EXPECT_TRUE(other.events->take().open);
}

TEST_F(AccessHttp, AListenerCarriesThePermissionsOfThePerson) {
  officer();
  const AccountList list = run(service.accounts(service.program("test"), {}));
  const Actor actor = run(service.actor_for(list.accounts.at(0).id, "test"));
  EXPECT_EQ(listener_of(actor).account, actor.account);
  EXPECT_THAT(listener_of(actor).tags, testing::ElementsAre("plan.read"));
}

TEST_F(AccessHttp, ExportsAccountsWithTheirPosts) {
  const std::string cookie = administrator();
  officer();
  const Response response = ask(Method::get, "/api/exports/accounts.csv", cookie);
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("officer,经办人,启用"));
  EXPECT_THAT(response.body, HasSubstr("平凉市,经办人,2022-07-01"));
}

TEST_F(AccessHttp, TheCommandLineGetsAnAdministratorLink) {
  http::Request request;
  request.method = Method::post;
  request.segments = {"administrator-link"};
  const http::Router::Match match = local.match(request);
  ASSERT_NE(match.route, nullptr);
  const Response response = run(match.route->handler(request));
  EXPECT_THAT(response.body, HasSubstr("/invitation#"));
}

TEST_F(AccessHttp, EveryRouteIsDescribed) {
  const bj::value document = http::openapi(router, {{"职教", "Zhijiao"}, "1"});
  for (const auto& route : router.routes()) {
    EXPECT_TRUE(document.at("paths").as_object().contains(route->path)) << route->path;
    EXPECT_FALSE(route->summary.zh.empty()) << route->path;
    EXPECT_FALSE(route->summary.en.empty()) << route->path;
  }
}

}  // namespace zhijiao::access
