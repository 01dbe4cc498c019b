#include "plan/plan_model.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plan {

namespace {

// Plans hold some dozens of each, so a walk is enough and keeps Plan a plain struct.
template <typename Item, typename Key>
const Item* find_by(const std::vector<Item>& items, Key Item::* member, const Key& key) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [member, &key](const Item& item) { return item.*member == key; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Unit* Plan::find_unit(const std::string& unit_id) const {
  return find_by(units, &Unit::id, unit_id);
}
const Scope* Plan::find_scope(const std::string& scope_id) const {
  return find_by(scopes, &Scope::id, scope_id);
}
const Measure* Plan::find_measure(int number) const {
  return find_by(measures, &Measure::number, number);
}
const Task* Plan::find_task(int number) const { return find_by(tasks, &Task::number, number); }
const Group* Plan::find_group(int number) const { return find_by(groups, &Group::number, number); }
const Commitment* Plan::find_commitment(const std::string& commitment_id) const {
  return find_by(commitments, &Commitment::id, commitment_id);
}

base::WorkingDays working_days(const Calendar& calendar) {
  const auto ranges = [](const std::vector<CalendarDays>& days) {
    std::vector<base::DayRange> made;
    for (const CalendarDays& range : days) made.push_back({range.from, range.to});
    return made;
  };
  return {ranges(calendar.holidays), ranges(calendar.workdays)};
}

std::vector<Owed> owed_shares(const Plan& plan) {
  std::vector<Owed> shares;
  for (const Task& task : plan.tasks) {
    const bool scopes_only =
        std::none_of(task.responsible.begin(), task.responsible.end(),
                     [](const Responsible& entry) { return entry.scope.empty(); });
    std::map<std::string, std::size_t> place;  // unit → index of its share of this task
    const auto owe = [&](const std::string& unit, Role role, const std::string& scope) {
      const auto [at, is_new] = place.try_emplace(unit, shares.size());
      if (is_new) {
        shares.push_back({task.number, unit, role, scope});
        return;
      }
      Owed& share = shares[at->second];
      share.role = std::min(share.role, role);  // the enum begins with the strongest
      if (scope.empty()) share.through_scope.clear();
    };
    for (const Responsible& entry : task.responsible) {
      if (!entry.unit.empty()) owe(entry.unit, entry.role, "");
      const Scope* scope = entry.scope.empty() ? nullptr : plan.find_scope(entry.scope);
      if (scope == nullptr) continue;
      for (const std::string& unit : scope->units)
        owe(unit, scopes_only ? Role::lead : entry.role, scope->id);
    }
  }
  return shares;
}

}  // namespace plan
