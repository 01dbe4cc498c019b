#include "share/report_store.hpp"

#include <algorithm>
#include <boost/describe.hpp>
#include <utility>

#include "base/record_json.hpp"
#include "db/version.hpp"

namespace share {

namespace {

std::string name_of(ReportState state) { return boost::describe::enum_to_string(state, ""); }
std::string name_of(ReportStep step) { return boost::describe::enum_to_string(step, ""); }

using Row = std::tuple<std::string, std::int64_t, base::Instant, std::string>;

RecordedReport report_from(Row row) {
  auto& [id, version, recorded_at, content] = row;
  auto report = base::record_from<ReportRecord>(content);
  report.id = std::move(id);
  report.version = version;
  return {std::move(report), recorded_at};
}

std::vector<RecordedReport> reports_from(std::vector<Row> rows) {
  std::vector<RecordedReport> reports;
  reports.reserve(rows.size());
  for (Row& row : rows) reports.push_back(report_from(std::move(row)));
  return reports;
}

constexpr std::string_view kVersions =
    "SELECT report.id, report_version.version, report_version.recorded_at, report_version.content "
    "FROM report JOIN report_version ON report_version.region = report.region "
    "AND report_version.id = report.id ";
constexpr std::string_view kPresent = "AND report_version.version = report.version ";
constexpr std::string_view kThen =
    "AND report_version.recorded_at < :before "
    "AND (report_version.until IS NULL OR report_version.until >= :before) ";

std::vector<Row> select(db::Connection& connection, const std::string& sql,
                        std::initializer_list<db::Bind> binds) {
  return connection.select<std::string, std::int64_t, base::Instant, std::string>(sql, binds);
}

constexpr std::string_view kListVersions =
    "SELECT milestone_list.id, milestone_list_version.version, milestone_list_version.content "
    "FROM milestone_list "
    "JOIN milestone_list_version ON milestone_list_version.region = milestone_list.region "
    "AND milestone_list_version.id = milestone_list.id ";

// The version of each list that holds, or held just before :before.
std::string lists_of(bool before) {
  return std::string(kListVersions) +
         (before ? "AND milestone_list_version.recorded_at < :before "
                   "AND (milestone_list_version.until IS NULL "
                   "OR milestone_list_version.until >= :before) "
                 : "AND milestone_list_version.version = milestone_list.version ");
}

using ListRow = std::tuple<std::string, std::int64_t, std::string>;

std::map<std::string, MilestoneList> lists_from(std::vector<ListRow> rows) {
  std::map<std::string, MilestoneList> lists;
  for (auto& [share, version, content] : rows) {
    lists.emplace(std::move(share), base::record_from<MilestoneList>(content));
  }
  return lists;
}

}  // namespace

std::optional<RecordedReport> ReportStore::report(db::Connection& connection,
                                                  const std::string& share,
                                                  const std::string& period,
                                                  std::optional<base::Instant> before) const {
  std::vector<db::Bind> binds = {{"region", region_}, {"share", share}, {"period", period}};
  if (before) binds.push_back({"before", *before});
  auto rows = connection.select<std::string, std::int64_t, base::Instant, std::string>(
      std::string(kVersions) + std::string(before ? kThen : kPresent) +
          "WHERE report.region = :region AND report.share = :share "
          "AND report.period = :period",
      binds);
  if (rows.empty()) return std::nullopt;
  return report_from(std::move(rows.front()));
}

std::vector<RecordedReport> ReportStore::reports_in(db::Connection& connection,
                                                    const std::string& period,
                                                    base::Instant before) const {
  return reports_from(
      select(connection,
             std::string(kVersions) +
                 "WHERE report.region = :region AND report.period = :period "
                 "AND report_version.recorded_at < :before "
                 "AND (report_version.until IS NULL OR report_version.until >= :before) "
                 "ORDER BY report.share, report.id",
             {{"region", region_}, {"period", period}, {"before", before}}));
}

std::vector<ReportMark> ReportStore::marks(db::Connection& connection, Date from) const {
  std::vector<ReportMark> marks;
  // Two halves, each with an index of its own.
  for (auto& [share, period, name] : connection.select<std::string, std::string, std::string>(
           "SELECT share, period, state FROM report WHERE region = :region AND ends_on >= :from "
           "UNION SELECT share, period, state FROM report WHERE region = :region "
           "AND state IN ('submitted', 'supplement') ORDER BY share, period",
           {{"region", region_}, {"from", from}})) {
    ReportState state = ReportState::draft;
    boost::describe::enum_from_string(name.c_str(), state);
    marks.push_back({std::move(share), std::move(period), state});
  }
  return marks;
}

std::optional<RecordedReport> ReportStore::report_before(db::Connection& connection,
                                                         const std::string& share, Date day) const {
  // Periods of different length may end on one day; nothing is sorted for that.
  auto rows = select(connection,
                     std::string(kVersions) + std::string(kPresent) +
                         "WHERE report.region = :region AND report.share = :share "
                         "AND report.state <> 'draft' AND report.ends_on = (SELECT "
                         "MAX(other.ends_on) FROM report other WHERE other.region = :region "
                         "AND other.share = :share AND other.ends_on < :day "
                         "AND other.state <> 'draft')",
                     {{"region", region_}, {"share", share}, {"day", day}});
  if (rows.empty()) return std::nullopt;
  return report_from(std::move(*std::ranges::min_element(rows)));
}

std::map<std::string, ReportRecord> ReportStore::reports_before(db::Connection& connection,
                                                                Date day) const {
  std::map<std::string, ReportRecord> newest;
  for (RecordedReport& found : reports_from(select(
           connection,
           std::string(kVersions) + std::string(kPresent) +
               "WHERE report.region = :region AND report.ends_on = (SELECT MAX(other.ends_on) "
               "FROM report other WHERE other.region = report.region "
               "AND other.share = report.share AND other.ends_on < :day "
               "AND other.state <> 'draft') AND report.state <> 'draft' "
               "ORDER BY report.share, report.id",
           {{"region", region_}, {"day", day}}))) {
    newest.insert_or_assign(found.report.share, std::move(found.report));
  }
  return newest;
}

std::vector<RecordedReport> ReportStore::reports_of(db::Connection& connection,
                                                    const std::string& share) const {
  return reports_from(select(connection,
                             std::string(kVersions) + std::string(kPresent) +
                                 "WHERE report.region = :region AND report.share = :share "
                                 "AND report.state <> 'draft' "
                                 "ORDER BY report.ends_on DESC, report.id",
                             {{"region", region_}, {"share", share}}));
}

std::optional<RecordedReport> ReportStore::version(db::Connection& connection,
                                                   const std::string& id,
                                                   std::int64_t version) const {
  auto rows = select(connection,
                     std::string(kVersions) +
                         "WHERE report.region = :region AND report.id = :id "
                         "AND report_version.version = :version",
                     {{"region", region_}, {"id", id}, {"version", version}});
  if (rows.empty()) return std::nullopt;
  return report_from(std::move(rows.front()));
}

std::vector<RecordedReport> ReportStore::steps(db::Connection& connection, const std::string& id,
                                               std::int64_t version, std::int64_t steps_max) const {
  // `why` of a version is the step that made it; report_step has those that are no save.
  return reports_from(
      select(connection,
             std::string(kVersions) + "WHERE report.region = :region AND report.id = :id "
                                      "AND report_version.why <> 'save' "
                                      "AND report_version.version <= :version "
                                      "ORDER BY report_version.version DESC LIMIT :most",
             {{"region", region_}, {"id", id}, {"version", version}, {"most", steps_max}}));
}

std::vector<RecordedReport> ReportStore::steps_older(db::Connection& connection,
                                                     const std::vector<std::string>& shares,
                                                     const db::OlderVersions& older) const {
  std::vector<db::Bind> binds = db::older_binds(region_, older);
  binds.push_back({"shares", base::record_text(shares)});
  const std::string wanted =
      "v.why <> 'save' AND v.id IN (SELECT report.id FROM report WHERE report.region = :region "
      "AND report.share IN (" +
      db::json_elements(connection.dialect(), ":shares") + "))";
  return reports_from(connection.select<std::string, std::int64_t, base::Instant, std::string>(
      db::older_versions("report_version", wanted), binds));
}

std::optional<RecordedReport> ReportStore::told_before(db::Connection& connection,
                                                       const std::string& share, Date day,
                                                       base::Instant before) const {
  auto rows =
      select(connection,
             std::string(kVersions) +
                 "WHERE report.region = :region AND report.share = :share "
                 "AND report.ends_on < :day AND report_version.why <> 'save' "
                 "AND report_version.recorded_at < :before "
                 "ORDER BY report.ends_on DESC, report_version.version DESC, report.id LIMIT 1",
             {{"region", region_}, {"share", share}, {"day", day}, {"before", before}});
  if (rows.empty()) return std::nullopt;
  return report_from(std::move(rows.front()));
}

bool ReportStore::insert(db::Connection& connection, const ReportRecord& report,
                         const std::string& account) const {
  const std::int64_t inserted = connection.execute(
      "INSERT INTO report (region, id, version, share, period, ends_on, state, submitted_on, "
      "verified_on) VALUES (:region, :id, 1, :share, :period, :ends_on, :state, :submitted_on, "
      ":verified_on) ON CONFLICT (region, share, period) DO NOTHING",
      {{"region", region_},
       {"id", report.id},
       {"share", report.share},
       {"period", report.period},
       {"ends_on", report.ends_on},
       {"state", name_of(report.state)},
       {"submitted_on", report.submitted_on},
       {"verified_on", report.verified_on}});
  if (inserted == 0) return false;
  db::append_first_version(
      connection, "report_version",
      {region_, report.id, account, name_of(report.step), base::record_text(report)});
  return true;
}

bool ReportStore::update(db::Connection& connection, const ReportRecord& report,
                         const std::string& account) const {
  const std::int64_t changed = connection.execute(
      "UPDATE report SET version = :next, state = :state, submitted_on = :submitted_on, "
      "verified_on = :verified_on WHERE region = :region AND id = :id AND version = :version "
      "AND state <> 'verified'",
      {{"next", report.version + 1},
       {"state", name_of(report.state)},
       {"submitted_on", report.submitted_on},
       {"verified_on", report.verified_on},
       {"region", region_},
       {"id", report.id},
       {"version", report.version}});
  if (changed == 0) return false;
  db::append_version(
      connection, "report_version",
      {region_, report.id, account, name_of(report.step), base::record_text(report)});
  return true;
}

StoredMilestones ReportStore::milestones(db::Connection& connection, const std::string& share,
                                         std::optional<base::Instant> before) const {
  std::vector<db::Bind> binds = {{"region", region_}, {"share", share}};
  if (before) binds.push_back({"before", *before});
  const auto row = connection.select_one<std::string, std::int64_t, std::string>(
      lists_of(before.has_value()) +
          "WHERE milestone_list.region = :region AND milestone_list.id = :share",
      binds);
  if (!row) return {};
  return {std::get<1>(*row), base::record_from<MilestoneList>(std::get<2>(*row))};
}

std::map<std::string, MilestoneList> ReportStore::all_milestones(db::Connection& connection) const {
  return lists_from(connection.select<std::string, std::int64_t, std::string>(
      lists_of(false) + "WHERE milestone_list.region = :region ORDER BY milestone_list.id",
      {{"region", region_}}));
}

std::map<std::string, MilestoneList> ReportStore::milestones_beside(
    db::Connection& connection, const std::string& share,
    std::optional<base::Instant> before) const {
  std::vector<db::Bind> binds = {{"region", region_}, {"share", share}};
  if (before) binds.push_back({"before", *before});
  return lists_from(connection.select<std::string, std::int64_t, std::string>(
      lists_of(before.has_value()) +
          "JOIN share ON share.region = milestone_list.region AND share.id = milestone_list.id "
          "JOIN share one ON one.region = share.region AND one.plan = share.plan "
          "AND one.task = share.task "
          "WHERE milestone_list.region = :region AND one.id = :share",
      binds));
}

std::vector<RecordedMilestones> ReportStore::milestones_older(
    db::Connection& connection, const std::vector<std::string>& shares,
    const db::OlderVersions& older) const {
  std::vector<db::Bind> binds = db::older_binds(region_, older);
  binds.push_back({"shares", base::record_text(shares)});
  std::vector<RecordedMilestones> versions;
  for (auto& [share, version, at, content] :
       connection.select<std::string, std::int64_t, base::Instant, std::string>(
           db::older_versions(
               "milestone_list_version",
               "v.id IN (" + db::json_elements(connection.dialect(), ":shares") + ")"),
           binds)) {
    versions.push_back({std::move(share), version, base::record_from<MilestoneList>(content), at});
  }
  return versions;
}

bool ReportStore::save_milestones(db::Connection& connection, const std::string& share,
                                  std::int64_t version, const MilestoneList& list,
                                  const std::string& account) const {
  if (version == 0) {
    const std::int64_t inserted = connection.execute(
        "INSERT INTO milestone_list (region, id, version) VALUES (:region, :share, 1) "
        "ON CONFLICT (region, id) DO NOTHING",
        {{"region", region_}, {"share", share}});
    if (inserted == 0) return false;
  } else {
    const std::int64_t changed = connection.execute(
        "UPDATE milestone_list SET version = :next "
        "WHERE region = :region AND id = :share AND version = :version",
        {{"next", version + 1}, {"region", region_}, {"share", share}, {"version", version}});
    if (changed == 0) return false;
  }
  db::append_version(connection, "milestone_list_version",
                     {region_, share, account, "", base::record_text(list)});
  return true;
}

}  // namespace share
