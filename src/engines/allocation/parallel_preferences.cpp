#include "engines/allocation/parallel_preferences.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "engines/allocation/serve_equals.hpp"

namespace engines::allocation {

namespace {

constexpr std::uint64_t kWholeBp = 10'000;

std::uint32_t filing_places(std::uint64_t seats, const Group& group, Rounding rounding) {
  const std::uint64_t product = seats * group.filing_ratio_bp;
  const std::uint64_t more = rounding == Rounding::down      ? 0
                             : rounding == Rounding::nearest ? kWholeBp / 2
                                                             : kWholeBp - 1;
  return static_cast<std::uint32_t>((product + more) / kWholeBp);
}

// Whoever is filed is admitted: one programme, as many filings as seats, nothing more to ask.
bool is_plain(const Group& group, const std::vector<Programme>& programmes) {
  return group.programme_count == 1 && group.filing_ratio_bp == kWholeBp &&
         programmes[group.first_programme].requirement == kNone;
}

// How far ahead of its turn a list is fetched: people come in the order of marks, so each list
// lies somewhere else in memory.
constexpr std::uint32_t kFetchOffsetsAhead = 48;
constexpr std::uint32_t kFetchListAhead = 24;
constexpr std::size_t kEntriesALine = 16;  // of a cache line of 64 bytes
constexpr std::size_t kFetchEntries = 48;  // of a list; the processor follows a longer one itself

// An applicant filed with a group, at the next programmes of his list.
struct Contender {
  std::uint32_t applicant = kNone;
  std::uint64_t entry = 0;  // where in preferences.groups.items
  std::size_t next = 0;     // programme of that entry
  std::size_t end = 0;      // up to where he competes as he does now
  std::size_t level = 0;    // preference first: which choice this is
  std::int64_t lowered = 0;
};

class RoundRun {
 public:
  RoundRun(const Admission& admission, const Round& round, const Ranking& ranking,
           const std::vector<std::uint32_t>& seats)
      : admission_(admission),
        round_(round),
        preferences_(round.preferences),
        keys_(admission.keys[round.key]),
        ranking_(ranking),
        groups_(places_of_groups(admission, round, seats)),
        programmes_(seats) {
    result_.placements.resize(admission.applicants);
    result_.groups.resize(admission.groups.size());
    result_.programmes.resize(admission.programmes.size());
    for (std::size_t g = 0; g < admission.groups.size(); ++g) {
      result_.groups[g].places = groups_.left[g];
      const Group& group = admission.groups[g];
      gates_.push_back({group.category, group.requirement});
      plain_.push_back(is_plain(group, admission.programmes) ? 1 : 0);
    }
    for (std::size_t p = 0; p < seats.size(); ++p) result_.programmes[p].seats = seats[p];
  }

  // Two equals whom only a lottery number that is not there could tell apart.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> file(
      const std::vector<std::uint8_t>& admitted_before) {
    std::vector<std::uint32_t> ahead(1);  // people better than the present class, by category
    for (std::uint32_t first = 0, end = 0; first < ranking_.size(); first = end) {
      end = ranking_.class_end(first);
      fetch(first);
      class_.clear();
      for (std::uint32_t at = first; at < end; ++at) {
        begin(ranking_.order[at], admitted_before, ahead);
      }
      for (std::uint32_t at = first; at < end; ++at) ++ahead[category_of(ranking_.order[at])];
      if (round_.ties == TiePolicy::lottery && class_.size() > 1) {
        if (const auto rivals = same_category()) return rivals;
      }
      serve_equals(class_, groups_, round_.ties, [&](std::uint32_t applicant, std::uint32_t g) {
        return gates_[g].category == category_of(applicant) &&
               !unmet(admission_, keys_, gates_[g].requirement, applicant);
      });
      for (const Asking& member : class_) note_filing(member);
    }
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      result_.groups[g].closed_by_tie = groups_.closed_by_tie[g];
      if (plain_[g] != 0) {
        result_.programmes[admission_.groups[g].first_programme].closed_by_tie =
            groups_.closed_by_tie[g];
      }
    }
    return std::nullopt;
  }

