#include "engines/allocation/seat_flow.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <optional>

#include "engines/allocation/small_market.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Two villages, two classes: the near class has three seats.
SeatFlowInput villages() {
  return {.demands = {{.people = 2, .unplaced_cost = 100}, {.people = 3, .unplaced_cost = 100}},
          .supplies = {{.maximum = 3}, {.maximum = 9}},
          .options = {{0, 0, 10}, {0, 1, 20}, {1, 0, 10}, {1, 1, 50}}};
}

TEST(SeatFlow, PutsSeatsWhereTheySaveMost) {
  const SeatFlow plan = optimal_seats(villages());
  EXPECT_TRUE(plan.feasible);
  EXPECT_THAT(plan.people, ElementsAre(0, 2, 3, 0));
  EXPECT_THAT(plan.unplaced, ElementsAre(0, 0));
  EXPECT_EQ(plan.cost, 70);
  // One more seat in the near class would save the way to the far one.
  EXPECT_EQ(plan.price_of_supply[1], 0);
  EXPECT_EQ(plan.price_of_supply[0], 10);
}

TEST(SeatFlow, KeepsLimitsAndMinima) {
  SeatFlowInput input = villages();
  input.options[2].limit = 1;
  input.supplies[1].minimum = 4;
  const SeatFlow plan = optimal_seats(input);
  EXPECT_THAT(plan.people, ElementsAre(0, 2, 1, 2));
  EXPECT_TRUE(verify_seats(input, plan).holds());
}

TEST(SeatFlow, LeavesPeopleUnplacedWhereThatCostsLess) {
  SeatFlowInput input = villages();
  input.demands[1].unplaced_cost = 5;
  EXPECT_THAT(optimal_seats(input).unplaced, ElementsAre(0, 3));
}

TEST(SeatFlow, SaysThatMinimaCannotBeMet) {
  SeatFlowInput input = villages();
  input.supplies[0].minimum = 3;
  input.supplies[1].minimum = 3;
  const SeatFlow plan = optimal_seats(input);
  EXPECT_FALSE(plan.feasible);
  EXPECT_TRUE(plan.people.empty());
}

TEST(SeatFlow, PlansNothingForNobody) {
  const SeatFlow plan = optimal_seats({});
  EXPECT_TRUE(plan.feasible);
  EXPECT_TRUE(verify_seats({}, plan).holds());
}

TEST(SeatFlow, ChecksItsInput) {
  const auto expect = [](const SeatFlowInput& input, SeatFlowFault fault, std::uint32_t where) {
    EXPECT_EQ(check(input).fault, fault);
    EXPECT_EQ(check(input).where, where);
  };
  expect(villages(), SeatFlowFault::none, kNone);
  SeatFlowInput bad = villages();
  bad.demands[1].unplaced_cost = SeatFlowInput::kCostMax + 1;
  expect(bad, SeatFlowFault::demand, 1);
  bad = villages();
  bad.supplies[1].minimum = 10;
  expect(bad, SeatFlowFault::supply, 1);
  bad = villages();
  bad.options[2].demand = 2;
  expect(bad, SeatFlowFault::option, 2);
  bad = villages();
  bad.options[3].supply = 2;
  expect(bad, SeatFlowFault::option, 3);
  bad = villages();
  bad.options[0].cost = -SeatFlowInput::kCostMax - 1;
  expect(bad, SeatFlowFault::option, 0);
  bad = villages();
  bad.options.push_back(bad.options[0]);
  expect(bad, SeatFlowFault::option, kNone);
}

