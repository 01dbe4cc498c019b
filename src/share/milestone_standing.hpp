#pragma once

#include <vector>

#include "plan/plan_board.hpp"
#include "share/milestone.hpp"
#include "share/report_record.hpp"

//! How a share stands with its milestones on a day: what its reports had reached by then, what it
//! missed and what comes next. Pure.
namespace share {

//! What the newest report says of milestones.
struct ReportedMilestones {
  std::vector<Tick> ticks;
  std::vector<Quantity> quantities;
};

//! The milestones not reached by the end of `day`, in their order. What recurs is asked anew in
//! each period, so it is never open here. `reported` is null if nothing was reported.
std::vector<Milestone> open_milestones(const std::vector<Milestone>& milestones,
                                       const ReportedMilestones* reported, Date day);

//! Of these the one whose day passed first, and the one that comes first. The day itself is still
//! in time.
plan::MilestoneStanding standing_on(const std::vector<Milestone>& open, Date day);

}  // namespace share
