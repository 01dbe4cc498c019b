#include "register/register_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/record_json.hpp"
#include "db/array_text.hpp"
#include "db/version.hpp"

namespace registers {

namespace {

bool shows_units(std::string_view sql) { return sql.find(":unit_facts") != std::string_view::npos; }

std::string id_array(std::span<const RecordRow> rows) {
  std::string json = "[";
  for (const RecordRow& row : rows) {
    if (json.size() > 1) json += ',';
    json += '"' + row.id + '"';
  }
  return json + "]";
}

std::vector<SearchIndex::Entry> searched(std::span<const RecordRow> rows) {
  std::vector<SearchIndex::Entry> entries;
  entries.reserve(rows.size());
  for (const RecordRow& row : rows) entries.push_back({row.id, row.version, row.search_text});
  return entries;
}

// In the order of RegisterSql::row_columns().
void add_values(const std::string& region, const RecordRow& row, std::vector<db::Value>& values) {
  values.emplace_back(region);
  values.emplace_back(row.id);
  values.emplace_back(row.version);
  values.emplace_back(row.recorded_at.us);
  values.emplace_back(row.state);
  values.emplace_back(row.state_since.us);
  values.emplace_back(row.returned);
  values.push_back(db::to_value(row.removed));
  values.emplace_back(row.search_text);
  values.insert(values.end(), row.columns.begin(), row.columns.end());
}

std::vector<db::Bind> one_by_one(std::vector<db::Value>& values) {
  std::vector<db::Bind> binds;
  binds.reserve(values.size());
  for (db::Value& value : values) binds.emplace_back(placeholder(binds.size()), std::move(value));
  return binds;
}

std::vector<db::Bind> as_arrays(std::span<const db::Value> values, std::size_t columns) {
  std::vector<db::Bind> binds;
  for (std::size_t i = 0; i < columns; ++i) {
    binds.emplace_back(placeholder(i), db::array_text(values, i, columns));
  }
  return binds;
}

// Two statements only, so that few are prepared: on SQLite many are kRowsPerInsert, on PostgreSQL
// all of them.
void insert_all(db::Connection& connection, const std::string& one, const std::string& many,
                auto items, auto add) {
  const bool arrays = connection.dialect() == db::Dialect::postgresql;
  std::vector<db::Value> values;
  while (!items.empty()) {
    const std::size_t at_once = arrays ? items.size() : RegisterStore::kRowsPerInsert;
    const std::size_t count = items.size() >= at_once ? at_once : 1;
    values.clear();
    for (const auto& item : items.first(count)) add(item, values);
    if (count == 1) {
      connection.execute(one, one_by_one(values));
    } else {
      connection.execute(many,
                         arrays ? as_arrays(values, values.size() / count) : one_by_one(values));
    }
    items = items.subspan(count);
  }
}

}  // namespace

RegisterStore::RegisterStore(const Catalogue& catalogue, std::string region, db::Dialect dialect)
    : region_(std::move(region)), search_index_(region_, dialect) {
  for (const Declaration& declaration : catalogue.registers) {
    statements_.try_emplace(declaration.name, declaration, catalogue, dialect);
  }
}

RegisterStore::Statements::Statements(const Declaration& declaration, const Catalogue& catalogue,
                                      db::Dialect dialect)
    : sql(declaration, catalogue, dialect) {}

const RegisterStore::Statements& RegisterStore::of(std::string_view noun) const {
  const auto found = statements_.find(noun);
  if (found == statements_.end()) throw std::logic_error("no such register");
  return found->second;
}

ListQuery RegisterStore::narrowed(db::Connection& connection, std::string_view noun,
                                  const ListQuery& query) const {
  // What was recorded before a day is looked for among all versions.
  if (query.search.empty() || query.as_of) return query;
  ListQuery narrower = query;
  narrower.match = search_index_.match(connection, noun, query.search);
  return narrower;
}

std::vector<ListRow> RegisterStore::list(db::Connection& connection, std::string_view noun,
                                         const Reach& reach, const ListQuery& query,
                                         const UnitFacts& unit_facts) const {
  const ListQuery now = narrowed(connection, noun, query);
  Statement statement = sql(noun).list(region_, reach, now);
  if (shows_units(statement.sql))
    statement.binds.emplace_back("unit_facts", unit_facts(statement.sql));
  std::vector<ListRow> rows;
  for (auto& [json, units, id] :
       connection.select<std::string, std::string, std::string>(statement.sql, statement.binds)) {
    rows.push_back({std::move(json), std::move(units), std::move(id)});
  }
  return rows;
}

std::vector<std::string> RegisterStore::cells(db::Connection& connection, std::string_view noun,
                                              const Reach& reach, const ListQuery& query,
                                              const std::vector<std::string>& in_full,
                                              const UnitFacts& unit_facts) const {
  const ListQuery now = narrowed(connection, noun, query);
  Statement statement = sql(noun).cells(region_, reach, now, in_full);
  if (shows_units(statement.sql))
    statement.binds.emplace_back("unit_facts", unit_facts(statement.sql));
  std::vector<std::string> rows;
  for (auto& [text] : connection.select<std::string>(statement.sql, statement.binds)) {
    rows.push_back(std::move(text));
  }
  return rows;
}

std::vector<std::pair<std::string, std::string>> RegisterStore::cell_texts(
    db::Connection& connection, std::string_view noun, const std::string& field,
    const std::vector<std::string>& ids, const UnitFacts& unit_facts) const {
  const RegisterSql& of = sql(noun);
  Statement statement = of.cell_texts(region_, *of.declaration().find_field(field), ids);
  if (shows_units(statement.sql))
    statement.binds.emplace_back("unit_facts", unit_facts(statement.sql));
  std::vector<std::pair<std::string, std::string>> texts;
  for (auto& [id, text] :
       connection.select<std::string, std::string>(statement.sql, statement.binds)) {
    texts.emplace_back(std::move(id), std::move(text));
  }
  return texts;
}

std::string RegisterStore::position(db::Connection& connection, std::string_view noun,
                                    const ListQuery& query, const std::string& id) const {
  const Statement statement = sql(noun).position(region_, query, id);
  return std::get<0>(connection.select_only<std::string>(statement.sql, statement.binds));
}

std::int64_t RegisterStore::count(db::Connection& connection, std::string_view noun,
                                  const Reach& reach, const ListQuery& query,
                                  std::int64_t rows_max) const {
  const ListQuery now = narrowed(connection, noun, query);
  const Statement statement = sql(noun).count(region_, reach, now, rows_max);
  return std::get<0>(connection.select_only<std::int64_t>(statement.sql, statement.binds));
}

std::vector<RegisterStore::Group> RegisterStore::groups(db::Connection& connection,
                                                        std::string_view noun, const Reach& reach,
                                                        const ListQuery& query,
                                                        const std::string& by,
                                                        std::int64_t rows_max) const {
  const ListQuery now = narrowed(connection, noun, query);
  const Statement statement = sql(noun).groups(region_, reach, now, by, rows_max);
  std::vector<Group> groups;
  for (auto& [value, count] :
       connection.select<std::string, std::int64_t>(statement.sql, statement.binds)) {
    groups.push_back({std::move(value), count});
  }
  return groups;
}

std::vector<RegisterStore::Repeated> RegisterStore::repeated(
    db::Connection& connection, std::string_view noun, const Reach& reach, const ListQuery& query,
    const std::vector<std::string>& by, std::int64_t rows_max) const {
  const Statement statement = sql(noun).repeated(region_, reach, query, by, rows_max);
  std::vector<Repeated> repeated;
  for (auto& [id, value] :
       connection.select<std::string, std::string>(statement.sql, statement.binds)) {
    repeated.push_back({std::move(id), std::move(value)});
  }
  return repeated;
}

std::vector<std::string> RegisterStore::referring(db::Connection& connection, std::string_view noun,
                                                  const std::string& field, const std::string& to,
                                                  std::int64_t rows_max) const {
  const Statement statement = sql(noun).referring(region_, field, to, rows_max);
  std::vector<std::string> ids;
  for (auto& [id] : connection.select<std::string>(statement.sql, statement.binds)) {
    ids.push_back(std::move(id));
  }
  return ids;
}

std::optional<RegisterStore::One> RegisterStore::one(db::Connection& connection,
                                                     std::string_view noun, const std::string& id,
                                                     const std::vector<std::string>& fields,
                                                     std::optional<base::Instant> as_of,
                                                     const UnitFacts& unit_facts) const {
  const std::string text = sql(noun).one(fields, as_of.has_value());
  std::vector<db::Bind> binds{{"region", region_}, {"id", id}};
  if (as_of) binds.emplace_back("as_of", *as_of);
  if (shows_units(text)) binds.emplace_back("unit_facts", unit_facts(text));
  auto row = connection.select_one<std::string, std::string, std::int64_t>(text, binds);
  if (!row) return std::nullopt;
  return One{std::move(std::get<0>(*row)), std::move(std::get<1>(*row)), std::get<2>(*row)};
}

std::optional<StoredRecord> RegisterStore::stored(db::Connection& connection, std::string_view noun,
                                                  const std::string& id,
                                                  std::optional<std::int64_t> version) const {
  std::vector<db::Bind> binds{{"region", region_}, {"id", id}};
  if (version) binds.emplace_back("version", *version);
  auto row = connection.select_one<std::int64_t, base::Instant, std::string, base::Instant, bool,
                                   std::string, std::string, std::string>(
      version ? of(noun).stored_version : of(noun).stored, binds);
  if (!row) return std::nullopt;
  auto& [at_version, recorded_at, state, state_since, removed, returned, owner, columns] = *row;
  return StoredRecord{at_version, recorded_at,         std::move(state), state_since,
                      removed,    std::move(returned), std::move(owner), std::move(columns)};
}

std::vector<VersionRow> RegisterStore::history(db::Connection& connection, std::string_view noun,
                                               const std::string& id,
                                               const std::vector<std::string>& fields,
                                               std::int64_t before, std::int64_t rows_max,
                                               const UnitFacts& unit_facts) const {
  const std::string text = sql(noun).history(fields);
  std::vector<db::Bind> binds{
      {"region", region_}, {"id", id}, {"before", before}, {"rows_max", rows_max}};
  if (shows_units(text)) binds.emplace_back("unit_facts", unit_facts(text));
  std::vector<VersionRow> versions;
  for (auto& [version, recorded_at, until, account, action, why, json, units] :
       connection.select<std::int64_t, base::Instant, std::optional<base::Instant>, std::string,
                         std::string, std::string, std::string, std::string>(text, binds)) {
    versions.push_back({version, recorded_at, until, std::move(account), std::move(action),
                        std::move(why), std::move(json), std::move(units)});
  }
  return versions;
}

std::optional<RegisterStore::Came> RegisterStore::came(db::Connection& connection,
                                                       std::string_view noun, const std::string& id,
                                                       base::Instant since) const {
  auto row = connection.select_one<std::string, std::string, std::string>(
      sql(noun).came(), {{"region", region_}, {"id", id}, {"since", since}});
  if (!row) return std::nullopt;
  auto& [account, action, why] = *row;
  return Came{std::move(account), std::move(action), std::move(why)};
}

std::optional<std::string> RegisterStore::unit_of(db::Connection& connection, std::string_view noun,
                                                  const std::string& id,
                                                  const std::string& field) const {
  const RegisterSql& of = sql(noun);
  const auto [unit] = connection.select_only<std::optional<std::string>>(
      of.unit_of(*of.declaration().find_field(field)), {{"region", region_}, {"id", id}});
  return unit;
}

std::vector<std::string> RegisterStore::latest(db::Connection& connection, std::string_view noun,
                                               const std::string& field,
                                               std::int64_t rows_max) const {
  std::vector<std::string> values;
  for (auto& [value] : connection.select<std::string>(
           fmt::format("SELECT {0} FROM {1} WHERE region = :region AND removed = 0 AND {0} IS NOT "
                       "NULL ORDER BY state_since DESC, id DESC LIMIT :rows_max",
                       sql_name(field), sql_name(noun)),
           {{"region", region_}, {"rows_max", rows_max}})) {
    values.push_back(std::move(value));
  }
  return values;
}

bool RegisterStore::reached(db::Connection& connection, std::string_view noun, const Reach& reach,
                            const std::string& id) const {
  const Statement statement = sql(noun).reached(region_, reach, id);
  return connection.select_one<std::string>(statement.sql, statement.binds).has_value();
}

bool RegisterStore::had(db::Connection& connection, std::string_view noun, const std::string& id,
                        const std::string& field, const std::string& value) const {
  return connection
      .select_one<std::int64_t>(sql(noun).had(field),
                                {{"region", region_}, {"id", id}, {"value", value}})
      .has_value();
}

std::vector<RegisterStore::Found> RegisterStore::lookup(
    db::Connection& connection, std::string_view noun, const std::vector<std::string>& by,
    const std::vector<db::Value>& values) const {
  std::vector<db::Bind> binds{{"region", region_}};
  for (std::size_t i = 0; i < values.size(); ++i) binds.emplace_back(placeholder(i), values[i]);
  std::vector<Found> found;
  for (auto& [id, owner] :
       connection.select<std::string, std::string>(sql(noun).lookup(by), binds)) {
    found.push_back({std::move(id), std::move(owner)});
  }
  return found;
}

namespace {

std::string text_of(const db::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::get<std::string>(value);
}

// An array of texts, in which json_elements finds integers too.
std::string json_of(const std::vector<std::string>& texts, bool numbers = false) {
  boost::json::array array;
  array.reserve(texts.size());
  for (const std::string& text : texts) {
    if (numbers) {
      array.emplace_back(std::stoll(text));
    } else {
      array.emplace_back(text);
    }
  }
  return boost::json::serialize(array);
}

}  // namespace

std::vector<RegisterStore::Keyed> RegisterStore::stored_by(
    db::Connection& connection, std::string_view noun, const std::vector<std::string>& by,
    std::span<const std::vector<db::Value>> keys) const {
  struct Alike {
    std::vector<db::Value> same;
    std::vector<std::string> last;
    std::unordered_multimap<std::string, std::size_t> positions;
    bool numbers = false;
  };
  std::map<std::vector<std::string>, Alike> groups;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::vector<std::string> texts;
    for (auto value = keys[i].begin(); value + 1 != keys[i].end(); ++value) {
      texts.push_back(text_of(*value));
    }
    Alike& group = groups[std::move(texts)];
    group.same.assign(keys[i].begin(), keys[i].end() - 1);
    group.numbers = std::holds_alternative<std::int64_t>(keys[i].back());
    group.last.push_back(text_of(keys[i].back()));
    group.positions.emplace(group.last.back(), i);
  }
  const std::string text = sql(noun).stored_by(by);
  std::vector<Keyed> found;
  for (const auto& [texts, group] : groups) {
    std::vector<db::Bind> binds{{"region", region_}, {"keys", json_of(group.last, group.numbers)}};
    for (std::size_t i = 0; i < group.same.size(); ++i) {
      binds.emplace_back(placeholder(i), group.same[i]);
    }
    for (auto& [id, version, recorded_at, state, state_since, removed, returned, owner, columns,
                last] :
         connection.select<std::string, std::int64_t, base::Instant, std::string, base::Instant,
                           bool, std::string, std::string, std::string, std::string>(text, binds)) {
      const StoredRecord record{version, recorded_at, state, state_since,
                                removed, returned,    owner, columns};
      const auto [from, to] = group.positions.equal_range(last);
      for (auto at = from; at != to; ++at) found.push_back({at->second, id, record});
    }
  }
  return found;
}

