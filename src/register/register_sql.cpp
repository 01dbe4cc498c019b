#include "register/register_sql.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "register/search_index.hpp"

namespace registers {

namespace {

// PostgreSQL takes 100 arguments and SQLite 127; an object of more fields is put together of parts.
constexpr std::size_t kObjectFieldsMax = 45;
// Of more units than this a list is read in its order and filtered.
constexpr std::size_t kUnitsMergedMax = 24;
// A label that names a record whose label names a record ... ends here.
constexpr int kLabelDepthMax = 3;
// Placeholders made in advance; 32,766 is what SQLite allows.
constexpr std::size_t kPlaceholdersMax = 32'766;
constexpr std::size_t kConditionsMax = 100;

std::vector<std::string> make_names(std::string_view prefix, std::size_t count) {
  std::vector<std::string> names;
  names.reserve(count);
  for (std::size_t i = 0; i < count; ++i) names.push_back(fmt::format("{}{}", prefix, i));
  return names;
}

std::string_view condition_name(std::size_t n) {
  static const std::vector<std::string> names = make_names("f", kConditionsMax);
  return names.at(n);
}

std::string_view after_name(std::size_t n) {
  static const std::vector<std::string> names = make_names("after", 16);
  return names.at(n);
}

std::string text_literal(std::string_view text) {
  std::string sql = "'";
  for (const char c : text) {
    if (c == '\'') sql += c;
    sql += c;
  }
  return sql + "'";
}

std::string column(std::string_view alias, std::string_view name) {
  return fmt::format("{}.{}", alias, sql_name(name));
}

// {"a": 1, ...} as a JSON value, in as many calls as it takes.
std::string object(db::Dialect dialect,
                   const std::vector<std::pair<std::string, std::string>>& all) {
  const std::string_view function = db::json_object_function(dialect);
  std::vector<std::string> parts;
  for (std::size_t from = 0; from == 0 || from < all.size(); from += kObjectFieldsMax) {
    std::string call = fmt::format("{}(", function);
    const std::size_t to = std::min(from + kObjectFieldsMax, all.size());
    for (std::size_t i = from; i < to; ++i) {
      if (i > from) call += ", ";
      call += fmt::format("{}, {}", text_literal(all[i].first), all[i].second);
    }
    parts.push_back(call + ")");
  }
  if (parts.size() == 1) return parts.front();
  // {a} and {b} become {a, b}: every part but the last loses its closing brace, every part but the
  // first its opening one.
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string part = fmt::format("CAST({} AS text)", parts[i]);
    if (i > 0) text += " || ',' || ";
    if (i == 0) {
      text += fmt::format("substr({0}, 1, length({0}) - 1)", part);
    } else if (i + 1 < parts.size()) {
      text += fmt::format("substr({0}, 2, length({0}) - 2)", part);
    } else {
      text += fmt::format("substr({}, 2)", part);
    }
  }
  return db::as_json(dialect, text);
}

std::string json_texts(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const std::string& text : texts) {
    if (json.size() > 1) json += ',';
    json += fmt::format("\"{}\"", text);  // ids of units: letters, digits and _
  }
  return json + "]";
}

std::string json_values(const std::vector<db::Value>& values) {
  std::string json = "[";
  for (const db::Value& value : values) {
    if (json.size() > 1) json += ',';
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      json += std::to_string(*number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      json += '"';
      for (const char c : *text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
          json += '\\';
          json += c;
        } else if (byte < 0x20) {
          json += fmt::format("\\u{:04x}", byte);
        } else {
          json += c;
        }
      }
      json += '"';
    } else {
      json += "null";
    }
  }
  return json + "]";
}

bool is_null(const db::Value& value) { return std::holds_alternative<std::nullptr_t>(value); }

}  // namespace

std::string_view placeholder(std::size_t n) {
  static const std::vector<std::string> names = make_names("p", kPlaceholdersMax);
  return names.at(n);
}

std::vector<std::string> columns_of(const ColumnShape& column) {
  if (column.kind != ColumnKind::sealed) return {column.name};
  return {column.name, column.name + "_masked", column.name + "_blind"};
}

const Field* told_by(const Declaration& declaration, const Field& field) {
  if (field.derived) return declaration.find_field(field.derived->via);
  return field.type == Type::reference && field.ref != kUnitRegister ? &field : nullptr;
}

RegisterSql::RegisterSql(const Declaration& declaration, const Catalogue& catalogue,
                         db::Dialect dialect)
    : declaration_(declaration),
      catalogue_(catalogue),
      dialect_(dialect),
      shape_(table_shape(declaration)),
      row_columns_{"region",      "id",       "version", "recorded_at", "state",
                   "state_since", "returned", "removed", "search_text"} {
  for (const ColumnShape& shape : shape_.columns) {
    for (std::string& name : columns_of(shape)) columns_.push_back(std::move(name));
  }
  row_columns_.insert(row_columns_.end(), columns_.begin(), columns_.end());
  for (const Field& field : declaration_.fields) all_fields_.push_back(field.name);
  for (const std::string& name : declaration_.list.columns) {
    if (name != "state") list_fields_.push_back(name);
  }
  full_row_ = make_row(all_fields_, false);
  list_row_ = make_row(list_fields_, true);
}

