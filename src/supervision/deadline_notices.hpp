#pragma once

#include <string>
#include <vector>

#include "base/working_days.hpp"
#include "notice/notice_service.hpp"

//! Which deadlines people are told of today. Pure; counted in working days, because a reminder on
//! the Friday before a long holiday helps and one inside it does not.
namespace supervision {

//! Something a unit owes by a day.
struct DueItem {
  std::string key;  // names it for ever: share:<id>, demand:<id>
  std::string unit;
  base::Text what;
  base::Date due_on;
  std::string link;
  //! The unit heard of the day when it was set, a few days before: it is told on the last ones
  //! only.
  bool just_set = false;
};

struct DueNotice {
  std::string unit;
  notice::NewNotice notice;
};

//! Working days before a deadline at which people are told.
inline constexpr int kNearDays = 5;
inline constexpr int kLastDays = 1;
//! A deadline that passed longer ago is no news: it stands in every list.
inline constexpr int kPassedDays = 5;

//! What one unit owes of one kind (the key up to its first colon) by one day is one notice.
//! At most one notice an item and stage: near (5 working days left), last (1 or none left), passed.
//! Nothing on a day off. The occasion carries the deadline, so that an extended one is told anew.
std::vector<DueNotice> deadline_notices(const std::vector<DueItem>& items, base::Date today,
                                        const base::WorkingDays& calendar);

}  // namespace supervision
