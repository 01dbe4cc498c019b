#pragma once

#include "engines/draft/sentences.hpp"

//! What the plan promises in numbers, and what each of several has to do.
namespace engines::draft {

struct CommitmentsFound {
  std::vector<Commitment> commitments;
  std::vector<NotUnderstood> not_understood;  // 几十所: promised, but how many is not said
};

//! A promise that a measure makes and its task repeats is one commitment.
CommitmentsFound commitments_of(const Reading& reading, const std::vector<Sentence>& sentences,
                                const Structure& structure, Units& units,
                                const TimeContext& context);

}  // namespace engines::draft
