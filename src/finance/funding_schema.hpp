#pragma once

#include <span>

#include "db/migration.hpp"

namespace finance {

std::span<const db::Migration> finance_migrations();

}  // namespace finance
