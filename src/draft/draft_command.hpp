#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace draft {

struct CommandOptions {
  std::filesystem::path file;
  std::filesystem::path folder;           // empty: nothing is written
  std::filesystem::path units;            // units.yaml, or the folder of a plan; empty: found
  std::filesystem::path plans = "plans";  // where plans of known places stand
  std::string region;                     // for a place that no plan knows
  std::filesystem::path compare;          // folder of a plan made by people
  std::string format = "text";            // or "json"
  bool english = false;
};

//! What the command says, and its exit status: 1 if what was written is not yet a plan.
struct CommandOutcome {
  std::string output;
  int status = 0;
};

//! `zhijiao draft`: reads a document and writes the folder of a plan. The organisation is that of
//! `units`, else of the plan below `plans` whose place issued the document, else it is proposed
//! from the document. Throws base::Problem, and plan::LoadError for a broken folder that was named.
CommandOutcome draft_command(const CommandOptions& options,
                             std::span<const std::string_view> known_permissions, base::Date today);

}  // namespace draft