  void place() {
    // The filed of each group, in the order of marks.
    std::vector<std::uint32_t> next(admission_.groups.size() + 1);
    for (const Filed& filed : filed_) ++next[filed.group + 1];
    std::inclusive_scan(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> sorted(filed_.size());
    std::vector<std::uint32_t> begin(next);
    for (const Filed& filed : filed_) sorted[begin[filed.group]++] = filed.applicant;
    for (std::uint32_t g = 0; g < admission_.groups.size(); ++g) {
      if (next[g] == next[g + 1]) continue;
      const std::span filed(sorted.data() + next[g], sorted.data() + next[g + 1]);
      place_by_preference(g, filed);
      adjust(g, filed);
      for (const std::uint32_t applicant : filed) {
        if (result_.placements[applicant].programme == kNone) continue;
        ++result_.groups[g].admitted;
        result_.groups[g].last_admitted = applicant;
      }
    }
    for (std::size_t p = 0; p < result_.programmes.size(); ++p) {
      if (programmes_.closed_by_tie[p] != kNone) {
        result_.programmes[p].closed_by_tie = programmes_.closed_by_tie[p];
      }
    }
  }

  RoundResult take_result() { return std::move(result_); }

 private:
  // What every filing looks at, close together.
  struct Gate {
    std::uint32_t category = 0;
    std::uint32_t requirement = kNone;
  };

  struct Filed {
    std::uint32_t group = 0;
    std::uint32_t applicant = 0;
  };

  static std::vector<std::uint32_t> places_of_groups(const Admission& admission, const Round& round,
                                                     const std::vector<std::uint32_t>& seats) {
    std::vector<std::uint32_t> places(admission.groups.size());
    for (std::size_t g = 0; g < places.size(); ++g) {
      const Group& group = admission.groups[g];
      const auto first = seats.begin() + group.first_programme;
      const std::uint64_t all =
          std::accumulate(first, first + group.programme_count, std::uint64_t{0});
      places[g] = filing_places(all, group, round.filing_rounding);
    }
    return places;
  }

  std::uint32_t category_of(std::uint32_t applicant) const {
    return admission_.category.empty() ? 0 : admission_.category[applicant];
  }

  // Inlined by force: g++ takes a function that only prefetches for one without effect and drops
  // it.
  [[gnu::always_inline]] void fetch(std::uint32_t at) const {
    const auto& lists = preferences_.groups;
    if (at + kFetchOffsetsAhead < ranking_.size()) {
      const std::uint32_t applicant = ranking_.order[at + kFetchOffsetsAhead];
      __builtin_prefetch(&lists.begin[applicant]);
      __builtin_prefetch(&result_.placements[applicant], 1);
    }
    if (at + kFetchListAhead < ranking_.size()) {
      const auto list = lists.of(ranking_.order[at + kFetchListAhead]);
      const auto line = std::min(list.size(), kFetchEntries);
      for (std::size_t entry = 0; entry < line; entry += kEntriesALine) {
        __builtin_prefetch(list.data() + entry);
      }
    }
  }

  // Whether he takes part, and if so among whom.
  void begin(std::uint32_t applicant, const std::vector<std::uint8_t>& admitted_before,
             std::vector<std::uint32_t>& ahead) {
    const std::uint32_t category = category_of(applicant);
    if (category >= ahead.size()) ahead.resize(category + 1);
    Placement& placement = result_.placements[applicant];
    placement.position = 1 + ahead[category];
    const auto list = preferences_.groups.of(applicant);
    if (admitted_before[applicant] != 0) {
      placement.outcome = Outcome::admitted_before;
    } else if (list.empty()) {
      placement.outcome = Outcome::no_preferences;
    } else if (!round_.lines.empty() &&
               unmet(admission_, keys_, round_.lines[category], applicant)) {
      placement.outcome = Outcome::below_line;
    } else {
      placement.outcome = Outcome::not_filed;
      class_.push_back({.applicant = applicant, .options = list});
    }
  }

  std::optional<std::pair<std::uint32_t, std::uint32_t>> same_category() const {
    std::map<std::uint32_t, std::uint32_t> one_of;
    for (const Asking& member : class_) {
      const auto [other, fresh] =
          one_of.try_emplace(category_of(member.applicant), member.applicant);
      if (!fresh) return std::minmax(other->second, member.applicant);
    }
    return std::nullopt;
  }

  void note_filing(const Asking& member) {
    if (!member.served()) return;
    const std::uint32_t g = member.option();
    Placement& placement = result_.placements[member.applicant];
    placement.preference = static_cast<std::uint32_t>(member.choice);
    GroupResult& group = result_.groups[g];
    ++group.filed;
    group.last_filed = member.applicant;
    if (plain_[g] != 0) {
      admit_to(admission_.groups[g].first_programme, member.applicant);
      ++group.admitted;
      group.last_admitted = member.applicant;  // people come in the order of the ranking
    } else {
      placement.outcome = Outcome::returned;  // unless a programme is found
      filed_.push_back({g, member.applicant});
    }
  }

  void admit_to(std::uint32_t programme, std::uint32_t applicant) {
    Placement& placement = result_.placements[applicant];
    placement.programme = programme;
    placement.outcome = Outcome::admitted;
    ++result_.programmes[programme].admitted;
    result_.programmes[programme].last_admitted = applicant;
  }

  void adjust_to(std::uint32_t programme, std::uint32_t applicant) {
    Placement& placement = result_.placements[applicant];
    placement.programme = programme;
    placement.outcome = Outcome::adjusted;
    ++result_.programmes[programme].admitted;
    ++result_.programmes[programme].adjusted;
    result_.programmes[programme].last_adjusted = applicant;
  }

  std::span<const std::uint32_t> named(const Group& group, std::uint64_t entry) const {
    return named_programmes(preferences_, entry, group);
  }

  // Up to which programme he competes with the same key, and by how much that key falls behind it.
  void set_segment(Contender& contender, const Placing& placing, std::size_t size) const {
    contender.end = contender.next + 1;
    if (placing.preference_first) return;
    const auto step = [&](std::size_t from) {
      return from < placing.steps.size() ? placing.steps[from] : 0;
    };
    while (contender.end < size && step(contender.end - 1) == 0) ++contender.end;
  }

  void move_on(Contender& contender, const Placing& placing) const {
    if (placing.preference_first) {
      ++contender.level;
    } else if (contender.end - 1 < placing.steps.size()) {
      contender.lowered += placing.steps[contender.end - 1];
    }
    contender.next = contender.end;
  }

  // Whether one is served strictly before the other.
  bool before(const Contender& one, const Contender& other) const {
    if (one.level != other.level) return one.level < other.level;
    if (one.lowered == other.lowered) {
      return ranking_.standing[one.applicant] < ranking_.standing[other.applicant];
    }
    const auto ours = keys_.of(one.applicant);
    const auto theirs = keys_.of(other.applicant);
    const std::int64_t our_first = ours[0] - one.lowered;
    const std::int64_t their_first = theirs[0] - other.lowered;
    if (our_first != their_first) return our_first > their_first;
    const auto differ = std::ranges::mismatch(ours.subspan(1), theirs.subspan(1));
    if (differ.in1 != ours.end()) return *differ.in1 > *differ.in2;
    return round_.ties == TiePolicy::lottery &&
           admission_.lottery[one.applicant] < admission_.lottery[other.applicant];
  }

  void serve_programmes() {
    serve_equals(
        class_, programmes_, round_.ties, [&](std::uint32_t applicant, std::uint32_t programme) {
          return !unmet(admission_, keys_, admission_.programmes[programme].requirement, applicant);
        });
  }

  void place_by_preference(std::uint32_t g, std::span<const std::uint32_t> filed) {
    const Group& group = admission_.groups[g];
    const auto after = [&](const Contender& one, const Contender& other) {
      return before(other, one);
    };
    std::vector<Contender> queue;  // a heap: the next to be served in front
    const auto enter = [&](Contender contender) {
      const std::size_t size = named(group, contender.entry).size();
      if (contender.next >= size) return;
      set_segment(contender, group.placing, size);
      queue.push_back(contender);
      std::ranges::push_heap(queue, after);
    };
    for (const std::uint32_t applicant : filed) {
      enter({.applicant = applicant, .entry = entry_of(applicant)});
    }
    std::vector<Contender> equals;
    while (!queue.empty()) {
      equals.clear();
      class_.clear();
      do {
        std::ranges::pop_heap(queue, after);
        const Contender contender = queue.back();
        queue.pop_back();
        equals.push_back(contender);
        class_.push_back({.applicant = contender.applicant,
                          .options = named(group, contender.entry)
                                         .subspan(contender.next, contender.end - contender.next)});
      } while (!queue.empty() && !before(equals.front(), queue.front()));
      serve_programmes();
      for (std::size_t i = 0; i < equals.size(); ++i) {
        if (class_[i].served()) {
          admit_to(class_[i].option(), equals[i].applicant);
        } else {
          move_on(equals[i], group.placing);
          enter(equals[i]);
        }
      }
    }
  }

  // 调剂: those without a programme who agreed, by marks; programmes in published order.
  void adjust(std::uint32_t g, std::span<const std::uint32_t> filed) {
    if (preferences_.adjustment.empty()) return;
    const Group& group = admission_.groups[g];
    std::vector<std::uint32_t> every(group.programme_count);
    std::iota(every.begin(), every.end(), group.first_programme);
    for (std::size_t first = 0, end = 0; first < filed.size(); first = end) {
      class_.clear();
      for (end = first;
           end < filed.size() && ranking_.standing[filed[end]] == ranking_.standing[filed[first]];
           ++end) {
        const std::uint32_t applicant = filed[end];
        if (result_.placements[applicant].outcome == Outcome::returned &&
            preferences_.adjustment[entry_of(applicant)] != 0) {
          class_.push_back({.applicant = applicant, .options = every});
        }
      }
      serve_programmes();
      for (const Asking& member : class_) {
        if (member.served()) adjust_to(member.option(), member.applicant);
      }
    }
  }

  std::uint64_t entry_of(std::uint32_t applicant) const {
    return preferences_.groups.begin[applicant] + result_.placements[applicant].preference;
  }

  const Admission& admission_;
  const Round& round_;
  const Preferences& preferences_;
  const Keys& keys_;
  const Ranking& ranking_;
  Capacity groups_;
  Capacity programmes_;
  std::vector<Gate> gates_;  // by group
  std::vector<std::uint8_t> plain_;
  std::vector<Asking> class_;  // the class being served
  std::vector<Filed> filed_;   // with groups that are not plain
  RoundResult result_;
};

// The last round in which each programme's group takes part; kNone if in none.
std::vector<std::uint32_t> last_rounds(const Admission& admission) {
  std::vector<std::uint32_t> last(admission.groups.size(), kNone);
  for (std::uint32_t r = 0; r < admission.rounds.size(); ++r) {
    for (const std::uint32_t g : admission.rounds[r].groups) last[g] = r;
  }
  return last;
}

// Seats that nobody took and that no later round of their own offers.
void pass_on_unused(const Admission& admission, const Group& group,
                    std::vector<std::uint32_t>& left) {
  for (std::uint32_t i = 0; i < group.programme_count; ++i) {
    const std::uint32_t p = group.first_programme + i;
    const std::uint32_t to = admission.programmes[p].unused_to;
    if (to != kNone) left[to] += std::exchange(left[p], 0);
  }
}

}  // namespace

