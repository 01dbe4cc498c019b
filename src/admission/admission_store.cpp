#include "admission/admission_store.hpp"

#include <fmt/format.h>

#include <boost/describe.hpp>
#include <utility>

#include "base/record_json.hpp"
#include "db/rows.hpp"
#include "db/version.hpp"

namespace admission {

namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

// The columns a record has besides region, id and version, for keys and for finding it.
using Columns = std::vector<std::pair<std::string_view, db::Value>>;

template <class Record>
struct TableOf;

template <>
struct TableOf<SchemeRecord> {
  static constexpr std::string_view kName = "admission";
  static Columns columns(const SchemeRecord&) { return {}; }
};
template <>
struct TableOf<OfferRecord> {
  static constexpr std::string_view kName = "admission_offer";
  static Columns columns(const OfferRecord& r) {
    return {{"admission", r.admission},
            {"code", r.offer.code},
            {"unit", r.offer.unit},
            {"round", r.offer.round},
            {"state", name_of(r.state)}};
  }
};
template <>
struct TableOf<ImportRecord> {
  static constexpr std::string_view kName = "admission_import";
  // The rows themselves are written once, by insert_import.
  static Columns columns(const ImportRecord& r) {
    return {{"admission", r.admission}, {"state", name_of(r.state)}};
  }
};
template <>
struct TableOf<CandidateRecord> {
  static constexpr std::string_view kName = "admission_candidate";
  static Columns columns(const CandidateRecord& r) {
    return {
        {"admission", r.admission}, {"number", r.candidate.number}, {"county", r.candidate.county}};
  }
};
template <>
struct TableOf<ChoiceRecord> {
  static constexpr std::string_view kName = "admission_choice";
  static Columns columns(const ChoiceRecord& r) {
    return {{"admission", r.admission},
            {"round", r.round},
            {"candidate", r.candidate},
            {"submitted", std::int64_t{r.submitted.has_value()}}};
  }
};
template <>
struct TableOf<AwardRecord> {
  static constexpr std::string_view kName = "admission_award";
  static Columns columns(const AwardRecord& r) {
    return {{"admission", r.admission},
            {"candidate", r.candidate},
            {"certificate_no", r.certificate_no},
            {"state", name_of(r.state)}};
  }
};
template <>
struct TableOf<RunRecord> {
  static constexpr std::string_view kName = "admission_run";
  static Columns columns(const RunRecord& r) {
    return {{"admission", r.admission},
            {"round", r.round},
            {"sequence", r.sequence},
            {"state", name_of(r.state)}};
  }
};
template <>
struct TableOf<ReplyRecord> {
  static constexpr std::string_view kName = "admission_reply";
  static Columns columns(const ReplyRecord& r) {
    return {{"admission", r.admission},   {"round", r.round}, {"candidate", r.candidate},
            {"number", r.number},         {"offer", r.offer}, {"programme", r.programme},
            {"answer", name_of(r.answer)}};
  }
};
template <>
struct TableOf<AppealRecord> {
  static constexpr std::string_view kName = "admission_appeal";
  static Columns columns(const AppealRecord& r) {
    return {{"admission", r.admission},
            {"round", r.round},
            {"candidate", r.candidate},
            {"state", name_of(r.state)}};
  }
};

template <class Record>
std::string version_table() {
  return std::string(TableOf<Record>::kName) + "_version";
}

template <class Record>
Record record_of(std::string id, std::int64_t version, const std::string& content) {
  auto record = base::record_from<Record>(content);
  record.id = std::move(id);
  record.version = version;
  return record;
}

// `condition` is text of this file; it names the current row "now".
template <class Record>
std::vector<Record> select(db::Connection& connection, std::string_view condition,
                           std::span<const db::Bind> binds, std::string_view order = "now.id") {
  std::vector<Record> records;
  const std::string sql = fmt::format(
      "SELECT now.id, now.version, held.content FROM {0} now JOIN {0}_version held "
      "ON held.region = now.region AND held.id = now.id AND held.version = now.version "
      "WHERE now.region = :region AND {1} ORDER BY {2}",
      TableOf<Record>::kName, condition, order);
  for (auto& [id, version, content] :
       connection.select<std::string, std::int64_t, std::string>(sql, binds)) {
    records.push_back(record_of<Record>(std::move(id), version, content));
  }
  return records;
}

template <class Record>
std::optional<Record> select_one(db::Connection& connection, std::string_view condition,
                                 std::initializer_list<db::Bind> binds) {
  auto records = select<Record>(connection, condition, {binds.begin(), binds.size()});
  if (records.empty()) return std::nullopt;
  return std::move(records.front());
}

template <class Record>
db::Change change_of(const std::string& region, const Record& record, const Author& author) {
  return {region, record.id, author.account, author.why, base::record_text(record)};
}

template <class Record>
void insert_row(db::Connection& connection, const std::string& region, const Record& record,
                Columns columns) {
  std::vector<db::Bind> binds{{"region", region}, {"id", record.id}};
  std::string names;
  std::string places;
  for (auto& [name, value] : columns) {
    names += fmt::format(", {}", name);
    places += fmt::format(", :{}", name);
    binds.emplace_back(name, std::move(value));
  }
  connection.execute(
      fmt::format("INSERT INTO {} (region, id, version{}) VALUES (:region, :id, 1{})",
                  TableOf<Record>::kName, names, places),
      binds);
}

}  // namespace

