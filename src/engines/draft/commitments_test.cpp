#include "engines/draft/commitments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string written(const Commitment& commitment) {
  static constexpr const char* kComparators[] = {">=", "<=", "=", "~", "..", "all"};
  static constexpr const char* kPeriods[] = {"", " /month", " /quarter", " /half", " /year"};
  std::string all = kComparators[static_cast<int>(commitment.comparator)];
  if (commitment.low) all += " " + std::to_string(*commitment.low);
  if (commitment.high) all += "-" + std::to_string(*commitment.high);
  if (commitment.scale > 0) all += "e-" + std::to_string(commitment.scale);
  all += " " + commitment.unit_name + kPeriods[static_cast<int>(commitment.period)];
  if (commitment.due_on) all += " by " + commitment.due_on->str();
  return all;
}

std::vector<std::string> promised(const std::string& text) {
  std::vector<std::string> all;
  for (const Commitment& commitment :
       drafted("一、主要任务\n（一）办学。" + text + "\n").commitments)
    all.push_back(written(commitment));
  return all;
}

TEST(Commitments, OfOneNumber) {
  struct {
    const char* text;
    const char* promised;
  } rows[] = {
      {"到2025年，在校生保持在2万人以上。", ">= 20000 人 by 2025-12-31"},
      {"规模稳定在6000人左右。", "~ 6000 人"},
      {"年培训5万人次以上。", ">= 50000 人次 /year"},
      {"招生职普比不低于4:6。", ">= 40 4:6 /year"},
      {"招生职普比不低于 ４∶６ 。", ">= 40 4:6 /year"},
      {"建设4—5所示范学校。", ".. 4-5 所"},
      {"建设4～5所示范学校。", ".. 4-5 所"},
      {"建成三至五个实训基地。", ".. 3-5 个"},
      {"培育10个特色专业。", ">= 10 个"},
      {"专任教师比例达到百分之三十。", ">= 30 %"},
      {"师资占比不低于三成。", ">= 30 %"},
      {"三分之二以上的教师参加培训。", ">= 667e-1 %"},
      {"失业率控制在5.5%以内。", "<= 55e-1 %"},
      {"办结时间压缩至3个工作日以内。", "<= 3 个工作日"},
      {"每年安排专项经费不少于500万元。", ">= 5000000 元 /year"},
      {"每月举办不少于2场招聘活动。", ">= 2 场 /month"},
      {"覆盖率由35%提高至80%。", ">= 80 %"},
      {"2023年底前完成改造1.5万户。", ">= 15000 户 by 2023-12-31"},
      {"发放贷款两亿五千万元以上。", ">= 250000000 元"},
      {"例会每半年召开一次。", ">= 1 次 /half"},
      {"收入翻一番。", ">= 200 %"},
      {"建成七八所学校。", ".. 7-8 所"},
      {"建成三五个基地。", ".. 3-5 个"},
      {"培训十五六个班。", ".. 15-16 个"},
      {"建成三四十所学校。", ".. 30-40 所"},
      {"培训两万五人。", ">= 25000 人"},
      {"合格率达到百分之九十九点五。", ">= 995e-1 %"},
      {"培训3—5万人。", ".. 30000-50000 人"},
      {"培训5000—1万人。", ".. 5000-10000 人"},
      {"建成二十几所学校。", ">= 20 所"},
      {"培训20多万人。", ">= 200000 人"},
      {"培训近百人。", "~ 100 人"},
      {"培训上万人。", ">= 10000 人"},
      {"建成20余个基地。", ">= 20 个"},
  };
  for (const auto& row : rows)
    EXPECT_THAT(promised(row.text), ElementsAre(row.promised)) << row.text;
}

TEST(Commitments, NumbersThatPromiseNothing) {
  for (const char* text : {
           "落实甘政发〔2020〕38号文件。",
           "推进1+X证书制度试点。",
           "实施“3+2”衔接培养。",
           "从四个方面深化改革。",
           "破除“五唯”顽瘴痼疾。",
           "贯彻党的十九大和十九届四中全会精神。",
           "实施信息化提升计划2.0版。",
           "力争进入全省10所高水平学校行列。",
           "全市现有职业学校12所。",
           "截至2021年底，全市有学校12所、在校生3万人。",
           "打造一批示范点。",
           "对接十大产业。",
           "依托省市县校四级培训体系。",
           "落实五险一金。",
           "违反规定的处以5万元以上罚款。",
           "月用水量500立方米以上的用户实行计划用水。",
           "依据第12条办理。",
           "咨询电话12345。",
           "建成99999999999999—1.2345678901234所学校。",
           "建成99999999999999—1.234567所学校。",
           "建成几十所学校。",
       })
    EXPECT_THAT(promised(text), IsEmpty()) << text;
}

TEST(Commitments, OfRoughNumbersNeedAPersonsEye) {
  const Draft draft = drafted("一、主要任务\n（一）办学。建成20余所学校，培训数百人次。\n");
  ASSERT_EQ(draft.commitments.size(), 1U);
  EXPECT_LT(draft.commitments[0].ground.confidence_percent, 60);
  ASSERT_EQ(draft.not_understood.size(), 1U);
  EXPECT_EQ(draft.not_understood[0].kind, "quantity");
  EXPECT_EQ(draft.not_understood[0].written.text, "数百人次");
}

