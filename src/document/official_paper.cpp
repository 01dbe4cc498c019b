#include "document/official_paper.hpp"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "document/qr_code.hpp"
#include "document/zip_archive.hpp"

namespace document {

namespace {

// Twentieths of a point, the unit of most lengths in DOCX.
constexpr int twips(int mm) { return (mm * 14400 + 127) / 254; }

constexpr int kTop = twips(37);
constexpr int kLeft = twips(28);
constexpr int kRight = twips(26);
constexpr int kBottom = twips(35);
constexpr int kTypeWidth = twips(156);
constexpr int kLinePitch = twips(225) / 22;
// Size 3 is 16 points: one character.
constexpr int kCharacter = 320;
// So that 28 of them fill a line. (A grid of characters would say it too, but programs spread it.)
constexpr int kCloser = -5;

constexpr const char* kFangsong = "仿宋_GB2312";
constexpr const char* kKai = "楷体_GB2312";
constexpr const char* kHei = "黑体";
constexpr const char* kSong = "宋体";
constexpr const char* kTitleSong = "方正小标宋简体";
constexpr const char* kRed = "FF0000";

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kMain =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" )"
    R"(xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" )"
    R"(xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" )"
    R"(xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture")";

// XML 1.0 has no way to write most control characters: they become visible instead of vanishing.
std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      case '\t':
        made += ' ';
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          made += "\xEF\xBF\xBD";
        } else {
          made += c;
        }
    }
  }
  return made;
}

struct Run {
  const char* font = kFangsong;
  int half_points = 32;
  const char* color = nullptr;
};

std::string run_properties(const Run& run) {
  // Latin letters and digits of a heading take the same face; in text Times New Roman is usual.
  return fmt::format(
      R"(<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" )"
      R"(w:eastAsia="{}" w:cs="Times New Roman"/>{}{}<w:sz w:val="{}"/>)"
      R"(<w:szCs w:val="{}"/></w:rPr>)",
      run.font, run.color == nullptr ? "" : fmt::format(R"(<w:color w:val="{}"/>)", run.color),
      run.half_points == 32 ? fmt::format(R"(<w:spacing w:val="{}"/>)", kCloser) : "",
      run.half_points, run.half_points);
}

std::string run_of(std::string_view text, const Run& run) {
  return fmt::format(R"(<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>)", run_properties(run),
                     escaped(text));
}

std::string paragraph(const std::string& properties, const std::string& runs) {
  return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>";
}

std::string aligned(const char* how) { return fmt::format(R"(<w:jc w:val="{}"/>)", how); }

std::string empty_line() { return paragraph("", ""); }

// Exactly as high as its line says, whatever stands in it.
std::string exact(int height, int before = 0, int after = 0) {
  return fmt::format(
      R"(<w:snapToGrid w:val="0"/><w:spacing w:before="{}" w:after="{}" w:line="{}" )"
      R"(w:lineRule="exact"/>)",
      before, after, height);
}

// Border elements come before spacing and indents in a paragraph's properties.
std::string border(const char* side, const char* kind, int eighths, int space_pt,
                   const char* color) {
  return fmt::format(
      R"(<w:pBdr><w:{0} w:val="{1}" w:sz="{2}" w:space="{3}" w:color="{4}"/></w:pBdr>)", side, kind,
      eighths, space_pt, color);
}

double width_in_characters(std::string_view text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      width += 0.5;
    } else if (byte >= 0xC0) {
      width += 1;
    }
  }
  return width;
}

// --- head --------------------------------------------------------------------------------------

// The double line of a letter is 170 mm long and stands in the middle of the page. Programs read
// the double borders of DOCX differently, two single ones alike. Thickness in eighths of a point.
std::string double_line(int upper, int lower, bool red_head) {
  const auto line = [&](int eighths, int height) {
    const std::string drawn = red_head ? border("bottom", "single", eighths, 0, kRed) : "";
    return paragraph(drawn + exact(height) +
                         fmt::format(R"(<w:ind w:left="{}" w:right="{}"/>)", -twips(8), -twips(6)),
                     "");
  };
  return line(upper, 20) + line(lower, 40);
}

