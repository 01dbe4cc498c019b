#pragma once

#include <filesystem>
#include <optional>
#include <string>

//! The plan that a finished draft left in use: data/current_plan holds the name of its
//! folder in data/plans.
namespace draft {

//! The folder, if a draft was finished last. Throws base::Problem 500 if it is gone.
std::optional<std::filesystem::path> current_plan(const std::filesystem::path& data);

//! `folder` is the name of a folder in data/plans. Throws base::Problem 507.
void set_current_plan(const std::filesystem::path& data, const std::string& folder);

//! The plan named on the command line holds again. Throws base::Problem 507.
void forget_current_plan(const std::filesystem::path& data);

}  // namespace draft
