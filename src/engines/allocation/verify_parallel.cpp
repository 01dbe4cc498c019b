#include "engines/allocation/verify_parallel.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace engines::allocation {

namespace {

// A place in an order of people; equals have the same, the smaller comes first.
using Rank = std::uint32_t;

// Who got one of some places, and who would have liked to.
struct Contest {
  std::uint64_t places = 0;
  std::uint64_t inside = 0;
  Rank last = 0;              // of those inside
  Rank best_outside = kNone;  // of those outside
  std::uint32_t claimant = kNone;
  std::uint64_t outside = 0;       // with that rank
  std::uint64_t before_last = 0;   // inside, and better than the last
  std::uint64_t before_claim = 0;  // inside, and not worse than the best outside

  void admit(Rank rank) {
    ++inside;
    last = std::max(last, rank);
  }
  void claim(Rank rank, std::uint32_t applicant) {
    if (rank > best_outside) return;
    if (rank < best_outside) {
      best_outside = rank;
      claimant = applicant;
      outside = 0;
    }
    ++outside;
  }
  // Once for everybody inside, when all have been admitted and have claimed.
  void count(Rank rank) {
    if (rank < last) ++before_last;
    if (rank <= best_outside) ++before_claim;
  }
};

class ParallelCheck {
 public:
  ParallelCheck(const Admission& admission, const AdmissionResult& result)
      : admission_(admission),
        result_(result),
        is_admitted_(admission.applicants, false),
        ranked_by_(result.rankings.size()) {
    for (const Programme& programme : admission.programmes) left_.push_back(programme.seats);
    final_round_.assign(admission.groups.size(), kNone);
    for (std::uint32_t r = 0; r < admission.rounds.size(); ++r) {
      for (const std::uint32_t group : admission.rounds[r].groups) final_round_[group] = r;
    }
  }

  Verdict run() {
    if (result_.undecided || result_.rounds.size() != admission_.rounds.size()) {
      verdict_.add({Breach::shape});
    }
    for (std::uint32_t r = 0; verdict_.holds() && r < admission_.rounds.size(); ++r) check_round(r);
    return verdict_;
  }

 private:
  std::uint32_t category_of(std::uint32_t applicant) const {
    return admission_.category.empty() ? 0 : admission_.category[applicant];
  }
  std::uint32_t number_of(std::uint32_t applicant) const {
    return uses_lottery() ? admission_.lottery[applicant] : 0;
  }
  bool uses_lottery() const { return round_->ties == TiePolicy::lottery; }
  const Placement& placement(std::uint32_t applicant) const {
    return outcome_->placements[applicant];
  }
  std::uint64_t entry_of(std::uint32_t applicant) const {
    return round_->preferences.groups.begin[applicant] + placement(applicant).preference;
  }
  bool is_filed(std::uint32_t applicant) const { return placement(applicant).preference != kNone; }

  void check_round(std::uint32_t r) {
    round_ = &admission_.rounds[r];
    outcome_ = &result_.rounds[r];
    if (!has_shape()) {
      verdict_.add({Breach::shape});
      return;
    }
    ranking_ = &result_.rankings[outcome_->ranking];
    keys_ = &admission_.keys[round_->key];
    check_ranking();
    if (!verdict_.holds()) return;
    check_positions();
    open_contests();
    for (std::uint32_t i = 0; i < admission_.applicants; ++i) check_part(i);
    if (!verdict_.holds()) return;
    judge_filings();
    for (std::uint32_t group = 0; group < admission_.groups.size(); ++group) place_in(group);
    check_counts();
    carry_on(r);
  }

  bool has_shape() const {
    const auto knows = [&](const Placement& placement) {
      return placement.programme == kNone || placement.programme < admission_.programmes.size();
    };
    return outcome_->ranking < result_.rankings.size() &&
           outcome_->placements.size() == admission_.applicants &&
           outcome_->groups.size() == admission_.groups.size() &&
           outcome_->programmes.size() == admission_.programmes.size() &&
           std::ranges::all_of(outcome_->placements, knows);
  }

  // ---- Rankings and positions

  // Below 0 if the first comes first.
  int compare(std::uint32_t one, std::uint32_t other) const {
    const auto ours = keys_->of(one);
    const auto theirs = keys_->of(other);
    for (std::uint32_t field = 0; field < keys_->fields; ++field) {
      if (ours[field] != theirs[field]) return ours[field] > theirs[field] ? -1 : 1;
    }
    const std::uint32_t our_number = number_of(one);
    const std::uint32_t their_number = number_of(other);
    return our_number == their_number ? 0 : our_number < their_number ? -1 : 1;
  }

