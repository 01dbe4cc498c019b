#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indicator/declaration.hpp"
#include "register/declaration.hpp"
#include "yaml/fault.hpp"

//! Reads the declarations of all indicators: those shipped in indicators/ and those a plan adds in
//! plans/<plan>/indicators/, and refuses what could not be computed, with file, line and what to
//! do, everything at once.
namespace indicator {

//! What an indicator may name besides registers.
struct Surroundings {
  std::set<std::string, std::less<>> commitments;  // of the plan served
  std::set<std::string, std::less<>> units;
  std::set<std::string, std::less<>> unit_kinds;
};

//! Contents by name as faults show it: indicators/education.yaml.
using Files = std::map<std::string, std::string, std::less<>>;

//! Throws yaml::LoadError. What is shipped may be for commitments that this plan does not make: it
//! is left out; a file of the plan itself may not.
std::vector<Indicator> read_indicators(const Files& shipped, const Files& local,
                                       const registers::Catalogue& catalogue,
                                       const Surroundings& surroundings);

//! The same from folders, neither of which need exist.
std::vector<Indicator> load_indicators(const std::filesystem::path& shipped,
                                       const std::filesystem::path& local,
                                       const registers::Catalogue& catalogue,
                                       const Surroundings& surroundings);

//! The text of indicators/schema/<file>, as it was when the program was built.
std::string_view schema_text(std::string_view file);

}  // namespace indicator
