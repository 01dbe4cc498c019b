#include "share/closing_store.hpp"

#include <boost/describe.hpp>
#include <utility>

#include "base/record_json.hpp"
#include "db/version.hpp"

namespace share {

namespace {

constexpr std::string_view kPresent =
    "SELECT closing.id, closing.version, closing_version.content FROM closing "
    "JOIN closing_version ON closing_version.region = closing.region "
    "AND closing_version.id = closing.id AND closing_version.version = closing.version "
    "WHERE closing.region = :region ";

std::string name_of(ClosingState state) { return boost::describe::enum_to_string(state, ""); }
std::string name_of(ClosingStep step) { return boost::describe::enum_to_string(step, ""); }

ClosingRecord closing_from(std::string id, std::int64_t version, const std::string& content) {
  auto closing = base::record_from<ClosingRecord>(content);
  closing.id = std::move(id);
  closing.version = version;
  return closing;
}

std::optional<std::string> account_of(const std::optional<Signature>& signature) {
  if (!signature) return std::nullopt;
  return signature->account;
}

}  // namespace

std::optional<ClosingRecord> ClosingStore::closing(db::Connection& connection,
                                                   const std::string& id) const {
  auto row = connection.select_one<std::string, std::int64_t, std::string>(
      std::string(kPresent) + "AND closing.id = :id", {{"region", region_}, {"id", id}});
  if (!row) return std::nullopt;
  auto& [key, version, content] = *row;
  return closing_from(std::move(key), version, content);
}

std::vector<ClosingRecord> ClosingStore::closings(db::Connection& connection, bool open,
                                                  std::optional<std::int64_t> task) const {
  constexpr std::int64_t kClosingsMax = 500;
  std::string sql(kPresent);
  std::vector<db::Bind> binds = {{"region", region_}};
  if (open) sql += "AND closing.state IN ('applied', 'checked') ";
  if (task) {
    sql +=
        "AND EXISTS (SELECT 1 FROM share WHERE share.region = closing.region "
        "AND share.id = closing.share AND share.task = :task) ";
    binds.push_back({"task", *task});
  }
  sql += "ORDER BY closing.id DESC";
  if (!open && !task) {
    sql += " LIMIT :most";
    binds.push_back({"most", kClosingsMax});
  }
  std::vector<ClosingRecord> closings;
  for (auto& [id, version, content] :
       connection.select<std::string, std::int64_t, std::string>(sql, binds)) {
    closings.push_back(closing_from(std::move(id), version, content));
  }
  return closings;
}

std::vector<RecordedClosing> ClosingStore::versions(db::Connection& connection,
                                                    const std::string& id) const {
  std::vector<RecordedClosing> versions;
  for (auto& [version, recorded_at, content] :
       connection.select<std::int64_t, base::Instant, std::string>(
           "SELECT version, recorded_at, content FROM closing_version "
           "WHERE region = :region AND id = :id ORDER BY version",
           {{"region", region_}, {"id", id}})) {
    versions.push_back({closing_from(id, version, content), recorded_at});
  }
  return versions;
}

bool ClosingStore::insert(db::Connection& connection, const ClosingRecord& closing,
                          const std::string& account) const {
  const std::int64_t inserted = connection.execute(
      "INSERT INTO closing (region, id, version, share, state, applied_by) "
      "VALUES (:region, :id, 1, :share, :state, :applied_by) "
      "ON CONFLICT (region, share) WHERE state IN ('applied', 'checked') DO NOTHING",
      {{"region", region_},
       {"id", closing.id},
       {"share", closing.share},
       {"state", name_of(closing.state)},
       {"applied_by", account_of(closing.applied)}});
  if (inserted == 0) return false;
  db::append_first_version(
      connection, "closing_version",
      {region_, closing.id, account, name_of(closing.step), base::record_text(closing)});
  return true;
}

bool ClosingStore::update(db::Connection& connection, const ClosingRecord& closing,
                          const std::string& account) const {
  const std::int64_t changed = connection.execute(
      "UPDATE closing SET version = :next, state = :state, checked_by = :checked_by, "
      "approved_by = :approved_by WHERE region = :region AND id = :id AND version = :version",
      {{"next", closing.version + 1},
       {"state", name_of(closing.state)},
       {"checked_by", account_of(closing.checked)},
       {"approved_by", account_of(closing.approved)},
       {"region", region_},
       {"id", closing.id},
       {"version", closing.version}});
  if (changed == 0) return false;
  db::append_version(
      connection, "closing_version",
      {region_, closing.id, account, name_of(closing.step), base::record_text(closing)});
  return true;
}

}  // namespace share
