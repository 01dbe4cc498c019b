#include "plan/share_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace plan {

namespace {

using base::FieldError;

// A report says what matters; evidence is a matter of files. A document number is a line.
constexpr std::size_t kNoteCharactersMax = 4000;
constexpr std::size_t kDocumentNumberCharactersMax = 100;
constexpr std::size_t kSplitUnitsMax = 30;

constexpr std::array kRecordable = {
    StepKind::begin,           StepKind::report,        StepKind::extend,
    StepKind::meet_condition,  StepKind::turn_routine,  StepKind::end,
    StepKind::close,           StepKind::reopen,        StepKind::await_condition,
    StepKind::merge,           StepKind::split,         StepKind::reassign,
    StepKind::override_status, StepKind::lift_override, StepKind::confirm_lead};

bool is_possible(const ShareRecord& share, StepKind step) {
  const bool open = share.state == ShareState::open;
  const bool waiting = share.condition == ConditionState::pending;
  switch (step) {
    case StepKind::begin:
      return open && !waiting && !share.begun_on;
    case StepKind::report:
    case StepKind::turn_routine:
    case StepKind::end:
    case StepKind::merge:
    case StepKind::split:
    case StepKind::reassign:
      return open;
    case StepKind::extend:
    case StepKind::close:
    case StepKind::await_condition:
      return open && !waiting;
    case StepKind::meet_condition:
      return open && waiting;
    case StepKind::override_status:
      return open && !waiting;
    case StepKind::lift_override:
      return open && share.overridden.has_value();
    case StepKind::confirm_lead:
      return open && share.through_scope.empty() && share.role != Role::lead;
    case StepKind::reopen:
      return !open;
    case StepKind::assign:
    case StepKind::revise:
    case StepKind::withdraw:
    case StepKind::yield_lead:
      return false;
  }
  return false;
}

base::Text why_not(const ShareRecord& share, StepKind step) {
  if (share.state != ShareState::open) {
    return {"该责任已经办结；如需继续，请先凭文件重新启动。",
            "This share is finished; reopen it by document before going on."};
  }
  if (step == StepKind::confirm_lead) {
    return {"该单位已经是牵头单位，或与同类单位各自承担，不需要确认。",
            "This unit leads already, or owes its share as one of several; there is nothing to "
            "confirm."};
  }
  if (share.condition == ConditionState::pending) {
    return {"条件尚未触发；可以报告进展，或凭文件确认条件已触发。",
            "Its condition has not come true; report, or confirm by document that it has."};
  }
  return {"该责任已在推进中，请改为报告进展。",
          "It is already under way; report progress instead."};
}

void add_target_faults(const ShareRecord& share, const StepRequest& step,
                       std::vector<FieldError>& errors) {
  if (step.step == StepKind::merge && (step.into.empty() || step.into == share.id)) {
    errors.push_back({"/into", {"请选择并入哪一项责任。", "Choose the share it is merged into."}});
  }
  const auto own = std::ranges::find(step.units, share.unit);
  if (step.step == StepKind::reassign && (step.units.size() != 1 || own != step.units.end())) {
    errors.push_back({"/units", {"请选择接办的另一个单位。", "Choose the unit that takes over."}});
  }
  if (step.step == StepKind::split) {
    const std::set<std::string> different(step.units.begin(), step.units.end());
    const bool good = !step.units.empty() && step.units.size() <= kSplitUnitsMax &&
                      different.size() == step.units.size() && own == step.units.end();
    if (!good) {
      errors.push_back(
          {"/units",
           {fmt::format("请选择分担的其他单位，1至{}个，不重复。", kSplitUnitsMax),
            fmt::format("Choose from 1 to {} other units, each once.", kSplitUnitsMax)}});
    }
  }
}

std::vector<FieldError> faults(const ShareRecord& share, const StepRequest& step, Date today,
                               Date published_on) {
  std::vector<FieldError> errors;
  if (step.effective_on > today) {
    errors.push_back({"/effective_on",
                      {"发生日期不能晚于今天。", "The day it happened cannot be after today."}});
  }
  if (step.effective_on < published_on) {
    errors.push_back({"/effective_on",
                      {"发生日期不能早于方案发布之日。",
                       "The day it happened cannot be before the plan was published."}});
  }
  if (step.step == StepKind::report && step.note.empty()) {
    errors.push_back({"/note", {"请写明进展情况。", "Say what progress there is."}});
  }
  if (base::character_count(step.note) > kNoteCharactersMax) {
    errors.push_back(
        {"/note",
         {fmt::format("进展情况最多{}字，请写要点。", kNoteCharactersMax),
          fmt::format("At most {} characters; give the main points.", kNoteCharactersMax)}});
  }
  if (base::character_count(step.document_number) > kDocumentNumberCharactersMax) {
    errors.push_back({"/document_number",
                      {fmt::format("文号最多{}字。", kDocumentNumberCharactersMax),
                       fmt::format("At most {} characters.", kDocumentNumberCharactersMax)}});
  }
  if (step.step == StepKind::override_status) {
    if (step.note.empty()) {
      errors.push_back({"/note",
                        {"请写明为什么按日期计算的状态不对。",
                         "Say why the status by its dates is not right."}});
    }
    if (!step.status || !may_override(*step.status)) {
      errors.push_back({"/status",
                        {"请选择未启动、推进中、临近时限或逾期；其他状态由文件决定。",
                         "Choose not begun, on course, due soon or late; a document decides the "
                         "others."}});
    }
  }
  if (needs_document(step.step)) {
    if (step.document_number.empty()) {
      errors.push_back({"/document_number",
                        {"请填写批准文件的文号。", "Give the approving document's number."}});
    }
    if (!step.document_on) {
      errors.push_back(
          {"/document_on", {"请填写批准文件的日期。", "Give the approving document's date."}});
    } else if (*step.document_on > today) {
      errors.push_back({"/document_on",
                        {"文件日期不能晚于今天。", "The document cannot be dated after today."}});
    }
  }
  if (step.step == StepKind::extend && (!step.due_on || *step.due_on <= share.due_on)) {
    errors.push_back(
        {"/due_on", {"请填写晚于现时限的新时限。", "Give a deadline later than the present one."}});
  }
  add_target_faults(share, step, errors);
  return errors;
}

}  // namespace