std::map<std::string, std::int64_t> RegisterStore::versions(
    db::Connection& connection, std::string_view noun, const std::vector<std::string>& ids) const {
  std::map<std::string, std::int64_t> versions;
  for (auto& [id, version] : connection.select<std::string, std::int64_t>(
           sql(noun).versions(), {{"region", region_}, {"ids", json_of(ids)}})) {
    versions.emplace(std::move(id), version);
  }
  return versions;
}

std::vector<RegisterStore::Named> RegisterStore::names(db::Connection& connection,
                                                       std::string_view noun, const Reach& reach,
                                                       const std::vector<std::string>& columns,
                                                       const std::string& after,
                                                       std::int64_t rows_max,
                                                       const UnitFacts& unit_facts) const {
  Statement statement = sql(noun).names(region_, reach, columns, after, rows_max);
  if (shows_units(statement.sql))
    statement.binds.emplace_back("unit_facts", unit_facts(statement.sql));
  std::vector<Named> named;
  for (auto& [id, owner, state, label, names] :
       connection.select<std::string, std::string, std::string, std::string, std::string>(
           statement.sql, statement.binds)) {
    Named& one = named.emplace_back(
        Named{std::move(id), std::move(owner), std::move(state), std::move(label), {}});
    const boost::json::value parsed = boost::json::parse(names);
    for (const boost::json::value& value : parsed.as_array()) {
      if (value.is_string()) {
        one.names.emplace_back(value.get_string());
      } else {
        one.names.push_back(value.is_int64() ? std::to_string(value.get_int64()) : std::string());
      }
    }
  }
  return named;
}

