#pragma once

#include <cstdint>

#include "admission/candidate_file.hpp"

//! Marks that nobody imports because they follow from others. Pure.
namespace admission {

//! `marks` with the totals whose parts are all there and, if `award_rank` is not 0, the mark from
//! awards, by the rules of `day`. What was computed before is computed anew.
Marks complete_marks(const Scheme& scheme, Marks marks, std::int64_t award_rank, Date day);

//! False where eligibility is asked for and nobody has found him eligible.
bool is_eligible(const Scheme& scheme, const Candidate& candidate, Date day);

}  // namespace admission