std::string issuer_line(const OfficialPaper& paper, int before) {
  const int size = issuer_size_pt(paper.form, base::character_count(paper.issuer));
  const std::string properties = exact(size * 20 + 60, before) + aligned("center");
  const std::string text =
      paper.red_head ? run_of(paper.issuer, {kTitleSong, size * 2, kRed}) : std::string();
  return paragraph(properties, text);
}

constexpr const char* kCodeName = "code.png";

// 20 mm wide, over the top margin; the run may stand in any paragraph of a header.
std::string code_picture(const OfficialPaper& paper) {
  if (!paper.code) return {};
  constexpr int kEmuPerMm = 36000;
  return fmt::format(
      R"(<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" )"
      R"(relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">)"
      R"(<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{0}</wp:posOffset>)"
      R"(</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{1}</wp:posOffset></wp:positionV>)"
      R"(<wp:extent cx="{2}" cy="{2}"/><wp:wrapNone/><wp:docPr id="1" name="{3}" descr="{4}"/>)"
      R"(<wp:cNvGraphicFramePr/><a:graphic><a:graphicData )"
      R"(uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>)"
      R"(<pic:cNvPr id="1" name="{3}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>)"
      R"(<a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>)"
      R"(<a:xfrm><a:off x="0" y="0"/><a:ext cx="{2}" cy="{2}"/></a:xfrm>)"
      R"(<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>)"
      R"(</a:graphic></wp:anchor></w:drawing></w:r>)",
      26 * kEmuPerMm, 7 * kEmuPerMm, 20 * kEmuPerMm, kCodeName, escaped(paper.code->caption));
}

// In a frame of its own, so that the red name stays where the standard wants it.
std::string code_caption(const OfficialPaper& paper) {
  if (!paper.code) return {};
  const std::string frame = fmt::format(
      R"(<w:framePr w:w="{}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{}" w:y="{}"/>)",
      twips(120), twips(47), twips(14));
  return paragraph(frame + exact(300), run_of(paper.code->caption, {kSong, 18}));
}

std::string letter_header(const OfficialPaper& paper) {
  return code_caption(paper) + issuer_line(paper, 0) +
         paragraph(exact(twips(4) - 40), code_picture(paper)) + double_line(24, 6, paper.red_head);
}

// Of the pages after the first, and of a file's every page.
std::string running_header(const OfficialPaper& paper) {
  return code_caption(paper) + paragraph("", code_picture(paper));
}

std::string head(const OfficialPaper& paper) {
  if (paper.form == PaperForm::letter) {
    // 7/8 of a character below the double line.
    return paragraph(exact(kLinePitch, kCharacter * 7 / 8) + aligned("right"),
                     run_of(paper.number, {})) +
           empty_line() + empty_line();
  }
  const std::string line = paper.red_head ? border("bottom", "single", 12, 11, kRed) : "";
  return issuer_line(paper, twips(35)) + empty_line() + empty_line() +
         paragraph(line + exact(kLinePitch) + aligned("center"), run_of(paper.number, {})) +
         empty_line() + empty_line();
}

// --- body --------------------------------------------------------------------------------------

std::string title(const OfficialPaper& paper) {
  std::string made;
  for (const std::string& line : title_lines(paper.title)) {
    made += paragraph(R"(<w:spacing w:line="680" w:lineRule="exact"/>)" + aligned("center"),
                      run_of(line, {kTitleSong, 44}));
  }
  return made;
}

std::string body_paragraph(const PaperParagraph& part, bool stays_with_next = false) {
  Run run;
  if (part.level == PaperLevel::first) run.font = kHei;
  if (part.level == PaperLevel::second) run.font = kKai;
  return paragraph(
      (stays_with_next ? "<w:keepNext/>" : "") +
          fmt::format(R"(<w:ind w:firstLineChars="200" w:firstLine="{}"/>)", 2 * kCharacter) +
          aligned("both"),
      run_of(part.text, run));
}

