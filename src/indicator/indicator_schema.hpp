#pragma once

#include <span>

#include "db/migration.hpp"

namespace indicator {

std::span<const db::Migration> indicator_migrations();

}  // namespace indicator