// --- one record as JSON --------------------------------------------------------------------------

// Units are the plan's, not a table: what is shown of them comes as one bound object.
std::string RegisterSql::unit_fact(const std::string& id, std::string_view fact) const {
  return db::json_member(dialect_, ":unit_facts", fmt::format("{} || '.{}'", id, fact));
}

// The value as JSON shows it.
std::string RegisterSql::value_of(const Declaration& of, const Field& field,
                                  const std::string& alias, int depth) const {
  if (field.derived) {
    const Field* const via = of.find_field(field.derived->via);
    if (via != nullptr && via->ref == kUnitRegister) {
      return unit_fact(column(alias, via->name), field.derived->field);
    }
    const Declaration* const owner = via == nullptr ? nullptr : catalogue_.find(via->ref);
    const Field* const source =
        owner == nullptr ? nullptr : owner->find_field(field.derived->field);
    const bool of_state = owner != nullptr && field.derived->of_state();
    if ((source == nullptr && !of_state) || depth >= kLabelDepthMax) return "NULL";
    const std::string inner = fmt::format("{}d", alias);
    return fmt::format(
        "(SELECT {} FROM {} AS {} WHERE {} = {} AND {} = {})",
        of_state ? column(inner, kStateDerived) : value_of(*owner, *source, inner, depth + 1),
        sql_name(owner->name), inner, column(inner, "region"), column(alias, "region"),
        column(inner, "id"), column(alias, via->name));
  }
  if (field.sensitive) return column(alias, field.name + "_masked");
  if (field.type == Type::boolean) return db::json_boolean(dialect_, column(alias, field.name));
  return column(alias, field.name);
}

// The value as a label has it.
std::string RegisterSql::text_of(const Declaration& of, const Field& field,
                                 const std::string& alias, int depth) const {
  if (field.type == Type::reference) {
    std::string id = value_of(of, field, alias, depth);
    if (field.ref == kUnitRegister) return unit_fact(id, "short_name");
    const Declaration* const to = catalogue_.find(field.ref);
    if (to == nullptr || depth >= kLabelDepthMax) return id;
    const std::string inner = fmt::format("{}r", alias);
    return fmt::format("(SELECT {} FROM {} AS {} WHERE {} = {} AND {} = {})",
                       label_of(*to, inner, depth + 1), sql_name(to->name), inner,
                       column(inner, "region"), column(alias, "region"), column(inner, "id"), id);
  }
  if (field.type == Type::file) {
    const std::string inner = fmt::format("{}f", alias);
    return fmt::format("(SELECT {0}.name FROM file AS {0} WHERE {0}.region = {1} AND {0}.id = {2})",
                       inner, column(alias, "region"), column(alias, field.name));
  }
  if (!field.choices.empty() && !field.derived) {
    std::string sql = fmt::format("CASE {}", column(alias, field.name));
    for (const Choice& choice : field.choices) {
      sql += fmt::format(" WHEN {} THEN {}", text_literal(choice.value),
                         text_literal(choice.title.zh));
    }
    return sql + " END";
  }
  if (field.derived || field.type == Type::integer || field.type == Type::boolean) {
    return fmt::format("CAST({} AS text)", value_of(of, field, alias, depth));
  }
  return value_of(of, field, alias, depth);
}

std::string RegisterSql::label_of(const Declaration& of, const std::string& alias,
                                  int depth) const {
  std::string sql;
  for (const LabelPart& part : of.label) {
    if (!sql.empty()) sql += " || ";
    const Field* const field = part.field.empty() ? nullptr : of.find_field(part.field);
    sql += field == nullptr ? text_literal(part.text)
                            : fmt::format("coalesce({}, '')", text_of(of, *field, alias, depth));
  }
  return sql.empty() ? column(alias, "id") : "(" + sql + ")";
}

std::string RegisterSql::values(std::span<const std::string> fields) const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::string& name : fields) {
    const Field* const field = declaration_.find_field(name);
    if (field == nullptr) throw std::logic_error("a list of a field that is not declared");
    all.emplace_back(name, value_of(declaration_, *field, "t", 0));
  }
  return object(dialect_, all);
}

// What references to other records and files are called; units are named once a list.
std::string RegisterSql::labels(std::span<const std::string> fields) const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::string& name : fields) {
    const Field& field = *declaration_.find_field(name);
    const bool refers = field.type == Type::reference && field.ref != kUnitRegister;
    if (!refers && field.type != Type::file) continue;
    all.emplace_back(name, text_of(declaration_, field, "t", 0));
  }
  return object(dialect_, all);
}

