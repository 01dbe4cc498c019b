#include "http/table.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "base/date.hpp"
#include "base/problem.hpp"

namespace http {

namespace {

constexpr std::size_t kSheetRowsMax = 1'048'576;  // of the file format, header included
constexpr std::size_t kCellCharactersMax = 32'767;
constexpr std::size_t kExactDigits = 15;  // a spreadsheet rounds numbers that have more
constexpr std::size_t kSheetNameCharactersMax = 31;

const std::string& in_language(const base::Text& text, Language language) {
  const bool english = language == Language::en && !text.en.empty();
  return english ? text.en : text.zh;
}

// Digits with one optional sign and point: what a spreadsheet reads as the number it looks like.
std::optional<double> plain_number(const std::string& cell) {
  if (cell.empty() || cell.find_first_not_of("-.0123456789") != std::string::npos) {
    return std::nullopt;
  }
  double number = 0;
  const char* const end = cell.data() + cell.size();
  const auto [stop, error] = std::from_chars(cell.data(), end, number, std::chars_format::fixed);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

bool is_numeric(ColumnKind kind) {
  return kind == ColumnKind::integer || kind == ColumnKind::decimal || kind == ColumnKind::percent;
}

// What spreadsheets take for the beginning of a formula, in full width too.
bool could_run(std::string_view cell) {
  constexpr std::array<std::string_view, 11> kOpenings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                       "\n", "＝", "＋", "－", "＠"};
  return std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view opening) { return cell.starts_with(opening); });
}

std::string csv_cell(const std::string& cell, ColumnKind kind) {
  const bool number = is_numeric(kind) && plain_number(cell);
  if (number) return kind == ColumnKind::percent ? cell + '%' : cell;
  std::string guarded = could_run(cell) ? "'" + cell : cell;
  if (guarded.find_first_of(",\"\r\n") == std::string::npos) return guarded;
  std::string quoted = "\"";
  for (const char c : guarded) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

// The first `count` characters of well-formed UTF-8.
// Width in columns of a fixed font: a Han character takes two.
std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      width += 1;
    } else if (byte >= 0xC0) {
      width += byte >= 0xE0 ? 2 : 1;
    }
  }
  return width;
}

double column_width(const Table& table, std::size_t column, Language language) {
  constexpr std::size_t kWidthMin = 6;
  constexpr std::size_t kWidthMax = 60;
  constexpr std::size_t kFilterButton = 3;
  std::size_t width =
      display_width(in_language(table.columns[column].title, language)) + kFilterButton;
  for (const auto& row : table.rows) width = std::max(width, display_width(row[column]) + 1);
  return static_cast<double>(std::clamp(width, kWidthMin, kWidthMax));
}

// A sheet name may not contain these, nor be longer than 31 characters.
std::string sheet_name(const std::string& title) {
  std::string name;
  for (const char c : title)
    name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  name = base::first_characters(name, kSheetNameCharactersMax);
  return name.empty() ? "Sheet1" : name;
}

void require(lxw_error error, const char* what) {
  if (error != LXW_NO_ERROR) {
    throw std::runtime_error(fmt::format("XLSX: {}: {}", what, lxw_strerror(error)));
  }
}

struct Formats {
  lxw_format* header = nullptr;
  lxw_format* text = nullptr;
  lxw_format* integer = nullptr;
  lxw_format* decimal = nullptr;
  lxw_format* percent = nullptr;
  lxw_format* date = nullptr;
};

