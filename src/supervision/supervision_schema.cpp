#include "supervision/supervision_schema.hpp"

#include <array>

namespace supervision {

namespace {

// A letter names each late share once; who may see it follows from the units it names. Nobody
// releases his own draft, and no number is given twice: the tables forbid both.
constexpr db::Migration kTables{"supervision/0001_tables", R"sql(
CREATE TABLE letter (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  kind {text} NOT NULL,
  state {text} NOT NULL,
  drafted_by {text} NOT NULL,
  number {text},
  released_on {text},
  released_by {text},
  reply_by {text},
  CONSTRAINT letter_key PRIMARY KEY (region, id),
  CONSTRAINT letter_number_once UNIQUE (region, number),
  CONSTRAINT letter_kind CHECK (kind IN ('reminder', 'urge', 'circular')),
  CONSTRAINT letter_state CHECK (state IN ('draft', 'submitted', 'released', 'discarded')),
  CONSTRAINT letter_released CHECK (
    (state = 'released') = (number IS NOT NULL) AND (state = 'released') = (released_on IS NOT NULL)
    AND (state = 'released') = (released_by IS NOT NULL)),
  CONSTRAINT letter_of_another CHECK (released_by IS NULL OR released_by <> drafted_by)
){strict};

CREATE TABLE letter_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT letter_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT letter_version_letter FOREIGN KEY (region, id) REFERENCES letter (region, id),
  CONSTRAINT letter_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

CREATE TABLE letter_matter (
  region {text} NOT NULL,
  letter {text} NOT NULL,
  share {text} NOT NULL,
  unit {text} NOT NULL,
  CONSTRAINT letter_matter_key PRIMARY KEY (region, letter, share),
  CONSTRAINT letter_matter_letter FOREIGN KEY (region, letter) REFERENCES letter (region, id),
  CONSTRAINT letter_matter_share FOREIGN KEY (region, share) REFERENCES share (region, id),
  CONSTRAINT letter_matter_unit FOREIGN KEY (region, unit) REFERENCES unit (region, id)
){strict};

CREATE INDEX letter_matter_of_share ON letter_matter (region, share, letter);

CREATE TABLE instruction (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  state {text} NOT NULL,
  CONSTRAINT instruction_key PRIMARY KEY (region, id),
  CONSTRAINT instruction_state CHECK (state IN ('open', 'done', 'withdrawn'))
){strict};

CREATE TABLE instruction_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT instruction_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT instruction_version_instruction
    FOREIGN KEY (region, id) REFERENCES instruction (region, id),
  CONSTRAINT instruction_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};

CREATE TABLE demand (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  source_kind {text} NOT NULL,
  letter {text},
  instruction {text},
  unit {text} NOT NULL,
  task {int},
  share {text},
  state {text} NOT NULL,
  due_on {text} NOT NULL,
  CONSTRAINT demand_key PRIMARY KEY (region, id),
  CONSTRAINT demand_letter FOREIGN KEY (region, letter) REFERENCES letter (region, id),
  CONSTRAINT demand_instruction FOREIGN KEY (region, instruction)
    REFERENCES instruction (region, id),
  CONSTRAINT demand_unit FOREIGN KEY (region, unit) REFERENCES unit (region, id),
  CONSTRAINT demand_share FOREIGN KEY (region, share) REFERENCES share (region, id),
  CONSTRAINT demand_source CHECK (
    source_kind IN ('letter', 'instruction')
    AND (source_kind = 'letter') = (letter IS NOT NULL)
    AND (source_kind = 'instruction') = (instruction IS NOT NULL)),
  CONSTRAINT demand_state CHECK (
    state IN ('waiting', 'answered', 'returned', 'settled', 'withdrawn'))
){strict};

CREATE INDEX demand_of_letter ON demand (region, letter);
CREATE INDEX demand_of_instruction ON demand (region, instruction);
CREATE INDEX demand_by_day ON demand (region, due_on, id);

CREATE TABLE demand_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT demand_version_key PRIMARY KEY (region, id, version),
  CONSTRAINT demand_version_demand FOREIGN KEY (region, id) REFERENCES demand (region, id),
  CONSTRAINT demand_version_span CHECK (until IS NULL OR until > recorded_at)
){strict};
)sql"};

// The stamped copies of a released letter, which itself stays as it was released. Files are never
// removed; their table comes after these.
constexpr db::Migration kScans{"supervision/0002_letter_scan", R"sql(
CREATE TABLE letter_scan (
  region {text} NOT NULL,
  letter {text} NOT NULL,
  file {text} NOT NULL,
  account {text} NOT NULL,
  recorded_at {int} NOT NULL,
  CONSTRAINT letter_scan_key PRIMARY KEY (region, letter, file),
  CONSTRAINT letter_scan_letter FOREIGN KEY (region, letter) REFERENCES letter (region, id)
){strict};
)sql"};

constexpr db::Migration kOfShare{"supervision/0003_demand_of_share", R"sql(
-- What happened to a task tells of what was demanded of its shares.
CREATE INDEX demand_of_share ON demand (region, share);
)sql"};

constexpr std::array kMigrations = {kTables, kScans, kOfShare};

}  // namespace

std::span<const db::Migration> supervision_migrations() { return kMigrations; }

}  // namespace supervision
