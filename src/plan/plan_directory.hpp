#pragma once

#include "access/directory.hpp"
#include "plan/plan_model.hpp"

namespace plan {

//! What access needs to know of a plan. Permissions a role names that the program does not know
//! are refused by load_plan, so none is lost here.
zhijiao::access::Directory directory_of(const Plan& plan);

}  // namespace plan
