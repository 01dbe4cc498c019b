#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engines/allocation/allocation.hpp"
#include "engines/allocation/ranking.hpp"

//! Parallel preferences (平行志愿: 分数优先、遵循志愿、一轮投档). In a round every applicant, best
//! first, is filed (投档) once: with the first group of his list that still has room for a filing.
//! Inside the group he gets one of its programmes, or, if he agreed, any that has a seat left
//! (调剂); otherwise he is returned (退档) and waits for the next round.
namespace engines::allocation {

//! What an applicant must have: every trait of `all`, one of `any` unless it is empty, and at least
//! the minimum in each of these fields of the round's key. Traits are bits whose meaning is the
//! caller's (subjects taken, sex, sight ...).
struct Requirement {
  struct Minimum {
    std::uint32_t field = 0;
    std::int32_t value = 0;
  };
  std::uint64_t all = 0;
  std::uint64_t any = 0;
  std::vector<Minimum> minimums = {};
};

//! Who is served first inside a group.
struct Placing {
  //! 专业优先: all first choices before any second choice. Otherwise 分数优先, by marks.
  bool preference_first = false;
  //! 专业级差, with marks first only: going from his k-th programme to the next, an applicant
  //! competes with the first field of his key lowered by steps[k]; beyond the list by 0.
  std::vector<std::int32_t> steps = {};
};

//! 专业组; a school that does not divide its seats is one group of one programme.
struct Group {
  std::uint32_t category = 0;
  std::uint32_t first_programme = 0;  // its programmes stand together, in published order
  std::uint32_t programme_count = 1;
  std::uint32_t filing_ratio_bp =
      10'000;  // 投档比例 in basis points of its seats, not below 10,000
  std::uint32_t requirement = kNone;
  Placing placing;
};

struct Programme {
  std::uint32_t seats = 0;
  std::uint32_t requirement = kNone;
  //! Seats left after the last round of its group go to this programme, which takes part later.
  std::uint32_t unused_to = kNone;
};

//! Ordered lists, one an applicant. `programmes` and `adjustment` have one entry for each entry of
//! `groups.items`, or are empty: then nobody names programmes, nobody agrees to adjustment.
struct Preferences {
  Lists groups;
  //! Programmes of that group. An empty list names the only programme, if there is only one.
  Lists programmes = {.begin = {}, .items = {}};
  std::vector<std::uint8_t> adjustment;  // 服从调剂
};

//! How seats times filing ratio becomes a whole number.
enum class Rounding { down, nearest, up };

struct Round {
  std::uint32_t key = 0;              // in which Keys of the admission people are compared
  std::vector<std::uint32_t> groups;  // that take part, with the seats they have left
  Preferences preferences;            // of groups that take part
  TiePolicy ties = TiePolicy::lottery;
  Rounding filing_rounding = Rounding::down;
  std::vector<std::uint32_t> lines;  // 控制线: a requirement for each category; empty: none
};

//! Everything an admission is computed from. Preconditions: indices refer to what exists, sizes
//! agree, a requirement or a line names fields of the key of the rounds that use it.
struct Admission {
  std::uint32_t applicants = 0;
  std::vector<std::uint32_t> category;  // of each applicant; empty: all are of category 0
  std::vector<std::uint64_t> traits;    // of each applicant; empty: none
  std::vector<std::uint32_t> lottery;   // of each applicant; empty: no round has lottery as policy
  std::vector<Keys> keys;
  std::vector<Group> groups;
  std::vector<Programme> programmes;
  std::vector<Requirement> requirements;
  std::vector<Round> rounds;  // one after the other; who is admitted takes no part in later ones
};

enum class Outcome : std::uint8_t {
  admitted_before,  // in an earlier round
  no_preferences,
  below_line,
  not_filed,  // 滑档: no preference had room
  returned,   // 退档: filed, but no programme
  admitted,
  adjusted  // 调剂录取
};

//! What became of one applicant in one round.
struct Placement {
  std::uint32_t position = 0;        // 位次: 1 + those of his category who are strictly better
  std::uint32_t preference = kNone;  // where in his list he was filed
  std::uint32_t programme = kNone;   // admitted to
  Outcome outcome = Outcome::no_preferences;
};

//! How far down a group or programme went. People are applicants, or kNone if there is nobody.
struct GroupResult {
  std::uint32_t places = 0;  // for filings
  std::uint32_t filed = 0;
  std::uint32_t last_filed = kNone;
  std::uint32_t closed_by_tie = kNone;  // one of the equals who were all rejected
  std::uint32_t admitted = 0;
  std::uint32_t last_admitted = kNone;  // the lowest in the ranking, however placed
};

struct ProgrammeResult {
  std::uint32_t seats = 0;  // of this round
  std::uint32_t admitted = 0;
  std::uint32_t adjusted = 0;           // of these by adjustment
  std::uint32_t last_admitted = kNone;  // the last served of those who named it
  std::uint32_t last_adjusted = kNone;
  std::uint32_t closed_by_tie = kNone;

  std::uint32_t left() const { return admitted < seats ? seats - admitted : 0; }
  //! With TiePolicy::admit_all only.
  std::uint32_t above_plan() const { return admitted > seats ? admitted - seats : 0; }
};

struct RoundResult {
  std::uint32_t ranking = 0;  // which of the rankings of the result
  std::vector<Placement> placements;
  std::vector<GroupResult> groups;
  std::vector<ProgrammeResult> programmes;
};

//! Two applicants whom a round with TiePolicy::lottery cannot tell apart.
struct Undecided {
  std::uint32_t round = 0;
  std::uint32_t one = kNone;
  std::uint32_t other = kNone;
};

struct AdmissionResult {
  std::optional<Undecided> undecided;  // if so, there is nothing else
  std::vector<Ranking> rankings;
  std::vector<RoundResult> rounds;
};

//! Time: that of the ranking, plus one step for every preference that is looked at, plus
//! n log n for the n applicants filed with a group that places by anything but plain marks.
AdmissionResult admit(const Admission& admission);

//! The programme each applicant ends with, or kNone.
std::vector<std::uint32_t> final_programmes(const AdmissionResult& result);

//! What an applicant lacks for a requirement.
struct Unmet {
  std::uint64_t traits = 0;           // those of `all`, or else of `any`, that he has not
  Requirement::Minimum minimum = {};  // the first he does not reach, if it is not a trait
};

//! Nothing if the applicant, with these marks, meets the requirement; kNone is met by all.
std::optional<Unmet> unmet(const Admission& admission, const Keys& keys, std::uint32_t requirement,
                           std::uint32_t applicant);

//! The programmes an applicant named with an entry of preferences.groups.items for that group; the
//! only programme of a group that has one need not be named.
std::span<const std::uint32_t> named_programmes(const Preferences& preferences, std::uint64_t entry,
                                                const Group& group);

//! How much an applicant wants a programme: the smaller the more. Rounds come first in their order,
//! then the places in his lists, then what adjustment could give; kNone is wanted least.
std::uint64_t preference_rank(const Admission& admission, std::uint32_t applicant,
                              std::uint32_t programme);

}  // namespace engines::allocation
