#include "access/access_http.hpp"

#include <algorithm>
#include <any>
#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <tuple>
#include <utility>

#include "access/token.hpp"
#include "http/json.hpp"
#include "http/table.hpp"

namespace zhijiao::access {

namespace {

using boost::asio::awaitable;
using http::Method;
using http::Request;
using http::Response;

constexpr const char* kTag = "access";
constexpr std::size_t kKeyLengthMax = 200;
// Names and passwords are short; whoever sends more is not signing in.
constexpr std::size_t kSignInBodyMax = 16UL * 1024;

// A route that declares no query takes none: a misspelt filter must not show everything.
struct NoParameters {};
BOOST_DESCRIBE_STRUCT(NoParameters, (), ())

std::string token_of(const Request& request) {
  return std::string(request.cookie(kSessionCookie).value_or(""));
}

void set_session(Response& response, const std::string& token, std::int64_t lasts_s) {
  http::CookieOptions options;
  options.max_age = std::chrono::seconds(lasts_s);
  http::set_cookie(response, kSessionCookie, token, options);
}

Response with_session(const OpenedSession& opened) {
  Response response = http::json(opened.view);
  set_session(response, opened.token, opened.lasts_s);
  return response;
}

template <class View>
Response with_tag(const View& view) {
  Response response = http::json(view);
  response.set("ETag", http::version_tag(view.version));
  // The posts of an account change without its version.
  response.set("Cache-Control", "no-store");
  return response;
}

// Tells those who manage accounts, and the person it is about.
void publish(http::EventHub& events, const std::string& kind, const std::string& key,
             const std::string& account) {
  events.publish("changed",
                 boost::json::serialize(boost::json::object{{"kind", kind}, {"key", key}}),
                 [account](const http::Listener& listener) {
                   return listener.account == account ||
                          listener.tags.contains(about(Permission::account_manage).name);
                 });
}

// What a stream may show was decided when it was opened: it is opened anew with what holds now.
void reopen_streams(http::EventHub& events, const std::string& account) {
  events.disconnect(
      [account](const http::Listener& listener) { return listener.account == account; });
}

void add_session_routes(http::Router& router, AccessService& service, Guard& guard,
                        http::EventHub& events) {
  router.add({.method = Method::get,
              .path = "/api/session",
              .tag = kTag,
              .summary = {"当前登录", "The present session"},
              .answers = {{200, http::schema_of<SessionView>}},
              .public_access = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const std::optional<CurrentSession> session =
                    co_await service.current_session(token_of(request), request.peer_address);
                co_return http::json(session ? service.view_of(*session) : SessionView{});
              }});
  router.add({.method = Method::post,
              .path = "/api/session",
              .tag = kTag,
              .summary = {"登录", "Sign in"},
              .body = http::schema_of<SignIn>,
              .answers = {{200, http::schema_of<SessionView>}},
              .public_access = true,
              .body_limit = kSignInBodyMax,
              .handler = [&service](Request& request) -> awaitable<Response> {
                auto given = http::body<SignIn>(request);
                const OpenedSession opened =
                    co_await service.sign_in(std::move(given), request.peer_address);
                // Whoever signs in anew leaves no second session behind in the same browser.
                co_await service.sign_out(token_of(request), request.peer_address);
                co_return with_session(opened);
              }});
  router.add({.method = Method::del,
              .path = "/api/session",
              .tag = kTag,
              .summary = {"退出", "Sign out"},
              .answers = {{204}},
              .public_access = true,
              .handler = [&service, &events](Request& request) -> awaitable<Response> {
                const std::string account =
                    co_await service.sign_out(token_of(request), request.peer_address);
                if (!account.empty()) reopen_streams(events, account);
                Response response = http::no_content();
                set_session(response, "", 0);
                co_return response;
              }});
  router.add({.method = Method::put,
              .path = "/api/session/password",
              .tag = kTag,
              .summary = {"修改密码，其他登录随即失效",
                          "Change the password, which ends all other sessions"},
              .body = http::schema_of<PasswordChange>,
              .answers = {{204}},
              .body_limit = kSignInBodyMax,
              .handler = guard.signed_in(
                  [&service, &events](const Actor& actor, Request& request) -> awaitable<Response> {
                    auto change = http::body<PasswordChange>(request);
                    co_await service.change_password(actor, token_of(request), std::move(change));
                    reopen_streams(events, actor.account);
                    co_return http::no_content();
                  })});
}

void add_invitation_routes(http::Router& router, AccessService& service, http::EventHub& events) {
  router.add({.method = Method::get,
              .path = "/api/invitations/{token}",
              .tag = kTag,
              .summary = {"一次性链接的用途", "What a one-time link is for"},
              .answers = {{200, http::schema_of<InvitationView>}},
              .public_access = true,
              .handler = [&service](Request& request) -> awaitable<Response> {
                const InvitationView view = co_await service.invitation(request.param("token"));
                co_return http::json(view);
              }});
  // A link works once, so a retry needs no key: it is told to sign in with the new password.
  router.add({.method = Method::post,
              .path = "/api/invitations/{token}",
              .tag = kTag,
              .summary = {"用一次性链接设置密码并登录",
                          "Use a one-time link: set the password and sign in"},
              .body = http::schema_of<InvitationAnswer>,
              .answers = {{200, http::schema_of<SessionView>}},
              .public_access = true,
              .body_limit = kSignInBodyMax,
              .handler = [&service, &events](Request& request) -> awaitable<Response> {
                auto answer = http::body<InvitationAnswer>(request);
                const OpenedSession opened = co_await service.accept_invitation(
                    request.param("token"), std::move(answer), request.peer_address);
                co_await service.sign_out(token_of(request), request.peer_address);
                reopen_streams(events, opened.view.account);
                publish(events, "account", opened.view.account, opened.view.account);
                co_return with_session(opened);
              }});
}

void add_account_routes(http::Router& router, AccessService& service, Guard& guard,
                        http::EventHub& events) {
  router.add({.method = Method::get,
              .path = "/api/accounts",
              .tag = kTag,
              .summary = {"账号列表", "Accounts"},
              .query = http::query_of<AccountQuery>,
              .answers = {{200, http::schema_of<AccountList>}},
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    auto query = http::query<AccountQuery>(request);
                    const AccountList list = co_await service.accounts(actor, std::move(query));
                    co_return http::json(list);
                  })});
  router.add(
      {.method = Method::post,
       .path = "/api/accounts",
       .tag = kTag,
       .summary = {"新建账号，得到启用链接（只显示一次；重试会换成新链接）",
                   "Create an account and get its activation link, which is shown once: a retry "
                   "gets a new link in its place"},
       .body = http::schema_of<NewAccount>,
       .answers = {{201, http::schema_of<AccountWithLink>}},
       .idempotency_key = true,
       .handler = guard.signed_in(
           Permission::account_manage,
           [&service, &events](const Actor& actor, Request& request) -> awaitable<Response> {
             auto given = http::body<NewAccount>(request);
             const AccountWithLink made =
                 co_await service.create_account(actor, std::move(given), once_of(request, actor));
             publish(events, "account", made.account.id, made.account.id);
             Response response = http::created("/api/accounts/" + made.account.id, made);
             response.set("ETag", http::version_tag(made.account.version));
             co_return response;
           })});
  router.add({.method = Method::get,
              .path = "/api/accounts/{id}",
              .tag = kTag,
              .summary = {"一个账号", "One account"},
              .answers = {{200, http::schema_of<AccountView>}},
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    const AccountView view = co_await service.account(actor, request.param("id"));
                    co_return with_tag(view);
                  })});
  router.add({.method = Method::patch,
              .path = "/api/accounts/{id}",
              .tag = kTag,
              .summary = {"改姓名，停用或恢复", "Change the name, suspend or restore"},
              .body = http::schema_of<AccountChange>,
              .answers = {{200, http::schema_of<AccountView>}},
              .if_match = true,
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service, &events](const Actor& actor, Request& request) -> awaitable<Response> {
                    auto change = http::body<AccountChange>(request);
                    const std::int64_t version = http::required_version(request);
                    const AccountView view = co_await service.change_account(
                        actor, request.param("id"), std::move(change), version);
                    if (view.state == AccountState::suspended) reopen_streams(events, view.id);
                    publish(events, "account", view.id, view.id);
                    co_return with_tag(view);
                  })});
  router.add({.method = Method::post,
              .path = "/api/accounts/{id}/link",
              .tag = kTag,
              .summary = {"新的启用或重置链接，取代尚未使用的旧链接",
                          "A new link to activate or reset, in place of an earlier unused one"},
              .answers = {{201, http::schema_of<LinkView>}},
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service, &events](const Actor& actor, Request& request) -> awaitable<Response> {
                    const std::string& id = request.param("id");
                    const LinkView link = co_await service.new_link(actor, id);
                    publish(events, "account", id, id);
                    co_return http::json(link, 201);
                  })});
}

