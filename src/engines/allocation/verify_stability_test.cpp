#include "engines/allocation/verify_stability.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/small_market.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Finding> findings(const Market& market, const Matching& matching) {
  return verify_stability(market, matching).findings;
}

// 0 and 1 want institution 0, which has one seat and prefers 0; entries are 0, 1 | 2, 3.
Market two_for_one() { return market_of({{0, 1}, {0, 1}}, {{0, 1}, {0, 1}}, {1, 1}); }

TEST(VerifyStability, AcceptsTheStableMatching) {
  EXPECT_THAT(findings(two_for_one(), {.entry = {0, 3}, .block = {}}), IsEmpty());
}

TEST(VerifyStability, SeesAResultOfAnotherMarket) {
  const Market market = two_for_one();
  EXPECT_THAT(findings(market, {.entry = {0}, .block = {}}), ElementsAre(Finding{Breach::shape}));
  EXPECT_THAT(findings(market, {.entry = {0, 3}, .block = {0}}),
              ElementsAre(Finding{Breach::shape}));
  Market blocks = market;
  blocks.institutions[0].blocks = {{.seats = 1}};
  EXPECT_THAT(findings(blocks, {.entry = {0, 3}, .block = {}}),
              ElementsAre(Finding{Breach::shape}));
}

TEST(VerifyStability, SeesAnEntryOfSomebodyElse) {
  EXPECT_THAT(findings(two_for_one(), {.entry = {0, 1}, .block = {}}),
              ElementsAre(Finding{Breach::foreign_entry, 1}, Finding{Breach::waste, 1, 1}));
  EXPECT_THAT(findings(two_for_one(), {.entry = {3, 2}, .block = {}}),
              ::testing::Contains(Finding{Breach::foreign_entry, 0}));
}

TEST(VerifyStability, SeesEnvy) {
  EXPECT_THAT(findings(two_for_one(), {.entry = {1, 2}, .block = {}}),
              ElementsAre(Finding{Breach::justified_envy, 0, 0}));
}

