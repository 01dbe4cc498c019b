#include "allocation_files/withheld.hpp"

#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace allocation_files {
namespace {

namespace ea = engines::allocation;

// Applicant 0 and institution 0 are one component, 1 and 1 the other.
ea::Components two_components() {
  return {.of_applicant = {0, 1}, .of_institution = {0, 1}, .count = 2};
}

Withheld after(const std::vector<ea::Finding>& findings) {
  ea::Verdict verdict;
  for (const ea::Finding& finding : findings) verdict.add(finding);
  return {verdict, two_components};
}

void expect_all(const Withheld& withheld) {
  for (const std::uint32_t i : {0U, 1U}) {
    EXPECT_TRUE(withheld.applicant(i));
    EXPECT_TRUE(withheld.institution(i));
  }
}

TEST(Withheld, NothingIsWithheldWhenTheVerdictHolds) {
  const Withheld withheld = after({});
  EXPECT_FALSE(withheld.any());
  EXPECT_FALSE(withheld.applicant(0));
  EXPECT_FALSE(withheld.institution(0));
}

TEST(Withheld, AFindingAboutAnApplicantWithholdsHisComponentOnly) {
  const Withheld withheld = after({{ea::Breach::justified_envy, 1, 0}});
  EXPECT_TRUE(withheld.applicant(1));
  EXPECT_TRUE(withheld.institution(1));
  EXPECT_FALSE(withheld.applicant(0));
  EXPECT_FALSE(withheld.institution(0));
}

TEST(Withheld, AFindingAboutAnInstitutionWithholdsItsComponentOnly) {
  const Withheld withheld = after({{ea::Breach::over_capacity, ea::kNone, 0}});
  EXPECT_TRUE(withheld.applicant(0));
  EXPECT_TRUE(withheld.institution(0));
  EXPECT_FALSE(withheld.applicant(1));
  EXPECT_FALSE(withheld.institution(1));
}

TEST(Withheld, AFindingAboutACapOrARegionWithholdsAll) {
  expect_all(after({{ea::Breach::over_cap, ea::kNone, 0}}));
  expect_all(after({{ea::Breach::over_region, ea::kNone, 0}}));
}

TEST(Withheld, AFindingThatNamesNobodyWithholdsAll) { expect_all(after({{ea::Breach::shape}})); }

TEST(Withheld, FindingsThatWereNotKeptWithholdAll) {
  expect_all(after(
      std::vector<ea::Finding>(ea::Verdict::kFindingsMax + 1, {ea::Breach::justified_envy, 0, 0})));
}

boost::json::object told(const std::vector<ea::Finding>& findings) {
  ea::Verdict verdict;
  for (const ea::Finding& finding : findings) verdict.add(finding);
  boost::json::object answer;
  put_verdict(answer, verdict, {"an", "bai"}, "applicant", [](const ea::Finding& finding) {
    return "place " + std::to_string(finding.institution);
  });
  return answer;
}

TEST(Verdict, AnAnswerThatHoldsIsVerifiedAndHasNoFindings) {
  EXPECT_EQ(told({}), (boost::json::object{{"verified", true}}));
}

TEST(Verdict, AFindingNamesWhatItIsAbout) {
  const auto answer = told({{ea::Breach::justified_envy, 1, 3},
                            {ea::Breach::over_capacity, ea::kNone, 3},
                            {ea::Breach::figure, 0}});
  EXPECT_FALSE(answer.at("verified").as_bool());
  EXPECT_EQ(answer.at("findings"),
            (boost::json::array{
                {{"breach", "justified_envy"}, {"applicant", "bai"}, {"place", "place 3"}},
                {{"breach", "over_capacity"}, {"place", "place 3"}},
                {{"breach", "figure"}, {"applicant", "an"}}}));
}

TEST(RefuseCorrections, LetsARunPassThatAsksForItsOutcomeOnly) {
  EXPECT_NO_THROW(refuse_corrections({}));
}

TEST(RefuseCorrections, RefusesExplanationsAndComparisons) {
  const boost::json::object before;
  EXPECT_THROW(refuse_corrections({.explain_all = true}), base::Problem);
  EXPECT_THROW(refuse_corrections({.explain = {"an"}}), base::Problem);
  EXPECT_THROW(refuse_corrections({.before = &before}), base::Problem);
}

}  // namespace
}  // namespace allocation_files
