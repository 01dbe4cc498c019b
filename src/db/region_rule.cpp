#include "db/region_rule.hpp"

#include <algorithm>
#include <tuple>

#include "db/own_tables.hpp"
#include "db/table_definition.hpp"

namespace db {

namespace {

// PostgreSQL cuts longer names, so the two databases would report different ones.
constexpr std::size_t kNameBytesMax = 63;

using Lines = std::vector<std::string>;

void check_name(const std::string& table, const std::string& name, Lines& found) {
  if (name.size() > kNameBytesMax) found.push_back(table + ": name too long: " + name);
}

void check_first(const std::string& table, const std::string& what, const std::string& column,
                 Lines& found) {
  if (column != "region") found.push_back(table + ": " + what + " does not begin with region");
}

void check_definitions(const std::string& table, const std::string& create_table, Lines& found) {
  using Kind = ConstraintDefinition::Kind;
  for (const ConstraintDefinition& definition : constraints_of(create_table)) {
    if (definition.name.empty()) {
      const char* const what = definition.kind == Kind::primary_key   ? "primary key"
                               : definition.kind == Kind::unique      ? "unique key"
                               : definition.kind == Kind::foreign_key ? "foreign key"
                                                                      : "check";
      found.push_back(table + ": a " + what + " has no name");
    }
    check_name(table, definition.name, found);
  }
}

void check_sqlite_table(Connection& connection, const std::string& table, Lines& found) {
  const auto primary = connection.select_one<std::string>(
      "SELECT name FROM pragma_table_info(:t) WHERE pk = 1", {{"t", table}});
  if (!primary) {
    found.push_back(table + ": no primary key");
  } else {
    check_first(table, "primary key", std::get<0>(*primary), found);
  }
  for (const auto& [index] : connection.select<std::string>(
           R"(SELECT name FROM pragma_index_list(:t) WHERE "unique" = 1 AND origin <> 'pk'
              ORDER BY name)",
           {{"t", table}})) {
    const auto first = connection.select_one<std::optional<std::string>>(
        "SELECT name FROM pragma_index_info(:i) WHERE seqno = 0", {{"i", index}});
    check_first(table, "unique key " + index,
                first ? std::get<0>(*first).value_or("") : std::string(), found);
    check_name(table, index, found);
  }
  for (const auto& [parent, from, to] :
       connection.select<std::string, std::string, std::optional<std::string>>(
           R"(SELECT "table", "from", "to" FROM pragma_foreign_key_list(:t) WHERE seq = 0
              ORDER BY id)",
           {{"t", table}})) {
    check_first(table, "foreign key to " + parent, from, found);
    if (to) check_first(table, "target of the foreign key to " + parent, *to, found);
  }
}

Lines sqlite_violations(Connection& connection, const auto& exempt) {
  Lines found;
  for (const auto& [table, create_table, strict] :
       connection.select<std::string, std::string, bool>(
           "SELECT m.name, m.sql, l.strict FROM sqlite_master m JOIN pragma_table_list l "
           "ON l.name = m.name WHERE m.type = 'table' AND l.type = 'table' AND l.schema = 'main' "
           "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name")) {
    if (!strict) found.push_back(table + ": not STRICT");
    check_definitions(table, create_table, found);
    if (!exempt(table)) check_sqlite_table(connection, table, found);
  }
  return found;
}

Lines postgresql_violations(Connection& connection, const auto& exempt) {
  Lines found;
  for (const auto& [table] : connection.select<std::string>(
           "SELECT CAST(c.relname AS text) FROM pg_class c WHERE c.relkind IN ('r', 'p') "
           "AND c.relnamespace = CAST(current_schema() AS regnamespace) AND NOT EXISTS ("
           "SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') "
           "ORDER BY 1")) {
    if (!exempt(table)) found.push_back(table + ": no primary key");
  }
  for (const auto& [table, name, kind, first, target] :
       connection
           .select<std::string, std::string, std::string, std::string, std::optional<std::string>>(
               "SELECT CAST(c.relname AS text), CAST(k.conname AS text), CAST(k.contype AS text), "
               "CAST(a.attname AS text), CAST(b.attname AS text) "
               "FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
               "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1] "
               "LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] "
               "WHERE c.relnamespace = CAST(current_schema() AS regnamespace) "
               "AND k.contype IN ('p', 'u', 'f') ORDER BY 1, 2")) {
    if (exempt(table)) continue;
    if (kind == "p") {
      check_first(table, "primary key", first, found);
    } else if (kind == "u") {
      check_first(table, "unique key " + name, first, found);
    } else {
      check_first(table, "foreign key " + name, first, found);
      check_first(table, "target of the foreign key " + name, target.value_or(""), found);
    }
  }
  for (const auto& [table, index, first] :
       connection.select<std::string, std::string, std::optional<std::string>>(
           "SELECT CAST(c.relname AS text), CAST(i.relname AS text), CAST(a.attname AS text) "
           "FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid "
           "JOIN pg_class i ON i.oid = x.indexrelid "
           "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0] "
           "WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND x.indisunique "
           "AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid "
           "AND k.conrelid = c.oid) ORDER BY 1, 2")) {
    if (!exempt(table)) check_first(table, "unique key " + index, first.value_or(""), found);
  }
  return found;
}

}  // namespace

std::vector<std::string> region_rule_violations(Connection& connection,
                                                std::span<const std::string_view> exempt_tables) {
  const auto exempt = [&](std::string_view table) {
    const auto has = [&](std::span<const std::string_view> tables) {
      return std::find(tables.begin(), tables.end(), table) != tables.end();
    };
    return has(exempt_tables) || has(own_tables_without_region());
  };
  return connection.dialect() == Dialect::sqlite ? sqlite_violations(connection, exempt)
                                                 : postgresql_violations(connection, exempt);
}

}  // namespace db