// With a seal: the date four characters in, the name centred over it (7.3.5.1).
std::string signature(const OfficialPaper& paper) {
  const double date_width = width_in_characters(paper.date);
  const double name_width = width_in_characters(paper.signature);
  const double in = std::max(0.0, 4 + date_width / 2 - name_width / 2);
  const auto line = [](const char* keep, const std::string& text, double characters) {
    return paragraph(
        keep + fmt::format(R"(<w:ind w:right="{}"/>)", static_cast<int>(characters * kCharacter)) +
            aligned("right"),
        run_of(text, {}));
  };
  // A seal never stands on a page without text: the last paragraph stays with it.
  const std::string blank = paragraph("<w:keepNext/>", "");
  return blank + blank + line("<w:keepNext/><w:keepLines/>", paper.signature, in) +
         line("<w:keepLines/>", paper.date, 4);
}

// At the foot of the last page, wherever the text ends: a floating table. A letter's imprint has no
// lines (10.1), that of a file three: 0.35, 0.25, 0.35 mm.
std::string imprint(const OfficialPaper& paper) {
  const bool file = paper.form == PaperForm::file;
  const bool printed = file && !paper.printed_by.empty();
  if (paper.copies_to.empty() && !printed) return {};
  constexpr int kSize4 = 280;  // one character of size 4
  // LibreOffice lets a table float only if it is narrower than the text.
  constexpr int kWidth = kTypeWidth - 20;
  const Run small{kFangsong, 28};
  const auto side = [&](const char* where, int eighths) {
    if (!file) return std::string();
    return fmt::format(R"(<w:{} w:val="single" w:sz="{}" w:space="0" w:color="000000"/>)", where,
                       eighths);
  };
  const auto row = [&](const std::string& borders, const std::string& content) {
    return fmt::format(
        R"(<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>)"
        R"(<w:tcBorders>{}</w:tcBorders></w:tcPr>{}</w:tc></w:tr>)",
        kWidth, borders, content);
  };
  std::string rows;
  if (!paper.copies_to.empty()) {
    rows += row(side("top", 8) + side("bottom", printed ? 6 : 8),
                paragraph(fmt::format(R"(<w:ind w:left="{}" w:right="{}" w:hanging="{}"/>)",
                                      4 * kSize4, kSize4, 3 * kSize4),
                          run_of("抄送：" + paper.copies_to, small)));
  }
  if (printed) {
    rows += row(side("top", paper.copies_to.empty() ? 8 : 6) + side("bottom", 8),
                paragraph(fmt::format(R"(<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>)"
                                      R"(<w:ind w:left="{}" w:right="{}"/>)",
                                      kWidth - kSize4, kSize4, kSize4),
                          run_of(paper.printed_by, small) + "<w:r><w:tab/></w:r>" +
                              run_of(paper.printed_on + "印发", small)));
  }
  return fmt::format(
      R"(<w:tbl><w:tblPr><w:tblpPr w:horzAnchor="margin" w:vertAnchor="margin" )"
      R"(w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>)"
      R"(<w:tblW w:w="{0}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>)"
      R"(<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>)"
      R"(<w:tblGrid><w:gridCol w:w="{0}"/></w:tblGrid>{1}</w:tbl>)",
      kWidth, rows);
}

// --- annex -------------------------------------------------------------------------------------

constexpr int kWideMargin = twips(18);
constexpr int kWideTop = twips(25);
constexpr int kWideWidth = twips(420) - 2 * kWideMargin;

std::string annex(const PaperTable& table) {
  const int type_width = table.wide ? kWideWidth : kTypeWidth;
  const int half_points = table.wide ? 21 : 24;
  int all = 0;
  for (const PaperColumn& column : table.columns) all += column.width;
  std::vector<int> widths;
  for (const PaperColumn& column : table.columns) {
    widths.push_back(type_width * column.width / std::max(all, 1));
  }
  const auto cells = [&](const std::vector<std::string>& texts, const Run& run, bool heading) {
    std::string made;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const char* how = heading ? "center" : table.columns[i].figures ? "right" : "left";
      made += fmt::format(
          R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>)",
          widths[i],
          paragraph(exact(table.wide ? 300 : 380, 40, 40) + aligned(how), run_of(texts[i], run)));
    }
    return made;
  };
  std::vector<std::string> titles;
  std::string grid;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    titles.push_back(table.columns[i].title);
    grid += fmt::format(R"(<w:gridCol w:w="{}"/>)", widths[i]);
  }
  std::string rows = R"(<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>)" +
                     cells(titles, {kHei, half_points}, true) + "</w:tr>";
  for (const auto& row : table.rows) {
    rows += "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cells(row, {kFangsong, half_points}, false) +
            "</w:tr>";
  }
  std::string borders;
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    borders += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>)", side);
  }
  std::string notes;
  for (const std::string& note : table.notes) {
    notes += paragraph(exact(340), run_of(note, {kFangsong, half_points}));
  }
  const std::string unit =
      table.unit.empty()
          ? empty_line()
          : paragraph(aligned("right"), run_of(table.unit, {kFangsong, half_points}));
  // A wide one begins a section, and with it a page.
  return paragraph(table.wide ? "" : "<w:pageBreakBefore/>", run_of("附件", {kHei, 32})) +
         (table.wide ? "" : empty_line()) +
         paragraph(aligned("center"), run_of(table.title, {kTitleSong, 44})) + unit +
         fmt::format(
             R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>{}</w:tblBorders>)"
             R"(<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>)",
             type_width, borders, grid, rows) +
         notes + empty_line();
}

