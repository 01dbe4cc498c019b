#include "engines/allocation/parallel_explanation.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace engines::allocation {

namespace {

// What an applicant competes with for a programme.
struct Claim {
  std::uint32_t applicant = kNone;
  std::size_t level = 0;  // preference first: which choice; adjustment comes after every choice
  std::int64_t lowered = 0;
};

class Explainer {
 public:
  Explainer(const Admission& admission, const AdmissionResult& result, std::uint32_t round,
            std::uint32_t applicant)
      : admission_(admission),
        round_(admission.rounds[round]),
        keys_(admission.keys[round_.key]),
        result_(result.rounds[round]),
        applicant_(applicant) {}

  Explanation explain() const {
    Explanation told;
    told.placement = result_.placements[applicant_];
    const std::uint32_t category = category_of(applicant_);
    if (told.placement.outcome == Outcome::below_line) {
      told.line = unmet(admission_, keys_, round_.lines[category], applicant_).value_or(Unmet{});
    }
    const bool took_part = told.placement.outcome >= Outcome::not_filed;
    const auto list = round_.preferences.groups.of(applicant_);
    for (std::uint32_t k = 0; k < list.size(); ++k) {
      PreferenceExplanation preference{.option = list[k], .places = result_.groups[list[k]].places};
      if (k == told.placement.preference) {
        preference.reason = Reason::chosen;
      } else if (took_part && k < told.placement.preference) {
        why_not_filed(preference);
      }
      told.preferences.push_back(preference);
    }
    if (told.placement.preference != kNone) explain_programmes(told);
    return told;
  }

 private:
  std::uint32_t category_of(std::uint32_t applicant) const {
    return admission_.category.empty() ? 0 : admission_.category[applicant];
  }

  bool why_ineligible(PreferenceExplanation& preference, std::uint32_t requirement) const {
    const auto lacking = unmet(admission_, keys_, requirement, applicant_);
    if (!lacking) return false;
    preference.unmet = *lacking;
    preference.reason = lacking->traits != 0 ? Reason::lacks_trait : Reason::below_minimum;
    return true;
  }

  // The first thing in which two claims differ; kNone if in none.
  std::uint32_t first_difference_of(const Claim& one, const Claim& other) const {
    if (one.level != other.level) return kByChoice;
    const auto ours = keys_.of(one.applicant);
    const auto theirs = keys_.of(other.applicant);
    for (std::uint32_t field = 0; field < keys_.fields; ++field) {
      const std::int64_t our_loss = field == 0 ? one.lowered : 0;
      const std::int64_t their_loss = field == 0 ? other.lowered : 0;
      if (ours[field] - our_loss != theirs[field] - their_loss) return field;
    }
    return round_.ties == TiePolicy::lottery ? kByLottery : kNone;
  }

  // Compares with whoever closed the option: the equals it rejected, or the last it took.
  void why_closed(PreferenceExplanation& preference, const Claim& mine, const Claim& tied,
                  const Claim& last) const {
    const bool by_tie = tied.applicant != kNone;
    if (!by_tie && last.applicant == kNone) {
      preference.reason = Reason::no_places;
      return;
    }
    const Claim& other = by_tie ? tied : last;
    preference.against = other.applicant;
    preference.lowered = mine.lowered;
    preference.against_lowered = other.lowered;
    preference.decided_by = first_difference_of(mine, other);
    preference.reason = !by_tie                          ? Reason::full
                        : preference.decided_by == kNone ? Reason::tied
                                                         : Reason::below_tie;
  }

  void why_not_filed(PreferenceExplanation& preference) const {
    const Group& group = admission_.groups[preference.option];
    const GroupResult& result = result_.groups[preference.option];
    if (group.category != category_of(applicant_)) {
      preference.reason = Reason::other_category;
    } else if (!why_ineligible(preference, group.requirement)) {
      why_closed(preference, {applicant_}, {result.closed_by_tie}, {result.last_filed});
    }
  }

