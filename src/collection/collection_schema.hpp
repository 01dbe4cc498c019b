#pragma once

#include <span>

#include "db/migration.hpp"

namespace collection {

//! Approvals, locks and revisions of rounds. What the units report is in the registers.
std::span<const db::Migration> collection_migrations();

}  // namespace collection
