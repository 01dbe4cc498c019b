#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace db {

//! Inserts many rows with few statements: one a row costs a round trip on PostgreSQL and holds the
//! writer of SQLite several times as long. `table` and `columns` are names of the program, never of
//! a request; every row has a value for each column (std::logic_error otherwise).
void insert_rows(Connection& connection, std::string_view table,
                 std::initializer_list<std::string_view> columns,
                 std::span<const std::vector<Value>> rows);

}  // namespace db
