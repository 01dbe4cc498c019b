#include "engines/draft/reading.hpp"

#include <algorithm>
#include <array>

namespace engines::draft {

namespace {

constexpr char32_t kCellBreak = 0x2028;

std::size_t byte_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

char32_t decode(std::string_view source, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(source[at + i]));
  };
  switch (byte_length(static_cast<unsigned char>(source[at]))) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    case 3:
      return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    default:
      return (byte(0) & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U |
             (byte(3) & 0x3FU);
  }
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\r' || c == 0x0B || c == 0xA0 || c == 0xAD || c == 0x3000 ||
         c == kCellBreak || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060 ||
         c == 0xFEFF || c == 0x85;
}

char32_t folded(char32_t c) {
  if (c < 0x80) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  switch (c) {
    case U'–':
    case U'―':
    case U'‒':
    case U'─':
      return U'—';
    case U'〜':
      return U'~';
    case U'﹪':
      return U'%';
    case U'∶':
    case U'︰':
    case U'﹕':
      return U':';
    case U'﹔':
      return U';';
    case U'﹐':
      return U',';
    case U'﹑':
      return U'、';
    case U'﹝':
      return U'〔';
    case U'﹞':
      return U'〕';
    case U'﹙':
      return U'(';
    case U'﹚':
      return U')';
    case U'〇':
    case U'○':
      return U'〇';
    case U'│':
    case U'┃':
      return U'|';
    case U'【':
    case U'〖':
      return U'[';
    case U'】':
    case U'〗':
      return U']';
    case U'｡':
      return U'。';
    case U'､':
      return U'、';
    default:
      return c;
  }
}

constexpr Words kOpening = U"([{〔《“‘「<";
constexpr Words kClosing = U")]}〕》”’」>";

// What is farther from its beginning is no aside or title but a bracket that was forgotten.
constexpr std::size_t kBracketReach = 4000;

}  // namespace

Reading::Reading(std::string_view source) : source_(source) {
  characters_.reserve(source.size() / 2);
  begin_.reserve(source.size() / 2);
  Line line;
  const auto end_line = [&](std::size_t next) {
    while (characters_.size() > line.range.begin && characters_.back() == U'\t') {
      characters_.pop_back();
      begin_.pop_back();
    }
    line.range.end = characters_.size();
    line.bytes.end = next;
    lines_.push_back(line);
    line = Line{{characters_.size(), characters_.size()}, {next, next}, false};
  };
  for (std::size_t at = 0; at < source.size();) {
    const char32_t c = decode(source, at);
    const std::size_t length = byte_length(static_cast<unsigned char>(source[at]));
    if (c == U'\n' || c == U'\f' || c == 0x2029) {
      end_line(at + length);
      line.starts_page = c == U'\f';
    } else if (c == U'\t') {
      characters_.push_back(c);
      begin_.push_back(static_cast<std::uint32_t>(at));
    } else if (!is_blank(c)) {
      characters_.push_back(folded(c));
      begin_.push_back(static_cast<std::uint32_t>(at));
    }
    at += length;
  }
  if (line.bytes.begin < source.size()) end_line(source.size());
  pair_brackets();
}

// Once for the whole text: looking for the end at each opening would take the square of their
// number where none is closed.
void Reading::pair_brackets() {
  static const CharacterSet any(std::u32string(kOpening) + std::u32string(kClosing));
  std::array<std::vector<std::uint32_t>, kOpening.size()> open;
  for (std::size_t at = 0; at < characters_.size(); ++at) {
    if (!any.has(characters_[at])) continue;
    if (const std::size_t kind = kOpening.find(characters_[at]); kind != Words::npos) {
      open[kind].push_back(static_cast<std::uint32_t>(at));
      continue;
    }
    std::vector<std::uint32_t>& same = open[kClosing.find(characters_[at])];
    if (same.empty()) continue;
    if (at - same.back() < kBracketReach)
      brackets_.emplace_back(same.back(), static_cast<std::uint32_t>(at));
    same.pop_back();
  }
  std::sort(brackets_.begin(), brackets_.end());
}

std::size_t Reading::closing_bracket(std::size_t open, std::size_t end) const {
  const auto pair =
      std::lower_bound(brackets_.begin(), brackets_.end(), open,
                       [](const auto& one, std::size_t at) { return one.first < at; });
  if (pair == brackets_.end() || pair->first != open || pair->second >= end) return Words::npos;
  return pair->second;
}

std::size_t Reading::end_of(std::size_t at) const {
  return begin_[at] + byte_length(static_cast<unsigned char>(source_[begin_[at]]));
}

Span Reading::span(Range range) const {
  if (range.empty()) return {};
  return {begin_[range.begin], end_of(range.end - 1)};
}

