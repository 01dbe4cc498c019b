#include "share/milestone.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/small_plan.hpp"

namespace share {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Milestone step(std::string id, std::string title = "起草") {
  Milestone made;
  made.id = std::move(id);
  made.title = std::move(title);
  return made;
}

Milestone quantity(std::optional<std::int64_t> target) {
  Milestone made = step("");
  made.kind = MilestoneKind::quantity;
  made.target = target;
  return made;
}

std::vector<std::string> fields(const MilestoneList& list) {
  std::vector<std::string> names;
  for (const base::FieldError& error : faults_of(list)) names.push_back(error.field);
  return names;
}

constexpr const char* kId = "01890a5d-ac96-774b-bcce-b302099a8057";

}  // namespace

TEST(Milestones, TheLeadsListStandsForTheOthersOfItsTaskIfItSaysSo) {
  MilestoneList list;
  list.for_all = true;
  plan::ShareRecord lead;
  lead.id = "lead";
  lead.task = 1;
  lead.role = plan::Role::lead;
  plan::ShareRecord other = lead;
  other.id = "other";
  EXPECT_TRUE(stands_for(list, lead, other));
  EXPECT_FALSE(stands_for(list, lead, lead));
  other.task = 2;
  EXPECT_FALSE(stands_for(list, lead, other));
  other.task = 1;
  list.for_all = false;
  EXPECT_FALSE(stands_for(list, lead, other));
  list.for_all = true;
  lead.role = plan::Role::supporting;
  EXPECT_FALSE(stands_for(list, lead, other));
  lead.role = plan::Role::presumed_lead;
  lead.through_scope = "各县";
  EXPECT_FALSE(stands_for(list, lead, other));
}

TEST(Milestones, WhatWasDrawnUpForAllHoldsOnWhenADocumentNamesAnotherLead) {
  MilestoneList list;
  list.for_all = true;
  plan::ShareRecord before;
  before.id = "before";
  before.task = 1;
  before.role = plan::Role::supporting;
  before.assigned_role = plan::Role::presumed_lead;
  plan::ShareRecord confirmed = before;
  confirmed.id = "confirmed";
  confirmed.role = plan::Role::lead;
  confirmed.assigned_role = plan::Role::supporting;
  EXPECT_TRUE(stands_for(list, before, confirmed));
  EXPECT_TRUE(stands_for(list, confirmed, before));
}

TEST(Milestones, AGoodListHasNoFaults) {
  EXPECT_THAT(fields({{step(kId), step(""), step(""), quantity(10)}, true}), IsEmpty());
}

TEST(Milestones, EachNeedsATitleOfReasonableLength) {
  std::string long_title;
  for (int i = 0; i < 101; ++i) long_title += "长";
  EXPECT_THAT(fields({{step("", ""), step("", long_title)}, false}),
              ElementsAre("/milestones/0/title", "/milestones/1/title"));
}

TEST(Milestones, OnlyAQuantityHasATargetAndItIsPositive) {
  Milestone ticked = step("");
  ticked.target = 3;
  EXPECT_THAT(
      fields({{quantity(0), quantity(std::nullopt), quantity(2'000'000'000'000), ticked}, false}),
      ElementsAre("/milestones/0/target", "/milestones/1/target", "/milestones/2/target",
                  "/milestones/3/target"));
}

TEST(Milestones, AnIdIsAUuidAndStandsOnce) {
  EXPECT_THAT(fields({{step("text"), step(kId), step(kId)}, false}),
              ElementsAre("/milestones/0/id", "/milestones/2/id"));
}

TEST(Milestones, AUnitNameIsShort) {
  Milestone wordy = quantity(1);
  wordy.unit_name = "一二三四五六七八九十一二三四五六七八九十一";
  EXPECT_THAT(fields({{wordy}, false}), ElementsAre("/milestones/0/unit_name"));
}

TEST(Milestones, OnlyARecurrenceHasARhythm) {
  Milestone rhythmic = step("");
  rhythmic.every = Rhythm::quarter;
  EXPECT_THAT(fields({{rhythmic}, false}), ElementsAre("/milestones/0/every"));
  rhythmic.kind = MilestoneKind::recurrence;
  EXPECT_THAT(fields({{rhythmic}, false}), IsEmpty());
}