void RegisterStore::insert(db::Connection& connection, std::string_view noun,
                           const std::vector<RecordRow>& rows, const Author& author) const {
  if (rows.empty()) return;
  const Statements& statements = of(noun);
  if (connection.dialect() == db::Dialect::postgresql) {
    std::vector<db::Value> values;
    for (const RecordRow& row : rows) add_values(region_, row, values);
    std::vector<db::Bind> binds = as_arrays(values, values.size() / rows.size());
    binds.emplace_back("account", author.account);
    binds.emplace_back("action", author.action);
    binds.emplace_back("why", author.why);
    connection.execute(statements.insert_many_with_versions, binds);
    search_index_.add(connection, noun, searched(rows));
    return;
  }
  insert_all(connection, statements.insert_one, statements.insert_many, std::span(rows),
             [&](const RecordRow& row, auto& values) { add_values(region_, row, values); });
  std::vector<db::Bind> versions{{"account", author.account},
                                 {"action", author.action},
                                 {"why", author.why},
                                 {"region", region_}};
  if (rows.size() == 1) {
    versions.emplace_back("id", rows.front().id);
    connection.execute(statements.append_one, versions);
  } else {
    versions.emplace_back("ids", id_array(rows));
    connection.execute(statements.append_many, versions);
  }
}

