#include "file/file_schema.hpp"

#include <array>

namespace file {

namespace {

constexpr db::Migration kTables{"file/0001_tables", R"sql(
-- A file never changes: its content has the address of its hash, in the folder `files`.
CREATE TABLE file (
  region {text} NOT NULL,
  id {text} NOT NULL,
  unit {text} NOT NULL,
  account {text} NOT NULL,
  brought_by {text} NOT NULL,
  name {text} NOT NULL,
  media_type {text} NOT NULL,
  size_bytes {int} NOT NULL,
  sha256 {text} NOT NULL,
  recorded_at {int} NOT NULL,
  CONSTRAINT file_key PRIMARY KEY (region, id),
  CONSTRAINT file_unit FOREIGN KEY (region, unit) REFERENCES unit (region, id),
  CONSTRAINT file_size CHECK (size_bytes > 0)
){strict};

CREATE INDEX file_content ON file (region, sha256);

-- An upload on its way; it becomes a file when its last byte is here.
CREATE TABLE upload (
  region {text} NOT NULL,
  id {text} NOT NULL,
  unit {text} NOT NULL,
  account {text} NOT NULL,
  name {text} NOT NULL,
  size_bytes {int} NOT NULL,
  received_bytes {int} NOT NULL,
  begun_at {int} NOT NULL,
  file {text},
  CONSTRAINT upload_key PRIMARY KEY (region, id),
  CONSTRAINT upload_unit FOREIGN KEY (region, unit) REFERENCES unit (region, id),
  CONSTRAINT upload_file FOREIGN KEY (region, file) REFERENCES file (region, id),
  CONSTRAINT upload_received CHECK (received_bytes >= 0 AND received_bytes <= size_bytes),
  CONSTRAINT upload_whole CHECK (file IS NULL OR received_bytes = size_bytes)
){strict};

CREATE INDEX upload_of_account ON upload (region, account, begun_at);
)sql"};

// A file that was brought for a register is read by who reads the record it stands in, and by
// nobody else: the plan's permissions say nothing of it.
constexpr db::Migration kOfRegisters{"file/0002_registers", R"sql(
ALTER TABLE file ADD COLUMN register_name {text};
ALTER TABLE upload ADD COLUMN register_name {text};
)sql"};

constexpr std::array kMigrations = {kTables, kOfRegisters};

}  // namespace

std::span<const db::Migration> file_migrations() { return kMigrations; }

}  // namespace file