// --- parts -------------------------------------------------------------------------------------

// 7 mm below the type area, size 4, between dashes; odd pages right, even pages left (7.5).
std::string page_number(const char* side) {
  const Run number{kSong, 28};
  const std::string field = R"(<w:r>)" + run_properties(number) +
                            R"(<w:fldChar w:fldCharType="begin"/></w:r><w:r>)" +
                            run_properties(number) +
                            R"(<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>)" +
                            run_properties(number) + R"(<w:fldChar w:fldCharType="end"/></w:r>)";
  return paragraph(fmt::format(R"(<w:spacing w:after="{}"/><w:ind w:{}="280"/>)", twips(3), side) +
                       aligned(side),
                   run_of("— ", number) + field + run_of(" —", number));
}

std::string part(const char* root, const std::string& content) {
  return fmt::format("{}<w:{} {}>{}</w:{}>", kHead, root, kMain, content, root);
}

// `wide`: the section of an annex on A3, which has no head of its own.
std::string section(const OfficialPaper& paper, bool wide) {
  const bool letter = paper.form == PaperForm::letter && !wide;
  const std::string first = letter ? R"(<w:headerReference w:type="first" r:id="rId4"/>)"
                                     R"(<w:footerReference w:type="first" r:id="rId5"/>)"
                                   : "";
  const std::string running = paper.code ? R"(<w:headerReference w:type="default" r:id="rId8"/>)"
                                           R"(<w:headerReference w:type="even" r:id="rId8"/>)"
                                         : "";
  if (wide) {
    return fmt::format(
        R"(<w:sectPr>{}<w:footerReference w:type="default" r:id="rId6"/>)"
        R"(<w:footerReference w:type="even" r:id="rId7"/><w:type w:val="nextPage"/>)"
        R"(<w:pgSz w:w="{}" w:h="{}" w:orient="landscape"/><w:pgMar w:top="{}" w:right="{}" )"
        R"(w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" w:gutter="0"/></w:sectPr>)",
        running, twips(420), twips(297), kWideTop, kWideMargin, kWideTop, kWideMargin, twips(12),
        twips(12));
  }
  return fmt::format(
      R"(<w:sectPr>{}{}<w:footerReference w:type="default" r:id="rId6"/>)"
      R"(<w:footerReference w:type="even" r:id="rId7"/><w:pgSz w:w="{}" w:h="{}"/>)"
      R"(<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" )"
      R"(w:gutter="0"/>{}<w:docGrid w:type="lines" w:linePitch="{}"/>)"
      R"(</w:sectPr>)",
      running, first, twips(210), twips(297), kTop, kRight, kBottom, kLeft, twips(30), twips(20),
      letter ? "<w:titlePg/>" : "", kLinePitch);
}

