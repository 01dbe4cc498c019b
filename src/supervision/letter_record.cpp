#include "supervision/letter_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace supervision {

namespace {

constexpr std::size_t kTitleCharactersMax = 100;
constexpr std::size_t kLineCharactersMax = 500;
constexpr std::size_t kParagraphsMax = 200;
constexpr std::size_t kParagraphCharactersMax = 4000;
constexpr std::size_t kReasonCharactersMax = 1000;

using Faults = std::vector<base::FieldError>;

void bounded(Faults& faults, std::string field, const std::string& text, std::size_t most) {
  if (base::character_count(text) <= most) return;
  faults.push_back(
      {std::move(field),
       {fmt::format("最多{}字。", most), fmt::format("At most {} characters.", most)}});
}

void required(Faults& faults, const char* field, const std::string& text, base::Text ask) {
  if (text.empty()) faults.push_back({field, std::move(ask)});
}

void refuse(Faults faults) {
  if (faults.empty()) return;
  throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                       "Some fields need mending; correct them and send again."},
                      std::move(faults));
}

void require_possible(const LetterRecord& letter, LetterStep step) {
  if (is_possible(letter.state, step)) return;
  throw base::conflict("wrong-state",
                       {"这份函件现在的状态不能这样办理，请刷新后查看。",
                        "The letter is not in a state that allows this; load it afresh."});
}

void check_text(const LetterText& text) {
  Faults faults;
  required(faults, "/title", text.title, {"请填写标题。", "Give the title."});
  required(faults, "/addressees", text.addressees,
           {"请填写主送机关。", "Say whom it is addressed to."});
  bounded(faults, "/title", text.title, kTitleCharactersMax);
  bounded(faults, "/addressees", text.addressees, kLineCharactersMax);
  bounded(faults, "/copies_to", text.copies_to, kLineCharactersMax);
  bounded(faults, "/contact", text.contact, kLineCharactersMax);
  if (text.paragraphs.empty() || text.paragraphs.size() > kParagraphsMax) {
    faults.push_back({"/paragraphs",
                      {fmt::format("正文须有1至{}段。", kParagraphsMax),
                       fmt::format("The text has 1 to {} paragraphs.", kParagraphsMax)}});
  }
  for (std::size_t i = 0; i < text.paragraphs.size() && i < kParagraphsMax; ++i) {
    const std::string field = fmt::format("/paragraphs/{}/text", i);
    if (text.paragraphs[i].text.empty()) {
      faults.push_back({field, {"这一段是空的。", "This paragraph is empty."}});
    }
    bounded(faults, field, text.paragraphs[i].text, kParagraphCharactersMax);
  }
  refuse(std::move(faults));
}

void check_release(const LetterRecord& letter, const LetterStepRequest& request, Date signed_on,
                   Date today) {
  Faults faults;
  if (!is_document_number(request.number)) {
    faults.push_back(
        {"/number",
         {"请填写发文字号，如“某某办函〔2026〕3号”：年份用六角括号，序号不加“第”、不编虚位。",
          "Give the document number, such as 某某办函〔2026〕3号: the year in hexagonal "
          "brackets, the number without 第 and leading zeros."}});
  }
  if (signed_on > today) {
    faults.push_back({"/signed_on", {"成文日期不能晚于今天。", "It cannot be dated after today."}});
  }
  refuse(std::move(faults));
  if (letter.text.reply_by && *letter.text.reply_by < today) {
    throw base::conflict("reply-term-passed",
                         {"函中的回复期限已过，请退回起草人改期后再签发。",
                          "The day by which it asks for an answer has passed; send it back to have "
                          "the day changed."});
  }
}

// Where a hexagonal bracket with a year begins, or npos.
constexpr std::string_view kOpen = "〔";
constexpr std::string_view kClose = "〕";
constexpr std::string_view kNumberSign = "号";

