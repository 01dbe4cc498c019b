#include "share/report_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/written_date.hpp"

namespace share {

namespace {

using base::FieldError;

// A report says what matters; evidence is a matter of files.
constexpr std::size_t kTextCharactersMax = 4000;
constexpr std::size_t kNoteCharactersMax = 200;
constexpr std::size_t kNameCharactersMax = 50;
constexpr std::size_t kReasonCharactersMax = 1000;
constexpr std::size_t kFilesMax = 30;
constexpr std::int64_t kQuantityMax = 1'000'000'000'000;

const Milestone* find(const std::vector<Milestone>& milestones, const std::string& id) {
  const auto found = std::ranges::find(milestones, id, &Milestone::id);
  return found == milestones.end() ? nullptr : &*found;
}

template <class T>
const T* of_milestone(const std::vector<T>& entries, const std::string& id) {
  const auto found = std::ranges::find(entries, id, &T::milestone);
  return found == entries.end() ? nullptr : &*found;
}

Text at_most(std::size_t characters) {
  return {fmt::format("最多{}字，请写要点。", characters),
          fmt::format("At most {} characters; give the main points.", characters)};
}

void add_tick_faults(const ReportContent& content, const std::vector<Milestone>& milestones,
                     Date today, std::vector<FieldError>& errors) {
  std::set<std::string> seen;
  for (const Tick& tick : content.ticks) {
    const std::string at = "/ticks/" + tick.milestone;
    const Milestone* milestone = find(milestones, tick.milestone);
    if (milestone == nullptr || milestone->kind == MilestoneKind::quantity) {
      errors.push_back({at,
                        {"没有这个节点，可能刚被修改，请重新载入。",
                         "There is no such milestone; it may just have been changed. Reload."}});
      continue;
    }
    if (!seen.insert(tick.milestone).second) {
      errors.push_back({at, {"同一节点填了两次。", "The same milestone twice."}});
    }
    if (tick.on > today) {
      errors.push_back({at, {"完成日期不能晚于今天。", "It cannot be done after today."}});
    }
    if (base::character_count(tick.note.value_or("")) > kNoteCharactersMax) {
      errors.push_back({at, at_most(kNoteCharactersMax)});
    }
  }
}

std::vector<FieldError> faults(const ReportContent& content,
                               const std::vector<Milestone>& milestones, Date today) {
  std::vector<FieldError> errors;
  if (base::character_count(content.text) > kTextCharactersMax) {
    errors.push_back({"/text", at_most(kTextCharactersMax)});
  }
  add_tick_faults(content, milestones, today, errors);
  for (FieldError& fault : faults_of(content.quantities, milestones)) {
    errors.push_back(std::move(fault));
  }
  if (content.files.size() > kFilesMax) {
    errors.push_back(
        {"/files",
         {fmt::format("附件最多{}个。", kFilesMax), fmt::format("At most {} files.", kFilesMax)}});
  }
  if (content.signed_off) {
    const bool scanned = content.signed_off->file.has_value();
    if (content.signed_off->who.empty() && !scanned) {
      errors.push_back(
          {"/sign_off",
           {"请写签发人，或上传盖章件。", "Say who signed it off, or bring the stamped copy."}});
    }
    if (!content.signed_off->on && !scanned) {
      errors.push_back({"/sign_off",
                        {"请写签发日期，或上传盖章件。",
                         "Say when it was signed off, or bring the stamped copy."}});
    }
    if (base::character_count(content.signed_off->who) > kNameCharactersMax) {
      errors.push_back({"/sign_off", at_most(kNameCharactersMax)});
    }
    if (content.signed_off->on && *content.signed_off->on > today) {
      errors.push_back(
          {"/sign_off", {"签发日期不能晚于今天。", "It cannot be signed off after today."}});
    }
  }
  return errors;
}

void refuse(std::vector<FieldError> errors) {
  if (errors.empty()) return;
  throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                       "Some cells need mending; correct them and send again."},
                      std::move(errors));
}

Text why_not(ReportState state) {
  switch (state) {
    case ReportState::verified:
      return {"报告已经核实，内容不能再改；有新情况请写入下一期。",
              "The report has been verified and is frozen; put what is new into the next one."};
    case ReportState::submitted:
    case ReportState::acknowledged:
      return {"报告已经报送，等待办公室处理；如需修改，请联系办公室退回补充。",
              "The report has been submitted; ask the office for a supplement to change it."};
    default:
      break;
  }
  return {"报告还在单位手里，报送后才能处理。",
          "The report is still with its unit; wait until it is submitted."};
}

ReportRecord stepped(const ReportRecord& report, ReportStep step, const Hand& hand) {
  require_possible(report, step);
  ReportRecord next = report;
  next.step = step;
  next.by = hand.name;
  return next;
}

Text day_text(Date day) { return {base::written_date(day), base::written_date_en(day)}; }

