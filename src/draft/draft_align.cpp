#include "draft/draft_align.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "draft/wording.hpp"

namespace draft {

namespace {

using Pairs = std::set<std::string>;

// Old number → new number.
template <class Thing>
std::map<int, int> renumbering(const std::vector<Thing>& from, const std::vector<Thing>& to) {
  std::vector<Pairs> of_from;
  std::vector<Pairs> of_to;
  for (const Thing& thing : from) of_from.push_back(pairs_of(thing.title.zh + thing.text.zh));
  for (const Thing& thing : to) of_to.push_back(pairs_of(thing.title.zh + thing.text.zh));
  std::vector<std::tuple<double, std::size_t, std::size_t>> candidates;
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; j < to.size(); ++j) {
      const double score = alike(of_from[i], of_to[j]);
      if (score >= kSameWording) candidates.emplace_back(-score, i, j);
    }
  }
  std::sort(candidates.begin(), candidates.end());
  std::map<int, int> numbers;
  std::set<std::size_t> taken;
  int last = 0;
  for (const Thing& thing : to) last = std::max(last, thing.number);
  for (const auto& [score, i, j] : candidates) {
    if (numbers.contains(from[i].number) || taken.contains(j)) continue;
    numbers[from[i].number] = to[j].number;
    taken.insert(j);
  }
  for (const Thing& thing : from) {
    if (!numbers.contains(thing.number)) numbers[thing.number] = ++last;
  }
  return numbers;
}

}  // namespace

plan::Plan aligned(plan::Plan followup, const plan::Plan& plan) {
  const std::map<int, int> tasks = renumbering(followup.tasks, plan.tasks);
  const std::map<int, int> measures = renumbering(followup.measures, plan.measures);
  const auto renumber = [](const std::map<int, int>& numbers, int& number) {
    const auto found = numbers.find(number);
    if (found != numbers.end()) number = found->second;
  };
  const auto renumber_source = [&](plan::Source& source) {
    if (source.task) renumber(tasks, *source.task);
    if (source.measure) renumber(measures, *source.measure);
  };
  for (plan::Measure& measure : followup.measures) renumber(measures, measure.number);
  for (plan::Task& task : followup.tasks) {
    renumber(tasks, task.number);
    for (plan::MeasureLink& link : task.measures) renumber(measures, link.measure);
  }
  for (plan::Commitment& commitment : followup.commitments) renumber_source(commitment.source);
  for (plan::Duty& duty : followup.duties) renumber_source(duty.source);
  return followup;
}

}  // namespace draft
