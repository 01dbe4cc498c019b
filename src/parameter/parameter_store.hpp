#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "db/connection.hpp"

namespace parameter {

using base::Date;

enum class ValueState { set, withdrawn };
BOOST_DESCRIBE_ENUM(ValueState, set, withdrawn)

//! One version of a value that was set.
struct ValueRecord {
  std::int64_t version = 0;
  base::Instant recorded_at;
  std::string noun;  // register
  std::string name;
  Date from;
  std::int64_t value = 0;
  std::string source;
  bool verified = false;
  std::string comment;
  ValueState state = ValueState::set;
  std::string reason;  // of a withdrawal
  std::string by;
};
BOOST_DESCRIBE_STRUCT(ValueRecord, (),
                      (noun, name, from, value, source, verified, comment, state, reason, by))

//! All SQL of parameters.
class ParameterStore {
 public:
  explicit ParameterStore(std::string region) : region_(std::move(region)) {}

  //! Every version of every value, oldest first.
  std::vector<ValueRecord> history(db::Connection& connection) const;
  //! Those of one parameter.
  std::vector<ValueRecord> history(db::Connection& connection, const std::string& noun,
                                   const std::string& name) const;
  //! The next version after `record.version`, 0 for none. False if that is not the present one.
  bool append(db::Connection& connection, const ValueRecord& record,
              const std::string& account) const;

 private:
  const std::string region_;
};

}  // namespace parameter
