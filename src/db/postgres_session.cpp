#include "db/postgres_session.hpp"

#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>
#include <memory>

#include "db/failure.hpp"
#include "db/storage_problem.hpp"

namespace db {

namespace {

soci::postgresql_session_backend& backend(soci::session& session) {
  return *static_cast<soci::postgresql_session_backend*>(session.get_backend());
}

const PGresult* result_of(soci::statement& statement) {
  return static_cast<soci::postgresql_statement_backend*>(statement.get_backend())->result_;
}

std::string field(const PGresult* result, int code) {
  const char* const text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

base::Problem not_reached(const PostgresTarget& target) {
  return base::Problem(
             503, "database-not-opened", {"无法连接数据库", "The database cannot be reached"},
             {"无法连接 PostgreSQL " + target.shown +
                  "。请检查服务是否运行，以及地址、用户名、密码和访问许可（pg_hba.conf）。",
              "PostgreSQL " + target.shown +
                  " cannot be reached. Check that it runs, and address, user, password "
                  "and access rules (pg_hba.conf)."})
      .with_retry_after(2);
}

base::Problem not_utf8(const PostgresTarget& target) {
  return {503,
          "database-encoding",
          {"数据库编码不是 UTF-8", "The database is not UTF-8"},
          {"PostgreSQL " + target.shown +
               " 的编码不是 UTF-8。请用 CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0 "
               "新建数据库。",
           "PostgreSQL " + target.shown +
               " has another encoding. Make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE "
               "template0."}};
}

// One keyword of libpq. Spaces are escaped because SOCI takes the text apart at them.
std::string keyword(std::string_view name, std::string_view value) {
  std::string text(name);
  text += "='";
  for (const char c : value) {
    if (c == '\'' || c == '\\' || c == ' ') text += '\\';
    text += c;
  }
  return text + "' ";
}

// The server refuses or ends sessions: 08 connection, 57P admin shutdown, crash, starting up.
bool means_lost(std::string_view state) {
  return state.starts_with("08") || state.starts_with("57P");
}

// Also by an operator's pg_cancel_backend.
constexpr std::string_view kQueryCancelled = "57014";

bool defines_tables(std::string_view sql) {
  return sql.starts_with("CREATE ") || sql.starts_with("ALTER ") || sql.starts_with("DROP ");
}

}  // namespace

PostgresTarget postgres_target(const std::string& url) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
      PQconninfoParse(url.c_str(), &error), PQconninfoFree);
  PQfreemem(error);
  if (!options) {
    throw base::bad_request(
        {"无法识别 PostgreSQL "
         "地址。格式：postgresql://用户:密码@主机:端口/数据库名，特殊字符须百分号编码。",
         "The PostgreSQL address is not understood. It is written "
         "postgresql://user:password@host:port/name, special characters percent-encoded."});
  }
  PostgresTarget target;
  std::string user, host = "localhost", port = "5432", name;
  bool has_timeout = false, has_application = false;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view key = option->keyword;
    if (key == "client_encoding") continue;
    target.connect += keyword(key, option->val);
    if (key == "user") user = option->val;
    if (key == "host") host = option->val;
    if (key == "port") port = option->val;
    if (key == "dbname") name = option->val;
    has_timeout |= key == "connect_timeout";
    has_application |= key == "application_name";
  }
  target.connect += keyword("client_encoding", "UTF8");
  if (!has_timeout) target.connect += keyword("connect_timeout", "5");
  if (!has_application) target.connect += keyword("application_name", "zhijiao");
  target.shown = (user.empty() ? "" : user + "@") + host + ":" + port + "/" + name;
  return target;
}

PostgresSession::PostgresSession(const PostgresTarget& target) try
    : Session(soci::postgresql, target.connect) {
  // libpq would print what the server remarks, values included.
  PQsetNoticeProcessor(backend(soci()).conn_, [](void*, const char*) {}, nullptr);
  if (texts("SHOW server_encoding", {}, 1).front().front() != "UTF8") throw not_utf8(target);
  // What a plan hangs on stands in the text of our statements; compiling one costs more than it
  // saves (decision 20).
  command("SET plan_cache_mode = force_generic_plan; SET jit = off");
  // An answered write is on disk even where the server's default says otherwise.
  if (texts("SHOW synchronous_commit", {}, 1).front().front() == "off") {
    command("SET synchronous_commit = on");
  }
} catch (const soci::soci_error&) {
  throw not_reached(target);
} catch (const ConnectionLost&) {
  throw not_reached(target);
}

PostgresSession::~PostgresSession() { close(); }

void PostgresSession::command(const std::string& statements) {
  try {
    soci() << statements;
  } catch (const soci::soci_error& error) {
    raise(error, nullptr, statements, {});
  }
}

void PostgresSession::begin_write() {
  if (next_read_) {
    settle();
    command("ROLLBACK; BEGIN ISOLATION LEVEL SERIALIZABLE");
  } else {
    command("BEGIN ISOLATION LEVEL SERIALIZABLE");
  }
}

void PostgresSession::begin_read() {
  if (next_read_) {
    settle();
  } else {
    command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }
}

void PostgresSession::end_read() {
  if (PQsendQuery(backend(soci()).conn_, "COMMIT AND CHAIN") != 1) throw ConnectionLost();
  next_read_ = true;
}

void PostgresSession::end_after(std::chrono::milliseconds limit) {
  command("SET LOCAL statement_timeout = " + std::to_string(limit.count()));
}

void PostgresSession::drop_next_read() {
  if (!next_read_) return;
  settle();
  command("ROLLBACK");
}

// Takes the answer to what end_read() sent.
void PostgresSession::settle() {
  next_read_ = false;
  bool done = true;
  while (PGresult* const result = PQgetResult(backend(soci()).conn_)) {
    done &= PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
  }
  if (!done || lost()) throw ConnectionLost();
}

bool PostgresSession::lost() { return PQstatus(backend(soci()).conn_) != CONNECTION_OK; }

int PostgresSession::column_count(Prepared& prepared) const {
  return PQnfields(result_of(prepared.statement));
}

void PostgresSession::raise(const soci::soci_error& error, Prepared* prepared, std::string_view sql,
                            std::span<const Bind>) {
  const PGresult* const result = prepared == nullptr ? nullptr : result_of(prepared->statement);
  std::string state = field(result, PG_DIAG_SQLSTATE);
  if (const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
      state.empty() && known != nullptr) {
    state = known->sqlstate();
  }
  if (lost() || means_lost(state)) throw ConnectionLost();
  if (state == "40001" || state == "40P01") {
    collided_ = true;
    throw Collision();
  }
  using Kind = ConstraintViolation::Kind;
  const std::string constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  if (state == "23505") throw ConstraintViolation(constraint, Kind::unique);
  if (state == "23503") throw ConstraintViolation(constraint, Kind::foreign_key);
  if (state == "23514") throw ConstraintViolation(constraint, Kind::check);
  if (state == "23502") {
    throw ConstraintViolation(
        field(result, PG_DIAG_TABLE_NAME) + "." + field(result, PG_DIAG_COLUMN_NAME),
        Kind::not_null);
  }
  if (state == "53100" || state == "58030") throw storage_full();
  if (state.starts_with("53")) throw database_busy();
  if (state == kQueryCancelled) throw TooLong(std::move(state));
  // While a statement is prepared it has no values yet, and a definition never has: the reason may
  // be told.
  if (prepared == nullptr) throw StatementError(state, error.get_error_message());
  throw StatementError(
      state, defines_tables(sql) ? field(result, PG_DIAG_MESSAGE_PRIMARY) : "a statement failed");
}

}  // namespace db
