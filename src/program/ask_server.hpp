#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace program {

//! The answer of the server that has this data directory, or nothing if none runs. `body` is JSON
//! or what else the route takes. Throws what the server refused as the same base::Problem.
std::optional<std::string> ask_server(const std::filesystem::path& data, const std::string& target,
                                      const std::string& body);

}  // namespace program
