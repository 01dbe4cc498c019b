#pragma once

#include <optional>
#include <set>
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

//! One deadline at one stage: near (5 working days left), last (1 or none left), passed. It carries
//! the day, so that an extended deadline is told anew.
struct DueOccasion {
  std::string name;
  base::Text what;
  std::string link;
};

//! What is told in one notice: what a unit owes of one kind (the key up to its first colon) by one
//! day, at one stage.
struct DueTogether {
  std::string unit;
  base::Date due_on;
  std::vector<DueOccasion> occasions;  // at least one
};

//! Working days before a deadline at which people are told.
inline constexpr int kNearDays = 5;
inline constexpr int kLastDays = 1;
//! A deadline that passed longer ago is no news: it stands in every list.
inline constexpr int kPassedDays = 5;

//! What is told today; nothing on a day off.
std::vector<DueTogether> deadlines_to_tell(const std::vector<DueItem>& items, base::Date today,
                                           const base::WorkingDays& calendar);

//! The notice of what a person was not `told` of (by occasion); none if that is nothing. So who was
//! told of a deadline hears of it no second time when others come or go beside it.
std::optional<notice::NewNotice> deadline_notice(const DueTogether& due,
                                                 const std::set<std::string>& told,
                                                 base::Date today);

}  // namespace supervision
