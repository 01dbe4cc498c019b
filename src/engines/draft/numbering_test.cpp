#include "engines/draft/numbering.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> kinds(const Draft& draft) {
  std::vector<std::string> kinds;
  for (const Finding& finding : draft.findings) kinds.push_back(finding.kind);
  return kinds;
}

TEST(Numbering, LabelsOfEveryKind) {
  struct {
    const char* text;
    Marker marker;
    int number;
  } rows[] = {
      {"一、总则", Marker::chinese, 1},
      {"十二、其他", Marker::chinese, 12},
      {"（三）重点", Marker::chinese_paren, 3},
      {"(三)重点", Marker::chinese_paren, 3},
      {"4.建设", Marker::arabic, 4},
      {"４．建设", Marker::arabic, 4},
      {"4、建设", Marker::arabic, 4},
      {"（5）建设", Marker::arabic_paren, 5},
      {"5）建设", Marker::arabic_paren, 5},
      {"③建设", Marker::circled, 3},
      {"第二章 总则", Marker::chapter, 2},
      {"第十一条 学校", Marker::article, 11},
      {"第12条 学校", Marker::article, 12},
      {"（ 一 ） 重点", Marker::chinese_paren, 1},
      {"2.6月底前完成", Marker::arabic, 2},
  };
  for (const auto& row : rows) {
    const auto label = label_at(fold_words(row.text));
    ASSERT_TRUE(label) << row.text;
    EXPECT_EQ(label->marker, row.marker) << row.text;
    EXPECT_EQ(label->number, row.number) << row.text;
  }
}

TEST(Numbering, DatesAndDecimalsAreNoLabels) {
  for (const char* text : {"2022.12", "1.5万人", "2022年", "一是加强", "第一季度", "三个方面",
                           "（校长）", "（2022年）", "10所学校", ""})
    EXPECT_FALSE(label_at(fold_words(text))) << text;
}

TEST(Numbering, ItemsKnowWhatTheyStandIn) {
  const Draft draft =
      drafted("一、任务\n（一）体系\n1.高职。办好高职。\n2.中职。办好中职。\n二、保障\n");
  ASSERT_EQ(draft.sections.size(), 5U);
  EXPECT_EQ(draft.sections[1].parent, 0U);
  EXPECT_EQ(draft.sections[3].parent, 1U);
  EXPECT_EQ(draft.sections[4].parent, std::nullopt);
  EXPECT_EQ(draft.sections[2].title.text, "高职");
  EXPECT_TRUE(draft.sections[0].span.contains(draft.sections[3].span));
  EXPECT_FALSE(draft.sections[0].span.contains(draft.sections[4].span));
}

TEST(Numbering, MayGoOnThroughGroups) {
  EXPECT_THAT(kinds(drafted("（一）甲\n1.一。\n2.二。\n（二）乙\n3.三。\n4.四。\n")), IsEmpty());
}

TEST(Numbering, MayStartAgainInEachGroup) {
  EXPECT_THAT(kinds(drafted("（一）甲\n1.一。\n2.二。\n（二）乙\n1.三。\n2.四。\n")), IsEmpty());
}

TEST(Numbering, ReportsWhatIsMissing) {
  EXPECT_THAT(kinds(drafted("1.一。\n2.二。\n4.四。\n")), ElementsAre("numbering_skips"));
}

TEST(Numbering, ReportsWhatStandsTwice) {
  EXPECT_THAT(kinds(drafted("1.一。\n2.二。\n2.又二。\n3.三。\n")),
              ElementsAre("numbering_repeats"));
}

TEST(Numbering, ReportsAListThatStartsAgain) {
  EXPECT_THAT(kinds(drafted("1.一。\n2.二。\n1.三。\n2.四。\n")),
              ElementsAre("numbering_restarts"));
}

TEST(Measures, KeepTheirNumbersThroughGroups) {
  const Draft draft = drafted("一、任务\n（一）甲\n1.一。\n2.二。\n（二）乙\n3.三。\n");
  ASSERT_EQ(draft.measures.size(), 3U);
  EXPECT_EQ(draft.measures[2].number, 3);
  EXPECT_EQ(draft.measures[2].group, 2);
  EXPECT_EQ(draft.groups[1].title.text, "乙");
}

TEST(Measures, AreCountedWhereNumbersStartAgain) {
  const Draft draft = drafted("（一）甲\n1.一。\n2.二。\n（二）乙\n1.三。\n");
  ASSERT_EQ(draft.measures.size(), 3U);
  EXPECT_EQ(draft.measures[2].number, 3);
}

TEST(Measures, LeaveOutAimsAndPrinciples) {
  const Draft draft = drafted(
      "一、指导思想\n以……为指导。\n二、工作目标\n到2025年……。\n三、主要任务\n（一）甲。做甲。\n（二"
      "）乙。做乙。\n");
  ASSERT_EQ(draft.measures.size(), 2U);
  EXPECT_EQ(draft.measures[0].title.text, "甲");
}

TEST(Measures, OfArticlesStandInChapters) {
  const Draft draft = drafted("第一章 总则\n第一条 为甲。\n第二章 学校\n第二条 办乙。\n");
  ASSERT_EQ(draft.measures.size(), 2U);
  EXPECT_EQ(draft.measures[1].number, 2);
  EXPECT_EQ(draft.measures[1].group, 2);
}

TEST(Measures, LeaveOutHowThePlanIsCarriedOutUnlessSomebodyOwesIt) {
  const std::string tasks =
      "一、主要任务\n（一）办学。抓紧办学。（市教育局负责）\n（二）招生。抓紧招生。（市教育局负责）"
      "\n";
  EXPECT_EQ(
      drafted("清河市办学方案\n" + tasks + "二、保障措施\n加强领导，抓好落实。\n").measures.size(),
      2U);
  EXPECT_EQ(
      drafted("清河市办学方案\n" + tasks + "二、保障措施\n（一）投入。加大投入。（市财政局负责）\n")
          .measures.size(),
      3U);
}

TEST(Measures, OfRulesAreNoTasksOfAnybody) {
  EXPECT_TRUE(
      drafted("清河市办学办法\n第一条 学校应当办学。\n第二条 学校应当招生。\n").tasks.empty());
  EXPECT_EQ(
      drafted("清河市办学工作要点\n一、办学。抓紧办学。\n二、招生。抓紧招生。\n").tasks.size(), 2U);
}

}  // namespace
}  // namespace engines::draft
