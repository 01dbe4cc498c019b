#include "engines/draft/bodies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

constexpr const char* kList =
    "清河市职业教育方案\n一、主要任务\n（一）办学。抓紧办学。\n"
    "附件1\n清河市职业教育工作领导小组名单\n"
    "组  长：王 锦  市委副书记、市长\n"
    "副组长：李小明　副市长\n"
    "成  员：张三丰  市教育局局长\n"
    "赵 六  市财政局局长\n"
    "钱七七  市统计局局长\n"
    "领导小组办公室设在市教育局，具体负责日常工作，市教育局局长张三丰同志兼任办公室主任。"
    "领导小组成员如有变动，由接任工作的同志替补，不另行文。\n";

TEST(Bodies, HaveSeatsWithIncumbents) {
  const Draft draft = drafted(kList);
  ASSERT_EQ(draft.bodies.size(), 1U);
  const Body& body = draft.bodies[0];
  EXPECT_EQ(body.kind, BodyKind::leading_group);
  EXPECT_EQ(body.title.text, "清河市职业教育工作领导小组");
  ASSERT_EQ(body.seats.size(), 6U);
  struct {
    const char* title;
    const char* person;
    const char* position;
    const char* unit;
  } rows[] = {{"组  长", "王锦", "市委副书记、市长", ""},
              {"副组长", "李小明", "副市长", ""},
              {"成  员", "张三丰", "市教育局局长", "education"},
              {"成  员", "赵六", "市财政局局长", "finance"},
              {"成  员", "钱七七", "市统计局局长", "?市统计局"},
              {"办公室主任", "张三丰", "市教育局局长", "education"}};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(body.seats[i].title.text, rows[i].title);
    EXPECT_EQ(body.seats[i].person_name, rows[i].person);
    EXPECT_EQ(body.seats[i].position.text, rows[i].position);
    if (i >= 2) {
      ASSERT_TRUE(body.seats[i].unit) << i;
      EXPECT_EQ(who(draft, *body.seats[i].unit), rows[i].unit);
    }
  }
}

TEST(Bodies, HaveAnOfficeDutiesAndRules) {
  const Draft draft = drafted(kList);
  ASSERT_EQ(draft.bodies.size(), 1U);
  ASSERT_TRUE(draft.bodies[0].office);
  EXPECT_EQ(who(draft, *draft.bodies[0].office), "education");
  EXPECT_EQ(draft.bodies[0].duties.size(), 1U);
  ASSERT_EQ(draft.bodies[0].rules.size(), 1U);
  EXPECT_THAT(draft.bodies[0].rules[0].text, testing::HasSubstr("如有变动"));
}

TEST(Bodies, OfUnitsOnly) {
  const Draft draft = drafted(
      "方案\n一、任务\n（一）办学。抓紧。\n附件1\n清河市职业教育联席会议制度\n召集人：王锦 "
      "副市长\n成员：市教育局、市财政局\n"
      "一、工作规则\n（一）联席会议每半年召开一次例会。\n（二）会议形成纪要。\n");
  ASSERT_EQ(draft.bodies.size(), 1U);
  EXPECT_EQ(draft.bodies[0].kind, BodyKind::joint_conference);
  ASSERT_EQ(draft.bodies[0].seats.size(), 3U);
  EXPECT_EQ(draft.bodies[0].seats[1].person_name, "");
  EXPECT_EQ(who(draft, *draft.bodies[0].seats[2].unit), "finance");
  EXPECT_EQ(draft.bodies[0].rules.size(), 2U);
  ASSERT_EQ(draft.duties.size(), 1U);
  EXPECT_EQ(draft.duties[0].period, Period::each_half_year);
  EXPECT_EQ(draft.duties[0].body, 0U);
}

TEST(Bodies, NamedInTheText) {
  const Draft draft = drafted(
      "一、任务\n（一）领导。市政府建立学前教育工作联席会议制度，办公室设在市教育局。\n（二）各县要"
      "成立工作领导小组。\n");
  ASSERT_EQ(draft.bodies.size(), 1U);
  EXPECT_EQ(draft.bodies[0].title.text, "学前教育工作联席会议");
  ASSERT_TRUE(draft.bodies[0].office);
}

TEST(Bodies, AttendanceIsNoBody) {
  EXPECT_TRUE(drafted("会议纪要\n一、由市教育局牵头，抓紧办学。\n出席：张三、李四\n列席：王五\n")
                  .bodies.empty());
}

TEST(Duties, ComeBackOnTheirDay) {
  const Draft draft = drafted(
      "一、任务\n（一）报告。各县（市、区）每月5日前报送进展情况。每年12月20日前报送总结。每季度开"
      "展一次督查。\n");
  ASSERT_EQ(draft.duties.size(), 3U);
  EXPECT_EQ(draft.duties[0].period, Period::each_month);
  EXPECT_EQ(draft.duties[0].due_day, 5);
  EXPECT_TRUE(draft.duties[0].day_given);
  ASSERT_EQ(draft.duties[0].units.size(), 1U);
  EXPECT_EQ(who(draft, draft.duties[0].units[0]), "@counties");
  EXPECT_EQ(draft.duties[1].due_month, 12);
  EXPECT_EQ(draft.duties[1].due_day, 20);
  EXPECT_FALSE(draft.duties[2].day_given);
  EXPECT_EQ(draft.duties[2].due_month, 3);
}

