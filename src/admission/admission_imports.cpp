#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <utility>

#include "admission/admission_parts.hpp"
#include "admission/eligibility_check.hpp"
#include "base/record_json.hpp"
#include "engines/allocation/lottery.hpp"

namespace admission {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

constexpr std::size_t kFaultsKept = 200;
constexpr std::size_t kSliceRows = 400;
constexpr std::int64_t kPageRows = 200;
constexpr std::size_t kFileNameMax = 200;
constexpr std::string_view kCodePlace = "admission.code";
// Crockford's base 32: no letter that is taken for a digit.
constexpr std::string_view kCodeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLength = 10;

// Counties that are in reach; nothing means all of them.
std::optional<std::vector<std::string>> counties_in(const zhijiao::access::UnitSet& reach,
                                                    const zhijiao::access::Directory& directory) {
  if (reach.everywhere) return std::nullopt;
  std::vector<std::string> counties;
  for (const auto& unit : directory.units) {
    if (unit.kind == "county" && reach.contains(unit.id)) counties.push_back(unit.id);
  }
  return counties;
}

CountyNames county_names(const zhijiao::access::Directory& directory) {
  CountyNames names;
  for (const auto& unit : directory.units) {
    if (unit.kind != "county") continue;
    names.emplace(unit.id, unit.id);
    names.emplace(unit.name.zh, unit.id);
    if (!unit.short_name.zh.empty()) names.emplace(unit.short_name.zh, unit.id);
    if (!unit.division_code.empty()) names.emplace(unit.division_code, unit.id);
  }
  return names;
}

SchoolNames school_names(const zhijiao::access::Directory& directory) {
  SchoolNames names;
  for (const auto& unit : directory.units) {
    if (unit.kind != "school" && unit.kind != "college") continue;
    names.emplace(unit.id, unit.id);
    names.emplace(unit.name.zh, unit.id);
    if (!unit.short_name.zh.empty()) names.emplace(unit.short_name.zh, unit.id);
  }
  return names;
}

// "culture,skills"
std::vector<std::string> ids_in(const std::string& list) {
  std::vector<std::string> ids;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    ids.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return ids;
}

// As both people see it before it is written.
struct Compared {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t unknown = 0;
};

Compared compare(const std::vector<Candidate>& rows, ImportKind kind,
                 const std::map<std::string, Candidate, std::less<>>& known) {
  Compared counted;
  for (const Candidate& row : rows) {
    const auto found = known.find(row.number);
    const Candidate* now = found == known.end() ? nullptr : &found->second;
    const auto made = merged(now, row, kind);
    if (!made) {
      ++counted.unknown;
    } else if (now == nullptr) {
      ++counted.added;
    } else if (*now == *made) {
      ++counted.unchanged;
    } else {
      ++counted.changed;
    }
  }
  return counted;
}

}  // namespace

AdmissionImportView AdmissionService::import_view(
    const Actor& actor, const ImportRecord& record,
    const std::map<std::string, std::string>& people) const {
  AdmissionImportView view;
  view.id = record.id;
  view.version = record.version;
  view.kind = record.kind;
  view.state = record.state;
  view.file_name = record.file_name;
  view.sha256 = record.sha256;
  view.rows = record.rows;
  view.faults = record.faults;
  view.faults_count = record.faults_count;
  view.added = record.added;
  view.changed = record.changed;
  view.unchanged = record.unchanged;
  view.unknown = record.unknown;
  view.subjects = record.subjects;
  view.uploaded_by = name_in(people, record.uploaded_by);
  view.uploaded_at = record.uploaded_at;
  view.decided_by = name_in(people, record.decided_by);
  view.reason = record.reason;
  view.may_decide = !may_decide_import(hand_of(actor), record.state, record.uploaded_by);
  return view;
}

awaitable<AdmissionImportList> AdmissionService::imports(const Actor& actor,
                                                         std::string admission) {
  access_.require(actor, Permission::admission_read);
  require_worker(actor);
  AdmissionImportList made = co_await database_.read([&](db::Connection& connection) {
    const auto people = access_.display_names(connection);
    AdmissionImportList list;
    for (const ImportRecord& record : store_.all<ImportRecord>(connection, admission)) {
      list.imports.push_back(import_view(actor, record, people));
    }
    std::ranges::reverse(list.imports);
    return list;
  });
  co_return made;
}

