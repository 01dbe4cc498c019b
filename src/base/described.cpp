#include "base/described.hpp"

#include <algorithm>

namespace base::detail {

const EnumName* find_name(std::span<const EnumName> names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &EnumName::name);
  return found == names.end() ? nullptr : &*found;
}

const EnumName* find_value(std::span<const EnumName> names, std::int64_t value) {
  const auto found = std::ranges::find(names, value, &EnumName::value);
  return found == names.end() ? nullptr : &*found;
}

}  // namespace base::detail
