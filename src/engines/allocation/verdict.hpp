#pragma once

#include <cstdint>
#include <vector>

#include "engines/allocation/allocation.hpp"

//! What a verifier says of a result. Verifiers share with the mechanisms only the structs of input
//! and result, and no code: a mistake would have to be made twice, in two ways.
namespace engines::allocation {

//! What a result promised and does not hold.
enum class Breach {
  shape,          // the result does not fit the input; nothing else was looked at
  foreign_entry,  // he holds what is not on his list
  ineligible,     // he holds a place that must not have him
  over_capacity,
  over_cap,
  over_region,
  justified_envy,  // he would rather have a place that has somebody who comes after him
  waste,           // he would rather have a place that is free
  unequal,         // of two who are equal one is in and one is out, though nothing may part them
  wrong_block,     // a seat in a block that is overfull, does not exist, or must not have him
  rate,            // a start of the order has fewer members than the minimum rate
  rate_order,      // two of whom no rate parts stand in the wrong order
  worse_off,       // he had to give up more than he got
  unbalanced,      // a place gave more people than it received, or the reverse
  missed_trade,    // some could still trade with each other to the good of all of them
  not_optimal,     // there is a cheaper plan
  below_minimum,
  couple_apart,  // a couple holds a pair that is not on its list
  order,         // a ranking does not follow the keys
  figure         // a published number is not what the placements say
};

struct Finding {
  Breach breach = Breach::shape;
  std::uint32_t applicant = kNone;
  std::uint32_t institution = kNone;

  bool operator==(const Finding&) const = default;
};

struct Verdict {
  static constexpr std::size_t kFindingsMax = 1000;

  std::vector<Finding> findings;  // the first kFindingsMax
  std::uint64_t count = 0;        // all of them

  bool holds() const { return count == 0; }
  void add(const Finding& finding) {
    if (count++ < kFindingsMax) findings.push_back(finding);
  }
};

}  // namespace engines::allocation
