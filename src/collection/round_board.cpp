#include "collection/round_board.hpp"

#include <algorithm>

namespace collection {

SlotState state_of(const Declaration& declaration, const Filed* filed) {
  if (filed == nullptr) return SlotState::missing;
  const Collection& asked = *declaration.collection;
  const registers::Workflow& workflow = declaration.workflow;
  const auto leads_to = [&](const std::string& step) {
    const registers::Transition* const found = workflow.find_transition(step);
    return found != nullptr && found->to == filed->state;
  };
  if (leads_to(asked.approve) || leads_to(asked.lock)) return SlotState::approved;
  const auto& from = workflow.find_transition(asked.submit)->from;
  if (std::ranges::find(from, filed->state) == from.end()) return SlotState::submitted;
  return filed->returned ? SlotState::returned : SlotState::draft;
}

std::vector<Figure> figures_of(const Declaration& declaration, const Slot& slot,
                               const std::map<std::string, std::int64_t>& values,
                               const Records& present, const Records& earlier) {
  std::vector<Figure> figures;
  const auto before = earlier.find({slot.unit, slot.part});
  for (const std::string& field : declaration.collection->compare.fields) {
    const auto value = values.find(field);
    if (value == values.end()) continue;
    Figure& figure = figures.emplace_back(Figure{field, value->second, std::nullopt});
    const bool comparable =
        before != earlier.end() && !owes(state_of(declaration, &before->second));
    if (comparable) {
      const auto last = before->second.figures.find(field);
      if (last != before->second.figures.end()) figure.last = last->second;
    }
    for (const auto& [key, filed] : present) {
      const bool is_neighbour =
          key.first != slot.unit && key.second == slot.part && !owes(state_of(declaration, &filed));
      if (!is_neighbour) continue;
      const auto other = filed.figures.find(field);
      if (other != filed.figures.end()) figure.neighbours.push_back(other->second);
    }
  }
  return figures;
}

std::vector<Cell> cells_of(const Declaration& declaration, const Round& round,
                           std::span<const Slot> slots, const Records& present,
                           const Records& earlier, Date today) {
  std::vector<Cell> cells;
  for (const Slot& slot : slots) {
    Cell& cell = cells.emplace_back();
    cell.slot = slot;
    const auto filed = present.find({slot.unit, slot.part});
    cell.state = state_of(declaration, filed == present.end() ? nullptr : &filed->second);
    cell.late = owes(cell.state) && today > round.due_on;
    if (filed == present.end()) continue;
    cell.filed = filed->second;
    cell.outliers =
        outliers(declaration.collection->compare,
                 figures_of(declaration, slot, filed->second.figures, present, earlier));
  }
  return cells;
}

base::Period earlier_period(const registers::OutlierRule& rule, const base::Period& period) {
  if (!rule.last_year) return base::previous_period(period);
  return base::period_of(period.length, base::Date(period.from.year() - 1, period.from.month(), 1));
}

std::vector<FieldSum> sums_of(const Declaration& declaration, std::span<const Cell> cells) {
  std::vector<FieldSum> sums;
  for (const std::string& field : declaration.collection->sum) {
    FieldSum& sum = sums.emplace_back(FieldSum{field});
    for (const Cell& cell : cells) {
      if (owes(cell.state)) continue;
      const auto figure = cell.filed->figures.find(field);
      if (figure == cell.filed->figures.end()) continue;
      sum.total += figure->second;
      ++sum.units;
    }
  }
  return sums;
}

RoundCounts counts_of(std::span<const Cell> cells) {
  RoundCounts counts;
  for (const Cell& cell : cells) {
    ++counts.asked;
    if (cell.state == SlotState::approved) ++counts.approved;
    if (cell.state == SlotState::submitted) ++counts.submitted;
    if (owes(cell.state)) ++counts.owed;
    if (cell.late) ++counts.late;
  }
  return counts;
}

LockRefusal lock_refusal(std::span<const Cell> cells, const std::set<std::string>& accepted) {
  LockRefusal refusal = LockRefusal::none;
  for (const Cell& cell : cells) {
    if (cell.state == SlotState::submitted) return LockRefusal::undecided;
    const bool unseen = owes(cell.state) && !accepted.contains(cell.slot.unit);
    if (unseen) refusal = LockRefusal::missing_not_accepted;
  }
  return refusal;
}

}  // namespace collection
