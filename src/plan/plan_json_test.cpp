#include "plan/plan_json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

#include "plan/plan_fixture.hpp"

namespace plan {
namespace {

TEST(PlanJson, ReadsBackWhatItWrote) {
  for (const char* name : {"clear", "muddled"}) {
    const Plan plan = fixture_plan(name);
    EXPECT_EQ(plan_from_json(plan_to_json(plan)), plan);
  }
}

TEST(PlanJson, EqualPlansGiveEqualBytes) {
  const Plan plan = fixture_plan("clear");
  EXPECT_EQ(plan_to_json(plan), plan_to_json(plan_from_json(plan_to_json(plan))));
}

TEST(PlanJson, AnyDifferenceShows) {
  Plan plan = fixture_plan("clear");
  const std::string before = plan_to_json(plan);
  plan.tasks[0].responsible[1].role = Role::lead;
  EXPECT_NE(plan_to_json(plan), before);
}

TEST(PlanJson, AMemberThatAnOlderProgramDidNotWriteKeepsItsDefault) {
  const Plan plan = plan_from_json(R"({"id":"x","tasks":[{"number":3}]})");
  EXPECT_EQ(plan.id, "x");
  EXPECT_EQ(plan.tasks.at(0).number, 3);
  EXPECT_EQ(plan.board.heavy_load_tasks, BoardSettings{}.heavy_load_tasks);
}

TEST(PlanJson, RefusesWhatIsNoPlan) {
  for (const char* damaged :
       {"", "{", "[]", R"({"id":1})", R"({"tasks":{}})",
        R"({"document":{"signed_on":"1020-01-01"}})", R"({"units":[{"kind":"kingdom"}]})"}) {
    EXPECT_THROW(plan_from_json(damaged), std::runtime_error) << damaged;
  }
}

RC_GTEST_PROP(PlanJson, KeepsAnyNumbersAndDays, ()) {
  Plan plan;
  Commitment commitment;
  commitment.id = "c";
  if (*rc::gen::arbitrary<bool>()) commitment.low = *rc::gen::arbitrary<std::int64_t>();
  commitment.high = *rc::gen::arbitrary<std::int64_t>();
  commitment.comparator = *rc::gen::element(Comparator::at_least, Comparator::between);
  if (*rc::gen::arbitrary<bool>())
    commitment.due_on = Date(1949, 1, 1).plus_days(*rc::gen::inRange(0, 90'000));
  plan.commitments.push_back(commitment);
  const Plan back = plan_from_json(plan_to_json(plan));
  RC_ASSERT(back == plan);
}

}  // namespace
}  // namespace plan
