#pragma once

#include "engines/draft/tasks.hpp"

//! Leading groups and joint conferences: seats, incumbents, office and rules.
namespace engines::draft {

std::vector<Body> bodies_of(const Shape& shape, const Outline& outline, Units& units);

}  // namespace engines::draft
