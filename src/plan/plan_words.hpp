#pragma once

#include "base/text.hpp"
#include "plan/plan_model.hpp"
#include "plan/share_record.hpp"
#include "plan/status.hpp"

//! What the words of the plan are called on paper, in the terms of the glossary.
namespace plan {

base::Text status_name(Status status);
base::Text role_name(Role role);
base::Text step_name(StepKind step);
base::Text result_name(Result result);
base::Text unit_kind_name(UnitKind kind);
base::Text period_name(Period period);
//! 第22条 / Measure 22, 任务17 / Task 17, or the section.
base::Text source_name(const Source& source);

}  // namespace plan
