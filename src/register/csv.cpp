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

std::string decoded(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (base::is_utf8(bytes)) return std::string(bytes);
  if (!base::looks_like_gb18030(bytes)) {
    refuse(
        {"文件既不是 UTF-8 也不是 GB18030（GBK）编码。请在表格软件中另存为“CSV UTF-8”再导入。",
         "The file is neither UTF-8 nor GB18030. Save it as \"CSV UTF-8\" and import it again."});
  }
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), "gb18030");
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

char separator_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::ranges::count(line, candidate) > std::ranges::count(line, best)) best = candidate;
  }
  return best;
}

class Reader {
 public:
  Reader(std::string_view text, const CsvLimits& limits)
      : text_(text), separator_(separator_of(text)), limits_(limits) {}

  std::vector<std::vector<std::string>> read() {
    while (at_ < text_.size()) read_row();
    return std::move(rows_);
  }

 private:
  void read_row() {
    std::vector<std::string> row;
    for (;;) {
      row.push_back(read_cell());
      if (row.size() > limits_.columns_max) too_much("列", "columns", limits_.columns_max);
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      break;
    }
    end_line();
    const bool blank = std::ranges::all_of(row, [](const std::string& cell) {
      return cell.find_first_not_of(" \t") == std::string::npos;
    });
    if (blank) return;
    if (rows_.size() == limits_.rows_max) too_much("行", "rows", limits_.rows_max);
    rows_.push_back(std::move(row));
  }

  std::string read_cell() {
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
    const std::size_t end = std::min(text_.find_first_of(ends(), at_), text_.size());
    std::string cell(text_.substr(at_, end - at_));
    at_ = end;
    require_short(cell);
    return cell;
  }

  std::string read_quoted() {
    const std::size_t began = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        if (at_ == text_.size() || text_[at_] != '"') {
          require_short(cell);
          return cell;
        }
      } else if (c == '\n') {
        ++line_;
      }
      cell += c;
    }
    refuse({fmt::format("第 {} 行的引号没有结束。请检查该行的双引号。", began),
            fmt::format("A quote that begins in line {} does not end. Check it.", began)});
  }

  // The separator and both ends of line.
  std::string_view ends() {
    ends_[0] = separator_;
    return {ends_, sizeof ends_};
  }

  void end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
    } else if (at_ < text_.size() && (at_ == 0 || text_[at_ - 1] != '\r')) {
      refuse(
          {fmt::format("第 {} 行的引号之后还有内容。请检查该行的双引号。", line_),
           fmt::format("Something follows a closing quote in line {}. Check its quotes.", line_)});
    }
    ++line_;
  }

  void require_short(const std::string& cell) const {
    if (cell.size() > limits_.cell_bytes_max) {
      refuse({fmt::format("第 {} 行有一个单元格过长。", line_),
              fmt::format("A cell in line {} is too long.", line_)});
    }
  }

  [[noreturn]] static void too_much(const char* zh, const char* en, std::size_t most) {
    refuse({fmt::format("文件超过 {} {}。请分成几个文件导入。", most, zh),
            fmt::format("The file has more than {} {}. Import it in parts.", most, en)});
  }

  const std::string_view text_;
  const char separator_;
  const CsvLimits& limits_;
  char ends_[3] = {',', '\r', '\n'};
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace

std::vector<std::vector<std::string>> read_csv(std::string_view bytes, const CsvLimits& limits) {
  const std::string text = decoded(bytes);
  return Reader(text, limits).read();
}

}  // namespace registers
