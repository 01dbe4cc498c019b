#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace db {

//! Reads the catalogue and says, one sentence each, where tables break the data rules: primary key,
//! unique keys and indexes, and foreign keys begin with the column `region`; every table has a
//! primary key; constraints are named (at most 63 bytes, which PostgreSQL would cut); SQLite tables
//! are STRICT. The tables of db itself that belong to no region are always exempt.
std::vector<std::string> region_rule_violations(Connection& connection,
                                                std::span<const std::string_view> exempt_tables);

}  // namespace db
