#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace registers {

//! Something that was done with a record on a past day.
struct PastStep {
  base::Instant at;
  std::string step;                // a transition of the workflow
  boost::json::object values;      // fields it filled in
  std::string why;                 // its comment
  bool confirmed = false;          // what is unusual about the values was confirmed
  boost::json::object returned{};  // field → reason
};

//! A file that stands in a field of a record.
struct PastFile {
  std::string id;  // UUID
  std::string name;
  std::string pdf;  // its content
};

//! A record with its past: how it began and every step since, in the order of time.
struct PastRecord {
  std::string noun;
  std::string id;  // UUID
  base::Instant at;
  boost::json::object values;
  bool confirmed = false;
  std::vector<PastStep> steps{};
  std::vector<PastFile> files{};  // whose ids are among the values
};

}  // namespace registers
