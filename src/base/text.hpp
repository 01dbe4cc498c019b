#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <string>
#include <string_view>

namespace base {

//! The same sentence for people in Chinese (first) and English.
struct Text {
  std::string zh;
  std::string en;

  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};
BOOST_DESCRIBE_STRUCT(Text, (), (zh, en))

//! True if `bytes` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

//! Byte offset of the first ill-formed sequence, or npos.
std::size_t first_invalid_utf8(std::string_view bytes);

//! True if `bytes`, which are not UTF-8, decode cleanly as GB18030: the usual reason for 乱码.
bool looks_like_gb18030(std::string_view bytes);

//! Number of characters (code points) in well-formed UTF-8.
std::size_t character_count(std::string_view utf8);

//! The first `count` characters of well-formed UTF-8; all of it if it has no more.
std::string first_characters(std::string_view utf8, std::size_t count);

//! The same, with "…" after it if something was left out.
std::string shortened(std::string_view utf8, std::size_t count);

//! What a search compares: NFKC, lower case, blanks dropped, so that "ＡＢ c" equals "abc".
std::string fold(std::string_view utf8);

//! Initials of the pinyin of every Han character, other letters kept: "平凉市财政局" → "plsczj".
std::string pinyin_initials(std::string_view utf8);

//! Pinyin syllables without tones, other letters and digits kept in lower case, all else dropped,
//! joined by `_`: "平凉市2020" → "ping_liang_shi_2020". Ids are made of it.
std::string pinyin(std::string_view utf8);

//! A text prepared once for many searches.
class Searchable {
 public:
  explicit Searchable(std::string_view utf8);

  //! `query` found as text or as pinyin initials; an empty query is found everywhere.
  bool matches(const Searchable& query) const;

 private:
  std::string folded_;
  std::string initials_;
};

}  // namespace base