struct NumberParts {
  std::string_view code;
  std::string_view year;
  std::string_view serial;
};

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<NumberParts> number_parts(std::string_view text) {
  const std::size_t open = text.find(kOpen);
  const std::size_t close = text.find(kClose);
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return std::nullopt;
  }
  if (!text.ends_with(kNumberSign)) return std::nullopt;
  const std::size_t from = close + kClose.size();
  return NumberParts{text.substr(0, open),
                     text.substr(open + kOpen.size(), close - open - kOpen.size()),
                     text.substr(from, text.size() - from - kNumberSign.size())};
}

// The Han characters of the basic block and no other, as the rule for codes says.
bool is_han(std::string_view text) {
  if (text.empty() || text.size() % 3 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::string_view one = text.substr(i, 3);
    if (one < "\u4e00" || one > "\u9fa5") return false;
  }
  return true;
}

}  // namespace

bool is_of_releaser(LetterStep step) {
  return step == LetterStep::release || step == LetterStep::send_back;
}

bool is_possible(LetterState state, LetterStep step) {
  switch (step) {
    case LetterStep::edit:
    case LetterStep::submit:
      return state == LetterState::draft;
    case LetterStep::send_back:
    case LetterStep::release:
      return state == LetterState::submitted;
    case LetterStep::discard:
      return state == LetterState::draft || state == LetterState::submitted;
    default:  // make
      return false;
  }
}

LetterRecord take_step(const LetterRecord& letter, const LetterStepRequest& request,
                       const std::string& account, Date today) {
  // A new text goes through edit(), which looks at it.
  if (request.step == LetterStep::edit) require_possible(letter, LetterStep::make);
  require_possible(letter, request.step);
  Faults faults;
  bounded(faults, "/reason", request.reason, kReasonCharactersMax);
  if (request.step == LetterStep::send_back) {
    required(faults, "/reason", request.reason,
             {"请写明退回的理由。", "Give the reason for sending it back."});
  }
  refuse(std::move(faults));

  LetterRecord next = letter;
  next.step = request.step;
  next.reason = request.reason;
  switch (request.step) {
    case LetterStep::submit:
      check_text(letter.text);
      next.state = LetterState::submitted;
      break;
    case LetterStep::send_back:
      next.state = LetterState::draft;
      break;
    case LetterStep::release: {
      if (std::ranges::count(letter.authors, account) > 0) {
        throw base::Problem(403, "own-draft",
                            {"不能签发自己起草的函件", "Nobody releases his own draft"},
                            {"这份函件由您起草或修改，须由另一位有签发权限的同志签发。",
                             "You wrote or changed this letter; somebody else who may release has "
                             "to do it."});
      }
      const Date signed_on = request.signed_on.value_or(today);
      check_release(letter, request, signed_on, today);
      next.state = LetterState::released;
      next.number = request.number;
      next.signed_on = signed_on;
      next.released_by = account;
      break;
    }
    default:  // discard; make and edit were refused above
      next.state = LetterState::discarded;
      break;
  }
  return next;
}

LetterRecord edit(const LetterRecord& letter, const LetterText& text, const std::string& account) {
  require_possible(letter, LetterStep::edit);
  check_text(text);
  LetterRecord next = letter;
  next.step = LetterStep::edit;
  next.text = text;
  next.reason.clear();
  if (std::ranges::count(next.authors, account) == 0) next.authors.push_back(account);
  return next;
}

bool is_document_number(const std::string& text) {
  constexpr std::size_t kBytesMax = 150;
  const auto parts = text.size() > kBytesMax ? std::nullopt : number_parts(text);
  return parts && is_han(parts->code) && parts->year.size() == 4 && is_digits(parts->year) &&
         is_digits(parts->serial) && parts->serial.size() <= 6 && parts->serial.front() != '0';
}

std::string number_prefix(const std::string& last, int year) {
  if (!is_document_number(last)) return {};
  return fmt::format("{}{}{}{}", number_parts(last)->code, kOpen, year, kClose);
}

std::string next_number(const std::string& prefix, const std::vector<std::string>& used) {
  int highest = 0;
  for (const std::string& number : used) {
    highest = std::max(highest, std::stoi(std::string(number_parts(number)->serial)));
  }
  return fmt::format("{}{}{}", prefix, highest + 1, kNumberSign);
}

}  // namespace supervision
