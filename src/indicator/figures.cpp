#include "indicator/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ranges>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "base/day_span.hpp"
#include "indicator/trend.hpp"

namespace indicator {

namespace {

constexpr std::int64_t kFenInYuan = 100;
constexpr std::size_t kAskedMax = 20;

Text reason_of(Lack lack) {
  switch (lack) {
    case Lack::no_record:
      return {"还没有记录", "There is no record yet."};
    case Lack::incomplete:
      return {"记录都缺数", "Every record lacks a number."};
    case Lack::nothing_to_divide_by:
      return {"分母是 0，没有比例", "The denominator is 0: there is no ratio."};
    case Lack::none:
      break;
  }
  return {};
}

}  // namespace

bool Computed::operator==(const Computed& other) const {
  const auto same = [](const Group& a, const Group& b) {
    return a.period == b.period && a.unit == b.unit && a.dimensions == b.dimensions &&
           a.sums == b.sums;
  };
  return failure == other.failure && std::ranges::equal(groups, other.groups, same);
}

std::optional<Computed> with_units(const Computed& kept, const Computed& part,
                                   const std::set<std::string>& units) {
  if (!part.failure.empty()) return part;
  const auto is_of_these = [&](const Group& group) { return units.contains(group.unit); };
  if (!std::ranges::all_of(part.groups, is_of_these)) return std::nullopt;
  Computed made = kept;
  std::erase_if(made.groups, is_of_these);
  made.groups.insert(made.groups.end(), part.groups.begin(), part.groups.end());
  std::ranges::sort(made.groups, {}, [](const Group& group) {
    return std::tie(group.period, group.unit, group.dimensions);
  });
  return made;
}

std::optional<Computed> with_changes(const Computed& kept, const Computed& before,
                                     const Computed& after, const HasNewest& has_newest) {
  if (!before.failure.empty() || !after.failure.empty()) return std::nullopt;
  using Key = std::tuple<std::string, std::string, std::vector<std::string>>;
  const auto key_of = [](const Group& group) {
    return Key(group.period, group.unit, group.dimensions);
  };
  std::map<Key, Sums> sums;
  for (const Group& group : kept.groups) sums.emplace(key_of(group), group.sums);
  std::set<Key> newest_left;
  for (const Group& group : before.groups) {
    const auto found = sums.find(key_of(group));
    if (found == sums.end() || !found->second.take(group.sums)) return std::nullopt;
    const bool newest = group.sums.newest_on == found->second.newest_on;
    if (newest && group.sums.newest_on) newest_left.insert(found->first);
  }
  try {
    for (const Group& group : after.groups) {
      Sums& sum = sums[key_of(group)];
      if (group.sums.newest_on >= sum.newest_on) newest_left.erase(key_of(group));
      sum.add(group.sums);
    }
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
  // Each is a search.
  if (newest_left.size() > kAskedMax) return std::nullopt;
  Computed made;
  for (auto& [key, sum] : sums) {
    if (sum.records == 0) continue;
    const auto& [period, unit, dimensions] = key;
    made.groups.push_back({period, unit, dimensions, sum});
    if (newest_left.contains(key) && !has_newest(made.groups.back())) return std::nullopt;
  }
  return made;
}

Figures::Figures(const Indicator& indicator, const plan::Commitment& commitment,
                 const Computed& computed, const World& world, const plan::Tree* tree)
    : indicator_(indicator), commitment_(commitment), computed_(computed), world_(world) {
  if (tree != nullptr) {
    std::set<std::string> above;
    for (const plan::TreeEdge& edge : tree->edges) {
      if (!base::lasts_on(world.day, edge.from, edge.to)) continue;
      parents_.emplace(edge.unit, edge.under);
      above.insert(edge.under);
    }
    for (const std::string& unit : above) {
      if (!parents_.contains(unit)) parents_.emplace(unit, "");
    }
    return;
  }
  // The tree as it was on the day shown; units that came later stand where they are now.
  for (const plan::Unit& unit : world.edition->plan().units) {
    parents_.emplace(unit.id, unit.parent);
  }
  for (const zhijiao::access::Unit& unit : world.directory->units) {
    if (!parents_.contains(unit.id)) parents_.emplace(unit.id, unit.parent);
  }
}

std::vector<std::string> Figures::periods() const {
  std::set<std::string, std::greater<>> all;
  for (const Group& group : computed_.groups) all.insert(group.period);
  return {all.begin(), all.end()};
}

std::string Figures::latest_period() const {
  const std::string year = std::to_string(world_.day.year());
  for (const std::string& period : periods()) {
    if (period.substr(0, 4) <= year) return period;
  }
  return {};
}

Rolled Figures::rolled(const std::string& period) const {
  std::vector<Contribution> contributions;
  for (const Group& group : computed_.groups) {
    if (group.period == period) contributions.push_back({group.unit, group.sums});
  }
  return roll_up(contributions, parents_);
}

Shape Figures::shape() const {
  return {indicator_.figure == Figure::ratio, indicator_.per, indicator_.scale,
          indicator_.direction == Direction::up};
}

Goal goal_of(const Indicator& indicator, const plan::Commitment& commitment) {
  if (commitment.comparator == plan::Comparator::all) {
    return {.low = indicator.figure == Figure::ratio ? indicator.per : 1};
  }
  const bool in_fen = indicator.unit == "fen" && commitment.unit == "yuan";
  const std::int64_t factor = in_fen ? kFenInYuan : 1;
  return {commitment.comparator, commitment.low.value_or(0) * factor,
          commitment.high.value_or(0) * factor, commitment.scale};
}

FigureView Figures::judged(const Sums& sums) const {
  const Judgement judgement = judge(sums, shape(), goal_of(indicator_, commitment_));
  FigureView view;
  view.value = judgement.value;
  view.verdict = judgement.verdict;
  view.reason = reason_of(judgement.lack);
  if (judgement.verdict == Attainment::unruled) {
    view.reason = {"“左右”允许上下多少，还没有裁定", "Nobody has ruled how near “about” must be."};
  }
  if (judgement.value && sums.incomplete > 0) {
    view.reason = {fmt::format("{} 条记录缺数，没有计入", sums.incomplete),
                   fmt::format("{} records lack a number and are left out.", sums.incomplete)};
  }
  view.numerator = sums.numerator;
  if (indicator_.figure == Figure::ratio) view.denominator = sums.denominator;
  view.records = sums.records;
  view.incomplete = sums.incomplete;
  view.newest_on = sums.newest_on;
  const auto gap = [&](const Text& reading, std::int64_t amount) {
    view.gaps.push_back({reading, amount, indicator_.counted_unit, indicator_.counted_unit_name});
  };
  if (judgement.gap) gap(indicator_.readings.whole_fixed, *judgement.gap);
  if (judgement.gap_rest_fixed && !indicator_.readings.rest_fixed.empty()) {
    gap(indicator_.readings.rest_fixed, *judgement.gap_rest_fixed);
  }
  return view;
}

FigureView Figures::each(const Rolled& rolled) const {
  FigureView view;
  std::vector<Attainment> verdicts;
  std::int64_t gaps = 0;
  for (const std::string& unit : members()) {
    const auto found = rolled.units.find(unit);
    const Sums sums = found == rolled.units.end() ? Sums{} : found->second;
    const Judgement judgement = judge(sums, shape(), goal_of(indicator_, commitment_));
    verdicts.push_back(judgement.verdict);
    if (judgement.verdict == Attainment::unmet) gaps += judgement.gap.value_or(0);
    view.records += sums.records;
    view.incomplete += sums.incomplete;
    view.newest_on = std::max(view.newest_on, sums.newest_on);
  }
  const EachJudgement all = judge_each(verdicts);
  view.verdict = all.verdict;
  view.value = all.met;
  view.numerator = all.met;
  view.denominator = static_cast<std::int64_t>(verdicts.size());
  if (all.open > 0) {
    view.reason = {fmt::format("{} 个单位没有数", all.open),
                   fmt::format("{} units have no figure.", all.open)};
  }
  if (all.met + all.unmet == 0) view.value.reset();
  if (gaps > 0) {
    view.gaps.push_back({{"各单位差额合计", "together, of the units that fall short"},
                         gaps,
                         indicator_.counted_unit,
                         indicator_.counted_unit_name});
  }
  return view;
}

FigureView Figures::whole(const std::string& period) const {
  if (!computed_.failure.empty()) {
    FigureView view;
    view.reason = computed_.failure;
    return view;
  }
  const Rolled all = rolled(period);
  return indicator_.judged == Judged::each ? each(all) : judged(all.total);
}

FigureView Figures::of_unit(const std::string& period, const std::string& unit) const {
  const Rolled all = rolled(period);
  const auto found = all.units.find(unit);
  return judged(found == all.units.end() ? Sums{} : found->second);
}

std::map<std::string, FigureView, std::less<>> Figures::of_units(const std::string& period) const {
  std::map<std::string, FigureView, std::less<>> all;
  for (const auto& [unit, sums] : rolled(period).units) all.emplace(unit, judged(sums));
  return all;
}

ForecastView Figures::ahead(const std::string& period) const {
  static const std::vector<KeptDay> none;
  const auto kept = world_.kept->find(indicator_.id);
  std::vector<Standing> all;
  // Only a ratio goes from period to period.
  if (indicator_.figure == Figure::ratio) {
    for (const std::string& one : periods()) all.push_back({world_.day, one, whole(one).value});
  }
  return trend({indicator_, commitment_, goal_of(indicator_, commitment_),
                kept == world_.kept->end() ? none : kept->second, all,
                Standing{world_.day, period, whole(period).value}});
}

FigureView Figures::of_value(const std::string& period, std::size_t dimension,
                             const std::string& value) const {
  Sums sums;
  for (const Group& group : computed_.groups) {
    if (group.period == period && group.dimensions.at(dimension) == value) sums.add(group.sums);
  }
  return judged(sums);
}

std::vector<std::string> Figures::values(const std::string& period, std::size_t dimension) const {
  std::set<std::string> all;
  for (const Group& group : computed_.groups) {
    if (group.period == period) all.insert(group.dimensions.at(dimension));
  }
  return {all.begin(), all.end()};
}

std::vector<std::string> Figures::children(const std::string& period,
                                           const std::string& unit) const {
  const Rolled all = rolled(period);
  std::vector<std::string> found;
  for (const zhijiao::access::Unit& one : world_.directory->units) {
    const auto [first, last] = parents_.equal_range(one.id);
    const bool is_child =
        std::any_of(first, last, [&](const auto& line) { return line.second == unit; });
    if (is_child && all.units.contains(one.id)) found.push_back(one.id);
  }
  return found;
}

std::vector<std::string> Figures::roots(const std::string& period) const {
  return children(period, "");
}

bool Figures::is_below(const std::string& unit, const std::string& above) const {
  return parents_.contains(unit) && with_above(unit, parents_).contains(above);
}

bool Figures::has_place(const std::string& unit) const { return parents_.contains(unit); }

std::vector<std::string> Figures::members() const {
  std::vector<std::string> all;
  for (const std::string& id : commitment_.for_units) {
    for (const std::string& unit : world_.edition->members_of(id)) {
      if (std::ranges::find(all, unit) == all.end()) all.push_back(unit);
    }
  }
  return all;
}

std::set<std::string> Figures::strays(const std::string& period) const {
  return rolled(period).strays;
}

const Indicator* indicator_of(const std::vector<Indicator>& indicators,
                              const std::string& commitment) {
  const auto found = std::ranges::find_if(indicators, [&](const Indicator& one) {
    return std::ranges::find(one.commitments, commitment) != one.commitments.end();
  });
  return found == indicators.end() ? nullptr : &*found;
}

const plan::Commitment* commitment_of(const Indicator& indicator, const plan::Plan& plan) {
  const auto found = std::ranges::find_if(plan.commitments, [&](const plan::Commitment& one) {
    return std::ranges::find(indicator.commitments, one.id) != indicator.commitments.end();
  });
  return found == plan.commitments.end() ? nullptr : &*found;
}

std::optional<UnitName> unit_name(const World& world, const std::string& id) {
  const zhijiao::access::Unit* const unit = world.directory->find_unit(id);
  if (unit == nullptr) return std::nullopt;
  return UnitName{id, unit->short_name.empty() ? unit->name : unit->short_name};
}

bool is_withheld(const Indicator& indicator, const World& world, const std::string& unit) {
  const zhijiao::access::Unit* const known = world.directory->find_unit(unit);
  return known != nullptr && std::ranges::find(indicator.withhold_levels, known->kind) !=
                                 indicator.withhold_levels.end();
}

IndicatorLine line_of(const Indicator* indicator, const plan::Commitment& commitment,
                      const Computed* computed, const World& world) {
  IndicatorLine line;
  line.id = indicator == nullptr ? commitment.id : indicator->id;
  line.title = commitment.title;
  line.commitment = commitment.id;
  line.target = {commitment.comparator, commitment.low,    commitment.high,
                 commitment.scale,      commitment.unit,   commitment.unit_name,
                 commitment.written,    commitment.due_on, commitment.period};
  line.guide_value = commitment.guide_value;
  line.aspiration = commitment.aspiration;
  line.definition_open = commitment.definition.open;
  line.owner = unit_name(world, commitment.owner);
  line.unit = commitment.unit;
  line.unit_name = commitment.unit_name;
  if (indicator == nullptr) {
    line.missing = {"还没有为这项承诺声明指标", "No indicator is declared for this commitment."};
    line.reported_by = commitment.measured_by;
    return line;
  }
  line.lead = unit_name(world, indicator->lead);
  line.missing = indicator->missing;
  line.reported_by = indicator->reported_by;
  line.released = indicator->released;
  line.measured = indicator->measured();
  if (!line.measured || computed == nullptr) return line;
  line.each = indicator->judged == Judged::each;
  line.unit = indicator->unit;
  line.unit_name = indicator->unit_name;
  line.scale = indicator->scale;
  for (const PathPoint& point : indicator->path) line.path.push_back({point.on, point.value});
  const Figures figures(*indicator, commitment, *computed, world);
  line.period = figures.latest_period();
  line.figure = figures.whole(line.period);
  if (world.kept != nullptr) line.forecast = figures.ahead(line.period);
  if (line.figure->newest_on) {
    const int age = world.day.days_since(*line.figure->newest_on);
    line.freshness = age > indicator->stale_after_days ? Freshness::stale : Freshness::fresh;
  }
  return line;
}

IndicatorWall wall_of(const std::vector<Indicator>& indicators, const ComputedById& computed,
                      const World& world) {
  IndicatorWall wall;
  wall.as_of = world.day;
  wall.today = world.today;
  for (const plan::Commitment& commitment : world.edition->plan().commitments) {
    const Indicator* const indicator = indicator_of(indicators, commitment.id);
    const auto found = indicator == nullptr ? computed.end() : computed.find(indicator->id);
    wall.indicators.push_back(line_of(
        indicator, commitment, found == computed.end() ? nullptr : found->second.get(), world));
  }
  return wall;
}

namespace {

bool is_small(const Indicator& indicator, const FigureView& figure) {
  const auto few = [](std::int64_t count) { return count > 0 && count < kPublicLeast; };
  if (indicator.judged == Judged::each || indicator.counted_unit != "person") return false;
  if (few(figure.numerator)) return true;
  return figure.denominator &&
         (few(*figure.denominator) || few(*figure.denominator - figure.numerator));
}

}  // namespace

std::vector<DataFinding> findings_of(const Figures& figures, const World& world) {
  std::vector<DataFinding> findings;
  const Indicator& indicator = figures.indicator();
  const auto find = [&](DataFault fault, Text what, const std::string& unit) {
    DataFinding finding{fault,
                        indicator.id,
                        indicator.title,
                        std::move(what),
                        std::nullopt,
                        unit_name(world, unit.empty() ? indicator.lead : unit),
                        fmt::format("/registers/{}", indicator.reads.front())};
    if (!unit.empty()) finding.unit = unit_name(world, unit);
    findings.push_back(std::move(finding));
  };
  if (!figures.failure().empty()) {
    find(DataFault::failed, figures.failure(), "");
    return findings;
  }
  const std::string period = figures.latest_period();
  const FigureView whole = figures.whole(period);
  if (whole.records == 0) {
    find(DataFault::missing, {"还没有任何记录", "There is no record at all."}, "");
    return findings;
  }
  const std::string year = std::to_string(world.day.year() - 1);
  if (indicator.period != Period::once && period.substr(0, 4) < year) {
    find(DataFault::late,
         {fmt::format("最新的一期是 {}", period), fmt::format("The newest period is {}.", period)},
         "");
  }
  if (whole.newest_on && world.day.days_since(*whole.newest_on) > indicator.stale_after_days) {
    find(DataFault::late,
         {fmt::format("最新记录是 {}", whole.newest_on->str()),
          fmt::format("The newest record is of {}.", whole.newest_on->str())},
         "");
  }
  if (whole.incomplete > 0) {
    find(DataFault::missing,
         {fmt::format("{} 条记录缺数，没有计入", whole.incomplete),
          fmt::format("{} records lack a number and are left out.", whole.incomplete)},
         "");
  }
  for (const std::string& stray : figures.strays(period)) {
    find(DataFault::contradictory,
         {fmt::format("记录属于方案里没有的单位 {}", stray),
          fmt::format("Records belong to {}, which is no unit of the plan.", stray)},
         "");
  }
  const bool is_part = !indicator.readings.rest_fixed.empty();
  for (const zhijiao::access::Unit& unit : world.directory->units) {
    if (!is_part) break;
    const FigureView figure = figures.of_unit(period, unit.id);
    if (figure.numerator > figure.denominator.value_or(0)) {
      find(DataFault::contradictory, {"部分多于总数", "The part is more than its whole."}, unit.id);
    }
  }
  if (indicator.judged == Judged::each) {
    for (const std::string& unit : figures.members()) {
      if (figures.of_unit(period, unit).records > 0) continue;
      find(DataFault::missing, {"没有记录", "There is no record."}, unit);
    }
  }
  return findings;
}

PublicIndicators public_of(const std::vector<Indicator>& indicators, const ComputedById& computed,
                           const World& world) {
  PublicIndicators released;
  released.as_of = world.day;
  for (const IndicatorLine& line : wall_of(indicators, computed, world).indicators) {
    if (!line.released || !line.figure) continue;
    const Indicator& indicator = *std::ranges::find(indicators, line.id, &Indicator::id);
    PublicIndicator one;
    one.id = line.id;
    one.title = line.title;
    one.written = line.target.written;
    one.definition = indicator.definition.text;
    one.scale = line.each ? 0 : line.scale;
    one.unit_name = line.each ? line.target.unit_name : line.unit_name;
    one.period = line.period;
    one.newest_on = line.figure->newest_on;
    one.suppressed = is_small(indicator, *line.figure);
    if (!one.suppressed) {
      one.value = line.figure->value;
      if (line.each) one.of = line.figure->denominator;
      one.verdict = line.figure->verdict;
    }
    released.indicators.push_back(std::move(one));
  }
  return released;
}

}  // namespace indicator
