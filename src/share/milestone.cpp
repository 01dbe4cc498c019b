#include "share/milestone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/ids.hpp"

namespace share {

namespace {

constexpr std::size_t kMilestonesMax = 40;
constexpr std::size_t kTitleCharactersMax = 100;
constexpr std::size_t kUnitCharactersMax = 20;
constexpr std::int64_t kTargetMax = 1'000'000'000'000;

constexpr std::array kStations = {Stage::drafting,        Stage::consultation, Stage::co_signing,
                                  Stage::legality_review, Stage::deliberation, Stage::issue,
                                  Stage::document_number};

std::vector<base::FieldError> faults_of(const Milestone& milestone, const std::string& at) {
  std::vector<base::FieldError> errors;
  if (milestone.title.empty()) {
    errors.push_back({at + "/title", {"请写节点名称。", "Name the milestone."}});
  }
  if (base::character_count(milestone.title) > kTitleCharactersMax) {
    errors.push_back({at + "/title",
                      {fmt::format("节点名称最多{}字。", kTitleCharactersMax),
                       fmt::format("At most {} characters.", kTitleCharactersMax)}});
  }
  if (base::character_count(milestone.unit_name.value_or("")) > kUnitCharactersMax) {
    errors.push_back({at + "/unit_name",
                      {fmt::format("计量单位最多{}字。", kUnitCharactersMax),
                       fmt::format("At most {} characters.", kUnitCharactersMax)}});
  }
  const bool counts = milestone.kind == MilestoneKind::quantity;
  const std::int64_t target = milestone.target.value_or(0);
  if (counts && (target <= 0 || target > kTargetMax)) {
    errors.push_back(
        {at + "/target", {"请写大于零的目标数量。", "Give a target greater than zero."}});
  }
  if (!counts && milestone.target) {
    errors.push_back(
        {at + "/target", {"只有数量节点有目标数量。", "Only a quantity has a target."}});
  }
  if (milestone.kind != MilestoneKind::recurrence && milestone.every) {
    errors.push_back(
        {at + "/every", {"只有周期性节点有周期。", "Only a recurrence has a rhythm."}});
  }
  return errors;
}

base::PeriodLength length_of(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::quarter:
      return base::PeriodLength::quarter;
    case Rhythm::half_year:
      return base::PeriodLength::half_year;
    case Rhythm::year:
      return base::PeriodLength::year;
    default:
      return base::PeriodLength::month;
  }
}

}  // namespace

bool drew_up_for_all(const plan::ShareRecord& share) {
  const bool led = share.plan_role() != plan::Role::supporting && share.through_scope.empty();
  return led || plan::leads(share);
}

bool stands_for(const MilestoneList& list, const plan::ShareRecord& lead,
                const plan::ShareRecord& share) {
  return list.for_all && lead.task == share.task && lead.id != share.id && drew_up_for_all(lead);
}

base::Period span_of(const Milestone& recurrence, Date day) {
  return base::period_of(length_of(recurrence.every.value_or(Rhythm::month)), day);
}

std::vector<base::FieldError> faults_of(const MilestoneList& list) {
  std::vector<base::FieldError> errors;
  if (list.milestones.size() > kMilestonesMax) {
    errors.push_back({"/milestones",
                      {fmt::format("节点最多{}个，请合并。", kMilestonesMax),
                       fmt::format("At most {} milestones; merge some.", kMilestonesMax)}});
    return errors;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.milestones.size(); ++i) {
    const std::string at = fmt::format("/milestones/{}", i);
    for (base::FieldError& error : faults_of(list.milestones[i], at)) {
      errors.push_back(std::move(error));
    }
    const std::string& id = list.milestones[i].id;
    if (id.empty()) continue;  // new: gets one
    if (!base::is_uuid(id) || !ids.insert(id).second) {
      errors.push_back(
          {at + "/id",
           {"节点编号不对或出现了两次。", "The id is no UUID, or stands there twice."}});
    }
  }
  return errors;
}

Text stage_name(Stage stage) {
  switch (stage) {
    case Stage::drafting:
      return {"起草", "Drafting"};
    case Stage::consultation:
      return {"征求意见", "Consultation"};
    case Stage::co_signing:
      return {"会签", "Co-signing"};
    case Stage::legality_review:
      return {"合法性审查", "Legality review"};
    case Stage::deliberation:
      return {"审议", "Deliberation"};
    case Stage::issue:
      return {"印发", "Issue"};
    case Stage::document_number:
      return {"文号登记", "Document number"};
    default:
      return {"其他节点", "Other step"};
  }
}

std::vector<Milestone> document_milestones() {
  std::vector<Milestone> made;
  for (const Stage stage : kStations) {
    Milestone milestone;
    milestone.stage = stage;
    milestone.title = stage_name(stage).zh;
    made.push_back(std::move(milestone));
  }
  return made;
}

namespace {

// What each county must reach is not a bureau's own result.
bool concerns(const plan::Plan& plan, const plan::Commitment& commitment, const std::string& unit) {
  if (commitment.for_units.empty()) return true;
  return std::ranges::any_of(commitment.for_units, [&](const std::string& id) {
    if (const plan::Scope* scope = plan.find_scope(id)) {
      return std::ranges::find(scope->units, unit) != scope->units.end();
    }
    const plan::Unit* named = plan.find_unit(id);
    return id == unit || (named != nullptr && named->parent.empty());
  });
}

}  // namespace

std::vector<Milestone> proposed_milestones(const plan::Plan& plan, const plan::Task& task,
                                           const std::string& unit) {
  std::vector<Milestone> made;
  const auto wants = [&](plan::Result result) {
    return std::ranges::find(task.results, result) != task.results.end();
  };
  if (wants(plan::Result::document)) made = document_milestones();
  if (wants(plan::Result::number)) {
    for (const plan::Commitment& commitment : plan.commitments) {
      // A share of a whole is a rate, which nobody counts up month by month.
      const bool counted = commitment.source.task == task.number && commitment.scale == 0 &&
                           commitment.unit != "percent" && concerns(plan, commitment, unit);
      if (!counted || !commitment.low || *commitment.low <= 0) continue;
      Milestone milestone;
      milestone.kind = MilestoneKind::quantity;
      milestone.title = commitment.title.zh;
      milestone.target = commitment.low;
      milestone.unit_name = commitment.unit_name.zh;
      milestone.due_on = commitment.due_on;
      made.push_back(std::move(milestone));
    }
  }
  if (wants(plan::Result::list)) {
    Milestone milestone;
    milestone.title = "形成清单";
    made.push_back(std::move(milestone));
  }
  if (wants(plan::Result::standing)) {
    Milestone milestone;
    milestone.kind = MilestoneKind::recurrence;
    milestone.title = "本期已开展";
    made.push_back(std::move(milestone));
  }
  return made;
}

}  // namespace share
