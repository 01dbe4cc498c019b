#pragma once

#include <string>
#include <string_view>

namespace db {

//! The two databases. What differs between them in SQL is written here and nowhere else.
enum class Dialect { sqlite, postgresql };

//! Fills the placeholders of a statement that defines tables:
//! {int} 64-bit integer, {text} text compared byte by byte, {bytes}, {strict} end of a table.
//! Throws std::logic_error for any other {word}.
std::string fill_in(Dialect dialect, std::string_view definition);

//! Makes one JSON object a row: json_object('a', a, ...) with the name of `dialect`.
std::string_view json_object_function(Dialect dialect);

}  // namespace db
