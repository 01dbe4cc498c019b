#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace registers {

//! A value of a record on its way in: empty, boolean, integer (money in fen, decimals scaled), or
//! text (dates as YYYY-MM-DD, references as ids). Views point into what was sent or into the Record
//! that holds the value.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string_view>;

inline bool is_empty(const Value& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace registers
