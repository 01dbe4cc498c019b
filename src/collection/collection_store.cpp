#include "collection/collection_store.hpp"

#include <boost/json.hpp>

#include "base/record_json.hpp"
#include "db/dialect.hpp"

namespace collection {

void CollectionStore::approve(db::Connection& connection, const ApprovalRow& row) const {
  connection.execute(
      "INSERT INTO collection_approval (region, id, noun, period, unit, approved_at, account, "
      "missing, why) VALUES (:region, :id, :noun, :period, :unit, :at, :account, :missing, :why)",
      {{"region", region_},
       {"id", row.id},
       {"noun", row.noun},
       {"period", row.period},
       {"unit", row.unit},
       {"at", row.approved_at},
       {"account", row.account},
       {"missing", base::record_text(row.missing)},
       {"why", row.why}});
}

std::vector<ApprovalRow> CollectionStore::approvals(db::Connection& connection,
                                                    const std::string& noun,
                                                    const std::string& period) const {
  std::vector<ApprovalRow> rows;
  for (auto& [id, unit, at, account, missing, why] :
       connection
           .select<std::string, std::string, base::Instant, std::string, std::string, std::string>(
               "SELECT a.id, a.unit, a.approved_at, a.account, a.missing, a.why "
               "FROM collection_approval AS a WHERE a.region = :region AND a.noun = :noun "
               "AND a.period = :period AND NOT EXISTS (SELECT 1 FROM collection_approval AS later "
               "WHERE later.region = a.region AND later.noun = a.noun AND later.period = a.period "
               "AND later.unit = a.unit AND later.id > a.id) ORDER BY a.id",
               {{"region", region_}, {"noun", noun}, {"period", period}})) {
    rows.push_back({std::move(id), noun, period, std::move(unit), at, std::move(account),
                    base::record_of<std::vector<std::string>>(boost::json::parse(missing)),
                    std::move(why)});
  }
  return rows;
}

void CollectionStore::lock(db::Connection& connection, const LockRow& row) const {
  connection.execute(
      "INSERT INTO collection_lock (region, id, noun, period, locks_on, decided_at, account) "
      "VALUES (:region, :id, :noun, :period, :on, :at, :account)",
      {{"region", region_},
       {"id", row.id},
       {"noun", row.noun},
       {"period", row.period},
       {"on", row.locks_on.str()},
       {"at", row.decided_at},
       {"account", row.account}});
}

std::optional<LockRow> CollectionStore::lock_of(db::Connection& connection, const std::string& noun,
                                                const std::string& period) const {
  std::optional<LockRow> found;
  for (auto& [id, on, at, account] :
       connection.select<std::string, std::string, base::Instant, std::string>(
           "SELECT id, locks_on, decided_at, account FROM collection_lock "
           "WHERE region = :region AND noun = :noun AND period = :period ORDER BY id DESC LIMIT 1",
           {{"region", region_}, {"noun", noun}, {"period", period}})) {
    found =
        LockRow{std::move(id), noun, period, base::Date::parse(on).value(), at, std::move(account)};
  }
  return found;
}

void CollectionStore::revise(db::Connection& connection, const RevisionRow& row) const {
  connection.execute(
      "INSERT INTO collection_revision (region, noun, record, version, period, unit, part, "
      "revised_at, account, why, changes) VALUES (:region, :noun, :record, :version, :period, "
      ":unit, :part, :at, :account, :why, :changes)",
      {{"region", region_},
       {"noun", row.noun},
       {"record", row.record},
       {"version", row.version},
       {"period", row.period},
       {"unit", row.unit},
       {"part", row.part},
       {"at", row.revised_at},
       {"account", row.account},
       {"why", row.why},
       {"changes", base::record_text(row.changes)}});
}

std::vector<RevisionRow> CollectionStore::revisions(db::Connection& connection,
                                                    const std::string& noun,
                                                    const std::string& period,
                                                    std::int64_t rows_max) const {
  std::vector<RevisionRow> rows;
  for (auto& [record, version, unit, part, at, account, why, changes] :
       connection.select<std::string, std::int64_t, std::string, std::string, base::Instant,
                         std::string, std::string, std::string>(
           "SELECT record, version, unit, part, revised_at, account, why, changes "
           "FROM collection_revision WHERE region = :region AND noun = :noun AND period = :period "
           "ORDER BY revised_at DESC, record, version DESC LIMIT :most",
           {{"region", region_}, {"noun", noun}, {"period", period}, {"most", rows_max}})) {
    rows.push_back({noun, std::move(record), version, period, std::move(unit), std::move(part), at,
                    std::move(account), std::move(why),
                    base::record_of<std::vector<RevisedField>>(boost::json::parse(changes))});
  }
  return rows;
}

void CollectionStore::file_copy(db::Connection& connection, const StampedCopyRow& row) const {
  connection.execute(
      "INSERT INTO collection_stamped_copy (region, id, noun, record, file, mark, filed_at, "
      "account) VALUES (:region, :id, :noun, :record, :file, :mark, :at, :account)",
      {{"region", region_},
       {"id", row.id},
       {"noun", row.noun},
       {"record", row.record},
       {"file", row.file},
       {"mark", row.mark},
       {"at", row.filed_at},
       {"account", row.account}});
}

std::vector<StampedCopyRow> CollectionStore::copies(db::Connection& connection,
                                                    const std::string& noun,
                                                    const std::vector<std::string>& records) const {
  std::vector<StampedCopyRow> rows;
  for (auto& [id, record, file, mark, at, account] :
       connection
           .select<std::string, std::string, std::string, std::string, base::Instant, std::string>(
               "SELECT c.id, c.record, c.file, c.mark, c.filed_at, c.account "
               "FROM collection_stamped_copy AS c WHERE c.region = :region AND c.noun = :noun "
               "AND c.record IN (" +
                   db::json_elements(connection.dialect(), ":records") +
                   ") AND NOT EXISTS (SELECT 1 FROM collection_stamped_copy AS later "
                   "WHERE later.region = c.region AND later.noun = c.noun "
                   "AND later.record = c.record AND later.id > c.id) ORDER BY c.id",
               {{"region", region_}, {"noun", noun}, {"records", base::record_text(records)}})) {
    rows.push_back({std::move(id), noun, std::move(record), std::move(file), std::move(mark), at,
                    std::move(account)});
  }
  return rows;
}

}  // namespace collection
