#pragma once

#include <span>
#include <string_view>

#include "db/migration.hpp"

namespace zhijiao::access {

//! Tables of accounts, sessions, one-time links, posts and the audit trail.
std::span<const db::Migration> access_migrations();

//! Tables that belong to no region: a person signs in before it is known where he has posts.
std::span<const std::string_view> access_tables_without_region();

}  // namespace zhijiao::access
