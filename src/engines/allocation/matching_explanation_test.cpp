#include "engines/allocation/matching_explanation.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/deferred_acceptance.hpp"
#include "engines/allocation/small_market.hpp"

namespace engines::allocation {
namespace {

std::vector<PreferenceAnswer> explain(const Market& market, std::uint32_t applicant) {
  const Matching matching = applicant_optimal(market);
  return MatchingExplanation(market, matching).of_applicant(applicant);
}

TEST(MatchingExplanation, SaysRankKeyAndLastAdmitted) {
  // Applicant 2 is refused by 0, holds 1 and did not need 2; 3 must not have him.
  Market market = market_of({{0}, {0}, {0, 3, 1, 2}}, {{1, 0, 2}, {2}, {2}, {}}, {2, 1, 1, 1});
  const auto answers = explain(market, 2);
  EXPECT_EQ(answers[0].answer, Answer::full);
  EXPECT_EQ(answers[0].rank, 3U);
  EXPECT_EQ(answers[0].key, 2U);
  EXPECT_EQ(answers[0].last_rank, 2U);
  EXPECT_EQ(answers[0].last_key, 1U);
  EXPECT_EQ(answers[0].bound, 0U);
  EXPECT_FALSE(answers[0].by_lottery);
  EXPECT_EQ(answers[1].answer, Answer::ineligible);
  EXPECT_EQ(answers[1].rank, 0U);
  EXPECT_EQ(answers[1].last_rank, 0U);
  EXPECT_EQ(answers[1].last_key, kIneligible);
  EXPECT_EQ(answers[2].answer, Answer::holds);
  EXPECT_FALSE(answers[2].by_lottery);
  EXPECT_EQ(answers[3].answer, Answer::not_needed);
}

TEST(MatchingExplanation, SaysWhenTheLotteryDecided) {
  Market market = market_of({{0}, {0}}, {{0, 1}}, {1});
  market.keys = {7, 7};
  market.lottery = {1, 0};
  EXPECT_TRUE(explain(market, 0)[0].by_lottery);
  EXPECT_EQ(explain(market, 1)[0].answer, Answer::holds);
}

TEST(MatchingExplanation, NamesTheSmallestCapThatWasFull) {
  // A cap of two inside one of two inside one of three; the middle one binds.
  Market market = market_of({{0}, {1}, {0}}, {{0, 2}, {1}}, {5, 5});
  market.keys = {0, 1, 2};
  market.caps = {{.seats = 3}, {.seats = 2, .inside = 0}, {.seats = 2, .inside = 1}};
  market.institutions[0].cap = 2;
  market.institutions[1].cap = 1;
  const PreferenceAnswer answer = explain(market, 2)[0];
  EXPECT_EQ(answer.answer, Answer::full_cap);
  EXPECT_EQ(answer.bound, 1U);
  EXPECT_EQ(answer.last_key, 1U);
  EXPECT_EQ(answer.last_rank, 0U);  // who stands last sits in the other institution
  EXPECT_EQ(answer.rank, 2U);
  market.institutions[0].capacity = 1;
  EXPECT_EQ(explain(market, 2)[0].answer, Answer::full);
}

TEST(MatchingExplanation, NamesRegionBlockAndTie) {
  Market market = market_of({{0}, {0}}, {{0, 1}}, {2});
  market.regions = {{.seats = 1, .turns = {0}}};
  market.institutions[0].region = 0;
  EXPECT_EQ(explain(market, 1)[0].answer, Answer::full_region);
  market.regions[0].seats = 2;
  market.institutions[0].capacity = 1;
  EXPECT_EQ(explain(market, 1)[0].answer, Answer::full);
  market.regions.clear();
  market.institutions[0] = {.capacity = 1, .blocks = {{.seats = 1}}};
  EXPECT_EQ(explain(market, 1)[0].answer, Answer::full_block);
  market.keys = {0, 0};
  market.lottery = {0, 1};
  market.institutions[0] = {.capacity = 1, .ties = TiePolicy::reject_all};
  EXPECT_EQ(explain(market, 1)[0].answer, Answer::tied_last_seat);
  market.keys = {0, 1};
  EXPECT_EQ(explain(market, 1)[0].answer, Answer::full);
}

TEST(MatchingExplanation, SaysWhomAnInstitutionMissed) {
  // Institution 1 prefers 0, who holds his first choice; it refused nobody and wants three.
  Market market = market_of({{0, 1}, {1}, {1}}, {{0}, {1, 0, 2}}, {1, 3});
  market.institutions[1].minimum = 3;
  const Matching matching = applicant_optimal(market);
  const MatchingExplanation explanation(market, matching);
  const InstitutionAnswer answer = explanation.of_institution(1);
  EXPECT_EQ(answer.wanted_by, 3U);
  EXPECT_EQ(answer.admitted, 2U);
  EXPECT_EQ(answer.free_seats, 1U);
  EXPECT_EQ(answer.shortfall, 1U);
  EXPECT_EQ(answer.last_rank, 3U);
  EXPECT_EQ(answer.last_key, 2U);
  ASSERT_EQ(answer.missed.size(), 1U);
  EXPECT_EQ(answer.missed[0].applicant, 0U);
  EXPECT_EQ(answer.missed[0].rank, 2U);
  EXPECT_EQ(answer.missed[0].choice, 2U);
  EXPECT_EQ(answer.missed[0].holds_choice, 1U);
}

TEST(MatchingExplanation, DoesNotMissWhomItWouldHaveRefused) {
  const Market market = market_of({{1}, {0, 1}, {1}}, {{1}, {0, 1, 2}}, {1, 1});
  const Matching matching = applicant_optimal(market);
  const InstitutionAnswer answer = MatchingExplanation(market, matching).of_institution(1);
  EXPECT_EQ(answer.free_seats, 0U);
  EXPECT_EQ(answer.shortfall, 0U);
  EXPECT_TRUE(answer.missed.empty());
  const Market nobody = market_of({{0}}, {{}}, {1});
  const Matching empty = applicant_optimal(nobody);
  EXPECT_EQ(MatchingExplanation(nobody, empty).of_institution(0).last_key, kIneligible);
}

// Whoever is told that he was refused comes after the last one where it was decided.
RC_GTEST_PROP(MatchingExplanation, NeverContradictsItself,
              (const std::vector<std::uint8_t>& bytes)) {
  for (const Rules rules : {Rules::capacities, Rules::caps}) {
    Draw draw(bytes);
    const Market market = draw_market(draw, rules);
    const Matching matching = applicant_optimal(market);
    const MatchingExplanation explanation(market, matching);
    for (std::uint32_t i = 0; i < market.applicants(); ++i) {
      for (const PreferenceAnswer& answer : explanation.of_applicant(i)) {
        if (answer.answer != Answer::full && answer.answer != Answer::full_cap) continue;
        const bool nobody_is_in = answer.last_key == kIneligible;
        RC_ASSERT((nobody_is_in || answer.last_key <= answer.key));
        RC_ASSERT((nobody_is_in || answer.last_key < answer.key) != answer.by_lottery);
      }
    }
  }
}

}  // namespace
}  // namespace engines::allocation