awaitable<AdmissionImportView> AdmissionService::upload(const Actor& actor, std::string admission,
                                                        AdmissionImportQuery query,
                                                        std::string file, db::Once once) {
  access_.require(actor, Permission::admission_prepare);
  query.file_name = text_of(query.file_name, kFileNameMax, "file_name", {"文件名", "File name"});
  const auto names = county_names(*access_.directory());
  ImportRecord record;
  record.admission = admission;
  record.kind = query.kind;
  record.file_name = query.file_name;
  record.sha256 = engines::allocation::sha256(file);
  record.uploaded_by = actor.account;
  if (query.kind == ImportKind::marks) record.subjects = ids_in(query.subjects.value_or(""));
  std::string rows;
  co_await database_.long_read([&](db::Connection& connection) {
    const Scheme scheme = this->scheme(connection, admission);
    if (query.kind == ImportKind::results && scheme.is_decided_here()) {
      throw base::conflict("decided-here", {"这次招生由本地录取，结果由计算产生，不导入。",
                                            "This admission is decided here; its results are "
                                            "computed and not imported."});
    }
    for (const std::string& subject : record.subjects) {
      if (scheme.find_subject(subject) == nullptr || scheme.computes(subject)) {
        throw base::bad_request({fmt::format("没有“{}”这项可以导入的成绩。", subject),
                                 fmt::format("There is no mark \"{}\" to import.", subject)});
      }
    }
    CandidateFile read = read_candidates(file, query.kind, scheme, names, record.subjects);
    rows = judged(connection, std::move(read), record);
  });
  AdmissionImportView view = co_await filed(actor, record, rows, std::move(once));
  co_return view;
}

std::string AdmissionService::judged(db::Connection& connection, CandidateFile read,
                                     ImportRecord& record) const {
  std::map<std::string, Candidate, std::less<>> known;
  for (CandidateRecord& each : store_.all<CandidateRecord>(connection, record.admission)) {
    known.emplace(each.candidate.number, std::move(each.candidate));
  }
  const Compared compared = compare(read.rows, record.kind, known);
  record.rows = static_cast<std::int64_t>(read.rows.size());
  record.faults_count = static_cast<std::int64_t>(read.faults.size());
  if (read.faults.size() > kFaultsKept) read.faults.resize(kFaultsKept);
  record.faults = std::move(read.faults);
  record.added = compared.added;
  record.changed = compared.changed;
  record.unchanged = compared.unchanged;
  record.unknown = compared.unknown;
  // What the second person accepts is what was judged, whatever the file's encoding.
  return base::record_text(read.rows);
}

awaitable<AdmissionImportView> AdmissionService::filed(const Actor& actor,
                                                       const ImportRecord& record,
                                                       const std::string& rows, db::Once once) {
  auto work = [&](db::Connection& connection) {
    ImportRecord made = record;
    made.id = base::uuid_v7(connection.clock(), random_);
    made.uploaded_at = base::rfc3339(connection.now());
    store_.insert_import(connection, made, rows, {actor.account, "import.upload"});
    audit(connection, actor, "admission_import.upload", made.id,
          fmt::format("{} rows, sha256 {}", made.rows, made.sha256));
    return import_view(actor, made, access_.display_names(connection));
  };
  AdmissionImportView view =
      co_await database_.write_once<AdmissionImportView>(std::move(once), work);
  changed(record.admission);
  co_return view;
}