std::string document_part(const OfficialPaper& paper) {
  std::string body = head(paper) + title(paper) + empty_line();
  if (!paper.addressees.empty()) {
    body += paragraph(aligned("both"), run_of(paper.addressees + "：", {}));
  }
  for (const PaperParagraph& part : paper.body) {
    body += body_paragraph(part, !paper.annex && &part == &paper.body.back());
  }
  if (paper.annex) {
    body += empty_line() + body_paragraph({PaperLevel::text, "附件：" + paper.annex->title});
  }
  body += signature(paper);
  if (!paper.note.empty()) {
    body += empty_line() + body_paragraph({PaperLevel::text, "（" + paper.note + "）"});
  }
  const bool wide = paper.annex && paper.annex->wide;
  if (paper.annex && !wide) body += annex(*paper.annex);
  // What a table floats by; a whole line here would put a page of its own after a full one.
  body += imprint(paper) + paragraph(exact(20), "");
  if (wide) body += paragraph(section(paper, false), "") + annex(*paper.annex);
  return part("document", "<w:body>" + body + section(paper, wide) + "</w:body>");
}

std::string styles_part() {
  return part(
      "styles",
      fmt::format(
          R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" )"
          R"(w:hAnsi="Times New Roman" w:eastAsia="{}" w:cs="Times New Roman"/><w:sz w:val="32"/>)"
          R"(<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>)"
          R"(<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr>)"
          R"(</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" )"
          R"(w:styleId="Normal"><w:name w:val="Normal"/></w:style>)",
          kFangsong, kLinePitch));
}

// What stands in where a face is missing: the standard's faces are not free.
std::string fonts_part() {
  std::string fonts;
  for (const auto& [name, instead] :
       {std::pair{kFangsong, "仿宋"}, std::pair{kKai, "楷体"}, std::pair{kHei, "SimHei"},
        std::pair{kSong, "SimSun"}, std::pair{kTitleSong, "宋体"}}) {
    fonts += fmt::format(
        R"(<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/></w:font>)", name,
        instead);
  }
  return part("fonts", fonts);
}

constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)";
constexpr std::string_view kWordType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
constexpr std::string_view kRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

}  // namespace

int issuer_size_pt(PaperForm form, std::size_t characters) {
  // Large but never larger than what its neighbours of the standard use, and on one line.
  const int most = form == PaperForm::letter ? 36 : 48;
  // A little less than the line: rounding must not break it.
  const int fits = (kTypeWidth - kCharacter) / 20 / std::max(1, static_cast<int>(characters));
  return std::clamp(fits, 10, most);
}

std::vector<std::string> title_lines(std::string_view title) {
  constexpr int kLineMax = 20;
  const auto text = icu::UnicodeString::fromUTF8({title.data(), static_cast<int>(title.size())});
  // A line begins with a word (7.3.1), never inside 《》 and never with what closes or lists.
  std::vector<bool> may_begin(static_cast<std::size_t>(text.length()) + 1, false);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getSimplifiedChinese(), error));
  if (U_FAILURE(error) != 0) throw std::runtime_error("ICU has no rules for words");
  words->setText(text);
  for (int at = words->first(); at != icu::BreakIterator::DONE; at = words->next()) {
    may_begin[static_cast<std::size_t>(at)] = true;
  }
  // Words to ICU are shorter than the terms that officials read as one.
  for (const std::u16string_view term : {u"实施方案", u"工作方案", u"领导小组", u"进展情况",
                                         u"推进情况", u"落实情况", u"办理情况", u"职业教育"}) {
    const icu::UnicodeString whole(term.data(), static_cast<int>(term.size()));
    for (int at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1)) {
      for (int i = 1; i < whole.length(); ++i) may_begin[static_cast<std::size_t>(at + i)] = false;
    }
  }
  bool quoted = false;
  const auto is_digit = [&text](int at) { return at >= 0 && text[at] >= u'0' && text[at] <= u'9'; };
  for (int i = 0; i < text.length(); ++i) {
    constexpr std::u16string_view kNeverFirst = u"》”）、，的〕";
    const char16_t here = text[i];
    // What a number counts stays with it, and the parts of a date with each other.
    const bool counted = is_digit(i - 1) || (is_digit(i) && i > 0 && text[i - 1] == u'年');
    if (quoted || counted || kNeverFirst.find(here) != std::u16string_view::npos) {
      may_begin[static_cast<std::size_t>(i)] = false;
    }
    if (here == u'《') quoted = true;
    if (here == u'》') quoted = false;
  }
  // Up to each place, in quarters of a Han character: digits and Latin letters are at most three
  // wide in the faces in use, and word processors leave one between them and Han.
  constexpr int kHan = 4;
  std::vector<int> width(1, 0);
  for (int i = 0; i < text.length(); ++i) {
    const bool narrow = text[i] < 0x80;
    const bool gap = i > 0 && narrow != (text[i - 1] < 0x80);
    width.push_back(width.back() + (narrow ? kHan - 1 : kHan) + (gap ? 1 : 0));
  }
  const auto place_at = [&width](int quarters) {  // the last place not beyond
    return static_cast<int>(std::ranges::upper_bound(width, quarters) - width.begin()) - 1;
  };
  std::vector<std::string> lines;
  for (int at = 0; at < text.length();) {
    const int from = width[static_cast<std::size_t>(at)];
    const int left = width.back() - from;
    const int lines_left = (left + kHan * kLineMax - 1) / (kHan * kLineMax);
    const int most = place_at(from + kHan * kLineMax);
    const int half = (left + lines_left - 1) / lines_left + kHan / 2;
    const int even = std::min(place_at(from + half), most);
    // The allowed place nearest to the even split; none on this line: the even split itself.
    int end = even;
    for (int off = 0; off < kLineMax; ++off) {
      const auto allowed = [&](int place) {
        return place > at && place <= most && may_begin[static_cast<std::size_t>(place)];
      };
      if (allowed(even + off) || allowed(even - off)) {
        end = allowed(even + off) ? even + off : even - off;
        break;
      }
    }
    std::string line;
    text.tempSubString(at, end - at).toUTF8String(line);
    lines.push_back(std::move(line));
    at = end;
  }
  return lines;
}

