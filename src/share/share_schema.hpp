#pragma once

#include <span>

#include "db/migration.hpp"

namespace share {

//! Tables of reports and milestones, in the order in which they are applied.
std::span<const db::Migration> share_migrations();

}  // namespace share
