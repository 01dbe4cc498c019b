#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indicator/figures.hpp"

//! The figures that a report on a task states beside what its unit writes. Pure.
namespace indicator {

//! One figure as it stood on a day, in words that stay when definitions change. It is stored with
//! reports, so a member may be added but never renamed or given another meaning.
struct CitedFigure {
  std::string indicator;
  std::string commitment;
  Text title;                         // of the commitment
  std::optional<UnitName> about;      // whose figure; none: the whole
  std::string period;                 // of the figure; empty if it has none
  std::optional<std::int64_t> value;  // in 1/10^scale of the unit of the indicator
  std::int64_t scale = 0;
  Text shown;   // 37.0%; why there is none
  Text note;    // what it leaves out, why it is not judged
  Text target;  // 不低于 4:6
  Attainment verdict = Attainment::unknown;
  Date on;  // when it was so
};
BOOST_DESCRIBE_STRUCT(CitedFigure, (),
                      (indicator, commitment, title, about, period, value, scale, shown, note,
                       target, verdict, on))

//! Of every measured commitment that the task serves, in the order of the plan: that of the unit if
//! it is judged by itself (it owes the commitment, or the figure is a ratio and it has records) and
//! its level is not withheld, else that of the whole. Left out: what could not be computed, and
//! what each of some units owes if the unit has such records without being one of them or above
//! one.
std::vector<CitedFigure> cited_figures(const std::vector<Indicator>& indicators,
                                       const ComputedById& computed, const World& world, int task,
                                       const std::string& unit);

}  // namespace indicator
