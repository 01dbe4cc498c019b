#include "engines/allocation/verify_parallel.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/small_market.hpp"
#include "engines/allocation/test_admission.hpp"

namespace engines::allocation {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Up to 5 applicants with two fields, 3 groups of up to 2 programmes, 2 rounds.
Admission draw_admission(Draw& draw) {
  Admission admission;
  admission.applicants = 1 + draw.below(5);
  const auto ties = static_cast<TiePolicy>(draw.below(3));
  Keys& keys = admission.keys.emplace_back();
  keys.fields = 2;
  for (std::uint32_t i = 0; i < admission.applicants; ++i) {
    keys.values.push_back(static_cast<std::int32_t>(draw.below(3)));
    keys.values.push_back(static_cast<std::int32_t>(draw.below(2)));
    admission.traits.push_back(draw.below(4));
    admission.category.push_back(draw.one_in(4) ? 1 : 0);
  }
  admission.lottery = draw.permutation(admission.applicants);
  admission.requirements = {{.all = 1}, {.any = 3}, {.minimums = {{.field = 1, .value = 1}}}};
  const auto any_requirement = [&] { return draw.one_in(4) ? draw.below(3) : kNone; };
  for (std::uint32_t g = 1 + draw.below(3); g > 0; --g) {
    Group& group = admission.groups.emplace_back();
    group.category = draw.one_in(5) ? 1 : 0;
    group.first_programme = static_cast<std::uint32_t>(admission.programmes.size());
    group.programme_count = 1 + draw.below(2);
    group.filing_ratio_bp = draw.one_in(2) ? 15'000 : 10'000;
    group.requirement = any_requirement();
    group.placing.preference_first = draw.one_in(3);
    if (!group.placing.preference_first && draw.one_in(2)) group.placing.steps = {1};
    for (std::uint32_t p = 0; p < group.programme_count; ++p) {
      admission.programmes.push_back({.seats = draw.below(3), .requirement = any_requirement()});
    }
  }
  if (draw.one_in(2) && admission.groups.size() > 1) {
    admission.programmes[0].unused_to = admission.groups[1].first_programme;
  }
  for (std::uint32_t r = 0; r < 2; ++r) {
    Round& round = admission.rounds.emplace_back();
    round.ties = ties;
    round.filing_rounding = static_cast<Rounding>(draw.below(3));
    if (draw.one_in(4)) round.lines = {2, kNone};
    for (std::uint32_t g = 0; g < admission.groups.size(); ++g) {
      if (r == 1 ? g > 0 || admission.programmes[0].unused_to == kNone : true) {
        round.groups.push_back(g);
      }
    }
    Preferences& preferences = round.preferences;
    preferences.programmes.begin = {0};
    for (std::uint32_t i = 0; i < admission.applicants; ++i) {
      std::vector<std::uint32_t> list =
          draw.permutation(static_cast<std::uint32_t>(round.groups.size()));
      list.resize(list.size() - draw.below(static_cast<std::uint32_t>(list.size()) + 1) / 2);
      for (const std::uint32_t which : list) {
        const std::uint32_t g = round.groups[which];
        preferences.groups.items.push_back(g);
        preferences.adjustment.push_back(static_cast<std::uint8_t>(draw.below(2)));
        const Group& group = admission.groups[g];
        auto programmes = draw.permutation(group.programme_count);
        programmes.resize(draw.below(group.programme_count + 1));
        for (const std::uint32_t p : programmes) {
          preferences.programmes.items.push_back(group.first_programme + p);
        }
        preferences.programmes.end_list();
      }
      preferences.groups.end_list();
    }
  }
  return admission;
}

RC_GTEST_PROP(VerifyParallel, AcceptsEveryResult, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const Admission admission = draw_admission(draw);
  const auto findings = verify_parallel(admission, admit(admission)).findings;
  RC_ASSERT(findings.empty());
}

// One person placed otherwise than by the rules never passes.
RC_GTEST_PROP(VerifyParallel, RefusesEveryOtherPlacementOfOne,
              (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const Admission admission = draw_admission(draw);
  const AdmissionResult good = admit(admission);
  const auto choices = static_cast<std::uint32_t>(admission.groups.size());
  const auto programmes = static_cast<std::uint32_t>(admission.programmes.size());
  for (std::size_t r = 0; r < good.rounds.size(); ++r) {
    for (std::uint32_t i = 0; i < admission.applicants; ++i) {
      for (std::uint32_t choice = 0; choice <= choices; ++choice) {
        for (std::uint32_t programme = 0; programme <= programmes; ++programme) {
          for (int outcome = 0; outcome <= static_cast<int>(Outcome::adjusted); ++outcome) {
            AdmissionResult other = good;
            Placement& his = other.rounds[r].placements[i];
            his.preference = choice == choices ? kNone : choice;
            his.programme = programme == programmes ? kNone : programme;
            his.outcome = static_cast<Outcome>(outcome);
            const Placement& was = good.rounds[r].placements[i];
            if (his.preference == was.preference && his.programme == was.programme &&
                his.outcome == was.outcome) {
              continue;
            }
            RC_ASSERT(!verify_parallel(admission, other).holds());
          }
        }
      }
    }
  }
}

// Three people by marks for one seat and another one; 1 and 2 are equal.
Admission three(TiePolicy ties) {
  Admission admission;
  admission.applicants = 3;
  admission.lottery = {0, 1, 2};
  admission.keys = {{.fields = 1, .values = {9, 5, 5}}};
  admission.groups.resize(2);
  admission.groups[1].first_programme = 1;
  admission.programmes = {{.seats = 1}, {.seats = 1}};
  Round& round = admission.rounds.emplace_back();
  round.groups = {0, 1};
  round.ties = ties;
  for (int i = 0; i < 3; ++i) {
    round.preferences.groups.items.insert(round.preferences.groups.items.end(), {0, 1});
    round.preferences.groups.end_list();
  }
  return admission;
}

std::vector<Finding> after(const Admission& admission, auto&& change) {
  AdmissionResult result = admit(admission);
  change(result);
  return verify_parallel(admission, result).findings;
}

void give(AdmissionResult& result, std::uint32_t applicant, std::uint32_t group) {
  Placement& his = result.rounds[0].placements[applicant];
  his.preference = group;
  his.programme = group;
  his.outcome = group == kNone ? Outcome::not_filed : Outcome::admitted;
}

TEST(VerifyParallel, SeesEnvyWasteAndTooMany) {
  const Admission admission = three(TiePolicy::lottery);
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission,
                    [](AdmissionResult& result) {
                      give(result, 0, 1);
                      give(result, 1, 0);
                    }),
              Contains(Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { give(result, 1, kNone); }),
              Contains(Finding{Breach::waste, 1, 1}));
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { give(result, 2, 1); }),
              Contains(Finding{Breach::over_capacity, kNone, 1}));
}

