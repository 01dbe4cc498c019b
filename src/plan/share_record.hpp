#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "plan/plan_model.hpp"
#include "plan/status.hpp"

namespace plan {

//! What happened to a share. `assign`, `revise` and `withdraw` come from loading a plan version, an
//! `assign` also from a split, `yield_lead` from the confirmation of another; the others are
//! recorded by people. From `extend` on they change what is owed or who leads (任务调整) and need
//! an approving document, but for the two about an override.
enum class StepKind {
  assign,
  revise,
  withdraw,
  begin,
  report,
  extend,
  meet_condition,
  turn_routine,
  end,
  close,
  reopen,
  await_condition,  // found not to be owed before its condition comes true
  merge,            // into another share
  split,            // other units take over a part, each with a share of its own
  reassign,         // to another unit
  override_status,  // against what is computed, with a reason
  lift_override,
  confirm_lead,  // of its task, presumed to or not
  yield_lead     // another unit was confirmed
};
BOOST_DESCRIBE_ENUM(StepKind, assign, revise, withdraw, begin, report, extend, meet_condition,
                    turn_routine, end, close, reopen, await_condition, merge, split, reassign,
                    override_status, lift_override, confirm_lead, yield_lead)

//! One version of a share: where it stands and the step that brought it there. Its JSON is the
//! content of share_version, so a member may be added but never renamed or given another meaning.
struct ShareRecord {
  std::string id;
  std::int64_t version = 0;

  int task = 0;
  std::string unit;
  Role role = Role::supporting;
  std::string through_scope;
  ShareState state = ShareState::open;
  ConditionState condition = ConditionState::none;
  Date due_on;
  Date original_due_on;
  std::optional<Date> begun_on;
  std::optional<Date> closed_on;
  std::optional<Date> last_step_on;

  StepKind step = StepKind::assign;
  Date effective_on;
  std::string by;  // display name of the person, as it was
  std::string note;
  std::string document_number;
  std::optional<Date> document_on;
  std::string document_file;  // id of the scan; empty: none

  //! The unit the plan gave it to, if a document gave it to another since.
  std::string assigned_unit;
  std::string into;                // share it was merged into
  std::string split_from;          // share it was split from: it owes nothing to the plan's text
  std::vector<std::string> units;  // of the last step: who took over, or a part
  //! Until it is lifted, or a document changes what is owed.
  std::optional<StatusOverride> overridden{};
  //! The role the plan gave it, once a document said who leads its task.
  std::optional<Role> assigned_role{};
  std::string lead_document;  // number of the document that confirmed it as the lead

  //! The unit by which the plan knows it.
  const std::string& plan_unit() const { return assigned_unit.empty() ? unit : assigned_unit; }
  Role plan_role() const { return assigned_role.value_or(role); }
  ShareFacts facts() const;
};
BOOST_DESCRIBE_STRUCT(ShareRecord, (),
                      (task, unit, role, through_scope, state, condition, due_on, original_due_on,
                       begun_on, closed_on, last_step_on, step, effective_on, by, note,
                       document_number, document_on, document_file, assigned_unit, into, split_from,
                       units, overridden, assigned_role, lead_document))

//! What a person asks to record.
struct StepRequest {
  StepKind step = StepKind::report;
  Date effective_on;
  std::string note;
  std::string document_number;
  std::optional<Date> document_on;
  std::optional<Date> due_on;
  std::string document_file{};
  std::string into{};                // merge: the share
  std::vector<std::string> units{};  // reassign: one; split: those who take over a part
  std::optional<Status> status{};    // override_status: what it is; `note` says why

  bool operator==(const StepRequest&) const = default;
};

//! True for the steps that need the permission to decide. begin and report only tell.
bool is_decision(StepKind step);
//! True for the decisions that change what is owed or who leads, which an approving document must
//! say.
bool needs_document(StepKind step);

//! The share after `step`. Throws base::Problem 409 "wrong-state" if the step is not possible where
//! the share stands, 422 with the fields that are missing or impossible. `today` bounds
//! effective_on; nothing is earlier than `published_on`.
ShareRecord take_step(const ShareRecord& share, const StepRequest& step, Date today,
                      Date published_on);

//! The shares that a split makes, in the order of its units and without ids: open, of the same
//! task, role and deadline. Precondition: `split` is the share after the step.
std::vector<ShareRecord> split_shares(const ShareRecord& split);

//! Leads its task, or is presumed to, and not as one of a scope (各县市区).
bool leads(const ShareRecord& share);
//! A share that led until `confirmed` was, by the same document. Precondition: `confirmed` is a
//! share of the same task after the step.
ShareRecord yield_lead(const ShareRecord& share, const ShareRecord& confirmed);

//! The steps that are possible where the share stands.
std::vector<StepKind> possible_steps(const ShareRecord& share);

}  // namespace plan
