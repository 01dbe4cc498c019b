#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/clock.hpp"
#include "base/date.hpp"

namespace db {

//! What a statement can be given: nothing, a 64-bit integer, or UTF-8 text without NUL.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

inline Value to_value(std::nullptr_t) { return nullptr; }
//! Booleans are stored as 0 and 1.
inline Value to_value(std::same_as<bool> auto flag) { return std::int64_t{flag}; }
template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char> &&
           (sizeof(T) < sizeof(std::int64_t) || std::signed_integral<T>))
Value to_value(T number) {
  return static_cast<std::int64_t>(number);
}
inline Value to_value(std::string text) { return text; }
inline Value to_value(std::string_view text) { return std::string(text); }
inline Value to_value(const char* text) { return std::string(text); }
//! Microseconds.
inline Value to_value(base::Instant instant) { return instant.us; }
//! ISO 8601.
inline Value to_value(base::Date date) { return date.str(); }
inline Value to_value(Value value) { return value; }
template <class T>
Value to_value(const std::optional<T>& maybe) {
  if (maybe) return to_value(*maybe);
  return nullptr;
}

//! A value for the placeholder `:name`; written {"unit", unit_id}.
struct Bind {
  template <class T>
  Bind(std::string_view placeholder, T&& given)
      : name(placeholder), value(to_value(std::forward<T>(given))) {}

  std::string_view name;
  Value value;
};

}  // namespace db
