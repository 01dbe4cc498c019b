#pragma once

#include <span>

#include "db/migration.hpp"

namespace supervision {

std::span<const db::Migration> supervision_migrations();

}  // namespace supervision
