#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

//! What the API takes and answers about registers. Records themselves are JSON that the database
//! renders; register_schema.hpp describes them to OpenAPI.
namespace registers {

struct RegisterLine {
  std::string name;
  std::string capability;
  base::Text title;
  base::Text description;
  bool may_create = false;
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (), (name, capability, title, description, may_create))

struct RegisterList {
  std::vector<RegisterLine> registers;
};
BOOST_DESCRIBE_STRUCT(RegisterList, (), (registers))

//! Records of one register in one state that wait for a step of somebody.
struct WaitingLine {
  std::string register_name;
  base::Text title;
  std::string state;
  base::Text state_title;
  std::int64_t count = 0;
  bool more = false;  // there are more than were counted
};
BOOST_DESCRIBE_STRUCT(WaitingLine, (), (register_name, title, state, state_title, count, more))

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

struct TransitionStep {
  std::optional<std::string> comment;
  //! Fields that this step fills.
  std::optional<boost::json::object> values;
  //! Field → what is wrong with it, where the step returns single fields.
  std::optional<std::map<std::string, std::string>> returned;
  std::optional<bool> confirmed;
};
BOOST_DESCRIBE_STRUCT(TransitionStep, (), (comment, values, returned, confirmed))

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

//! A list as somebody asked for it, before names and values were looked at.
struct FilterText {
  std::string field;
  std::string operation;  // is, from, to, has, empty
  std::vector<std::string> values;
};

struct ListRequest {
  std::string search;
  std::vector<std::string> columns;  // none: those declared
  std::vector<std::string> sort;     // field, or -field; none: as declared
  std::vector<FilterText> filters;
  std::string after;  // `next` of the page before
  std::optional<std::int64_t> limit;
  std::optional<base::Date> as_of;
};

}  // namespace registers
