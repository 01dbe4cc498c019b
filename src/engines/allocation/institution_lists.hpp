#pragma once

#include "engines/allocation/market.hpp"

namespace engines::allocation {

//! The applicant of every entry.
std::vector<std::uint32_t> applicants_of_entries(const Market& market);

//! For each institution the entries that name it and are eligible, in its order (key, then lottery
//! number). Where caps compare institutions this is still each institution's own part.
Lists institution_lists(const Market& market, const std::vector<std::uint32_t>& applicant_of);

}  // namespace engines::allocation
