#include "engines/allocation/parallel_preferences.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "engines/allocation/test_admission.hpp"

namespace engines::allocation {

namespace {

using Programmes = std::vector<std::uint32_t>;

// ---- The reference: the same rules, written to be read and not to be fast.

using Competing = std::vector<std::int64_t>;  // compared field by field, the larger first

struct Asker {
  std::uint32_t person = 0;
  std::vector<std::uint32_t> options;
};

// What each member of a class gets, or kNone.
std::vector<std::uint32_t> serve_by_definition(
    std::vector<Asker> askers, std::map<std::uint32_t, std::int64_t>& left, TiePolicy ties,
    const std::function<bool(std::uint32_t, std::uint32_t)>& may_have) {
  for (Asker& asker : askers) {
    std::erase_if(asker.options, [&](auto option) { return !may_have(asker.person, option); });
  }
  for (;;) {
    std::map<std::uint32_t, std::int64_t> asked;
    std::vector<std::uint32_t> got;
    for (const Asker& asker : askers) {
      const auto first = std::ranges::find_if(asker.options, [&](auto o) { return left[o] > 0; });
      got.push_back(first == asker.options.end() ? kNone : *first);
      if (got.back() != kNone) ++asked[got.back()];
    }
    // One at a time, and the last first: it must not matter which.
    const auto over = std::find_if(asked.rbegin(), asked.rend(), [&](const auto& entry) {
      return entry.second > left[entry.first];
    });
    if (ties == TiePolicy::reject_all && over != asked.rend()) {
      left[over->first] = 0;
      continue;
    }
    for (const auto& [option, number] : asked) {
      left[option] = std::max<std::int64_t>(0, left[option] - number);
    }
    return got;
  }
}

bool meets_by_definition(const Scene& scene, std::uint32_t requirement, const Person& person) {
  if (requirement == kNone) return true;
  const Requirement& needs = scene.requirements[requirement];
  for (int bit = 0; bit < 64; ++bit) {
    if ((needs.all >> bit & 1) != 0 && (person.traits >> bit & 1) == 0) return false;
  }
  if (needs.any != 0 && (needs.any & person.traits) == 0) return false;
  return std::ranges::none_of(needs.minimums, [&](const auto& minimum) {
    return person.key[minimum.field] < minimum.value;
  });
}

Competing competing_key(const Person& person, TiePolicy ties, std::int64_t level,
                        std::int64_t lowered) {
  Competing key{-level};
  key.insert(key.end(), person.key.begin(), person.key.end());
  key[1] -= lowered;
  if (ties == TiePolicy::lottery) key.push_back(-std::int64_t{person.lottery});
  return key;
}

using ByClass = std::map<Competing, std::vector<Asker>, std::greater<>>;

std::uint32_t filing_places_by_definition(const Unit& unit, std::int64_t seats, Rounding rounding) {
  const double exact = static_cast<double>(seats) * unit.group.filing_ratio_bp / 10'000;
  const auto down = static_cast<std::uint32_t>(exact);
  const double rest = exact - down;
  const bool more =
      rounding == Rounding::up ? rest > 0 : rounding == Rounding::nearest && rest >= 0.5;
  return down + (more ? 1 : 0);
}

// The final programme of everybody.
Programmes admit_by_definition(const Scene& scene) {
  const std::vector<Person>& people = scene.people;
  Programmes final(people.size(), kNone);
  std::vector<std::vector<std::uint32_t>> programmes_of;
  std::map<std::uint32_t, std::int64_t> seats;
  std::map<std::uint32_t, Programme> programmes;
  for (const Unit& unit : scene.units) {
    auto& own = programmes_of.emplace_back();
    for (const Programme& programme : unit.programmes) {
      own.push_back(static_cast<std::uint32_t>(seats.size()));
      programmes[own.back()] = programme;
      seats[own.back()] = programme.seats;
    }
  }
  for (std::size_t r = 0; r < scene.rounds.size(); ++r) {
    const RoundRules& rules = scene.rounds[r];
    std::map<std::uint32_t, std::int64_t> places;
    for (const auto g : rules.groups) {
      std::int64_t all = 0;
      for (const auto p : programmes_of[g]) all += seats[p];
      places[g] = filing_places_by_definition(scene.units[g], all, rules.rounding);
    }
    ByClass classes;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      if (final[i] != kNone) continue;
      if (!rules.lines.empty() &&
          !meets_by_definition(scene, rules.lines[people[i].category], people[i])) {
        continue;
      }
      Asker asker{i, {}};
      for (const Choice& choice : people[i].choices[r]) asker.options.push_back(choice.group);
      classes[competing_key(people[i], rules.ties, 0, 0)].push_back(asker);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> filed;
    for (const auto& [key, askers] : classes) {
      const auto got = serve_by_definition(askers, places, rules.ties, [&](auto i, auto g) {
        return scene.units[g].group.category == people[i].category &&
               meets_by_definition(scene, scene.units[g].group.requirement, people[i]);
      });
      for (std::size_t k = 0; k < askers.size(); ++k) {
        if (got[k] != kNone) filed[got[k]].push_back(askers[k].person);
      }
    }
    for (const auto& [g, members] : filed) {
      const Placing& placing = scene.units[g].group.placing;
      const auto fits = [&](auto i, auto p) {
        return meets_by_definition(scene, programmes[p].requirement, people[i]);
      };
      const auto choice_of = [&](std::uint32_t i) {
        return *std::ranges::find(people[i].choices[r], g, &Choice::group);
      };
      std::map<std::uint32_t, std::int64_t> left;
      for (const auto p : programmes_of[g]) left[p] = seats[p];
      // All that anybody asks for, under the key he asks with.
      ByClass by_key;
      for (const auto i : members) {
        std::vector<std::uint32_t> named = choice_of(i).programmes;
        if (named.empty() && programmes_of[g].size() == 1) named = programmes_of[g];
        std::int64_t lowered = 0;
        for (std::size_t k = 0; k < named.size(); ++k) {
          const std::int64_t level = placing.preference_first ? static_cast<std::int64_t>(k) : 0;
          const auto key =
              competing_key(people[i], rules.ties, level, placing.preference_first ? 0 : lowered);
          auto& askers = by_key[key];
          if (askers.empty() || askers.back().person != i) askers.push_back({i, {}});
          askers.back().options.push_back(named[k]);
          if (k < placing.steps.size()) lowered += placing.steps[k];
        }
      }
      const auto serve = [&](std::vector<Asker> askers) {
        std::erase_if(askers, [&](const Asker& asker) { return final[asker.person] != kNone; });
        const auto got = serve_by_definition(askers, left, rules.ties, fits);
        for (std::size_t k = 0; k < askers.size(); ++k) final[askers[k].person] = got[k];
      };
      for (const auto& [key, askers] : by_key) serve(askers);
      ByClass adjusting;
      for (const auto i : members) {
        if (final[i] == kNone && choice_of(i).agreed) {
          adjusting[competing_key(people[i], rules.ties, 0, 0)].push_back({i, programmes_of[g]});
        }
      }
      for (const auto& [key, askers] : adjusting) serve(askers);
    }
    for (const auto g : rules.groups) {
      for (const auto p : programmes_of[g]) {
        const auto taken = std::ranges::count(final, p);
        // Those admitted in earlier rounds were taken off then.
        const auto earlier = std::int64_t{programmes[p].seats} - seats[p];
        seats[p] = std::max<std::int64_t>(0, seats[p] - (taken - earlier));
      }
    }
    for (const auto g : rules.groups) {
      const bool later = std::any_of(
          scene.rounds.begin() + static_cast<std::ptrdiff_t>(r) + 1, scene.rounds.end(),
          [&](const RoundRules& round) { return std::ranges::count(round.groups, g) > 0; });
      if (later) continue;
      for (const auto p : programmes_of[g]) {
        if (const auto to = programmes[p].unused_to; to != kNone) {
          programmes[to].seats += static_cast<std::uint32_t>(seats[p]);
          seats[to] += std::exchange(seats[p], 0);
        }
      }
    }
  }
  return final;
}

Programmes admitted(const Scene& scene) { return final_programmes(admit(admission_of(scene))); }

Placement placement_of(const Scene& scene, std::uint32_t person) {
  return admit(admission_of(scene)).rounds.at(0).placements.at(person);
}

}  // namespace

// ---- Worked examples, from the definitions.

TEST(ParallelPreferences, TheBetterIsServedFirstWhateverHisPreference) {
  // 590 put the school first and 600 second; marks go before preferences.
  EXPECT_EQ(admitted({.people = {person({590}, {0}), person({610}, {1}), person({600}, {1, 0})},
                      .units = {plain(1), plain(1)}}),
            (Programmes{kNone, 1, 0}));
}

TEST(ParallelPreferences, TheKeyDecidesFieldByField) {
  EXPECT_EQ(admitted({.people = {person({600, 110, 90}, {0}), person({600, 110, 95}, {0})},
                      .units = {plain(1)}}),
            (Programmes{kNone, 0}));
}

TEST(ParallelPreferences, PositionCountsThoseOfTheCategoryWhoAreBetter) {
  Scene scene{.people = {person({600}, {0}), person({650}, {0}), person({600}, {0}),
                         person({500}, {0}), person({700}, {1})},
              .units = {plain(9), plain(9)},
              .rounds = {{.groups = {0, 1}, .ties = TiePolicy::admit_all}}};
  scene.people[4].category = 1;
  scene.units[1].group.category = 1;
  const auto placements = admit(admission_of(scene)).rounds[0].placements;
  std::vector<std::uint32_t> positions;
  for (const Placement& placement : placements) positions.push_back(placement.position);
  EXPECT_EQ(positions, (std::vector<std::uint32_t>{2, 1, 2, 4, 1}));
}

TEST(ParallelPreferences, TiesAtTheLastSeatFollowThePolicy) {
  const auto with = [](TiePolicy ties) {
    return admitted(
        {.people = {person({600}, {0}, 2), person({600}, {0}, 1), person({590}, {0}, 3)},
         .units = {plain(1)},
         .rounds = {{.groups = {0}, .ties = ties}}});
  };
  EXPECT_EQ(with(TiePolicy::lottery), (Programmes{kNone, 0, kNone}));
  EXPECT_EQ(with(TiePolicy::admit_all), (Programmes{0, 0, kNone}));
  EXPECT_EQ(with(TiePolicy::reject_all), (Programmes{kNone, kNone, kNone}));
}

TEST(ParallelPreferences, EqualsWhoFitAreNotATie) {
  EXPECT_EQ(admitted({.people = {person({600}, {0}), person({600}, {0}), person({590}, {0})},
                      .units = {plain(2)},
                      .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}}}),
            (Programmes{0, 0, kNone}));
}

