#include "share/milestone_store.hpp"

#include <fmt/format.h>

#include "base/record_json.hpp"

namespace share {

namespace {

// What the office does with a report leaves what it says; a save and a scan are no word of the
// unit.
constexpr std::string_view kTold =
    "v.why <> 'save' AND v.why IN ('submit', 'acknowledge', 'ask', 'verify') "
    "AND v.recorded_at < :before";

std::vector<VersionKey> keys_from(std::vector<std::tuple<std::string, std::int64_t>> rows) {
  std::vector<VersionKey> keys;
  keys.reserve(rows.size());
  for (auto& [id, version] : rows) keys.push_back({std::move(id), version});
  return keys;
}

}  // namespace

std::vector<VersionKey> MilestoneStore::lists(db::Connection& connection,
                                              base::Instant before) const {
  return keys_from(connection.select<std::string, std::int64_t>(
      "SELECT id, version FROM milestone_list_version WHERE region = :region "
      "AND recorded_at < :before AND (until IS NULL OR until >= :before) ORDER BY id",
      {{"region", region_}, {"before", before}}));
}

MilestoneList MilestoneStore::list(db::Connection& connection, const VersionKey& key) const {
  return base::record_from<MilestoneList>(std::get<0>(connection.select_only<std::string>(
      "SELECT content FROM milestone_list_version "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"region", region_}, {"id", key.id}, {"version", key.version}})));
}

std::map<std::string, VersionKey> MilestoneStore::reports(db::Connection& connection,
                                                          base::Instant before,
                                                          const std::set<std::string>& of) const {
  // For each share the report of its last period of which something was told by then (found by
  // report_newest), and of that the last version (by report_step).
  const std::string sql = fmt::format(
      "SELECT share.id, report_version.id, report_version.version FROM share "
      "JOIN report_version ON report_version.region = share.region "
      "AND report_version.id = (SELECT r.id FROM report r WHERE r.region = share.region "
      "AND r.share = share.id AND EXISTS (SELECT 1 FROM report_version v "
      "WHERE v.region = r.region AND v.id = r.id AND {0}) ORDER BY r.ends_on DESC LIMIT 1) "
      "AND report_version.version = (SELECT MAX(v.version) FROM report_version v "
      "WHERE v.region = report_version.region AND v.id = report_version.id AND {0}) "
      "WHERE share.region = :region AND share.id IN ({1})",
      kTold, db::json_elements(connection.dialect(), ":shares"));
  std::map<std::string, VersionKey> found;
  for (auto& [share, id, version] : connection.select<std::string, std::string, std::int64_t>(
           sql, {{"region", region_}, {"before", before}, {"shares", base::record_text(of)}})) {
    found.emplace(std::move(share), VersionKey{std::move(id), version});
  }
  return found;
}

ReportedMilestones MilestoneStore::reported(db::Connection& connection,
                                            const VersionKey& key) const {
  auto report = base::record_from<ReportRecord>(std::get<0>(connection.select_only<std::string>(
      "SELECT content FROM report_version "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"region", region_}, {"id", key.id}, {"version", key.version}})));
  return {std::move(report.content.ticks), std::move(report.content.quantities)};
}

std::map<std::string, std::string> MilestoneStore::verified(db::Connection& connection,
                                                            int task) const {
  std::map<std::string, std::string> periods;
  for (auto& [share, period] : connection.select<std::string, std::string>(
           "SELECT report.share, report.period FROM report "
           "JOIN share ON share.region = report.region AND share.id = report.share "
           "WHERE report.region = :region AND share.task = :task AND report.state = 'verified' "
           "ORDER BY report.ends_on",
           {{"region", region_}, {"task", std::int64_t{task}}})) {
    periods.insert_or_assign(std::move(share), std::move(period));
  }
  return periods;
}

}  // namespace share
