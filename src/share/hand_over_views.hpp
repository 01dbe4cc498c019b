#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/plan_views.hpp"
#include "share/hand_over.hpp"

namespace share {

//! A unit that owes open work and has nobody for it, or soon has not.
struct HandOverLine {
  plan::UnitRef unit;
  Vacancy vacancy = Vacancy::vacant;
  std::optional<Date> from{};  // first day without anybody; none if there never was somebody
  int open_shares = 0;
  int late_shares = 0;
  std::vector<int> tasks;         // of the open shares
  std::vector<Officer> officers;  // who were, are and will be
};
BOOST_DESCRIBE_STRUCT(HandOverLine, (),
                      (unit, vacancy, from, open_shares, late_shares, tasks, officers))

//! GET /api/hand-overs: in the order of the first day without anybody, those that never had one
//! last.
struct HandOverList {
  Date today;
  std::vector<HandOverLine> lines;
};
BOOST_DESCRIBE_STRUCT(HandOverList, (), (today, lines))

}  // namespace share
