#include "draft/draft_align.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text.hpp"

namespace draft {

namespace {

using Pairs = std::set<std::string>;

// Neighbouring characters, without blanks and marks of ASCII.
Pairs pairs_of(const std::string& text) {
  std::vector<std::string> characters;
  for (const char c : base::fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U && !characters.empty()) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  Pairs pairs;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    pairs.insert(characters[i] + characters[i + 1]);
  }
  return pairs;
}

double alike(const Pairs& a, const Pairs& b) {
  const Pairs& shorter = a.size() < b.size() ? a : b;
  const Pairs& longer = a.size() < b.size() ? b : a;
  if (shorter.empty()) return 0;
  const auto common = std::count_if(shorter.begin(), shorter.end(),
                                    [&](const std::string& pair) { return longer.contains(pair); });
  return static_cast<double>(common) / static_cast<double>(shorter.size());
}

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
