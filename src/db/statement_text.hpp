#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/dialect.hpp"

namespace db {

//! A statement whose placeholders are numbered: position 1 is names[0]; a name has one position
//! however often it occurs. Comments are dropped.
struct StatementText {
  std::string sql;
  std::vector<std::string> names;
};

//! Rewrites `:name` outside quotes so that SOCI binds by position; `::` stays a cast. SQLite: "?1".
//! PostgreSQL: the first of a name stays, because SOCI numbers it itself and reads the names when
//! it reports an error; the others become "$1", so that the server gives all of them one type.
StatementText number_placeholders(std::string_view sql, Dialect dialect);

//! The statements of a script, separated by `;` at the end of a line; comments are dropped.
std::vector<std::string> split_statements(std::string_view script);

}  // namespace db
