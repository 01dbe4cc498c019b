#include "draft/draft_align.hpp"

#include <gmock/gmock.h>

namespace draft {
namespace {

plan::Task task(int number, const std::string& title, const std::string& text) {
  plan::Task made;
  made.number = number;
  made.title = {title, title};
  made.text = {text, text};
  return made;
}

std::vector<int> numbers(const plan::Plan& plan) {
  std::vector<int> all;
  for (const plan::Task& one : plan.tasks) all.push_back(one.number);
  return all;
}

TEST(Aligned, TheSameTaskTakesTheNumberOfThePlan) {
  plan::Plan plan;
  plan.tasks = {task(1, "集团化办学", "统筹管理全市中职学校，创建示范性职教集团"),
                task(2, "双师型教师队伍", "选派专业骨干教师参加国内外研修访学")};
  plan::Plan followup;
  followup.tasks = {task(1, "教师队伍建设", "继续选派专业骨干教师参加国内外研修"),
                    task(2, "新建实训基地", "在园区建设三个公共实训基地"),
                    task(3, "推进集团化办学", "统筹管理全市中职学校")};
  EXPECT_THAT(numbers(aligned(followup, plan)), testing::ElementsAre(2, 3, 1));
}

TEST(Aligned, WhatReferredToATaskStillDoes) {
  plan::Plan plan;
  plan.tasks = {task(7, "集团化办学", "统筹管理全市中职学校")};
  plan::Plan followup;
  followup.tasks = {task(1, "集团化办学", "统筹管理全市中职学校")};
  followup.commitments.emplace_back();
  followup.commitments[0].source.task = 1;
  EXPECT_EQ(aligned(followup, plan).commitments[0].source.task, 7);
}

TEST(Aligned, NoTwoTasksTakeOneNumber) {
  plan::Plan plan;
  plan.tasks = {task(1, "集团化办学", "统筹管理全市中职学校")};
  plan::Plan followup;
  followup.tasks = {task(1, "集团化办学", "统筹管理全市中职学校"),
                    task(2, "集团化办学", "统筹管理全市中职学校")};
  EXPECT_THAT(numbers(aligned(followup, plan)), testing::UnorderedElementsAre(1, 2));
}

}  // namespace
}  // namespace draft
