#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/reader.hpp"

namespace yaml {

//! Checks a tree against a JSON Schema (draft-07) and appends a fault, in words for people, at the
//! place of every value that does not fit. `pattern` and `format` are for editors and are not
//! looked at: whoever needs them checks them himself.
//! Precondition: `schema` is a valid schema of this program with $ref only into its definitions.
void check_against_schema(const Node& root, std::string_view schema, const std::string& file,
                          std::vector<Fault>& faults);

//! The candidate that `word` was probably meant to be, if one is near enough.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

}  // namespace yaml