std::string RegisterSql::units(std::span<const std::string> fields) const {
  std::string sql = column("t", shape_.owner);
  for (const std::string& name : fields) {
    const Field& field = *declaration_.find_field(name);
    if (field.type != Type::reference || field.ref != kUnitRegister) continue;
    if (name == shape_.owner) continue;
    sql += fmt::format(" || ' ' || coalesce({}, '')", value_of(declaration_, field, "t", 0));
  }
  return sql;
}

std::string RegisterSql::row(std::span<const std::string> fields) const {
  if (std::ranges::equal(fields, all_fields_)) return full_row_;
  return make_row(fields, false);
}

std::string RegisterSql::row_in_list(std::span<const std::string> fields) const {
  if (std::ranges::equal(fields, list_fields_)) return list_row_;
  return make_row(fields, true);
}

// A list has no removed records, and hardly any that was returned.
std::string RegisterSql::make_row(std::span<const std::string> fields, bool in_list) const {
  const std::string returned =
      fmt::format("CASE t.returned WHEN '{{}}' THEN {} ELSE {} END", db::as_json(dialect_, "'{}'"),
                  db::as_json(dialect_, "t.returned"));
  return object(dialect_, {{"id", "t.id"},
                           {"version", "t.version"},
                           {"state", "t.state"},
                           {"state_since", "t.state_since"},
                           {"removed", db::json_boolean(dialect_, in_list ? "0" : "t.removed")},
                           {"returned", returned},
                           {"label", label_of(declaration_, "t", 0)},
                           {"values", values(fields)},
                           {"labels", labels(fields)}});
}

std::string RegisterSql::one(std::span<const std::string> fields, bool as_of) const {
  return fmt::format(
      "SELECT CAST({} AS text), {}, t.version FROM {} AS t "
      "WHERE t.region = :region AND t.id = :id{}",
      row(fields), units(fields),
      sql_name(as_of ? version_table(declaration_.name) : declaration_.name),
      as_of ? " AND t.recorded_at < :as_of AND (t.until IS NULL OR t.until >= :as_of)" : "");
}

// The stored columns of a row as the text of a JSON object.
std::string RegisterSql::stored_columns() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const ColumnShape& shape : shape_.columns) {
    for (const std::string& name : columns_of(shape)) {
      const std::string value = column("t", name);
      all.emplace_back(
          name, shape.kind == ColumnKind::boolean ? db::json_boolean(dialect_, value) : value);
    }
  }
  return fmt::format("CAST({} AS text)", object(dialect_, all));
}

std::string RegisterSql::stored(bool of_version) const {
  return fmt::format(
      "SELECT t.version, t.recorded_at, t.state, t.state_since, t.removed, t.returned, {}, {} "
      "FROM {} AS t WHERE t.region = :region AND t.id = :id{}",
      column("t", shape_.owner), stored_columns(),
      sql_name(of_version ? version_table(declaration_.name) : declaration_.name),
      of_version ? " AND t.version = :version" : "");
}

std::string RegisterSql::history(std::span<const std::string> fields) const {
  return fmt::format(
      "SELECT t.version, t.recorded_at, t.until, t.account, t.action, t.why, CAST({} AS text), {} "
      "FROM {} AS t WHERE t.region = :region AND t.id = :id AND t.version < :before "
      "ORDER BY t.version DESC LIMIT :rows_max",
      row(fields), units(fields), sql_name(version_table(declaration_.name)));
}

std::string RegisterSql::came() const {
  return fmt::format(
      "SELECT t.account, t.action, t.why FROM {} AS t WHERE t.region = :region AND t.id = :id "
      "AND t.recorded_at = :since",
      sql_name(version_table(declaration_.name)));
}

// --- lists ---------------------------------------------------------------------------------------

// Stands in the text of a statement, which PostgreSQL plans once: a rare state wants another plan
// than a common one.
bool RegisterSql::is_declared_state(const Condition& condition) const {
  if (condition.field != "state" || condition.values.size() != 1) return false;
  const auto* const state = std::get_if<std::string>(&condition.values.front());
  return state != nullptr && declaration_.workflow.find_state(*state) != nullptr;
}

