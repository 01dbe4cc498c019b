#include "allocation_files/csv_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace allocation_files {

namespace {

[[noreturn]] void refuse(int line, const char* zh, const char* en) {
  throw base::bad_request({fmt::format("CSV 第 {} 行：{}。", line, zh),
                           fmt::format("Line {} of the CSV: {}.", line, en)});
}

void require_utf8(std::string_view text) {
  const std::size_t at = base::first_invalid_utf8(text);
  if (at == std::string_view::npos) return;
  const int line = 1 + static_cast<int>(std::ranges::count(text.substr(0, at), '\n'));
  if (base::looks_like_gb18030(text)) {
    refuse(line, "内容像是 GBK 编码，请另存为 UTF-8", "it looks like GBK; save it as UTF-8");
  }
  refuse(line, "不是 UTF-8 编码，请另存为 UTF-8", "it is not UTF-8; save it as UTF-8");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // The next row that is not blank.
  std::optional<CsvRow> next() {
    while (at_ < text_.size()) {
      CsvRow row = read_row();
      const bool blank =
          std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
      if (!blank) return row;
    }
    return std::nullopt;
  }

 private:
  bool at_end_of_line() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
  }

  CsvRow read_row() {
    CsvRow row{line_, {}};
    for (;;) {
      row.cells.push_back(at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_plain());
      if (at_end_of_line()) break;
      if (text_[at_] != ',') {
        refuse(line_, "引号之后只能是逗号或换行", "only a comma may follow a closing quote");
      }
      ++at_;
    }
    at_ += at_ < text_.size() && text_[at_] == '\r' ? 2 : 1;
    ++line_;
    return row;
  }

  std::string read_plain() {
    const std::size_t begin = at_;
    while (!at_end_of_line() && text_[at_] != ',') ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string read_quoted() {
    const int begun = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        if (at_ >= text_.size() || text_[at_] != '"') return cell;
      }
      if (text_[at_] == '\n') ++line_;
      cell += text_[at_];
    }
    refuse(begun, "引号没有结束", "a quote that begins here never ends");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

std::optional<std::string> section_name(const CsvRow& row) {
  const std::string& first = row.cells.front();
  const bool named = first.size() > 2 && first.front() == '[' && first.back() == ']';
  const bool alone = std::all_of(row.cells.begin() + 1, row.cells.end(),
                                 [](const std::string& cell) { return cell.empty(); });
  if (!named || !alone) return std::nullopt;
  return first.substr(1, first.size() - 2);
}

}  // namespace

std::vector<CsvSection> csv_sections(std::string_view text) {
  require_utf8(text);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<CsvSection> sections(1);
  Reader reader(text);
  while (auto row = reader.next()) {
    if (auto name = section_name(*row)) {
      if (std::ranges::find(sections, *name, &CsvSection::name) != sections.end()) {
        refuse(row->line, "这个表出现了两次，请合并", "this section is there twice; join them");
      }
      sections.push_back({std::move(*name), row->line, {}});
    } else {
      sections.back().rows.push_back(std::move(*row));
    }
  }
  return sections;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace allocation_files
