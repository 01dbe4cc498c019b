#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

//! What the API answers about the four floors of money. Amounts are in fen.
namespace finance {

using base::Date;
using base::Text;

enum class FloorVerdict { met, unmet, unknown };
BOOST_DESCRIBE_ENUM(FloorVerdict, met, unmet, unknown)

enum class Floor { special, contest, waiver, surcharge };
BOOST_DESCRIBE_ENUM(Floor, special, contest, waiver, surcharge)

enum class FundingLevel { city, county };
BOOST_DESCRIBE_ENUM(FundingLevel, city, county)

//! One value of a ruling, as the parameter of the register has it.
struct RulingChoice {
  std::int64_t value = 0;
  Text title;
};
BOOST_DESCRIBE_STRUCT(RulingChoice, (), (value, title))

//! A reading of the plan that is not settled: the value that was used and the one in force.
struct RulingView {
  std::string name;  // parameter of the register
  Text title;
  std::int64_t value = 0;
  std::int64_t in_force = 0;
  std::vector<RulingChoice> choices;
  std::string source;
  bool verified = true;
  std::optional<Date> since;
};
BOOST_DESCRIBE_STRUCT(RulingView, (),
                      (name, title, value, in_force, choices, source, verified, since))

struct FundingThreshold {
  std::string name;
  Text title;
  std::int64_t value = 0;
  std::string unit;  // fen, percent
  std::string source;
  bool verified = true;
  std::optional<Date> since;
};
BOOST_DESCRIBE_STRUCT(FundingThreshold, (), (name, title, value, unit, source, verified, since))

struct FundingAmounts {
  std::optional<std::int64_t> budgeted;
  std::optional<std::int64_t> issued;
  std::optional<std::int64_t> paid;
};
BOOST_DESCRIBE_STRUCT(FundingAmounts, (), (budgeted, issued, paid))

enum class SurchargeBase { available, collected };
BOOST_DESCRIBE_ENUM(SurchargeBase, available, collected)

struct SurchargeShare {
  SurchargeBase base = SurchargeBase::available;
  std::optional<std::int64_t> base_fen;
  std::optional<std::int64_t> per_mille;  // rounded down
};
BOOST_DESCRIBE_STRUCT(SurchargeShare, (), (base, base_fen, per_mille))

//! What is held against one floor, as engines::money_floors says.
struct FloorMeasured {
  std::string of;  // special, contest, waiver, edu_surcharge, local_surcharge
  Text title;
  bool judged = true;
  FundingAmounts amounts;
  std::optional<std::int64_t> counted_fen;
  std::optional<std::int64_t> floor_fen;
  FloorVerdict verdict = FloorVerdict::unknown;
  std::int64_t lacking_fen = 0;
  std::vector<Text> missing;
  std::vector<SurchargeShare> shares;
  std::string document;  // by which the money was issued; empty if none was given
};
BOOST_DESCRIBE_STRUCT(FloorMeasured, (),
                      (of, title, judged, amounts, counted_fen, floor_fen, verdict, lacking_fen,
                       missing, shares, document))

struct FloorAlternative {
  std::string ruling;
  std::int64_t value = 0;
  Text title;  // of the ruling and its value
  FloorVerdict verdict = FloorVerdict::unknown;
  std::int64_t lacking_fen = 0;
};
BOOST_DESCRIBE_STRUCT(FloorAlternative, (), (ruling, value, title, verdict, lacking_fen))

struct FloorTestView {
  Floor floor = Floor::special;
  FloorVerdict verdict = FloorVerdict::unknown;
  std::int64_t lacking_fen = 0;
  std::vector<FloorMeasured> measured;
  std::vector<Text> footnotes;
  std::vector<FloorAlternative> alternatives;
};
BOOST_DESCRIBE_STRUCT(FloorTestView, (),
                      (floor, verdict, lacking_fen, measured, footnotes, alternatives))

//! A report that does not count yet, because it is being filled in or was sent back.
struct PendingFunding {
  std::string record;
  std::string period;
  Text state_title;
};
BOOST_DESCRIBE_STRUCT(PendingFunding, (), (record, period, state_title))

struct FundingUnit {
  std::string unit;
  Text name;
  FundingLevel level = FundingLevel::county;
  std::string period;  // of the report that counts: 2026-H2; empty if there is none
  bool whole_year = false;
  std::string record;
  Text state_title;
  bool reviewed = false;    // that report is approved or locked
  bool releasable = false;  // some report of the year is
  std::optional<PendingFunding> pending;
  std::vector<FloorTestView> tests;  // in the order of Floor
  std::optional<std::int64_t> per_student_standard_fen;
  std::string per_student_document;
  std::string explanation;
};
BOOST_DESCRIBE_STRUCT(FundingUnit, (),
                      (unit, name, level, period, whole_year, record, state_title, reviewed,
                       releasable, pending, tests, per_student_standard_fen, per_student_document,
                       explanation))

enum class FundingReleaseState { released, withdrawn };
BOOST_DESCRIBE_ENUM(FundingReleaseState, released, withdrawn)

struct FundingRelease {
  std::int64_t year = 0;
  std::int64_t version = 0;  // 0: never released
  std::optional<FundingReleaseState> state;
  std::optional<Date> on;
  std::string by;
  std::string reason;  // of the withdrawal
};
BOOST_DESCRIBE_STRUCT(FundingRelease, (), (year, version, state, on, by, reason))

struct FundingFloors {
  Date as_of;
  std::int64_t year = 0;
  std::vector<std::int64_t> years;  // of which there are reports, the newest first
  Date judged_on;                   // thresholds and rulings are those of this day
  bool what_if = false;             // some ruling is not the one in force
  std::vector<FundingThreshold> thresholds;
  std::vector<RulingView> rulings;
  std::vector<FundingUnit> units;  // the city first
  FundingRelease release;
  bool may_release = false;
  std::string release_seen;  // names what a release would publish now; empty unless he may
};
BOOST_DESCRIBE_STRUCT(FundingFloors, (),
                      (as_of, year, years, judged_on, what_if, thresholds, rulings, units, release,
                       may_release, release_seen))

//! A year as it was released: it never changes. A unit without tests had no reviewed report.
struct PublicFundingUnit {
  Text name;
  FundingLevel level = FundingLevel::county;
  std::string period;
  std::vector<FloorTestView> tests;
};
BOOST_DESCRIBE_STRUCT(PublicFundingUnit, (), (name, level, period, tests))

struct PublicFundingYear {
  std::int64_t year = 0;
  Date released_on;
  std::vector<FundingThreshold> thresholds;
  std::vector<RulingView> rulings;
  std::vector<PublicFundingUnit> units;
};
BOOST_DESCRIBE_STRUCT(PublicFundingYear, (), (year, released_on, thresholds, rulings, units))

struct PublicFunding {
  std::vector<PublicFundingYear> years;  // the newest first
};
BOOST_DESCRIBE_STRUCT(PublicFunding, (), (years))

struct FloorsQuery {
  std::optional<std::int64_t> year;
  std::optional<Date> as_of;
  // Another ruling than the one in force; nothing is saved.
  std::optional<std::int64_t> judged_stage;
  std::optional<std::int64_t> special_counts_transfers;
  std::optional<std::int64_t> special_counts_contest;
  std::optional<std::int64_t> special_counts_surcharge;
  std::optional<std::int64_t> surcharge_denominator;
  std::optional<std::int64_t> surcharge_judged;
};
BOOST_DESCRIBE_STRUCT(FloorsQuery, (),
                      (year, as_of, judged_stage, special_counts_transfers, special_counts_contest,
                       special_counts_surcharge, surcharge_denominator, surcharge_judged))

//! POST …/release: `seen` is FundingFloors::release_seen, so that nothing is published that changed
//! since somebody looked at it.
struct FundingReleasing {
  std::string seen;
};
BOOST_DESCRIBE_STRUCT(FundingReleasing, (), (seen))

struct FundingWithdrawal {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(FundingWithdrawal, (), (reason))

}  // namespace finance
