#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "document/docx_numbering.hpp"
#include "document/readers.hpp"
#include "document/text_builder.hpp"
#include "document/xml_tree.hpp"

// The XML is at most 256 deep (xml_tree.hpp), so calls may follow it.
namespace document {

namespace {

int number_at(const xmlNode* node, std::string_view name, int otherwise) {
  const xmlNode* found = child(node, name);
  if (found == nullptr) return otherwise;
  const std::string text = attribute(found, "val");
  if (text.empty() || text.size() > 4 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    return otherwise;
  }
  return std::stoi(text);
}

// Label and text: a blank keeps "1" and "2020年" apart, and 一、 needs none.
std::string joined(const std::string& label, const std::string& text) {
  if (label.empty()) return text;
  const auto last = static_cast<unsigned char>(label.back());
  const bool closes = last >= 0x80 || last == '.' || last == ')';
  return label + (closes ? "" : " ") + text;
}

class DocxReader {
 public:
  DocxReader(const ZipArchive& archive, const Options& options)
      : archive_(archive),
        options_(options),
        numbering_(part("word/numbering.xml"), part("word/styles.xml")),
        builder_(options.text_bytes_max) {}

  Document read() {
    const XmlTree tree = parse_xml(part("word/document.xml"), "word/document.xml");
    const xmlNode* body = child(xmlDocGetRootElement(tree.get()), "body");
    if (body != nullptr) blocks(body, [this](const std::string& line) { put_line(line); });
    Document document;
    document.kind = Kind::docx;
    if (deletions_) {
      document.remarks.push_back(
          {"文件带有修订痕迹：已按接受全部修订后的文字读入。",
           "The file has tracked changes: it was read as if all were accepted."});
    }
    for (const auto& [name, what] :
         {std::pair<std::string, base::Text>{"word/footnotes.xml", {"脚注", "Footnotes"}},
          {"word/endnotes.xml", {"尾注", "Endnotes"}},
          {"word/comments.xml", {"批注", "Comments"}}}) {
      remark_aside(document, name, what);
    }
    constexpr int kHeadersMax = 12;
    for (int i = 1; i <= kHeadersMax; ++i) {
      remark_aside(document, fmt::format("word/header{}.xml", i), {"页眉", "Page header"});
      remark_aside(document, fmt::format("word/footer{}.xml", i), {"页脚", "Page footer"});
    }
    document.text = builder_.take_text();
    document.tables = builder_.take_tables();
    return document;
  }

 private:
  struct CellLines {
    std::string* text;
    void operator()(const std::string& line) const {
      const std::string_view inner = trimmed(line);
      if (inner.empty()) return;
      if (!text->empty()) *text += '\n';
      *text += inner;
    }
  };

  std::string part(const std::string& name) const {
    return archive_.read(name, options_.unpacked_bytes_max).value_or("");
  }

  // What stands beside the text is no part of it, but said, not dropped.
  void remark_aside(Document& document, const std::string& name, const base::Text& what) {
    constexpr std::size_t kQuotedBytesMax = 600;
    const std::string xml = part(name);
    if (xml.empty()) return;
    const XmlTree tree = parse_xml(xml, name);
    std::string text;
    const auto add = [&text](const std::string& line) {
      const std::string_view inner = trimmed(line);
      if (inner.empty()) return;
      if (!text.empty()) text += " / ";
      text += inner;
    };
    const xmlNode* root = xmlDocGetRootElement(tree.get());
    for (const xmlNode* at = root->children; at != nullptr; at = at->next) {
      const std::string_view kind = name_of(at);
      if (kind == "footnote" || kind == "endnote" || kind == "comment") blocks(at, add);
    }
    blocks(root, add);
    if (text.empty()) return;
    if (text.size() > kQuotedBytesMax) {
      std::size_t end = kQuotedBytesMax;
      while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
      text.resize(end);
      text += "…";
    }
    document.remarks.push_back(
        {fmt::format("{}不属于正文，未参与起草：{}", what.zh, text),
         fmt::format("{} stand beside the text and were not drafted from: {}", what.en, text)});
  }

  void put_line(const std::string& line) {
    builder_.add(trimmed(line));
    builder_.end_line();
  }

  // Paragraphs and tables in order.
  template <class Put>
  void blocks(const xmlNode* parent, const Put& put) {
    for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
      const std::string_view name = name_of(at);
      if (name == "p") {
        paragraph(at, put);
      } else if (name == "tbl") {
        table(at, put);
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" ||
                 name == "customXml" || name == "smartTag") {
        blocks(at, put);
      } else if (name == "del" || name == "moveFrom") {
        deletions_ = true;
      }
    }
  }

