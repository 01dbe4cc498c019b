#pragma once

#include <span>

#include "engines/allocation/market.hpp"
#include "engines/allocation/verdict.hpp"

//! Deferred acceptance with pairs of applicants who apply together, after Roth and Peranson (1999).
//! With couples a stable matching need not exist (Roth 1984), finding one is NP-hard, and none is
//! best for everybody; so this looks for one and says whether it has it.
namespace engines::allocation {

//! Entries of both members, one in each one's list; kNone for a member who stays without a place.
struct PairChoice {
  std::uint32_t first = kNone;
  std::uint32_t second = kNone;

  bool operator==(const PairChoice&) const = default;
};

struct Couple {
  std::uint32_t first = kNone;  // applicants
  std::uint32_t second = kNone;
  std::vector<PairChoice> choices = {};  // the best first
};

//! The list of a member of a couple says where the couple names him; its order means nothing. All
//! institutions have capacities only, and there are lottery numbers: they also say who proposes
//! first.
struct CoupledMarket {
  Market market;
  std::vector<Couple> couples;
};

enum class CoupleFault {
  none,
  market,  // check(market) says more, or institutions have more rules than capacities
  no_lottery,
  members,  // no such applicant, or one who belongs to a couple already
  choice    // not an entry of that member, nobody placed, or the same choice twice
};
struct CoupleCheck {
  CoupleFault fault = CoupleFault::none;
  std::uint32_t couple = kNone;
};
CoupleCheck check(const CoupledMarket& input);

struct CoupledMatching {
  Matching matching;
  //! False: the search went in circles and was given up. The matching is then feasible but somebody
  //! has a claim; verify_couples names who.
  bool settled = false;
};

//! Deterministic; independent of the order of the input. Applicants, singles too, can gain by a
//! false list.
CoupledMatching match_with_couples(const CoupledMarket& input);

//! Proves that couples hold a pair of their list, and that no single applicant, and no couple with
//! a pair of institutions (which may be the same one twice), would all rather have each other.
//! Institutions judge each applicant alone; a couple that moves leaves the seats it holds.
Verdict verify_couples(const CoupledMarket& input, const Matching& matching);

}  // namespace engines::allocation
