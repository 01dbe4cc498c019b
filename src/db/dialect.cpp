#include "db/dialect.hpp"

#include <fmt/format.h>

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
constexpr std::array<Placeholder, 6> kPlaceholders{{
    {"int", "INTEGER", "BIGINT"},
    {"text", "TEXT", "TEXT COLLATE \"C\""},
    {"bytes", "BLOB", "BYTEA"},
    {"strict", " STRICT", ""},
    // SQLite takes NULL for the least value and has no other order for an index.
    {"nulls_first", "", " NULLS FIRST"},
    {"nulls_last", "", " NULLS LAST"},
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

std::string_view json_array_function(Dialect dialect) {
  return dialect == Dialect::sqlite ? "json_array" : "json_build_array";
}

std::string json_boolean(Dialect dialect, std::string_view expression) {
  if (dialect == Dialect::sqlite) {
    // A constant is read as JSON once a statement, not once a row.
    return fmt::format("CASE {} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END",
                       expression);
  }
  return fmt::format("CASE {} WHEN 1 THEN true WHEN 0 THEN false END", expression);
}

std::string as_json(Dialect dialect, std::string_view expression) {
  if (dialect == Dialect::sqlite) return fmt::format("json({})", expression);
  return fmt::format("CAST({} AS json)", expression);
}

std::string json_elements(Dialect dialect, std::string_view placeholder, bool integers) {
  if (dialect == Dialect::sqlite)
    return fmt::format("SELECT value FROM json_each({})", placeholder);
  return fmt::format("SELECT {} FROM json_array_elements_text(CAST({} AS json)) AS e (value)",
                     integers ? "CAST(value AS bigint)" : "value", placeholder);
}

std::string json_member(Dialect dialect, std::string_view placeholder, std::string_view key) {
  if (dialect == Dialect::sqlite) {
    return fmt::format(R"(json_extract({}, '$."' || {} || '"'))", placeholder, key);
  }
  // jsonb, because in json a member is looked for through the whole text, for each row.
  return fmt::format("(CAST({} AS jsonb) ->> ({}))", placeholder, key);
}

std::string contains_text(Dialect dialect, std::string_view column, std::string_view placeholder) {
  return fmt::format("{}({}, {}) > 0", dialect == Dialect::sqlite ? "instr" : "strpos", column,
                     placeholder);
}

}  // namespace db
