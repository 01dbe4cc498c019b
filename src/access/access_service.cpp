#include "access/access_service.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <stdexcept>
#include <utility>

#include "access/account_rules.hpp"
#include "access/token.hpp"
#include "base/record_json.hpp"
#include "db/failure.hpp"

namespace zhijiao::access {

namespace asio = boost::asio;

namespace {

constexpr std::int64_t kSeenEveryUs = 60LL * 1'000'000;
constexpr std::int64_t kAuditPage = 50;
constexpr std::int64_t kAuditPageMax = 200;
// The last accepted day: a post that lasts until then has no end.
const base::Date kForEver(base::Date::kLastYear, 12, 31);
// Beyond it a name cannot be anybody's, and folding it would only cost time.
constexpr std::size_t kNameBytesMax = 512;

base::Problem sign_in_refused() {
  return {401,
          "sign-in-refused",
          {"登录未成功", "Sign-in refused"},
          {"登录名或密码不正确，请核对后重试；忘记密码请找管理员要一个重置链接。",
           "Sign-in name or password is not right. Check them and try again; if you forgot the "
           "password, ask an administrator for a reset link."}};
}

base::Problem account_suspended() {
  return {403,
          "account-suspended",
          {"账号已停用", "Account suspended"},
          {"这个账号已停用，请联系管理员恢复。",
           "This account is suspended; ask an administrator to restore it."}};
}

base::Problem link_invalid() {
  return {
      404,
      "link-invalid",
      {"链接无效", "The link is not valid"},
      {"这个一次性链接已经用过、已被新的链接取代或已过期。如果刚才已设置密码，请直接登录；否则请找"
       "管理员要一个新链接。",
       "This one-time link has been used, replaced by a newer one, or is over. If you have just "
       "set a password, sign in with it; otherwise ask an administrator for a new link."}};
}

base::Problem last_administrator() {
  return base::conflict(
      "last-administrator",
      {"这样就没有长期任职的管理员了。请先让另一个已启用的账号担任管理员（不设结束日期），再做这项"
       "修"
       "改。",
       "Nobody would be left as an administrator without an end date. First give another active "
       "account the post of administrator without an end, then make this change."});
}

base::Problem no_administrator_role() {
  return base::conflict(
      "no-administrator-role",
      {"方案的角色里没有一个能管理账号。请在 roles.yaml 中定义 reach 为 everywhere、含 "
       "account.manage 的角色。",
       "No role of the plan may manage accounts. Define one in roles.yaml with reach everywhere "
       "and "
       "the permission account.manage."});
}

base::Problem post_overlaps() {
  return base::conflict("post-overlaps",
                        {"此人在这段时间已有同一单位的同一角色。请调整日期，或修改原有岗位。",
                         "This person has the same role in the same unit on some of these days. "
                         "Adjust the dates or change the existing post."});
}

base::Problem invalid_fields(std::vector<base::FieldError> errors) {
  return base::invalid({"有内容需要更正，请看各项说明。",
                        "Something needs to be corrected; see the notes at the fields."},
                       std::move(errors));
}

void refuse_if_any(std::vector<base::FieldError> errors) {
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

void add(std::vector<base::FieldError>& errors, std::optional<base::FieldError> error) {
  if (error) errors.push_back(std::move(*error));
}

std::string name_key(const std::string& name) {
  return name.size() > kNameBytesMax ? std::string() : base::fold(name);
}

std::string name_of(AccountState state) { return boost::describe::enum_to_string(state, ""); }

std::string period_text(const PostRow& post) {
  return post.valid_from.str() + ".." + (post.valid_to ? post.valid_to->str() : "") +
         (post.acting ? " acting" : "");
}

std::string post_text(const PostRow& post) {
  return "account=" + post.account + " unit=" + post.unit + " role=" + post.role + " " +
         period_text(post);
}

// The token stands in the fragment, which browsers send to no server: it reaches no log.
std::string link_path(const std::string& token) { return "/invitation#" + token; }

// What is kept of a created account for a retry: no secret.
struct MadeAccount {
  AccountView account;
  std::string link_hash;
  std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(MadeAccount, (), (account, link_hash, expires_at))

}  // namespace

// One attempt at a password: charged at once, given back unless it was decided.
class AccessService::Attempt {
 public:
  Attempt(AttemptLimit& limit, std::string name, std::string address)
      : limit_(limit), name_(std::move(name)), address_(std::move(address)) {
    limit_.charge(name_, address_);
  }
  ~Attempt() {
    if (!decided_) limit_.undecided(name_, address_);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  void failed() { decided_ = true; }
  void succeeded() {
    decided_ = true;
    limit_.succeeded(name_, address_);
  }

 private:
  AttemptLimit& limit_;
  const std::string name_;
  const std::string address_;
  bool decided_ = false;
};

AccessService::AccessService(db::Database& database, base::Random& random, PasswordPool& passwords,
                             AttemptLimit& attempts, Directory directory)
    : database_(database),
      random_(random),
      passwords_(passwords),
      attempts_(attempts),
      audit_(random),
      region_(directory.region),
      store_(region_),
      directory_(std::make_shared<const Directory>(std::move(directory))) {}

std::shared_ptr<const Directory> AccessService::directory() const {
  const std::lock_guard lock(directory_mutex_);
  return directory_;
}

void AccessService::replace_directory(Directory directory) {
  if (directory.region != region_) throw std::logic_error("a directory of another region");
  auto next = std::make_shared<const Directory>(std::move(directory));
  {
    const std::lock_guard lock(directory_mutex_);
    directory_ = std::move(next);
  }
  sessions_.forget();
}

Actor AccessService::program(std::string address) const {
  Actor actor;
  actor.region = region_;
  actor.address = std::move(address);
  actor.program = true;
  return actor;
}

Actor AccessService::person(std::string account, std::string address) const {
  Actor actor = program(std::move(address));
  actor.account = std::move(account);
  actor.program = false;
  return actor;
}

void AccessService::require(const Actor& actor, Permission permission) const {
  if (may(actor, permission)) return;
  const base::Text& title = about(permission).title;
  throw base::forbidden({"您的岗位没有“" + title.zh + "”的权限，如有需要请联系管理员。",
                         "Your posts do not include the permission \"" + title.en +
                             "\"; ask an administrator if you need it."});
}

// Views.

PostView AccessService::post_view(const Directory& directory, const PostRow& row,
                                  base::Date today) const {
  PostView view;
  view.id = row.id;
  view.version = row.version;
  view.account = row.account;
  view.unit = row.unit;
  const Unit* unit = directory.find_unit(row.unit);
  view.unit_name = unit != nullptr ? unit->name : Text{row.unit, row.unit};
  view.role = row.role;
  const Role* role = directory.find_role(row.role);
  view.role_title = role != nullptr ? role->title : Text{row.role, row.role};
  view.valid_from = row.valid_from;
  view.valid_to = row.valid_to;
  view.acting = row.acting;
  view.current = row.valid_from <= today && (!row.valid_to || today <= *row.valid_to);
  return view;
}

AccountView AccessService::account_view(const Directory& directory, const AccountRow& row,
                                        const std::vector<PostRow>& posts, base::Date today) const {
  AccountView view;
  view.id = row.id;
  view.version = row.version;
  view.name = row.name;
  view.display_name = row.display_name;
  view.state = row.state;
  view.created_at = base::rfc3339(row.created_at);
  if (row.last_signed_in_at) view.last_signed_in_at = base::rfc3339(*row.last_signed_in_at);
  for (const PostRow& post : posts) {
    if (post.account == row.id) view.posts.push_back(post_view(directory, post, today));
  }
  return view;
}

AccountRow AccessService::existing_account(db::Connection& connection,
                                           const std::string& id) const {
  std::optional<AccountRow> row = store_.account(connection, id);
  if (!row) throw base::not_found({"这个账号", "This account"});
  return std::move(*row);
}

AccountView AccessService::stored_account(db::Connection& connection, const Directory& directory,
                                          const std::string& id) const {
  return account_view(directory, existing_account(connection, id), store_.posts(connection, id),
                      connection.clock().today());
}

AccountView AccessService::made_account(db::Connection& connection, const Directory& directory,
                                        AccountRow row) const {
  row.created_at = connection.now();
  return account_view(directory, row, {}, connection.clock().today());
}

std::vector<Post> AccessService::current_posts(db::Connection& connection,
                                               const Directory& directory,
                                               const std::string& account) const {
  std::vector<Post> posts;
  for (PostRow& row : store_.posts_on(connection, account, connection.clock().today())) {
    const Role* role = directory.find_role(row.role);
    Role nothing;
    nothing.id = row.role;
    nothing.title = {row.role, row.role};
    posts.push_back({std::move(row.id), std::move(row.unit), role != nullptr ? *role : nothing,
                     row.valid_from, row.valid_to, row.acting, row.version});
  }
  return posts;
}

SessionView AccessService::view_of(const CurrentSession& session) const {
  const std::shared_ptr<const Directory> directory = this->directory();
  const base::Date today = database_.clock().today();
  SessionView view;
  view.signed_in = true;
  view.account = session.actor.account;
  view.name = session.actor.name;
  view.display_name = session.actor.display_name;
  for (const Post& post : session.actor.posts) {
    view.posts.push_back(post_view(*directory,
                                   {post.id, post.version, session.actor.account, post.unit,
                                    post.role.id, post.valid_from, post.valid_to, post.acting},
                                   today));
  }
  view.permissions = permission_names(session.actor);
  view.expires_at = base::rfc3339(session.expires_at);
  return view;
}

// Signing in.

CurrentSession AccessService::open_session(db::Connection& connection, const Directory& directory,
                                           const AccountRow& account, const std::string& token_hash,
                                           const std::string& address) const {
  const base::Instant now = connection.now();
  const base::Instant expires_at{now.us + kSessionUs};
  store_.insert_session(connection, token_hash, account.id, expires_at);
  store_.delete_old_sessions(connection, account.id, {now.us - kIdleUs}, kSessionsMax);
  store_.set_signed_in(connection, account.id);
  CurrentSession session{{region_, account.id, account.name, account.display_name,
                          current_posts(connection, directory, account.id), address, false},
                         expires_at};
  audit_.record(connection, session.actor, "session.open", account.id, "");
  return session;
}

OpenedSession AccessService::opened(std::string token, const CurrentSession& session) const {
  return {std::move(token), kSessionUs / 1'000'000, view_of(session)};
}

asio::awaitable<OpenedSession> AccessService::sign_in(SignIn given, std::string address) {
  const std::string key = name_key(given.name);
  Attempt attempt(attempts_, key, address);
  auto find = [&](db::Connection& connection) { return store_.account_named(connection, key); };
  const std::optional<AccountRow> account = co_await database_.read(find);

  // The same work for a name that nobody has and for an account without a password.
  const bool has_password = account && account->password_hash;
  const std::string kept = has_password ? *account->password_hash : passwords_.unmatched();
  const bool fits = co_await passwords_.verify(kept, given.password);
  if (!has_password || !fits) {
    attempt.failed();
    // Not the name as typed: people type their password there.
    const std::string subject = account ? account->id : std::string();
    auto note = [&](db::Connection& connection) {
      audit_.record(connection, program(address), "session.refuse", subject, "");
    };
    co_await database_.write(note);
    throw sign_in_refused();
  }

  std::string stronger;
  if (passwords_.is_weaker(kept)) stronger = co_await passwords_.hash(given.password);
  std::string token = base::new_token(random_);
  const std::string hash = token_hash(token);
  const std::shared_ptr<const Directory> directory = this->directory();
  auto open = [&](db::Connection& connection) {
    const AccountRow now = existing_account(connection, account->id);
    if (now.state == AccountState::suspended) throw account_suspended();
    if (now.password_hash != kept) throw sign_in_refused();  // changed while it was compared
    if (!stronger.empty()) store_.set_password(connection, now.id, stronger);
    return open_session(connection, *directory, now, hash, address);
  };
  const SessionCache::Change forgetting(sessions_);
  const CurrentSession session = co_await database_.write(open);
  attempt.succeeded();
  co_return opened(std::move(token), session);
}

asio::awaitable<std::string> AccessService::sign_out(std::string token, std::string address) {
  if (!looks_like_token(token)) co_return std::string();
  const std::string hash = token_hash(token);
  auto end = [&](db::Connection& connection) {
    const std::optional<SessionRow> session = store_.session(connection, hash);
    if (!session) return std::string();
    store_.delete_session(connection, hash);
    const Actor actor = person(session->account, address);
    audit_.record(connection, actor, "session.close", session->account, "");
    return session->account;
  };
  const SessionCache::Change forgetting(sessions_);
  std::string account = co_await database_.write(end);
  co_return account;
}

asio::awaitable<std::optional<CurrentSession>> AccessService::current_session(std::string token,
                                                                              std::string address) {
  if (!looks_like_token(token)) co_return std::nullopt;
  const std::string hash = token_hash(token);
  const base::Instant asked_at = database_.clock().now();
  if (std::optional<CurrentSession> known = sessions_.find(hash, asked_at)) {
    known->actor.address = std::move(address);
    co_return known;
  }
  const SessionCache::Generation generation = sessions_.generation();
  const std::shared_ptr<const Directory> directory = this->directory();
  bool seen_long_ago = false;
  auto find = [&](db::Connection& connection) -> std::optional<CurrentSession> {
    std::optional<SessionRow> row = store_.session(connection, hash);
    if (!row || row->state != AccountState::active) return std::nullopt;
    const base::Instant now = connection.now();
    if (row->expires_at <= now || row->seen_at.us + kIdleUs <= now.us) return std::nullopt;
    seen_long_ago = row->seen_at.us + kSeenEveryUs <= now.us;
    std::vector<Post> posts = current_posts(connection, *directory, row->account);
    return CurrentSession{{region_, std::move(row->account), std::move(row->name),
                           std::move(row->display_name), std::move(posts), address, false},
                          row->expires_at};
  };
  std::optional<CurrentSession> session = co_await database_.read(find);
  if (session) sessions_.keep(hash, *session, asked_at, generation);
  if (session && seen_long_ago) {
    auto note = [&](db::Connection& connection) { store_.set_seen(connection, hash); };
    try {
      co_await database_.write(note);
    } catch (const base::Problem& problem) {
      // Reading goes on while the disk is full; the session then ends a little early.
      spdlog::warn("the last use of a session was not noted: {}", problem.type());
    }
  }
  co_return session;
}

asio::awaitable<void> AccessService::change_password(const Actor& actor, std::string token,
                                                     PasswordChange change) {
  Attempt attempt(attempts_, base::fold(actor.name), actor.address);
  auto find = [&](db::Connection& connection) {
    return existing_account(connection, actor.account);
  };
  const AccountRow account = co_await database_.read(find);
  const std::string kept = account.password_hash.value_or(passwords_.unmatched());
  const bool fits = co_await passwords_.verify(kept, change.old_password);
  if (!fits) {
    attempt.failed();
    throw invalid_fields(
        {{"/old_password",
          {"原密码不正确，请重新输入。", "The old password is not right; enter it again."}}});
  }
  attempt.succeeded();
  refuse_if_any(password_errors("/new_password", change.new_password, actor.name));
  if (normalised(change.new_password) == normalised(change.old_password)) {
    throw invalid_fields({{"/new_password",
                           {"新密码与原密码相同，请另选一个。",
                            "The new password is the old one; choose another."}}});
  }
  const std::string hash = co_await passwords_.hash(change.new_password);
  const std::string session = token_hash(token);
  auto store = [&](db::Connection& connection) {
    const AccountRow now = existing_account(connection, actor.account);
    if (now.state != AccountState::active || now.password_hash != kept) {
      throw base::conflict("password-changed",
                           {"密码刚刚已在别处修改，请重新登录。",
                            "The password has just been changed elsewhere; sign in again."});
    }
    store_.set_password(connection, actor.account, hash);
    store_.delete_sessions_of(connection, actor.account, session);
    store_.delete_invitations_of(connection, actor.account);
    audit_.record(connection, actor, "password.change", actor.account, "");
  };
  const SessionCache::Change forgetting(sessions_);
  co_await database_.write(store);
}

// One-time links.

AccessService::NewLink AccessService::make_link() const {
  std::string token = base::new_token(random_);
  std::string hash = token_hash(token);
  return {std::move(token), std::move(hash)};
}

LinkView AccessService::keep_link(db::Connection& connection, const NewLink& link,
                                  InvitationPurpose purpose,
                                  std::optional<std::string> account) const {
  const base::Instant now = connection.now();
  const base::Instant expires_at{now.us + kLinkUs};
  store_.insert_invitation(connection, {link.hash, purpose, std::move(account), now, expires_at});
  return {link_path(link.token), base::rfc3339(expires_at)};
}

LinkView AccessService::replace_link(db::Connection& connection, const Actor& actor,
                                     const AccountRow& account, const NewLink& link) const {
  if (account.state == AccountState::suspended) {
    throw base::conflict("account-suspended",
                         {"这个账号已停用，请先恢复，再生成链接。",
                          "This account is suspended; restore it before making a link."});
  }
  store_.delete_invitations_of(connection, account.id);
  return first_link(connection, actor, account, link);
}

LinkView AccessService::first_link(db::Connection& connection, const Actor& actor,
                                   const AccountRow& account, const NewLink& link) const {
  const InvitationPurpose purpose = account.state == AccountState::invited
                                        ? InvitationPurpose::activate
                                        : InvitationPurpose::reset_password;
  audit_.record(connection, actor, "account.link", account.id,
                boost::describe::enum_to_string(purpose, ""));
  return keep_link(connection, link, purpose, account.id);
}

asio::awaitable<InvitationView> AccessService::invitation(std::string token) {
  if (!looks_like_token(token)) throw link_invalid();
  const std::string hash = token_hash(token);
  auto find = [&](db::Connection& connection) {
    const std::optional<InvitationRow> row = store_.invitation(connection, hash);
    if (!row) throw link_invalid();
    InvitationView view;
    view.purpose = row->purpose;
    view.expires_at = base::rfc3339(row->expires_at);
    if (row->account) {
      const AccountRow account = existing_account(connection, *row->account);
      view.name = account.name;
      view.display_name = account.display_name;
    }
    return view;
  };
  InvitationView view = co_await database_.read(find);
  co_return view;
}

AccountRow AccessService::accept(db::Connection& connection, const Directory& directory,
                                 const std::string& hash, const InvitationAnswer& answer,
                                 const std::string& password_hash,
                                 const std::string& address) const {
  const std::optional<InvitationRow> row = store_.invitation(connection, hash);
  if (!row || !store_.take_invitation(connection, hash)) throw link_invalid();
  if (!row->account) {
    const std::vector<std::string> roles = directory.administrator_roles();
    if (roles.empty()) throw no_administrator_role();
    AccountRow made;
    made.id = base::uuid_v7(connection.clock(), random_);
    made.version = 1;
    made.name = answer.name.value_or("");
    made.display_name = answer.display_name.value_or("");
    made.state = AccountState::active;
    made.password_hash = password_hash;
    const Actor actor = person(made.id, address);
    const Author author{made.id, "administrator.create"};
    store_.insert_account(connection, made, author);
    audit_.record(connection, actor, "administrator.create", made.id, "");
    const PostRow post{base::uuid_v7(connection.clock(), random_),
                       1,
                       made.id,
                       directory.unit_of_administrators(),
                       roles.front(),
                       connection.clock().today(),
                       std::nullopt,
                       false};
    store_.insert_post(connection, post, author);
    audit_.record(connection, actor, "post.create", post.id, post_text(post));
    return made;
  }
  AccountRow account = existing_account(connection, *row->account);
  const Actor actor = person(account.id, address);
  account.password_hash = password_hash;
  if (row->purpose == InvitationPurpose::activate) {
    account.state = AccountState::active;
    store_.update_account(connection, account, {account.id, "account.activate"});
    audit_.record(connection, actor, "account.activate", account.id, "");
  } else {
    store_.set_password(connection, account.id, password_hash);
    store_.delete_sessions_of(connection, account.id, "");
    audit_.record(connection, actor, "password.reset", account.id, "");
  }
  return account;
}

asio::awaitable<OpenedSession> AccessService::accept_invitation(std::string token,
                                                                InvitationAnswer answer,
                                                                std::string address) {
  const InvitationView link = co_await invitation(token);
  std::vector<base::FieldError> errors;
  std::string name = link.name;
  if (link.purpose == InvitationPurpose::create_administrator) {
    name = tidy_name(answer.name.value_or(""));
    answer.name = name;
    answer.display_name = tidy_display_name(answer.display_name.value_or(""));
    add(errors, name_error(name));
    add(errors, display_name_error(*answer.display_name));
  } else if (answer.name || answer.display_name) {
    errors.push_back({answer.name ? "/name" : "/display_name",
                      {"登录名和姓名由管理员设定，这里只设置密码。",
                       "Names are set by an administrator; only the password is set here."}});
  }
  for (base::FieldError& error : password_errors("/password", answer.password, name)) {
    errors.push_back(std::move(error));
  }
  refuse_if_any(std::move(errors));

  const std::string password_hash = co_await passwords_.hash(answer.password);
  const std::string hash = token_hash(token);
  std::string session_token = base::new_token(random_);
  const std::string session_hash = token_hash(session_token);
  const std::shared_ptr<const Directory> directory = this->directory();
  auto use = [&](db::Connection& connection) {
    const AccountRow account = accept(connection, *directory, hash, answer, password_hash, address);
    store_.delete_old_invitations(connection);
    return open_session(connection, *directory, account, session_hash, address);
  };
  const SessionCache::Change forgetting(sessions_);
  const CurrentSession session = co_await database_.write(use);
  co_return opened(std::move(session_token), session);
}

asio::awaitable<LinkView> AccessService::new_administrator_link() {
  const std::shared_ptr<const Directory> directory = this->directory();
  if (directory->administrator_roles().empty()) throw no_administrator_role();
  const NewLink link = make_link();
  auto store = [&](db::Connection& connection) {
    store_.delete_administrator_invitations(connection);
    audit_.record(connection, program("local"), "administrator.link", "", "");
    return keep_link(connection, link, InvitationPurpose::create_administrator, std::nullopt);
  };
  LinkView view = co_await database_.write(store);
  co_return view;
}

asio::awaitable<bool> AccessService::has_administrator() {
  const std::shared_ptr<const Directory> directory = this->directory();
  auto count = [&](db::Connection& connection) {
    const base::Date today = connection.clock().today();
    return store_.holders(connection, directory->administrator_roles(), today, today);
  };
  const std::int64_t administrators = co_await database_.read(count);
  co_return administrators > 0;
}

// Administration.

std::int64_t AccessService::lasting_administrators(db::Connection& connection,
                                                   const Directory& directory) const {
  return store_.holders(connection, directory.administrator_roles(), connection.clock().today(),
                        kForEver);
}

void AccessService::keep_an_administrator(db::Connection& connection, const Directory& directory,
                                          std::int64_t before) const {
  if (before > 0 && lasting_administrators(connection, directory) == 0) throw last_administrator();
}

asio::awaitable<AccountList> AccessService::accounts(const Actor& actor, AccountQuery query) {
  require(actor, Permission::account_manage);
  const std::shared_ptr<const Directory> directory = this->directory();
  // Off the I/O thread: pinyin of every name takes a while.
  auto list = [&](db::Connection& connection) {
    const base::Searchable wanted(query.q.value_or(""));
    const base::Date today = connection.clock().today();
    std::map<std::string, std::vector<PostRow>> posts;
    for (PostRow& post : store_.posts(connection, std::nullopt)) {
      posts[post.account].push_back(std::move(post));
    }
    AccountList accounts;
    for (const AccountRow& row : store_.accounts(connection, query.state)) {
      AccountView view = account_view(*directory, row, posts[row.id], today);
      bool found = !query.q || base::Searchable(row.name).matches(wanted) ||
                   base::Searchable(row.display_name).matches(wanted);
      for (const PostView& post : view.posts) {
        found = found || (post.current && base::Searchable(post.unit_name.zh).matches(wanted));
      }
      if (found) accounts.accounts.push_back(std::move(view));
    }
    return accounts;
  };
  AccountList accounts = co_await database_.long_read(list);
  co_return accounts;
}

asio::awaitable<AccountView> AccessService::account(const Actor& actor, std::string id) {
  require(actor, Permission::account_manage);
  const std::shared_ptr<const Directory> directory = this->directory();
  auto find = [&](db::Connection& connection) {
    return stored_account(connection, *directory, id);
  };
  AccountView view = co_await database_.read(find);
  co_return view;
}

namespace {

NewAccount checked(NewAccount given) {
  given.name = tidy_name(given.name);
  given.display_name = tidy_display_name(given.display_name);
  std::vector<base::FieldError> errors;
  add(errors, name_error(given.name));
  add(errors, display_name_error(given.display_name));
  refuse_if_any(std::move(errors));
  return given;
}

AccountRow new_account(const NewAccount& given, std::string id) {
  AccountRow row;
  row.id = std::move(id);
  row.version = 1;
  row.name = given.name;
  row.display_name = given.display_name;
  return row;
}

}  // namespace

asio::awaitable<AccountWithLink> AccessService::create_account(const Actor& actor, NewAccount given,
                                                               db::Once once) {
  require(actor, Permission::account_manage);
  const AccountRow row = new_account(checked(given), base::uuid_v7(database_.clock(), random_));
  const NewLink link = make_link();
  const std::shared_ptr<const Directory> directory = this->directory();
  auto create = [&](db::Connection& connection) {
    store_.insert_account(connection, row, {actor.account, "account.create"});
    audit_.record(connection, actor, "account.create", row.id, "");
    const LinkView view = first_link(connection, actor, row, link);
    return MadeAccount{made_account(connection, *directory, row), link.hash, view.expires_at};
  };
  MadeAccount made = co_await database_.write_once<MadeAccount>(std::move(once), create);
  if (made.link_hash == link.hash) {
    co_return AccountWithLink{std::move(made.account), {link_path(link.token), made.expires_at}};
  }
  // A retry: the link that was lost with the first answer is kept as a hash only.
  auto link_again = [&](db::Connection& connection) {
    const AccountRow existing = existing_account(connection, made.account.id);
    if (existing.state != AccountState::invited) {
      throw base::conflict("already-activated",
                           {"这个账号已经建立并启用，不再需要链接。",
                            "This account exists and has been activated; it needs no link."});
    }
    LinkView view = replace_link(connection, actor, existing, link);
    return AccountWithLink{stored_account(connection, *directory, existing.id), std::move(view)};
  };
  AccountWithLink answer = co_await database_.write(link_again);
  co_return answer;
}

asio::awaitable<AccountView> AccessService::create_account_with_password(const Actor& actor,
                                                                         NewAccount given,
                                                                         std::string password) {
  require(actor, Permission::account_manage);
  AccountRow row = new_account(checked(given), base::uuid_v7(database_.clock(), random_));
  refuse_if_any(password_errors("/password", password, row.name));
  row.password_hash = co_await passwords_.hash(password);
  row.state = AccountState::active;
  const std::shared_ptr<const Directory> directory = this->directory();
  auto create = [&](db::Connection& connection) {
    store_.insert_account(connection, row, {actor.account, "account.create"});
    audit_.record(connection, actor, "account.create", row.id, "");
    return made_account(connection, *directory, row);
  };
  AccountView view = co_await database_.write(create);
  co_return view;
}

asio::awaitable<AccountView> AccessService::change_account(const Actor& actor, std::string id,
                                                           AccountChange change,
                                                           std::int64_t version) {
  require(actor, Permission::account_manage);
  if (change.display_name) {
    change.display_name = tidy_display_name(*change.display_name);
    std::vector<base::FieldError> errors;
    add(errors, display_name_error(*change.display_name));
    refuse_if_any(std::move(errors));
  }
  const std::shared_ptr<const Directory> directory = this->directory();
  auto store = [&](db::Connection& connection) {
    AccountRow row = existing_account(connection, id);
    if (row.version != version) {
      throw base::stale(base::record_text(stored_account(connection, *directory, id)));
    }
    const AccountRow before = row;
    if (change.display_name) row.display_name = *change.display_name;
    if (change.suspended.value_or(false)) row.state = AccountState::suspended;
    if (!change.suspended.value_or(true) && row.state == AccountState::suspended) {
      row.state = row.password_hash ? AccountState::active : AccountState::invited;
    }
    if (row.state == before.state && row.display_name == before.display_name) {
      return stored_account(connection, *directory, id);
    }
    const std::int64_t administrators = lasting_administrators(connection, *directory);
    const std::string action = row.state == before.state              ? "account.change"
                               : row.state == AccountState::suspended ? "account.suspend"
                                                                      : "account.resume";
    store_.update_account(connection, row, {actor.account, action});
    if (row.state == AccountState::suspended) {
      store_.delete_sessions_of(connection, id, "");
      store_.delete_invitations_of(connection, id);
    }
    keep_an_administrator(connection, *directory, administrators);
    audit_.record(connection, actor, action, id,
                  "state=" + name_of(before.state) + ".." + name_of(row.state));
    return stored_account(connection, *directory, id);
  };
  const SessionCache::Change forgetting(sessions_);
  AccountView view = co_await database_.write(store);
  co_return view;
}

asio::awaitable<LinkView> AccessService::new_link(const Actor& actor, std::string account) {
  require(actor, Permission::account_manage);
  const NewLink link = make_link();
  auto store = [&](db::Connection& connection) {
    return replace_link(connection, actor, existing_account(connection, account), link);
  };
  LinkView view = co_await database_.write(store);
  co_return view;
}

asio::awaitable<PostView> AccessService::create_post(const Actor& actor, std::string account,
                                                     NewPost given, db::Once once) {
  require(actor, Permission::account_manage);
  const std::shared_ptr<const Directory> directory = this->directory();
  const base::Date today = database_.clock().today();
  const PostRow row{base::uuid_v7(database_.clock(), random_),
                    1,
                    std::move(account),
                    given.unit,
                    given.role,
                    given.valid_from.value_or(today),
                    given.valid_to,
                    given.acting.value_or(false)};
  refuse_if_any(
      post_errors(*directory, row.unit, row.role, {row.valid_from, row.valid_to, row.acting}));
  auto store = [&](db::Connection& connection) {
    existing_account(connection, row.account);
    if (store_.overlaps(connection, row)) throw post_overlaps();
    store_.insert_post(connection, row, {actor.account, "post.create"});
    audit_.record(connection, actor, "post.create", row.id, post_text(row));
    return post_view(*directory, row, today);
  };
  const SessionCache::Change forgetting(sessions_);
  PostView view = co_await database_.write_once<PostView>(std::move(once), store);
  co_return view;
}

asio::awaitable<PostView> AccessService::change_post(const Actor& actor, std::string id,
                                                     PostChange change, std::int64_t version) {
  require(actor, Permission::account_manage);
  const std::shared_ptr<const Directory> directory = this->directory();
  auto store = [&](db::Connection& connection) {
    const base::Date today = connection.clock().today();
    std::optional<PostRow> row = store_.post(connection, id);
    if (!row) throw base::not_found({"这个岗位", "This post"});
    if (row->version != version) {
      throw base::stale(base::record_text(post_view(*directory, *row, today)));
    }
    std::vector<base::FieldError> errors;
    add(errors, post_end_error(row->acting, change.valid_to));
    refuse_if_any(std::move(errors));
    if (row->valid_to == change.valid_to) return post_view(*directory, *row, today);
    const std::string before = period_text(*row);
    const std::int64_t administrators = lasting_administrators(connection, *directory);
    row->valid_to = change.valid_to;
    if (store_.overlaps(connection, *row)) throw post_overlaps();
    store_.update_post(connection, *row, {actor.account, "post.change"});
    keep_an_administrator(connection, *directory, administrators);
    audit_.record(connection, actor, "post.change", id,
                  "account=" + row->account + " from " + before + " to " + period_text(*row));
    row->version += 1;
    return post_view(*directory, *row, today);
  };
  const SessionCache::Change forgetting(sessions_);
  PostView view = co_await database_.write(store);
  co_return view;
}

RoleList AccessService::roles(const Actor& actor) const {
  require(actor, Permission::account_manage);
  const std::shared_ptr<const Directory> directory = this->directory();
  RoleList list;
  for (const Role& role : directory->roles) {
    RoleView view{role.id, role.title, {}};
    for (const KnownPermission& known : known_permissions()) {
      if (grants(role, known.permission)) view.permissions.emplace_back(known.name);
    }
    list.roles.push_back(std::move(view));
  }
  return list;
}

// For others.

asio::awaitable<AuditList> AccessService::audit(const Actor& actor, AuditQuery query) {
  require(actor, Permission::audit_read);
  const std::int64_t limit = query.limit.value_or(kAuditPage);
  if (limit < 1 || limit > kAuditPageMax) {
    throw base::bad_request({"每页条数须在 1 到 200 之间。", "A page has 1 to 200 entries."},
                            {{"limit", {"须在 1 到 200 之间。", "Must be from 1 to 200."}}});
  }
  auto read = [&](db::Connection& connection) {
    // One more than asked for tells whether there is a next page.
    std::vector<AuditRow> rows = store_.audit(connection, query, limit + 1);
    const std::map<std::string, std::string> names = store_.display_names(connection);
    AuditList list;
    if (static_cast<std::int64_t>(rows.size()) > limit) {
      rows.pop_back();
      list.next = rows.back().id;
    }
    for (AuditRow& row : rows) {
      const auto by = names.find(row.account);
      list.entries.push_back({std::move(row.id), base::rfc3339(row.at),
                              by != names.end() ? by->second : row.account, std::move(row.action),
                              std::move(row.subject), std::move(row.detail),
                              std::move(row.address)});
    }
    return list;
  };
  // Somebody who did little is looked for through the whole trail.
  AuditList list = co_await database_.long_read(read);
  co_return list;
}

asio::awaitable<AuditNames> AccessService::audit_names(const Actor& actor) {
  require(actor, Permission::audit_read);
  auto read = [&](db::Connection& connection) { return store_.display_names(connection); };
  const std::map<std::string, std::string> people = co_await database_.read(read);
  AuditNames names;
  for (const auto& [id, name] : people) names.people.push_back({id, name});
  std::ranges::sort(names.people, {}, &AuditPerson::name);
  for (const Role& role : directory()->roles) names.roles.push_back({role.id, role.title});
  co_return names;
}

asio::awaitable<Actor> AccessService::actor_for(std::string account, std::string address) {
  const std::shared_ptr<const Directory> directory = this->directory();
  auto find = [&](db::Connection& connection) {
    const AccountRow row = existing_account(connection, account);
    return Actor{
        region_, row.id, row.name, row.display_name, current_posts(connection, *directory, row.id),
        address, false};
  };
  Actor actor = co_await database_.read(find);
  co_return actor;
}

asio::awaitable<Actor> AccessService::actor_named(std::string name, std::string address) {
  const std::string key = name_key(name);
  auto find = [&](db::Connection& connection) { return store_.account_named(connection, key); };
  const std::optional<AccountRow> account = co_await database_.read(find);
  if (!account) throw base::not_found({"这个账号", "This account"});
  if (account->state == AccountState::suspended) throw account_suspended();
  Actor actor = co_await actor_for(account->id, std::move(address));
  co_return actor;
}

std::map<std::string, std::string> AccessService::display_names(db::Connection& connection) const {
  return store_.display_names(connection);
}

}  // namespace zhijiao::access
