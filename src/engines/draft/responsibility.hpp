#pragma once

#include <vector>

#include "engines/draft/deadlines.hpp"
#include "engines/draft/units.hpp"

//! Who owes an item and until when, as documents attach it: （责任单位：…；完成时限：…）,
//! （市教育局牵头，市财政局配合）, 牵头单位：… on a line of its own; or say it:
//! 由市教育局牵头，市财政局配合。
namespace engines::draft {

//! What was read, and which characters it was read from.
struct Responsibility {
  std::vector<Responsible> owners;
  std::vector<ResponsiblePerson> persons;
  std::optional<Deadline> deadline;
  std::vector<Range> read;
  std::vector<NotUnderstood> not_understood;

  bool empty() const { return owners.empty() && !deadline && persons.empty(); }
};

//! Looks through the paragraphs of one item. Everything that names owners or a deadline in the
//! document's own form for it is read; a sentence that only mentions a unit is not.
Responsibility responsibility_in(const Reading& reading, const std::vector<Range>& paragraphs,
                                 Units& units, const TimeContext& context);

//! What a cell of a table says under a heading; `role` is that of the column.
enum class OwnerColumn { lead, responsible, supporting };
void read_owners(const Reading& reading, Range cell, OwnerColumn column, Units& units,
                 const TimeContext& context, Responsibility& result);

//! True for 责任单位:, 完成时限: and the like at the beginning.
bool begins_with_field(Words words);

//! Gives the first owner the presumed lead where no lead is named. Call once everything is read.
void settle_roles(Responsibility& responsibility);

}  // namespace engines::draft
