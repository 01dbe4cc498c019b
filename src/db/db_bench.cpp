// What the layer over the database costs: durable inserts with 128 closures waiting, and a list of
// 50 rows, each against the bare library with the same statement, in the same run. SQLite always,
// PostgreSQL if ZHIJIAO_TEST_POSTGRESQL holds a URL. The path of a directory for the SQLite files
// is the optional argument: what a commit costs depends on the disk.

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "db/migration.hpp"

namespace {

using Stopwatch = std::chrono::steady_clock;

constexpr int kClients = 128;
constexpr int kInsertsPerClient = 300;
constexpr int kInserts = kClients * kInsertsPerClient;
constexpr int kSelects = 5000;
constexpr int kRows = 50;

constexpr db::Migration kTables[] = {{"bench/0001_record", R"(
CREATE TABLE record (
  region {text} NOT NULL,
  id {text} NOT NULL,
  owner {text} NOT NULL,
  title {text} NOT NULL,
  amount {int} NOT NULL,
  starts_on {text} NOT NULL,
  recorded_at {int} NOT NULL,
  CONSTRAINT record_pkey PRIMARY KEY (region, id)
){strict};
CREATE INDEX record_by_owner ON record (region, owner, id);
)"}};

constexpr const char* kInsert =
    "INSERT INTO record (region, id, owner, title, amount, starts_on, recorded_at) "
    "VALUES (:region, :id, :owner, :title, :amount, :starts_on, :recorded_at)";

std::string list_statement(db::Dialect dialect, const char* region, const char* rows) {
  return fmt::format(
      "SELECT {}('id', id, 'owner', owner, 'title', title, 'amount', amount, 'starts_on', "
      "starts_on, 'recorded_at', recorded_at) FROM record WHERE region = {} ORDER BY id LIMIT {}",
      db::json_object_function(dialect), region, rows);
}

std::string record_id(int number) { return fmt::format("01890a5d-ac96-774b-bcce-{:012}", number); }

// How fast, and what it cost this process: on a busy machine the second says more.
struct Cost {
  double per_second = 0;
  double cpu_us = 0;
};

class Meter {
 public:
  Cost of(int count) const {
    const double seconds = std::chrono::duration<double>(Stopwatch::now() - started_).count();
    return {count / seconds, (cpu_us() - cpu_started_us_) / count};
  }

 private:
  static double cpu_us() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto us = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    return us(usage.ru_utime) + us(usage.ru_stime);
  }

  Stopwatch::time_point started_ = Stopwatch::now();
  double cpu_started_us_ = cpu_us();
};

void insert(db::Connection& connection, int number) {
  connection.execute(kInsert, {{"region", "620800"},
                               {"id", record_id(number)},
                               {"owner", "平凉职业技术学院"},
                               {"title", "产教融合实训基地建设项目"},
                               {"amount", 1'250'000},
                               {"starts_on", "2022-07-01"},
                               {"recorded_at", 1'656'604'800'000'000}});
}

// Ids grow with time, as UUIDv7 do.
boost::asio::awaitable<void> client(db::Database& database, int& next) {
  for (int i = 0; i < kInsertsPerClient; ++i) {
    co_await database.write(
        [number = next++](db::Connection& connection) { insert(connection, number); });
  }
}

Cost inserts_through_db(db::Database& database) {
  boost::asio::io_context io;
  int next = 0;
  for (int i = 0; i < kClients; ++i) {
    boost::asio::co_spawn(io, client(database, next), boost::asio::detached);
  }
  const Meter meter;
  io.run();
  return meter.of(kInserts);
}

Cost selects_through_db(db::Database& database) {
  const std::string sql = list_statement(database.dialect(), ":region", ":rows");
  const auto list = [&](db::Connection& connection) {
    return connection.select<std::string>(sql, {{"region", "620800"}, {"rows", kRows}}).size();
  };
  database.read_now(list);
  const Meter meter;
  for (int i = 0; i < kSelects; ++i) {
    if (database.read_now(list) != kRows) throw std::runtime_error("rows are missing");
  }
  return meter.of(kSelects);
}

void check(bool good, const char* what) {
  if (!good) throw std::runtime_error(what);
}

// The bare library: one prepared statement, a commit for as many rows as closures wait above.
class BareSqlite {
 public:
  explicit BareSqlite(const std::filesystem::path& file) {
    check(sqlite3_open(file.c_str(), &connection_) == SQLITE_OK, "open");
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA wal_autocheckpoint = 4000");
    run("PRAGMA synchronous = FULL");
    for (const std::string_view statement :
         {"CREATE TABLE record (region TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, title "
          "TEXT NOT NULL, amount INTEGER NOT NULL, starts_on TEXT NOT NULL, recorded_at INTEGER "
          "NOT "
          "NULL, CONSTRAINT record_pkey PRIMARY KEY (region, id)) STRICT",
          "CREATE INDEX record_by_owner ON record (region, owner, id)"}) {
      run(statement.data());
    }
  }
  ~BareSqlite() { sqlite3_close(connection_); }
  BareSqlite(const BareSqlite&) = delete;
  BareSqlite& operator=(const BareSqlite&) = delete;

  Cost inserts() {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(connection_, kInsert, -1, &statement, nullptr) == SQLITE_OK,
          "prepare");
    const Meter meter;
    for (int number = 0; number < kInserts; ++number) {
      if (number % kClients == 0) run("BEGIN IMMEDIATE");
      const std::string id = record_id(number);
      sqlite3_bind_text(statement, 1, "620800", -1, nullptr);
      sqlite3_bind_text(statement, 2, id.c_str(), -1, nullptr);
      sqlite3_bind_text(statement, 3, "平凉职业技术学院", -1, nullptr);
      sqlite3_bind_text(statement, 4, "产教融合实训基地建设项目", -1, nullptr);
      sqlite3_bind_int64(statement, 5, 1'250'000);
      sqlite3_bind_text(statement, 6, "2022-07-01", -1, nullptr);
      sqlite3_bind_int64(statement, 7, 1'656'604'800'000'000);
      check(sqlite3_step(statement) == SQLITE_DONE, "insert");
      sqlite3_reset(statement);
      if (number % kClients == kClients - 1) run("COMMIT");
    }
    const Cost cost = meter.of(kInserts);
    sqlite3_finalize(statement);
    return cost;
  }

  Cost selects() {
    sqlite3_stmt* statement = nullptr;
    const std::string sql = list_statement(db::Dialect::sqlite, ":region", ":rows");
    check(sqlite3_prepare_v2(connection_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK,
          "prepare");
    const Meter meter;
    for (int i = 0; i < kSelects; ++i) {
      sqlite3_bind_text(statement, 1, "620800", -1, nullptr);
      sqlite3_bind_int64(statement, 2, kRows);
      std::vector<std::string> rows;
      while (sqlite3_step(statement) == SQLITE_ROW) {
        rows.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)),
                          static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
      }
      check(rows.size() == kRows, "rows are missing");
      sqlite3_reset(statement);
    }
    const Cost cost = meter.of(kSelects);
    sqlite3_finalize(statement);
    return cost;
  }

 private:
  void run(const char* sql) {
    check(sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }

  sqlite3* connection_ = nullptr;
};

// One prepared statement, sent alone, as pgbench does.
Cost bare_postgresql_selects(const std::string& url) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(url.c_str()), PQfinish);
  check(PQstatus(connection.get()) == CONNECTION_OK, "connect");
  const std::string sql = list_statement(db::Dialect::postgresql, "$1", "$2");
  PQclear(PQprepare(connection.get(), "list", sql.c_str(), 0, nullptr));
  const char* const values[] = {"620800", "50"};
  const Meter meter;
  for (int i = 0; i < kSelects; ++i) {
    PGresult* const result =
        PQexecPrepared(connection.get(), "list", 2, values, nullptr, nullptr, 0);
    check(PQntuples(result) == kRows, "rows are missing");
    std::vector<std::string> rows;
    for (int row = 0; row < kRows; ++row) rows.emplace_back(PQgetvalue(result, row, 0));
    PQclear(result);
  }
  return meter.of(kSelects);
}

void report(const char* what, const Cost& ours, const Cost& bare) {
  fmt::print("{:<44} {:>7.0f}/s {:>5.1f} us CPU   bare {:>7.0f}/s {:>5.1f} us CPU   {:>4.0f} %\n",
             what, ours.per_second, ours.cpu_us, bare.per_second, bare.cpu_us,
             100 * ours.per_second / bare.per_second);
}

void bench_sqlite(const std::filesystem::path& directory, const base::Clock& clock) {
  Cost inserts;
  Cost selects;
  {
    const auto database =
        db::Database::open({.url = "sqlite:" + (directory / "ours.db").string()}, clock);
    db::migrate(*database, kTables);
    inserts = inserts_through_db(*database);
    selects = selects_through_db(*database);
  }
  BareSqlite bare(directory / "bare.db");
  report("SQLite: durable inserts, 128 waiting", inserts, bare.inserts());
  report("SQLite: list of 50 rows, one thread", selects, bare.selects());
}

void bench_postgresql(const std::string& server, const base::Clock& clock) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(server.c_str()),
                                                              PQfinish);
  PQclear(PQexec(connection.get(), "CREATE SCHEMA zhijiao_bench"));
  const std::string url = server + "?options=-csearch_path%3Dzhijiao_bench";
  {
    const auto database = db::Database::open({.url = url}, clock);
    db::migrate(*database, kTables);
    const Cost inserts = inserts_through_db(*database);
    fmt::print("{:<44} {:>7.0f}/s {:>5.1f} us CPU\n", "PostgreSQL: durable inserts, 4 connections",
               inserts.per_second, inserts.cpu_us);
    PQclear(PQexec(connection.get(), "ANALYZE zhijiao_bench.record"));
    report("PostgreSQL: list of 50 rows, one connection", selects_through_db(*database),
           bare_postgresql_selects(url));
  }
  PQclear(PQexec(connection.get(), "DROP SCHEMA zhijiao_bench CASCADE"));
}

}  // namespace

int main(int argc, char** argv) {
  const base::SystemClock clock;
  const std::filesystem::path directory =
      std::filesystem::path(argc > 1 ? argv[1] : ".") / "zhijiao_db_bench";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  bench_sqlite(directory, clock);
  std::filesystem::remove_all(directory);
  const char* const server = std::getenv("ZHIJIAO_TEST_POSTGRESQL");
  if (server != nullptr) bench_postgresql(server, clock);
}
