#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "indicator/trend_views.hpp"
#include "indicator/verdict.hpp"

//! What the API answers about indicators. Every number is a whole number with its `scale`: 370 with
//! scale 1 and unit percent is 37.0 %. A figure that nobody can know is absent with its reason,
//! never 0.
namespace indicator {

using base::Date;
using base::Text;

struct UnitName {
  std::string id;
  Text name;
};
BOOST_DESCRIBE_STRUCT(UnitName, (), (id, name))

//! How much is missing (of a figure that is too high: too much), under one reading.
struct Gap {
  Text reading;  // 招生总数不变; empty if there is only one
  std::int64_t amount = 0;
  std::string unit;  // of the numerator: person, fen ...
  Text unit_name;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (reading, amount, unit, unit_name))

struct FigureView {
  std::optional<std::int64_t> value;  // in 1/10^scale of the indicator's unit
  Attainment verdict = Attainment::unknown;
  Text reason;  // why it is unknown or unruled, or what the figure leaves out
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator;  // of a ratio, and of units that reach it: all of them
  std::int64_t records = 0;
  std::int64_t incomplete = 0;  // records that could not be counted
  std::optional<Date> newest_on;
  std::vector<Gap> gaps;
};
BOOST_DESCRIBE_STRUCT(FigureView, (),
                      (value, verdict, reason, numerator, denominator, records, incomplete,
                       newest_on, gaps))

//! `low` and `high` in 1/10^scale of the unit of the commitment.
struct TargetView {
  plan::Comparator comparator = plan::Comparator::at_least;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::int64_t scale = 0;
  std::string unit;
  Text unit_name;
  Text written;  // 不低于 4:6
  std::optional<Date> due_on;
  plan::Period period = plan::Period::once;
};
BOOST_DESCRIBE_STRUCT(TargetView, (),
                      (comparator, low, high, scale, unit, unit_name, written, due_on, period))

//! A target on a day, in unit and scale of the target.
struct PathPointView {
  Date on;
  std::int64_t value = 0;
};
BOOST_DESCRIBE_STRUCT(PathPointView, (), (on, value))

//! fresh: the newest record is young enough. never: there is none.
enum class Freshness { fresh, stale, never };
BOOST_DESCRIBE_ENUM(Freshness, fresh, stale, never)

//! One commitment of the plan with its indicator. `id` is that of the indicator, or of the
//! commitment if no indicator is declared for it: then it is not measured.
struct IndicatorLine {
  std::string id;
  Text title;
  std::string commitment;
  TargetView target;
  bool measured = false;
  Text missing;      // if not measured: exactly what is missing
  Text reported_by;  // and who reports it, or which service will measure it
  //! True: `value` counts units that reach the target; their own figures are in the working.
  bool each = false;
  std::string unit;  // of `value`; of `each` that of the units' own figures
  Text unit_name;
  std::int64_t scale = 0;
  std::string period;  // the one shown: 2026, 2026-H1; empty if it has none
  std::optional<FigureView> figure;
  std::optional<ForecastView> forecast;  // of the whole; none if it is not measured
  std::vector<PathPointView> path;
  Freshness freshness = Freshness::never;
  bool guide_value = false;  // 原则上: a gap is shown, never a breach
  bool aspiration = false;   // 力争
  bool definition_open = true;
  std::optional<UnitName> owner;  // who owes the commitment
  std::optional<UnitName> lead;   // who answers for the figure
  bool released = false;          // stands on the public page
};
BOOST_DESCRIBE_STRUCT(IndicatorLine, (),
                      (id, title, commitment, target, measured, missing, reported_by, each, unit,
                       unit_name, scale, period, figure, forecast, path, freshness, guide_value,
                       aspiration, definition_open, owner, lead, released))

//! GET /api/indicators: in the order of the plan.
struct IndicatorWall {
  Date as_of;
  Date today;
  std::vector<IndicatorLine> indicators;
};
BOOST_DESCRIBE_STRUCT(IndicatorWall, (), (as_of, today, indicators))

struct IndicatorDefinition {
  Text text;
  Text excluded;
  std::optional<UnitName> ruled_by;
  std::optional<Date> ruled_on;
  std::vector<Text> questions;  // that the plan leaves open
};
BOOST_DESCRIBE_STRUCT(IndicatorDefinition, (), (text, excluded, ruled_by, ruled_on, questions))

struct ParameterInForce {
  std::string noun;  // register
  std::string name;
  Text title;
  std::int64_t value = 0;
  std::string unit;
  std::optional<Date> from;
  std::string source;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(ParameterInForce, (),
                      (noun, name, title, value, unit, from, source, verified))

struct UnitFigure {
  UnitName unit;
  FigureView figure;
  bool has_children = false;  // units below it have figures of their own
};
BOOST_DESCRIBE_STRUCT(UnitFigure, (), (unit, figure, has_children))

struct DimensionValue {
  std::string value;  // empty: none was given
  Text title;
  FigureView figure;
};
BOOST_DESCRIBE_STRUCT(DimensionValue, (), (value, title, figure))

struct DimensionView {
  std::string name;
  Text title;
  std::vector<DimensionValue> values;
};
BOOST_DESCRIBE_STRUCT(DimensionView, (), (name, title, values))

struct PeriodFigure {
  std::string period;
  FigureView figure;
};
BOOST_DESCRIBE_STRUCT(PeriodFigure, (), (period, figure))

struct SourceRegister {
  std::string noun;
  Text title;
  bool readable = false;  // the person may read some record of it
};
BOOST_DESCRIBE_STRUCT(SourceRegister, (), (noun, title, readable))

//! A line of authority besides the administrative tree along which there are figures, or that was
//! asked for.
struct TreeName {
  std::string id;
  Text title;
};
BOOST_DESCRIBE_STRUCT(TreeName, (), (id, title))

//! GET /api/indicators/{id}: the number with its working.
struct IndicatorWorking {
  Date as_of;
  IndicatorLine line;
  Text formula;
  std::string source;
  IndicatorDefinition definition;
  std::vector<Text> footnotes;  // what a report prints below the number
  std::vector<ParameterInForce> parameters;
  std::optional<UnitName> unit;  // the one asked for
  std::optional<FigureView> unit_figure;
  Text withheld;                  // why figures of some units are not given
  std::vector<UnitFigure> units;  // below the one asked for, or all that are judged
  std::vector<TreeName> trees;    // along which units can be asked for instead
  std::vector<DimensionView> dimensions;
  std::vector<PeriodFigure> periods;  // newest first
  std::vector<SourceRegister> registers;
  std::string sql;  // of the declaration
};
BOOST_DESCRIBE_STRUCT(IndicatorWorking, (),
                      (as_of, line, formula, source, definition, footnotes, parameters, unit,
                       unit_figure, withheld, units, trees, dimensions, periods, registers, sql))

struct ContributionView {
  std::string noun;    // register
  std::string record;  // id
  std::string label;
  UnitName unit;
  std::optional<Date> on_date;
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator;
  std::string entered_by;  // display name of whoever wrote the version shown
  std::string entered_at;  // RFC 3339
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ContributionView, (),
                      (noun, record, label, unit, on_date, numerator, denominator, entered_by,
                       entered_at, version))

//! GET /api/indicators/{id}/records: of units whose records the person reads, by record id.
struct ContributionList {
  std::vector<ContributionView> records;
  std::string next;  // cursor of the next page; empty: there is none
};
BOOST_DESCRIBE_STRUCT(ContributionList, (), (records, next))

//! missing: measured, but no record. late: the newest record is too old. contradictory: a part is
//! more than its whole, or records belong to no unit. failed: the statement could not be run.
enum class DataFault { missing, late, contradictory, failed };
BOOST_DESCRIBE_ENUM(DataFault, missing, late, contradictory, failed)

struct DataFinding {
  DataFault fault = DataFault::missing;
  std::string indicator;
  Text title;
  Text what;
  std::optional<UnitName> unit;  // where
  std::optional<UnitName> owed_by;
  std::string link;  // page with the records
};
BOOST_DESCRIBE_STRUCT(DataFinding, (), (fault, indicator, title, what, unit, owed_by, link))

//! GET /api/data_quality
struct DataQuality {
  Date as_of;
  std::vector<DataFinding> findings;
};
BOOST_DESCRIBE_STRUCT(DataQuality, (), (as_of, findings))

//! A figure as everybody may see it: of the whole city, without units.
struct PublicIndicator {
  std::string id;
  Text title;
  Text written;  // the target as people write it
  Text definition;
  std::optional<std::int64_t> value;
  std::optional<std::int64_t> of;  // of units that reach it: all of them
  std::int64_t scale = 0;
  Text unit_name;
  std::string period;
  Attainment verdict = Attainment::unknown;
  std::optional<Date> newest_on;
  bool suppressed = false;  // fewer than kPublicLeast stand behind it
};
BOOST_DESCRIBE_STRUCT(PublicIndicator, (),
                      (id, title, written, definition, value, of, scale, unit_name, period, verdict,
                       newest_on, suppressed))

//! GET /api/public/indicators, without sign-in.
struct PublicIndicators {
  Date as_of;
  std::vector<PublicIndicator> indicators;
};
BOOST_DESCRIBE_STRUCT(PublicIndicators, (), (as_of, indicators))

}  // namespace indicator
