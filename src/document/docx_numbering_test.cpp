#include "document/docx_numbering.hpp"

#include <gmock/gmock.h>

namespace document {
namespace {

std::string level(int number, const std::string& format, const std::string& text,
                  const std::string& more = "") {
  return "<w:lvl w:ilvl='" + std::to_string(number) + "'><w:start w:val='1'/><w:numFmt w:val='" +
         format + "'/><w:lvlText w:val='" + text + "'/>" + more + "</w:lvl>";
}

std::string numbering(const std::string& levels, const std::string& instances) {
  return "<w:numbering xmlns:w='urn:w'><w:abstractNum w:abstractNumId='3'>" + levels +
         "</w:abstractNum>" + instances + "</w:numbering>";
}

const std::string kOne = "<w:num w:numId='1'><w:abstractNumId w:val='3'/></w:num>";

TEST(FormattedNumber, ChineseCountsAsPeopleDo) {
  for (const auto& [number, text] : {std::pair{1, "一"},
                                     {10, "十"},
                                     {11, "十一"},
                                     {20, "二十"},
                                     {25, "二十五"},
                                     {100, "一百"},
                                     {105, "一百零五"},
                                     {110, "一百一十"},
                                     {1001, "一千零一"},
                                     {10'010, "一万零一十"}}) {
    EXPECT_EQ(formatted_number(number, "chineseCountingThousand"), text) << number;
  }
}

TEST(FormattedNumber, KnowsTheFormatsOfOfficialDocuments) {
  EXPECT_EQ(formatted_number(3, "decimalEnclosedCircle"), "③");
  EXPECT_EQ(formatted_number(4, "upperRoman"), "IV");
  EXPECT_EQ(formatted_number(28, "lowerLetter"), "bb");
  EXPECT_EQ(formatted_number(2, "chineseLegalSimplified"), "贰");
  EXPECT_EQ(formatted_number(7, "decimalZero"), "07");
  EXPECT_EQ(formatted_number(4, "ideographTraditional"), "丁");
  EXPECT_EQ(formatted_number(10, "ideographTraditional"), "癸");
  EXPECT_EQ(formatted_number(11, "ideographTraditional"), "11") << "there are ten";
  EXPECT_EQ(formatted_number(7, "bullet"), "");
  EXPECT_EQ(formatted_number(7, "a format of the future"), "7");
}

TEST(DocxNumbering, DeeperLevelsBeginAnewAfterAHigherOne) {
  DocxNumbering numbers(
      numbering(level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") +
                    level(2, "decimal", "%3."),
                kOne),
      "");
  std::vector<std::string> labels;
  for (const int at : {0, 1, 2, 2, 1, 2, 0, 1}) labels.push_back(numbers.next_label(1, at, ""));
  EXPECT_THAT(labels,
              testing::ElementsAre("一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"));
}

TEST(DocxNumbering, ALevelThatNothingRestartsGoesOnThroughTheGroups) {
  DocxNumbering numbers(numbering(level(0, "chineseCounting", "%1、") +
                                      level(1, "decimal", "%2.", "<w:lvlRestart w:val='0'/>"),
                                  kOne),
                        "");
  std::vector<std::string> labels;
  for (const int at : {0, 1, 1, 0, 1}) labels.push_back(numbers.next_label(1, at, ""));
  EXPECT_THAT(labels, testing::ElementsAre("一、", "1.", "2.", "二、", "3."));
}

TEST(DocxNumbering, AnInstanceWithItsOwnStartBeginsThere) {
  DocxNumbering numbers(
      numbering(level(0, "decimal", "%1."),
                kOne + "<w:num w:numId='2'><w:abstractNumId w:val='3'/><w:lvlOverride "
                       "w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"),
      "");
  EXPECT_EQ(numbers.next_label(1, 0, ""), "1.");
  EXPECT_EQ(numbers.next_label(2, 0, ""), "5.");
  EXPECT_EQ(numbers.next_label(2, 0, ""), "6.");
}

TEST(DocxNumbering, TheStartOfOneInstanceIsNoneOfTheOthers) {
  DocxNumbering numbers(
      numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%2)"),
                kOne + "<w:num w:numId='2'><w:abstractNumId w:val='3'/><w:lvlOverride "
                       "w:ilvl='1'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"),
      "");
  EXPECT_EQ(numbers.next_label(2, 1, ""), "5)");
  EXPECT_EQ(numbers.next_label(2, 0, ""), "1.");
  EXPECT_EQ(numbers.next_label(2, 1, ""), "5)") << "begins anew where it began";
  EXPECT_EQ(numbers.next_label(1, 0, ""), "2.");
  EXPECT_EQ(numbers.next_label(1, 1, ""), "1)");
}

TEST(DocxNumbering, AStartForALevelThatTheListLacksMakesNone) {
  DocxNumbering numbers(
      numbering(level(0, "decimal", "%1.%2"),
                "<w:num w:numId='1'><w:abstractNumId w:val='3'/><w:lvlOverride "
                "w:ilvl='1'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"),
      "");
  EXPECT_EQ(numbers.next_label(1, 0, ""), "1.1");
  EXPECT_EQ(numbers.next_label(1, 1, ""), "");
}

TEST(DocxNumbering, AParagraphTakesTheNumberOfItsStyle) {
  const std::string styles =
      "<w:styles xmlns:w='urn:w'><w:style w:styleId='heading'><w:pPr><w:numPr><w:ilvl "
      "w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style><w:style "
      "w:styleId='child'><w:basedOn w:val='heading'/></w:style><w:style "
      "w:styleId='loop'><w:basedOn "
      "w:val='loop'/></w:style></w:styles>";
  DocxNumbering numbers(numbering(level(0, "decimal", "第%1条"), kOne), styles);
  EXPECT_EQ(numbers.next_label({}, {}, "child"), "第1条");
  EXPECT_EQ(numbers.next_label(0, {}, "child"), "") << "0 takes the number away";
  EXPECT_EQ(numbers.next_label({}, {}, "loop"), "");
}

TEST(DocxNumbering, OneLevelCanShowThoseAbove) {
  DocxNumbering numbers(
      numbering(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>"),
                kOne),
      "");
  numbers.next_label(1, 0, "");
  EXPECT_EQ(numbers.next_label(1, 1, ""), "1.1");
}

}  // namespace
}  // namespace document
