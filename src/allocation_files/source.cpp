#include "allocation_files/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/record_json.hpp"

namespace allocation_files {

namespace {

template <class Number>
bool whole_cell(std::string_view cell, Number& number) {
  const char* const end = cell.begin() + cell.size();
  const auto [stop, error] = std::from_chars(cell.begin(), end, number);
  return error == std::errc() && stop == end;
}

base::Text no_mechanism() {
  return {"缺少 mechanism（分配办法），例如 parallel_preferences。",
          "There is no mechanism, such as parallel_preferences."};
}

}  // namespace

namespace detail {

boost::json::value integer_cell(std::string_view cell) {
  std::int64_t number = 0;
  return whole_cell(cell, number) ? boost::json::value(number) : boost::json::string(cell);
}

boost::json::value number_cell(std::string_view cell) {
  double number = 0;
  return whole_cell(cell, number) ? boost::json::value(number) : boost::json::string(cell);
}

boost::json::value boolean_cell(std::string_view cell) {
  if (cell == "true" || cell == "1" || cell == "是") return true;
  if (cell == "false" || cell == "0" || cell == "否") return false;
  return boost::json::string(cell);
}

std::vector<std::string_view> list_items(std::string_view cell) {
  std::vector<std::string_view> items;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find(';', begin), cell.size());
    items.push_back(cell.substr(begin, end - begin));
    begin = end + 1;
  }
  return items;
}

void require_columns(const CsvSection& section) {
  if (section.rows.empty()) return;
  const auto& columns = section.rows.front().cells;
  for (auto column = columns.begin(); column != columns.end(); ++column) {
    if (std::find(columns.begin(), column, *column) != column) {
      throw base::bad_request(
          {fmt::format("CSV 第 {} 行：列“{}”出现了两次。", section.rows.front().line, *column),
           fmt::format("Line {} of the CSV: the column \"{}\" is there twice.",
                       section.rows.front().line, *column)});
    }
  }
  for (const CsvRow& row : section.rows) {
    if (row.cells.size() > columns.size()) {
      throw base::bad_request(
          {fmt::format("CSV 第 {} 行：有 {} 格，而表头只有 {} 列。", row.line, row.cells.size(),
                       columns.size()),
           fmt::format("Line {} of the CSV: {} cells, but the header has {} columns.", row.line,
                       row.cells.size(), columns.size())});
    }
  }
}

}  // namespace detail

Source Source::json(std::string_view text) {
  Source source;
  source.json_ = http::parse_json(text);
  return source;
}

Source Source::csv(std::string_view text) {
  Source source;
  source.is_csv_ = true;
  source.sections_ = csv_sections(text);
  std::vector<std::string_view> names;
  for (CsvRow& row : source.sections_.front().rows) {
    row.cells.resize(std::max<std::size_t>(row.cells.size(), 2));
    const bool more = std::any_of(row.cells.begin() + 2, row.cells.end(),
                                  [](const std::string& cell) { return !cell.empty(); });
    if (more || row.cells[0].empty() || row.cells[1].empty()) {
      throw base::bad_request(
          {fmt::format("CSV 第 {} 行：第一个表之前每行须为“名称,值”。", row.line),
           fmt::format("Line {} of the CSV: before the first section a line is \"name,value\".",
                       row.line)});
    }
    if (std::ranges::find(names, row.cells[0]) != names.end()) {
      throw base::bad_request(
          {fmt::format("CSV 第 {} 行：“{}”出现了两次。", row.line, row.cells[0]),
           fmt::format("Line {} of the CSV: \"{}\" is there twice.", row.line, row.cells[0])});
    }
    names.emplace_back(row.cells[0]);
  }
  return source;
}

std::string Source::mechanism() const {
  if (is_csv_) {
    for (const CsvRow& row : sections_.front().rows) {
      if (row.cells[0] == "mechanism") return row.cells[1];
    }
  } else if (const auto* object = json_.if_object()) {
    const auto* name = object->if_contains("mechanism");
    if (name != nullptr && name->is_string()) return base::record_of<std::string>(*name);
  }
  throw base::bad_request(no_mechanism());
}

void Source::refuse(std::vector<base::FieldError> faults) const {
  if (faults.empty()) return;
  if (is_csv_) {
    for (base::FieldError& fault : faults) fault.field = place(fault.field);
  }
  const std::size_t count = faults.size();
  throw base::invalid({fmt::format("输入有 {} 处错误，没有进行分配。", count),
                       fmt::format("The input has {} faults; nothing was allocated.", count)},
                      std::move(faults));
}

// "/candidates/16/scores/total" → "[candidates] line 18, scores.total"
std::string Source::place(const std::string& pointer) const {
  std::vector<std::string> parts;
  for (std::size_t begin = 1; begin <= pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
    parts.push_back(pointer.substr(begin, end - begin));
    begin = end + 1;
  }
  if (parts.empty()) return "CSV";
  const auto section = std::ranges::find(sections_, parts[0], &CsvSection::name);
  if (section == sections_.end()) {
    const auto& settings = sections_.front().rows;
    const auto row =
        std::ranges::find(settings, parts[0], [](const CsvRow& r) { return r.cells[0]; });
    return row == settings.end() ? parts[0] : fmt::format("line {}, {}", row->line, parts[0]);
  }
  if (parts.size() == 1) return fmt::format("line {}, [{}]", section->line, parts[0]);
  const std::size_t row = std::strtoul(parts[1].c_str(), nullptr, 10) + 1;
  std::string text = fmt::format("line {}, [{}]", section->rows.at(row).line, parts[0]);
  if (parts.size() > 2) text += " " + parts[2];
  if (parts.size() > 3) text += "." + parts[3];
  return text;
}

}  // namespace allocation_files
