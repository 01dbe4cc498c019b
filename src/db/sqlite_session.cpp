#include "db/sqlite_session.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <set>
#include <utility>

#include "db/failure.hpp"
#include "db/sqlite_catalogue.hpp"
#include "db/storage_problem.hpp"

namespace db {

namespace {

constexpr int kBusySeconds = 5;
// A transaction that changes more rows than this before a foreign key fails is not looked through.
constexpr std::size_t kTouchedRowsMax = 1000;
// Less than a millisecond of work.
constexpr int kInstructionsBetweenLooks = 10'000;

sqlite_api::sqlite3* handle(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

base::Problem cannot_open(const std::filesystem::path& file) {
  return {503,
          "database-not-opened",
          {"无法打开数据库", "The database cannot be opened"},
          {"无法打开数据库文件 " + file.string() + "。请检查路径、权限和磁盘。",
           "The database file " + file.string() +
               " cannot be opened. Check the path, its permissions and the disk."}};
}

std::string connect_string(const std::filesystem::path& file) {
  if (file.string().find('"') != std::string::npos) throw cannot_open(file);
  return "dbname=\"" + file.string() + "\" timeout=" + std::to_string(kBusySeconds);
}

// "UNIQUE constraint failed: t.a, t.b" → t, {a, b}
std::pair<std::string, std::vector<std::string>> failed_columns(std::string_view message) {
  std::pair<std::string, std::vector<std::string>> found;
  std::size_t at = message.find(": ");
  if (at == std::string_view::npos) return found;
  at += 2;
  while (at < message.size()) {
    const std::size_t end = std::min(message.find(", ", at), message.size());
    const std::string_view column = message.substr(at, end - at);
    const std::size_t dot = column.find('.');
    if (dot == std::string_view::npos) return found;
    found.first = column.substr(0, dot);
    found.second.emplace_back(column.substr(dot + 1));
    at = end + 2;
  }
  return found;
}

struct TouchedRows {
  std::set<std::pair<std::string, std::int64_t>> rows;
};

void remember_row(void* touched, int operation, const char*, const char* table,
                  sqlite_api::sqlite3_int64 rowid) {
  auto& rows = static_cast<TouchedRows*>(touched)->rows;
  if (operation != SQLITE_DELETE && rows.size() < kTouchedRowsMax) rows.emplace(table, rowid);
}

int remember_log_pages(void* pages, sqlite_api::sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

int is_past(void* ends_at) {
  return std::chrono::steady_clock::now() >=
                 *static_cast<std::chrono::steady_clock::time_point*>(ends_at)
             ? 1
             : 0;
}

}  // namespace

SqliteSession::SqliteSession(const std::filesystem::path& file, Role role) try
    : Session(soci::sqlite3, connect_string(file)) {
  sqlite_api::sqlite3* const connection = handle(soci());
  sqlite_api::sqlite3_busy_timeout(connection, kBusySeconds * 1000);
  // Before SQLite 3.51.3 a checkpoint that meets a commit of another connection can corrupt the
  // log, so only the writer checkpoints: not by page count, and not when a reader closes last.
  texts("PRAGMA wal_autocheckpoint = 0", {}, 1);
  if (role == Role::reader) {
    sqlite_api::sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    run("PRAGMA query_only = ON");
  } else {
    if (texts("PRAGMA journal_mode = WAL", {}, 1).front().front() != "wal") throw cannot_open(file);
    texts("PRAGMA journal_size_limit = 67108864", {}, 1);
    sqlite_api::sqlite3_wal_hook(connection, remember_log_pages, &log_pages_);
  }
  run("PRAGMA synchronous = FULL");
  run("PRAGMA foreign_keys = ON");
  // Statements inside savepoints journal in memory instead of in temporary files.
  run("PRAGMA temp_store = MEMORY");
  // Pages of indexes in no order are written again and again; the one writer keeps more of them.
  run(role == Role::writer ? "PRAGMA cache_size = -64000" : "PRAGMA cache_size = -16000");
  // Readers look at the file's pages where the system has them (2 GiB is SQLite's own most):
  // reading each by a call was a quarter of the time to sum up a million students.
  if (role != Role::writer) texts("PRAGMA mmap_size = 2147418112", {}, 1);
} catch (const soci::soci_error&) {
  throw cannot_open(file);
} catch (const StatementError&) {
  throw cannot_open(file);
}

SqliteSession::~SqliteSession() { close(); }

bool SqliteSession::in_transaction() {
  return sqlite_api::sqlite3_get_autocommit(handle(soci())) == 0;
}

void SqliteSession::checkpoint(bool truncate) {
  int left_in_log = 0;
  const int code = sqlite_api::sqlite3_wal_checkpoint_v2(
      handle(soci()), nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
      &left_in_log, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) {
    throw StatementError("SQLITE_" + std::to_string(code), "checkpoint failed");
  }
  log_pages_ = 0;
}

void SqliteSession::end_after(std::chrono::milliseconds limit) {
  ends_at_ = std::chrono::steady_clock::now() + limit;
  sqlite_api::sqlite3_progress_handler(handle(soci()), kInstructionsBetweenLooks, is_past,
                                       &ends_at_);
}

void SqliteSession::end_never() noexcept {
  sqlite_api::sqlite3_progress_handler(handle(soci()), 0, nullptr, nullptr);
}

int SqliteSession::column_count(Prepared& prepared) const {
  // To add a column with a check SQLite looks the table through with a query of its own, which
  // returns nothing, and counts its column.
  if (prepared.text.sql.starts_with("ALTER TABLE ")) return 0;
  return sqlite_api::sqlite3_column_count(
      static_cast<soci::sqlite3_statement_backend*>(prepared.statement.get_backend())->stmt_);
}

void SqliteSession::raise(const soci::soci_error& error, Prepared* prepared, std::string_view sql,
                          std::span<const Bind> binds) {
  sqlite_api::sqlite3* const connection = handle(soci());
  int code = sqlite_api::sqlite3_extended_errcode(connection);
  if (const auto* known = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
    // What SOCI saw counts; the connection only knows it more precisely.
    if ((code & 0xff) != (known->result() & 0xff)) code = known->result();
  }
  const std::string message = sqlite_api::sqlite3_errmsg(connection);
  const bool preparing = prepared == nullptr;
  using Kind = ConstraintViolation::Kind;
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT: {
      const std::vector<ColumnKind> kinds = preparing ? std::vector<ColumnKind>() : prepared->kinds;
      drop_failed();
      if (code == SQLITE_CONSTRAINT_CHECK) {
        const std::size_t colon = message.find(": ");
        throw ConstraintViolation(
            colon == std::string::npos ? std::string() : message.substr(colon + 2), Kind::check);
      }
      if (code == SQLITE_CONSTRAINT_FOREIGNKEY) {
        throw ConstraintViolation(broken_foreign_key(sql, binds, kinds), Kind::foreign_key);
      }
      if (code == SQLITE_CONSTRAINT_NOTNULL) {
        const auto [table, columns] = failed_columns(message);
        throw ConstraintViolation(columns.empty() ? table : table + "." + columns.front(),
                                  Kind::not_null);
      }
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
          code == SQLITE_CONSTRAINT_ROWID) {
        if (const std::size_t at = message.find("index '"); at != std::string::npos) {
          throw ConstraintViolation(message.substr(at + 7, message.rfind('\'') - at - 7),
                                    Kind::unique);
        }
        const auto [table, columns] = failed_columns(message);
        throw ConstraintViolation(
            sqlite_unique_name(*this, table, columns, code != SQLITE_CONSTRAINT_UNIQUE),
            Kind::unique);
      }
      break;
    }
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
      throw storage_full();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw database_busy();
    case SQLITE_INTERRUPT:
      throw TooLong("SQLITE_" + std::to_string(code));
    default:
      break;
  }
  // While a statement is prepared it has no values yet, so the reason may be told.
  throw StatementError("SQLITE_" + std::to_string(code),
                       preparing ? message : "a statement failed");
}

// SQLite does not say which foreign key failed and has already undone the statement. So it is run
// again with the check put off, the rows it leaves are looked at, and it is undone again.
std::string SqliteSession::broken_foreign_key(std::string_view sql, std::span<const Bind> binds,
                                              std::span<const ColumnKind> kinds) {
  if (!in_transaction() || sql == "COMMIT") return {};
  sqlite_api::sqlite3* const connection = handle(soci());
  std::string name;
  TouchedRows touched;
  run("SAVEPOINT foreign_key_probe");
  run("PRAGMA defer_foreign_keys = ON");
  sqlite_api::sqlite3_update_hook(connection, remember_row, &touched);
  try {
    // A text of its own, so that the kept statement with its columns is not disturbed.
    run(std::string(sql) + " ", binds, kinds, nullptr, [](void*, Cell*) {});
    sqlite_api::sqlite3_update_hook(connection, nullptr, nullptr);
    for (const auto& [table, rowid] : touched.rows) {
      for (const ForeignKey& key : sqlite_foreign_keys(*this, table)) {
        std::string probe = "SELECT 1 FROM " + identifier(table) + " AS c WHERE c.rowid = :rowid";
        std::string match;
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
          const std::string column = "c." + identifier(key.columns[i]);
          probe += " AND " + column + " IS NOT NULL";
          match += (i == 0 ? "" : " AND ") + std::string("p.") + identifier(key.parent_columns[i]) +
                   " = " + column;
        }
        probe += " AND NOT EXISTS (SELECT 1 FROM " + identifier(key.parent) + " AS p WHERE " +
                 match + ")";
        const Bind bind("rowid", rowid);
        if (name.empty() && !texts(probe, {&bind, 1}, 1).empty()) name = key.name;
      }
      if (!name.empty()) break;
    }
    if (name.empty()) {
      // A row that others point to was deleted or changed: ask the whole database.
      const auto broken =
          texts(R"(SELECT "table", fkid FROM pragma_foreign_key_check LIMIT 1)", {}, 2);
      if (!broken.empty()) {
        const std::size_t id = std::stoul(broken.front()[1]);
        const std::vector<ForeignKey> keys = sqlite_foreign_keys(*this, broken.front()[0]);
        if (id < keys.size()) name = keys[id].name;
      }
    }
  } catch (const std::exception&) {
    // The violation itself is what the caller must hear of; it stays without a name.
    name.clear();
  }
  sqlite_api::sqlite3_update_hook(connection, nullptr, nullptr);
  drop_failed();
  run("ROLLBACK TO foreign_key_probe");
  run("RELEASE foreign_key_probe");
  run("PRAGMA defer_foreign_keys = OFF");
  return name;
}

}  // namespace db
