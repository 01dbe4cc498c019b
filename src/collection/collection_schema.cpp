#include "collection/collection_schema.hpp"

#include <array>

namespace collection {

namespace {

// Rows are only added: the last approval of a unit and the last lock of a round count, the others
// are what was decided before. An account belongs to no region.
constexpr db::Migration kTables{"collection/0001_tables", R"sql(
CREATE TABLE collection_approval (
  region {text} NOT NULL,
  id {text} NOT NULL,
  noun {text} NOT NULL,
  period {text} NOT NULL,
  unit {text} NOT NULL,
  approved_at {int} NOT NULL,
  account {text} NOT NULL,
  missing {text} NOT NULL,
  why {text} NOT NULL,
  CONSTRAINT collection_approval_key PRIMARY KEY (region, id),
  CONSTRAINT collection_approval_explained CHECK (missing = '[]' OR why <> '')
){strict};

CREATE INDEX collection_approval_of_round ON collection_approval (region, noun, period, id);

CREATE TABLE collection_lock (
  region {text} NOT NULL,
  id {text} NOT NULL,
  noun {text} NOT NULL,
  period {text} NOT NULL,
  locks_on {text} NOT NULL,
  decided_at {int} NOT NULL,
  account {text} NOT NULL,
  CONSTRAINT collection_lock_key PRIMARY KEY (region, id)
){strict};

CREATE INDEX collection_lock_of_round ON collection_lock (region, noun, period, id);

CREATE TABLE collection_revision (
  region {text} NOT NULL,
  noun {text} NOT NULL,
  record {text} NOT NULL,
  version {int} NOT NULL,
  period {text} NOT NULL,
  unit {text} NOT NULL,
  part {text} NOT NULL,
  revised_at {int} NOT NULL,
  account {text} NOT NULL,
  why {text} NOT NULL,
  changes {text} NOT NULL,
  CONSTRAINT collection_revision_key PRIMARY KEY (region, noun, record, version),
  CONSTRAINT collection_revision_explained CHECK (why <> '')
){strict};

CREATE INDEX collection_revision_of_round
  ON collection_revision (region, noun, period, revised_at);
)sql"};

// The last copy of a record counts. `mark` is form_code.hpp's of what was printed; empty: filed by
// hand, nobody knows.
constexpr db::Migration kStampedCopies{"collection/0002_stamped_copies", R"sql(
CREATE TABLE collection_stamped_copy (
  region {text} NOT NULL,
  id {text} NOT NULL,
  noun {text} NOT NULL,
  record {text} NOT NULL,
  file {text} NOT NULL,
  mark {text} NOT NULL,
  filed_at {int} NOT NULL,
  account {text} NOT NULL,
  CONSTRAINT collection_stamped_copy_key PRIMARY KEY (region, id)
){strict};

CREATE INDEX collection_stamped_copy_of_record
  ON collection_stamped_copy (region, noun, record, id);
)sql"};

constexpr std::array kMigrations = {kTables, kStampedCopies};

}  // namespace

std::span<const db::Migration> collection_migrations() { return kMigrations; }

}  // namespace collection