std::string RegisterSql::where(const std::string& region, const Reach& reach,
                               const ListQuery& query, Statement& statement) const {
  std::string sql = "t.region = :region AND t.removed = 0";
  statement.binds.emplace_back("region", region);
  if (query.as_of) {
    sql += " AND t.recorded_at < :as_of AND (t.until IS NULL OR t.until >= :as_of)";
    statement.binds.emplace_back("as_of", *query.as_of);
  }
  std::string among;
  if (reach.everywhere) {
    among = "IS NOT NULL";
  } else if (reach.units.size() == 1) {
    among = "= :unit";
    statement.binds.emplace_back("unit", reach.units.front());
  } else {
    among = fmt::format("IN ({})", db::json_elements(dialect_, ":units"));
    statement.binds.emplace_back("units", json_texts(reach.units));
  }
  if (!reach.fields.empty()) {
    // A unit that is named no more does not see what was while it was.
    const std::string alias = query.as_of ? "n" : "t";
    std::vector<std::string> any;
    for (const std::string& name : reach.fields) {
      const Field& field = *declaration_.find_field(name);
      any.push_back(fmt::format("{} {}", value_of(declaration_, field, alias, 0), among));
    }
    const std::string named = fmt::format("({})", fmt::join(any, " OR "));
    sql += query.as_of ? fmt::format(
                             " AND t.id IN (SELECT n.id FROM {} AS n WHERE n.region = :region "
                             "AND {})",
                             sql_name(declaration_.name), named)
                       : " AND " + named;
  } else if (!reach.everywhere) {
    sql += fmt::format(" AND {} {}", column("t", shape_.owner), among);
  }
  if (query.lacking) {
    sql += fmt::format(
        " AND NOT EXISTS (SELECT 1 FROM register_signature s WHERE s.region = t.region "
        "AND s.noun = '{}' AND s.record = t.id AND s.state_since = t.state_since "
        "AND s.step = :lacking_step AND s.party = :lacking_party)",
        declaration_.name);
    statement.binds.emplace_back("lacking_step", query.lacking->step);
    statement.binds.emplace_back("lacking_party", query.lacking->party);
  }
  if (!query.came_by.empty()) {
    sql += fmt::format(
        " AND EXISTS (SELECT 1 FROM {} AS v WHERE v.region = t.region AND v.id = t.id "
        "AND v.recorded_at = t.state_since AND v.action IN ({}))",
        sql_name(version_table(declaration_.name)), db::json_elements(dialect_, ":came_by"));
    statement.binds.emplace_back("came_by", json_texts(query.came_by));
  }
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    const Condition& condition = query.conditions[i];
    const std::string_view name = condition_name(i);
    const ColumnShape* const shape = shape_.find(condition.field);
    if (shape == nullptr && condition.field != "state" && condition.field != "state_since") {
      throw std::logic_error("a filter of a field that is not stored");
    }
    const bool sealed = shape != nullptr && shape->kind == ColumnKind::sealed;
    const bool number = shape != nullptr &&
                        (shape->kind == ColumnKind::integer || shape->kind == ColumnKind::boolean);
    const std::string compared = column("t", sealed ? condition.field + "_blind" : condition.field);
    const auto bind_first = [&] { statement.binds.emplace_back(name, condition.values.front()); };
    switch (condition.comparison) {
      case Comparison::equal:
        if (is_declared_state(condition)) {
          sql += fmt::format(" AND {} = {}", compared,
                             text_literal(std::get<std::string>(condition.values.front())));
        } else if (condition.values.size() == 1) {
          sql += fmt::format(" AND {} = :{}", compared, name);
          bind_first();
        } else {
          sql += fmt::format(" AND {} IN ({})", compared,
                             db::json_elements(dialect_, fmt::format(":{}", name), number));
          statement.binds.emplace_back(name, json_values(condition.values));
        }
        break;
      case Comparison::at_least:
        sql += fmt::format(" AND {} >= :{}", compared, name);
        bind_first();
        break;
      case Comparison::at_most:
        sql += fmt::format(" AND {} <= :{}", compared, name);
        bind_first();
        break;
      case Comparison::contains:
        sql += " AND " + db::contains_text(dialect_, compared, fmt::format(":{}", name));
        bind_first();
        break;
      case Comparison::empty:
        sql += fmt::format(" AND {} IS {}NULL", compared,
                           condition.values.front() == db::Value(std::int64_t{1}) ? "" : "NOT ");
        break;
    }
  }
  if (!query.search.empty()) {
    sql += " AND " + db::contains_text(dialect_, "t.search_text", ":search");
    statement.binds.emplace_back("search", query.search);
  }
  if (query.match) {
    sql += " AND t.id = found.id";
    statement.binds.emplace_back("match", *query.match);
  }
  return sql;
}

// What a list is read from, as t.
std::string RegisterSql::from(const ListQuery& query) const {
  std::string table =
      sql_name(query.as_of ? version_table(declaration_.name) : declaration_.name) + " AS t";
  if (!query.match) return table;
  // SQLite takes a CROSS JOIN in the order it is written.
  return fmt::format("({}) AS found CROSS JOIN {}", SearchIndex::few(dialect_, declaration_.name),
                     table);
}

