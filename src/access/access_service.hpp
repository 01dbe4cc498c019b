#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "access/access_store.hpp"
#include "access/access_views.hpp"
#include "access/attempt_limit.hpp"
#include "access/audit_trail.hpp"
#include "access/password.hpp"
#include "access/scope.hpp"
#include "access/session_cache.hpp"
#include "db/database.hpp"
#include "db/once.hpp"

namespace zhijiao::access {

//! A session that has just been opened: the only time its token is known.
struct OpenedSession {
  std::string token;
  std::int64_t lasts_s = 0;  // at most, from now
  SessionView view;
};

//! Accounts, posts, sessions, one-time links, audit trail. Every change is one transaction with its
//! version and its audit entry. What ends a session or a post takes effect with the next request
//! (SessionCache). Safe from any thread.
class AccessService {
 public:
  static constexpr std::int64_t kIdleUs = 8LL * 3600 * 1'000'000;
  static constexpr std::int64_t kSessionUs = 7LL * 24 * 3600 * 1'000'000;
  static constexpr std::int64_t kLinkUs = 72LL * 3600 * 1'000'000;
  //! Of one account; the oldest gives way.
  static constexpr std::int64_t kSessionsMax = 20;

  //! All arguments outlive it.
  AccessService(db::Database& database, base::Random& random, PasswordPool& passwords,
                AttemptLimit& attempts, Directory directory);

  std::shared_ptr<const Directory> directory() const;
  //! When a plan has been loaded. The region stays; another one is a std::logic_error.
  void replace_directory(Directory directory);
  const AuditTrail& audit_trail() const { return audit_; }

  // Signing in.

  //! Throws 401 "sign-in-refused" for an unknown name and a wrong password alike, 403
  //! "account-suspended" (only to who knows the password), 429, 503.
  boost::asio::awaitable<OpenedSession> sign_in(SignIn given, std::string address);
  //! Does nothing for an unknown token. Returns the account, empty if there was no session.
  boost::asio::awaitable<std::string> sign_out(std::string token, std::string address);
  //! Nothing if the token is unknown, over, idle for too long, or its account is not active.
  boost::asio::awaitable<std::optional<CurrentSession>> current_session(std::string token,
                                                                        std::string address);
  SessionView view_of(const CurrentSession& session) const;
  //! Ends all other sessions of the account, and its reset links. Throws 422, 429.
  boost::asio::awaitable<void> change_password(const Actor& actor, std::string token,
                                               PasswordChange change);

  // One-time links.

  //! Throws 404 "link-invalid" if it is unknown, used, replaced or over.
  boost::asio::awaitable<InvitationView> invitation(std::string token);
  //! Uses the link up and signs in. Throws as above, 409 "name-taken", 422: then it stays usable.
  boost::asio::awaitable<OpenedSession> accept_invitation(std::string token,
                                                          InvitationAnswer answer,
                                                          std::string address);
  //! For the first start and the command line. An earlier unused one is revoked.
  //! Throws 409 "no-administrator-role" if no role of the plan may manage accounts.
  boost::asio::awaitable<LinkView> new_administrator_link();
  //! True if somebody who can sign in may manage accounts today.
  boost::asio::awaitable<bool> has_administrator();

  // Administration; each throws 403 unless the actor may manage accounts.

  boost::asio::awaitable<AccountList> accounts(const Actor& actor, AccountQuery query);
  boost::asio::awaitable<AccountView> account(const Actor& actor, std::string id);
  //! A retry gets the same account with a new link, because the first link is not kept: it replaces
  //! the first one. Once the account is no longer "invited" a retry is 409 "already-activated".
  boost::asio::awaitable<AccountWithLink> create_account(const Actor& actor, NewAccount given,
                                                         db::Once once);
  //! For sample data: active at once.
  boost::asio::awaitable<AccountView> create_account_with_password(const Actor& actor,
                                                                   NewAccount given,
                                                                   std::string password);
  //! Suspending ends all sessions and links. Throws 409 "last-administrator", 412.
  boost::asio::awaitable<AccountView> change_account(const Actor& actor, std::string id,
                                                     AccountChange change, std::int64_t version);
  //! Activation or reset, as the state of the account asks; replaces its earlier unused link. Not
  //! repeatable by key: a retry simply makes the link anew.
  boost::asio::awaitable<LinkView> new_link(const Actor& actor, std::string account);
  //! Throws 409 "post-overlaps" if the account has the post already on some day.
  boost::asio::awaitable<PostView> create_post(const Actor& actor, std::string account,
                                               NewPost given, db::Once once);
  //! Throws 409 "last-administrator" or "post-overlaps", 412.
  boost::asio::awaitable<PostView> change_post(const Actor& actor, std::string id,
                                               PostChange change, std::int64_t version);
  RoleList roles(const Actor& actor) const;

