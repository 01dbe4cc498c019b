#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/clock.hpp"
#include "db/connection.hpp"

namespace db {

struct Options {
  //! "sqlite:/path/file.db" or "postgresql://user:password@host:port/name"; the password never
  //! appears in a message or a log.
  std::string url;
  //! PostgreSQL: connections, each with a thread. SQLite: threads for long reads.
  int pool_size = 4;
  //! Work that may wait; what comes on top is refused with a Problem 503.
  std::size_t queue_max = 4096;
  //! A write that holds the database longer is logged with the place it came from.
  std::chrono::milliseconds write_warn_ms{100};
};

//! A closure waiting for its transaction. `run` may be called more than once (PostgreSQL repeats
//! transactions that collided), so it starts from nothing each time.
class Work {
 public:
  virtual ~Work() = default;
  virtual void run(Connection& connection) = 0;

  std::source_location where;
};

//! What a closure returns.
template <class F>
using ResultOf = std::invoke_result_t<std::decay_t<F>&, Connection&>;

//! g++ 12 destroys a temporary in a co_await expression twice if it is a closure that captured by
//! value (or a braced aggregate) with something to destroy. Such a closure is given a name first:
//!   auto work = [id](db::Connection& connection) { ... };
//!   co_await database.write(work);
//! Captures by reference are fine as they are.
template <class F>
inline constexpr bool kSafeToAwait =
    std::is_lvalue_reference_v<F> || std::is_trivially_destructible_v<std::decay_t<F>>;

template <class F>
class WorkOf final : public Work {
 public:
  using Result = ResultOf<F>;
  static_assert(!std::is_reference_v<Result>, "rows outlive no transaction: return a value");

  explicit WorkOf(F work) : work_(std::move(work)) {}

  void run(Connection& connection) override {
    result_.reset();
    if constexpr (std::is_void_v<Result>) {
      work_(connection);
      result_.emplace();
    } else {
      result_.emplace(work_(connection));
    }
  }

  Result take() {
    if (!result_) throw std::logic_error("the result of work that has not ended");
    if constexpr (!std::is_void_v<Result>) return std::move(*result_);
  }

 private:
  F work_;
  std::optional<std::conditional_t<std::is_void_v<Result>, std::monostate, Result>> result_;
};

class Engine;
struct Once;

//! A database of either kind. Threads may share it.
//!
//! SQLite: reads run at once on the calling thread, each in a snapshot. Writes go to one writer
//! thread that runs all that wait in one transaction, a savepoint each, and answers after COMMIT
//! (synchronous=FULL): a failed closure fails alone, a failed COMMIT fails them all.
//! PostgreSQL: everything runs on the pool. Writes are SERIALIZABLE, because a closure written for
//! the one writer of SQLite must mean the same here; they are repeated as a whole on 40001 and
//! 40P01, so a closure has no effect but through its Connection and moves nothing out of its
//! captures. Reads are REPEATABLE READ READ ONLY.
//!
//! A full queue, a lost connection or a busy database is a Problem 503, a full disk a Problem 507
//! "storage-full". Whatever a closure throws is thrown to its caller after rollback.
//!
//! The io_contexts whose coroutines wait here must be destroyed after the Database: its destructor
//! finishes what waits, checkpoints and closes.
class Database {
 public:
  //! Creates the SQLite file if there is none, and the tables db itself needs. Throws base::Problem
  //! if it cannot be opened or was made by a newer version.
  static std::unique_ptr<Database> open(const Options& options, const base::Clock& clock);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  //! A short read: it may run on the calling thread.
  template <class F>
  boost::asio::awaitable<ResultOf<F>> read(
      F&& work, std::source_location where = std::source_location::current()) {
    static_assert(kSafeToAwait<F>, "name the closure, or capture by reference: see kSafeToAwait");
    return owned_read<std::decay_t<F>>(std::forward<F>(work), where, reads_inline());
  }

  //! A read that can take long (export, report): never on the calling thread.
  template <class F>
  boost::asio::awaitable<ResultOf<F>> long_read(
      F&& work, std::source_location where = std::source_location::current()) {
    static_assert(kSafeToAwait<F>, "name the closure, or capture by reference: see kSafeToAwait");
    return owned_read<std::decay_t<F>>(std::forward<F>(work), where, false);
  }

  //! Answers after COMMIT.
  template <class F>
  boost::asio::awaitable<ResultOf<F>> write(
      F&& work, std::source_location where = std::source_location::current()) {
    static_assert(kSafeToAwait<F>, "name the closure, or capture by reference: see kSafeToAwait");
    return owned_write<std::decay_t<F>>(std::forward<F>(work), where);
  }

  //! As write, but a retry with the same key gets the first answer; defined in once.hpp, see there.
  //! `is_first` is set: false if the answer is that of an earlier request.
  template <class T, class F>
  boost::asio::awaitable<T> write_once(
      Once once, F&& work, bool* is_first = nullptr,
      std::source_location where = std::source_location::current());

  //! Blocking, for the command line, tests and start-up. Not from inside a closure.
  template <class F>
  ResultOf<F> read_now(F work, std::source_location where = std::source_location::current()) {
    WorkOf<F> here(std::move(work));
    here.where = where;
    run_read(here);
    return here.take();
  }
  template <class F>
  ResultOf<F> write_now(F work, std::source_location where = std::source_location::current()) {
    WorkOf<F> here(std::move(work));
    here.where = where;
    run_write(here);
    return here.take();
  }

  Dialect dialect() const;
  const base::Clock& clock() const;

  //! Writes a consistent copy of the database to `file` while the program runs: SQLite as a
  //! database that can be opened, complete or not at all, PostgreSQL as a dump
  //! (postgres_tools.hpp). Blocks as long as it takes. Throws Problem 409 if `file` exists, 507 if
  //! it cannot be written; on PostgreSQL what dump_postgres throws.
  void backup_to(const std::filesystem::path& file);

 private:
  explicit Database(std::unique_ptr<Engine> engine);

  // The closure is a parameter by value: it lives in the frame until the answer is there.
  template <class F>
  boost::asio::awaitable<ResultOf<F>> owned_read(F work, std::source_location where, bool at_once) {
    WorkOf<F> here(std::move(work));
    here.where = where;
    if (at_once) {
      run_read(here);
    } else {
      co_await await_read(here);
    }
    co_return here.take();
  }
  template <class F>
  boost::asio::awaitable<ResultOf<F>> owned_write(F work, std::source_location where) {
    WorkOf<F> here(std::move(work));
    here.where = where;
    co_await await_write(here);
    co_return here.take();
  }
  template <class T, class F>
  boost::asio::awaitable<T> owned_write_once(Once once, F work, bool* is_first,
                                             std::source_location where);

  bool reads_inline() const;
  void run_read(Work& work);
  void run_write(Work& work);
  boost::asio::awaitable<void> await_read(Work& work);
  boost::asio::awaitable<void> await_write(Work& work);
  void purge_once_if_due(const std::string& region);

  std::unique_ptr<Engine> engine_;
  std::atomic<std::int64_t> purge_due_us_{0};
};

}  // namespace db
