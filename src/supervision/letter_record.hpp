#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

//! Letters of the office to units that are late (domain §14: 提醒 → 督办函 → 通报). The program
//! drafts, a person releases who wrote nothing of it.
namespace supervision {

using base::Date;

enum class LetterKind { reminder, urge, circular };  // 提醒函, 督办函, 通报
BOOST_DESCRIBE_ENUM(LetterKind, reminder, urge, circular)

enum class LetterState { draft, submitted, released, discarded };
BOOST_DESCRIBE_ENUM(LetterState, draft, submitted, released, discarded)

enum class LetterStep { make, edit, submit, send_back, release, discard };
BOOST_DESCRIBE_ENUM(LetterStep, make, edit, submit, send_back, release, discard)

enum class ParagraphLevel { text, first, second };  // 正文, 一、, （一）
BOOST_DESCRIBE_ENUM(ParagraphLevel, text, first, second)

struct LetterParagraph {
  ParagraphLevel level = ParagraphLevel::text;
  std::string text;

  bool operator==(const LetterParagraph&) const = default;
};
BOOST_DESCRIBE_STRUCT(LetterParagraph, (), (level, text))

//! One late share as it stood when the letter was drafted.
struct LateMatter {
  std::string share;
  std::string unit;
  std::string unit_name;
  int task = 0;
  std::string task_title;
  Date due_on;
  int days_late = 0;
  std::optional<Date> last_step_on;

  bool operator==(const LateMatter&) const = default;
};
BOOST_DESCRIBE_STRUCT(LateMatter, (),
                      (share, unit, unit_name, task, task_title, due_on, days_late, last_step_on))

//! What a person may change of a draft.
struct LetterText {
  std::string title;
  std::string addressees;
  std::vector<LetterParagraph> paragraphs;
  std::optional<Date> reply_by;  // none: no answer is asked for
  std::string copies_to;
  std::string contact;

  bool operator==(const LetterText&) const = default;
};
BOOST_DESCRIBE_STRUCT(LetterText, (), (title, addressees, paragraphs, reply_by, copies_to, contact))

//! One version of a letter. Its JSON is the content of letter_version.
struct LetterRecord {
  std::string id;
  std::int64_t version = 0;

  LetterKind kind = LetterKind::reminder;
  LetterState state = LetterState::draft;
  std::string issuer;     // 发文机关标志
  std::string signature;  // 发文机关署名
  std::vector<LateMatter> matters;
  LetterText text;
  std::string drafted_by;            // account
  std::vector<std::string> authors;  // accounts that wrote any of it
  std::string number;                // 发文字号, once released
  std::optional<Date> signed_on;     // 成文日期, once released
  std::string released_by;           // account

  LetterStep step = LetterStep::make;
  std::string by;      // display name of the person, as it was
  std::string reason;  // of sending back or discarding
};
BOOST_DESCRIBE_STRUCT(LetterRecord, (),
                      (kind, state, issuer, signature, matters, text, drafted_by, authors, number,
                       signed_on, released_by, step, by, reason))

struct LetterStepRequest {
  LetterStep step = LetterStep::submit;
  std::string number;
  std::optional<Date> signed_on;
  std::string reason;
};

//! True for the steps of whoever may release; the others are the drafters'.
bool is_of_releaser(LetterStep step);

bool is_possible(LetterState state, LetterStep step);

//! The letter after the step. Throws base::Problem 409 "wrong-state"; 403 "own-draft" if `account`
//! releases what it wrote; 422 with the fields that are missing or impossible.
LetterRecord take_step(const LetterRecord& letter, const LetterStepRequest& request,
                       const std::string& account, Date today);

//! The draft with another text. Throws as above.
LetterRecord edit(const LetterRecord& letter, const LetterText& text, const std::string& account);

//! 发文字号 (GB/T 9704-2012, 7.2.6): code, year in hexagonal brackets, a number without leading
//! zeros: 平职改办函〔2026〕3号.
bool is_document_number(const std::string& text);

//! What numbers like `last` begin with in `year`: 某办函〔2026〕. Empty if `last` is no document
//! number.
std::string number_prefix(const std::string& last, int year);
//! The number after the highest of `used`, which begin with `prefix`: 3号 after 2号, 1号 after
//! none. Letters of several kinds may share one count, and are not released in its order.
std::string next_number(const std::string& prefix, const std::vector<std::string>& used);

}  // namespace supervision
