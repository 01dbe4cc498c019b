#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engines/allocation/allocation.hpp"

//! A market with two sides that rank each other: applicants list institutions (a school, a
//! programme, a kind of post in an enterprise), institutions order applicants and have seats.
//! deferred_acceptance and couples match it, verify_stability judges the outcome.
namespace engines::allocation {

//! The key of an entry whose applicant the institution must not or will not have.
constexpr std::uint64_t kIneligible = std::numeric_limits<std::uint64_t>::max();

constexpr std::size_t kRatesMax = 4;

//! Seats of an institution for which members of a group come first. Blocks fill in the order
//! declared (Dur, Kominers, Pathak, Sönmez 2018: the order is a policy of its own; open seats first
//! is the one that favours the group most).
struct SeatBlock {
  std::uint32_t seats = 0;
  std::uint32_t group = kNone;  // 0 to 63; kNone: open seats, nobody comes first
  bool members_only = false;    // false: seats the group leaves go to others, in this block's turn
};

//! Of every start of the institution's order at least `percent` are members of the group, as long
//! as there are members left (rate_order.hpp).
struct MinimumRate {
  std::uint32_t group = 0;    // 0 to 63
  std::uint32_t percent = 0;  // 0 to 100
};

struct Institution {
  std::uint32_t capacity = 0;
  TiePolicy ties = TiePolicy::lottery;
  std::uint32_t minimum = 0;            // hoped for; the shortfall is reported, nobody is forced
  std::vector<SeatBlock> blocks = {};   // seats add up to the capacity; empty: all open
  std::vector<MinimumRate> rates = {};  // at most kRatesMax; where they clash, the earlier wins
  std::uint32_t cap = kNone;            // the smallest cap it falls under
  std::uint32_t region = kNone;
  std::uint32_t target = 0;  // seats in a region that it fills before taking turns
};

//! At most `seats` in all institutions under it. Caps nest: each lies inside at most one other, of
//! a smaller index. Under one outermost cap the keys of all institutions are compared.
struct Cap {
  std::uint32_t seats = 0;
  std::uint32_t inside = kNone;
};

//! At most `seats` in institutions that do not compare their applicants (Kamada, Kojima 2015): each
//! fills its target, then they take turns, in the order given, while seats are left.
struct Region {
  std::uint32_t seats = 0;
  std::vector<std::uint32_t> turns = {};  // every institution of the region once
};

//! An *entry* is one line of one applicant's list, numbered through all lists. Precondition: they
//! are fewer than kNone, as in every file that `zhijiao allocate` reads (4 GiB, two bytes an
//! entry).
struct Market {
  Lists preferences;                // of an applicant: institutions, the best first, none twice
  std::vector<std::uint64_t> keys;  // of an entry: place in the institution's order, small is good
  //! Of an applicant: decides between equal keys, small is good, all different. Empty: no ties.
  std::vector<std::uint32_t> lottery;
  std::vector<std::uint64_t> groups;  // of an applicant: bit g, a member of g; empty: no groups
  std::vector<Institution> institutions;
  std::vector<Cap> caps;
  std::vector<Region> regions;

  std::uint32_t applicants() const { return static_cast<std::uint32_t>(preferences.size()); }
  std::uint32_t number_of(std::uint32_t applicant) const {
    return lottery.empty() ? 0 : lottery[applicant];
  }
  bool is_member(std::uint32_t applicant, std::uint32_t group) const {
    return !groups.empty() && (groups[applicant] >> group & 1U) != 0;
  }
};

std::uint32_t outermost_cap(const Market& market, std::uint32_t cap);

//! Who sits where.
struct Matching {
  std::vector<std::uint32_t> entry;  // of an applicant: the entry he holds, or kNone
  std::vector<std::uint32_t> block;  // of an applicant: the block of his seat; empty: no blocks
};

//! What makes a market meaningless, or nothing. The mechanisms take a market without fault.
enum class MarketFault {
  none,
  lengths,  // arrays that belong together differ in length
  unknown_institution,
  listed_twice,      // an institution twice in one list
  tied_without_lot,  // equal keys at an institution that breaks ties by lottery, without numbers
  equal_lots,
  blocks,         // seats of the blocks do not add up to the capacity, or no such group
  caps,           // a cap inside itself or a later one, or no such cap
  regions,        // an institution not exactly once in the turns of its own region, or targets
                  // above its capacity or, together, above the seats of the region
  rates,          // too many, above 100 percent, or no such group
  rules_together  // blocks, a cap, a region and a tie policy other than lottery exclude
                  // each other; so do rates, a cap and such a tie policy
};
struct MarketCheck {
  MarketFault fault = MarketFault::none;
  std::uint32_t where = kNone;  // applicant, institution, cap or region, as the fault says
};
MarketCheck check(const Market& market);

}  // namespace engines::allocation
