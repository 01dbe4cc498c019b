#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "indicator/indicator_views.hpp"

namespace indicator {

struct TriedParameter {
  std::string noun;  // register
  std::string name;
  std::int64_t value = 0;
};
BOOST_DESCRIBE_STRUCT(TriedParameter, (), (noun, name, value))

//! Another number in a commitment, in the unit and scale of its target.
struct TriedTarget {
  std::string commitment;
  std::int64_t value = 0;
  std::optional<std::int64_t> high;  // of a span, whose lower end is `value`
};
BOOST_DESCRIBE_STRUCT(TriedTarget, (), (commitment, value, high))

//! POST /api/indicators/what-if
struct WhatIfQuestion {
  std::optional<Date> as_of{};
  std::optional<std::vector<TriedParameter>> parameters{};
  std::optional<std::vector<TriedTarget>> targets{};
};
BOOST_DESCRIBE_STRUCT(WhatIfQuestion, (), (as_of, parameters, targets))

struct WhatIfLine {
  IndicatorLine before;
  IndicatorLine after;
};
BOOST_DESCRIBE_STRUCT(WhatIfLine, (), (before, after))

//! Every commitment that what was tried bears on, in the order of the plan, also where nothing
//! changes by it.
struct WhatIf {
  Date as_of;
  std::vector<WhatIfLine> lines;
  //! Of no consequence for any indicator: they count in rules, standards or floors only.
  std::vector<TriedParameter> elsewhere;
};
BOOST_DESCRIBE_STRUCT(WhatIf, (), (as_of, lines, elsewhere))

}  // namespace indicator
