#pragma once

#include "engines/allocation/market.hpp"
#include "engines/allocation/verdict.hpp"

namespace engines::allocation {

//! Proves a matching feasible and stable under the rules of its market:
//! - everybody holds an entry of his own list, at an institution that accepts him, or nothing;
//! - capacities, caps, regions and blocks are kept;
//! - nobody prefers an institution that has a seat for him (waste) or holds somebody who comes
//! after
//!   him in the order that applies to that seat (justified envy): within its block; under the
//!   smallest cap that is full; in a region only as far as targets and turns give the seat to that
//!   institution, which is more than the stability of Kamada and Kojima asks;
//! - under `reject_all` and `admit_all` equals are treated alike, and no place is kept from, or
//!   given to, a tie without need.
//! Linear in entries × (depth of caps or blocks of one institution).
Verdict verify_stability(const Market& market, const Matching& matching);

}  // namespace engines::allocation
