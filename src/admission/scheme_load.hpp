#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "admission/admission_scheme.hpp"

namespace admission {

//! Throws yaml::LoadError with everything that has to be corrected.
Scheme read_scheme(std::string_view yaml, const std::string& file);

//! All *.yaml of a folder by name; none if there is no such folder. Throws yaml::LoadError.
std::vector<Scheme> load_schemes(const std::filesystem::path& folder);

//! The text of plans/schema/<file>, as it was when the program was built.
std::string_view schema_text(std::string_view file);

}  // namespace admission
