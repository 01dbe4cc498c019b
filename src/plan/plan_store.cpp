#include "plan/plan_store.hpp"

#include <set>
#include <utility>

#include "base/record_json.hpp"
#include "db/rows.hpp"
#include "db/version.hpp"

namespace plan {

namespace {

std::string state_name(ShareState state) { return boost::describe::enum_to_string(state, "open"); }

ShareRecord share_from(std::string id, std::int64_t version, const std::string& content) {
  auto share = base::record_from<ShareRecord>(content);
  share.id = std::move(id);
  share.version = version;
  return share;
}

}  // namespace

PlanStore::PlanStore(std::string region, std::string plan)
    : region_(std::move(region)), plan_(std::move(plan)) {}

std::int64_t PlanStore::current_version(db::Connection& connection) const {
  const auto row = connection.select_one<std::int64_t>(
      "SELECT version FROM plan WHERE region = :region AND id = :plan",
      {{"region", region_}, {"plan", plan_}});
  return row ? std::get<0>(*row) : 0;
}

std::optional<PlanVersion> PlanStore::version(db::Connection& connection,
                                              std::int64_t version) const {
  const auto row = connection.select_one<base::Instant, std::string, std::string, std::string>(
      "SELECT recorded_at, account, why, content FROM plan_version "
      "WHERE region = :region AND id = :plan AND version = :version",
      {{"region", region_}, {"plan", plan_}, {"version", version}});
  if (!row) return std::nullopt;
  const auto& [recorded_at, by, why, content] = *row;
  return PlanVersion{version, recorded_at, by, why, content};
}

std::vector<PlanVersion> PlanStore::versions(db::Connection& connection) const {
  std::vector<PlanVersion> versions;
  for (auto& [version, recorded_at, by, why] :
       connection.select<std::int64_t, base::Instant, std::string, std::string>(
           "SELECT version, recorded_at, account, why FROM plan_version "
           "WHERE region = :region AND id = :plan ORDER BY version DESC",
           {{"region", region_}, {"plan", plan_}})) {
    versions.push_back({version, recorded_at, std::move(by), std::move(why), {}});
  }
  return versions;
}

std::optional<std::int64_t> PlanStore::version_before(db::Connection& connection,
                                                      base::Instant before) const {
  const auto row = connection.select_one<std::int64_t>(
      "SELECT version FROM plan_version WHERE region = :region AND id = :plan "
      "AND recorded_at < :before AND (until IS NULL OR until >= :before)",
      {{"region", region_}, {"plan", plan_}, {"before", before}});
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

void PlanStore::save_plan(db::Connection& connection, std::int64_t previous, const Author& author,
                          const std::string& content) const {
  if (previous == 0) {
    connection.execute("INSERT INTO plan (region, id, version) VALUES (:region, :plan, 1)",
                       {{"region", region_}, {"plan", plan_}});
  } else {
    connection.execute(
        "UPDATE plan SET version = :next WHERE region = :region AND id = :plan "
        "AND version = :previous",
        {{"next", previous + 1}, {"region", region_}, {"plan", plan_}, {"previous", previous}});
  }
  db::append_version(connection, "plan_version",
                     {region_, plan_, author.account, author.why, content});
}

void PlanStore::save_units(db::Connection& connection,
                           const std::vector<std::string>& units) const {
  std::set<std::string> known;
  for (auto& [id] : connection.select<std::string>("SELECT id FROM unit WHERE region = :region",
                                                   {{"region", region_}})) {
    known.insert(std::move(id));
  }
  std::vector<std::vector<db::Value>> rows;
  for (const std::string& unit : units) {
    if (!known.contains(unit)) rows.push_back({region_, unit});
  }
  db::insert_rows(connection, "unit", {"region", "id"}, rows);
}

std::vector<ShareRecord> PlanStore::shares_before(db::Connection& connection, base::Instant before,
                                                  std::optional<int> task) const {
  std::string sql =
      "SELECT share.id, share_version.version, share_version.content "
      "FROM share JOIN share_version ON share_version.region = share.region "
      "AND share_version.id = share.id "
      "WHERE share.region = :region AND share.plan = :plan "
      "AND share_version.recorded_at < :before "
      "AND (share_version.until IS NULL OR share_version.until >= :before)";
  std::vector<db::Bind> binds = {{"region", region_}, {"plan", plan_}, {"before", before}};
  if (task) {
    sql += " AND share.task = :task";
    binds.push_back({"task", std::int64_t{*task}});
  }
  sql += " ORDER BY share.task, share.unit, share.id";
  std::vector<ShareRecord> shares;
  for (auto& [id, version, content] :
       connection.select<std::string, std::int64_t, std::string>(sql, binds)) {
    shares.push_back(share_from(std::move(id), version, content));
  }
  return shares;
}

std::vector<ShareRecord> PlanStore::shares_of(db::Connection& connection, int task) const {
  std::vector<ShareRecord> shares;
  for (auto& [id, version, content] : connection.select<std::string, std::int64_t, std::string>(
           "SELECT share.id, share.version, share_version.content "
           "FROM share JOIN share_version ON share_version.region = share.region "
           "AND share_version.id = share.id AND share_version.version = share.version "
           "WHERE share.region = :region AND share.plan = :plan AND share.task = :task "
           "ORDER BY share.unit, share.id",
           {{"region", region_}, {"plan", plan_}, {"task", std::int64_t{task}}})) {
    shares.push_back(share_from(std::move(id), version, content));
  }
  return shares;
}

std::optional<ShareRecord> PlanStore::share(db::Connection& connection,
                                            const std::string& id) const {
  const auto row = connection.select_one<std::int64_t, std::string>(
      "SELECT share.version, share_version.content "
      "FROM share JOIN share_version ON share_version.region = share.region "
      "AND share_version.id = share.id AND share_version.version = share.version "
      "WHERE share.region = :region AND share.plan = :plan AND share.id = :id",
      {{"region", region_}, {"plan", plan_}, {"id", id}});
  if (!row) return std::nullopt;
  return share_from(id, std::get<0>(*row), std::get<1>(*row));
}

std::vector<ShareRecord> PlanStore::shares(db::Connection& connection,
                                           const std::set<std::string>& ids) const {
  std::vector<ShareRecord> shares;
  for (auto& [id, version, content] : connection.select<std::string, std::int64_t, std::string>(
           "SELECT share.id, share.version, share_version.content "
           "FROM share JOIN share_version ON share_version.region = share.region "
           "AND share_version.id = share.id AND share_version.version = share.version "
           "WHERE share.region = :region AND share.plan = :plan AND share.id IN (" +
               db::json_elements(connection.dialect(), ":ids") +
               ") ORDER BY share.task, share.unit, share.id",
           {{"region", region_}, {"plan", plan_}, {"ids", base::record_text(ids)}})) {
    shares.push_back(share_from(std::move(id), version, content));
  }
  return shares;
}

void PlanStore::insert_shares(db::Connection& connection, const std::vector<ShareRecord>& shares,
                              const Author& author) const {
  std::vector<std::vector<db::Value>> rows;
  std::vector<db::Change> changes;
  for (const ShareRecord& share : shares) {
    rows.push_back({region_, share.id, std::int64_t{1}, plan_, std::int64_t{share.task},
                    share.plan_unit(), state_name(share.state), share.due_on.str(),
                    db::to_value(share.closed_on)});
    changes.push_back({region_, share.id, author.account, author.why, base::record_text(share)});
  }
  db::insert_rows(
      connection, "share",
      {"region", "id", "version", "plan", "task", "unit", "state", "due_on", "closed_on"}, rows);
  db::append_first_versions(connection, "share_version", changes);
}

bool PlanStore::update_share(db::Connection& connection, const ShareRecord& share,
                             const Author& author) const {
  const std::int64_t changed = connection.execute(
      "UPDATE share SET version = :next, state = :state, due_on = :due_on, "
      "closed_on = :closed_on WHERE region = :region AND id = :id AND version = :version",
      {{"next", share.version + 1},
       {"state", state_name(share.state)},
       {"due_on", share.due_on},
       {"closed_on", share.closed_on},
       {"region", region_},
       {"id", share.id},
       {"version", share.version}});
  if (changed == 0) return false;
  db::append_version(connection, "share_version",
                     {region_, share.id, author.account, author.why, base::record_text(share)});
  return true;
}

std::vector<RecordedStep> PlanStore::steps(db::Connection& connection,
                                           const StepFilter& filter) const {
  std::string sql =
      "SELECT share.id, share_version.version, share_version.recorded_at, share_version.content "
      "FROM share JOIN share_version ON share_version.region = share.region "
      "AND share_version.id = share.id "
      "WHERE share.region = :region AND share.plan = :plan "
      "AND share_version.recorded_at >= :from AND share_version.recorded_at < :before";
  std::vector<db::Bind> binds = {
      {"region", region_}, {"plan", plan_}, {"from", filter.from}, {"before", filter.before}};
  if (filter.share) {
    sql += " AND share.id = :share";
    binds.push_back({"share", *filter.share});
  }
  sql += " ORDER BY share_version.recorded_at, share.id, share_version.version";
  std::vector<RecordedStep> steps;
  for (auto& [id, version, recorded_at, content] :
       connection.select<std::string, std::int64_t, base::Instant, std::string>(sql, binds)) {
    steps.push_back({share_from(std::move(id), version, content), recorded_at});
  }
  return steps;
}

std::vector<RecordedStep> PlanStore::steps_older(db::Connection& connection,
                                                 const std::vector<std::string>& shares,
                                                 StepsAbout about,
                                                 const db::OlderVersions& older) const {
  std::string wanted = "v.id IN (" + db::json_elements(connection.dialect(), ":shares") + ")";
  if (about != StepsAbout::all) {
    wanted += " AND " + db::json_member(connection.dialect(), "v.content", "'step'") +
              (about == StepsAbout::progress ? " IN " : " NOT IN ") + "('begin', 'report')";
  }
  std::vector<db::Bind> binds = db::older_binds(region_, older);
  binds.push_back({"shares", base::record_text(shares)});
  std::vector<RecordedStep> steps;
  for (auto& [id, version, recorded_at, content] :
       connection.select<std::string, std::int64_t, base::Instant, std::string>(
           db::older_versions("share_version", wanted), binds)) {
    steps.push_back({share_from(std::move(id), version, content), recorded_at});
  }
  return steps;
}

std::optional<base::Instant> PlanStore::newest_step(db::Connection& connection,
                                                    base::Instant before) const {
  const auto row = connection.select_one<std::optional<base::Instant>>(
      "SELECT MAX(share_version.recorded_at) FROM share_version "
      "JOIN share ON share.region = share_version.region AND share.id = share_version.id "
      "WHERE share_version.region = :region AND share.plan = :plan "
      "AND share_version.recorded_at < :before",
      {{"region", region_}, {"plan", plan_}, {"before", before}});
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

}  // namespace plan