void add_post_routes(http::Router& router, AccessService& service, Guard& guard,
                     http::EventHub& events) {
  router.add({.method = Method::post,
              .path = "/api/accounts/{id}/posts",
              .tag = kTag,
              .summary = {"任命", "Appoint to a post"},
              .body = http::schema_of<NewPost>,
              .answers = {{201, http::schema_of<PostView>}},
              .idempotency_key = true,
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service, &events](const Actor& actor, Request& request) -> awaitable<Response> {
                    auto given = http::body<NewPost>(request);
                    const PostView view = co_await service.create_post(
                        actor, request.param("id"), std::move(given), once_of(request, actor));
                    reopen_streams(events, view.account);
                    publish(events, "post", view.id, view.account);
                    Response response = http::json(view, 201);
                    response.set("ETag", http::version_tag(view.version));
                    co_return response;
                  })});
  router.add({.method = Method::patch,
              .path = "/api/posts/{id}",
              .tag = kTag,
              .summary = {"结束或恢复岗位；valid_to 为空表示不设期限",
                          "End a post or reopen it; no valid_to means without end"},
              .body = http::schema_of<PostChange>,
              .answers = {{200, http::schema_of<PostView>}},
              .if_match = true,
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service, &events](const Actor& actor, Request& request) -> awaitable<Response> {
                    const auto change = http::body<PostChange>(request);
                    const std::int64_t version = http::required_version(request);
                    const PostView view =
                        co_await service.change_post(actor, request.param("id"), change, version);
                    reopen_streams(events, view.account);
                    publish(events, "post", view.id, view.account);
                    co_return with_tag(view);
                  })});
  router.add({.method = Method::get,
              .path = "/api/roles",
              .tag = kTag,
              .summary = {"方案定义的角色", "The roles of the plan"},
              .answers = {{200, http::schema_of<RoleList>}},
              .handler = guard.signed_in(
                  Permission::account_manage,
                  [&service](const Actor& actor, Request& /*request*/) -> awaitable<Response> {
                    co_return http::json(service.roles(actor));
                  })});
  router.add({.method = Method::get,
              .path = "/api/audit",
              .tag = kTag,
              .summary = {"操作记录", "The audit trail"},
              .query = http::query_of<AuditQuery>,
              .answers = {{200, http::schema_of<AuditList>}},
              .handler = guard.signed_in(
                  Permission::audit_read,
                  [&service](const Actor& actor, Request& request) -> awaitable<Response> {
                    auto query = http::query<AuditQuery>(request);
                    const AuditList list = co_await service.audit(actor, std::move(query));
                    co_return http::json(list);
                  })});
  router.add({.method = Method::get,
              .path = "/api/audit/names",
              .tag = kTag,
              .summary = {"操作记录里人员和角色的名称", "Names of people and roles in the trail"},
              .answers = {{200, http::schema_of<AuditNames>}},
              .handler = guard.signed_in(
                  Permission::audit_read,
                  [&service](const Actor& actor, Request& /*request*/) -> awaitable<Response> {
                    const AuditNames names = co_await service.audit_names(actor);
                    co_return http::json(names);
                  })});
}

