#pragma once

#include <string>
#include <utility>
#include <vector>

namespace document {

using Entries = std::vector<std::pair<std::string, std::string>>;

//! A DOCX whose body is `body_xml`, with further parts. The prefix w is declared.
std::string docx_of(const std::string& body_xml, Entries parts = {});

}  // namespace document
