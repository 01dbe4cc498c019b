#pragma once

#include "engines/draft/sentences.hpp"

namespace engines::draft {

//! Whatever the document wants each month, quarter, half year or year, also in its letter.
std::vector<Duty> duties_of(const Shape& shape, const std::vector<Sentence>& sentences,
                            const Structure& structure, const std::vector<Body>& bodies,
                            Units& units, const TimeContext& context);

}  // namespace engines::draft
