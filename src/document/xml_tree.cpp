#include "document/xml_tree.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <optional>

#include "document/refusal.hpp"
#include "document/text_decode.hpp"

namespace document {

namespace {

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Once, before threads of the program use the library at the same time.
[[maybe_unused]] const bool kReady = [] {
  xmlInitParser();
  return true;
}();

// A node takes thirty times the bytes of `<a/>`, and libxml2 compares each attribute with all
// others of its element. So they are counted before parsing: every node but text begins with `<`,
// which never stands inside a tag, and every attribute has a `=`. Those in text count too; nobody
// writes that many.
bool is_too_rich(std::string_view utf8) {
  constexpr std::size_t kNodesMax = 1'000'000;
  constexpr std::size_t kAttributesMax = 1000;
  std::size_t nodes = 0;
  std::size_t attributes = 0;  // since the last `<`
  for (const char c : utf8) {
    if (c == '<') attributes = 0;
    if (c == '=') ++attributes;
    if (c == '<' || c == '=') ++nodes;
    if (nodes > kNodesMax || attributes > kAttributesMax) return true;
  }
  return false;
}

base::Problem damaged_part(std::string_view part) {
  return damaged(
      {fmt::format("文件中的 {} 已损坏或嵌套过深。请用 Word 或 WPS 重新保存后再上传。", part),
       fmt::format("{} inside the file is damaged or nested too deep. Save it again "
                   "with Word or WPS and upload that.",
                   part)});
}

}  // namespace

XmlTree parse_xml(std::string_view bytes, std::string_view part) {
  // In our encoding whatever it says of its own, so that what was counted is what is parsed.
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                           XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC;
  const std::optional<std::string> utf8 = decode_text(bytes);
  if (!utf8) throw damaged_part(part);
  if (is_too_rich(*utf8)) {
    throw damaged(
        {fmt::format("文件中的 {} 元素太多，不像一份公文。请只上传方案本身，或拆成几份。", part),
         fmt::format("{} inside the file has too many elements for an official "
                     "document. Upload only the plan itself, or split it.",
                     part)});
  }
  XmlTree tree(
      xmlReadMemory(utf8->data(), static_cast<int>(utf8->size()), nullptr, "UTF-8", kOptions));
  if (tree == nullptr || xmlDocGetRootElement(tree.get()) == nullptr) throw damaged_part(part);
  // Office formats have no document type; one is there only to define entities that explode.
  if (tree->intSubset != nullptr) {
    throw damaged(
        {fmt::format("文件中的 {} 带有文档类型声明，不予读取。", part),
         fmt::format("{} inside the file declares a document type and is not read.", part)});
  }
  return tree;
}

XmlTree parse_html(std::string_view utf8) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  return XmlTree(
      htmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", kOptions));
}

std::string_view name_of(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE ? view_of(node->name) : std::string_view();
}

bool is_text(const xmlNode* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

std::string_view text_of(const xmlNode* node) { return view_of(node->content); }

std::string attribute(const xmlNode* node, std::string_view name) {
  if (node->type != XML_ELEMENT_NODE) return {};
  for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
    if (view_of(at->name) != name) continue;
    std::string value;
    for (const xmlNode* part = at->children; part != nullptr; part = part->next) {
      value += view_of(part->content);
    }
    return value;
  }
  return {};
}

const xmlNode* child(const xmlNode* node, std::string_view name) {
  for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
    if (name_of(at) == name) return at;
  }
  return nullptr;
}

}  // namespace document
