#pragma once

#include "allocation_files/market_file.hpp"
#include "base/text.hpp"
#include "engines/allocation/matching_explanation.hpp"

namespace allocation_files {

//! Why an applicant has, or does not have, one of his preferences; never another person's data
//! beyond how far down the institution went.
base::Text answer_text(const NamedMarket& named,
                       const engines::allocation::PreferenceAnswer& answer);

std::string_view answer_name(engines::allocation::Answer answer);

}  // namespace allocation_files
