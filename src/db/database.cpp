#include "db/database.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <future>
#include <stdexcept>

#include "db/engine.hpp"
#include "db/failure.hpp"
#include "db/once.hpp"
#include "db/own_tables.hpp"
#include "db/postgres_engine.hpp"
#include "db/sqlite_engine.hpp"

namespace db {

namespace {

class BlockedThread final : public Completion {
 public:
  std::future<void> future() { return promise_.get_future(); }

  void done(std::exception_ptr failure) noexcept override {
    if (failure) {
      promise_.set_exception(std::move(failure));
    } else {
      promise_.set_value();
    }
  }

 private:
  std::promise<void> promise_;
};

// Work that nobody waits for: it owns itself, and a failure is only logged.
template <class F>
class Unattended final : public Completion {
 public:
  explicit Unattended(F work) : work_(std::move(work)) {}

  Work& work() { return work_; }

  void done(std::exception_ptr failure) noexcept override {
    if (!failure) return;
    try {
      std::rethrow_exception(std::move(failure));
    } catch (const std::exception& error) {
      spdlog::warn("old answers were not deleted and will be tried again: {}", error.what());
    }
  }

 private:
  WorkOf<F> work_;
};

// Resumes a coroutine on its own executor.
template <class Handler>
class SuspendedCoroutine final : public Completion {
 public:
  explicit SuspendedCoroutine(Handler handler)
      : guard_(boost::asio::get_associated_executor(handler)), handler_(std::move(handler)) {}

  void done(std::exception_ptr failure) noexcept override {
    boost::asio::post(guard_.get_executor(),
                      [handler = std::move(handler_), failure = std::move(failure)]() mutable {
                        std::move(handler)(std::move(failure));
                      });
    guard_.reset();
  }

 private:
  boost::asio::executor_work_guard<boost::asio::associated_executor_t<Handler>> guard_;
  Handler handler_;
};

boost::asio::awaitable<void> await_job(Engine& engine, Connection::Mode mode, Work& work) {
  return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                     void(std::exception_ptr)>(
      [&engine, mode, &work](auto handler) {
        using Handler = decltype(handler);
        engine.submit(
            {mode, &work, std::make_unique<SuspendedCoroutine<Handler>>(std::move(handler))});
      },
      boost::asio::use_awaitable);
}

void block_on(Engine& engine, Connection::Mode mode, Work& work) {
  auto completion = std::make_unique<BlockedThread>();
  std::future<void> future = completion->future();
  engine.submit({mode, &work, std::move(completion)});
  future.get();
}

base::Problem unknown_url() {
  return base::bad_request({"数据库地址须以 sqlite: 或 postgresql:// 开头。",
                            "A database address begins with sqlite: or postgresql://."});
}

std::unique_ptr<Engine> make_engine(const Options& options, const base::Clock& clock) {
  const std::string_view url = options.url;
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
    return std::make_unique<SqliteEngine>(std::filesystem::path(url.substr(kSqlite.size())),
                                          options, clock);
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return std::make_unique<PostgresEngine>(options, clock);
  }
  throw unknown_url();
}

}  // namespace

void run_closure(Work& work, Connection& connection) {
  work.run(connection);
  // PostgreSQL would answer COMMIT with a rollback and no error; SQLite would keep the other half.
  if (connection.failed()) throw std::logic_error("a closure went on after a failed statement");
}

Database::Database(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Database::~Database() = default;

std::unique_ptr<Database> Database::open(const Options& options, const base::Clock& clock) {
  std::unique_ptr<Database> database(new Database(make_engine(options, clock)));
  migrate_own_tables(*database);
  database->engine_->begin_time();
  return database;
}

Dialect Database::dialect() const { return engine_->dialect(); }
const base::Clock& Database::clock() const { return engine_->clock(); }
void Database::backup_to(const std::filesystem::path& file) { engine_->backup_to(file); }

bool Database::reads_inline() const { return engine_->reads_inline(); }

void Database::run_read(Work& work) {
  if (engine_->reads_inline()) {
    engine_->read_inline(work);
  } else {
    block_on(*engine_, Connection::Mode::read, work);
  }
}

void Database::run_write(Work& work) { block_on(*engine_, Connection::Mode::write, work); }

boost::asio::awaitable<void> Database::await_read(Work& work) {
  return await_job(*engine_, Connection::Mode::read, work);
}

boost::asio::awaitable<void> Database::await_write(Work& work) {
  return await_job(*engine_, Connection::Mode::write, work);
}

void Database::purge_once_if_due(const std::string& region) {
  // A slice is short enough for the writer; at this pace old answers cannot pile up.
  constexpr std::int64_t kEveryUs = 1'000'000;
  constexpr std::int64_t kRowsMax = 200;
  const std::int64_t now = clock().now().us;
  std::int64_t due = purge_due_us_.load();
  const bool clock_went_back = due - now > kEveryUs;
  if (now < due && !clock_went_back) return;
  if (!purge_due_us_.compare_exchange_strong(due, now + kEveryUs)) return;
  auto purge = [region](Connection& connection) { purge_answers(connection, region, kRowsMax); };
  auto unattended = std::make_unique<Unattended<decltype(purge)>>(std::move(purge));
  Work& work = unattended->work();
  work.where = std::source_location::current();
  engine_->submit({Connection::Mode::write, &work, std::move(unattended)});
}

}  // namespace db
