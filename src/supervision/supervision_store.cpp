#include "supervision/supervision_store.hpp"

#include <fmt/format.h>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <utility>

#include "base/record_json.hpp"
#include "db/dialect.hpp"
#include "db/failure.hpp"
#include "db/rows.hpp"
#include "db/version.hpp"

namespace supervision {

namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum enum_named(const std::string& name) {
  Enum value{};
  boost::describe::enum_from_string(name.c_str(), value);
  return value;
}

template <class Record>
Record record_of(std::string id, std::int64_t version, const std::string& content) {
  auto record = base::record_from<Record>(content);
  record.id = std::move(id);
  record.version = version;
  return record;
}

// The content of every row of `table` in the version that is `chosen`; what narrows it down is
// appended.
std::string rows_of(std::string_view table, const std::string& chosen) {
  return fmt::format(
      "SELECT {0}.id, {0}_version.version, {0}_version.content FROM {0} "
      "JOIN {0}_version ON {0}_version.region = {0}.region AND {0}_version.id = {0}.id AND {1} "
      "WHERE {0}.region = :region",
      table, chosen);
}
std::string current_of(std::string_view table) {
  return rows_of(table, fmt::format("{0}_version.version = {0}.version", table));
}
// Binds :before.
std::string then_of(std::string_view table) {
  return rows_of(table,
                 fmt::format("{0}_version.recorded_at < :before "
                             "AND ({0}_version.until IS NULL OR {0}_version.until >= :before)",
                             table));
}

std::string json_array(const auto& texts) {
  boost::json::array made;
  for (const std::string& text : texts) made.emplace_back(text);
  return boost::json::serialize(made);
}

// True if one of the texts has the bound :text in it, whatever case.
std::string has_text(db::Dialect dialect, const std::vector<std::string>& texts) {
  std::string condition;
  for (const std::string& text : texts) {
    condition += condition.empty() ? "" : " OR ";
    condition += db::contains_text(dialect, "LOWER(COALESCE(" + text + ", ''))", "LOWER(:text)");
  }
  return condition;
}

void count(DemandCounts& counts, DemandState state, Date due_on, int some) {
  const bool with_unit = state == DemandState::waiting || state == DemandState::returned;
  counts.all += some;
  if (is_open(state)) counts.open += some;
  if (!with_unit) counts.answered += some;
  if (with_unit && (!counts.due_on || due_on < *counts.due_on)) counts.due_on = due_on;
}

// A statement that grows with what is asked for.
struct Statement {
  std::string sql;
  std::vector<db::Bind> binds;

  template <class Value>
  void narrow(std::string_view condition, std::string_view name, Value value) {
    sql.append(" AND ").append(condition);
    binds.push_back({name, std::move(value)});
  }
  void limit(std::size_t most = SupervisionStore::kPageMax + 1) {
    sql += " LIMIT :most";
    binds.push_back({"most", static_cast<std::int64_t>(most)});
  }

