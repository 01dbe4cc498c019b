#pragma once

#include <span>

#include "db/migration.hpp"

namespace file {

std::span<const db::Migration> file_migrations();

}  // namespace file
