#pragma once

#include <cstdint>
#include <optional>

#include "engines/draft/reading.hpp"

//! Numbers as documents write them: 20, 1,200.5, 二十, 二〇二二, 2万, 一百二十亿, 半.
namespace engines::draft {

//! value = digits / 10^scale
struct Numeral {
  std::int64_t digits = 0;
  int scale = 0;
  std::size_t length = 0;            // characters
  bool arabic = false;               // written with 0-9
  std::optional<std::int64_t> high;  // of two numbers that it lies between: 七八, 三四十
  bool more = false;                 // and some more: 二十几, 20多万, 20余
  std::int64_t multiplier = 1;       // of 万, 亿, and of 千 and 百 after 0-9; part of `digits`

  bool operator==(const Numeral&) const = default;
};

//! The numeral that `words` begins with, with 十百千万亿 after it; nothing if there is none, it
//! does not fit 15 digits or has more than six decimals. Digits in Han side by side are a year
//! (二〇二二) or two numbers (七八), nothing else. Looks at a bounded number of characters in Han.
std::optional<Numeral> numeral_at(Words words);

//! A whole number without 万 and 亿, as years, months and labels use: 2022, 二〇二二, 十二.
//! `length` characters long; at most 9999.
struct SmallNumber {
  int value = 0;
  std::size_t length = 0;
};
std::optional<SmallNumber> small_number_at(Words words);

}  // namespace engines::draft
