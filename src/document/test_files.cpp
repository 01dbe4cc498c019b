#include "document/test_files.hpp"

#include <zip.h>

#include <array>
#include <stdexcept>

namespace document {

std::string zip_of(const Entries& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (bytes == nullptr) throw std::runtime_error("no ZIP in memory");
  zip_source_keep(bytes);
  zip_t* archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : entries) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
      throw std::runtime_error("an entry was refused");
    }
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the ZIP was not written");
  std::string result;
  std::array<char, 65'536> piece{};
  zip_source_open(bytes);
  for (auto got = zip_source_read(bytes, piece.data(), piece.size()); got > 0;
       got = zip_source_read(bytes, piece.data(), piece.size())) {
    result.append(piece.data(), static_cast<std::size_t>(got));
  }
  zip_source_close(bytes);
  zip_source_free(bytes);
  return result;
}

std::string docx_of(const std::string& body_xml, Entries parts) {
  parts.insert(parts.begin(),
               {"word/document.xml", "<?xml version='1.0'?><w:document xmlns:w='urn:w'><w:body>" +
                                         body_xml + "</w:body></w:document>"});
  return zip_of(parts);
}

}  // namespace document