TEST(ParallelPreferences, ARejectedTieMovesOnAndMayTieAgain) {
  // 0 and 1 tie for school 0; both go on to school 1, where with 2 they are three for two seats.
  EXPECT_EQ(admitted({.people = {person({600}, {0, 1}), person({600}, {0, 1}), person({600}, {1})},
                      .units = {plain(1), plain(2)},
                      .rounds = {{.groups = {0, 1}, .ties = TiePolicy::reject_all}}}),
            (Programmes{kNone, kNone, kNone}));
}

TEST(ParallelPreferences, ThePlanGrowsByThoseTied) {
  const AdmissionResult result =
      admit(admission_of({.people = {person({600}, {0}), person({600}, {0}), person({600}, {0})},
                          .units = {plain(1)},
                          .rounds = {{.groups = {0}, .ties = TiePolicy::admit_all}}}));
  EXPECT_EQ(result.rounds[0].programmes[0].above_plan(), 2U);
  EXPECT_EQ(result.rounds[0].programmes[0].left(), 0U);
}

TEST(ParallelPreferences, APlanThatIsNotFilledDoesNotGrow) {
  const AdmissionResult result =
      admit(admission_of({.people = {person({600}, {0})}, .units = {plain(2)}}));
  EXPECT_EQ(result.rounds[0].programmes[0].above_plan(), 0U);
  EXPECT_EQ(result.rounds[0].programmes[0].left(), 1U);
}

