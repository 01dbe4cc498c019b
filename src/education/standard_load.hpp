#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "education/standard.hpp"
#include "register/declaration.hpp"

namespace education {

//! Contents by file name.
using StandardFiles = std::map<std::string, std::string, std::less<>>;

//! Every kind of school has at most one standard. Throws yaml::LoadError with every fault.
std::vector<Standard> read_standards(const StandardFiles& files,
                                     const registers::Catalogue& catalogue);

//! The files of `registers`/standards, and of `local`/standards, whose kinds and names must be
//! others. Neither need exist.
std::vector<Standard> load_standards(const std::filesystem::path& registers,
                                     const std::filesystem::path& local,
                                     const registers::Catalogue& catalogue);

}  // namespace education
