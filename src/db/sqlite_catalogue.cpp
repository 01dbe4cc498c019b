#include "db/sqlite_catalogue.hpp"

#include <algorithm>
#include <utility>

namespace db {

namespace {

using Kind = ConstraintDefinition::Kind;

std::string joined(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += "_" + column;
  return text;
}

}  // namespace

std::string identifier(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + "\"";
}

std::vector<ConstraintDefinition> sqlite_constraints(Session& session, const std::string& table) {
  const Bind bind("t", table);
  const auto rows = session.texts(
      "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :t", {&bind, 1}, 1);
  if (rows.empty()) return {};
  return constraints_of(rows.front().front());
}

std::string sqlite_unique_name(Session& session, const std::string& table,
                               const std::vector<std::string>& columns, bool primary_key) {
  for (const ConstraintDefinition& definition : sqlite_constraints(session, table)) {
    const bool kind_fits =
        primary_key ? definition.kind == Kind::primary_key : definition.kind == Kind::unique;
    if (kind_fits && definition.columns == columns && !definition.name.empty()) {
      return definition.name;
    }
  }
  const Bind bind("t", table);
  for (const auto& index : session.texts(
           R"(SELECT name FROM pragma_index_list(:t) WHERE "unique" = 1 AND origin = 'c')",
           {&bind, 1}, 1)) {
    const Bind name("i", index.front());
    std::vector<std::string> indexed;
    for (auto& row :
         session.texts("SELECT name FROM pragma_index_info(:i) ORDER BY seqno", {&name, 1}, 1)) {
      indexed.push_back(std::move(row.front()));
    }
    if (indexed == columns) return index.front();
  }
  // What PostgreSQL calls a constraint that was not named.
  return primary_key ? table + "_pkey" : table + joined(columns) + "_key";
}

std::vector<ForeignKey> sqlite_foreign_keys(Session& session, const std::string& table) {
  const Bind bind("t", table);
  std::vector<ForeignKey> keys;
  std::string last_id;
  for (auto& row : session.texts(
           R"(SELECT id, "table", "from", coalesce("to", '') FROM pragma_foreign_key_list(:t)
              ORDER BY id, seq)",
           {&bind, 1}, 4)) {
    if (keys.empty() || row[0] != last_id) {
      keys.emplace_back();
      keys.back().parent = row[1];
      last_id = row[0];
    }
    keys.back().columns.push_back(std::move(row[2]));
    if (!row[3].empty()) keys.back().parent_columns.push_back(std::move(row[3]));
  }
  const std::vector<ConstraintDefinition> definitions = sqlite_constraints(session, table);
  for (ForeignKey& key : keys) {
    if (key.parent_columns.empty()) {
      const Bind parent("p", key.parent);
      for (auto& row :
           session.texts("SELECT name FROM pragma_table_info(:p) WHERE pk > 0 ORDER BY pk",
                         {&parent, 1}, 1)) {
        key.parent_columns.push_back(std::move(row.front()));
      }
    }
    for (const ConstraintDefinition& definition : definitions) {
      if (definition.kind == Kind::foreign_key && definition.columns == key.columns &&
          definition.parent == key.parent) {
        key.name = definition.name;
      }
    }
  }
  return keys;
}

}  // namespace db
