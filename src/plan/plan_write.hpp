#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/plan_model.hpp"

//! Writes a plan as the folder that load_plan reads: read_plan(write_plan(plan)) equals `plan` if
//! it came from there. Plain YAML as a person would write it; what is at its default is left out.
namespace plan {

//! Remarks for the person who goes on with the files, written as comments before a thing. Keys: the
//! member of Plan (tasks, commitments, ...) and the index in it.
using Comments = std::map<std::pair<std::string, std::size_t>, std::vector<std::string>>;

//! File contents by name. `head` is written as a comment at the top of every file.
std::map<std::string, std::string, std::less<>> write_plan(
    const Plan& plan, const Comments& comments = {}, const std::vector<std::string>& head = {});

//! Writes the files into `folder`, which is made, complete or not at all. Throws base::Problem 409
//! if it exists and is not empty, 507 if it cannot be written. Durable when it returns.
void write_folder(const std::filesystem::path& folder,
                  const std::map<std::string, std::string, std::less<>>& contents);

}  // namespace plan
