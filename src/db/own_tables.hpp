#pragma once

#include <span>
#include <string_view>

#include "db/migration.hpp"

namespace db {

//! The tables db needs for itself: clock_mark (latest time written) and idempotency.
std::span<const Migration> own_migrations();

//! Tables of db that belong to no region.
std::span<const std::string_view> own_tables_without_region();

//! Creates schema_migration and applies own_migrations.
void migrate_own_tables(Database& database);

}  // namespace db
