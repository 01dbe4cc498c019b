#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "allocation_files/mechanism.hpp"

//! `zhijiao allocate`: a file in, the allocation out. docs/allocation.md describes both.
namespace allocation_files {

constexpr std::uintmax_t kInputBytesMax = std::uintmax_t{4} << 30;

//! The bytes of a file. Throws base::Problem if it cannot be read or is larger than kInputBytesMax.
std::string read_input(const std::filesystem::path& file);

//! JSON, or CSV if the name ends in .csv.
Source source_of(const std::filesystem::path& file);

//! Runs the mechanism that the source names. Throws base::Problem.
boost::json::object allocate(const Source& source, const Asked& asked);

//! An answer as text: JSON with one row of a list on a line, or CSV.
std::string answer_json(const boost::json::object& answer);
std::string answer_csv(const boost::json::object& answer);

}  // namespace allocation_files