  // Rounds that compare alike share a ranking; it is looked at once.
  void check_ranking() {
    auto& by = ranked_by_[outcome_->ranking];
    const std::pair<std::uint32_t, bool> needed{round_->key, uses_lottery()};
    if (by == needed) return;
    if (by || !ranks_all()) verdict_.add({Breach::order});
    by = needed;
  }

  bool ranks_all() const {
    const auto& [order, begins_class, standing] = *ranking_;
    const std::size_t size = admission_.applicants;
    if (order.size() != size || begins_class.size() != size || standing.size() != size) {
      return false;
    }
    std::vector<bool> seen(size, false);
    std::uint32_t first = 0;  // of the present class
    for (std::uint32_t place = 0; place < size; ++place) {
      if (order[place] >= size || seen[order[place]]) return false;
      seen[order[place]] = true;
      const int step = place == 0 ? -1 : compare(order[place - 1], order[place]);
      if (step > 0 || (begins_class[place] != 0) != (step < 0)) return false;
      if (step < 0) first = place;
      if (standing[order[place]] != first) return false;
    }
    return true;
  }

  void check_positions() {
    std::vector<std::uint32_t> better;  // people before the present class, by category
    std::vector<std::uint32_t> seen;
    for (std::uint32_t place = 0; place < ranking_->order.size(); ++place) {
      const std::uint32_t applicant = ranking_->order[place];
      const std::uint32_t category = category_of(applicant);
      if (category >= seen.size()) {
        seen.resize(category + 1, 0);
        better.resize(category + 1, 0);
      }
      if (ranking_->begins_class[place] != 0) better = seen;
      if (placement(applicant).position != better[category] + 1) {
        verdict_.add({Breach::figure, applicant});
      }
      ++seen[category];
    }
  }

  // ---- Taking part and being filed

  void open_contests() {
    filings_.assign(admission_.groups.size(), {});
    filed_.assign(admission_.groups.size(), {});
    takes_part_.assign(admission_.groups.size(), false);
    for (const std::uint32_t g : round_->groups) {
      const Group& group = admission_.groups[g];
      takes_part_[g] = true;
      std::uint64_t seats = 0;
      for (std::uint32_t k = 0; k < group.programme_count; ++k) {
        seats += left_[group.first_programme + k];
      }
      const std::uint64_t scaled = seats * group.filing_ratio_bp;
      const std::uint64_t rest = scaled % 10'000;
      const bool up = round_->filing_rounding == Rounding::up        ? rest > 0
                      : round_->filing_rounding == Rounding::nearest ? rest >= 5'000
                                                                     : false;
      filings_[g].places = scaled / 10'000 + (up ? 1 : 0);
    }
  }

  bool may_take_part(std::uint32_t applicant) const {
    return !is_admitted_[applicant] && !round_->preferences.groups.of(applicant).empty() &&
           (round_->lines.empty() || meets(round_->lines[category_of(applicant)], applicant));
  }

  bool meets(std::uint32_t requirement, std::uint32_t applicant) const {
    if (requirement == kNone) return true;
    const auto& [all, any, minimums] = admission_.requirements[requirement];
    const std::uint64_t has = admission_.traits.empty() ? 0 : admission_.traits[applicant];
    if ((all & ~has) != 0 || (any != 0 && (any & has) == 0)) return false;
    return std::ranges::all_of(minimums, [&](const Requirement::Minimum& minimum) {
      return keys_->of(applicant)[minimum.field] >= minimum.value;
    });
  }

  bool may_be_filed(std::uint32_t applicant, std::uint32_t group) const {
    const Group& rules = admission_.groups[group];
    return rules.category == category_of(applicant) && meets(rules.requirement, applicant);
  }

  Outcome expected_outcome(std::uint32_t applicant) const {
    if (is_admitted_[applicant]) return Outcome::admitted_before;
    if (round_->preferences.groups.of(applicant).empty()) return Outcome::no_preferences;
    if (!may_take_part(applicant)) return Outcome::below_line;
    if (!is_filed(applicant)) return Outcome::not_filed;
    if (placement(applicant).programme == kNone) return Outcome::returned;
    return placement(applicant).outcome == Outcome::adjusted ? Outcome::adjusted
                                                             : Outcome::admitted;
  }

