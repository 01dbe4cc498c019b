#pragma once

#include "engines/allocation/market.hpp"
#include "engines/allocation/verdict.hpp"

//! Minimum rates by interleaving, as Parcoursup makes its order of call (ordre d'appel): the
//! institution's order is followed, but where calling the next one would bring a group below its
//! rate, the next member of the group is called instead, as long as there is one.
namespace engines::allocation {

//! The keys of the market with those of institutions that have rates replaced by places in the
//! order of call, from 0. A mechanism is given the market with these keys.
std::vector<std::uint64_t> keys_with_rates(const Market& market);

//! Proves that `keys` keep the rates of the market and change its order no more than they need:
//! - Breach::rate: a start of the order has too few members although some were left;
//! - Breach::rate_order: somebody was called before one who comes before him, and no rate asked
//!   for it; or two have the same place; or a key without rates is another.
//! Entries × log of the entries of one institution.
Verdict verify_rates(const Market& market, const std::vector<std::uint64_t>& keys);

}  // namespace engines::allocation
