#include "indicator/late_commitments.hpp"

#include <fmt/format.h>

#include "base/decimal.hpp"
#include "base/written_date.hpp"
#include "indicator/trend.hpp"

namespace indicator {

namespace {

Text standing_text(const CommitmentStanding& one) {
  if (one.indicator.judged == Judged::each) {
    return reaching_text(one.value.value_or(0), one.of.value_or(0));
  }
  return figure_text(one.value.value_or(0), one.indicator);
}

// A figure of a period is over with its period, another on the day of the commitment.
std::optional<Date> passed_on(const CommitmentStanding& one) {
  if (one.commitment.due_on) return one.commitment.due_on;
  if (one.commitment.period == plan::Period::once) return std::nullopt;
  return period_end(one.period);
}

plan::Finding finding_about(const CommitmentStanding& one) {
  const plan::Commitment& commitment = one.commitment;
  plan::Finding finding;
  finding.commitments = {commitment.id};
  if (commitment.source.measure) finding.measures = {*commitment.source.measure};
  if (commitment.source.task) finding.tasks = {*commitment.source.task};
  const std::string& answers = commitment.owner.empty() ? one.indicator.lead : commitment.owner;
  if (!answers.empty()) finding.units = {answers};
  finding.link = "/indicators/" + one.indicator.id;
  return finding;
}

std::string period_zh(const std::string& period) {
  return period.empty() ? "" : fmt::format("（{}）", period);
}

std::string period_en(const std::string& period) {
  return period.empty() ? "" : fmt::format(" ({})", period);
}

}  // namespace

Text figure_text(std::int64_t value, const Indicator& indicator) {
  constexpr std::int64_t kFenInYuan = 100;
  constexpr std::int64_t kYuanInTenThousand = 10'000;
  if (indicator.unit == "fen") {
    // Towards zero, so that no sum looks larger than it is.
    return {base::grouped_decimal_text(value / kYuanInTenThousand, 2) + " 万元",
            base::grouped_decimal_text(value / kFenInYuan, 0) + " yuan"};
  }
  const std::string number = base::grouped_decimal_text(value, indicator.scale);
  if (indicator.unit == "percent") return {number + "%", number + "%"};
  return {number + " " + indicator.unit_name.zh, number + " " + indicator.unit_name.en};
}

Text reaching_text(std::int64_t reaching, std::int64_t all) {
  return {fmt::format("{} 个单位中 {} 个达到", all, reaching),
          fmt::format("{} of {} units reach it", reaching, all)};
}

std::vector<plan::Finding> late_commitments(const std::vector<CommitmentStanding>& standings,
                                            Date day) {
  std::vector<plan::Finding> findings;
  for (const CommitmentStanding& one : standings) {
    const plan::Commitment& commitment = one.commitment;
    const bool binding = !commitment.guide_value && !commitment.aspiration;
    const std::optional<Date> passed = passed_on(one);
    if (passed && *passed < day) {
      if (one.verdict != Attainment::unmet) continue;
      plan::Finding finding = finding_about(one);
      const Text standing = standing_text(one);
      finding.rule = "commitment_overdue";
      finding.severity = binding ? plan::Severity::error : plan::Severity::note;
      finding.title = {"承诺逾期未达到", "A commitment is overdue and not met"};
      finding.detail = {
          fmt::format("{}：应在{}前达到“{}”，{}的数{}是 {}。", commitment.title.zh,
                      base::written_date(*passed), commitment.written.zh,
                      base::written_date(one.figure_on), period_zh(one.period), standing.zh),
          fmt::format("{}: \"{}\" was to be reached by {}; the figure of {}{} is {}.",
                      commitment.title.en, commitment.written.en, base::written_date_en(*passed),
                      base::written_date_en(one.figure_on), period_en(one.period), standing.en)};
      finding.advice = {
          "请牵头单位说明原因和补救办法；目标或期限要调整的，凭批准文件办理。",
          "Ask the lead unit for the reason and a remedy; a target or a day is changed by a "
          "document only."};
      findings.push_back(std::move(finding));
      continue;
    }
    if (!one.forecast || one.forecast->outlook != Outlook::unlikely) continue;
    const ForecastView& ahead = *one.forecast;
    plan::Finding finding = finding_about(one);
    const Text value = figure_text(ahead.value.value_or(0), one.indicator);
    const Text low = figure_text(ahead.low.value_or(0), one.indicator);
    const Text high = figure_text(ahead.high.value_or(0), one.indicator);
    const Date due = ahead.due_on.value_or(day);
    finding.rule = "commitment_falling_short";
    finding.severity = binding ? plan::Severity::warning : plan::Severity::note;
    finding.title = {"照此趋势达不到承诺", "A commitment will not be met as it goes"};
    finding.detail = {
        fmt::format("{}：应在{}前达到“{}”；照此趋势约 {}（{} 至 {}），依据 {} 个数。",
                    commitment.title.zh, base::written_date(due), commitment.written.zh, value.zh,
                    low.zh, high.zh, ahead.points),
        fmt::format("{}: \"{}\" is to be reached by {}; as it goes it will be about {} ({} to {}), "
                    "from {} figures.",
                    commitment.title.en, commitment.written.en, base::written_date_en(due),
                    value.en, low.en, high.en, ahead.points)};
    finding.advice = {"请牵头单位在期限之前采取措施；推算只说明趋势，不替代判断。",
                      "Ask the lead unit to act before the day; a forecast shows a trend and "
                      "replaces no judgement."};
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace indicator
