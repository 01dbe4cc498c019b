#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/directory.hpp"
#include "base/date.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "base/working_days.hpp"
#include "register/declaration.hpp"
#include "register/value.hpp"

//! Which periods of a collection are open, until when, and who owes a form for each. Nothing opens
//! them: they follow from the declaration, the plan's units and the day. Pure.
namespace collection {

using base::Date;
using registers::Collection;

//! One period of a collection.
struct Round {
  base::Period period;
  Date opens_on;
  Date due_on;  // last day on which a form is in time

  bool operator==(const Round&) const = default;
};

Round round_of(const Collection& asked, const base::WorkingDays& calendar,
               const base::Period& period);

//! The newest rounds that are open by `today`, newest first, at most `rounds_max`.
std::vector<Round> open_rounds(const Collection& asked, const base::WorkingDays& calendar,
                               Date today, std::size_t rounds_max);

//! The period of this collection with that key; none if it is of another length, or before the
//! first one.
std::optional<base::Period> period_of_key(const Collection& asked, std::string_view key);

//! The period of a record whose period field is a text or, for years, an integer.
std::optional<base::Period> period_of_value(const Collection& asked, const registers::Value& value);

//! 条线 of a form that is one part of several; none if there are no parts.
std::optional<base::Text> part_title(const registers::Declaration& declaration,
                                     const std::string& part);

//! One form that is owed: of a unit, and of a part if the collection has parts.
struct Slot {
  std::string unit;
  std::string part;
  std::string parent;  // to whom it goes up, along the line; empty at its head

  bool operator==(const Slot&) const = default;
};

//! Who owes a form, in the order of the directory. A unit that ended before the round opened owes
//! none; one that ended since owes none either (its successor has its own), so a slot of it is
//! there only while it exists on `today`.
std::vector<Slot> slots_asked(const Collection& asked, const zhijiao::access::Directory& directory,
                              const Round& round, Date today);

}  // namespace collection
