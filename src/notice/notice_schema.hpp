#pragma once

#include <span>

#include "db/migration.hpp"

namespace notice {

std::span<const db::Migration> notice_migrations();

}  // namespace notice
