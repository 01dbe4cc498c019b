#include "admission/candidate_marks.hpp"

#include <algorithm>

namespace admission {

namespace {

constexpr std::int64_t kThousand = 1000;

}  // namespace

Marks complete_marks(const Scheme& scheme, Marks marks, std::int64_t award_rank, Date day) {
  std::erase_if(marks, [&](const auto& mark) { return scheme.computes(mark.first); });
  for (const Subject& subject : scheme.subjects) {
    if (subject.from_awards && award_rank > 0) {
      marks[subject.id] = award_rank * kThousand;
      continue;
    }
    const TotalRule* total = nullptr;
    for (const TotalRule& rule : scheme.totals) {
      if (rule.subject != subject.id || day < rule.from) continue;
      if (total == nullptr || total->from <= rule.from) total = &rule;
    }
    if (total == nullptr) continue;
    const bool whole = std::ranges::all_of(
        total->parts, [&](const WeightedPart& part) { return marks.contains(part.subject); });
    if (!whole) continue;
    std::int64_t sum = 0;
    for (const WeightedPart& part : total->parts) {
      sum += marks.at(part.subject) * part.weight_permille;
    }
    marks[subject.id] = (sum + kThousand / 2) / kThousand;
  }
  return marks;
}

bool is_eligible(const Scheme& scheme, const Candidate& candidate, Date day) {
  return in_force(scheme.eligibility, day) == nullptr ||
         candidate.eligibility == Eligibility::eligible;
}

}  // namespace admission
