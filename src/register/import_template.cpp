#include "register/import_template.hpp"

#include <fmt/format.h>

namespace registers {

namespace {

Text how_to_write(const Field& field, const Catalogue& catalogue) {
  switch (field.type) {
    case Type::date:
      return {"日期，例如 2024-09-01", "A date such as 2024-09-01"};
    case Type::integer:
      if (field.unit == "fen") return {"金额，以元为单位", "In yuan"};
      return field.scale > 0 ? Text{"数字", "A number"} : Text{"整数", "A whole number"};
    case Type::reference: {
      const Declaration* const to = catalogue.find(field.ref);
      if (to == nullptr) return {"单位的名称", "The name of the unit"};
      return {fmt::format("“{}”中的名称或编号", to->title.zh),
              fmt::format("Name or number of a record of \"{}\"", to->title.en)};
    }
    case Type::text:
      if (!field.choices.empty()) return {"从列表中选择", "Choose from the list"};
      if (field.format != Format::none) return {};
      return {fmt::format("最多 {} 个字符", field.max_length),
              fmt::format("At most {} characters", field.max_length)};
    case Type::boolean:
      return {"是或否", "Yes or no"};
    case Type::file:
      return {};  // no cell holds one
  }
  return {};
}

http::ColumnKind kind_of(const Field& field) {
  if (field.type == Type::date) return http::ColumnKind::date;
  if (field.type != Type::integer) return http::ColumnKind::text;
  return field.unit == "fen" || field.scale > 0 ? http::ColumnKind::decimal
                                                : http::ColumnKind::integer;
}

void add_line(Text& note, const Text& line) {
  if (line.empty()) return;
  if (!note.empty()) {
    note.zh += '\n';
    note.en += '\n';
  }
  note.zh += line.zh;
  note.en += line.en;
}

}  // namespace

http::Table import_template(const Declaration& declaration, const Catalogue& catalogue,
                            const std::set<std::string>& without) {
  http::Table table{declaration.title, {}, {}, true};
  for (const Field& field : declaration.fields) {
    if (!field.from_cells() || without.contains(field.name)) continue;
    if (field.by_steps) continue;
    http::Column& column = table.columns.emplace_back();
    column.title = field.title;
    column.kind = kind_of(field);
    if (field.unit == "fen") {
      column.title.zh += "（元）";
      column.title.en += " (yuan)";
    }
    if (field.required) {
      column.title.zh += '*';
      column.title.en += '*';
      add_line(column.note, {"必填", "Required"});
    }
    add_line(column.note, field.description);
    add_line(column.note, how_to_write(field, catalogue));
    for (const Choice& choice : field.choices) column.choices.push_back(choice.title);
    if (field.type == Type::boolean) column.choices = {{"是", "yes"}, {"否", "no"}};
  }
  return table;
}

}  // namespace registers
