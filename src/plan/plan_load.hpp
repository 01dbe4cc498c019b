#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "plan/plan_model.hpp"
#include "yaml/fault.hpp"

//! Reads a plan folder: nine YAML files, each with a JSON Schema under plans/schema. Refuses
//! whatever a person could have meant differently, and whatever the rest of the program relies on:
//! unique ids and numbers, references that resolve, one root, no cycles, dates that exist.
namespace plan {

constexpr std::array<std::string_view, 9> kPlanFiles = {
    "plan.yaml",   "measures.yaml", "tasks.yaml",    "commitments.yaml", "units.yaml",
    "bodies.yaml", "duties.yaml",   "calendar.yaml", "roles.yaml"};

using yaml::Fault;
using yaml::fault_text;
using yaml::LoadError;

//! Throws LoadError. Faults of reference are looked for only once all files are well formed, since
//! a file that cannot be read would make every reference to it look wrong. `known_permissions` are
//! the names roles may use; `Fault::file` is the name of the file inside the folder.
Plan load_plan(const std::filesystem::path& folder,
               std::span<const std::string_view> known_permissions);

//! The same from file contents by name.
Plan read_plan(const std::map<std::string, std::string, std::less<>>& contents,
               std::span<const std::string_view> known_permissions);

//! Reads one file of a folder into `plan`, without looking at what it refers to. Throws LoadError.
void read_part(std::string_view file, std::string_view content, Plan& plan);

//! The text of plans/schema/<file>, as it was when the program was built; empty if there is none.
std::string_view schema_text(std::string_view file);

}  // namespace plan
