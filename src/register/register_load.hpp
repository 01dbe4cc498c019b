#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "register/declaration.hpp"
#include "yaml/fault.hpp"

//! Reads the declarations of all registers: those shipped below registers/ and those a plan adds
//! below plans/<plan>/registers/. Refuses whatever tables, checks and pages rely on not to happen,
//! with file, line, column and what to do, everything at once.
namespace registers {

//! What a declaration may name besides other registers: both are plan data.
struct Surroundings {
  std::vector<std::string> roles;
  std::vector<std::string> unit_kinds;
};

//! Contents by path relative to the folder: education/student.yaml, codes/ethnic_group.yaml.
using Files = std::map<std::string, std::string, std::less<>>;

struct Loaded {
  Catalogue catalogue;
  //! What is sound but should be thought about, such as a datum asked twice (一表通).
  std::vector<yaml::Fault> findings;
};

//! Attributes of a unit that a derived field may show.
constexpr std::string_view kUnitFields[] = {"name", "short_name", "kind", "division_code",
                                            "credit_code"};

//! Throws yaml::LoadError. `local` are the files of the plan's folder: a file with `extends` adds
//! fields, rules, columns and presets to a register and may set parameters that `may_differ`; it
//! cannot change or remove anything.
Loaded read_registers(const Files& shipped, const Files& local, const Surroundings& surroundings);

//! The same from folders; `local` need not exist. Files of `schema/` and `standards/` and other
//! suffixes than .yaml are not read.
Loaded load_registers(const std::filesystem::path& shipped, const std::filesystem::path& local,
                      const Surroundings& surroundings);

//! The text of registers/schema/<file>, as it was when the program was built.
std::string_view schema_text(std::string_view file);

}  // namespace registers
