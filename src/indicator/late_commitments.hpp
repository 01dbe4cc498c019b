#pragma once

#include <optional>
#include <vector>

#include "indicator/declaration.hpp"
#include "indicator/trend_views.hpp"
#include "plan/plan_check.hpp"
#include "plan/plan_model.hpp"

//! Commitments that are late or will be, as findings of the plan. Pure.
namespace indicator {

//! How one commitment stands on the day shown.
struct CommitmentStanding {
  const Indicator& indicator;
  const plan::Commitment& commitment;
  Date figure_on;  // the day shown, or the kept day before it that stands for it
  std::string period;
  std::optional<std::int64_t> value;
  Attainment verdict = Attainment::unknown;
  std::optional<std::int64_t> of;  // of units that reach it: all of them
  std::optional<ForecastView> forecast;
};

//! Rules commitment_overdue (its day has passed and it is not met) and commitment_falling_short (no
//! part of the forecast reaches it). Of a guide value or an aspiration it is a note only, for a gap
//! is no breach then.
std::vector<plan::Finding> late_commitments(const std::vector<CommitmentStanding>& standings,
                                            Date day);

//! 18,400 人, 37.0%, 520 万元.
Text figure_text(std::int64_t value, const Indicator& indicator);
//! 10 个单位中 7 个达到.
Text reaching_text(std::int64_t reaching, std::int64_t all);

}  // namespace indicator
