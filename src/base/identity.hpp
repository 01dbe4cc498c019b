#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace base {

//! Six digits of GB/T 2260 whose province pair is not 00: 620800.
bool is_division_code(std::string_view code);

//! Check character of a unified social credit code (GB 32100-2015) from its first 17 characters,
//! or '\0' if one of them is outside the alphabet (no I, O, S, V, Z).
char credit_code_check(std::string_view first17);

//! True if the 18 characters are of the alphabet and the last is their check character.
//! Real codes that fail exist, so callers warn and let a person override.
bool is_credit_code(std::string_view code);

//! The first year a citizen id may carry as year of birth.
constexpr int kCitizenFirstYear = 1900;

//! 18 characters of a citizen id (GB 11643-1999): division, a birth date that exists, sequence, and
//! check character, X written large. Whether the day of birth has come is the caller's question.
bool is_citizen_id(std::string_view id);

//! Check character for the first 17 digits of a citizen id, or '\0' if one of them is no digit.
char citizen_id_check(std::string_view first17);

//! Day of birth and sex as a citizen id tells them; nothing if it is no citizen id.
std::optional<Date> citizen_birth_date(std::string_view id);
std::optional<bool> citizen_is_male(std::string_view id);

//! A national student number of 19 characters: G and a citizen id, or J (no citizen id) or L
//! (temporary) and a number of that shape.
bool is_student_number(std::string_view number);

//! Ten digits of an institution code (学校（机构）标识码), the first two its level and type.
bool is_school_code(std::string_view code);

//! A mainland mobile number (11 digits, 13 to 19), or a land line: area code, optional hyphen,
//! seven or eight digits, optional extension after a hyphen.
bool is_phone(std::string_view phone);

//! One @ between a local part and a domain with a dot; no blanks. Whether it is read by anybody
//! only a letter can tell.
bool is_email(std::string_view address);

}  // namespace base
