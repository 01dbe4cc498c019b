#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <span>

#include "indicator/rollup.hpp"
#include "plan/plan_model.hpp"

//! A figure against what was promised. Exact: nothing is rounded before it is compared. Pure.
namespace indicator {

//! unruled: whether the figure is good enough depends on a ruling nobody has made (about, 左右).
//! unknown: there is no figure; never taken for zero.
enum class Attainment { met, unmet, unruled, unknown };
BOOST_DESCRIBE_ENUM(Attainment, met, unmet, unruled, unknown)

//! Why there is no figure.
enum class Lack { none, no_record, incomplete, nothing_to_divide_by };

//! What the sums mean: a count is the numerator, a ratio is numerator * per / denominator.
struct Shape {
  bool ratio = false;
  std::int64_t per = 1;  // >= 1
  int scale = 0;         // 0..6, decimals of the shown value
  bool more_is_better = true;
};

//! Numbers in 1/10^scale of the unit of the figure.
struct Goal {
  plan::Comparator comparator = plan::Comparator::at_least;
  std::int64_t low = 0;
  std::int64_t high = 0;  // of between
  int scale = 0;          // 0..6
};

struct Judgement {
  Attainment verdict = Attainment::unknown;
  Lack lack = Lack::none;
  //! In 1/10^scale of the shape, towards zero, so that no figure looks better than it is.
  std::optional<std::int64_t> value;
  //! How much more (if the figure is too high: less) the numerator must be, the denominator of a
  //! ratio staying. None if the goal is met.
  std::optional<std::int64_t> gap;
  //! Of a ratio of a part to its whole: how much more if the rest of the whole stays as it is. None
  //! also if no number would do.
  std::optional<std::int64_t> gap_rest_fixed;

  bool operator==(const Judgement&) const = default;
};

//! Precondition: the comparator is not `all`, which is judged for each unit.
Judgement judge(const Sums& sums, const Shape& shape, const Goal& goal);

//! How many units reach it, of all that must.
struct EachJudgement {
  Attainment verdict = Attainment::unknown;
  std::int64_t met = 0;
  std::int64_t unmet = 0;
  std::int64_t open = 0;  // unknown or unruled

  bool operator==(const EachJudgement&) const = default;
};

//! Met if all are; unmet as soon as one is known not to be. Nobody at all is unknown.
EachJudgement judge_each(std::span<const Attainment> verdicts);

}  // namespace indicator
