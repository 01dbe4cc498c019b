#include "engines/allocation/couples.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/small_market.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A couple of 0 and 1 that wants institutions 0 and 1 (entries 0 and 1), and a single 2 who wants
// either (entries 2 and 3).
CoupledMarket couple_and_single(const std::vector<std::vector<std::uint32_t>>& orders) {
  CoupledMarket input{.market = market_of({{0}, {1}, {0, 1}}, orders, {1, 1}),
                      .couples = {{.first = 0, .second = 1, .choices = {{0, 1}}}}};
  input.market.lottery = {0, 1, 2};
  return input;
}

TEST(Couples, PlacesBothOrNeither) {
  const CoupledMarket welcome = couple_and_single({{0, 2}, {1, 2}});
  CoupledMatching found = match_with_couples(welcome);
  EXPECT_TRUE(found.settled);
  EXPECT_THAT(found.matching.entry, ElementsAre(0, 1, kNone));
  const CoupledMarket half = couple_and_single({{2, 0}, {1, 2}});
  found = match_with_couples(half);
  EXPECT_TRUE(found.settled);
  EXPECT_THAT(found.matching.entry, ElementsAre(kNone, kNone, 2));
}

// Klaus, Klijn 2005, after Roth 1984: one couple and one single, and no stable matching.
TEST(Couples, SaysThatNoStableMatchingWasFound) {
  const CoupledMarket input = couple_and_single({{0, 2}, {2, 1}});
  const CoupledMatching found = match_with_couples(input);
  EXPECT_FALSE(found.settled);
  EXPECT_FALSE(verify_couples(input, found.matching).holds());
}

TEST(Couples, KeepsNobodyElseWaitingForACircle) {
  CoupledMarket input{
      .market = market_of({{0}, {1}, {0, 1}, {2}}, {{0, 2}, {2, 1}, {3}}, {1, 1, 1}),
      .couples = {{.first = 0, .second = 1, .choices = {{0, 1}}}}};
  input.market.lottery = {0, 1, 2, 3};
  const CoupledMatching found = match_with_couples(input);
  EXPECT_FALSE(found.settled);
  EXPECT_EQ(found.matching.entry[3], 4U);
}

TEST(Couples, TakesTwoSeatsOfOneInstitutionTogether) {
  CoupledMarket input{.market = market_of({{0}, {0}, {0}}, {{0, 2, 1}}, {2}),
                      .couples = {{.first = 0, .second = 1, .choices = {{0, 1}}}}};
  input.market.lottery = {0, 1, 2};
  // 1 comes after 2, so both together are not among the best two.
  EXPECT_THAT(match_with_couples(input).matching.entry, ElementsAre(kNone, kNone, 2));
  input.couples[0].choices.push_back({0, kNone});
  EXPECT_THAT(match_with_couples(input).matching.entry, ElementsAre(0, kNone, 2));
}

TEST(Couples, TakesTwoSeatsWhicheverMemberStandsFirst) {
  for (const std::vector<std::uint32_t>& order : {std::vector<std::uint32_t>{0, 1}, {1, 0}}) {
    CoupledMarket input{.market = market_of({{0}, {0}}, {order}, {2}),
                        .couples = {{.first = 0, .second = 1, .choices = {{0, 1}}}}};
    input.market.lottery = {0, 1};
    EXPECT_THAT(match_with_couples(input).matching.entry, ElementsAre(0, 1));
    input.market.institutions[0].capacity = 1;
    EXPECT_THAT(match_with_couples(input).matching.entry, ElementsAre(kNone, kNone));
  }
}

TEST(Couples, GivesASeatBackThatAPartnerLeaves) {
  // The couple loses institution 1 to 3; institution 0 then goes to 2, whom the couple had kept
  // out.
  CoupledMarket input{.market = market_of({{0}, {1}, {0}, {1}}, {{0, 2}, {3, 1}}, {1, 1}),
                      .couples = {{.first = 0, .second = 1, .choices = {{0, 1}}}}};
  input.market.lottery = {0, 1, 2, 3};
  EXPECT_THAT(match_with_couples(input).matching.entry, ElementsAre(kNone, kNone, 2, 3));
}

