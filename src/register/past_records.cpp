#include "register/past_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/problem.hpp"
#include "file/brought_file.hpp"
#include "register/registered.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

bool has(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

base::Problem refused(const Declaration& declaration, const PastRecord& past, const Text& why) {
  const std::string values = bj::serialize(past.values);
  return base::conflict(
      "sample-refused",
      {fmt::format("示例数据不符合台账“{}”的声明：{}。记录：{}", declaration.title.zh, why.zh,
                   values),
       fmt::format("The sample does not fit the declaration of \"{}\": {}. Record: {}",
                   declaration.title.en, why.en, values)});
}

}  // namespace

struct PastRecords::Course {
  Course(const Registered& registered, const PastRecord& told)
      : of(registered), past(told), record(registered.declaration) {}

  [[noreturn]] void refuse(const Text& why) const { throw refused(of.declaration, past, why); }

  const Registered& of;
  const PastRecord& past;
  Record record;
  std::string owner;
  RecordRow row;  // the version it has come to
  std::vector<PastVersion> versions;
};

PastRecords::PastRecords(const RegisterService& service, std::vector<Actor> people,
                         const file::FileDisk* disk)
    : service_(service), people_(std::move(people)), disk_(disk) {
  for (const Declaration& declaration : service_.catalogue_.registers) {
    for (const Field& field : declaration.fields) {
      if (field.type != Type::reference || field.derived) continue;
      referred_to_[field.ref].insert(field.same.begin(), field.same.end());
    }
    for (const std::size_t position : service_.find(declaration.name).check.referred()) {
      const Field& field = declaration.fields[position];
      const Field& via = *declaration.find_field(field.derived->via);
      if (field.derived->of_state()) {
        stated_.insert(via.ref);
      } else {
        referred_to_[via.ref].insert(field.derived->field);
      }
    }
    for (const std::string& also : declaration.owner.also) {
      const Field& field = *declaration.find_field(also);
      if (!field.derived) continue;
      referred_to_[declaration.find_field(field.derived->via)->ref].insert(field.derived->field);
    }
  }
}

const Actor& PastRecords::who(const Registered& of, std::string_view step,
                              const std::vector<std::string>& roles, const std::string& unit,
                              base::Date day) {
  const Actor*& found = who_[fmt::format("{}/{}/{}", of.declaration.name, step, unit)];
  for (std::size_t i = 0; found == nullptr && i < people_.size(); ++i) {
    if (service_.reaches(people_[i], roles, unit, day)) found = &people_[i];
  }
  if (found != nullptr) return *found;
  throw base::conflict(
      "sample-refused",
      {fmt::format("台账“{}”：单位 {} 没有人能办理 {}，示例数据缺少这个岗位。",
                   of.declaration.title.zh, unit, step),
       fmt::format("\"{}\": nobody of the sample may take the step {} for the unit {}.",
                   of.declaration.title.en, step, unit)});
}

void PastRecords::require_references(Course& course, const bj::object& values) const {
  for (const auto& member : values) {
    const Field* const field = course.of.declaration.find_field(member.key());
    if (field == nullptr || !member.value().is_string()) continue;
    const std::string id(member.value().get_string());
    const auto& files = course.past.files;
    if (field->type == Type::file && std::ranges::find(files, id, &PastFile::id) == files.end()) {
      course.refuse({fmt::format("{} 指向不存在的文件", field->title.zh),
                     fmt::format("{} names no file", field->name)});
    }
    if (field->type != Type::reference) continue;
    const auto referred = known_.find(field->ref + "/" + id);
    const bool known = field->ref == kUnitRegister
                           ? service_.access_.directory()->find_unit(id) != nullptr
                           : referred != known_.end();
    if (!known) {
      course.refuse({fmt::format("{} 指向不存在的记录", field->title.zh),
                     fmt::format("{} refers to nothing", field->name)});
    }
    if (field->same.empty()) continue;
    const std::set<std::string>& compared = referred_to_.at(field->ref);
    std::vector<db::Value> theirs;
    for (const std::string& same : field->same) {
      const auto at = std::distance(compared.begin(), compared.find(same));
      theirs.push_back(referred->second[static_cast<std::size_t>(at)]);
    }
    const auto why = not_the_same(course.of.declaration, *field, course.record, theirs);
    if (why) course.refuse(*why);
  }
}

