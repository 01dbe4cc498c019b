#pragma once

#include "engines/draft/deadlines.hpp"
#include "engines/draft/document_shape.hpp"
#include "engines/draft/units.hpp"

//! What the document says of itself: number, issuer, addressees, dates, titles.
namespace engines::draft {

//! `findings` gets what contradicts itself.
Head head_of(const Shape& shape, Units& units, std::vector<Finding>& findings);

//! From what days without a year are reckoned.
TimeContext time_context(const Input& input, const Head& head);

}  // namespace engines::draft
