#include "share/milestone_lists.hpp"

namespace share {

const MilestoneList* list_of(const std::map<std::string, MilestoneList>& lists,
                             const plan::World& world, const plan::ShareRecord& share,
                             const plan::ShareRecord** drawn_up_by) {
  const auto own = lists.find(share.id);
  if (own != lists.end() && !own->second.milestones.empty()) return &own->second;
  for (const plan::ShareRecord& other : world.shares) {
    if (other.task != share.task) continue;
    const auto list = lists.find(other.id);
    if (list == lists.end() || !stands_for(list->second, other, share)) continue;
    if (drawn_up_by != nullptr) *drawn_up_by = &other;
    return &list->second;
  }
  return nullptr;
}

std::vector<Milestone> milestones_of(const std::map<std::string, MilestoneList>& lists,
                                     const plan::World& world, const plan::ShareRecord& share) {
  const MilestoneList* list = list_of(lists, world, share);
  return list == nullptr ? std::vector<Milestone>() : list->milestones;
}

}  // namespace share
