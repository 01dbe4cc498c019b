#include "engines/draft/draft.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/problem.hpp"
#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

TEST(Draft, OfNothingIsEmpty) { EXPECT_EQ(drafted(""), Draft{}); }

TEST(Draft, RefusesWhatIsNoUtf8) { EXPECT_THROW(drafted("\xC3\x28"), base::Problem); }

TEST(Rules, AreOrderedAndHaveBothLanguages) {
  for (std::size_t i = 0; i < rules().size(); ++i) {
    EXPECT_FALSE(rules()[i].text.zh.empty() || rules()[i].text.en.empty()) << rules()[i].id;
    if (i == 0) continue;
    EXPECT_LT(rules()[i - 1].id, rules()[i].id);
  }
}

TEST(Links, GoToTheMeasureOfTheSameWords) {
  const Draft draft = drafted(
      "一、主要任务\n1.集团办学。推进职业教育集团化办学，委托学院统筹管理中职学校。\n"
      "2.教师队伍。选派骨干教师研修访学，建设教师企业流动站。\n"
      "附件1\n任务清单\n1.选派骨干教师参加研修，建设流动站。（责任单位：市教育局）\n"
      "2.推进集团化办学，统筹管理中职学校。（责任单位：市教育局）\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  ASSERT_EQ(draft.tasks[0].links.size(), 1U);
  EXPECT_EQ(draft.tasks[0].links[0].measure, 2);
  EXPECT_EQ(draft.tasks[1].links[0].measure, 1);
  EXPECT_FALSE(draft.tasks[1].links[0].reason.empty());
}

TEST(Links, AreNotInvented) {
  const Draft draft = drafted(
      "一、主要任务\n1.集团办学。推进职业教育集团化办学。\n"
      "附件1\n任务清单\n1.修缮校舍，改造操场，添置图书。（责任单位：市教育局）\n");
  ASSERT_EQ(draft.tasks.size(), 1U);
  EXPECT_TRUE(draft.tasks[0].links.empty());
}

TEST(Links, OfATaskThatIsAMeasureGoToItself) {
  const Draft draft =
      drafted("一、主要任务\n（一）甲。（市教育局负责）\n（二）乙。（市财政局负责）\n");
  ASSERT_EQ(draft.tasks.size(), 2U);
  EXPECT_EQ(draft.tasks[1].form, TaskForm::measure);
  EXPECT_EQ(draft.tasks[1].links.at(0).measure, 2);
}

}  // namespace
}  // namespace engines::draft
