#include "plan/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/written_date.hpp"

namespace plan {

namespace {

Judgement closed(const ShareFacts& share) {
  const base::Date on = share.closed_on.value_or(share.due_on);
  switch (share.state) {
    case ShareState::routine:
      return {
          Status::routine,
          {fmt::format("{}经批准转为常态化工作", base::written_date(on)),
           fmt::format("Turned into routine work by document on {}", base::written_date_en(on))}};
    case ShareState::ended:
      return {Status::ended,
              {fmt::format("{}经批准合并或终止", base::written_date(on)),
               fmt::format("Merged or ended by document on {}", base::written_date_en(on))}};
    default:
      break;
  }
  const int days = on.days_since(share.due_on);
  if (days > 0) {
    return {
        Status::closed,
        {fmt::format("{}销号，比时限晚{}天", base::written_date(on), days),
         fmt::format("Closed on {}, {} days after the deadline", base::written_date_en(on), days)}};
  }
  return {Status::closed,
          {fmt::format("{}按期销号", base::written_date(on)),
           fmt::format("Closed in time on {}", base::written_date_en(on))}};
}

Judgement open(const ShareFacts& share, base::Date day, int due_soon_days) {
  const int days_left = share.due_on.days_since(day);
  const bool extended = share.due_on != share.original_due_on;
  if (days_left < 0) {
    return {Status::late,
            {fmt::format("时限{}，已逾期{}天", base::written_date(share.due_on), -days_left),
             fmt::format("Due {}, {} days late", base::written_date_en(share.due_on), -days_left)},
            -days_left};
  }
  if (days_left <= due_soon_days) {
    return {Status::due_soon,
            {fmt::format("{}到期，还有{}天", base::written_date(share.due_on), days_left),
             fmt::format("Due {}, {} days left", base::written_date_en(share.due_on), days_left)}};
  }
  if (share.missed && share.missed->due_on < day) {
    const DatedMilestone& missed = *share.missed;
    const int days = day.days_since(missed.due_on);
    return {Status::due_soon,
            {fmt::format("节点“{}”应于{}完成，已过{}天", missed.title,
                         base::written_date(missed.due_on), days),
             fmt::format("Milestone “{}” was due {}, {} days ago", missed.title,
                         base::written_date_en(missed.due_on), days)}};
  }
  if (extended) {
    return {
        Status::extended,
        {fmt::format("时限由{}延至{}", base::written_date(share.original_due_on),
                     base::written_date(share.due_on)),
         fmt::format("Deadline moved from {} to {}", base::written_date_en(share.original_due_on),
                     base::written_date_en(share.due_on))}};
  }
  if (share.begun_on && *share.begun_on <= day) {
    return {Status::on_course,
            {fmt::format("{}起推进，{}到期", base::written_date(*share.begun_on),
                         base::written_date(share.due_on)),
             fmt::format("Under way since {}, due {}", base::written_date_en(*share.begun_on),
                         base::written_date_en(share.due_on))}};
  }
  return {Status::not_begun,
          {fmt::format("尚未报告进展，{}到期", base::written_date(share.due_on)),
           fmt::format("Nothing reported yet, due {}", base::written_date_en(share.due_on))}};
}

Judgement overridden(const Judgement& computed, const StatusOverride& by) {
  Judgement judgement;
  judgement.status = by.status;
  judgement.computed = computed.status;
  judgement.days_late = by.status == Status::late ? computed.days_late : 0;
  judgement.reason = {
      fmt::format("人工认定：{}（按日期计算：{}）", by.reason, computed.reason.zh),
      fmt::format("Override: {} (by its dates: {})", by.reason, computed.reason.en)};
  return judgement;
}

}  // namespace

bool may_override(Status status) {
  return status == Status::not_begun || status == Status::on_course || status == Status::due_soon ||
         status == Status::late;
}

Judgement judge_share(const ShareFacts& share, base::Date day, int due_soon_days) {
  if (share.state != ShareState::open) return closed(share);
  if (share.condition == ConditionState::pending) {
    return {Status::condition_pending,
            {"条件尚未触发，触发后再计时限",
             "The condition has not come true; the deadline counts from then"}};
  }
  const Judgement computed = open(share, day, due_soon_days);
  return share.overridden ? overridden(computed, *share.overridden) : computed;
}

bool is_done(Status status) {
  return status == Status::closed || status == Status::routine || status == Status::ended;
}

Status judge_task(std::span<const Status> shares) {
  const auto any = [&](Status wanted) { return std::ranges::count(shares, wanted) > 0; };
  if (std::ranges::all_of(shares, is_done)) {
    if (any(Status::closed)) return Status::closed;
    return any(Status::routine) ? Status::routine : Status::ended;
  }
  for (const Status urgent : {Status::late, Status::due_soon, Status::extended}) {
    if (any(urgent)) return urgent;
  }
  if (any(Status::on_course)) return Status::on_course;
  const auto waits = [](Status status) {
    return status == Status::condition_pending || is_done(status);
  };
  if (std::ranges::all_of(shares, waits)) return Status::condition_pending;
  // A task that one unit has finished is under way even if the others have not reported.
  return std::ranges::any_of(shares, is_done) ? Status::on_course : Status::not_begun;
}

}  // namespace plan