Text tick_text(const Tick* tick) {
  if (tick == nullptr) return {};
  Text text = day_text(tick->on);
  if (tick->note && !tick->note->empty()) {
    text.zh += " " + *tick->note;
    text.en += " " + *tick->note;
  }
  return text;
}

Text quantity_text(const Quantity* quantity, const Milestone& milestone) {
  if (quantity == nullptr) return {};
  const std::string number = std::to_string(quantity->value);
  return {number + milestone.unit_name.value_or(""), number};
}

Text sign_off_text(const std::optional<SignOff>& sign_off) {
  if (!sign_off) return {};
  Text text{sign_off->who, sign_off->who};
  const auto add = [&text](const Text& part) {
    if (!text.zh.empty()) text = {text.zh + " ", text.en + " "};
    text = {text.zh + part.zh, text.en + part.en};
  };
  if (sign_off->on) add(day_text(*sign_off->on));
  if (sign_off->file) add({"附盖章件", "with stamped copy"});
  return text;
}

Text files_text(const std::vector<std::string>& files) {
  if (files.empty()) return {};
  return {fmt::format("{}个附件", files.size()), fmt::format("{} files", files.size())};
}

}  // namespace

std::vector<FieldError> faults_of(const std::vector<Quantity>& quantities,
                                  const std::vector<Milestone>& milestones) {
  std::vector<FieldError> errors;
  std::set<std::string> seen;
  for (const Quantity& quantity : quantities) {
    const std::string at = "/quantities/" + quantity.milestone;
    const Milestone* milestone = find(milestones, quantity.milestone);
    if (milestone == nullptr || milestone->kind != MilestoneKind::quantity) {
      errors.push_back({at,
                        {"没有这个数量节点，可能刚被修改，请重新载入。",
                         "There is no such quantity; it may just have been changed. Reload."}});
      continue;
    }
    if (!seen.insert(quantity.milestone).second) {
      errors.push_back({at, {"同一节点填了两次。", "The same milestone twice."}});
    }
    if (quantity.value < 0 || quantity.value > kQuantityMax) {
      errors.push_back({at, {"请填写不小于零的整数。", "Give a whole number from zero up."}});
    }
  }
  return errors;
}

bool is_possible(ReportState state, ReportStep step) {
  const bool with_unit = state == ReportState::draft || state == ReportState::supplement;
  switch (step) {
    case ReportStep::save:
    case ReportStep::submit:
      return with_unit;
    case ReportStep::acknowledge:
      return state == ReportState::submitted;
    case ReportStep::file_scan:
      return state != ReportState::verified;
    default:  // ask, verify
      return state == ReportState::submitted || state == ReportState::acknowledged;
  }
}

void require_possible(const ReportRecord& report, ReportStep step) {
  if (!is_possible(report.state, step)) throw base::conflict("wrong-state", why_not(report.state));
}

ReportContent fitted(const ReportContent& content, const std::vector<Milestone>& milestones) {
  ReportContent kept = content;
  std::erase_if(kept.ticks, [&](const Tick& tick) {
    const Milestone* milestone = find(milestones, tick.milestone);
    return milestone == nullptr || milestone->kind == MilestoneKind::quantity;
  });
  std::erase_if(kept.quantities, [&](const Quantity& quantity) {
    const Milestone* milestone = find(milestones, quantity.milestone);
    return milestone == nullptr || milestone->kind != MilestoneKind::quantity;
  });
  return kept;
}

ReportContent prefilled(const ReportContent& before, const std::vector<Milestone>& milestones,
                        Date from) {
  ReportContent content = fitted(before, milestones);
  std::erase_if(content.ticks, [&](const Tick& tick) {
    const Milestone& milestone = *find(milestones, tick.milestone);
    if (milestone.kind != MilestoneKind::recurrence) return false;
    // A span that begins with the period is asked anew, also of what was ticked a few days into it.
    const base::Period span = span_of(milestone, from);
    return span.from >= from || tick.on < span.from || tick.on > span.to;
  });
  content.no_change = false;
  content.files.clear();
  content.signed_off.reset();
  return content;
}

ReportContent unchanged(const ReportContent& before, const std::vector<Milestone>& milestones,
                        Date from) {
  ReportContent content = prefilled(before, milestones, from);
  content.no_change = true;
  return content;
}

ReportRecord save(const ReportRecord& report, const ReportContent& content,
                  const std::vector<Milestone>& milestones, const Hand& hand) {
  ReportRecord next = stepped(report, ReportStep::save, hand);
  refuse(faults(content, milestones, hand.today));
  next.content = content;
  return next;
}

ReportRecord submit(const ReportRecord& report, const ReportContent& content,
                    const std::vector<Milestone>& milestones,
                    std::vector<indicator::CitedFigure> figures, const Hand& hand) {
  ReportRecord next = stepped(report, ReportStep::submit, hand);
  std::vector<FieldError> errors = faults(content, milestones, hand.today);
  if (content.text.empty() && !content.no_change) {
    errors.push_back({"/text",
                      {"请写明进展情况；没有变化请选“本月无变化”。",
                       "Say what progress there is, or that nothing changed."}});
  }
  refuse(std::move(errors));
  next.content = content;
  next.milestones = milestones;
  next.figures = std::move(figures);
  next.state = ReportState::submitted;
  next.submitted_by = hand.account;
  next.submitted_on = hand.today;
  next.asked.reset();
  return next;
}

