#pragma once

#include <string>
#include <vector>

#include "engines/draft/reading.hpp"

//! Numbers that count something, as written: 4—5所, 不低于4:6, 30%以上, 500万元和300万元, 20余个.
namespace engines::draft {

struct Quantity {
  Range number;   // the figures and the words that multiply them
  Range written;  // with comparator and unit
  Comparator comparator = Comparator::equal;
  bool compared = false;  // the comparator is written, not presumed
  std::int64_t low = 0;
  std::optional<std::int64_t> high;
  int scale = 0;
  std::string unit;
  std::string unit_name;
  bool counted_one = false;  // 一个, 一批: hardly a number
  bool rough = false;        // 二十几, 20余: only the least of it is said
  bool unknown = false;      // 几十所, 数百人: how many is not said; low is 0
};

//! The quantities of a stretch, in order. Times, numbers of documents and articles, names in
//! quotation marks and pairs like 3+2 or 1+X are none.
std::vector<Quantity> quantities_in(const Reading& reading, Range range);

}  // namespace engines::draft