std::string official_paper_docx(const OfficialPaper& paper) {
  const bool letter = paper.form == PaperForm::letter;
  std::vector<std::pair<std::string, std::string>> files;
  std::string types(kTypes);
  std::string relations(kRelations);
  int next = 0;
  const auto add = [&](const std::string& name, std::string_view kind, std::string content) {
    ++next;
    types += fmt::format(R"(<Override PartName="/word/{}" ContentType="{}{}+xml"/>)", name,
                         kWordType, kind);
    relations += fmt::format(R"(<Relationship Id="rId{}" Type="{}{}" Target="{}"/>)", next,
                             kRelation, kind == "fontTable" ? "fontTable" : kind, name);
    files.emplace_back("word/" + name, std::move(content));
  };
  add("styles.xml", "styles", styles_part());
  add("settings.xml", "settings",
      part("settings",
           R"(<w:evenAndOddHeaders/><w:compat><w:compatSetting w:name="compatibilityMode" )"
           R"(w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>)"));
  add("fontTable.xml", "fontTable", fonts_part());
  add("header1.xml", "header", part("hdr", letter ? letter_header(paper) : empty_line()));
  add("footer1.xml", "footer", part("ftr", double_line(6, 24, paper.red_head)));
  add("footer2.xml", "footer", part("ftr", page_number("right")));
  add("footer3.xml", "footer", part("ftr", page_number("left")));
  if (paper.code) {
    add("header2.xml", "header", part("hdr", running_header(paper)));
    types += R"(<Default Extension="png" ContentType="image/png"/>)";
    files.emplace_back("word/" + std::string(kCodeName), qr_code_png(paper.code->content));
    const std::string picture =
        fmt::format(R"({}{}<Relationship Id="rId1" Type="{}image" Target="{}"/></Relationships>)",
                    kHead, kRelations, kRelation, kCodeName);
    files.emplace_back("word/_rels/header1.xml.rels", picture);
    files.emplace_back("word/_rels/header2.xml.rels", picture);
  }
  types += fmt::format(
      R"(<Override PartName="/word/document.xml" ContentType="{}document.main+xml"/>)", kWordType);
  files.emplace_back("word/document.xml", document_part(paper));
  files.emplace_back("word/_rels/document.xml.rels",
                     std::string(kHead) + relations + "</Relationships>");
  files.emplace_back(
      "_rels/.rels",
      fmt::format(
          R"({}{}<Relationship Id="rId1" Type="{}officeDocument" Target="word/document.xml"/></Relationships>)",
          kHead, kRelations, kRelation));
  files.emplace(files.begin(), "[Content_Types].xml", std::string(kHead) + types + "</Types>");
  return make_zip(files);
}

}  // namespace document
