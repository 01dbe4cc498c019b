#include "register/cell.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "register/declaration.hpp"

namespace registers {

namespace {

constexpr std::array<std::string_view, 9> kBlanks = {
    " ",
    "\t",
    "\n",
    "\r",
    "\xC2\xA0",
    "\xE2\x80\x8B",  // zero-width space
    "\xE3\x80\x80",  // ideographic space
    "\xEF\xBB\xBF",  // byte order mark
    "\xE2\x80\x8E"   // left-to-right mark
};

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// At most nine digits, so that an int holds them.
std::optional<int> small_number(std::string_view digits) {
  constexpr std::size_t kDigitsMax = 9;
  if (digits.size() > kDigitsMax || !all_digits(digits)) return std::nullopt;
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<base::Date> date_of(std::string_view year, std::string_view month,
                                  std::string_view day) {
  const auto y = small_number(year);
  const auto m = small_number(month);
  const auto d = small_number(day);
  if (!y || !m || !d || year.size() != 4 || month.size() > 2 || day.size() > 2) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*y),
                                         std::chrono::month(static_cast<unsigned>(*m)),
                                         std::chrono::day(static_cast<unsigned>(*d)));
  if (!date.ok() || *y < kFirstYear || *y > base::Date::kLastYear) return std::nullopt;
  return base::Date(std::chrono::sys_days(date));
}

// Nearly every cell begins and ends with a byte that no blank has there.
bool may_have_blanks(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const bool may_begin = first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF;
  if (may_begin || first <= ' ') return true;
  const auto last = static_cast<unsigned char>(text.back());
  return last <= ' ' || last == 0xA0 || last == 0x8B || last == 0x80 || last == 0xBF ||
         last == 0x8E;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  for (bool again = true; again && !text.empty() && may_have_blanks(text);) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        again = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return text;
}

namespace {

// The half-width form of the three bytes at `i`, or '\0'.
char half_width_at(std::string_view text, std::size_t i) {
  if (i + 2 >= text.size()) return '\0';
  const auto a = static_cast<unsigned char>(text[i]);
  const auto b = static_cast<unsigned char>(text[i + 1]);
  const auto c = static_cast<unsigned char>(text[i + 2]);
  if (a == 0xE3 && b == 0x80 && c == 0x80) return ' ';
  if (a != 0xEF || (b != 0xBC && b != 0xBD)) return '\0';
  const unsigned code = (b - 0xBCU) * 0x40U + (c - 0x80U);  // above U+FF00
  return code >= 0x01 && code <= 0x5E ? static_cast<char>(code + 0x20) : '\0';
}

}  // namespace

bool has_full_width(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c == 0xEF || c == 0xE3) && half_width_at(text, i) != '\0') return true;
  }
  return false;
}

std::string half_width(std::string_view text) {
  std::string half;
  half.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char narrow = half_width_at(text, i);
    half += narrow == '\0' ? text[i] : narrow;
    if (narrow != '\0') i += 2;
  }
  return half;
}

std::optional<base::Date> date_of_cell(std::string_view text) {
  // A cell that holds a day is often exported with midnight.
  for (const std::string_view midnight : {" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"})
    if (text.ends_with(midnight)) text.remove_suffix(midnight.size());
  if (text.size() == 8 && all_digits(text))
    return date_of(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  if (text.size() == 5 && all_digits(text)) {
    // Day 1 of a spreadsheet is 1900-01-01, and it believes that 1900 had a 29 February.
    constexpr int kFirstTrustedDay = 61;
    const int day = *small_number(text);
    if (day < kFirstTrustedDay) return std::nullopt;
    return base::Date(1899, 12, 30).plus_days(day);
  }
  constexpr std::array<std::array<std::string_view, 3>, 4> kForms = {
      {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}}};
  for (const auto& [after_year, after_month, after_day] : kForms) {
    const std::size_t first = text.find(after_year);
    if (first == std::string_view::npos) continue;
    const std::size_t second = text.find(after_month, first + after_year.size());
    if (second == std::string_view::npos || !text.ends_with(after_day)) return std::nullopt;
    const std::size_t month = first + after_year.size();
    const std::size_t day = second + after_month.size();
    if (day + after_day.size() > text.size()) return std::nullopt;
    return date_of(text.substr(0, first), text.substr(month, second - month),
                   text.substr(day, text.size() - after_day.size() - day));
  }
  return std::nullopt;
}