std::optional<RegisterStore::One> RegisterStore::insert_one(db::Connection& connection,
                                                            std::string_view noun,
                                                            const RecordRow& row,
                                                            const std::vector<std::string>& fields,
                                                            const UnitFacts& unit_facts,
                                                            const Author& author) const {
  const Statements& statements = of(noun);
  if (connection.dialect() == db::Dialect::sqlite || fields != statements.sql.all_fields()) {
    insert(connection, noun, {row}, author);
    return std::nullopt;
  }
  std::vector<db::Value> values;
  add_values(region_, row, values);
  std::vector<db::Bind> binds = one_by_one(values);
  binds.emplace_back("account", author.account);
  binds.emplace_back("action", author.action);
  binds.emplace_back("why", author.why);
  binds.emplace_back("pairs", SearchIndex::pairs(row.search_text));
  const std::string& text = statements.insert_answering;
  if (shows_units(text)) binds.emplace_back("unit_facts", unit_facts(text));
  auto [json, units, version] =
      connection.select_only<std::string, std::string, std::int64_t>(text, binds);
  return One{std::move(json), std::move(units), version};
}

void RegisterStore::insert_past(db::Connection& connection, std::string_view noun,
                                std::span<const RecordRow> rows,
                                std::span<const PastVersion> versions) const {
  const Statements& statements = of(noun);
  insert_all(connection, statements.insert_one, statements.insert_many, rows,
             [&](const RecordRow& row, auto& values) { add_values(region_, row, values); });
  search_index_.add(connection, noun, searched(rows));
  insert_all(connection, statements.version_one, statements.version_many, versions,
             [&](const PastVersion& version, auto& values) {
               add_values(region_, version.row, values);
               values.push_back(db::to_value(version.until));
               values.emplace_back(version.author.account);
               values.emplace_back(version.author.action);
               values.emplace_back(version.author.why);
             });
}