Formats make_formats(lxw_workbook* workbook) {
  const auto with = [&](const char* number_format) {
    lxw_format* format = workbook_add_format(workbook);
    format_set_num_format(format, number_format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
  };
  Formats formats;
  formats.header = workbook_add_format(workbook);
  format_set_bold(formats.header);
  format_set_text_wrap(formats.header);
  format_set_bottom(formats.header, LXW_BORDER_THIN);
  formats.text = with("@");
  format_set_text_wrap(formats.text);
  formats.integer = with("0");
  formats.decimal = with("0.00");
  formats.percent = with("0.0%");
  formats.date = with("yyyy-mm-dd");
  return formats;
}

void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& cell,
                lxw_format* format) {
  const std::string fitting = base::first_characters(cell, kCellCharactersMax);
  require(worksheet_write_string(sheet, row, column, fitting.c_str(), format), "cell");
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& cell,
                ColumnKind kind, const Formats& formats) {
  if (cell.empty()) return;
  const std::optional<double> number = is_numeric(kind) ? plain_number(cell) : std::nullopt;
  const std::optional<base::Date> date =
      kind == ColumnKind::date ? base::Date::parse(cell) : std::nullopt;
  if (number && cell.size() <= kExactDigits) {
    const double value = kind == ColumnKind::percent ? *number / 100 : *number;
    lxw_format* format = kind == ColumnKind::integer   ? formats.integer
                         : kind == ColumnKind::percent ? formats.percent
                                                       : formats.decimal;
    require(worksheet_write_number(sheet, row, column, value, format), "number");
  } else if (date) {
    lxw_datetime moment{};
    moment.year = date->year();
    moment.month = static_cast<int>(date->month());
    moment.day = static_cast<int>(date->day());
    require(worksheet_write_datetime(sheet, row, column, &moment, formats.date), "date");
  } else {
    write_text(sheet, row, column, cell, formats.text);
  }
}

void set_up_page(lxw_worksheet* sheet, const Table& table, const std::string& title) {
  constexpr std::uint8_t kA4 = 9;
  const auto last_column = static_cast<lxw_col_t>(table.columns.size() - 1);
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, kA4);
  worksheet_fit_to_pages(sheet, 1, 0);
  require(worksheet_repeat_rows(sheet, 0, 0), "print titles");
  require(worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()), last_column),
          "filter");
  // "&" opens a code in a page header; headers longer than 255 characters are refused.
  constexpr std::size_t kHeaderCharacters = 100;
  std::string header = "&C";
  for (const char c : base::first_characters(title, kHeaderCharacters)) {
    header += c;
    if (c == '&') header += '&';
  }
  require(worksheet_set_header(sheet, header.c_str()), "page header");
  require(worksheet_set_footer(sheet, "&C&P / &N"), "page footer");
}

lxw_format* format_of(ColumnKind kind, const Formats& formats) {
  switch (kind) {
    case ColumnKind::integer:
      return formats.integer;
    case ColumnKind::decimal:
      return formats.decimal;
    case ColumnKind::percent:
      return formats.percent;
    case ColumnKind::date:
      return formats.date;
    case ColumnKind::text:
      return formats.text;
  }
  return formats.text;
}

// Excel takes a list of at most 255 characters in place, so all lists stand on a hidden sheet.
void prepare_to_fill_in(lxw_workbook* workbook, lxw_worksheet* sheet, const Table& table,
                        Language language, const Formats& formats) {
  constexpr lxw_row_t kRowsToFillIn = 5000;
  std::size_t most = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const auto at = static_cast<lxw_col_t>(i);
    require(worksheet_set_column(sheet, at, at, column_width(table, i, language),
                                 format_of(column.kind, formats)),
            "column");
    const std::string& note = in_language(column.note, language);
    if (!note.empty()) require(worksheet_write_comment(sheet, 0, at, note.c_str()), "note");
    most = std::max(most, column.choices.size());
  }
  if (most == 0) return;
  lxw_worksheet* lists = workbook_add_worksheet(workbook, "choices");
  if (lists == nullptr) throw std::runtime_error("XLSX: no sheet");
  worksheet_hide(lists);
  for (std::size_t r = 0; r < most; ++r) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (r >= table.columns[i].choices.size()) continue;
      write_text(lists, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(i),
                 in_language(table.columns[i].choices[r], language), formats.text);
    }
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::size_t count = table.columns[i].choices.size();
    if (count == 0) continue;
    const auto at = static_cast<lxw_col_t>(i);
    std::array<char, LXW_MAX_FORMULA_RANGE_LENGTH> range{};
    std::string list_sheet = "choices";
    lxw_rowcol_to_formula_abs(range.data(), list_sheet.c_str(), 0, at,
                              static_cast<lxw_row_t>(count - 1), at);
    std::string formula = "=" + std::string(range.data());
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    validation.value_formula = formula.data();
    require(worksheet_data_validation_range(sheet, 1, at, kRowsToFillIn, at, &validation),
            "drop-down");
  }
}