  template <class Put>
  void paragraph(const xmlNode* node, const Put& put) {
    std::optional<int> num_id;
    std::optional<int> level;
    std::string style;
    if (const xmlNode* properties = child(node, "pPr")) {
      if (const xmlNode* named = child(properties, "pStyle")) style = attribute(named, "val");
      if (const xmlNode* numbers = child(properties, "numPr")) {
        if (child(numbers, "numId") != nullptr) num_id = number_at(numbers, "numId", 0);
        if (child(numbers, "ilvl") != nullptr) level = number_at(numbers, "ilvl", 0);
      }
    }
    std::string text;
    std::vector<const xmlNode*> boxes;
    runs(node, text, boxes);
    // Word numbers an empty paragraph too, but nobody sees a number without text.
    const bool empty = trimmed(text).empty();
    if (!empty) {
      text = joined(numbering_.next_label(num_id, level, style), text);
      std::size_t from = 0;
      for (;;) {
        const std::size_t end = text.find('\n', from);
        put(text.substr(from, end == std::string::npos ? end : end - from));
        if (end == std::string::npos) break;
        from = end + 1;
      }
    }
    for (const xmlNode* box : boxes) blocks(box, put);
  }

  void runs(const xmlNode* parent, std::string& text, std::vector<const xmlNode*>& boxes) {
    for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
      const std::string_view name = name_of(at);
      if (name == "t") {
        for (const xmlNode* piece = at->children; piece != nullptr; piece = piece->next) {
          if (is_text(piece)) text += text_of(piece);
        }
      } else if (name == "tab" || name == "ptab") {
        text += "  ";  // TAB itself would look like a table
      } else if (name == "br" || name == "cr") {
        text += '\n';
      } else if (name == "noBreakHyphen") {
        text += '-';
      } else if (name == "del" || name == "moveFrom") {
        deletions_ = true;
      } else if (name == "txbxContent") {
        boxes.push_back(at);
      } else if (name != "pPr" && name != "rPr" && name != "instrText" && name != "Fallback") {
        runs(at, text, boxes);
      }
    }
  }

  template <class Put>
  void table(const xmlNode* node, const Put& put) {
    if constexpr (std::is_same_v<Put, CellLines>) {
      // A table inside a cell: its cells follow each other.
      for (const std::vector<Cell>& row : rows_of(node)) {
        std::string line;
        for (const Cell& cell : row) line += (line.empty() ? "" : " ") + cell.text;
        put(line);
      }
    } else {
      builder_.add_table(rows_of(node));
    }
  }

  Rows rows_of(const xmlNode* node) {
    Rows rows;
    add_rows(node, rows);
    // Word says "continues the cell above" instead of how many rows a cell stretches over.
    struct Running {
      std::size_t row = 0;
      std::size_t cell = 0;
    };
    std::map<int, Running> running;  // by first column
    Rows merged;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      int column = 0;
      std::vector<Cell>& row = merged.emplace_back();
      for (const Cell& cell : rows[r]) {
        const auto from_above = running.find(column);
        if (cell.rows == kContinues && from_above != running.end()) {
          ++merged[from_above->second.row][from_above->second.cell].rows;
        } else {
          running.erase(column);
          if (cell.rows == kBegins) running[column] = {r, row.size()};
          row.push_back({cell.text, cell.columns, 1});
        }
        column += cell.columns;
      }
    }
    return merged;
  }

  static constexpr int kBegins = -1;
  static constexpr int kContinues = -2;

  void add_rows(const xmlNode* parent, Rows& rows) {
    constexpr int kColumnsMax = 200;
    for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
      const std::string_view name = name_of(at);
      if (name == "tr") {
        rows.emplace_back();
        add_cells(at, rows.back(), kColumnsMax);
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml") {
        add_rows(at, rows);
      } else if (name == "del") {
        deletions_ = true;
      }
    }
  }

  void add_cells(const xmlNode* parent, std::vector<Cell>& row, int columns_max) {
    for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
      const std::string_view name = name_of(at);
      if (name == "tc") {
        Cell cell;
        if (const xmlNode* properties = child(at, "tcPr")) {
          cell.columns = std::clamp(number_at(properties, "gridSpan", 1), 1, columns_max);
          if (const xmlNode* merge = child(properties, "vMerge")) {
            cell.rows = attribute(merge, "val") == "restart" ? kBegins : kContinues;
          }
        }
        blocks(at, CellLines{&cell.text});
        row.push_back(std::move(cell));
      } else if (name == "sdt" || name == "sdtContent" || name == "customXml") {
        add_cells(at, row, columns_max);
      }
    }
  }

  const ZipArchive& archive_;
  const Options& options_;
  DocxNumbering numbering_;
  TextBuilder builder_;
  bool deletions_ = false;
};

}  // namespace

Document read_docx(const ZipArchive& archive, const Options& options) {
  return DocxReader(archive, options).read();
}

}  // namespace document
