#include "access/access_store.hpp"

#include <boost/describe.hpp>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "db/failure.hpp"
#include "db/version.hpp"

namespace zhijiao::access {

namespace {

// What a version of an account keeps: what people entered, never the password.
struct AccountContent {
  std::string name;
  std::string display_name;
  AccountState state = AccountState::invited;
};
BOOST_DESCRIBE_STRUCT(AccountContent, (), (name, display_name, state))

struct PostContent {
  std::string account;
  std::string unit;
  std::string role;
  base::Date valid_from;
  std::optional<base::Date> valid_to;
  bool acting = false;
};
BOOST_DESCRIBE_STRUCT(PostContent, (), (account, unit, role, valid_from, valid_to, acting))

template <class E>
std::string name_of(E value) {
  return boost::describe::enum_to_string(value, "");
}

template <class E>
E enum_from(const std::string& name) {
  E value{};
  if (!boost::describe::enum_from_string(name.c_str(), value)) {
    throw std::logic_error("a state in the database that this program does not know");
  }
  return value;
}

constexpr std::string_view kAccountColumns =
    "id, version, name, display_name, state, password_hash, created_at, last_signed_in_at";

using AccountTuple =
    std::tuple<std::string, std::int64_t, std::string, std::string, std::string,
               std::optional<std::string>, base::Instant, std::optional<base::Instant>>;

AccountRow account_row(AccountTuple&& row) {
  auto& [id, version, name, display_name, state, password_hash, created_at, signed_in_at] = row;
  return {std::move(id),
          version,
          std::move(name),
          std::move(display_name),
          enum_from<AccountState>(state),
          std::move(password_hash),
          created_at,
          signed_in_at};
}

std::optional<AccountRow> one_account(db::Connection& connection, std::string_view where,
                                      const db::Bind& bind) {
  auto row = connection.select_one<std::string, std::int64_t, std::string, std::string, std::string,
                                   std::optional<std::string>, base::Instant,
                                   std::optional<base::Instant>>(
      "SELECT " + std::string(kAccountColumns) + " FROM account WHERE " + std::string(where),
      {bind});
  if (!row) return std::nullopt;
  return account_row(std::move(*row));
}

std::vector<PostRow> post_rows(db::Connection& connection, std::string_view further,
                               std::initializer_list<db::Bind> binds) {
  std::vector<PostRow> posts;
  for (auto& [id, version, account, unit, role, valid_from, valid_to, acting] :
       connection.select<std::string, std::int64_t, std::string, std::string, std::string,
                         base::Date, std::optional<base::Date>, bool>(
           "SELECT id, version, account, unit, role, valid_from, valid_to, acting FROM post "
           "WHERE region = :region " +
               std::string(further),
           binds)) {
    posts.push_back({std::move(id), version, std::move(account), std::move(unit), std::move(role),
                     valid_from, valid_to, acting});
  }
  return posts;
}

std::string content_of(const AccountRow& row) {
  return base::record_text(AccountContent{row.name, row.display_name, row.state});
}

std::string content_of(const PostRow& row) {
  return base::record_text(
      PostContent{row.account, row.unit, row.role, row.valid_from, row.valid_to, row.acting});
}

base::Problem name_taken() {
  return base::conflict("name-taken",
                        {"这个登录名已有人使用，请换一个。",
                         "Somebody else has this sign-in name already; choose another."});
}

// Later than any accepted date.
constexpr std::string_view kOpenEnd = "9999-12-31";

}  // namespace

std::optional<AccountRow> AccessStore::account(db::Connection& connection,
                                               const std::string& id) const {
  return one_account(connection, "id = :id", {"id", id});
}

std::optional<AccountRow> AccessStore::account_named(db::Connection& connection,
                                                     const std::string& name_folded) const {
  return one_account(connection, "name_folded = :name", {"name", name_folded});
}

std::vector<AccountRow> AccessStore::accounts(db::Connection& connection,
                                              std::optional<AccountState> state) const {
  std::vector<AccountRow> accounts;
  for (auto& row :
       connection.select<std::string, std::int64_t, std::string, std::string, std::string,
                         std::optional<std::string>, base::Instant, std::optional<base::Instant>>(
           "SELECT " + std::string(kAccountColumns) + " FROM account ORDER BY name_folded")) {
    AccountRow account = account_row(std::move(row));
    if (!state || account.state == *state) accounts.push_back(std::move(account));
  }
  return accounts;
}

std::map<std::string, std::string> AccessStore::display_names(db::Connection& connection) const {
  std::map<std::string, std::string> names;
  for (auto& [id, display_name] :
       connection.select<std::string, std::string>("SELECT id, display_name FROM account")) {
    names.emplace(std::move(id), std::move(display_name));
  }
  return names;
}

void AccessStore::insert_account(db::Connection& connection, const AccountRow& row,
                                 const Author& author) const {
  const std::string folded = base::fold(row.name);
  db::explaining({{"account_name_unique", name_taken()}}, [&] {
    connection.execute(
        "INSERT INTO account (id, version, name, name_folded, display_name, state, "
        "password_hash, created_at, last_signed_in_at) VALUES (:id, 1, :name, :name_folded, "
        ":display_name, :state, :password_hash, :created_at, NULL)",
        {{"id", row.id},
         {"name", row.name},
         {"name_folded", folded},
         {"display_name", row.display_name},
         {"state", name_of(row.state)},
         {"password_hash", row.password_hash},
         {"created_at", connection.now()}});
  });
  const db::Change first{region_, row.id, author.account, author.why, content_of(row)};
  db::append_first_versions(connection, "account_version", {&first, 1});
}

void AccessStore::update_account(db::Connection& connection, const AccountRow& row,
                                 const Author& author) const {
  const std::int64_t version =
      db::append_version(connection, "account_version",
                         {region_, row.id, author.account, author.why, content_of(row)});
  connection.execute(
      "UPDATE account SET version = :version, display_name = :display_name, state = :state, "
      "password_hash = :password_hash WHERE id = :id",
      {{"version", version},
       {"display_name", row.display_name},
       {"state", name_of(row.state)},
       {"password_hash", row.password_hash},
       {"id", row.id}});
}

void AccessStore::set_password(db::Connection& connection, const std::string& account,
                               const std::string& password_hash) const {
  connection.execute("UPDATE account SET password_hash = :password_hash WHERE id = :id",
                     {{"password_hash", password_hash}, {"id", account}});
}

void AccessStore::set_signed_in(db::Connection& connection, const std::string& account) const {
  connection.execute("UPDATE account SET last_signed_in_at = :now WHERE id = :id",
                     {{"now", connection.now()}, {"id", account}});
}

std::optional<SessionRow> AccessStore::session(db::Connection& connection,
                                               const std::string& token_hash) const {
  auto row = connection.select_one<std::string, std::string, std::string, std::string,
                                   base::Instant, base::Instant, base::Instant>(
      "SELECT s.account, a.name, a.display_name, a.state, s.created_at, s.seen_at, s.expires_at "
      "FROM session s JOIN account a ON a.id = s.account WHERE s.token_hash = :token_hash",
      {{"token_hash", token_hash}});
  if (!row) return std::nullopt;
  auto& [account, name, display_name, state, created_at, seen_at, expires_at] = *row;
  return SessionRow{std::move(account),
                    std::move(name),
                    std::move(display_name),
                    enum_from<AccountState>(state),
                    created_at,
                    seen_at,
                    expires_at};
}

void AccessStore::insert_session(db::Connection& connection, const std::string& token_hash,
                                 const std::string& account, base::Instant expires_at) const {
  connection.execute(
      "INSERT INTO session (token_hash, account, created_at, seen_at, expires_at) "
      "VALUES (:token_hash, :account, :now, :now, :expires_at)",
      {{"token_hash", token_hash},
       {"account", account},
       {"now", connection.now()},
       {"expires_at", expires_at}});
}

void AccessStore::set_seen(db::Connection& connection, const std::string& token_hash) const {
  connection.execute(
      "UPDATE session SET seen_at = :now WHERE token_hash = :token_hash AND seen_at < :now",
      {{"now", connection.now()}, {"token_hash", token_hash}});
}

std::int64_t AccessStore::delete_session(db::Connection& connection,
                                         const std::string& token_hash) const {
  return connection.execute("DELETE FROM session WHERE token_hash = :token_hash",
                            {{"token_hash", token_hash}});
}

std::int64_t AccessStore::delete_sessions_of(db::Connection& connection, const std::string& account,
                                             const std::string& except_token_hash) const {
  return connection.execute(
      "DELETE FROM session WHERE account = :account AND token_hash <> :except",
      {{"account", account}, {"except", except_token_hash}});
}

void AccessStore::delete_old_sessions(db::Connection& connection, const std::string& account,
                                      base::Instant seen_before, std::int64_t kept) const {
  connection.execute("DELETE FROM session WHERE expires_at <= :now", {{"now", connection.now()}});
  connection.execute("DELETE FROM session WHERE account = :account AND seen_at <= :seen_before",
                     {{"account", account}, {"seen_before", seen_before}});
  connection.execute(
      "DELETE FROM session WHERE account = :account AND token_hash NOT IN "
      "(SELECT token_hash FROM session WHERE account = :account "
      "ORDER BY created_at DESC, token_hash LIMIT :kept)",
      {{"account", account}, {"kept", kept}});
}

std::optional<InvitationRow> AccessStore::invitation(db::Connection& connection,
                                                     const std::string& token_hash) const {
  auto row =
      connection.select_one<std::string, std::optional<std::string>, base::Instant, base::Instant>(
          "SELECT purpose, account, created_at, expires_at FROM invitation "
          "WHERE token_hash = :token_hash AND expires_at > :now",
          {{"token_hash", token_hash}, {"now", connection.now()}});
  if (!row) return std::nullopt;
  auto& [purpose, account, created_at, expires_at] = *row;
  return InvitationRow{token_hash, enum_from<InvitationPurpose>(purpose), std::move(account),
                       created_at, expires_at};
}

void AccessStore::insert_invitation(db::Connection& connection, const InvitationRow& row) const {
  connection.execute(
      "INSERT INTO invitation (token_hash, purpose, account, created_at, expires_at) "
      "VALUES (:token_hash, :purpose, :account, :created_at, :expires_at)",
      {{"token_hash", row.token_hash},
       {"purpose", name_of(row.purpose)},
       {"account", row.account},
       {"created_at", row.created_at},
       {"expires_at", row.expires_at}});
}

bool AccessStore::take_invitation(db::Connection& connection, const std::string& token_hash) const {
  return connection.execute(
             "DELETE FROM invitation WHERE token_hash = :token_hash AND expires_at > :now",
             {{"token_hash", token_hash}, {"now", connection.now()}}) == 1;
}

void AccessStore::delete_invitations_of(db::Connection& connection,
                                        const std::string& account) const {
  connection.execute("DELETE FROM invitation WHERE account = :account", {{"account", account}});
}

void AccessStore::delete_administrator_invitations(db::Connection& connection) const {
  connection.execute("DELETE FROM invitation WHERE account IS NULL");
}

void AccessStore::delete_old_invitations(db::Connection& connection) const {
  connection.execute("DELETE FROM invitation WHERE expires_at <= :now",
                     {{"now", connection.now()}});
}

std::optional<PostRow> AccessStore::post(db::Connection& connection, const std::string& id) const {
  std::vector<PostRow> rows =
      post_rows(connection, "AND id = :id", {{"region", region_}, {"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<PostRow> AccessStore::posts(db::Connection& connection,
                                        const std::optional<std::string>& account) const {
  if (account) {
    return post_rows(connection, "AND account = :account ORDER BY valid_from DESC, id DESC",
                     {{"region", region_}, {"account", *account}});
  }
  return post_rows(connection, "ORDER BY valid_from DESC, id DESC", {{"region", region_}});
}

std::vector<PostRow> AccessStore::posts_on(db::Connection& connection, const std::string& account,
                                           base::Date day) const {
  return post_rows(connection,
                   "AND account = :account AND valid_from <= :day "
                   "AND (valid_to IS NULL OR valid_to >= :day) ORDER BY valid_from, id",
                   {{"region", region_}, {"account", account}, {"day", day}});
}

bool AccessStore::overlaps(db::Connection& connection, const PostRow& row) const {
  if (row.valid_to && *row.valid_to < row.valid_from) return false;  // never held
  const std::string to = row.valid_to ? row.valid_to->str() : std::string(kOpenEnd);
  const auto found = connection.select<std::string>(
      "SELECT id FROM post WHERE region = :region AND account = :account AND unit = :unit "
      "AND role = :role AND id <> :id AND valid_from <= :to "
      "AND (valid_to IS NULL OR (valid_to >= :from AND valid_to >= valid_from)) LIMIT 1",
      {{"region", region_},
       {"account", row.account},
       {"unit", row.unit},
       {"role", row.role},
       {"id", row.id},
       {"from", row.valid_from},
       {"to", to}});
  return !found.empty();
}

void AccessStore::insert_post(db::Connection& connection, const PostRow& row,
                              const Author& author) const {
  connection.execute(
      "INSERT INTO post (region, id, version, account, unit, role, valid_from, valid_to, acting) "
      "VALUES (:region, :id, 1, :account, :unit, :role, :valid_from, :valid_to, :acting)",
      {{"region", region_},
       {"id", row.id},
       {"account", row.account},
       {"unit", row.unit},
       {"role", row.role},
       {"valid_from", row.valid_from},
       {"valid_to", row.valid_to},
       {"acting", row.acting}});
  const db::Change first{region_, row.id, author.account, author.why, content_of(row)};
  db::append_first_versions(connection, "post_version", {&first, 1});
}

void AccessStore::update_post(db::Connection& connection, const PostRow& row,
                              const Author& author) const {
  const std::int64_t version = db::append_version(
      connection, "post_version", {region_, row.id, author.account, author.why, content_of(row)});
  connection.execute(
      "UPDATE post SET version = :version, valid_to = :valid_to "
      "WHERE region = :region AND id = :id",
      {{"version", version}, {"valid_to", row.valid_to}, {"region", region_}, {"id", row.id}});
}

std::int64_t AccessStore::holders(db::Connection& connection, const std::vector<std::string>& roles,
                                  base::Date from, base::Date to) const {
  if (roles.empty()) return 0;
  // One placeholder for each role of the plan; the names are made here.
  std::vector<std::string> placeholders;
  std::string list;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    placeholders.push_back("role" + std::to_string(i));
    list += (i == 0 ? ":" : ", :") + placeholders.back();
  }
  std::vector<db::Bind> binds{{"region", region_}, {"from", from}, {"to", to}};
  for (std::size_t i = 0; i < roles.size(); ++i) binds.emplace_back(placeholders[i], roles[i]);
  const auto rows = connection.select<std::int64_t>(
      "SELECT count(DISTINCT a.id) FROM post p JOIN account a ON a.id = p.account "
      "WHERE p.region = :region AND a.state = 'active' AND p.valid_from <= :from "
      "AND (p.valid_to IS NULL OR p.valid_to >= :to) AND p.role IN (" +
          list + ")",
      std::span<const db::Bind>(binds));
  return std::get<0>(rows.at(0));
}

void AccessStore::insert_audit(db::Connection& connection, const AuditRow& row) const {
  connection.execute(
      "INSERT INTO audit (region, id, at, account, action, subject, detail, address) "
      "VALUES (:region, :id, :at, :account, :action, :subject, :detail, :address)",
      {{"region", region_},
       {"id", row.id},
       {"at", row.at},
       {"account", row.account},
       {"action", row.action},
       {"subject", row.subject},
       {"detail", row.detail},
       {"address", row.address}});
}

std::vector<AuditRow> AccessStore::audit(db::Connection& connection, const AuditQuery& query,
                                         std::int64_t limit) const {
  std::string where = "region = :region";
  std::vector<db::Bind> binds{{"region", region_}};
  if (query.account) {
    where += " AND account = :account";
    binds.emplace_back("account", *query.account);
  }
  if (query.area) {
    where += " AND substr(action, 1, length(:area)) = :area";
    binds.emplace_back("area", *query.area + ".");
  }
  if (query.unit) {
    // A detail is words such as "task=9 unit=finance": instr and strpos differ, replace does not.
    where +=
        " AND (replace(' ' || detail || ' ', :named, '') <> ' ' || detail || ' ' OR account IN "
        "(SELECT account FROM post WHERE region = :region AND unit = :unit))";
    binds.emplace_back("named", " unit=" + *query.unit + " ");
    binds.emplace_back("unit", *query.unit);
  }
  if (query.from) {
    where += " AND at >= :from";
    binds.emplace_back("from", base::start_of(*query.from));
  }
  if (query.to) {
    where += " AND at < :to";
    binds.emplace_back("to", base::end_of(*query.to));
  }
  if (query.before) {
    const auto found = connection.select_one<std::int64_t>(
        "SELECT at FROM audit WHERE region = :region AND id = :id",
        {{"region", region_}, {"id", *query.before}});
    if (!found) {
      throw base::bad_request({"操作记录的翻页位置无效，请回到第一页。",
                               "There is no such place in the audit trail; go back to its first "
                               "page."});
    }
    where += " AND (at < :at OR (at = :at AND id < :id))";
    binds.emplace_back("at", std::get<0>(*found));
    binds.emplace_back("id", *query.before);
  }
  std::vector<AuditRow> rows;
  for (auto& [id, at, account, action, subject, detail, address] :
       connection.select<std::string, base::Instant, std::string, std::string, std::string,
                         std::string, std::string>(
           "SELECT id, at, account, action, subject, detail, address FROM audit WHERE " + where +
               " ORDER BY at DESC, id DESC LIMIT " + std::to_string(limit),
           std::span<const db::Bind>(binds))) {
    rows.push_back({std::move(id), at, std::move(account), std::move(action), std::move(subject),
                    std::move(detail), std::move(address)});
  }
  return rows;
}

}  // namespace zhijiao::access
