#include "base/decimal.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace base {

std::string decimal_text(std::int64_t number, int scale) {
  if (scale == 0) return std::to_string(number);
  std::uint64_t power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  // Of the smallest number there is no negative in its own type.
  const auto size =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  return fmt::format("{}{}.{:0{}}", number < 0 ? "-" : "", size / power, size % power, scale);
}

std::string grouped_decimal_text(std::int64_t number, int scale) {
  constexpr std::size_t kDigitsInGroup = 3;
  std::string text = decimal_text(number, scale);
  const std::size_t first = number < 0 ? 1 : 0;
  std::size_t at = scale == 0 ? text.size() : text.find('.');
  while (at > first + kDigitsInGroup) {
    at -= kDigitsInGroup;
    text.insert(at, 1, ',');
  }
  return text;
}

}  // namespace base
