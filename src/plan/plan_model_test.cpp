#include "plan/plan_model.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "plan/plan_fixture.hpp"

namespace plan {
namespace {

Task task_of(int number, std::vector<Responsible> responsible) {
  Task task;
  task.number = number;
  task.responsible = std::move(responsible);
  return task;
}

Plan plan_with(std::vector<Task> tasks) {
  Plan plan;
  plan.scopes = {{"counties", {"各县"}, {"east", "west"}, {}, true},
                 {"schools", {"各校"}, {"college", "west"}, {}, true}};
  plan.tasks = std::move(tasks);
  return plan;
}

TEST(Plan, FindsThingsByIdOrNumber) {
  const Plan plan = fixture_plan("clear");
  EXPECT_EQ(plan.find_unit("finance_bureau")->short_name.zh, "市财政局");
  EXPECT_EQ(plan.find_scope("all_counties")->units.size(), 2U);
  EXPECT_EQ(plan.find_measure(2)->title.en, "Write rules");
  EXPECT_EQ(plan.find_task(1)->deadline.on.str(), "2033-12-31");
  EXPECT_EQ(plan.find_group(1)->title.en, "Schools");
  EXPECT_EQ(plan.find_commitment("share")->scale, 1);
  EXPECT_EQ(plan.find_unit("nobody"), nullptr);
  EXPECT_EQ(plan.find_task(9), nullptr);
}

TEST(OwedShares, FollowTheOrderOfTheDocument) {
  const Plan plan = plan_with({task_of(2, {{"bureau", "", "市局", Role::presumed_lead},
                                           {"", "counties", "各县", Role::supporting}}),
                               task_of(1, {{"bureau", "", "市局", Role::lead}})});
  const std::vector<Owed> expected = {{2, "bureau", Role::presumed_lead, ""},
                                      {2, "east", Role::supporting, "counties"},
                                      {2, "west", Role::supporting, "counties"},
                                      {1, "bureau", Role::lead, ""}};
  EXPECT_EQ(owed_shares(plan), expected);
}

TEST(OwedShares, AScopeAloneMakesEveryMemberLead) {
  const Plan plan = plan_with({task_of(16, {{"", "counties", "各县", Role::presumed_lead}})});
  const std::vector<Owed> expected = {{16, "east", Role::lead, "counties"},
                                      {16, "west", Role::lead, "counties"}};
  EXPECT_EQ(owed_shares(plan), expected);
}

TEST(OwedShares, AUnitNamedItselfAndThroughAScopeHasOneShareWithTheStrongerRole) {
  const Plan plan = plan_with({task_of(
      1, {{"", "counties", "各县", Role::presumed_lead}, {"west", "", "西县", Role::supporting}})});
  const std::vector<Owed> expected = {{1, "east", Role::presumed_lead, "counties"},
                                      {1, "west", Role::presumed_lead, ""}};
  EXPECT_EQ(owed_shares(plan), expected);
}

RC_GTEST_PROP(OwedShares, AreOnePerTaskAndUnitAndLeaveNobodyOut, ()) {
  const std::vector<std::string> names = {"east", "west", "college", "bureau"};
  std::vector<Task> tasks;
  const int count = *rc::gen::inRange(0, 6);
  for (int number = 1; number <= count; ++number) {
    std::vector<Responsible> responsible;
    const int entries = *rc::gen::inRange(1, 5);
    for (int i = 0; i < entries; ++i) {
      const Role role = *rc::gen::element(Role::lead, Role::presumed_lead, Role::supporting);
      if (*rc::gen::arbitrary<bool>()) {
        responsible.push_back({*rc::gen::elementOf(names), "", "x", role});
      } else {
        responsible.push_back(
            {"", *rc::gen::element<std::string>("counties", "schools"), "x", role});
      }
    }
    tasks.push_back(task_of(number, std::move(responsible)));
  }
  const Plan plan = plan_with(std::move(tasks));
  const std::vector<Owed> shares = owed_shares(plan);

  std::set<std::pair<int, std::string>> owed;
  for (const Owed& share : shares) RC_ASSERT(owed.emplace(share.task, share.unit).second);
  RC_ASSERT(std::is_sorted(shares.begin(), shares.end(),
                           [](const Owed& a, const Owed& b) { return a.task < b.task; }));
  std::set<std::pair<int, std::string>> expected;
  for (const Task& task : plan.tasks) {
    for (const Responsible& entry : task.responsible) {
      if (!entry.unit.empty()) {
        expected.emplace(task.number, entry.unit);
      } else {
        for (const std::string& unit : plan.find_scope(entry.scope)->units)
          expected.emplace(task.number, unit);
      }
    }
  }
  RC_ASSERT(owed == expected);
}

}  // namespace
}  // namespace plan
