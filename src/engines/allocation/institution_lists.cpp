#include "engines/allocation/institution_lists.hpp"

#include <algorithm>
#include <numeric>

namespace engines::allocation {

std::vector<std::uint32_t> applicants_of_entries(const Market& market) {
  std::vector<std::uint32_t> applicant_of;
  applicant_of.reserve(market.keys.size());
  for (std::uint32_t applicant = 0; applicant < market.applicants(); ++applicant) {
    applicant_of.resize(market.preferences.begin[applicant + 1], applicant);
  }
  return applicant_of;
}

Lists institution_lists(const Market& market, const std::vector<std::uint32_t>& applicant_of) {
  const auto& named = market.preferences.items;
  // Counting sort by institution. begin is one step ahead while it serves as the place to fill.
  Lists lists;
  lists.begin.assign(market.institutions.size() + 2, 0);
  for (std::size_t entry = 0; entry < named.size(); ++entry) {
    if (market.keys[entry] != kIneligible) ++lists.begin[named[entry] + 2];
  }
  std::partial_sum(lists.begin.begin(), lists.begin.end(), lists.begin.begin());
  lists.items.resize(lists.begin.back());
  for (std::uint32_t entry = 0; entry < named.size(); ++entry) {
    if (market.keys[entry] != kIneligible) lists.items[lists.begin[named[entry] + 1]++] = entry;
  }
  lists.begin.pop_back();

  const auto is_before = [&](std::uint32_t left, std::uint32_t right) {
    if (market.keys[left] != market.keys[right]) return market.keys[left] < market.keys[right];
    return market.number_of(applicant_of[left]) < market.number_of(applicant_of[right]);
  };
  for (std::size_t i = 0; i < market.institutions.size(); ++i) {
    std::sort(lists.items.begin() + static_cast<std::ptrdiff_t>(lists.begin[i]),
              lists.items.begin() + static_cast<std::ptrdiff_t>(lists.begin[i + 1]), is_before);
  }
  return lists;
}

}  // namespace engines::allocation
