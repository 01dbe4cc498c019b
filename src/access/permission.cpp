#include "access/permission.hpp"

#include <algorithm>

namespace zhijiao::access {

const std::vector<KnownPermission>& known_permissions() {
  static const std::vector<KnownPermission> all{
      {Permission::plan_read,
       "plan.read",
       {"查看方案、任务和单位", "Read plan, tasks and units"},
       false},
      {Permission::share_record,
       "share.record",
       {"登记本单位任务进展", "Record progress of the unit's tasks"},
       false},
      {Permission::share_decide,
       "share.decide",
       {"凭文件调整时限、销号", "Extend, end and close tasks by document"},
       true},
      {Permission::report_review,
       "report.review",
       {"审核各单位的进展报告", "Review the reports of units"},
       false},
      {Permission::form_stamp,
       "form.stamp",
       {"上传本单位填报表的盖章件", "Bring stamped copies of the unit's forms"},
       false},
      {Permission::finding_read,
       "finding.read",
       {"查看方案检查发现的问题", "Read the findings of the plan check"},
       false},
      {Permission::account_manage,
       "account.manage",
       {"管理账号和岗位", "Manage accounts and posts"},
       true},
      {Permission::audit_read, "audit.read", {"查看操作记录", "Read the audit trail"}, true},
      {Permission::plan_load, "plan.load", {"载入方案", "Load a plan"}, true},
      {Permission::parameter_write,
       "parameter.write",
       {"从某天起改参数的值", "Change values of parameters from a day on"},
       true},
      {Permission::supervision_draft,
       "supervision.draft",
       {"登记批示、起草督办函件、核办回复",
        "Register instructions, draft letters of supervision, judge the answers"},
       true},
      {Permission::supervision_release,
       "supervision.release",
       {"签发督办函件", "Release letters of supervision"},
       true},
      {Permission::admission_read, "admission.read", {"查看招生录取", "Read admissions"}, false},
      {Permission::admission_offer,
       "admission.offer",
       {"填报本单位招生计划", "Propose the seats of the unit's schools"},
       false},
      {Permission::admission_issue,
       "admission.issue",
       {"发放本地考生登录码", "Give candidates of the unit their codes"},
       false},
      {Permission::admission_prepare,
       "admission.prepare",
       {"经办招生录取", "Prepare admissions"},
       true},
      {Permission::admission_confirm,
       "admission.confirm",
       {"复核招生录取", "Confirm what others prepared for admissions"},
       true},
  };
  return all;
}

const KnownPermission& about(Permission permission) {
  return *std::ranges::find(known_permissions(), permission, &KnownPermission::permission);
}

std::optional<Permission> parse_permission(std::string_view name) {
  const auto found = std::ranges::find(known_permissions(), name, &KnownPermission::name);
  if (found == known_permissions().end()) return std::nullopt;
  return found->permission;
}

}  // namespace zhijiao::access