  // What he competed with when he named the programme, or, if he did not, in adjustment.
  Claim claim_of(std::uint32_t applicant, const Group& group, std::uint32_t programme) const {
    Claim claim{.applicant = applicant};
    if (applicant == kNone) return claim;
    const auto named = named_by(applicant, group);
    const auto choice =
        static_cast<std::size_t>(std::ranges::find(named, programme) - named.begin());
    if (choice == named.size()) return in_adjustment(applicant);
    if (group.placing.preference_first) {
      claim.level = choice;
    } else {
      const std::size_t steps = std::min(choice, group.placing.steps.size());
      claim.lowered = std::accumulate(
          group.placing.steps.begin(),
          group.placing.steps.begin() + static_cast<std::ptrdiff_t>(steps), std::int64_t{0});
    }
    return claim;
  }

  static Claim in_adjustment(std::uint32_t applicant) {
    return {.applicant = applicant, .level = kNone};
  }

  std::span<const std::uint32_t> named_by(std::uint32_t applicant, const Group& group) const {
    return named_programmes(round_.preferences, entry_of(applicant), group);
  }

  std::uint64_t entry_of(std::uint32_t applicant) const {
    return round_.preferences.groups.begin[applicant] + result_.placements[applicant].preference;
  }

  void explain_programmes(Explanation& told) const {
    const Group& group = admission_.groups[round_.preferences.groups.items[entry_of(applicant_)]];
    const auto named = named_by(applicant_, group);
    const std::uint32_t got = told.placement.programme;
    const bool by_preference = told.placement.outcome == Outcome::admitted;
    bool reached = true;
    for (const std::uint32_t programme : named) {
      PreferenceExplanation preference{.option = programme,
                                       .places = result_.programmes[programme].seats};
      if (by_preference && programme == got) {
        preference.reason = Reason::chosen;
        reached = false;
      } else if (reached) {
        const ProgrammeResult& result = result_.programmes[programme];
        // What was still open when he came for it was closed by somebody who named it.
        why_not_placed(preference, claim_of(applicant_, group, programme),
                       claim_of(result.closed_by_tie, group, programme),
                       claim_of(result.last_admitted, group, programme));
      }
      told.programmes.push_back(preference);
    }
    const auto& adjustment = round_.preferences.adjustment;
    told.agreed = !adjustment.empty() && adjustment[entry_of(applicant_)] != 0;
    if (!told.agreed || by_preference) return;
    for (std::uint32_t p = 0; p < group.programme_count; ++p) {
      const std::uint32_t programme = group.first_programme + p;
      const ProgrammeResult& result = result_.programmes[programme];
      PreferenceExplanation preference{.option = programme, .places = result.seats};
      if (programme == got) {
        preference.reason = Reason::chosen;
        told.adjustment.push_back(preference);
        return;
      }
      const Claim last = result.last_adjusted != kNone
                             ? in_adjustment(result.last_adjusted)
                             : claim_of(result.last_admitted, group, programme);
      why_not_placed(preference, in_adjustment(applicant_),
                     claim_of(result.closed_by_tie, group, programme), last);
      told.adjustment.push_back(preference);
    }
  }

  void why_not_placed(PreferenceExplanation& preference, const Claim& mine, const Claim& tied,
                      const Claim& last) const {
    const Programme& programme = admission_.programmes[preference.option];
    if (!why_ineligible(preference, programme.requirement)) {
      why_closed(preference, mine, tied, last);
    }
  }

  const Admission& admission_;
  const Round& round_;
  const Keys& keys_;
  const RoundResult& result_;
  std::uint32_t applicant_;
};

}  // namespace

Explanation explain(const Admission& admission, const AdmissionResult& result, std::uint32_t round,
                    std::uint32_t applicant) {
  return Explainer(admission, result, round, applicant).explain();
}

}  // namespace engines::allocation
