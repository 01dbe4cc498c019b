#include "share/report_letter.hpp"

#include <gmock/gmock.h>

#include "share/report_code.hpp"

namespace share {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

ReportLetter about() {
  ReportLetter about;
  about.unit = "某县人民政府";
  about.office = "某市职业教育改革办公室";
  about.plan_title = "某市实施方案";
  about.plan_number = "某政发〔2020〕1号";
  about.task = 17;
  about.task_title = "落实专项资金";
  about.period = *parse_period({}, "2026-11");
  about.today = Date(2026, 12, 2);
  return about;
}

ReportRecord report() {
  ReportRecord report;
  report.share = "01936f5e-8a2b-7c3d-9e4f-0a1b2c3d4e5f";
  report.period = "2026-11";
  report.version = 2;
  report.content.text = "已列入预算。\n\n正在下达。";
  return report;
}

std::vector<std::string> texts(const document::OfficialPaper& paper) {
  std::vector<std::string> texts;
  for (const auto& paragraph : paper.body) texts.push_back(paragraph.text);
  return texts;
}

}  // namespace

TEST(ReportLetter, SaysWhoReportsWhatToWhom) {
  const auto paper = report_letter(report(), about());
  EXPECT_EQ(paper.issuer, "某县人民政府");
  EXPECT_EQ(paper.addressees, "某市职业教育改革办公室");
  EXPECT_EQ(paper.title, "关于报送2026年11月任务17进展情况的函");
  EXPECT_THAT(texts(paper),
              ElementsAre("现将《某市实施方案》（某政发〔2020〕1号）任务17“落实专项资金”2026年11月"
                          "进展情况报送如下。",
                          "一、进展情况", "已列入预算。", "正在下达。", "专此函报。"));
}

TEST(ReportLetter, ListsMilestonesReachedAndNotAndTheEvidence) {
  ReportLetter given = about();
  Milestone done;
  done.id = "a";
  done.title = "印发";
  Milestone open;
  open.id = "b";
  open.title = "审议";
  Milestone counted;
  counted.id = "c";
  counted.kind = MilestoneKind::quantity;
  counted.title = "培训";
  counted.target = 200;
  counted.unit_name = "人";
  given.milestones = {done, open, counted};
  given.file_names = {"通知.pdf"};
  ReportRecord stored = report();
  stored.content.ticks = {{"a", Date(2026, 11, 3), "某文〔2026〕2号"}};
  stored.content.quantities = {{"c", 120}};
  const auto said = texts(report_letter(stored, given));
  EXPECT_THAT(said, Contains("1. 印发：2026年11月3日完成，某文〔2026〕2号；"));
  EXPECT_THAT(said, Contains("2. 审议：尚未完成；"));
  EXPECT_THAT(said, Contains("3. 培训：累计120人，目标200人。"));
  EXPECT_THAT(said, Contains("三、佐证材料（电子件已上传）"));
  EXPECT_THAT(said, Contains("1. 通知.pdf。"));
}

TEST(ReportLetter, StatesTheFiguresWithTheirDayAndWhose) {
  indicator::CitedFigure own;
  own.title = {"职业教育专项经费", ""};
  own.about = indicator::UnitName{"a", {"某县", ""}};
  own.period = "2026";
  own.shown = {"300.00 万元", ""};
  own.target = {"不低于 300 万元", ""};
  own.verdict = indicator::Attainment::met;
  own.on = Date(2026, 12, 2);
  indicator::CitedFigure whole = own;
  whole.title = {"普职比", ""};
  whole.about.reset();
  whole.period.clear();
  whole.shown = {"37.0%", ""};
  whole.target = {"不低于 4:6", ""};
  whole.verdict = indicator::Attainment::unmet;
  whole.note = {"3 条记录缺数，没有计入", ""};
  ReportLetter given = about();
  given.figures = {own, whole};
  const auto said = texts(report_letter(report(), given));
  EXPECT_THAT(said, Contains("二、有关指标"));
  EXPECT_THAT(said, Contains("2026年12月2日由系统按登记的记录测得："));
  EXPECT_THAT(said, Contains("1. 职业教育专项经费（某县，2026年）：300.00 万元，目标不低于 300 "
                             "万元，已达到；"));
  EXPECT_THAT(
      said,
      Contains("2. 普职比（全部）：37.0%（3 条记录缺数，没有计入），目标不低于 4:6，未达到。"));
}

TEST(ReportLetter, ThatNothingChangedIsSaid) {
  ReportRecord stored = report();
  stored.content.no_change = true;
  stored.content.text.clear();
  EXPECT_THAT(texts(report_letter(stored, about())), Contains("本期无变化。"));
}

TEST(ReportLetter, IsDatedWhenItWasSubmittedElseToday) {
  EXPECT_EQ(report_letter(report(), about()).date, "2026年12月2日");
  ReportRecord submitted = report();
  submitted.submitted_on = Date(2026, 11, 28);
  EXPECT_EQ(report_letter(submitted, about()).date, "2026年11月28日");
}

TEST(ReportLetter, ItsCodeNamesTheReportAndNobody) {
  ReportRecord stored = report();
  stored.by = "张三";
  stored.submitted_by = "account";
  const auto paper = report_letter(stored, about());
  ASSERT_TRUE(paper.code);
  EXPECT_EQ(parse_code(paper.code->content),
            (ReportCode{stored.share, stored.period, stored.version}));
  EXPECT_THAT(paper.code->content, Not(testing::HasSubstr("张三")));
}

}  // namespace share
