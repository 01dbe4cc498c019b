#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "db/database.hpp"

namespace db {

//! Names one request so that its retry after a lost answer does nothing twice (Idempotency-Key).
struct Once {
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

//! Runs `work` and stores its result in the same transaction; a retry gets that result without
//! running `work`. T is described to Boost.JSON both ways (value_from, value_to). Failures are not
//! stored: a retry after a Problem runs again.
template <class T, class F>
boost::asio::awaitable<T> Database::write_once(Once once, F work, std::source_location where) {
  const std::string region = once.region;
  const bool repeatable = !once.key.empty();
  auto run_once = [request = std::move(once),
                   inner = std::move(work)](Connection& connection) mutable -> T {
    if (request.key.empty()) return inner(connection);
    if (const auto stored = stored_answer(connection, request)) {
      return boost::json::value_to<T>(boost::json::parse(*stored));
    }
    T result = inner(connection);
    store_answer(connection, request, boost::json::serialize(boost::json::value_from(result)));
    return result;
  };
  WorkOf<decltype(run_once)> here(std::move(run_once));
  here.where = where;
  co_await await_write(here);
  if (repeatable) purge_once_if_due(region);
  co_return here.take();
}

}  // namespace db