  template <class Record>
  std::vector<Record> records(db::Connection& connection) const {
    std::vector<Record> records;
    for (auto& [id, version, content] :
         connection.select<std::string, std::int64_t, std::string>(sql, binds)) {
      records.push_back(record_of<Record>(std::move(id), version, content));
    }
    return records;
  }
};

template <class Record>
std::optional<Record> current(db::Connection& connection, const std::string& region,
                              std::string_view table, const std::string& id) {
  Statement statement{current_of(table), {{"region", region}}};
  statement.narrow(std::string(table) + ".id = :id", "id", id);
  auto found = statement.records<Record>(connection);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

template <class Record>
std::vector<Recorded<Record>> history(db::Connection& connection, const std::string& region,
                                      std::string_view table, const std::string& id) {
  std::vector<Recorded<Record>> versions;
  for (auto& [version, at, content] : connection.select<std::int64_t, base::Instant, std::string>(
           "SELECT version, recorded_at, content FROM " + std::string(table) +
               "_version WHERE region = :region AND id = :id ORDER BY version DESC",
           {{"region", region}, {"id", id}})) {
    versions.push_back({record_of<Record>(id, version, content), at});
  }
  return versions;
}

template <class Record>
std::vector<Recorded<Record>> older_of(db::Connection& connection, std::string_view table,
                                       const std::string& wanted,
                                       const std::vector<db::Bind>& binds) {
  std::vector<Recorded<Record>> versions;
  for (auto& [id, version, at, content] :
       connection.select<std::string, std::int64_t, base::Instant, std::string>(
           db::older_versions(std::string(table) + "_version", wanted), binds)) {
    versions.push_back({record_of<Record>(std::move(id), version, content), at});
  }
  return versions;
}

template <class Record>
void append(db::Connection& connection, const std::string& region, std::string_view table,
            const Record& record, const std::string& account) {
  db::append_version(connection, std::string(table) + "_version",
                     {region, record.id, account, "", base::record_text(record)});
}

}  // namespace

// --- letters -----------------------------------------------------------------------------------

std::vector<LetterRecord> SupervisionStore::letters(db::Connection& connection,
                                                    const LetterFilter& filter) const {
  Statement statement{current_of("letter"), {{"region", region_}}};
  const LetterQuery& query = filter.query;
  if (filter.only_released) statement.narrow("letter.state = :released", "released", "released");
  if (query.state) statement.narrow("letter.state = :state", "state", name_of(*query.state));
  if (query.kind) statement.narrow("letter.kind = :kind", "kind", name_of(*query.kind));
  if (query.before) statement.narrow("letter.id < :before", "before", *query.before);
  if (!query.ids.empty()) {
    statement.narrow("letter.id IN (" + db::json_elements(connection.dialect(), ":ids") + ")",
                     "ids", json_array(query.ids));
  }
  if (!filter.text.empty()) {
    const db::Dialect dialect = connection.dialect();
    const std::string text = db::json_member(dialect, "letter_version.content", "'text'");
    std::vector<std::string> kinds;
    for (const LetterKind kind : filter.text_names) kinds.push_back(name_of(kind));
    statement.narrow(
        "(" + has_text(dialect, {"letter.number", db::json_member(dialect, text, "'title'")}) +
            " OR letter.kind IN (" + db::json_elements(dialect, ":kinds") + "))",
        "text", filter.text);
    statement.binds.push_back({"kinds", json_array(kinds)});
  }
  const std::string names_one =
      "EXISTS (SELECT 1 FROM letter_matter WHERE letter_matter.region = letter.region "
      "AND letter_matter.letter = letter.id AND letter_matter.unit ";
  if (query.unit) statement.narrow(names_one + "= :unit)", "unit", *query.unit);
  if (!filter.units.everywhere) {
    statement.narrow(names_one + "IN (" + db::json_elements(connection.dialect(), ":units") + "))",
                     "units", json_array(filter.units.units));
  }
  statement.sql += " ORDER BY letter.id DESC";
  statement.limit(filter.most);
  return statement.records<LetterRecord>(connection);
}

std::optional<LetterRecord> SupervisionStore::letter(db::Connection& connection,
                                                     const std::string& id,
                                                     std::optional<base::Instant> before) const {
  if (!before) return current<LetterRecord>(connection, region_, "letter", id);
  Statement statement{then_of("letter"), {{"region", region_}, {"before", *before}}};
  statement.narrow("letter.id = :id", "id", id);
  auto found = statement.records<LetterRecord>(connection);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Recorded<LetterRecord>> SupervisionStore::letter_history(db::Connection& connection,
                                                                     const std::string& id) const {
  return history<LetterRecord>(connection, region_, "letter", id);
}

void SupervisionStore::insert_letter(db::Connection& connection, const LetterRecord& letter,
                                     const std::string& account) const {
  connection.execute(
      "INSERT INTO letter (region, id, version, kind, state, drafted_by, reply_by) "
      "VALUES (:region, :id, 1, :kind, :state, :drafted_by, :reply_by)",
      {{"region", region_},
       {"id", letter.id},
       {"kind", name_of(letter.kind)},
       {"state", name_of(letter.state)},
       {"drafted_by", letter.drafted_by},
       {"reply_by", db::to_value(letter.text.reply_by)}});
  append(connection, region_, "letter", letter, account);
  std::vector<std::vector<db::Value>> rows;
  for (const LateMatter& matter : letter.matters) {
    rows.push_back({region_, letter.id, matter.share, matter.unit});
  }
  db::insert_rows(connection, "letter_matter", {"region", "letter", "share", "unit"}, rows);
}

bool SupervisionStore::update_letter(db::Connection& connection, const LetterRecord& letter,
                                     const std::string& account) const {
  const bool released = letter.state == LetterState::released;
  const auto taken =
      base::conflict("number-taken", {"这个发文字号已经用过，请核对发文登记后改用下一号。",
                                      "This document number has been used; take the next one."});
  const std::int64_t changed = db::explaining({{"letter_number_once", taken}}, [&] {
    return connection.execute(
        "UPDATE letter SET version = :next, state = :state, number = :number, "
        "released_on = :released_on, released_by = :released_by, reply_by = :reply_by "
        "WHERE region = :region AND id = :id AND version = :version",
        {{"next", letter.version + 1},
         {"state", name_of(letter.state)},
         {"number", released ? db::Value(letter.number) : db::Value()},
         {"released_on", db::to_value(letter.signed_on)},
         {"released_by", released ? db::Value(letter.released_by) : db::Value()},
         {"reply_by", db::to_value(letter.text.reply_by)},
         {"region", region_},
         {"id", letter.id},
         {"version", letter.version}});
  });
  if (changed == 0) return false;
  append(connection, region_, "letter", letter, account);
  return true;
}

std::string SupervisionStore::last_number(db::Connection& connection, LetterKind kind) const {
  // Drafts are released in any order: the one released last is the one whose version is youngest.
  const auto row = connection.select_one<std::string>(
      "SELECT letter.number FROM letter JOIN letter_version "
      "ON letter_version.region = letter.region AND letter_version.id = letter.id "
      "AND letter_version.version = letter.version "
      "WHERE letter.region = :region AND letter.kind = :kind AND letter.state = 'released' "
      "ORDER BY letter_version.recorded_at DESC, letter.id DESC LIMIT 1",
      {{"region", region_}, {"kind", name_of(kind)}});
  return row ? std::get<0>(*row) : std::string();
}

std::vector<std::string> SupervisionStore::numbers_with(db::Connection& connection,
                                                        const std::string& prefix) const {
  std::vector<std::string> numbers;
  for (auto& [number] : connection.select<std::string>(
           "SELECT number FROM letter WHERE region = :region AND state = 'released' "
           "AND substr(number, 1, length(:prefix)) = :prefix ORDER BY number",
           {{"region", region_}, {"prefix", prefix}})) {
    numbers.push_back(std::move(number));
  }
  return numbers;
}

std::vector<SentAbout> SupervisionStore::sent_about(db::Connection& connection,
                                                    const std::vector<std::string>& shares) const {
  std::vector<SentAbout> sent;
  for (auto& [share, kind, released_on, reply_by, state] :
       connection
           .select<std::string, std::string, Date, std::optional<Date>, std::optional<std::string>>(
               "SELECT letter_matter.share, letter.kind, letter.released_on, letter.reply_by, "
               "demand.state FROM letter_matter "
               "JOIN letter ON letter.region = letter_matter.region AND letter.id = "
               "letter_matter.letter "
               "LEFT JOIN demand ON demand.region = letter_matter.region "
               "AND demand.letter = letter_matter.letter AND demand.unit = letter_matter.unit "
               "WHERE letter_matter.region = :region AND letter.state = 'released' "
               "AND letter_matter.share IN (" +
                   db::json_elements(connection.dialect(), ":shares") +
                   ") ORDER BY letter.released_on, letter.id, letter_matter.share",
               {{"region", region_}, {"shares", json_array(shares)}})) {
    const bool answered = state && *state != name_of(DemandState::waiting) &&
                          *state != name_of(DemandState::returned);
    sent.push_back(
        {std::move(share), {enum_named<LetterKind>(kind), released_on, reply_by, answered}});
  }
  return sent;
}

std::vector<Recorded<LetterRecord>> SupervisionStore::letters_older(
    db::Connection& connection, const std::vector<std::string>& shares, const UnitSet& units,
    const db::OlderVersions& older) const {
  const db::Dialect dialect = connection.dialect();
  // What is released changes no more: its last version is how it went out.
  std::string letters =
      "SELECT letter.id, letter.version FROM letter_matter "
      "JOIN letter ON letter.region = letter_matter.region AND letter.id = letter_matter.letter "
      "WHERE letter_matter.region = :region AND letter.state = 'released' "
      "AND letter_matter.share IN (" +
      db::json_elements(dialect, ":shares") + ")";
  std::vector<db::Bind> binds = db::older_binds(region_, older);
  binds.push_back({"shares", json_array(shares)});
  if (!units.everywhere) {
    letters +=
        " AND EXISTS (SELECT 1 FROM letter_matter named WHERE named.region = letter.region "
        "AND named.letter = letter.id AND named.unit IN (" +
        db::json_elements(dialect, ":units") + "))";
    binds.push_back({"units", json_array(units.units)});
  }
  return older_of<LetterRecord>(connection, "letter", "(v.id, v.version) IN (" + letters + ")",
                                binds);
}

std::vector<std::string> SupervisionStore::scans(db::Connection& connection,
                                                 const std::string& letter,
                                                 std::optional<base::Instant> before) const {
  std::vector<std::string> files;
  for (auto& [file, at] : connection.select<std::string, base::Instant>(
           "SELECT file, recorded_at FROM letter_scan WHERE region = :region AND letter = :letter "
           "ORDER BY recorded_at, file",
           {{"region", region_}, {"letter", letter}})) {
    if (!before || at < *before) files.push_back(std::move(file));
  }
  return files;
}

bool SupervisionStore::insert_scan(db::Connection& connection, const std::string& letter,
                                   const std::string& file, const std::string& account) const {
  return connection.execute(
             "INSERT INTO letter_scan (region, letter, file, account, recorded_at) "
             "VALUES (:region, :letter, :file, :account, :now) "
             "ON CONFLICT (region, letter, file) DO NOTHING",
             {{"region", region_},
              {"letter", letter},
              {"file", file},
              {"account", account},
              {"now", connection.now()}}) == 1;
}

// --- demands -----------------------------------------------------------------------------------

std::vector<DemandRecord> SupervisionStore::demands(db::Connection& connection,
                                                    const DemandFilter& filter) const {
  Statement statement{filter.before ? then_of("demand") : current_of("demand"),
                      {{"region", region_}}};
  if (filter.before) statement.binds.push_back({"before", *filter.before});
  const DemandQuery& query = filter.query;
  if (query.open.value_or(false)) {
    statement.sql += " AND demand.state IN ('waiting', 'answered', 'returned')";
  }
  if (query.waits_for == DemandParty::unit) {
    statement.sql += " AND demand.state IN ('waiting', 'returned')";
  } else if (query.waits_for == DemandParty::office) {
    statement.sql += " AND demand.state = 'answered'";
  }
  if (query.unit) statement.narrow("demand.unit = :unit", "unit", *query.unit);
  if (query.task) statement.narrow("demand.task = :task", "task", *query.task);
  if (filter.letter) statement.narrow("demand.letter = :letter", "letter", *filter.letter);
  if (filter.instruction) {
    statement.narrow("demand.instruction = :instruction", "instruction", *filter.instruction);
  }
  if (!filter.units.everywhere) {
    statement.narrow("demand.unit IN (" + db::json_elements(connection.dialect(), ":units") + ")",
                     "units", json_array(filter.units.units));
  }
  if (query.after) {
    statement.narrow(
        "(demand.due_on, demand.id) > (SELECT last.due_on, last.id FROM demand last "
        "WHERE last.region = demand.region AND last.id = :after)",
        "after", *query.after);
  }
  statement.sql += " ORDER BY demand.due_on, demand.id";
  if (!filter.whole) statement.limit();
  return statement.records<DemandRecord>(connection);
}

std::vector<DemandRecord> SupervisionStore::demands_with_units(db::Connection& connection) const {
  Statement statement{current_of("demand"), {{"region", region_}}};
  statement.sql += " AND demand.state IN ('waiting', 'returned') ORDER BY demand.due_on, demand.id";
  return statement.records<DemandRecord>(connection);
}

std::optional<DemandRecord> SupervisionStore::demand(db::Connection& connection,
                                                     const std::string& id) const {
  return current<DemandRecord>(connection, region_, "demand", id);
}

std::vector<Recorded<DemandRecord>> SupervisionStore::demand_history(db::Connection& connection,
                                                                     const std::string& id) const {
  return history<DemandRecord>(connection, region_, "demand", id);
}

std::vector<Recorded<DemandRecord>> SupervisionStore::demands_older(
    db::Connection& connection, const std::vector<std::string>& shares, const UnitSet& units,
    std::optional<DemandSource> source, const db::OlderVersions& older) const {
  const db::Dialect dialect = connection.dialect();
  const std::string about = "share IN (" + db::json_elements(dialect, ":shares") + ")";
  std::vector<db::Bind> binds = db::older_binds(region_, older);
  binds.push_back({"shares", json_array(shares)});
  std::string in_reach;
  if (!units.everywhere) {
    in_reach = " AND demand.unit IN (" + db::json_elements(dialect, ":units") + ")";
    binds.push_back({"units", json_array(units.units)});
  }
  // A letter about several shares of a unit demands one answer for all of them.
  const std::string of_letters =
      "(v.version > 1 AND v.id IN (SELECT demand.id FROM letter_matter "
      "JOIN demand ON demand.region = letter_matter.region "
      "AND demand.letter = letter_matter.letter AND demand.unit = letter_matter.unit "
      "WHERE letter_matter.region = :region AND letter_matter." +
      about + in_reach + "))";
  const std::string of_instructions =
      "v.id IN (SELECT demand.id FROM demand WHERE demand.region = :region "
      "AND demand.source_kind = 'instruction' AND demand." +
      about + in_reach + ")";
  std::string wanted = "(" + of_letters + " OR " + of_instructions + ")";
  if (source) wanted = *source == DemandSource::letter ? of_letters : of_instructions;
  return older_of<DemandRecord>(connection, "demand", wanted, binds);
}

void SupervisionStore::insert_demand(db::Connection& connection, const DemandRecord& demand,
                                     const std::string& account) const {
  const bool letter = demand.source_kind == DemandSource::letter;
  connection.execute(
      "INSERT INTO demand (region, id, version, source_kind, letter, instruction, unit, task, "
      "share, state, due_on) VALUES (:region, :id, 1, :source_kind, :letter, :instruction, :unit, "
      ":task, :share, :state, :due_on)",
      {{"region", region_},
       {"id", demand.id},
       {"source_kind", name_of(demand.source_kind)},
       {"letter", letter ? db::Value(demand.source) : db::Value()},
       {"instruction", letter ? db::Value() : db::Value(demand.source)},
       {"unit", demand.unit},
       {"task", demand.task ? db::Value(std::int64_t{*demand.task}) : db::Value()},
       {"share", demand.share.empty() ? db::Value() : db::Value(demand.share)},
       {"state", name_of(demand.state)},
       {"due_on", demand.due_on}});
  append(connection, region_, "demand", demand, account);
}

bool SupervisionStore::update_demand(db::Connection& connection, const DemandRecord& demand,
                                     const std::string& account) const {
  const std::int64_t changed = connection.execute(
      "UPDATE demand SET version = :next, state = :state, due_on = :due_on "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"next", demand.version + 1},
       {"state", name_of(demand.state)},
       {"due_on", demand.due_on},
       {"region", region_},
       {"id", demand.id},
       {"version", demand.version}});
  if (changed == 0) return false;
  append(connection, region_, "demand", demand, account);
  return true;
}

