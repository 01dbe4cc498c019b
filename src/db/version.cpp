#include "db/version.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace db {

std::int64_t append_version(Connection& connection, std::string_view version_table,
                            const Change& change) {
  if (version_table.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") !=
      std::string_view::npos) {
    throw std::logic_error("not the name of a table of versions");
  }
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

}  // namespace db