TEST(ParallelPreferences, AProgrammeNamesOneOfTheEqualsItClosedTo) {
  const AdmissionResult result =
      admit(admission_of({.people = {chooser({610}, {1}), chooser({600}, {0}), chooser({600}, {0})},
                          .units = {unit({1, 2})},
                          .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}}}));
  const auto& programmes = result.rounds[0].programmes;
  EXPECT_TRUE(programmes[0].closed_by_tie == 1 || programmes[0].closed_by_tie == 2);
  EXPECT_EQ(programmes[1].closed_by_tie, kNone);
}

TEST(ParallelPreferences, ACrowdIsServedInTheOrderOfMarks) {
  // More people than are fetched ahead of their turn; the last has the best marks.
  constexpr std::uint32_t kPeople = 200;
  constexpr std::uint32_t kSeats = 30;
  Scene scene{.units = {plain(kSeats), plain(kPeople)}};
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    scene.people.push_back(person({static_cast<std::int32_t>(i)}, {0, 1}));
  }
  Programmes expected(kPeople, 1);
  std::fill(expected.end() - kSeats, expected.end(), 0);
  EXPECT_EQ(admitted(scene), expected);
}

TEST(ParallelPreferences, EqualLotteryNumbersDecideNothing) {
  const auto undecided =
      admit(admission_of(
                {.people = {person({600}, {0}, 7), person({590}, {0}, 7), person({600}, {0}, 7)},
                 .units = {plain(1)}}))
          .undecided;
  ASSERT_TRUE(undecided);
  EXPECT_EQ(undecided->one, 0U);
  EXPECT_EQ(undecided->other, 2U);
}

TEST(ParallelPreferences, ALotteryIsDrawnInEachCategory) {
  Scene scene{.people = {person({600}, {0}, 1), person({600}, {1}, 1)},
              .units = {plain(1), plain(1)}};
  scene.people[1].category = 1;
  scene.units[1].group.category = 1;
  EXPECT_EQ(admitted(scene), (Programmes{0, 1}));
}

