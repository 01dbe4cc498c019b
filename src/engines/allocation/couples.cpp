#include "engines/allocation/couples.hpp"

#include <algorithm>
#include <deque>
#include <numeric>

#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/seat_choice.hpp"

namespace engines::allocation {

namespace {

constexpr PairChoice kNothing;

bool is_entry_of(const Market& market, std::uint32_t applicant, std::uint32_t entry) {
  return entry == kNone || (market.preferences.begin[applicant] <= entry &&
                            entry < market.preferences.begin[applicant + 1]);
}

bool has_good_choices(const Market& market, const Couple& couple) {
  for (std::size_t i = 0; i < couple.choices.size(); ++i) {
    const PairChoice& choice = couple.choices[i];
    if (choice == kNothing || !is_entry_of(market, couple.first, choice.first) ||
        !is_entry_of(market, couple.second, choice.second) ||
        std::find(couple.choices.begin(), couple.choices.begin() + static_cast<std::ptrdiff_t>(i),
                  choice) != couple.choices.begin() + static_cast<std::ptrdiff_t>(i)) {
      return false;
    }
  }
  return true;
}

// Whoever proposes is an *agent*: a couple, or an applicant who is in none. Agents are numbered
// by couple, then by applicant.
class Search {
 public:
  explicit Search(const CoupledMarket& input)
      : market_(input.market),
        couples_(input.couples),
        couple_of_(market_.applicants(), kNone),
        named_by_(market_.institutions.size()),
        seated_(market_.institutions.size()),
        entry_(market_.applicants(), kNone) {
    for (std::uint32_t couple = 0; couple < couples_.size(); ++couple) {
      couple_of_[couples_[couple].first] = couple;
      couple_of_[couples_[couple].second] = couple;
    }
    for (std::uint32_t applicant = 0; applicant < market_.applicants(); ++applicant) {
      for (const std::uint32_t institution : market_.preferences.of(applicant)) {
        named_by_[institution].push_back(agent_of(applicant));
      }
    }
    waits_.resize(couples_.size() + market_.applicants());
    find_agents();
  }

  CoupledMatching run() {
    // Another start may settle where one goes in circles.
    constexpr std::size_t kAttempts = 8;
    for (std::size_t attempt = 0; attempt < kAttempts; ++attempt) {
      // At last everybody is heard in turn, so that those in a circle keep nobody else waiting.
      const bool in_turn = attempt + 1 == kAttempts;
      if (settles(attempt * agents_.size() / kAttempts, in_turn)) return outcome(true);
    }
    return outcome(false);
  }

 private:
  std::uint32_t agent_of(std::uint32_t applicant) const {
    const std::uint32_t couple = couple_of_[applicant];
    return couple != kNone ? couple : static_cast<std::uint32_t>(couples_.size()) + applicant;
  }
  bool is_couple(std::uint32_t agent) const { return agent < couples_.size(); }

  // Couples propose last, each side by lottery number.
  void find_agents() {
    for (std::uint32_t agent = 0; agent < waits_.size(); ++agent) {
      const bool is_member = !is_couple(agent) && couple_of_[agent - couples_.size()] != kNone;
      if (!is_member) agents_.push_back(agent);
    }
    const auto number_of = [&](std::uint32_t agent) {
      if (!is_couple(agent)) {
        return market_.number_of(agent - static_cast<std::uint32_t>(couples_.size()));
      }
      return std::min(market_.number_of(couples_[agent].first),
                      market_.number_of(couples_[agent].second));
    };
    std::ranges::sort(agents_, {}, [&](std::uint32_t agent) {
      return std::pair{is_couple(agent), number_of(agent)};
    });
  }

  bool settles(std::size_t start, bool in_turn) {
    entry_.assign(entry_.size(), kNone);
    for (auto& seated : seated_) seated.clear();
    waits_.assign(waits_.size(), false);
    agenda_.clear();
    // The last of the agenda proposes next, or, in turn, the first.
    for (std::size_t i = agents_.size(); i > 0; --i) {
      call(agents_[(start + i - 1) % agents_.size()]);
    }
    // Without couples every entry is tried once or twice; circles come back for ever.
    constexpr std::size_t kStepsPerAgent = 100;
    for (std::size_t step = 0; !agenda_.empty(); ++step) {
      if (step > kStepsPerAgent * agents_.size()) return false;
      const std::uint32_t agent = in_turn ? agenda_.front() : agenda_.back();
      in_turn ? agenda_.pop_front() : agenda_.pop_back();
      waits_[agent] = false;
      if (is_couple(agent)) {
        propose(couples_[agent]);
      } else {
        propose(agent - static_cast<std::uint32_t>(couples_.size()));
      }
    }
    return true;
  }

  void call(std::uint32_t agent) {
    if (waits_[agent]) return;
    waits_[agent] = true;
    agenda_.push_back(agent);
  }

  // Everything below keeps `seated_` sorted and `entry_` in step with it.

  Offer offer(std::uint32_t applicant, std::uint32_t entry) const {
    return {market_.keys[entry], market_.number_of(applicant), applicant};
  }
  std::uint32_t institution_of(std::uint32_t entry) const {
    return market_.preferences.items[entry];
  }

