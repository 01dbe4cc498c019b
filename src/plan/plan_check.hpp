#pragma once

#include <string>
#include <vector>

#include "plan/plan_model.hpp"

//! Finds what is wrong with a plan as a plan: what nobody owes, what nobody can measure, what
//! contradicts itself. Pure; it knows no city. Whether a folder is well formed is plan_load's.
namespace plan {

//! error: the plan cannot be carried out as it stands; warning: it needs a ruling;
//! note: worth knowing.
enum class Severity { error, warning, note };
BOOST_DESCRIBE_ENUM(Severity, error, warning, note)

struct Finding {
  std::string rule;  // measure_without_task
  Severity severity = Severity::warning;
  Text title;   // the rule in a few words
  Text detail;  // what was found, with numbers
  Text advice;  // what to do
  // What it is about, for links and filters.
  std::vector<int> measures;
  std::vector<int> tasks;
  std::vector<std::string> units;
  std::vector<std::string> commitments;
  std::vector<std::string> bodies;
  std::string link{};  // page that says more; empty if there is none

  bool operator==(const Finding&) const = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (rule, severity, title, detail, advice, measures, tasks, units, commitments,
                       bodies, link))

//! All findings, ordered by severity, then rule, then place in the document. Precondition: the plan
//! came from load_plan, so every reference in it resolves.
std::vector<Finding> check_plan(const Plan& plan);

//! For the command line: the findings under their rules and one line of summary.
std::string findings_text(const std::vector<Finding>& findings, bool english);

//! The findings as a JSON array.
std::string findings_json(const std::vector<Finding>& findings);

}  // namespace plan
