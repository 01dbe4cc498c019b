#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
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

// Where paragraphs and tables go, in order.
class Sink {
 public:
  Sink() = default;
  virtual ~Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  virtual void line(const std::string& text) = 0;
  virtual void table(const Rows& rows) = 0;
};

class Body : public Sink {
 public:
  explicit Body(TextBuilder& builder) : builder_(builder) {}

  void line(const std::string& text) override {
    builder_.add(trimmed(text));
    builder_.end_line();
  }
  void table(const Rows& rows) override { builder_.add_table(rows); }

 private:
  TextBuilder& builder_;
};

// One text, of a cell or of what stands beside the body: cells of a table in it follow each other.
class Joined : public Sink {
 public:
  explicit Joined(std::string_view separator) : separator_(separator) {}

  void line(const std::string& text) override {
    const std::string_view inner = trimmed(text);
    if (inner.empty()) return;
    if (!text_.empty()) text_ += separator_;
    text_ += inner;
  }
  void table(const Rows& rows) override {
    for (const std::vector<Cell>& row : rows) {
      std::string cells;
      for (const Cell& cell : row) cells += (cells.empty() ? "" : " ") + cell.text;
      line(cells);
    }
  }
  std::string take() { return std::move(text_); }

 private:
  std::string_view separator_;
  std::string text_;
};

class DocxReader {
 public:
  DocxReader(ZipArchive& archive, const Options& options)
      : archive_(archive),
        numbering_(part("word/numbering.xml"), part("word/styles.xml")),
        builder_(options.text_bytes_max) {}

  Document read() {
    const XmlTree tree = parse_xml(part("word/document.xml"), "word/document.xml");
    const xmlNode* body = child(xmlDocGetRootElement(tree.get()), "body");
    Body text(builder_);
    if (body != nullptr) blocks(body, text);
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
  std::string part(const std::string& name) { return archive_.read(name).value_or(""); }

  // What stands beside the text is no part of it, but said, not dropped.
  void remark_aside(Document& document, const std::string& name, const base::Text& what) {
    constexpr std::size_t kQuotedCharactersMax = 200;
    const std::string xml = part(name);
    if (xml.empty()) return;
    const XmlTree tree = parse_xml(xml, name);
    Joined aside(" / ");
    const xmlNode* root = xmlDocGetRootElement(tree.get());
    for (const xmlNode* at = root->children; at != nullptr; at = at->next) {
      const std::string_view kind = name_of(at);
      if (kind == "footnote" || kind == "endnote" || kind == "comment") blocks(at, aside);
    }
    blocks(root, aside);
    const std::string text = base::shortened(aside.take(), kQuotedCharactersMax);
    if (text.empty()) return;
    document.remarks.push_back(
        {fmt::format("{}不属于正文，未参与起草：{}", what.zh, text),
         fmt::format("{} stand beside the text and were not drafted from: {}", what.en, text)});
  }

  void blocks(const xmlNode* parent, Sink& sink) {
    for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
      const std::string_view name = name_of(at);
      if (name == "p") {
        paragraph(at, sink);
      } else if (name == "tbl") {
        sink.table(rows_of(at));
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" ||
                 name == "customXml" || name == "smartTag") {
        blocks(at, sink);
      } else if (name == "del" || name == "moveFrom") {
        deletions_ = true;
      }
    }
  }

  void paragraph(const xmlNode* node, Sink& sink) {
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
        sink.line(text.substr(from, end == std::string::npos ? end : end - from));
        if (end == std::string::npos) break;
        from = end + 1;
      }
    }
    for (const xmlNode* box : boxes) blocks(box, sink);
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
        Joined lines("\n");
        blocks(at, lines);
        cell.text = lines.take();
        row.push_back(std::move(cell));
      } else if (name == "sdt" || name == "sdtContent" || name == "customXml") {
        add_cells(at, row, columns_max);
      }
    }
  }

  ZipArchive& archive_;
  DocxNumbering numbering_;
  TextBuilder builder_;
  bool deletions_ = false;
};

}  // namespace

Document read_docx(ZipArchive& archive, const Options& options) {
  return DocxReader(archive, options).read();
}

}  // namespace document