TEST(VerifyStability, SeesWaste) {
  EXPECT_THAT(findings(two_for_one(), {.entry = {0, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::waste, 1, 1}));
}

TEST(VerifyStability, SeesAnOverfullInstitution) {
  EXPECT_THAT(findings(two_for_one(), {.entry = {0, 2}, .block = {}}),
              ElementsAre(Finding{Breach::over_capacity, kNone, 0}));
}

TEST(VerifyStability, SeesWhoMustNotBeThere) {
  const Market market = market_of({{0}}, {{}}, {1});
  EXPECT_THAT(findings(market, {.entry = {0}, .block = {}}),
              ElementsAre(Finding{Breach::ineligible, 0, 0}));
}

TEST(VerifyStability, SeesABrokenCapAndEnvyUnderIt) {
  Market market = market_of({{0}, {1}}, {{0}, {1}}, {1, 1});
  market.keys = {0, 1};
  market.caps = {{.seats = 1}};
  for (Institution& institution : market.institutions) institution.cap = 0;
  EXPECT_THAT(findings(market, {.entry = {0, 1}, .block = {}}),
              ElementsAre(Finding{Breach::over_cap, kNone, 0}));
  EXPECT_THAT(findings(market, {.entry = {kNone, 1}, .block = {}}),
              ElementsAre(Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(findings(market, {.entry = {kNone, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::waste, 0, 0}, Finding{Breach::waste, 1, 1}));
  EXPECT_THAT(findings(market, {.entry = {0, kNone}, .block = {}}), IsEmpty());
}

// Two institutions of a region with two seats, a target of one each.
Market region() {
  Market market = market_of({{0}, {0, 1}, {1}}, {{0, 1}, {1, 2}}, {2, 2});
  market.regions = {{.seats = 2, .turns = {0, 1}}};
  for (Institution& institution : market.institutions) {
    institution.region = 0;
    institution.target = 1;
  }
  return market;
}

TEST(VerifyStability, JudgesARegionByTargetsAndTurns) {
  const Market market = region();
  // 1 would rather be in 0, but that would leave 0 above its target and 1 below.
  EXPECT_THAT(findings(market, {.entry = {0, 2, kNone}, .block = {}}), IsEmpty());
  EXPECT_THAT(findings(market, {.entry = {kNone, 2, 3}, .block = {}}),
              ElementsAre(Finding{Breach::waste, 0, 0}, Finding{Breach::waste, 1, 0}));
  EXPECT_THAT(findings(market, {.entry = {0, kNone, 3}, .block = {}}),
              ElementsAre(Finding{Breach::justified_envy, 1, 1}));
  EXPECT_THAT(findings(market, {.entry = {0, kNone, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::waste, 1, 0}, Finding{Breach::waste, 1, 1},
                          Finding{Breach::waste, 2, 1}));
  EXPECT_EQ(findings(market, {.entry = {0, 2, 3}, .block = {}}).front(),
            (Finding{Breach::over_region, kNone, 0}));
}

TEST(VerifyStability, SeesASeatTakenOutOfTurn) {
  Market market = region();
  for (Institution& institution : market.institutions) institution.target = 0;
  market.regions[0].seats = 1;
  EXPECT_THAT(findings(market, {.entry = {0, kNone, kNone}, .block = {}}), IsEmpty());
  EXPECT_THAT(findings(market, {.entry = {kNone, 2, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::waste, 0, 0}, Finding{Breach::waste, 1, 0}));
}

TEST(VerifyStability, SeesEqualsPartedAndPlacesKeptFromThem) {
  Market market = market_of({{0}, {0}, {0}}, {{0, 1, 2}}, {2});
  market.keys = {0, 1, 1};
  market.institutions[0].ties = TiePolicy::reject_all;
  EXPECT_THAT(findings(market, {.entry = {0, kNone, kNone}, .block = {}}), IsEmpty());
  EXPECT_THAT(findings(market, {.entry = {0, 1, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::unequal, 1, 0}));
  EXPECT_THAT(findings(market, {.entry = {kNone, 1, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::justified_envy, 1, 0}, Finding{Breach::waste, kNone, 0}));
  market.institutions[0].ties = TiePolicy::admit_all;
  EXPECT_THAT(findings(market, {.entry = {0, 1, 2}, .block = {}}), IsEmpty());
  EXPECT_THAT(findings(market, {.entry = {0, kNone, kNone}, .block = {}}),
              ElementsAre(Finding{Breach::waste, kNone, 0}));
  market.institutions[0].capacity = 1;
  EXPECT_THAT(findings(market, {.entry = {0, 1, 2}, .block = {}}),
              ElementsAre(Finding{Breach::over_capacity, kNone, 0}));
}

// Members 0 and 2 of the group; an open seat, then one for the group.
Market blocks() {
  Market market = market_of({{0}, {0}, {0}}, {{0, 1, 2}}, {2});
  market.groups = {1, 0, 1};
  market.institutions[0].blocks = {{.seats = 1}, {.seats = 1, .group = 0, .members_only = true}};
  return market;
}

TEST(VerifyStability, SeesEnvyAndWasteWithinABlock) {
  const Market market = blocks();
  EXPECT_THAT(findings(market, {.entry = {0, kNone, 2}, .block = {0, kNone, 1}}), IsEmpty());
  // 0 takes the reserved seat although the open one should have been his: 2 is kept out.
  EXPECT_THAT(findings(market, {.entry = {0, 1, kNone}, .block = {1, 0, kNone}}),
              ElementsAre(Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(findings(market, {.entry = {0, kNone, kNone}, .block = {0, kNone, kNone}}),
              ElementsAre(Finding{Breach::waste, 2, 0}));
}

TEST(VerifyStability, SeesASeatInTheWrongBlock) {
  const Market market = blocks();
  const auto first = [&](const Matching& matching) { return findings(market, matching).front(); };
  EXPECT_EQ(first({.entry = {0, 1, kNone}, .block = {0, 1, kNone}}),
            (Finding{Breach::wrong_block, 1, 0}));
  EXPECT_EQ(first({.entry = {0, 1, kNone}, .block = {0, 0, kNone}}),
            (Finding{Breach::wrong_block, 1, 0}));
  EXPECT_EQ(first({.entry = {0, kNone, 2}, .block = {0, kNone, 2}}),
            (Finding{Breach::wrong_block, 2, 0}));
  Market mixed = market_of({{0}, {1}}, {{0}, {1}}, {1, 1});
  mixed.institutions[0].blocks = {{.seats = 1}};
  EXPECT_THAT(findings(mixed, {.entry = {0, 1}, .block = {0, 0}}),
              ElementsAre(Finding{Breach::wrong_block, 1, 1}));
}

TEST(VerifyStability, PutsMembersFirstInASeatThatOthersMayTake) {
  Market market = blocks();
  market.institutions[0].blocks = {{.seats = 1, .group = 0}, {.seats = 1}};
  EXPECT_THAT(findings(market, {.entry = {0, 1, kNone}, .block = {0, 1, kNone}}), IsEmpty());
  EXPECT_THAT(
      findings(market, {.entry = {0, 1, kNone}, .block = {1, 0, kNone}}),
      ElementsAre(Finding{Breach::justified_envy, 0, 0}, Finding{Breach::justified_envy, 2, 0}));
}

TEST(VerifyStability, SeesEnvyOverASeatThatMembersLeave) {
  Market market = market_of({{0}, {0}}, {{0, 1}}, {1});
  market.institutions[0].blocks = {{.seats = 1, .group = 0}};
  EXPECT_THAT(findings(market, {.entry = {0, kNone}, .block = {0, kNone}}), IsEmpty());
  EXPECT_THAT(findings(market, {.entry = {kNone, 1}, .block = {kNone, 0}}),
              ElementsAre(Finding{Breach::justified_envy, 0, 0}));
}

TEST(VerifyStability, SeesAnEntryOfSomebodyElseInABlock) {
  // He is heard as one who has nothing: once, and for no seat in the block before "his".
  EXPECT_THAT(findings(blocks(), {.entry = {1, kNone, 2}, .block = {1, kNone, 1}}),
              ElementsAre(Finding{Breach::foreign_entry, 0}, Finding{Breach::waste, 0, 0},
                          Finding{Breach::waste, 1, 0}, Finding{Breach::waste, 2, 0}));
}

TEST(VerifyStability, KeepsTheFirstFindingsAndCountsAll) {
  Verdict verdict;
  for (std::size_t i = 0; i <= Verdict::kFindingsMax; ++i) verdict.add({});
  EXPECT_EQ(verdict.findings.size(), Verdict::kFindingsMax);
  EXPECT_EQ(verdict.count, Verdict::kFindingsMax + 1);
}

// Every matching of every small market, stable or not, is judged as the definition judges it.
RC_GTEST_PROP(VerifyStability, AgreesWithTheDefinition, (const std::vector<std::uint8_t>& bytes)) {
  for (const Rules rules :
       {Rules::capacities, Rules::ties, Rules::blocks, Rules::caps, Rules::regions}) {
    Draw draw(bytes);
    const Market market = draw_market(draw, rules);
    for_each_matching(market, [&](Matching matching) {
      const bool stable = is_stable(market, matching);
      RC_ASSERT(verify_stability(market, matching).holds() == stable);
    });
  }
}

// Kamada, Kojima 2015, definition 4: who is refused a seat that is free, in a region that is full,
// comes after all who are there and would not bring the institutions nearer to their targets.
RC_GTEST_PROP(VerifyStability, AsksMoreThanKamadaAndKojima,
              (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const Market market = draw_market(draw, Rules::regions);
  const Matching matching = applicant_optimal(market);
  const auto seats = seats_of(market, matching);
  const auto above_target = [&](std::uint32_t institution) {
    return std::ranges::count(seats, institution) - market.institutions[institution].target;
  };
  for (std::uint32_t i = 0; i < market.applicants(); ++i) {
    for (auto entry = market.preferences.begin[i];
         entry < market.preferences.begin[i + 1] && entry < matching.entry[i]; ++entry) {
      const std::uint32_t wanted = market.preferences.items[entry];
      const std::uint32_t region = market.institutions[wanted].region;
      if (region == kNone || market.keys[entry] == kIneligible) continue;
      if (std::ranges::count(seats, wanted) == market.institutions[wanted].capacity) continue;
      const auto here = std::ranges::count_if(seats, [&](std::uint32_t seat) {
        return seat != kNone && market.institutions[seat].region == region;
      });
      RC_ASSERT(here == market.regions[region].seats);
      const bool moves_within = seats[i] != kNone && market.institutions[seats[i]].region == region;
      if (moves_within) RC_ASSERT(above_target(wanted) + 1 > above_target(seats[i]) - 1);
    }
  }
}

}  // namespace
}  // namespace engines::allocation
