// Deferred acceptance and its verifier from a town to a province, in CPU time of one thread, with
// the ratio to reading the input once from one end to the other, which no program can be faster
// than.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>

#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/verify_stability.hpp"

namespace {

using namespace engines::allocation;

struct SampleSize {
  std::uint32_t applicants = 0;
  std::uint32_t institutions = 0;
  std::uint32_t list_length = 0;
};

//! Seats for all, but not where they want them: every institution has its own order, and the
//! popular ones (of smaller index) are listed far more often.
Market sample_market(const SampleSize& size, std::uint32_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint32_t bound) {
    return static_cast<std::uint32_t>((random() >> 32U) * bound >> 32U);
  };
  Market market;
  const std::uint32_t capacity = (size.applicants + size.institutions - 1) / size.institutions;
  market.institutions.assign(size.institutions, {.capacity = capacity});
  market.preferences.items.reserve(std::size_t{size.applicants} * size.list_length);
  market.keys.reserve(market.preferences.items.capacity());
  for (std::uint32_t applicant = 0; applicant < size.applicants; ++applicant) {
    const std::size_t begin = market.preferences.items.size();
    while (market.preferences.items.size() < begin + size.list_length) {
      const std::uint32_t institution =
          std::min(below(size.institutions), below(size.institutions));
      const auto list = market.preferences.items.begin() + static_cast<std::ptrdiff_t>(begin);
      if (std::find(list, market.preferences.items.end(), institution) !=
          market.preferences.items.end()) {
        continue;
      }
      market.preferences.items.push_back(institution);
      // The applicant in the low half makes all keys different.
      market.keys.push_back((random() >> 34U) << 32U | applicant);
    }
    market.preferences.end_list();
  }
  return market;
}

const Market& market_for(const benchmark::State& state) {
  static std::map<std::int64_t, Market> made;
  const auto [place, fresh] = made.try_emplace(state.range(0) << 32 | state.range(1));
  if (fresh) {
    place->second = sample_market({.applicants = static_cast<std::uint32_t>(state.range(0)),
                                   .institutions = static_cast<std::uint32_t>(state.range(1)),
                                   .list_length = 10},
                                  20'200'076);
  }
  return place->second;
}

void read_input(benchmark::State& state) {
  const Market& market = market_for(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(std::reduce(market.keys.begin(), market.keys.end()));
    benchmark::DoNotOptimize(
        std::reduce(market.preferences.items.begin(), market.preferences.items.end()));
  }
}

void applicants_propose(benchmark::State& state) {
  const Market& market = market_for(state);
  for (auto _ : state) benchmark::DoNotOptimize(applicant_optimal(market).entry.data());
}

void institutions_propose(benchmark::State& state) {
  const Market& market = market_for(state);
  for (auto _ : state) benchmark::DoNotOptimize(institution_optimal(market).entry.data());
}

void verify(benchmark::State& state) {
  const Market& market = market_for(state);
  const Matching matching = applicant_optimal(market);
  for (auto _ : state) {
    if (!verify_stability(market, matching).holds()) state.SkipWithError("not stable");
  }
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Unit(benchmark::kMillisecond)
      ->Args({10'000, 125})
      ->Args({100'000, 1'250})
      ->Args({400'000, 5'000})     // the bar: 200 ms
      ->Args({1'000'000, 5'000});  // the bar: 900 ms
}

BENCHMARK(read_input)->Apply(sizes);
BENCHMARK(applicants_propose)->Apply(sizes);
BENCHMARK(institutions_propose)->Apply(sizes);
BENCHMARK(verify)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
