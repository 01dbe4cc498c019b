#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "plan/plan_model.hpp"
#include "plan/share_record.hpp"

//! Milestones (节点) of a share: what a report ticks in place of a percentage (domain §14: for a
//! task that issues a document a percentage is meaningless). Pure.
namespace share {

using base::Date;
using base::Text;

enum class MilestoneKind {
  step,       // done on a day
  quantity,   // so many of so many
  recurrence  // done within a span of time, asked anew in the next
};
BOOST_DESCRIBE_ENUM(MilestoneKind, step, quantity, recurrence)

//! The stations of a document on its way out; `other` for steps of one's own.
enum class Stage {
  other,
  drafting,
  consultation,
  co_signing,
  legality_review,
  deliberation,
  issue,
  document_number
};
BOOST_DESCRIBE_ENUM(Stage, other, drafting, consultation, co_signing, legality_review, deliberation,
                    issue, document_number)

//! How often a recurrence is asked for.
enum class Rhythm { month, quarter, half_year, year };
BOOST_DESCRIBE_ENUM(Rhythm, month, quarter, half_year, year)

struct Milestone {
  std::string id;  // UUID, kept when the list is drawn up anew
  MilestoneKind kind = MilestoneKind::step;
  Stage stage = Stage::other;
  std::string title;
  std::optional<Date> due_on{};
  std::optional<std::int64_t> target{};  // of a quantity
  std::optional<std::string> unit_name{};
  std::optional<Rhythm> every{};  // of a recurrence; none: a month

  bool operator==(const Milestone&) const = default;
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (id, kind, stage, title, due_on, target, unit_name, every))

//! The milestones of one share as its unit, or for all shares of a task its lead, drew them up. Its
//! JSON is the content of milestone_list_version.
struct MilestoneList {
  std::vector<Milestone> milestones;
  //! Drawn up by the lead for every share of the task that has no list of its own.
  bool for_all = false;

  bool operator==(const MilestoneList&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneList, (), (milestones, for_all))

//! True for who leads the task, or led it by the plan until a document named another: what was
//! drawn up for all holds on.
bool drew_up_for_all(const plan::ShareRecord& share);
//! True if the list that `lead` drew up is that of `share` too, if it has none of its own.
bool stands_for(const MilestoneList& list, const plan::ShareRecord& lead,
                const plan::ShareRecord& share);

//! What is impossible in a list: too many, no title, a target that is missing, not positive or of
//! no quantity, a rhythm of no recurrence, one id twice.
std::vector<base::FieldError> faults_of(const MilestoneList& list);

//! The span of time around `day` in which a recurrence is to take place once.
base::Period span_of(const Milestone& recurrence, Date day);

//! The stations of a document in their order, without ids; drafting to document number.
std::vector<Milestone> document_milestones();
Text stage_name(Stage stage);

//! What a unit's list begins as for a task with these results: the stations for a document, a
//! quantity for each numeric commitment that this unit or the whole region has to reach, a
//! recurrence for a standing duty. Without ids.
std::vector<Milestone> proposed_milestones(const plan::Plan& plan, const plan::Task& task,
                                           const std::string& unit);

}  // namespace share
