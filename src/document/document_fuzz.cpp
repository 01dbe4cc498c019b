// libFuzzer: whatever the bytes of a file, the answer is a text or a base::Problem, and the text
// keeps what document.hpp says of it. The first byte can put the rest into a ZIP as the part of a
// DOCX or OFD, which random bytes would never become. Programs beside this one are not run.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "document/document.hpp"
#include "document/test_files.hpp"
#include "document/zip_archive.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 1:
      bytes = document::make_zip({{"word/document.xml", bytes}});
      break;
    case 2:
      bytes = document::docx_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>",
                                {{"word/numbering.xml", bytes}, {"word/styles.xml", bytes}});
      break;
    case 3:
      bytes = document::make_zip({{"OFD.xml", bytes}, {"Doc_0/Document.xml", bytes}});
      break;
    case 4:
      bytes = "<html>" + bytes;
      break;
    default:
      break;
  }
  document::Options options;
  options.text_bytes_max = std::size_t{1} << 20U;
  try {
    const document::Document made = document::read_document(bytes, options);
    if (!base::is_utf8(made.text) || made.text.size() > options.text_bytes_max) __builtin_trap();
    for (const document::Span& table : made.tables) {
      if (table.begin > table.end || table.end > made.text.size()) __builtin_trap();
    }
  } catch (const base::Problem&) {
  }
  return 0;
}
