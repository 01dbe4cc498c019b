#include "indicator/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/decimal.hpp"

namespace indicator {

namespace {

Text twice() { return {"写了两次。", "It stands here twice."}; }

Text too_many() {
  return {fmt::format("一次最多试 {} 项。", kTriedMax),
          fmt::format("At most {} at once.", kTriedMax)};
}

}  // namespace

std::vector<base::FieldError> faults_of(const WhatIfQuestion& question,
                                        const registers::Catalogue& catalogue,
                                        const std::vector<plan::Commitment>& commitments) {
  std::vector<base::FieldError> faults;
  const std::vector<TriedParameter> parameters =
      question.parameters.value_or(std::vector<TriedParameter>{});
  const std::vector<TriedTarget> targets = question.targets.value_or(std::vector<TriedTarget>{});
  if (parameters.size() > kTriedMax) faults.push_back({"/parameters", too_many()});
  if (targets.size() > kTriedMax) faults.push_back({"/targets", too_many()});
  std::set<std::string> seen;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const TriedParameter& one = parameters[i];
    const auto fault = [&](const char* field, Text message) {
      faults.push_back({fmt::format("/parameters/{}/{}", i, field), std::move(message)});
    };
    const registers::Declaration* const of = catalogue.find(one.noun);
    const registers::Parameter* const known = of ? of->find_parameter(one.name) : nullptr;
    if (known == nullptr) {
      fault("name", {"没有这个参数。", "There is no such parameter."});
    } else if (!known->takes(one.value)) {
      fault("value", {"这个参数不能取这个值。", "The parameter does not take this value."});
    }
    if (!seen.insert(one.noun + "." + one.name).second) fault("name", twice());
  }
  seen.clear();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const TriedTarget& one = targets[i];
    const auto fault = [&](const char* field, Text message) {
      faults.push_back({fmt::format("/targets/{}/{}", i, field), std::move(message)});
    };
    const auto known = std::ranges::find(commitments, one.commitment, &plan::Commitment::id);
    if (known == commitments.end()) {
      fault("commitment", {"没有这项承诺。", "There is no such commitment."});
      continue;
    }
    if (known->comparator == plan::Comparator::all) {
      fault("commitment", {"这项承诺是“全部”，没有可改的数。",
                           "This commitment is of all: it has no number to change."});
    }
    if (one.value < 0 || one.value > registers::kIntegerMaxByDefault) {
      fault("value", {"目标不能是负数，也不能太大。", "A target is not negative, nor too great."});
    }
    const bool span = known->comparator == plan::Comparator::between;
    if (span != one.high.has_value()) {
      fault("high", span ? Text{"请写区间的上限。", "Give the upper end of the span."}
                         : Text{"只有区间才有上限。", "Only a span has an upper end."});
    } else if (span && (*one.high < one.value || *one.high > registers::kIntegerMaxByDefault)) {
      fault("high", {"上限不能小于下限，也不能太大。",
                     "The upper end is not below the lower one, nor too great."});
    }
    if (!seen.insert(one.commitment).second) fault("commitment", twice());
  }
  return faults;
}

void try_out(const std::vector<TriedParameter>& tried, registers::ParameterBook& book) {
  for (const TriedParameter& one : tried) {
    registers::Parameter line = book.line(one.noun, one.name);
    line.values = {{std::nullopt, one.value, {}, false}};
    book.replace(one.noun, std::move(line));
  }
}

bool uses(const Indicator& indicator, const TriedParameter& tried) {
  return std::ranges::any_of(indicator.parameters, [&](const ParameterName& name) {
    return name.noun == tried.noun && name.parameter == tried.name;
  });
}

plan::Commitment with_target(plan::Commitment commitment, const std::vector<TriedTarget>& tried) {
  const auto found = std::ranges::find(tried, commitment.id, &TriedTarget::commitment);
  if (found == tried.end()) return commitment;
  commitment.low = found->value;
  commitment.high = found->high;
  std::string number = base::decimal_text(found->value, commitment.scale);
  if (found->high) number += "–" + base::decimal_text(*found->high, commitment.scale);
  const Text& unit = commitment.unit_name;
  commitment.written = {fmt::format("{} {}（试算）", number, unit.zh),
                        fmt::format("{} {} (tried)", number, unit.en)};
  return commitment;
}

}  // namespace indicator
