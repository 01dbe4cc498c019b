#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "db/session.hpp"

namespace db {

//! Where a PostgreSQL database is, without its password for messages.
struct PostgresTarget {
  //! Keywords and values as libpq takes them.
  std::string connect;
  //! "user@host:port/name"
  std::string shown;
};

//! Throws Problem 400 if `url` cannot be understood; the message does not repeat it.
PostgresTarget postgres_target(const std::string& url);

//! A connection to PostgreSQL.
class PostgresSession final : public Session {
 public:
  //! Throws Problem 503 if the server cannot be reached or is not UTF-8.
  explicit PostgresSession(const PostgresTarget& target);
  ~PostgresSession() override;

  Dialect dialect() const override { return Dialect::postgresql; }

  //! Runs one or more statements of the program in one round trip, without values and rows.
  void command(const std::string& statements);

  //! Begins a SERIALIZABLE transaction.
  void begin_write();
  //! Begins a snapshot. At the end of one the next is begun along with it, without waiting, so that
  //! a read costs the round trips of its own statements only. An open but unused snapshot holds
  //! nothing on the server until its first statement.
  void begin_read();
  void end_read();
  //! True after end_read().
  bool has_next_read() const { return next_read_; }
  //! Gives up the snapshot that was begun ahead; for a connection nobody needs at the moment.
  void drop_next_read();

  void end_after(std::chrono::milliseconds limit) override;
  void end_never() noexcept override {}  // the transaction's end has done it

  //! True if a statement since the last clear_collided() failed with 40001 or 40P01.
  bool collided() const { return collided_; }
  void clear_collided() { collided_ = false; }
  //! True if the connection is gone.
  bool lost();

 protected:
  bool all_text() const override { return true; }
  int column_count(Prepared& prepared) const override;
  bool counts_before_run() const override { return false; }
  [[noreturn]] void raise(const soci::soci_error& error, Prepared* prepared, std::string_view sql,
                          std::span<const Bind> binds) override;

 private:
  void settle();

  bool collided_ = false;
  bool next_read_ = false;
};

}  // namespace db
