#include "supervision/escalation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/written_date.hpp"

namespace supervision {

namespace {

base::Text name_of(LetterKind kind) {
  switch (kind) {
    case LetterKind::reminder:
      return {"提醒函", "reminder"};
    case LetterKind::urge:
      return {"督办函", "letter of supervision"};
    default:  // circular
      break;
  }
  return {"通报", "circular"};
}

LetterAdvice after(const SentLetter& last, const char* zh, const char* en) {
  const base::Text name = name_of(last.kind);
  const base::Text reason{
      fmt::format("{}已发{}，{}", base::written_date(last.released_on), name.zh, zh),
      fmt::format("A {} went out on {}; {}", name.en, base::written_date_en(last.released_on), en)};
  switch (last.kind) {
    case LetterKind::reminder:
      return {LetterKind::urge, reason};
    case LetterKind::urge:
      return {LetterKind::circular, reason};
    default:  // circular
      break;
  }
  return {std::nullopt,
          {reason.zh + "；可考虑约谈", reason.en + "; a formal talk is the next measure"}};
}

}  // namespace

LetterAdvice next_letter(const std::vector<SentLetter>& sent, Date today) {
  if (sent.empty()) return {LetterKind::reminder, {"尚未提醒", "Not reminded yet"}};
  const SentLetter& last = *std::ranges::max_element(sent, {}, &SentLetter::released_on);
  if (!last.answered && last.reply_by) {
    if (*last.reply_by >= today) {
      return {std::nullopt,
              {fmt::format("{}已发{}，回复期限{}", base::written_date(last.released_on),
                           name_of(last.kind).zh, base::written_date(*last.reply_by)),
               fmt::format("A {} went out on {}; its answer is due on {}", name_of(last.kind).en,
                           base::written_date_en(last.released_on),
                           base::written_date_en(*last.reply_by))}};
    }
    return after(last, "逾期未回复", "it was not answered in time");
  }
  if (today.days_since(last.released_on) < kPatienceDays) {
    return {std::nullopt,
            {fmt::format("{}已发{}，待落实", base::written_date(last.released_on),
                         name_of(last.kind).zh),
             fmt::format("A {} went out on {}; give it time", name_of(last.kind).en,
                         base::written_date_en(last.released_on))}};
  }
  return after(last, "仍未办结", "the share is still open");
}

}  // namespace supervision
