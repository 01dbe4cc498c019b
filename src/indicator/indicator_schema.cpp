#include "indicator/indicator_schema.hpp"

#include <array>

namespace indicator {

namespace {

// One row a day, indicator and unit; unit '' is the whole.
constexpr db::Migration kTables{"indicator/0001_days", R"sql(
CREATE TABLE indicator_day (
  region {text} NOT NULL,
  indicator {text} NOT NULL,
  unit {text} NOT NULL,
  day {text} NOT NULL,
  period {text} NOT NULL,
  value {int},
  scale {int} NOT NULL,
  verdict {text} NOT NULL,
  numerator {int} NOT NULL,
  denominator {int},
  records {int} NOT NULL,
  incomplete {int} NOT NULL,
  plan_version {int} NOT NULL,
  kept_at {int} NOT NULL,
  CONSTRAINT indicator_day_key PRIMARY KEY (region, indicator, unit, day)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> indicator_migrations() { return kMigrations; }

}  // namespace indicator
