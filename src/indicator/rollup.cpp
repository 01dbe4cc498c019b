#include "indicator/rollup.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace indicator {

namespace {

void add_to(std::int64_t& sum, std::int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) throw std::overflow_error("a sum leaves 64 bits");
}

}  // namespace

void Sums::add(const Sums& other) {
  add_to(numerator, other.numerator);
  add_to(denominator, other.denominator);
  add_to(records, other.records);
  add_to(incomplete, other.incomplete);
  newest_on = std::max(newest_on, other.newest_on);
}

bool Sums::take(const Sums& other) {
  Sums left = *this;
  if (__builtin_sub_overflow(numerator, other.numerator, &left.numerator) ||
      __builtin_sub_overflow(denominator, other.denominator, &left.denominator) ||
      other.records > records || other.incomplete > incomplete) {
    return false;
  }
  left.records -= other.records;
  left.incomplete -= other.incomplete;
  *this = left;
  return true;
}

std::set<std::string> with_above(const std::string& unit, const Parents& parents) {
  std::set<std::string> seen;
  std::vector<std::string> open{unit};
  while (!open.empty()) {
    const std::string at = std::move(open.back());
    open.pop_back();
    if (at.empty() || !seen.insert(at).second) continue;
    const auto [first, last] = parents.equal_range(at);
    for (auto parent = first; parent != last; ++parent) open.push_back(parent->second);
  }
  return seen;
}

Rolled roll_up(std::span<const Contribution> contributions, const Parents& parents) {
  Rolled rolled;
  for (const Contribution& one : contributions) {
    rolled.total.add(one.sums);
    if (!parents.contains(one.unit)) {
      rolled.strays.insert(one.unit);
      continue;
    }
    for (const std::string& unit : with_above(one.unit, parents)) {
      rolled.units[unit].add(one.sums);
    }
  }
  return rolled;
}

}  // namespace indicator
