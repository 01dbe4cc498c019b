#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"
#include "notice/outbound.hpp"
#include "plan/plan_model.hpp"
#include "register/declaration.hpp"

namespace program {

struct ServeOptions {
  std::filesystem::path data = "var";
  std::string database;  // empty: SQLite in `data`
  std::filesystem::path plan = "plans/pingliang";
  //! Declarations of registers; empty: the folder `registers` beside `plans`, if there is one.
  std::filesystem::path registers;
  //! Six digits: begin without a plan, until a draft of one is finished.
  std::string region;
  std::filesystem::path web = "web/dist";
  bool sample = false;
  std::uint64_t sample_seed = 1;
  double sample_scale = 1;  // 0: people and progress, no records
  http::Options http;
  //! How mail and webhooks leave; nothing leaves without them.
  notice::OutboundOptions outbound;
};

//! The database a data directory uses unless another one is named.
std::string database_url(const std::filesystem::path& data, const std::string& database);

//! Reads a plan folder, checking the roles against the permissions the program knows.
plan::Plan load_plan_folder(const std::filesystem::path& folder);

//! The folder `registers` beside the folder that holds `plan_folder`.
std::filesystem::path registers_beside(const std::filesystem::path& plan_folder);

//! Reads the declarations below `folder` and those the plan adds in its own folder `registers`,
//! checking roles and kinds of units against the plan. None if there is no such folder.
//! Throws yaml::LoadError.
registers::Catalogue load_register_folder(const std::filesystem::path& folder,
                                          const std::filesystem::path& plan_folder,
                                          const plan::Plan& plan);
//! The plan a data directory uses: what a finished draft left there, else none yet if `region` is
//! given, else that of `plan`.
plan::Plan plan_in_use(const std::filesystem::path& data, const std::filesystem::path& plan,
                       const std::string& region);

//! Names of the permissions that roles may use.
std::vector<std::string_view> permission_names();

//! Where the command line reaches a running server.
std::filesystem::path local_socket(const std::filesystem::path& data);

//! `zhijiao sample`: makes the sample in a data directory that is empty and tells its sign-ins.
//! `until` is a date or empty. Throws base::Problem.
void make_sample_only(const ServeOptions& options, const std::string& until);

//! Runs the server until SIGINT or SIGTERM, and anew when a finished draft became the plan in use.
//! Throws base::Problem or plan::LoadError if it cannot
//! start. Returns 0 if every request in flight could be finished, 1 otherwise.
int serve(const ServeOptions& options);

}  // namespace program
