#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

//! What the API says and takes about accounts, posts and sessions.
// A global namespace `access` would collide with the POSIX function of that name.
namespace zhijiao::access {

using base::Date;
using base::Text;

//! A post: what an account may do, for which unit, from when to when.
struct PostView {
  std::string id;
  std::int64_t version = 0;
  std::string account;
  std::string unit;
  Text unit_name;
  std::string role;
  Text role_title;
  Date valid_from;
  std::optional<Date> valid_to;  // last day
  bool acting = false;           // 代理: then valid_to is set
  bool current = false;          // holds today
};
BOOST_DESCRIBE_STRUCT(PostView, (),
                      (id, version, account, unit, unit_name, role, role_title, valid_from,
                       valid_to, acting, current))

//! GET /api/session; also without sign-in.
struct SessionView {
  bool signed_in = false;
  std::string account;  // id
  std::string name;     // sign-in name
  std::string display_name;
  std::vector<PostView> posts;           // current ones
  std::vector<std::string> permissions;  // union over current posts
  std::string expires_at;                // RFC 3339
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (signed_in, account, name, display_name, posts, permissions, expires_at))

//! POST /api/session
struct SignIn {
  std::string name;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (name, password))

//! PUT /api/session/password
struct PasswordChange {
  std::string old_password;
  std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (old_password, new_password))

enum class InvitationPurpose { create_administrator, activate, reset_password };
BOOST_DESCRIBE_ENUM(InvitationPurpose, create_administrator, activate, reset_password)

//! GET /api/invitations/{token}: what a one-time link is for.
struct InvitationView {
  InvitationPurpose purpose = InvitationPurpose::activate;
  std::string name;  // empty for create_administrator: the person chooses it
  std::string display_name;
  std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (purpose, name, display_name, expires_at))

//! POST /api/invitations/{token}: uses the link up and signs in.
struct InvitationAnswer {
  std::optional<std::string> name;          // create_administrator
  std::optional<std::string> display_name;  // create_administrator
  std::string password;
};
BOOST_DESCRIBE_STRUCT(InvitationAnswer, (), (name, display_name, password))

enum class AccountState { invited, active, suspended };
BOOST_DESCRIBE_ENUM(AccountState, invited, active, suspended)

struct AccountView {
  std::string id;
  std::int64_t version = 0;
  std::string name;
  std::string display_name;
  AccountState state = AccountState::invited;
  std::string created_at;
  std::optional<std::string> last_signed_in_at;
  std::vector<PostView> posts;  // all, newest first
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, version, name, display_name, state, created_at, last_signed_in_at,
                       posts))

//! GET /api/accounts?q=&state=
struct AccountQuery {
  std::optional<std::string> q;
  std::optional<AccountState> state;
};
BOOST_DESCRIBE_STRUCT(AccountQuery, (), (q, state))

struct AccountList {
  std::vector<AccountView> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (accounts))

//! POST /api/accounts: answered by AccountWithLink.
struct NewAccount {
  std::string name;
  std::string display_name;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (name, display_name))

//! PATCH /api/accounts/{id}, If-Match
struct AccountChange {
  std::optional<std::string> display_name;
  std::optional<bool> suspended;
};
BOOST_DESCRIBE_STRUCT(AccountChange, (), (display_name, suspended))

//! A one-time link is shown exactly once; only its hash is kept.
struct LinkView {
  std::string path;  // /invitation#token, to be put behind the address of the server
  std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (path, expires_at))

struct AccountWithLink {
  AccountView account;
  LinkView link;
};
BOOST_DESCRIBE_STRUCT(AccountWithLink, (), (account, link))

//! POST /api/accounts/{id}/posts
struct NewPost {
  std::string unit;
  std::string role;
  std::optional<Date> valid_from;  // default today
  std::optional<Date> valid_to;
  std::optional<bool> acting;
};
BOOST_DESCRIBE_STRUCT(NewPost, (), (unit, role, valid_from, valid_to, acting))

//! PATCH /api/posts/{id}, If-Match: end (or reopen) a post
struct PostChange {
  std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(PostChange, (), (valid_to))

struct RoleView {
  std::string id;
  Text title;
  std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (id, title, permissions))

//! GET /api/roles
struct RoleList {
  std::vector<RoleView> roles;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (roles))

//! One entry of the audit trail, newest first; keyset paging by `before`.
struct AuditLine {
  std::string id;
  std::string at;
  std::string by;
  std::string action;
  std::string subject;
  std::string detail;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (), (id, at, by, action, subject, detail, address))

struct AuditQuery {
  std::optional<std::string> before;  // id
  std::optional<std::int64_t> limit;  // default 50, at most 200
  std::optional<std::string> account;
  std::optional<std::string> area;  // what stands before the point of an action: "share"
  std::optional<base::Date> from;
  std::optional<base::Date> to;  // the last day
  //! What was done to something of this unit, or by who ever held a post there.
  std::optional<std::string> unit;
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (before, limit, account, area, from, to, unit))

struct AuditList {
  std::vector<AuditLine> entries;
  std::optional<std::string> next;  // pass as `before`
};
BOOST_DESCRIBE_STRUCT(AuditList, (), (entries, next))

struct AuditPerson {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(AuditPerson, (), (id, name))

struct AuditRole {
  std::string id;
  base::Text title;
};
BOOST_DESCRIBE_STRUCT(AuditRole, (), (id, title))

//! What people and roles are called that the trail names by id.
struct AuditNames {
  std::vector<AuditPerson> people;  // by name
  std::vector<AuditRole> roles;
};
BOOST_DESCRIBE_STRUCT(AuditNames, (), (people, roles))

}  // namespace zhijiao::access