base::Text state_title(AccountState state) {
  switch (state) {
    case AccountState::invited:
      return {"待启用", "invited"};
    case AccountState::active:
      return {"启用", "active"};
    case AccountState::suspended:
      return {"停用", "suspended"};
  }
  return {};
}

// The newest are what an auditor takes away at a time; the rest is read page by page.
constexpr std::size_t kAuditExportMax = 10'000;

http::Table table_of(const std::vector<AuditLine>& entries) {
  http::Table table;
  table.title = {"操作记录（最近一万条）", "Audit trail (newest 10,000)"};
  table.columns = {{{"时间", "Time"}},    {{"谁", "Who"}},      {{"做了什么", "Action"}},
                   {{"对象", "Subject"}}, {{"说明", "Detail"}}, {{"来自", "From"}}};
  for (const AuditLine& line : entries) {
    table.rows.push_back({line.at, line.by, line.action, line.subject, line.detail, line.address});
  }
  return table;
}

awaitable<std::vector<AuditLine>> newest_audit(AccessService& service, const Actor& actor,
                                               AuditQuery query) {
  constexpr std::int64_t kPage = 200;
  std::vector<AuditLine> entries;
  query.limit = kPage;
  do {
    AuditList page = co_await service.audit(actor, query);
    std::ranges::move(page.entries, std::back_inserter(entries));
    query.before = page.next;
  } while (query.before && entries.size() < kAuditExportMax);
  co_return entries;
}

