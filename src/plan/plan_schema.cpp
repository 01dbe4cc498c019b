#include "plan/plan_schema.hpp"

#include <array>

namespace plan {

namespace {

// A plan is one document, small and always read whole, so a version keeps it as one JSON text. The
// table unit is no second home of units: it only gives foreign keys something to point at.
constexpr db::Migration kTables{"plan/0001_tables", R"sql(
CREATE TABLE unit (
  region {text} NOT NULL,
  id {text} NOT NULL,
  CONSTRAINT unit_key PRIMARY KEY (region, id)
){strict};

CREATE TABLE plan (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT plan_key PRIMARY KEY (region, id)
){strict};

CREATE TABLE plan_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT plan_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT plan_version_plan FOREIGN KEY (region, id) REFERENCES plan (region, id),
  CONSTRAINT plan_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

CREATE TABLE share (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  plan {text} NOT NULL,
  task {int} NOT NULL,
  unit {text} NOT NULL,
  state {text} NOT NULL,
  due_on {text} NOT NULL,
  closed_on {text},
  CONSTRAINT share_key PRIMARY KEY (region, id),
  CONSTRAINT share_once UNIQUE (region, plan, task, unit),
  CONSTRAINT share_plan FOREIGN KEY (region, plan) REFERENCES plan (region, id),
  CONSTRAINT share_unit FOREIGN KEY (region, unit) REFERENCES unit (region, id),
  CONSTRAINT share_state CHECK (state IN ('open', 'closed', 'routine', 'ended')),
  CONSTRAINT share_closed_on CHECK ((state = 'open') = (closed_on IS NULL))
){strict};

CREATE TABLE share_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT share_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT share_version_share FOREIGN KEY (region, id) REFERENCES share (region, id),
  CONSTRAINT share_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

CREATE INDEX share_version_recorded ON share_version (region, recorded_at);
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> plan_migrations() { return kMigrations; }

}  // namespace plan
