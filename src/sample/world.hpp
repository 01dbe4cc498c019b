#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "register/past_record.hpp"

//! An invented world for the registers that are shipped: schools, people, enterprises and what they
//! did since the plan was published. Pure: the same place and options give the same records, ids
//! and planted errors to the last byte. Sizes at scale 1 are those of a prefecture of 1.8 million
//! people (one college, eight or nine secondary schools, 21,000 students in them).
//!
//! Nothing in it is a fact. Citizen ids begin with the code of the city itself, under which none is
//! issued (then with that of the province); mobile numbers begin with 142; names of enterprises and
//! places say 示例.
namespace sample {

//! A unit that owns records.
struct Unit {
  std::string id;
  std::string name;      // as people call it: 庄浪县职教中心
  std::string county;    // unit id, of a school; empty for one of another line
  std::string division;  // six digits
};

//! What the world is made for, read off the plan.
struct Place {
  std::string region;      // six digits
  std::string department;  // unit that keeps the programme catalogue
  Unit finance;            // reports the city's own money; no id if there is none
  std::vector<Unit> counties;
  std::vector<Unit> schools;  // secondary
  std::vector<Unit> colleges;
  base::Date from;  // the first day on which something can have been recorded
};

struct Options {
  std::uint64_t seed = 1;
  //! Multiplies students, classes, teachers, enterprises and what they do; 50 makes a province.
  double scale = 1;
  //! The world ends with the day before.
  base::Date until;
};

//! Who or what must find a planted error.
enum class FoundBy {
  warning,     // a rule of the declaration, which a person confirmed: `field` and `what` say which
  same_id,     // the same citizen id in another school: an exact search finds both
  overdue,     // waits in a state longer than its step allows: the queue shows it
  obsolete,    // a running programme whose entry in the catalogue has ended
  low_fill,    // one programme in several schools, with few entrants for its seats
  below_floor  // less money than the plan asks for: the floors show it
};

struct Planted {
  std::string noun;
  std::string id;
  std::string unit;
  std::string label;  // by which people find the record
  std::string field;
  FoundBy found_by = FoundBy::warning;
  base::Text what;

  bool operator==(const Planted&) const = default;
};

struct World {
  std::vector<Planted> planted;
  std::map<std::string, std::int64_t> records;  // by register
};

//! Takes the records one after the other: what a record refers to comes before it, and records of
//! one register come together. A record is not kept here.
using Sink = std::function<void(registers::PastRecord&&)>;

//! Precondition: 0 < scale <= kScaleMax, until > place.from.
World make_world(const Place& place, const Options& options, const Sink& sink);

//! Beyond it the citizen ids that nobody has would run out.
constexpr double kScaleMax = 60;

//! The registers in the order in which make_world fills them.
std::vector<std::string> registers_of_world();

//! The planted errors as a table for people: register, unit, record, id, field, what, found by.
std::string planted_csv(const std::vector<Planted>& planted, const Place& place);

}  // namespace sample