  void check_part(std::uint32_t applicant) {
    const Placement& his = placement(applicant);
    const auto list = round_->preferences.groups.of(applicant);
    const bool is_out_of_list = is_filed(applicant) && his.preference >= list.size();
    const bool has_more_than_filed = !is_filed(applicant) && his.programme != kNone;
    const bool should_not_be_filed = is_filed(applicant) && !may_take_part(applicant);
    if (is_out_of_list || has_more_than_filed || should_not_be_filed ||
        his.outcome != expected_outcome(applicant)) {
      verdict_.add({Breach::foreign_entry, applicant});
      return;
    }
    if (!is_filed(applicant)) return;
    const std::uint32_t group = list[his.preference];
    if (!may_be_filed(applicant, group)) {
      verdict_.add({Breach::ineligible, applicant, group});
    }
    filings_[group].admit(ranking_->standing[applicant]);
    if (!is_plain(group)) {
      filed_[group].push_back(applicant);
    } else if (his.programme != admission_.groups[group].first_programme ||
               his.outcome != Outcome::admitted) {
      verdict_.add({Breach::waste, applicant, group});
    }
  }

  // One programme with a seat for everybody who is filed, and nothing more to ask.
  bool is_plain(std::uint32_t group) const {
    const Group& rules = admission_.groups[group];
    return rules.programme_count == 1 &&
           admission_.programmes[rules.first_programme].requirement == kNone &&
           filings_[group].places == left_[rules.first_programme];
  }

  void judge_filings() {
    for (std::uint32_t i = 0; i < admission_.applicants; ++i) {
      if (!is_filed(i) && !may_take_part(i)) continue;
      const auto list = round_->preferences.groups.of(i);
      const std::size_t end = std::min<std::size_t>(placement(i).preference, list.size());
      for (const std::uint32_t group : list.first(end)) {
        const Rank rank = ranking_->standing[i];
        Contest& contest = filings_[group];
        // Full, and he is after all who are in: no claim, whatever the policy for ties. Otherwise
        // it matters whether he might have been filed there.
        if (contest.inside >= contest.places && rank > contest.last) continue;
        if (may_be_filed(i, group)) contest.claim(rank, i);
      }
    }
    for (std::uint32_t i = 0; i < admission_.applicants; ++i) {
      if (!is_filed(i)) continue;
      filings_[round_->preferences.groups.of(i)[placement(i).preference]].count(
          ranking_->standing[i]);
    }
    for (std::uint32_t group = 0; group < filings_.size(); ++group) judge(filings_[group], group);
  }

  void judge(const Contest& contest, std::uint32_t where) {
    const bool is_wanted = contest.outside > 0;
    if (is_wanted && contest.inside > 0 && contest.last >= contest.best_outside) {
      const bool equal = contest.last == contest.best_outside;
      verdict_.add({equal ? Breach::unequal : Breach::justified_envy, contest.claimant, where});
    }
    const bool is_over = round_->ties == TiePolicy::admit_all
                             ? contest.inside > 0 && contest.before_last >= contest.places
                             : contest.inside > contest.places;
    if (is_over) verdict_.add({Breach::over_capacity, kNone, where});
    const bool has_room = round_->ties == TiePolicy::reject_all
                              ? contest.before_claim + contest.outside <= contest.places
                              : contest.inside < contest.places;
    if (is_wanted && has_room) verdict_.add({Breach::waste, contest.claimant, where});
  }

  // ---- Programmes inside a group

  // When somebody competes for a programme of his list.
  struct Bid {
    std::uint32_t applicant = kNone;
    std::uint32_t programme = kNone;
    std::uint32_t level = 0;
    std::int64_t first_mark = 0;  // lowered by the steps
    bool is_his = false;          // this is the programme he has
    bool is_better = false;       // he would rather have it than what he has
  };

  int compare(const Bid& one, const Bid& other) const {
    if (one.level != other.level) return one.level < other.level ? -1 : 1;
    if (one.first_mark != other.first_mark) return one.first_mark > other.first_mark ? -1 : 1;
    const auto ours = keys_->of(one.applicant).subspan(1);
    const auto theirs = keys_->of(other.applicant).subspan(1);
    for (std::size_t field = 0; field < ours.size(); ++field) {
      if (ours[field] != theirs[field]) return ours[field] > theirs[field] ? -1 : 1;
    }
    const std::uint32_t our_number = number_of(one.applicant);
    const std::uint32_t their_number = number_of(other.applicant);
    return our_number == their_number ? 0 : our_number < their_number ? -1 : 1;
  }

