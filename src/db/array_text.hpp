#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "db/value.hpp"

namespace db {

//! Every `step`-th of `values` from `first` on, written as PostgreSQL reads an array: {1,NULL,"a"}.
//! Bound, it is cast to the type of its elements. With `step` columns a row it is one column of
//! rows that stand one after the other.
std::string array_text(std::span<const Value> values, std::size_t first = 0, std::size_t step = 1);

}  // namespace db
