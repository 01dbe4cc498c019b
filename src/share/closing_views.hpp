#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "file/file_views.hpp"
#include "plan/plan_views.hpp"
#include "share/closing_record.hpp"
#include "share/report_views.hpp"

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
  bool on_behalf = false;  // answered by somebody of another unit
  bool mine = false;       // the viewer may answer for it
  bool own = false;        // and it is a unit of his posts; otherwise he answers on its behalf
};
BOOST_DESCRIBE_STRUCT(AskedView, (), (share, unit, standing, text, by, on, on_behalf, mine, own))

//! How far a share is, for who checks whether it is done.
struct ShareProgress {
  std::string share;
  plan::UnitRef unit;
  int milestones = 0;                    // that are reached once; 0: none were drawn up
  std::vector<Milestone> open;           // of these, not reached by what was reported
  std::optional<PeriodLine> verified{};  // period of the newest verified report
};
BOOST_DESCRIBE_STRUCT(ShareProgress, (), (share, unit, milestones, open, verified))

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
  std::string no_evidence;  // why there is none
  std::vector<AskedView> asked;
  //! Of the applicant's share, then of those asked; empty once it is over.
  std::vector<ShareProgress> progress;
  //! Why the viewer, who could otherwise, does not take the next step.
  std::optional<Text> barred{};
  //! Units whose shares an approval closes today; empty once it is over.
  std::vector<plan::UnitRef> closes;
  std::string document_number;
  std::optional<Date> document_on{};
  std::vector<ClosingHistoryLine> history;  // newest first
  std::vector<Text> next_roles;  // whose holders check or approve next; empty once it is over
};
BOOST_DESCRIBE_STRUCT(ClosingView, (),
                      (today, line, text, files, no_evidence, asked, progress, barred, closes,
                       document_number, document_on, history, next_roles))

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
  std::string text;  // of who answers on behalf of another unit: also on what word
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
