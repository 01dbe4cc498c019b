#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "file/file_views.hpp"
#include "plan/plan_views.hpp"
#include "share/part_record.hpp"

//! What people are shown of a share that is handed down: the answers of the API.
namespace share {

struct PartLine {
  Part part;
  Text name;                 // of the unit or the section
  std::int64_t version = 0;  // of the answer; 0: none
  std::optional<PartContent> answer{};
  std::vector<file::FileLine> files;
  std::string by;
  std::optional<Date> on{};
  bool mine = false;             // the viewer may answer for it
  std::vector<Quantity> before;  // said on the last period before this one
};
BOOST_DESCRIBE_STRUCT(PartLine, (), (part, name, version, answer, files, by, on, mine, before))

//! GET /api/shares/{id}/parts: who was asked and what came back on a period. Who answers for one
//! part only sees that part.
struct PartsView {
  plan::ShareLine share;
  std::string period;  // key
  Text period_title;
  Date due_on;               // of the share's report
  std::int64_t version = 0;  // of the list; 0: not handed down
  std::vector<PartLine> parts;
  //! Answers on the period of parts that were taken off the list since.
  std::vector<PartLine> removed;
  int missing = 0;
  std::string merged;                 // the answers as one text
  std::vector<Milestone> quantities;  // of the share, that parts say what they have come to
  std::vector<QuantitySum> sums;      // of them; for who sees every part
  std::vector<plan::UnitRef> units;   // that it can be handed to
  bool may_edit = false;
  //! Why nobody can answer on this period; none: who is asked can.
  std::optional<Text> no_answers{};
};
BOOST_DESCRIBE_STRUCT(PartsView, (),
                      (share, period, period_title, due_on, version, parts, missing, merged,
                       quantities, sums, units, may_edit, removed, no_answers))

struct PartsQuery {
  std::optional<std::string> period{};  // default: the one being asked for
};
BOOST_DESCRIBE_STRUCT(PartsQuery, (), (period))

struct MyPart {
  plan::ShareLine share;
  Part part;
  plan::UnitRef unit;  // the viewer's, that is asked
  bool answered = false;
};
BOOST_DESCRIBE_STRUCT(MyPart, (), (share, part, unit, answered))

//! GET /api/my-parts: what was handed down to the units of my posts.
struct MyParts {
  std::string period;
  Text period_title;
  Date due_on;
  std::vector<MyPart> parts;
};
BOOST_DESCRIBE_STRUCT(MyParts, (), (period, period_title, due_on, parts))

}  // namespace share