TEST(VerifyParallel, SeesEqualsTreatedUnequally) {
  const Admission rejecting = three(TiePolicy::reject_all);
  EXPECT_THAT(after(rejecting, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(rejecting, [](AdmissionResult& result) { give(result, 1, 1); }),
              Contains(Finding{Breach::unequal, 2, 1}));
  const Admission admitting = three(TiePolicy::admit_all);
  EXPECT_THAT(after(admitting, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admitting, [](AdmissionResult& result) { give(result, 1, 0); }),
              Contains(Finding{Breach::over_capacity, kNone, 0}));
}

// The ranking in this order, in which all are different, with all that follows from it.
void rank_as(AdmissionResult& result, const std::vector<std::uint32_t>& order) {
  Ranking& ranking = result.rankings[0];
  ranking.order = order;
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    ranking.standing[order[place]] = place;
    ranking.begins_class[place] = 1;
  }
}

TEST(VerifyParallel, SeesSomebodyRankedBeforeWhoHasBetterMarks) {
  EXPECT_THAT(after(three(TiePolicy::lottery), [](auto& result) { rank_as(result, {1, 0, 2}); }),
              ElementsAre(Finding{Breach::order}));
}

TEST(VerifyParallel, SeesSomebodyRankedBeforeWhoHasABetterLot) {
  EXPECT_THAT(after(three(TiePolicy::lottery), [](auto& result) { rank_as(result, {0, 2, 1}); }),
              ElementsAre(Finding{Breach::order}));
}

TEST(VerifyParallel, SeesSomebodyRankedTwice) {
  EXPECT_THAT(
      after(three(TiePolicy::lottery), [](auto& result) { result.rankings[0].order[1] = 0; }),
      ElementsAre(Finding{Breach::order}));
}

TEST(VerifyParallel, SeesSomebodyFiledWhoAskedForNothing) {
  Admission admission = three(TiePolicy::lottery);
  Lists& lists = admission.rounds[0].preferences.groups;
  lists.items.resize(4);
  lists.begin.back() = 4;
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { give(result, 2, 0); }),
              ElementsAre(Finding{Breach::foreign_entry, 2}));
}

