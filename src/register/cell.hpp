#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

//! What people write in the cells of a spreadsheet, read as values.
namespace registers {

//! Without blanks at either end: spaces, tabs, line ends, full-width and no-break spaces,
//! zero-width signs and byte order marks, which spreadsheets leave behind.
std::string_view trimmed(std::string_view text);

//! True if `text` has full-width letters, digits, signs or spaces (U+FF01..FF5E, U+3000).
bool has_full_width(std::string_view text);

//! The same with those in half width: ６２０８００ → 620800.
std::string half_width(std::string_view text);

// All take trimmed half-width text and answer nothing if it is no such value.

//! 2024-9-1, 2024/9/1, 2024.9.1, 2024年9月1日, 20240901, each with a time of 0:00 or none, and the
//! day number a spreadsheet stores (45536).
std::optional<base::Date> date_of_cell(std::string_view text);

//! The first day of 2024-9, 2024/9, 2024.9, 2024年9月, 202409: what says a year and a month only.
std::optional<base::Date> month_of_cell(std::string_view text);

//! 1,234.5 in 1/10^scale: 12345 for scale 1. More digits after the point than `scale` are accepted
//! only if they are zeros. A % sign at the end does not count.
std::optional<std::int64_t> number_of_cell(std::string_view text, int scale);

//! An amount in fen, of yuan unless it names its unit: 1,234.5, ¥1,234.50, 5元, 500万元, 1.2亿.
//! More digits than a fen has are accepted only if they are zeros.
std::optional<std::int64_t> money_of_cell(std::string_view text);

//! 是/否, 有/无, √/×, true/false, yes/no, y/n, 1/0.
std::optional<bool> truth_of_cell(std::string_view text);

//! 6.208E+17: a long number that a spreadsheet rounded; its last digits are lost.
bool is_rounded_number(std::string_view text);

//! #REF!, #N/A, #DIV/0! ...: what a formula that came to nothing shows in Excel and WPS.
bool is_formula_error(std::string_view text);

}  // namespace registers
