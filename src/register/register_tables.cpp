#include "register/register_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <stdexcept>

#include "register/import_store.hpp"
#include "register/saved_view_store.hpp"
#include "register/search_index.hpp"
#include "register/signature_store.hpp"

namespace registers {

namespace {

// PostgreSQL would cut a longer name, and two could become one.
constexpr std::size_t kNameBytesMax = 63;

// The last three are SQLite's own names for the place of a row.
constexpr std::array<std::string_view, 16> kReserved{
    "region", "id",      "version",     "recorded_at", "until",       "account", "why", "action",
    "state",  "removed", "state_since", "returned",    "search_text", "rowid",   "oid", "_rowid_"};

constexpr db::Migration kTables{"register/0001_tables", R"sql(
-- What was applied of each declaration, so that the next one is compared with it.
CREATE TABLE register (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT register_pkey PRIMARY KEY (region, id)
){strict};
CREATE TABLE register_version (
  region {text} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  recorded_at {int} NOT NULL,
  until {int},
  account {text} NOT NULL,
  why {text} NOT NULL,
  content {text} NOT NULL,
  CONSTRAINT register_version_pkey PRIMARY KEY (region, id, version)
){strict};
)sql"};

const std::array<db::Migration, 6> kMigrations{
    kTables, kImportTables, kImportMemoryTables, kSignatureTables, kSavedViewTables, kSearchTables};

std::string short_name(std::string name) {
  if (name.size() <= kNameBytesMax) return name;
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a keeps what is cut off apart
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  name.resize(kNameBytesMax - 9);
  return fmt::format("{}_{:08x}", name, static_cast<std::uint32_t>(hash));
}

std::string index_name(std::string_view noun, std::string_view rest) {
  return short_name(fmt::format("{}_{}", noun, rest));
}

ColumnKind column_kind(const Field& field) {
  if (field.sensitive) return ColumnKind::sealed;
  switch (field.type) {
    case Type::text:
      return ColumnKind::text;
    case Type::integer:
      return ColumnKind::integer;
    case Type::boolean:
      return ColumnKind::boolean;
    case Type::date:
      return ColumnKind::date;
    case Type::reference:
      return ColumnKind::reference;
    case Type::file:
      return ColumnKind::file;
  }
  return ColumnKind::text;
}

// The column by which a field is found and compared.
std::string compared_column(const TableShape& shape, const std::string& field) {
  const ColumnShape* const column = shape.find(field);
  return column != nullptr && column->kind == ColumnKind::sealed ? field + "_blind" : field;
}

void add_indexes(const Declaration& declaration, TableShape& shape) {
  const std::string& noun = declaration.name;
  const auto compared = [&](const std::vector<std::string>& fields) {
    std::vector<std::string> columns;
    for (const std::string& field : fields) columns.push_back(compared_column(shape, field));
    return columns;
  };
  const std::vector<std::string> freeing = freeing_states(declaration);
  const std::vector<std::string> same = compared(declaration.duplicates.same);
  std::vector<std::string> key = compared(declaration.key);
  const auto is_same = [&](const std::string& column) {
    return std::ranges::find(same, column) != same.end();
  };
  // A key is unique in any order of its columns: then its index finds those of the same too, and
  // one index less is written.
  const bool found_by_key =
      freeing.empty() && std::ranges::count_if(key, is_same) == std::ssize(same);
  if (found_by_key) std::ranges::stable_partition(key, is_same);
  if (!key.empty()) shape.indexes.push_back({key_index(noun), true, std::move(key), freeing});
  for (std::size_t i = 0; i < declaration.unique.size(); ++i) {
    shape.indexes.push_back(
        {unique_index(noun, i), true, compared(declaration.unique[i]), freeing});
  }
  // Whoever opens a record is told whether there is another of the same.
  if (!same.empty() && !found_by_key) {
    std::vector<std::string> columns = same;
    columns.emplace_back("id");
    shape.indexes.push_back({index_name(noun, "same"), false, std::move(columns)});
  }
  // Lists in their usual order, of one unit and of the whole region.
  std::vector<std::string> order;
  for (const Sort& sort : declaration.list.sort) {
    if (shape.find(sort.field) == nullptr) break;
    order.push_back((sort.descending ? "-" : "") + sort.field);
  }
  order.emplace_back(!order.empty() && order.back().starts_with('-') ? "-id" : "id");
  if (order.size() > 1 && order.front() != declaration.owner.field) {
    shape.indexes.push_back({index_name(noun, "in_order"), false, order});
  }
  std::vector<std::string> owned{declaration.owner.field};
  for (const std::string& column : order) {
    if (column != declaration.owner.field) owned.push_back(column);
  }
  shape.indexes.push_back({owner_index(noun), false, owned});
  for (const ColumnShape& column : shape.columns) {
    if (column.kind != ColumnKind::reference || column.name == declaration.owner.field) continue;
    // What names the record is found by the index of the usual order, if that begins with it.
    if (order.size() > 1 && order.front() == column.name) continue;
    shape.indexes.push_back({index_name(noun, "of_" + column.name), false, {column.name, "id"}});
  }
  if (!declaration.workflow.empty()) {
    // What has waited longest comes first.
    shape.indexes.push_back({index_name(noun, "in_state"), false, {"state", "state_since", "id"}});
  }
}

std::string column_type(ColumnKind kind) {
  const bool number = kind == ColumnKind::integer || kind == ColumnKind::boolean;
  return number ? "{int}" : "{text}";
}

// Whatever a declaration may later ask less or more of (lengths, choices, whether it is required)
// is checked by the program: SQLite could not change such a constraint without copying the table.
std::string column_definition(const std::string& noun, const ColumnShape& column) {
  std::string text = sql_name(column.name) + " " + column_type(column.kind);
  const auto constraint = [&](std::string_view what) {
    return sql_name(short_name(fmt::format("{}_{}_{}", noun, column.name, what)));
  };
  if (column.kind == ColumnKind::boolean) {
    text += fmt::format(" CONSTRAINT {} CHECK ({} IN (0, 1))", constraint("is_boolean"),
                        sql_name(column.name));
  } else if (column.kind == ColumnKind::date) {
    text += fmt::format(" CONSTRAINT {} CHECK (length({}) = 10)", constraint("is_a_date"),
                        sql_name(column.name));
  }
  return text;
}

std::vector<std::string> column_definitions(const std::string& noun, const ColumnShape& column) {
  std::vector<std::string> definitions{column_definition(noun, column)};
  if (column.kind == ColumnKind::sealed) {
    definitions.push_back(sql_name(column.name + "_masked") + " {text}");
    definitions.push_back(sql_name(column.name + "_blind") + " {text}");
  }
  return definitions;
}

constexpr std::string_view kCommonColumns =
    "  state {text} NOT NULL,\n"
    "  state_since {int} NOT NULL,\n"
    "  returned {text} NOT NULL,\n"
    "  removed {int} NOT NULL,\n"
    "  search_text {text} NOT NULL";

std::string field_columns(const TableShape& shape) {
  std::string text;
  for (const ColumnShape& column : shape.columns) {
    for (const std::string& definition : column_definitions(shape.name, column)) {
      text += ",\n  " + definition;
    }
  }
  return text;
}

std::string current_definition(const TableShape& shape) {
  const std::string& noun = shape.name;
  const auto named = [&](std::string_view what) { return sql_name(index_name(noun, what)); };
  return fmt::format(
      "CREATE TABLE {} (\n  region {{text}} NOT NULL,\n  id {{text}} NOT NULL,\n"
      "  version {{int}} NOT NULL,\n  recorded_at {{int}} NOT NULL,\n{}{},\n"
      "  CONSTRAINT {} PRIMARY KEY (region, id),\n"
      "  CONSTRAINT {} FOREIGN KEY (region, {}) REFERENCES unit (region, id),\n"
      "  CONSTRAINT {} CHECK ({} IS NOT NULL),\n"
      "  CONSTRAINT {} CHECK (removed IN (0, 1))\n){{strict}}",
      sql_name(noun), kCommonColumns, field_columns(shape), named("pkey"), named("owner"),
      sql_name(shape.owner), named("has_owner"), sql_name(shape.owner),
      named("removed_is_boolean"));
}

std::string version_definition(const TableShape& shape) {
  const std::string noun = version_table(shape.name);
  // The checks were passed by the current row; their names would clash on PostgreSQL only if they
  // were of one table, so the same definitions serve. Versions come from the statement that writes
  // their record, and records stay: no foreign key says so (decision 27).
  return fmt::format(
      "CREATE TABLE {} (\n  region {{text}} NOT NULL,\n  id {{text}} NOT NULL,\n"
      "  version {{int}} NOT NULL,\n  recorded_at {{int}} NOT NULL,\n  until {{int}},\n"
      "  account {{text}} NOT NULL,\n  action {{text}} NOT NULL,\n  why {{text}} NOT NULL,\n{}{},\n"
      "  CONSTRAINT {} PRIMARY KEY (region, id, version)\n){{strict}}",
      sql_name(noun), kCommonColumns, field_columns(shape), sql_name(short_name(noun + "_pkey")));
}

std::string index_definition(const std::string& table, const IndexShape& index) {
  std::string columns = "region";
  for (const std::string& column : index.columns) {
    if (column.starts_with('-')) {
      columns += ", " + sql_name(column.substr(1)) + " DESC{nulls_last}";
    } else {
      columns += ", " + sql_name(column) + (index.unique ? "" : "{nulls_first}");
    }
  }
  return fmt::format("CREATE {}INDEX {} ON {} ({}){}", index.unique ? "UNIQUE " : "",
                     sql_name(index.name), sql_name(table), columns,
                     index.unique ? " WHERE " + claims("", index.but_in) : "");
}

base::Text refuse(const std::string& noun, const std::string& field, base::Text why) {
  return {fmt::format("台账 {} 的字段 {}：{}", noun, field, why.zh),
          fmt::format("register {}, field {}: {}", noun, field, why.en)};
}

// A text that became sensitive: what is recorded is sealed.
bool is_to_be_sealed(const ColumnShape& before, const ColumnShape& after) {
  return before.kind == ColumnKind::text && after.kind == ColumnKind::sealed &&
         before.name == after.name;
}

// What the column keeps has changed; nothing converts it without a person deciding how.
std::vector<base::Text> kind_refusals(const TableShape& shape, const ColumnShape& before,
                                      const ColumnShape& after) {
  if (is_to_be_sealed(before, after)) return {};
  if (before.kind == after.kind && before.scale == after.scale && before.ref == after.ref) {
    return {};
  }
  return {refuse(
      shape.name, after.name,
      {"类型（或小数位数、引用的台账、敏感标记）已改变，已有数据无法照原样保留。请恢复原来的声明，"
       "把该字段标为 retired: true，另用新名称声明新字段。",
       "its type (or scale, register referred to, or whether it is sensitive) changed, and what is "
       "recorded cannot be kept as it is. Restore its declaration, mark it retired: true, and "
       "declare the new field under another name."})};
}

}  // namespace

const ColumnShape* TableShape::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &ColumnShape::name);
  return found == columns.end() ? nullptr : &*found;
}

