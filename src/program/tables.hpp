#pragma once

#include <vector>

#include "db/migration.hpp"

namespace program {

//! Every migration of the program, in the order of the capabilities' dependencies.
std::vector<db::Migration> all_migrations();

}  // namespace program
