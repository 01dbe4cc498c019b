#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "document/readers.hpp"
#include "document/refusal.hpp"
#include "document/text_builder.hpp"
#include "document/xml_tree.hpp"

// GB/T 33190: OFD.xml names a document, that its pages, and a page its text with places. The XML is
// at most 256 deep (xml_tree.hpp), so calls may follow it.
namespace document {

namespace {

struct Piece {
  double top = 0;  // millimetres from the upper edge
  double left = 0;
  double height = 0;
  std::string text;
};

base::Problem damaged_ofd() {
  return damaged(
      {"OFD 文件不完整或已损坏。请重新下载，或导出为 PDF、DOCX 后再上传。",
       "The OFD file is incomplete or damaged. Download it again, or export it as PDF or "
       "DOCX and upload that."});
}

std::string content_of(const xmlNode* node) {
  std::string text;
  for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
    if (is_text(at)) text += text_of(at);
  }
  return std::string(trimmed(text));
}

// "x y w h"; what is no number ends the list.
std::vector<double> numbers(const std::string& text) {
  std::vector<double> values;
  const char* at = text.c_str();
  for (int i = 0; i < 8; ++i) {
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    if (end == at || !std::isfinite(value)) break;
    values.push_back(value);
    at = end;
  }
  return values;
}

double number_of(const xmlNode* node, std::string_view name) {
  const std::vector<double> values = numbers(attribute(node, name));
  return values.empty() ? 0 : values.front();
}

// An entry name from a reference: absolute from the root of the archive, otherwise beside `base`.
std::string entry_name(const std::string& base, const std::string& reference) {
  if (reference.starts_with('/')) return reference.substr(1);
  const std::size_t folder = base.rfind('/');
  return folder == std::string::npos ? reference : base.substr(0, folder + 1) + reference;
}

void collect(const xmlNode* parent, std::vector<Piece>& pieces) {
  for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
    if (name_of(at) != "TextObject") {
      collect(at, pieces);
      continue;
    }
    const std::vector<double> box = numbers(attribute(at, "Boundary"));
    const double size = number_of(at, "Size");
    for (const xmlNode* code = at->children; code != nullptr; code = code->next) {
      if (name_of(code) != "TextCode") continue;
      const double left = box.size() > 0 ? box[0] : 0;
      const double top = box.size() > 1 ? box[1] : 0;
      pieces.push_back({top + number_of(code, "Y"), left + number_of(code, "X"),
                        size > 0 ? size : 4, content_of(code)});
    }
  }
}

// Pieces at one height are a line, from left to right.
void add_page(std::vector<Piece> pieces, TextBuilder& builder) {
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.top < b.top; });
  for (std::size_t begin = 0; begin < pieces.size();) {
    std::size_t end = begin + 1;
    const double reach = pieces[begin].top + pieces[begin].height / 2;
    while (end < pieces.size() && pieces[end].top < reach) ++end;
    const auto from = pieces.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = pieces.begin() + static_cast<std::ptrdiff_t>(end);
    std::stable_sort(from, to, [](const Piece& a, const Piece& b) { return a.left < b.left; });
    for (auto at = from; at != to; ++at) builder.add(at->text);
    builder.end_line();
    begin = end;
  }
  builder.end_page();
}

}  // namespace

Document read_ofd(ZipArchive& archive, const Options& options) {
  constexpr std::size_t kPagesMax = 5000;
  const auto tree_of = [&](const std::string& name) {
    const auto xml = archive.read(name);
    if (!xml) throw damaged_ofd();
    return parse_xml(*xml, name);
  };
  const XmlTree index = tree_of("OFD.xml");
  const xmlNode* body = child(xmlDocGetRootElement(index.get()), "DocBody");
  const xmlNode* root = body == nullptr ? nullptr : child(body, "DocRoot");
  if (root == nullptr) throw damaged_ofd();
  const std::string document_name = entry_name("OFD.xml", content_of(root));
  const XmlTree document_tree = tree_of(document_name);
  const xmlNode* pages = child(xmlDocGetRootElement(document_tree.get()), "Pages");
  if (pages == nullptr) throw damaged_ofd();

  TextBuilder builder(options.text_bytes_max);
  std::size_t count = 0;
  for (const xmlNode* page = pages->children; page != nullptr; page = page->next) {
    if (name_of(page) != "Page") continue;
    if (++count > kPagesMax) {
      throw too_large({"OFD 页数太多，请拆成几份。", "The OFD has too many pages. Split it."});
    }
    const XmlTree content = tree_of(entry_name(document_name, attribute(page, "BaseLoc")));
    std::vector<Piece> pieces;
    collect(xmlDocGetRootElement(content.get()), pieces);
    add_page(std::move(pieces), builder);
  }
  Document document;
  document.kind = Kind::ofd;
  document.text = builder.take_text();
  document.remarks.push_back(
      {"OFD 只保存版面，不保存表格和段落：表格按行读入，请对照原文核对。",
       "OFD keeps the layout and neither tables nor paragraphs: tables were read line by line; "
       "compare them with the original."});
  return document;
}

}  // namespace document
