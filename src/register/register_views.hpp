#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"

//! What the API takes and answers about registers. Records themselves are JSON that the database
//! renders; register_schema.hpp describes them to OpenAPI.
namespace registers {

using base::Text;

struct RegisterLine {
  std::string name;
  std::string capability;
  base::Text title;
  base::Text description;
  bool may_create = false;
  bool people = false;  // its records are persons, who are looked for by name
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (), (name, capability, title, description, may_create, people))

struct RegisterList {
  std::vector<RegisterLine> registers;
};
BOOST_DESCRIBE_STRUCT(RegisterList, (), (registers))

//! One of those that have waited longest.
struct WaitingRecord {
  std::string id;
  std::string label;
  base::Date since;
  std::optional<base::Date> due_on;       // the shortest term of a step somebody takes
  std::optional<std::int64_t> days_left;  // working days until then, below 0 if late
  std::vector<std::string> returned;      // why, if it came back
  base::Text unit;                        // whose it is
  std::string about;                      // what it belongs to, as the first such column of lists
  std::string by;                         // who brought it here
  //! The comment of the step that returned it; none if it did not come back.
  std::optional<std::string> return_comment;
};
BOOST_DESCRIBE_STRUCT(WaitingRecord, (),
                      (id, label, since, due_on, days_left, returned, unit, about, by,
                       return_comment))

//! Records of one register in one state that wait for a step of somebody.
struct WaitingLine {
  std::string register_name;
  base::Text title;
  std::string state;
  base::Text state_title;
  //! For whom an opinion is asked before the next step; none: the step itself is waited for.
  std::optional<base::Text> party;
  //! What the unit is to these records for which it is waited, if they are not its own.
  std::optional<base::Text> acting_as;
  std::int64_t count = 0;
  bool more = false;  // there are more than were counted
  //! Of them those whose term is over: they have been in this state since `late_until` or before.
  std::int64_t late = 0;
  std::int64_t returned = 0;  // of them those that came back
  std::optional<base::Date>
      late_until;                    // the last day in `state_since` that is late; none: no term
  std::vector<WaitingRecord> first;  // those that have waited longest
};
BOOST_DESCRIBE_STRUCT(WaitingLine, (),
                      (register_name, title, state, state_title, party, acting_as, count, more,
                       late, returned, late_until, first))

struct WaitingList {
  std::vector<WaitingLine> waiting;
};
BOOST_DESCRIBE_STRUCT(WaitingList, (), (waiting))

struct NewRecord {
  boost::json::object values;
  std::optional<std::string> why;
  //! The warnings were read and the values are right all the same.
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(NewRecord, (), (values, why, confirmed))

//! `values` has what changes; null empties a field.
struct RecordChange {
  boost::json::object values;
  std::optional<std::string> why;
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(RecordChange, (), (values, why, confirmed))

struct RecordRemoval {
  std::string why;
};
BOOST_DESCRIBE_STRUCT(RecordRemoval, (), (why))

//! Makes the values of an old version those of a new one; also brings back what was removed.
struct RecordRestoration {
  std::int64_t version = 0;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(RecordRestoration, (), (version, why))

//! Makes the record in the path one with another: what refers to it refers to that one from then
//! on, and it is removed.
struct RecordMerger {
  std::string into;               // id
  std::int64_t into_version = 0;  // as it was looked at
  std::string why;
};
BOOST_DESCRIBE_STRUCT(RecordMerger, (), (into, into_version, why))

struct TransitionStep {
  std::optional<std::string> comment;
  //! Fields that this step fills.
  std::optional<boost::json::object> values;
  //! Field → what is wrong with it, where the step returns single fields.
  std::optional<std::map<std::string, std::string>> returned;
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(TransitionStep, (), (comment, values, returned, confirmed))

//! What one party of a sign-off says.
struct SignatureGiven {
  std::string party;
  bool agrees = false;
  std::optional<std::string> comment;  // needed for an objection
};
BOOST_DESCRIBE_STRUCT(SignatureGiven, (), (party, agrees, comment))

struct RecordVersion {
  std::string id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RecordVersion, (), (id, version))

//! One step for many records, each for itself: what fails keeps no other back.
struct BulkStep {
  std::vector<RecordVersion> records;
  std::optional<std::string> comment;
  std::optional<boost::json::object> values;
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(BulkStep, (), (records, comment, values, confirmed))

struct BulkFailure {
  std::string id;
  Text title;
  Text detail;
  std::vector<base::FieldError> errors;
};
BOOST_DESCRIBE_STRUCT(BulkFailure, (), (id, title, detail, errors))

struct BulkOutcome {
  std::vector<std::string> done;  // ids
  std::vector<BulkFailure> failed;
};
BOOST_DESCRIBE_STRUCT(BulkOutcome, (), (done, failed))

struct RevealRequest {
  std::string field;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(RevealRequest, (), (field, why))

struct RevealedValue {
  std::string value;
};
BOOST_DESCRIBE_STRUCT(RevealedValue, (), (value))

struct RecordCount {
  std::int64_t count = 0;
  bool more = false;  // there are more than were counted
};
BOOST_DESCRIBE_STRUCT(RecordCount, (), (count, more))

//! The answer to a change, kept for a retry: the record as JSON.
struct RecordAnswer {
  std::string id;
  std::int64_t version = 0;
  std::string json;
};
BOOST_DESCRIBE_STRUCT(RecordAnswer, (), (id, version, json))

//! What is kept of a create for a retry of its request: the answer is read again from it.
struct WrittenRecord {
  std::string id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WrittenRecord, (), (id, version))

//! A list as somebody asked for it, before names and values were looked at.
struct FilterText {
  std::string field;
  std::string operation;  // is, from, to, has, empty
  std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(FilterText, (), (field, operation, values))

struct ListRequest {
  std::string search;
  std::vector<std::string> columns;  // none: those declared
  std::vector<std::string> sort;     // field, or -field; none: as declared
  std::vector<FilterText> filters;
  std::string after;  // `next` of the page before
  std::optional<std::int64_t> limit;
  std::optional<base::Date> as_of;
};

//! The same in a body: what may not stand in an address, where logs and histories keep it.
struct ListSearch {
  std::optional<std::string> q;
  std::optional<std::vector<std::string>> columns;
  std::optional<std::vector<std::string>> sort;
  std::optional<std::vector<FilterText>> filters;
  std::optional<std::string> after;
  std::optional<std::int64_t> limit;
  std::optional<base::Date> as_of;
};
BOOST_DESCRIBE_STRUCT(ListSearch, (), (q, columns, sort, filters, after, limit, as_of))

//! How many records somebody sees of one value of a field or state.
struct GroupCount {
  std::string value;  // as text; empty for none
  std::int64_t count = 0;
};

//! The records that one unit owns, as somebody sees them.
struct OwnedState {
  std::string state;
  Text title;
  std::int64_t count = 0;
  bool waits = false;  // for a step that is owed by whoever asks
};
BOOST_DESCRIBE_STRUCT(OwnedState, (), (state, title, count, waits))

struct OwnedRegister {
  std::string name;
  std::string capability;
  Text title;
  std::string owner;  // the field by which its list is asked for those of the unit
  std::int64_t count = 0;
  std::vector<OwnedState> states;  // in the order of the workflow; those with a record
  bool may_create = false;
};
BOOST_DESCRIBE_STRUCT(OwnedRegister, (),
                      (name, capability, title, owner, count, states, may_create))

}  // namespace registers
