#pragma once

namespace db {

//! Sets up SQLite for the whole process. Whoever opens a database calls it first; only the first
//! call does something. Throws std::logic_error if something in the process used SQLite before,
//! which would then take a lock for every allocation and call.
void set_up_sqlite();

}  // namespace db
