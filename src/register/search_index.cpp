#include "register/search_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "register/register_sql.hpp"

namespace registers {

namespace {

constexpr std::size_t kRowsPerInsert = 64;

std::string index_table(std::string_view noun) { return sql_name(fmt::format("{}_search", noun)); }

// The digits of its code point: the tokenizer of SQLite knows no letters younger than Unicode 6.1,
// and rare names are written with such.
std::vector<std::string> characters(std::string_view line) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < line.size();) {
    const auto first = static_cast<unsigned char>(line[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < line.size(); ++k) {
      code = code << 6U | (static_cast<unsigned char>(line[i + k]) & 0x3FU);
    }
    all.push_back(fmt::format("{:04x}", code));
    i += length;
  }
  return all;
}

// Versions that are not taken up yet.
std::string waiting_rows(std::string_view noun) {
  return fmt::format(
      "FROM {} WHERE rowid > coalesce((SELECT taken_up FROM register_search "
      "WHERE region = :region AND noun = '{}'), 0)",
      sql_name(version_table(noun)), noun);
}

// Every two neighbouring characters of each line, and its last.
std::string neighbours(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::vector<std::string> line = characters(text.substr(0, end));
    for (std::size_t i = 0; i < line.size(); ++i) {
      std::string word = line[i];
      if (i + 1 < line.size()) word += line[i + 1];
      if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

SearchIndex::SearchIndex(std::string region, db::Dialect dialect)
    : region_(std::move(region)), present_(dialect == db::Dialect::sqlite) {}

void SearchIndex::prepare(db::Connection& connection, std::string_view noun) const {
  if (!present_) return;
  connection.execute(
      "CREATE TABLE IF NOT EXISTS register_search (region TEXT NOT NULL, noun TEXT NOT NULL, "
      "taken_up INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, "
      "CONSTRAINT register_search_pkey PRIMARY KEY (region, noun)) STRICT");
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

void SearchIndex::drop(db::Connection& connection, std::string_view noun) const {
  if (!present_) return;
  connection.execute("DROP TABLE IF EXISTS " + index_table(noun));
  connection.execute("DELETE FROM register_search WHERE region = :region AND noun = :noun",
                     {{"region", region_}, {"noun", noun}});
}

std::int64_t SearchIndex::take_up(db::Connection& connection, std::string_view noun) const {
  if (!present_) return 0;
  const auto rows = connection.select<std::int64_t, std::string, std::string, std::int64_t>(
      fmt::format("SELECT rowid, search_text, id, version {} ORDER BY rowid LIMIT :most",
                  waiting_rows(noun)),
      {{"region", region_}, {"most", kTakenAtOnce}});
  if (rows.empty()) return 0;
  for (std::size_t from = 0; from < rows.size();) {
    // Two sizes only, so that few statements are prepared.
    const std::size_t count = rows.size() - from >= kRowsPerInsert ? kRowsPerInsert : 1;
    std::string sql = fmt::format("INSERT INTO {} (rowid, words) VALUES ", index_table(noun));
    std::vector<db::Bind> binds;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& [row, text, id, version] = rows[from + i];
      const std::string_view row_name = placeholder(2 * i);
      const std::string_view words_name = placeholder(2 * i + 1);
      sql += fmt::format("{}(:{}, :{})", i == 0 ? "" : ", ", row_name, words_name);
      binds.emplace_back(row_name, row);
      binds.emplace_back(words_name, neighbours(text));
    }
    connection.execute(sql, binds);
    from += count;
  }
  const auto& [last, text, id, version] = rows.back();
  connection.execute(
      "INSERT INTO register_search (region, noun, taken_up, id, version) "
      "VALUES (:region, :noun, :row, :id, :version) ON CONFLICT (region, noun) DO UPDATE "
      "SET taken_up = excluded.taken_up, id = excluded.id, version = excluded.version",
      {{"region", region_}, {"noun", noun}, {"row", last}, {"id", id}, {"version", version}});
  return static_cast<std::int64_t>(rows.size());
}

std::int64_t SearchIndex::waiting(db::Connection& connection, std::string_view noun) const {
  if (!present_) return 0;
  return std::get<0>(connection.select_only<std::int64_t>(
      fmt::format("SELECT count(*) FROM (SELECT 1 {} LIMIT :most)", waiting_rows(noun)),
      {{"region", region_}, {"most", kWaitingMax + 1}}));
}

std::optional<std::string> SearchIndex::match(db::Connection& connection, std::string_view noun,
                                              std::string_view search) const {
  const std::vector<std::string> all = characters(search);
  if (!present_ || all.empty()) return std::nullopt;
  std::string match;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    match += fmt::format("{}\"{}{}\"", i == 0 ? "" : " AND ", all[i], all[i + 1]);
  }
  if (all.size() == 1) match = fmt::format("\"{}\"*", all.front());
  const auto found = std::get<0>(connection.select_only<std::int64_t>(
      fmt::format("SELECT count(*) FROM (SELECT rowid FROM {0} WHERE {0} MATCH :match LIMIT :most)",
                  index_table(noun)),
      {{"match", match}, {"most", kVersionsMax + 1}}));
  if (found > kVersionsMax) return std::nullopt;
  return match;
}

std::string SearchIndex::few(std::string_view noun) {
  const std::string table = sql_name(version_table(noun));
  return fmt::format(
      "SELECT DISTINCT v.id FROM {0} AS v WHERE v.rowid IN (SELECT rowid FROM {1} WHERE {1} MATCH "
      ":match "
      "UNION ALL SELECT rowid {2})",
      table, index_table(noun), waiting_rows(noun));
}

}  // namespace registers
