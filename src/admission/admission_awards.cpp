#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <map>
#include <set>
#include <utility>

#include "admission/admission_parts.hpp"
#include "admission/scheme_texts.hpp"
#include "base/text.hpp"
#include "db/failure.hpp"

namespace admission {

using boost::asio::awaitable;
using zhijiao::access::Permission;

namespace {

constexpr std::size_t kAwardTextMax = 100;
constexpr std::size_t kAwardFilesMax = 10;

}  // namespace

std::map<std::string, std::int64_t> AdmissionService::award_ranks(db::Connection& connection,
                                                                  const Scheme& scheme,
                                                                  Date day) const {
  std::map<std::string, std::int64_t> ranks;
  for (const AwardRecord& award : store_.all<AwardRecord>(connection, scheme.id)) {
    const AwardRule* rule = award_of(scheme, award.level, day);
    if (award.state != AwardState::certified || rule == nullptr) continue;
    std::int64_t& best = ranks[award.number];
    best = std::max(best, rule->rank);
  }
  return ranks;
}

// A unit speaks for the candidates of its own county; one that stands under no county, such as a
// school of the city, for those of every county.
bool AdmissionService::speaks_for(const std::string& unit, const std::string& county) const {
  const auto directory = access_.directory();
  const auto* at = directory->find_unit(unit);
  if (at == nullptr) return false;
  std::set<std::string> seen;  // a cycle of units ends the walk
  while (at != nullptr && seen.insert(at->id).second) {
    if (at->id == county) return true;
    if (at->kind == "county") return false;
    at = directory->find_unit(at->parent);
  }
  return true;
}

bool AdmissionService::may_see(const Actor& actor, const AwardRecord& record) const {
  return prepares_or_confirms(actor) || hand_of(actor, record.unit).offers;
}

void AdmissionService::require_puts_forward(const Actor& actor, const std::string& unit) const {
  const Hand hand = hand_of(actor, unit);
  if (hand.offers || hand.prepares) return;
  throw base::forbidden({"获奖由考生所在学校或招生录取经办人申报。",
                         "An award is put forward by the school or by those who prepare "
                         "admissions."});
}

AwardView AdmissionService::award_view(db::Connection& connection, const Actor& actor,
                                       const AwardRecord& record, const Scheme& scheme,
                                       const std::map<std::string, std::string>& people) const {
  AwardView view;
  view.id = record.id;
  view.version = record.version;
  view.number = record.number;
  const auto candidate = store_.find<CandidateRecord>(connection, record.candidate);
  view.name = candidate->candidate.name;
  view.school = candidate->candidate.school;
  view.level = award_title(scheme, record.level, record.proposed_on);
  view.contest = record.contest;
  view.issuer = record.issuer;
  view.certificate_no = record.certificate_no;
  view.awarded_on = record.awarded_on;
  view.unit_name = unit_name(record.unit);
  view.files = files_.lines(connection, record.files);
  view.state = record.state;
  view.proposed_by = name_in(people, record.proposed_by);
  view.publicised_from = record.publicised_from;
  view.publicised_until = record.publicised_until;
  for (const AwardObjection& each : record.objections) {
    view.objections.push_back({each.at, name_in(people, each.by), each.text});
  }
  view.decided_by = name_in(people, record.decided_by);
  view.comment = record.comment;
  AwardStanding standing{record.state, record.proposed_by, Date::parse(record.publicised_until),
                         !record.objections.empty(), true};
  for (const AwardStep step :
       {AwardStep::publicise, AwardStep::object, AwardStep::certify, AwardStep::reject}) {
    if (!may_step(hand_of(actor), standing, step, base::day_of(connection.now()))) {
      view.may.push_back(step);
    }
  }
  return view;
}

awaitable<AwardList> AdmissionService::awards(const Actor& actor, std::string admission) {
  access_.require(actor, Permission::admission_read);
  AwardList made = co_await database_.read([&](db::Connection& connection) {
    const Scheme scheme = this->scheme(connection, admission);
    AwardList list;
    const auto people = access_.display_names(connection);
    for (const AwardRecord& record : store_.all<AwardRecord>(connection, admission)) {
      if (may_see(actor, record)) {
        list.awards.push_back(award_view(connection, actor, record, scheme, people));
      }
    }
    std::ranges::reverse(list.awards);
    return list;
  });
  co_return made;
}

awaitable<AwardView> AdmissionService::add_award(const Actor& actor, std::string admission,
                                                 AwardGiven given, db::Once once) {
  require_puts_forward(actor, given.unit);
  auto work = [&](db::Connection& connection) {
    const Scheme scheme = this->scheme(connection, admission);
    const Date today = base::day_of(connection.now());
    AwardRecord record;
    std::vector<base::FieldError> errors;
    const auto wrong = [&](std::string field, Text message) {
      errors.push_back({std::move(field), std::move(message)});
    };
    const auto candidate = store_.candidate(connection, admission, given.number);
    // Somebody of another county does not exist for this unit.
    if (!candidate || !speaks_for(given.unit, candidate->candidate.county))
      wrong("/number", {"没有这个考号的考生。", "There is no such candidate."});
    if (award_of(scheme, given.level, today) == nullptr) {
      wrong("/level", {"请选择奖项。", "Choose what the award is."});
    }
    for (const auto& [field, text] :
         {std::pair("/contest", &given.contest), std::pair("/issuer", &given.issuer),
          std::pair("/certificate_no", &given.certificate_no)}) {
      if (text->empty() || base::character_count(*text) > kAwardTextMax) {
        wrong(field, {fmt::format("请填写，最多 {} 字。", kAwardTextMax),
                      fmt::format("Fill this in, at most {} characters.", kAwardTextMax)});
      }
    }
    const auto awarded_on = Date::parse(given.awarded_on);
    if (!awarded_on || *awarded_on > today) {
      wrong("/awarded_on", {"获奖日期须是今天或以前的日期。", "The day is today or earlier."});
    }
    if (given.files.size() > kAwardFilesMax) {
      wrong("/files", {fmt::format("最多 {} 份材料。", kAwardFilesMax),
                       fmt::format("At most {} files.", kAwardFilesMax)});
    }
    if (!errors.empty()) {
      throw base::invalid({"获奖申报有需要更正的地方，请看各项说明。",
                           "The award needs corrections; see the notes at the fields."},
                          std::move(errors));
    }
    files_.require_readable(connection, actor, given.files, "/files");
    record.id = base::uuid_v7(connection.clock(), random_);
    record.admission = admission;
    record.candidate = candidate->id;
    record.number = given.number;
    record.level = given.level;
    record.contest = given.contest;
    record.issuer = given.issuer;
    record.certificate_no = given.certificate_no;
    record.awarded_on = given.awarded_on;
    record.unit = given.unit;
    record.files = given.files;
    record.proposed_by = actor.account;
    record.proposed_on = base::day_of(connection.now()).str();
    db::explaining({{"admission_award_once",
                     base::conflict("award-known", {"这名考生的这张证书已经申报过。",
                                                    "This certificate of the candidate has been "
                                                    "put forward already."})}},
                   [&] { store_.insert(connection, record, {actor.account, "award.add"}); });
    audit(connection, actor, "admission_award.add", record.id, record.level);
    return award_view(connection, actor, record, scheme, access_.display_names(connection));
  };
  AwardView view = co_await database_.write_once<AwardView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<AwardView> AdmissionService::step_award(const Actor& actor, std::string id,
                                                  AwardStepGiven given, std::int64_t version,
                                                  db::Once once) {
  std::string admission;
  auto work = [&](db::Connection& connection) {
    auto record = store_.find<AwardRecord>(connection, id);
    if (!record || !may_see(actor, *record)) throw base::not_found({"这项获奖", "This award"});
    const Scheme scheme = this->scheme(connection, record->admission);
    const Date today = base::day_of(connection.now());
    const AwardStanding standing{record->state, record->proposed_by,
                                 Date::parse(record->publicised_until), !record->objections.empty(),
                                 !given.comment.empty()};
    refuse(may_step(hand_of(actor), standing, given.step, today));
    require_version(*record, version);
    if (given.step == AwardStep::publicise) {
      const PublicityRule* rule = in_force(scheme.publicity, today);
      if (rule == nullptr) {
        throw base::conflict("no-rule", {"今天没有生效的公示期限，请先补上方案文件。",
                                         "No rule says how long publicity lasts; add it to the "
                                         "scheme first."});
      }
      record->state = AwardState::publicised;
      record->publicised_by = actor.account;
      record->publicised_from = today.str();
      // The day on which it is put up does not count.
      record->publicised_until = calendar_.after(today, static_cast<int>(rule->working_days)).str();
    } else if (given.step == AwardStep::object) {
      record->objections.push_back(
          {base::rfc3339(connection.now()), actor.account,
           text_of(given.comment, kReasonMax, "/comment", {"异议", "The objection"})});
    } else {
      if (given.step == AwardStep::reject || !given.comment.empty()) {
        record->comment = text_of(given.comment, kReasonMax, "/comment", {"理由", "Reason"});
      }
      record->state =
          given.step == AwardStep::certify ? AwardState::certified : AwardState::rejected;
      record->decided_by = actor.account;
      record->decided_at = base::rfc3339(connection.now());
    }
    const std::string step = boost::describe::enum_to_string(given.step, "");
    store_.update(connection, *record, {actor.account, "award." + step});
    audit(connection, actor, "admission_award." + step, id, record->level);
    admission = record->admission;
    return award_view(connection, actor, *record, scheme, access_.display_names(connection));
  };
  AwardView view = co_await database_.write_once<AwardView>(std::move(once), work);
  changed(admission);
  co_return view;
}

awaitable<http::Table> AdmissionService::award_table(const Actor& actor, std::string admission) {
  require_worker(actor);
  http::Table table;
  table.title = {"获奖认定和免试推荐名单", "Certified awards"};
  table.columns = {
      {{"考号", "Number"}},          {{"姓名", "Name"}},           {{"学校", "School"}},
      {{"奖项", "Award"}},           {{"赛事", "Contest"}},        {{"发证单位", "Issuer"}},
      {{"证书编号", "Certificate"}}, {{"获奖日期", "Awarded on"}}, {{"公示期", "Publicity"}}};
  auto work = [&](db::Connection& connection) {
    const Scheme scheme = this->scheme(connection, admission);
    for (const AwardRecord& award : store_.all<AwardRecord>(connection, admission)) {
      if (award.state != AwardState::certified) continue;
      const auto candidate = store_.find<CandidateRecord>(connection, award.candidate);
      table.rows.push_back({award.number, candidate->candidate.name, candidate->candidate.school,
                            award_title(scheme, award.level, award.proposed_on).zh, award.contest,
                            award.issuer, award.certificate_no, award.awarded_on,
                            award.publicised_from + " – " + award.publicised_until});
    }
    audit(connection, actor, "admission_award.read_list", admission,
          fmt::format("{} rows", table.rows.size()));
  };
  co_await database_.write(work);
  co_return table;
}

}  // namespace admission