// The value that a derived field shows; a state is that of the day.
db::Value PastRecords::referred(const Course& course, const Field& field,
                                const std::string& via) const {
  const std::string& noun = course.of.declaration.find_field(field.derived->via)->ref;
  if (field.derived->of_state()) {
    const auto& states = states_.at(noun + "/" + via);
    db::Value state = nullptr;
    for (const auto& [since, name] : states) {
      if (since <= course.row.recorded_at) state = name;
    }
    return state;
  }
  const std::set<std::string>& kept = referred_to_.at(noun);
  const auto at = std::distance(kept.begin(), kept.find(field.derived->field));
  return known_.at(noun + "/" + via)[static_cast<std::size_t>(at)];
}

void PastRecords::check_referred(Course& course, base::Date day, bool confirmed) const {
  std::vector<Issue> issues;
  RegisterService::check_referred(
      course.of, course.record, day, issues,
      [&](const Field& field, const std::string& via) { return referred(course, field, via); });
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::warning && confirmed) continue;
    course.refuse(issue.message);
  }
}

// Whose people take a step: those of the owner, or of the unit that the field `side` names.
std::string PastRecords::acting_unit(const Course& course, const std::string& side) const {
  if (side.empty()) return course.owner;
  const Field& field = *course.of.declaration.find_field(side);
  const std::string& named = field.derived ? field.derived->via : field.name;
  const auto* const id = std::get_if<std::string_view>(&course.record[course.of.position(named)]);
  if (id == nullptr) return {};
  if (!field.derived) return std::string(*id);
  const db::Value unit = referred(course, field, std::string(*id));
  const auto* const text = std::get_if<std::string>(&unit);
  return text == nullptr ? std::string() : *text;
}

// What later records compare when they refer to this one.
void PastRecords::keep(const Course& course) {
  const std::string& noun = course.of.declaration.name;
  if (stated_.contains(noun)) {
    auto& states = states_[noun + "/" + course.past.id];
    for (const PastVersion& version : course.versions) {
      states.emplace_back(version.row.recorded_at, version.row.state);
    }
  }
  const auto compared = referred_to_.find(noun);
  if (compared == referred_to_.end()) return;
  std::vector<db::Value> values;
  for (const std::string& field : compared->second) {
    values.push_back(to_column(course.record[course.of.position(field)]));
  }
  known_.emplace(noun + "/" + course.past.id, std::move(values));
}

void PastRecords::keep_files(db::Connection& connection, const Course& course) {
  const Declaration& declaration = course.of.declaration;
  if (course.past.files.empty()) return;
  if (disk_ == nullptr) throw std::logic_error("past files without a disk");
  const Actor& author =
      who(course.of, "", declaration.write, course.owner, base::day_of(course.past.at));
  for (const PastFile& past : course.past.files) {
    file::keep_past_file(connection, service_.access_.region(), *disk_,
                         {past.id, course.owner, author.account, author.display_name, past.name,
                          past.pdf, course.past.at, declaration.name});
  }
}

// What a person fills in on a day becomes the next version.
void PastRecords::fill_in(Course& course, const bj::object& values, bool confirmed,
                          const Actor& actor) {
  const Declaration& declaration = course.of.declaration;
  const base::Date day = base::day_of(course.row.recorded_at);
  std::vector<Issue> issues;
  course.of.check.read_json(values, course.record, issues);
  course.of.check.check(course.record, day, issues);
  for (const Issue& issue : issues) {
    // As in a step: what was confirmed when it was filled in need not be confirmed again.
    if (issue.severity == Severity::warning && (confirmed || values.empty())) continue;
    const std::string field =
        issue.field == Issue::kWholeRecord ? "" : declaration.fields[issue.field].name + ": ";
    course.refuse({field + issue.message.zh, field + issue.message.en});
  }
  const auto& owner = course.record[course.of.position(declaration.owner.field)];
  course.owner = std::string(std::get<std::string_view>(owner));
  for (const auto& member : values) {
    const Field& field = *declaration.find_field(member.key());
    const bool allowed =
        field.write.empty() || service_.reaches(actor, field.write, course.owner, day);
    if (!allowed) {
      course.refuse({fmt::format("{} 由其他岗位填写", field.title.zh),
                     fmt::format("{} is for other posts to fill in", field.name)});
    }
  }
  require_references(course, values);
  if (!values.empty()) check_referred(course, day, confirmed);
}

void PastRecords::seal(Course& course) const {
  course.row.columns = service_.columns_of_record(course.of, course.record);
  course.row.search_text = service_.search_text(course.of, course.record);
}

