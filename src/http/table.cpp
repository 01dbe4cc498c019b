#include "http/table.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
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
  // Hardly any text begins with a byte that one of them has.
  constexpr std::string_view kFirstBytes = "=+-@\t\r\n\xEF";
  if (cell.empty() || kFirstBytes.find(cell.front()) == std::string_view::npos) return false;
  return std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view opening) { return cell.starts_with(opening); });
}

void add_csv_cell(const std::string& cell, ColumnKind kind, std::string& out) {
  if (is_numeric(kind) && plain_number(cell)) {
    out += cell;
    if (kind == ColumnKind::percent) out += '%';
    return;
  }
  const bool guarded = could_run(cell);
  const bool quoted = cell.find_first_of(",\"\r\n") != std::string::npos;
  if (quoted) out += '"';
  if (guarded) out += '\'';
  if (!quoted) {
    out += cell;
    return;
  }
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void add_csv_row(std::span<const std::string> row, const std::vector<Column>& columns,
                 std::string& out) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    add_csv_cell(row[i], columns[i].kind, out);
  }
  out += "\r\n";
}

std::string csv_head(const Table& table, Language language) {
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += ',';
    add_csv_cell(in_language(table.columns[i].title, language), ColumnKind::text, out);
  }
  return out + "\r\n";
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

std::size_t title_width(const Column& column, Language language) {
  constexpr std::size_t kFilterButton = 3;
  return display_width(in_language(column.title, language)) + kFilterButton;
}

double column_width(std::size_t widest) {
  constexpr std::size_t kWidthMin = 6;
  constexpr std::size_t kWidthMax = 60;
  return static_cast<double>(std::clamp(widest, kWidthMin, kWidthMax));
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

void set_up_page(lxw_worksheet* sheet, std::size_t columns, lxw_row_t last_row,
                 const std::string& title) {
  constexpr std::uint8_t kA4 = 9;
  const auto last_column = static_cast<lxw_col_t>(columns - 1);
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, kA4);
  worksheet_fit_to_pages(sheet, 1, 0);
  require(worksheet_repeat_rows(sheet, 0, 0), "print titles");
  require(worksheet_autofilter(sheet, 0, 0, last_row, last_column), "filter");
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
                        const std::vector<std::size_t>& widths, Language language,
                        const Formats& formats) {
  constexpr lxw_row_t kRowsToFillIn = 5000;
  std::size_t most = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const auto at = static_cast<lxw_col_t>(i);
    require(worksheet_set_column(sheet, at, at, column_width(widths[i]),
                                 format_of(column.kind, formats)),
            "column");
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
  return csv_head(table, language) + csv_rows(table);
}

std::string csv_rows(const Table& table) {
  check_shape(table);
  std::string out;
  for (const auto& row : table.rows) add_csv_row(row, table.columns, out);
  return out;
}

namespace {

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(const Table& head, Language language, const std::filesystem::path& path)
      : columns_(head.columns),
        out_(path, std::ios::binary | std::ios::trunc),
        waiting_(csv_head(head, language)) {}

  void add(std::span<const std::string> row) override {
    constexpr std::size_t kBytesAtOnce = 1 << 20;
    if (row.size() != columns_.size()) throw std::logic_error("a row of another length");
    add_csv_row(row, columns_, waiting_);
    if (waiting_.size() > kBytesAtOnce) flush();
  }

  void finish() override {
    flush();
    out_.close();
    if (!out_) throw std::runtime_error("CSV: the file cannot be written");
  }

 private:
  void flush() {
    out_ << waiting_;
    waiting_.clear();
    if (!out_) throw std::runtime_error("CSV: the file cannot be written");
  }

