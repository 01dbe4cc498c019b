#pragma once

#include <span>

#include "db/migration.hpp"

namespace plan {

//! Tables of the plan: plan and its versions, units as far as other tables refer to them, shares
//! and their versions.
std::span<const db::Migration> plan_migrations();

}  // namespace plan
