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

namespace {

// Under SERIALIZABLE the check of a foreign key reads the page of the index on which the records of
// everybody else are just coming to lie, and each takes the other's for a collision (decision 27).
constexpr db::Migration kVersionsByThemselves{
    "program/0001_versions_by_themselves",
    "DO $$ DECLARE k record; BEGIN FOR k IN SELECT v.relname, c.conname FROM pg_constraint AS c "
    "JOIN pg_class AS v ON v.oid = c.conrelid JOIN pg_class AS r ON r.oid = c.confrelid "
    "WHERE c.contype = 'f' AND pg_table_is_visible(v.oid) AND v.relname = r.relname || '_version' "
    "LOOP EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', k.relname, k.conname); "
    "END LOOP; END $$;\n",
    db::Dialect::postgresql};

}  // namespace

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
  all.push_back(kVersionsByThemselves);
  return all;
}

}  // namespace program
