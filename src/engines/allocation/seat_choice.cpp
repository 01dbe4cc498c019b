#include "engines/allocation/seat_choice.hpp"

#include <algorithm>
#include <numeric>

namespace engines::allocation {

void choose_by_ties(const Institution& institution, std::span<const Offer> candidates,
                    std::span<std::uint32_t> seat) {
  std::size_t taken = 0;
  while (taken < candidates.size() && taken < institution.capacity) {
    std::size_t end = taken;
    while (end < candidates.size() && candidates[end].key == candidates[taken].key) ++end;
    if (end > institution.capacity && institution.ties == TiePolicy::reject_all) break;
    taken = end;
  }
  std::fill_n(seat.begin(), taken, 0);
  std::fill(seat.begin() + static_cast<std::ptrdiff_t>(taken), seat.end(), kNone);
}

void choose_by_blocks(const Market& market, const Institution& institution,
                      std::span<const Offer> candidates, std::span<std::uint32_t> seat) {
  std::ranges::fill(seat, kNone);
  for (std::uint32_t b = 0; b < institution.blocks.size(); ++b) {
    const SeatBlock& block = institution.blocks[b];
    std::uint32_t left = block.seats;
    const auto fill = [&](auto&& may) {
      for (std::size_t i = 0; i < candidates.size() && left > 0; ++i) {
        if (seat[i] != kNone || !may(candidates[i].applicant)) continue;
        seat[i] = b;
        --left;
      }
    };
    if (block.group != kNone) {
      fill([&](std::uint32_t applicant) { return market.is_member(applicant, block.group); });
    }
    if (!block.members_only) fill([](std::uint32_t) { return true; });
  }
}

void choose_by_caps(const Market& market, std::span<const Offer> candidates,
                    std::span<const std::uint32_t> at, std::span<std::uint32_t> seat,
                    std::span<std::uint32_t> used_seats, std::span<std::uint32_t> used_caps) {
  const auto has_room = [&](std::uint32_t institution) {
    if (used_seats[institution] == market.institutions[institution].capacity) return false;
    std::uint32_t cap = market.institutions[institution].cap;
    while (cap != kNone && used_caps[cap] < market.caps[cap].seats) cap = market.caps[cap].inside;
    return cap == kNone;
  };
  // To every cap above a seat, from the smallest.
  const auto for_each_cap = [&](std::uint32_t institution, auto&& visit) {
    for (std::uint32_t cap = market.institutions[institution].cap; cap != kNone;
         cap = market.caps[cap].inside) {
      visit(used_caps[cap]);
    }
  };
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    seat[i] = has_room(at[i]) ? 0 : kNone;
    if (seat[i] == kNone) continue;
    ++used_seats[at[i]];
    for_each_cap(at[i], [](std::uint32_t& used) { ++used; });
  }
  for (const std::uint32_t institution : at) {
    used_seats[institution] = 0;
    for_each_cap(institution, [](std::uint32_t& used) { used = 0; });
  }
}

void choose_by_turns(const Market& market, const Region& region, std::span<const Offer> candidates,
                     std::span<const std::uint32_t> at, std::span<std::uint32_t> seat) {
  std::ranges::fill(seat, kNone);
  // Candidates by institution, each institution's in its order.
  std::vector<std::size_t> sorted(candidates.size());
  std::iota(sorted.begin(), sorted.end(), 0);
  const auto institution_of = [&](std::size_t candidate) { return at[candidate]; };
  std::ranges::stable_sort(sorted, {}, institution_of);
  std::vector<std::span<const std::size_t>> queue;  // of an institution, in the order of turns
  for (const std::uint32_t institution : region.turns) {
    queue.emplace_back(std::ranges::equal_range(sorted, institution, {}, institution_of));
  }
  std::vector<std::uint32_t> taken(region.turns.size(), 0);
  std::uint32_t left = region.seats;
  const auto take_next = [&](std::size_t t, std::uint32_t limit) {
    if (left == 0 || taken[t] == limit || taken[t] == queue[t].size()) return false;
    seat[queue[t][taken[t]++]] = 0;
    --left;
    return true;
  };
  for (std::size_t t = 0; t < region.turns.size(); ++t) {
    while (take_next(t, market.institutions[region.turns[t]].target)) {
    }
  }
  for (bool any = true; any;) {
    any = false;
    for (std::size_t t = 0; t < region.turns.size(); ++t) {
      any |= take_next(t, market.institutions[region.turns[t]].capacity);
    }
  }
}

}  // namespace engines::allocation
