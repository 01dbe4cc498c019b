#include "engines/allocation/correction.hpp"

#include <algorithm>

namespace engines::allocation {

std::vector<Change> changes(std::span<const std::uint32_t> before,
                            std::span<const std::uint32_t> after) {
  std::vector<Change> found;
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    if (before[i] != after[i]) found.push_back({i, before[i], after[i]});
  }
  return found;
}

KeptOffers keep_offers(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
                       std::span<const Wanted> wanted, std::span<const std::uint32_t> seats) {
  KeptOffers result{.place = {after.begin(), after.end()}, .kept = {}, .over_seats = {}};
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    if (before[i] == kNone || wanted[i].after <= wanted[i].before) continue;
    result.place[i] = before[i];
    result.kept.push_back(i);
  }
  std::vector<std::uint32_t> holders(seats.size());
  for (const std::uint32_t place : result.place) {
    if (place != kNone) ++holders[place];
  }
  for (std::size_t place = 0; place < seats.size(); ++place) {
    result.over_seats.push_back(std::max(holders[place], seats[place]) - seats[place]);
  }
  return result;
}

}  // namespace engines::allocation
