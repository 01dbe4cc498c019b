#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "plan/plan_edition.hpp"
#include "plan/plan_store.hpp"
#include "plan/plan_views.hpp"

//! Builds what people see from a plan version and the shares of one day. Pure: no database, no
//! clock, so that every rule of the pages is tested without a server.
namespace plan {

//! How an open share stands with its milestones that have a day.
struct MilestoneStanding {
  std::optional<DatedMilestone> missed;  // passed first of those not reached
  std::optional<DatedMilestone> next;    // comes first of those not reached
};
//! By share; one without such milestones is not there.
using MilestoneStandings = std::map<std::string, MilestoneStanding>;

//! Everything a page of one day is made from.
struct World {
  std::shared_ptr<const PlanEdition> edition;
  std::vector<ShareRecord> shares;
  Date as_of;
  Date today;
  //! False if nothing was recorded by that day: shares are those of the plan, without progress.
  bool recorded = true;
  //! Commitments that an indicator measures; null: none.
  std::shared_ptr<const std::set<std::string>> measured = {};
  //! Findings about figures, which are not the plan's own; null: none.
  std::shared_ptr<const std::vector<Finding>> of_figures = {};
  //! As of that day; null: none.
  std::shared_ptr<const MilestoneStandings> milestones = {};
};

//! What the person looking may see and do.
struct Viewer {
  std::set<std::string> post_units;  // units of the current posts
  zhijiao::access::UnitSet records;  // units whose shares the person may record
  zhijiao::access::UnitSet reads;    // units whose remarks the person may read
  bool decides = false;              // may record decisions by document
};

//! The shares of a plan that nobody has recorded anything about.
std::vector<ShareRecord> unrecorded_shares(const PlanEdition& edition);

//! The share a plan version assigns: open, waiting if all that its unit owes waits for a condition.
ShareRecord assigned_share(const PlanEdition& edition, const Owed& owed);

//! A unit as it was called on `day`; its id for one the plan does not know.
UnitRef unit_ref(const PlanEdition& edition, const std::string& id, Date day);
ShareLine share_line(const World& world, const Viewer& viewer, const ShareRecord& share);
//! All shares that the plan still names, in its order.
std::vector<ShareLine> share_lines(const World& world, const Viewer& viewer);

//! A commitment serves a task if it stands there or in a measure that the task mainly carries out.
bool serves_task(const Task& task, const Commitment& commitment);

//! Throws base::Problem 400 for a status, kind, quarter or result that does not exist.
Board board(const World& world, const Viewer& viewer, const BoardQuery& query);
//! 404 if there is no such task, measure, unit or commitment on that day.
TaskView task_page(const World& world, const Viewer& viewer, int number);
MeasureView measure_page(const World& world, const Viewer& viewer, int number);
UnitList unit_list(const World& world, const Viewer& viewer);
UnitView unit_page(const World& world, const Viewer& viewer, const std::string& id);
CommitmentList commitment_list(const World& world);
CommitmentView commitment_page(const World& world, const std::string& id);
FindingList finding_list(const World& world, const FindingQuery& query);
BodyList body_list(const World& world);
PlanView plan_page(const World& world);
ShareView share_page(const World& world, const Viewer& viewer, const ShareRecord& share,
                     const std::vector<RecordedStep>& steps);
//! `steps` are those recorded between the two days, oldest first.
ChangeList changes(const World& before, const World& after, const Viewer& viewer,
                   const std::vector<RecordedStep>& steps, const std::string& unit);
MyWork my_work(const World& world, const Viewer& viewer);
SearchResult search(const World& world, const std::string& query);
PublicProgress public_progress(const World& world, base::Instant updated_at);
std::vector<StepView> step_views(const World& world, const Viewer& viewer,
                                 const std::vector<RecordedStep>& steps);

}  // namespace plan
