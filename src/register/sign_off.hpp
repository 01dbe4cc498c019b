#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "register/declaration.hpp"

//! Where the opinions stand that a step needs (会签). Pure.
namespace registers {

//! What one party said, once; it may say something else as long as the record waits.
struct Signature {
  std::string party;
  bool agrees = false;
  std::string comment;
  std::string account;  // who signed
  std::string unit;     // of the post with which it was signed
  base::Instant signed_at;
};

enum class Opinion : std::uint8_t { waiting, agreed, objected, silent };

struct PartyStanding {
  Opinion opinion = Opinion::waiting;
  const Signature* last = nullptr;  // among those given; none if nothing was said
};

struct SignOffStanding {
  std::vector<PartyStanding> parties;  // in the order of the declaration
  int agreed = 0;                      // with those whose silence counts
  bool complete = false;               // as many agree as are needed
};

//! `signatures` are those of the present wait, oldest first: the last of each party counts.
//! `silence_counts` says that the term for saying something has passed.
SignOffStanding standing_of(const SignOff& sign_off, const std::vector<Signature>& signatures,
                            bool silence_counts);

}  // namespace registers
