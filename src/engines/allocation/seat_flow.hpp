#pragma once

#include "engines/allocation/allocation.hpp"
#include "engines/allocation/verdict.hpp"

//! Places for people where a planner decides and not they themselves: training groups to classes,
//! school classes to workshops. The plan of least total cost, by minimum-cost flow.
namespace engines::allocation {

//! People who are alike for the plan.
struct SeatDemand {
  std::uint32_t people = 0;
  std::int64_t unplaced_cost = 0;  // of each one who gets no place
};

struct SeatSupply {
  std::uint32_t minimum = 0;  // a class that is held must have as many
  std::uint32_t maximum = 0;
};

struct SeatOption {
  std::uint32_t demand = 0;
  std::uint32_t supply = 0;
  std::int64_t cost = 0;        // of each person, for instance minutes of travel
  std::uint32_t limit = kNone;  // people of this demand in this supply; kNone: no limit
};

//! Which of several cheapest plans is made depends on the order of demands, supplies and options,
//! so a caller gives them in an order that he can defend (by lottery number, say).
struct SeatFlowInput {
  static constexpr std::int64_t kCostMax = 1'000'000'000;

  std::vector<SeatDemand> demands;
  std::vector<SeatSupply> supplies;
  std::vector<SeatOption> options;  // a demand and a supply at most once
};

enum class SeatFlowFault { none, demand, supply, option };
struct SeatFlowCheck {
  SeatFlowFault fault = SeatFlowFault::none;  // cost above kCostMax, minimum above maximum,
  std::uint32_t where = kNone;                // no such demand or supply, the same option twice
};
SeatFlowCheck check(const SeatFlowInput& input);

struct SeatFlow {
  bool feasible = false;                // false: the minima cannot be met; the rest is then empty
  std::vector<std::uint32_t> people;    // of an option
  std::vector<std::uint32_t> unplaced;  // of a demand
  std::int64_t cost = 0;
  //! The proof that nothing is cheaper, and the explanation of the plan: what one more person of a
  //! demand would cost, and what one more person in a supply would save (below 0: what its minimum
  //! costs). An option is used only if it costs no more than both of them together.
  std::vector<std::int64_t> price_of_demand;
  std::vector<std::int64_t> price_of_supply;
};

SeatFlow optimal_seats(const SeatFlowInput& input);

//! Proves a plan feasible, and optimal by its prices (complementary slackness). Linear.
Verdict verify_seats(const SeatFlowInput& input, const SeatFlow& plan);

}  // namespace engines::allocation
