#include "draft/draft_schema.hpp"

#include <array>

namespace draft {

namespace {

// The text and what was found in it never change, so they stand once beside the draft; what people
// decide are versions of its items.
constexpr db::Migration kTables{"draft/0001_tables", R"sql(
CREATE TABLE draft (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT draft_key PRIMARY KEY (region, id),
  CONSTRAINT draft_state CHECK (
    state IN ('reading', 'review', 'finishing', 'failed', 'finished', 'discarded'))
){strict};

CREATE TABLE draft_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT draft_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT draft_version_draft FOREIGN KEY (region, id) REFERENCES draft (region, id),
  CONSTRAINT draft_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

CREATE TABLE draft_text (
  region {text} NOT NULL,
  id {text} NOT NULL,
  content {text} NOT NULL,
  found {text} NOT NULL,
  CONSTRAINT draft_text_key PRIMARY KEY (region, id),
  CONSTRAINT draft_text_draft FOREIGN KEY (region, id) REFERENCES draft (region, id)
){strict};

CREATE TABLE draft_item (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  draft {text} NOT NULL,
  place {int} NOT NULL,
  state {text} NOT NULL,
  unsure {int} NOT NULL,
  CONSTRAINT draft_item_key PRIMARY KEY (region, id),
  CONSTRAINT draft_item_draft FOREIGN KEY (region, draft) REFERENCES draft (region, id),
  CONSTRAINT draft_item_state
    CHECK (state IN ('undecided', 'accepted', 'corrected', 'rejected', 'added')),
  CONSTRAINT draft_item_unsure CHECK (unsure IN (0, 1))
){strict};

CREATE INDEX draft_item_of_draft ON draft_item (region, draft, place, id);

CREATE TABLE draft_item_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT draft_item_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT draft_item_version_item FOREIGN KEY (region, id) REFERENCES draft_item (region, id),
  CONSTRAINT draft_item_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

constexpr std::array kMigrations = {kTables};

}  // namespace

std::span<const db::Migration> draft_migrations() { return kMigrations; }

}  // namespace draft
