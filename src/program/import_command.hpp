#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "program/serve.hpp"
#include "register/import_views.hpp"

namespace program {

//! What `zhijiao import` is asked for.
struct ImportAsked {
  std::string noun;  // the register
  std::filesystem::path file;
  std::string account;               // sign-in name of the person in whose name it is written
  std::vector<std::string> columns;  // "title=field"; "title=" leaves the column out
  std::optional<std::int64_t> heading;
  std::optional<std::string> owner;
  bool clear = false;            // empty cells clear what is recorded
  bool check_only = false;       // write nothing
  bool good_rows = false;        // write the good rows, the others into `errors`
  bool confirmed = false;        // rows with warnings are right
  std::filesystem::path errors;  // none: beside the file
};

//! Checks every row of a CSV and writes them, by the running server or, if none runs, here; prints
//! what was found and how far it is. Returns 0 if the whole file is recorded (with check_only:
//! could be), 1 if rows are left. Throws base::Problem; nothing is written then.
int import_command(const ServeOptions& options, const ImportAsked& asked);

}  // namespace program