// Its second choice takes the only seat from 2, and its first choice is to give that seat to the
// other member, who comes after 2.
TEST(Couples, ReconsidersWhatItsOwnSeatsOpen) {
  CoupledMarket input{.market = market_of({{0}, {0}, {0}}, {{0, 2, 1}}, {1}),
                      .couples = {{.first = 0, .second = 1, .choices = {{kNone, 1}, {0, kNone}}}}};
  input.market.lottery = {0, 1, 2};
  EXPECT_FALSE(match_with_couples(input).settled);
}

TEST(Couples, ChecksItsInput) {
  const auto expect = [](const CoupledMarket& input, CoupleFault fault, std::uint32_t couple) {
    EXPECT_EQ(check(input).fault, fault);
    EXPECT_EQ(check(input).couple, couple);
  };
  const CoupledMarket good = couple_and_single({{0, 2}, {1, 2}});
  expect(good, CoupleFault::none, kNone);
  CoupledMarket bad = good;
  bad.market.keys.pop_back();
  expect(bad, CoupleFault::market, kNone);
  bad = good;
  bad.market.institutions[0].ties = TiePolicy::reject_all;
  expect(bad, CoupleFault::market, kNone);
  bad = good;
  bad.market.lottery.clear();
  expect(bad, CoupleFault::no_lottery, kNone);
  bad = good;
  bad.couples[0].second = 0;
  expect(bad, CoupleFault::members, 0);
  bad.couples[0].second = 3;
  expect(bad, CoupleFault::members, 0);
  for (const std::vector<PairChoice>& choices :
       {std::vector<PairChoice>{{}}, {{1, kNone}}, {{kNone, 0}}, {{0, 1}, {0, 1}}}) {
    bad = good;
    bad.couples[0].choices = choices;
    expect(bad, CoupleFault::choice, 0);
  }
}

std::vector<Finding> findings(const CoupledMarket& input, const std::vector<std::uint32_t>& entry) {
  return verify_couples(input, {.entry = entry, .block = {}}).findings;
}

