#include "engines/draft/responsibility.hpp"

#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

TEST(Responsibility, IsReadInEveryForm) {
  struct {
    const char* written;
    const char* owners;
    const char* on;
  } rows[] = {
      {"（责任单位：市教育局，市财政局；完成时限：2022年底前）",
       "presumed:education supporting:finance", "2022-12-31"},
      {"(责任单位:市教育局、市财政局;完成时限:2022年底前)", "presumed:education supporting:finance",
       "2022-12-31"},
      {"（牵头单位：市教育局；配合单位：市财政局、市人社局；完成时间：2022年6月底前）",
       "lead:education supporting:finance supporting:people", "2022-06-30"},
      {"（牵头单位：市教育局；责任单位：市财政局）", "lead:education supporting:finance", ""},
      {"（市教育局牵头，市财政局、市人社局配合）",
       "lead:education supporting:finance supporting:people", ""},
      {"（市教育局牵头负责，市财政局等按职责分工负责）", "lead:education supporting:finance", ""},
      {"（市教育局、市财政局负责）", "presumed:education supporting:finance", ""},
      {"（市发展改革委、市教育局、各县（市、区）政府按职责分工负责）",
       "presumed:reform supporting:education supporting:@counties", ""},
      {"（市教育局负责，2022年底前完成）", "presumed:education", "2022-12-31"},
      {"（市教育局会同市财政局负责）", "lead:education supporting:finance", ""},
      {"（责任单位：市教育局（牵头）、市财政局）", "lead:education supporting:finance", ""},
      {"（责任单位：市教育局牵头，市财政局配合）", "lead:education supporting:finance", ""},
      {"【责任单位：市教育局】", "presumed:education", ""},
      {"牵头单位：市教育局；完成时限：2022年底前。", "lead:education", "2022-12-31"},
      {"（责任部门：市教育局；时间节点：2022年12月）", "presumed:education", "2022-12-31"},
  };
  for (const auto& row : rows) {
    const Draft draft = drafted("1.建设学校。抓好建设。" + std::string(row.written) + "\n");
    ASSERT_EQ(draft.tasks.size(), 1U) << row.written;
    EXPECT_EQ(owners(draft, draft.tasks[0]), row.owners) << row.written;
    const std::string on = draft.tasks[0].deadline && draft.tasks[0].deadline->on
                               ? draft.tasks[0].deadline->on->str()
                               : "";
    EXPECT_EQ(on, row.on) << row.written;
    EXPECT_EQ(draft.tasks[0].text.text, "建设学校。抓好建设。") << row.written;
  }
}

