#include "finance/funding_store.hpp"

#include <fmt/format.h>

#include <boost/describe.hpp>
#include <initializer_list>
#include <utility>

#include "base/clock.hpp"
#include "base/record_json.hpp"
#include "db/version.hpp"

namespace finance {

namespace {

constexpr const char* kCurrent =
    "SELECT funding_release.version, funding_release_version.content FROM funding_release "
    "JOIN funding_release_version ON funding_release_version.region = funding_release.region "
    "AND funding_release_version.id = funding_release.id "
    "AND funding_release_version.version = funding_release.version "
    "WHERE funding_release.region = :region ";

std::vector<ReleaseRecord> records(db::Connection& connection, const std::string& narrowed,
                                   std::initializer_list<db::Bind> binds) {
  std::vector<ReleaseRecord> found;
  for (const auto& [version, content] :
       connection.select<std::int64_t, std::string>(kCurrent + narrowed, binds)) {
    found.push_back(base::record_from<ReleaseRecord>(content));
    found.back().version = version;
  }
  return found;
}

}  // namespace

std::optional<ReleaseRecord> FundingStore::release(db::Connection& connection,
                                                   std::int64_t year) const {
  auto found = records(connection, "AND funding_release.id = :id",
                       {{"region", region_}, {"id", std::to_string(year)}});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<ReleaseRecord> FundingStore::release_as_of(db::Connection& connection,
                                                         std::int64_t year, Date day) const {
  const auto rows = connection.select<std::int64_t, std::string>(
      fmt::format("SELECT version, content FROM funding_release_version "
                  "WHERE region = :region AND id = :id AND {}",
                  db::kAsOf),
      {{"region", region_}, {"id", std::to_string(year)}, {"as_of", base::end_of(day)}});
  if (rows.empty()) return std::nullopt;
  const auto& [version, content] = rows.front();
  auto found = base::record_from<ReleaseRecord>(content);
  found.version = version;
  return found;
}

std::vector<ReleaseRecord> FundingStore::released(db::Connection& connection) const {
  return records(connection, "AND funding_release.state = :state ORDER BY funding_release.id DESC",
                 {{"region", region_}, {"state", "released"}});
}

bool FundingStore::append(db::Connection& connection, const ReleaseRecord& record,
                          const std::string& account) const {
  const std::string id = std::to_string(record.year);
  const std::string state = boost::describe::enum_to_string(record.state, "");
  std::int64_t changed = 0;
  if (record.version == 0) {
    changed = connection.execute(
        "INSERT INTO funding_release (region, id, version, state) "
        "VALUES (:region, :id, 1, :state) ON CONFLICT (region, id) DO NOTHING",
        {{"region", region_}, {"id", id}, {"state", state}});
  } else {
    changed = connection.execute(
        "UPDATE funding_release SET version = :next, state = :state "
        "WHERE region = :region AND id = :id AND version = :version",
        {{"next", record.version + 1},
         {"state", state},
         {"region", region_},
         {"id", id},
         {"version", record.version}});
  }
  if (changed == 0) return false;
  db::append_version(connection, "funding_release_version",
                     {region_, id, account, record.reason, base::record_text(record)});
  return true;
}

}  // namespace finance
