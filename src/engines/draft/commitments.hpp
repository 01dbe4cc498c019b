#pragma once

#include "engines/draft/sentences.hpp"

//! What the plan promises in numbers, and what each of several has to do.
namespace engines::draft {

//! A promise that a measure makes and its task repeats is one commitment.
std::vector<Commitment> commitments_of(const Reading& reading,
                                       const std::vector<Sentence>& sentences,
                                       const Structure& structure, Units& units,
                                       const TimeContext& context);

}  // namespace engines::draft