std::string sql_name(std::string_view name) {
  if (name.empty() ||
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string_view::npos) {
    throw std::logic_error("not the name of a table or column");
  }
  return fmt::format("\"{}\"", name);
}

std::string owner_index(std::string_view noun) { return index_name(noun, "of_owner"); }

std::string version_table(std::string_view noun) { return fmt::format("{}_version", noun); }

bool is_reserved_column(std::string_view name) {
  return std::ranges::find(kReserved, name) != kReserved.end();
}

std::string claims(std::string_view prefix, std::span<const std::string> but_in) {
  std::string condition = fmt::format("{}removed = 0", prefix);
  // Names of states are as plain as those of columns.
  for (const std::string& state : but_in) {
    condition += fmt::format(" AND {}state <> '{}'", prefix, state);
  }
  return condition;
}

std::vector<std::string> freeing_states(const Declaration& declaration) {
  std::vector<std::string> states;
  for (const State& state : declaration.workflow.states) {
    if (state.frees) states.push_back(state.name);
  }
  return states;
}

std::string key_index(std::string_view noun) { return index_name(noun, "key"); }

std::string unique_index(std::string_view noun, std::size_t n) {
  return index_name(noun, fmt::format("unique_{}", n + 1));
}

TableShape table_shape(const Declaration& declaration) {
  TableShape shape;
  shape.name = declaration.name;
  shape.owner = declaration.owner.field;
  shape.initial = declaration.workflow.initial;
  std::set<std::string> taken;
  const auto take = [&](const std::string& name) {
    if (is_reserved_column(name) || !taken.insert(name).second) {
      throw std::logic_error(
          fmt::format("register {}: no field may be called {}", declaration.name, name));
    }
  };
  for (const Field& field : declaration.fields) {
    if (field.derived) continue;
    ColumnShape column{field.name, column_kind(field), field.scale, field.ref, field.formerly};
    take(field.name);
    if (column.kind == ColumnKind::sealed) {
      take(field.name + "_masked");
      take(field.name + "_blind");
    }
    shape.columns.push_back(std::move(column));
  }
  add_indexes(declaration, shape);
  return shape;
}

