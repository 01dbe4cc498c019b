#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "base/date.hpp"

//! Sums along a tree of units. Exact: whole numbers only, ratios are made of sums. Pure.
namespace indicator {

//! What some records contribute together. A record without a numerator, or without a denominator
//! where one is wanted, is in neither sum and counted as incomplete.
struct Sums {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t records = 0;     // the incomplete ones included
  std::int64_t incomplete = 0;  // of them
  std::optional<base::Date> newest_on;

  //! Throws std::overflow_error if a sum leaves 64 bits.
  void add(const Sums& other);
  //! Its newest day stays as it is. False, with nothing taken, if they cannot have been in it.
  bool take(const Sums& other);
  bool operator==(const Sums&) const = default;
};

struct Contribution {
  std::string unit;
  Sums sums;
};

//! Parents by unit; a root has an empty one. Along some lines a unit stands under several.
using Parents = std::multimap<std::string, std::string, std::less<>>;

struct Rolled {
  //! Of every unit that has something, its own and all below it.
  std::map<std::string, Sums, std::less<>> units;
  Sums total;
  //! Units that the tree does not know: they are in the total only.
  std::set<std::string> strays;
};

//! The unit and all above it, each once. A cycle in the tree ends the way up.
std::set<std::string> with_above(const std::string& unit, const Parents& parents);

//! The order of the contributions does not matter.
Rolled roll_up(std::span<const Contribution> contributions, const Parents& parents);

}  // namespace indicator