TEST(Milestones, ARecurrenceTakesPlaceOnceInItsSpan) {
  Milestone duty = step("");
  duty.kind = MilestoneKind::recurrence;
  const auto span = [&](std::optional<Rhythm> every) {
    duty.every = every;
    return span_of(duty, Date(2026, 11, 20)).key;
  };
  EXPECT_EQ(span(std::nullopt), "2026-11");
  EXPECT_EQ(span(Rhythm::month), "2026-11");
  EXPECT_EQ(span(Rhythm::quarter), "2026-Q4");
  EXPECT_EQ(span(Rhythm::half_year), "2026-H2");
  EXPECT_EQ(span(Rhythm::year), "2026");
}

TEST(Milestones, ALongListIsRefusedAsAWhole) {
  EXPECT_THAT(fields({std::vector<Milestone>(41, step("", "")), false}),
              ElementsAre("/milestones"));
}

TEST(Milestones, ADocumentPassesItsStationsInOrder) {
  std::vector<std::string> titles;
  for (const Milestone& milestone : document_milestones()) titles.push_back(milestone.title);
  EXPECT_THAT(titles,
              ElementsAre("起草", "征求意见", "会签", "合法性审查", "审议", "印发", "文号登记"));
  EXPECT_EQ(stage_name(Stage::other).zh, "其他节点");
}

TEST(Milestones, AListBeginsAsTheResultsOfTheTaskWantIt) {
  plan::Plan plan = plan::small_plan();
  plan::Task& task = plan.tasks[0];  // a number; the commitment stands in it
  const auto funding = proposed_milestones(plan, task, "east");
  ASSERT_EQ(funding.size(), 1U);
  EXPECT_EQ(funding[0].kind, MilestoneKind::quantity);
  EXPECT_EQ(funding[0].title, "专项经费");
  EXPECT_EQ(funding[0].target, 5'000'000);
  EXPECT_EQ(proposed_milestones(plan, plan.tasks[1], "east").size(), document_milestones().size());
  EXPECT_EQ(proposed_milestones(plan, plan.tasks[2], "east").at(0).kind, MilestoneKind::recurrence);
  task.results = {plan::Result::list};
  EXPECT_EQ(proposed_milestones(plan, task, "east").at(0).title, "形成清单");
}

TEST(Milestones, AUnitCountsWhatItOrTheWholeRegionHasToReach) {
  plan::Plan plan = plan::small_plan();  // the commitment is each county's
  const auto count = [&](const char* unit) {
    return proposed_milestones(plan, plan.tasks[0], unit).size();
  };
  EXPECT_EQ(count("east"), 1U);
  EXPECT_EQ(count("finance"), 0U);
  plan.commitments[0].for_units = {"finance"};
  EXPECT_EQ(count("east"), 0U);
  EXPECT_EQ(count("finance"), 1U);
  plan.commitments[0].for_units = {"nobody"};
  EXPECT_EQ(count("finance"), 0U);
  plan.commitments[0].for_units = {"city"};
  EXPECT_EQ(count("finance"), 1U);
  plan.commitments[0].for_units.clear();
  EXPECT_EQ(count("finance"), 1U);
}

TEST(Milestones, ARateIsNoQuantity) {
  plan::Plan plan = plan::small_plan();
  plan.commitments[0].unit = "percent";
  EXPECT_THAT(proposed_milestones(plan, plan.tasks[0], "east"), IsEmpty());
  plan.commitments[0].unit = "yuan";
  plan.commitments[0].scale = 1;
  EXPECT_THAT(proposed_milestones(plan, plan.tasks[0], "east"), IsEmpty());
  plan.commitments[0].scale = 0;
  plan.commitments[0].low.reset();
  EXPECT_THAT(proposed_milestones(plan, plan.tasks[0], "east"), IsEmpty());
  plan.commitments[0].low = 0;
  EXPECT_THAT(proposed_milestones(plan, plan.tasks[0], "east"), IsEmpty());
}

}  // namespace share
