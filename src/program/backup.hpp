#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "db/database.hpp"

//! A backup is a folder: the database as of one instant (SQLite: zhijiao.db, PostgreSQL: the dump
//! database.pgdump), every other file of the data directory, and manifest.json with the size and
//! SHA-256 of each. It appears complete or not at all.
namespace program {

struct BackedUpFile {
  std::string path;  // relative, with /
  std::int64_t size_bytes = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(BackedUpFile, (), (path, size_bytes, sha256))

struct Manifest {
  std::string program_version;
  std::string created_at;  // RFC 3339
  std::vector<BackedUpFile> files;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (program_version, created_at, files))

//! Backs `data` up while the database is in use. Throws base::Problem: 409 if `target` exists, 507
//! if it cannot be written, and what Database::backup_to throws. Blocks as long as it takes.
Manifest back_up(db::Database& database, const std::filesystem::path& data,
                 const std::filesystem::path& target);

//! Makes the data directory `data` from a backup, after checking every file against the manifest; a
//! dump goes into the empty PostgreSQL database `database` (postgresql://...), which is otherwise
//! left empty. Throws base::Problem: 409 if `data` exists and is not empty, 422 if the backup is
//! incomplete, a file differs, or `database` does not fit what was backed up; `data` and `database`
//! are then as they were.
Manifest restore(const std::filesystem::path& backup, const std::filesystem::path& data,
                 const std::string& database);

}  // namespace program
