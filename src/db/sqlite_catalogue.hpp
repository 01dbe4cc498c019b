#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/session.hpp"
#include "db/table_definition.hpp"

namespace db {

//! The constraints written in the definition of `table`; empty if there is no such table.
std::vector<ConstraintDefinition> sqlite_constraints(Session& session, const std::string& table);

//! The name of the unique key or index over `columns` of `table`, as PostgreSQL would report it.
std::string sqlite_unique_name(Session& session, const std::string& table,
                               const std::vector<std::string>& columns, bool primary_key);

//! One foreign key of a table; unnamed parent columns are those of its primary key.
struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  std::string parent;
  std::vector<std::string> parent_columns;
};
std::vector<ForeignKey> sqlite_foreign_keys(Session& session, const std::string& table);

//! `name` as an identifier in SQL.
std::string identifier(std::string_view name);

}  // namespace db