bool RegisterStore::update(db::Connection& connection, std::string_view noun, const RecordRow& row,
                           const Author& author) const {
  const Statements& statements = of(noun);
  std::vector<db::Value> values;
  add_values(region_, row, values);
  // A row that was just written need not be looked for.
  std::vector<db::Value> version = values;
  version.insert(version.end(), {nullptr, author.account, author.action, author.why});
  std::vector<db::Bind> binds = one_by_one(values);
  // The statement names region and id last.
  std::rotate(binds.begin(), binds.begin() + 2, binds.end());
  binds.emplace_back("previous", row.version - 1);
  if (connection.execute(statements.update, binds) == 0) return false;
  connection.execute("UPDATE " + sql_name(version_table(noun)) +
                         " SET until = :at WHERE region = :region AND id = :id "
                         "AND version = :previous",
                     {{"at", row.recorded_at},
                      {"region", region_},
                      {"id", row.id},
                      {"previous", row.version - 1}});
  connection.execute(statements.version_one, one_by_one(version));
  search_index_.add_changed(connection, noun, {row.id, row.version, row.search_text});
  return true;
}

void RegisterStore::learn_sizes(db::Connection& connection, std::string_view noun) const {
  if (connection.dialect() != db::Dialect::postgresql) return;
  connection.execute("ANALYZE " + sql_name(noun));
  connection.execute("ANALYZE " + sql_name(version_table(noun)));
  search_index_.learn_size(connection, noun);
}

