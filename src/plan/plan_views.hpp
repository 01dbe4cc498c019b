#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "plan/plan_check.hpp"
#include "plan/plan_model.hpp"
#include "plan/share_record.hpp"
#include "plan/status.hpp"

//! What people are shown of a plan: the answers of the API, described once for JSON and OpenAPI.
//! Every view is of one day (`as_of`); permissions are those of today.
namespace plan {

struct UnitRef {
  std::string id;
  Text name;        // full name on that day
  Text short_name;  // 市财政局
  UnitKind kind = UnitKind::department;

  bool operator==(const UnitRef&) const = default;
};
BOOST_DESCRIBE_STRUCT(UnitRef, (), (id, name, short_name, kind))

//! How many tasks or shares stand in each status.
struct StatusCounts {
  int not_begun = 0;
  int on_course = 0;
  int due_soon = 0;
  int late = 0;
  int closed = 0;
  int condition_pending = 0;
  int extended = 0;
  int routine = 0;
  int ended = 0;

  void add(Status status);
};
BOOST_DESCRIBE_STRUCT(StatusCounts, (),
                      (not_begun, on_course, due_soon, late, closed, condition_pending, extended,
                       routine, ended))

//! One unit's part of a task on the day shown.
//! The milestone of an open share that counts now.
struct MilestoneMark {
  std::string title;
  Date due_on;
  bool missed = false;  // its day has passed without it; otherwise it is the next one

