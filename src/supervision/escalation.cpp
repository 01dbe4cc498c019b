#include "supervision/escalation.hpp"

#include <fmt/format.h>

#include <algorithm>

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
      fmt::format("{}已发{}，{}", last.released_on.str(), name.zh, zh),
      fmt::format("A {} went out on {}; {}", name.en, last.released_on.str(), en)};
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
              {fmt::format("{}已发{}，回复期限{}", last.released_on.str(), name_of(last.kind).zh,
                           last.reply_by->str()),
               fmt::format("A {} went out on {}; its answer is due on {}", name_of(last.kind).en,
                           last.released_on.str(), last.reply_by->str())}};
    }
    return after(last, "逾期未回复", "it was not answered in time");
  }
  if (today.days_since(last.released_on) < kPatienceDays) {
    return {std::nullopt,
            {fmt::format("{}已发{}，待落实", last.released_on.str(), name_of(last.kind).zh),
             fmt::format("A {} went out on {}; give it time", name_of(last.kind).en,
                         last.released_on.str())}};
  }
  return after(last, "仍未办结", "the share is still open");
}

}  // namespace supervision
