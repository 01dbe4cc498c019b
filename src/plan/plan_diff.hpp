#pragma once

#include <string>
#include <vector>

#include "plan/plan_model.hpp"

//! What changed between two versions of a plan, for people. Pure.
namespace plan {

enum class ChangeKind { added, removed, changed };
BOOST_DESCRIBE_ENUM(ChangeKind, added, removed, changed)

//! One member of a thing; `field` is its YAML key, or "order" if things only changed places.
struct FieldChange {
  std::string field;
  Text before;
  Text after;

  bool operator==(const FieldChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, before, after))

//! One thing of the plan: a task, a unit, the document.
struct PlanChange {
  ChangeKind kind = ChangeKind::changed;
  std::string noun;  // task, unit, document...
  Text noun_title;   // 任务
  std::string key;   // number or id; empty for what a plan has once
  Text title;        // of the thing, after the change if it is still there
  std::vector<FieldChange> fields;

  bool operator==(const PlanChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanChange, (), (kind, noun, noun_title, key, title, fields))

//! In the order of the plan's members, then of the later plan; what was removed comes last of its
//! noun. Empty exactly if the plans are equal.
std::vector<PlanChange> diff_plans(const Plan& before, const Plan& after);

//! One line: 任务 17“…”：deadline 由“…”改为“…”.
Text change_text(const PlanChange& change);

}  // namespace plan
