#include "engines/allocation/parallel_explanation.hpp"

#include <gmock/gmock.h>

#include "engines/allocation/test_admission.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Explanation explained(const Admission& admission, std::uint32_t applicant) {
  return explain(admission, admit(admission), 0, applicant);
}

Explanation explained(const Scene& scene, std::uint32_t applicant) {
  return explained(admission_of(scene), applicant);
}

std::vector<Reason> reasons(const std::vector<PreferenceExplanation>& told) {
  std::vector<Reason> all;
  for (const PreferenceExplanation& preference : told) all.push_back(preference.reason);
  return all;
}

// ---- Groups

TEST(ParallelExplanation, EveryPreferenceHasItsReason) {
  const Explanation told = explained({.people = {person({610}, {0}), person({600}, {0, 1, 2})},
                                      .units = {plain(1), plain(1), plain(1)}},
                                     1);
  EXPECT_EQ(told.placement.outcome, Outcome::admitted);
  EXPECT_THAT(reasons(told.preferences),
              ElementsAre(Reason::full, Reason::chosen, Reason::not_reached));
  EXPECT_EQ(told.preferences[1].option, 1U);
}

TEST(ParallelExplanation, AFullGroupNamesItsQuotaAndTheLastOneItTook) {
  const Explanation told = explained(
      {.people = {person({620}, {0}), person({610}, {0}), person({600}, {0})}, .units = {plain(2)}},
      2);
  EXPECT_EQ(told.placement.outcome, Outcome::not_filed);
  EXPECT_EQ(told.preferences[0].places, 2U);
  EXPECT_EQ(told.preferences[0].against, 1U);
}

TEST(ParallelExplanation, TheFirstFieldThatDiffersIsNamed) {
  const Explanation told = explained(
      {.people = {person({600, 110, 80}, {0}), person({600, 120, 70}, {0})}, .units = {plain(1)}},
      0);
  EXPECT_EQ(told.preferences[0].decided_by, 1U);
}

TEST(ParallelExplanation, TheLotteryIsNamedWhenItDecides) {
  const Explanation told =
      explained({.people = {person({600}, {0}, 2), person({600}, {0}, 1)}, .units = {plain(1)}}, 0);
  EXPECT_EQ(told.preferences[0].reason, Reason::full);
  EXPECT_EQ(told.preferences[0].decided_by, kByLottery);
}

// 0 and 1 are equal and want the one seat, which closes to both.
Scene tied_for_one_seat() {
  return {.people = {person({600}, {0}), person({600}, {0}), person({590}, {0})},
          .units = {plain(1)},
          .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}}};
}

TEST(ParallelExplanation, EqualsWhoAreAllRejectedAreTied) {
  const Explanation told = explained(tied_for_one_seat(), 1);
  EXPECT_EQ(told.preferences[0].reason, Reason::tied);
  EXPECT_EQ(told.preferences[0].decided_by, kNone);
}

TEST(ParallelExplanation, WhoComesAfterATieLearnsWhatHeIsBehindItBy) {
  const Explanation told = explained(tied_for_one_seat(), 2);
  EXPECT_EQ(told.preferences[0].reason, Reason::below_tie);
  EXPECT_EQ(told.preferences[0].decided_by, 0U);
  EXPECT_LT(told.preferences[0].against, 2U);
}

TEST(ParallelExplanation, AGroupWithoutSeatsHadNoPlaces) {
  const Explanation told = explained({.people = {person({600}, {0})}, .units = {plain(0)}}, 0);
  EXPECT_EQ(told.preferences[0].reason, Reason::no_places);
  EXPECT_EQ(told.preferences[0].against, kNone);
}

TEST(ParallelExplanation, AGroupOfAnotherCategoryIsNotOpen) {
  Scene scene{.people = {person({600}, {0})}, .units = {plain(1)}};
  scene.units[0].group.category = 1;
  EXPECT_EQ(explained(scene, 0).preferences[0].reason, Reason::other_category);
}

TEST(ParallelExplanation, WithoutCategoriesEveryGroupIsOfHisCategory) {
  Admission admission =
      admission_of({.people = {person({610}, {0}), person({600}, {0})}, .units = {plain(1)}});
  admission.category.clear();
  EXPECT_EQ(explained(admission, 1).preferences[0].reason, Reason::full);
}

