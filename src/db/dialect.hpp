#pragma once

#include <string>
#include <string_view>

namespace db {

//! The two databases. What differs between them in SQL is written here and nowhere else.
enum class Dialect { sqlite, postgresql };

//! Fills the placeholders of a statement that defines tables:
//! {int} 64-bit integer, {text} text compared byte by byte, {bytes}, {strict} end of a table,
//! {nulls_first} after a column of an index, {nulls_last} after one that descends, so that lists
//! sorted the same way use it.
//! Throws std::logic_error for any other {word}.
std::string fill_in(Dialect dialect, std::string_view definition);

//! Makes one JSON object a row: json_object('a', a, ...) with the name of `dialect`.
std::string_view json_object_function(Dialect dialect);
//! The same for an array.
std::string_view json_array_function(Dialect dialect);

//! Expressions made of others; what is given is SQL of the program, never of a request.

//! A column of 0 and 1 as true and false of JSON.
std::string json_boolean(Dialect dialect, std::string_view expression);
//! A text that is JSON, as a part of other JSON.
std::string as_json(Dialect dialect, std::string_view expression);
//! A statement, to stand after IN, of the elements of a bound JSON array of texts or integers.
std::string json_elements(Dialect dialect, std::string_view placeholder, bool integers = false);
//! The text member `key` of a bound JSON object, or NULL.
std::string json_member(Dialect dialect, std::string_view placeholder, std::string_view key);
//! True if `column` has the bound text somewhere in it.
std::string contains_text(Dialect dialect, std::string_view column, std::string_view placeholder);

}  // namespace db