std::map<std::string, DemandCounts> SupervisionStore::demand_counts(
    db::Connection& connection, DemandSource source, const std::vector<std::string>& ids,
    std::optional<base::Instant> before) const {
  std::map<std::string, DemandCounts> counts;
  if (before) {
    for (const std::string& id : ids) {
      DemandFilter filter;
      filter.units.everywhere = true;
      filter.whole = true;
      filter.before = before;
      (source == DemandSource::letter ? filter.letter : filter.instruction) = id;
      for (const DemandRecord& demand : demands(connection, filter)) {
        count(counts[id], demand.state, demand.due_on, 1);
      }
    }
    return counts;
  }
  // A name of the program: the column that refers to the source.
  const std::string column = name_of(source);
  for (auto& [id, state, due_on, number] :
       connection.select<std::string, std::string, Date, std::int64_t>(
           fmt::format("SELECT {0}, state, MIN(due_on), COUNT(*) FROM demand "
                       "WHERE region = :region AND {0} IN ({1}) "
                       "GROUP BY {0}, state ORDER BY {0}, state",
                       column, db::json_elements(connection.dialect(), ":ids")),
           {{"region", region_}, {"ids", json_array(ids)}})) {
    count(counts[id], enum_named<DemandState>(state), due_on, static_cast<int>(number));
  }
  return counts;
}