awaitable<AdmissionImportView> AdmissionService::check_eligibility(const Actor& actor,
                                                                   std::string admission,
                                                                   db::Once once) {
  access_.require(actor, Permission::admission_prepare);
  const base::Date today = database_.clock().today();
  std::optional<RegisterCompared> compared_with;
  auto find_rule = [&](db::Connection& connection) {
    const Scheme scheme = this->scheme(connection, admission);
    const EligibilityRule* rule = in_force(scheme.eligibility, today);
    if (rule != nullptr) compared_with = rule->compared_with;
  };
  co_await database_.read(find_rule);
  if (!compared_with) {
    throw base::conflict("nothing-to-compare", {"这次招生的报考条件没有写和哪个台账核对。",
                                                "The conditions of this admission name no register "
                                                "to compare with."});
  }
  // In the reach of whoever asks: the office sees every school, a county its own.
  const std::string& noun = compared_with->records;
  records_.require_reader(actor, noun);
  const registers::Declaration& declaration = *records_.catalogue().find(noun);
  registers::ListRequest asked;
  asked.columns = {declaration.owner.field, "name"};
  const std::vector<boost::json::object> found = co_await records_.records(actor, noun, asked);
  std::vector<Registered> registered;
  for (const boost::json::object& row : found) {
    const boost::json::object& values = row.at("values").as_object();
    const auto text = [](const boost::json::value& value) {
      return std::string(value.is_string() ? value.get_string() : boost::json::string());
    };
    registered.push_back(
        {text(values.at(declaration.owner.field)), text(values.at("name")), text(row.at("state"))});
  }
  StateTitles titles;
  for (const registers::State& state : declaration.workflow.states) {
    titles.emplace(state.name, state.title);
  }
  const SchoolNames schools = school_names(*access_.directory());
  ImportRecord record;
  record.admission = admission;
  record.kind = ImportKind::eligibility;
  record.file_name = fmt::format("与台账“{}”核对 {}", declaration.title.zh, today.str());
  record.uploaded_by = actor.account;
  std::string rows;
  auto judge = [&](db::Connection& connection) {
    std::vector<Candidate> candidates;
    for (CandidateRecord& each : store_.all<CandidateRecord>(connection, admission)) {
      candidates.push_back(std::move(each.candidate));
    }
    std::ranges::sort(candidates, {}, &Candidate::number);
    CandidateFile file =
        compare_with_register(candidates, registered, compared_with->states, schools, titles);
    rows = judged(connection, std::move(file), record);
    record.sha256 = engines::allocation::sha256(rows);
  };
  co_await database_.long_read(judge);
  AdmissionImportView view = co_await filed(actor, record, rows, std::move(once));
  co_return view;
}

awaitable<AdmissionImportView> AdmissionService::decide_import(const Actor& actor, std::string id,
                                                               ImportDecision decision,
                                                               std::int64_t version) {
  auto decide = [&](db::Connection& connection) {
    auto record = store_.find<ImportRecord>(connection, id);
    if (!record) throw base::not_found({"这份导入数据", "This import"});
    refuse(may_decide_import(hand_of(actor), record->state, record->uploaded_by));
    require_version(*record, version);
    if (decision.accept && record->state == AdmissionImportState::accepted) return *record;
    if (!decision.accept) {
      if (record->state == AdmissionImportState::accepted) {
        throw base::conflict("wrong-state", {"已经开始写入，不能再退回。",
                                             "Writing has begun; it cannot be rejected any more."});
      }
      record->reason = reason_of(decision.reason);
    }
    record->state =
        decision.accept ? AdmissionImportState::accepted : AdmissionImportState::rejected;
    record->decided_by = actor.account;
    record->decided_at = base::rfc3339(connection.now());
    const std::string why = decision.accept ? "import.accept" : "import.reject";
    store_.update(connection, *record, {actor.account, why});
    audit(connection, actor,
          decision.accept ? "admission_import.accept" : "admission_import.reject", record->id,
          record->sha256);
    return *record;
  };
  const ImportRecord record = co_await database_.write(decide);
  if (decision.accept) co_await apply(record, actor);
  AdmissionImportView view = co_await database_.read([&](db::Connection& connection) {
    return import_view(actor, *store_.find<ImportRecord>(connection, id),
                       access_.display_names(connection));
  });
  changed(record.admission);
  co_return view;
}

awaitable<void> AdmissionService::apply(ImportRecord record, const Actor& actor) {
  std::vector<Candidate> rows = co_await database_.long_read([&](db::Connection& connection) {
    std::vector<Candidate> kept;
    base::read_record(boost::json::parse(store_.import_rows(connection, record.id)), kept);
    return kept;
  });
  std::ranges::sort(rows, {}, &Candidate::number);
  const Author author{actor.account, "import " + record.id};
  for (std::size_t begin = 0; begin < rows.size(); begin += kSliceRows) {
    const std::size_t end = std::min(rows.size(), begin + kSliceRows);
    // Each slice compares again, so that one that was written before the program ended is skipped.
    auto write = [&](db::Connection& connection) {
      std::map<std::string, CandidateRecord> known;
      for (CandidateRecord& each : store_.candidates_between(
               connection, record.admission, rows[begin].number, rows[end - 1].number)) {
        std::string number = each.candidate.number;
        known.emplace(std::move(number), std::move(each));
      }
      std::vector<CandidateRecord> added;
      for (std::size_t i = begin; i < end; ++i) {
        const auto found = known.find(rows[i].number);
        const auto made =
            merged(found == known.end() ? nullptr : &found->second.candidate, rows[i], record.kind);
        if (!made) continue;
        if (found == known.end()) {
          CandidateRecord next;
          next.id = base::uuid_v7(connection.clock(), random_);
          next.admission = record.admission;
          next.candidate = *made;
          added.push_back(std::move(next));
        } else if (found->second.candidate != *made) {
          found->second.candidate = *made;
          store_.update(connection, found->second, author);
        }
      }
      store_.insert_candidates(connection, added, author);
    };
    co_await database_.write(write);
  }
  auto finish = [&](db::Connection& connection) {
    auto now = store_.find<ImportRecord>(connection, record.id);
    if (now->state != AdmissionImportState::accepted) return;  // another request has finished it
    now->state = AdmissionImportState::applied;
    store_.update(connection, *now, {actor.account, "import.apply"});
    audit(connection, actor, "admission_import.apply", record.id,
          fmt::format("{} rows", rows.size()));
  };
  co_await database_.write(finish);
}