template <class Record>
std::optional<Record> RecordTable<Record>::find(db::Connection& connection,
                                                const std::string& id) const {
  return select_one<Record>(connection, "now.id = :id", {{"region", region_}, {"id", id}});
}

template <class Record>
std::vector<Record> RecordTable<Record>::all(db::Connection& connection,
                                             const std::string& admission) const {
  return select<Record>(connection, "now.admission = :admission",
                        std::vector<db::Bind>{{"region", region_}, {"admission", admission}});
}

template <class Record>
void RecordTable<Record>::insert(db::Connection& connection, Record& record,
                                 const Author& author) const {
  insert_row(connection, region_, record, TableOf<Record>::columns(record));
  db::append_first_version(connection, version_table<Record>(), change_of(region_, record, author));
  record.version = 1;
}

template <class Record>
bool RecordTable<Record>::update(db::Connection& connection, Record& record,
                                 const Author& author) const {
  std::vector<db::Bind> binds{{"region", region_},
                              {"id", record.id},
                              {"version", record.version},
                              {"next", record.version + 1}};
  std::string assignments;
  for (auto& [name, value] : TableOf<Record>::columns(record)) {
    assignments += fmt::format(", {0} = :{0}", name);
    binds.emplace_back(name, std::move(value));
  }
  const std::int64_t changed = connection.execute(
      fmt::format("UPDATE {} SET version = :next{} WHERE region = :region AND id = :id AND "
                  "version = :version",
                  TableOf<Record>::kName, assignments),
      binds);
  if (changed == 0) return false;
  record.version =
      db::append_version(connection, version_table<Record>(), change_of(region_, record, author));
  return true;
}

template <class Record>
Stamp RecordTable<Record>::stamp(db::Connection& connection, const std::string& admission) const {
  const auto [records, versions] = connection.select_only<std::int64_t, std::int64_t>(
      fmt::format("SELECT count(*), CAST(COALESCE(sum(version), 0) AS BIGINT) FROM {} "
                  "WHERE region = :region AND admission = :admission",
                  TableOf<Record>::kName),
      {{"region", region_}, {"admission", admission}});
  return {records, versions};
}

std::vector<SchemeRecord> AdmissionStore::schemes(db::Connection& connection) const {
  return select<SchemeRecord>(connection, "1 = 1", std::vector<db::Bind>{{"region", region_}});
}

