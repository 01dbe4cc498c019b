#include "engines/allocation/deferred_acceptance.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "engines/allocation/small_market.hpp"
#include "engines/allocation/verify_stability.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;

constexpr std::array kAllRules = {Rules::capacities, Rules::ties, Rules::blocks, Rules::caps,
                                  Rules::regions};

std::vector<Matching> all_stable(const Market& market) {
  std::vector<Matching> found;
  for_each_matching(market, [&](Matching matching) {
    if (is_stable(market, matching)) found.push_back(matching);
  });
  return found;
}

// Both ends of the lattice of stable matchings, which applicants order in opposite ways.
void expect_ends(const Market& market, const std::vector<std::uint32_t>& best,
                 const std::vector<std::uint32_t>& worst, std::size_t stable) {
  EXPECT_EQ(seats_of(market, applicant_optimal(market)), best);
  EXPECT_EQ(seats_of(market, institution_optimal(market)), worst);
  EXPECT_EQ(all_stable(market).size(), stable);
}

// Gale, Shapley 1962, example 1: everybody's first choice puts him last.
TEST(DeferredAcceptance, MatchesGaleShapleyExample1) {
  const Market market =
      market_of({{0, 1, 2}, {1, 2, 0}, {2, 0, 1}}, {{1, 2, 0}, {2, 0, 1}, {0, 1, 2}}, {1, 1, 1});
  expect_ends(market, {0, 1, 2}, {2, 0, 1}, 3);
}

// Gale, Shapley 1962, example 2: a single stable matching, in which nobody has his first choice.
TEST(DeferredAcceptance, MatchesGaleShapleyExample2) {
  const Market market =
      market_of({{0, 1, 2, 3}, {0, 3, 2, 1}, {1, 0, 2, 3}, {3, 1, 2, 0}},
                {{3, 2, 0, 1}, {1, 3, 0, 2}, {3, 0, 1, 2}, {2, 1, 0, 3}}, {1, 1, 1, 1});
  expect_ends(market, {2, 3, 0, 1}, {2, 3, 0, 1}, 1);
}

// Roth 1985 (Roth, Sotomayor 1990, theorem 5.10): a college with two seats is not two colleges.
TEST(DeferredAcceptance, MatchesRothCollegeExample) {
  const Market market = market_of({{2, 0, 1}, {1, 0, 2}, {0, 2, 1}, {0, 1, 2}},
                                  {{0, 1, 2, 3}, {0, 1, 2, 3}, {2, 0, 1, 3}}, {2, 1, 1});
  expect_ends(market, {2, 1, 0, 0}, {2, 1, 0, 0}, 1);
}

// Abdulkadiroğlu, Sönmez 2003 (after Roth 1982): stable, although 0 and 1 would rather swap.
TEST(DeferredAcceptance, PutsPriorityBeforeEfficiency) {
  const Market market =
      market_of({{1, 0, 2}, {0, 1, 2}, {0, 1, 2}}, {{0, 2, 1}, {1, 0, 2}, {1, 0, 2}}, {1, 1, 1});
  EXPECT_THAT(seats_of(market, applicant_optimal(market)), ElementsAre(0, 1, 2));
}

// Kamada, Kojima 2015, example 1: ten seats in a region, targets of five; rigid targets would leave
// two doctors without a post.
TEST(DeferredAcceptance, LetsARegionUseSeatsThatAnInstitutionLeaves) {
  const std::vector<std::uint32_t> all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  Market market =
      market_of({{0}, {0}, {0}, {1}, {1}, {1}, {1}, {1}, {1}, {1}}, {all, all}, {10, 10});
  market.regions = {{.seats = 10, .turns = {0, 1}}};
  for (Institution& institution : market.institutions) {
    institution.region = 0;
    institution.target = 5;
  }
  EXPECT_THAT(seats_of(market, applicant_optimal(market)),
              ElementsAre(0, 0, 0, 1, 1, 1, 1, 1, 1, 1));
}

