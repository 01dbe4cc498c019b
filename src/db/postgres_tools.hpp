#pragma once

#include <filesystem>
#include <string>

namespace db {

//! PostgreSQL's own pg_dump and pg_restore, found on the path. The address goes to them in their
//! environment, so that no list of processes shows the password.
//! Both throw Problem 501 "postgresql-tool-missing" if the program is not installed, 400 if `url`
//! cannot be understood, and 502 "postgresql-tool-failed" with what the program said.

//! Writes a consistent dump to `file` (custom format) while the database is in use.
void dump_postgres(const std::string& url, const std::filesystem::path& file);

//! Makes the tables and rows of the dump `file` in a database that has none of them, in one
//! transaction: all of it or nothing.
void restore_postgres(const std::string& url, const std::filesystem::path& file);

}  // namespace db
