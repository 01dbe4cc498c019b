#include "indicator/cited_figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "indicator/late_commitments.hpp"
#include "plan/plan_board.hpp"

namespace indicator {

namespace {

// None: the unit has such records but owes nothing of this commitment, nor does anybody below it.
std::optional<CitedFigure> cited(const Figures& figures, const World& world,
                                 const std::string& unit) {
  const Indicator& indicator = figures.indicator();
  const bool each = indicator.judged == Judged::each;
  const std::string period = figures.latest_period();
  const std::vector<std::string> owing = each ? figures.members() : std::vector<std::string>{};
  const bool owes = std::ranges::find(owing, unit) != owing.end();
  const bool above = std::ranges::any_of(
      owing, [&](const std::string& member) { return figures.is_below(member, unit); });
  FigureView figure = figures.of_unit(period, unit);
  const bool has_records = figure.records > 0;
  if (each && has_records && !owes && !above) return std::nullopt;
  // The part of a sum has no target of its own.
  const bool judged = owes || (!each && has_records && indicator.figure == Figure::ratio);
  const bool own = judged && !is_withheld(indicator, world, unit);
  if (!own) figure = figures.whole(period);
  CitedFigure made;
  made.indicator = indicator.id;
  made.commitment = figures.commitment().id;
  made.title = figures.commitment().title;
  if (own) made.about = unit_name(world, unit);
  made.period = period;
  made.value = figure.value;
  made.scale = each && !own ? 0 : indicator.scale;
  if (!figure.value) {
    made.shown = figure.reason;
  } else {
    made.shown = each && !own ? reaching_text(*figure.value, figure.denominator.value_or(0))
                              : figure_text(*figure.value, indicator);
    made.note = figure.reason;
  }
  made.target = figures.commitment().written;
  made.verdict = figure.verdict;
  made.on = world.day;
  return made;
}

}  // namespace

std::vector<CitedFigure> cited_figures(const std::vector<Indicator>& indicators,
                                       const ComputedById& computed, const World& world, int task,
                                       const std::string& unit) {
  std::vector<CitedFigure> all;
  const plan::Plan& plan = world.edition->plan();
  const plan::Task* const served = plan.find_task(task);
  if (served == nullptr) return all;
  for (const plan::Commitment& commitment : plan.commitments) {
    if (!plan::serves_task(*served, commitment)) continue;
    const Indicator* const one = indicator_of(indicators, commitment.id);
    if (one == nullptr || !one->measured()) continue;
    const auto sums = computed.find(one->id);
    if (sums == computed.end()) continue;
    const Figures figures(*one, commitment, *sums->second, world);
    // What could not be computed today is nothing to keep for ever.
    if (!figures.failure().empty()) continue;
    if (auto made = cited(figures, world, unit)) all.push_back(std::move(*made));
  }
  return all;
}

}  // namespace indicator
