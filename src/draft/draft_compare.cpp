#include "draft/draft_compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "draft/wording.hpp"

namespace draft {

namespace {

// What both plans say in words that can be compared; a line counts once.
KindScore score(const std::string& kind, const std::set<std::string>& drafted,
                const std::set<std::string>& expected) {
  KindScore score;
  score.kind = kind;
  score.drafted = static_cast<int>(drafted.size());
  score.expected = static_cast<int>(expected.size());
  for (const std::string& line : expected) {
    if (drafted.contains(line)) {
      ++score.right;
    } else {
      score.missed.push_back(line);
    }
  }
  for (const std::string& line : drafted) {
    if (!expected.contains(line)) score.false_ones.push_back(line);
  }
  return score;
}

template <class F>
KindScore score_tasks(const std::string& kind, const plan::Plan& drafted,
                      const plan::Plan& expected, F lines_of) {
  const auto all = [&](const plan::Plan& plan) {
    std::set<std::string> lines;
    for (const plan::Task& task : plan.tasks) lines_of(task, lines);
    return lines;
  };
  return score(kind, all(drafted), all(expected));
}

std::set<std::string> measure_lines(const plan::Plan& plan) {
  std::set<std::string> lines;
  for (const plan::Measure& measure : plan.measures) {
    lines.insert(fmt::format("第{}组 第{}条", measure.group, measure.number));
  }
  return lines;
}

std::set<std::string> seat_lines(const plan::Plan& plan) {
  std::set<std::string> lines;
  for (std::size_t i = 0; i < plan.bodies.size(); ++i) {
    for (const plan::Seat& seat : plan.bodies[i].seats) {
      std::vector<std::string> names;
      for (const plan::Incumbent& incumbent : seat.incumbents) names.push_back(incumbent.name);
      lines.insert(
          fmt::format("机构{} {} {} {}", i + 1, seat.title.zh, seat.unit, fmt::join(names, "、")));
    }
  }
  return lines;
}

double scaled(std::int64_t value, int scale) {
  return static_cast<double>(value) / std::pow(10.0, scale);
}

auto amount_of(const plan::Commitment& one) {
  return std::tuple(one.low ? scaled(*one.low, one.scale) : -1.0,
                    one.high ? scaled(*one.high, one.scale) : -1.0, one.comparator);
}

// What stands for a unit where the document names none: a thing, a time.
bool names_nothing(const std::string& unit) { return unit == "item" || unit == "time"; }

std::string words_of(const plan::Commitment& one) {
  return one.title.zh + one.written.zh + one.base.zh + one.definition.text.zh;
}

// How well they agree: more than 1 in the same place, 0 if they do not.
double agreement(const plan::Commitment& drafted, const plan::Commitment& expected) {
  if (amount_of(drafted) != amount_of(expected)) return 0;
  const double wording = alike(pairs_of(words_of(drafted)), pairs_of(words_of(expected)));
  const bool by_wording = expected.comparator == plan::Comparator::all ||
                          (drafted.unit != expected.unit && names_nothing(drafted.unit));
  // Said of the same units in the same place, half of the wording is enough.
  const bool same_place = drafted.source == expected.source;
  const bool same_units = same_place && drafted.for_units == expected.for_units;
  const double enough = same_units ? kSameWording / 2 : kSameWording;
  if (by_wording ? wording < enough : drafted.unit != expected.unit) return 0;
  return 0.1 + 0.9 * wording + (same_place ? 1 : 0);
}

std::string commitment_line(const plan::Commitment& one) {
  std::string place = one.source.section;
  if (one.source.task) place = fmt::format("任务{}", *one.source.task);
  if (one.source.measure) place = fmt::format("第{}条", *one.source.measure);
  return fmt::format("{} {} {} [{}{} {} {}]", place, one.title.zh, one.written.zh,
                     one.low ? fmt::format("{}", scaled(*one.low, one.scale)) : "",
                     one.high ? fmt::format("–{}", scaled(*one.high, one.scale)) : "", one.unit,
                     boost::describe::enum_to_string(one.comparator, ""));
}

KindScore score_commitments(const plan::Plan& drafted, const plan::Plan& expected) {
  KindScore score;
  score.kind = "commitments";
  score.expected = static_cast<int>(expected.commitments.size());
  // The best pairs first, so that equal numbers of two places do not swap.
  std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < expected.commitments.size(); ++i) {
    for (std::size_t j = 0; j < drafted.commitments.size(); ++j) {
      const double how = agreement(drafted.commitments[j], expected.commitments[i]);
      if (how > 0) pairs.emplace_back(-how, i, j);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<bool> found(expected.commitments.size(), false);
  std::vector<bool> used(drafted.commitments.size(), false);
  for (const auto& [how, i, j] : pairs) {
    if (found[i] || used[j]) continue;
    found[i] = used[j] = true;
  }
  for (std::size_t i = 0; i < expected.commitments.size(); ++i) {
    if (found[i]) {
      ++score.right;
    } else {
      score.missed.push_back(commitment_line(expected.commitments[i]));
    }
  }
  score.drafted = score.right;
  for (std::size_t j = 0; j < drafted.commitments.size(); ++j) {
    if (used[j]) continue;
    const plan::Commitment& one = drafted.commitments[j];
    const bool repeats =
        std::any_of(expected.commitments.begin(), expected.commitments.end(),
                    [&](const plan::Commitment& other) { return agreement(one, other) > 0; });
    if (repeats) continue;
    ++score.drafted;
    score.false_ones.push_back(commitment_line(one));
  }
  return score;
}

}  // namespace

std::vector<KindScore> compare(const plan::Plan& drafted, const plan::Plan& expected) {
  using Lines = std::set<std::string>;
  std::vector<KindScore> scores;
  scores.push_back(score("measures", measure_lines(drafted), measure_lines(expected)));
  scores.push_back(
      score_tasks("tasks", drafted, expected, [](const plan::Task& task, Lines& lines) {
        lines.insert(fmt::format("任务{}", task.number));
      }));
  scores.push_back(
      score_tasks("units", drafted, expected, [](const plan::Task& task, Lines& lines) {
        for (const plan::Responsible& one : task.responsible) {
          lines.insert(fmt::format("任务{} {} {}", task.number, one.unit + one.scope,
                                   boost::describe::enum_to_string(one.role, "")));
        }
      }));
  scores.push_back(
      score_tasks("deadlines", drafted, expected, [](const plan::Task& task, Lines& lines) {
        lines.insert(fmt::format("任务{} {} {}", task.number, task.deadline.written,
                                 task.deadline.on.str()));
      }));
  scores.push_back(
      score_tasks("results", drafted, expected, [](const plan::Task& task, Lines& lines) {
        for (const plan::Result result : task.results) {
          lines.insert(
              fmt::format("任务{} {}", task.number, boost::describe::enum_to_string(result, "")));
        }
      }));
  scores.push_back(
      score_tasks("links", drafted, expected, [](const plan::Task& task, Lines& lines) {
        for (const plan::MeasureLink& link : task.measures) {
          lines.insert(fmt::format("任务{} 第{}条 {}", task.number, link.measure,
                                   boost::describe::enum_to_string(link.covers, "")));
        }
      }));
  scores.push_back(score_commitments(drafted, expected));
  scores.push_back(score("seats", seat_lines(drafted), seat_lines(expected)));
  return scores;
}

std::string scores_text(const std::vector<KindScore>& scores) {
  std::string text = fmt::format("{:<12} {:>8} {:>8} {:>6} {:>10} {:>8}\n", "kind", "expected",
                                 "drafted", "right", "precision", "recall");
  for (const KindScore& score : scores) {
    text +=
        fmt::format("{:<12} {:>8} {:>8} {:>6} {:>9.1f}% {:>7.1f}%\n", score.kind, score.expected,
                    score.drafted, score.right, score.precision_percent(), score.recall_percent());
  }
  for (const KindScore& score : scores) {
    for (const std::string& line : score.missed) {
      text += fmt::format("漏 missed    {}: {}\n", score.kind, line);
    }
    for (const std::string& line : score.false_ones) {
      text += fmt::format("误 false     {}: {}\n", score.kind, line);
    }
  }
  return text;
}

}  // namespace draft
