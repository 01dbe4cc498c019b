#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "draft/draft_item.hpp"
#include "engines/draft/draft.hpp"
#include "plan/plan_model.hpp"
#include "plan/plan_write.hpp"

//! Between what the engine read and a plan. Pure.
namespace draft {

//! A plan that holds nothing but what every plan needs before its document: the roles of
//! plans/start/roles.yaml and the national calendar.
plan::Plan start_plan(const std::string& region);

//! The id of the topmost unit of a region that has no plan yet, and of the first plan drafted
//! there.
inline constexpr const char* kStartUnit = "region";

//! Whose names the engine may know: units and scopes of `base`.
engines::draft::Organisation organisation_of(const plan::Plan& base);

struct DraftRead {
  std::vector<DraftedItem> items;  // by kind, then in the order of the document
  std::vector<DocumentPart> parts;
  std::vector<DocumentFinding> findings;
  std::vector<NotUnderstood> not_understood;
};
BOOST_DESCRIBE_STRUCT(DraftRead, (), (items, parts, findings, not_understood))

//! Pieces of plan from what the engine read in `text`. `base` gave the organisation; its region is
//! the plan's. A gap that the plan format does not allow (a task without a day) is filled with the
//! most cautious value, marked as uncertain, and said in the fact's `why`. `today` stands for the
//! dates of a document that gives none.
DraftRead read_draft(const engines::draft::Draft& found, std::string_view text,
                     const plan::Plan& base, base::Date today);

//! The plan of these items on the organisation, roles and calendar of `base`. References to
//! measures and commitments that are not among the items are dropped; all other faults are left to
//! read_plan. Precondition: one item is the plan's head.
plan::Plan assemble(const plan::Plan& base, const std::vector<DraftContent>& items);

//! What a person should look at, for the YAML of assemble(base, contents of `items`).
plan::Comments comments_of(const plan::Plan& base, const std::vector<DraftedItem>& items);

}  // namespace draft
