#include <algorithm>
#include <tuple>

#include "engines/allocation/couples.hpp"

namespace engines::allocation {

namespace {

using Standing = std::tuple<std::uint64_t, std::uint32_t>;  // key, lottery number

class CoupleVerifier {
 public:
  CoupleVerifier(const CoupledMarket& input, const Matching& matching)
      : input_(input),
        market_(input.market),
        matching_(matching),
        standings_(market_.institutions.size()),
        is_single_(market_.applicants(), true) {
    for (const Couple& couple : input.couples) {
      is_single_[couple.first] = false;
      is_single_[couple.second] = false;
    }
  }

  Verdict run() {
    if (matching_.entry.size() != market_.applicants() || !matching_.block.empty()) {
      verdict_.add({Breach::shape});
      return verdict_;
    }
    for (std::uint32_t applicant = 0; applicant < market_.applicants(); ++applicant) {
      seat(applicant);
    }
    if (!verdict_.holds()) return verdict_;
    for (std::uint32_t i = 0; i < standings_.size(); ++i) {
      std::ranges::sort(standings_[i]);
      if (standings_[i].size() > market_.institutions[i].capacity) {
        verdict_.add({Breach::over_capacity, kNone, i});
      }
    }
    for (std::uint32_t applicant = 0; applicant < market_.applicants(); ++applicant) {
      if (is_single_[applicant]) hear_single(applicant);
    }
    for (const Couple& couple : input_.couples) hear_couple(couple);
    return verdict_;
  }

 private:
  std::uint32_t place_of(std::uint32_t entry) const { return market_.preferences.items[entry]; }
  Standing standing(std::uint32_t applicant, std::uint32_t entry) const {
    return {market_.keys[entry], market_.number_of(applicant)};
  }

  void seat(std::uint32_t applicant) {
    const std::uint32_t entry = matching_.entry[applicant];
    if (entry == kNone) return;
    if (entry < market_.preferences.begin[applicant] ||
        entry >= market_.preferences.begin[applicant + 1]) {
      verdict_.add({Breach::foreign_entry, applicant});
      return;
    }
    if (market_.keys[entry] == kIneligible) {
      verdict_.add({Breach::ineligible, applicant, place_of(entry)});
    }
    standings_[place_of(entry)].push_back(standing(applicant, entry));
  }

  // Whether there is a seat for him when `leaving` (applicants) have left theirs and `ahead` more
  // come in before him.
  bool has_claim(std::uint32_t applicant, std::uint32_t entry,
                 std::initializer_list<std::uint32_t> leaving, std::int64_t ahead) const {
    if (market_.keys[entry] == kIneligible) return false;
    const std::uint32_t place = place_of(entry);
    const Standing his = standing(applicant, entry);
    const auto& all = standings_[place];
    std::int64_t before = std::lower_bound(all.begin(), all.end(), his) - all.begin() + ahead;
    for (const std::uint32_t one : leaving) {
      const std::uint32_t held = matching_.entry[one];
      if (held != kNone && place_of(held) == place && standing(one, held) < his) --before;
    }
    return before < std::int64_t{market_.institutions[place].capacity};
  }

  void hear_single(std::uint32_t applicant) {
    for (auto entry = static_cast<std::uint32_t>(market_.preferences.begin[applicant]);
         entry < market_.preferences.begin[applicant + 1] && entry < matching_.entry[applicant];
         ++entry) {
      if (has_claim(applicant, entry, {}, 0)) report(applicant, place_of(entry));
    }
  }

  void hear_couple(const Couple& couple) {
    const auto& [first, second, choices] = couple;
    const PairChoice held{matching_.entry[first], matching_.entry[second]};
    const auto end = std::ranges::find(choices, held);
    if (end == choices.end() && (held.first != kNone || held.second != kNone)) {
      verdict_.add({Breach::couple_apart, first});
    }
    for (auto choice = choices.begin(); choice != end; ++choice) {
      const auto& [entry, other] = *choice;
      // At the same institution the second one in its order needs a seat more.
      const bool same = entry != kNone && other != kNone && place_of(entry) == place_of(other);
      const bool first_leads = same && standing(first, entry) < standing(second, other);
      const bool first_fits =
          entry == kNone || has_claim(first, entry, {first, second}, same && !first_leads ? 1 : 0);
      const bool second_fits =
          other == kNone || has_claim(second, other, {first, second}, first_leads ? 1 : 0);
      if (first_fits && second_fits) report(first, place_of(entry == kNone ? other : entry));
    }
  }

  void report(std::uint32_t applicant, std::uint32_t place) {
    const bool is_free = standings_[place].size() < market_.institutions[place].capacity;
    verdict_.add({is_free ? Breach::waste : Breach::justified_envy, applicant, place});
  }

  const CoupledMarket& input_;
  const Market& market_;
  const Matching& matching_;
  std::vector<std::vector<Standing>> standings_;  // of an institution: of those in it, sorted
  std::vector<bool> is_single_;
  Verdict verdict_;
};

}  // namespace

Verdict verify_couples(const CoupledMarket& input, const Matching& matching) {
  return CoupleVerifier(input, matching).run();
}

}  // namespace engines::allocation