  void sit(std::uint32_t applicant, std::uint32_t entry) {
    auto& seated = seated_[institution_of(entry)];
    const Offer his = offer(applicant, entry);
    seated.insert(std::lower_bound(seated.begin(), seated.end(), his), his);
    entry_[applicant] = entry;
  }

  void rise(std::uint32_t applicant) {
    const std::uint32_t entry = entry_[applicant];
    if (entry == kNone) return;
    auto& seated = seated_[institution_of(entry)];
    seated.erase(std::lower_bound(seated.begin(), seated.end(), offer(applicant, entry)));
    entry_[applicant] = kNone;
  }

  // Rises for good: whoever names the institution may want the seat.
  void leave(std::uint32_t applicant) {
    const std::uint32_t entry = entry_[applicant];
    if (entry == kNone) return;
    rise(applicant);
    for (const std::uint32_t agent : named_by_[institution_of(entry)]) call(agent);
  }

  // Whether the institution would keep him, besides those seated and up to one more before him.
  bool would_keep(std::uint32_t applicant, std::uint32_t entry, std::size_t more) const {
    if (entry == kNone) return true;
    if (market_.keys[entry] == kIneligible) return false;
    const std::uint32_t institution = institution_of(entry);
    const auto& seated = seated_[institution];
    const auto before = static_cast<std::size_t>(
        std::lower_bound(seated.begin(), seated.end(), offer(applicant, entry)) - seated.begin());
    return before + more < market_.institutions[institution].capacity;
  }

  bool would_keep(const Couple& couple, const PairChoice& choice) const {
    const bool together = choice.first != kNone && choice.second != kNone &&
                          institution_of(choice.first) == institution_of(choice.second);
    const bool first_is_before =
        together && offer(couple.first, choice.first) < offer(couple.second, choice.second);
    return would_keep(couple.first, choice.first, together && !first_is_before ? 1 : 0) &&
           would_keep(couple.second, choice.second, together && first_is_before ? 1 : 0);
  }

  void send_away_beyond_capacity(std::uint32_t entry) {
    if (entry == kNone) return;
    const std::uint32_t institution = institution_of(entry);
    while (seated_[institution].size() > market_.institutions[institution].capacity) {
      const std::uint32_t refused = seated_[institution].back().applicant;
      rise(refused);
      if (const std::uint32_t couple = couple_of_[refused]; couple != kNone) {
        leave(couples_[couple].first);
        leave(couples_[couple].second);
      }
      call(agent_of(refused));
    }
  }

  void propose(std::uint32_t applicant) {
    for (auto entry = static_cast<std::uint32_t>(market_.preferences.begin[applicant]);
         entry < market_.preferences.begin[applicant + 1] && entry < entry_[applicant]; ++entry) {
      if (!would_keep(applicant, entry, 0)) continue;
      leave(applicant);
      sit(applicant, entry);
      send_away_beyond_capacity(entry);
      return;
    }
  }

  void propose(const Couple& couple) {
    const PairChoice held{entry_[couple.first], entry_[couple.second]};
    for (const PairChoice& choice : couple.choices) {
      if (choice == held) return;
      rise(couple.first);
      rise(couple.second);
      const bool kept = would_keep(couple, choice);
      sit_both(couple, held);
      if (!kept) continue;
      leave(couple.first);
      leave(couple.second);
      sit_both(couple, choice);
      send_away_beyond_capacity(choice.first);
      send_away_beyond_capacity(choice.second);
      // The seats it would leave now may open a choice it had to pass over.
      call(couple_of_[couple.first]);
      return;
    }
  }

  void sit_both(const Couple& couple, const PairChoice& choice) {
    if (choice.first != kNone) sit(couple.first, choice.first);
    if (choice.second != kNone) sit(couple.second, choice.second);
  }

  CoupledMatching outcome(bool settled) const { return {{.entry = entry_, .block = {}}, settled}; }

  const Market& market_;
  const std::vector<Couple>& couples_;
  std::vector<std::uint32_t> couple_of_;              // of an applicant
  std::vector<std::vector<std::uint32_t>> named_by_;  // of an institution: agents
  std::vector<std::vector<Offer>> seated_;
  std::vector<std::uint32_t> entry_;
  std::vector<std::uint32_t> agents_;
  std::deque<std::uint32_t> agenda_;
  std::vector<bool> waits_;  // of an agent: is on the agenda
};

}  // namespace

CoupleCheck check(const CoupledMarket& input) {
  const Market& market = input.market;
  if (check(market).fault != MarketFault::none || !serves_institutions(market)) {
    return {CoupleFault::market, kNone};
  }
  if (market.lottery.empty()) return {CoupleFault::no_lottery, kNone};
  std::vector<bool> is_member(market.applicants(), false);
  for (std::uint32_t i = 0; i < input.couples.size(); ++i) {
    const Couple& couple = input.couples[i];
    for (const std::uint32_t member : {couple.first, couple.second}) {
      if (member >= market.applicants() || is_member[member]) return {CoupleFault::members, i};
      is_member[member] = true;
    }
    if (!has_good_choices(market, couple)) return {CoupleFault::choice, i};
  }
  return {};
}

CoupledMatching match_with_couples(const CoupledMarket& input) { return Search(input).run(); }

}  // namespace engines::allocation
