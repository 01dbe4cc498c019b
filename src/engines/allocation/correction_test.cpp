#include "engines/allocation/correction.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/test_admission.hpp"

namespace engines::allocation {

using testing::ElementsAre;

namespace {

// Four people in a chain: a better mark for the last moves each of the others one school down.
Scene chain(std::int32_t last_mark) {
  return {.people = {person({640}, {0}, 1), person({630}, {0, 1}, 2), person({620}, {1, 2}, 3),
                     person({last_mark}, {0}, 4), person({500}, {3}, 5)},
          .units = {plain(2), plain(1), plain(1), plain(1)}};
}

std::vector<Wanted> wanted_of(const Admission& admission, const std::vector<std::uint32_t>& before,
                              const std::vector<std::uint32_t>& after) {
  std::vector<Wanted> wanted;
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    wanted.push_back(
        {preference_rank(admission, i, before[i]), preference_rank(admission, i, after[i])});
  }
  return wanted;
}

std::vector<std::uint32_t> seats_of(const Admission& admission) {
  std::vector<std::uint32_t> seats;
  for (const Programme& programme : admission.programmes) seats.push_back(programme.seats);
  return seats;
}

KeptOffers correct(const Scene& wrong, const Scene& right) {
  const Admission corrected = admission_of(right);
  const auto before = final_programmes(admit(admission_of(wrong)));
  const auto after = final_programmes(admit(corrected));
  return keep_offers(before, after, wanted_of(corrected, before, after), seats_of(corrected));
}

}  // namespace

TEST(Correction, NamesExactlyTheChainThatMoves) {
  const auto before = final_programmes(admit(admission_of(chain(600))));
  const auto after = final_programmes(admit(admission_of(chain(650))));
  EXPECT_THAT(changes(before, after),
              ElementsAre(Change{1, 0, 1}, Change{2, 1, 2}, Change{3, kNone, 0}));
  EXPECT_THAT(changes(before, before), ElementsAre());
}

TEST(Correction, OffersKeptCostASeatWhereTheWrongedIsPutRight) {
  const KeptOffers result = correct(chain(600), chain(650));
  EXPECT_THAT(result.place, ElementsAre(0, 0, 1, 0, 3));
  EXPECT_THAT(result.kept, ElementsAre(1, 2));
  EXPECT_THAT(result.over_seats, ElementsAre(1, 0, 0, 0));
}

TEST(Correction, WhoseOwnMarkFellKeepsHisOfferToo) {
  const KeptOffers result = correct(chain(650), chain(600));
  EXPECT_THAT(result.place, ElementsAre(0, 0, 1, 0, 3));
  EXPECT_THAT(result.kept, ElementsAre(3));
}

TEST(Correction, WhoWinsByItDoesNotKeepWhatHeHad) {
  EXPECT_THAT(correct(chain(650), chain(600)).over_seats, ElementsAre(1, 0, 0, 0));
  Scene more = chain(650);
  more.units[1].programmes[0].seats = 2;  // school 1 found another seat: 2 moves up
  const KeptOffers result = correct(chain(650), more);
  EXPECT_THAT(result.place, ElementsAre(0, 1, 1, 0, 3));
  EXPECT_THAT(result.kept, ElementsAre());
}

RC_GTEST_PROP(Correction, NobodyGetsLessThanEitherRunGaveHim, (std::vector<std::uint8_t> marks)) {
  marks.resize(6);
  const auto scene = [&](std::int32_t first) {
    Scene made{.units = {plain(1), plain(2), plain(1)}};
    for (std::uint32_t i = 0; i < marks.size(); ++i) {
      const std::int32_t mark = i == 0 ? first : marks[i];
      made.people.push_back(person({mark}, {i % 3, (i + 1) % 3}, i));
    }
    return made;
  };
  const Scene right = scene(*rc::gen::inRange(0, 256));
  const Admission corrected = admission_of(right);
  const auto before = final_programmes(admit(admission_of(scene(marks[0]))));
  const auto after = final_programmes(admit(corrected));
  const KeptOffers result =
      keep_offers(before, after, wanted_of(corrected, before, after), seats_of(corrected));
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    const auto ends = preference_rank(corrected, i, result.place[i]);
    RC_ASSERT(ends <= preference_rank(corrected, i, after[i]));
    if (before[i] != kNone) RC_ASSERT(ends <= preference_rank(corrected, i, before[i]));
  }
}

}  // namespace engines::allocation
