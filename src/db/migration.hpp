#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "db/database.hpp"

namespace db {

//! A change of the tables, applied once and never edited afterwards. `name` is
//! "<capability>/<number>_<what>", e.g. "plan/0001_tables". `sql` has one or more statements that
//! end with `;` at the end of a line; placeholders as in dialect.hpp. With `only` the other
//! database has nothing to change and notes it as applied.
struct Migration {
  std::string_view name;
  std::string_view sql;
  std::optional<Dialect> only = std::nullopt;
};

//! Brings the tables up to date. `all` holds every migration of the program in order (those of db
//! itself were applied by open). Each runs in its own transaction and is recorded in
//! schema_migration(name, checksum, applied_at). Throws Problem 409 "database-newer" if the
//! database has a migration this program does not know, "migration-changed" if one was edited after
//! it was applied; nothing is applied then.
void migrate(Database& database, std::span<const Migration> all);

}  // namespace db
