#pragma once

#include "base/problem.hpp"

namespace db {

//! 507 "storage-full": nothing was saved because the disk is full or does not take writes.
base::Problem storage_full();

//! 503: another process or too much work holds the database.
base::Problem database_busy();

//! 503: the server cannot be reached; what was sent may be repeated.
base::Problem database_unreachable();

}  // namespace db