void PastRecords::begin(Course& course, const PastRecord& past) {
  const Declaration& declaration = course.of.declaration;
  const bj::value* const owner = past.values.if_contains(declaration.owner.field);
  if (owner == nullptr || !owner->is_string()) course.refuse({"没有所属单位", "it has no owner"});
  const std::string unit(owner->get_string());
  const Actor& actor = who(course.of, "", declaration.write, unit, base::day_of(past.at));
  course.row.id = past.id;
  course.row.recorded_at = past.at;
  course.row.state = declaration.workflow.initial;
  course.row.state_since = past.at;
  fill_in(course, past.values, past.confirmed, actor);
  seal(course);
  course.versions.push_back({course.row, std::nullopt, {actor.account, "create", ""}});
}

void PastRecords::take(Course& course, const PastStep& step) {
  const Transition* const transition = course.of.declaration.workflow.find_transition(step.step);
  if (transition == nullptr || !has(transition->from, course.row.state)) {
    course.refuse({fmt::format("状态 {} 不能办理 {}", course.row.state, step.step),
                   fmt::format("{} is no step from the state {}", step.step, course.row.state)});
  }
  if (step.at <= course.row.recorded_at) {
    course.refuse({fmt::format("{} 的时间不晚于上一步", step.step),
                   fmt::format("{} is not later than the step before", step.step)});
  }
  const base::Date since = base::day_of(course.row.state_since);
  const base::Date day = base::day_of(step.at);
  if (transition->after_working_days > 0 &&
      day < service_.calendar_.after(since, transition->after_working_days)) {
    course.refuse({fmt::format("{} 未满规定的工作日", step.step),
                   fmt::format("{} comes before its term", step.step)});
  }
  const std::string unit = acting_unit(course, transition->of);
  if (unit.empty()) {
    course.refuse(
        {fmt::format("{} 由记录里的其他单位办，而记录没有写这个单位", step.step),
         fmt::format("{} is taken by another unit, which the record does not name", step.step)});
  }
  // The past has no signatures: only silence can have been consent.
  const bool asked = std::ranges::any_of(
      transition->sign_off.parties,
      [&](const SignOffParty& party) { return !acting_unit(course, party.of).empty(); });
  if (asked && !service_.silence_counts(transition->sign_off, since, day)) {
    course.refuse({fmt::format("{} 之前的会签还没有到期", step.step),
                   fmt::format("{} comes before the term of its sign-off", step.step)});
  }
  if (transition->comment == Comment::required && step.why.empty()) {
    course.refuse(
        {fmt::format("{} 须写意见", step.step), fmt::format("{} needs a comment", step.step)});
  }
  for (const auto& member : step.values) {
    if (has(transition->fields, member.key())) continue;
    course.refuse(
        {fmt::format("{} 不填写 {}", step.step, std::string_view(member.key())),
         fmt::format("{} does not fill in {}", step.step, std::string_view(member.key()))});
  }
  const Actor& actor = who(course.of, step.step, transition->by, unit, day);
  course.row.recorded_at = step.at;
  ++course.row.version;
  for (const std::string& field : transition->clears) {
    course.record[course.of.position(field)] = Value{};
  }
  fill_in(course, step.values, step.confirmed, actor);
  // Sealing takes longer than copying what is sealed.
  if (!step.values.empty() || !transition->clears.empty()) seal(course);
  for (const std::string& field : transition->required_fields) {
    if (!is_empty(course.record[course.of.position(field)])) continue;
    course.refuse({fmt::format("{} 之前须填写 {}", step.step, field),
                   fmt::format("{} needs {} to be filled in", step.step, field)});
  }
  if (course.row.state != transition->to) course.row.state_since = step.at;
  course.row.state = transition->to;
  course.row.returned = bj::serialize(step.returned);
  course.versions.back().until = step.at;
  course.versions.push_back({course.row, std::nullopt, {actor.account, step.step, step.why}});
}

void PastRecords::learn_sizes(db::Connection& connection) const {
  for (const Declaration& declaration : service_.catalogue().registers) {
    service_.store_.learn_sizes(connection, declaration.name);
  }
}

void PastRecords::write(db::Connection& connection, std::span<const PastRecord> records) {
  if (records.empty()) return;
  const std::string& noun = records.front().noun;
  const Registered& of = service_.find(noun);
  std::vector<RecordRow> rows;
  std::vector<PastVersion> versions;
  for (const PastRecord& past : records) {
    Course course(of, past);
    begin(course, past);
    keep_files(connection, course);
    for (const PastStep& step : past.steps) take(course, step);
    keep(course);
    rows.push_back(std::move(course.row));
    std::ranges::move(course.versions, std::back_inserter(versions));
  }
  service_.store_.insert_past(connection, noun, rows, versions);
  versions_ += static_cast<std::int64_t>(versions.size());
}

}  // namespace registers