  const std::vector<Column> columns_;
  std::ofstream out_;
  std::string waiting_;
};

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(const Table& head, Language language, const std::filesystem::path& path)
      : head_{head.title, head.columns, {}, head.to_fill_in},
        language_(language),
        folder_(path.parent_path().string()) {
    if (head_.columns.empty()) throw std::logic_error("a table without columns");
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    workbook_.reset(workbook_new_opt(path.c_str(), &options));
    if (!workbook_) throw std::runtime_error("XLSX: no workbook");
    const std::string name = sheet_name(in_language(head_.title, language));
    sheet_ = workbook_add_worksheet(workbook_.get(), name.c_str());
    if (sheet_ == nullptr) throw std::runtime_error("XLSX: no sheet");
    formats_ = make_formats(workbook_.get());
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      widths_.push_back(title_width(head_.columns[i], language));
      const auto column = static_cast<lxw_col_t>(i);
      write_text(sheet_, 0, column, in_language(head_.columns[i].title, language), formats_.header);
      // Only now: a row that is written is forgotten with the next one.
      const std::string& note = in_language(head_.columns[i].note, language);
      if (head_.to_fill_in && !note.empty()) {
        require(worksheet_write_comment(sheet_, 0, column, note.c_str()), "note");
      }
    }
  }

  void add(std::span<const std::string> row) override {
    if (row.size() != head_.columns.size()) throw std::logic_error("a row of another length");
    if (++rows_ >= kSheetRowsMax) {
      throw base::invalid(
          {fmt::format("超过一张工作表的上限 {} 行；请缩小范围，或导出为 CSV。", kSheetRowsMax - 1),
           fmt::format("A sheet holds no more than {} rows; narrow the list or take it as CSV.",
                       kSheetRowsMax - 1)},
          {});
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths_[i] = std::max(widths_[i], display_width(row[i]) + 1);
      write_cell(sheet_, static_cast<lxw_row_t>(rows_), static_cast<lxw_col_t>(i), row[i],
                 head_.columns[i].kind, formats_);
    }
  }

  void finish() override {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      require(worksheet_set_column(sheet_, column, column, column_width(widths_[i]), nullptr),
              "column");
    }
    if (head_.to_fill_in) {
      prepare_to_fill_in(workbook_.get(), sheet_, head_, widths_, language_, formats_);
    }
    set_up_page(sheet_, head_.columns.size(), static_cast<lxw_row_t>(rows_),
                in_language(head_.title, language_));
    require(workbook_close(workbook_.release()), "close");
  }

 private:
  const Table head_;
  const Language language_;
  std::string folder_;  // the library's option is a plain char*
  // workbook_close frees the workbook even when it fails; before that, only we can.
  std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> workbook_{nullptr, lxw_workbook_free};
  lxw_worksheet* sheet_ = nullptr;
  Formats formats_;
  std::vector<std::size_t> widths_;
  std::size_t rows_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> table_writer(const Table& head, TableFormat format, Language language,
                                          const std::filesystem::path& path) {
  if (format == TableFormat::csv) return std::make_unique<CsvWriter>(head, language, path);
  return std::make_unique<XlsxWriter>(head, language, path);
}

void write_xlsx(const Table& table, Language language, const std::filesystem::path& path) {
  check_shape(table);
  XlsxWriter writer(table, language, path);
  for (const auto& row : table.rows) writer.add(row);
  writer.finish();
}

std::string_view media_type(TableFormat format) {
  return format == TableFormat::csv
             ? "text/csv; charset=utf-8; header=present"
             : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
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

Response attachment(std::string bytes, const std::string& media_type, std::string_view file_name) {
  Response response;
  response.body = std::move(bytes);
  response.set("Content-Type", media_type);
  response.set("Content-Disposition", content_disposition(file_name));
  response.set("Cache-Control", "private, no-store");
  return response;
}

Response download(const Table& table, TableFormat format, std::string_view name,
                  const Request& request, const std::filesystem::path& temporary_folder) {
  Response response;
  if (format == TableFormat::csv) {
    response.body = csv(table, request.language);
    response.add("Content-Type", std::string(media_type(format)));
    response.add("Content-Disposition", content_disposition(fmt::format("{}.csv", name)));
    return response;
  }
  const auto file = std::make_shared<TemporaryFile>(temporary_file(temporary_folder));
  write_xlsx(table, request.language, file->path());
  response.file = file->path();
  response.temporary = file;
  response.add("Content-Type", std::string(media_type(format)));
  response.add("Content-Disposition", content_disposition(fmt::format("{}.xlsx", name)));
  return response;
}

}  // namespace http