std::optional<CandidateRecord> AdmissionStore::candidate(db::Connection& connection,
                                                         const std::string& admission,
                                                         const std::string& number) const {
  return select_one<CandidateRecord>(
      connection, "now.admission = :admission AND now.number = :number",
      {{"region", region_}, {"admission", admission}, {"number", number}});
}

std::vector<CandidateRecord> AdmissionStore::candidates_between(db::Connection& connection,
                                                                const std::string& admission,
                                                                const std::string& first,
                                                                const std::string& last) const {
  return select<CandidateRecord>(
      connection, "now.admission = :admission AND now.number >= :first AND now.number <= :last",
      std::vector<db::Bind>{
          {"region", region_}, {"admission", admission}, {"first", first}, {"last", last}},
      "now.number");
}

void AdmissionStore::insert_candidates(db::Connection& connection,
                                       std::vector<CandidateRecord>& records,
                                       const Author& author) const {
  std::vector<std::vector<db::Value>> rows;
  std::vector<db::Change> changes;
  for (CandidateRecord& record : records) {
    rows.push_back({region_, record.id, std::int64_t{1}, record.admission, record.candidate.number,
                    record.candidate.county});
    record.version = 1;
    changes.push_back(change_of(region_, record, author));
  }
  db::insert_rows(connection, "admission_candidate",
                  {"region", "id", "version", "admission", "number", "county"}, rows);
  db::append_first_versions(connection, "admission_candidate_version", changes);
}

std::vector<CandidateRow> AdmissionStore::candidate_page(db::Connection& connection,
                                                         const std::string& admission,
                                                         const std::vector<std::string>& counties,
                                                         const std::string& after,
                                                         std::int64_t limit) const {
  std::vector<db::Bind> binds{
      {"region", region_}, {"admission", admission}, {"after", after}, {"limit", limit}};
  std::vector<std::string> names;
  std::string places;
  names.reserve(counties.size());
  for (std::size_t i = 0; i < counties.size(); ++i) names.push_back(fmt::format("county{}", i));
  for (std::size_t i = 0; i < counties.size(); ++i) {
    places += fmt::format("{}:{}", i == 0 ? "" : ", ", names[i]);
    binds.emplace_back(names[i], counties[i]);
  }
  const std::string sql = fmt::format(
      "SELECT now.id, now.version, held.content, way.code_mark, way.password_hash, way.issued_at, "
      "way.issued_by FROM admission_candidate now "
      "JOIN admission_candidate_version held ON held.region = now.region "
      "AND held.id = now.id AND held.version = now.version "
      "LEFT JOIN admission_access way ON way.region = now.region AND way.candidate = now.id "
      "WHERE now.region = :region AND now.admission = :admission AND now.number > :after {} "
      "ORDER BY now.number LIMIT :limit",
      counties.empty() ? "" : "AND now.county IN (" + places + ")");
  std::vector<CandidateRow> page;
  for (auto& [id, version, content, code, password, issued_at, issued_by] :
       connection.select<std::string, std::int64_t, std::string, std::optional<std::string>,
                         std::optional<std::string>, std::optional<base::Instant>,
                         std::optional<std::string>>(sql, binds)) {
    CandidateRow row{record_of<CandidateRecord>(std::move(id), version, content), {}};
    if (issued_at) row.access = AccessRow{code, password, *issued_at, issued_by.value_or("")};
    page.push_back(std::move(row));
  }
  return page;
}

std::optional<ChoiceRecord> AdmissionStore::choice(db::Connection& connection,
                                                   const std::string& round,
                                                   const std::string& candidate) const {
  return select_one<ChoiceRecord>(
      connection, "now.candidate = :candidate AND now.round = :round",
      {{"region", region_}, {"candidate", candidate}, {"round", round}});
}

std::vector<ChoiceRecord> AdmissionStore::choices(db::Connection& connection,
                                                  const std::string& admission,
                                                  const std::string& round) const {
  return select<ChoiceRecord>(
      connection, "now.admission = :admission AND now.round = :round AND now.submitted = 1",
      std::vector<db::Bind>{{"region", region_}, {"admission", admission}, {"round", round}});
}

