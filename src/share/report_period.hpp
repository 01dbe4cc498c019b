#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "plan/plan_model.hpp"
#include "plan/share_record.hpp"

//! For which spans of time reports are asked, and from whom (domain §11, §14: monthly report by day
//! 5, also if nothing changed). Pure: the day is given.
namespace share {

using base::Date;
using base::Text;

struct ReportPeriod {
  std::string key;  // 2026-11, 2026Q4, 2026H2, 2026
  Date from;
  Date to;      // included
  Date due_on;  // last day on which its report is in time

  bool operator==(const ReportPeriod&) const = default;
};

//! The period of the plan's rhythm that contains `day`.
ReportPeriod period_of(const plan::ReportSettings& settings, Date day);
ReportPeriod next_period(const plan::ReportSettings& settings, const ReportPeriod& period);
ReportPeriod previous_period(const plan::ReportSettings& settings, const ReportPeriod& period);

//! The period of a key of any rhythm, so that reports outlive a change of it; none for other text.
std::optional<ReportPeriod> parse_period(const plan::ReportSettings& settings,
                                         std::string_view key);

//! 2026年11月 / November 2026
Text period_title(const ReportPeriod& period);

//! The first period that is asked for: that of the day on which the plan began to be recorded, or
//! of the plan's `since` if that is later.
ReportPeriod first_period(const plan::ReportSettings& settings, Date recorded_on);

//! The period whose reports are due next or are being waited for on `today`: the one that ended
//! last, and from the first day on the present one if none has ended yet.
ReportPeriod period_asked(const plan::ReportSettings& settings, const ReportPeriod& first,
                          Date today);

//! What ended before this day no office asks for any more: a year before `asked`, and never before
//! the first period.
Date oldest_asked(const ReportPeriod& first, const ReportPeriod& asked);

//! The periods before `asked` on which a share has written nothing and still owes a report, oldest
//! first. `begun`: those of which it has one, be it a draft, in any order and rhythm.
//! A share that reports is asked for each month it left out, as a zero report is asked too
//! (零报告); one without an earlier report only for the last, so that who begins with an old plan
//! is not asked for months in which nobody reported.
std::vector<ReportPeriod> missed_periods(const plan::ReportSettings& settings,
                                         const ReportPeriod& first, const ReportPeriod& asked,
                                         const std::vector<ReportPeriod>& begun);

//! True if a report on `period` is asked for a share. `at_end` is the share as it was recorded at
//! the end of the period (or today, if that is earlier), `now` as it is recorded now: what was
//! finished within the period but entered later owes nothing. A share that waits for its condition
//! owes nothing.
bool owes_report(const plan::ShareRecord& at_end, const plan::ShareRecord& now,
                 const ReportPeriod& period);

}  // namespace share
