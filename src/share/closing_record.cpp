#include "share/closing_record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/problem.hpp"
#include "base/written_date.hpp"

namespace share {

namespace {

using base::FieldError;

constexpr std::size_t kTextCharactersMax = 4000;
constexpr std::size_t kNoteCharactersMax = 1000;
constexpr std::size_t kDocumentCharactersMax = 100;
constexpr std::size_t kFilesMax = 30;

void need_text(const std::string& text, const char* field, std::size_t characters_max,
               const Text& missing, std::vector<FieldError>& errors) {
  if (text.empty()) errors.push_back({field, missing});
  if (base::character_count(text) > characters_max) {
    errors.push_back({field,
                      {fmt::format("最多{}字，请写要点。", characters_max),
                       fmt::format("At most {} characters.", characters_max)}});
  }
}

void refuse(std::vector<FieldError> errors) {
  if (errors.empty()) return;
  throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                       "Some fields need mending; correct them and send again."},
                      std::move(errors));
}

Text why_not(ClosingState state) {
  switch (state) {
    case ClosingState::applied:
      return {"销号申请还没有核查，核查后才能审批。",
              "The application has not been checked; it can be approved after that."};
    case ClosingState::checked:
      return {"销号申请已经核查，等待审批。",
              "The application has been checked and waits for approval."};
    case ClosingState::closed:
      return {"已经销号；如需继续，请凭文件重新启动。",
              "It is closed; reopen it by document to go on."};
    default:
      return {"销号申请已经退回，请由申请单位重新申请。",
              "The application was returned; its unit may apply anew."};
  }
}

ClosingRecord stepped(const ClosingRecord& closing, ClosingStep step, std::string by) {
  if (!is_possible(closing.state, step)) {
    throw base::conflict("wrong-state", why_not(closing.state));
  }
  ClosingRecord next = closing;
  next.step = step;
  next.by = std::move(by);
  next.note.clear();
  return next;
}

bool is_by(const std::optional<Signature>& signature, const std::string& account) {
  return signature && signature->account == account;
}

void refuse_barred(const ClosingRecord& closing, ClosingStep step, const Signature& who) {
  if (const auto why = barred(closing, step, who.account)) {
    throw base::conflict("same-person", *why);
  }
}

const Opinion* opinion_of(const ClosingRecord& closing, const std::string& share) {
  const auto found = std::ranges::find(closing.opinions, share, &Opinion::share);
  return found == closing.opinions.end() ? nullptr : &*found;
}

}  // namespace

Standing standing_of(const ClosingRecord& closing, const std::string& share, Date day) {
  if (const Opinion* opinion = opinion_of(closing, share)) {
    return opinion->kind == OpinionKind::agree ? Standing::agreed : Standing::objected;
  }
  return day > closing.opinions_due_on ? Standing::silent : Standing::waiting;
}

bool is_settled(const ClosingRecord& closing, Date day) {
  return std::ranges::none_of(closing.asked, [&](const AskedShare& asked) {
    return standing_of(closing, asked.share, day) == Standing::waiting;
  });
}

std::vector<std::string> closed_with(const ClosingRecord& closing, Date day) {
  std::vector<std::string> shares = {closing.share};
  for (const AskedShare& asked : closing.asked) {
    const Standing standing = standing_of(closing, asked.share, day);
    if (standing == Standing::agreed || standing == Standing::silent) {
      shares.push_back(asked.share);
    }
  }
  return shares;
}

bool is_possible(ClosingState state, ClosingStep step) {
  switch (step) {
    case ClosingStep::opine:
    case ClosingStep::check:
      return state == ClosingState::applied;
    case ClosingStep::approve:
      return state == ClosingState::checked;
    case ClosingStep::send_back:
      return state == ClosingState::applied || state == ClosingState::checked;
    default:
      return false;  // an application begins a record, a successor comes by document
  }
}

std::optional<Text> barred(const ClosingRecord& closing, ClosingStep step,
                           const std::string& account) {
  if (step != ClosingStep::check && step != ClosingStep::approve) return std::nullopt;
  const bool checked = step == ClosingStep::approve && is_by(closing.checked, account);
  if (checked || is_by(closing.applied, account)) {
    return Text{"申请、核查、审批须由不同的人办理，请由另一人办理这一步。",
                "Applying, checking and approving are done by different people; somebody else must "
                "take this step."};
  }
  const bool answered = std::ranges::any_of(closing.opinions, [&](const Opinion& opinion) {
    return opinion.on_behalf && opinion.account == account;
  });
  if (answered) {
    return Text{"您代其他单位答复过这项申请的意见，核查、审批请由另一人办理。",
                "You answered this application for a unit that is not yours; somebody else must "
                "check and approve it."};
  }
  return std::nullopt;
}

ClosingRecord apply_for_closing(const Application& application, std::vector<AskedShare> asked,
                                const base::WorkingDays& calendar, int opinion_working_days,
                                const Signature& who) {
  std::vector<FieldError> errors;
  need_text(application.text, "/text", kTextCharactersMax,
            {"请写明完成情况。", "Say how it was completed."}, errors);
  if (application.files.size() > kFilesMax) {
    errors.push_back(
        {"/files",
         {fmt::format("附件最多{}个。", kFilesMax), fmt::format("At most {} files.", kFilesMax)}});
  }
  const std::string none = application.files.empty() ? application.no_evidence.value_or("") : "";
  if (application.files.empty()) {
    need_text(none, "/no_evidence", kNoteCharactersMax,
              {"请上传佐证材料；确实没有材料的，请写明原因。",
               "Bring evidence; if there is none, say why."},
              errors);
  }
  refuse(std::move(errors));
  ClosingRecord closing;
  closing.text = application.text;
  closing.files = application.files;
  closing.no_evidence = none;
  closing.opinions_due_on = asked.empty() ? who.on : calendar.after(who.on, opinion_working_days);
  closing.asked = std::move(asked);
  closing.applied = who;
  closing.by = who.name;
  return closing;
}