awaitable<CandidateList> AdmissionService::candidates(const Actor& actor, std::string admission,
                                                      std::string after) {
  const auto directory = access_.directory();
  const base::Date today = database_.clock().today();
  const bool sees_all = prepares_or_confirms(actor);
  if (!sees_all) access_.require(actor, Permission::admission_issue);
  const auto counties =
      sees_all ? std::nullopt
               : counties_in(units_in_reach(actor, Permission::admission_issue, *directory, today),
                             *directory);
  CandidateList list;
  if (counties && counties->empty()) co_return list;
  list = co_await database_.read([&](db::Connection& connection) {
    CandidateList page;
    for (const CandidateRow& row :
         store_.candidate_page(connection, admission, counties.value_or(std::vector<std::string>()),
                               after, kPageRows)) {
      const Candidate& candidate = row.record.candidate;
      const AccessState access = !row.access                 ? AccessState::none
                                 : row.access->password_hash ? AccessState::in_use
                                                             : AccessState::issued;
      page.candidates.push_back({candidate.number, candidate.name, unit_name(candidate.county),
                                 candidate.school, !candidate.marks.empty(), access,
                                 candidate.eligibility});
    }
    if (page.candidates.size() == static_cast<std::size_t>(kPageRows)) {
      page.next = page.candidates.back().number;
    }
    return page;
  });
  co_return list;
}

std::string AdmissionService::code_mark(const std::string& candidate, std::string_view code) const {
  std::string normal = candidate + ":";
  for (const char c : code) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper == '-' || upper == ' ') continue;
    normal += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
  }
  return sealer_.blind(kCodePlace, normal);
}

awaitable<IssuedCodes> AdmissionService::issue_codes(const Actor& actor, std::string admission,
                                                     CodesAsked asked) {
  access_.require(actor, Permission::admission_issue);
  if (asked.numbers.empty() || asked.numbers.size() > kCodesMax) {
    throw base::bad_request({fmt::format("一次请选 1 到 {} 名考生。", kCodesMax),
                             fmt::format("Choose 1 to {} candidates.", kCodesMax)});
  }
  const auto directory = access_.directory();
  const auto reach =
      units_in_reach(actor, Permission::admission_issue, *directory, database_.clock().today());
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < asked.numbers.size(); ++i) {
    std::string code;
    std::uint64_t bits = random_.next();
    for (std::size_t k = 0; k < kCodeLength; ++k) {
      code += kCodeLetters[bits % kCodeLetters.size()];
      bits /= kCodeLetters.size();
      if (k + 1 == kCodeLength / 2) code += '-';
    }
    codes.push_back(std::move(code));
  }
  auto work = [&](db::Connection& connection) {
    IssuedCodes issued;
    for (std::size_t i = 0; i < asked.numbers.size(); ++i) {
      const auto record = store_.candidate(connection, admission, asked.numbers[i]);
      // Somebody of another county does not exist for this person.
      if (!record || !reach.contains(record->candidate.county)) {
        throw base::not_found({fmt::format("考号为 {} 的考生", asked.numbers[i]),
                               fmt::format("The candidate {}", asked.numbers[i])});
      }
      store_.put_access(
          connection, record->id,
          {code_mark(record->id, codes[i]), std::nullopt, connection.now(), actor.account});
      audit(connection, actor, "admission_candidate.code", record->id, admission);
      issued.codes.push_back(
          {record->candidate.number, record->candidate.name, record->candidate.school, codes[i]});
    }
    return issued;
  };
  IssuedCodes issued = co_await database_.write(work);
  co_return issued;
}

}  // namespace admission
