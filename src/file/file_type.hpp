#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

//! What may be kept as evidence, and under which name. What a file is decides its content, never
//! what it says of itself.
namespace file {

//! The name without folders, control characters and marks that turn writing around, at most 120
//! characters, the ending kept. Empty if nothing is left.
std::string safe_name(std::string_view name);

//! The media type to keep a file under whose name ends so and whose content looks like `detected`
//! (libmagic's media types); none if the two do not fit or nobody takes that kind.
std::optional<std::string> media_type_of(std::string_view name, std::string_view detected);

//! True if the name has an ending that is taken, whatever its content will be.
bool is_taken(std::string_view name);

//! Endings that are taken, for people: PDF、JPG...
std::string taken_endings();

//! libmagic's media type of a file's content; a document in a ZIP is known by what is in it.
std::string detect(const std::filesystem::path& path);

}  // namespace file
