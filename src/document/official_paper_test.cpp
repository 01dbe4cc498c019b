#include "document/official_paper.hpp"

#include <gmock/gmock.h>

#include "document/document.hpp"
#include "document/qr_code.hpp"
#include "document/zip_archive.hpp"

namespace document {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

OfficialPaper letter() {
  OfficialPaper paper;
  paper.issuer = "某市职业教育改革领导小组办公室";
  paper.number = "某职改办函〔2026〕3号";
  paper.title = "关于尽快办理“技能”实施方案逾期事项的督办函";
  paper.addressees = "某县人民政府";
  paper.body = {{PaperLevel::text, "经核查，你单位承担的以下事项逾期未办结：a < b & c。"},
                {PaperLevel::first, "一、逾期事项"},
                {PaperLevel::second, "（一）任务17：落实专项资金"},
                {PaperLevel::text, "请于2026年12月3日前书面回复。"}};
  paper.signature = "某市职业教育改革领导小组办公室";
  paper.date = "2026年11月26日";
  paper.note = "联系人及电话：办公室，0000000";
  return paper;
}

OfficialPaper circular() {
  OfficialPaper paper = letter();
  paper.form = PaperForm::file;
  paper.issuer = "某市职业教育改革领导小组办公室文件";
  paper.title = "关于2026年第三季度实施方案任务推进情况的通报";
  paper.addressees = "各县（市、区）人民政府，市直有关部门";
  PaperTable table{"逾期事项清单", {{"序号", 1}, {"责任单位", 3}, {"任务", 6}, {"时限", 3}}, {}};
  for (int i = 1; i <= 60; ++i) {
    table.rows.push_back({std::to_string(i), "某县", "落实中等职业学校专项资金", "2022年12月31日"});
  }
  paper.annex = table;
  paper.copies_to = "市政府督查室";
  paper.printed_by = "某市职业教育改革领导小组办公室";
  paper.printed_on = "2026年11月26日";
  return paper;
}

OfficialPaper wide_circular() {
  OfficialPaper paper = circular();
  paper.annex->wide = true;
  paper.annex->unit = "单位：元";
  paper.annex->notes = {"[1] 按下达数判断。"};
  return paper;
}

std::string part_of(const std::string& docx, const std::string& name) {
  return ZipArchive(docx, {100, 1U << 20U, 1U << 24U}).read(name).value_or("");
}

std::string text_of(const std::string& docx) {
  Options options;
  options.temporary_folder = testing::TempDir();
  return read_document(docx, options).text;
}

}  // namespace

TEST(OfficialPaper, EverythingSaidIsInThePaper) {
  const std::string text = text_of(official_paper_docx(letter()));
  for (const char* said : {"某职改办函〔2026〕3号", "督办函", "某县人民政府：", "a < b & c。",
                           "一、逾期事项", "2026年11月26日", "（联系人及电话：办公室，0000000）"}) {
    EXPECT_THAT(text, HasSubstr(said));
  }
}

TEST(OfficialPaper, PageAndTypeAreaAreThoseOfTheStandard) {
  const std::string body = part_of(official_paper_docx(letter()), "word/document.xml");
  // A4; 37, 26, 35 and 28 mm in twentieths of a point leave 156 × 225 mm.
  EXPECT_THAT(body, HasSubstr(R"(<w:pgSz w:w="11906" w:h="16838"/>)"));
  EXPECT_THAT(body, HasSubstr(R"(w:top="2098" w:right="1474" w:bottom="1984" w:left="1587")"));
  EXPECT_THAT(body, HasSubstr(R"(w:linePitch="579")"));
}

TEST(OfficialPaper, PrePrintedPaperGetsNoNameAndNoLines) {
  OfficialPaper paper = letter();
  EXPECT_THAT(part_of(official_paper_docx(paper), "word/header1.xml"), HasSubstr("FF0000"));
  paper.red_head = false;
  const std::string docx = official_paper_docx(paper);
  EXPECT_THAT(part_of(docx, "word/header1.xml"), Not(HasSubstr("FF0000")));
  EXPECT_THAT(part_of(docx, "word/header1.xml"), Not(HasSubstr(paper.issuer)));
  EXPECT_THAT(part_of(docx, "word/footer1.xml"), Not(HasSubstr("FF0000")));
}

TEST(OfficialPaper, ACodeStandsOnEveryPageOfEitherForm) {
  for (OfficialPaper paper : {letter(), circular()}) {
    paper.code = PaperCode{"ZHIJIAO:TEST:1", "盖章后扫描"};
    const std::string docx = official_paper_docx(paper);
    EXPECT_EQ(part_of(docx, "word/code.png"), qr_code_png("ZHIJIAO:TEST:1"));
    EXPECT_THAT(part_of(docx, "word/header2.xml"), HasSubstr("r:embed"));
    EXPECT_THAT(part_of(docx, "word/header2.xml"), HasSubstr("盖章后扫描"));
    for (const char* kind : {"default", "even"}) {
      EXPECT_THAT(part_of(docx, "word/document.xml"),
                  HasSubstr(std::string("headerReference w:type=\"") + kind));
    }
  }
  OfficialPaper paper = letter();
  paper.code = PaperCode{"ZHIJIAO:TEST:1", "盖章后扫描"};
  EXPECT_THAT(part_of(official_paper_docx(paper), "word/header1.xml"), HasSubstr("r:embed"));
  EXPECT_EQ(part_of(official_paper_docx(letter()), "word/code.png"), "");
}

