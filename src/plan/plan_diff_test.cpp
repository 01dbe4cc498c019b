#include "plan/plan_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "plan/plan_fixture.hpp"

namespace plan {
namespace {

std::vector<PlanChange> changes_by(const std::function<void(Plan&)>& edit) {
  const Plan before = fixture_plan("clear");
  Plan after = before;
  edit(after);
  return diff_plans(before, after);
}

TEST(DiffPlans, EqualPlansDoNotDiffer) {
  EXPECT_TRUE(changes_by([](Plan&) {}).empty());
}

TEST(DiffPlans, SaysWhichMemberOfWhichTaskChanged) {
  const auto changes =
      changes_by([](Plan& plan) { plan.tasks[1].title = {"修订办法", "Revise the rules"}; });
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].kind, ChangeKind::changed);
  EXPECT_EQ(changes[0].noun, "task");
  EXPECT_EQ(changes[0].key, "2");
  const std::vector<FieldChange> expected = {
      {"title", {"制定办法", "Write rules"}, {"修订办法", "Revise the rules"}}};
  EXPECT_EQ(changes[0].fields, expected);
}

TEST(DiffPlans, SaysWhatIsNewAndWhatIsGone) {
  const auto changes = changes_by([](Plan& plan) {
    plan.commitments.erase(plan.commitments.begin());
    plan.commitments.push_back(plan.commitments[0]);
    plan.commitments[1].id = "another";
  });
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].kind, ChangeKind::added);
  EXPECT_EQ(changes[0].key, "another");
  EXPECT_EQ(changes[1].kind, ChangeKind::removed);
  EXPECT_EQ(changes[1].key, "places");
  EXPECT_EQ(changes[1].title.zh, "学位");
}

TEST(DiffPlans, SeesWhatChangedPlaces) {
  const auto changes =
      changes_by([](Plan& plan) { std::swap(plan.measures[0], plan.measures[1]); });
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].noun, "measure");
  EXPECT_EQ(changes[0].fields.at(0).field, "order");
  EXPECT_EQ(changes[0].fields.at(0).before.en, "1, 2");
  EXPECT_EQ(changes[0].fields.at(0).after.en, "2, 1");
}

TEST(DiffPlans, SeesThingsThatAPlanHasOnce) {
  const auto changes = changes_by([](Plan& plan) {
    plan.short_title.zh = "新简称";
    plan.document.published_on = Date(2031, 3, 6);
    plan.board.heavy_load_tasks = 9;
    plan.public_page.show_late = false;
    plan.calendar.source = "x";
  });
  std::vector<std::string> nouns;
  nouns.reserve(changes.size());
  for (const PlanChange& change : changes) nouns.push_back(change.noun);
  EXPECT_THAT(nouns, testing::ElementsAre("plan", "document", "calendar", "public_page", "board"));
}

TEST(ChangeText, ReadsAsOneLine) {
  const auto changes = changes_by([](Plan& plan) {
    plan.tasks[0].deadline.on = Date(2034, 6, 30);
    plan.tasks[0].deadline.written = "2034年6月30日";
    plan.units.pop_back();
    plan.public_page.show_late = false;
  });
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(change_text(changes[0]).zh,
            "任务 1“增加学位”：deadline 由“2033年12月31日，2033-12-31，是”改为“2034年6月30日，"
            "2034-06-30，是”");
  EXPECT_EQ(change_text(changes[1]).en,
            "Unit old_office \"Qinghe Office of School Places\": removed");
  EXPECT_EQ(change_text(changes[2]).en, "Public page: show_late from \"yes\" to \"no\"");
}

TEST(ChangeText, CutsLongPassages) {
  const auto changes = changes_by([](Plan& plan) {
    plan.measures[0].text.zh.clear();
    for (int i = 0; i < 100; ++i) plan.measures[0].text.zh += "长";
  });
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].fields.at(0).after.zh.size(), 300U);
  EXPECT_THAT(change_text(changes[0]).zh, testing::HasSubstr("长长…”"));
}

}  // namespace
}  // namespace plan