std::optional<Unmet> unmet(const Admission& admission, const Keys& keys, std::uint32_t requirement,
                           std::uint32_t applicant) {
  if (requirement == kNone) return std::nullopt;
  const Requirement& required = admission.requirements[requirement];
  const std::uint64_t traits = admission.traits.empty() ? 0 : admission.traits[applicant];
  if ((traits & required.all) != required.all) return Unmet{required.all & ~traits, {}};
  if (required.any != 0 && (traits & required.any) == 0) return Unmet{required.any, {}};
  const auto marks = keys.of(applicant);
  for (const Requirement::Minimum& minimum : required.minimums) {
    if (marks[minimum.field] < minimum.value) return Unmet{0, minimum};
  }
  return std::nullopt;
}

std::span<const std::uint32_t> named_programmes(const Preferences& preferences, std::uint64_t entry,
                                                const Group& group) {
  if (preferences.programmes.size() > 0) {
    const auto named = preferences.programmes.of(entry);
    if (!named.empty()) return named;
  }
  if (group.programme_count == 1) return {&group.first_programme, 1};
  return {};
}

AdmissionResult admit(const Admission& admission) {
  AdmissionResult result;
  std::map<std::pair<std::uint32_t, bool>, std::uint32_t> ranking_by;  // key, with lottery
  std::vector<std::uint8_t> admitted(admission.applicants);
  std::vector<std::uint32_t> left;
  for (const Programme& programme : admission.programmes) left.push_back(programme.seats);
  const std::vector<std::uint32_t> last = last_rounds(admission);

  for (std::uint32_t r = 0; r < admission.rounds.size(); ++r) {
    const Round& round = admission.rounds[r];
    const bool lottery = round.ties == TiePolicy::lottery;
    const auto [known, fresh] =
        ranking_by.try_emplace({round.key, lottery}, static_cast<std::uint32_t>(ranking_by.size()));
    if (fresh) {
      result.rankings.push_back(
          rank(admission.applicants, admission.keys[round.key],
               lottery ? std::span(admission.lottery) : std::span<const std::uint32_t>()));
    }
    std::vector<std::uint32_t> seats(left.size());
    for (const std::uint32_t g : round.groups) {
      const Group& group = admission.groups[g];
      std::copy_n(left.begin() + group.first_programme, group.programme_count,
                  seats.begin() + group.first_programme);
    }
    RoundRun run(admission, round, result.rankings[known->second], seats);
    if (const auto rivals = run.file(admitted)) {
      AdmissionResult nothing;
      nothing.undecided = {r, rivals->first, rivals->second};
      return nothing;
    }
    run.place();
    result.rounds.push_back(run.take_result());
    RoundResult& done = result.rounds.back();
    done.ranking = known->second;
    for (std::uint32_t i = 0; i < admission.applicants; ++i) {
      if (done.placements[i].programme != kNone) admitted[i] = 1;
    }
    for (const std::uint32_t g : round.groups) {
      const Group& group = admission.groups[g];
      for (std::uint32_t i = 0; i < group.programme_count; ++i) {
        left[group.first_programme + i] = done.programmes[group.first_programme + i].left();
      }
    }
    for (const std::uint32_t g : round.groups) {
      if (last[g] == r) pass_on_unused(admission, admission.groups[g], left);
    }
  }
  return result;
}

