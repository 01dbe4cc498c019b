#include "share/milestone_standing.hpp"

#include <algorithm>

namespace share {

namespace {

bool is_reached(const Milestone& milestone, const ReportedMilestones& reported, Date day) {
  if (milestone.kind == MilestoneKind::quantity) {
    return std::ranges::any_of(reported.quantities, [&](const Quantity& quantity) {
      return quantity.milestone == milestone.id && quantity.value >= milestone.target.value_or(0);
    });
  }
  return std::ranges::any_of(reported.ticks, [&](const Tick& tick) {
    return tick.milestone == milestone.id && tick.on <= day;
  });
}

// The earlier of two, the first of two on one day.
void take_earlier(std::optional<plan::DatedMilestone>& earliest, const Milestone& milestone) {
  if (earliest && earliest->due_on <= *milestone.due_on) return;
  earliest = plan::DatedMilestone{milestone.title, *milestone.due_on};
}

}  // namespace

std::vector<Milestone> open_milestones(const std::vector<Milestone>& milestones,
                                       const ReportedMilestones* reported, Date day) {
  std::vector<Milestone> open;
  for (const Milestone& milestone : milestones) {
    if (milestone.kind == MilestoneKind::recurrence) continue;
    if (reported != nullptr && is_reached(milestone, *reported, day)) continue;
    open.push_back(milestone);
  }
  return open;
}

plan::MilestoneStanding standing_on(const std::vector<Milestone>& open, Date day) {
  plan::MilestoneStanding standing;
  for (const Milestone& milestone : open) {
    if (!milestone.due_on) continue;
    take_earlier(*milestone.due_on < day ? standing.missed : standing.next, milestone);
  }
  return standing;
}

}  // namespace share