// What comes after the last row seen: equal in the first sort fields and beyond it in the next, or
// in none of them and beyond it by id. Empty values come first.
std::string RegisterSql::after(const ListQuery& query, Statement& statement) const {
  if (query.after.empty()) return {};
  std::string alternatives;
  std::string equal_so_far;
  for (std::size_t i = 0; i < query.after.size(); ++i) {
    const bool is_id = i == query.order.size();
    const std::string name = is_id ? "t.id" : column("t", query.order[i].field);
    const bool descending =
        is_id ? !query.order.empty() && query.order.back().descending : query.order[i].descending;
    const std::string bound = fmt::format(":{}", after_name(i));
    const bool null = is_null(query.after[i]);
    if (!null) statement.binds.emplace_back(after_name(i), query.after[i]);
    std::string beyond;
    if (descending) {
      if (!null)
        beyond = fmt::format("({0} < {1}{2})", name, bound,
                             is_id ? "" : fmt::format(" OR {} IS NULL", name));
    } else {
      beyond = null ? fmt::format("{} IS NOT NULL", name) : fmt::format("{} > {}", name, bound);
    }
    if (!beyond.empty()) {
      if (!alternatives.empty()) alternatives += " OR ";
      alternatives += fmt::format("({}{})", equal_so_far, beyond);
    }
    equal_so_far +=
        null ? fmt::format("{} IS NULL AND ", name) : fmt::format("{} = {} AND ", name, bound);
  }
  // The first field alone bounds the part of the index to be read.
  std::string bound;
  if (!query.order.empty() && !query.order.front().descending && !is_null(query.after.front())) {
    bound = fmt::format(" AND {} >= :{}", column("t", query.order.front().field), after_name(0));
  }
  return fmt::format("{} AND ({})", bound, alternatives);
}

namespace {

// ORDER BY of a list whose sort fields have the given names.
std::string order_by(const ListQuery& query, const std::vector<std::string>& names,
                     std::string_view id) {
  std::string order;
  for (std::size_t i = 0; i < names.size(); ++i) {
    // SQLite's own order, said for PostgreSQL.
    order += fmt::format("{} {}, ", names[i],
                         query.order[i].descending ? "DESC NULLS LAST" : "ASC NULLS FIRST");
  }
  const bool descending = !query.order.empty() && query.order.back().descending;
  return fmt::format("{}{}{}", order, id, descending ? " DESC" : "");
}

std::vector<std::string> sort_columns(const ListQuery& query) {
  std::vector<std::string> names;
  for (const Sort& sort : query.order) names.push_back(column("t", sort.field));
  return names;
}

}  // namespace

// The first rows of each unit in the order of the list, put together: read in the order of the
// region, a list of few units would pass over everybody else's records.
std::string RegisterSql::merged_units(const Reach& reach, const ListQuery& query,
                                      const std::string& conditions, Statement& statement) const {
  const std::string table =
      sql_name(query.as_of ? version_table(declaration_.name) : declaration_.name);
  const std::vector<std::string> columns = sort_columns(query);
  std::vector<std::string> names;
  std::string selected = "t.id AS id, t.version AS version";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    selected += fmt::format(", {} AS s{}", columns[i], i);
    names.push_back(fmt::format("m.s{}", i));
  }
  std::string units;
  for (std::size_t i = 0; i < reach.units.size(); ++i) {
    units += fmt::format(
        "{}SELECT * FROM (SELECT {} FROM {} AS t WHERE {} AND {} = :{} ORDER BY {} LIMIT {})"
        " AS u{}",
        i == 0 ? "" : " UNION ALL ", selected, table, conditions, column("t", shape_.owner),
        placeholder(i), order_by(query, columns, "t.id"), query.rows_max, i);
    statement.binds.emplace_back(placeholder(i), reach.units[i]);
  }
  return fmt::format(
      "(SELECT m.id, m.version FROM ({}) AS m ORDER BY {} LIMIT {}) AS page JOIN {} AS t "
      "ON t.region = :region AND t.id = page.id AND t.version = page.version",
      units, order_by(query, names, "m.id"), query.rows_max, table);
}

Statement RegisterSql::list(const std::string& region, const Reach& reach,
                            const ListQuery& query) const {
  Statement statement;
  const std::string order = order_by(query, sort_columns(query), "t.id");
  const std::size_t units_in_reach = reach.everywhere ? 0 : reach.units.size();
  const bool by_owner = reach.fields.empty();
  if (by_owner && units_in_reach > 1 && units_in_reach <= kUnitsMergedMax && !query.match) {
    const std::string any_unit =
        where(region, {true, {}}, query, statement) + after(query, statement);
    const std::string merged = merged_units(reach, query, any_unit, statement);
    statement.sql = fmt::format("SELECT CAST({} AS text), {}, t.id FROM {} ORDER BY {}",
                                row_in_list(query.columns), units(query.columns), merged, order);
    return statement;
  }
  const std::string conditions = where(region, reach, query, statement) + after(query, statement);
  statement.sql =
      fmt::format("SELECT CAST({} AS text), {}, t.id FROM {} WHERE {} ORDER BY {} LIMIT {}",
                  row_in_list(query.columns), units(query.columns), from(query), conditions, order,
                  query.rows_max);
  return statement;
}

