// Parallel preferences from a town to a nation: time, growth, and the ratio to reading the input
// once from one end to the other, which no program can be faster than. One thread.
//
// People want what is good and what they may reach: each draws most of his list near his own place
// among the groups ordered by repute, and some of it anywhere. Six of ten people find a seat.

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

#include "base/ids.hpp"
#include "engines/allocation/parallel_explanation.hpp"
#include "engines/allocation/parallel_preferences.hpp"
#include "engines/allocation/verify_parallel.hpp"

namespace {

using namespace engines::allocation;

// A 64-bit random number a call would cost more than what is measured; this draws below a limit.
class Draw {
 public:
  std::uint32_t below(std::uint32_t limit) {
    if (used_ == 2) {
      bits_ = random_.next();
      used_ = 0;
    }
    const auto half = static_cast<std::uint32_t>(bits_ >> (32 * used_++));
    return static_cast<std::uint32_t>((std::uint64_t{half} * limit) >> 32);
  }

 private:
  base::SeededRandom random_{20'200'076};
  std::uint64_t bits_ = 0;
  int used_ = 2;
};

constexpr std::uint32_t kFields = 5;  // total, culture and three subjects

Admission make(std::uint32_t people, std::uint32_t choices, std::uint32_t groups) {
  Draw draw;
  Admission admission;
  admission.applicants = people;
  admission.groups.resize(groups);
  admission.programmes.resize(groups);
  for (std::uint32_t g = 0; g < groups; ++g) {
    admission.groups[g].first_programme = g;
    admission.programmes[g].seats = std::max<std::uint32_t>(1, people / groups * 6 / 10);
  }
  Keys& keys = admission.keys.emplace_back();
  keys.fields = kFields;
  keys.values.reserve(std::size_t{people} * kFields);
  Round& round = admission.rounds.emplace_back();
  round.groups.resize(groups);
  std::iota(round.groups.begin(), round.groups.end(), 0U);
  Lists& lists = round.preferences.groups;
  lists.items.reserve(std::size_t{people} * choices);
  lists.begin.reserve(people + 1);
  for (std::uint32_t i = 0; i < people; ++i) {
    std::uint32_t total = 0;
    for (std::uint32_t subject = 0; subject < 3; ++subject) {
      total += draw.below(151) + draw.below(101);
    }
    const std::uint32_t culture = total / 2 + draw.below(50);
    for (const std::uint32_t mark :
         {total, culture, draw.below(151), draw.below(151), draw.below(151)}) {
      keys.values.push_back(static_cast<std::int32_t>(mark));
    }
    const std::uint32_t own = groups - 1 - std::min(groups - 1, total * groups / 754);
    const std::uint32_t width = std::max<std::uint32_t>(groups / 10, 1);
    for (std::uint32_t k = 0; k < choices; ++k) {
      const std::uint32_t near = (own + groups - width / 2 + draw.below(width)) % groups;
      lists.items.push_back(k % 4 == 3 ? draw.below(groups) : near);
    }
    lists.end_list();
  }
  admission.lottery.resize(people);
  std::iota(admission.lottery.begin(), admission.lottery.end(), 0U);
  for (std::uint32_t i = people; i > 1; --i) {
    std::swap(admission.lottery[i - 1], admission.lottery[draw.below(i)]);
  }
  return admission;
}

// Made once; only one at a time, since the largest takes gigabytes.
const Admission& admission_of(std::uint32_t people, std::uint32_t choices, std::uint32_t groups) {
  static std::map<std::pair<std::uint32_t, std::uint32_t>, Admission> made;
  if (!made.contains({people, choices})) {
    made.clear();
    made.emplace(std::pair(people, choices), make(people, choices, groups));
  }
  return made.at({people, choices});
}

template <class Number>
std::uint64_t sum(const std::vector<Number>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
}

const Admission& admission_of(const benchmark::State& state) {
  return admission_of(static_cast<std::uint32_t>(state.range(0)),
                      static_cast<std::uint32_t>(state.range(1)),
                      static_cast<std::uint32_t>(state.range(2)));
}

void read_input(benchmark::State& state) {
  const Admission& admission = admission_of(state);
  for (auto run : state) {
    benchmark::DoNotOptimize(sum(admission.keys[0].values));
    benchmark::DoNotOptimize(sum(admission.lottery));
    benchmark::DoNotOptimize(sum(admission.rounds[0].preferences.groups.begin));
    benchmark::DoNotOptimize(sum(admission.rounds[0].preferences.groups.items));
  }
}

void admit_all(benchmark::State& state) {
  const Admission& admission = admission_of(state);
  std::size_t admitted = 0;
  for (auto run : state) {
    const AdmissionResult result = admit(admission);
    admitted = static_cast<std::size_t>(
        std::ranges::count(result.rounds[0].placements, Outcome::admitted, &Placement::outcome));
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["admitted"] = static_cast<double>(admitted);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
  state.counters["ns_per_preference"] = benchmark::Counter(
      static_cast<double>(state.range(0) * state.range(1)) * 1e-9,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void explain_one(benchmark::State& state) {
  const Admission& admission = admission_of(state);
  const AdmissionResult result = admit(admission);
  Draw draw;
  for (auto run : state) {
    benchmark::DoNotOptimize(explain(admission, result, 0, draw.below(admission.applicants)));
  }
}

void verify(benchmark::State& state) {
  const Admission& admission = admission_of(state);
  const AdmissionResult result = admit(admission);
  for (auto run : state) {
    if (!verify_parallel(admission, result).holds()) state.SkipWithError("the result is wrong");
  }
}

// One size after the other, so that each input is made once.
const int kRegistered = [] {
  const std::vector<std::vector<std::int64_t>> sizes = {
      {10'000, 10, 150}, {100'000, 10, 1'500}, {1'000'000, 10, 15'000}, {10'000'000, 40, 30'000}};
  for (const auto& size : sizes) {
    benchmark::RegisterBenchmark("read_input", read_input)
        ->Args(size)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("admit", admit_all)->Args(size)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("verify", verify)->Args(size)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("explain_one", explain_one)
        ->Args(size)
        ->Unit(benchmark::kMicrosecond);
  }
  return 0;
}();

}  // namespace

BENCHMARK_MAIN();