TEST(VerifyCouples, SeesWhatIsWrong) {
  const CoupledMarket input = couple_and_single({{0, 2}, {1, 2}});
  EXPECT_THAT(findings(input, {0, 1, kNone}), IsEmpty());
  EXPECT_THAT(findings(input, {0, 1}), ElementsAre(Finding{Breach::shape}));
  EXPECT_THAT(verify_couples(input, {.entry = {0, 1, kNone}, .block = {0, 0, 0}}).findings,
              ElementsAre(Finding{Breach::shape}));
  EXPECT_THAT(findings(input, {1, kNone, kNone}), ElementsAre(Finding{Breach::foreign_entry, 0}));
  EXPECT_THAT(findings(input, {2, kNone, 0}),
              ElementsAre(Finding{Breach::foreign_entry, 0}, Finding{Breach::foreign_entry, 2}));
  EXPECT_THAT(findings(input, {0, 1, 2}), ElementsAre(Finding{Breach::over_capacity, kNone, 0}));
  EXPECT_THAT(findings(input, {0, kNone, 3}),
              ElementsAre(Finding{Breach::couple_apart, 0}, Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(findings(input, {kNone, kNone, 2}),
              ElementsAre(Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(findings(input, {kNone, kNone, 3}),
              ElementsAre(Finding{Breach::waste, 2, 0}, Finding{Breach::waste, 0, 0}));
  const CoupledMarket unwelcome = couple_and_single({{2}, {1, 2}});
  EXPECT_THAT(findings(unwelcome, {0, 1, kNone}), ElementsAre(Finding{Breach::ineligible, 0, 0}));
}

CoupledMarket draw_couples(Draw& draw) {
  CoupledMarket input{.market = draw_market(draw, Rules::capacities), .couples = {}};
  const std::uint32_t pairs = input.market.applicants() / 2;
  const auto order = draw.permutation(input.market.applicants());
  for (std::uint32_t i = 0; i < pairs && !draw.one_in(4); ++i) {
    Couple couple{.first = order[2UL * i], .second = order[2UL * i + 1]};
    const auto any_entry = [&](std::uint32_t applicant) {
      const auto length = static_cast<std::uint32_t>(input.market.preferences.of(applicant).size());
      const std::uint32_t place = draw.below(length + 1);
      return place == length
                 ? kNone
                 : static_cast<std::uint32_t>(input.market.preferences.begin[applicant]) + place;
    };
    for (std::uint32_t left = draw.below(4); left > 0; --left) {
      const PairChoice choice{any_entry(couple.first), any_entry(couple.second)};
      if (choice != PairChoice{} &&
          std::ranges::find(couple.choices, choice) == couple.choices.end()) {
        couple.choices.push_back(choice);
      }
    }
    input.couples.push_back(couple);
  }
  return input;
}

// The best of each institution among those who sit there and those who would come.
bool keeps(const Market& market, const std::vector<Application>& all, const Application& one) {
  if (market.keys[one.entry] == kIneligible) return false;
  const std::uint32_t institution = market.preferences.items[one.entry];
  std::vector<Application> pool;
  for (const Application& other : all) {
    if (market.preferences.items[other.entry] == institution) pool.push_back(other);
  }
  const auto seat = chosen(market, institution, pool);
  for (std::size_t i = 0; i < pool.size(); ++i) {
    if (pool[i].applicant == one.applicant) return seat[i] != kNone;
  }
  return false;
}

// `moving` leave what they hold and apply for `wanted`: would all of these be kept?
bool blocks(const Market& market, const Matching& matching,
            const std::vector<std::uint32_t>& moving, const std::vector<Application>& wanted) {
  std::vector<Application> all = wanted;
  for (std::uint32_t i = 0; i < market.applicants(); ++i) {
    const bool moves = std::ranges::find(moving, i) != moving.end();
    if (!moves && matching.entry[i] != kNone) all.push_back({i, matching.entry[i]});
  }
  return std::ranges::all_of(wanted,
                             [&](const Application& one) { return keeps(market, all, one); });
}

bool is_stable_with_couples(const CoupledMarket& input, const Matching& matching) {
  const Market& market = input.market;
  std::vector<Application> all;
  for (std::uint32_t i = 0; i < market.applicants(); ++i) {
    if (matching.entry[i] != kNone) all.push_back({i, matching.entry[i]});
  }
  for (const Application& one : all) {
    if (!keeps(market, all, one)) return false;
  }
  std::vector<bool> is_single(market.applicants(), true);
  for (const Couple& couple : input.couples) {
    is_single[couple.first] = is_single[couple.second] = false;
    const PairChoice held{matching.entry[couple.first], matching.entry[couple.second]};
    const auto end = std::ranges::find(couple.choices, held);
    if (end == couple.choices.end() && held != PairChoice{}) return false;
    for (auto choice = couple.choices.begin(); choice != end; ++choice) {
      std::vector<Application> wanted;
      if (choice->first != kNone) wanted.push_back({couple.first, choice->first});
      if (choice->second != kNone) wanted.push_back({couple.second, choice->second});
      if (blocks(market, matching, {couple.first, couple.second}, wanted)) return false;
    }
  }
  for (std::uint32_t i = 0; i < market.applicants(); ++i) {
    for (auto entry = static_cast<std::uint32_t>(market.preferences.begin[i]);
         is_single[i] && entry < market.preferences.begin[i + 1] && entry < matching.entry[i];
         ++entry) {
      if (blocks(market, matching, {i}, {{i, entry}})) return false;
    }
  }
  return true;
}

RC_GTEST_PROP(VerifyCouples, AgreesWithTheDefinition, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const CoupledMarket input = draw_couples(draw);
  RC_ASSERT(check(input).fault == CoupleFault::none);
  bool any_stable = false;
  for_each_matching(input.market, [&](const Matching& matching) {
    const bool stable = is_stable_with_couples(input, matching);
    any_stable |= stable;
    RC_ASSERT(verify_couples(input, matching).holds() == stable);
  });
  const CoupledMatching found = match_with_couples(input);
  RC_ASSERT(found.settled == verify_couples(input, found.matching).holds());
  RC_ASSERT((any_stable || !found.settled));
}

RC_GTEST_PROP(Couples, AreDeferredAcceptanceWithoutCouples,
              (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const CoupledMarket input{.market = draw_market(draw, Rules::capacities), .couples = {}};
  const CoupledMatching found = match_with_couples(input);
  RC_ASSERT(found.settled);
  RC_ASSERT(found.matching.entry == applicant_optimal(input.market).entry);
}

}  // namespace
}  // namespace engines::allocation
