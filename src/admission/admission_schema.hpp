#pragma once

#include <span>

#include "db/migration.hpp"

namespace admission {

//! The tables of admissions. A change is a new migration; these are never edited.
std::span<const db::Migration> admission_migrations();

}  // namespace admission
