#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "collection/round_board.hpp"
#include "file/file_views.hpp"

//! What the API says and takes about collections (填报).
namespace collection {

using base::Text;

BOOST_DESCRIBE_ENUM(Against, last, neighbours)
BOOST_DESCRIBE_STRUCT(Outlier, (), (field, against, value, reference, percent))

struct AskedUnit {
  std::string id;
  Text name;
};
BOOST_DESCRIBE_STRUCT(AskedUnit, (), (id, name))

//! One period of a collection, as somebody sees it: counts are of the units he reads.
struct RoundLine {
  std::string period;
  Text title;
  Date opens_on;
  Date due_on;
  int days_left = 0;  // working days until then, below 0 if it is past
  std::optional<Date> locks_on;
  bool locked = false;
  RoundCounts counts;
};
BOOST_DESCRIBE_STRUCT(RoundLine, (),
                      (period, title, opens_on, due_on, days_left, locks_on, locked, counts))

struct CollectionLine {
  std::string noun;
  std::string capability;
  Text title;
  std::vector<RoundLine> rounds;  // newest first
};
BOOST_DESCRIBE_STRUCT(CollectionLine, (), (noun, capability, title, rounds))

//! GET /api/collections
struct CollectionList {
  std::vector<CollectionLine> collections;
};
BOOST_DESCRIBE_STRUCT(CollectionList, (), (collections))

struct MatrixRow {
  AskedUnit unit;
  std::optional<Text> part;
  std::optional<AskedUnit> parent;
  //! One for each round; none where nothing was asked of it.
  std::vector<std::optional<SlotState>> states;
  std::vector<bool> late;
};
BOOST_DESCRIBE_STRUCT(MatrixRow, (), (unit, part, parent, states, late))

//! GET /api/collections/{noun}: periods × units.
struct MatrixView {
  std::string noun;
  Text title;
  std::vector<RoundLine> rounds;
  std::vector<MatrixRow> rows;
};
BOOST_DESCRIBE_STRUCT(MatrixView, (), (noun, title, rounds, rows))

//! What a figure is, for whoever shows it.
struct FigureField {
  std::string name;
  Text title;
  std::string unit;
  int scale = 0;
};
BOOST_DESCRIBE_STRUCT(FigureField, (), (name, title, unit, scale))

//! The signed and stamped form, as it was filed last.
struct StampedCopy {
  file::FileLine file;
  bool changed_since = false;  // something else is recorded now than was printed
};
BOOST_DESCRIBE_STRUCT(StampedCopy, (), (file, changed_since))

struct RoundSlot {
  AskedUnit unit;
  std::string part;
  std::optional<Text> part_title;
  std::optional<AskedUnit> parent;
  SlotState state = SlotState::missing;
  bool late = false;
  std::optional<std::string> record;
  std::optional<std::int64_t> version;
  std::optional<Date> on;       // in this state since
  boost::json::object figures;  // of the fields that are summed
  std::vector<Outlier> outliers;
  std::string explanation;
  std::optional<StampedCopy> stamped;
  bool may_fill = false;
};
BOOST_DESCRIBE_STRUCT(RoundSlot, (),
                      (unit, part, part_title, parent, state, late, record, version, on, figures,
                       outliers, explanation, stamped, may_fill))

struct RoundSum {
  FigureField field;
  std::int64_t total = 0;
  int units = 0;  // that have a figure in it
};
BOOST_DESCRIBE_STRUCT(RoundSum, (), (field, total, units))

struct ApprovalView {
  AskedUnit unit;
  std::string at;  // RFC 3339
  std::string by;
  std::vector<AskedUnit> missing;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(ApprovalView, (), (unit, at, by, missing, why))

//! What a correction after the lock changed; values as JSON.
struct RevisedField {
  std::string field;
  boost::json::value before;
  boost::json::value after;
};
BOOST_DESCRIBE_STRUCT(RevisedField, (), (field, before, after))

struct RevisionView {
  AskedUnit unit;
  std::optional<Text> part;
  std::string record;
  std::int64_t version = 0;
  std::string at;
  std::string by;
  std::string why;
  std::vector<RevisedField> changes;
};
BOOST_DESCRIBE_STRUCT(RevisionView, (), (unit, part, record, version, at, by, why, changes))

//! What the person who asks may do with a round now.
struct RoundMay {
  bool approve = false;
  bool lock = false;
  bool correct = false;
  bool remind = false;
};
BOOST_DESCRIBE_STRUCT(RoundMay, (), (approve, lock, correct, remind))

//! GET /api/collections/{noun}/{period}
struct RoundView {
  std::string noun;
  Text title;
  RoundLine round;
  std::string submit;  // the steps of the register
  std::string approve;
  std::vector<FigureField> fields;  // that slots, sums and outliers name
  std::vector<RoundSlot> slots;
  std::vector<RoundSum> sums;
  std::vector<AskedUnit> missing;
  std::vector<ApprovalView> approvals;
  std::optional<std::string> locked_by;
  std::vector<RevisionView> revisions;
  RoundMay may;
};
BOOST_DESCRIBE_STRUCT(RoundView, (),
                      (noun, title, round, submit, approve, fields, slots, sums, missing, approvals,
                       locked_by, revisions, may))

//! A form that the person who asks can fill in.
struct FormLine {
  std::string noun;
  Text title;
  std::string period;
  Text period_title;
  AskedUnit unit;
  std::string part;
  std::optional<Text> part_title;
  SlotState state = SlotState::missing;
  Date due_on;
  int days_left = 0;
  bool late = false;
  std::optional<std::string> record;
  std::optional<std::int64_t> version;
  bool may_report_zero = false;
};
BOOST_DESCRIBE_STRUCT(FormLine, (),
                      (noun, title, period, period_title, unit, part, part_title, state, due_on,
                       days_left, late, record, version, may_report_zero))

//! A round in which something waits for the approval of the person who asks.
struct ApprovalDue {
  std::string noun;
  Text title;
  std::string period;
  Text period_title;
  int submitted = 0;
  int owed = 0;
};
BOOST_DESCRIBE_STRUCT(ApprovalDue, (), (noun, title, period, period_title, submitted, owed))

//! GET /api/my-forms
struct MyForms {
  std::vector<FormLine> forms;     // the earliest due first
  std::vector<FormLine> recorded;  // of the open periods, handed in or not: what can be stamped
  std::vector<ApprovalDue> to_approve;
};
BOOST_DESCRIBE_STRUCT(MyForms, (), (forms, recorded, to_approve))

//! Where a value that a form begins with comes from.
struct Prefilled {
  std::string field;
  std::string origin;  // carried or counted
  Text from;           // 上期 / the register
};
BOOST_DESCRIBE_STRUCT(Prefilled, (), (field, origin, from))

//! What a figure is compared with; percentages 0: it is not.
struct ComparedField {
  std::string field;
  std::optional<std::int64_t> last;
  std::optional<std::int64_t> median;
  int last_percent = 0;
  int neighbours_percent = 0;
};
BOOST_DESCRIBE_STRUCT(ComparedField, (), (field, last, median, last_percent, neighbours_percent))

//! GET /api/collections/{noun}/{period}/form
struct FormView {
  FormLine line;
  boost::json::object values;  // a new record begins with them
  std::vector<Prefilled> prefilled;
  Text compared_with;  // the earlier period
  std::vector<ComparedField> compared;
  std::string explain;  // the field for the explanation; empty: none is asked
  bool locked = false;
  std::optional<StampedCopy> stamped;
};
BOOST_DESCRIBE_STRUCT(FormView, (),
                      (line, values, prefilled, compared_with, compared, explain, locked, stamped))

//! POST …/zero
struct ZeroReport {
  std::string unit;
  std::optional<std::string> part;
  std::optional<std::string> note;
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(ZeroReport, (), (unit, part, note, confirmed))

//! GET /api/form-codes/{code}: whose form the code of a stamped copy names.
struct CodedForm {
  FormLine line;
  bool changed_since = false;          // something else is recorded now than was printed
  std::optional<StampedCopy> stamped;  // filed before; another one takes its place
};
BOOST_DESCRIBE_STRUCT(CodedForm, (), (line, changed_since, stamped))

//! POST …/stamped-copy
struct FiledCopy {
  std::string unit;
  std::optional<std::string> part;
  std::string file;
  std::optional<std::string> code;  // as it was read; none: chosen by hand
};
BOOST_DESCRIBE_STRUCT(FiledCopy, (), (unit, part, file, code))

//! POST …/approve: everything that was handed in, knowing who is missing.
struct RoundApproval {
  std::optional<std::string> unit;   // for which one approves, of those of one's posts
  std::vector<std::string> missing;  // units, as they were seen
  std::optional<std::string> why;    // needed if one is missing
};
BOOST_DESCRIBE_STRUCT(RoundApproval, (), (unit, missing, why))

//! POST …/lock: at once, or with the beginning of a day.
struct RoundLock {
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(RoundLock, (), (on))

//! POST …/corrections
struct Correction {
  std::string record;
  boost::json::object values;
  std::string why;
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (record, values, why, confirmed))

//! POST …/remind
struct Reminded {
  int units = 0;
  int people = 0;  // who had not been told today
};
BOOST_DESCRIBE_STRUCT(Reminded, (), (units, people))

//! Kept for a retry.
struct Decided {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Decided, (), (id))

}  // namespace collection
