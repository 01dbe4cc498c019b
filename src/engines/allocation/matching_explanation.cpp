#include "engines/allocation/matching_explanation.hpp"

#include <algorithm>

#include "engines/allocation/institution_lists.hpp"

namespace engines::allocation {

MatchingExplanation::MatchingExplanation(const Market& market, const Matching& matching)
    : market_(market),
      matching_(matching),
      applicant_of_(applicants_of_entries(market)),
      lists_(institution_lists(market, applicant_of_)),
      rank_(market.keys.size(), 0),
      institutions_(market.institutions.size()),
      caps_(market.caps.size()) {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    std::uint32_t rank = 0;
    for (const std::uint32_t entry : lists_.of(i)) rank_[entry] = ++rank;
  }
  for (const std::uint32_t entry : matching.entry) {
    if (entry == kNone) continue;
    const std::uint32_t institution = market.preferences.items[entry];
    add(institutions_[institution], entry);
    for (std::uint32_t cap = market.institutions[institution].cap; cap != kNone;
         cap = market.caps[cap].inside) {
      add(caps_[cap], entry);
    }
  }
}

bool MatchingExplanation::is_before(std::uint32_t left, std::uint32_t right) const {
  if (market_.keys[left] != market_.keys[right]) return market_.keys[left] < market_.keys[right];
  return market_.number_of(applicant_of_[left]) < market_.number_of(applicant_of_[right]);
}

void MatchingExplanation::add(Last& last, std::uint32_t entry) const {
  ++last.count;
  if (last.entry == kNone || is_before(last.entry, entry)) last.entry = entry;
}

std::vector<PreferenceAnswer> MatchingExplanation::of_applicant(std::uint32_t applicant) const {
  std::vector<PreferenceAnswer> answers;
  const auto begin = static_cast<std::uint32_t>(market_.preferences.begin[applicant]);
  for (std::uint32_t entry = begin; entry < market_.preferences.begin[applicant + 1]; ++entry) {
    PreferenceAnswer answer = refusal(applicant, entry);
    if (market_.keys[entry] == kIneligible) {
      answer.answer = Answer::ineligible;
    } else if (entry == matching_.entry[applicant]) {
      answer.answer = Answer::holds;
    } else if (entry > matching_.entry[applicant]) {
      answer.answer = Answer::not_needed;
    }
    answers.push_back(answer);
  }
  return answers;
}

PreferenceAnswer MatchingExplanation::refusal(std::uint32_t applicant, std::uint32_t entry) const {
  PreferenceAnswer answer;
  answer.institution = market_.preferences.items[entry];
  answer.key = market_.keys[entry];
  answer.rank = rank_[entry];
  answer.bound = answer.institution;
  answer.answer = Answer::full;
  const Institution& institution = market_.institutions[answer.institution];
  const Last* last = &institutions_[answer.institution];
  const bool is_full = last->count >= institution.capacity;
  if (institution.ties == TiePolicy::reject_all) {
    answer.answer = Answer::tied_last_seat;
  } else if (!institution.blocks.empty()) {
    answer.answer = Answer::full_block;
  } else if (institution.region != kNone && !is_full) {
    answer.answer = Answer::full_region;
    answer.bound = institution.region;
  } else if (institution.cap != kNone && !is_full) {
    // The smallest full cap decided; if none is full he was not refused.
    std::uint32_t cap = institution.cap;
    while (caps_[cap].count < market_.caps[cap].seats && market_.caps[cap].inside != kNone) {
      cap = market_.caps[cap].inside;
    }
    answer.answer = Answer::full_cap;
    answer.bound = cap;
    last = &caps_[cap];
  }
  set_last(answer, applicant, *last);
  if (answer.answer == Answer::tied_last_seat && is_full) answer.answer = Answer::full;
  return answer;
}

void MatchingExplanation::set_last(PreferenceAnswer& answer, std::uint32_t applicant,
                                   const Last& last) const {
  if (last.entry == kNone) return;
  answer.last_key = market_.keys[last.entry];
  const bool is_here = market_.preferences.items[last.entry] == answer.institution;
  answer.last_rank = is_here ? rank_[last.entry] : 0;
  answer.by_lottery = answer.last_key == answer.key && applicant_of_[last.entry] != applicant;
}

InstitutionAnswer MatchingExplanation::of_institution(std::uint32_t institution) const {
  const Institution& rules = market_.institutions[institution];
  const Last& last = institutions_[institution];
  InstitutionAnswer answer;
  answer.wanted_by = static_cast<std::uint32_t>(lists_.of(institution).size());
  answer.admitted = last.count;
  answer.free_seats = rules.capacity > last.count ? rules.capacity - last.count : 0;
  answer.shortfall = rules.minimum > last.count ? rules.minimum - last.count : 0;
  if (last.entry != kNone) {
    answer.last_key = market_.keys[last.entry];
    answer.last_rank = rank_[last.entry];
  }
  for (const std::uint32_t entry : lists_.of(institution)) {
    if (answer.free_seats == 0 && rank_[entry] > answer.last_rank) break;
    const std::uint32_t applicant = applicant_of_[entry];
    const std::uint32_t held = matching_.entry[applicant];
    if (held >= entry) continue;  // he is here, or would be
    const auto first = static_cast<std::uint32_t>(market_.preferences.begin[applicant]);
    answer.missed.push_back({applicant, rank_[entry], entry - first + 1, held - first + 1});
  }
  return answer;
}

}  // namespace engines::allocation
