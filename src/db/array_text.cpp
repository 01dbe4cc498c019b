#include "db/array_text.hpp"

#include <cstdint>
#include <variant>

namespace db {

namespace {

void append(std::string& array, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    array += std::to_string(*number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    array += '"';
    for (const char c : *text) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += '"';
  } else {
    array += "NULL";
  }
}

}  // namespace

std::string array_text(std::span<const Value> values, std::size_t first, std::size_t step) {
  std::string array = "{";
  for (std::size_t i = first; i < values.size(); i += step) {
    if (i > first) array += ',';
    append(array, values[i]);
  }
  return array + "}";
}

}  // namespace db
