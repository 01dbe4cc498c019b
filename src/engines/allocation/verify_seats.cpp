#include <algorithm>

#include "engines/allocation/seat_flow.hpp"

namespace engines::allocation {

namespace {

// An amount between its bounds is right if one more saves nothing and one less saves nothing.
// `excess`: what one more costs beyond what it is worth.
bool is_balanced(std::int64_t excess, std::int64_t amount, std::int64_t lower, std::int64_t upper) {
  return (excess >= 0 || amount == upper) && (excess <= 0 || amount == lower);
}

}  // namespace

Verdict verify_seats(const SeatFlowInput& input, const SeatFlow& plan) {
  Verdict verdict;
  const std::size_t demands = input.demands.size();
  const std::size_t supplies = input.supplies.size();
  if (!plan.feasible || plan.people.size() != input.options.size() ||
      plan.unplaced.size() != demands || plan.price_of_demand.size() != demands ||
      plan.price_of_supply.size() != supplies) {
    verdict.add({Breach::shape});
    return verdict;
  }
  std::vector<std::uint64_t> sent(demands, 0);
  std::vector<std::uint64_t> taken(supplies, 0);
  std::int64_t cost = 0;
  for (std::size_t i = 0; i < input.options.size(); ++i) {
    const SeatOption& option = input.options[i];
    const std::uint32_t limit = std::min(option.limit, input.demands[option.demand].people);
    sent[option.demand] += plan.people[i];
    taken[option.supply] += plan.people[i];
    cost += option.cost * plan.people[i];
    if (plan.people[i] > limit) {
      verdict.add({Breach::over_cap, option.demand, option.supply});
    }
    const std::int64_t excess =
        option.cost + plan.price_of_supply[option.supply] - plan.price_of_demand[option.demand];
    if (!is_balanced(excess, plan.people[i], 0, limit)) {
      verdict.add({Breach::not_optimal, option.demand, option.supply});
    }
  }
  for (std::uint32_t i = 0; i < demands; ++i) {
    const SeatDemand& demand = input.demands[i];
    cost += demand.unplaced_cost * plan.unplaced[i];
    if (sent[i] + plan.unplaced[i] != demand.people) verdict.add({Breach::unbalanced, i});
    const std::int64_t excess = demand.unplaced_cost - plan.price_of_demand[i];
    if (!is_balanced(excess, plan.unplaced[i], 0, demand.people)) {
      verdict.add({Breach::not_optimal, i});
    }
  }
  for (std::uint32_t i = 0; i < supplies; ++i) {
    const SeatSupply& supply = input.supplies[i];
    if (taken[i] < supply.minimum) verdict.add({Breach::below_minimum, kNone, i});
    if (taken[i] > supply.maximum) verdict.add({Breach::over_capacity, kNone, i});
    const auto amount = static_cast<std::int64_t>(taken[i]);
    if (!is_balanced(-plan.price_of_supply[i], amount, supply.minimum, supply.maximum)) {
      verdict.add({Breach::not_optimal, kNone, i});
    }
  }
  if (cost != plan.cost) verdict.add({Breach::not_optimal});
  return verdict;
}

}  // namespace engines::allocation
