#pragma once

#include <array>
#include <exception>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan_model.hpp"
#include "plan/yaml_reader.hpp"

//! Reads a plan folder: nine YAML files, each with a JSON Schema under plans/schema. Refuses
//! whatever a person could have meant differently, and whatever the rest of the program relies on:
//! unique ids and numbers, references that resolve, one root, no cycles, dates that exist.
namespace plan {

constexpr std::array<std::string_view, 9> kPlanFiles = {
    "plan.yaml",   "measures.yaml", "tasks.yaml",    "commitments.yaml", "units.yaml",
    "bodies.yaml", "duties.yaml",   "calendar.yaml", "roles.yaml"};

//! Every fault that was found. Faults of reference are looked for only once all files are well
//! formed, since a file that cannot be read would make every reference to it look wrong.
class LoadError : public std::exception {
 public:
  //! Precondition: `faults` is not empty.
  explicit LoadError(std::vector<Fault> faults);

  //! The first fault in English, and how many more there are.
  const char* what() const noexcept override { return what_.c_str(); }
  const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
  std::string what_;
};

//! `tasks.yaml:12:5: reason`; without line and column if the fault is of the whole file.
std::string fault_text(const Fault& fault, bool english);

//! Throws LoadError. `known_permissions` are the names roles may use; `Fault::file` is the name of
//! the file inside the folder.
Plan load_plan(const std::filesystem::path& folder,
               std::span<const std::string_view> known_permissions);

//! The same from file contents by name.
Plan read_plan(const std::map<std::string, std::string, std::less<>>& contents,
               std::span<const std::string_view> known_permissions);

//! The text of plans/schema/<file>, as it was when the program was built; empty if there is none.
std::string_view schema_text(std::string_view file);

}  // namespace plan
