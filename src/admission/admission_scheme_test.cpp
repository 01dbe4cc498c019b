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