Statement RegisterSql::position(const std::string& region, const ListQuery& query,
                                const std::string& id) const {
  Statement statement;
  std::string values;
  for (const Sort& sort : query.order) values += column("t", sort.field) + ", ";
  const std::string table = query.as_of ? version_table(declaration_.name) : declaration_.name;
  statement.sql = fmt::format(
      "SELECT CAST({}({}t.id) AS text) FROM {} AS t WHERE t.region = :region AND t.id = :id{}",
      db::json_array_function(dialect_), values, sql_name(table),
      query.as_of ? " AND t.recorded_at < :as_of AND (t.until IS NULL OR t.until >= :as_of)" : "");
  statement.binds.emplace_back("region", region);
  statement.binds.emplace_back("id", id);
  if (query.as_of) statement.binds.emplace_back("as_of", *query.as_of);
  return statement;
}

Statement RegisterSql::cells(const std::string& region, const Reach& reach, const ListQuery& query,
                             const std::vector<std::string>& in_full) const {
  Statement statement;
  const std::string end = text_literal(std::string_view(&kCellEnd, 1));
  std::string text = fmt::format("t.id || {0} || t.state || {0}", end);
  for (const std::string& name : query.columns) {
    const Field& field = *declaration_.find_field(name);
    const Field* const via = told_by(declaration_, field);
    const bool opened = std::ranges::find(in_full, name) != in_full.end();
    const std::string value =
        via != nullptr ? column("t", via->name)
        : opened       ? column("t", name)
        : field.type == Type::file
            ? text_of(declaration_, field, "t", 0)
            : fmt::format("CAST({} AS text)", value_of(declaration_, field, "t", 0));
    text += fmt::format(" || coalesce({}, '') || {}", value, end);
  }
  const std::string conditions = where(region, reach, query, statement) + after(query, statement);
  statement.sql =
      fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT {}", text, from(query), conditions,
                  order_by(query, sort_columns(query), "t.id"), query.rows_max);
  return statement;
}

Statement RegisterSql::cell_texts(const std::string& region, const Field& field,
                                  const std::vector<std::string>& ids) const {
  const std::string via = sql_name(told_by(declaration_, field)->name);
  std::string text = fmt::format("CAST({} AS text)", value_of(declaration_, field, "t", 0));
  if (field.type == Type::reference && field.ref != kUnitRegister) {
    text = fmt::format("{}, {}", text_of(declaration_, field, "t", 0), text);
  }
  return {fmt::format("SELECT t.{0}, coalesce({1}, '') FROM (SELECT CAST(:region AS text) AS "
                      "region, value AS {0} FROM ({2}) AS given) AS t",
                      via, text, db::json_elements(dialect_, ":ids", false)),
          {{"region", region}, {"ids", json_texts(ids)}}};
}

Statement RegisterSql::count(const std::string& region, const Reach& reach, const ListQuery& query,
                             std::int64_t rows_max) const {
  Statement statement;
  statement.sql =
      fmt::format("SELECT count(*) FROM (SELECT 1 AS one FROM {} WHERE {} LIMIT {}) AS c",
                  from(query), where(region, reach, query, statement), rows_max);
  return statement;
}

Statement RegisterSql::groups(const std::string& region, const Reach& reach, const ListQuery& query,
                              const std::string& by, std::int64_t rows_max) const {
  const ColumnShape* const shape = shape_.find(by);
  if (by != "state" && (shape == nullptr || shape->kind == ColumnKind::sealed)) {
    throw std::logic_error("groups of a field that is not stored as it is");
  }
  Statement statement;
  const std::string value = column("t", by);
  statement.sql = fmt::format(
      "SELECT coalesce(CAST({} AS text), ''), count(*) FROM {} WHERE {} GROUP BY {} "
      "ORDER BY {} ASC NULLS FIRST LIMIT :rows_max",
      value, from(query), where(region, reach, query, statement), value, value);
  statement.binds.emplace_back("rows_max", rows_max);
  return statement;
}

