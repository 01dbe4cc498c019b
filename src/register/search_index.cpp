#include "register/search_index.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "db/array_text.hpp"
#include "register/register_sql.hpp"

namespace registers {

namespace {

std::string index_table(std::string_view noun) { return sql_name(SearchIndex::table(noun)); }

// --- what is indexed -----------------------------------------------------------------------------

std::vector<char32_t> characters(std::string_view line) {
  std::vector<char32_t> all;
  for (std::size_t i = 0; i < line.size();) {
    const auto first = static_cast<unsigned char>(line[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < line.size(); ++k) {
      code = code << 6U | (static_cast<unsigned char>(line[i + k]) & 0x3FU);
    }
    all.push_back(code);
    i += length;
  }
  return all;
}

using Pair = std::pair<char32_t, char32_t>;

// Every two neighbouring characters of each line; after its last comes none, 0.
std::vector<Pair> pairs_of(std::string_view text) {
  std::vector<Pair> pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::vector<char32_t> line = characters(text.substr(0, end));
    for (std::size_t i = 0; i < line.size(); ++i) {
      pairs.emplace_back(line[i], i + 1 < line.size() ? line[i + 1] : 0);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  return pairs;
}

// --- as SQLite keeps it --------------------------------------------------------------------------

// A word of the digits of the code points: its tokenizer knows no letters younger than Unicode 6.1,
// and rare names are written with such.
std::string word(const Pair& pair) {
  const auto first = static_cast<std::uint32_t>(pair.first);
  const auto second = static_cast<std::uint32_t>(pair.second);
  return second == 0 ? fmt::format(FMT_COMPILE("{:04x}"), first)
                     : fmt::format(FMT_COMPILE("{:04x}{:04x}"), first, second);
}

std::string words(std::string_view text) {
  std::string all;
  for (const Pair& pair : pairs_of(text)) {
    if (!all.empty()) all += ' ';
    all += word(pair);
  }
  return all;
}

std::string all_words(const std::vector<char32_t>& search) {
  // The digits of a character alone begin each word of it.
  if (search.size() == 1) return fmt::format("\"{}\"*", word({search.front(), 0}));
  std::string match;
  for (std::size_t i = 0; i + 1 < search.size(); ++i) {
    match += fmt::format("{}\"{}\"", i == 0 ? "" : " AND ", word({search[i], search[i + 1]}));
  }
  return match;
}

// Versions that are not taken up yet.
std::string waiting_versions(std::string_view noun) {
  return fmt::format(
      "FROM {} WHERE rowid > coalesce((SELECT taken_up FROM register_search "
      "WHERE region = :region AND noun = '{}'), 0)",
      sql_name(version_table(noun)), noun);
}

// --- as PostgreSQL keeps it ----------------------------------------------------------------------

// An element of its array. Two pairs may share one: what is found is compared with the text.
std::int32_t element(const Pair& pair) {
  const auto [first, second] = pair;
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(first) * 0x9E3779B1U ^
                                   static_cast<std::uint32_t>(second));
}

void append_element(std::string& array, const Pair& pair) {
  array += fmt::format("{}{}", array.size() == 1 ? "" : ",", element(pair));
}

std::string all_elements(const std::vector<char32_t>& search) {
  std::string array = "{";
  if (search.size() == 1) append_element(array, {search.front(), 0});
  for (std::size_t i = 0; i + 1 < search.size(); ++i) {
    append_element(array, {search[i], search[i + 1]});
  }
  return array + "}";
}

std::string matching(db::Dialect dialect, std::string_view noun) {
  const std::string table = index_table(noun);
  if (dialect == db::Dialect::sqlite) return fmt::format("{0} WHERE {0} MATCH :match", table);
  return table + " WHERE pairs @> CAST(:match AS integer[])";
}

}  // namespace

// A database of a version before has it on SQLite.
constexpr db::Migration kSearchTables{"register/0006_search", R"sql(
-- What the index of a register has taken up: on SQLite versions up to the row taken_up, which is the
-- one named; on PostgreSQL records up to id, and taken_up is 1 when that is all of them.
CREATE TABLE IF NOT EXISTS register_search (
  region {text} NOT NULL,
  noun {text} NOT NULL,
  taken_up {int} NOT NULL,
  id {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT register_search_pkey PRIMARY KEY (region, noun)
){strict};
)sql"};

SearchIndex::SearchIndex(std::string region, db::Dialect dialect)
    : region_(std::move(region)), dialect_(dialect) {}

// Each character alone is an element too.
std::string SearchIndex::pairs(std::string_view text) {
  std::string array = "{";
  char32_t alone = 0;
  for (const Pair& pair : pairs_of(text)) {
    if (pair.first != alone) append_element(array, {alone = pair.first, 0});
    if (pair.second != 0) append_element(array, pair);
  }
  return array + "}";
}

std::string SearchIndex::table(std::string_view noun) { return fmt::format("{}_search", noun); }

void SearchIndex::prepare(db::Connection& connection, std::string_view noun) const {
  if (dialect_ == db::Dialect::sqlite) {
    prepare_sqlite(connection, noun);
  } else {
    prepare_postgresql(connection, noun);
  }
}

void SearchIndex::prepare_sqlite(db::Connection& connection, std::string_view noun) const {
  // A VACUUM may give rows other numbers: then the index is of others and made anew.
  const bool other_rows =
      connection
          .select_one<std::int64_t>(
              fmt::format("SELECT s.taken_up FROM register_search AS s WHERE s.region = :region "
                          "AND s.noun = :noun AND NOT EXISTS (SELECT 1 FROM {} AS v WHERE "
                          "v.rowid = s.taken_up AND v.id = s.id AND v.version = s.version)",
                          sql_name(version_table(noun))),
              {{"region", region_}, {"noun", noun}})
          .has_value();
  if (other_rows) drop(connection, noun);
  // Neither the words nor their places are kept: what is found is compared with the text itself.
  connection.execute(fmt::format(
      "CREATE VIRTUAL TABLE IF NOT EXISTS {} USING fts5(words, content = '', columnsize = 0, "
      "detail = none, tokenize = 'ascii')",
      index_table(noun)));
}

void SearchIndex::prepare_postgresql(db::Connection& connection, std::string_view noun) const {
  // To ask for an index that is there would keep writers out.
  const bool made =
      connection
          .select_one<std::int64_t>(
              "SELECT taken_up FROM register_search WHERE region = :region AND noun = :noun",
              {{"region", region_}, {"noun", noun}})
          .has_value();
  if (made) return;
  connection.execute(db::fill_in(
      dialect_, fmt::format("CREATE TABLE {} (region {{text}} NOT NULL, id {{text}} NOT NULL, "
                            "version {{int}} NOT NULL, pairs integer[] NOT NULL, "
                            "CONSTRAINT {} PRIMARY KEY (region, id, version))",
                            index_table(noun), sql_name(fmt::format("{}_search_pkey", noun)))));
  // What is gathered is put in its place by whoever writes next: 256 kB at most.
  connection.execute(
      fmt::format("CREATE INDEX {} ON {} USING gin (pairs) WITH (gin_pending_list_limit = 256)",
                  sql_name(fmt::format("{}_search_pairs", noun)), index_table(noun)));
  connection.execute(
      "INSERT INTO register_search (region, noun, taken_up, id, version) "
      "VALUES (:region, :noun, 0, '', 0)",
      {{"region", region_}, {"noun", noun}});
}

void SearchIndex::drop(db::Connection& connection, std::string_view noun) const {
  connection.execute("DROP TABLE IF EXISTS " + index_table(noun));
  connection.execute("DELETE FROM register_search WHERE region = :region AND noun = :noun",
                     {{"region", region_}, {"noun", noun}});
}

void SearchIndex::add(db::Connection& connection, std::string_view noun,
                      std::span<const Entry> entries) const {
  if (dialect_ == db::Dialect::sqlite || entries.empty()) return;
  std::vector<db::Value> values;
  values.reserve(3 * entries.size());
  for (const Entry& entry : entries) {
    values.emplace_back(std::string(entry.id));
    values.emplace_back(entry.version);
    values.emplace_back(pairs(entry.search_text));
  }
  // What is taken up may have been written meanwhile.
  connection.execute(
      fmt::format("INSERT INTO {} (region, id, version, pairs) "
                  "SELECT :region, id, version, CAST(pairs AS integer[]) "
                  "FROM unnest(CAST(:ids AS text[]), CAST(:versions AS bigint[]), "
                  "CAST(:pairs AS text[])) AS entry (id, version, pairs) ON CONFLICT DO NOTHING",
                  index_table(noun)),
      {{"region", region_},
       {"ids", db::array_text(values, 0, 3)},
       {"versions", db::array_text(values, 1, 3)},
       {"pairs", db::array_text(values, 2, 3)}});
}

void SearchIndex::add_changed(db::Connection& connection, std::string_view noun,
                              const Entry& entry) const {
  if (dialect_ == db::Dialect::sqlite) return;
  connection.execute(
      fmt::format("INSERT INTO {} (region, id, version, pairs) SELECT CAST(:region AS text), "
                  "CAST(:id AS text), CAST(:version AS bigint), CAST(:pairs AS integer[]) "
                  "WHERE NOT EXISTS (SELECT 1 FROM {} WHERE region = :region AND id = :id "
                  "AND version = :before AND search_text = :text)",
                  index_table(noun), sql_name(version_table(noun))),
      {{"region", region_},
       {"id", entry.id},
       {"version", entry.version},
       {"pairs", pairs(entry.search_text)},
       {"before", entry.version - 1},
       {"text", entry.search_text}});
}

std::int64_t SearchIndex::take_up(db::Connection& connection, std::string_view noun) const {
  return dialect_ == db::Dialect::sqlite ? take_up_versions(connection, noun)
                                         : take_up_records(connection, noun);
}

std::int64_t SearchIndex::take_up_versions(db::Connection& connection,
                                           std::string_view noun) const {
  const auto rows = connection.select<std::int64_t, std::string, std::string, std::int64_t>(
      fmt::format("SELECT rowid, search_text, id, version {} ORDER BY rowid LIMIT :most",
                  waiting_versions(noun)),
      {{"region", region_}, {"most", kTakenAtOnce}});
  if (rows.empty()) return 0;
  // One statement: after each, FTS5 writes what it holds. Words need no escaping in JSON.
  std::string all = "{";
  for (const auto& [row, text, id, version] : rows) {
    all += fmt::format("{}\"{}\":\"{}\"", all.size() == 1 ? "" : ",", row, words(text));
  }
  connection.execute(fmt::format("INSERT INTO {} (rowid, words) "
                                 "SELECT CAST(key AS INTEGER), value FROM json_each(:all)",
                                 index_table(noun)),
                     {{"all", all + "}"}});
  const auto& [last, text, id, version] = rows.back();
  connection.execute(
      "INSERT INTO register_search (region, noun, taken_up, id, version) "
      "VALUES (:region, :noun, :row, :id, :version) ON CONFLICT (region, noun) DO UPDATE "
      "SET taken_up = excluded.taken_up, id = excluded.id, version = excluded.version",
      {{"region", region_}, {"noun", noun}, {"row", last}, {"id", id}, {"version", version}});
  return static_cast<std::int64_t>(rows.size());
}

std::int64_t SearchIndex::take_up_records(db::Connection& connection, std::string_view noun) const {
  const auto after = connection.select_one<std::string>(
      "SELECT id FROM register_search WHERE region = :region AND noun = :noun AND taken_up = 0",
      {{"region", region_}, {"noun", noun}});
  if (!after) return 0;
  const auto rows = connection.select<std::string, std::int64_t, std::string>(
      fmt::format("SELECT id, version, search_text FROM {} WHERE region = :region AND id > :after "
                  "ORDER BY id LIMIT {}",
                  sql_name(noun), kTakenAtOnce),
      {{"region", region_}, {"after", std::get<0>(*after)}});
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  for (const auto& [id, version, text] : rows) entries.push_back({id, version, text});
  add(connection, noun, entries);
  const auto count = static_cast<std::int64_t>(rows.size());
  connection.execute(
      "UPDATE register_search SET id = :last, taken_up = :all WHERE region = :region "
      "AND noun = :noun",
      {{"last", rows.empty() ? std::get<0>(*after) : std::get<0>(rows.back())},
       {"all", count < kTakenAtOnce},
       {"region", region_},
       {"noun", noun}});
  // Where there are none, PostgreSQL would plan for an empty table until it learns better.
  const bool some = count > 0 || !std::get<0>(*after).empty();
  if (some && count < kTakenAtOnce) learn_size(connection, noun);
  return count;
}

void SearchIndex::learn_size(db::Connection& connection, std::string_view noun) const {
  if (dialect_ == db::Dialect::postgresql) connection.execute("ANALYZE " + index_table(noun));
}

std::int64_t SearchIndex::waiting(db::Connection& connection, std::string_view noun) const {
  if (dialect_ == db::Dialect::postgresql) return 0;
  return std::get<0>(connection.select_only<std::int64_t>(
      fmt::format("SELECT count(*) FROM (SELECT 1 {} LIMIT :most)", waiting_versions(noun)),
      {{"region", region_}, {"most", kWaitingMax + 1}}));
}

std::optional<std::string> SearchIndex::match(db::Connection& connection, std::string_view noun,
                                              std::string_view search) const {
  const std::vector<char32_t> all = characters(search);
  if (all.empty()) return std::nullopt;
  std::string match = dialect_ == db::Dialect::sqlite ? all_words(all) : all_elements(all);
  const auto found = std::get<0>(connection.select_only<std::int64_t>(
      fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {}) AS found",
                  matching(dialect_, noun), kTextsMax + 1),
      {{"match", match}}));
  if (found > kTextsMax) return std::nullopt;
  return match;
}

std::string SearchIndex::few(db::Dialect dialect, std::string_view noun) {
  if (dialect == db::Dialect::postgresql) {
    // As many fit at most, and PostgreSQL would expect more.
    return fmt::format(
        "SELECT DISTINCT id FROM (SELECT id FROM {} AND region = :region LIMIT {}) AS fitting",
        matching(dialect, noun), kTextsMax);
  }
  return fmt::format(
      "SELECT DISTINCT v.id FROM {} AS v WHERE v.rowid IN (SELECT rowid FROM {} UNION ALL "
      "SELECT rowid {})",
      sql_name(version_table(noun)), matching(dialect, noun), waiting_versions(noun));
}

}  // namespace registers
