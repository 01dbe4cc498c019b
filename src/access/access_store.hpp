#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access_views.hpp"
#include "base/clock.hpp"
#include "base/date.hpp"
#include "db/connection.hpp"

namespace zhijiao::access {

struct AccountRow {
  std::string id;
  std::int64_t version = 0;
  std::string name;
  std::string display_name;
  AccountState state = AccountState::invited;
  std::optional<std::string> password_hash;
  base::Instant created_at;
  std::optional<base::Instant> last_signed_in_at;
};

struct PostRow {
  std::string id;
  std::int64_t version = 0;
  std::string account;
  std::string unit;
  std::string role;
  base::Date valid_from;
  std::optional<base::Date> valid_to;
  bool acting = false;
};

//! A session with what is asked of its account at every request.
struct SessionRow {
  std::string account;
  std::string name;
  std::string display_name;
  AccountState state = AccountState::invited;
  base::Instant created_at;
  base::Instant seen_at;
  base::Instant expires_at;
};

struct InvitationRow {
  std::string token_hash;
  InvitationPurpose purpose = InvitationPurpose::activate;
  std::optional<std::string> account;
  base::Instant created_at;
  base::Instant expires_at;
};

struct AuditRow {
  std::string id;
  base::Instant at;
  std::string account;
  std::string action;
  std::string subject;
  std::string detail;
  std::string address;
};

//! Who changes a record, and why, for its version.
struct Author {
  std::string account;
  std::string why;
};

//! All SQL of access. Every function runs inside the transaction of its connection.
class AccessStore {
 public:
  explicit AccessStore(std::string region) : region_(std::move(region)) {}

  // Accounts. The functions that change one add its version.
  std::optional<AccountRow> account(db::Connection& connection, const std::string& id) const;
  std::optional<AccountRow> account_named(db::Connection& connection,
                                          const std::string& name_folded) const;
  //! By folded name.
  std::vector<AccountRow> accounts(db::Connection& connection,
                                   std::optional<AccountState> state) const;
  std::map<std::string, std::string> display_names(db::Connection& connection) const;
  //! `row.version` is 1. Throws Problem 409 "name-taken".
  void insert_account(db::Connection& connection, const AccountRow& row,
                      const Author& author) const;
  //! Writes everything but name and creation, and the next version.
  void update_account(db::Connection& connection, const AccountRow& row,
                      const Author& author) const;
  //! Not a version of the account: nothing that a person entered changes.
  void set_password(db::Connection& connection, const std::string& account,
                    const std::string& password_hash) const;
  void set_signed_in(db::Connection& connection, const std::string& account) const;

  // Sessions.
  std::optional<SessionRow> session(db::Connection& connection,
                                    const std::string& token_hash) const;
  void insert_session(db::Connection& connection, const std::string& token_hash,
                      const std::string& account, base::Instant expires_at) const;
  void set_seen(db::Connection& connection, const std::string& token_hash) const;
  //! Number of sessions ended.
  std::int64_t delete_session(db::Connection& connection, const std::string& token_hash) const;
  std::int64_t delete_sessions_of(db::Connection& connection, const std::string& account,
                                  const std::string& except_token_hash) const;
  //! Those that are over, and of the account all but the `kept` newest.
  void delete_old_sessions(db::Connection& connection, const std::string& account,
                           base::Instant seen_before, std::int64_t kept) const;

  // One-time links.
  std::optional<InvitationRow> invitation(db::Connection& connection,
                                          const std::string& token_hash) const;
  void insert_invitation(db::Connection& connection, const InvitationRow& row) const;
  //! False if somebody else has used or replaced it, or it is over.
  bool take_invitation(db::Connection& connection, const std::string& token_hash) const;
  void delete_invitations_of(db::Connection& connection, const std::string& account) const;
  void delete_administrator_invitations(db::Connection& connection) const;
  void delete_old_invitations(db::Connection& connection) const;

  // Posts.
  std::optional<PostRow> post(db::Connection& connection, const std::string& id) const;
  //! Of one account or, without one, of all; newest first.
  std::vector<PostRow> posts(db::Connection& connection,
                             const std::optional<std::string>& account) const;
  std::vector<PostRow> posts_on(db::Connection& connection, const std::string& account,
                                base::Date day) const;
  //! True if another post of the account in the same unit and role has a day in common.
  bool overlaps(db::Connection& connection, const PostRow& row) const;
  void insert_post(db::Connection& connection, const PostRow& row, const Author& author) const;
  //! Writes the end of the post and the next version.
  void update_post(db::Connection& connection, const PostRow& row, const Author& author) const;
  //! Number of active accounts with a post in one of the roles that lasts from `from` to `to`.
  std::int64_t holders(db::Connection& connection, const std::vector<std::string>& roles,
                       base::Date from, base::Date to) const;

  // Audit trail.
  void insert_audit(db::Connection& connection, const AuditRow& row) const;
  //! Newest first, at most `limit` of what the query asks for. Throws Problem 400 if there is no
  //! entry `query.before`.
  std::vector<AuditRow> audit(db::Connection& connection, const AuditQuery& query,
                              std::int64_t limit) const;

 private:
  std::string region_;
};

}  // namespace zhijiao::access
