#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>

#include "base/date.hpp"
#include "base/text.hpp"

//! What state a share or a task is in on a given day. Never typed by anybody: computed from dates,
//! milestones, steps and approving documents (domain §11, §14). Pure.
namespace plan {

//! The order is that of the board's legend.
enum class Status {
  not_begun,          // ○ nothing reported, time left
  on_course,          // ● begun, time left
  due_soon,           // ▲ the deadline is near, or the day of a milestone has passed
  late,               // ■ the deadline has passed
  closed,             // ✓ 销号
  condition_pending,  // ◇ 条件未触发
  extended,           // ⇢ 延期: by document, new deadline ahead
  routine,            // ↻ 转常态化: by document
  ended               // ⊗ merged or ended: by document
};
BOOST_DESCRIBE_ENUM(Status, not_begun, on_course, due_soon, late, closed, condition_pending,
                    extended, routine, ended)

//! Where a share stands after its last step.
enum class ShareState { open, closed, routine, ended };
BOOST_DESCRIBE_ENUM(ShareState, open, closed, routine, ended)

//! Whether a share waits for a condition of its task (入选…后).
enum class ConditionState { none, pending, met };
BOOST_DESCRIBE_ENUM(ConditionState, none, pending, met)

//! What the office says a share's status is, against what is computed, and why.
struct StatusOverride {
  Status status = Status::on_course;
  std::string reason;

  bool operator==(const StatusOverride&) const = default;
};
BOOST_DESCRIBE_STRUCT(StatusOverride, (), (status, reason))

//! True for what dates decide; what a document decides is nobody's to say.
bool may_override(Status status);

//! A milestone on the way to the deadline, by its day.
struct DatedMilestone {
  std::string title;
  base::Date due_on;

  bool operator==(const DatedMilestone&) const = default;
};
BOOST_DESCRIBE_STRUCT(DatedMilestone, (), (title, due_on))

//! What the status of one share is computed from.
struct ShareFacts {
  ShareState state = ShareState::open;
  ConditionState condition = ConditionState::none;
  base::Date due_on;           // the deadline now in force
  base::Date original_due_on;  // that of the plan; differs only by an approving document
  std::optional<base::Date> begun_on;
  std::optional<base::Date> closed_on;  // effective day of closing, routine or end
  std::optional<StatusOverride> overridden{};
  //! Of the milestones that were not reached, the one whose day passed first.
  std::optional<DatedMilestone> missed{};
};

struct Judgement {
  Status status = Status::not_begun;
  base::Text reason;                 // one sentence with the dates that decided
  int days_late = 0;                 // > 0 only if late
  std::optional<Status> computed{};  // only if an override stands in its place
};

//! The status at the end of `day`. A day on the deadline itself, or on that of a milestone, is
//! still in time. A milestone that was missed warns; only the deadline makes late. An override
//! holds only while the share is open and its dates decide, and says in its reason what they say.
Judgement judge_share(const ShareFacts& share, base::Date day, int due_soon_days);

//! The status of a task from the statuses of its shares: closed only when every share is done, late
//! as soon as one share is (the shares say whose), waiting only when all that is open waits.
//! Precondition: `shares` is not empty.
Status judge_task(std::span<const Status> shares);

//! Closed, turned into routine or ended: nothing more is owed.
bool is_done(Status status);

}  // namespace plan
