#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engines/allocation/market.hpp"
#include "engines/allocation/seat_choice.hpp"

//! For tests: markets small enough to try everything, typed by hand or drawn at random.
namespace engines::allocation {

//! Decisions from a string of bytes, zero when it is used up: RapidCheck makes the bytes, and by
//! shrinking them finds the smallest market that fails.
class Draw {
 public:
  explicit Draw(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  std::uint32_t below(std::uint32_t bound) {
    return next_ < bytes_.size() ? bytes_[next_++] % bound : 0;
  }
  bool one_in(std::uint32_t chance) { return below(chance) == chance - 1; }
  std::vector<std::uint32_t> permutation(std::uint32_t size) {
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0);
    for (std::uint32_t i = size; i > 1; --i) std::swap(order[i - 1], order[i - 1 - below(i)]);
    return order;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t next_ = 0;
};

//! `lists`: for each applicant the institutions, best first. `orders`: for each institution the
//! applicants, best first; whoever is missing is ineligible.
inline Market market_of(const std::vector<std::vector<std::uint32_t>>& lists,
                        const std::vector<std::vector<std::uint32_t>>& orders,
                        const std::vector<std::uint32_t>& capacities) {
  Market market;
  for (const std::uint32_t capacity : capacities) {
    market.institutions.push_back({.capacity = capacity});
  }
  for (std::uint32_t applicant = 0; applicant < lists.size(); ++applicant) {
    for (const std::uint32_t institution : lists[applicant]) {
      const auto& order = orders[institution];
      const auto place = std::ranges::find(order, applicant);
      market.preferences.items.push_back(institution);
      market.keys.push_back(
          place == order.end() ? kIneligible : static_cast<std::uint64_t>(place - order.begin()));
    }
    market.preferences.end_list();
  }
  return market;
}

//! Institution of each applicant, kNone for none.
inline std::vector<std::uint32_t> seats_of(const Market& market, const Matching& matching) {
  std::vector<std::uint32_t> seats;
  for (const std::uint32_t entry : matching.entry) {
    seats.push_back(entry == kNone ? kNone : market.preferences.items[entry]);
  }
  return seats;
}

enum class Rules { capacities, ties, blocks, caps, regions };

//! Up to 4 applicants and 3 institutions, with many ties, broken by lottery.
inline Market draw_market(Draw& draw, Rules rules) {
  Market market;
  const std::uint32_t applicants = 1 + draw.below(4);
  const std::uint32_t institutions = 1 + draw.below(3);
  for (std::uint32_t i = 0; i < institutions; ++i) {
    market.institutions.push_back({.capacity = draw.below(4)});
  }
  for (std::uint32_t applicant = 0; applicant < applicants; ++applicant) {
    std::vector<std::uint32_t> list = draw.permutation(institutions);
    list.resize(institutions - draw.below(institutions + 1) / 2);
    for (const std::uint32_t institution : list) {
      market.preferences.items.push_back(institution);
      market.keys.push_back(draw.one_in(8) ? kIneligible : draw.below(4));
    }
    market.preferences.end_list();
    market.groups.push_back(draw.below(4));
  }
  market.lottery = draw.permutation(applicants);
  if (rules == Rules::caps) {
    const std::uint32_t caps = 1 + draw.below(3);
    for (std::uint32_t i = 0; i < caps; ++i) {
      market.caps.push_back({.seats = draw.below(4), .inside = i == 0 ? kNone : draw.below(i + 1)});
      if (market.caps[i].inside == i) market.caps[i].inside = kNone;
    }
  }
  if (rules == Rules::regions) market.regions.push_back({.seats = draw.below(5)});
  for (std::uint32_t i = 0; i < institutions; ++i) {
    Institution& institution = market.institutions[i];
    if (draw.one_in(5)) continue;  // some keep a capacity only
    if (rules == Rules::ties) {
      institution.ties = draw.one_in(2) ? TiePolicy::admit_all : TiePolicy::reject_all;
    } else if (rules == Rules::caps) {
      institution.cap = draw.below(static_cast<std::uint32_t>(market.caps.size()));
    } else if (rules == Rules::regions) {
      Region& region = market.regions[0];
      institution.region = 0;
      region.turns.insert(
          region.turns.begin() + draw.below(static_cast<std::uint32_t>(region.turns.size() + 1)),
          i);
      institution.target = draw.below(institution.capacity + 1);
      std::uint32_t others = 0;
      for (const std::uint32_t other : region.turns) others += market.institutions[other].target;
      if (others > region.seats) institution.target = 0;
    } else if (rules == Rules::blocks) {
      for (std::uint32_t left = institution.capacity; left > 0;) {
        SeatBlock block{.seats = 1 + draw.below(left)};
        if (const std::uint32_t group = draw.below(3); group < 2) {
          block.group = group;
          block.members_only = draw.one_in(3);
        }
        left -= block.seats;
        institution.blocks.push_back(block);
      }
    }
  }
  return market;
}

//! An entry and whose it is.
struct Application {
  std::uint32_t applicant = 0;
  std::uint32_t entry = 0;
};

//! What the institutions that choose together with `institution` do with each of `applications`: a
//! block, or 0, or kNone. Of equals the first is taken.
inline std::vector<std::uint32_t> chosen(const Market& market, std::uint32_t institution,
                                         const std::vector<Application>& applications) {
  std::vector<std::size_t> order(applications.size());
  std::iota(order.begin(), order.end(), 0);
  const auto offer_of = [&](std::size_t i) {
    const auto& [applicant, entry] = applications[i];
    return Offer{market.keys[entry], market.number_of(applicant), applicant};
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return offer_of(left) < offer_of(right);
  });
  std::vector<Offer> candidates;
  std::vector<std::uint32_t> at;
  for (const std::size_t i : order) {
    candidates.push_back(offer_of(i));
    at.push_back(market.preferences.items[applications[i].entry]);
  }
  std::vector<std::uint32_t> seat(candidates.size(), kNone);
  const Institution& here = market.institutions[institution];
  if (here.cap != kNone) {
    std::vector<std::uint32_t> used_seats(market.institutions.size(), 0);
    std::vector<std::uint32_t> used_caps(market.caps.size(), 0);
    choose_by_caps(market, candidates, at, seat, used_seats, used_caps);
  } else if (here.region != kNone) {
    choose_by_turns(market, market.regions[here.region], candidates, at, seat);
  } else if (!here.blocks.empty()) {
    choose_by_blocks(market, here, candidates, seat);
  } else if (here.ties != TiePolicy::lottery) {
    choose_by_ties(here, candidates, seat);
  } else {
    std::fill_n(seat.begin(), std::min<std::size_t>(here.capacity, seat.size()), 0);
  }
  std::vector<std::uint32_t> in_order(seat.size());
  for (std::size_t i = 0; i < seat.size(); ++i) in_order[order[i]] = seat[i];
  return in_order;
}

//! True if both institutions choose together.
inline bool choose_together(const Market& market, std::uint32_t left, std::uint32_t right) {
  const Institution& first = market.institutions[left];
  const Institution& second = market.institutions[right];
  if (left == right) return true;
  if (first.cap != kNone && second.cap != kNone) {
    return outermost_cap(market, first.cap) == outermost_cap(market, second.cap);
  }
  return first.region != kNone && first.region == second.region;
}

//! Stability as its definition says it: of all they hold and all who would rather come, those who
//! choose together take exactly whom they hold. Fills in the blocks.
inline bool is_stable(const Market& market, Matching& matching) {
  const bool any_blocks = std::ranges::any_of(
      market.institutions, [](const Institution& i) { return !i.blocks.empty(); });
  matching.block.assign(any_blocks ? market.applicants() : 0, kNone);
  for (std::uint32_t institution = 0; institution < market.institutions.size(); ++institution) {
    std::vector<Application> pool;
    for (std::uint32_t applicant = 0; applicant < market.applicants(); ++applicant) {
      const std::uint32_t held = matching.entry[applicant];
      for (auto entry = static_cast<std::uint32_t>(market.preferences.begin[applicant]);
           entry < market.preferences.begin[applicant + 1] && entry <= held; ++entry) {
        if (!choose_together(market, institution, market.preferences.items[entry])) continue;
        if (market.keys[entry] != kIneligible) pool.push_back({applicant, entry});
        if (market.keys[entry] == kIneligible && entry == held) return false;
      }
    }
    const auto seat = chosen(market, institution, pool);
    for (std::size_t i = 0; i < pool.size(); ++i) {
      const auto& [applicant, entry] = pool[i];
      if ((seat[i] != kNone) != (entry == matching.entry[applicant])) return false;
      const bool has_blocks = !market.institutions[institution].blocks.empty();
      if (has_blocks && seat[i] != kNone) matching.block[applicant] = seat[i];
    }
  }
  return true;
}

//! Calls `visit(matching)` for every way to give each applicant one of his entries or none.
template <typename Visit>
void for_each_matching(const Market& market, Visit&& visit) {
  Matching matching;
  matching.entry.assign(market.applicants(), kNone);
  for (;;) {
    visit(matching);
    std::uint32_t applicant = 0;
    for (; applicant < market.applicants(); ++applicant) {
      std::uint32_t& entry = matching.entry[applicant];
      entry = entry == kNone ? static_cast<std::uint32_t>(market.preferences.begin[applicant])
                             : entry + 1;
      if (entry < market.preferences.begin[applicant + 1]) break;
      entry = kNone;
    }
    if (applicant == market.applicants()) return;
  }
}

//! The same market with another list for one applicant; keys of the new list are given.
inline Market with_list(const Market& market, std::uint32_t applicant,
                        const std::vector<std::uint32_t>& list,
                        const std::vector<std::uint64_t>& keys) {
  Market changed = market;
  changed.preferences = {};
  changed.keys.clear();
  for (std::uint32_t i = 0; i < market.applicants(); ++i) {
    if (i == applicant) {
      changed.preferences.items.insert(changed.preferences.items.end(), list.begin(), list.end());
      changed.keys.insert(changed.keys.end(), keys.begin(), keys.end());
    } else {
      for (auto entry = market.preferences.begin[i]; entry < market.preferences.begin[i + 1];
           ++entry) {
        changed.preferences.items.push_back(market.preferences.items[entry]);
        changed.keys.push_back(market.keys[entry]);
      }
    }
    changed.preferences.end_list();
  }
  return changed;
}

}  // namespace engines::allocation