std::optional<base::Date> month_of_cell(std::string_view text) {
  if (text.size() == 6 && all_digits(text)) return date_of(text.substr(0, 4), text.substr(4), "1");
  constexpr std::array<std::array<std::string_view, 2>, 4> kForms = {
      {{"-", ""}, {"/", ""}, {".", ""}, {"年", "月"}}};
  for (const auto& [after_year, after_month] : kForms) {
    const std::size_t end = text.find(after_year);
    if (end == std::string_view::npos) continue;
    const std::size_t month = end + after_year.size();
    if (!text.ends_with(after_month) || month + after_month.size() > text.size()) {
      return std::nullopt;
    }
    return date_of(text.substr(0, end),
                   text.substr(month, text.size() - after_month.size() - month), "1");
  }
  return std::nullopt;
}

std::optional<std::int64_t> number_of_cell(std::string_view text, int scale) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.ends_with('%')) text.remove_suffix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && !all_digits(fraction)))
    return std::nullopt;

  std::int64_t value = 0;
  const auto push = [&value](char digit) {
    if (value > (kIntegerMax - (digit - '0')) / 10) return false;
    value = value * 10 + (digit - '0');
    return true;
  };
  const bool grouped = whole.find(',') != std::string_view::npos;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const std::size_t left = whole.size() - i;  // with this one
    if (grouped && left % 4 == 0 && i > 0) {
      if (whole[i] != ',') return std::nullopt;
    } else if (whole[i] < '0' || whole[i] > '9' || !push(whole[i])) {
      return std::nullopt;
    }
  }
  for (int i = 0; i < scale; ++i)
    if (!push(static_cast<std::size_t>(i) < fraction.size() ? fraction[static_cast<std::size_t>(i)]
                                                            : '0'))
      return std::nullopt;
  for (std::size_t i = static_cast<std::size_t>(scale); i < fraction.size(); ++i)
    if (fraction[i] != '0') return std::nullopt;
  return negative ? -value : value;
}

std::optional<std::int64_t> money_of_cell(std::string_view text) {
  for (const std::string_view sign : {"¥", "￥", "人民币"}) {
    if (!text.starts_with(sign)) continue;
    text = trimmed(text.substr(sign.size()));
    break;
  }
  // The longer word first; a fen is the hundredth of a yuan.
  struct Unit {
    std::string_view word;
    int scale;
  };
  constexpr std::array<Unit, 5> kUnits = {
      {{"亿元", 10}, {"亿", 10}, {"万元", 6}, {"万", 6}, {"元", 2}}};
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.word)) continue;
    return number_of_cell(trimmed(text.substr(0, text.size() - unit.word.size())), unit.scale);
  }
  return number_of_cell(text, 2);
}

std::optional<bool> truth_of_cell(std::string_view text) {
  constexpr std::array<std::string_view, 14> kYes = {
      "是", "有", "√", "✓", "true", "TRUE", "True", "1", "yes", "Yes", "YES", "y", "Y", "对"};
  constexpr std::array<std::string_view, 14> kNo = {
      "否", "无", "×", "✗", "false", "FALSE", "False", "0", "no", "No", "NO", "n", "N", "错"};
  if (std::ranges::find(kYes, text) != kYes.end()) return true;
  if (std::ranges::find(kNo, text) != kNo.end()) return false;
  return std::nullopt;
}

bool is_rounded_number(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+')
    return false;
  return all_digits(text.substr(e + 2)) && std::ranges::all_of(text.substr(0, e), [](char c) {
           return (c >= '0' && c <= '9') || c == '.';
         });
}

bool is_formula_error(std::string_view text) {
  constexpr std::array<std::string_view, 9> kErrors = {
      "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"};
  return text.starts_with('#') && std::ranges::find(kErrors, text) != kErrors.end();
}

}  // namespace registers
