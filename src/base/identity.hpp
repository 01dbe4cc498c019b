#pragma once

#include <string>
#include <string_view>

namespace base {

//! Six digits of GB/T 2260 whose province pair is not 00: 620800.
bool is_division_code(std::string_view code);

//! Check character of a unified social credit code (GB 32100-2015) from its first 17 characters,
//! or '\0' if one of them is outside the alphabet (no I, O, S, V, Z).
char credit_code_check(std::string_view first17);

//! True if the 18 characters are of the alphabet and the last is their check character.
//! Real codes that fail exist, so callers warn and let a person override.
bool is_credit_code(std::string_view code);

}  // namespace base