TEST(QrCode, TextThatCannotBeHeldIsRefused) {
  for (const std::string& text : {std::string(), std::string("a\0b", 3), std::string(3000, 'a')}) {
    EXPECT_THROW(qr_code_png(text), std::invalid_argument);
  }
}

TEST(OfficialPaper, ControlCharactersStayVisible) {
  OfficialPaper paper = letter();
  paper.body = {{PaperLevel::text, "前\x01后"}};
  EXPECT_THAT(text_of(official_paper_docx(paper)), HasSubstr("前\xEF\xBF\xBD后"));
}

TEST(OfficialPaper, TheSamePaperGivesTheSameBytes) {
  EXPECT_EQ(official_paper_docx(circular()), official_paper_docx(circular()));
}

TEST(OfficialPaper, TheHeadOfATableIsRepeated) {
  EXPECT_THAT(part_of(official_paper_docx(circular()), "word/document.xml"),
              HasSubstr("<w:tblHeader/>"));
}

TEST(OfficialPaper, AWideAnnexStandsOnA3AcrossWithItsNotes) {
  const std::string docx = official_paper_docx(wide_circular());
  const std::string body = part_of(docx, "word/document.xml");
  const std::size_t across = body.find(R"(<w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/>)");
  EXPECT_NE(across, std::string::npos);
  // The letter before it stays on A4.
  EXPECT_LT(body.find(R"(<w:pgSz w:w="11906" w:h="16838"/>)"), across);
  EXPECT_THAT(text_of(docx), HasSubstr("[1] 按下达数判断。"));
  EXPECT_THAT(text_of(docx), HasSubstr("单位：元"));
}

TEST(OfficialPaper, ALongNameBecomesSmallerAndAShortOneIsBounded) {
  EXPECT_EQ(issuer_size_pt(PaperForm::letter, 4), 36);
  EXPECT_LT(issuer_size_pt(PaperForm::letter, 20), 24);
  EXPECT_EQ(issuer_size_pt(PaperForm::file, 200), 10);
}

TEST(TitleLines, AShortTitleIsOneLine) {
  EXPECT_THAT(title_lines("关于专项资金的提醒函"), ElementsAre("关于专项资金的提醒函"));
}

TEST(TitleLines, ALongTitleIsSplitEvenlyAndNothingIsLost) {
  const std::string title = "关于尽快办理落实整省推进职业教育发展实施方案逾期事项的督办函";
  const auto lines = title_lines(title);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0] + lines[1], title);
  EXPECT_GT(lines[1].size(), lines[0].size() / 2);
}

TEST(TitleLines, WhatStandsInTitleMarksStaysTogether) {
  EXPECT_THAT(title_lines("关于落实《关于推进职业教育的若干意见》有关事项进展的通报"),
              ElementsAre("关于落实《关于推进职业教育的若干意见》", "有关事项进展的通报"));
}

TEST(TitleLines, DigitsAreNarrowerAndStayWithWhatTheyCount) {
  EXPECT_THAT(title_lines("关于报送2026年11月任务17进展情况的函"),
              ElementsAre("关于报送2026年11月", "任务17进展情况的函"));
  for (const std::string& line :
       title_lines("关于报送2026年11月任务17进展情况和2026年12月任务17工作安排的函")) {
    EXPECT_THAT(line, Not(StartsWith("月")));
    EXPECT_THAT(line, Not(StartsWith("年")));
    EXPECT_THAT(line, Not(StartsWith("11")));
  }
}

TEST(TitleLines, ALineBeginsWithAWord) {
  for (const std::string& line : title_lines("关于“技能平凉”实施方案任务推进落实情况的通报")) {
    EXPECT_THAT(line, Not(StartsWith("施")));
    EXPECT_THAT(line, Not(StartsWith("的")));
  }
}

TEST(TitleLines, ATermOfSeveralWordsStaysOnOneLine) {
  EXPECT_THAT(title_lines("关于“技能甘肃”平凉实施方案逾期任务的督办函"),
              ElementsAre("关于“技能甘肃”平凉", "实施方案逾期任务的督办函"));
}

TEST(TitleLines, AnEndlessQuotationIsStillSplit) {
  std::string title = "《";
  for (int i = 0; i < 100; ++i) title += "长";
  std::string joined;
  for (const std::string& line : title_lines(title)) joined += line;
  EXPECT_EQ(joined, title);
}

}  // namespace document
