#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/problem.hpp"

namespace base {

//! 507 "storage-full": what could not be written, and why.
Problem not_written(const std::filesystem::path& path, const std::error_code& why);

//! Until it is flushed, a file or the names of a folder may be gone after a power cut.
//! Throws Problem 507.
void flush_to_disk(const std::filesystem::path& path);

//! The folder and everything in it.
void flush_folder_to_disk(const std::filesystem::path& folder);

//! Replaces a small file as a whole; durable when it returns. Throws Problem 507.
void write_durably(const std::filesystem::path& file, std::string_view text);

}  // namespace base
