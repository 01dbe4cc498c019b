#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "http/table.hpp"
#include "register/declaration.hpp"

namespace registers {

//! The rows of a list as the database rendered them.
struct ExportedRows {
  std::vector<std::string> fields;  // in the order shown; "state" for the workflow state
  std::vector<std::string> rows;    // JSON as RegisterSql::list
  std::map<std::string, base::Text> units;
};

//! The list as people take it away, as the page shows it: titles of choices and states, names of
//! units and records, yuan for fen, masked what is sensitive. Pure.
http::Table records_table(const Declaration& declaration, const ExportedRows& exported,
                          http::Language language);

}  // namespace registers
