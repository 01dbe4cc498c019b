#include "db/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "db/rows.hpp"

namespace db {

namespace {

void require_table_name(std::string_view version_table) {
  if (version_table.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") !=
      std::string_view::npos) {
    throw std::logic_error("not the name of a table of versions");
  }
}

}  // namespace

void append_first_version(Connection& connection, std::string_view version_table,
                          const Change& change) {
  append_first_versions(connection, version_table, {&change, 1});
}

void append_first_versions(Connection& connection, std::string_view version_table,
                           std::span<const Change> changes) {
  require_table_name(version_table);
  std::vector<std::vector<Value>> rows;
  rows.reserve(changes.size());
  for (const Change& change : changes) {
    rows.push_back({change.region, change.id, std::int64_t{1}, connection.now().us, change.account,
                    change.why, change.content_json});
  }
  insert_rows(connection, version_table,
              {"region", "id", "version", "recorded_at", "account", "why", "content"}, rows);
}

std::int64_t append_version(Connection& connection, std::string_view version_table,
                            const Change& change) {
  require_table_name(version_table);
  const std::string table(version_table);
  const auto last =
      connection.select_one<std::int64_t, base::Instant, std::optional<base::Instant>>(
          "SELECT version, recorded_at, until FROM " + table +
              " WHERE region = :region AND id = :id ORDER BY version DESC LIMIT 1",
          {{"region", change.region}, {"id", change.id}});
  std::int64_t version = 1;
  base::Instant at = connection.now();
  if (last) {
    const auto& [last_version, recorded_at, until] = *last;
    version = last_version + 1;
    // Another server with a fast clock may have written the last version; a record twice changed in
    // one transaction has two versions. Either way the next one is later.
    at = std::max(at, base::Instant{recorded_at.us + 1});
    if (!until) {
      connection.execute(
          "UPDATE " + table +
              " SET until = :at WHERE region = :region AND id = :id AND "
              "version = :version",
          {{"at", at}, {"region", change.region}, {"id", change.id}, {"version", last_version}});
    } else {
      at = std::max(at, *until);
    }
  }
  connection.execute("INSERT INTO " + table +
                         " (region, id, version, recorded_at, until, account, why, content) "
                         "VALUES (:region, :id, :version, :at, NULL, :account, :why, :content)",
                     {{"region", change.region},
                      {"id", change.id},
                      {"version", version},
                      {"at", at},
                      {"account", change.account},
                      {"why", change.why},
                      {"content", change.content_json}});
  return version;
}

std::string older_versions(std::string_view version_table, std::string_view wanted) {
  require_table_name(version_table);
  // Contents are fetched of the rows that are shown only, not sorted with the others.
  return fmt::format(
      "SELECT older.id, older.version, older.recorded_at, older.content FROM ("
      "SELECT v.id, v.version FROM {0} v WHERE v.region = :region AND {1} "
      "AND (v.recorded_at, v.id, v.version) < (:older_at, :older_id, :older_version) "
      "ORDER BY v.recorded_at DESC, v.id DESC, v.version DESC LIMIT :older_most) found "
      "JOIN {0} older ON older.region = :region AND older.id = found.id "
      "AND older.version = found.version "
      "ORDER BY older.recorded_at DESC, older.id DESC, older.version DESC",
      version_table, wanted);
}

std::vector<Bind> older_binds(const std::string& region, const OlderVersions& older) {
  return {{"region", region},
          {"older_at", older.before.recorded_at},
          {"older_id", older.before.id},
          {"older_version", older.before.version},
          {"older_most", older.most}};
}

}  // namespace db