TEST(ParallelExplanation, TheTraitsHeLacksAreNamed) {
  Scene scene{.people = {person({600}, {0})},
              .units = {plain(1)},
              .requirements = {{.all = 0b011, .minimums = {{0, 700}}}}};
  scene.people[0].traits = 0b101;
  scene.units[0].group.requirement = 0;
  const Explanation told = explained(scene, 0);
  EXPECT_EQ(told.preferences[0].reason, Reason::lacks_trait);
  EXPECT_EQ(told.preferences[0].unmet.traits, 0b010U);
}

TEST(ParallelExplanation, TheMinimumHeDoesNotReachIsNamed) {
  Scene scene{.people = {person({600, 89}, {0})},
              .units = {plain(1)},
              .requirements = {{.minimums = {{0, 500}, {1, 90}}}}};
  scene.units[0].group.requirement = 0;
  const Explanation told = explained(scene, 0);
  EXPECT_EQ(told.preferences[0].reason, Reason::below_minimum);
  EXPECT_EQ(told.preferences[0].unmet.minimum.field, 1U);
  EXPECT_EQ(told.preferences[0].unmet.minimum.value, 90);
}

TEST(ParallelExplanation, BelowTheLineNoPreferenceIsReached) {
  const Explanation told = explained({.people = {person({440}, {0})},
                                      .units = {plain(1)},
                                      .requirements = {{.minimums = {{0, 450}}}},
                                      .rounds = {{.groups = {0}, .lines = {0}}}},
                                     0);
  EXPECT_EQ(told.placement.outcome, Outcome::below_line);
  EXPECT_EQ(told.line.minimum.value, 450);
  EXPECT_THAT(reasons(told.preferences), ElementsAre(Reason::not_reached));
}

TEST(ParallelExplanation, WhoWasNotFiledHearsNothingOfProgrammes) {
  const Explanation told = explained(
      {.people = {chooser({610}, {0}), chooser({600}, {0}, true)}, .units = {unit({1})}}, 1);
  EXPECT_THAT(told.programmes, IsEmpty());
  EXPECT_THAT(told.adjustment, IsEmpty());
}

// ---- Programmes of the group

TEST(ParallelExplanation, EveryProgrammeHeNamedHasItsReason) {
  const Explanation told = explained(
      {.people = {chooser({610}, {0}), chooser({600}, {0, 2, 1})}, .units = {unit({1, 1, 1})}}, 1);
  EXPECT_THAT(reasons(told.programmes),
              ElementsAre(Reason::full, Reason::chosen, Reason::not_reached));
  EXPECT_EQ(told.programmes[0].against, 0U);
  EXPECT_EQ(told.programmes[0].places, 1U);
}

