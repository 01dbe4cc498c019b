#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

//! Reads the files in which offices send documents: bytes in, text out. Every file is untrusted:
//! its kind is told from its content, never its name, and size, expansion, depth and time are
//! bounded. What a reader leaves out it says in `remarks`.
namespace document {

enum class Kind {
  text,  // UTF-8, UTF-16 or GB18030
  html,
  docx,           // Office Open XML (ECMA-376)
  pdf,            // with text
  scanned_pdf,    // pictures of pages: read by Tesseract
  ofd,            // GB/T 33190
  legacy_office,  // .doc, .wps, .rtf, .odt: converted by LibreOffice
};

//! UTF-8 byte offsets into Document::text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
};

struct Document {
  Kind kind = Kind::text;
  //! UTF-8, one paragraph a line (of PDF and OFD: one printed line), without control characters but
  //! line feed, TAB and form feed. A table is one row a line with TAB between cells; a line break
  //! inside a cell is U+2028; a cell merged over several rows is repeated in each; one merged over
  //! several columns is followed by empty cells. Form feed ends a page. Numbers that Word or a web
  //! page generates (一、（一）1.) are written out.
  std::string text;
  std::vector<Span> tables;
  //! True if the text was recognised in pictures.
  bool low_confidence = false;
  //! For people: what was left out or may have been lost.
  std::vector<base::Text> remarks;
};

//! Programs beside this one; an empty path is one that is not installed.
struct Tools {
  std::filesystem::path soffice;    // LibreOffice
  std::filesystem::path pdftotext;  // Poppler
  std::filesystem::path pdftoppm;   // Poppler
  std::filesystem::path tesseract;  // with the model chi_sim
};

//! Looks for them in PATH.
Tools find_tools();

struct Options {
  Tools tools;
  std::filesystem::path temporary_folder;  // must exist; what is written there is removed
  std::size_t file_bytes_max = std::size_t{20} << 20U;
  std::size_t text_bytes_max = std::size_t{16} << 20U;
  std::size_t entry_bytes_max = std::size_t{32} << 20U;     // of one part of a ZIP unpacked
  std::size_t unpacked_bytes_max = std::size_t{64} << 20U;  // of all parts read of a ZIP
  std::size_t entries_max = 10'000;                         // of a ZIP
  int pages_max = 60;                                       // of a scanned PDF
  std::chrono::seconds time_max{180};                       // for programs beside this one
};

//! Takes as long as the file asks for, up to `time_max`: not for a thread that serves requests.
//! Throws base::Problem: 413 too large, 415 a kind of file that is not read (the message says what
//! to do), 422 damaged, encrypted, too deep, unpacking to too much or taking too long, 503 a
//! program is missing or cannot be kept from the network.
Document read_document(std::string_view bytes, const Options& options);

//! One page of a PDF, from 1, as a grey PNG of at most `side_max` pixels a side: what a browser can
//! look at without reading PDF. Blocks and throws as read_document; 404 for a page that is not.
std::string page_picture(std::string_view pdf, int page, int side_max, const Options& options);

}  // namespace document
