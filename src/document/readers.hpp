#pragma once

#include <string_view>

#include "document/document.hpp"
#include "document/zip_archive.hpp"

//! One function a kind of file; read_document chooses. They throw what read_document throws.
namespace document {

//! The limits of a ZIP among those of a file.
inline ZipLimits zip_limits(const Options& options) {
  return {options.entries_max, options.entry_bytes_max, options.unpacked_bytes_max};
}

//! `utf8` is the page decoded.
Document read_html(std::string_view utf8, const Options& options);
Document read_docx(ZipArchive& archive, const Options& options);
Document read_ofd(ZipArchive& archive, const Options& options);
Document read_pdf(std::string_view bytes, const Options& options);
Document read_legacy_office(std::string_view bytes, const Options& options);

}  // namespace document
