#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engines/allocation/allocation.hpp"

//! What a corrected input changes. A run depends on nothing but its input, so running the corrected
//! one again and comparing names exactly those whom the mistake had touched.
namespace engines::allocation {

struct Change {
  std::uint32_t applicant = 0;
  std::uint32_t before = kNone;  // the place held, or kNone
  std::uint32_t after = kNone;

  bool operator==(const Change&) const = default;
};

//! Those who hold another place than before, in the order of applicants. Precondition: both have
//! the same length; somebody who is in one input only holds kNone in the other.
std::vector<Change> changes(std::span<const std::uint32_t> before,
                            std::span<const std::uint32_t> after);

//! How much an applicant wants the place he held and the one the corrected run gives him: the
//! smaller the more.
struct Wanted {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};

struct KeptOffers {
  std::vector<std::uint32_t> place;       // that each applicant holds in the end
  std::vector<std::uint32_t> kept;        // applicants who would have lost by the correction
  std::vector<std::uint32_t> over_seats;  // of each place: how many it now has above its seats
};

//! The policy "those already offered keep it": everybody gets what the corrected run gives him,
//! except that nobody gets less than he was offered. Whoever was wronged is put right and nobody
//! pays for it, so a place may end with more people than seats: that is counted and reported.
//! Precondition: `wanted` has an entry for every applicant; `seats` for every place.
KeptOffers keep_offers(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
                       std::span<const Wanted> wanted, std::span<const std::uint32_t> seats);

}  // namespace engines::allocation