// One row a post that is held today; an account without one has a row of its own.
http::Table table_of(const AccountList& list, http::Language language) {
  const auto in_language = [language](const Text& text) {
    return language == http::Language::zh ? text.zh : text.en;
  };
  http::Table table;
  table.title = {"账号与岗位", "Accounts and posts"};
  table.columns = {{{"登录名", "Sign-in name"}},
                   {{"姓名", "Name"}},
                   {{"状态", "State"}},
                   {{"最近登录", "Last signed in"}},
                   {{"单位", "Unit"}},
                   {{"角色", "Role"}},
                   {{"任职起", "From"}, http::ColumnKind::date},
                   {{"任职止", "To"}, http::ColumnKind::date},
                   {{"代理", "Acting"}}};
  for (const AccountView& account : list.accounts) {
    const std::vector<std::string> person{account.name, account.display_name,
                                          in_language(state_title(account.state)),
                                          account.last_signed_in_at.value_or("")};
    std::size_t held = 0;
    for (const PostView& post : account.posts) {
      if (!post.current) continue;
      ++held;
      std::vector<std::string> row = person;
      row.insert(row.end(), {in_language(post.unit_name), in_language(post.role_title),
                             post.valid_from.str(), post.valid_to ? post.valid_to->str() : "",
                             post.acting ? in_language({"是", "yes"}) : ""});
      table.rows.push_back(std::move(row));
    }
    if (held > 0) continue;
    std::vector<std::string> row = person;
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

http::Guard Guard::of_router() {
  return [this](Request& request, const http::Route& route) { return admit(request, route); };
}

awaitable<void> Guard::admit(Request& request, const http::Route& route) {
  if (route.public_access) co_return;
  std::optional<CurrentSession> session =
      co_await service_.current_session(token_of(request), request.peer_address);
  if (!session) throw base::not_signed_in();
  request.session = std::move(session->actor);
  if (route.query == nullptr) http::query<NoParameters>(request);
}

http::Handler Guard::signed_in(Permission permission, ActorHandler handler) {
  return [this, permission, inner = std::move(handler)](Request& request) {
    return answer(permission, inner, request);
  };
}

http::Handler Guard::in_post(ActorHandler handler) {
  return signed_in([inner = std::move(handler)](const Actor& actor,
                                                Request& request) -> awaitable<Response> {
    if (!actor.program && actor.posts.empty()) {
      throw base::forbidden({"您现在没有岗位，不能查看或办理；如有需要请联系管理员。",
                             "You hold no post at present; ask an administrator if you need one."});
    }
    co_return co_await inner(actor, request);
  });
}

http::Handler Guard::signed_in(ActorHandler handler) {
  return [this, inner = std::move(handler)](Request& request) {
    return answer(std::nullopt, inner, request);
  };
}

awaitable<Response> Guard::answer(std::optional<Permission> permission, const ActorHandler& handler,
                                  Request& request) {
  const Actor& actor = actor_of(request);
  if (permission) service_.require(actor, *permission);
  Response response = co_await handler(actor, request);
  co_return response;
}

const Actor& actor_of(const Request& request) {
  const auto* actor = std::any_cast<Actor>(&request.session);
  if (actor == nullptr) throw base::not_signed_in();
  return *actor;
}

http::Listener listener_of(const Actor& actor) {
  http::Listener listener;
  listener.account = actor.account;
  for (std::string& name : permission_names(actor)) listener.tags.insert(std::move(name));
  return listener;
}

db::Once once_of(const Request& request, const Actor& actor) {
  const std::string_view key = request.header("Idempotency-Key");
  const bool visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
  if (key.size() > kKeyLengthMax || !visible) {
    throw base::bad_request({"Idempotency-Key 请求头须为最多 200 个可见 ASCII 字符。",
                             "Idempotency-Key has at most 200 visible ASCII characters."},
                            {{"Idempotency-Key", {"格式不符", "malformed"}}});
  }
  std::string asked(http::method_name(request.method));
  asked += ' ';
  asked += request.target;
  asked += '\n';
  asked += request.body;
  return {actor.region, actor.account, std::string(key), fingerprint_of(asked)};
}

void add_access_routes(http::Router& router, AccessService& service, Guard& guard,
                       http::EventHub& events) {
  add_session_routes(router, service, guard, events);
  add_invitation_routes(router, service, events);
  add_account_routes(router, service, guard, events);
  add_post_routes(router, service, guard, events);
}

void add_access_exports(http::Router& router, AccessService& service, Guard& guard,
                        const std::filesystem::path& temporary_folder) {
  for (const auto& [extension, format, media_type] :
       {std::tuple{"csv", http::TableFormat::csv, "text/csv"},
        std::tuple{"xlsx", http::TableFormat::xlsx,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}) {
    router.add({.method = Method::get,
                .path = std::string("/api/exports/accounts.") + extension,
                .tag = kTag,
                .summary = {"账号与岗位表", "Accounts and posts as a table"},
                .query = http::query_of<AccountQuery>,
                .answers = {{200, nullptr, {}, media_type}},
                .handler = guard.signed_in(
                    Permission::account_manage,
                    [&service, format, temporary_folder](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                      auto query = http::query<AccountQuery>(request);
                      const AccountList list = co_await service.accounts(actor, std::move(query));
                      co_return http::download(table_of(list, request.language), format, "accounts",
                                               request, temporary_folder);
                    })});
    router.add({.method = Method::get,
                .path = std::string("/api/exports/audit.") + extension,
                .tag = kTag,
                .summary = {"操作记录表，最近一万条", "The audit trail as a table, newest 10,000"},
                .query = http::query_of<AuditQuery>,
                .answers = {{200, nullptr, {}, media_type}},
                .handler = guard.signed_in(
                    Permission::audit_read,
                    [&service, format, temporary_folder](const Actor& actor,
                                                         Request& request) -> awaitable<Response> {
                      auto query = http::query<AuditQuery>(request);
                      const std::vector<AuditLine> entries =
                          co_await newest_audit(service, actor, std::move(query));
                      co_return http::download(table_of(entries), format, "audit", request,
                                               temporary_folder);
                    })});
  }
}

void add_local_access_routes(http::Router& router, AccessService& service) {
  router.add({.method = Method::post,
              .path = "/administrator-link",
              .handler = [&service](Request& /*request*/) -> awaitable<Response> {
                const LinkView link = co_await service.new_administrator_link();
                co_return http::json(link);
              }});
}

}  // namespace zhijiao::access
