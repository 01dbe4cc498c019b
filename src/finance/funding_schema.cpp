#include "finance/funding_schema.hpp"

#include <array>

namespace finance {

namespace {

// One row a year; the id is the year. What was released stands in its versions for ever.
constexpr db::Migration kTables{"finance/0001_tables", R"sql(
CREATE TABLE funding_release (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT funding_release_key PRIMARY KEY (region, id),
  CONSTRAINT funding_release_state CHECK (state IN ('released', 'withdrawn'))
){strict};

CREATE TABLE funding_release_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT funding_release_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT funding_release_version_release
    FOREIGN KEY (region, id) REFERENCES funding_release (region, id),
  CONSTRAINT funding_release_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> finance_migrations() { return kMigrations; }

}  // namespace finance
