#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "db/database.hpp"

namespace db {

//! Names one request so that its retry after a lost answer does nothing twice (Idempotency-Key).
struct Once {
  Once() = default;
  // Not an aggregate, because of the fault of g++ 12 told at kSafeToAwait.
  Once(std::string of_region, std::string of_account, std::string with_key,
       std::string with_fingerprint)
      : region(std::move(of_region)),
        account(std::move(of_account)),
        key(std::move(with_key)),
        fingerprint(std::move(with_fingerprint)) {}

  std::string region;
  std::string account;
  //! What the client sent; empty: the request is not repeatable and simply runs.
  std::string key;
  //! A hash of method, path and body: the same key may not come with another request.
  std::string fingerprint;
};

//! How long an answer is kept for a retry.
inline constexpr std::int64_t kOnceKeptUs = 48LL * 3600 * 1'000'000;

//! The stored answer (JSON) of `once`, or nothing if it has not run yet.
//! Throws Problem 409 "idempotency-mismatch" if the key came with another fingerprint.
std::optional<std::string> stored_answer(Connection& connection, const Once& once);

//! Keeps the answer in the transaction that made it.
void store_answer(Connection& connection, const Once& once, const std::string& json);

//! Deletes up to `rows_max` answers older than kOnceKeptUs; returns how many.
std::int64_t purge_answers(Connection& connection, const std::string& region,
                           std::int64_t rows_max);

// Runs `work` and stores its result in the same transaction; a retry gets that result without
// `work` counting (on PostgreSQL it may have run and been undone). T is what
// base/record_json.hpp converts. Failures are not stored: a retry after a Problem runs again.
template <class T, class F>
boost::asio::awaitable<T> Database::write_once(Once once, F&& work, bool* is_first,
                                               std::source_location where) {
  static_assert(kSafeToAwait<F>, "name the closure, or capture by reference: see kSafeToAwait");
  return owned_write_once<T, std::decay_t<F>>(std::move(once), std::forward<F>(work), is_first,
                                              where);
}

template <class T, class F>
boost::asio::awaitable<T> Database::owned_write_once(Once once, F work, bool* is_first,
                                                     std::source_location where) {
  // PostgreSQL takes the search for an answer that is not there for a collision with every request
  // whose answer comes to lie beside it. So it is only made when the request runs again: because
  // its answer could not be stored beside that of its twin, or because it failed.
  bool looks = dialect() == Dialect::sqlite;
  bool worked = false;
  auto run_once = [&once, &work, &looks, &worked](Connection& connection) -> T {
    worked = true;
    if (once.key.empty()) return work(connection);
    if (std::exchange(looks, true)) {
      if (const auto stored = stored_answer(connection, once)) {
        worked = false;
        return base::record_from<T>(*stored);
      }
    }
    T result = work(connection);
    store_answer(connection, once, base::record_text(result));
    return result;
  };
  const bool may_be_a_retry = !once.key.empty() && !looks;
  WorkOf<decltype(run_once)> here(std::move(run_once));
  here.where = where;
  // It may have failed because it was done before: the name it wants is taken, by itself, or the
  // record has its new version. Run again it finds the first answer, or fails in the same way.
  bool failed = false;
  try {
    co_await await_write(here);
  } catch (const base::Problem& problem) {
    if (!may_be_a_retry || problem.status() >= 500) throw;
    failed = true;
  }
  if (failed) co_await await_write(here);
  if (!once.key.empty()) purge_once_if_due(once.region);
  if (is_first != nullptr) *is_first = worked;
  co_return here.take();
}

}  // namespace db
