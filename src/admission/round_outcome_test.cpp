#include "admission/round_outcome.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace admission {

namespace {

Candidate person(const std::string& number, std::int64_t total, std::int64_t maths,
                 const std::string& county = "east") {
  return {number, "某" + number,
          county, "一中",
          "",     {{"total", total * 1000}, {"maths", maths * 1000}}};
}

Offer offer_of(const std::string& code, std::int64_t seats,
               const std::vector<std::string>& counties = {}) {
  return {code,    "unit", "school " + code, Sector::general,
          "first", "",     counties,         {{"01", {"普通班", "Class"}, seats}}};
}

// Two schools of one seat each; the better first in both.
struct Scene {
  Scheme scheme;
  RoundInput input;

  Scene() {
    scheme.subjects = {{"total", {"总分", "Total"}, 700}, {"maths", {"数学", "Maths"}, 150}};
    scheme.rounds = {{"first", {"第一批", "First"}, "", "", "", "", 4, 2, false}};
    scheme.orders = {{Date(2026, 1, 1), {"total", "maths"}, {"办法", ""}, true}};
    scheme.ties = {{Date(2026, 1, 1), TieRule::admit_all, {}, {"办法", ""}, true}};
    input.round = &scheme.rounds[0];
    input.scheme = &scheme;
    input.day = Date(2026, 7, 5);
    input.offers = {offer_of("101", 1), offer_of("102", 1)};
    input.candidates = {person("1", 600, 100), person("2", 590, 120), person("3", 590, 110)};
    input.choices["1"] = {{"101", {}, false}};
    input.choices["2"] = {{"101", {}, false}, {"102", {}, false}};
    input.choices["3"] = {{"101", {}, false}, {"102", {}, false}};
  }
  Scene(const Scene&) = delete;

  RoundOutcome run() const {
    const std::string text = input_text(input);
    return {text, {}, answer_text(text, {}, nullptr, false)};
  }
  ToldOutcome tell(const std::string& who) const {
    return run().tell(scheme,
                      {{"101", {"一中", {{"01", {"普通班", "Class"}}}}},
                       {"102", {"二中", {{"01", {"普通班", "Class"}}}}}},
                      who);
  }
};

}  // namespace

TEST(RoundInput, TheSameFactsInAnotherOrderAreTheSameText) {
  Scene scene;
  const std::string text = input_text(scene.input);
  std::ranges::reverse(scene.input.offers);
  std::ranges::reverse(scene.input.candidates);
  EXPECT_EQ(input_text(scene.input), text);
}

TEST(RoundInput, MarksStandThereAsPeopleWriteThem) {
  Scene scene;
  scene.input.candidates[0].marks["total"] = 600'500;
  const std::string text = input_text(scene.input);
  EXPECT_THAT(text, testing::HasSubstr(R"("scores":{"maths":120,"total":590})"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("null")));
}

TEST(RoundInput, WhoLacksAMarkIsLeftOut) {
  Scene scene;
  scene.input.candidates[1].marks.erase("maths");
  EXPECT_EQ(scene.run().place_of("2"), nullptr);
  EXPECT_TRUE(scene.run().place_of("3")->holds());
}

TEST(RoundInput, ACorrectionChangesTheMarksOfThoseNamedAndNothingElse) {
  Scene scene;
  const std::string corrected =
      corrected_text(input_text(scene.input), {{"3", {{"total", 610'000}, {"maths", 110'000}}}},
                     scene.scheme, Date(2026, 7, 5));
  scene.input.candidates[2].marks["total"] = 610'000;
  EXPECT_EQ(corrected, input_text(scene.input));
  EXPECT_THROW(corrected_text(corrected, {{"9", {{"total", 1}, {"maths", 1}}}}, scene.scheme,
                              Date(2026, 7, 5)),
               std::logic_error);
}

TEST(RoundOutcome, TheBetterGetsThePlaceAndTheResultIsVerified) {
  const Scene scene;
  const RoundOutcome outcome = scene.run();
  EXPECT_TRUE(outcome.verified());
  EXPECT_EQ(outcome.place_of("1")->offer, "101");
  EXPECT_EQ(outcome.place_of("2")->offer, "102");
  EXPECT_EQ(outcome.place_of("2")->preference, 2);
  EXPECT_EQ(outcome.place_of("3")->outcome, CandidateOutcome::not_filed);
  EXPECT_EQ(outcome.holders("102", "01"), 1);
}

