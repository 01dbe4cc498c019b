#include "program/tables.hpp"

#include "access/access_schema.hpp"
#include "admission/admission_schema.hpp"
#include "calendar/calendar_schema.hpp"
#include "collection/collection_schema.hpp"
#include "draft/draft_schema.hpp"
#include "file/file_schema.hpp"
#include "finance/funding_schema.hpp"
#include "indicator/indicator_schema.hpp"
#include "notice/notice_schema.hpp"
#include "parameter/parameter_schema.hpp"
#include "plan/plan_schema.hpp"
#include "register/register_tables.hpp"
#include "share/share_schema.hpp"
#include "supervision/supervision_schema.hpp"

namespace program {

std::vector<db::Migration> all_migrations() {
  std::vector<db::Migration> all;
  for (const auto& migrations :
       {zhijiao::access::access_migrations(), plan::plan_migrations(), draft::draft_migrations(),
        registers::register_migrations(), supervision::supervision_migrations(),
        file::file_migrations(), share::share_migrations(), notice::notice_migrations(),
        calendar::calendar_migrations(), admission::admission_migrations(),
        finance::finance_migrations(), collection::collection_migrations(),
        indicator::indicator_migrations(), parameter::parameter_migrations()}) {
    all.insert(all.end(), migrations.begin(), migrations.end());
  }
  return all;
}

}  // namespace program
