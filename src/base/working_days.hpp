#pragma once

#include <vector>

#include "base/date.hpp"

//! Working days of the plan's calendar: Monday to Friday without the holidays, and the weekend days
//! that are worked in exchange (State Council's yearly notice).
namespace base {

struct DayRange {
  Date from;
  Date to;  // included
};

class WorkingDays {
 public:
  WorkingDays() = default;
  WorkingDays(std::vector<DayRange> holidays, std::vector<DayRange> workdays)
      : holidays_(std::move(holidays)), workdays_(std::move(workdays)) {}

  bool works_on(Date day) const;
  //! The n-th working day after `day`, which itself does not count; `day` itself for 0.
  Date after(Date day, int n) const;
  //! Working days after `from` up to and including `to`; negative if `to` is earlier.
  int between(Date from, Date to) const;
  //! The earliest day of which the n-th working day is not before `today`: a term of n that began
  //! before it is over. Precondition: n > 0.
  Date earliest_in_term(Date today, int n) const;

 private:
  std::vector<DayRange> holidays_;
  std::vector<DayRange> workdays_;
};

}  // namespace base
