#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

//! Work belongs to a unit, so whoever takes a post over has it on his list the same day. What can
//! be lost is the person: units with open work where nobody records, or soon nobody will. Pure.
namespace share {

using base::Date;

//! Somebody who records for a unit, has done so or will soon.
struct Officer {
  std::string name;
  Date since;
  std::optional<Date> until{};  // last day
  bool acting = false;

  bool holds(Date day) const { return since <= day && (!until || *until >= day); }
  bool operator==(const Officer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Officer, (), (name, since, until, acting))

enum class Vacancy { vacant, ending };
BOOST_DESCRIBE_ENUM(Vacancy, vacant, ending)

struct Gap {
  Vacancy vacancy = Vacancy::vacant;
  //! The first day without anybody; none if there never was somebody.
  std::optional<Date> from{};

  bool operator==(const Gap&) const = default;
};

//! How far ahead an end is told: time enough to appoint somebody.
constexpr int kHandOverDaysAhead = 30;

//! When a unit with these officers has nobody: on `today`, or on a day within the days ahead; none
//! if somebody is always there.
std::optional<Gap> gap_of(const std::vector<Officer>& officers, Date today);

}  // namespace share