  // For others.

  //! Throws 403 unless the actor may read the audit trail.
  boost::asio::awaitable<AuditList> audit(const Actor& actor, AuditQuery query);
  boost::asio::awaitable<AuditNames> audit_names(const Actor& actor);
  //! Throws 403, with what to do, unless the actor may do it somewhere.
  void require(const Actor& actor, Permission permission) const;
  //! By account id, for pages that name who did something.
  std::map<std::string, std::string> display_names(db::Connection& connection) const;
  //! Somebody as he would act if he were signed in: sample data. Throws 404.
  boost::asio::awaitable<Actor> actor_for(std::string account, std::string address);
  //! Somebody by sign-in name, for the command line. Throws 404, 403 "account-suspended".
  boost::asio::awaitable<Actor> actor_named(std::string name, std::string address);
  //! The program itself, for what nobody signed in does.
  Actor program(std::string address) const;
  const std::string& region() const { return region_; }

 private:
  class Attempt;
  //! A one-time link before it is kept.
  struct NewLink {
    std::string token;
    std::string hash;
  };

  //! For the audit trail of who is only just signing in or out.
  Actor person(std::string account, std::string address) const;
  PostView post_view(const Directory& directory, const PostRow& row, base::Date today) const;
  AccountView account_view(const Directory& directory, const AccountRow& row,
                           const std::vector<PostRow>& posts, base::Date today) const;
  //! Throws 404.
  AccountRow existing_account(db::Connection& connection, const std::string& id) const;
  //! As stored_account() gives it, of a row just inserted.
  AccountView made_account(db::Connection& connection, const Directory& directory,
                           AccountRow row) const;
  AccountView stored_account(db::Connection& connection, const Directory& directory,
                             const std::string& id) const;
  std::vector<Post> current_posts(db::Connection& connection, const Directory& directory,
                                  const std::string& account) const;
  CurrentSession open_session(db::Connection& connection, const Directory& directory,
                              const AccountRow& account, const std::string& token_hash,
                              const std::string& address) const;
  OpenedSession opened(std::string token, const CurrentSession& session) const;
  NewLink make_link() const;
  LinkView keep_link(db::Connection& connection, const NewLink& link, InvitationPurpose purpose,
                     std::optional<std::string> account) const;
  LinkView first_link(db::Connection& connection, const Actor& actor, const AccountRow& account,
                      const NewLink& link) const;
  //! Revokes the account's earlier links. Throws 409 if it is suspended.
  LinkView replace_link(db::Connection& connection, const Actor& actor, const AccountRow& account,
                        const NewLink& link) const;
  std::int64_t lasting_administrators(db::Connection& connection, const Directory& directory) const;
  //! Throws 409 if there were lasting administrators and now there are none.
  void keep_an_administrator(db::Connection& connection, const Directory& directory,
                             std::int64_t before) const;
  //! What the answer to a one-time link makes of the account it is for. Throws 404.
  AccountRow accept(db::Connection& connection, const Directory& directory, const std::string& hash,
                    const InvitationAnswer& answer, const std::string& password_hash,
                    const std::string& address) const;

  db::Database& database_;
  base::Random& random_;
  PasswordPool& passwords_;
  AttemptLimit& attempts_;
  const AuditTrail audit_;
  const std::string region_;
  const AccessStore store_;
  SessionCache sessions_;
  mutable std::mutex directory_mutex_;
  std::shared_ptr<const Directory> directory_;
};

}  // namespace zhijiao::access
