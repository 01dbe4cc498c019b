#include "document/text_builder.hpp"

#include <algorithm>
#include <utility>

#include "document/refusal.hpp"

namespace document {

namespace {

constexpr std::string_view kLineSeparator = "\u2028";
// More columns than any table that people read; what a file claims beyond is not believed.
constexpr int kColumnsMax = 200;
constexpr int kRowsMax = 20'000;

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7F; }

// A cell is one stretch of its row: line breaks become U+2028, TAB a blank.
std::string cell_text(std::string_view text) {
  std::string line;
  text = trimmed(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      if (!line.ends_with(kLineSeparator)) line += kLineSeparator;
    } else if (c == '\t') {
      line += ' ';
    } else if (!is_control(static_cast<unsigned char>(c))) {
      line += c;
    }
  }
  return line;
}

}  // namespace

std::string_view trimmed(std::string_view utf8) {
  constexpr std::string_view kBlanks[] = {" ", "\t", "\n", "\r", "\u3000", "\u00A0", "\u2028"};
  const auto drop = [&](auto matches, auto remove) {
    bool again = true;
    while (again) {
      again = false;
      for (const std::string_view blank : kBlanks) {
        if (!matches(blank)) continue;
        remove(blank.size());
        again = true;
      }
    }
  };
  drop([&](std::string_view blank) { return utf8.starts_with(blank); },
       [&](std::size_t size) { utf8.remove_prefix(size); });
  drop([&](std::string_view blank) { return utf8.ends_with(blank); },
       [&](std::size_t size) { utf8.remove_suffix(size); });
  return utf8;
}

void TextBuilder::put(std::string_view text) {
  if (text.size() > bytes_max_ - std::min(bytes_max_, text_.size())) {
    throw too_large({"文件里的文字太多。请只上传方案本身，或拆成几份。",
                     "The file holds too much text. Upload only the plan itself, or split it."});
  }
  text_ += text;
}

void TextBuilder::add(std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!is_control(static_cast<unsigned char>(c)) || c == '\t' || c == '\n' || c == '\f') continue;
    put(text.substr(from, i - from));
    from = i + 1;
  }
  put(text.substr(from));
}

void TextBuilder::end_line() {
  if (!text_.empty() && text_.back() != '\n' && text_.back() != '\f') put("\n");
}

void TextBuilder::end_page() {
  end_line();
  put("\f");
}

void TextBuilder::add_table(const Rows& rows) {
  end_line();
  const std::size_t begin = text_.size();
  // By column: a cell from above that still stretches, and over how many more rows.
  std::vector<std::pair<std::string, int>> above;
  int row_count = 0;
  for (const std::vector<Cell>& row : rows) {
    if (++row_count > kRowsMax) {
      throw too_large({"文件里的表格行数太多，请拆成几份。",
                       "A table of the file has too many rows. Split it."});
    }
    std::vector<std::string> line;
    const auto take_from_above = [&] {
      while (line.size() < above.size() && above[line.size()].second > 0) {
        --above[line.size()].second;
        line.push_back(above[line.size()].first);
      }
    };
    for (const Cell& cell : row) {
      take_from_above();
      const std::string text = cell_text(cell.text);
      const int columns = std::clamp(cell.columns, 1, kColumnsMax);
      const int rows_more = std::clamp(cell.rows, 1, kRowsMax) - 1;
      for (int i = 0; i < columns && line.size() < std::size_t{kColumnsMax}; ++i) {
        if (above.size() <= line.size()) above.resize(line.size() + 1);
        above[line.size()] = {i == 0 ? text : "", rows_more};
        line.push_back(i == 0 ? text : "");
      }
    }
    take_from_above();
    if (std::all_of(line.begin(), line.end(), [](const auto& cell) { return cell.empty(); })) {
      continue;
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) put("\t");
      put(line[i]);
    }
    put("\n");
  }
  if (text_.size() > begin) tables_.push_back({begin, text_.size() - 1});
}

std::string TextBuilder::take_text() {
  end_line();
  return std::move(text_);
}

}  // namespace document
