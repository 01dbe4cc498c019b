#include "draft/draft_compare.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "plan/small_plan.hpp"

namespace draft {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

KindScore score_of(const plan::Plan& drafted, const plan::Plan& expected, const std::string& kind) {
  const std::vector<KindScore> scores = compare(drafted, expected);
  return *std::find_if(scores.begin(), scores.end(),
                       [&](const KindScore& score) { return score.kind == kind; });
}

TEST(Compare, APlanAgreesWithItself) {
  const plan::Plan plan = plan::small_plan();
  for (const KindScore& score : compare(plan, plan)) {
    EXPECT_EQ(score.right, score.expected) << score.kind;
    EXPECT_THAT(score.missed, IsEmpty()) << score.kind;
    EXPECT_THAT(score.false_ones, IsEmpty()) << score.kind;
  }
}

TEST(Compare, ATaskThatIsMissingIsNamed) {
  plan::Plan drafted = plan::small_plan();
  const int gone = drafted.tasks.back().number;
  drafted.tasks.pop_back();
  const KindScore score = score_of(drafted, plan::small_plan(), "tasks");
  EXPECT_EQ(score.right, score.expected - 1);
  ASSERT_THAT(score.missed, SizeIs(1));
  EXPECT_EQ(score.missed[0], "任务" + std::to_string(gone));
}

TEST(Compare, AnotherRoleIsBothAMissAndAFalseOne) {
  plan::Plan drafted = plan::small_plan();
  plan::Role& role = drafted.tasks[0].responsible[0].role;
  role = role == plan::Role::lead ? plan::Role::supporting : plan::Role::lead;
  const KindScore score = score_of(drafted, plan::small_plan(), "units");
  EXPECT_THAT(score.missed, SizeIs(1));
  EXPECT_THAT(score.false_ones, SizeIs(1));
  EXPECT_LT(score.precision_percent(), 100);
}

TEST(Compare, ACommitmentSaidTwiceIsNoFalseOne) {
  plan::Plan drafted = plan::small_plan();
  ASSERT_FALSE(drafted.commitments.empty());
  drafted.commitments.push_back(drafted.commitments[0]);
  drafted.commitments.back().id = "again";
  EXPECT_THAT(score_of(drafted, plan::small_plan(), "commitments").false_ones, IsEmpty());
}

TEST(Compare, ANumberNobodyPromisedIsAFalseOne) {
  plan::Plan drafted = plan::small_plan();
  plan::Commitment invented;
  invented.low = 987'654;
  invented.unit = "person";
  drafted.commitments.push_back(invented);
  const KindScore score = score_of(drafted, plan::small_plan(), "commitments");
  EXPECT_THAT(score.false_ones, SizeIs(1));
  EXPECT_LT(score.precision_percent(), 100);
  EXPECT_EQ(score.recall_percent(), 100);
}

TEST(Compare, TheSameNumberInOtherScaleIsTheSame) {
  plan::Plan drafted = plan::small_plan();
  for (plan::Commitment& one : drafted.commitments) {
    if (one.low) *one.low *= 10;
    if (one.high) *one.high *= 10;
    ++one.scale;
  }
  EXPECT_THAT(score_of(drafted, plan::small_plan(), "commitments").missed, IsEmpty());
}

plan::Commitment all_of(const std::string& title, const std::string& unit) {
  plan::Commitment promise;
  promise.title = {title, title};
  promise.comparator = plan::Comparator::all;
  promise.unit = unit;
  return promise;
}

TEST(Compare, APromiseWithoutANumberAgreesByItsWording) {
  plan::Plan drafted = plan::small_plan();
  plan::Plan expected = drafted;
  drafted.commitments.push_back(all_of("各职业院校分别制定实施方案", "item"));
  expected.commitments.push_back(all_of("院校实施方案备案：各职业院校分别制定", "plan"));
  EXPECT_THAT(score_of(drafted, expected, "commitments").missed, IsEmpty());
  drafted.commitments.back() = all_of("政府补贴的培训全部开放", "item");
  const KindScore score = score_of(drafted, expected, "commitments");
  EXPECT_THAT(score.missed, SizeIs(1));
  EXPECT_THAT(score.false_ones, SizeIs(1));
}

TEST(Compare, HalfTheWordingIsEnoughInTheSamePlaceForTheSameUnits) {
  plan::Plan drafted = plan::small_plan();
  plan::Plan expected = drafted;
  drafted.commitments.push_back(all_of("未建立职业教育联席会议制度的县年内要尽快建立", "item"));
  expected.commitments.push_back(all_of("没有会议机制的县建立会议", "county"));
  for (plan::Plan* plan : {&drafted, &expected}) plan->commitments.back().source.measure = 21;
  EXPECT_THAT(score_of(drafted, expected, "commitments").missed, IsEmpty());
  expected.commitments.back().source.measure = 20;
  EXPECT_THAT(score_of(drafted, expected, "commitments").missed, SizeIs(1));
}

}  // namespace
}  // namespace draft
