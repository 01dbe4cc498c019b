#include "collection/figure_text.hpp"

#include <algorithm>

#include "base/decimal.hpp"

namespace collection {

namespace {

constexpr int kFenScale = 2;

}  // namespace

std::string figure_text(std::int64_t number, const std::string& unit, int scale) {
  return base::decimal_text(number, unit == "fen" ? kFenScale : scale);
}

std::string value_text(const registers::Field& field, const boost::json::value& value) {
  if (value.is_int64() && field.type == registers::Type::integer) {
    return figure_text(value.get_int64(), field.unit, field.scale);
  }
  // A stored boolean is an integer.
  if (value.is_int64()) return value.get_int64() != 0 ? "是" : "否";
  if (value.is_bool()) return value.get_bool() ? "是" : "否";
  if (!value.is_string()) return {};
  // A form on paper has no file in it; the record has.
  if (field.type == registers::Type::file) return "已上传文件";
  const auto choice = std::ranges::find(field.choices, std::string_view(value.get_string()),
                                        &registers::Choice::value);
  return choice == field.choices.end() ? std::string(value.get_string()) : choice->title.zh;
}

}  // namespace collection
