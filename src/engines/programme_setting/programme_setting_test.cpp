#include "engines/programme_setting/programme_setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace engines::programme_setting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Parameters kParameters{60, 2};

Offer offer(const char* id, const char* school, const char* code,
            std::map<int, YearIntake> intake = {}) {
  return {id, school, code, std::move(intake), 2015, true};
}

Report examined(const std::vector<Offer>& offers) { return examine(offers, 2024, kParameters); }

TEST(ProgrammeSetting, ACodeOfOneSchoolIsSharedByNobody) {
  EXPECT_THAT(examined({offer("a", "east", "660103"), offer("b", "east", "660103")}).shared,
              IsEmpty());
}

TEST(ProgrammeSetting, FewEntrantsWhereAnotherOffersTheSameIsAnOverlap) {
  const Report report = examined({offer("a", "east", "660103", {{2024, {100, 59}}}),
                                  offer("b", "west", "660103", {{2024, {100, 60}}})});
  ASSERT_EQ(report.shared.size(), 1U);
  EXPECT_THAT(report.shared.front().offers, ElementsAre("a", "b"));
  EXPECT_TRUE(report.shared.front().overlaps);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings.front().offer, "a");
  EXPECT_THAT(report.findings.front().rules, ElementsAre(Rule::overlap));
}

TEST(ProgrammeSetting, FewEntrantsOfAProgrammeThatNobodyElseOffersIsNoOverlap) {
  EXPECT_THAT(examined({offer("a", "east", "660103", {{2024, {100, 5}}})}).findings, IsEmpty());
}

TEST(ProgrammeSetting, WhoSeesNoEntrantsLearnsWhatIsSharedAndNothingMore) {
  const Report report = examined(
      {offer("a", "east", "660103", {{2024, {100, std::nullopt}}}), offer("b", "west", "660103")});
  ASSERT_EQ(report.shared.size(), 1U);
  EXPECT_FALSE(report.shared.front().overlaps);
  EXPECT_THAT(report.findings, IsEmpty());
}

TEST(FillPercent, IsThatOfTheNewestYearWithBothNumbers) {
  const Offer one = offer("a", "east", "660103",
                          {{2021, {50, 50}}, {2022, {100, 80}}, {2023, {0, 7}}, {2025, {9, 9}}});
  EXPECT_EQ(fill_percent(one, 2024), 80);
  EXPECT_EQ(fill_percent(one, 2020), std::nullopt);
}

struct IntakeCase {
  std::optional<int> opened;
  std::map<int, YearIntake> intake;
  bool out_of_date;
};

TEST(ProgrammeSetting, YearsWithoutIntakeCountOnlyIfAllAreKnown) {
  const YearIntake none{{}, 0};
  const std::vector<IntakeCase> cases{
      {2015, {{2023, none}, {2024, none}}, true},
      {2015, {{2023, {{}, 1}}, {2024, none}}, false},
      {2015, {{2024, none}}, false},  // nobody knows of 2023
      {2015, {{2023, {{}, {}}}, {2024, none}}, false},
      {2023, {{2023, none}, {2024, none}}, false},  // it has just opened
      {{}, {{2023, none}, {2024, none}}, false},
  };
  for (const IntakeCase& one : cases) {
    Offer of = offer("a", "east", "660103", one.intake);
    of.opened = one.opened;
    EXPECT_EQ(!examined({of}).findings.empty(), one.out_of_date);
  }
  EXPECT_THAT(examine({offer("a", "east", "660103")}, 2024, {60, 0}).findings, IsEmpty());
}

TEST(ProgrammeSetting, ACodeThatLeftTheCatalogueIsSaid) {
  Offer old = offer("a", "east", "060100");
  old.in_catalogue = false;
  EXPECT_THAT(examined({old}).findings.front().rules, ElementsAre(Rule::not_in_catalogue));
}

// A higher threshold never makes an overlap disappear.
TEST(ProgrammeSettingProperty, MoreIsFoundUnderAStricterThreshold) {
  rc::check([] {
    std::vector<Offer> offers;
    const int count = *rc::gen::inRange(0, 8);
    for (int i = 0; i < count; ++i) {
      const std::string school = *rc::gen::element<std::string>("east", "west");
      const std::string code = *rc::gen::element<std::string>("1", "2");
      const auto seats = *rc::gen::inRange<std::int64_t>(0, 100);
      const auto entrants = *rc::gen::inRange<std::int64_t>(0, 100);
      offers.push_back({std::to_string(i), school, code, {{2024, {seats, entrants}}}, 2015, true});
    }
    const auto percent = *rc::gen::inRange<std::int64_t>(0, 100);
    const auto loose = examine(offers, 2024, {percent, 0}).findings.size();
    const auto strict = examine(offers, 2024, {percent + 1, 0}).findings.size();
    RC_ASSERT(loose <= strict);
  });
}

}  // namespace
}  // namespace engines::programme_setting
