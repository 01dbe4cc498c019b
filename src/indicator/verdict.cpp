#include "indicator/verdict.hpp"

#include <limits>
#include <stdexcept>

namespace indicator {

namespace {

using plan::Comparator;
// Products of two 64-bit numbers and a power of ten are exact in it.
__extension__ using Wide = __int128;

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::int64_t narrow(Wide number) {
  constexpr Wide kMax = std::numeric_limits<std::int64_t>::max();
  if (number > kMax || number < -kMax) throw std::overflow_error("a figure leaves 64 bits");
  return static_cast<std::int64_t>(number);
}

// Upwards; number >= 0, divisor > 0.
std::int64_t divided_up(Wide number, Wide divisor) {
  return narrow((number + divisor - 1) / divisor);
}

Wide whole_of(const Shape& shape, int scale) { return Wide{shape.per} * power_of_ten(scale); }

// How far the figure is above a bound, times the denominator.
Wide above(const Sums& sums, const Shape& shape, std::int64_t bound, int scale) {
  const Wide denominator = shape.ratio ? sums.denominator : 1;
  return Wide{sums.numerator} * whole_of(shape, scale) - Wide{bound} * denominator;
}

Lack lack_of(const Sums& sums, const Shape& shape) {
  if (sums.records == 0) return Lack::no_record;
  if (sums.records == sums.incomplete) return Lack::incomplete;
  if (shape.ratio && sums.denominator <= 0) return Lack::nothing_to_divide_by;
  return Lack::none;
}

void fall_short(Wide short_of, const Shape& shape, const Goal& goal, Judgement& judgement) {
  const Wide whole = whole_of(shape, goal.scale);
  judgement.verdict = Attainment::unmet;
  judgement.gap = divided_up(short_of, whole);
  // A part cannot become all of its whole by growing beside a rest that stays.
  if (shape.ratio && goal.low < whole) {
    judgement.gap_rest_fixed = divided_up(short_of, whole - goal.low);
  }
}

void exceed(Wide too_much, const Shape& shape, const Goal& goal, Judgement& judgement) {
  judgement.verdict = Attainment::unmet;
  judgement.gap = divided_up(too_much, whole_of(shape, goal.scale));
}

}  // namespace

Judgement judge(const Sums& sums, const Shape& shape, const Goal& goal) {
  Judgement judgement;
  judgement.lack = lack_of(sums, shape);
  if (judgement.lack != Lack::none) return judgement;
  judgement.verdict = Attainment::met;
  judgement.value = narrow(Wide{sums.numerator} * whole_of(shape, shape.scale) /
                           (shape.ratio ? sums.denominator : 1));
  const Wide low = above(sums, shape, goal.low, goal.scale);
  const Wide high = above(sums, shape, goal.high, goal.scale);
  switch (goal.comparator) {
    case Comparator::at_least:
      if (low < 0) fall_short(-low, shape, goal, judgement);
      break;
    case Comparator::at_most:
      if (low > 0) exceed(low, shape, goal, judgement);
      break;
    case Comparator::between:
      if (low < 0) fall_short(-low, shape, goal, judgement);
      // Five schools were hoped for; a sixth breaks no promise.
      if (high > 0 && !shape.more_is_better) exceed(high, shape, goal, judgement);
      break;
    case Comparator::equal:
    case Comparator::about:
      if (low < 0) fall_short(-low, shape, goal, judgement);
      if (low > 0) exceed(low, shape, goal, judgement);
      if (low != 0 && goal.comparator == Comparator::about) judgement.verdict = Attainment::unruled;
      break;
    case Comparator::all:
      throw std::logic_error("judged for each unit");
  }
  return judgement;
}

EachJudgement judge_each(std::span<const Attainment> verdicts) {
  EachJudgement all;
  for (const Attainment verdict : verdicts) {
    if (verdict == Attainment::met) {
      ++all.met;
    } else if (verdict == Attainment::unmet) {
      ++all.unmet;
    } else {
      ++all.open;
    }
  }
  if (all.unmet > 0) {
    all.verdict = Attainment::unmet;
  } else if (all.open == 0 && all.met > 0) {
    all.verdict = Attainment::met;
  }
  return all;
}

}  // namespace indicator
