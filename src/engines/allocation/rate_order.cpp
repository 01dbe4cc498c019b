#include "engines/allocation/rate_order.hpp"

#include <array>

#include "engines/allocation/institution_lists.hpp"

namespace engines::allocation {

namespace {

// A set of the rates of one institution: bit r, rates[r].
using RateSet = std::uint32_t;
constexpr std::size_t kSets = std::size_t{1} << kRatesMax;

RateSet set_of(const Market& market, const Institution& institution, std::uint32_t applicant) {
  RateSet set = 0;
  for (std::uint32_t r = 0; r < institution.rates.size(); ++r) {
    if (market.is_member(applicant, institution.rates[r].group)) set |= 1U << r;
  }
  return set;
}

bool contains(RateSet set, RateSet part) { return (set & part) == part; }

class OrderOfCall {
 public:
  OrderOfCall(const Market& market, const Institution& institution,
              std::span<const std::uint32_t> list, const std::vector<std::uint32_t>& applicant_of)
      : institution_(institution), list_(list) {
    for (std::uint32_t place = 0; place < list.size(); ++place) {
      waiting_[set_of(market, institution, applicant_of[list[place]])].push_back(place);
    }
  }

  // The entry to call next.
  std::uint32_t next() {
    const std::size_t set = best_set_with(needed());
    for (std::size_t r = 0; r < institution_.rates.size(); ++r) {
      members_called_[r] += set >> r & 1U;
    }
    ++called_;
    return list_[waiting_[set][gone_[set]++]];
  }

 private:
  // The groups that the next one must belong to.
  RateSet needed() const {
    RateSet needed = 0;
    for (std::size_t r = 0; r < institution_.rates.size(); ++r) {
      const std::uint64_t percent = institution_.rates[r].percent;
      const bool falls_short = members_called_[r] * 100 < percent * (called_ + 1);
      const RateSet with_this = needed | 1U << r;
      if (falls_short && best_set_with(with_this) != kSets) needed = with_this;
    }
    return needed;
  }

  // Where the first one waits who belongs to all of these groups; kSets if there is none.
  std::size_t best_set_with(RateSet groups) const {
    std::size_t best = kSets;
    for (std::size_t set = 0; set < kSets; ++set) {
      if (!contains(static_cast<RateSet>(set), groups) || gone_[set] == waiting_[set].size()) {
        continue;
      }
      if (best == kSets || waiting_[set][gone_[set]] < waiting_[best][gone_[best]]) best = set;
    }
    return best;
  }

  const Institution& institution_;
  std::span<const std::uint32_t> list_;
  std::array<std::vector<std::uint32_t>, kSets> waiting_;  // places in the list, by groups
  std::array<std::size_t, kSets> gone_{};
  std::array<std::uint64_t, kRatesMax> members_called_{};
  std::uint64_t called_ = 0;
};

}  // namespace

std::vector<std::uint64_t> keys_with_rates(const Market& market) {
  const std::vector<std::uint32_t> applicant_of = applicants_of_entries(market);
  const Lists lists = institution_lists(market, applicant_of);
  std::vector<std::uint64_t> keys = market.keys;
  for (std::size_t i = 0; i < market.institutions.size(); ++i) {
    if (market.institutions[i].rates.empty()) continue;
    OrderOfCall order(market, market.institutions[i], lists.of(i), applicant_of);
    for (std::uint64_t place = 0; place < lists.of(i).size(); ++place) keys[order.next()] = place;
  }
  return keys;
}

}  // namespace engines::allocation
