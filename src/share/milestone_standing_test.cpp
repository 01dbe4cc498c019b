#include "share/milestone_standing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace share {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Date kMay(2021, 5, 31);
const Date kJune(2021, 6, 30);

Milestone milestone(std::string id, std::optional<Date> due_on = {}) {
  Milestone made;
  made.title = "节点" + id;
  made.id = std::move(id);
  made.due_on = due_on;
  return made;
}

Milestone of_kind(Milestone made, MilestoneKind kind) {
  made.kind = kind;
  if (kind == MilestoneKind::quantity) made.target = 100;
  return made;
}

std::vector<std::string> ids(const std::vector<Milestone>& milestones) {
  std::vector<std::string> found;
  for (const Milestone& one : milestones) found.push_back(one.id);
  return found;
}

}  // namespace

TEST(OpenMilestones, AreAllBeforeAnythingIsReported) {
  EXPECT_THAT(ids(open_milestones({milestone("a"), milestone("b")}, nullptr, kMay)),
              ElementsAre("a", "b"));
}

TEST(OpenMilestones, AStepIsReachedFromTheDayOfItsTick) {
  const ReportedMilestones reported{{{"a", kMay}}, {}};
  const std::vector<Milestone> list = {milestone("a"), milestone("b")};
  EXPECT_THAT(ids(open_milestones(list, &reported, kMay)), ElementsAre("b"));
  EXPECT_THAT(ids(open_milestones(list, &reported, kMay.plus_days(-1))), ElementsAre("a", "b"));
}

TEST(OpenMilestones, AQuantityIsReachedAtItsTarget) {
  const std::vector<Milestone> list = {of_kind(milestone("a"), MilestoneKind::quantity)};
  ReportedMilestones reported{{{"a", kMay}}, {{"b", 100}, {"a", 99}}};
  EXPECT_THAT(ids(open_milestones(list, &reported, kMay)), ElementsAre("a"));
  reported.quantities[1].value = 100;
  EXPECT_THAT(open_milestones(list, &reported, kMay), IsEmpty());
}

TEST(OpenMilestones, WhatRecursIsNeverOpen) {
  EXPECT_THAT(
      open_milestones({of_kind(milestone("a", kMay), MilestoneKind::recurrence)}, nullptr, kJune),
      IsEmpty());
}

TEST(MilestoneStanding, IsMissedFromTheDayAfter) {
  EXPECT_FALSE(standing_on({milestone("a", kMay)}, kMay).missed);
  EXPECT_EQ(standing_on({milestone("a", kMay)}, kMay).next->due_on, kMay);
  EXPECT_EQ(standing_on({milestone("a", kMay)}, kMay.plus_days(1)).missed->title, "节点a");
}

TEST(MilestoneStanding, NamesTheFirstMissedAndTheNextToCome) {
  const Date july(2021, 7, 31);
  const plan::MilestoneStanding standing =
      standing_on({milestone("a", kMay.plus_days(1)), milestone("b", kMay), milestone("c", kMay),
                   milestone("d", july), milestone("e", kJune), milestone("f")},
                  kJune);
  EXPECT_EQ(standing.missed->title, "节点b");
  EXPECT_EQ(standing.next->title, "节点e");
}

TEST(MilestoneStanding, WithoutDaysThereIsNone) {
  const plan::MilestoneStanding standing = standing_on({milestone("a")}, kJune);
  EXPECT_FALSE(standing.missed);
  EXPECT_FALSE(standing.next);
}

}  // namespace share
