#include "register/csv.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace registers {

namespace {

using base::Text;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[noreturn]] void refuse(Text detail) { throw base::invalid(std::move(detail), {}); }

// GB18030 is decoded in pieces that end with a line, so that a long file is never there three
// times; no character of it has the byte of a line end.
std::string from_gb18030(std::string_view bytes) {
  constexpr std::size_t kPieceBytes = 1 << 20;
  std::string utf8;
  utf8.reserve(bytes.size() + bytes.size() / 2);
  while (!bytes.empty()) {
    std::size_t length = bytes.size();
    if (length > kPieceBytes) {
      length = std::min(bytes.find('\n', kPieceBytes), bytes.size() - 1) + 1;
    }
    const std::string_view text = bytes.substr(0, length);
    const icu::UnicodeString piece(text.data(), static_cast<std::int32_t>(text.size()), "gb18030");
    piece.toUTF8String(utf8);
    bytes.remove_prefix(length);
  }
  return utf8;
}

std::string decoded(std::string&& bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  if (base::is_utf8(bytes)) return std::move(bytes);
  if (!base::looks_like_gb18030(bytes)) {
    refuse(
        {"文件既不是 UTF-8 也不是 GB18030（GBK）编码。请在表格软件中另存为“CSV UTF-8”再导入。",
         "The file is neither UTF-8 nor GB18030. Save it as \"CSV UTF-8\" and import it again."});
  }
  return from_gb18030(bytes);
}

char separator_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::ranges::count(line, candidate) > std::ranges::count(line, best)) best = candidate;
  }
  return best;
}

[[noreturn]] void too_much(const char* zh, const char* en, std::size_t most) {
  refuse({fmt::format("文件超过 {} {}。请分成几个文件导入。", most, zh),
          fmt::format("The file has more than {} {}. Import it in parts.", most, en)});
}

}  // namespace

CsvReader::CsvReader(std::string bytes, const CsvLimits& limits)
    : text_(decoded(std::move(bytes))), limits_(limits), separator_(separator_of(text_)) {}

void CsvReader::rewind() {
  at_ = 0;
  line_ = 1;
  row_number_ = 0;
  rows_ = 0;
}

bool CsvReader::next(std::vector<std::string>& row) {
  while (at_ < text_.size()) {
    read_row(row);
    ++row_number_;
    const bool blank = std::ranges::all_of(row, [](const std::string& cell) {
      return cell.find_first_not_of(" \t") == std::string::npos;
    });
    if (blank) continue;
    if (++rows_ > limits_.rows_max) too_much("行", "rows", limits_.rows_max);
    return true;
  }
  row.clear();
  return false;
}

// The strings of the row before are written over, which spares most allocations.
void CsvReader::read_row(std::vector<std::string>& row) {
  std::size_t columns = 0;
  for (;;) {
    if (columns == limits_.columns_max) too_much("列", "columns", limits_.columns_max);
    if (columns == row.size()) row.emplace_back();
    read_cell(row[columns++]);
    if (at_ == text_.size() || text_[at_] != separator_) break;
    ++at_;
  }
  row.resize(columns);
  end_line();
}

void CsvReader::read_cell(std::string& cell) {
  if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(cell);
  } else {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n' &&
           text_[end] != '\r') {
      ++end;
    }
    cell.assign(text_, at_, end - at_);
    at_ = end;
  }
  require_short(cell);
}

void CsvReader::read_quoted(std::string& cell) {
  const std::size_t began = line_;
  cell.clear();
  for (++at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      ++at_;
      if (at_ == text_.size() || text_[at_] != '"') return;
    } else if (c == '\n') {
      ++line_;
    }
    cell += c;
  }
  refuse({fmt::format("第 {} 行的引号没有结束。请检查该行的双引号。", began),
          fmt::format("A quote that begins in line {} does not end. Check it.", began)});
}

void CsvReader::end_line() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') {
    ++at_;
  } else if (at_ < text_.size() && (at_ == 0 || text_[at_ - 1] != '\r')) {
    refuse({fmt::format("第 {} 行的引号之后还有内容。请检查该行的双引号。", line_),
            fmt::format("Something follows a closing quote in line {}. Check its quotes.", line_)});
  }
  ++line_;
}

void CsvReader::require_short(const std::string& cell) const {
  if (cell.size() > limits_.cell_bytes_max) {
    refuse({fmt::format("第 {} 行有一个单元格过长。", line_),
            fmt::format("A cell in line {} is too long.", line_)});
  }
}

}  // namespace registers