void RegisterStore::lock_shapes(db::Connection& connection) const {
  if (connection.dialect() == db::Dialect::postgresql) {
    connection.execute("LOCK TABLE register IN ACCESS EXCLUSIVE MODE");
  }
}

std::map<std::string, TableShape> RegisterStore::shapes(db::Connection& connection) const {
  std::map<std::string, TableShape> shapes;
  for (const auto& [id, content] : connection.select<std::string, std::string>(
           "SELECT v.id, v.content FROM register AS r JOIN register_version AS v "
           "ON v.region = r.region AND v.id = r.id AND v.version = r.version "
           "WHERE r.region = :region ORDER BY v.id",
           {{"region", region_}})) {
    shapes.emplace(id, base::record_from<TableShape>(content));
  }
  return shapes;
}

bool RegisterStore::has_table(db::Connection& connection, const std::string& name) {
  const char* const sql =
      connection.dialect() == db::Dialect::sqlite
          ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name = :name"
          : "SELECT CAST(relname AS text) FROM pg_class WHERE relkind IN ('r', 'p') "
            "AND relname = :name AND pg_table_is_visible(oid)";
  return connection.select_one<std::string>(sql, {{"name", name}}).has_value();
}

void RegisterStore::save_shape(db::Connection& connection, const TableShape& shape) const {
  connection.execute(
      "INSERT INTO register (region, id, version) VALUES (:region, :id, 1) "
      "ON CONFLICT (region, id) DO UPDATE SET version = register.version + 1",
      {{"region", region_}, {"id", shape.name}});
  db::append_version(connection, "register_version",
                     {region_, shape.name, "", "", base::record_text(shape)});
}