  void place_in(std::uint32_t group) {
    if (filed_[group].empty()) return;
    const Group& rules = admission_.groups[group];
    std::vector<Bid> bids;
    for (const std::uint32_t applicant : filed_[group]) add_bids(bids, applicant, group);
    std::ranges::stable_sort(
        bids, [&](const Bid& one, const Bid& other) { return compare(one, other) < 0; });
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < bids.size(); ++i) {
      const bool same = i > 0 && compare(bids[i - 1], bids[i]) == 0;
      ranks.push_back(same ? ranks.back() : static_cast<Rank>(i));
    }
    std::vector<Contest> named(rules.programme_count);
    for (std::uint32_t k = 0; k < rules.programme_count; ++k) {
      named[k].places = left_[rules.first_programme + k];
    }
    const auto contest_of = [&](const Bid& bid) -> Contest& {
      return named[bid.programme - rules.first_programme];
    };
    for (std::size_t i = 0; i < bids.size(); ++i) {
      if (bids[i].is_his) contest_of(bids[i]).admit(ranks[i]);
      if (bids[i].is_better) contest_of(bids[i]).claim(ranks[i], bids[i].applicant);
    }
    for (std::size_t i = 0; i < bids.size(); ++i) {
      if (bids[i].is_his) contest_of(bids[i]).count(ranks[i]);
    }
    for (std::uint32_t k = 0; k < rules.programme_count; ++k) {
      judge(named[k], group);
    }
    judge_adjustment(group, rules, named);
  }

  void add_bids(std::vector<Bid>& bids, std::uint32_t applicant, std::uint32_t g) {
    const Group& group = admission_.groups[g];
    const Placement& his = placement(applicant);
    std::span<const std::uint32_t> list;
    if (round_->preferences.programmes.size() > 0) {
      list = round_->preferences.programmes.of(entry_of(applicant));
    }
    if (list.empty() && group.programme_count == 1) list = {&group.first_programme, 1};
    bool is_placed = false;
    std::int64_t first_mark = keys_->of(applicant)[0];
    for (std::uint32_t k = 0; k < list.size(); ++k) {
      const bool is_his = his.outcome == Outcome::admitted && his.programme == list[k];
      const bool eligible = meets(admission_.programmes[list[k]].requirement, applicant);
      if (is_his && !eligible) verdict_.add({Breach::ineligible, applicant, g});
      bids.push_back({.applicant = applicant,
                      .programme = list[k],
                      .level = group.placing.preference_first ? k : 0,
                      .first_mark = first_mark,
                      .is_his = is_his,
                      .is_better = !is_placed && !is_his && eligible});
      is_placed |= is_his;
      const bool has_step = !group.placing.preference_first && k < group.placing.steps.size();
      if (has_step) first_mark -= group.placing.steps[k];
    }
    if (his.outcome == Outcome::admitted && !is_placed) {
      verdict_.add({Breach::foreign_entry, applicant, g});
    }
  }

  // 调剂: seats that nobody who named them could have, in published order, by marks.
  void judge_adjustment(std::uint32_t group, const Group& rules,
                        const std::vector<Contest>& named) {
    std::vector<Contest> adjusted(named.size());
    for (std::size_t k = 0; k < named.size(); ++k) {
      const bool is_closed = named[k].outside > 0 || named[k].inside >= named[k].places;
      adjusted[k].places = is_closed ? 0 : named[k].places - named[k].inside;
    }
    const auto each = [&](auto&& visit) {
      for (const std::uint32_t applicant : filed_[group]) {
        const Placement& his = placement(applicant);
        if (his.outcome == Outcome::admitted) continue;
        const bool has = his.outcome == Outcome::adjusted;
        const std::uint32_t place =
            has ? his.programme - rules.first_programme : rules.programme_count;
        visit(applicant, place, has);
      }
    };
    bool is_sound = true;
    each([&](std::uint32_t applicant, std::uint32_t place, bool has) {
      const auto& consent = round_->preferences.adjustment;
      const bool agreed = !consent.empty() && consent[entry_of(applicant)] != 0;
      if (has && (!agreed || place >= rules.programme_count)) {
        verdict_.add({Breach::foreign_entry, applicant, group});
        is_sound = false;
      } else if (agreed) {
        for (std::uint32_t k = 0; k <= place && k < rules.programme_count; ++k) {
          const std::uint32_t programme = rules.first_programme + k;
          const bool eligible = meets(admission_.programmes[programme].requirement, applicant);
          if (k == place && !eligible) {
            verdict_.add({Breach::ineligible, applicant, group});
          } else if (k == place) {
            adjusted[k].admit(ranking_->standing[applicant]);
          } else if (eligible) {
            adjusted[k].claim(ranking_->standing[applicant], applicant);
          }
        }
      }
    });
    if (!is_sound) return;
    each([&](std::uint32_t applicant, std::uint32_t place, bool has) {
      if (has) adjusted[place].count(ranking_->standing[applicant]);
    });
    for (std::uint32_t k = 0; k < adjusted.size(); ++k) {
      judge(adjusted[k], group);
    }
  }