Statement RegisterSql::repeated(const std::string& region, const Reach& reach,
                                const ListQuery& query, const std::vector<std::string>& by,
                                std::int64_t rows_max) const {
  std::vector<std::string> columns;
  std::vector<std::string> texts;
  std::string filled;
  for (const std::string& field : by) {
    const ColumnShape* const shape = shape_.find(field);
    const bool sealed = shape != nullptr && shape->kind == ColumnKind::sealed;
    columns.push_back(column("t", sealed ? field + "_blind" : field));
    texts.push_back(fmt::format("CAST({} AS text)", columns.back()));
    filled += fmt::format(" AND {} IS NOT NULL", columns.back());
  }
  Statement statement;
  const std::string reached = where(region, reach, query, statement) + filled;
  // Its values are those of the statement around it.
  Statement all;
  const std::string everywhere = where(region, {true, {}}, query, all) + filled;
  statement.sql = fmt::format(
      "SELECT t.id, {0} FROM {1} AS t WHERE {2} AND ({4}) IN (SELECT {4} FROM {1} AS t WHERE {3} "
      "GROUP BY {4} HAVING count(*) > 1) ORDER BY {4}, t.id LIMIT :rows_max",
      fmt::join(texts, " || ' ' || "), sql_name(declaration_.name), reached, everywhere,
      fmt::join(columns, ", "));
  statement.binds.emplace_back("rows_max", rows_max);
  return statement;
}

Statement RegisterSql::referring(const std::string& region, const std::string& field,
                                 const std::string& to, std::int64_t rows_max) const {
  Statement statement;
  statement.sql = fmt::format(
      "SELECT t.id FROM {} AS t WHERE t.region = :region AND t.removed = 0 AND {} = :to "
      "ORDER BY t.id LIMIT :rows_max",
      sql_name(declaration_.name), column("t", field));
  statement.binds = {{"region", region}, {"to", to}, {"rows_max", rows_max}};
  return statement;
}

std::string RegisterSql::unit_of(const Field& field) const {
  return fmt::format("SELECT {} FROM {} AS t WHERE t.region = :region AND t.id = :id",
                     value_of(declaration_, field, "t", 0), sql_name(declaration_.name));
}

Statement RegisterSql::reached(const std::string& region, const Reach& reach,
                               const std::string& id) const {
  Statement statement;
  const std::string conditions = where(region, reach, {}, statement);
  statement.sql = fmt::format("SELECT t.id FROM {} AS t WHERE {} AND t.id = :id",
                              sql_name(declaration_.name), conditions);
  statement.binds.emplace_back("id", id);
  return statement;
}

std::string RegisterSql::had(const std::string& field) const {
  return fmt::format(
      "SELECT t.version FROM {} AS t WHERE t.region = :region AND t.id = :id AND {} = :value "
      "LIMIT 1",
      sql_name(version_table(declaration_.name)), column("t", field));
}

std::string RegisterSql::lookup(const std::vector<std::string>& by) const {
  std::string sql =
      fmt::format("SELECT t.id, {} FROM {} AS t WHERE t.region = :region AND t.removed = 0",
                  column("t", shape_.owner), sql_name(declaration_.name));
  for (std::size_t i = 0; i < by.size(); ++i) {
    sql += fmt::format(" AND {} = :{}", column("t", by[i]), placeholder(i));
  }
  return sql;
}

std::string RegisterSql::compared_column(const std::string& field) const {
  const ColumnShape* const shape = shape_.find(field);
  if (shape == nullptr) throw std::logic_error("a field that is not stored");
  return shape->kind == ColumnKind::sealed ? field + "_blind" : field;
}

std::string RegisterSql::stored_by(const std::vector<std::string>& by) const {
  const ColumnShape* const last = shape_.find(by.back());
  const bool number =
      last != nullptr && (last->kind == ColumnKind::integer || last->kind == ColumnKind::boolean);
  std::string sql = fmt::format(
      "SELECT t.id, t.version, t.recorded_at, t.state, t.state_since, t.removed, t.returned, {}, "
      "{}, "
      "CAST({} AS text) FROM {} AS t WHERE t.region = :region AND {}",
      column("t", shape_.owner), stored_columns(), column("t", by.back()),
      sql_name(declaration_.name), claims("t.", freeing_states(declaration_)));
  for (std::size_t i = 0; i + 1 < by.size(); ++i) {
    sql += fmt::format(" AND {} = :{}", column("t", by[i]), placeholder(i));
  }
  return sql + fmt::format(" AND {} IN ({})", column("t", by.back()),
                           db::json_elements(dialect_, ":keys", number));
}

std::string RegisterSql::versions() const {
  return fmt::format("SELECT id, version FROM {} WHERE region = :region AND id IN ({})",
                     sql_name(declaration_.name), db::json_elements(dialect_, ":ids"));
}

Statement RegisterSql::names(const std::string& region, const Reach& reach,
                             const std::vector<std::string>& columns, const std::string& after,
                             std::int64_t rows_max) const {
  Statement statement;
  std::string values;
  for (const std::string& name : columns) {
    values += fmt::format("{}{}", values.empty() ? "" : ", ", column("t", name));
  }
  const std::string conditions = where(region, reach, {}, statement);
  statement.sql = fmt::format(
      "SELECT t.id, {}, t.state, {}, CAST({}({}) AS text) FROM {} AS t WHERE {} AND t.id > :after "
      "ORDER BY t.id LIMIT {}",
      column("t", shape_.owner), label_of(declaration_, "t", 0), db::json_array_function(dialect_),
      values, sql_name(declaration_.name), conditions, rows_max);
  statement.binds.emplace_back("after", after);
  return statement;
}