TEST(Commitments, OfRoundNumbersQuoteTheirWholeWords) {
  const Draft draft = drafted("一、主要任务\n（一）就业。安置上百人。\n");
  ASSERT_EQ(draft.commitments.size(), 1U);
  EXPECT_EQ(draft.commitments[0].written.text, "上百人");
  EXPECT_EQ(draft.commitments[0].title.text, "安置");
}

TEST(Commitments, RespectivelyPairsUnitsAndNumbers) {
  const Draft draft = drafted(
      "一、主要任务\n（一）经费。市财政局和各县（市、区）每年安排专项经费分别不得少于500万元和300万"
      "元，"
      "安排大赛经费分别不少于50万元和20万元。\n");
  ASSERT_EQ(draft.commitments.size(), 4U);
  const char* expected[] = {">= 5000000 元 /year", ">= 3000000 元 /year", ">= 500000 元 /year",
                            ">= 200000 元 /year"};
  const char* units[] = {"finance", "@counties", "finance", "@counties"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(written(draft.commitments[i]), expected[i]);
    ASSERT_EQ(draft.commitments[i].for_units.size(), 1U) << i;
    EXPECT_EQ(who(draft, draft.commitments[i].for_units[0]), units[i]);
  }
}

TEST(Commitments, RespectivelyPairsYearsAndNumbers) {
  EXPECT_THAT(promised("诊断企业2023、2024、2025年分别不少于1000家、2000家和3000家。"),
              ElementsAre(">= 1000 家 by 2023-12-31", ">= 2000 家 by 2024-12-31",
                          ">= 3000 家 by 2025-12-31"));
}

TEST(Commitments, RespectivelyPairsWhatIsCounted) {
  const Draft draft =
      drafted("一、主要任务\n（一）就业。毕业生就业率、对口就业率分别不低于97%、80%。\n");
  ASSERT_EQ(draft.commitments.size(), 2U);
  EXPECT_EQ(draft.commitments[0].title.text, "毕业生就业率");
  EXPECT_EQ(draft.commitments[1].title.text, "对口就业率");
  EXPECT_EQ(draft.commitments[1].comparator, Comparator::at_least);
}

TEST(Commitments, OfEach) {
  struct {
    const char* text;
    std::size_t count;
  } rows[] = {
      {"各职业院校分别制定实施方案，报市教育局备案。", 1},
      {"各县（市、区）要成立工作领导小组。", 1},
      {"未建立联席会议制度的县，年内要尽快建立。", 1},
      {"学校办学条件全部达标。", 1},
      {"保证专业对支柱产业全覆盖。", 1},
      {"承担任务的企业应设置实习岗位。", 1},
      {"实现县县有一所职教中心。", 1},
      {"做到村村通。", 1},
      {"支持各职业院校制定实施方案。", 0},
      {"鼓励各县（市、区）建立示范区。", 0},
      {"有条件的学校建设体验馆。", 0},
      {"各成员单位要明确职责分工，制定完善配套政策。", 0},
      {"各县（市、区）要高度重视，加强领导。", 0},
      {"在保证各学校产权不变的前提下设立集团。", 0},
  };
  for (const auto& row : rows) {
    const std::vector<std::string> all = promised(row.text);
    EXPECT_EQ(all.size(), row.count) << row.text;
    for (const std::string& one : all) EXPECT_TRUE(one.starts_with("all")) << row.text << one;
  }
}

TEST(Commitments, ThatATaskRepeatsAreOne) {
  const Draft draft = drafted(
      "一、主要任务\n1.中职。办好中职教育，力争建设4—5所优质中职学校。\n2.高职。办好高职教育。\n"
      "附件1\n任务清单\n1."
      "办好中职教育，建设4—5所优质中职学校。（责任单位：市教育局；完成时限：2023年）\n");
  ASSERT_EQ(draft.commitments.size(), 1U);
  EXPECT_EQ(draft.commitments[0].task, 1);
  EXPECT_EQ(draft.commitments[0].measure, 1);
  EXPECT_EQ(draft.commitments[0].again_at.size(), 1U);
  EXPECT_EQ(draft.commitments[0].due_on->str(), "2023-12-31");
  EXPECT_FALSE(draft.commitments[0].aspiration);
}

TEST(Commitments, SayHowFirmTheyAre) {
  const Draft draft = drafted(
      "一、主要任务\n（一）实习。企业原则上每年按职工总数的2%"
      "接纳学生实习。\n（二）创优。力争建成5所优质学校。\n");
  ASSERT_EQ(draft.commitments.size(), 2U);
  EXPECT_TRUE(draft.commitments[0].guide_value);
  EXPECT_EQ(draft.commitments[0].base.text, "职工总数");
  EXPECT_TRUE(draft.commitments[1].aspiration);
}

}  // namespace
}  // namespace engines::draft
