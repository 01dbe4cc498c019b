#include <algorithm>
#include <array>

#include "engines/allocation/rate_order.hpp"

// Shares no code with rate_order.cpp, only its header: it judges an order as it is called.
namespace engines::allocation {

namespace {

struct Candidate {
  std::uint64_t place = 0;  // in the order of call
  std::uint64_t key = 0;    // in the institution's own order
  std::uint32_t lottery = 0;
  std::uint32_t applicant = 0;
  bool called = false;
};

bool is_before(const Candidate& left, const Candidate& right) {
  return left.key != right.key ? left.key < right.key : left.lottery < right.lottery;
}

class Call {
 public:
  Call(const Market& market, std::uint32_t institution, std::vector<Candidate> candidates,
       Verdict& verdict)
      : market_(market),
        institution_(institution),
        rates_(market.institutions[institution].rates),
        candidates_(std::move(candidates)),
        verdict_(verdict) {
    std::ranges::sort(candidates_, is_before);
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) by_place_.push_back(i);
    std::ranges::sort(by_place_, {}, [&](std::uint32_t i) { return candidates_[i].place; });
  }

  void judge() {
    for (std::uint32_t position = 0; position < by_place_.size(); ++position) {
      if (candidates_[by_place_[position]].place != position) {
        report(Breach::rate_order, by_place_[position]);
        return;
      }
    }
    for (std::uint32_t next : by_place_) judge_next(next);
  }

 private:
  bool is_member(std::uint32_t candidate, const MinimumRate& rate) const {
    return market_.is_member(candidates_[candidate].applicant, rate.group);
  }

  void report(Breach breach, std::uint32_t candidate) {
    verdict_.add({breach, candidates_[candidate].applicant, institution_});
  }

  // The first in the institution's order who is not called yet and belongs to all of `needed`.
  std::uint32_t first_waiting(const std::vector<MinimumRate>& needed) {
    // A group's members before this position are all called; that only ever moves on.
    std::uint64_t groups = 0;
    for (const MinimumRate& rate : needed) groups |= std::uint64_t{1} << rate.group;
    auto seen = std::ranges::find(positions_, groups, &Position::groups);
    if (seen == positions_.end()) seen = positions_.insert(seen, {groups, 0});
    for (std::uint32_t& i = seen->first; i < candidates_.size(); ++i) {
      const bool fits =
          std::ranges::all_of(needed, [&](const MinimumRate& rate) { return is_member(i, rate); });
      if (fits && !candidates_[i].called) return i;
    }
    return kNone;
  }

  void judge_next(std::uint32_t next) {
    std::vector<MinimumRate> needed;
    for (std::size_t r = 0; r < rates_.size(); ++r) {
      if (members_[r] * 100 >= std::uint64_t{rates_[r].percent} * (called_ + 1)) continue;
      needed.push_back(rates_[r]);
      if (first_waiting(needed) == kNone) needed.pop_back();
    }
    const bool keeps_rates =
        std::ranges::all_of(needed, [&](const MinimumRate& rate) { return is_member(next, rate); });
    if (!keeps_rates) {
      report(Breach::rate, next);
    } else if (first_waiting(needed) != next) {
      report(Breach::rate_order, next);
    }
    candidates_[next].called = true;
    ++called_;
    for (std::size_t r = 0; r < rates_.size(); ++r)
      members_[r] += is_member(next, rates_[r]) ? 1 : 0;
  }

  struct Position {
    std::uint64_t groups = 0;
    std::uint32_t first = 0;
  };

  const Market& market_;
  std::uint32_t institution_;
  const std::vector<MinimumRate>& rates_;
  std::vector<Candidate> candidates_;  // in the institution's own order
  std::vector<std::uint32_t> by_place_;
  std::vector<Position> positions_;
  std::array<std::uint64_t, kRatesMax> members_{};
  std::uint64_t called_ = 0;
  Verdict& verdict_;
};

}  // namespace

Verdict verify_rates(const Market& market, const std::vector<std::uint64_t>& keys) {
  Verdict verdict;
  if (keys.size() != market.keys.size()) {
    verdict.add({Breach::shape});
    return verdict;
  }
  std::vector<std::vector<Candidate>> candidates(market.institutions.size());
  for (std::uint32_t applicant = 0; applicant < market.applicants(); ++applicant) {
    for (auto entry = market.preferences.begin[applicant];
         entry < market.preferences.begin[applicant + 1]; ++entry) {
      const std::uint32_t institution = market.preferences.items[entry];
      const bool has_rates = !market.institutions[institution].rates.empty();
      if (has_rates && market.keys[entry] != kIneligible) {
        candidates[institution].push_back(
            {keys[entry], market.keys[entry], market.number_of(applicant), applicant});
      } else if (keys[entry] != market.keys[entry]) {
        verdict.add({Breach::rate_order, applicant, institution});
      }
    }
  }
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].empty()) Call(market, i, std::move(candidates[i]), verdict).judge();
  }
  return verdict;
}

}  // namespace engines::allocation
