#include "engines/compliance/compliance.hpp"

#include <algorithm>

namespace engines::compliance {

namespace {

// Two amounts multiplied.
__extension__ using Product = __int128;

Product ceil_of(Product dividend, Product divisor) { return (dividend + divisor - 1) / divisor; }

// What both sides of the comparison are, without a division: value * per against threshold * base.
struct Sides {
  Product given = 0;
  Product wanted = 0;
};

Sides sides_of(const Indicator& indicator, const Data& data) {
  const Product value = data.at(indicator.value);
  if (indicator.base.empty()) return {value, indicator.threshold};
  return {value * indicator.per, Product{indicator.threshold} * data.at(indicator.base)};
}

Finding judge_one(const Indicator& indicator, const Data& data) {
  Finding finding;
  finding.indicator = indicator.id;
  for (const std::string* datum : {&indicator.value, &indicator.base}) {
    if (!datum->empty() && !data.contains(*datum)) finding.missing.push_back(*datum);
  }
  if (!finding.missing.empty()) return finding;
  const Sides sides = sides_of(indicator, data);
  if (indicator.bound == Bound::at_least) {
    finding.verdict = sides.given >= sides.wanted ? Verdict::met : Verdict::unmet;
  } else {
    finding.verdict = sides.given <= sides.wanted ? Verdict::met : Verdict::unmet;
  }
  if (finding.verdict == Verdict::met) return finding;
  if (indicator.bound == Bound::at_least) {
    finding.lacking = indicator.value;
    const Product per = indicator.base.empty() ? 1 : indicator.per;
    finding.gap = static_cast<std::int64_t>(ceil_of(sides.wanted - sides.given, per));
  } else {
    finding.lacking = indicator.base;
    finding.gap =
        static_cast<std::int64_t>(ceil_of(sides.given - sides.wanted, indicator.threshold));
  }
  return finding;
}

Outcome outcome_of(const Report& report, std::int64_t unknown, std::int64_t basic_passes) {
  if (report.passed == report.judged) return Outcome::met;
  if (report.passed + unknown < basic_passes) return Outcome::unmet;
  if (unknown > 0) return Outcome::unknown;
  return Outcome::basic;
}

void add_need(std::vector<Need>& needs, const Finding& finding) {
  const auto known = std::ranges::find(needs, finding.lacking, &Need::datum);
  if (known == needs.end()) {
    needs.push_back({finding.lacking, finding.gap});
  } else {
    known->gap = std::max(known->gap, finding.gap);
  }
}

}  // namespace

Report judge(const Standard& standard, const Data& data) {
  Report report;
  std::int64_t unknown = 0;
  for (const Indicator& indicator : standard.indicators) {
    const Finding& finding = report.findings.emplace_back(judge_one(indicator, data));
    if (!indicator.judged) continue;
    ++report.judged;
    if (finding.verdict == Verdict::met) ++report.passed;
    if (finding.verdict == Verdict::unknown) ++unknown;
    if (finding.verdict == Verdict::unmet) add_need(report.needs, finding);
  }
  report.outcome = outcome_of(report, unknown, standard.basic_passes);
  return report;
}

std::optional<std::int64_t> shown_value(const Indicator& indicator, const Data& data,
                                        int decimals) {
  const auto value = data.find(indicator.value);
  if (value == data.end()) return std::nullopt;
  Product scaled = value->second;
  for (int i = 0; i < decimals; ++i) scaled *= 10;
  if (indicator.base.empty()) return static_cast<std::int64_t>(scaled);
  const auto base = data.find(indicator.base);
  if (base == data.end() || base->second == 0) return std::nullopt;
  scaled *= indicator.per;
  if (indicator.bound == Bound::at_most) {
    return static_cast<std::int64_t>(ceil_of(scaled, base->second));
  }
  return static_cast<std::int64_t>(scaled / base->second);
}

}  // namespace engines::compliance
