#include "collection/figure_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace collection {

namespace {

constexpr int kFenScale = 2;

}  // namespace

std::string figure_text(std::int64_t number, const std::string& unit, int scale) {
  const int digits = unit == "fen" ? kFenScale : scale;
  std::int64_t power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  if (digits == 0) return std::to_string(number);
  const std::int64_t size = std::abs(number);
  return fmt::format("{}{}.{:0{}}", number < 0 ? "-" : "", size / power, size % power, digits);
}

std::string value_text(const registers::Field& field, const boost::json::value& value) {
  if (value.is_int64() && field.type == registers::Type::integer) {
    return figure_text(value.get_int64(), field.unit, field.scale);
  }
  // A stored boolean is an integer.
  if (value.is_int64()) return value.get_int64() != 0 ? "是" : "否";
  if (value.is_bool()) return value.get_bool() ? "是" : "否";
  if (!value.is_string()) return {};
  const auto choice = std::ranges::find(field.choices, std::string_view(value.get_string()),
                                        &registers::Choice::value);
  return choice == field.choices.end() ? std::string(value.get_string()) : choice->title.zh;
}

}  // namespace collection
