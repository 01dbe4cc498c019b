#pragma once

#include <span>

#include "db/migration.hpp"

namespace calendar {

std::span<const db::Migration> calendar_migrations();

}  // namespace calendar
