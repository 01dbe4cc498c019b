#include "supervision/demand_record.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace supervision {

namespace {

constexpr std::size_t kTextCharactersMax = 4000;

base::Text why_not(DemandState state) {
  switch (state) {
    case DemandState::answered:
      return {
          "该事项已回复，正待办公室核办；如需补充，请办公室退回后再报。",
          "It has been answered and waits for the office; to add something, have it sent back."};
    case DemandState::settled:
    case DemandState::withdrawn:
      return {"该事项已经办结或撤回。", "It has been settled or withdrawn."};
    default:  // waiting, returned
      break;
  }
  return {"该事项还没有回复。", "It has not been answered yet."};
}

base::FieldError fault(const char* field, const char* zh, const char* en) {
  return {field, {zh, en}};
}

bool needs_text(DemandStep step) { return step != DemandStep::settle; }

std::vector<base::FieldError> faults(const DemandRecord& demand, const DemandStepRequest& request,
                                     Date today) {
  std::vector<base::FieldError> errors;
  if (needs_text(request.step) && request.text.empty()) {
    errors.push_back(request.step == DemandStep::answer
                         ? fault("/text", "请写明办理情况。", "Say what was done.")
                         : fault("/text", "请写明理由。", "Give the reason."));
  }
  if (base::character_count(request.text) > kTextCharactersMax) {
    errors.push_back({"/text",
                      {fmt::format("最多{}字，请写要点。", kTextCharactersMax),
                       fmt::format("At most {} characters.", kTextCharactersMax)}});
  }
  if (request.step != DemandStep::answer && !request.files.empty()) {
    errors.push_back(fault("/files", "只有回复可以附材料。", "Only an answer has files."));
  } else if (request.files.size() > kFilesMax) {
    errors.push_back(
        {"/files",
         {fmt::format("最多{}个附件。", kFilesMax), fmt::format("At most {} files.", kFilesMax)}});
  }
  const bool moves = request.step == DemandStep::extend ||
                     (request.step == DemandStep::send_back && request.due_on);
  if (moves && (!request.due_on || *request.due_on <= demand.due_on)) {
    errors.push_back(fault("/due_on", "请填写晚于现期限的新期限。",
                           "Give a deadline later than the present one."));
  } else if (moves && *request.due_on < today) {
    errors.push_back(
        fault("/due_on", "新期限不能早于今天。", "The new deadline cannot be before today."));
  }
  return errors;
}

}  // namespace

bool is_of_unit(DemandStep step) { return step == DemandStep::answer; }

bool is_open(DemandState state) {
  return state != DemandState::settled && state != DemandState::withdrawn;
}

bool is_possible(DemandState state, DemandStep step) {
  const bool with_unit = state == DemandState::waiting || state == DemandState::returned;
  switch (step) {
    case DemandStep::answer:
    case DemandStep::extend:
      return with_unit;
    case DemandStep::send_back:
    case DemandStep::settle:
      return state == DemandState::answered;
    case DemandStep::withdraw:
      return is_open(state);
    default:  // make
      return false;
  }
}

bool is_late(const DemandRecord& demand, Date day) {
  const bool with_unit =
      demand.state == DemandState::waiting || demand.state == DemandState::returned;
  return with_unit && demand.due_on < day;
}

DemandRecord take_step(const DemandRecord& demand, const DemandStepRequest& request,
                       const std::string& account, Date today) {
  if (!is_possible(demand.state, request.step)) {
    throw base::conflict("wrong-state", why_not(demand.state));
  }
  const bool judges = request.step == DemandStep::settle || request.step == DemandStep::send_back;
  if (judges && account == demand.answered_by) {
    throw base::Problem(403, "own-answer", {"不能核办自己的回复", "Nobody judges his own answer"},
                        {"这份回复是您提交的，请由办公室的另一位同志核办。",
                         "You wrote this answer; let somebody else of the office judge it."});
  }
  if (auto errors = faults(demand, request, today); !errors.empty()) {
    throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                         "Some fields need mending; correct them and send again."},
                        std::move(errors));
  }
  DemandRecord next = demand;
  next.step = request.step;
  next.text = request.text;
  next.files = request.files;
  switch (request.step) {
    case DemandStep::answer:
      next.state = DemandState::answered;
      next.answer = request.text;
      next.answer_files = request.files;
      next.answered_by = account;
      next.answered_on = today;
      break;
    case DemandStep::send_back:
      next.state = DemandState::returned;
      if (request.due_on) next.due_on = *request.due_on;
      break;
    case DemandStep::extend:
      next.due_on = *request.due_on;
      break;
    case DemandStep::settle:
      next.state = DemandState::settled;
      break;
    default:  // withdraw; make was refused above
      next.state = DemandState::withdrawn;
      break;
  }
  return next;
}

}  // namespace supervision
