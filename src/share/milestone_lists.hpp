#pragma once

#include <map>
#include <string>
#include <vector>

#include "plan/plan_board.hpp"
#include "share/milestone.hpp"

//! Which milestones hold for a share: it may have a list of its own, or that of its task's lead.
namespace share {

//! The share's own list, or that its task's lead drew up for all; nullptr without either.
//! `drawn_up_by` becomes the lead's share if it is the lead's.
const MilestoneList* list_of(const std::map<std::string, MilestoneList>& lists,
                             const plan::World& world, const plan::ShareRecord& share,
                             const plan::ShareRecord** drawn_up_by = nullptr);

std::vector<Milestone> milestones_of(const std::map<std::string, MilestoneList>& lists,
                                     const plan::World& world, const plan::ShareRecord& share);

}  // namespace share
