#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

//! A statement whose placeholders are numbered: position 1 is names[0]; a name has one position
//! however often it occurs. Comments are dropped.
struct StatementText {
  std::string sql;
  std::vector<std::string> names;
};

//! Rewrites `:name` outside quotes to `marker` and a number ("?1", "$1"); `::` stays a cast.
StatementText number_placeholders(std::string_view sql, char marker);

//! The statements of a script, separated by `;` at the end of a line; comments are dropped.
std::vector<std::string> split_statements(std::string_view script);

}  // namespace db
