#include "document/test_files.hpp"

#include "document/zip_archive.hpp"

namespace document {

std::string docx_of(const std::string& body_xml, Entries parts) {
  parts.insert(parts.begin(),
               {"word/document.xml", "<?xml version='1.0'?><w:document xmlns:w='urn:w'><w:body>" +
                                         body_xml + "</w:body></w:document>"});
  return make_zip(parts);
}

}  // namespace document
