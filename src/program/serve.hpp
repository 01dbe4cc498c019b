#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"
#include "plan/plan_model.hpp"
#include "register/declaration.hpp"

namespace program {

struct ServeOptions {
  std::filesystem::path data = "var";
  std::string database;  // empty: SQLite in `data`
  std::filesystem::path plan = "plans/pingliang";
  //! Declarations of registers; empty: the folder `registers` beside `plans`, if there is one.
  std::filesystem::path registers;
  std::filesystem::path web = "web/dist";
  bool sample = false;
  http::Options http;
};

//! The database a data directory uses unless another one is named.
std::string database_url(const std::filesystem::path& data, const std::string& database);

//! Reads a plan folder, checking the roles against the permissions the program knows.
plan::Plan load_plan_folder(const std::filesystem::path& folder);

//! Reads the declarations below `folder` and those the plan adds in its own folder `registers`,
//! checking roles and kinds of units against the plan. An empty folder is the one beside `plans`.
//! Throws yaml::LoadError.
registers::Catalogue load_register_folder(const std::filesystem::path& folder,
                                          const std::filesystem::path& plan_folder,
                                          const plan::Plan& plan);

//! Where the command line reaches a running server.
std::filesystem::path local_socket(const std::filesystem::path& data);

//! Runs the server until SIGINT or SIGTERM. Throws base::Problem or plan::LoadError if it cannot
//! start. Returns 0 if every request in flight could be finished, 1 otherwise.
int serve(const ServeOptions& options);

}  // namespace program