std::vector<std::uint32_t> final_programmes(const AdmissionResult& result) {
  std::vector<std::uint32_t> programmes;
  for (const RoundResult& round : result.rounds) {
    programmes.resize(round.placements.size(), kNone);
    for (std::size_t i = 0; i < programmes.size(); ++i) {
      if (round.placements[i].programme != kNone) programmes[i] = round.placements[i].programme;
    }
  }
  return programmes;
}

std::uint64_t preference_rank(const Admission& admission, std::uint32_t applicant,
                              std::uint32_t programme) {
  // One rank for each programme named, then one for each that adjustment could give, then the next
  // preference.
  std::uint64_t rank = 0;
  for (const Round& round : admission.rounds) {
    const auto list = round.preferences.groups.of(applicant);
    for (std::size_t k = 0; k < list.size(); ++k) {
      const Group& group = admission.groups[list[k]];
      const auto named =
          named_programmes(round.preferences, round.preferences.groups.begin[applicant] + k, group);
      const auto found = std::ranges::find(named, programme);
      if (found != named.end()) return rank + static_cast<std::uint64_t>(found - named.begin());
      rank += named.size();
      if (programme - group.first_programme < group.programme_count) {
        return rank + (programme - group.first_programme);
      }
      rank += group.programme_count;
    }
  }
  return programme == kNone ? rank + 1 : rank;
}

}  // namespace engines::allocation