ShareFacts ShareRecord::facts() const {
  return {state, condition, due_on, original_due_on, begun_on, closed_on, overridden};
}

bool is_decision(StepKind step) { return step != StepKind::begin && step != StepKind::report; }

bool needs_document(StepKind step) {
  return is_decision(step) && step != StepKind::override_status && step != StepKind::lift_override;
}

std::vector<StepKind> possible_steps(const ShareRecord& share) {
  std::vector<StepKind> steps;
  for (const StepKind step : kRecordable) {
    if (is_possible(share, step)) steps.push_back(step);
  }
  return steps;
}

ShareRecord take_step(const ShareRecord& share, const StepRequest& step, Date today,
                      Date published_on) {
  if (!is_possible(share, step.step))
    throw base::conflict("wrong-state", why_not(share, step.step));
  if (auto errors = faults(share, step, today, published_on); !errors.empty()) {
    throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                         "Some fields need mending; correct them and send again."},
                        std::move(errors));
  }
  ShareRecord next = share;
  next.step = step.step;
  next.effective_on = step.effective_on;
  next.last_step_on = step.effective_on;
  next.note = step.note;
  next.document_number = step.document_number;
  next.document_on = step.document_on;
  next.document_file = step.document_file;
  next.units.clear();
  // Who leads says nothing about how far a share is.
  const bool changes_owed = needs_document(step.step) && step.step != StepKind::confirm_lead;
  if (changes_owed) next.overridden.reset();
  switch (step.step) {
    case StepKind::begin:
    case StepKind::report:
      if (!next.begun_on) next.begun_on = step.effective_on;
      break;
    case StepKind::extend:
      next.due_on = *step.due_on;
      break;
    case StepKind::meet_condition:
      next.condition = ConditionState::met;
      if (step.due_on) next.due_on = *step.due_on;
      break;
    case StepKind::turn_routine:
      next.state = ShareState::routine;
      next.closed_on = step.effective_on;
      break;
    case StepKind::end:
      next.state = ShareState::ended;
      next.closed_on = step.effective_on;
      break;
    case StepKind::close:
      next.state = ShareState::closed;
      next.closed_on = step.effective_on;
      break;
    case StepKind::reopen:
      next.state = ShareState::open;
      next.closed_on.reset();
      next.into.clear();
      break;
    case StepKind::await_condition:
      next.condition = ConditionState::pending;
      break;
    case StepKind::merge:
      next.state = ShareState::ended;
      next.closed_on = step.effective_on;
      next.into = step.into;
      break;
    case StepKind::split:
      next.units = step.units;
      break;
    case StepKind::reassign:
      next.assigned_unit = share.plan_unit();
      next.unit = step.units.front();
      next.units = step.units;
      break;
    case StepKind::override_status:
      next.overridden = StatusOverride{*step.status, step.note};
      break;
    case StepKind::lift_override:
      next.overridden.reset();
      break;
    case StepKind::confirm_lead:
      next.assigned_role = share.plan_role();
      next.role = Role::lead;
      next.lead_document = step.document_number;
      break;
    case StepKind::assign:
    case StepKind::revise:
    case StepKind::withdraw:
    case StepKind::yield_lead:
      break;  // refused above
  }
  return next;
}

bool leads(const ShareRecord& share) {
  return share.role != Role::supporting && share.through_scope.empty();
}

ShareRecord yield_lead(const ShareRecord& share, const ShareRecord& confirmed) {
  ShareRecord next = share;
  next.step = StepKind::yield_lead;
  next.assigned_role = share.plan_role();
  next.role = Role::supporting;
  next.lead_document.clear();
  next.effective_on = confirmed.effective_on;
  next.by = confirmed.by;
  next.note.clear();
  next.document_number = confirmed.document_number;
  next.document_on = confirmed.document_on;
  next.document_file = confirmed.document_file;
  next.units.clear();
  return next;
}

std::vector<ShareRecord> split_shares(const ShareRecord& split) {
  std::vector<ShareRecord> made;
  for (const std::string& unit : split.units) {
    ShareRecord share;
    share.task = split.task;
    share.unit = unit;
    share.role = split.role;
    share.condition = split.condition;
    share.due_on = split.due_on;
    share.original_due_on = split.due_on;
    share.step = StepKind::assign;
    share.effective_on = split.effective_on;
    share.by = split.by;
    share.document_number = split.document_number;
    share.document_on = split.document_on;
    share.document_file = split.document_file;
    share.split_from = split.id;
    made.push_back(std::move(share));
  }
  return made;
}

}  // namespace plan