void check_shape(const Table& table) {
  if (table.columns.empty()) throw std::logic_error("a table without columns");
  for (const auto& row : table.rows) {
    if (row.size() != table.columns.size()) throw std::logic_error("a row of another length");
  }
}

std::filesystem::path temporary_file(const std::filesystem::path& folder) {
  std::string name = (folder / "export-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) {
    throw std::system_error(errno, std::generic_category(), "cannot make a temporary file");
  }
  ::close(descriptor);
  return name;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

TableFormat table_format(std::string_view name) {
  if (name == "csv") return TableFormat::csv;
  if (name == "xlsx") return TableFormat::xlsx;
  throw base::bad_request({"导出格式须为 csv 或 xlsx。", "The format must be csv or xlsx."},
                          {{"format", {"须为 csv 或 xlsx", "must be csv or xlsx"}}});
}

std::string csv(const Table& table, Language language) {
  check_shape(table);
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += ',';
    out += csv_cell(in_language(table.columns[i].title, language), ColumnKind::text);
  }
  out += "\r\n";
  return out + csv_rows(table);
}

std::string csv_rows(const Table& table) {
  check_shape(table);
  std::string out;
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      out += csv_cell(row[i], table.columns[i].kind);
    }
    out += "\r\n";
  }
  return out;
}

void write_xlsx(const Table& table, Language language, const std::filesystem::path& path) {
  check_shape(table);
  if (table.rows.size() >= kSheetRowsMax) {
    throw base::invalid({fmt::format("共 {} 行，超过一张工作表的上限；请缩小范围，或导出为 CSV。",
                                     table.rows.size()),
                         fmt::format("{} rows are more than a sheet holds; narrow the list or take "
                                     "it as CSV.",
                                     table.rows.size())},
                        {});
  }
  std::string folder = path.parent_path().string();  // the library's option is a plain char*
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  // workbook_close frees the workbook even when it fails; before that, only we can.
  std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> workbook(
      workbook_new_opt(path.c_str(), &options), lxw_workbook_free);
  if (!workbook) throw std::runtime_error("XLSX: no workbook");
  const std::string& title = in_language(table.title, language);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook.get(), sheet_name(title).c_str());
  if (sheet == nullptr) throw std::runtime_error("XLSX: no sheet");
  const Formats formats = make_formats(workbook.get());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    require(worksheet_set_column(sheet, column, column, column_width(table, i, language), nullptr),
            "column");
    write_text(sheet, 0, column, in_language(table.columns[i].title, language), formats.header);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      write_cell(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), table.rows[r][c],
                 table.columns[c].kind, formats);
    }
  }
  if (table.to_fill_in) prepare_to_fill_in(workbook.get(), sheet, table, language, formats);
  set_up_page(sheet, table, title);
  require(workbook_close(workbook.release()), "close");
}

std::string content_disposition(std::string_view file_name) {
  std::string plain;
  for (const char c : file_name) {
    const bool harmless = c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '/' && c != '%';
    if (harmless) {
      plain += c;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      plain += '_';  // one for each character
    }
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain,
                     percent_encoded(file_name));
}

Response download(const Table& table, TableFormat format, std::string_view name,
                  const Request& request, const std::filesystem::path& temporary_folder) {
  Response response;
  if (format == TableFormat::csv) {
    response.body = csv(table, request.language);
    response.add("Content-Type", "text/csv; charset=utf-8; header=present");
    response.add("Content-Disposition", content_disposition(fmt::format("{}.csv", name)));
    return response;
  }
  const auto file = std::make_shared<TemporaryFile>(temporary_file(temporary_folder));
  write_xlsx(table, request.language, file->path());
  response.file = file->path();
  response.temporary = file;
  response.add("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  response.add("Content-Disposition", content_disposition(fmt::format("{}.xlsx", name)));
  return response;
}

}  // namespace http
