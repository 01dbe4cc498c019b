#include "admission/candidate_marks.hpp"

#include <gtest/gtest.h>

#include "admission/round_input.hpp"

namespace admission {

namespace {

const Date kDay(2027, 4, 1);

Scheme scheme_of_province() {
  Scheme scheme;
  scheme.subjects = {{"total", {"总成绩", "Total"}, {}},
                     {"culture", {"文化素质", "Culture"}, {}},
                     {"skills", {"职业技能", "Skills"}, {}},
                     {.id = "award", .title = {"获奖等次", "Award"}, .from_awards = true}};
  scheme.totals = {{Date(2026, 1, 1), "total", {{"culture", 1000}, {"skills", 1000}}, {}, true},
                   {Date(2027, 1, 1), "total", {{"culture", 500}, {"skills", 1500}}, {}, true}};
  scheme.rounds = {{"exempt", {"免试", "Exempt"}, "", "", "", "", 4, 4, false},
                   {"main", {"专科", "Main"}, "", "", "", "", 4, 4, false}};
  scheme.orders = {{Date(2026, 1, 1), {"total", "skills", "culture"}, {}, true, ""},
                   {Date(2026, 1, 1), {"award"}, {}, true, "exempt"}};
  return scheme;
}

}  // namespace

TEST(CandidateMarks, ATotalIsWeightedByTheRuleOfTheDayAndRounded) {
  const Marks marks{{"culture", 201'501}, {"skills", 180'000}};
  const Scheme scheme = scheme_of_province();
  EXPECT_EQ(complete_marks(scheme, marks, 0, kDay).at("total"), 370'751);
  EXPECT_EQ(complete_marks(scheme, marks, 0, Date(2026, 5, 1)).at("total"), 381'501);
}

TEST(CandidateMarks, ATotalNeedsAllItsPartsAndWhatIsComputedIsNeverTakenAsGiven) {
  const Scheme scheme = scheme_of_province();
  const Marks marks = complete_marks(scheme, {{"culture", 1}, {"total", 9}, {"award", 9}}, 0, kDay);
  EXPECT_EQ(marks, (Marks{{"culture", 1}}));
  EXPECT_EQ(complete_marks(scheme, {}, 2, kDay), (Marks{{"award", 2000}}));
}

TEST(CandidateMarks, OnlyTheEligibleTakePartWhereItIsAsked) {
  Scheme scheme = scheme_of_province();
  Candidate candidate;
  EXPECT_TRUE(is_eligible(scheme, candidate, kDay));
  scheme.eligibility = {{kDay, {"应届", "Graduates"}, {}, true}};
  EXPECT_FALSE(is_eligible(scheme, candidate, kDay));
  candidate.eligibility = Eligibility::eligible;
  EXPECT_TRUE(is_eligible(scheme, candidate, kDay));
}

TEST(CandidateMarks, ARoundMayHaveAnOrderOfItsOwn) {
  const Scheme scheme = scheme_of_province();
  EXPECT_EQ(order_of(scheme, "exempt", kDay)->subjects.front(), "award");
  EXPECT_EQ(order_of(scheme, "main", kDay)->subjects.front(), "total");
  EXPECT_EQ(order_of(scheme, "main", Date(2025, 1, 1)), nullptr);
  EXPECT_TRUE(is_for_awards(scheme, "exempt", kDay));
  EXPECT_FALSE(is_for_awards(scheme, "main", kDay));
}

TEST(CandidateMarks, SeatsThatAreLeftGoWhereTheOfferSays) {
  const auto offer = [](const char* code, const char* round, const char* unused_to) {
    return Offer{code,     "unit",
                 "学院",   Sector::vocational,
                 round,    "",
                 {},       {{"01", {"机电", "Mechatronics"}, 3}, {"02", {"护理", "Nursing"}, 2}},
                 unused_to};
  };
  const std::vector<Offer> offers{offer("M1", "main", ""), offer("E1", "exempt", "M1")};
  const std::map<std::string, std::int64_t> held{{"E1-01", 1}, {"E1-02", 3}};
  const auto before = with_unused(offers, {}, {});
  EXPECT_EQ(before[0].programmes[0].seats, 3);
  const auto then = with_unused(offers, held, {"exempt"});
  EXPECT_EQ(then[0].programmes[0].seats, 5);
  EXPECT_EQ(then[0].programmes[1].seats, 2) << "one too many there takes nothing here";
  EXPECT_EQ(then[1].programmes[0].seats, 0);
  // What flowed and was then taken is not left a second time.
  const auto at_last =
      with_unused(offers, {{"E1-01", 1}, {"M1-01", 5}, {"M1-02", 2}}, {"exempt", "main"});
  EXPECT_EQ(at_last[0].programmes[0].seats, 0);
  EXPECT_EQ(at_last[0].programmes[1].seats, 2);
}

TEST(CandidateMarks, ACorrectedPartCorrectsTheTotal) {
  const Scheme scheme = scheme_of_province();
  RoundInput input;
  input.scheme = &scheme;
  input.round = &scheme.rounds[1];
  input.day = kDay;
  Scheme with_ties = scheme;
  with_ties.ties = {{Date(2026, 1, 1), TieRule::admit_all, {}, {}, true}};
  input.scheme = &with_ties;
  input.candidates = {
      {"1", "某", "east", "职专", "",
       complete_marks(scheme, {{"culture", 200'000}, {"skills", 100'000}}, 0, kDay)}};
  const std::string text =
      corrected_text(input_text(input), {{"1", {{"skills", 120'000}}}}, with_ties, kDay);
  EXPECT_NE(text.find("\"total\":280"), std::string::npos) << text;
}

}  // namespace admission
