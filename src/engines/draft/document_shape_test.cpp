#include "engines/draft/document_shape.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

constexpr const char* kPage =
    "您当前的位置：首页 > 政策\n"
    "• 索引号：1/2\n• 发文机关：市政府办公室\n• 成文日期：2022-03-14\n• 发布日期：2022-03-15\n"
    "• 字体：[大 中 小]\n• 分享：\n"
    "清政发〔2022〕7号\n"
    "各县（市、区）人民政府，市直有关部门：\n"
    "《清河市职业教育实施方案》已经市政府同意，现予印发。\n"
    "清河市人民政府\n2022年3月10日\n（此件公开发布）\n"
    "清河市职业教育实施方案\n"
    "为落实有关文件（甘政发〔2020〕38号）精神，制定本方案。\n"
    "一、主要任务\n（一）办好高职。抓紧办好。\n（二）办好中职。抓紧办好。\n"
    "附件：1.任务清单\n2.成员名单\n"
    "附件1\n任务清单\n1.办学。（责任单位：市教育局；完成时限：2022年）\n"
    "附件2\n成员名单\n组长：王 某 市长\n"
    "相关链接：政策解读\n";

std::vector<PartKind> kinds(const Draft& draft) {
  std::vector<PartKind> kinds;
  for (const Part& part : draft.parts) kinds.push_back(part.kind);
  return kinds;
}

TEST(DocumentShape, PartsOfAWebPage) {
  const Draft draft = drafted(kPage);
  EXPECT_THAT(kinds(draft),
              testing::ElementsAre(PartKind::navigation, PartKind::register_card,
                                   PartKind::navigation, PartKind::notice, PartKind::body,
                                   PartKind::annex, PartKind::annex, PartKind::navigation));
  EXPECT_EQ(draft.parts[4].title.text, "清河市职业教育实施方案");
  EXPECT_EQ(draft.parts[5].title.text, "任务清单");
  EXPECT_EQ(draft.parts[6].annex, 2);
}

