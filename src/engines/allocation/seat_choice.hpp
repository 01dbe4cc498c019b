#pragma once

#include <span>
#include <vector>

#include "engines/allocation/market.hpp"

//! Whom institutions take of those who want them, under rules that one order and one capacity do
//! not express. Every choice here is *substitutable*: who is refused among few is refused among
//! more. That is what makes deferred acceptance end in a stable matching (Hatfield, Milgrom 2005).
namespace engines::allocation {

//! An applicant at an institution's door. Ordered as the institution orders them.
struct Offer {
  std::uint64_t key = 0;
  std::uint32_t lottery = 0;
  std::uint32_t applicant = 0;
};

inline bool operator<(const Offer& left, const Offer& right) {
  return left.key != right.key ? left.key < right.key : left.lottery < right.lottery;
}

//! Each choice sets `seat[i]` for candidates[i], who come sorted: kNone if refused, the block of
//! seats where there are blocks, else 0. `seat` has the length of `candidates`.

//! A tie at the last seat admits all or none of those tied.
void choose_by_ties(const Institution& institution, std::span<const Offer> candidates,
                    std::span<std::uint32_t> seat);

void choose_by_blocks(const Market& market, const Institution& institution,
                      std::span<const Offer> candidates, std::span<std::uint32_t> seat);

//! Candidates of all institutions under one outermost cap; `at[i]` is the institution of
//! candidates[i]. Takes, in order, everybody for whom all caps above him still have a seat (greedy
//! on a laminar matroid). `used_seats`, `used_caps` (an element for each institution and cap of the
//! market) are zero before and after.
void choose_by_caps(const Market& market, std::span<const Offer> candidates,
                    std::span<const std::uint32_t> at, std::span<std::uint32_t> seat,
                    std::span<std::uint32_t> used_seats, std::span<std::uint32_t> used_caps);

//! Candidates of all institutions of one region (Kamada, Kojima 2015, flexible deferred
//! acceptance).
void choose_by_turns(const Market& market, const Region& region, std::span<const Offer> candidates,
                     std::span<const std::uint32_t> at, std::span<std::uint32_t> seat);

}  // namespace engines::allocation
