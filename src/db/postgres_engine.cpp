#include "db/postgres_engine.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <random>
#include <stdexcept>
#include <utility>

#include "base/ids.hpp"
#include "db/postgres_tools.hpp"
#include "db/storage_problem.hpp"

namespace db {

namespace {

// Most collisions end after a repetition or two. Whoever still collides then runs alone, and only
// another program can be in its way; a statement that always collides had better be told so than
// wait for ever.
constexpr int kAttemptsBeside = 4;
constexpr int kAttemptsMax = 12;
constexpr int kFirstPauseUs = 500;

// How long a snapshot begun ahead waits for its read.
constexpr std::chrono::milliseconds kNextReadKeptMs{200};

// Marks of connections that have not written for so long belong to programs long ended.
constexpr std::int64_t kMarkKeptUs = 48LL * 3600 * 1'000'000;

void pause_before_attempt(int attempt) {
  thread_local std::minstd_rand jitter(std::random_device{}());
  const int longest_us = kFirstPauseUs << std::min(attempt, 8);
  std::this_thread::sleep_for(std::chrono::microseconds(
      std::uniform_int_distribution<>(longest_us / 4, longest_us)(jitter)));
}

}  // namespace

PostgresEngine::PostgresEngine(const Options& options, const base::Clock& clock)
    : target_(postgres_target(options.url)),
      time_(clock, {}),
      jobs_(options.queue_max),
      places_(static_cast<std::size_t>(std::max(options.pool_size, 1))) {
  base::SecureRandom random;
  const std::uint64_t process = random.next();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    places_[i].slot = fmt::format("{:016x}-{}", process, i);
  }
  // The first connection is made here, so that a wrong address is known at once.
  places_.front().session = std::make_unique<PostgresSession>(target_);
  for (Place& place : places_) threads_.emplace_back([this, &place] { loop(place); });
}

PostgresEngine::~PostgresEngine() {
  jobs_.close();
  for (std::thread& thread : threads_) thread.join();
}

void PostgresEngine::read_inline(Work&) {
  throw std::logic_error("PostgreSQL is never read on the calling thread");
}

void PostgresEngine::submit(Job job) {
  if (std::optional<Job> refused = jobs_.push(std::move(job))) {
    refused->completion->done(std::make_exception_ptr(database_busy()));
  }
}

void PostgresEngine::begin_time() {
  PostgresSession session(target_);
  const auto latest = session.texts("SELECT max(us) FROM clock_mark", {}, 1);
  if (latest.front().front().empty()) return;
  const std::int64_t mark_us = std::stoll(latest.front().front());
  time_.advance({mark_us});
  const Bind before("before", mark_us - kMarkKeptUs);
  session.run("DELETE FROM clock_mark WHERE us < :before", {&before, 1}, {}, nullptr, nullptr);
}

void PostgresEngine::loop(Place& place) {
  while (!jobs_.finished()) {
    const bool has_next_read = place.session != nullptr && place.session->has_next_read();
    std::optional<Job> job =
        jobs_.take(has_next_read ? std::optional(kNextReadKeptMs) : std::nullopt);
    if (!job) {
      rest(place);
      continue;
    }
    std::exception_ptr failure;
    try {
      run(place, *job);
    } catch (...) {
      failure = std::current_exception();
    }
    job->completion->done(failure);
  }
  place.session.reset();
}

// Nothing to do: leave no transaction open that an administrator would wonder about.
void PostgresEngine::rest(Place& place) noexcept {
  try {
    if (place.session != nullptr) place.session->drop_next_read();
  } catch (const std::exception&) {
    spdlog::warn("an idle connection to PostgreSQL {} was lost", target_.shown);
    place.session.reset();
  }
}

void PostgresEngine::run(Place& place, const Job& job) {
  const bool writes = job.mode == Connection::Mode::write;
  for (int attempt = 0;; ++attempt) {
    const bool fresh = place.session == nullptr;
    if (fresh) place.session = std::make_unique<PostgresSession>(target_);
    bool begun = false;
    try {
      std::optional<WriteTurns::Turn> turn;
      if (writes) {
        turn.emplace(turns_, attempt < kAttemptsBeside ? WriteTurns::With::others
                                                       : WriteTurns::With::nobody);
      }
      place.session->clear_collided();
      if (writes) {
        place.session->begin_write();
      } else {
        place.session->begin_read();
      }
      begun = true;
      run_transaction(place, job);
      return;
    } catch (const Collision&) {
      if (attempt + 1 >= kAttemptsMax) throw database_busy();
      pause_before_attempt(attempt);
    } catch (const ConnectionLost&) {
      place.session.reset();
      spdlog::warn("the connection to PostgreSQL {} was lost", target_.shown);
      // It may have died while it waited. A read, or a write of which nothing was sent, may be
      // repeated on a new one.
      if (fresh || (writes && begun)) throw database_unreachable();
    }
  }
}

void PostgresEngine::run_transaction(Place& place, const Job& job) {
  PostgresSession& session = *place.session;
  try {
    Connection connection(session, time_, job.mode);
    run_closure(*job.work, connection);
    if (job.mode == Connection::Mode::read) {
      session.drop_failed();
      session.end_read();
    } else if (connection.has_time()) {
      // One round trip for both; the values are made here.
      session.command(
          fmt::format("INSERT INTO clock_mark (slot, us) VALUES ('{}', {}) "
                      "ON CONFLICT (slot) DO UPDATE SET us = excluded.us; COMMIT",
                      place.slot, connection.now().us));
    } else {
      session.command("COMMIT");
    }
  } catch (...) {
    // A closure may have wrapped what it caught; what happened to the session decides.
    if (session.lost()) throw ConnectionLost();
    const bool collided = session.collided();
    session.command("ROLLBACK");
    session.drop_failed();
    if (collided) throw Collision();
    throw;
  }
}

void PostgresEngine::backup_to(const std::filesystem::path& file) {
  dump_postgres(target_.connect, file);
}

}  // namespace db
