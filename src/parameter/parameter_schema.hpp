#pragma once

#include <span>

#include "db/migration.hpp"

namespace parameter {

std::span<const db::Migration> parameter_migrations();

}  // namespace parameter