TEST(TaskDetails, DeadlinesStandInTheTextOrAbove) {
  const Draft draft = drafted(
      "一、第二季度\n1.出台办法。（责任单位：市教育局）\n2."
      "6月10日前完成摸底。（责任单位：市教育局）\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  ASSERT_TRUE(draft.tasks[0].deadline);
  EXPECT_EQ(draft.tasks[0].deadline->on->str(), "2022-06-30");
  EXPECT_EQ(draft.tasks[0].deadline->ground.rule, "deadline.from_heading");
  EXPECT_EQ(draft.tasks[1].deadline->on->str(), "2022-06-10");
  EXPECT_EQ(draft.tasks[1].deadline->ground.rule, "deadline.from_text");
}

TEST(TaskDetails, ConditionsAreSeen) {
  const Draft draft = drafted(
      "一、任务\n1."
      "领导班子。学院入选省级计划后，领导班子参照本科高校管理。（责任单位：市教育局）\n");
  ASSERT_EQ(draft.tasks.size(), 1U);
  ASSERT_EQ(draft.tasks[0].conditions.size(), 1U);
  EXPECT_EQ(draft.tasks[0].conditions[0].text.text, "学院入选省级计划后");
}

TEST(TaskDetails, KindsOfResult) {
  const Draft draft = drafted(
      "一、任务\n1.制定管理办法。（责任单位：市教育局）\n2.建成10个基地。（责任单位：市教育局）\n3."
      "推进合作。（责任单位：市教育局）\n");
  ASSERT_EQ(draft.tasks.size(), 3U);
  EXPECT_THAT(draft.tasks[0].results, testing::ElementsAre(Result::document));
  EXPECT_EQ(draft.tasks[1].results.front(), Result::number);
  EXPECT_THAT(draft.tasks[2].results, testing::ElementsAre(Result::standing));
}

TEST(InlineDuties, AreThoseOfTheTextOnly) {
  const Draft draft = drafted(
      "一、任务\n1.职责。各县（市、区）制定方案，报市教育局备案。\n附件1\n清单\n1."
      "办学。（责任单位：市教育局）\n");
  ASSERT_EQ(draft.inline_duties.size(), 1U);
  EXPECT_EQ(draft.inline_duties[0].measure, 1);
  EXPECT_EQ(who(draft, draft.inline_duties[0].units.at(0)), "@counties");
}

TEST(Goals, HoldTheirCommitments) {
  const Draft draft = drafted(
      "一、工作目标\n到2025年，在校生达到2万人以上。办学质量明显提高。\n二、主要任务\n（一）办学。"
      "抓紧。\n");
  ASSERT_EQ(draft.goals.size(), 2U);
  EXPECT_EQ(draft.goals[0].commitments, std::vector<std::size_t>{0});
  EXPECT_TRUE(draft.goals[1].commitments.empty());
}

TEST(Findings, ATitleThatIsCutOff) {
  const Draft draft =
      drafted("一、任务\n（一）办学。为落实《省政府办公厅关于印发\n（二）办班。抓紧。\n");
  EXPECT_THAT(draft.findings, testing::Contains(testing::Field(&Finding::kind, "title_cut_off")));
}

TEST(Bodies, AMentionAndTheListAreOneBody) {
  const Draft draft = drafted(
      "清河市办学方案\n一、主要任务\n（一）办学。成立办学工作领导小组，办公室设在市教育局。\n"
      "附件1\n清河市办学工作领导小组名单\n组长：王锦 市长\n成员：张三丰 市教育局局长\n");
  ASSERT_EQ(draft.bodies.size(), 1U);
  EXPECT_EQ(draft.bodies[0].seats.size(), 2U);
  ASSERT_TRUE(draft.bodies[0].office);
  EXPECT_EQ(who(draft, *draft.bodies[0].office), "education");
}

TEST(Bodies, AreNamedByTheirOfficeWhereTheListHasNoTitle) {
  const Draft draft = drafted(
      "清河学校方案\n一、组织机构\n组 长：罗 砚（校长）\n副组长：梅映雪（副校长） "
      "司马骏（副校长）\n"
      "领导小组办公室设在市教育局。\n二、任务\n1.办学。抓紧办学。\n");
  ASSERT_EQ(draft.bodies.size(), 1U);
  EXPECT_EQ(draft.bodies[0].title.text, "领导小组");
  ASSERT_EQ(draft.bodies[0].seats.size(), 3U);
  EXPECT_EQ(draft.bodies[0].seats[2].person_name, "司马骏");
  EXPECT_EQ(draft.bodies[0].seats[2].position.text, "副校长");
}

}  // namespace
}  // namespace engines::draft
