#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! Official papers (公文) as editable DOCX, laid out by GB/T 9704-2012: A4, type area 156 × 225 mm,
//! 22 lines of 28 characters. Opens in WPS, Word and LibreOffice.
namespace document {

enum class PaperForm {
  file,   // 文件 (7.2.5): red name, number and red line below it; notices, circulars
  letter  // 信函 (10.1): red name 30 mm from the edge, double lines, number at the right
};

//! 结构层次 (7.3.3): 一、 in Hei, （一） in Kai, everything else in Fangsong.
enum class PaperLevel { text, first, second };

struct PaperParagraph {
  PaperLevel level = PaperLevel::text;
  std::string text;
};

struct PaperColumn {
  std::string title;
  int width = 1;         // relative to the others
  bool figures = false;  // to the right
};

//! An annex that is a table; its heading is repeated on every page.
struct PaperTable {
  std::string title;
  std::vector<PaperColumn> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
  //! On A3 across, for what has too many columns; smaller type.
  bool wide = false;
  std::string unit{};                // 单位：元, above the table at the right
  std::vector<std::string> notes{};  // below the table
};

//! A QR code at the upper left of every page, outside the type area and beside the red name, so
//! that any page of a stamped copy says what it belongs to.
struct PaperCode {
  std::string content;
  std::string caption;  // what to do with it, on one or two short lines
};

struct OfficialPaper {
  PaperForm form = PaperForm::letter;
  std::string issuer;  // 发文机关标志, for `file` with 文件 at its end
  //! False to print on paper that has name and lines already: their room stays empty.
  bool red_head = true;
  std::string number;  // 发文字号: 平职改办函〔2026〕3号
  std::string title;
  std::string addressees;  // 主送机关, without the colon
  std::vector<PaperParagraph> body;
  std::optional<PaperTable> annex;
  std::string signature;  // 发文机关署名
  std::string date;       // 成文日期: 2026年11月26日
  std::string note;       // 附注, without the brackets: 联系人…
  std::optional<PaperCode> code{};
  std::string copies_to;   // 抄送机关; none: no such line
  std::string printed_by;  // 印发机关 and 印发日期 of a `file`
  std::string printed_on;
};

inline constexpr const char* kDocxMediaType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

//! The bytes of the DOCX. The same paper gives the same bytes.
std::string official_paper_docx(const OfficialPaper& paper);

//! A title on lines of at most 20 characters, about equally long; what stands in 《》 stays on one
//! line if it fits.
std::vector<std::string> title_lines(std::string_view title);

//! Room that the name takes: in points, so that `characters` fit on one line.
int issuer_size_pt(PaperForm form, std::size_t characters);

}  // namespace document
