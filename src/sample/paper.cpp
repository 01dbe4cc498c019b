#include "sample/paper.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace sample {

namespace {

// The line in UTF-16 as a hexadecimal string of PDF.
std::string hex_of(std::string_view line) {
  std::string hex;
  for (std::size_t at = 0; at < line.size();) {
    const auto first = static_cast<unsigned char>(line[at]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3;
    std::uint32_t sign = length == 1 ? first : first & (length == 2 ? 0x1FU : 0x0FU);
    for (std::size_t i = 1; i < length; ++i) {
      sign = sign << 6U | (static_cast<unsigned char>(line[at + i]) & 0x3FU);
    }
    hex += fmt::format("{:04X}", sign);
    at += length;
  }
  return hex;
}

}  // namespace

// The font is one that readers bring along, so that none has to be embedded.
std::string paper(std::string_view line) {
  const std::string text = fmt::format("BT /F 22 Tf 70 740 Td <{}> Tj ET", hex_of(line));
  const std::array<std::string, 6> objects{
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>",
      fmt::format("<</Length {}>>stream\n{}\nendstream", text.size(), text),
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H"
      "/DescendantFonts[6 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
      "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6"
      "/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
      ">>"};
  std::string pdf = "%PDF-1.4\n";
  std::string places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table = pdf.size();
  return pdf + fmt::format(
                   "xref\n0 {0}\n0000000000 65535 f \n{1}trailer\n<</Size {0}/Root 1 0 R>>\n"
                   "startxref\n{2}\n%%EOF\n",
                   objects.size() + 1, places, table);
}

}  // namespace sample