// --- instructions ------------------------------------------------------------------------------

std::vector<InstructionRecord> SupervisionStore::instructions(
    db::Connection& connection, const InstructionFilter& filter) const {
  Statement statement{current_of("instruction"), {{"region", region_}}};
  const InstructionQuery& query = filter.query;
  if (query.state) statement.narrow("instruction.state = :state", "state", name_of(*query.state));
  if (query.before) statement.narrow("instruction.id < :before", "before", *query.before);
  if (!filter.units.everywhere) {
    statement.narrow(
        "EXISTS (SELECT 1 FROM demand WHERE demand.region = instruction.region "
        "AND demand.instruction = instruction.id AND demand.unit IN (" +
            db::json_elements(connection.dialect(), ":units") + "))",
        "units", json_array(filter.units.units));
  }
  if (!filter.text.empty()) {
    std::vector<std::string> texts;
    for (const char* member : {"'words'", "'said_by'", "'document_number'"}) {
      texts.push_back(db::json_member(connection.dialect(), "instruction_version.content", member));
    }
    statement.narrow("(" + has_text(connection.dialect(), texts) + ")", "text", filter.text);
  }
  statement.sql += " ORDER BY instruction.id DESC";
  statement.limit(filter.most);
  return statement.records<InstructionRecord>(connection);
}

std::optional<InstructionRecord> SupervisionStore::instruction(db::Connection& connection,
                                                               const std::string& id) const {
  return current<InstructionRecord>(connection, region_, "instruction", id);
}

void SupervisionStore::insert_instruction(db::Connection& connection,
                                          const InstructionRecord& instruction,
                                          const std::string& account) const {
  connection.execute(
      "INSERT INTO instruction (region, id, version, state) VALUES (:region, :id, 1, :state)",
      {{"region", region_}, {"id", instruction.id}, {"state", name_of(instruction.state)}});
  append(connection, region_, "instruction", instruction, account);
}

bool SupervisionStore::update_instruction(db::Connection& connection,
                                          const InstructionRecord& instruction,
                                          const std::string& account) const {
  const std::int64_t changed = connection.execute(
      "UPDATE instruction SET version = :next, state = :state "
      "WHERE region = :region AND id = :id AND version = :version",
      {{"next", instruction.version + 1},
       {"state", name_of(instruction.state)},
       {"region", region_},
       {"id", instruction.id},
       {"version", instruction.version}});
  if (changed == 0) return false;
  append(connection, region_, "instruction", instruction, account);
  return true;
}

}  // namespace supervision
