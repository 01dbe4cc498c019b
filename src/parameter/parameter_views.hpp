#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

//! What the API answers about parameters, and what it is given.
namespace parameter {

using base::Date;
using base::Text;

//! declared: in a file of registers/ or of the plan. set: by a person, while the program runs.
enum class ValueOrigin { declared, set };
BOOST_DESCRIBE_ENUM(ValueOrigin, declared, set)

struct DatedValue {
  std::optional<Date> from;  // first day; the first of all has none
  std::int64_t value = 0;
  std::string source;
  bool verified = true;
  ValueOrigin origin = ValueOrigin::declared;
  //! Declared, but another value was set from the same day: it holds on no day.
  bool replaced = false;
  bool in_force = false;  // on the day that was asked for
  // Of one that was set.
  std::int64_t version = 0;
  std::string comment;
  std::string by;  // display name
  std::string at;  // RFC 3339
};
BOOST_DESCRIBE_STRUCT(DatedValue, (),
                      (from, value, source, verified, origin, replaced, in_force, version, comment,
                       by, at))

struct ValueChoice {
  std::int64_t value = 0;
  Text title;
};
BOOST_DESCRIBE_STRUCT(ValueChoice, (), (value, title))

//! What follows when a value changes.
enum class UseKind { indicator, standard, rule, floors, programmes };
BOOST_DESCRIBE_ENUM(UseKind, indicator, standard, rule, floors, programmes)

struct ParameterUse {
  UseKind kind = UseKind::rule;
  std::string id;  // of the indicator or standard, name of the register of a rule
  Text title;      // of a rule what it says when it is broken
};
BOOST_DESCRIBE_STRUCT(ParameterUse, (), (kind, id, title))

struct DatedParameter {
  std::string noun;  // register
  Text register_title;
  std::string name;
  Text title;
  std::string unit;
  std::vector<ValueChoice> choices;  // not empty: one of these
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::vector<DatedValue> values;  // in the order of their days
  std::vector<ParameterUse> uses;
};
BOOST_DESCRIBE_STRUCT(DatedParameter, (),
                      (noun, register_title, name, title, unit, choices, minimum, maximum, values,
                       uses))

//! GET /api/parameters: registers by name, parameters as declared.
struct ParameterList {
  Date as_of;
  Date today;
  bool may_set = false;
  std::vector<DatedParameter> parameters;
};
BOOST_DESCRIBE_STRUCT(ParameterList, (), (as_of, today, may_set, parameters))

//! A value that was set or withdrawn, kept for ever.
struct ParameterEvent {
  Date from;
  std::int64_t value = 0;
  std::string source;
  bool verified = false;
  std::string comment;
  bool withdrawn = false;
  std::string reason;      // of a withdrawal
  bool backdated = false;  // its first day was over when it was recorded
  std::string by;
  std::string at;  // RFC 3339
};
BOOST_DESCRIBE_STRUCT(ParameterEvent, (),
                      (from, value, source, verified, comment, withdrawn, reason, backdated, by,
                       at))

//! GET /api/parameters/{noun}/{name}
struct ParameterLine {
  Date as_of;
  Date today;
  bool may_set = false;
  DatedParameter parameter;
  std::vector<ParameterEvent> history;  // newest first
};
BOOST_DESCRIBE_STRUCT(ParameterLine, (), (as_of, today, may_set, parameter, history))

struct NewParameterValue {
  Date from;
  std::int64_t value = 0;
  std::string source;            // number of a document, or clause
  std::optional<bool> verified;  // none: not verified
  std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(NewParameterValue, (), (from, value, source, verified, comment))

struct ParameterWithdrawal {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ParameterWithdrawal, (), (reason))

}  // namespace parameter
