#include "admission/simulation.hpp"

#include <gtest/gtest.h>

namespace admission {

namespace {

// Six candidates from 600 down; a general school of four seats, a vocational one of four.
SimulationInput small_city() {
  SimulationInput input;
  input.day = Date(2026, 7, 5);
  input.scheme.subjects = {{"total", {"总分", "Total"}, 700}};
  input.scheme.rounds = {{"first", {"第一批", "First"}, "", "", "", "", 4, 1, false},
                         {"more", {"征集", "More"}, "", "", "", "", 4, 1, true}};
  input.scheme.orders = {{Date(2026, 1, 1), {"total"}, {}, true}};
  input.scheme.ties = {{Date(2026, 1, 1), TieRule::admit_all, {}, {}, true}};
  const auto offer = [](const char* code, const char* school, Sector sector) {
    return Offer{code, "unit", school, sector, "first", "", {}, {{"01", {"班", "Class"}, 4}}};
  };
  input.offers = {offer("201", "职教中心", Sector::vocational),
                  offer("101", "一中", Sector::general)};
  for (int i = 0; i < 6; ++i) {
    input.candidates.push_back(
        {std::to_string(i), "某", "east", "初中", "", {{"total", 600'000 - i * 10'000}}});
  }
  return input;
}

std::int64_t admitted(const Simulated& run, const std::string& code) {
  for (const SimulatedOffer& offer : run.offers) {
    if (offer.code == code) return offer.admitted;
  }
  return -1;
}

}  // namespace

TEST(Simulation, WithoutListsNobodyIsGuessedAtUnlessAsked) {
  SimulationInput input = small_city();
  EXPECT_TRUE(simulate(input).school_of.empty());
  input.assume = true;
  const Simulated run = simulate(input);
  EXPECT_EQ(run.assumed, 6);
  EXPECT_EQ(run.intake.general, 4);
  EXPECT_EQ(run.intake.vocational, 2);
  EXPECT_EQ(run.plan.general, 4);
}

TEST(Simulation, FewerGeneralSeatsMovePeopleAndNumbersAreAllThatIsSaid) {
  SimulationInput input = small_city();
  input.assume = true;
  const Simulated before = simulate(input);
  input.offers[1].programmes[0].seats = 2;
  const Simulated after = simulate(input);
  EXPECT_EQ(after.intake.vocational, 4);
  const auto moved = moves(before, after);
  ASSERT_EQ(moved.size(), 1U);
  EXPECT_EQ(moved[0].from, "一中");
  EXPECT_EQ(moved[0].to, "职教中心");
  EXPECT_EQ(moved[0].candidates, 2);
}

TEST(Simulation, ALineSendsWhoIsBelowItElsewhere) {
  SimulationInput input = small_city();
  input.assume = true;
  input.scheme.lines = {{input.day, "", Sector::general, "", "total", 590'000, {}, false}};
  EXPECT_EQ(admitted(simulate(input), "101"), 2);
  EXPECT_EQ(admitted(simulate(input), "201"), 4);
}

TEST(Simulation, ASubmittedListCountsAsItIs) {
  SimulationInput input = small_city();
  input.choices["first"]["5"] = {{"201", {}, false}};
  const Simulated run = simulate(input);
  EXPECT_EQ(run.school_of.size(), 1U);
  EXPECT_EQ(run.school_of.at("5"), "职教中心");
  EXPECT_EQ(run.assumed, 0);
}

TEST(Simulation, TheSupplementaryRoundGivesWhatIsLeft) {
  SimulationInput input = small_city();
  for (int i = 0; i < 6; ++i) input.choices["first"][std::to_string(i)] = {{"101", {}, false}};
  input.choices["more"]["4"] = {{"201", {}, false}};
  const Simulated run = simulate(input);
  EXPECT_EQ(admitted(run, "101"), 4);
  EXPECT_EQ(admitted(run, "201"), 1);
}

TEST(Simulation, ALotteryIsDrawnTheSameWayEachTime) {
  SimulationInput input = small_city();
  input.assume = true;
  input.scheme.ties[0].rule = TieRule::lottery;
  for (Candidate& candidate : input.candidates) candidate.marks["total"] = 500'000;
  EXPECT_EQ(simulate(input).school_of, simulate(input).school_of);
  EXPECT_EQ(simulate(input).intake.general, 4);
}

TEST(Simulation, ExemptSeatsThatAreLeftFlowToTheRoundThatFollows) {
  SimulationInput input = small_city();
  input.scheme.subjects.push_back(
      {.id = "award", .title = {"获奖等次", "Award"}, .from_awards = true});
  input.scheme.rounds.insert(input.scheme.rounds.begin(),
                             {"exempt", {"免试", "Exempt"}, "", "", "", "", 4, 1, false});
  input.scheme.orders.push_back({Date(2026, 1, 1), {"award"}, {}, true, "exempt"});
  Offer exempt = input.offers[0];
  exempt.code = "001";
  exempt.round = "exempt";
  exempt.programmes[0].seats = 2;
  exempt.unused_to = "201";
  input.offers = {exempt, input.offers[0]};
  input.candidates[5].marks["award"] = 2'000;
  input.assume = true;
  const Simulated run = simulate(input);
  EXPECT_EQ(admitted(run, "001"), 1) << "only who has an award";
  EXPECT_EQ(admitted(run, "201"), 5) << "four seats and the one that was left";
  EXPECT_EQ(run.candidates, 6);
  ASSERT_EQ(run.offers.size(), 2U);
  EXPECT_EQ(run.offers[0].left, 0);
  EXPECT_EQ(run.offers[0].lowest_thousandths, 2'000);
  EXPECT_EQ(run.offers[1].lowest_thousandths, 560'000);
}

}  // namespace admission
