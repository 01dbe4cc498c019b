#pragma once

#include <string_view>

#include "document/document.hpp"
#include "document/zip_archive.hpp"

//! One function a kind of file; read_document chooses. They throw what read_document throws.
namespace document {

//! `utf8` is the page decoded.
Document read_html(std::string_view utf8, const Options& options);
Document read_docx(const ZipArchive& archive, const Options& options);
Document read_ofd(const ZipArchive& archive, const Options& options);
Document read_pdf(std::string_view bytes, const Options& options);
Document read_legacy_office(std::string_view bytes, const Options& options);

}  // namespace document
