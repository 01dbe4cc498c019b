#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "supervision/letter_record.hpp"

//! Which letter comes next about a share that is late (domain §14: 提醒 → 督办函 → 通报, one step
//! at a time; nobody is named before others until he was reminded and urged). Pure.
namespace supervision {

//! A released letter about the share.
struct SentLetter {
  LetterKind kind = LetterKind::reminder;
  Date released_on;
  std::optional<Date> reply_by;  // none: it asked for no answer
  bool answered = false;
};

struct LetterAdvice {
  //! None: wait, or speak with the people (约谈): the reason says which.
  std::optional<LetterKind> kind;
  base::Text reason;
};
BOOST_DESCRIBE_STRUCT(LetterAdvice, (), (kind, reason))

//! Days after which a letter that was answered, or asked for no answer, is followed by the next.
inline constexpr int kPatienceDays = 30;

//! `sent` with the oldest first. A letter whose term ends on `today` is still waited for.
LetterAdvice next_letter(const std::vector<SentLetter>& sent, Date today);

}  // namespace supervision
