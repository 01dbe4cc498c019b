#include "education/school_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>
#include <utility>

#include "base/problem.hpp"
#include "engines/compliance/compliance.hpp"
#include "engines/programme_setting/programme_setting.hpp"

namespace education {

namespace bj = boost::json;
namespace rules = engines::compliance;
namespace setting = engines::programme_setting;

namespace {

using boost::asio::awaitable;
using registers::Declaration;
using registers::Field;
using registers::GroupCount;
using registers::ListRequest;

// The registers these pages are about, as registers/ declares them.
constexpr const char* kSchool = "school";
constexpr const char* kTeacher = "teacher";
constexpr const char* kStudent = "student";
constexpr const char* kClass = "class";
constexpr const char* kSchoolProgramme = "school_programme";
constexpr const char* kCatalogue = "programme_catalogue";
constexpr const char* kEnrolmentPlan = "enrolment_plan";
constexpr const char* kDualApplication = "dual_qualified_application";

const std::vector<std::string> kSpecialtyRoles{"specialty", "practice"};

std::optional<std::int64_t> whole(const bj::object& values, std::string_view name) {
  const bj::value* const value = values.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

std::string text(const bj::object& of, std::string_view name) {
  const bj::value* const value = of.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<Date> day(const bj::object& values, std::string_view name) {
  return Date::parse(text(values, name), registers::kFirstYear);
}

const bj::object& values_of(const bj::object& row) { return row.at("values").as_object(); }

ListRequest asked(std::vector<std::string> columns, std::optional<Date> as_of) {
  ListRequest request;
  request.columns = std::move(columns);
  request.as_of = as_of;
  return request;
}

void ask(ListRequest& request, std::string field, std::string operation,
         std::vector<std::string> values) {
  request.filters.push_back({std::move(field), std::move(operation), std::move(values)});
}

Text choice_title(const Field* field, const std::string& value) {
  if (field == nullptr) return {};
  const auto choice = std::ranges::find(field->choices, value, &registers::Choice::value);
  return choice == field->choices.end() ? Text{} : choice->title;
}

// Decimals in which a field's whole number is read.
int decimals_of(const Field& field) { return field.unit == "fen" ? 2 : field.scale; }

std::int64_t times_ten(std::int64_t value, int times) {
  for (int i = 0; i < times; ++i) value *= 10;
  return value;
}

Need need_of(const Declaration& of, const std::string& datum, std::int64_t gap) {
  const Field& field = *of.find_field(datum);
  return {datum, field.title, {gap, decimals_of(field), field.unit}};
}

Verdict verdict_of(rules::Verdict verdict) {
  switch (verdict) {
    case rules::Verdict::met:
      return Verdict::met;
    case rules::Verdict::unmet:
      return Verdict::unmet;
    case rules::Verdict::unknown:
      break;
  }
  return Verdict::unknown;
}

ComplianceOutcome outcome_of(rules::Outcome outcome) {
  switch (outcome) {
    case rules::Outcome::met:
      return ComplianceOutcome::met;
    case rules::Outcome::basic:
      return ComplianceOutcome::basic;
    case rules::Outcome::unmet:
      return ComplianceOutcome::unmet;
    case rules::Outcome::unknown:
      break;
  }
  return ComplianceOutcome::unknown;
}

Compliance without(ComplianceOutcome outcome, Text why, Date day) {
  Compliance made;
  made.outcome = outcome;
  made.why = std::move(why);
  made.judged_on = day;
  return made;
}

// Ratios are read with two decimals, amounts as they are recorded.
constexpr int kRatioDecimals = 2;

}  // namespace

//! What the register `school` says of one.
struct SchoolService::SchoolRecord {
  std::string id;
  std::string unit;
  std::string kind;
  std::optional<Date> founded_on;
};

//! The newest record of conditions of one school in one register.
struct SchoolService::Conditions {
  std::string noun;
  std::string unit;
  std::int64_t year = 0;
  std::string id;
  std::string state;
  rules::Data data;
};

Date SchoolService::day_of(std::optional<Date> as_of) const {
  const Date today = records_.today();
  return as_of ? std::min(*as_of, today) : today;
}

Text SchoolService::county_of(const std::string& unit) const {
  const auto directory = access_.directory();
  const auto* at = directory->find_unit(unit);
  // Above a school stands its county or the city; a cycle would be a fault of the plan.
  for (int steps = 0; at != nullptr && steps < 10; ++steps) {
    if (at->kind == "county" || at->kind == "city") {
      return at->short_name.empty() ? at->name : at->short_name;
    }
    at = directory->find_unit(at->parent);
  }
  return {};
}

bool SchoolService::is_school(const std::string& unit) const {
  const Declaration* const declared = records_.catalogue().find(kSchool);
  const auto directory = access_.directory();
  const auto* const known = directory->find_unit(unit);
  return declared != nullptr && known != nullptr &&
         std::ranges::find(declared->owner.kinds, known->kind) != declared->owner.kinds.end();
}

awaitable<std::vector<SchoolService::SchoolRecord>> SchoolService::school_records(
    const Actor& actor, const std::string& unit, std::optional<Date> as_of) {
  std::vector<SchoolRecord> found;
  if (!records_.reads(actor, kSchool)) co_return found;
  ListRequest request = asked({"school", "kind", "founded_on"}, as_of);
  if (!unit.empty()) ask(request, "school", "is", {unit});
  const std::vector<bj::object> rows = co_await records_.records(actor, kSchool, request);
  for (const bj::object& row : rows) {
    const bj::object& values = values_of(row);
    found.push_back(
        {text(row, "id"), text(values, "school"), text(values, "kind"), day(values, "founded_on")});
  }
  co_return found;
}

awaitable<std::vector<SchoolService::Conditions>> SchoolService::newest_conditions(
    const Actor& actor, const std::string& unit, std::optional<Date> as_of) {
  std::map<std::pair<std::string, std::string>, Conditions> newest;  // by register and school
  std::map<std::string, std::set<std::string>> wanted;
  for (const Standard& standard : standards_) {
    for (const StandardIndicator& indicator : standard.indicators) {
      wanted[standard.noun].insert(indicator.value);
      if (!indicator.base.empty()) wanted[standard.noun].insert(indicator.base);
    }
  }
  for (const auto& [noun, fields] : wanted) {
    if (!records_.reads(actor, noun)) continue;
    const std::string owner = records_.catalogue().find(noun)->owner.field;
    std::vector<std::string> columns{owner, "year"};
    columns.insert(columns.end(), fields.begin(), fields.end());
    ListRequest request = asked(std::move(columns), as_of);
    if (!unit.empty()) ask(request, owner, "is", {unit});
    const std::vector<bj::object> rows = co_await records_.records(actor, noun, request);
    for (const bj::object& row : rows) {
      const bj::object& values = values_of(row);
      Conditions conditions{noun,
                            text(values, owner),
                            whole(values, "year").value_or(0),
                            text(row, "id"),
                            text(row, "state"),
                            {}};
      for (const std::string& field : fields) {
        const auto amount = whole(values, field);
        if (amount && *amount >= 0) conditions.data.emplace(field, *amount);
      }
      Conditions& kept = newest[{noun, conditions.unit}];
      if (kept.id.empty() || kept.year < conditions.year) kept = std::move(conditions);
    }
  }
  std::vector<Conditions> found;
  for (auto& [of, conditions] : newest) found.push_back(std::move(conditions));
  co_return found;
}

Compliance SchoolService::judged_by(const Standard& standard, const Conditions& conditions,
                                    Date day) const {
  const Declaration& of = *records_.catalogue().find(standard.noun);
  Compliance made;
  // A year is judged by the thresholds of its last day, the running one by those of the day shown.
  made.judged_on = std::min(day, Date(static_cast<int>(conditions.year), 12, 31));
  made.standard = standard.title;
  made.source = standard.source;
  made.year = conditions.year;
  made.register_name = standard.noun;
  made.record = conditions.id;
  made.state = conditions.state;
  if (const auto* state = of.workflow.find_state(conditions.state)) made.state_title = state->title;
  const auto in_force = [&](const std::string& name) {
    return records_.parameters().on(standard.noun, name, made.judged_on);
  };
  const registers::ParameterValue basic = in_force(standard.basic_passes);
  made.basic_passes = basic.value;
  made.basic_verified = basic.verified;
  rules::Standard asked{{}, basic.value};
  for (const StandardIndicator& indicator : standard.indicators) {
    const Field& value = *of.find_field(indicator.value);
    const Field* const base = of.find_field(indicator.base);
    // Thresholds are written in whole units; a base with decimals counts so many times as much.
    const registers::ParameterValue threshold = in_force(indicator.threshold);
    rules::Indicator rule;
    rule.id = indicator.id;
    rule.value = indicator.value;
    rule.base = indicator.base;
    rule.per = times_ten(indicator.per, base == nullptr ? 0 : base->scale);
    rule.bound = indicator.at_most ? rules::Bound::at_most : rules::Bound::at_least;
    rule.threshold = times_ten(threshold.value, value.scale);
    rule.judged = indicator.judged;
    IndicatorView& view = made.indicators.emplace_back();
    view.id = indicator.id;
    view.title = indicator.title;
    view.judged = indicator.judged;
    view.at_most = indicator.at_most;
    view.unit = indicator.unit;
    const int recorded = decimals_of(value);
    const int more = base == nullptr ? 0 : std::max(0, kRatioDecimals - recorded);
    view.scale = recorded + more;
    view.value = rules::shown_value(rule, conditions.data, more);
    view.threshold = times_ten(rule.threshold, more);
    view.source = threshold.source;
    view.verified = threshold.verified;
    view.since = threshold.from;
    asked.indicators.push_back(std::move(rule));
  }
  const rules::Report report = rules::judge(asked, conditions.data);
  made.outcome = outcome_of(report.outcome);
  made.judged = report.judged;
  made.passed = report.passed;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const rules::Finding& finding = report.findings[i];
    IndicatorView& view = made.indicators[i];
    view.verdict = verdict_of(finding.verdict);
    for (const std::string& datum : finding.missing) {
      view.missing.push_back(of.find_field(datum)->title);
    }
    if (!finding.lacking.empty()) view.need = need_of(of, finding.lacking, finding.gap);
  }
  for (const rules::Need& need : report.needs) {
    made.needs.push_back(need_of(of, need.datum, need.gap));
  }
  return made;
}

Compliance SchoolService::judged(const Actor& actor, const SchoolRecord* school,
                                 const std::vector<Conditions>& conditions, const std::string& unit,
                                 Date day) const {
  if (school == nullptr) {
    if (!records_.reads(actor, kSchool, unit)) {
      return without(ComplianceOutcome::unseen,
                     {"您的岗位不能查看学校台账，这里不能判定。",
                      "Your posts do not let you see the register of schools."},
                     day);
    }
    return without(ComplianceOutcome::no_data,
                   {"学校台账里没有这所学校，不知道适用哪个标准。",
                    "The register of schools has no record of it, so its standard is not known."},
                   day);
  }
  const auto standard = std::ranges::find_if(standards_, [&](const Standard& one) {
    return std::ranges::find(one.kinds, school->kind) != one.kinds.end();
  });
  if (standard == standards_.end()) {
    return without(ComplianceOutcome::exempt,
                   {"这类学校没有适用的标准。", "No standard is for schools of this kind."}, day);
  }
  if (standard->founded_before && school->founded_on &&
      *school->founded_on >= *standard->founded_before) {
    return without(ComplianceOutcome::exempt,
                   {"建校晚于标准规定的日期，不参加监测。",
                    "It was founded too late to be monitored by the standard."},
                   day);
  }
  if (!records_.reads(actor, standard->noun, unit)) {
    return without(ComplianceOutcome::unseen,
                   {"您的岗位不能查看这所学校填报的办学条件。",
                    "Your posts do not let you see the conditions this school reported."},
                   day);
  }
  const auto reported = std::ranges::find_if(conditions, [&](const Conditions& one) {
    return one.unit == unit && one.noun == standard->noun;
  });
  if (reported == conditions.end()) {
    return without(ComplianceOutcome::no_data,
                   {"学校还没有填报办学条件。", "The school has not reported its conditions yet."},
                   day);
  }
  return judged_by(*standard, *reported, day);
}

awaitable<SchoolTable> SchoolService::schools(const Actor& actor, std::optional<Date> as_of) {
  const Declaration* const declared = records_.catalogue().find(kSchool);
  if (declared == nullptr || !records_.reads(actor, kSchool)) {
    throw base::forbidden({"您的岗位不能查看学校台账；如有需要，请联系管理员。",
                           "Your posts do not let you see schools; ask the administrator."});
  }
  SchoolTable table;
  table.as_of = day_of(as_of);
  const std::vector<SchoolRecord> known = co_await school_records(actor, "", as_of);
  const std::vector<Conditions> conditions = co_await newest_conditions(actor, "", as_of);
  const auto directory = access_.directory();
  for (const auto& unit : directory->units) {
    if (!is_school(unit.id) || !records_.reads(actor, kSchool, unit.id)) continue;
    if (unit.valid_to && *unit.valid_to < table.as_of) continue;
    const auto record = std::ranges::find(known, unit.id, &SchoolRecord::unit);
    const SchoolRecord* const school = record == known.end() ? nullptr : &*record;
    SchoolLine line;
    line.unit = unit.id;
    line.name = unit.name;
    line.county = county_of(unit.id);
    if (school != nullptr) line.kind = choice_title(declared->find_field("kind"), school->kind);
    line.compliance = judged(actor, school, conditions, unit.id, table.as_of);
    for (const Conditions& one : conditions) {
      const auto students = one.data.find("students");
      if (one.unit == unit.id && students != one.data.end()) line.students = students->second;
    }
    table.schools.push_back(std::move(line));
  }
  co_return table;
}

awaitable<std::optional<DualShare>> SchoolService::dual_share(const Actor& actor,
                                                              const std::string& unit, Date day,
                                                              std::optional<Date> as_of) {
  if (!records_.reads(actor, kTeacher, unit)) co_return std::nullopt;
  if (!records_.reads(actor, kDualApplication, unit)) co_return std::nullopt;
  ListRequest teachers = asked({"role"}, as_of);
  ask(teachers, "school", "is", {unit});
  ask(teachers, "role", "is", kSpecialtyRoles);
  ask(teachers, "left_on", "empty", {"true"});
  const std::vector<bj::object> staff = co_await records_.records(actor, kTeacher, teachers);
  ListRequest applications = asked({"teacher", "review_by"}, as_of);
  ask(applications, "school", "is", {unit});
  ask(applications, "state", "is", {"recognised"});
  const std::vector<bj::object> rows =
      co_await records_.records(actor, kDualApplication, applications);
  std::set<std::string> valid;
  for (const bj::object& row : rows) {
    const bj::object& values = values_of(row);
    const auto review_by = education::day(values, "review_by");
    if (!review_by || *review_by >= day) valid.insert(text(values, "teacher"));
  }
  DualShare share;
  share.teachers = std::ssize(staff);
  share.recognised = std::ranges::count_if(
      staff, [&](const bj::object& row) { return valid.contains(text(row, "id")); });
  co_return share;
}

awaitable<SchoolPage> SchoolService::school(const Actor& actor, const std::string& unit,
                                            std::optional<Date> as_of) {
  SchoolPage page;
  page.registers = co_await records_.owned(actor, unit, as_of);
  if (page.registers.empty() || !is_school(unit)) {
    throw base::not_found({"这所学校", "This school"});
  }
  page.as_of = day_of(as_of);
  page.unit = unit;
  page.name = access_.directory()->find_unit(unit)->name;
  page.county = county_of(unit);
  const std::vector<SchoolRecord> schools = co_await school_records(actor, unit, as_of);
  const std::vector<Conditions> conditions = co_await newest_conditions(actor, unit, as_of);
  const SchoolRecord* const school = schools.empty() ? nullptr : &schools.front();
  if (school != nullptr) page.record = school->id;
  const bool sees_conditions = std::ranges::any_of(standards_, [&](const Standard& standard) {
    return records_.reads(actor, standard.noun, unit);
  });
  if (sees_conditions) page.compliance = judged(actor, school, conditions, unit, page.as_of);
  page.dual = co_await dual_share(actor, unit, page.as_of, as_of);
  for (const Conditions& one : conditions) {
    const Declaration& of = *records_.catalogue().find(one.noun);
    const auto compare = [&](const char* field, std::int64_t counted) {
      const auto reported = one.data.find(field);
      if (reported == one.data.end()) return;
      page.comparisons.push_back({field, of.find_field(field)->title, reported->second, counted});
    };
    if (records_.reads(actor, kStudent, unit)) {
      ListRequest students = asked({"name"}, as_of);
      ask(students, "school", "is", {unit});
      ask(students, "state", "is", {"enrolled"});
      const std::vector<GroupCount> counts =
          co_await records_.groups(actor, kStudent, students, "state");
      compare("students", counts.empty() ? 0 : counts.front().count);
    }
    if (records_.reads(actor, kTeacher, unit)) {
      ListRequest teachers = asked({"name"}, as_of);
      ask(teachers, "school", "is", {unit});
      ask(teachers, "employment", "is", {"established", "contract"});
      ask(teachers, "left_on", "empty", {"true"});
      const std::vector<GroupCount> counts =
          co_await records_.groups(actor, kTeacher, teachers, "school");
      compare("full_time_teachers", counts.empty() ? 0 : counts.front().count);
    }
  }
  co_return page;
}

// --- which programmes overlap --------------------------------------------------------------------

namespace {

// Intake begins in September: before, the last is that of the year before.
constexpr unsigned kIntakeMonth = 9;
constexpr int kFirstIntake = 2000;
constexpr const char* kLeastFill = "least_fill_percent";
constexpr const char* kYearsWithoutIntake = "years_without_intake";

ParameterView parameter_view(const registers::ParameterBook& book, const Declaration& of,
                             const char* name, Date day) {
  if (of.find_parameter(name) == nullptr) return {name, {name, name}, 0, "", "", false};
  const registers::Parameter parameter = book.line(of.name, name);
  const registers::ParameterValue& value = parameter.on(day);
  return {name, parameter.title, value.value, parameter.unit, value.source, value.verified};
}

std::vector<SettingRule> rules_of(const std::set<setting::Rule>& found) {
  std::vector<SettingRule> rules;
  for (const setting::Rule rule : found) {
    rules.push_back(rule == setting::Rule::overlap     ? SettingRule::overlap
                    : rule == setting::Rule::no_intake ? SettingRule::no_intake
                                                       : SettingRule::not_in_catalogue);
  }
  return rules;
}

}  // namespace

std::vector<ParameterName> parameters_used() {
  return {{kSchoolProgramme, kLeastFill}, {kSchoolProgramme, kYearsWithoutIntake}};
}

awaitable<ProgrammeSetting> SchoolService::programme_setting(const Actor& actor,
                                                             std::optional<std::int64_t> year,
                                                             std::optional<Date> as_of) {
  const Declaration* const declared = records_.catalogue().find(kSchoolProgramme);
  if (declared == nullptr || !records_.reads(actor, kSchoolProgramme)) {
    throw base::forbidden({"您的岗位不能查看学校专业；如有需要，请联系管理员。",
                           "Your posts do not let you see programmes; ask the administrator."});
  }
  if (year && (*year < kFirstIntake || *year > Date::kLastYear)) {
    throw base::bad_request(
        {"查询条件有误。", "The query is not right."},
        {{"year",
          {fmt::format("须在 {} 与 {} 之间。", kFirstIntake, Date::kLastYear),
           fmt::format("Must be from {} to {}.", kFirstIntake, Date::kLastYear)}}});
  }
  ProgrammeSetting made;
  made.as_of = day_of(as_of);
  made.year = year.value_or(made.as_of.year() - (made.as_of.month() < kIntakeMonth ? 1 : 0));
  const auto in_force = [&](const char* name) {
    return parameter_view(records_.parameters(), *declared, name, made.as_of);
  };
  const ParameterView least_fill = in_force(kLeastFill);
  const ParameterView years = in_force(kYearsWithoutIntake);
  made.parameters = {least_fill, years};

  ListRequest running =
      asked({"school", "programme", "programme_code", "training_level", "opened_on"}, as_of);
  ask(running, "state", "is", {"running"});
  const std::vector<bj::object> programmes =
      co_await records_.records(actor, kSchoolProgramme, running);

  // What the catalogue no longer has, and what its programmes are called.
  std::map<std::string, std::string> names;
  std::set<std::string> ended;
  if (records_.reads(actor, kCatalogue)) {
    const ListRequest request = asked({"code", "name", "valid_to"}, as_of);
    const std::vector<bj::object> rows = co_await records_.records(actor, kCatalogue, request);
    for (const bj::object& row : rows) {
      const bj::object& values = values_of(row);
      names.emplace(text(row, "id"), text(values, "name"));
      const auto valid_to = education::day(values, "valid_to");
      if (valid_to && *valid_to < made.as_of) ended.insert(text(row, "id"));
    }
  }

  std::map<std::string, std::map<int, setting::YearIntake>> intake;  // by programme of a school
  made.sees_intake = records_.reads(actor, kEnrolmentPlan) && records_.reads(actor, kClass) &&
                     records_.reads(actor, kStudent);
  std::map<std::string, std::set<int>> counted_years;  // by school: years of which it has students
  if (made.sees_intake) {
    const ListRequest plans = asked({"programme", "year", "seats", "approved_seats"}, as_of);
    const std::vector<bj::object> planned = co_await records_.records(actor, kEnrolmentPlan, plans);
    for (const bj::object& row : planned) {
      const bj::object& values = values_of(row);
      const auto seats = whole(values, "approved_seats");
      setting::YearIntake& of =
          intake[text(values, "programme")][static_cast<int>(whole(values, "year").value_or(0))];
      of.seats = of.seats.value_or(0) + (seats ? *seats : whole(values, "seats").value_or(0));
    }
    const ListRequest all_classes = asked({"school", "programme", "entry_year"}, as_of);
    const std::vector<bj::object> classes = co_await records_.records(actor, kClass, all_classes);
    const ListRequest all_students = asked({"class"}, as_of);
    const std::vector<GroupCount> sizes =
        co_await records_.groups(actor, kStudent, all_students, "class");
    std::map<std::string, std::int64_t> size_of;
    for (const GroupCount& one : sizes) size_of[one.value] = one.count;
    for (const bj::object& row : classes) {
      const std::int64_t size = size_of[text(row, "id")];
      if (size == 0) continue;
      const bj::object& values = values_of(row);
      const int entered = static_cast<int>(whole(values, "entry_year").value_or(0));
      setting::YearIntake& of = intake[text(values, "programme")][entered];
      of.entrants = of.entrants.value_or(0) + size;
      counted_years[text(values, "school")].insert(entered);
    }
  }

  std::vector<setting::Offer> offers;
  std::map<std::string, OfferView> views;
  std::map<std::string, std::string> name_of_code;
  std::set<std::string> schools;
  const int newest = static_cast<int>(made.year);
  const auto directory = access_.directory();
  for (const bj::object& row : programmes) {
    const bj::object& values = values_of(row);
    const std::string id = text(row, "id");
    const std::string school = text(values, "school");
    setting::Offer offer{id,         school, text(values, "programme_code"),
                         intake[id], {},     !ended.contains(text(values, "programme"))};
    if (const auto opened = education::day(values, "opened_on")) offer.opened = opened->year();
    // A school that keeps the students of a year keeps all of them: who has none has none.
    for (const int counted : counted_years[school]) {
      auto& of = offer.intake[counted];
      if (!of.entrants) of.entrants = 0;
    }
    schools.insert(school);
    name_of_code.emplace(offer.code, names[text(values, "programme")]);
    OfferView view;
    view.id = id;
    view.school = school;
    const auto* const unit = directory->find_unit(school);
    view.school_name = unit == nullptr ? Text{school, school} : unit->name;
    view.training_level = text(values, "training_level");
    view.training_title = choice_title(declared->find_field("training_level"), view.training_level);
    const auto now = offer.intake.find(newest);
    if (now != offer.intake.end()) {
      view.seats = now->second.seats;
      view.entrants = now->second.entrants;
    }
    view.fill_percent = setting::fill_percent(offer, newest);
    views.emplace(id, std::move(view));
    offers.push_back(std::move(offer));
  }
  made.schools = std::ssize(schools);
  made.offers = std::ssize(offers);
  const setting::Report report = setting::examine(offers, newest, {least_fill.value, years.value});
  for (const setting::Finding& finding : report.findings) {
    views.at(finding.offer).rules = rules_of(finding.rules);
  }
  std::set<std::string> shown;
  for (const setting::Shared& shared : report.shared) {
    ProgrammeView& view = made.shared.emplace_back();
    view.code = shared.code;
    view.name = name_of_code[shared.code];
    view.overlaps = shared.overlaps;
    for (const std::string& id : shared.offers) {
      view.offers.push_back(views.at(id));
      shown.insert(id);
    }
  }
  std::ranges::stable_sort(made.shared, std::greater{}, &ProgrammeView::overlaps);
  for (const setting::Offer& offer : offers) {
    const OfferView& view = views.at(offer.id);
    if (shown.contains(offer.id) || view.rules.empty()) continue;
    made.dated.push_back({offer.code, name_of_code[offer.code], false, {view}});
  }
  co_return made;
}

}  // namespace education
