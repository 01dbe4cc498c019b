#include "engines/allocation/market.hpp"

#include <gtest/gtest.h>

#include "engines/allocation/small_market.hpp"

namespace engines::allocation {
namespace {

Market good() {
  Market market = market_of({{0, 1}, {1}}, {{0}, {0, 1}}, {1, 2});
  market.lottery = {1, 0};
  return market;
}

void expect_fault(const Market& market, MarketFault fault, std::uint32_t where) {
  const MarketCheck found = check(market);
  EXPECT_EQ(found.fault, fault);
  EXPECT_EQ(found.where, where);
}

TEST(Market, IsGood) { expect_fault(good(), MarketFault::none, kNone); }

TEST(Market, NeedsArraysOfOneLength) {
  Market market = good();
  market.keys.pop_back();
  expect_fault(market, MarketFault::lengths, kNone);
  market = good();
  market.lottery = {1};
  expect_fault(market, MarketFault::lengths, kNone);
  market = good();
  market.groups = {1};
  expect_fault(market, MarketFault::lengths, kNone);
}

TEST(Market, NeedsInstitutionsThatExistOnceInAList) {
  Market market = good();
  market.preferences.items[2] = 2;
  expect_fault(market, MarketFault::unknown_institution, 1);
  market = good();
  market.preferences.items[1] = 0;
  expect_fault(market, MarketFault::listed_twice, 0);
}

TEST(Market, NeedsDifferentLots) {
  Market market = good();
  market.lottery = {1, 1};
  expect_fault(market, MarketFault::equal_lots, kNone);
}

TEST(Market, NeedsLotsWhereTheyDecide) {
  Market market = good();
  market.lottery = {};
  expect_fault(market, MarketFault::none, kNone);
  market.keys = {0, 1, 1};
  expect_fault(market, MarketFault::tied_without_lot, 0);
  market.institutions[1].ties = TiePolicy::admit_all;
  expect_fault(market, MarketFault::none, kNone);
  market.institutions[1].ties = TiePolicy::lottery;
  market.keys = {0, kIneligible, kIneligible};
  expect_fault(market, MarketFault::none, kNone);
}

TEST(Market, ComparesEverybodyUnderACap) {
  Market market = market_of({{0, 1}, {1}}, {{0}, {0, 1}}, {1, 2});
  market.caps = {{.seats = 2}, {.seats = 1, .inside = 0}};
  market.institutions[0].cap = 1;
  market.institutions[1].cap = 0;
  market.keys = {0, 0, 1};  // 0 equals himself
  expect_fault(market, MarketFault::none, kNone);
  market.keys = {0, 1, 0};
  expect_fault(market, MarketFault::tied_without_lot, 0);
}

TEST(Market, NeedsBlocksThatFillTheCapacity) {
  Market market = good();
  market.institutions[1].blocks = {{.seats = 1}, {.seats = 1, .group = 63, .members_only = true}};
  expect_fault(market, MarketFault::none, kNone);
  market.institutions[1].blocks[0].seats = 2;
  expect_fault(market, MarketFault::blocks, 1);
  market.institutions[1].blocks = {{.seats = 2, .group = 64}};
  expect_fault(market, MarketFault::blocks, 1);
  market.institutions[1].blocks = {{.seats = 2, .members_only = true}};
  expect_fault(market, MarketFault::blocks, 1);
}

TEST(Market, NeedsCapsInsideEarlierOnes) {
  Market market = good();
  market.institutions[0].cap = 0;
  expect_fault(market, MarketFault::caps, 0);
  market.caps = {{.seats = 1}, {.seats = 1, .inside = 1}};
  expect_fault(market, MarketFault::caps, 1);
}

TEST(Market, NeedsEveryInstitutionOfARegionInItsTurns) {
  Market market = good();
  market.regions = {{.seats = 2, .turns = {0, 1}}};
  market.institutions[0].region = 0;
  expect_fault(market, MarketFault::regions, 0);
  market.institutions[1].region = 0;
  expect_fault(market, MarketFault::none, kNone);
  market.regions[0].turns = {0};
  expect_fault(market, MarketFault::regions, 0);
  market.regions[0].turns = {0, 0};
  expect_fault(market, MarketFault::regions, 0);
  market.regions[0].turns = {0, 2};
  expect_fault(market, MarketFault::regions, 0);
}

TEST(Market, NeedsTargetsThatFit) {
  Market market = good();
  market.regions = {{.seats = 2, .turns = {0, 1}}};
  for (Institution& institution : market.institutions) institution.region = 0;
  market.institutions[0].target = 2;
  expect_fault(market, MarketFault::regions, 0);  // above its capacity
  market.institutions[0].target = 1;
  market.institutions[1].target = 2;
  expect_fault(market, MarketFault::regions, 0);  // together above the region
}

TEST(Market, HasOneRuleAnInstitution) {
  Market market = good();
  market.caps = {{.seats = 1}};
  market.institutions[1].cap = 0;
  market.institutions[1].ties = TiePolicy::reject_all;
  expect_fault(market, MarketFault::rules_together, 1);
}

TEST(Market, NeedsRatesThatMakeSense) {
  Market market = good();
  market.institutions[1].rates = {{.group = 63, .percent = 100}};
  expect_fault(market, MarketFault::none, kNone);
  market.institutions[1].rates[0].group = 64;
  expect_fault(market, MarketFault::rates, 1);
  market.institutions[1].rates[0] = {.group = 0, .percent = 101};
  expect_fault(market, MarketFault::rates, 1);
  market.institutions[1].rates.assign(kRatesMax + 1, {});
  expect_fault(market, MarketFault::rates, 1);
  market.institutions[1].rates = {{.group = 0, .percent = 20}};
  market.institutions[1].ties = TiePolicy::reject_all;
  expect_fault(market, MarketFault::rules_together, 1);
}

}  // namespace
}  // namespace engines::allocation