std::int64_t AdmissionStore::submitted(db::Connection& connection, const std::string& admission,
                                       const std::string& round) const {
  return std::get<0>(connection.select_only<std::int64_t>(
      "SELECT count(*) FROM admission_choice WHERE region = :region AND admission = :admission "
      "AND round = :round AND submitted = 1",
      {{"region", region_}, {"admission", admission}, {"round", round}}));
}

void AdmissionStore::insert_text(db::Connection& connection, const std::string& run,
                                 std::string_view part, const std::string& content) const {
  connection.execute(
      "INSERT INTO admission_run_text (region, run, part, content) "
      "VALUES (:region, :run, :part, :content)",
      {{"region", region_}, {"run", run}, {"part", part}, {"content", content}});
}

std::string AdmissionStore::text(db::Connection& connection, const std::string& run,
                                 std::string_view part) const {
  auto row = connection.select_one<std::string>(
      "SELECT content FROM admission_run_text "
      "WHERE region = :region AND run = :run AND part = :part",
      {{"region", region_}, {"run", run}, {"part", part}});
  return row ? std::get<0>(std::move(*row)) : std::string();
}

std::string AdmissionStore::import_rows(db::Connection& connection, const std::string& id) const {
  return std::get<0>(connection.select_only<std::string>(
      "SELECT file_rows FROM admission_import WHERE region = :region AND id = :id",
      {{"region", region_}, {"id", id}}));
}

void AdmissionStore::insert_import(db::Connection& connection, ImportRecord& record,
                                   const std::string& rows, const Author& author) const {
  Columns columns = TableOf<ImportRecord>::columns(record);
  columns.emplace_back("file_rows", rows);
  insert_row(connection, region_, record, std::move(columns));
  record.version = db::append_version(connection, version_table<ImportRecord>(),
                                      change_of(region_, record, author));
}

std::optional<ReplyRecord> AdmissionStore::reply(db::Connection& connection,
                                                 const std::string& round,
                                                 const std::string& candidate) const {
  return select_one<ReplyRecord>(connection, "now.candidate = :candidate AND now.round = :round",
                                 {{"region", region_}, {"candidate", candidate}, {"round", round}});
}

namespace {

void select_replies(db::Connection& connection, std::string_view condition,
                    std::span<const db::Bind> binds, std::vector<ReplyRow>& rows) {
  const std::string sql = fmt::format(
      "SELECT round, number, offer, programme, answer FROM admission_reply "
      "WHERE region = :region AND admission = :admission {} ORDER BY id",
      condition);
  for (auto& [round, number, offer, programme, answer] :
       connection.select<std::string, std::string, std::string, std::string, std::string>(sql,
                                                                                          binds)) {
    rows.push_back(
        {std::move(round), std::move(number), std::move(offer), std::move(programme),
         answer == name_of(ReplyAnswer::confirm) ? ReplyAnswer::confirm : ReplyAnswer::decline});
  }
}

}  // namespace

std::vector<ReplyRow> AdmissionStore::replies(db::Connection& connection,
                                              const std::string& admission) const {
  std::vector<ReplyRow> rows;
  select_replies(connection, "",
                 std::vector<db::Bind>{{"region", region_}, {"admission", admission}}, rows);
  return rows;
}

std::vector<ReplyRow> AdmissionStore::replies_for(db::Connection& connection,
                                                  const std::string& admission,
                                                  const std::string& number) const {
  std::vector<ReplyRow> rows;
  select_replies(connection, "AND answer = 'decline'",
                 std::vector<db::Bind>{{"region", region_}, {"admission", admission}}, rows);
  select_replies(
      connection, "AND number = :number",
      std::vector<db::Bind>{{"region", region_}, {"admission", admission}, {"number", number}},
      rows);
  return rows;
}

