#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "document/readers.hpp"
#include "document/refusal.hpp"
#include "document/text_builder.hpp"
#include "document/xml_tree.hpp"

namespace document {

namespace {

using Names = std::set<std::string_view>;

const Names kBlocks = {
    "address", "article", "aside", "blockquote", "body",   "caption", "center", "dd",
    "div",     "dl",      "dt",    "footer",     "form",   "h1",      "h2",     "h3",
    "h4",      "h5",      "h6",    "header",     "hr",     "li",      "main",   "nav",
    "ol",      "p",       "pre",   "section",    "table",  "tbody",   "td",     "tfoot",
    "th",      "thead",   "tr",    "ul",         "option", "fieldset"};

// What a browser does not show as text of the page.
const Names kUnseen = {"script", "style", "head", "noscript", "template", "iframe", "object"};

// Calls enter(node) before the children of a node, which are left out if it answers false, and
// leave(node) after them. A page may be nested deeper than a stack of calls can follow.
template <class Enter, class Leave>
void walk(const xmlNode* root, Enter enter, Leave leave) {
  const xmlNode* at = root;
  while (at != nullptr) {
    if (enter(at) && at->children != nullptr) {
      at = at->children;
      continue;
    }
    while (at != nullptr) {
      leave(at);
      if (at == root) return;
      if (at->next != nullptr) {
        at = at->next;
        break;
      }
      at = at->parent;
    }
  }
}

// White space of the source is one blank on the page.
void add_collapsed(std::string& to, std::string_view text) {
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!blank) {
      to += c;
    } else if (!to.empty() && to.back() != ' ' && to.back() != '\n') {
      to += ' ';
    }
  }
}

int number_of(const xmlNode* node, std::string_view attribute_name) {
  const std::string text = attribute(node, attribute_name);
  if (text.empty() || text.size() > 4) return 1;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 1;
    number = number * 10 + (c - '0');
  }
  return number;
}

// Pages use tables to place things. One that holds tables, one column, one row, or whole chapters
// in a cell is such a one.
std::set<const xmlNode*> tables_of_data(const xmlNode* root) {
  constexpr int kParagraphsInCellMax = 12;
  struct Open {
    const xmlNode* node;
    bool layout = false;
    int rows = 0;
    int columns = 0;
    int columns_most = 0;
    int paragraphs = 0;
  };
  std::vector<Open> open;
  std::set<const xmlNode*> found;
  walk(
      root,
      [&](const xmlNode* node) {
        const std::string_view name = name_of(node);
        if (kUnseen.contains(name)) return false;
        if (name == "table") {
          if (!open.empty()) open.back().layout = true;
          open.push_back({node});
        } else if (!open.empty()) {
          Open& table = open.back();
          if (name == "tr") {
            ++table.rows;
            table.columns = 0;
          } else if (name == "td" || name == "th") {
            table.columns += number_of(node, "colspan");
            table.columns_most = std::max(table.columns_most, table.columns);
            table.paragraphs = 0;
          } else if ((name == "p" || name == "div") && ++table.paragraphs > kParagraphsInCellMax) {
            table.layout = true;
          }
        }
        return true;
      },
      [&](const xmlNode* node) {
        if (open.empty() || open.back().node != node) return;
        const Open& table = open.back();
        if (!table.layout && table.rows > 1 && table.columns_most > 1) found.insert(node);
        open.pop_back();
      });
  return found;
}

class HtmlReader {
 public:
  explicit HtmlReader(std::size_t text_bytes_max) : builder_(text_bytes_max) {}

  Document read(const xmlNode* root) {
    tables_ = tables_of_data(root);
    walk(
        root, [this](const xmlNode* node) { return enter(node); },
        [this](const xmlNode* node) { leave(node); });
    end_line();
    Document document;
    document.kind = Kind::html;
    document.text = builder_.take_text();
    document.tables = builder_.take_tables();
    return document;
  }

 private:
  bool enter(const xmlNode* node) {
    if (is_text(node)) {
      add_collapsed(line_, text_of(node));
      return false;
    }
    const std::string_view name = name_of(node);
    if (name.empty()) return node->type == XML_DOCUMENT_NODE;
    if (kUnseen.contains(name)) return false;
    if (kBlocks.contains(name) || name == "br") end_line();
    if (tables_.contains(node)) {
      builder_.add_table(rows_of(node));
      return false;
    }
    if (name == "li" && name_of(node->parent) == "ol") {
      line_ = std::to_string(next_number(node->parent)) + ".";
    }
    return true;
  }

  void leave(const xmlNode* node) {
    if (kBlocks.contains(name_of(node))) end_line();
  }

  int next_number(const xmlNode* list) {
    const auto [at, first] = numbers_.try_emplace(list, number_of(list, "start"));
    return first ? at->second : ++at->second;
  }

  void end_line() {
    const std::string_view line = trimmed(line_);
    if (!line.empty()) {
      builder_.add(line);
      builder_.end_line();
    }
    line_.clear();
  }

  static Rows rows_of(const xmlNode* table) {
    Rows rows;
    std::string cell;
    walk(
        table,
        [&](const xmlNode* node) {
          if (is_text(node)) {
            add_collapsed(cell, text_of(node));
            return false;
          }
          const std::string_view name = name_of(node);
          if (kUnseen.contains(name)) return false;
          if (name == "tr") rows.emplace_back();
          if (name == "td" || name == "th" || name == "tr") {
            cell.clear();
          } else if (name == "br" || kBlocks.contains(name)) {
            if (!cell.empty()) cell += '\n';
          }
          return true;
        },
        [&](const xmlNode* node) {
          const std::string_view name = name_of(node);
          if ((name != "td" && name != "th") || rows.empty()) return;
          rows.back().push_back(
              {std::exchange(cell, {}), number_of(node, "colspan"), number_of(node, "rowspan")});
        });
    return rows;
  }

  TextBuilder builder_;
  std::set<const xmlNode*> tables_;
  std::map<const xmlNode*, int> numbers_;
  std::string line_;
};

}  // namespace

namespace {

// The parser compares each attribute of a tag with those before it. Counts what may be one: a blank
// or an equals sign between < and >, outside quoted values.
std::size_t longest_tag(std::string_view html) {
  std::size_t longest = 0;
  std::size_t now = 0;
  bool in_tag = false;
  char quote = 0;
  char before = 0;  // the last character of the tag that is no blank
  for (const char c : html) {
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (!in_tag) {
      in_tag = c == '<';
      now = 0;
      before = c;
      continue;
    }
    if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    } else if (c == '>') {
      in_tag = false;
    } else if (c == '=' || c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      longest = std::max(longest, ++now);
    }
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') before = c;
  }
  return longest;
}

}  // namespace

Document read_html(std::string_view utf8, const Options& options) {
  constexpr std::size_t kLongestTag = 20'000;
  if (longest_tag(utf8) > kLongestTag) {
    throw damaged({"网页里有一个标签长得不像网页，没有读。请另存为文本或 DOCX 后上传。",
                   "One tag of the page is longer than any page needs, so it was not read. Save it "
                   "as text or DOCX and upload that."});
  }
  const XmlTree tree = parse_html(utf8);
  if (tree == nullptr || xmlDocGetRootElement(tree.get()) == nullptr) {
    throw damaged({"网页里没有文字。", "The page holds no text."});
  }
  return HtmlReader(options.text_bytes_max).read(xmlDocGetRootElement(tree.get()));
}

}  // namespace document
