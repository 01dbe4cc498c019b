#include "plan/plan_words.hpp"

#include <fmt/format.h>

namespace plan {

using base::Text;

Text status_name(Status status) {
  switch (status) {
    case Status::not_begun:
      return {"未启动", "Not begun"};
    case Status::on_course:
      return {"推进中", "On course"};
    case Status::due_soon:
      return {"临近时限", "Due soon"};
    case Status::late:
      return {"逾期", "Late"};
    case Status::closed:
      return {"已销号", "Closed"};
    case Status::condition_pending:
      return {"条件未触发", "Condition not met"};
    case Status::extended:
      return {"已延期", "Extended"};
    case Status::routine:
      return {"转常态化", "Routine"};
    case Status::ended:
      return {"已终止", "Ended"};
  }
  return {};
}

Text role_name(Role role) {
  switch (role) {
    case Role::lead:
      return {"牵头", "Lead"};
    case Role::presumed_lead:
      return {"牵头（待确认）", "Lead (to be confirmed)"};
    case Role::supporting:
      return {"配合", "Supporting"};
  }
  return {};
}

Text step_name(StepKind step) {
  switch (step) {
    case StepKind::assign:
      return {"交办", "Assigned"};
    case StepKind::revise:
      return {"方案修订", "Plan revised"};
    case StepKind::withdraw:
      return {"方案不再列入", "No longer in the plan"};
    case StepKind::begin:
      return {"启动", "Begun"};
    case StepKind::report:
      return {"报告进展", "Reported"};
    case StepKind::extend:
      return {"延期", "Extended"};
    case StepKind::meet_condition:
      return {"条件触发", "Condition met"};
    case StepKind::turn_routine:
      return {"转常态化", "Turned into routine"};
    case StepKind::end:
      return {"终止", "Ended"};
    case StepKind::close:
      return {"销号", "Closed"};
    case StepKind::reopen:
      return {"重新启动", "Reopened"};
    case StepKind::await_condition:
      return {"条件未触发", "Condition not met yet"};
    case StepKind::merge:
      return {"合并", "Merged"};
    case StepKind::split:
      return {"拆分", "Split"};
    case StepKind::reassign:
      return {"改由其他单位承担", "Given to another unit"};
    case StepKind::override_status:
      return {"人工认定状态", "Status overridden"};
    case StepKind::lift_override:
      return {"撤回人工认定", "Override taken back"};
    case StepKind::confirm_lead:
      return {"确认牵头", "Confirmed as lead"};
    case StepKind::yield_lead:
      return {"不再牵头，改为配合", "No longer the lead"};
  }
  return {};
}

Text result_name(Result result) {
  switch (result) {
    case Result::number:
      return {"数量", "Number"};
    case Result::document:
      return {"文件", "Document"};
    case Result::list:
      return {"清单", "List"};
    case Result::standing:
      return {"常态工作", "Standing duty"};
  }
  return {};
}

Text unit_kind_name(UnitKind kind) {
  switch (kind) {
    case UnitKind::province:
      return {"省", "Province"};
    case UnitKind::city:
      return {"市", "City"};
    case UnitKind::county:
      return {"县（市、区）", "County unit"};
    case UnitKind::park:
      return {"园区", "Industrial park"};
    case UnitKind::department:
      return {"部门", "Department"};
    case UnitKind::party:
      return {"党委部门", "Party body"};
    case UnitKind::association:
      return {"群团组织", "Association"};
    case UnitKind::school:
      return {"学校", "School"};
    case UnitKind::college:
      return {"高职院校", "College"};
    case UnitKind::education_group:
      return {"职教集团", "Education group"};
    case UnitKind::enterprise:
      return {"企业", "Enterprise"};
  }
  return {};
}

Text period_name(Period period) {
  switch (period) {
    case Period::once:
      return {"一次性", "Once"};
    case Period::each_month:
      return {"每月", "Each month"};
    case Period::each_quarter:
      return {"每季度", "Each quarter"};
    case Period::each_half_year:
      return {"每半年", "Each half year"};
    case Period::each_year:
      return {"每年", "Each year"};
  }
  return {};
}

Text source_name(const Source& source) {
  if (source.measure) {
    return {fmt::format("第{}条", *source.measure), fmt::format("Measure {}", *source.measure)};
  }
  if (source.task) {
    return {fmt::format("任务{}", *source.task), fmt::format("Task {}", *source.task)};
  }
  return {source.section, source.section};
}

}  // namespace plan
