#pragma once

#include "http/table.hpp"
#include "plan/plan_views.hpp"

//! The lists of the plan as people take them away: exactly what the page shows, in its order, in
//! the language of the person.
namespace plan {

using http::Language;

http::Table tasks_table(const Board& board, Language language);
http::Table shares_table(const Board& board, Language language);
http::Table measures_table(const Board& board, Language language);
http::Table units_table(const UnitList& list, Language language);
http::Table commitments_table(const CommitmentList& list, Language language);
http::Table findings_table(const FindingList& list, Language language);
http::Table bodies_table(const BodyList& list, Language language);
http::Table changes_table(const ChangeList& list, Language language);
http::Table public_table(const PublicProgress& progress, Language language);

}  // namespace plan
