#include "engines/allocation/market.hpp"

#include <algorithm>
#include <tuple>

namespace engines::allocation {

namespace {

constexpr std::uint32_t kGroupsMax = 64;

MarketCheck check_lists(const Market& market) {
  const auto& [begin, items] = market.preferences;
  const auto fits = [&](std::size_t length) {
    return length == 0 || length == market.preferences.size();
  };
  if (market.keys.size() != items.size() || !fits(market.lottery.size()) ||
      !fits(market.groups.size())) {
    return {MarketFault::lengths};
  }
  std::vector<std::uint32_t> listed_by(market.institutions.size(), kNone);
  for (std::uint32_t applicant = 0; applicant < market.applicants(); ++applicant) {
    for (const std::uint32_t institution : market.preferences.of(applicant)) {
      if (institution >= listed_by.size()) return {MarketFault::unknown_institution, applicant};
      if (listed_by[institution] == applicant) return {MarketFault::listed_twice, applicant};
      listed_by[institution] = applicant;
    }
  }
  return {};
}

MarketCheck check_ties(const Market& market) {
  if (!market.lottery.empty()) {
    std::vector<std::uint32_t> sorted = market.lottery;
    std::ranges::sort(sorted);
    const bool equal = std::ranges::adjacent_find(sorted) != sorted.end();
    return equal ? MarketCheck{MarketFault::equal_lots} : MarketCheck{};
  }
  // Who compares, whom, by which key. Under a cap one applicant may equal himself.
  std::vector<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>> places;
  const auto institutions = static_cast<std::uint32_t>(market.institutions.size());
  for (std::uint32_t applicant = 0; applicant < market.applicants(); ++applicant) {
    for (auto entry = market.preferences.begin[applicant];
         entry < market.preferences.begin[applicant + 1]; ++entry) {
      if (market.keys[entry] == kIneligible) continue;
      std::uint32_t who = market.preferences.items[entry];
      if (market.institutions[who].ties != TiePolicy::lottery) continue;
      if (const std::uint32_t cap = market.institutions[who].cap; cap != kNone) {
        who = institutions + outermost_cap(market, cap);
      }
      places.emplace_back(who, market.keys[entry], applicant);
    }
  }
  std::ranges::sort(places);
  const auto tied = std::ranges::adjacent_find(places, [](const auto& left, const auto& right) {
    return std::get<0>(left) == std::get<0>(right) && std::get<1>(left) == std::get<1>(right) &&
           std::get<2>(left) != std::get<2>(right);
  });
  if (tied == places.end()) return {};
  return {MarketFault::tied_without_lot, std::get<2>(*tied)};
}

bool blocks_fit(const Institution& institution) {
  std::uint64_t seats = 0;
  for (const SeatBlock& block : institution.blocks) {
    if (block.group != kNone && block.group >= kGroupsMax) return false;
    if (block.group == kNone && block.members_only) return false;
    seats += block.seats;
  }
  return institution.blocks.empty() || seats == institution.capacity;
}

bool rates_fit(const Institution& institution) {
  return institution.rates.size() <= kRatesMax &&
         std::ranges::all_of(institution.rates, [](const MinimumRate& rate) {
           return rate.group < kGroupsMax && rate.percent <= 100;
         });
}

bool clash(const Institution& institution) {
  const bool has_tie_policy = institution.ties != TiePolicy::lottery;
  const bool has_cap = institution.cap != kNone;
  const int choices = int{!institution.blocks.empty()} + int{has_cap} +
                      int{institution.region != kNone} + int{has_tie_policy};
  // Rates make an order of the institution's own, without equals.
  const int orders = int{!institution.rates.empty()} + int{has_cap} + int{has_tie_policy};
  return choices > 1 || orders > 1;
}

MarketCheck check_institutions(const Market& market) {
  for (std::uint32_t i = 0; i < market.institutions.size(); ++i) {
    const Institution& institution = market.institutions[i];
    if (!blocks_fit(institution)) return {MarketFault::blocks, i};
    if (institution.cap != kNone && institution.cap >= market.caps.size()) {
      return {MarketFault::caps, i};
    }
    if (!rates_fit(institution)) return {MarketFault::rates, i};
    if (clash(institution)) return {MarketFault::rules_together, i};
  }
  for (std::uint32_t i = 0; i < market.caps.size(); ++i) {
    if (market.caps[i].inside != kNone && market.caps[i].inside >= i) {
      return {MarketFault::caps, i};
    }
  }
  return {};
}

MarketCheck check_regions(const Market& market) {
  std::vector<std::uint32_t> turns(market.institutions.size(), 0);
  for (std::uint32_t i = 0; i < market.regions.size(); ++i) {
    std::uint64_t targets = 0;
    for (const std::uint32_t member : market.regions[i].turns) {
      if (member >= turns.size() || market.institutions[member].region != i) {
        return {MarketFault::regions, i};
      }
      if (++turns[member] > 1) return {MarketFault::regions, i};
      targets += market.institutions[member].target;
    }
    if (targets > market.regions[i].seats) return {MarketFault::regions, i};
  }
  for (std::uint32_t i = 0; i < market.institutions.size(); ++i) {
    const Institution& institution = market.institutions[i];
    const bool takes_turns = turns[i] == 1;
    if (takes_turns != (institution.region != kNone) || institution.target > institution.capacity) {
      return {MarketFault::regions, institution.region};
    }
  }
  return {};
}

}  // namespace

std::uint32_t outermost_cap(const Market& market, std::uint32_t cap) {
  while (market.caps[cap].inside != kNone) cap = market.caps[cap].inside;
  return cap;
}

MarketCheck check(const Market& market) {
  for (const auto& part : {check_lists, check_institutions, check_ties, check_regions}) {
    if (const MarketCheck found = part(market); found.fault != MarketFault::none) return found;
  }
  return {};
}

}  // namespace engines::allocation
