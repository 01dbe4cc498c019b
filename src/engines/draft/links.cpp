#include "engines/draft/links.hpp"

#include <algorithm>
#include <unordered_map>

namespace engines::draft {

namespace {

// A pair of characters in more measures than this tells them apart no more.
constexpr std::size_t kCommonPair = 12;
constexpr int kLeastScore = 25;        // percent of the task's wording
constexpr int kLeastClauseScore = 55;  // percent of a clause's wording, for a second measure
constexpr int kFewPairs = 8;           // a clause with fewer is too short to tell

using Pair = std::uint64_t;

std::vector<Pair> pairs_of(Words words) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (is_han(words[i]) && is_han(words[i + 1]))
      pairs.push_back(static_cast<Pair>(words[i]) << 32U | words[i + 1]);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

struct Scores {
  std::unordered_map<std::size_t, int> weighted;  // measure index → sum of weights
  std::unordered_map<std::size_t, int> shared;    // measure index → pairs
  int pairs = 0;

  int percent(std::size_t measure) const {
    const auto found = shared.find(measure);
    return pairs == 0 || found == shared.end() ? 0 : found->second * 100 / pairs;
  }
  // The best, the earlier of equals.
  std::optional<std::size_t> best() const {
    std::optional<std::size_t> best;
    for (const auto& [measure, weight] : weighted) {
      if (!best || weight > weighted.at(*best) || (weight == weighted.at(*best) && measure < *best))
        best = measure;
    }
    return best;
  }
};

class Linker {
 public:
  Linker(const Reading& reading, Structure& structure) : reading_(reading), structure_(structure) {
    for (std::size_t i = 0; i < structure.measures.size(); ++i) {
      for (const Pair pair : pairs_of(reading.view(structure.measures[i].range)))
        measures_with_[pair].push_back(i);
    }
  }

  void link(TaskFound& task) const {
    if (task.task.form == TaskForm::measure) return link_itself(task);
    const Scores whole = scores_of(task.text);
    const auto main = whole.best();
    if (!main || whole.percent(*main) < kLeastScore) return;
    add(task, *main, Covers::main, whole.percent(*main), "link.wording");
    for (const Range clause : split(reading_, task.text, U"。;,")) {
      const Scores scores = scores_of(clause);
      if (scores.pairs < kFewPairs) continue;
      const auto best = scores.best();
      if (!best || *best == *main || scores.percent(*best) < kLeastClauseScore) continue;
      if (scores.percent(*main) * 3 >= scores.percent(*best) * 2) continue;
      const int number = structure_.measures[*best].measure.number;
      const bool known = std::any_of(task.task.links.begin(), task.task.links.end(),
                                     [&](const Link& link) { return link.measure == number; });
      if (!known) add(task, *best, Covers::touch, scores.percent(*best), "link.clause");
    }
  }

 private:
  Scores scores_of(Range range) const {
    Scores scores;
    for (const Pair pair : pairs_of(reading_.view(range))) {
      ++scores.pairs;
      const auto found = measures_with_.find(pair);
      if (found == measures_with_.end() || found->second.size() > kCommonPair) continue;
      const int weight = 1000 / static_cast<int>(found->second.size());
      for (const std::size_t measure : found->second) {
        scores.weighted[measure] += weight;
        ++scores.shared[measure];
      }
    }
    return scores;
  }

  void link_itself(TaskFound& task) const {
    const auto measure = std::lower_bound(
        structure_.measures.begin(), structure_.measures.end(), *task.item,
        [](const MeasureFound& found, std::size_t item) { return found.item < item; });
    task.task.links.push_back({measure->measure.number,
                               Covers::main,
                               100,
                               {"任务就是这一条措施。", "The task is this measure."},
                               {98, "link.same_item"}});
  }

  void add(TaskFound& task, std::size_t measure, Covers covers, int percent,
           const char* rule) const {
    const std::string number = std::to_string(structure_.measures[measure].measure.number);
    const std::string share = std::to_string(percent);
    Text reason =
        covers == Covers::main
            ? Text{"任务 " + share + "% 的用词也在措施 " + number + " 里，比别的措施都多。",
                   share + " percent of the task's wording is in measure " + number +
                       ", more than in any other."}
            : Text{"任务有一句 " + share + "% 的用词出自措施 " + number + "。",
                   "One clause of the task has " + share + " percent of its wording from measure " +
                       number + "."};
    task.task.links.push_back(
        {structure_.measures[measure].measure.number,
         covers,
         percent,
         std::move(reason),
         {std::min(95, (covers == Covers::main ? 40 : 25) + percent / 2), rule}});
  }

  const Reading& reading_;
  Structure& structure_;
  std::unordered_map<Pair, std::vector<std::size_t>> measures_with_;
};

}  // namespace

void link_tasks(const Reading& reading, Structure& structure) {
  const Linker linker(reading, structure);
  for (TaskFound& task : structure.tasks) linker.link(task);
}

}  // namespace engines::draft
