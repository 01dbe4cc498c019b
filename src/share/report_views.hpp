#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "file/file_views.hpp"
#include "plan/plan_views.hpp"
#include "share/milestone.hpp"
#include "share/report_record.hpp"

//! What people are shown of reports and milestones: the answers of the API.
namespace share {

//! One share and its report on one period.
struct ReportLine {
  plan::ShareLine share;
  std::string period;  // key
  Text period_title;
  Date due_on;        // of the report
  int days_late = 0;  // > 0 only if it is late and not submitted
  //! None: nothing was written, or only a draft that the viewer does not see.
  std::optional<ReportState> state{};
  std::int64_t version = 0;  // of the report; 0: not stored
  bool no_change = false;
  std::optional<Date> submitted_on{};
  std::string by;  // who took the last step
  std::string excerpt;
  std::optional<Ask> asked{};
  Progress progress;
};
BOOST_DESCRIBE_STRUCT(ReportLine, (),
                      (share, period, period_title, due_on, days_late, state, version, no_change,
                       submitted_on, by, excerpt, asked, progress))

struct PeriodLine {
  std::string key;
  Text title;
  Date due_on;
};
BOOST_DESCRIBE_STRUCT(PeriodLine, (), (key, title, due_on))

struct ReportCounts {
  int asked = 0;
  int missing = 0;  // nothing submitted yet
  int submitted = 0;
  int acknowledged = 0;
  int supplement = 0;
  int verified = 0;
};
BOOST_DESCRIBE_STRUCT(ReportCounts, (),
                      (asked, missing, submitted, acknowledged, supplement, verified))

struct ReportQuery {
  std::optional<std::string> period{};  // default: the one being asked for
  std::optional<Date> as_of{};
  std::optional<std::string> unit{};
};
BOOST_DESCRIBE_STRUCT(ReportQuery, (), (period, as_of, unit))

//! GET /api/reports: who owed a report on a period and what came in, in the order of the plan.
struct ReportList {
  Date as_of;
  Date today;
  PeriodLine period;
  std::vector<PeriodLine> periods;  // newest first, at most 24
  ReportCounts counts;
  bool reviews = false;  // the viewer reviews some of these units
  std::vector<ReportLine> lines;
};
BOOST_DESCRIBE_STRUCT(ReportList, (), (as_of, today, period, periods, counts, reviews, lines))

//! What the changes of a report are measured against.
enum class ComparedWith { nothing, previous_report, last_review };
BOOST_DESCRIBE_ENUM(ComparedWith, nothing, previous_report, last_review)

struct ReportHistoryLine {
  ReportStep step = ReportStep::save;
  ReportState state = ReportState::draft;
  std::string by;
  std::string at;  // RFC 3339
};
BOOST_DESCRIBE_STRUCT(ReportHistoryLine, (), (step, state, by, at))

//! GET /api/shares/{id}/reports/{period}: a report, or what it would begin as.
struct ReportView {
  ReportLine line;
  ReportContent content;
  std::vector<file::FileLine> files;  // that the content refers to
  std::vector<Milestone> milestones;
  //! Of the commitments that the task serves: of the day it was submitted; while its unit writes in
  //! it, for that unit, of today.
  std::vector<indicator::CitedFigure> figures;
  ComparedWith compared_with = ComparedWith::nothing;
  Text compared_title;  // of the period before, if that is what it is compared with
  std::vector<CellChange> changes;
  std::vector<ReportHistoryLine> history;  // newest first
  bool history_more = false;               // there were steps before these
  std::vector<ReportStep> possible;        // steps the viewer may take now
  //! Whose holders may verify it, if the viewer, whose posts may, submitted it himself.
  std::vector<Text> others_verify;
};
BOOST_DESCRIBE_STRUCT(ReportView, (),
                      (line, content, files, milestones, figures, compared_with, compared_title,
                       changes, history, history_more, possible, others_verify))

//! What is kept of a step for a retry of its request: the answer is read again from it.
struct WrittenReport {
  std::string id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WrittenReport, (), (id, version))

//! PUT /api/shares/{id}/reports/{period}/presence: who else has the report open to write in it.
struct PresenceView {
  std::vector<std::string> others;  // display names
};
BOOST_DESCRIBE_STRUCT(PresenceView, (), (others))

//! GET /api/report-codes/{code}: the report that a printed letter belongs to.
struct CodedReport {
  ReportLine line;
  //! What the letter says is no longer what the report says.
  bool changed_since = false;
  std::optional<file::FileLine> scan{};  // filed before; another one replaces it
};
BOOST_DESCRIBE_STRUCT(CodedReport, (), (line, changed_since, scan))

//! POST /api/shares/{id}/reports/{period}/scan
struct FiledScan {
  std::string file;
};
BOOST_DESCRIBE_STRUCT(FiledScan, (), (file))

struct LetterQuery {
  //! False for paper that has the red name already. Default true.
  std::optional<bool> red_head{};
};
BOOST_DESCRIBE_STRUCT(LetterQuery, (), (red_head))

//! Submitted reports of one period that wait for the viewer as reviewer.
struct PeriodToReview {
  PeriodLine period;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(PeriodToReview, (), (period, count))

//! GET /api/my-reports: what the units of my posts owe, by due date. What is open of earlier
//! periods is in it too: the turn of a month ends nothing.
struct MyReports {
  Date today;
  PeriodLine asked;                       // the period that reports are asked for now
  PeriodLine next;                        // and the one after it
  std::vector<ReportLine> returned;       // a supplement is asked for, of any period
  std::vector<ReportLine> owed;           // not submitted: of this period, and missed before
  std::vector<ReportLine> submitted;      // in the office's hands, of this period
  std::vector<PeriodToReview> review_in;  // of any period, oldest first
  int to_review = 0;                      // in all
};
BOOST_DESCRIBE_STRUCT(MyReports, (),
                      (today, asked, next, returned, owed, submitted, review_in, to_review))

struct ReportOfShare {
  std::string share;
  std::int64_t version = 0;  // of the report; 0: not stored
};
BOOST_DESCRIBE_STRUCT(ReportOfShare, (), (share, version))

//! POST /api/my-reports/no-change: 本月无变化 for one or many shares, all or none.
struct NoChange {
  std::string period;
  std::vector<ReportOfShare> reports;
};
BOOST_DESCRIBE_STRUCT(NoChange, (), (period, reports))

//! GET /api/shares/{id}/milestones
struct MilestonesView {
  plan::ShareLine share;
  std::int64_t version = 0;                    // of the share's own list; 0: none
  MilestoneList list;                          // own, or that of the lead
  std::optional<plan::UnitRef> drawn_up_by{};  // the lead, if the list is the lead's
  std::vector<Milestone> proposed;             // for the results the task wants
  std::vector<Milestone> document;             // the stations of a document
  std::optional<Progress> progress{};          // by the last report
  bool may_edit = false;
  bool may_set_for_all = false;
};
BOOST_DESCRIBE_STRUCT(MilestonesView, (),
                      (share, version, list, drawn_up_by, proposed, document, progress, may_edit,
                       may_set_for_all))

}  // namespace share
