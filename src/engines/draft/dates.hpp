#pragma once

#include "engines/draft/numerals.hpp"

//! Days as documents write them.
namespace engines::draft {

struct WrittenDate {
  Date on;
  std::size_t length = 0;  // characters
};

//! 2020年12月3日, 二〇二〇年十二月三日, 2020-12-03, 2020.12.3, 2020/12/3 at the beginning of
//! `words`.
std::optional<WrittenDate> date_at(Words words);

//! The date of a line that holds nothing else, except perhaps the issuer before or 印发 after it.
std::optional<Date> date_line(Words words);

//! Nothing if there is no such day or it lies outside what base::Date accepts.
std::optional<Date> day_of(int year, int month, int day);
Date last_day_of_month(int year, int month);

}  // namespace engines::draft
