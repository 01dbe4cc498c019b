#include "finance/funding_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <map>
#include <utility>

#include "access/token.hpp"
#include "base/problem.hpp"
#include "base/record_json.hpp"

namespace finance {

namespace bj = boost::json;
namespace rules = engines::money_floors;

namespace {

using boost::asio::awaitable;
using registers::Declaration;
using registers::Field;
using registers::ListRequest;
using zhijiao::access::Permission;

// The register these pages are about, as registers/finance declares it.
constexpr const char* kFunding = "funding";
constexpr const char* kSubmitted = "submitted";  // handed in, not yet reviewed
constexpr std::int64_t kFirstYear = 2000;
constexpr std::int64_t kLastYear = 2099;
constexpr std::size_t kReasonMax = 500;

struct Ruling {
  const char* name;
  Text title;
  std::vector<RulingChoice> choices;
  std::optional<std::int64_t> FloorsQuery::* asked;
};

const std::vector<Ruling>& rulings_known() {
  static const std::vector<RulingChoice> counts{{0, {"不含", "no"}}, {1, {"含", "yes"}}};
  static const std::vector<Ruling> known{
      {"judged_stage",
       {"判断环节", "Stage judged"},
       {{1, {"预算安排", "budgeted"}},
        {2, {"预算安排并下达", "budgeted and issued"}},
        {3, {"拨付", "paid"}}},
       &FloorsQuery::judged_stage},
      {"special_counts_transfers",
       {"专项经费含上级转移支付", "Special fund with transfers from above"},
       counts,
       &FloorsQuery::special_counts_transfers},
      {"special_counts_contest",
       {"专项经费含技能大赛经费", "Special fund with contest money"},
       counts,
       &FloorsQuery::special_counts_contest},
      {"special_counts_surcharge",
       {"专项经费可从教育附加列支", "Special fund out of the surcharges"},
       {{0, {"不可以", "no"}}, {1, {"可以", "yes"}}},
       &FloorsQuery::special_counts_surcharge},
      {"surcharge_denominator",
       {"附加比例的分母", "Base of the surcharge share"},
       {{1, {"本级可用", "available"}}, {2, {"征收数", "collected"}}},
       &FloorsQuery::surcharge_denominator},
      {"surcharge_judged",
       {"判断哪种附加", "Surcharge judged"},
       {{1, {"教育费附加", "education"}},
        {2, {"地方教育附加", "local"}},
        {3, {"两种分别判断", "each of both"}}},
       &FloorsQuery::surcharge_judged}};
  return known;
}

constexpr std::array kThresholds{
    "special_floor_city", "special_floor_county", "contest_floor_city", "contest_floor_county",
    "waiver_base",        "waiver_local_percent", "surcharge_percent"};

const Text& choice_title(const Ruling& ruling, std::int64_t value) {
  return std::ranges::find(ruling.choices, value, &RulingChoice::value)->title;
}

std::string text(const bj::object& of, std::string_view name) {
  const bj::value* const value = of.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

FloorVerdict verdict_of(rules::Verdict verdict) {
  if (verdict == rules::Verdict::met) return FloorVerdict::met;
  return verdict == rules::Verdict::unmet ? FloorVerdict::unmet : FloorVerdict::unknown;
}

// In the order of the engine's: both are special, contest, waiver, surcharge.
Floor floor_of(rules::Floor floor) { return static_cast<Floor>(floor); }

Text title_of(const std::string& of) {
  static const std::map<std::string, Text> titles{
      {"special", {"专项经费", "Special fund"}},
      {"contest", {"技能大赛经费", "Contest money"}},
      {"waiver", {"免学费本级补助", "Own share of the waiver"}},
      {"edu_surcharge", {"教育费附加", "Education surcharge"}},
      {"local_surcharge", {"地方教育附加", "Local surcharge"}}};
  return titles.at(of);
}

std::int64_t threshold(const FundingFloors& floors, std::string_view name) {
  return std::ranges::find(floors.thresholds, name, &FundingThreshold::name)->value;
}

base::Problem no_such_year() {
  return base::invalid({"年份须在 2000 至 2099 之间。", "The year is from 2000 to 2099."}, {});
}

// The day of the release is not part of it: who looked at it yesterday has seen the same.
std::string name_of(PublicFundingYear year) {
  year.released_on = {};
  return zhijiao::access::fingerprint_of(base::record_text(year));
}

FundingRelease view_of(const ReleaseRecord& record) {
  return {record.year, record.version, record.state, record.on, record.by, record.reason};
}

}  // namespace

std::vector<ParameterName> parameters_used() {
  std::vector<ParameterName> used;
  for (const char* name : kThresholds) used.push_back({kFunding, name});
  for (const Ruling& ruling : rulings_known()) used.push_back({kFunding, ruling.name});
  return used;
}

//! A unit that reports its money.
struct FundingService::Office {
  std::string unit;
  Text name;
  FundingLevel level = FundingLevel::county;
};

struct FundingService::Report {
  std::string id;
  std::string unit;
  std::string period;
  Text state_title;
  bool handed_in = false;
  bool reviewed = false;
  bj::object values;
};

FundingService::FundingService(db::Database& database, zhijiao::access::AccessService& access,
                               registers::RegisterService& records, LetterHead head)
    : database_(database),
      access_(access),
      records_(records),
      head_(std::move(head)),
      store_(access.region()) {}

// Every county, and the city's office: the root of the line along which the reports are reviewed.
std::vector<FundingService::Office> FundingService::offices(const Actor& actor, Date day) const {
  const auto directory = access_.directory();
  const Declaration& declared = *records_.catalogue().find(kFunding);
  std::vector<std::string> roots;
  for (const auto& transition : declared.workflow.transitions) {
    for (const std::string& name : transition.by) {
      const auto* const role = directory->find_role(name);
      if (role == nullptr) continue;
      for (const auto& tree : directory->trees) {
        if (std::ranges::find(role->trees, tree.id) == role->trees.end()) continue;
        for (const auto& edge : tree.edges) {
          const bool under = std::ranges::find(tree.edges, edge.under,
                                               &zhijiao::access::Edge::unit) != tree.edges.end();
          if (!under) roots.push_back(edge.under);
        }
      }
    }
  }
  std::vector<Office> found;
  for (const auto& unit : directory->units) {
    const bool city = std::ranges::find(roots, unit.id) != roots.end();
    const bool gone = unit.valid_to && *unit.valid_to < day;
    if ((!city && unit.kind != "county") || gone) continue;
    if (!records_.reads(actor, kFunding, unit.id)) continue;
    const Text& name = unit.short_name.empty() ? unit.name : unit.short_name;
    found.push_back({unit.id, name, city ? FundingLevel::city : FundingLevel::county});
  }
  std::ranges::stable_sort(found, {}, &Office::level);
  return found;
}

registers::Parameter FundingService::parameter(const std::string& name) const {
  return records_.parameters().line(kFunding, name);
}

void FundingService::fill_law(FundingFloors& floors) const {
  for (const char* name : kThresholds) {
    const registers::Parameter of = parameter(name);
    const registers::ParameterValue& value = of.on(floors.judged_on);
    floors.thresholds.push_back(
        {name, of.title, value.value, of.unit, value.source, value.verified, value.from});
  }
}

rules::Rulings FundingService::fill_rulings(FundingFloors& floors, const FloorsQuery& query) const {
  for (const Ruling& ruling : rulings_known()) {
    const registers::Parameter of = parameter(ruling.name);
    const registers::ParameterValue& in_force = of.on(floors.judged_on);
    const std::int64_t value = (query.*ruling.asked).value_or(in_force.value);
    if (std::ranges::find(ruling.choices, value, &RulingChoice::value) == ruling.choices.end()) {
      const Text detail{fmt::format("口径“{}”没有 {} 这个取值。", ruling.title.zh, value),
                        fmt::format("“{}” has no value {}.", ruling.title.en, value)};
      throw base::invalid(detail, {{ruling.name, detail}});
    }
    floors.what_if = floors.what_if || value != in_force.value;
    floors.rulings.push_back({ruling.name, ruling.title, value, in_force.value, ruling.choices,
                              in_force.source, in_force.verified, in_force.from});
  }
  const auto value = [&](std::size_t at) { return floors.rulings[at].value; };
  rules::Rulings rulings;
  rulings.judged_stage = static_cast<rules::Stage>(value(0));
  rulings.special_counts_transfers = value(1) == 1;
  rulings.special_counts_contest = value(2) == 1;
  rulings.special_counts_surcharge = value(3) == 1;
  rulings.surcharge_denominator = static_cast<rules::Base>(value(4));
  rulings.surcharge_judged = static_cast<rules::Surcharges>(value(5));
  return rulings;
}

awaitable<std::vector<FundingService::Report>> FundingService::reports(const Actor& actor,
                                                                       std::int64_t year,
                                                                       std::optional<Date> as_of) {
  const Declaration& declared = *records_.catalogue().find(kFunding);
  ListRequest request;
  request.as_of = as_of;
  for (const Field& field : declared.fields) {
    if (!field.retired && !field.derived) request.columns.push_back(field.name);
  }
  request.filters.push_back(
      {"period", "is", {fmt::format("{}-H1", year), fmt::format("{}-H2", year)}});
  const std::vector<bj::object> rows = co_await records_.records(actor, kFunding, request);
  std::vector<Report> found;
  for (const bj::object& row : rows) {
    Report report;
    report.id = text(row, "id");
    report.values = row.at("values").as_object();
    report.unit = text(report.values, "unit");
    report.period = text(report.values, "period");
    const std::string name = text(row, "state");
    if (const auto* state = declared.workflow.find_state(name)) {
      report.state_title = state->title;
      report.handed_in = !state->editable;
      report.reviewed = report.handed_in && name != kSubmitted;
    }
    found.push_back(std::move(report));
  }
  std::ranges::sort(found, {}, &Report::period);
  co_return found;
}

FundingUnit FundingService::judged(const Office& office, const std::vector<Report>& reports,
                                   const FundingFloors& floors,
                                   const rules::Rulings& rulings) const {
  const Declaration& declared = *records_.catalogue().find(kFunding);
  FundingUnit made;
  made.unit = office.unit;
  made.name = office.name;
  made.level = office.level;
  // Amounts are cumulative: the last period that was handed in is the year's figure so far.
  const Report* counts = nullptr;
  for (const Report& report : reports) {
    if (report.unit != office.unit) continue;
    made.releasable = made.releasable || report.reviewed;
    if (report.handed_in) {
      counts = &report;
      made.pending.reset();
    } else {
      made.pending = PendingFunding{report.id, report.period, report.state_title};
    }
  }
  rules::Data data;
  if (counts != nullptr) {
    made.period = counts->period;
    made.whole_year = counts->period.ends_with("H2");
    made.record = counts->id;
    made.state_title = counts->state_title;
    made.reviewed = counts->reviewed;
    made.per_student_document = text(counts->values, "per_student_document");
    made.explanation = text(counts->values, "explanation");
    for (const auto& [name, value] : counts->values) {
      if (value.is_int64()) data.emplace(name, value.get_int64());
    }
    if (const auto standard = data.find("per_student_standard"); standard != data.end()) {
      made.per_student_standard_fen = standard->second;
    }
  }
  const std::string level = office.level == FundingLevel::city ? "city" : "county";
  const rules::Law law{threshold(floors, "special_floor_" + level),
                       threshold(floors, "contest_floor_" + level),
                       threshold(floors, "waiver_base"), threshold(floors, "waiver_local_percent"),
                       threshold(floors, "surcharge_percent")};
  for (const rules::FloorTest& test : rules::judge(data, law, rulings)) {
    FloorTestView& view = made.tests.emplace_back();
    view.floor = floor_of(test.floor);
    view.verdict = verdict_of(test.verdict);
    view.lacking_fen = test.lacking_fen;
    view.footnotes = test.footnotes;
    for (const rules::Measured& measured : test.measured) {
      FloorMeasured& of = view.measured.emplace_back();
      of.of = measured.of;
      of.title = title_of(measured.of);
      of.judged = measured.judged;
      of.amounts = {measured.amounts.budgeted, measured.amounts.issued, measured.amounts.paid};
      of.counted_fen = measured.counted_fen;
      of.floor_fen = measured.floor_fen;
      of.verdict = verdict_of(measured.verdict);
      of.lacking_fen = measured.lacking_fen;
      for (const std::string& field : measured.missing) {
        of.missing.push_back(declared.find_field(field)->title);
      }
      for (const rules::Share& share : measured.shares) {
        of.shares.push_back({share.base == rules::Base::available ? SurchargeBase::available
                                                                  : SurchargeBase::collected,
                             share.base_fen, share.per_mille});
      }
      if (counts != nullptr) of.document = text(counts->values, measured.of + "_document");
    }
    for (const rules::Alternative& other : test.alternatives) {
      const Ruling& ruling = *std::ranges::find(rulings_known(), other.ruling, &Ruling::name);
      const Text& choice = choice_title(ruling, other.value);
      view.alternatives.push_back(
          {other.ruling,
           other.value,
           {ruling.title.zh + "：" + choice.zh, ruling.title.en + ": " + choice.en},
           verdict_of(other.verdict),
           other.lacking_fen});
    }
  }
  return made;
}

PublicFundingYear FundingService::publishable(const Actor& actor, const FundingFloors& floors,
                                              std::vector<Report> reports,
                                              const rules::Rulings& rulings) const {
  // A newer report that waits for review must not hide the one that was approved.
  std::erase_if(reports, [](const Report& report) { return !report.reviewed; });
  PublicFundingYear made{floors.year, records_.today(), floors.thresholds, floors.rulings, {}};
  for (const Office& office : offices(actor, floors.judged_on)) {
    FundingUnit unit = judged(office, reports, floors, rulings);
    PublicFundingUnit& shown = made.units.emplace_back();
    shown.name = unit.name;
    shown.level = unit.level;
    if (unit.record.empty()) continue;
    shown.period = unit.period;
    shown.tests = std::move(unit.tests);
    for (FloorTestView& test : shown.tests) test.alternatives.clear();
  }
  return made;
}

awaitable<FundingFloors> FundingService::floors(const Actor& actor, const FloorsQuery& query) {
  Year made = co_await year_of(actor, query);
  co_return std::move(made.floors);
}

awaitable<FundingService::Year> FundingService::year_of(const Actor& actor,
                                                        const FloorsQuery& query) {
  records_.require_reader(actor, kFunding);
  const Date today = records_.today();
  FundingFloors made;
  made.as_of = query.as_of ? std::min(*query.as_of, today) : today;
  ListRequest all;
  all.as_of = query.as_of;
  const auto periods = co_await records_.groups(actor, kFunding, all, "period");
  for (const registers::GroupCount& period : periods) {
    const std::int64_t year = std::stoll(period.value.substr(0, 4));
    if (std::ranges::find(made.years, year) == made.years.end()) made.years.push_back(year);
  }
  std::ranges::sort(made.years, std::greater{});
  made.year = query.year.value_or(made.years.empty() ? today.year() : made.years.front());
  if (made.year < kFirstYear || made.year > kLastYear) throw no_such_year();
  // A year is judged by the law of its last day, the running one by that of the day shown.
  made.judged_on = std::min(made.as_of, Date(static_cast<int>(made.year), 12, 31));
  fill_law(made);
  const rules::Rulings rulings = fill_rulings(made, query);
  const std::vector<Report> reports = co_await this->reports(actor, made.year, query.as_of);
  for (const Office& office : offices(actor, made.judged_on)) {
    made.units.push_back(judged(office, reports, made, rulings));
  }
  const std::int64_t year = made.year;
  const std::optional<Date> as_of = query.as_of;
  const auto release = co_await database_.read([&](db::Connection& connection) {
    return as_of ? store_.release_as_of(connection, year, *as_of)
                 : store_.release(connection, year);
  });
  made.release.year = year;
  if (release) made.release = view_of(*release);
  made.may_release = zhijiao::access::may(actor, Permission::supervision_release) &&
                     !made.what_if && made.as_of == today;
  PublicFundingYear publishable;
  if (made.may_release) {
    publishable = this->publishable(actor, made, reports, rulings);
    made.release_seen = name_of(publishable);
  }
  co_return Year{std::move(made), std::move(publishable)};
}

awaitable<FundingService::Paper> FundingService::letter(const Actor& actor,
                                                        const FloorsQuery& query, bool red_head) {
  const FundingFloors floors = co_await this->floors(actor, query);
  Paper made;
  made.file_name = fmt::format("{}年职业教育经费落实情况.docx", floors.year);
  LetterHead head = head_;
  head.red_head = red_head;
  made.bytes = document::official_paper_docx(funding_letter(floors, head));
  co_return made;
}

awaitable<FundingRelease> FundingService::append(const Actor& actor, ReleaseRecord record,
                                                 const std::string& seen, const db::Once& once) {
  const auto work = [&](db::Connection& connection) {
    const auto now = store_.release(connection, record.year);
    const std::int64_t version = now ? now->version : 0;
    if (version != record.version) {
      throw base::stale(base::record_text(now ? view_of(*now) : FundingRelease{}));
    }
    const bool is_released = now && now->state == FundingReleaseState::released;
    const bool withdraws = record.state == FundingReleaseState::withdrawn;
    if (withdraws && !is_released) {
      throw base::conflict("not-released",
                           {"这一年没有对外公布，不用撤回。", "Nothing of this year is released."});
    }
    if (!withdraws && is_released) {
      throw base::conflict("released-already",
                           {"这一年已经公布。如需更正，请先撤回并写明原因，再重新公布。",
                            "This year is released. To correct it, withdraw it with a reason and "
                            "release it anew."});
    }
    if (!withdraws && name_of(record.content) != seen) {
      throw base::conflict("figures-changed",
                           {"您打开页面以后数字又有变动，还没有公布。请看过新的数字再公布。",
                            "The figures changed since you opened the page; nothing was released. "
                            "Look at them again before you release them."});
    }
    ReleaseRecord next = record;
    // What was shown stays readable beside why it no longer is.
    if (withdraws) next.content = now->content;
    if (!store_.append(connection, next, actor.account)) {
      throw base::stale(base::record_text(view_of(*now)));
    }
    next.version = version + 1;
    access_.audit_trail().record(
        connection, actor, withdraws ? "funding.withdraw" : "funding.release",
        std::to_string(record.year), fmt::format("version={}", version + 1));
    return view_of(next);
  };
  const FundingRelease view = co_await database_.write_once<FundingRelease>(once, work);
  if (on_change_) on_change_();
  co_return view;
}

awaitable<FundingRelease> FundingService::release(const Actor& actor, std::int64_t year,
                                                  const FundingReleasing& given,
                                                  std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::supervision_release);
  FloorsQuery query;
  query.year = year;
  Year now = co_await year_of(actor, query);
  const FundingFloors& floors = now.floors;
  const Actor everybody = access_.program("funding release");
  if (floors.units.size() != offices(everybody, floors.judged_on).size()) {
    throw base::forbidden({"公布的是全市情况，须由看得到全部单位的人公布。",
                           "A release shows every unit; only who may read them all releases it."});
  }
  ReleaseRecord record;
  record.version = version;
  record.year = year;
  record.on = records_.today();
  record.by = actor.display_name;
  record.content = std::move(now.publishable);
  if (std::ranges::all_of(record.content.units, &std::vector<FloorTestView>::empty,
                          &PublicFundingUnit::tests)) {
    throw base::conflict("nothing-reviewed",
                         {"这一年还没有审核通过的填报，不能公布。",
                          "No report of this year was approved yet; there is nothing to release."});
  }
  co_return co_await append(actor, std::move(record), given.seen, once);
}

awaitable<FundingRelease> FundingService::withdraw(const Actor& actor, std::int64_t year,
                                                   const FundingWithdrawal& given,
                                                   std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::supervision_release);
  if (given.reason.empty() || base::character_count(given.reason) > kReasonMax) {
    const Text detail{fmt::format("请写明撤回的原因，不超过 {} 个字。", kReasonMax),
                      fmt::format("Say why, in at most {} characters.", kReasonMax)};
    throw base::invalid(detail, {{"/reason", detail}});
  }
  ReleaseRecord record;
  record.version = version;
  record.year = year;
  record.state = FundingReleaseState::withdrawn;
  record.on = records_.today();
  record.by = actor.display_name;
  record.reason = given.reason;
  co_return co_await append(actor, std::move(record), {}, once);
}

awaitable<PublicFunding> FundingService::released() {
  co_return co_await database_.read([&](db::Connection& connection) {
    PublicFunding made;
    for (ReleaseRecord& record : store_.released(connection)) {
      made.years.push_back(std::move(record.content));
    }
    return made;
  });
}

}  // namespace finance
