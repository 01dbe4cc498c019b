#include "admission/admission_scheme.hpp"

#include <gtest/gtest.h>

namespace admission {

namespace {

Scheme scheme_of_two_rounds() {
  Scheme scheme;
  scheme.subjects = {{"total", {"总分", "Total"}, 700}};
  scheme.categories = {{"arts", {"艺体", "Arts"}}};
  Round first;
  first.id = "first";
  first.closes_at = "2026-07-05T18:00";
  Round more;
  more.id = "more";
  scheme.rounds = {first, more};
  // Not in the order of their days.
  scheme.ties = {{Date(2026, 7, 1), TieRule::admit_all, {}, {}, true},
                 {Date(2025, 1, 1), TieRule::reject_all, {}, {}, false}};
  scheme.lines = {{Date(2026, 1, 1), "", Sector::general, "", "total", 400'500, {}, true}};
  return scheme;
}

}  // namespace

TEST(AdmissionScheme, WhatIsNotThereIsNotFound) {
  const Scheme scheme = scheme_of_two_rounds();
  EXPECT_EQ(scheme.find_round("more")->id, "more");
  EXPECT_EQ(scheme.find_round("third"), nullptr);
  EXPECT_EQ(scheme.find_subject("total")->max_mark, 700);
  EXPECT_EQ(scheme.find_subject("maths"), nullptr);
  EXPECT_EQ(scheme.find_category("arts")->id, "arts");
  EXPECT_EQ(scheme.find_category("science"), nullptr);
}

TEST(AdmissionScheme, TheRuleThatBeganLastHolds) {
  const Scheme scheme = scheme_of_two_rounds();
  EXPECT_EQ(in_force(scheme.ties, Date(2024, 12, 31)), nullptr);
  EXPECT_EQ(in_force(scheme.ties, Date(2026, 6, 30))->rule, TieRule::reject_all);
  EXPECT_EQ(in_force(scheme.ties, Date(2026, 7, 1))->rule, TieRule::admit_all);
}

TEST(AdmissionScheme, ARoundFollowsTheRulesOfTheDayOnWhichItCloses) {
  const Scheme scheme = scheme_of_two_rounds();
  EXPECT_EQ(rules_day(scheme.rounds[0], Date(2030, 1, 1)), Date(2026, 7, 5));
  EXPECT_EQ(rules_day(scheme.rounds[1], Date(2030, 1, 1)), Date(2030, 1, 1));
}

TEST(AdmissionScheme, LinesFitRoundSectorAndCategory) {
  Scheme scheme = scheme_of_two_rounds();
  const Round& first = scheme.rounds[0];
  const Date day(2026, 7, 5);
  EXPECT_EQ(lines_of(scheme, first, Sector::general, "arts", day).size(), 1U);
  EXPECT_TRUE(lines_of(scheme, first, Sector::vocational, "arts", day).empty());
  EXPECT_TRUE(lines_of(scheme, first, Sector::general, "arts", Date(2025, 1, 1)).empty());
  LineRule raised = scheme.lines[0];
  raised.from = Date(2026, 7, 1);
  raised.minimum_thousandths = 420'000;
  scheme.lines.push_back(raised);
  LineRule other_round = raised;
  other_round.round = "more";
  scheme.lines.push_back(other_round);
  LineRule other_category = raised;
  other_category.category = "science";
  scheme.lines.push_back(other_category);
  const auto lines = lines_of(scheme, first, Sector::general, "arts", day);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].minimum_thousandths, 420'000);
}

TEST(AdmissionScheme, ALineOfThisRoundAndCategoryAndOfEverySectorFitsAndTheYoungerWins) {
  Scheme scheme = scheme_of_two_rounds();
  LineRule exact;
  exact.from = Date(2026, 7, 1);
  exact.round = "first";
  exact.category = "arts";
  exact.subject = "total";
  exact.minimum_thousandths = 450'000;
  // The younger one stands first here, so the older one after it must not replace it.
  scheme.lines.insert(scheme.lines.begin(), exact);
  const auto lines = lines_of(scheme, scheme.rounds[0], Sector::general, "arts", Date(2026, 7, 5));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].minimum_thousandths, 450'000);
}

TEST(AdmissionScheme, TheOrderOfARoundIsTheYoungestOfItsOwnOrElseOfAll) {
  Scheme scheme;
  const auto order = [](Date from, const char* subject, const char* round) {
    OrderRule rule;
    rule.from = from;
    rule.subjects = {subject};
    rule.round = round;
    return rule;
  };
  scheme.orders = {
      order(Date(2026, 1, 1), "total", ""),      order(Date(2025, 1, 1), "old", ""),
      order(Date(2026, 6, 1), "raised", ""),     order(Date(2025, 1, 1), "own", "first"),
      order(Date(2026, 7, 1), "younger", ""),    order(Date(2026, 1, 1), "own2", "first"),
      order(Date(2025, 6, 1), "older", "first"), order(Date(2030, 1, 1), "later", "")};
  const auto first_of = [&](const char* round, Date day) {
    const OrderRule* found = order_of(scheme, round, day);
    return found == nullptr ? std::string("none") : found->subjects.front();
  };
  EXPECT_EQ(first_of("first", Date(2026, 8, 1)), "own2");
  EXPECT_EQ(first_of("more", Date(2026, 8, 1)), "younger");
  EXPECT_EQ(first_of("more", Date(2026, 3, 1)), "total");
  EXPECT_EQ(first_of("more", Date(2024, 1, 1)), "none");
}

TEST(AdmissionScheme, TheRankOfAnAwardIsThatOfTheYoungestRule) {
  Scheme scheme;
  const auto award = [](Date from, const char* id, std::int64_t rank) {
    AwardRule rule;
    rule.from = from;
    rule.id = id;
    rule.rank = rank;
    return rule;
  };
  scheme.awards = {award(Date(2025, 1, 1), "national", 1), award(Date(2026, 1, 1), "national", 2),
                   award(Date(2025, 6, 1), "national", 3), award(Date(2025, 1, 1), "city", 9),
                   award(Date(2030, 1, 1), "national", 5)};
  EXPECT_EQ(award_of(scheme, "national", Date(2026, 8, 1))->rank, 2);
  EXPECT_EQ(award_of(scheme, "national", Date(2025, 2, 1))->rank, 1);
  EXPECT_EQ(award_of(scheme, "school", Date(2026, 8, 1)), nullptr);
}

TEST(AdmissionScheme, ARoundIsForAwardsIfItsOrderReadsThem) {
  Scheme scheme = scheme_of_two_rounds();
  Subject award{"award", {"奖项", "Award"}};
  award.from_awards = true;
  scheme.subjects.push_back(award);
  OrderRule rule;
  rule.from = Date(2026, 1, 1);
  rule.subjects = {"nothing", "total", "award"};
  rule.round = "first";
  scheme.orders = {rule};
  EXPECT_TRUE(is_for_awards(scheme, "first", Date(2026, 7, 1)));
  EXPECT_FALSE(is_for_awards(scheme, "more", Date(2026, 7, 1)));
  scheme.orders[0].subjects = {"total"};
  EXPECT_FALSE(is_for_awards(scheme, "first", Date(2026, 7, 1)));
}

TEST(AdmissionScheme, WhatTheProgramComputesIsGivenByNobody) {
  Scheme scheme = scheme_of_two_rounds();
  Subject award{"award", {"奖项", "Award"}};
  award.from_awards = true;
  scheme.subjects.push_back(award);
  EXPECT_FALSE(scheme.computes("total"));
  EXPECT_TRUE(scheme.computes("award"));
  EXPECT_FALSE(scheme.computes("nothing"));
  TotalRule sum;
  sum.subject = "total";
  scheme.totals = {sum};
  EXPECT_TRUE(scheme.computes("total"));
}

TEST(AdmissionScheme, MomentsAreWrittenInOneWay) {
  EXPECT_EQ(moment("2026-07-01T08:30")->us,
            base::start_of(Date(2026, 7, 1)).us + 510LL * 60'000'000);
  for (const char* wrong :
       {"", "2026-07-01", "2026-07-01 08:30", "2026-07-01T24:00", "2026-07-01T08:60",
        "2026-02-30T08:00", "2026-07-01T8:000", "2026-07-01Tab:00", "2026-07-01T08:x0"}) {
    EXPECT_EQ(moment(wrong), std::nullopt) << wrong;
  }
}

}  // namespace admission
