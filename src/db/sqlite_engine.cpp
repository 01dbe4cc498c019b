#include "db/sqlite_engine.hpp"

#include <fcntl.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "db/failure.hpp"
#include "db/sqlite_setup.hpp"
#include "db/storage_problem.hpp"

namespace db {

namespace {

using Stopwatch = std::chrono::steady_clock;

// After this long the writer commits what it has run, so that the first of a batch does not wait
// for the last.
constexpr std::chrono::milliseconds kSliceMs{20};
// Those who were just answered come back one by one. Waiting this long for as many as last time
// saves a sync of the disk, which takes longer; a single writer is never made to wait.
constexpr std::chrono::microseconds kGatherUs{500};
// 16 MB of log: a checkpoint takes some 10 ms and its cost is spread over many commits.
constexpr int kCheckpointPages = 4000;

// The reading connections this thread has taken, one a database.
class ThreadReaders {
 public:
  ~ThreadReaders() {
    for (const Lease& lease : leases_) {
      if (const auto readers = lease.readers.lock()) readers->give_back(*lease.session);
    }
  }

  SqliteSession& of(const std::shared_ptr<SqliteReaders>& readers) {
    for (const Lease& lease : leases_) {
      if (!lease.readers.owner_before(readers) && !readers.owner_before(lease.readers)) {
        return *lease.session;
      }
    }
    std::erase_if(leases_, [](const Lease& lease) { return lease.readers.expired(); });
    return *leases_.emplace_back(Lease{readers, &readers->take()}).session;
  }

 private:
  struct Lease {
    std::weak_ptr<SqliteReaders> readers;
    SqliteSession* session;
  };
  std::vector<Lease> leases_;
};

SqliteSession& reader_of_thread(const std::shared_ptr<SqliteReaders>& readers) {
  thread_local ThreadReaders mine;
  return mine.of(readers);
}

void sync_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw storage_full();
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  if (!synced) throw storage_full();
}

}  // namespace

SqliteSession& SqliteReaders::take() {
  const std::lock_guard lock(mutex_);
  if (!free_.empty()) {
    SqliteSession& session = *free_.back();
    free_.pop_back();
    return session;
  }
  return *all_.emplace_back(std::make_unique<SqliteSession>(file_, SqliteSession::Role::reader));
}

void SqliteReaders::give_back(SqliteSession& session) {
  const std::lock_guard lock(mutex_);
  free_.push_back(&session);
}

SqliteEngine::SqliteEngine(std::filesystem::path file, const Options& options,
                           const base::Clock& clock)
    : file_((set_up_sqlite(), std::move(file))),
      write_warn_ms_(options.write_warn_ms),
      time_(clock, {}),
      writer_(std::make_unique<SqliteSession>(file_, SqliteSession::Role::writer)),
      readers_(std::make_shared<SqliteReaders>(file_)),
      writes_(options.queue_max),
      long_reads_(options.queue_max),
      write_thread_([this] { write_loop(); }) {
  for (int i = 0; i < options.pool_size; ++i) {
    read_threads_.emplace_back([this] { read_loop(); });
  }
}

SqliteEngine::~SqliteEngine() {
  writes_.close();
  long_reads_.close();
  write_thread_.join();
  for (std::thread& thread : read_threads_) thread.join();
  // Readers first: the writer closes last and alone cleans up the log.
  readers_.reset();
  try {
    writer_->checkpoint(true);
  } catch (const std::exception& error) {
    // Nothing is lost: the log holds every commit and is read at the next start.
    spdlog::warn("the last checkpoint failed: {}", error.what());
  }
}

void SqliteEngine::read_inline(Work& work) {
  SqliteSession& session = reader_of_thread(readers_);
  if (session.in_transaction()) throw std::logic_error("a read inside a read");
  session.run("BEGIN");
  try {
    Connection connection(session, time_, Connection::Mode::read);
    run_closure(work, connection);
  } catch (...) {
    session.drop_failed();
    if (session.in_transaction()) session.run("ROLLBACK");
    throw;
  }
  session.run("COMMIT");
}

void SqliteEngine::submit(Job job) {
  JobQueue& queue = job.mode == Connection::Mode::write ? writes_ : long_reads_;
  if (std::optional<Job> refused = queue.push(std::move(job))) {
    refused->completion->done(std::make_exception_ptr(database_busy()));
  }
}

void SqliteEngine::begin_time() {
  WorkOf mark([](Connection& connection) {
    return connection.select<base::Instant>("SELECT us FROM clock_mark ORDER BY slot");
  });
  read_inline(mark);
  for (const auto& [instant] : mark.take()) time_.advance(instant);
}

void SqliteEngine::read_loop() {
  while (std::optional<Job> job = long_reads_.take()) {
    std::exception_ptr failure;
    try {
      read_inline(*job->work);
    } catch (...) {
      failure = std::current_exception();
    }
    job->completion->done(failure);
  }
}

void SqliteEngine::write_loop() {
  std::size_t last_batch = 1;
  for (;;) {
    std::vector<Job> jobs = writes_.take_all(last_batch, kGatherUs);
    if (jobs.empty()) return;
    last_batch = jobs.size();
    for (std::size_t first = 0; first < jobs.size();) {
      first = run_transaction(jobs, first);
      checkpoint_if_due();
    }
  }
}