// --- writing -------------------------------------------------------------------------------------

namespace {

// Those of every row of a register that are numbers.
constexpr std::array<std::string_view, 5> kIntegerColumns{"version", "recorded_at", "state_since",
                                                          "removed", "until"};

bool is_number(const ColumnShape* column) {
  return column != nullptr &&
         (column->kind == ColumnKind::integer || column->kind == ColumnKind::boolean);
}

std::string sql_names(const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& name : columns) names.push_back(sql_name(name));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> version_columns(const std::vector<std::string>& row_columns) {
  std::vector<std::string> columns = row_columns;
  columns.insert(columns.end(), {"until", "account", "action", "why"});
  return columns;
}

// INSERT with placeholders :p0, :p1 ... through all rows.
std::string insert_rows(const std::string& table, const std::vector<std::string>& columns,
                        std::size_t rows) {
  std::string sql = fmt::format("INSERT INTO {} ({}) VALUES ", sql_name(table), sql_names(columns));
  std::size_t next = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row > 0) sql += ", ";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sql += fmt::format("{}:{}", i == 0 ? "(" : ", ", placeholder(next++));
    }
    sql += ")";
  }
  return sql;
}

}  // namespace

std::string RegisterSql::insert() const { return insert_rows(declaration_.name, row_columns_, 1); }

std::string RegisterSql::insert_many(std::size_t rows) const {
  return insert_many_into(declaration_.name, row_columns_, rows);
}

std::string RegisterSql::with_versions(const std::string& insert) const {
  const std::string columns = sql_names(row_columns_);
  return fmt::format(
      "WITH made AS ({} RETURNING {}) INSERT INTO {} ({}, account, action, why) SELECT {}, "
      ":account, :action, :why FROM made",
      insert, columns, sql_name(version_table(declaration_.name)), columns, columns);
}

std::string RegisterSql::insert_answering() const {
  const std::string columns = sql_names(row_columns_);
  return fmt::format(
      "WITH made AS ({} RETURNING {}), searched AS (INSERT INTO {} (region, id, version, pairs) "
      "SELECT region, id, version, CAST(:pairs AS integer[]) FROM made) "
      "INSERT INTO {} AS t ({}, account, action, why) SELECT {}, :account, :action, :why FROM made "
      "RETURNING CAST({} AS text), {}, t.version",
      insert(), columns, sql_name(SearchIndex::table(declaration_.name)),
      sql_name(version_table(declaration_.name)), columns, columns, full_row_, units(all_fields_));
}

std::string RegisterSql::insert_version() const {
  return insert_rows(version_table(declaration_.name), version_columns(row_columns_), 1);
}

std::string RegisterSql::insert_many_versions(std::size_t rows) const {
  return insert_many_into(version_table(declaration_.name), version_columns(row_columns_), rows);
}

std::string RegisterSql::insert_many_into(const std::string& table,
                                          const std::vector<std::string>& columns,
                                          std::size_t rows) const {
  if (dialect_ == db::Dialect::sqlite) return insert_rows(table, columns, rows);
  std::vector<std::string> arrays;
  for (const std::string& name : columns) {
    const bool number = std::ranges::find(kIntegerColumns, name) != kIntegerColumns.end() ||
                        is_number(shape_.find(name));
    arrays.push_back(
        fmt::format("CAST(:{} AS {}[])", placeholder(arrays.size()), number ? "bigint" : "text"));
  }
  return fmt::format("INSERT INTO {} ({}) SELECT * FROM unnest({})", sql_name(table),
                     sql_names(columns), fmt::join(arrays, ", "));
}

std::string RegisterSql::update() const {
  std::string sql = fmt::format("UPDATE {} SET ", sql_name(declaration_.name));
  // Region and id come last, as the condition.
  for (std::size_t i = 2; i < row_columns_.size(); ++i) {
    sql += fmt::format("{}{} = :{}", i == 2 ? "" : ", ", sql_name(row_columns_[i]), placeholder(i));
  }
  return sql + fmt::format(" WHERE region = :{} AND id = :{} AND version = :previous",
                           placeholder(0), placeholder(1));
}

std::string RegisterSql::append_versions(bool many) const {
  const std::string columns = sql_names(row_columns_);
  return fmt::format(
      "INSERT INTO {} ({}, account, action, why) SELECT {}, :account, :action, :why FROM {} "
      "WHERE region = :region AND id {}",
      sql_name(version_table(declaration_.name)), columns, columns, sql_name(declaration_.name),
      many ? fmt::format("IN ({})", db::json_elements(dialect_, ":ids")) : "= :id");
}

}  // namespace registers