std::vector<AppealRecord> AdmissionStore::appeals_of(db::Connection& connection,
                                                     const std::string& candidate) const {
  return select<AppealRecord>(connection, "now.candidate = :candidate",
                              std::vector<db::Bind>{{"region", region_}, {"candidate", candidate}},
                              "now.id DESC");
}

std::vector<AwardRecord> AdmissionStore::awards_of(db::Connection& connection,
                                                   const std::string& candidate) const {
  return select<AwardRecord>(connection, "now.candidate = :candidate",
                             std::vector<db::Bind>{{"region", region_}, {"candidate", candidate}});
}

std::optional<AccessRow> AdmissionStore::access(db::Connection& connection,
                                                const std::string& candidate) const {
  auto row = connection.select_one<std::optional<std::string>, std::optional<std::string>,
                                   base::Instant, std::string>(
      "SELECT code_mark, password_hash, issued_at, issued_by FROM admission_access "
      "WHERE region = :region AND candidate = :candidate",
      {{"region", region_}, {"candidate", candidate}});
  if (!row) return std::nullopt;
  auto& [code, password, issued_at, issued_by] = *row;
  return AccessRow{std::move(code), std::move(password), issued_at, std::move(issued_by)};
}

void AdmissionStore::put_access(db::Connection& connection, const std::string& candidate,
                                const AccessRow& row) const {
  connection.execute(
      "INSERT INTO admission_access "
      "(region, candidate, code_mark, password_hash, issued_at, issued_by) "
      "VALUES (:region, :candidate, :code_mark, :password_hash, :issued_at, :issued_by) "
      "ON CONFLICT (region, candidate) DO UPDATE SET code_mark = excluded.code_mark, "
      "password_hash = excluded.password_hash, issued_at = excluded.issued_at, "
      "issued_by = excluded.issued_by",
      {{"region", region_},
       {"candidate", candidate},
       {"code_mark", row.code_mark},
       {"password_hash", row.password_hash},
       {"issued_at", row.issued_at},
       {"issued_by", row.issued_by}});
  connection.execute(
      "DELETE FROM admission_session WHERE region = :region AND candidate = :candidate",
      {{"region", region_}, {"candidate", candidate}});
}

void AdmissionStore::insert_session(db::Connection& connection, const std::string& token_hash,
                                    const std::string& candidate, base::Instant expires_at) const {
  connection.execute(
      "DELETE FROM admission_session WHERE region = :region AND candidate = :candidate "
      "AND expires_at <= :now",
      {{"region", region_}, {"candidate", candidate}, {"now", connection.now()}});
  connection.execute(
      "INSERT INTO admission_session (region, token_hash, candidate, expires_at) "
      "VALUES (:region, :token_hash, :candidate, :expires_at)",
      {{"region", region_},
       {"token_hash", token_hash},
       {"candidate", candidate},
       {"expires_at", expires_at}});
}

std::optional<CandidateRecord> AdmissionStore::session(db::Connection& connection,
                                                       const std::string& token_hash) const {
  return select_one<CandidateRecord>(
      connection,
      "now.id = (SELECT candidate FROM admission_session WHERE region = :region "
      "AND token_hash = :token_hash AND expires_at > :at)",
      {{"region", region_}, {"token_hash", token_hash}, {"at", connection.now()}});
}

void AdmissionStore::delete_session(db::Connection& connection,
                                    const std::string& token_hash) const {
  connection.execute(
      "DELETE FROM admission_session WHERE region = :region AND token_hash = :token_hash",
      {{"region", region_}, {"token_hash", token_hash}});
}

template class RecordTable<SchemeRecord>;
template class RecordTable<OfferRecord>;
template class RecordTable<CandidateRecord>;
template class RecordTable<ChoiceRecord>;
template class RecordTable<ImportRecord>;
template class RecordTable<RunRecord>;
template class RecordTable<ReplyRecord>;
template class RecordTable<AppealRecord>;
template class RecordTable<AwardRecord>;

}  // namespace admission