// Runs jobs from `first` on in one transaction and answers them; returns the first not run.
std::size_t SqliteEngine::run_transaction(std::vector<Job>& jobs, std::size_t first) {
  std::size_t next = first;
  std::vector<std::exception_ptr> outcomes;
  bool any_to_commit = false;
  batch_has_time_ = false;
  const auto fail_all = [&](const std::exception_ptr& failure) {
    for (std::exception_ptr& outcome : outcomes) {
      if (!outcome) outcome = failure;
    }
  };
  try {
    writer_->run("BEGIN IMMEDIATE");
    const auto started = Stopwatch::now();
    const bool savepoints = jobs.size() - first > 1;
    while (next < jobs.size() && (next == first || Stopwatch::now() - started < kSliceMs)) {
      outcomes.push_back(run_one(*jobs[next].work, savepoints));
      any_to_commit |= !outcomes.back();
      ++next;
      if (!writer_->in_transaction()) {
        // A full disk or an I/O error ends the whole transaction, with all that ran before.
        fail_all(std::make_exception_ptr(storage_full()));
        any_to_commit = false;
        break;
      }
    }
    if (any_to_commit) commit(batch_has_time_);
  } catch (...) {
    if (next == first) {
      next = jobs.size();
      outcomes.resize(next - first);
    }
    fail_all(std::current_exception());
    spdlog::error("a transaction of {} writes failed; none of them was saved", outcomes.size());
  }
  roll_back();
  for (std::size_t i = first; i < next; ++i) jobs[i].completion->done(outcomes[i - first]);
  return next;
}

std::exception_ptr SqliteEngine::run_one(Work& work, bool savepoint) {
  std::exception_ptr failure;
  const auto started = Stopwatch::now();
  bool has_time = false;
  try {
    if (savepoint) writer_->run("SAVEPOINT one");
    Connection connection(*writer_, time_, Connection::Mode::write);
    run_closure(work, connection);
    has_time = connection.has_time();
    if (savepoint) writer_->run("RELEASE one");
  } catch (...) {
    failure = std::current_exception();
  }
  if (!failure) {
    batch_has_time_ |= has_time;
  } else {
    writer_->drop_failed();
    if (savepoint && writer_->in_transaction()) {
      writer_->run("ROLLBACK TO one");
      writer_->run("RELEASE one");
    }
  }
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(Stopwatch::now() - started);
  if (took > write_warn_ms_) {
    spdlog::warn("{}:{} held the database for {} ms", work.where.file_name(), work.where.line(),
                 took.count());
  }
  return failure;
}

void SqliteEngine::commit(bool has_time) {
  if (has_time) {
    const Bind mark("us", time_.last());
    writer_->run(
        "INSERT INTO clock_mark (slot, us) VALUES ('writer', :us) "
        "ON CONFLICT (slot) DO UPDATE SET us = excluded.us",
        {&mark, 1}, {}, nullptr, nullptr);
  }
  writer_->run("COMMIT");
}

// Leaves the writer without a transaction, whatever happened before.
void SqliteEngine::roll_back() noexcept {
  try {
    writer_->drop_failed();
    if (writer_->in_transaction()) writer_->run("ROLLBACK");
    return;
  } catch (const std::exception& error) {
    spdlog::error("rollback failed, opening the database anew: {}", error.what());
  }
  try {
    writer_.reset();
    writer_ = std::make_unique<SqliteSession>(file_, SqliteSession::Role::writer);
  } catch (const std::exception& error) {
    // Nothing can be written any more, and going on would only hide it.
    spdlog::critical("the database cannot be opened again: {}", error.what());
    std::terminate();
  }
}

void SqliteEngine::checkpoint_if_due() noexcept {
  if (writer_->log_pages() < kCheckpointPages) return;
  try {
    writer_->checkpoint(false);
  } catch (const std::exception& error) {
    // The log keeps everything; the next commit tries again.
    spdlog::warn("a checkpoint failed: {}", error.what());
  }
}

void SqliteEngine::backup_to(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) {
    throw base::conflict(
        "backup-exists",
        {"文件 " + file.string() + " 已存在。请换一个文件名或先移走它。",
         "The file " + file.string() + " exists already. Choose another name or move it away."});
  }
  std::filesystem::path partial = file;
  partial += ".partial";
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);
  try {
    SqliteSession session(file_, SqliteSession::Role::reader);
    session.run("PRAGMA query_only = OFF");
    const Bind target("file", partial.string());
    session.run("VACUUM INTO :file", {&target, 1}, {}, nullptr, nullptr);
    sync_file(partial);
    std::filesystem::rename(partial, file);
    sync_file(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
  } catch (const StatementError&) {
    std::filesystem::remove(partial, ignored);
    throw storage_full();
  } catch (const std::filesystem::filesystem_error&) {
    std::filesystem::remove(partial, ignored);
    throw storage_full();
  } catch (...) {
    std::filesystem::remove(partial, ignored);
    throw;
  }
}

}  // namespace db
