#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <optional>
#include <tuple>

#include "allocation_files/mechanism.hpp"
#include "allocation_files/name_index.hpp"
#include "allocation_files/withheld.hpp"
#include "engines/allocation/seat_flow.hpp"

//! Seats for people by least cost, on a file. The structs are the format; docs/allocation.md
//! describes it.
namespace allocation_files {

namespace ea = engines::allocation;

struct DemandRow {
  std::string id;
  std::uint32_t people = 0;
  std::int64_t unplaced_cost = 0;
};
BOOST_DESCRIBE_STRUCT(DemandRow, (), (id, people, unplaced_cost))

struct SupplyRow {
  std::string id;
  std::optional<std::uint32_t> minimum;
  std::uint32_t maximum = 0;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (), (id, minimum, maximum))

struct OptionRow {
  std::string demand;
  std::string supply;
  std::int64_t cost = 0;
  std::optional<std::uint32_t> limit;
};
BOOST_DESCRIBE_STRUCT(OptionRow, (), (demand, supply, cost, limit))

struct SeatFlowFile {
  std::string mechanism;
  std::vector<DemandRow> demands;  // both in the order that decides between plans of equal cost
  std::vector<SupplyRow> supplies;
  std::vector<OptionRow> options;
};
BOOST_DESCRIBE_STRUCT(SeatFlowFile, (), (mechanism, demands, supplies, options))

namespace {

base::Text fault_text(ea::SeatFlowFault fault) {
  if (fault == ea::SeatFlowFault::supply) {
    return {"下限大于上限", "the minimum is above the maximum"};
  }
  if (fault == ea::SeatFlowFault::demand) {
    return {fmt::format("费用的绝对值不得超过 {}", ea::SeatFlowInput::kCostMax),
            fmt::format("a cost is at most {}", ea::SeatFlowInput::kCostMax)};
  }
  return {fmt::format("同一去处写了两次，或费用的绝对值超过 {}", ea::SeatFlowInput::kCostMax),
          fmt::format("this option is there twice, or a cost is above {}",
                      ea::SeatFlowInput::kCostMax)};
}

ea::SeatFlowInput read(const Source& source, SeatFlowFile& file) {
  Faults faults;
  NameIndex demands;
  NameIndex supplies;
  ea::SeatFlowInput input;
  for (std::size_t i = 0; i < file.demands.size(); ++i) {
    const DemandRow& row = file.demands[i];
    demands.add(row.id, faults, fmt::format("/demands/{}/id", i));
    input.demands.push_back({row.people, row.unplaced_cost});
  }
  for (std::size_t i = 0; i < file.supplies.size(); ++i) {
    const SupplyRow& row = file.supplies[i];
    supplies.add(row.id, faults, fmt::format("/supplies/{}/id", i));
    input.supplies.push_back({row.minimum.value_or(0), row.maximum});
  }
  for (std::size_t i = 0; i < file.options.size(); ++i) {
    const OptionRow& row = file.options[i];
    const auto demand = demands.require(row.demand, faults, fmt::format("/options/{}/demand", i));
    const auto supply = supplies.require(row.supply, faults, fmt::format("/options/{}/supply", i));
    if (demand && supply) {
      input.options.push_back({*demand, *supply, row.cost, row.limit.value_or(ea::kNone)});
    }
  }
  source.refuse(faults.take());
  const ea::SeatFlowCheck found = ea::check(input);
  if (found.fault != ea::SeatFlowFault::none) {
    const std::string_view list = found.fault == ea::SeatFlowFault::demand   ? "demands"
                                  : found.fault == ea::SeatFlowFault::supply ? "supplies"
                                                                             : "options";
    faults.add(found.where == ea::kNone ? fmt::format("/{}", list)
                                        : fmt::format("/{}/{}", list, found.where),
               fault_text(found.fault));
  }
  source.refuse(faults.take());
  // The order of options says nothing.
  std::ranges::sort(input.options, {}, [](const ea::SeatOption& option) {
    return std::tuple{option.demand, option.supply};
  });
  return input;
}

}  // namespace

std::vector<std::string> people_of_seat_flow(const Source& /*source*/) { return {}; }

boost::json::object run_seat_flow(const Source& source, const Asked& asked) {
  refuse_corrections(asked);
  SeatFlowFile file = source.read<SeatFlowFile>();
  const ea::SeatFlowInput input = read(source, file);
  const ea::SeatFlow plan = ea::optimal_seats(input);
  if (!plan.feasible) {
    source.refuse({{"/supplies",
                    {"各下限无法同时满足：人数不够，或没有足够的去处",
                     "the minima cannot all be met: too few people, or too few options"}}});
  }
  const ea::Verdict verdict = ea::verify_seats(input, plan);
  std::vector<std::string> demands;
  for (const DemandRow& row : file.demands) demands.push_back(row.id);
  boost::json::object answer{{"mechanism", "seat_flow"}};
  put_verdict(answer, verdict, demands, "demand",
              [&](const ea::Finding& finding) { return file.supplies[finding.institution].id; });
  // One plan for all: what is not proven is not shown in part.
  if (!verdict.holds()) return answer;
  answer["cost"] = plan.cost;
  boost::json::array placed;
  std::vector<std::uint32_t> taken(input.supplies.size(), 0);
  for (std::size_t i = 0; i < input.options.size(); ++i) {
    const ea::SeatOption& option = input.options[i];
    if (plan.people[i] == 0) continue;
    taken[option.supply] += plan.people[i];
    placed.push_back(boost::json::object{{"demand", file.demands[option.demand].id},
                                         {"supply", file.supplies[option.supply].id},
                                         {"people", plan.people[i]},
                                         {"cost", option.cost}});
  }
  answer["placed"] = std::move(placed);
  boost::json::array unplaced;
  for (std::size_t i = 0; i < input.demands.size(); ++i) {
    unplaced.push_back(boost::json::object{{"demand", file.demands[i].id},
                                           {"unplaced", plan.unplaced[i]},
                                           {"one_more_costs", plan.price_of_demand[i]}});
  }
  answer["demands"] = std::move(unplaced);
  boost::json::array supplies;
  for (std::size_t i = 0; i < input.supplies.size(); ++i) {
    supplies.push_back(boost::json::object{{"supply", file.supplies[i].id},
                                           {"people", taken[i]},
                                           {"one_more_saves", plan.price_of_supply[i]}});
  }
  answer["supplies"] = std::move(supplies);
  return answer;
}

}  // namespace allocation_files
