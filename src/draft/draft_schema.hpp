#pragma once

#include <span>

#include "db/migration.hpp"

namespace draft {

//! Tables of drafts under review.
std::span<const db::Migration> draft_migrations();

}  // namespace draft
