#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace zhijiao::access {

//! What the program knows to ask for. Roles, which are plan data, name these; a name that is not
//! here gives nothing, so the check of a plan refuses it.
enum class Permission {
  plan_read,
  share_record,
  share_decide,
  report_review,
  form_stamp,
  finding_read,
  account_manage,
  audit_read,
  plan_load,
  supervision_draft,
  supervision_release,
  admission_read,
  admission_offer,
  admission_issue,
  admission_prepare,
  admission_confirm,
  parameter_write
};

struct KnownPermission {
  Permission permission;
  std::string_view name;  // as roles spell it: plan.read
  base::Text title;
  //! Counts only in a role that reaches everywhere: what it opens belongs to no single unit.
  //! Otherwise whoever may appoint people in one unit could appoint himself over all.
  bool whole_region;
};

//! All of them, in the order in which pages list them.
const std::vector<KnownPermission>& known_permissions();

const KnownPermission& about(Permission permission);
std::optional<Permission> parse_permission(std::string_view name);

}  // namespace zhijiao::access
