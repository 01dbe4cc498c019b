#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

//! A constraint as it is written in CREATE TABLE. SQLite keeps this text but reports most
//! violations without the name; this is where the name is found.
struct ConstraintDefinition {
  enum class Kind { primary_key, unique, check, foreign_key };

  Kind kind = Kind::check;
  //! Empty if the constraint was not named.
  std::string name;
  //! Of this table, in order; empty for a check.
  std::vector<std::string> columns;
  //! Of a foreign key.
  std::string parent;
};

//! Reads the constraints out of a CREATE TABLE statement that SQLite has accepted.
std::vector<ConstraintDefinition> constraints_of(std::string_view create_table);

}  // namespace db