TEST(Responsibility, OnLinesOfItsOwn) {
  const Draft draft = drafted(
      "1."
      "建设学校。\n牵头单位：市教育局\n配合单位：市财政局\n责任领导：张三\n完成时限：2022年6月底前"
      "\n2.办班。\n责任单位：市人社局\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  EXPECT_EQ(owners(draft, draft.tasks[0]), "lead:education supporting:finance");
  ASSERT_EQ(draft.tasks[0].persons.size(), 1U);
  EXPECT_EQ(draft.tasks[0].persons[0].written.text, "张三");
  EXPECT_EQ(owners(draft, draft.tasks[1]), "presumed:people");
}

TEST(Responsibility, OfAParentStandsUnderItsLastItem) {
  const Draft draft = drafted(
      "（一）建体系\n1.办高职。\n2.办中职。\n（责任单位：市教育局）\n（二）促就业\n1.办班。\n2."
      "办会。\n（责任单位：市人社局）\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  EXPECT_EQ(draft.tasks[0].title.text, "建体系");
  EXPECT_EQ(owners(draft, draft.tasks[1]), "presumed:people");
}

TEST(Responsibility, IsNotSeenInAPlainSentence) {
  for (const char* text : {"1.支持市教育局和市财政局开展工作。\n", "1.学校（含技工学校）办学。\n",
                           "1.由学校负责日常管理（校长负责制）。\n"}) {
    const Draft draft = drafted(text);
    for (const Task& task : draft.tasks) EXPECT_TRUE(task.responsible.empty()) << text;
  }
}

TEST(TaskTable, RowsAreTasks) {
  const Draft draft = drafted(
      "任务分解表\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n"
      "1\t建成实训基地\t市教育局\t市财政局、市人社局\t2022年底前\n"
      "2\t制定管理办法\t市人社局\t各县市区\t长期\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  EXPECT_EQ(draft.tasks[0].form, TaskForm::table_row);
  EXPECT_EQ(draft.tasks[0].text.text, "建成实训基地");
  EXPECT_EQ(owners(draft, draft.tasks[0]), "lead:education supporting:finance supporting:people");
  EXPECT_EQ(draft.tasks[0].deadline->on->str(), "2022-12-31");
  EXPECT_EQ(owners(draft, draft.tasks[1]), "lead:people supporting:@counties");
  EXPECT_EQ(draft.tasks[1].deadline->kind, DeadlineKind::standing);
}

TEST(TaskTable, MayBeDrawnWithBars) {
  const Draft draft = drafted(
      "| 序号 | 重点任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n"
      "| 1 | 建成实训基地 | 市教育局 | 2022年6月底 |\n| 2 | 办班 | 市人社局 | 2022年 |\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  EXPECT_EQ(owners(draft, draft.tasks[1]), "presumed:people");
}

TEST(TaskTable, GroupRowsAreNoTasks) {
  const Draft draft = drafted(
      "序号\t工作任务\t责任单位\t完成时限\n一、体系建设\t一、体系建设\t一、体系建设\t一、体系建设\n"
      "1\t建成实训基地\t市教育局\t2022年\n");
  ASSERT_EQ(draft.tasks.size(), 1U);
}

TEST(TaskTable, ARowWithoutATaskIsListed) {
  const Draft draft = drafted("序号\t工作任务\t责任单位\t完成时限\n1\t\t市教育局\t2022年\n");
  EXPECT_TRUE(draft.tasks.empty());
  ASSERT_EQ(draft.not_understood.size(), 1U);
  EXPECT_EQ(draft.not_understood[0].kind, "table_row");
}

TEST(RunningOwners, ASentenceOfOwnersIsReadAndTheRestStaysText) {
  const Draft draft = drafted("1.建设学校。抓好建设。由市教育局牵头，市财政局配合。\n");
  ASSERT_EQ(draft.tasks.size(), 1U);
  EXPECT_EQ(owners(draft, draft.tasks[0]), "lead:education supporting:finance");
  EXPECT_EQ(draft.tasks[0].text.text, "建设学校。抓好建设。");
}

TEST(RunningOwners, AnItemMayBeginWithWhoDoesIt) {
  struct {
    const char* written;
    const char* owners;
  } rows[] = {
      {"由市教育局牵头，7月底前制定方案。", "lead:education"},
      {"由市财政局于7月28日前下达资金。", "presumed:finance"},
      {"由市人社局会同市教育局制定办法。", "lead:people supporting:education"},
      {"由清河市卫生健康委员会抓好体检。", "presumed:?清河市卫生健康委员会"},
  };
  for (const auto& row : rows) {
    const Draft draft = drafted("1." + std::string(row.written) + "\n");
    ASSERT_EQ(draft.tasks.size(), 1U) << row.written;
    EXPECT_EQ(owners(draft, draft.tasks[0]), row.owners) << row.written;
    EXPECT_EQ(draft.tasks[0].text.text, row.written) << row.written;
  }
}

TEST(RunningOwners, ASentenceThatOnlyMentionsAUnitOwesNothing) {
  const Draft draft = drafted("清河市条例\n1.建设学校。市教育局指导建设，市财政局十分重视。\n");
  EXPECT_TRUE(draft.tasks.empty());
}

}  // namespace
}  // namespace engines::draft