Quote Reading::quote(Range range) const {
  Quote quote;
  if (range.empty()) return quote;
  quote.span = span(range);
  quote.text.reserve(quote.span.end - quote.span.begin);
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const std::size_t end = end_of(at);
    quote.text.append(source_.substr(begin_[at], end - begin_[at]));
    if (at + 1 == range.end || begin_[at + 1] == end) continue;
    const std::string_view gap = source_.substr(end, begin_[at + 1] - end);
    // What is between two lines is no part of the sentence, unless it parts two words in Latin.
    if (gap.find_first_of("\n\f") == std::string_view::npos)
      quote.text.append(gap);
    else if (characters_[at] < 0x80 && characters_[at + 1] < 0x80)
      quote.text.push_back(' ');
  }
  return quote;
}

Reading Reading::reduced(const std::vector<bool>& apart, const std::vector<bool>& prose) const {
  Reading result;
  result.source_ = source_;
  result.characters_.reserve(characters_.size());
  result.begin_.reserve(characters_.size());
  result.lines_ = lines_;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    Range& range = result.lines_[i].range;
    range.begin = result.characters_.size();
    for (std::size_t at = lines_[i].range.begin; !apart[i] && at < lines_[i].range.end; ++at) {
      if (prose[i] && characters_[at] == U'\t') continue;
      result.characters_.push_back(characters_[at]);
      result.begin_.push_back(begin_[at]);
    }
    range.end = result.characters_.size();
  }
  result.pair_brackets();
  return result;
}

std::string to_utf8(Words words) {
  std::string utf8;
  utf8.reserve(words.size() * 3);
  for (const char32_t c : words) {
    if (c < 0x80) {
      utf8 += static_cast<char>(c);
    } else if (c < 0x800) {
      utf8 += static_cast<char>(0xC0U | c >> 6U);
      utf8 += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
      utf8 += static_cast<char>(0xE0U | c >> 12U);
      utf8 += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
      utf8 += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      utf8 += static_cast<char>(0xF0U | c >> 18U);
      utf8 += static_cast<char>(0x80U | (c >> 12U & 0x3FU));
      utf8 += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
      utf8 += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return utf8;
}

std::u32string fold_words(std::string_view utf8) {
  std::u32string words;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = decode(utf8, at);
    if (!is_blank(c) && c != U'\t' && c != U'\n') words.push_back(folded(c));
    at += byte_length(static_cast<unsigned char>(utf8[at]));
  }
  return words;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x323AF) || c == U'〇' || c == U'々' || (c >= 0xF900 && c <= 0xFAFF);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_stop(char32_t c) { return c == U'。' || c == U';' || c == U'!' || c == U'?'; }

bool ends_title(const Reading& reading, std::size_t at, std::size_t end) {
  if (is_stop(reading[at])) return true;
  // Recognised print has a full stop of Latin script between words: 推进通三级路.到2023年
  if (reading[at] == U'.')
    return at > 0 && is_han(reading[at - 1]) && at + 1 < end && is_han(reading[at + 1]);
  return reading[at] == U':' && !(at + 1 < end && is_digit(reading[at + 1]));
}

bool starts_with_any(Words words, std::initializer_list<Words> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](Words beginning) { return words.starts_with(beginning); });
}

bool ends_with_any(Words words, std::initializer_list<Words> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](Words ending) { return words.ends_with(ending); });
}

bool contains_any(Words words, std::initializer_list<Words> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](Words part) { return words.find(part) != Words::npos; });
}

Words beginning_of(Words words, std::initializer_list<Words> beginnings) {
  Words longest;
  for (const Words beginning : beginnings)
    if (beginning.size() > longest.size() && words.starts_with(beginning)) longest = beginning;
  return longest;
}

Words ending_of(Words words, std::initializer_list<Words> endings) {
  Words longest;
  for (const Words ending : endings)
    if (ending.size() > longest.size() && words.ends_with(ending)) longest = ending;
  return longest;
}

std::vector<Range> split(const Reading& reading, Range range, Words separators) {
  static const CharacterSet opening(kOpening);
  static const CharacterSet closing(kClosing);
  std::vector<Range> parts;
  std::size_t begin = range.begin;
  int depth = 0;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const char32_t c = reading[at];
    if (opening.has(c)) ++depth;
    if (closing.has(c) && depth > 0) --depth;
    if (depth > 0 || separators.find(c) == Words::npos) continue;
    if (at > begin) parts.push_back({begin, at});
    begin = at + 1;
  }
  if (range.end > begin) parts.push_back({begin, range.end});
  // A bracket that nobody closed hides no separators.
  if (depth > 0) {
    const auto hidden = [&](Range part) {
      return reading.view(part).find_first_of(separators) != Words::npos;
    };
    if (!parts.empty() && hidden(parts.back())) {
      const Range rest = parts.back();
      parts.pop_back();
      for (std::size_t at = begin = rest.begin; at <= rest.end; ++at) {
        if (at < rest.end && separators.find(reading[at]) == Words::npos) continue;
        if (at > begin) parts.push_back({begin, at});
        begin = at + 1;
      }
    }
  }
  return parts;
}

Range trimmed(const Reading& reading, Range range, Words unwanted) {
  while (!range.empty() && unwanted.find(reading[range.begin]) != Words::npos) ++range.begin;
  while (!range.empty() && unwanted.find(reading[range.end - 1]) != Words::npos) --range.end;
  return range;
}

}  // namespace engines::draft