TEST(DeferredAcceptance, KeepsNestedCaps) {
  // Two kinds of post in an enterprise, at most two interns of a kind and three in all.
  Market market = market_of({{0}, {0}, {0}, {1}, {1}}, {{0, 1, 2}, {3, 4}}, {9, 9});
  market.keys = {0, 1, 2, 3, 4};  // over both kinds
  market.caps = {{.seats = 3}, {.seats = 2, .inside = 0}, {.seats = 2, .inside = 0}};
  market.institutions[0].cap = 1;
  market.institutions[1].cap = 2;
  EXPECT_THAT(seats_of(market, applicant_optimal(market)), ElementsAre(0, 0, kNone, 1, kNone));
}

TEST(DeferredAcceptance, FillsBlocksInTheOrderDeclared) {
  // 0 is a member of the group and better than all others.
  Market market = market_of({{0}, {0}, {0}}, {{0, 1, 2}}, {2});
  market.groups = {1, 0, 1};
  market.institutions[0].blocks = {{.seats = 1}, {.seats = 1, .group = 0}};
  EXPECT_THAT(applicant_optimal(market).block, ElementsAre(0, kNone, 1));
  market.institutions[0].blocks = {{.seats = 1, .group = 0}, {.seats = 1}};
  EXPECT_THAT(applicant_optimal(market).block, ElementsAre(0, 1, kNone));
}

TEST(DeferredAcceptance, LeavesSeatsForMembersOnlyFree) {
  Market market = market_of({{0}, {0}}, {{0, 1}}, {2});
  market.institutions[0].blocks = {{.seats = 1}, {.seats = 1, .group = 0, .members_only = true}};
  EXPECT_THAT(applicant_optimal(market).block, ElementsAre(0, kNone));
  market.institutions[0].blocks[1].members_only = false;
  EXPECT_THAT(applicant_optimal(market).block, ElementsAre(0, 1));
}

TEST(DeferredAcceptance, TreatsTiesByPolicy) {
  Market market = market_of({{0}, {0}, {0}}, {{0, 1, 2}}, {2});
  market.keys = {0, 1, 1};
  market.lottery = {0, 2, 1};
  EXPECT_THAT(seats_of(market, applicant_optimal(market)), ElementsAre(0, kNone, 0));
  market.institutions[0].ties = TiePolicy::reject_all;
  EXPECT_THAT(seats_of(market, applicant_optimal(market)), ElementsAre(0, kNone, kNone));
  market.institutions[0].ties = TiePolicy::admit_all;
  EXPECT_THAT(seats_of(market, applicant_optimal(market)), ElementsAre(0, 0, 0));
}

TEST(DeferredAcceptance, HoldsTheBestOfACrowd) {
  // More people than are fetched ahead of their turn; the last is preferred.
  constexpr std::uint32_t kPeople = 50;
  constexpr std::uint32_t kSeats = 10;
  Market market;
  market.institutions = {{.capacity = kSeats}, {.capacity = kPeople}};
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    market.preferences.items.insert(market.preferences.items.end(), {0, 1});
    market.preferences.end_list();
    market.keys.insert(market.keys.end(), {kPeople - i, kPeople - i});
  }
  std::vector<std::uint32_t> expected(kPeople, 1);
  std::fill(expected.end() - kSeats, expected.end(), 0);
  EXPECT_EQ(seats_of(market, applicant_optimal(market)), expected);
}

TEST(DeferredAcceptance, GivesNothingInAnEmptyMarket) {
  EXPECT_TRUE(applicant_optimal({}).entry.empty());
  EXPECT_TRUE(institution_optimal({}).entry.empty());
}

TEST(DeferredAcceptance, SaysWhereInstitutionsMayPropose) {
  Market market = market_of({{0}}, {{0}}, {1});
  EXPECT_TRUE(serves_institutions(market));
  market.institutions[0].ties = TiePolicy::admit_all;
  EXPECT_FALSE(serves_institutions(market));
}

// A lie that gains, so that the sentence "applicants can gain" stays true of these cases.
TEST(DeferredAcceptance, RewardsALieWhenInstitutionsPropose) {
  const Market market = market_of({{0, 1}, {1, 0}}, {{1, 0}, {0, 1}}, {1, 1});
  EXPECT_THAT(seats_of(market, institution_optimal(market)), ElementsAre(1, 0));
  const Market lie = with_list(market, 0, {0}, {1});
  EXPECT_THAT(seats_of(lie, institution_optimal(lie)), ElementsAre(0, 1));
}

