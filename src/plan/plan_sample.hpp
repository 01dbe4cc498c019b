#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plan/plan_edition.hpp"
#include "plan/share_record.hpp"

//! Five years of invented progress for any plan, so that every page has something to show. Nothing
//! in it is a fact: notes and document numbers say 示例.
namespace plan {

//! One invented step of the share of `unit` in `task`.
struct SampleStep {
  int task = 0;
  std::string unit;
  StepRequest request;

  bool operator==(const SampleStep&) const = default;
};

//! A person of the sample world and the post he holds.
struct SamplePerson {
  std::string name;  // sign-in name
  std::string display_name;
  std::string unit;
  std::string role;
};

//! The steps from publication to `until`, in the order of their days. The same plan and seed give
//! the same steps; each is possible after those before it (share_record.hpp).
std::vector<SampleStep> sample_steps(const PlanEdition& edition, std::uint64_t seed, Date until);

//! One person for each kind of role that reaches everywhere, a second one in the office, where who
//! prepares something never approves it, and one officer for each unit that
//! owes something.
std::vector<SamplePerson> sample_people(const Plan& plan);

}  // namespace plan