TEST(VerifySeats, SeesWhatIsWrong) {
  const SeatFlowInput input = villages();
  const SeatFlow good = optimal_seats(input);
  const auto with = [&](auto&& change) {
    SeatFlow plan = good;
    change(plan);
    return verify_seats(input, plan).findings;
  };
  EXPECT_THAT(with([](SeatFlow&) {}), IsEmpty());
  const auto shape = ElementsAre(Finding{Breach::shape});
  EXPECT_THAT(with([](SeatFlow& plan) { plan.feasible = false; }), shape);
  EXPECT_THAT(with([](SeatFlow& plan) { plan.people.pop_back(); }), shape);
  EXPECT_THAT(with([](SeatFlow& plan) { plan.unplaced.pop_back(); }), shape);
  EXPECT_THAT(with([](SeatFlow& plan) { plan.price_of_demand.pop_back(); }), shape);
  EXPECT_THAT(with([](SeatFlow& plan) { plan.price_of_supply.pop_back(); }), shape);
  EXPECT_THAT(with([](SeatFlow& plan) { plan.cost = 0; }),
              ElementsAre(Finding{Breach::not_optimal}));
  EXPECT_THAT(with([](SeatFlow& plan) { plan.unplaced = {1, 0}; }),
              ::testing::Contains(Finding{Breach::unbalanced, 0}));
  EXPECT_THAT(with([](SeatFlow& plan) { plan.people = {1, 1, 3, 0}; }),
              ::testing::Contains(Finding{Breach::over_capacity, kNone, 0}));
  EXPECT_THAT(with([](SeatFlow& plan) { plan.people = {3, 0, 3, 0}; }),
              ::testing::Contains(Finding{Breach::over_cap, 0, 0}));
  // Two from the far village in the near class, one sent on: 30 dearer.
  EXPECT_THAT(with([](SeatFlow& plan) {
                plan.people = {1, 1, 2, 1};
                plan.cost = 100;
              }),
              ::testing::Contains(Finding{Breach::not_optimal, 1, 1}));
  SeatFlowInput more = input;
  more.supplies[1].minimum = 3;
  EXPECT_THAT(verify_seats(more, good).findings,
              ::testing::Contains(Finding{Breach::below_minimum, kNone, 1}));
}

SeatFlowInput draw_plan(Draw& draw) {
  SeatFlowInput input;
  for (std::uint32_t i = 1 + draw.below(2); i > 0; --i) {
    input.demands.push_back({.people = draw.below(4), .unplaced_cost = draw.below(6)});
  }
  for (std::uint32_t i = 1 + draw.below(2); i > 0; --i) {
    const std::uint32_t maximum = draw.below(4);
    input.supplies.push_back({.minimum = draw.below(maximum + 1) / 2, .maximum = maximum});
  }
  for (std::uint32_t demand = 0; demand < input.demands.size(); ++demand) {
    for (std::uint32_t supply = 0; supply < input.supplies.size(); ++supply) {
      if (draw.one_in(4)) continue;
      const std::uint32_t limit = draw.below(5);
      input.options.push_back(
          {demand, supply, std::int64_t{draw.below(6)} - 2, limit == 0 ? kNone : limit});
    }
  }
  return input;
}

// Least cost by trying every amount of every option.
std::optional<std::int64_t> least_cost(const SeatFlowInput& input) {
  std::optional<std::int64_t> least;
  std::vector<std::uint32_t> people(input.options.size(), 0);
  for (;;) {
    std::vector<std::uint32_t> sent(input.demands.size(), 0);
    std::vector<std::uint32_t> taken(input.supplies.size(), 0);
    std::int64_t cost = 0;
    bool fits = true;
    for (std::size_t i = 0; i < people.size(); ++i) {
      sent[input.options[i].demand] += people[i];
      taken[input.options[i].supply] += people[i];
      cost += input.options[i].cost * people[i];
    }
    for (std::size_t i = 0; i < sent.size(); ++i) {
      fits = fits && sent[i] <= input.demands[i].people;
      cost += input.demands[i].unplaced_cost * (std::int64_t{input.demands[i].people} - sent[i]);
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
      fits = fits && input.supplies[i].minimum <= taken[i] && taken[i] <= input.supplies[i].maximum;
    }
    if (fits && (!least || cost < *least)) least = cost;
    std::size_t i = 0;
    for (; i < people.size(); ++i) {
      const SeatOption& option = input.options[i];
      if (people[i] < std::min(option.limit, input.demands[option.demand].people)) break;
      people[i] = 0;
    }
    if (i == people.size()) return least;
    ++people[i];
  }
}

RC_GTEST_PROP(SeatFlow, CostsNoMoreThanAnyOtherPlan, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const SeatFlowInput input = draw_plan(draw);
  RC_ASSERT(check(input).fault == SeatFlowFault::none);
  const SeatFlow plan = optimal_seats(input);
  const auto least = least_cost(input);
  RC_ASSERT(plan.feasible == least.has_value());
  if (!plan.feasible) return;
  RC_ASSERT(plan.cost == *least);
  RC_ASSERT(verify_seats(input, plan).holds());
}

}  // namespace
}  // namespace engines::allocation