TEST(DocumentShape, PartsCoverTheText) {
  const std::string text = kPage;
  const Draft draft = drafted(text);
  std::size_t at = 0;
  for (const Part& part : draft.parts) {
    EXPECT_EQ(part.span.begin, at);
    at = part.span.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST(DocumentHead, OfAWebPage) {
  const Draft draft = drafted(kPage);
  EXPECT_EQ(draft.head.number_normal, "清政发〔2022〕7号");
  EXPECT_EQ(draft.head.index_number.text, "1/2");
  EXPECT_EQ(draft.head.title.text, "清河市职业教育实施方案");
  ASSERT_TRUE(draft.head.issuer);
  EXPECT_EQ(draft.head.issuer->written.text, "清河市人民政府");
  ASSERT_EQ(draft.head.addressees.size(), 2U);
  ASSERT_EQ(draft.head.dates.size(), 3U);
  ASSERT_EQ(draft.head.based_on.size(), 1U);
  EXPECT_EQ(draft.head.based_on[0].text, "甘政发〔2020〕38号");
  ASSERT_EQ(draft.head.annexes.size(), 2U);
  EXPECT_EQ(draft.head.annexes[1].text, "成员名单");
}

TEST(DocumentHead, DatesThatDifferAreReported) {
  const Draft draft = drafted(kPage);
  EXPECT_THAT(draft.findings, testing::Contains(testing::Field(&Finding::kind, "dates_differ")));
}

TEST(DocumentHead, NumbersInEveryBracket) {
  for (const char* number : {"清政发〔2022〕7号", "清政发[2022]7号", "清政发（2022）7号",
                             "清政发【2022】7号", "清政发 〔２０２２〕 第７号"}) {
    const Draft draft = drafted(std::string(number) + "\n各县市区：\n一、办学。\n");
    EXPECT_EQ(draft.head.number_normal, "清政发〔2022〕7号") << number;
  }
}

TEST(DocumentShape, AListOfAnnexesIsNoMeasure) {
  const Draft draft = drafted(kPage);
  EXPECT_EQ(draft.measures.size(), 2U);
}

TEST(DocumentShape, ASecondCopyIsSetApart) {
  std::string once = "清河市职业教育实施方案\n一、主要任务\n";
  for (int i = 1; i <= 12; ++i) {
    once +=
        "（" +
        std::string(i <= 9    ? std::vector<std::string>{"一", "二", "三", "四", "五", "六", "七",
                                                         "八", "九"}[static_cast<std::size_t>(i - 1)]
                    : i == 10 ? "十"
                    : i == 11 ? "十一"
                              : "十二") +
        "）办好第" + std::to_string(i) +
        "项工作，统筹安排人力物力财力，抓紧组织实施，按时保质完成，及时报告进展情况和存在的困难问题"
        "。（责任单位：市教育局）\n";
  }
  const Draft first = drafted(once);
  const Draft both = drafted(once + once);
  EXPECT_EQ(first.tasks.size(), 12U);
  EXPECT_EQ(both.tasks.size(), 12U);
  EXPECT_THAT(both.parts, testing::Contains(testing::Field(&Part::kind, PartKind::repetition)));
  EXPECT_THAT(both.findings, testing::Contains(testing::Field(&Finding::kind, "second_copy")));
}

TEST(DocumentShape, BrokenLinesAreOneParagraphAgain) {
  const Draft draft = drafted(
      "一、主要任务\n"
      "（一）办好高职。抓紧办好高等职业教育，统筹各方\n"
      "面力量，建设高水平专业群，完善实训条件，推进产\n"
      "教融合，深化校企合作，提高人才培养的质量。（责任\n"
      "单位：市教育局、市人社局、清河职业技术学院、市财\n"
      "— 3 —\n"
      "政局；完成时限：2022年）\n"
      "（二）办好中职。抓紧办好中等职业教育，统筹各方\n"
      "面力量，改善办学条件，配足专业教师，推进职普融\n"
      "通，扩大优质资源供给，满足人民群众的需求和期盼\n"
      "。（责任单位：市人社局；完成时限：2023年）\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  EXPECT_EQ(owners(draft, draft.tasks[0]),
            "presumed:education supporting:people supporting:college supporting:finance");
  EXPECT_EQ(draft.tasks[0].deadline->on->str(), "2022-12-31");
  EXPECT_EQ(owners(draft, draft.tasks[1]), "presumed:people");
  EXPECT_NE(draft.tasks[0].text.text.find("统筹各方面力量"), std::string::npos);
}

TEST(DocumentShape, PageNumbersAreSetApart) {
  const Draft draft = drafted("一、任务\n（一）甲。\n— 12 —\n（二）乙。\n第 3 页 共 9 页\n");
  EXPECT_EQ(std::count_if(draft.parts.begin(), draft.parts.end(),
                          [](const Part& part) { return part.kind == PartKind::page_furniture; }),
            2);
}

TEST(DocumentHead, ALetterThatIsThePlanHasItsTitleAboveTheAddressees) {
  const Draft draft = drafted(
      "清河市教育局\n关于推进集团化办学的\n实施意见\n清教发〔2022〕3号\n各县（市、区）教育局：\n"
      "为推进办学，提出如下意见。\n一、办学。抓紧办学。（市教育局负责）\n");
  EXPECT_EQ(draft.head.title.text, "关于推进集团化办学的实施意见");
  EXPECT_EQ(draft.head.number_normal, "清教发〔2022〕3号");
}

TEST(DocumentHead, TheFirstOfSeveralSignersIssues) {
  const Draft draft = drafted(
      "关于办学的通知\n各学校：\n请认真办学。\n清河市教育局　清河市财政局\n清河市统计局\n"
      "2022年3月10日\n办学方案\n一、办学。抓紧办学。\n");
  ASSERT_TRUE(draft.head.issuer);
  EXPECT_EQ(who(draft, *draft.head.issuer), "education");
}

TEST(DocumentHead, AnOrderIsNumberedByItsIssuer) {
  const Draft draft = drafted(
      "清河市人民政府令\n第 27 号\n《清河市办学办法》已经审议通过，现予公布。\n"
      "清河市办学办法\n第一章 总则\n第一条 为了办学，制定本办法。\n");
  EXPECT_EQ(draft.head.number_normal, "清河市人民政府令第27号");
  EXPECT_EQ(draft.head.title.text, "清河市办学办法");
}

TEST(DocumentShape, TheCardMayBeATable) {
  const Draft draft = drafted(
      "网站首页\t政务公开\t政务服务\n索引号：\tQ1\t主题分类：\t教育\n"
      "文    号：\t清教发﹝2022﹞3 号\t成文日期：\t2022-03-14\n清河市办学方案\n"
      "一、办学。抓紧办学。\n");
  EXPECT_EQ(draft.head.index_number.text, "Q1");
  EXPECT_EQ(draft.head.number_normal, "清教发〔2022〕3号");
  ASSERT_EQ(draft.head.dates.size(), 1U);
  EXPECT_EQ(draft.head.dates[0].on, Date(2022, 3, 14));
}

TEST(DocumentShape, LinksBelowTheDocumentPromiseNothing) {
  const Draft draft = drafted(
      "清河市办学方案\n一、办学。到2025年建设学校5所。\n相关链接\n清河市2021年新建学校26所\n");
  EXPECT_EQ(draft.commitments.size(), 1U);
}

}  // namespace
}  // namespace engines::draft
