#pragma once

#include <span>
#include <vector>

#include "engines/allocation/allocation.hpp"

namespace engines::allocation {

//! Which parts of a market can affect each other: two applicants or institutions are in the same
//! component if a chain of list entries, caps and regions (`ties`: institutions that belong
//! together) links them. What is wrong in one component leaves every other as good as it was.
//! Components are numbered from 0 in the order of their first applicant; institutions that nobody
//! lists come after.
struct Components {
  std::vector<std::uint32_t> of_applicant;
  std::vector<std::uint32_t> of_institution;
  std::uint32_t count = 0;
};
Components components(const Lists& preferences, std::size_t institutions, const Lists& ties);

}  // namespace engines::allocation