  // ---- Published numbers, and what the next round starts from

  void check_counts() {
    std::vector<std::uint32_t> admitted(admission_.programmes.size(), 0);
    std::vector<std::uint32_t> adjusted(admission_.programmes.size(), 0);
    std::vector<std::uint32_t> in_group(admission_.groups.size(), 0);
    for (std::uint32_t i = 0; i < admission_.applicants; ++i) {
      const Placement& his = placement(i);
      if (his.programme == kNone) continue;
      ++admitted[his.programme];
      if (his.outcome == Outcome::adjusted) ++adjusted[his.programme];
      ++in_group[round_->preferences.groups.of(i)[his.preference]];
    }
    for (std::uint32_t g = 0; g < admission_.groups.size(); ++g) {
      const GroupResult& said = outcome_->groups[g];
      const Contest& contest = filings_[g];
      const bool is_last = contest.inside == 0
                               ? said.last_filed == kNone
                               : said.last_filed < admission_.applicants &&
                                     ranking_->standing[said.last_filed] == contest.last;
      if (said.places != contest.places || said.filed != contest.inside || !is_last ||
          said.admitted != in_group[g]) {
        verdict_.add({Breach::figure, kNone, g});
      }
      for (std::uint32_t k = 0; k < admission_.groups[g].programme_count; ++k) {
        const std::uint32_t p = admission_.groups[g].first_programme + k;
        const ProgrammeResult& programme = outcome_->programmes[p];
        if (programme.seats != (takes_part_[g] ? left_[p] : 0) ||
            programme.admitted != admitted[p] || programme.adjusted != adjusted[p]) {
          verdict_.add({Breach::figure, kNone, g});
        }
      }
    }
  }

  void carry_on(std::uint32_t r) {
    for (std::uint32_t i = 0; i < admission_.applicants; ++i) {
      const std::uint32_t programme = placement(i).programme;
      if (programme == kNone) continue;
      is_admitted_[i] = true;
      if (left_[programme] > 0) --left_[programme];
    }
    for (const std::uint32_t g : round_->groups) {
      if (final_round_[g] != r) continue;
      const Group& group = admission_.groups[g];
      for (std::uint32_t k = 0; k < group.programme_count; ++k) {
        const std::uint32_t from = group.first_programme + k;
        const std::uint32_t to = admission_.programmes[from].unused_to;
        if (to == kNone) continue;
        left_[to] += left_[from];
        left_[from] = 0;
      }
    }
  }

  const Admission& admission_;
  const AdmissionResult& result_;
  std::vector<std::uint32_t> left_;         // seats of a programme before the round
  std::vector<std::uint32_t> final_round_;  // of a group
  std::vector<bool> is_admitted_;
  std::vector<std::optional<std::pair<std::uint32_t, bool>>> ranked_by_;  // key, lottery
  // Of the present round:
  const Round* round_ = nullptr;
  const RoundResult* outcome_ = nullptr;
  const Ranking* ranking_ = nullptr;
  const Keys* keys_ = nullptr;
  std::vector<bool> takes_part_;                   // of a group
  std::vector<Contest> filings_;                   // of a group
  std::vector<std::vector<std::uint32_t>> filed_;  // with a group that is not plain
  Verdict verdict_;
};

}  // namespace

Verdict verify_parallel(const Admission& admission, const AdmissionResult& result) {
  return ParallelCheck(admission, result).run();
}

}  // namespace engines::allocation
