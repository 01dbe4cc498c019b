#include "register/register_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdint>
#include <optional>

namespace registers {

namespace bj = boost::json;

namespace {

using http::Language;

constexpr int kFenScale = 2;

const std::string& in(const Text& text, Language language) {
  return language == Language::en && !text.en.empty() ? text.en : text.zh;
}

int scale_of(const Field& field) { return field.unit == "fen" ? kFenScale : field.scale; }

http::Column column_of(const Field& field) {
  http::Column column{field.title};
  if (field.sensitive) return column;
  if (field.type == Type::date) column.kind = http::ColumnKind::date;
  if (field.type == Type::integer) {
    column.kind = scale_of(field) > 0 ? http::ColumnKind::decimal : http::ColumnKind::integer;
  }
  if (field.unit == "fen") {
    column.title.zh += "（元）";
    column.title.en += " (yuan)";
  }
  return column;
}

std::string decimal(std::int64_t number, int scale) {
  if (scale == 0) return std::to_string(number);
  std::uint64_t power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  const auto size =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  return fmt::format("{}{}.{:0{}}", number < 0 ? "-" : "", size / power, size % power, scale);
}

std::string choice_title(const Field& field, std::string value, Language language) {
  const auto found = std::ranges::find(field.choices, value, &Choice::value);
  // A value of an older declaration is shown as it was recorded.
  if (found == field.choices.end()) return value;
  return in(found->title, language);
}

std::string cell_of(const Field& field, const bj::object& row, const ExportedRows& exported,
                    Language language) {
  const bj::value& value = row.at("values").at(field.name);
  if (value.is_null()) return {};
  if (const auto* truth = value.if_bool()) {
    return in(*truth ? Text{"是", "yes"} : Text{"否", "no"}, language);
  }
  if (const auto* number = value.if_int64()) return decimal(*number, scale_of(field));
  std::string text(value.as_string());
  if (field.type == Type::reference) {
    if (field.ref == kUnitRegister) {
      const auto unit = exported.units.find(text);
      return unit == exported.units.end() ? text : in(unit->second, language);
    }
    const bj::value& label = row.at("labels").at(field.name);
    return label.is_string() ? std::string(label.get_string()) : text;
  }
  return choice_title(field, std::move(text), language);
}

}  // namespace

http::Table records_table(const Declaration& declaration, const ExportedRows& exported,
                          Language language) {
  http::Table table{declaration.title, {}, {}};
  std::vector<const Field*> fields;
  for (const std::string& name : exported.fields) {
    fields.push_back(declaration.find_field(name));  // none: the state
    table.columns.push_back(fields.back() == nullptr ? http::Column{{"状态", "State"}}
                                                     : column_of(*fields.back()));
  }
  table.rows.reserve(exported.rows.size());
  for (const std::string& json : exported.rows) {
    const bj::value parsed = bj::parse(json);
    const bj::object& row = parsed.as_object();
    std::vector<std::string>& cells = table.rows.emplace_back();
    for (const Field* field : fields) {
      if (field != nullptr) {
        cells.push_back(cell_of(*field, row, exported, language));
        continue;
      }
      const std::string name(row.at("state").as_string());
      const State* const state = declaration.workflow.find_state(name);
      cells.push_back(state == nullptr ? name : in(state->title, language));
    }
  }
  return table;
}

}  // namespace registers
