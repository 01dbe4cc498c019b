#pragma once

#include <vector>

#include "base/date.hpp"

//! Working days of the plan's calendar: Monday to Friday without the holidays, and the weekend days
//! that are worked in exchange (State Council's yearly notice).
namespace registers {

struct DayRange {
  base::Date from;
  base::Date to;  // included
};

class WorkingDays {
 public:
  WorkingDays() = default;
  WorkingDays(std::vector<DayRange> holidays, std::vector<DayRange> workdays)
      : holidays_(std::move(holidays)), workdays_(std::move(workdays)) {}

  bool works_on(base::Date day) const;
  //! The n-th working day after `day`, which itself does not count; `day` itself for 0.
  base::Date after(base::Date day, int n) const;

 private:
  std::vector<DayRange> holidays_;
  std::vector<DayRange> workdays_;
};

}  // namespace registers
