#pragma once

#include <cstdint>
#include <vector>

#include "engines/allocation/parallel_preferences.hpp"

//! Why an applicant got what he got in one round of parallel preferences, preference by preference.
//! Computed when asked, in the time of reading his own lists.
namespace engines::allocation {

enum class Reason : std::uint8_t {
  chosen,          // filed here, or admitted to this programme
  not_reached,     // he had a place, or his one filing, before this preference came
  no_places,       // there were none in this round
  other_category,  // of groups only
  lacks_trait,
  below_minimum,
  full,      // people served before him took every place
  tied,      // he and his equals were more than the last places: none of them got one
  below_tie  // it had closed because of equals who are better than he
};

//! What decided when nothing in the key did.
constexpr std::uint32_t kByLottery = kNone - 1;
constexpr std::uint32_t kByChoice = kNone - 2;  // an earlier choice of the programme goes first

//! One preference: a group, or a programme of the group he was filed with.
struct PreferenceExplanation {
  std::uint32_t option = kNone;
  Reason reason = Reason::not_reached;
  Unmet unmet = {};                  // of lacks_trait and below_minimum
  std::uint32_t places = 0;          // the quota that bound
  std::uint32_t against = kNone;     // of full: the last who got in; of ties: one of the equals
  std::uint32_t decided_by = kNone;  // the first field of the key that differs from his, or kBy...
  std::int64_t lowered = 0;          // his first field by this much, for 级差
  std::int64_t against_lowered = 0;
};

struct Explanation {
  Placement placement;
  Unmet line = {};                                 // of Outcome::below_line
  std::vector<PreferenceExplanation> preferences;  // groups, in his order
  std::vector<PreferenceExplanation> programmes;   // if he was filed: those he named
  bool agreed = false;                             // to adjustment, in that group
  std::vector<PreferenceExplanation> adjustment;   // if it was tried: all programmes of the group
};

//! Precondition: `result` is that of `admission` and not undecided.
Explanation explain(const Admission& admission, const AdmissionResult& result, std::uint32_t round,
                    std::uint32_t applicant);

}  // namespace engines::allocation
