#include "db/own_tables.hpp"

#include <array>

namespace db {

namespace {

constexpr std::array<Migration, 2> kMigrations{{
    {"db/0001_clock_mark", R"(
-- The latest time given to a write, one row for each connection that writes, so that time goes on
-- even if the clock was set back.
CREATE TABLE clock_mark (
  slot {text} NOT NULL,
  us {int} NOT NULL,
  CONSTRAINT clock_mark_pkey PRIMARY KEY (slot)
){strict};
)"},
    {"db/0002_idempotency", R"(
CREATE TABLE idempotency (
  region {text} NOT NULL,
  account {text} NOT NULL,
  request_key {text} NOT NULL,
  fingerprint {text} NOT NULL,
  answer {text} NOT NULL,
  recorded_at {int} NOT NULL,
  CONSTRAINT idempotency_pkey PRIMARY KEY (region, account, request_key)
){strict};
CREATE INDEX idempotency_recorded_at ON idempotency (region, recorded_at);
)"},
}};

constexpr std::array<std::string_view, 2> kWithoutRegion{"schema_migration", "clock_mark"};

}  // namespace

std::span<const Migration> own_migrations() { return kMigrations; }

std::span<const std::string_view> own_tables_without_region() { return kWithoutRegion; }

}  // namespace db
