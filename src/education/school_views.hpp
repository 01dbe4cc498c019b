#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "register/register_views.hpp"

//! What the API answers about schools as wholes.
namespace education {

using base::Date;
using base::Text;

enum class Verdict { met, unmet, unknown };
BOOST_DESCRIBE_ENUM(Verdict, met, unmet, unknown)

//! exempt: no standard judges this school. no_data: nothing was reported. unseen: whoever asks may
//! not see what was.
enum class ComplianceOutcome { met, basic, unmet, unknown, exempt, no_data, unseen };
BOOST_DESCRIBE_ENUM(ComplianceOutcome, met, basic, unmet, unknown, exempt, no_data, unseen)

//! A whole number with `scale` decimals and what it counts.
struct Amount {
  std::int64_t value = 0;
  std::int64_t scale = 0;
  std::string unit;  // as a field declares it: person, m2, fen ...
};
BOOST_DESCRIBE_STRUCT(Amount, (), (value, scale, unit))

struct Need {
  std::string field;
  Text title;
  Amount gap;
};
BOOST_DESCRIBE_STRUCT(Need, (), (field, title, gap))

//! One indicator of the standard for one school. `value` and `threshold` have `scale` decimals.
struct IndicatorView {
  std::string id;
  Text title;
  Verdict verdict = Verdict::unknown;
  bool judged = true;
  bool at_most = false;
  std::optional<std::int64_t> value;
  std::int64_t threshold = 0;
  std::int64_t scale = 0;
  Text unit;
  std::vector<Text> missing;  // what nobody reported
  std::optional<Need> need;   // the least that would help, if unmet
  std::string source;         // of the threshold
  bool verified = true;
  std::optional<Date> since;  // first day of the threshold, if it has one
};
BOOST_DESCRIBE_STRUCT(IndicatorView, (),
                      (id, title, verdict, judged, at_most, value, threshold, scale, unit, missing,
                       need, source, verified, since))

struct Compliance {
  ComplianceOutcome outcome = ComplianceOutcome::no_data;
  Text why;  // if exempt, no_data or unseen
  Text standard;
  std::string source;
  std::optional<std::int64_t> year;  // of the record judged
  std::string register_name;
  std::string record;
  std::string state;
  Text state_title;
  Date judged_on;  // the thresholds are those of this day
  std::int64_t judged = 0;
  std::int64_t passed = 0;
  std::int64_t basic_passes = 0;
  bool basic_verified = true;
  std::vector<IndicatorView> indicators;
  std::vector<Need> needs;
};
BOOST_DESCRIBE_STRUCT(Compliance, (),
                      (outcome, why, standard, source, year, register_name, record, state,
                       state_title, judged_on, judged, passed, basic_passes, basic_verified,
                       indicators, needs))

struct SchoolLine {
  std::string unit;
  Text name;
  Text county;
  Text kind;
  std::optional<std::int64_t> students;
  Compliance compliance;
};
BOOST_DESCRIBE_STRUCT(SchoolLine, (), (unit, name, county, kind, students, compliance))

struct SchoolTable {
  Date as_of;
  std::vector<SchoolLine> schools;
};
BOOST_DESCRIBE_STRUCT(SchoolTable, (), (as_of, schools))

//! Recognised and still valid, among those who teach a specialty or instruct practice here.
struct DualShare {
  std::int64_t recognised = 0;
  std::int64_t teachers = 0;
};
BOOST_DESCRIBE_STRUCT(DualShare, (), (recognised, teachers))

//! What the school reported in its conditions against what its registers hold.
struct Comparison {
  std::string field;
  Text title;
  std::int64_t reported = 0;
  std::int64_t counted = 0;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (field, title, reported, counted))

struct SchoolPage {
  Date as_of;
  std::string unit;
  Text name;
  Text county;
  std::string record;  // of the register school; empty if there is none
  std::optional<Compliance> compliance;
  std::optional<DualShare> dual;
  std::vector<Comparison> comparisons;
  std::vector<registers::OwnedRegister> registers;
};
BOOST_DESCRIBE_STRUCT(SchoolPage, (),
                      (as_of, unit, name, county, record, compliance, dual, comparisons, registers))

// --- which programmes overlap --------------------------------------------------------------------

enum class SettingRule { overlap, no_intake, not_in_catalogue };
BOOST_DESCRIBE_ENUM(SettingRule, overlap, no_intake, not_in_catalogue)

struct OfferView {
  std::string id;  // of the school's programme
  std::string school;
  Text school_name;
  std::string training_level;
  Text training_title;
  std::optional<std::int64_t> seats;
  std::optional<std::int64_t> entrants;
  std::optional<std::int64_t> fill_percent;
  std::vector<SettingRule> rules;
};
BOOST_DESCRIBE_STRUCT(OfferView, (),
                      (id, school, school_name, training_level, training_title, seats, entrants,
                       fill_percent, rules))

struct ProgrammeView {
  std::string code;
  std::string name;
  bool overlaps = false;
  std::vector<OfferView> offers;
};
BOOST_DESCRIBE_STRUCT(ProgrammeView, (), (code, name, overlaps, offers))

struct ParameterView {
  std::string name;
  Text title;
  std::int64_t value = 0;
  std::string unit;
  std::string source;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(ParameterView, (), (name, title, value, unit, source, verified))

struct ProgrammeSetting {
  Date as_of;
  std::int64_t year = 0;
  std::vector<ParameterView> parameters;
  bool sees_intake = false;  // plans and entrants are open to this person
  std::int64_t schools = 0;  // of which programmes were looked at
  std::int64_t offers = 0;
  std::vector<ProgrammeView> shared;  // those that overlap first
  std::vector<ProgrammeView> dated;   // the others with a finding
};
BOOST_DESCRIBE_STRUCT(ProgrammeSetting, (),
                      (as_of, year, parameters, sees_intake, schools, offers, shared, dated))

}  // namespace education
