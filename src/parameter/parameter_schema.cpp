#include "parameter/parameter_schema.hpp"

#include <array>

namespace parameter {

namespace {

// One row a parameter and first day, so that no two values begin on the same day; the id is made of
// both. What was set and withdrawn stands in its versions for ever.
constexpr db::Migration kTables{"parameter/0001_tables", R"sql(
CREATE TABLE parameter_value (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT parameter_value_key PRIMARY KEY (region, id),
  CONSTRAINT parameter_value_state CHECK (state IN ('set', 'withdrawn'))
){strict};

CREATE TABLE parameter_value_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT parameter_value_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT parameter_value_version_value
    FOREIGN KEY (region, id) REFERENCES parameter_value (region, id),
  CONSTRAINT parameter_value_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> parameter_migrations() { return kMigrations; }

}  // namespace parameter
