#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

//! The little of libxml2 that readers need.
namespace document {

struct FreeXml {
  void operator()(xmlDoc* tree) const { xmlFreeDoc(tree); }
};
using XmlTree = std::unique_ptr<xmlDoc, FreeXml>;

//! Well-formed XML in UTF-8 or UTF-16 without a document type, at most 256 deep (libxml2's own
//! limit), of at most a million elements and attributes, 1000 attributes in one. Nothing is
//! fetched. Throws base::Problem 422; `part` is named in it.
XmlTree parse_xml(std::string_view bytes, std::string_view part);

//! HTML as browsers forgive it; empty only if there is nothing at all.
XmlTree parse_html(std::string_view utf8);

//! Without prefix; empty for what is no element.
std::string_view name_of(const xmlNode* node);
bool is_text(const xmlNode* node);
std::string_view text_of(const xmlNode* node);  // of a text node

//! The attribute of that name in whatever namespace, or empty.
std::string attribute(const xmlNode* node, std::string_view name);
//! The first child element of that name, or none.
const xmlNode* child(const xmlNode* node, std::string_view name);

}  // namespace document