  bool operator==(const MilestoneMark&) const = default;
};
BOOST_DESCRIBE_STRUCT(MilestoneMark, (), (title, due_on, missed))

struct ShareLine {
  std::string id;  // UUID
  std::int64_t version = 0;
  int task = 0;
  Text task_title;
  std::vector<int> measures;  // that the task carries out
  UnitRef unit;
  Role role = Role::supporting;
  std::string through_scope;  // as written: 各县市区; empty if named itself
  Status status = Status::not_begun;
  Text reason;
  int days_late = 0;
  Date due_on;
  Date original_due_on;
  std::optional<Date> begun_on;
  std::optional<Date> closed_on;
  std::optional<Date> last_step_on;
  std::string document_number;  // approving document of the last change by document
  //! The unit that owed it before a successor took the open work over.
  std::optional<UnitRef> inherited_from;
  std::optional<Status> computed{};  // by its dates, if an override stands in its place
  std::optional<MilestoneMark> milestone{};
  std::string lead_document;  // number of the document that confirmed it as the lead
  bool mine = false;          // of a unit in reach of the viewer's posts for recording
};
BOOST_DESCRIBE_STRUCT(ShareLine, (),
                      (id, version, task, task_title, measures, unit, role, through_scope, status,
                       reason, days_late, due_on, original_due_on, begun_on, closed_on,
                       last_step_on, document_number, inherited_from, computed, milestone,
                       lead_document, mine))

struct CommitmentLine {
  std::string id;
  Text title;
  Source source;
  Text written;  // 不低于 4:6
  Comparator comparator = Comparator::at_least;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  int scale = 0;
  std::string unit;
  Text unit_name;
  Period period = Period::once;
  std::optional<Date> due_on;
  Text base;
  std::vector<Text> for_whom;  // names of units and scopes
  std::optional<UnitRef> owner;
  Text measured_by;
  bool definition_open = true;
  bool guide_value = false;
  bool aspiration = false;
  bool measured = false;  // by an indicator
};
BOOST_DESCRIBE_STRUCT(CommitmentLine, (),
                      (id, title, source, written, comparator, low, high, scale, unit, unit_name,
                       period, due_on, base, for_whom, owner, measured_by, definition_open,
                       guide_value, aspiration, measured))

struct TaskLine {
  int number = 0;
  Text title;
  std::vector<MeasureLink> measures;
  std::vector<int> groups;
  std::string responsible_written;  // 市财政局、市教育局，各县市
  std::optional<UnitRef> lead;      // stated or presumed; none if owned by a group only
  bool lead_presumed = true;
  std::string lead_document;  // number of the document that confirmed the lead; empty: none
  Status status = Status::not_begun;
  Text reason;
  int days_late = 0;
  std::string deadline_written;
  Date due_on;  // latest deadline in force of an open share, else the plan's
  Date original_due_on;
  bool deadline_certain = false;
  std::vector<Result> results;
  StatusCounts shares;
  int shares_total = 0;
  bool overridden = false;  // some share's status is an override
  std::vector<std::string> commitments;
};
BOOST_DESCRIBE_STRUCT(TaskLine, (),
                      (number, title, measures, groups, responsible_written, lead, lead_presumed,
                       lead_document, status, reason, days_late, deadline_written, due_on,
                       original_due_on, deadline_certain, results, shares, shares_total, overridden,
                       commitments))

struct TaskLinkLine {
  int number = 0;
  Text title;
  Status status = Status::not_begun;
  bool overridden = false;
  Covers covers = Covers::main;
};
BOOST_DESCRIBE_STRUCT(TaskLinkLine, (), (number, title, status, overridden, covers))

//! none: no task takes it up; touched: only touched; part: something is left; whole.
enum class Coverage { none, touched, part, whole };
BOOST_DESCRIBE_ENUM(Coverage, none, touched, part, whole)

struct MeasureLine {
  int number = 0;
  int group = 0;
  Text title;
  Coverage coverage = Coverage::none;
  Text uncovered;
  std::vector<TaskLinkLine> tasks;
  std::vector<CommitmentLine> commitments;
};
BOOST_DESCRIBE_STRUCT(MeasureLine, (),
                      (number, group, title, coverage, uncovered, tasks, commitments))

struct UnitLine {
  UnitRef unit;
  std::string parent;
  std::optional<Date> valid_to;
  bool verified = true;
  int leads = 0;  // shares in which it is lead or presumed lead
  StatusCounts shares;
  int shares_total = 0;
  int load_rank = 0;  // 1 = owes most; equal loads share a rank
  bool overloaded = false;
  bool mine = false;
};
BOOST_DESCRIBE_STRUCT(UnitLine, (),
                      (unit, parent, valid_to, verified, leads, shares, shares_total, load_rank,
                       overloaded, mine))

struct PlanHead {
  std::string id;
  std::string region;
  Text title;
  Text short_title;
  std::string document_number;
  Date signed_on;
  Date formed_on;
  Date published_on;
  std::int64_t version = 0;
  std::string version_recorded_at;  // RFC 3339
};
BOOST_DESCRIBE_STRUCT(PlanHead, (),
                      (id, region, title, short_title, document_number, signed_on, formed_on,
                       published_on, version, version_recorded_at))

//! GET /api/board: all four views of the plan from one answer; filters apply to tasks and shares.
struct Board {
  Date as_of;
  Date today;
  //! False if the program recorded nothing yet on that day: the first plan version is shown as of
  //! its publication, without progress.
  bool recorded = true;
  PlanHead plan;
  StatusCounts task_counts;   // of the tasks shown
  StatusCounts share_counts;  // of the shares shown
  std::vector<Group> groups;
  std::vector<MeasureLine> measures;
  std::vector<TaskLine> tasks;
  std::vector<ShareLine> shares;
  std::vector<UnitLine> units;
};
BOOST_DESCRIBE_STRUCT(Board, (),
                      (as_of, today, recorded, plan, task_counts, share_counts, groups, measures,
                       tasks, shares, units))

//! Query of the board, of the lists made from it and of their exports. `q` searches titles, unit
//! names and numbers, also by pinyin initials. Several statuses are separated by commas.
struct BoardQuery {
  std::optional<Date> as_of{};
  std::optional<std::string> q{};
  std::optional<std::string> status{};
  std::optional<std::string> unit{};
  std::optional<std::string> kind{};  // of unit
  std::optional<std::int64_t> measure{};
  std::optional<std::int64_t> group{};
  std::optional<std::int64_t> task{};
  std::optional<std::string> quarter{};  // 2022Q3, of the deadline in force
  std::optional<std::string> result{};
  std::optional<bool> lead{};  // only (presumed) leads
  std::optional<bool> mine{};  // only units in reach of my posts
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (),
                      (as_of, q, status, unit, kind, measure, group, task, quarter, result, lead,
                       mine))

struct AsOfQuery {
  std::optional<Date> as_of{};
};
BOOST_DESCRIBE_STRUCT(AsOfQuery, (), (as_of))

//! One step of one share as history shows it: the change record is the version itself.
struct StepView {
  std::string share;
  std::int64_t version = 0;
  int task = 0;
  UnitRef unit;
  StepKind step = StepKind::report;
  Date effective_on;        // when it held in the world
  std::string recorded_at;  // when the program learnt it, RFC 3339
  std::string by;           // display name of the account
  std::string note;         // empty if the viewer's posts do not reach the unit
  std::string document_number;
  std::optional<Date> document_on;
  std::string document_file;          // id of the scan; empty if there is none
  std::optional<Date> due_on;         // new deadline, for extend
  std::optional<int> into_task;       // merge: the task it went into
  std::vector<UnitRef> units;         // split, reassign: who took over
  Status status = Status::not_begun;  // after the step, on the day of recording
  bool overridden = false;            // the status is an override
};
BOOST_DESCRIBE_STRUCT(StepView, (),
                      (share, version, task, unit, step, effective_on, recorded_at, by, note,
                       document_number, document_on, document_file, due_on, into_task, units,
                       status, overridden))

//! What the next step is and who must take it; shown also to those who cannot.
struct NextStep {
  Text what;
  std::vector<UnitRef> who;
};
BOOST_DESCRIBE_STRUCT(NextStep, (), (what, who))

//! GET /api/tasks/{number}
struct TaskView {
  Date as_of;
  TaskLine task;
  Text text;
  Deadline deadline;
  std::vector<Responsible> responsible;
  std::vector<Scope> scopes;  // those used in responsible, with their reading
  std::vector<Condition> conditions;
  std::vector<MeasureLine> measures;
  std::vector<ShareLine> shares;
  std::vector<CommitmentLine> commitments;
  std::vector<Finding> findings;
  NextStep next;
  //! Shares that the viewer may now confirm as the lead, by document.
  std::vector<std::string> may_lead;
};
BOOST_DESCRIBE_STRUCT(TaskView, (),
                      (as_of, task, text, deadline, responsible, scopes, conditions, measures,
                       shares, commitments, findings, next, may_lead))

//! GET /api/measures/{number}
struct MeasureView {
  Date as_of;
  MeasureLine measure;
  Group group;
  Text text;
  std::vector<TaskLine> tasks;
  std::vector<Duty> duties;
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(MeasureView, (), (as_of, measure, group, text, tasks, duties, findings))

struct QuarterLoad {
  std::string quarter;  // 2022Q4
  StatusCounts shares;
};
BOOST_DESCRIBE_STRUCT(QuarterLoad, (), (quarter, shares))

struct SeatLine {
  std::string body;
  Text body_title;
  Text title;
  Text position;
  std::string incumbent;  // on that day; empty if nobody is known
};
BOOST_DESCRIBE_STRUCT(SeatLine, (), (body, body_title, title, position, incumbent))

//! A line of authority that the unit stands in.
struct TreePlace {
  std::string tree;
  Text title;
  std::optional<UnitRef> under;
  std::vector<UnitRef> over;
};
BOOST_DESCRIBE_STRUCT(TreePlace, (), (tree, title, under, over))

//! GET /api/units/{id}
struct UnitView {
  Date as_of;
  UnitLine line;
  Unit unit;
  std::vector<UnitRef> path;  // from the root down to the parent
  std::vector<UnitRef> children;
  std::vector<TreePlace> trees;
  std::vector<ShareLine> shares;
  std::vector<QuarterLoad> load;
  std::vector<SeatLine> seats;
  std::vector<CommitmentLine> commitments;  // owned, or due from it
  std::vector<Duty> duties;
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(UnitView, (),
                      (as_of, line, unit, path, children, trees, shares, load, seats, commitments,
                       duties, findings))

struct UnitList {
  Date as_of;
  std::vector<UnitLine> units;
  std::vector<Tree> trees;
};
BOOST_DESCRIBE_STRUCT(UnitList, (), (as_of, units, trees))

struct CommitmentList {
  Date as_of;
  std::vector<CommitmentLine> commitments;
};
BOOST_DESCRIBE_STRUCT(CommitmentList, (), (as_of, commitments))

//! GET /api/commitments/{id}
struct CommitmentView {
  Date as_of;
  CommitmentLine commitment;
  Definition definition;
  std::optional<UnitRef> ruled_by;
  std::vector<TaskLinkLine> tasks;  // that serve it
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(CommitmentView, (),
                      (as_of, commitment, definition, ruled_by, tasks, findings))

struct FindingQuery {
  std::optional<Date> as_of{};
  std::optional<std::string> rule{};
  std::optional<Severity> severity{};
  std::optional<std::int64_t> measure{};
  std::optional<std::int64_t> task{};
  std::optional<std::string> unit{};
  std::optional<std::string> q{};
};
BOOST_DESCRIBE_STRUCT(FindingQuery, (), (as_of, rule, severity, measure, task, unit, q))

struct FindingList {
  Date as_of;
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(FindingList, (), (as_of, findings))

struct SeatView {
  Seat seat;
  UnitRef unit;
  std::optional<Incumbent> incumbent;  // on that day
};
BOOST_DESCRIBE_STRUCT(SeatView, (), (seat, unit, incumbent))

struct BodyView {
  std::string id;
  Text title;
  std::string source;
  std::optional<UnitRef> office;
  std::vector<Text> duties;
  std::vector<Text> rules;
  std::vector<SeatView> seats;
  Text remark;
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(BodyView, (),
                      (id, title, source, office, duties, rules, seats, remark, findings))

//! GET /api/bodies
struct BodyList {
  Date as_of;
  std::vector<BodyView> bodies;
  std::vector<Duty> duties;
};
BOOST_DESCRIBE_STRUCT(BodyList, (), (as_of, bodies, duties))

//! GET /api/plan
struct PlanView {
  Date as_of;
  PlanHead plan;
  Document document;
  UnitRef issuer;
  std::vector<Goal> goals;
  std::vector<Scope> scopes;
  PublicPage public_page;
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (as_of, plan, document, issuer, goals, scopes, public_page))

struct ChangesQuery {
  std::optional<Date> since{};  // default: 30 days before `as_of`
  std::optional<Date> as_of{};
  std::optional<std::string> unit{};
};
BOOST_DESCRIBE_STRUCT(ChangesQuery, (), (since, as_of, unit))

struct ShareChange {
  ShareLine share;  // as of the later day
  Status before = Status::not_begun;
  std::vector<StepView> steps;  // recorded between the two days, oldest first
};
BOOST_DESCRIBE_STRUCT(ShareChange, (), (share, before, steps))

struct PlanVersionLine {
  std::int64_t version = 0;
  std::string recorded_at;
  std::string by;
  Text why;
  //! One line for each thing that differs from the version before.
  std::vector<Text> changes;
};
BOOST_DESCRIBE_STRUCT(PlanVersionLine, (), (version, recorded_at, by, why, changes))

//! GET /api/changes: what is different on `as_of` from what was on `since`.
struct ChangeList {
  Date since;
  Date as_of;
  StatusCounts before;  // shares
  StatusCounts after;
  std::vector<ShareChange> shares;
  std::vector<PlanVersionLine> versions;
};
BOOST_DESCRIBE_STRUCT(ChangeList, (), (since, as_of, before, after, shares, versions))

//! GET /api/plan/versions
struct PlanVersionList {
  std::vector<PlanVersionLine> versions;  // newest first
};
BOOST_DESCRIBE_STRUCT(PlanVersionList, (), (versions))

//! GET /api/shares/{id}
struct ShareView {
  Date as_of;
  ShareLine share;
  std::vector<StepView> steps;     // newest first
  std::vector<StepKind> possible;  // steps the viewer may record now
};
BOOST_DESCRIBE_STRUCT(ShareView, (), (as_of, share, steps, possible))

//! POST /api/shares/{id}/steps, with If-Match: the share's version.
struct NewStep {
  StepKind step = StepKind::report;
  std::optional<Date> effective_on{};  // default today; never in the future
  std::optional<std::string> note{};
  //! Required for every step that changes what is owed: the approving document.
  std::optional<std::string> document_number{};
  std::optional<Date> document_on{};
  std::optional<Date> due_on{};                     // extend
  std::optional<std::string> document_file{};       // scan of the document
  std::optional<std::string> into{};                // merge: share id
  std::optional<std::vector<std::string>> units{};  // reassign: one; split: who takes over a part
  std::optional<Status> status{};                   // override_status; note says why
};
BOOST_DESCRIBE_STRUCT(NewStep, (),
                      (step, effective_on, note, document_number, document_on, due_on,
                       document_file, into, units, status))

//! GET /api/my-work: four stacks for the units of my posts, and the next date that matters.
struct MyWork {
  Date today;
  std::vector<UnitRef> units;
  std::vector<ShareLine> late;
  std::vector<ShareLine> due;      // in the next 30 days
  std::vector<ShareLine> waiting;  // condition not yet met
  std::vector<ShareLine> rest;     // open, later
  StatusCounts counts;
  std::optional<Date> next_date;
  std::vector<Duty> duties;
};
BOOST_DESCRIBE_STRUCT(MyWork, (),
                      (today, units, late, due, waiting, rest, counts, next_date, duties))

struct SearchQuery {
  std::string q;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q))

enum class HitKind { task, measure, unit, commitment, body };
BOOST_DESCRIBE_ENUM(HitKind, task, measure, unit, commitment, body)

struct SearchHit {
  HitKind kind = HitKind::task;
  std::string key;  // number or id
  Text title;
  Text detail;
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (kind, key, title, detail))

//! POST /api/search: what is typed may be the name of a person, and addresses are kept in logs.
struct SearchResult {
  std::vector<SearchHit> hits;  // at most 30, best first
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (hits))

//! A task as a citizen sees it: no unit is named late before a leader releases it.
struct PublicTask {
  int number = 0;
  Text title;
  std::string responsible_written;
  std::string deadline_written;
  Date due_on;
  Status status = Status::not_begun;
  bool overridden = false;
  int shares_total = 0;
  int shares_done = 0;  // closed, turned into routine or ended
  std::vector<int> measures;
};
BOOST_DESCRIBE_STRUCT(PublicTask, (),
                      (number, title, responsible_written, deadline_written, due_on, status,
                       overridden, shares_total, shares_done, measures))

struct PublicMeasure {
  int number = 0;
  int group = 0;
  Text title;
  Text text;
};
BOOST_DESCRIBE_STRUCT(PublicMeasure, (), (number, group, title, text))

//! GET /api/public/progress, without sign-in.
struct PublicProgress {
  Date as_of;
  PlanHead plan;
  std::string issuer;
  std::vector<Goal> goals;
  std::vector<Group> groups;
  std::vector<PublicMeasure> measures;
  std::vector<PublicTask> tasks;
  StatusCounts counts;
  Text contact;
  std::string updated_at;  // RFC 3339 of the newest step counted in
};
BOOST_DESCRIBE_STRUCT(PublicProgress, (),
                      (as_of, plan, issuer, goals, groups, measures, tasks, counts, contact,
                       updated_at))

}  // namespace plan