TableChange create_tables(const TableShape& shape) {
  TableChange change;
  change.statements.push_back(current_definition(shape));
  change.statements.push_back(version_definition(shape));
  for (const IndexShape& index : shape.indexes) {
    change.statements.push_back(index_definition(shape.name, index));
  }
  return change;
}

TableChange drop_tables(const TableShape& shape) {
  TableChange change;
  change.statements = {"DROP TABLE " + sql_name(version_table(shape.name)),
                       "DROP TABLE " + sql_name(shape.name)};
  return change;
}

TableChange change_tables(const TableShape& before, const TableShape& after) {
  TableChange change;
  const std::array<std::string, 2> tables{after.name, version_table(after.name)};
  std::set<std::string> kept;
  std::vector<std::string> renames;
  std::vector<std::string> additions;
  for (const ColumnShape& column : after.columns) {
    const ColumnShape* old = before.find(column.name);
    if (old == nullptr && !column.formerly.empty()) {
      old = before.find(column.formerly);
      if (old != nullptr) {
        const std::vector<std::string> suffixes =
            column.kind == ColumnKind::sealed ? std::vector<std::string>{"", "_masked", "_blind"}
                                              : std::vector<std::string>{""};
        for (const std::string& table : tables) {
          for (const std::string& suffix : suffixes) {
            renames.push_back(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", sql_name(table),
                                          sql_name(old->name + suffix),
                                          sql_name(column.name + suffix)));
          }
        }
      }
    }
    if (old != nullptr) {
      kept.insert(old->name);
      for (base::Text& refusal : kind_refusals(after, *old, column)) {
        change.refusals.push_back(std::move(refusal));
      }
      if (is_to_be_sealed(*old, column)) {
        change.seals.push_back(column.name);
        for (const std::string& table : tables) {
          for (const char* suffix : {"_masked", "_blind"}) {
            additions.push_back(fmt::format("ALTER TABLE {} ADD COLUMN {} {{text}}",
                                            sql_name(table), sql_name(column.name + suffix)));
          }
        }
      }
      continue;
    }
    for (const std::string& table : tables) {
      for (const std::string& definition : column_definitions(table, column)) {
        additions.push_back(
            fmt::format("ALTER TABLE {} ADD COLUMN {}", sql_name(table), definition));
      }
    }
  }
  for (const ColumnShape& column : before.columns) {
    if (kept.contains(column.name)) continue;
    change.refusals.push_back(refuse(
        after.name, column.name,
        {"声明中已没有这个字段，而表中有它的数据。如不再填报，请保留字段并标为 retired: true；如是"
         "改名，请在新字段写 formerly: 旧名。",
         "it is no longer declared, but its data is there. If it is no longer asked, keep it and "
         "mark it retired: true; if it was renamed, write formerly with its old name."}));
  }
  const ColumnShape* const owner = after.find(after.owner);
  if (after.owner != before.owner && (owner == nullptr || owner->formerly != before.owner)) {
    change.refusals.push_back(refuse(
        after.name, after.owner,
        {"所属单位字段不能换成另一个字段：已有记录的归属会改变。",
         "the field of the owner cannot become another one: the records would change hands."}));
  }
  if (!change.refusals.empty()) return change;

  const auto kept_index = [&](const IndexShape& index) {
    return renames.empty() && std::ranges::find(after.indexes, index) != after.indexes.end();
  };
  for (const IndexShape& index : before.indexes) {
    if (!kept_index(index)) change.statements.push_back("DROP INDEX " + sql_name(index.name));
  }
  change.statements.insert(change.statements.end(), renames.begin(), renames.end());
  change.statements.insert(change.statements.end(), additions.begin(), additions.end());
  for (const IndexShape& index : after.indexes) {
    const bool there =
        renames.empty() && std::ranges::find(before.indexes, index) != before.indexes.end();
    if (!there) change.statements.push_back(index_definition(after.name, index));
  }
  // Records from before there was a workflow begin it.
  if (before.initial.empty() && !after.initial.empty()) {
    for (const std::string& table : tables) {
      change.statements.push_back(fmt::format("UPDATE {} SET state = '{}' WHERE state = ''",
                                              sql_name(table), after.initial));
    }
  }
  return change;
}

std::span<const db::Migration> register_migrations() { return kMigrations; }

}  // namespace registers
