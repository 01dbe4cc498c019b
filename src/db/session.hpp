#pragma once

#include <soci/soci.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/connection.hpp"
#include "db/statement_text.hpp"

namespace db {

//! A transaction collided with another and may be repeated (SQLSTATE 40001, 40P01).
class Collision : public std::exception {
 public:
  const char* what() const noexcept override { return "the transaction collided with another"; }
};

//! The server is gone or the session was ended; what had not been committed is undone.
class ConnectionLost : public std::exception {
 public:
  const char* what() const noexcept override { return "the connection was lost"; }
};

//! One connection of SOCI with its prepared statements, kept by their text. One thread at a time.
//! Nothing that SOCI says leaves this class: its texts contain bound values.
class Session {
 public:
  using RowSink = void (*)(void* rows, Cell* cells);

  virtual ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  virtual Dialect dialect() const = 0;

  //! Runs a statement: with `kinds` it returns rows, each handed to `sink`; without, it must not
  //! return any. Returns the number of affected rows.
  std::int64_t run(std::string_view sql, std::span<const Bind> binds,
                   std::span<const ColumnKind> kinds, void* rows, RowSink sink);
  std::int64_t run(std::string_view sql) { return run(sql, {}, {}, nullptr, nullptr); }

  //! Rows as text, for reading the catalogue.
  std::vector<std::vector<std::string>> texts(std::string_view sql, std::span<const Bind> binds,
                                              std::size_t columns);

  //! What Connection::end_after says, until end_never() or the end of the transaction.
  virtual void end_after(std::chrono::milliseconds limit) = 0;
  virtual void end_never() noexcept = 0;

  //! Forgets prepared statements whose use failed; call when no transaction is open.
  void drop_failed() { failed_.clear(); }

 protected:
  //! One value of a statement, at a place that does not move while SOCI points at it.
  struct Parameter {
    bool is_text = true;
    long long integer = 0;
    std::string text;
    soci::indicator indicator = soci::i_null;
  };

  struct Prepared {
    explicit Prepared(soci::session& session) : statement(session) {}

    StatementText text;
    soci::statement statement;
    std::vector<Parameter> parameters;
    std::vector<ColumnKind> kinds;
    std::vector<Cell> cells;
    std::vector<soci::indicator> indicators;
    std::uint64_t used = 0;
  };

  Session(const soci::backend_factory& factory, const std::string& connect);

  //! True if every value is sent as text and the server finds its type.
  virtual bool all_text() const = 0;
  //! Number of columns the statement returns, known from preparing (SQLite) or running it.
  virtual int column_count(Prepared& prepared) const = 0;
  //! Throws what `error` means. `prepared` is null if preparing failed.
  [[noreturn]] virtual void raise(const soci::soci_error& error, Prepared* prepared,
                                  std::string_view sql, std::span<const Bind> binds) = 0;
  //! True if column_count is known before the statement runs.
  virtual bool counts_before_run() const = 0;

  //! Ends the session's statements and connection; a derived destructor calls it first.
  void close();

  soci::session& soci() { return session_; }

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Statements =
      std::unordered_map<std::string, std::unique_ptr<Prepared>, TextHash, std::equal_to<>>;

  Prepared& prepare(std::string_view sql, std::span<const Bind> binds,
                    std::span<const ColumnKind> kinds);
  void assign(Prepared& prepared, std::span<const Bind> binds);
  void attach(Prepared& prepared);
  void check_columns(Prepared& prepared) const;
  void forget(std::string_view sql);
  void make_room();

  soci::session session_;
  Statements statements_;
  std::vector<std::unique_ptr<Prepared>> failed_;
  std::uint64_t uses_ = 0;
};

}  // namespace db
