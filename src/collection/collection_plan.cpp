#include "collection/collection_plan.hpp"

#include <algorithm>
#include <set>
#include <variant>

#include "base/day_span.hpp"

namespace collection {

namespace {

using zhijiao::access::Directory;
using zhijiao::access::Edge;
using zhijiao::access::Tree;
using zhijiao::access::Unit;

const Tree* tree_of(const Directory& directory, const std::string& line) {
  const auto tree = std::ranges::find(directory.trees, line, &Tree::id);
  return tree == directory.trees.end() ? nullptr : &*tree;
}

bool holds(const Edge& edge, Date day) { return base::lasts_on(day, edge.from, edge.to); }

// The unit above in the tree; empty if it has none there.
std::string above(const Tree* tree, const Unit& unit, Date day) {
  if (tree == nullptr) return unit.parent;
  const auto edge = std::ranges::find_if(
      tree->edges, [&](const Edge& one) { return one.unit == unit.id && holds(one, day); });
  return edge == tree->edges.end() ? std::string() : edge->under;
}

// Units that others stand under in the tree, and that stand under none.
std::set<std::string> heads_of(const Tree& tree, Date day) {
  std::set<std::string> heads;
  for (const Edge& edge : tree.edges) {
    if (holds(edge, day)) heads.insert(edge.under);
  }
  for (const Edge& edge : tree.edges) {
    if (holds(edge, day)) heads.erase(edge.unit);
  }
  return heads;
}

}  // namespace

Round round_of(const Collection& asked, const base::WorkingDays& calendar,
               const base::Period& period) {
  const Date opens_on = period.to.plus_days(asked.opens_after_days);
  return {period, opens_on, calendar.after(opens_on.plus_days(-1), asked.due_working_days)};
}

std::vector<Round> open_rounds(const Collection& asked, const base::WorkingDays& calendar,
                               Date today, std::size_t rounds_max) {
  std::vector<Round> rounds;
  // The newest that is open ends at the latest where today is counted back from the opening.
  base::Period period = base::period_of(asked.length, today.plus_days(-asked.opens_after_days));
  while (period.to.plus_days(asked.opens_after_days) > today)
    period = base::previous_period(period);
  while (rounds.size() < rounds_max && period.from >= asked.first.from) {
    rounds.push_back(round_of(asked, calendar, period));
    period = base::previous_period(period);
  }
  return rounds;
}

std::optional<base::Period> period_of_key(const Collection& asked, std::string_view key) {
  auto period = base::parse_period(key);
  if (!period || period->length != asked.length || period->from < asked.first.from) {
    return std::nullopt;
  }
  return period;
}

std::optional<base::Period> period_of_value(const Collection& asked,
                                            const registers::Value& value) {
  std::optional<base::Period> period;
  if (const auto* year = std::get_if<std::int64_t>(&value)) {
    period = base::parse_period(std::to_string(*year));
  } else if (const auto* key = std::get_if<std::string_view>(&value)) {
    period = base::parse_period(*key);
  }
  if (period && period->length != asked.length) return std::nullopt;
  return period;
}

std::vector<Slot> slots_asked(const Collection& asked, const Directory& directory,
                              const Round& round, Date today) {
  const Tree* const tree = tree_of(directory, asked.line);
  const Date day = round.period.to;
  std::set<std::string> heads;
  if (asked.head && tree != nullptr) heads = heads_of(*tree, day);
  std::vector<Slot> slots;
  for (const Unit& unit : directory.units) {
    const bool is_asked =
        std::ranges::find(asked.kinds, unit.kind) != asked.kinds.end() || heads.contains(unit.id);
    const bool has_ended =
        unit.valid_to && (*unit.valid_to < round.opens_on || *unit.valid_to < today);
    if (!is_asked || has_ended) continue;
    const std::string parent = above(tree, unit, day);
    if (asked.parts.empty()) slots.push_back({unit.id, {}, parent});
    for (const std::string& part : asked.parts) slots.push_back({unit.id, part, parent});
  }
  return slots;
}

std::optional<base::Text> part_title(const registers::Declaration& declaration,
                                     const std::string& part) {
  if (part.empty()) return std::nullopt;
  const registers::Field& field = *declaration.find_field(declaration.collection->part_field);
  const auto choice = std::ranges::find(field.choices, part, &registers::Choice::value);
  if (choice == field.choices.end()) return base::Text{part, part};
  return choice->title;
}

}  // namespace collection
