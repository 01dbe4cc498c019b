#include "engines/allocation/rate_order.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/small_market.hpp"
#include "engines/allocation/verify_stability.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Ten candidates for one institution, in the order of their numbers.
Market ten(const std::vector<std::uint64_t>& groups, const std::vector<MinimumRate>& rates) {
  Market market;
  market.institutions = {{.capacity = 5, .rates = rates}};
  for (std::uint32_t i = 0; i < 10; ++i) {
    market.preferences.items.push_back(0);
    market.preferences.end_list();
    market.keys.push_back(i);
  }
  market.groups = groups;
  return market;
}

TEST(RateOrder, CallsAMemberWhereTheRateWouldFall) {
  // Members are the last three; one of five is to be a member in every start.
  const Market market = ten({0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, {{.group = 0, .percent = 20}});
  EXPECT_THAT(keys_with_rates(market), ElementsAre(1, 2, 3, 4, 6, 7, 8, 0, 5, 9));
}

TEST(RateOrder, FollowsTheOrderWhereItKeepsTheRate) {
  const Market market = ten({1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, {{.group = 0, .percent = 30}});
  EXPECT_EQ(keys_with_rates(market), market.keys);
}

TEST(RateOrder, CallsTheOthersWhenNoMemberIsLeft) {
  const Market market = ten({0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, {{.group = 0, .percent = 50}});
  EXPECT_THAT(keys_with_rates(market), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 0));
}

TEST(RateOrder, CallsWhoServesTwoRatesAtOnce) {
  const std::vector<MinimumRate> rates = {{.group = 0, .percent = 10}, {.group = 1, .percent = 10}};
  // 5 is in both groups, 3 in one.
  const Market both = ten({0, 0, 0, 1, 0, 3, 0, 0, 0, 0}, rates);
  EXPECT_THAT(keys_with_rates(both), ElementsAre(1, 2, 3, 4, 5, 0, 6, 7, 8, 9));
  // Nobody is in both: the rate declared first is served first.
  const Market apart = ten({0, 0, 2, 0, 0, 0, 1, 0, 0, 0}, rates);
  EXPECT_THAT(keys_with_rates(apart), ElementsAre(2, 3, 1, 4, 5, 6, 0, 7, 8, 9));
}

TEST(RateOrder, LeavesOtherInstitutionsAndTheIneligibleAlone) {
  Market market = market_of({{0, 1}, {0, 1}}, {{1}, {0, 1}}, {1, 1});
  market.groups = {0, 1};
  market.institutions[0].rates = {{.group = 0, .percent = 50}};
  EXPECT_THAT(keys_with_rates(market), ElementsAre(kIneligible, 0, 0, 1));
}

std::vector<Finding> findings(const Market& market, const std::vector<std::uint64_t>& keys) {
  return verify_rates(market, keys).findings;
}

TEST(VerifyRates, SeesABrokenRate) {
  const Market market = ten({0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, {{.group = 0, .percent = 20}});
  EXPECT_THAT(findings(market, {1, 2, 3, 4, 6, 7, 8, 0, 5, 9}), IsEmpty());
  EXPECT_EQ(findings(market, market.keys).front(), (Finding{Breach::rate, 0, 0}));
}

TEST(VerifyRates, SeesAnOrderChangedWithoutNeed) {
  const Market market = ten({0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, {{.group = 0, .percent = 20}});
  EXPECT_THAT(findings(market, {2, 1, 3, 4, 6, 7, 8, 0, 5, 9}),
              ElementsAre(Finding{Breach::rate_order, 1, 0}));
  EXPECT_THAT(findings(market, {1, 2, 3, 4, 6, 7, 8, 0, 6, 9}),
              ElementsAre(Finding{Breach::rate_order, 4, 0}));
}

TEST(VerifyRates, SeesChangesWhereThereAreNoRates) {
  const Market market = market_of({{0}, {0}}, {{0, 1}}, {1});
  EXPECT_THAT(findings(market, {0, 1}), IsEmpty());
  EXPECT_THAT(findings(market, {0, 2}), ElementsAre(Finding{Breach::rate_order, 1, 0}));
  EXPECT_THAT(findings(market, {0}), ElementsAre(Finding{Breach::shape}));
}

TEST(VerifyRates, SeesTheIneligibleCalled) {
  Market market = market_of({{0}, {0}}, {{1}}, {1});
  market.institutions[0].rates = {{.group = 0, .percent = 50}};
  EXPECT_THAT(findings(market, {kIneligible, 0}), IsEmpty());
  EXPECT_THAT(findings(market, {1, 0}), ElementsAre(Finding{Breach::rate_order, 0, 0}));
}

Market draw_rates(Draw& draw) {
  Market market;
  market.institutions = {{.capacity = draw.below(4)}};
  const std::uint32_t applicants = 1 + draw.below(6);
  for (std::uint32_t i = 0; i < applicants; ++i) {
    market.preferences.items.push_back(0);
    market.preferences.end_list();
    market.keys.push_back(draw.below(3));
    market.groups.push_back(draw.below(8));
  }
  market.lottery = draw.permutation(applicants);
  for (std::uint32_t rates = draw.below(4); rates > 0; --rates) {
    market.institutions[0].rates.push_back({.group = draw.below(3), .percent = draw.below(101)});
  }
  return market;
}

// Of all orders the verifier accepts one, and it is the one that is made.
RC_GTEST_PROP(VerifyRates, AcceptsOneOrderOnly, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const Market market = draw_rates(draw);
  const auto made = keys_with_rates(market);
  RC_ASSERT(check(market).fault == MarketFault::none);
  if (market.institutions[0].rates.empty()) RC_SUCCEED();
  std::vector<std::uint64_t> order(market.applicants());
  std::iota(order.begin(), order.end(), 0);
  do {
    RC_ASSERT(verify_rates(market, order).holds() == (order == made));
  } while (std::ranges::next_permutation(order).found);
}

RC_GTEST_PROP(RateOrder, KeepsTheFirstRateInEveryStart, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const Market market = draw_rates(draw);
  if (market.institutions[0].rates.empty()) RC_SUCCEED();
  const MinimumRate rate = market.institutions[0].rates[0];
  const auto place = keys_with_rates(market);
  std::vector<bool> is_member(place.size());
  for (std::uint32_t i = 0; i < place.size(); ++i) {
    is_member[place[i]] = market.is_member(i, rate.group);
  }
  const auto all = std::ranges::count(is_member, true);
  std::int64_t members = 0;
  for (std::size_t length = 1; length <= is_member.size(); ++length) {
    members += is_member[length - 1] ? 1 : 0;
    RC_ASSERT(
        (members == all || members * 100 >= static_cast<std::int64_t>(rate.percent * length)));
  }
}

RC_GTEST_PROP(RateOrder, IsAnOrderThatAMarketCanUse, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  Market market = draw_rates(draw);
  market.keys = keys_with_rates(market);
  RC_ASSERT(verify_stability(market, applicant_optimal(market)).holds());
}

}  // namespace
}  // namespace engines::allocation
