#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "register/parameter_name.hpp"

//! An indicator (指标) as data: the plain structs that a file of indicators/ is read into. What
//! each key means to the person who writes one is in indicators/README.md; what may stand here is
//! checked by indicator_load.
namespace indicator {

using base::Date;
using base::Text;
//! The statement of an indicator names one as :parameter.
using registers::ParameterName;

//! What the figure of an indicator is made of. A ratio is the sum of the numerators over the sum of
//! the denominators, never a mean of ratios.
enum class Figure { count, ratio };

//! total: the figure of the whole city is judged. each: every unit that the commitment names is
//! judged by its own figure, and the city's figure is how many of them reach it.
enum class Judged { total, each };

//! How often the figure begins anew; `once`: it does not.
enum class Period { once, year, half_year, quarter, month };

//! Which way is better. level: neither.
enum class Direction { up, down, level };

//! A field by which the figure is broken down; the statement has a column of this name.
struct Dimension {
  std::string name;
  Text title;
};

//! A target on a day, in the unit and scale of the commitment.
struct PathPoint {
  Date on;
  std::int64_t value = 0;
};

//! How a shortfall of a ratio is read: as people to be moved within a fixed whole, or to be added
//! while the rest stays. Empty: this reading makes no sense here.
struct Readings {
  Text whole_fixed;
  Text rest_fixed;
};

//! 口径
struct Definition {
  Text text;
  Text excluded;         // what is left out; may be empty
  std::string ruled_by;  // unit id; empty: nobody has ruled
  std::optional<Date> ruled_on;
};

struct Indicator {
  std::string id;
  std::string file;  // as faults name it
  Text title;
  std::vector<std::string> commitments;  // ids in the plan; never empty
  std::string source;                    // clause
  Figure figure = Figure::count;
  Judged judged = Judged::total;
  Period period = Period::once;
  Direction direction = Direction::up;
  std::string unit;  // person, percent, fen ...
  Text unit_name;
  int scale = 0;         // decimals of a shown value
  std::int64_t per = 1;  // a ratio is shown for each so many: 100 for per cent
  //! What the numerator counts, in which a shortfall is stated; of a count the unit itself.
  std::string counted_unit;
  Text counted_unit_name;
  Text formula;  // in words
  Definition definition;
  std::string lead;  // unit id
  Readings readings;
  std::vector<PathPoint> path;
  std::vector<std::string> withhold_levels;  // unit kinds whose figures are not answered
  std::vector<std::string> reads;            // registers; record_id is one of the first
  //! A row depends only on records of the unit it is counted for, in whatever register: a change
  //! of one then touches the figures of that unit alone.
  bool by_owner = false;
  //! A row depends only on its own record and on records of the other registers: a record that
  //! changed is then taken out of the sums as it was and put in as it is.
  bool by_record = false;
  std::vector<ParameterName> parameters;
  std::vector<Dimension> dimensions;
  int stale_after_days = 400;
  bool released = false;  // may stand on the public page

  std::string sql;          // empty if it is not measured
  bool asks_today = false;  // the statement has :today, the day shown
  //! Exactly what is missing, and who would report it or which service will; empty if measured.
  Text missing;
  Text reported_by;

  bool measured() const { return !sql.empty(); }
};

}  // namespace indicator