TEST(VerifyParallel, SeesWhoHasNoTraitsWhereTheyAreNeeded) {
  Admission admission = three(TiePolicy::lottery);
  admission.requirements = {{.all = 1}};
  admission.groups[0].requirement = 0;
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { give(result, 0, 0); }),
              Contains(Finding{Breach::ineligible, 0, 0}));
}

TEST(VerifyParallel, SeesWhoHasNoneOfTheTraitsOfWhichOneIsNeeded) {
  Admission admission = three(TiePolicy::lottery);
  admission.requirements = {{.any = 0b11}};
  admission.groups[0].requirement = 0;
  admission.traits = {0b100, 0b110, 0};
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { give(result, 0, 0); }),
              Contains(Finding{Breach::ineligible, 0, 0}));
}

// 0 and 1 are filed with a group that has a seat for one of them; the one is named `first`.
std::vector<Finding> when_first(std::uint32_t first, const Keys& keys) {
  Admission admission;
  admission.applicants = 2;
  admission.lottery = {first, 1 - first};
  admission.keys = {keys};
  admission.groups.resize(1);
  admission.groups[0].filing_ratio_bp = 20'000;
  admission.programmes = {{.seats = 1}};
  Round& round = admission.rounds.emplace_back();
  round.groups = {0};
  round.preferences.groups = {.begin = {0, 1, 2}, .items = {0, 0}};
  EXPECT_EQ(admit(admission).rounds[0].placements[first].outcome, Outcome::admitted);
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  return after(admission, [](AdmissionResult& result) {
    auto& placements = result.rounds[0].placements;
    std::swap(placements[0].programme, placements[1].programme);
    std::swap(placements[0].outcome, placements[1].outcome);
  });
}

TEST(VerifyParallel, SeesAProgrammeGivenAgainstTheLot) {
  const Keys equal{.fields = 1, .values = {5, 5}};
  EXPECT_THAT(when_first(0, equal), ElementsAre(Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(when_first(1, equal), ElementsAre(Finding{Breach::justified_envy, 1, 0}));
}

TEST(VerifyParallel, SeesAProgrammeGivenAgainstTheSecondField) {
  EXPECT_THAT(when_first(0, {.fields = 2, .values = {5, 2, 5, 1}}),
              ElementsAre(Finding{Breach::justified_envy, 0, 0}));
  EXPECT_THAT(when_first(1, {.fields = 2, .values = {5, 1, 5, 2}}),
              ElementsAre(Finding{Breach::justified_envy, 1, 0}));
}

TEST(VerifyParallel, SeesOneOfTwoEqualsInAProgramme) {
  const Admission admission =
      admission_of({.people = {chooser({600, 300}, {0}), chooser({600, 300}, {0})},
                    .units = {unit({1, 1})},
                    .rounds = {{.groups = {0}, .ties = TiePolicy::reject_all}}});
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { give(result, 0, 0); }),
              Contains(Finding{Breach::unequal, 1, 0}));
}

