#include "collection/round_board.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace collection {
namespace {

using testing::ElementsAre;

Declaration trainings() {
  Declaration made;
  made.name = "training";
  registers::Workflow& workflow = made.workflow;
  workflow.initial = "draft";
  const auto add = [&](const char* name, const char* from, const char* to) {
    registers::Transition step;
    step.name = name;
    step.from = {from};
    step.to = to;
    workflow.transitions.push_back(step);
  };
  add("submit", "draft", "submitted");
  add("approve", "submitted", "approved");
  add("lock", "approved", "locked");
  Collection asked;
  asked.length = base::PeriodLength::quarter;
  asked.submit = "submit";
  asked.approve = "approve";
  asked.lock = "lock";
  asked.sum = {"persons"};
  asked.compare = {{"persons"}, 50, false, 300, "explanation"};
  made.collection = asked;
  return made;
}

Filed filed(const char* state, std::int64_t persons, bool returned = false) {
  Filed made;
  made.record = "r";
  made.state = state;
  made.returned = returned;
  made.figures = {{"persons", persons}};
  return made;
}

const std::vector<Slot> kSlots = {{"a", "", ""}, {"b", "", ""}, {"c", "", ""}, {"d", "", ""}};
const Round kRound{*base::parse_period("2026-Q2"), Date(2026, 7, 1), Date(2026, 7, 10)};

std::vector<Cell> cells(const Records& present, const Records& earlier = {},
                        Date today = Date(2026, 7, 2)) {
  return cells_of(trainings(), kRound, kSlots, present, earlier, today);
}

TEST(StateOf, FollowsTheStepsOfTheRegister) {
  const Declaration declaration = trainings();
  const auto state = [&](const Filed& one) { return state_of(declaration, &one); };
  EXPECT_EQ(state_of(declaration, nullptr), SlotState::missing);
  EXPECT_EQ(state(filed("draft", 1)), SlotState::draft);
  EXPECT_EQ(state(filed("draft", 1, true)), SlotState::returned);
  EXPECT_EQ(state(filed("submitted", 1)), SlotState::submitted);
  EXPECT_EQ(state(filed("approved", 1)), SlotState::approved);
  EXPECT_EQ(state(filed("locked", 1)), SlotState::approved);
}

TEST(StateOf, ARegisterWithoutALockHasNone) {
  Declaration declaration = trainings();
  declaration.collection->lock.clear();
  const Filed locked = filed("locked", 1);
  EXPECT_EQ(state_of(declaration, &locked), SlotState::submitted);
}

TEST(Cells, WhatIsNotHandedInIsOwedAndLateAfterTheDueDay) {
  const Records present = {{{"a", ""}, filed("draft", 1)}, {{"b", ""}, filed("submitted", 1)}};
  const auto in_time = cells(present, {}, Date(2026, 7, 10));
  EXPECT_FALSE(in_time[0].late);
  const auto after = cells(present, {}, Date(2026, 7, 11));
  EXPECT_TRUE(after[0].late);
  EXPECT_FALSE(after[1].late);
  EXPECT_TRUE(after[2].late);
}

TEST(Cells, CompareWithWhatWasHandedInBefore) {
  const Records present = {{{"a", ""}, filed("draft", 200)}, {{"b", ""}, filed("draft", 200)}};
  const Records earlier = {{{"a", ""}, filed("approved", 100)}, {{"b", ""}, filed("draft", 100)}};
  const auto made = cells(present, earlier);
  const Outlier doubled{"persons", Against::last, 200, 100, 100};
  EXPECT_THAT(made[0].outliers, ElementsAre(doubled));
  EXPECT_TRUE(made[1].outliers.empty());
}

TEST(Cells, CompareWithTheOthersThatHandedIn) {
  const Records present = {{{"a", ""}, filed("draft", 900)},
                           {{"b", ""}, filed("submitted", 100)},
                           {{"c", ""}, filed("approved", 110)},
                           {{"d", ""}, filed("draft", 105)}};
  EXPECT_TRUE(cells(present)[0].outliers.empty());
  Records three = present;
  three[{"d", ""}].state = "submitted";
  EXPECT_EQ(cells(three)[0].outliers.size(), 1U);
}

TEST(Figures, AreOfTheSamePartOnly) {
  const Records present = {{{"b", "x"}, filed("submitted", 1)},
                           {{"c", "y"}, filed("submitted", 2)}};
  const auto figures = figures_of(trainings(), {"a", "x", ""}, {{"persons", 5}}, present, {});
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_THAT(figures[0].neighbours, ElementsAre(1));
}

TEST(Figures, AFieldNobodyFilledInIsNotCompared) {
  Filed empty = filed("submitted", 1);
  empty.figures.clear();
  const Records others = {{{"b", ""}, empty}};
  EXPECT_TRUE(figures_of(trainings(), kSlots[0], {}, others, others).empty());
  const auto figures = figures_of(trainings(), kSlots[1], {{"persons", 5}}, {}, others);
  EXPECT_FALSE(figures[0].last.has_value());
  const auto alone = figures_of(trainings(), kSlots[0], {{"persons", 5}}, others, {});
  EXPECT_TRUE(alone[0].neighbours.empty());
}

TEST(EarlierPeriod, IsTheOneBeforeOrThatOfLastYear) {
  registers::OutlierRule rule;
  EXPECT_EQ(earlier_period(rule, kRound.period).key, "2026-Q1");
  rule.last_year = true;
  EXPECT_EQ(earlier_period(rule, kRound.period).key, "2025-Q2");
}

TEST(Sums, AreOverWhatWasHandedIn) {
  Filed without = filed("submitted", 0);
  without.figures.clear();
  const Records present = {{{"a", ""}, filed("draft", 1)},
                           {{"b", ""}, filed("submitted", 10)},
                           {{"c", ""}, filed("locked", 100)},
                           {{"d", ""}, without}};
  const FieldSum sum{"persons", 110, 2};
  EXPECT_THAT(sums_of(trainings(), cells(present)), ElementsAre(sum));
}

TEST(Counts, SayWhoIsWhere) {
  const Records present = {{{"a", ""}, filed("draft", 1)},
                           {{"b", ""}, filed("submitted", 10)},
                           {{"c", ""}, filed("approved", 100)}};
  const RoundCounts counts = counts_of(cells(present, {}, Date(2026, 8, 1)));
  EXPECT_EQ(counts.asked, 4);
  EXPECT_EQ(counts.submitted, 1);
  EXPECT_EQ(counts.approved, 1);
  EXPECT_EQ(counts.owed, 2);
  EXPECT_EQ(counts.late, 2);
}

Records all_approved() {
  Records present;
  for (const Slot& slot : kSlots) present[{slot.unit, ""}] = filed("approved", 100);
  return present;
}

TEST(LockRefusal, NothingWhenAllIsApproved) {
  EXPECT_EQ(lock_refusal(cells(all_approved()), {}), LockRefusal::none);
}

TEST(LockRefusal, WhatWaitsForApprovalGoesFirst) {
  Records present = all_approved();
  present[{"b", ""}].state = "submitted";
  present.erase({"a", ""});
  EXPECT_EQ(lock_refusal(cells(present), {}), LockRefusal::undecided);
}

TEST(LockRefusal, NobodyIsLockedOutUnseen) {
  Records present = all_approved();
  present.erase({"a", ""});
  present[{"b", ""}].state = "draft";
  EXPECT_EQ(lock_refusal(cells(present), {"a"}), LockRefusal::missing_not_accepted);
  EXPECT_EQ(lock_refusal(cells(present), {"a", "b"}), LockRefusal::none);
}

}  // namespace
}  // namespace collection
