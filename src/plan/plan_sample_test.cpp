#include "plan/plan_sample.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "plan/plan_board.hpp"
#include "plan/small_plan.hpp"

namespace plan {

namespace {

const Date kUntil(2025, 12, 13);

PlanEdition small_edition() { return {small_plan(), 1, {0}}; }

}  // namespace

TEST(PlanSample, TheSameSeedGivesTheSameSteps) {
  EXPECT_EQ(sample_steps(small_edition(), 1, kUntil), sample_steps(small_edition(), 1, kUntil));
  EXPECT_NE(sample_steps(small_edition(), 1, kUntil), sample_steps(small_edition(), 2, kUntil));
}

TEST(PlanSample, EveryStepIsPossibleAfterThoseBeforeIt) {
  const PlanEdition edition = small_edition();
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::map<std::pair<int, std::string>, ShareRecord> shares;
    for (const ShareRecord& share : unrecorded_shares(edition)) {
      shares[{share.task, share.unit}] = share;
    }
    Date last = edition.plan().document.published_on;
    for (const SampleStep& step : sample_steps(edition, seed, kUntil)) {
      ShareRecord& share = shares.at({step.task, step.unit});
      ASSERT_NO_THROW(share = take_step(share, step.request, step.request.effective_on,
                                        edition.plan().document.published_on))
          << "seed " << seed << " task " << step.task << " " << step.unit << " "
          << step.request.effective_on.str();
      EXPECT_GE(step.request.effective_on, last);
      EXPECT_LT(step.request.effective_on, kUntil);
      last = step.request.effective_on;
    }
  }
}

TEST(PlanSample, SaysThatItIsInvented) {
  for (const SampleStep& step : sample_steps(small_edition(), 1, kUntil)) {
    EXPECT_NE(step.request.note.find("示例"), std::string::npos);
    if (is_decision(step.request.step)) {
      EXPECT_TRUE(step.request.document_number.starts_with("示例"));
    }
  }
}

TEST(PlanSample, TheOfficeHasASecondPersonToApproveWhatTheFirstChecked) {
  std::vector<std::string> names;
  for (const SamplePerson& person : sample_people(small_plan())) {
    if (person.role == "plan_office") names.push_back(person.name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"office", "office_head"}));
}

TEST(PlanSample, EveryUnitThatOwesHasAnOfficer) {
  std::set<std::string> units;
  std::set<std::string> names;
  for (const SamplePerson& person : sample_people(small_plan())) {
    EXPECT_TRUE(names.insert(person.name).second) << person.name;
    if (person.role == "unit_officer") units.insert(person.unit);
  }
  EXPECT_EQ(units, (std::set<std::string>{"finance", "education", "east", "west"}));
  EXPECT_TRUE(names.contains("office"));
  EXPECT_TRUE(names.contains("admin"));
}

}  // namespace plan
