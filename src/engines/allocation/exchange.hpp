#pragma once

#include "engines/allocation/allocation.hpp"
#include "engines/allocation/verdict.hpp"

//! Balanced exchange of people between places, for teachers who want to change schools: a *post* is
//! one subject at one school, and every post keeps as many people as it has.
namespace engines::allocation {

struct ExchangeInput {
  std::vector<std::uint32_t> home;      // of a person: the post he has
  Lists wishes;                         // of a person: posts he would rather have, the best first
  std::vector<std::uint32_t> standing;  // of a person: small comes first at home, all different
  std::uint32_t posts = 0;

  std::uint32_t people() const { return static_cast<std::uint32_t>(home.size()); }
};

//! What makes an input meaningless, or nothing.
enum class ExchangeFault { none, lengths, unknown_post, wished_twice, wishes_home, equal_standing };
struct ExchangeCheck {
  ExchangeFault fault = ExchangeFault::none;
  std::uint32_t person = kNone;
};
ExchangeCheck check(const ExchangeInput& input);

//! Of a person: the post he has afterwards.
//!
//! Top trading cycles (Shapley, Scarf 1974; for posts of several people Dur, Ünver 2019): a post
//! offers the place of the person who stands first among its own, everybody points to the best post
//! that still offers one, and along every cycle people move. Nobody is worse off than at home,
//! every post keeps its number of people, no further trade would serve all who take part in it, and
//! nobody gains by a false list of wishes. Who stands first at home trades first. Linear.
std::vector<std::uint32_t> exchange(const ExchangeInput& input);

//! Proves that nobody is worse off, every post is balanced, and no trade was missed. Linear.
//! Not that the cycles followed the standings: `exchange` promises that, this does not judge it.
Verdict verify_exchange(const ExchangeInput& input, const std::vector<std::uint32_t>& post);

}  // namespace engines::allocation
