#include "db/dialect.hpp"

#include <array>
#include <stdexcept>

namespace db {

namespace {

struct Placeholder {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgresql;
};

// The C collation is SQLite's own order (bytes), so that both sort and page alike.
constexpr std::array<Placeholder, 4> kPlaceholders{{
    {"int", "INTEGER", "BIGINT"},
    {"text", "TEXT", "TEXT COLLATE \"C\""},
    {"bytes", "BLOB", "BYTEA"},
    {"strict", " STRICT", ""},
}};

}  // namespace

std::string fill_in(Dialect dialect, std::string_view definition) {
  std::string sql;
  bool in_quotes = false;
  for (std::size_t at = 0; at < definition.size();) {
    if (definition[at] == '\'') in_quotes = !in_quotes;
    const bool opens = definition[at] == '{' && !in_quotes;
    const std::size_t close = opens ? definition.find('}', at) : std::string_view::npos;
    if (close == std::string_view::npos) {
      sql += definition[at++];
      continue;
    }
    const std::string_view name = definition.substr(at + 1, close - at - 1);
    const Placeholder* found = nullptr;
    for (const Placeholder& placeholder : kPlaceholders) {
      if (placeholder.name == name) found = &placeholder;
    }
    if (found == nullptr) {
      throw std::logic_error("unknown placeholder {" + std::string(name) + "} in a table");
    }
    sql += dialect == Dialect::sqlite ? found->sqlite : found->postgresql;
    at = close + 1;
  }
  return sql;
}

std::string_view json_object_function(Dialect dialect) {
  return dialect == Dialect::sqlite ? "json_object" : "json_build_object";
}

}  // namespace db