TEST(DeferredAcceptance, RewardsALieWhenTiesAreRejected) {
  // Of those who list 0 nobody gets it; without 0 on his list, applicant 0 pushes nobody out of it,
  // and institution 2 stays free for him.
  Market market = market_of({{0, 2}, {0, 1}, {1, 2}}, {{0, 1}, {1, 2}, {2, 0}}, {1, 1, 1});
  market.keys = {0, 1, 0, 0, 1, 0};
  market.lottery = {0, 1, 2};
  market.institutions[0].ties = TiePolicy::reject_all;
  EXPECT_THAT(seats_of(market, applicant_optimal(market)), ElementsAre(kNone, 1, 2));
  const Market lie = with_list(market, 0, {2}, {1});
  EXPECT_THAT(seats_of(lie, applicant_optimal(lie)), ElementsAre(2, 0, 1));
}

Market drawn(const std::vector<std::uint8_t>& bytes, Rules rules) {
  Draw draw(bytes);
  Market market = draw_market(draw, rules);
  RC_ASSERT(check(market).fault == MarketFault::none);
  return market;
}

RC_GTEST_PROP(DeferredAcceptance, IsStableAndBestForEveryApplicant,
              (const std::vector<std::uint8_t>& bytes)) {
  for (const Rules rules : kAllRules) {
    const Market market = drawn(bytes, rules);
    Matching best = applicant_optimal(market);
    const auto blocks = best.block;
    RC_ASSERT(is_stable(market, best));
    RC_ASSERT(best.block == blocks);
    for (const Matching& other : all_stable(market)) {
      for (std::uint32_t i = 0; i < market.applicants(); ++i) {
        RC_ASSERT(best.entry[i] <= other.entry[i]);
      }
    }
  }
}

RC_GTEST_PROP(DeferredAcceptance, IsWorstForApplicantsWhenInstitutionsPropose,
              (const std::vector<std::uint8_t>& bytes)) {
  const Market market = drawn(bytes, Rules::capacities);
  Matching worst = institution_optimal(market);
  RC_ASSERT(is_stable(market, worst));
  for (const Matching& other : all_stable(market)) {
    for (std::uint32_t i = 0; i < market.applicants(); ++i) {
      RC_ASSERT(worst.entry[i] >= other.entry[i]);
    }
  }
}

// Rural hospitals (Roth 1986): whoever proposes, the same applicants are matched, the same seats
// stay free, and an institution with free seats has the same people.
RC_GTEST_PROP(DeferredAcceptance, LeavesTheSameSeatsFreeInEveryStableMatching,
              (const std::vector<std::uint8_t>& bytes)) {
  const Market market = drawn(bytes, Rules::capacities);
  const auto first = seats_of(market, applicant_optimal(market));
  const auto second = seats_of(market, institution_optimal(market));
  for (std::uint32_t i = 0; i < market.institutions.size(); ++i) {
    const auto filled = std::ranges::count(first, i);
    RC_ASSERT(filled == std::ranges::count(second, i));
    if (filled == market.institutions[i].capacity) continue;
    for (std::size_t applicant = 0; applicant < first.size(); ++applicant) {
      RC_ASSERT((first[applicant] == i) == (second[applicant] == i));
    }
  }
}

RC_GTEST_PROP(DeferredAcceptance, RewardsNoLieOfAnApplicant,
              (const std::vector<std::uint8_t>& bytes, std::uint8_t who)) {
  for (const Rules rules : {Rules::capacities, Rules::blocks, Rules::caps, Rules::regions}) {
    const Market market = drawn(bytes, rules);
    const std::uint32_t liar = who % market.applicants();
    const std::uint32_t truth = applicant_optimal(market).entry[liar];
    const auto list = market.preferences.of(liar);
    // Every order of every part of his true list.
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), 0);
    do {
      for (std::size_t length = 0; length <= order.size(); ++length) {
        std::vector<std::uint32_t> lie;
        std::vector<std::uint64_t> keys;
        for (std::size_t i = 0; i < length; ++i) {
          lie.push_back(list[order[i]]);
          keys.push_back(market.keys[market.preferences.begin[liar] + order[i]]);
        }
        const Market told = with_list(market, liar, lie, keys);
        const std::uint32_t got = seats_of(told, applicant_optimal(told))[liar];
        const auto place = static_cast<std::size_t>(std::ranges::find(list, got) - list.begin());
        RC_ASSERT(truth <= market.preferences.begin[liar] + place ||
                  (truth == kNone && place == list.size()));
      }
    } while (std::ranges::next_permutation(order).found);
  }
}