void RegisterStore::run(db::Connection& connection, const TableChange& change) const {
  for (const std::string& statement : change.statements) {
    connection.execute(db::fill_in(connection.dialect(), statement));
  }
}

std::vector<std::vector<std::string>> RegisterStore::repeated(
    db::Connection& connection, std::string_view noun, const std::vector<std::string>& columns,
    const std::vector<std::string>& but_in, std::int64_t groups_max) const {
  std::string filled;
  std::string group;
  std::string same;
  for (const std::string& column : columns) {
    const std::string name = sql_name(column);
    filled += fmt::format(" AND {} IS NOT NULL", name);
    group += (group.empty() ? "" : ", ") + name;
    same += fmt::format(" AND t.{0} = g.{0}", name);
  }
  std::vector<std::vector<std::string>> groups;
  std::int64_t last = 0;
  for (auto& [number, id] : connection.select<std::int64_t, std::string>(
           fmt::format("SELECT g._group, t.id FROM (SELECT {0}, row_number() OVER (ORDER BY {0}) "
                       "AS _group FROM {1} WHERE region = :region AND {2}{3} GROUP BY {0} "
                       "HAVING count(*) > 1) AS g JOIN {1} AS t ON t.region = :region AND {4}{5} "
                       "WHERE g._group <= :groups_max ORDER BY g._group, t.id",
                       group, sql_name(noun), claims("", but_in), filled, claims("t.", but_in),
                       same),
           {{"region", region_}, {"groups_max", groups_max}})) {
    if (number != last) groups.emplace_back();
    last = number;
    groups.back().push_back(std::move(id));
  }
  return groups;
}

std::vector<RegisterStore::PlainText> RegisterStore::plain_texts(db::Connection& connection,
                                                                 const std::string& table,
                                                                 const std::string& column,
                                                                 const PlainText& last,
                                                                 std::int64_t rows_max) const {
  std::vector<PlainText> texts;
  for (auto& [id, version, text, search_text] :
       connection.select<std::string, std::int64_t, std::string, std::string>(
           fmt::format("SELECT id, version, {0}, search_text FROM {1} WHERE region = :region AND "
                       "(id, version) > (:id, :version) AND {0} IS NOT NULL ORDER BY id, version "
                       "LIMIT :rows_max",
                       sql_name(column), sql_name(table)),
           {{"region", region_},
            {"id", last.id},
            {"version", last.version},
            {"rows_max", rows_max}})) {
    texts.push_back({std::move(id), version, std::move(text), std::move(search_text)});
  }
  return texts;
}

void RegisterStore::seal_text(db::Connection& connection, const std::string& table,
                              const std::string& column, const PlainText& row,
                              const SealedText& value) const {
  connection.execute(
      fmt::format("UPDATE {} SET {} = :sealed, {} = :masked, {} = :blind, search_text = "
                  ":search_text WHERE region = :region AND id = :id AND version = :version",
                  sql_name(table), sql_name(column), sql_name(column + "_masked"),
                  sql_name(column + "_blind")),
      {{"sealed", value.sealed},
       {"masked", value.masked},
       {"blind", value.blind},
       {"search_text", row.search_text},
       {"region", region_},
       {"id", row.id},
       {"version", row.version}});
}

void RegisterStore::forget_texts(db::Connection& connection, const std::string& noun,
                                 const std::string& column) const {
  connection.execute("DELETE FROM idempotency WHERE region = :region", {{"region", region_}});
  connection.execute(
      "DELETE FROM register_saved_view WHERE region = :region AND noun = :noun AND " +
          db::contains_text(connection.dialect(), "query", ":filter"),
      {{"region", region_}, {"noun", noun}, {"filter", column + "."}});
}

bool RegisterStore::has_records(db::Connection& connection, std::string_view noun) const {
  return connection.select_one<std::string>("SELECT id FROM " + sql_name(noun) + " LIMIT 1")
      .has_value();
}

}  // namespace registers
