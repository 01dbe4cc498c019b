#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace yaml {

//! The bytes of a file, at most one more than kBytesMax: enough for the reader to see that it is
//! too long. Nothing if the file cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

}  // namespace yaml
