#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "file/file_views.hpp"
#include "plan/plan_views.hpp"
#include "supervision/demand_record.hpp"
#include "supervision/escalation.hpp"
#include "supervision/letter_record.hpp"

//! What the API says and takes about letters, instructions and what is demanded of units.
namespace supervision {

using base::Text;
using plan::UnitRef;

//! A late share, and the letter that comes next.
struct LateShare {
  std::string share;
  int task = 0;
  Text task_title;
  Date due_on;
  int days_late = 0;
  std::optional<Date> last_step_on;
  LetterAdvice advice;
};
BOOST_DESCRIBE_STRUCT(LateShare, (),
                      (share, task, task_title, due_on, days_late, last_step_on, advice))

struct LateUnit {
  UnitRef unit;
  std::vector<LateShare> shares;
};
BOOST_DESCRIBE_STRUCT(LateUnit, (), (unit, shares))

//! GET /api/supervision/late: whom a letter can be drafted to, the latest first.
struct LateUnits {
  Date today;
  std::vector<LateUnit> units;
};
BOOST_DESCRIBE_STRUCT(LateUnits, (), (today, units))

//! POST /api/letters. A circular is one letter to all units, the others are one a unit.
struct NewLetters {
  LetterKind kind = LetterKind::reminder;
  std::vector<std::string> units;
  //! Of the units' late shares only these; none: all of them.
  std::optional<std::vector<std::string>> shares;
  std::optional<Date> reply_by;  // none: after the working days of the wording
};
BOOST_DESCRIBE_STRUCT(NewLetters, (), (kind, units, shares, reply_by))

struct LetterLine {
  std::string id;
  std::int64_t version = 0;
  LetterKind kind = LetterKind::reminder;
  LetterState state = LetterState::draft;
  std::string title;
  std::string number;
  std::vector<UnitRef> units;
  int matters = 0;
  std::optional<Date> signed_on;
  std::optional<Date> reply_by;
  int demands = 0;         // answers asked for by it
  int answered = 0;        // of them no longer waited for
  std::string by;          // of the last step
  bool own = false;        // the viewer wrote some of it, so another releases it
  bool sent_back = false;  // a draft again
};
BOOST_DESCRIBE_STRUCT(LetterLine, (),
                      (id, version, kind, state, title, number, units, matters, signed_on, reply_by,
                       demands, answered, by, own, sent_back))

//! GET /api/letters, newest first. `next` goes into `before` for those that follow.
struct LetterList {
  std::vector<LetterLine> letters;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LetterList, (), (letters, next))

struct LetterQuery {
  std::optional<LetterState> state{};
  std::optional<LetterKind> kind{};
  std::optional<std::string> unit{};
  std::optional<std::string> before{};
  //! Only these: for a list that names letters.
  std::vector<std::string> ids{};
};
BOOST_DESCRIBE_STRUCT(LetterQuery, (), (state, kind, unit, before, ids))

struct LetterHistory {
  std::int64_t version = 0;
  LetterStep step = LetterStep::make;
  std::string at;  // RFC 3339
  std::string by;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(LetterHistory, (), (version, step, at, by, reason))

struct DemandLine {
  std::string id;
  std::int64_t version = 0;
  DemandSource source_kind = DemandSource::letter;
  std::string source;
  std::string source_title;   // of the letter or the instruction
  std::string source_number;  // of the document; empty if it has none
  std::string source_by;      // who signs the letter, or whose words they are
  UnitRef unit;
  std::optional<int> task;
  std::string share;  // of the unit in that task; empty: none, or several
  std::string words;
  DemandState state = DemandState::waiting;
  Date due_on;
  Date original_due_on;
  int days_left = 0;  // of an open one; negative: so many days late
  bool late = false;
  std::string answer;
  std::optional<Date> answered_on;
  std::vector<file::FileLine> files;  // of the answer: /api/demands/{id}/files/{file}
  std::vector<DemandStep> possible;   // for the viewer
};
BOOST_DESCRIBE_STRUCT(DemandLine, (),
                      (id, version, source_kind, source, source_title, source_number, source_by,
                       unit, task, share, words, state, due_on, original_due_on, days_left, late,
                       answer, answered_on, files, possible))

//! GET /api/demands, those of the nearest day first; `next` as above.
struct DemandList {
  Date today;
  std::vector<DemandLine> demands;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DemandList, (), (today, demands, next))

//! Who has to act on an open demand: the unit answers, the office settles or sends back.
enum class DemandParty { unit, office };
BOOST_DESCRIBE_ENUM(DemandParty, unit, office)

struct DemandQuery {
  //! Only those that are open.
  std::optional<bool> open{};
  //! Only those that wait for it.
  std::optional<DemandParty> waits_for{};
  //! Only those of units in reach of my posts: what I have to answer.
  std::optional<bool> mine{};
  std::optional<std::string> unit{};
  std::optional<std::int64_t> task{};
  std::optional<std::string> after{};
};
BOOST_DESCRIBE_STRUCT(DemandQuery, (), (open, waits_for, mine, unit, task, after))

struct DemandHistory {
  std::int64_t version = 0;
  DemandStep step = DemandStep::make;
  std::string at;
  std::string by;
  std::string text;
  Date due_on;
  std::vector<file::FileLine> files;
};
BOOST_DESCRIBE_STRUCT(DemandHistory, (), (version, step, at, by, text, due_on, files))

//! GET /api/demands/{id}
struct DemandView {
  DemandLine demand;
  std::vector<DemandHistory> history;  // newest first
};
BOOST_DESCRIBE_STRUCT(DemandView, (), (demand, history))

//! POST /api/demands/{id}/steps
struct NewDemandStep {
  DemandStep step = DemandStep::answer;
  std::optional<std::string> text;
  std::optional<Date> due_on;
  std::optional<std::vector<std::string>> files{};  // ids; evidence with an answer
};
BOOST_DESCRIBE_STRUCT(NewDemandStep, (), (step, text, due_on, files))

//! GET /api/letters/{id}
struct LetterView {
  LetterLine letter;
  std::string issuer;
  std::string signature;
  LetterText text;
  std::vector<LateMatter> matters;
  std::string suggested_number;  // after the last one of its kind; empty if there is none
  std::string reason;            // why it was sent back
  std::vector<LetterStep> possible;
  //! Why the viewer, who may release, cannot release this one.
  std::optional<Text> cannot_release;
  std::vector<DemandLine> demands;
  std::vector<LetterHistory> history;  // newest first
  std::string message;                 // to be copied and sent on, without names of people
  std::vector<file::FileLine> scans;   // stamped copies: /api/letters/{id}/files/{file}
  bool may_add_scan = false;
};
BOOST_DESCRIBE_STRUCT(LetterView, (),
                      (letter, issuer, signature, text, matters, suggested_number, reason, possible,
                       cannot_release, demands, history, message, scans, may_add_scan))

//! POST /api/letters/{id}/steps
struct NewLetterStep {
  LetterStep step = LetterStep::submit;
  std::optional<std::string> number;
  std::optional<Date> signed_on;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(NewLetterStep, (), (step, number, signed_on, reason))

//! POST /api/letters/{id}/scans: the stamped copy of a released letter.
struct NewScan {
  std::string file;  // id
};
BOOST_DESCRIBE_STRUCT(NewScan, (), (file))

struct PaperQuery {
  //! False for paper that has the red head already.
  std::optional<bool> red_head{};
};
BOOST_DESCRIBE_STRUCT(PaperQuery, (), (red_head))

// --- instructions ------------------------------------------------------------------------------

//! How an instruction (批示) came.
enum class InstructionChannel { written, meeting, telephone, other };
BOOST_DESCRIBE_ENUM(InstructionChannel, written, meeting, telephone, other)

enum class InstructionState { open, done, withdrawn };
BOOST_DESCRIBE_ENUM(InstructionState, open, done, withdrawn)

//! What one unit has to do. With a task it speeds up the unit's share of it, else it is work of its
//! own.
struct NewAssignment {
  std::string unit;
  std::optional<int> task;
  std::optional<std::string> words;  // none: the words of the instruction
  Date due_on;
};
BOOST_DESCRIBE_STRUCT(NewAssignment, (), (unit, task, words, due_on))

//! POST /api/instructions
struct NewInstruction {
  std::string said_by;  // the leader's office, and name if it is usual: 市政府分管副市长
  InstructionChannel channel = InstructionChannel::written;
  std::string words;  // may be empty with a photo or scan
  Date said_on;
  std::optional<std::string> document_number;  // of the paper it stands on
  std::vector<NewAssignment> assignments;
  std::optional<std::vector<std::string>> files{};  // ids: the photo or scan of it
};
BOOST_DESCRIBE_STRUCT(NewInstruction, (),
                      (said_by, channel, words, said_on, document_number, assignments, files))

struct InstructionLine {
  std::string id;
  std::int64_t version = 0;
  InstructionState state = InstructionState::open;
  std::string said_by;
  InstructionChannel channel = InstructionChannel::written;
  std::string words;
  Date said_on;
  std::string document_number;
  int demands = 0;
  int settled = 0;
  std::optional<Date> due_on;  // the nearest of the open demands
  bool late = false;
  std::string by;  // of the last step
};
BOOST_DESCRIBE_STRUCT(InstructionLine, (),
                      (id, version, state, said_by, channel, words, said_on, document_number,
                       demands, settled, due_on, late, by))

struct InstructionList {
  std::vector<InstructionLine> instructions;  // newest first
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(InstructionList, (), (instructions, next))

struct InstructionQuery {
  std::optional<InstructionState> state{};
  std::optional<std::string> before{};
};
BOOST_DESCRIBE_STRUCT(InstructionQuery, (), (state, before))

//! POST /api/supervision/search: what is typed may be a name, and addresses are kept in logs.
struct SupervisionSearch {
  std::string q;
};
BOOST_DESCRIBE_STRUCT(SupervisionSearch, (), (q))

//! The newest of each that have the text in their title, number or words.
struct SupervisionHits {
  std::vector<LetterLine> letters;
  std::vector<InstructionLine> instructions;
};
BOOST_DESCRIBE_STRUCT(SupervisionHits, (), (letters, instructions))

//! GET /api/instructions/{id}
struct InstructionView {
  InstructionLine instruction;
  std::string result;  // how it ended, or why it was withdrawn
  std::vector<DemandLine> demands;
  bool may_change = false;
  std::vector<file::FileLine> files;  // /api/instructions/{id}/files/{file}
};
BOOST_DESCRIBE_STRUCT(InstructionView, (), (instruction, result, demands, may_change, files))

//! POST /api/instructions/{id}/assignments
struct NewAssignments {
  std::vector<NewAssignment> assignments;
};
BOOST_DESCRIBE_STRUCT(NewAssignments, (), (assignments))

//! POST /api/instructions/{id}/end: with all its demands settled it is done; withdrawn takes the
//! open ones back.
struct InstructionEnd {
  bool withdrawn = false;
  std::string result;
};
BOOST_DESCRIBE_STRUCT(InstructionEnd, (), (withdrawn, result))

}  // namespace supervision
