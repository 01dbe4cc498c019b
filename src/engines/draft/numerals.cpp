#include "engines/draft/numerals.hpp"

#include <algorithm>

namespace engines::draft {

namespace {

constexpr std::int64_t kMostDigits = 1'000'000'000'000'000;

int chinese_digit(char32_t c) {
  constexpr Words kDigits = U"零一二三四五六七八九";
  if (c == U'〇') return 0;
  if (c == U'两' || c == U'兩') return 2;
  const std::size_t at = kDigits.find(c);
  return at == Words::npos ? -1 : static_cast<int>(at);
}

std::int64_t small_multiplier(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    default:
      return 0;
  }
}

struct Whole {
  std::int64_t value = 0;
  std::size_t length = 0;
};

// 一百二十三 below 10,000, or digits one by one: 二〇二二.
Whole chinese_whole(Words words) {
  Whole whole;
  std::int64_t section = 0;
  std::int64_t digit = -1;
  bool positional = true;
  std::size_t at = 0;
  for (; at < words.size() && at < 16; ++at) {
    const int next = chinese_digit(words[at]);
    const std::int64_t multiplier = small_multiplier(words[at]);
    if (next >= 0) {
      if (digit > 0 && !positional) break;
      digit = digit >= 0 && positional ? digit * 10 + next : next;
    } else if (multiplier > 0) {
      if (at == 0 && multiplier > 10) break;
      if (positional && digit >= 10) break;
      section += (digit < 0 ? 1 : digit) * multiplier;
      digit = -1;
      positional = false;
    } else {
      break;
    }
  }
  whole.value = section + std::max<std::int64_t>(digit, 0);
  whole.length = at;
  return whole;
}

}  // namespace

std::optional<Numeral> numeral_at(Words words) {
  Numeral numeral;
  std::size_t at = 0;
  if (!words.empty() && is_digit(words[0])) {
    numeral.arabic = true;
    bool fraction = false;
    for (; at < words.size(); ++at) {
      const char32_t c = words[at];
      if (is_digit(c)) {
        if (numeral.digits >= kMostDigits / 10) return std::nullopt;
        numeral.digits = numeral.digits * 10 + (c - U'0');
        if (fraction) ++numeral.scale;
      } else if (c == U'.' && !fraction && at + 1 < words.size() && is_digit(words[at + 1])) {
        fraction = true;
      } else if (c == U',' && !fraction && at + 3 < words.size() && is_digit(words[at + 1]) &&
                 is_digit(words[at + 2]) && is_digit(words[at + 3]) &&
                 (at + 4 == words.size() || !is_digit(words[at + 4]))) {
        continue;
      } else {
        break;
      }
    }
  } else {
    const Whole whole = chinese_whole(words);
    if (whole.length == 0) return std::nullopt;
    numeral.digits = whole.value;
    at = whole.length;
  }
  // 2万, 1.5亿, 3千, 5万亿
  while (at < words.size()) {
    std::int64_t multiplier = 0;
    if (words[at] == U'万') multiplier = 10'000;
    if (words[at] == U'亿') multiplier = 100'000'000;
    if (numeral.arabic && (words[at] == U'千' || words[at] == U'百'))
      multiplier = small_multiplier(words[at]);
    // 千米, 百分点, 千瓦 are units.
    if (multiplier < 10'000 && multiplier > 0 && at + 1 < words.size() &&
        Words(U"米克瓦分年").find(words[at + 1]) != Words::npos)
      break;
    if (multiplier == 0) break;
    if (numeral.digits > kMostDigits / multiplier) return std::nullopt;
    numeral.digits *= multiplier;
    ++at;
    // 两亿五千万, 三万五千: what follows a multiplier in Chinese numerals is added.
    if (numeral.arabic || multiplier < 10'000) continue;
    const auto rest = numeral_at(words.substr(at));
    if (rest && !rest->arabic && rest->length > 1 && rest->digits < multiplier) {
      numeral.digits += rest->digits;
      at += rest->length;
      break;
    }
  }
  while (numeral.scale > 0 && numeral.digits % 10 == 0) {
    numeral.digits /= 10;
    --numeral.scale;
  }
  numeral.length = at;
  return numeral;
}

std::optional<SmallNumber> small_number_at(Words words) {
  SmallNumber number;
  while (number.length < words.size() && number.length < 5 && is_digit(words[number.length])) {
    number.value = number.value * 10 + static_cast<int>(words[number.length] - U'0');
    ++number.length;
  }
  if (number.length == 0) {
    const Whole whole = chinese_whole(words);
    if (whole.value > 9999) return std::nullopt;
    number = {static_cast<int>(whole.value), whole.length};
  }
  if (number.length == 0 || number.value > 9999) return std::nullopt;
  return number;
}

}  // namespace engines::draft
