#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "file/file_views.hpp"
#include "plan/plan_views.hpp"
#include "share/closing_record.hpp"

//! What people are shown of closings: the answers of the API.
namespace share {

struct ClosingLine {
  std::string id;
  std::int64_t version = 0;
  std::string share;
  int task = 0;
  Text task_title;
  plan::UnitRef unit;  // that applied
  ClosingState state = ClosingState::applied;
  Date applied_on;
  std::string applied_by;
  Date opinions_due_on;
  int asked = 0;
  int answered = 0;  // or silent after the term
  //! Steps the viewer may take now; an opinion for each asked share in his reach.
  std::vector<ClosingStep> possible;
};
BOOST_DESCRIBE_STRUCT(ClosingLine, (),
                      (id, version, share, task, task_title, unit, state, applied_on, applied_by,
                       opinions_due_on, asked, answered, possible))

struct AskedView {
  std::string share;
  plan::UnitRef unit;
  Standing standing = Standing::waiting;
  std::string text;
  std::string by;
  std::optional<Date> on{};
  bool mine = false;  // the viewer may answer for it
};
BOOST_DESCRIBE_STRUCT(AskedView, (), (share, unit, standing, text, by, on, mine))

struct ClosingHistoryLine {
  ClosingStep step = ClosingStep::apply;
  std::string by;
  std::string at;  // RFC 3339
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ClosingHistoryLine, (), (step, by, at, note))

//! GET /api/closings/{id}
struct ClosingView {
  Date today;
  ClosingLine line;
  std::string text;
  std::vector<file::FileLine> files;
  std::vector<AskedView> asked;
  //! Units whose shares an approval closes today; empty once it is over.
  std::vector<plan::UnitRef> closes;
  std::string document_number;
  std::optional<Date> document_on{};
  std::vector<ClosingHistoryLine> history;  // newest first
};
BOOST_DESCRIBE_STRUCT(ClosingView, (),
                      (today, line, text, files, asked, closes, document_number, document_on,
                       history))

//! Default: those under way.
struct ClosingQuery {
  std::optional<std::int64_t> task{};
  std::optional<bool> all{};
};
BOOST_DESCRIBE_STRUCT(ClosingQuery, (), (task, all))

//! GET /api/closings: newest first.
struct ClosingList {
  Date today;
  std::vector<ClosingLine> closings;
};
BOOST_DESCRIBE_STRUCT(ClosingList, (), (today, closings))

struct NewOpinion {
  std::string share;
  OpinionKind kind = OpinionKind::agree;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NewOpinion, (), (share, kind, text))

struct ClosingCheck {
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ClosingCheck, (), (note))

struct ClosingReturn {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClosingReturn, (), (reason))

}  // namespace share
