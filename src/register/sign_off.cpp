#include "register/sign_off.hpp"

namespace registers {

SignOffStanding standing_of(const SignOff& sign_off, const std::vector<Signature>& signatures,
                            bool silence_counts) {
  SignOffStanding standing;
  for (const SignOffParty& party : sign_off.parties) {
    PartyStanding& one = standing.parties.emplace_back();
    for (const Signature& signature : signatures) {
      if (signature.party == party.name) one.last = &signature;
    }
    if (one.last != nullptr) {
      one.opinion = one.last->agrees ? Opinion::agreed : Opinion::objected;
    } else if (silence_counts) {
      one.opinion = Opinion::silent;
    }
    if (one.opinion == Opinion::agreed || one.opinion == Opinion::silent) ++standing.agreed;
  }
  standing.complete = standing.agreed >= sign_off.needed;
  return standing;
}

}  // namespace registers