ReportRecord acknowledge(const ReportRecord& report, const Hand& hand) {
  ReportRecord next = stepped(report, ReportStep::acknowledge, hand);
  next.state = ReportState::acknowledged;
  return next;
}

ReportRecord ask(const ReportRecord& report, const Ask& asked,
                 const std::vector<Milestone>& milestones, const Hand& hand) {
  ReportRecord next = stepped(report, ReportStep::ask, hand);
  std::vector<FieldError> errors;
  if (asked.reason.empty()) {
    errors.push_back({"/reason", {"请写明要补充什么、为什么。", "Say what is wanted and why."}});
  }
  if (base::character_count(asked.reason) > kReasonCharactersMax) {
    errors.push_back({"/reason", at_most(kReasonCharactersMax)});
  }
  if (asked.cells.empty()) {
    errors.push_back({"/cells", {"请选择要补充的内容。", "Choose what is to be supplied."}});
  }
  for (const std::string& cell : asked.cells) {
    const bool known = cell == "text" || cell == "files" || cell == "sign_off" ||
                       find(milestones, cell) != nullptr;
    if (!known) errors.push_back({"/cells", {"没有这一项。", "There is no such cell."}});
  }
  refuse(std::move(errors));
  next.state = ReportState::supplement;
  next.asked = asked;
  return next;
}

ReportRecord verify(const ReportRecord& report, const Hand& hand) {
  ReportRecord next = stepped(report, ReportStep::verify, hand);
  if (report.submitted_by == hand.account) {
    throw base::conflict("same-person",
                         {"报送人不能核实自己报送的报告，请由另一人核实。",
                          "Who submitted a report cannot verify it; somebody else must."});
  }
  next.state = ReportState::verified;
  next.verified_on = hand.today;
  return next;
}

ReportRecord file_scan(const ReportRecord& report, const std::string& file, const Hand& hand) {
  ReportRecord next = stepped(report, ReportStep::file_scan, hand);
  if (!next.content.signed_off) next.content.signed_off.emplace();
  next.content.signed_off->file = file;
  return next;
}

std::vector<CellChange> changed_cells(const ReportContent& before, const ReportContent& after,
                                      const std::vector<Milestone>& milestones) {
  std::vector<CellChange> changes;
  const auto add = [&](std::string cell, Text title, Text was, Text is) {
    if (was != is) {
      changes.push_back({std::move(cell), std::move(title), std::move(was), std::move(is)});
    }
  };
  add("text", {"进展情况", "Progress"}, {before.text, before.text}, {after.text, after.text});
  for (const Milestone& milestone : milestones) {
    const Text title{milestone.title, milestone.title};
    if (milestone.kind == MilestoneKind::quantity) {
      add(milestone.id, title,
          quantity_text(of_milestone(before.quantities, milestone.id), milestone),
          quantity_text(of_milestone(after.quantities, milestone.id), milestone));
    } else {
      add(milestone.id, title, tick_text(of_milestone(before.ticks, milestone.id)),
          tick_text(of_milestone(after.ticks, milestone.id)));
    }
  }
  if (before.files != after.files) {
    changes.push_back(
        {"files", {"附件", "Files"}, files_text(before.files), files_text(after.files)});
  }
  if (before.signed_off != after.signed_off) {
    changes.push_back({"sign_off",
                       {"签发", "Sign-off"},
                       sign_off_text(before.signed_off),
                       sign_off_text(after.signed_off)});
  }
  return changes;
}

namespace {

bool is_reached(const Milestone& milestone, const ReportContent& content, Date ends_on) {
  if (milestone.kind == MilestoneKind::quantity) {
    const Quantity* quantity = of_milestone(content.quantities, milestone.id);
    return quantity != nullptr && quantity->value >= milestone.target.value_or(0);
  }
  const Tick* tick = of_milestone(content.ticks, milestone.id);
  if (tick == nullptr) return false;
  // Of a month nobody asks on which side of its end something took place: reports are asked for by
  // the month, and written a few days after.
  if (milestone.every.value_or(Rhythm::month) == Rhythm::month) return true;
  const base::Period span = span_of(milestone, ends_on);
  return span.from <= tick->on && tick->on <= span.to;
}

}  // namespace

Progress progress_of(const ReportContent& content, const std::vector<Milestone>& milestones,
                     Date ends_on) {
  Progress progress;
  progress.total = static_cast<int>(milestones.size());
  for (const Milestone& milestone : milestones) {
    if (is_reached(milestone, content, ends_on)) ++progress.reached;
  }
  return progress;
}

}  // namespace share