RC_GTEST_PROP(DeferredAcceptance, HurtsNoApplicantByAnotherSeat,
              (const std::vector<std::uint8_t>& bytes, std::uint8_t where)) {
  Market market = drawn(bytes, Rules::capacities);
  const auto before = applicant_optimal(market).entry;
  ++market.institutions[where % market.institutions.size()].capacity;
  const auto after = applicant_optimal(market).entry;
  for (std::size_t i = 0; i < before.size(); ++i) RC_ASSERT(after[i] <= before[i]);
}

RC_GTEST_PROP(DeferredAcceptance, DoesNotDependOnOrderOrNumbering,
              (const std::vector<std::uint8_t>& bytes)) {
  for (const Rules rules : kAllRules) {
    Draw draw(bytes);
    const Market market = draw_market(draw, rules);
    const auto who = draw.permutation(market.applicants());
    const auto where = draw.permutation(static_cast<std::uint32_t>(market.institutions.size()));
    Market renamed = market;
    renamed.preferences = {};
    renamed.keys.clear();
    for (std::uint32_t i = 0; i < market.applicants(); ++i) {
      const std::uint32_t old = who[i];
      for (auto entry = market.preferences.begin[old]; entry < market.preferences.begin[old + 1];
           ++entry) {
        renamed.preferences.items.push_back(where[market.preferences.items[entry]]);
        renamed.keys.push_back(market.keys[entry]);
      }
      renamed.preferences.end_list();
      renamed.lottery[i] = market.lottery[old];
      renamed.groups[i] = market.groups[old];
    }
    for (std::uint32_t i = 0; i < market.institutions.size(); ++i) {
      renamed.institutions[where[i]] = market.institutions[i];
    }
    for (Region& region : renamed.regions) {
      for (std::uint32_t& institution : region.turns) institution = where[institution];
    }
    const auto seats = seats_of(market, applicant_optimal(market));
    const auto renamed_seats = seats_of(renamed, applicant_optimal(renamed));
    for (std::uint32_t i = 0; i < market.applicants(); ++i) {
      const std::uint32_t old = seats[who[i]];
      RC_ASSERT(renamed_seats[i] == (old == kNone ? kNone : where[old]));
    }
  }
}

RC_GTEST_PROP(DeferredAcceptance, AdmitsTheSameWhenAnInstitutionIsSplit,
              (const std::vector<std::uint8_t>& bytes, std::uint8_t first_part)) {
  const Market market = drawn(bytes, Rules::capacities);
  // Institution 0 in two parts, which everybody lists one after the other.
  Market split = market;
  const auto second = static_cast<std::uint32_t>(market.institutions.size());
  split.institutions.push_back(market.institutions[0]);
  split.institutions[0].capacity = first_part % (market.institutions[0].capacity + 1);
  split.institutions[second].capacity -= split.institutions[0].capacity;
  split.preferences = {};
  split.keys.clear();
  for (std::uint32_t i = 0; i < market.applicants(); ++i) {
    for (auto entry = market.preferences.begin[i]; entry < market.preferences.begin[i + 1];
         ++entry) {
      split.preferences.items.push_back(market.preferences.items[entry]);
      split.keys.push_back(market.keys[entry]);
      if (market.preferences.items[entry] != 0) continue;
      split.preferences.items.push_back(second);
      split.keys.push_back(market.keys[entry]);
    }
    split.preferences.end_list();
  }
  auto seats = seats_of(split, applicant_optimal(split));
  std::ranges::replace(seats, second, 0U);
  RC_ASSERT(seats == seats_of(market, applicant_optimal(market)));
}

}  // namespace
}  // namespace engines::allocation
