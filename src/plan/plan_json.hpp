#pragma once

#include <string>
#include <string_view>

#include "plan/plan_model.hpp"

//! The form in which versions of a plan are stored and compared.
namespace plan {

//! Equal plans give equal bytes: members in the order of the structs, nothing left out, no blanks.
std::string plan_to_json(const Plan& plan);

//! The plan of stored JSON. A member that a program of an earlier version did not write keeps its
//! default. Throws std::runtime_error if the bytes are no plan: the store is damaged, or was
//! written by a newer program.
Plan plan_from_json(std::string_view json);

}  // namespace plan
