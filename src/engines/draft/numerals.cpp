#include "engines/draft/numerals.hpp"

#include <algorithm>

namespace engines::draft {

namespace {

constexpr std::int64_t kMostDigits = 1'000'000'000'000'000;
constexpr int kMostScale = 6;

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

// A numeral in Han below 10,000, or the two that it lies between: 七八, 十五六, 三四十.
struct NumberPart {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::size_t length = 0;
  bool more = false;  // 二十几
  bool exact() const { return low == high && !more; }
};

// 七八, and 三五 as in 三五个; any other two digits side by side are no number.
bool lies_between(int first, int second) {
  return second == first + 1 || (first == 3 && second == 5);
}

std::size_t leading_digits(Words words) {
  std::size_t count = 0;
  while (count < words.size() && count < 5 && chinese_digit(words[count]) >= 0) ++count;
  return count;
}

// 二〇二二, 二〇: digits one by one are a number only as a year or with a 〇 among them.
std::optional<NumberPart> digits_one_by_one(Words words) {
  const std::size_t count = leading_digits(words);
  const Words digits = words.substr(0, count);
  if (count < 2 || count > 4 || (count < 4 && digits.find_first_of(U"〇零") == Words::npos))
    return std::nullopt;
  NumberPart year;
  for (const char32_t c : digits) year.low = year.low * 10 + chinese_digit(c);
  year.high = year.low;
  year.length = count;
  return year;
}

// 十四五 lies between two numbers where things are counted; as a name it is 十四 and 五.
enum class Approximate { yes, no };

std::optional<NumberPart> section_at(Words words, Approximate approximate = Approximate::yes) {
  if (const auto year = digits_one_by_one(words)) return year;
  if (leading_digits(words) > 2) return std::nullopt;
  NumberPart section;
  std::int64_t last_multiplier = 10'000;
  bool after_zero = false;
  for (std::size_t at = 0; at < words.size();) {
    if (words[at] == U'几' && section.length > 0 && last_multiplier > 1) {
      section.more = true;
      section.length = at + 1;
      if (at + 1 < words.size() && words[at + 1] == U'十' && last_multiplier > 10) ++section.length;
      break;
    }
    const int digit = chinese_digit(words[at]);
    if (digit == 0) {
      if (at == 0) section.length = 1;
      if (at == 0 || after_zero) break;
      after_zero = true;
      ++at;
      continue;
    }
    std::size_t next = at;
    std::int64_t from = 1;
    std::int64_t to = 1;
    if (digit > 0) {
      from = to = digit;
      ++next;
      const int second = next < words.size() ? chinese_digit(words[next]) : -1;
      if (second > 0 && approximate == Approximate::yes && lies_between(digit, second)) {
        to = second;
        ++next;
      } else if (second > 0 && at == 0) {
        break;
      }
    } else if (words[at] != U'十') {
      break;
    }
    const std::int64_t multiplier = next < words.size() ? small_multiplier(words[next]) : 0;
    if (multiplier >= last_multiplier) break;
    std::int64_t place = multiplier;
    // 一百五 is 150, 一百零五 is 105.
    if (multiplier == 0) place = after_zero || last_multiplier == 10'000 ? 1 : last_multiplier / 10;
    section.low += from * place;
    section.high += to * place;
    section.length = at = next + (multiplier > 0 ? 1 : 0);
    if (multiplier == 0 || from != to) break;
    last_multiplier = multiplier;
    after_zero = false;
  }
  if (section.length == 0) return std::nullopt;
  return section;
}

std::int64_t large_multiplier(char32_t c) {
  if (c == U'万') return 10'000;
  return c == U'亿' ? 100'000'000 : 0;
}

bool says_more(char32_t c) { return c == U'多' || c == U'余'; }

// False if the product has more than 15 digits.
bool multiply(Numeral& numeral, std::int64_t multiplier) {
  if (std::max(numeral.digits, numeral.high.value_or(0)) > kMostDigits / multiplier) return false;
  numeral.digits *= multiplier;
  if (numeral.high) *numeral.high *= multiplier;
  numeral.multiplier *= multiplier;
  return true;
}

// 1,200.5 at the beginning; false if it has too many digits.
bool read_arabic(Words words, Numeral& numeral) {
  numeral.arabic = true;
  bool fraction = false;
  std::size_t at = 0;
  for (; at < words.size(); ++at) {
    const char32_t c = words[at];
    if (is_digit(c)) {
      if (numeral.digits >= kMostDigits / 10) return false;
      numeral.digits = numeral.digits * 10 + (c - U'0');
      if (fraction && ++numeral.scale > kMostScale) return false;
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
  numeral.length = at;
  return true;
}

// 九十九点五
bool read_chinese(Words words, Numeral& numeral) {
  const auto section = section_at(words);
  if (!section) return false;
  numeral.digits = section->low;
  if (section->high != section->low) numeral.high = section->high;
  numeral.more = section->more;
  numeral.length = section->length;
  if (!section->exact() || words.substr(section->length, 1) != U"点") return true;
  std::size_t at = section->length + 1;
  for (; at < words.size() && numeral.scale < kMostScale; ++at) {
    const int digit = chinese_digit(words[at]);
    if (digit < 0) break;
    numeral.digits = numeral.digits * 10 + digit;
    ++numeral.scale;
  }
  if (numeral.scale > 0) numeral.length = at;
  return true;
}

// 两亿五千万, 三万五千, 两万五: what follows 万 or 亿 in Chinese numerals is added.
void add_rest(Words words, std::int64_t below, Numeral& numeral) {
  for (int step = 0; step < 2 && below > 1; ++step) {
    const bool after_zero = words.substr(numeral.length, 1) == U"零";
    const std::size_t begin = numeral.length + (after_zero ? 1 : 0);
    const auto section = begin < words.size() ? section_at(words.substr(begin)) : std::nullopt;
    if (!section || section->low == 0) return;
    const std::size_t end = begin + section->length;
    const bool myriads = below > 10'000 && words.substr(end, 1) == U"万";
    std::int64_t place = myriads ? 10'000 : 1;
    if (!myriads && !after_zero && leading_digits(words.substr(begin)) == section->length)
      place = below / 10;
    if (section->low * place >= below) return;
    numeral.high =
        section->exact() && !numeral.high
            ? std::nullopt
            : std::optional(numeral.high.value_or(numeral.digits) + section->high * place);
    numeral.digits += section->low * place;
    if (numeral.high == numeral.digits) numeral.high.reset();
    numeral.more = section->more;
    numeral.length = end + (myriads ? 1 : 0);
    below = myriads ? 10'000 : 1;
  }
}

}  // namespace

std::optional<Numeral> numeral_at(Words words) {
  Numeral numeral;
  if (words.empty()) return std::nullopt;
  if (!(is_digit(words[0]) ? read_arabic(words, numeral) : read_chinese(words, numeral)))
    return std::nullopt;
  // 2万, 1.5亿, 3千, 5万亿, 20多万
  constexpr int kMostMultipliers = 2;
  for (int step = 0; step < kMostMultipliers; ++step) {
    std::size_t at = numeral.length;
    const bool more = at < words.size() && says_more(words[at]);
    if (more) ++at;
    if (at == words.size()) break;
    std::int64_t multiplier = large_multiplier(words[at]);
    if (multiplier == 0 && numeral.arabic && (words[at] == U'千' || words[at] == U'百')) {
      // 千米, 百分点, 千瓦 are units.
      if (at + 1 < words.size() && Words(U"米克瓦分年").find(words[at + 1]) != Words::npos) break;
      multiplier = small_multiplier(words[at]);
    }
    if (multiplier == 0) break;
    if (!multiply(numeral, multiplier)) return std::nullopt;
    numeral.more = numeral.more || more;
    numeral.length = at + 1;
    const bool another = at + 1 < words.size() && large_multiplier(words[at + 1]) > 0;
    if (numeral.arabic || numeral.more || another) continue;
    add_rest(words, multiplier, numeral);
    break;
  }
  if (numeral.length < words.size() && says_more(words[numeral.length])) {
    numeral.more = true;
    ++numeral.length;
  }
  while (numeral.scale > 0 && numeral.digits % 10 == 0 && !numeral.high) {
    numeral.digits /= 10;
    --numeral.scale;
  }
  return numeral;
}

std::optional<SmallNumber> small_number_at(Words words) {
  SmallNumber number;
  while (number.length < words.size() && number.length < 5 && is_digit(words[number.length])) {
    number.value = number.value * 10 + static_cast<int>(words[number.length] - U'0');
    ++number.length;
  }
  if (number.length == 0) {
    const auto section = section_at(words, Approximate::no);
    if (!section || !section->exact()) return std::nullopt;
    number = {static_cast<int>(section->low), section->length};
  }
  if (number.value > 9999) return std::nullopt;
  return number;
}

}  // namespace engines::draft
