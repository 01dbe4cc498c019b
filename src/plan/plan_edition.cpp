#include "plan/plan_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plan {

PlanEdition::PlanEdition(Plan plan, std::int64_t version, base::Instant recorded_at)
    : plan_(std::move(plan)),
      version_(version),
      recorded_at_(recorded_at),
      findings_(check_plan(plan_)),
      owed_(owed_shares(plan_)) {
  for (const Owed& owed : owed_) places_.emplace(std::pair(owed.task, owed.unit), places_.size());
  for (const Task& task : plan_.tasks) {
    task_words_.emplace(task.number,
                        fmt::format("任务{} {} {}", task.number, task.title.zh, task.title.en));
  }
  for (const Measure& measure : plan_.measures) {
    measure_words_.emplace(measure.number, fmt::format("第{}条 {} {}", measure.number,
                                                       measure.title.zh, measure.title.en));
  }
  for (const Unit& unit : plan_.units) {
    std::string words = fmt::format("{} {} {}", unit.name.zh, unit.short_name.zh, unit.name.en);
    for (const std::string& alias : unit.aliases) words += " " + alias;
    unit_words_.emplace(unit.id, words);
  }
}

std::size_t PlanEdition::place_of(int task, const std::string& unit) const {
  const auto found = places_.find({task, unit});
  return found == places_.end() ? places_.size() : found->second;
}

const std::string& PlanEdition::holder(const std::string& unit, Date day) const {
  const std::string* id = &unit;
  // A chain of successors cannot be longer than there are units; the bound ends a bad cycle.
  for (std::size_t hops = 0; hops < plan_.units.size(); ++hops) {
    const Unit* found = plan_.find_unit(*id);
    if (found == nullptr || !found->valid_to || *found->valid_to >= day) break;
    const auto next = std::ranges::find_if(
        found->successors, [&](const Successor& successor) { return successor.on <= day; });
    if (next == found->successors.end()) break;
    id = &next->unit;
  }
  return *id;
}

base::Text PlanEdition::name_on(const Unit& unit, Date day) const {
  const FormerName* held = nullptr;
  for (const FormerName& former : unit.former_names) {
    if (former.until >= day && (held == nullptr || former.until < held->until)) held = &former;
  }
  return held == nullptr ? unit.name : held->name;
}

base::Text PlanEdition::name_of(const std::string& unit_or_scope) const {
  if (const Unit* unit = plan_.find_unit(unit_or_scope)) {
    return {unit->short_name.empty() ? unit->name.zh : unit->short_name.zh, unit->name.en};
  }
  if (const Scope* scope = plan_.find_scope(unit_or_scope)) {
    const std::string words = scope->words.empty() ? scope->id : scope->words.front();
    return {words, fmt::format("{} ({} units)", words, scope->units.size())};
  }
  return {unit_or_scope, unit_or_scope};
}

std::vector<std::string> PlanEdition::members_of(const std::string& unit_or_scope) const {
  if (const Scope* scope = plan_.find_scope(unit_or_scope)) return scope->units;
  return {unit_or_scope};
}

}  // namespace plan
