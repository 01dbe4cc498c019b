#include "engines/allocation/seat_flow.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <utility>

namespace engines::allocation {

namespace {

bool is_cost(std::int64_t cost) {
  return -SeatFlowInput::kCostMax <= cost && cost <= SeatFlowInput::kCostMax;
}

}  // namespace

SeatFlowCheck check(const SeatFlowInput& input) {
  for (std::uint32_t i = 0; i < input.demands.size(); ++i) {
    if (!is_cost(input.demands[i].unplaced_cost)) return {SeatFlowFault::demand, i};
  }
  for (std::uint32_t i = 0; i < input.supplies.size(); ++i) {
    if (input.supplies[i].minimum > input.supplies[i].maximum) return {SeatFlowFault::supply, i};
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t i = 0; i < input.options.size(); ++i) {
    const SeatOption& option = input.options[i];
    if (option.demand >= input.demands.size() || option.supply >= input.supplies.size() ||
        !is_cost(option.cost)) {
      return {SeatFlowFault::option, i};
    }
    pairs.emplace_back(option.demand, option.supply);
  }
  std::ranges::sort(pairs);
  const bool twice = std::ranges::adjacent_find(pairs) != pairs.end();
  return twice ? SeatFlowCheck{SeatFlowFault::option} : SeatFlowCheck{};
}

// Every demand sends its people through options to supplies and on to one sink, or, unplaced,
// straight to the sink.
SeatFlow optimal_seats(const SeatFlowInput& input) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  const Graph::Node sink = graph.addNode();
  std::vector<Graph::Node> demands;
  std::vector<Graph::Node> supplies;
  for (std::size_t i = 0; i < input.demands.size(); ++i) demands.push_back(graph.addNode());
  for (std::size_t i = 0; i < input.supplies.size(); ++i) supplies.push_back(graph.addNode());

  Graph::ArcMap<std::int64_t> lower(graph, 0);
  Graph::ArcMap<std::int64_t> upper(graph);
  Graph::ArcMap<std::int64_t> cost(graph, 0);
  Graph::NodeMap<std::int64_t> supply(graph, 0);
  std::vector<Graph::Arc> chosen;
  std::vector<Graph::Arc> unplaced;
  for (const SeatOption& option : input.options) {
    const Graph::Arc arc = graph.addArc(demands[option.demand], supplies[option.supply]);
    upper[arc] = std::min(option.limit, input.demands[option.demand].people);
    cost[arc] = option.cost;
    chosen.push_back(arc);
  }
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const std::int64_t people = input.demands[i].people;
    const Graph::Arc arc = graph.addArc(demands[i], sink);
    upper[arc] = people;
    cost[arc] = input.demands[i].unplaced_cost;
    unplaced.push_back(arc);
    supply[demands[i]] = people;
    supply[sink] -= people;
  }
  for (std::size_t i = 0; i < supplies.size(); ++i) {
    const Graph::Arc arc = graph.addArc(supplies[i], sink);
    lower[arc] = input.supplies[i].minimum;
    upper[arc] = input.supplies[i].maximum;
  }

  lemon::NetworkSimplex<Graph, std::int64_t> simplex(graph);
  simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  SeatFlow plan;
  plan.feasible = simplex.run() == lemon::NetworkSimplex<Graph, std::int64_t>::OPTIMAL;
  if (!plan.feasible) return plan;
  plan.cost = simplex.totalCost<std::int64_t>();
  for (const Graph::Arc arc : chosen) {
    plan.people.push_back(static_cast<std::uint32_t>(simplex.flow(arc)));
  }
  for (const Graph::Arc arc : unplaced) {
    plan.unplaced.push_back(static_cast<std::uint32_t>(simplex.flow(arc)));
  }
  const auto price = [&](const Graph::Node node) {
    return simplex.potential(sink) - simplex.potential(node);
  };
  for (const Graph::Node node : demands) plan.price_of_demand.push_back(price(node));
  for (const Graph::Node node : supplies) plan.price_of_supply.push_back(price(node));
  return plan;
}

}  // namespace engines::allocation