TEST(RoundOutcome, TheLowestAdmittedIsTold) {
  const auto cuts = Scene().run().cut_offs();
  ASSERT_EQ(cuts.size(), 2U);
  EXPECT_EQ(cuts[1].offer, "102");
  EXPECT_EQ(cuts[1].lowest_thousandths, 590'000);
  EXPECT_EQ(cuts[1].lowest_position, 2);
  EXPECT_EQ(cuts[1].left, 0);
}

TEST(RoundOutcome, WhyAPreferenceFailedSaysOwnRankAndMarksAndTheLowestAdmitted) {
  const ToldOutcome told = Scene().tell("3");
  ASSERT_EQ(told.preferences.size(), 2U);
  EXPECT_EQ(told.preferences[0].sentence.zh,
            "计划 1 人已录满：最低录到总分 600、位次 1；您的总分 590、位次 3。");
  EXPECT_EQ(told.preferences[0].decided_by, "total");
}

TEST(RoundOutcome, ASubjectThatDecidedIsNamedWithTheOwnMarkAndNobodyElses) {
  const ToldOutcome told = Scene().tell("3");
  EXPECT_EQ(told.preferences[1].decided_by, "maths");
  EXPECT_EQ(
      told.preferences[1].sentence.zh,
      "计划 1 人已录满：最低录到总分 590、位次 2；您的总分 590、位次 3。前面各项相同，再比数学"
      "（您 110）。");
  EXPECT_THAT(told.preferences[1].sentence.zh, testing::Not(testing::HasSubstr("120")));
  EXPECT_THAT(told.preferences[1].sentence.en, testing::Not(testing::HasSubstr("120")));
}

TEST(RoundOutcome, APlaceNamesSchoolProgrammeAndPreference) {
  EXPECT_EQ(Scene().tell("2").sentence.zh, "录取到二中，普通班（第 2 志愿）。");
}

TEST(RoundOutcome, ACountyThatIsNotTakenSaysSo) {
  Scene scene;
  scene.input.offers[0].counties = {"west"};
  EXPECT_EQ(scene.tell("3").preferences[0].reason, "lacks_trait");
  EXPECT_FALSE(is_open_to(scene.input.offers[0], scene.input.candidates[2]));
  scene.input.candidates[2].county = "west";
  EXPECT_TRUE(is_open_to(scene.input.offers[0], scene.input.candidates[2]));
  EXPECT_EQ(scene.run().place_of("3")->offer, "101");
}

TEST(RoundOutcome, AControlLineSaysTheLineAndTheOwnMark) {
  Scene scene;
  scene.scheme.lines = {{Date(2026, 1, 1), "", Sector::general, "", "total", 595'000, {}, true}};
  const ToldOutcome told = scene.tell("3");
  EXPECT_EQ(told.preferences[0].sentence.zh, "没有达到控制线：总分须 595，您 590。");
  EXPECT_EQ(told.place.outcome, CandidateOutcome::not_filed);
}

TEST(RoundOutcome, EqualsAtTheLastPlaceAreAllAdmittedOrNone) {
  Scene scene;
  scene.input.candidates[1] = person("2", 590, 110);
  EXPECT_EQ(scene.run().place_of("3")->offer, "102");
  scene.scheme.ties[0].rule = TieRule::reject_all;
  const ToldOutcome told = scene.tell("3");
  EXPECT_EQ(told.preferences[1].reason, "tied");
  EXPECT_EQ(told.preferences[1].decided_by, "tie");
}

TEST(RoundOutcome, ALotteryDecidesWhereMarksDoNot) {
  Scene scene;
  scene.input.candidates[1] = person("2", 590, 110);
  scene.scheme.ties[0].rule = TieRule::lottery;
  const std::string text = input_text(scene.input);
  const LotteryNumbers numbers = lottery_of(text, "seed");
  ASSERT_EQ(numbers.size(), 3U);
  const RoundOutcome outcome(text, numbers, answer_text(text, numbers, nullptr, false));
  const std::string loser = numbers.at("2") < numbers.at("3") ? "3" : "2";
  EXPECT_FALSE(outcome.place_of(loser)->holds());
  EXPECT_EQ(outcome.tell(scene.scheme, {}, loser).preferences[1].decided_by, "lottery");
}

TEST(RoundOutcome, WhoWasReturnedLearnsThatAdjustmentWouldHaveHelped) {
  Scene scene;
  scene.input.offers = {offer_of("101", 2)};
  scene.input.offers[0].programmes = {{"01", {"甲班", "A"}, 1}, {"02", {"乙班", "B"}, 1}};
  scene.input.choices.clear();
  for (const char* who : {"1", "2"}) scene.input.choices[who] = {{"101", {"01"}, false}};
  const ToldOutcome told = scene.tell("2");
  EXPECT_EQ(told.place.outcome, CandidateOutcome::returned);
  EXPECT_THAT(told.preferences[0].sentence.zh, testing::HasSubstr("没有选服从调剂"));
  ASSERT_EQ(told.preferences[0].programmes.size(), 1U);
  scene.input.choices["2"][0].adjustment = true;
  EXPECT_EQ(scene.run().place_of("2")->outcome, CandidateOutcome::adjusted);
}

TEST(RoundOutcome, ACorrectionListsWhoChangesAndCanKeepWhatWasOffered) {
  const Scene scene;
  const std::string text = input_text(scene.input);
  const std::string before = answer_text(text, {}, nullptr, false);
  const std::string corrected = corrected_text(
      text, {{"3", {{"total", 595'000}, {"maths", 110'000}}}}, scene.scheme, Date(2026, 7, 5));
  const RoundOutcome strict(corrected, {}, answer_text(corrected, {}, &before, false));
  EXPECT_EQ(strict.place_of("3")->offer, "102");
  EXPECT_FALSE(strict.place_of("2")->holds());
  const RoundOutcome kept(corrected, {}, answer_text(corrected, {}, &before, true));
  EXPECT_EQ(kept.place_of("3")->offer, "102");
  EXPECT_EQ(kept.place_of("2")->outcome, CandidateOutcome::kept_offer);
  EXPECT_EQ(kept.holders("102", "01"), 2);
  EXPECT_THAT(kept.tell(scene.scheme, {}, "2").sentence.zh, testing::HasSubstr("按规定保留"));
}

TEST(RoundOutcome, WhoEnteredNothingIsToldSo) {
  Scene scene;
  scene.input.choices.erase("3");
  EXPECT_EQ(scene.tell("3").place.outcome, CandidateOutcome::no_preferences);
}

}  // namespace admission
