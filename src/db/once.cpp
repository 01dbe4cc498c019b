#include "db/once.hpp"

#include <fmt/format.h>

#include <tuple>

#include "base/problem.hpp"
#include "db/session.hpp"

namespace db {

std::optional<std::string> stored_answer(Connection& connection, const Once& once) {
  auto row = connection.select_one<std::string, std::string>(
      "SELECT fingerprint, answer FROM idempotency "
      "WHERE region = :region AND account = :account AND request_key = :key",
      {{"region", once.region}, {"account", once.account}, {"key", once.key}});
  if (!row) return std::nullopt;
  if (std::get<0>(*row) != once.fingerprint) {
    throw base::conflict(
        "idempotency-mismatch",
        {"同一个 Idempotency-Key 已用于另一项请求，本次没有执行。请换一个新的键再提交。",
         "The same Idempotency-Key came with another request before; this one was not done. Send "
         "it again with a new key."});
  }
  return std::move(std::get<1>(*row));
}

void store_answer(Connection& connection, const Once& once, const std::string& json) {
  const std::int64_t stored = connection.execute(
      "INSERT INTO idempotency (region, account, request_key, fingerprint, answer, recorded_at) "
      "VALUES (:region, :account, :key, :fingerprint, :answer, :at) "
      "ON CONFLICT (region, account, request_key) DO NOTHING",
      {{"region", once.region},
       {"account", once.account},
       {"key", once.key},
       {"fingerprint", once.fingerprint},
       {"answer", json},
       {"at", connection.now()}});
  // The same request ran at the same time and was first: undo this one and answer like that one.
  if (stored == 0) throw Collision();
}

std::int64_t purge_answers(Connection& connection, const std::string& region,
                           std::int64_t rows_max) {
  return connection.execute(
      fmt::format("DELETE FROM idempotency WHERE region = :region AND (account, request_key) IN ("
                  "SELECT account, request_key FROM idempotency "
                  "WHERE region = :region AND recorded_at < :before "
                  "ORDER BY recorded_at, account, request_key LIMIT {})",
                  rows_max),
      {{"region", region}, {"before", connection.clock().now().us - kOnceKeptUs}});
}

}  // namespace db
