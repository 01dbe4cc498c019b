#include "db/sqlite_setup.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace db {

namespace {

bool configure() {
  // A connection is never used by two threads at once, so SQLite need not lock it at every call.
  return sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
         // Counting every allocation takes one lock for all threads.
         sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
         // A set of a few values in a statement (IN, DISTINCT) is a table of its own, for which 20
         // pages would be allocated ahead each time.
         sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0) == SQLITE_OK;
}

}  // namespace

void set_up_sqlite() {
  static const bool configured = configure();
  if (!configured) throw std::logic_error("SQLite was used before it was set up");
}

}  // namespace db