TEST(ParallelPreferences, FilingPlacesAreSeatsTimesTheRatio) {
  const auto places = [](std::uint32_t seats, std::uint32_t ratio_bp, Rounding rounding) {
    return admit(admission_of({.people = {},
                               .units = {unit({seats}, ratio_bp)},
                               .rounds = {{.groups = {0}, .rounding = rounding}}}))
        .rounds[0]
        .groups[0]
        .places;
  };
  EXPECT_EQ(places(30, 10'500, Rounding::down), 31U);     // 31.5
  EXPECT_EQ(places(30, 10'500, Rounding::nearest), 32U);  // half goes up
  EXPECT_EQ(places(29, 10'500, Rounding::nearest), 30U);  // 30.45
  EXPECT_EQ(places(29, 10'500, Rounding::up), 31U);
  EXPECT_EQ(places(20, 10'500, Rounding::up), 21U);  // exactly
}

TEST(ParallelPreferences, WhoIsFiledBeyondTheSeatsIsReturnedAndNotFiledAgain) {
  const Scene scene{.people = {chooser({610}, {0}), person({600}, {0, 1})},
                    .units = {unit({1}, 20'000), plain(1)}};
  EXPECT_EQ(admitted(scene), (Programmes{0, kNone}));
  EXPECT_EQ(placement_of(scene, 1).outcome, Outcome::returned);
  EXPECT_EQ(placement_of(scene, 1).preference, 0U);
}

TEST(ParallelPreferences, MarksFirstServesTheBetterHisSecondChoice) {
  const auto with = [](const Placing& placing) {
    return admitted({.people = {chooser({610}, {0}), chooser({600}, {0, 1}), chooser({590}, {1})},
                     .units = {unit({1, 1}, 15'000, placing)}});
  };
  EXPECT_EQ(with({}), (Programmes{0, 1, kNone}));
  EXPECT_EQ(with({.preference_first = true}), (Programmes{0, kNone, 1}));
}

TEST(ParallelPreferences, AStepIsTakenOffTheTotalOfTheNextChoice) {
  // 600 comes to his second choice with 600 - 5 = 595, against 596 and against 594.
  const auto second = [](std::int32_t rival) {
    return admitted({.people = {chooser({610}, {0}), chooser({600}, {0, 1}), chooser({rival}, {1})},
                     .units = {unit({1, 1}, 15'000, {.steps = {5}})}});
  };
  EXPECT_EQ(second(596), (Programmes{0, kNone, 1}));
  EXPECT_EQ(second(594), (Programmes{0, 1, kNone}));
}

TEST(ParallelPreferences, AfterAStepTheOtherFieldsDecideAsUsual) {
  const auto second = [](std::int32_t culture) {
    return admitted({.people = {chooser({610, 0}, {0}), chooser({600, 300}, {0, 1}),
                                chooser({595, culture}, {1})},
                     .units = {unit({1, 1}, 15'000, {.steps = {5}})}});
  };
  EXPECT_EQ(second(301), (Programmes{0, kNone, 1}));
  EXPECT_EQ(second(299), (Programmes{0, 1, kNone}));
}

TEST(ParallelPreferences, AfterAStepTheLotteryDecidesBetweenEquals) {
  Scene scene{.people = {chooser({610}, {0}), chooser({600}, {0, 1}), chooser({595}, {1})},
              .units = {unit({1, 1}, 15'000, {.steps = {5}})}};
  scene.people[1].lottery = 2;
  scene.people[2].lottery = 1;
  EXPECT_EQ(admitted(scene), (Programmes{0, kNone, 1}));
  scene.rounds = {{.groups = {0}, .ties = TiePolicy::admit_all}};
  EXPECT_EQ(admitted(scene), (Programmes{0, 1, 1}));
}

TEST(ParallelPreferences, AdjustmentNeedsConsentAndComesAfterEveryPreference) {
  // 600 is full in what he named; programme 1 goes to 580, who named it, before it could be his.
  const auto with = [](bool agreed, std::uint32_t seats_of_1) {
    return admitted(
        {.people = {chooser({610}, {0}), chooser({600}, {0}, agreed), chooser({580}, {1})},
         .units = {unit({1, seats_of_1}, 20'000)}});
  };
  EXPECT_EQ(with(false, 2), (Programmes{0, kNone, 1}));
  EXPECT_EQ(with(true, 2), (Programmes{0, 1, 1}));
  EXPECT_EQ(with(true, 1), (Programmes{0, kNone, 1}));
}

TEST(ParallelPreferences, AdjustmentGoesByMarksInPublishedOrder) {
  const Scene scene{.people = {chooser({600}, {}, true), chooser({610}, {}, true)},
                    .units = {unit({1, 1})}};
  EXPECT_EQ(admitted(scene), (Programmes{1, 0}));
  EXPECT_EQ(placement_of(scene, 0).outcome, Outcome::adjusted);
}

TEST(ParallelPreferences, AdjustmentSkipsWhatOneMayNotStudy) {
  Scene scene{
      .people = {chooser({600}, {}, true)}, .units = {unit({1, 1})}, .requirements = {{.all = 1}}};
  scene.units[0].programmes[0].requirement = 0;
  EXPECT_EQ(admitted(scene), (Programmes{1}));
}

TEST(ParallelPreferences, RequirementsAreAllOfAnyOfAndMinimums) {
  const auto admits = [](std::uint64_t traits, std::int32_t maths) {
    Scene scene{.people = {person({600, maths}, {0})},
                .units = {plain(1)},
                .requirements = {{.all = 0b0011, .any = 0b1100, .minimums = {{1, 90}}}}};
    scene.people[0].traits = traits;
    scene.units[0].group.requirement = 0;
    return admitted(scene)[0] == 0;
  };
  EXPECT_TRUE(admits(0b0111, 90));
  EXPECT_TRUE(admits(0b1011, 120));
  EXPECT_FALSE(admits(0b0101, 120));
  EXPECT_FALSE(admits(0b0011, 120));
  EXPECT_FALSE(admits(0b0111, 89));
}

TEST(ParallelPreferences, WithoutTraitsNobodyHasAny) {
  Scene scene{.people = {person({600}, {0})}, .units = {plain(1)}, .requirements = {{.all = 1}}};
  scene.units[0].group.requirement = 0;
  Admission admission = admission_of(scene);
  admission.traits.clear();
  EXPECT_EQ(final_programmes(admit(admission)), (Programmes{kNone}));
}

TEST(ParallelPreferences, AControlLineIsOfItsCategory) {
  Scene scene{.people = {person({440}, {0}), person({440}, {1}), person({450}, {0})},
              .units = {plain(9), plain(9)},
              .requirements = {{.minimums = {{0, 450}}}},
              .rounds = {{.groups = {0, 1}, .ties = TiePolicy::admit_all, .lines = {0, kNone}}}};
  scene.people[1].category = 1;
  scene.units[1].group.category = 1;
  EXPECT_EQ(admitted(scene), (Programmes{kNone, 1, 0}));
  EXPECT_EQ(placement_of(scene, 0).outcome, Outcome::below_line);
}

TEST(ParallelPreferences, AnotherCategoryIsNotOpen) {
  Scene scene{.people = {person({600}, {0, 1})}, .units = {plain(1), plain(1)}};
  scene.units[0].group.category = 1;
  EXPECT_EQ(admitted(scene), (Programmes{1}));
}

TEST(ParallelPreferences, OutcomesSayHowItEnded) {
  const Scene scene{.people = {person({600}, {0}), person({590}, {0}), person({580}, {})},
                    .units = {plain(1)}};
  EXPECT_EQ(placement_of(scene, 0).outcome, Outcome::admitted);
  EXPECT_EQ(placement_of(scene, 1).outcome, Outcome::not_filed);
  EXPECT_EQ(placement_of(scene, 1).preference, kNone);
  EXPECT_EQ(placement_of(scene, 2).outcome, Outcome::no_preferences);
}

TEST(ParallelPreferences, GroupsSayHowFarDownTheyWent) {
  const auto result = admit(admission_of({.people = {chooser({610}, {0}), chooser({600}, {0}),
                                                     chooser({590}, {1}), chooser({580}, {1})},
                                          .units = {unit({1, 1}, 15'000)}}));
  const GroupResult& group = result.rounds[0].groups[0];
  EXPECT_EQ(group.places, 3U);
  EXPECT_EQ(group.filed, 3U);
  EXPECT_EQ(group.last_filed, 2U);
  EXPECT_EQ(group.admitted, 2U);
  EXPECT_EQ(group.last_admitted, 2U);
  EXPECT_EQ(result.rounds[0].programmes[0].last_admitted, 0U);
}

TEST(ParallelPreferences, ASupplementaryRoundOffersWhatIsLeftToThoseLeft) {
  Scene scene{.people = {person({610}, {0}), person({600}, {0}), person({590}, {})},
              .units = {plain(1), plain(1)},
              .rounds = {{.groups = {0, 1}}, {.groups = {0, 1}}}};
  scene.people[0].choices.push_back({{.group = 1}});  // admitted already: takes no part
  scene.people[1].choices.push_back({{.group = 0}, {.group = 1}});
  scene.people[2].choices.push_back({{.group = 1}});
  EXPECT_EQ(admitted(scene), (Programmes{0, 1, kNone}));
  EXPECT_EQ(admit(admission_of(scene)).rounds[1].placements[0].outcome, Outcome::admitted_before);
}

TEST(ParallelPreferences, SeatsKeptFromATieAreOfferedInTheNextRound) {
  Scene scene{.people = {person({600}, {0}), person({600}, {0}), person({590}, {0})},
              .units = {plain(1)},
              .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}, {.groups = {0}}}};
  scene.people[0].choices.emplace_back();
  scene.people[1].choices.emplace_back();
  scene.people[2].choices.push_back({{.group = 0}});
  EXPECT_EQ(admitted(scene), (Programmes{kNone, kNone, 0}));
}

TEST(ParallelPreferences, UnusedExemptSeatsGoWhereTheRuleSendsThemAfterTheirLastRound) {
  // Group 0 is exam-free and offers again in round 1; only then do its seats go to group 1.
  Scene scene{.people = {person({600}, {}), person({590}, {}), person({580}, {0})},
              .units = {plain(3), plain(0)},
              .rounds = {{.groups = {0}}, {.groups = {0, 1}}, {.groups = {1}}}};
  scene.units[0].programmes[0].unused_to = 1;
  for (Person& p : scene.people) {
    p.choices.push_back({{.group = 1}});
    p.choices.push_back({{.group = 1}});
  }
  EXPECT_EQ(admitted(scene), (Programmes{1, 1, 0}));
  EXPECT_EQ(admit(admission_of(scene)).rounds[1].programmes[1].seats, 0U);
  EXPECT_EQ(admit(admission_of(scene)).rounds[2].programmes[1].seats, 2U);
}

TEST(ParallelPreferences, EachRoundHasItsOwnKey) {
  Scene scene{.people = {person({600}, {0}), person({590}, {0})},
              .units = {plain(1)},
              .rounds = {{.groups = {0}}}};
  Admission admission = admission_of(scene);
  admission.keys.push_back({.fields = 1, .values = {1, 2}});  // awards
  admission.rounds[0].key = 1;
  EXPECT_EQ(final_programmes(admit(admission)), (Programmes{kNone, 0}));
}

TEST(ParallelPreferences, WhatIsNotGivenIsLeftOut) {
  Scene scene{.people = {person({600}, {0}), person({590}, {0})}, .units = {plain(1)}};
  Admission admission = admission_of(scene);
  admission.category.clear();
  admission.rounds[0].preferences.programmes = {.begin = {}, .items = {}};
  admission.rounds[0].preferences.adjustment.clear();
  EXPECT_EQ(final_programmes(admit(admission)), (Programmes{0, kNone}));
  admission.groups[0].filing_ratio_bp = 20'000;
  EXPECT_EQ(admit(admission).rounds[0].placements[1].outcome, Outcome::returned);
}

TEST(ParallelPreferences, PreferenceRankIsTheOrderOfWanting) {
  Scene scene{
      .people = {{.key = {600}, .choices = {{{.group = 1, .programmes = {2, 1}}, {.group = 0}}}}},
      .units = {plain(1), unit({1, 1, 1}), plain(1)}};
  const Admission admission = admission_of(scene);
  std::vector<std::uint64_t> ranks;
  for (const std::uint32_t p : {2U, 1U, 3U, 0U, 4U, kNone}) {
    ranks.push_back(preference_rank(admission, 0, p));
  }
  EXPECT_TRUE(std::ranges::is_sorted(ranks, std::less_equal<>()));  // strictly
  EXPECT_EQ(std::set(ranks.begin(), ranks.end()).size(), ranks.size());
}

// ---- What is promised, and what is not.

namespace {

int int_in(int low, int high) { return *rc::gen::inRange(low, high + 1); }

std::uint32_t number_in(std::uint32_t low, std::uint32_t high) {
  return *rc::gen::inRange<std::uint32_t>(low, high + 1);
}

template <class T>
std::vector<T> shuffled(std::vector<T> items) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[number_in(0, static_cast<std::uint32_t>(i - 1))]);
  }
  return items;
}

std::vector<std::uint32_t> some_of(const std::vector<std::uint32_t>& items) {
  auto some = shuffled(items);
  some.resize(number_in(0, static_cast<std::uint32_t>(items.size())));
  return some;
}

std::uint32_t maybe(std::uint32_t number) { return int_in(0, 3) == 0 ? number : kNone; }

// Small, and full of ties: every rule meets every other.
Scene any_scene() {
  Scene scene;
  for (std::uint32_t r = 0; r < 2; ++r) {
    scene.requirements.push_back({.all = number_in(0, 1), .any = number_in(0, 3), .minimums = {}});
    if (int_in(0, 1) == 1) scene.requirements[r].minimums.push_back({number_in(0, 1), 1});
  }
  std::vector<std::vector<std::uint32_t>> programmes_of;
  std::uint32_t programme_count = 0;
  const std::uint32_t unit_count = number_in(1, 4);
  for (std::uint32_t g = 0; g < unit_count; ++g) {
    Unit& unit = scene.units.emplace_back();
    unit.group.category = int_in(0, 4) == 0 ? 1 : 0;
    unit.group.requirement = maybe(0);
    unit.group.filing_ratio_bp = *rc::gen::element(10'000U, 10'000U, 12'500U, 20'000U);
    unit.group.placing.preference_first = int_in(0, 2) == 0;
    for (int k = int_in(0, 2); k > 0; --k) unit.group.placing.steps.push_back(int_in(0, 2));
    auto& own = programmes_of.emplace_back();
    for (int p = int_in(1, 3); p > 0; --p) {
      unit.programmes.push_back({.seats = number_in(0, 2), .requirement = maybe(1)});
      own.push_back(programme_count++);
    }
  }
  const std::uint32_t round_count = number_in(1, 3);
  std::vector<std::uint32_t> all_groups(unit_count);
  std::iota(all_groups.begin(), all_groups.end(), 0U);
  for (std::uint32_t r = 0; r < round_count; ++r) {
    scene.rounds.push_back(
        {.groups = r == 0 ? all_groups : some_of(all_groups),
         .ties = *rc::gen::element(TiePolicy::lottery, TiePolicy::admit_all, TiePolicy::reject_all),
         .rounding = *rc::gen::element(Rounding::down, Rounding::nearest, Rounding::up)});
    if (int_in(0, 2) == 0) scene.rounds[r].lines = {0, kNone};
  }
  // Where a group has ended for good, its seats may go to one that is still to come.
  if (unit_count > 1 && round_count > 1) {
    auto& last = scene.rounds.back().groups;
    std::erase(last, 0U);
    if (std::ranges::count(last, 1U) == 0) last.push_back(1);
    for (Programme& programme : scene.units[0].programmes) {
      programme.unused_to = maybe(programmes_of[1][0]);
    }
  }
  std::vector<std::uint32_t> numbers(number_in(1, 7));
  std::iota(numbers.begin(), numbers.end(), 1U);
  for (const std::uint32_t number : shuffled(numbers)) {
    Person& person = scene.people.emplace_back();
    person.key = {int_in(0, 3), int_in(0, 1)};
    person.lottery = number;
    person.category = int_in(0, 4) == 0 ? 1 : 0;
    person.traits = number_in(0, 3);
    for (const RoundRules& rules : scene.rounds) {
      auto& choices = person.choices.emplace_back();
      for (const std::uint32_t g : some_of(rules.groups)) {
        choices.push_back({g, some_of(programmes_of[g]), int_in(0, 1) == 1});
      }
    }
  }
  return scene;
}

// One programme a group, ratio 1, lottery, one round: everything else is left out.
Scene simple_scene() {
  Scene scene;
  std::vector<std::uint32_t> groups(number_in(1, 4));
  std::iota(groups.begin(), groups.end(), 0U);
  for (std::size_t g = 0; g < groups.size(); ++g) scene.units.push_back(plain(number_in(0, 2)));
  std::vector<std::uint32_t> numbers(number_in(1, 7));
  std::iota(numbers.begin(), numbers.end(), 1U);
  for (const std::uint32_t number : shuffled(numbers)) {
    scene.people.push_back(person({int_in(0, 3)}, some_of(groups), number));
  }
  scene.rounds = {{.groups = groups}};
  return scene;
}

// Where a plain group stands in what this person wants; what he did not list is as good as nothing.
std::size_t wanted(const Scene& scene, std::uint32_t person, std::uint32_t group) {
  const auto& choices = scene.people[person].choices[0];
  return static_cast<std::size_t>(std::ranges::find(choices, group, &Choice::group) -
                                  choices.begin());
}

// Every list of groups without repetition.
std::vector<std::vector<std::uint32_t>> all_lists(std::uint32_t groups) {
  std::vector<std::vector<std::uint32_t>> lists = {{}};
  for (std::size_t done = 0; done < lists.size(); ++done) {
    for (std::uint32_t g = 0; g < groups; ++g) {
      if (std::ranges::count(lists[done], g) > 0) continue;
      auto longer = lists[done];
      longer.push_back(g);
      lists.push_back(longer);
    }
  }
  return lists;
}

// Calls `check` for every contest of three people for two schools of up to two seats, in all orders
// of marks (with ties). The contest is that with empty lists.
void for_every_small_contest(TiePolicy ties, const std::function<void(const Scene&)>& check) {
  for (std::uint32_t seats = 0; seats < 9; ++seats) {
    for (std::int32_t marks = 0; marks < 27; ++marks) {
      const std::vector<std::int32_t> of{marks % 3, marks / 3 % 3, marks / 9};
      const std::set<std::int32_t> used(of.begin(), of.end());
      if (*used.rbegin() + 1 != static_cast<std::int32_t>(used.size())) continue;  // the same order
      check({.people = {person({of[0]}, {}, 3), person({of[1]}, {}, 1), person({of[2]}, {}, 2)},
             .units = {plain(seats % 3), plain(seats / 3)},
             .rounds = {{.groups = {0, 1}, .ties = ties}}});
    }
  }
}

// Every way in which three people can list two schools: an index into all_lists(2) for each.
std::vector<std::array<std::size_t, 3>> all_triples() {
  const std::size_t lists = all_lists(2).size();
  std::vector<std::array<std::size_t, 3>> triples;
  for (std::size_t i = 0; i < lists * lists * lists; ++i) {
    triples.push_back({i % lists, i / lists % lists, i / lists / lists});
  }
  return triples;
}

Scene with_lists(Scene contest, const std::array<std::size_t, 3>& triple) {
  const auto lists = all_lists(2);
  for (std::size_t i = 0; i < 3; ++i) {
    contest.people[i].choices = person({}, lists[triple[i]]).choices;
  }
  return contest;
}

}  // namespace

TEST(ParallelPreferences, EverySmallCaseIsAsDefined) {
  for (const auto ties : {TiePolicy::lottery, TiePolicy::admit_all, TiePolicy::reject_all}) {
    for_every_small_contest(ties, [](const Scene& contest) {
      for (const auto& triple : all_triples()) {
        const Scene scene = with_lists(contest, triple);
        ASSERT_EQ(admitted(scene), admit_by_definition(scene));
      }
    });
  }
}

RC_GTEST_PROP(ParallelPreferences, EveryRuleIsAsDefined, ()) {
  const Scene scene = any_scene();
  RC_ASSERT(admitted(scene) == admit_by_definition(scene));
}

RC_GTEST_PROP(ParallelPreferences, TheOrderOfPeopleDoesNotMatter, ()) {
  const Scene scene = any_scene();
  std::vector<std::uint32_t> order(scene.people.size());
  std::iota(order.begin(), order.end(), 0U);
  order = shuffled(order);
  Scene reordered = scene;
  for (std::size_t i = 0; i < order.size(); ++i) reordered.people[i] = scene.people[order[i]];
  const Programmes before = admitted(scene);
  const Programmes after = admitted(reordered);
  for (std::size_t i = 0; i < order.size(); ++i) RC_ASSERT(after[i] == before[order[i]]);
}

RC_GTEST_PROP(ParallelPreferences, TheNamesOfGroupsDoNotMatter, ()) {
  const Scene scene = simple_scene();
  std::vector<std::uint32_t> name(scene.units.size());
  std::iota(name.begin(), name.end(), 0U);
  name = shuffled(name);
  Scene renamed = scene;
  for (std::size_t g = 0; g < name.size(); ++g) renamed.units[name[g]] = scene.units[g];
  for (Person& p : renamed.people) {
    for (Choice& choice : p.choices[0]) choice.group = name[choice.group];
  }
  Programmes expected = admitted(scene);
  for (std::uint32_t& programme : expected) {
    if (programme != kNone) programme = name[programme];
  }
  RC_ASSERT(admitted(renamed) == expected);
}

RC_GTEST_PROP(ParallelPreferences, NobodyEnviesAWorseOneAndNoSeatIsWasted, ()) {
  const Scene scene = simple_scene();
  const Programmes got = admitted(scene);
  for (std::uint32_t i = 0; i < scene.people.size(); ++i) {
    const Person& p = scene.people[i];
    for (const Choice& choice : p.choices[0]) {
      if (wanted(scene, i, choice.group) >= wanted(scene, i, got[i])) continue;
      const auto holders = std::ranges::count(got, choice.group);
      RC_ASSERT(holders == scene.units[choice.group].programmes[0].seats);
      for (std::uint32_t j = 0; j < scene.people.size(); ++j) {
        if (got[j] != choice.group) continue;
        const Person& other = scene.people[j];
        RC_ASSERT(other.key > p.key || (other.key == p.key && other.lottery < p.lottery));
      }
    }
  }
}

RC_GTEST_PROP(ParallelPreferences, AProgrammeSplitInTwoTakesTheSamePeople, ()) {
  Scene scene = simple_scene();
  const std::uint32_t split = number_in(0, static_cast<std::uint32_t>(scene.units.size() - 1));
  const std::uint32_t seats = scene.units[split].programmes[0].seats;
  const std::uint32_t first_part = number_in(0, seats);
  Scene parts = scene;
  parts.units[split] = plain(first_part);
  parts.units.push_back(plain(seats - first_part));
  const auto other = static_cast<std::uint32_t>(parts.units.size() - 1);
  parts.rounds[0].groups.push_back(other);
  for (Person& p : parts.people) {
    auto& choices = p.choices[0];
    const auto found = std::ranges::find(choices, split, &Choice::group);
    if (found != choices.end()) choices.insert(found + 1, {.group = other});
  }
  Programmes joined = admitted(parts);
  std::ranges::replace(joined, other, split);
  RC_ASSERT(joined == admitted(scene));
}

RC_GTEST_PROP(ParallelPreferences, OneMoreSeatHarmsNobody, ()) {
  Scene scene = simple_scene();
  const Programmes before = admitted(scene);
  ++scene.units[number_in(0, static_cast<std::uint32_t>(scene.units.size() - 1))]
        .programmes[0]
        .seats;
  const Programmes after = admitted(scene);
  for (std::uint32_t i = 0; i < scene.people.size(); ++i) {
    RC_ASSERT(wanted(scene, i, after[i]) <= wanted(scene, i, before[i]));
  }
}

// Every lie of everybody in every small case.
TEST(ParallelPreferences, NoLiePaysWithOneProgrammeAGroupAndRatioOne) {
  const std::size_t lies = all_lists(2).size();
  for (const auto ties : {TiePolicy::lottery, TiePolicy::admit_all}) {
    for_every_small_contest(ties, [&](const Scene& contest) {
      std::map<std::array<std::size_t, 3>, Programmes> outcome;
      for (const auto& told : all_triples()) outcome[told] = admitted(with_lists(contest, told));
      for (const auto& [truth, honest] : outcome) {
        const Scene scene = with_lists(contest, truth);
        for (std::uint32_t liar = 0; liar < 3; ++liar) {
          auto told = truth;
          for (told[liar] = 0; told[liar] < lies; ++told[liar]) {
            ASSERT_GE(wanted(scene, liar, outcome[told][liar]), wanted(scene, liar, honest[liar]));
          }
        }
      }
    });
  }
}

TEST(ParallelPreferences, ALiePaysWhenTiesAreRejected) {
  // Both want 0, then 1, and tie at both. Who keeps away from 0 meets nobody at 1.
  const auto second_gets = [](const std::vector<std::uint32_t>& list) {
    return admitted({.people = {person({600}, {0, 1}), person({600}, list)},
                     .units = {plain(1), plain(1)},
                     .rounds = {{.groups = {0, 1}, .ties = TiePolicy::reject_all}}})[1];
  };
  EXPECT_EQ(second_gets({0, 1}), kNone);
  EXPECT_EQ(second_gets({1}), 1U);
}

TEST(ParallelPreferences, ALiePaysWithAFilingRatioAboveOne) {
  const auto second_gets = [](const std::vector<std::uint32_t>& list) {
    return admitted({.people = {person({610}, {0}), person({600}, list)},
                     .units = {unit({1}, 20'000), plain(1)}})[1];
  };
  EXPECT_EQ(second_gets({0, 1}), kNone);  // filed with 0, returned, not filed again
  EXPECT_EQ(second_gets({1}), 1U);
}

TEST(ParallelPreferences, ALiePaysWithoutConsentToAdjustment) {
  // Of group 0 he wants only programme 0, which is full; refusing adjustment costs him group 1.
  const auto second_gets = [](std::vector<Choice> choices) {
    return admitted(
        {.people = {chooser({610}, {0}), {.key = {600}, .choices = {std::move(choices)}}},
         .units = {unit({1, 1}), plain(1)}})[1];
  };
  EXPECT_EQ(second_gets({{.group = 0, .programmes = {0}}, {.group = 1}}), kNone);
  EXPECT_EQ(second_gets({{.group = 1}}), 2U);
}

TEST(ParallelPreferences, ALiePaysWhenPreferencesGoFirst) {
  // He wants programme 0, then 1. Naming 1 first is how to keep it from 590.
  for (const Placing& placing : {Placing{.preference_first = true}, Placing{.steps = {20}}}) {
    const auto second_gets = [&](const std::vector<std::uint32_t>& list) {
      return admitted({.people = {chooser({610}, {0}), chooser({600}, list), chooser({590}, {1})},
                       .units = {unit({1, 1}, 15'000, placing)}})[1];
    };
    EXPECT_EQ(second_gets({0, 1}), kNone);
    EXPECT_EQ(second_gets({1}), 1U);
  }
}

}  // namespace engines::allocation
