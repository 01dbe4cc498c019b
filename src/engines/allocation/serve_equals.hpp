#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engines/allocation/allocation.hpp"

//! The one step of parallel preferences, for filing as for placing: a class of equals asks for
//! places at the same time.
namespace engines::allocation {

//! Places by option (a group, or a programme), and what closed an option before they were taken.
struct Capacity {
  std::vector<std::uint32_t> left;
  std::vector<std::uint32_t> asked;          // scratch, zero between calls
  std::vector<std::uint32_t> closed_by_tie;  // an applicant, or kNone

  explicit Capacity(std::vector<std::uint32_t> places)
      : left(std::move(places)), asked(left.size()), closed_by_tie(left.size(), kNone) {}

  void take(std::uint32_t option) {
    if (left[option] > 0) --left[option];  // none left: the plan grows
  }
};

//! One of a class of equals, and what he asks for, best first.
struct Asking {
  std::uint32_t applicant = kNone;
  std::uint32_t preference = 0;  // for the caller
  std::span<const std::uint32_t> options;
  std::size_t choice = 0;  // after serving: which option he got, or options.size()

  bool served() const { return choice < options.size(); }
  std::uint32_t option() const { return options[choice]; }
};

//! Serves the class. Everybody sees the places that were left before it, so the order within the
//! class does not matter:
//!  - reject_all: an option for which more ask than it has places closes to all of them and to all
//!    who come later; those rejected ask for their next, until nothing closes any more. (Rejecting
//!    all is a substitutable choice, so the end does not depend on which option closes first.)
//!  - otherwise each takes his first option that has a place; together they may take more places
//!    than there are, and the plan grows. With a lottery a class is one person and cannot.
template <class MayHave>
void serve_equals(std::span<Asking> members, Capacity& capacity, TiePolicy ties, MayHave may_have) {
  for (bool closed = true; closed;) {
    closed = false;
    for (Asking& member : members) {
      const auto open = [&](std::uint32_t option) {
        return capacity.left[option] > 0 && may_have(member.applicant, option);
      };
      const auto rest = member.options.subspan(member.choice);
      member.choice += static_cast<std::size_t>(std::ranges::find_if(rest, open) - rest.begin());
      if (member.served()) ++capacity.asked[member.option()];
    }
    if (ties == TiePolicy::reject_all) {
      for (const Asking& member : members) {
        if (!member.served()) continue;
        const std::uint32_t option = member.option();
        if (capacity.asked[option] <= capacity.left[option]) continue;
        capacity.left[option] = 0;
        capacity.closed_by_tie[option] = member.applicant;
        closed = true;
      }
    }
    for (const Asking& member : members) {
      if (member.served()) capacity.asked[member.option()] = 0;
    }
  }
  for (const Asking& member : members) {
    if (member.served()) capacity.take(member.option());
  }
}

}  // namespace engines::allocation
