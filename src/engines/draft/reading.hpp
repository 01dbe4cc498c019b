#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engines/draft/draft.hpp"

//! The text as the engine reads it: one width, no blanks, no line breaks, and for every character
//! the way back to the bytes of the document.
namespace engines::draft {

using Words = std::u32string_view;

//! Characters [begin, end) of a Reading.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool operator==(const Range&) const = default;
};

//! A line of the document; without characters if it is blank.
struct Line {
  Range range;
  Span bytes;  // with its line break
  bool starts_page = false;
};

class Reading {
 public:
  //! Full-width forms become half-width, blanks and soft breaks are dropped; TAB stays between the
  //! words of a line.
  explicit Reading(std::string_view source);

  std::size_t size() const { return characters_.size(); }
  const std::vector<Line>& lines() const { return lines_; }
  Words text() const { return characters_; }
  Words view(Range range) const { return text().substr(range.begin, range.size()); }
  char32_t operator[](std::size_t at) const { return characters_[at]; }

  //! The bracket or quotation mark that closes the one at `open`, if one does before `end` and not
  //! unbelievably far away; npos otherwise. Half-width ( [ { and 【 〔 《 “ ‘ 「.
  std::size_t closing_bracket(std::size_t open, std::size_t end) const;

  //! True if blanks, a TAB or a break inside a cell stand between the character and the one before.
  bool gap_before(std::size_t at) const { return at > 0 && end_of(at - 1) != begin_[at]; }

  Span span(Range range) const;
  Quote quote(Range range) const;
  std::string_view source() const { return source_; }

  //! A reading of the same source without the characters of the lines for which `apart` is true,
  //! and without the TABs of those for which `prose` is. Lines keep their indices.
  Reading reduced(const std::vector<bool>& apart, const std::vector<bool>& prose) const;

 private:
  Reading() = default;
  std::size_t end_of(std::size_t at) const;
  void pair_brackets();

  std::string_view source_;
  std::u32string characters_;
  std::vector<std::uint32_t> begin_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> brackets_;  // opening → closing, in order
  std::vector<Line> lines_;
};

//! UTF-8 of folded characters.
std::string to_utf8(Words words);
//! Folded characters of UTF-8: what a name of the organisation tree is compared as.
std::u32string fold_words(std::string_view utf8);

bool is_han(char32_t c);
bool is_digit(char32_t c);
//! Ends a sentence or a clause of a list: 。；！？ and the half-width forms.
bool is_stop(char32_t c);

//! A stop, or a colon that is none of 4:6, at `at`.
bool ends_title(const Reading& reading, std::size_t at, std::size_t end);

//! Characters looked for at every place of a text. What has more than 16 bits is in no set.
class CharacterSet {
 public:
  explicit CharacterSet(Words characters) {
    for (const char32_t c : characters) has_.set(c);
  }
  bool has(char32_t c) const { return c < has_.size() && has_[c]; }

 private:
  std::bitset<0x10000> has_;
};

bool starts_with_any(Words words, std::initializer_list<Words> beginnings);
bool ends_with_any(Words words, std::initializer_list<Words> endings);
bool contains_any(Words words, std::initializer_list<Words> parts);
//! The longest of `beginnings` that `words` begins with; empty if none.
Words beginning_of(Words words, std::initializer_list<Words> beginnings);
Words ending_of(Words words, std::initializer_list<Words> endings);

//! Parts of `range` between the separators, outside brackets and quotation marks; empty parts are
//! left out.
std::vector<Range> split(const Reading& reading, Range range, Words separators);
Range trimmed(const Reading& reading, Range range, Words unwanted);

}  // namespace engines::draft