TEST(VerifyParallel, SeesASecondChoiceServedBeforeAFirst) {
  const Admission admission =
      admission_of({.people = {chooser({610}, {0, 1}), chooser({600}, {0, 1}), chooser({590}, {1})},
                    .units = {unit({1, 1}, 15'000, {.preference_first = true})}});
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission,
                    [](AdmissionResult& result) {
                      auto& placements = result.rounds[0].placements;
                      std::swap(placements[1].programme, placements[2].programme);
                      std::swap(placements[1].outcome, placements[2].outcome);
                    }),
              Contains(Finding{Breach::justified_envy, 2, 0}));
}

// One person who agreed to adjustment in a group of three programmes, of which he may not have the
// first.
Admission adjusted() {
  Admission admission;
  admission.applicants = 1;
  admission.lottery = {0};
  admission.keys = {{.fields = 1, .values = {5}}};
  admission.groups.resize(1);
  admission.groups[0].programme_count = 3;
  admission.requirements = {{.all = 1}};
  admission.programmes = {{.seats = 1, .requirement = 0}, {.seats = 1}, {.seats = 1}};
  Round& round = admission.rounds.emplace_back();
  round.groups = {0};
  round.preferences.groups = {.begin = {0, 1}, .items = {0}};
  round.preferences.adjustment = {1};
  return admission;
}

void adjust_to(AdmissionResult& result, std::uint32_t programme) {
  result.rounds[0].placements[0].programme = programme;
  result.rounds[0].placements[0].outcome = Outcome::adjusted;
}

TEST(VerifyParallel, SeesAdjustmentToWhatOneMayNotStudy) {
  EXPECT_THAT(after(adjusted(), [](AdmissionResult& result) { adjust_to(result, 1); }), IsEmpty());
  EXPECT_THAT(after(adjusted(), [](AdmissionResult& result) { adjust_to(result, 0); }),
              Contains(Finding{Breach::ineligible, 0, 0}));
}

TEST(VerifyParallel, SeesAdjustmentOutOfPublishedOrder) {
  EXPECT_THAT(after(adjusted(), [](AdmissionResult& result) { adjust_to(result, 2); }),
              Contains(Finding{Breach::waste, 0, 0}));
}

TEST(VerifyParallel, SeesAdjustmentThatNobodyWasAskedFor) {
  Admission admission = adjusted();
  admission.rounds[0].preferences.adjustment.clear();
  EXPECT_THAT(after(admission, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(admission, [](AdmissionResult& result) { adjust_to(result, 1); }),
              Contains(Finding{Breach::foreign_entry, 0, 0}));
}

TEST(VerifyParallel, SeesAWrongOrder) {
  const Admission admission = three(TiePolicy::lottery);
  const auto order = ElementsAre(Finding{Breach::order});
  EXPECT_THAT(after(admission, [](auto& result) { result.rankings[0].order.pop_back(); }), order);
  EXPECT_THAT(after(admission, [](auto& result) { result.rankings[0].begins_class.pop_back(); }),
              order);
  EXPECT_THAT(after(admission, [](auto& result) { result.rankings[0].standing.pop_back(); }),
              order);
  EXPECT_THAT(after(admission, [](auto& result) { result.rankings[0].order[0] = 3; }), order);
  EXPECT_THAT(after(admission, [](auto& result) { result.rankings[0].begins_class[1] = 0; }),
              order);
  EXPECT_THAT(after(admission, [](auto& result) { result.rankings[0].standing[2] = 1; }), order);
  Admission two_keys = admission;
  two_keys.keys.push_back({.fields = 1, .values = {5, 9, 5}});
  two_keys.rounds.push_back(two_keys.rounds[0]);
  two_keys.rounds[1].key = 1;
  EXPECT_THAT(after(two_keys, [](AdmissionResult&) {}), IsEmpty());
  EXPECT_THAT(after(two_keys, [](auto& result) { result.rounds[1].ranking = 0; }), order);
}

TEST(VerifyParallel, SeesWrongFigures) {
  const Admission admission = three(TiePolicy::lottery);
  const auto changed = [&](auto&& change) {
    return after(admission, [&](AdmissionResult& result) { change(result.rounds[0]); });
  };
  EXPECT_THAT(changed([](RoundResult& round) { round.placements[2].position = 2; }),
              ElementsAre(Finding{Breach::figure, 2}));
  const auto group = ElementsAre(Finding{Breach::figure, kNone, 1});
  EXPECT_THAT(changed([](RoundResult& round) { ++round.groups[1].places; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { ++round.groups[1].filed; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { ++round.groups[1].admitted; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { round.groups[1].last_filed = 0; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { round.groups[1].last_filed = kNone; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { ++round.programmes[1].seats; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { ++round.programmes[1].admitted; }), group);
  EXPECT_THAT(changed([](RoundResult& round) { ++round.programmes[1].adjusted; }), group);
}

TEST(VerifyParallel, SeesAResultOfAnotherAdmission) {
  const Admission admission = three(TiePolicy::lottery);
  const auto shape = ElementsAre(Finding{Breach::shape});
  EXPECT_THAT(after(admission, [](auto& result) { result.undecided.emplace(); }), shape);
  EXPECT_THAT(after(admission, [](auto& result) { result.rounds.clear(); }), shape);
  EXPECT_THAT(after(admission, [](auto& result) { result.rounds[0].ranking = 1; }), shape);
  EXPECT_THAT(after(admission, [](auto& result) { result.rounds[0].placements.pop_back(); }),
              shape);
  EXPECT_THAT(after(admission, [](auto& result) { result.rounds[0].groups.pop_back(); }), shape);
  EXPECT_THAT(after(admission, [](auto& result) { result.rounds[0].programmes.pop_back(); }),
              shape);
  EXPECT_THAT(after(admission, [](auto& result) { result.rounds[0].placements[0].programme = 2; }),
              shape);
}

}  // namespace
}  // namespace engines::allocation
