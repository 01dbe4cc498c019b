#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admission/intake.hpp"
#include "admission/round_input.hpp"

//! What other plans and lines would do to the intake, before anything is decided and without
//! keeping anything. Pure; it computes with the same engine as the admission itself.
namespace admission {

struct SimulationInput {
  Scheme scheme;
  Date day;  // whose rules hold
  std::vector<Offer> offers;
  std::vector<Candidate> candidates;       // with complete marks
  std::map<std::string, Choices> choices;  // by round, as submitted
  //! Who submitted nothing is taken to name every offer that is open to him, general ones first,
  //! by code, with adjustment: a guess that is counted and said. Otherwise he is left out.
  bool assume = false;
};

struct SimulatedOffer {
  std::string code;
  std::string school;
  Sector sector = Sector::vocational;
  std::int64_t seats = 0;
  std::int64_t admitted = 0;
  std::int64_t left = 0;                           // not held, and not left to a later offer
  std::optional<std::int64_t> lowest_thousandths;  // first mark of the order
};

struct Simulated {
  Intake intake;
  Intake plan;                                   // seats
  std::int64_t candidates = 0;                   // who had the marks for a round and no place yet
  std::int64_t assumed = 0;                      // candidates whose list was guessed in some round
  std::vector<SimulatedOffer> offers;            // by code
  std::map<std::string, std::string> school_of;  // by candidate number; none: no place
};

//! All rounds, one after the other.
Simulated simulate(const SimulationInput& input);

//! So many would go to another school; empty: no place.
struct Move {
  std::string from;
  std::string to;
  std::int64_t candidates = 0;
};

//! By number, the most first; nobody is named.
std::vector<Move> moves(const Simulated& before, const Simulated& after);

}  // namespace admission