TEST(ParallelExplanation, AnEarlierChoiceIsNamedWhenItGoesFirst) {
  const Explanation told =
      explained({.people = {chooser({610}, {0}), chooser({600}, {0, 1}), chooser({590}, {1})},
                 .units = {unit({1, 1}, 15'000, {.preference_first = true})}},
                1);
  EXPECT_EQ(told.programmes[1].against, 2U);
  EXPECT_EQ(told.programmes[1].decided_by, kByChoice);
}

Scene with_a_step(std::int32_t rival) {
  return {.people = {chooser({610}, {0}), chooser({600}, {0, 1}), chooser({rival}, {1})},
          .units = {unit({1, 1}, 15'000, {.steps = {5}})}};
}

TEST(ParallelExplanation, AStepThatCostHimTheProgrammeIsNamed) {
  const PreferenceExplanation told = explained(with_a_step(596), 1).programmes[1];
  EXPECT_EQ(told.decided_by, 0U);
  EXPECT_EQ(told.lowered, 5);
  EXPECT_EQ(told.against_lowered, 0);
}

TEST(ParallelExplanation, AStepOfWhoStoodBeforeHimIsNamed) {
  const PreferenceExplanation told = explained(with_a_step(594), 2).programmes[0];
  EXPECT_EQ(told.against, 1U);
  EXPECT_EQ(told.lowered, 0);
  EXPECT_EQ(told.against_lowered, 5);
}

TEST(ParallelExplanation, AStepCanMakeEqualsBetweenWhomTheLotteryDecides) {
  Scene scene = with_a_step(595);
  scene.people[1].lottery = 1;
  EXPECT_EQ(explained(scene, 1).programmes[1].decided_by, kByLottery);
}

TEST(ParallelExplanation, EqualsWhoAreAllRejectedByAProgrammeAreTied) {
  const Explanation told = explained({.people = {chooser({600}, {0}), chooser({600}, {0})},
                                      .units = {unit({1, 1})},
                                      .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}}},
                                     0);
  EXPECT_EQ(told.placement.outcome, Outcome::returned);
  EXPECT_THAT(reasons(told.programmes), ElementsAre(Reason::tied));
}

TEST(ParallelExplanation, AProgrammeMayAskForMoreThanItsGroup) {
  Scene scene{
      .people = {chooser({600}, {0, 1})}, .units = {unit({1, 1})}, .requirements = {{.all = 1}}};
  scene.units[0].programmes[0].requirement = 0;
  EXPECT_THAT(reasons(explained(scene, 0).programmes),
              ElementsAre(Reason::lacks_trait, Reason::chosen));
}

// ---- Adjustment

TEST(ParallelExplanation, AdjustmentIsToldUpToTheProgrammeItGave) {
  const Explanation told = explained(
      {.people = {chooser({610}, {0}), chooser({600}, {0}, true)}, .units = {unit({1, 1, 1})}}, 1);
  EXPECT_TRUE(told.agreed);
  EXPECT_THAT(reasons(told.programmes), ElementsAre(Reason::full));
  EXPECT_THAT(reasons(told.adjustment), ElementsAre(Reason::full, Reason::chosen));
}

TEST(ParallelExplanation, WhoNamedAProgrammeGoesBeforeAdjustment) {
  // 580 named programme 1, and that is before 600 could be adjusted to it.
  const Explanation told =
      explained({.people = {chooser({610}, {0}), chooser({600}, {0}, true), chooser({580}, {1})},
                 .units = {unit({1, 1}, 20'000)}},
                1);
  EXPECT_EQ(told.placement.outcome, Outcome::returned);
  EXPECT_THAT(reasons(told.adjustment), ElementsAre(Reason::full, Reason::full));
  EXPECT_EQ(told.adjustment[1].against, 2U);
  EXPECT_EQ(told.adjustment[1].decided_by, kByChoice);
}

TEST(ParallelExplanation, AmongTheAdjustedMarksDecide) {
  const Explanation told = explained(
      {.people = {chooser({600}, {}, true), chooser({610}, {}, true)}, .units = {unit({1, 1})}}, 0);
  EXPECT_THAT(reasons(told.adjustment), ElementsAre(Reason::full, Reason::chosen));
  EXPECT_EQ(told.adjustment[0].against, 1U);
  EXPECT_EQ(told.adjustment[0].decided_by, 0U);
}

TEST(ParallelExplanation, EqualsWhoAreAllRejectedInAdjustmentAreTied) {
  const Explanation told =
      explained({.people = {chooser({600}, {}, true), chooser({600}, {}, true)},
                 .units = {unit({1, 1})},
                 .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}}},
                0);
  EXPECT_THAT(reasons(told.adjustment), ElementsAre(Reason::tied, Reason::tied));
}

TEST(ParallelExplanation, WhoDidNotAgreeIsNotAdjusted) {
  const Explanation told =
      explained({.people = {chooser({610}, {0}), chooser({600}, {0})}, .units = {unit({1, 1})}}, 1);
  EXPECT_FALSE(told.agreed);
  EXPECT_THAT(told.adjustment, IsEmpty());
}

TEST(ParallelExplanation, WhereNobodyIsAskedNobodyAgreed) {
  Admission admission =
      admission_of({.people = {chooser({610}, {0}), chooser({600}, {0})}, .units = {unit({1, 1})}});
  admission.rounds[0].preferences.adjustment.clear();
  const Explanation told = explained(admission, 1);
  EXPECT_FALSE(told.agreed);
  EXPECT_THAT(told.adjustment, IsEmpty());
}

TEST(ParallelExplanation, WhoGotWhatHeNamedNeededNoAdjustment) {
  const Explanation told =
      explained({.people = {chooser({600}, {1}, true)}, .units = {unit({1, 1})}}, 0);
  EXPECT_TRUE(told.agreed);
  EXPECT_THAT(told.adjustment, IsEmpty());
}

}  // namespace
}  // namespace engines::allocation