std::optional<ClosingRecord> ask_successor(const ClosingRecord& closing, const AskedShare& given,
                                           const base::WorkingDays& calendar,
                                           int opinion_working_days,
                                           const std::string& document_number,
                                           const Signature& who) {
  if (closing.state != ClosingState::applied) return std::nullopt;
  if (standing_of(closing, given.share, who.on) != Standing::waiting) return std::nullopt;
  ClosingRecord next = closing;
  const auto asked = std::ranges::find(next.asked, given.share, &AskedShare::share);
  if (asked == next.asked.end()) return std::nullopt;
  asked->unit = given.unit;
  next.opinions_due_on =
      std::max(closing.opinions_due_on, calendar.after(who.on, opinion_working_days));
  next.step = ClosingStep::ask_successor;
  next.by = who.name;
  next.note = document_number;
  return next;
}

ClosingRecord give_opinion(const ClosingRecord& closing, const Opinion& opinion) {
  ClosingRecord next = stepped(closing, ClosingStep::opine, opinion.by);
  if (std::ranges::find(closing.asked, opinion.share, &AskedShare::share) == closing.asked.end()) {
    throw base::invalid({"这项责任没有被征求意见。", "This share was not asked."},
                        {{"/share", {"不在征求意见之列。", "It was not asked."}}});
  }
  const Opinion* earlier = opinion_of(closing, opinion.share);
  if (opinion.on_behalf && earlier != nullptr && !earlier->on_behalf) {
    throw base::conflict("unit-answered",
                         {"该单位已经自己答复，不能再代为答复；意见有变化的，请由该单位修改。",
                          "The unit has answered itself, so nobody answers for it; if its opinion "
                          "changed, it changes it itself."});
  }
  std::vector<FieldError> errors;
  if (opinion.on_behalf) {
    need_text(opinion.text, "/text", kNoteCharactersMax,
              {"代其他单位答复的，请写明依据，例如电话答复、来函文号。",
               "You answer for another unit: say on what word, such as a telephone call or the "
               "number of its letter."},
              errors);
  } else if (opinion.kind == OpinionKind::object) {
    need_text(opinion.text, "/text", kNoteCharactersMax,
              {"不同意销号，请写明理由。", "Say why you object."}, errors);
  } else if (base::character_count(opinion.text) > kNoteCharactersMax) {
    errors.push_back({"/text",
                      {fmt::format("最多{}字，请写要点。", kNoteCharactersMax),
                       fmt::format("At most {} characters.", kNoteCharactersMax)}});
  }
  refuse(std::move(errors));
  std::erase_if(next.opinions, [&](const Opinion& old) { return old.share == opinion.share; });
  next.opinions.push_back(opinion);
  return next;
}

ClosingRecord check_closing(const ClosingRecord& closing, const std::string& note,
                            const Signature& who) {
  ClosingRecord next = stepped(closing, ClosingStep::check, who.name);
  refuse_barred(closing, ClosingStep::check, who);
  if (!is_settled(closing, who.on)) {
    throw base::conflict(
        "opinions-missing",
        {fmt::format("还有单位没有回复意见，{}以后逾期视为无意见。",
                     base::written_date(closing.opinions_due_on)),
         fmt::format("Some units have not answered; after {} silence counts as no objection.",
                     base::written_date_en(closing.opinions_due_on))});
  }
  const bool objected = std::ranges::any_of(closing.asked, [&](const AskedShare& asked) {
    return standing_of(closing, asked.share, who.on) == Standing::objected;
  });
  std::vector<FieldError> errors;
  if (objected && note.empty()) {
    errors.push_back(
        {"/note", {"有单位不同意，请写明核查意见。", "A unit objects: say what the check found."}});
  }
  if (base::character_count(note) > kNoteCharactersMax) {
    errors.push_back({"/note",
                      {fmt::format("最多{}字，请写要点。", kNoteCharactersMax),
                       fmt::format("At most {} characters.", kNoteCharactersMax)}});
  }
  refuse(std::move(errors));
  next.note = note;
  next.state = ClosingState::checked;
  next.checked = who;
  return next;
}

ClosingRecord approve_closing(const ClosingRecord& closing, const Approval& approval,
                              const Signature& who) {
  ClosingRecord next = stepped(closing, ClosingStep::approve, who.name);
  refuse_barred(closing, ClosingStep::approve, who);
  std::vector<FieldError> errors;
  need_text(approval.document_number, "/document_number", kDocumentCharactersMax,
            {"请填写批准文件的文号。", "Give the approving document's number."}, errors);
  if (approval.document_on > who.on) {
    errors.push_back(
        {"/document_on", {"文件日期不能晚于今天。", "The document cannot be dated after today."}});
  }
  refuse(std::move(errors));
  next.state = ClosingState::closed;
  next.approved = who;
  next.document_number = approval.document_number;
  next.document_on = approval.document_on;
  return next;
}

ClosingRecord return_closing(const ClosingRecord& closing, const std::string& reason,
                             const Signature& who) {
  ClosingRecord next = stepped(closing, ClosingStep::send_back, who.name);
  std::vector<FieldError> errors;
  need_text(reason, "/reason", kNoteCharactersMax,
            {"请写明退回的理由。", "Say why it is returned."}, errors);
  refuse(std::move(errors));
  next.state = ClosingState::returned;
  next.note = reason;
  return next;
}

}  // namespace share
