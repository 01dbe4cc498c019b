#include "plan/status.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace plan {

namespace {

using base::Date;

ShareFacts due(Date day) {
  ShareFacts share;
  share.due_on = day;
  share.original_due_on = day;
  return share;
}

const Date kDue(2021, 12, 31);

}  // namespace

TEST(Status, NotBegunUntilSomethingIsReported) {
  EXPECT_EQ(judge_share(due(kDue), Date(2021, 6, 1), 30).status, Status::not_begun);
}

TEST(Status, OnCourseOnceBegun) {
  ShareFacts share = due(kDue);
  share.begun_on = Date(2021, 3, 1);
  EXPECT_EQ(judge_share(share, Date(2021, 6, 1), 30).status, Status::on_course);
  EXPECT_EQ(judge_share(share, Date(2021, 2, 28), 30).status, Status::not_begun);
}

TEST(Status, DueSoonFromThirtyDaysBeforeThroughTheDayItself) {
  EXPECT_EQ(judge_share(due(kDue), Date(2021, 11, 30), 30).status, Status::not_begun);
  EXPECT_EQ(judge_share(due(kDue), Date(2021, 12, 1), 30).status, Status::due_soon);
  EXPECT_EQ(judge_share(due(kDue), kDue, 30).status, Status::due_soon);
}

TEST(Status, LateFromTheDayAfterWithTheNumberOfDays) {
  const Judgement judgement = judge_share(due(kDue), Date(2022, 7, 1), 30);
  EXPECT_EQ(judgement.status, Status::late);
  EXPECT_EQ(judgement.days_late, 182);
  EXPECT_EQ(judgement.reason.zh, "时限2021年12月31日，已逾期182天");
}

TEST(Status, AMissedMilestoneWarnsAndSaysWhichAndSinceWhen) {
  ShareFacts share = due(kDue);
  share.begun_on = Date(2021, 3, 1);
  share.missed = {"征求意见", Date(2021, 5, 31)};
  EXPECT_EQ(judge_share(share, Date(2021, 5, 31), 30).status, Status::on_course);
  const Judgement judgement = judge_share(share, Date(2021, 6, 10), 30);
  EXPECT_EQ(judgement.status, Status::due_soon);
  EXPECT_EQ(judgement.days_late, 0);
  EXPECT_EQ(judgement.reason.zh, "节点“征求意见”应于2021年5月31日完成，已过10天");
  EXPECT_EQ(judgement.reason.en, "Milestone “征求意见” was due 31 May 2021, 10 days ago");
}

TEST(Status, AMissedMilestoneWarnsAlsoOfWhatWasExtended) {
  ShareFacts share = due(kDue);
  share.due_on = Date(2022, 12, 31);
  share.missed = {"征求意见", Date(2021, 5, 31)};
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).status, Status::due_soon);
}

TEST(Status, TheDeadlineOutweighsAMissedMilestone) {
  ShareFacts share = due(kDue);
  share.missed = {"征求意见", Date(2021, 5, 31)};
  EXPECT_EQ(judge_share(share, Date(2021, 12, 20), 30).reason.zh, "2021年12月31日到期，还有11天");
  EXPECT_EQ(judge_share(share, Date(2022, 1, 1), 30).status, Status::late);
}

TEST(Status, AMilestoneIsNothingToWhatWaitsOrIsFinished) {
  ShareFacts share = due(kDue);
  share.missed = {"征求意见", Date(2021, 5, 31)};
  share.condition = ConditionState::pending;
  EXPECT_EQ(judge_share(share, Date(2021, 7, 1), 30).status, Status::condition_pending);
  share.condition = ConditionState::none;
  share.state = ShareState::closed;
  share.closed_on = Date(2021, 6, 30);
  EXPECT_EQ(judge_share(share, Date(2021, 7, 1), 30).status, Status::closed);
}

TEST(Status, AnOverrideStandsInPlaceOfAMissedMilestoneToo) {
  ShareFacts share = due(kDue);
  share.missed = {"征求意见", Date(2021, 5, 31)};
  share.overridden = {Status::on_course, "已口头征求"};
  EXPECT_EQ(judge_share(share, Date(2021, 6, 10), 30).computed, Status::due_soon);
}

TEST(Status, AnExtensionShowsUntilTheNewDeadlineIsNear) {
  ShareFacts share = due(kDue);
  share.due_on = Date(2022, 12, 31);
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).status, Status::extended);
  EXPECT_EQ(judge_share(share, Date(2022, 12, 15), 30).status, Status::due_soon);
  EXPECT_EQ(judge_share(share, Date(2023, 1, 1), 30).status, Status::late);
}

TEST(Status, AnUnmetConditionIsNeverLate) {
  ShareFacts share = due(kDue);
  share.condition = ConditionState::pending;
  EXPECT_EQ(judge_share(share, Date(2025, 1, 1), 30).status, Status::condition_pending);
  share.condition = ConditionState::met;
  EXPECT_EQ(judge_share(share, Date(2025, 1, 1), 30).status, Status::late);
}

TEST(Status, AnOverrideStandsInPlaceOfWhatDatesSayAndSaysSo) {
  ShareFacts share = due(kDue);
  share.overridden = {Status::on_course, "等待省级批复"};
  const Judgement judgement = judge_share(share, Date(2022, 1, 10), 30);
  EXPECT_EQ(judgement.status, Status::on_course);
  EXPECT_EQ(judgement.computed, Status::late);
  EXPECT_EQ(judgement.days_late, 0);
  EXPECT_EQ(judgement.reason.zh,
            "人工认定：等待省级批复（按日期计算：时限2021年12月31日，已逾期10天）");
}

TEST(Status, AnOverrideToLateIsAsLateAsItsDatesSay) {
  ShareFacts share = due(kDue);
  share.overridden = {Status::late, "抽查不实"};
  EXPECT_EQ(judge_share(share, Date(2022, 1, 10), 30).days_late, 10);
  EXPECT_EQ(judge_share(share, Date(2021, 6, 1), 30).days_late, 0);
}

TEST(Status, OnlyWhatDatesDecideIsOverridden) {
  for (const Status status :
       {Status::not_begun, Status::on_course, Status::due_soon, Status::late}) {
    EXPECT_TRUE(may_override(status));
  }
  for (const Status status : {Status::extended, Status::condition_pending, Status::closed,
                              Status::routine, Status::ended}) {
    EXPECT_FALSE(may_override(status));
  }
}

TEST(Status, WhatADocumentSaysOutweighsAnOverride) {
  ShareFacts share = due(kDue);
  share.overridden = {Status::late, "抽查不实"};
  share.state = ShareState::closed;
  share.closed_on = Date(2021, 12, 1);
  EXPECT_EQ(judge_share(share, Date(2022, 1, 10), 30).status, Status::closed);
  share.state = ShareState::open;
  share.condition = ConditionState::pending;
  EXPECT_EQ(judge_share(share, Date(2022, 1, 10), 30).status, Status::condition_pending);
}

TEST(Status, ClosingSaysWhetherItWasInTime) {
  ShareFacts share = due(kDue);
  share.state = ShareState::closed;
  share.closed_on = Date(2022, 1, 10);
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).status, Status::closed);
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).reason.zh, "2022年1月10日销号，比时限晚10天");
  share.closed_on = kDue;
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).reason.en,
            "Closed in time on 31 December 2021");
}

TEST(Status, RoutineAndEndedAreNotClosed) {
  ShareFacts share = due(kDue);
  share.closed_on = Date(2021, 9, 1);
  share.state = ShareState::routine;
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).status, Status::routine);
  share.state = ShareState::ended;
  EXPECT_EQ(judge_share(share, Date(2022, 7, 1), 30).status, Status::ended);
}

TEST(Status, ATaskFollowsItsShares) {
  using enum Status;
  struct Row {
    std::vector<Status> shares;
    Status task;
  };
  const std::vector<Row> rows = {
      {{closed, closed}, closed},
      {{closed, routine, ended}, closed},
      {{routine, ended}, routine},
      {{ended}, ended},
      {{closed, late, on_course}, late},
      {{due_soon, extended}, due_soon},
      {{extended, on_course}, extended},
      {{on_course, not_begun}, on_course},
      {{not_begun, not_begun}, not_begun},
      {{closed, not_begun}, on_course},
      {{condition_pending, closed}, condition_pending},
      {{condition_pending, not_begun}, not_begun},
      {{condition_pending, condition_pending}, condition_pending},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(judge_task(rows[i].shares), rows[i].task) << "row " << i;
  }
}

RC_GTEST_PROP(Status, DaysLateIsPositiveExactlyWhenLate, ()) {
  ShareFacts share = due(kDue.plus_days(*rc::gen::inRange(-400, 400)));
  share.due_on = share.original_due_on.plus_days(*rc::gen::inRange(0, 400));
  share.state = *rc::gen::element(ShareState::open, ShareState::closed, ShareState::routine);
  share.condition = *rc::gen::element(ConditionState::none, ConditionState::pending);
  const Judgement judgement = judge_share(share, kDue.plus_days(*rc::gen::inRange(-800, 800)), 30);
  RC_ASSERT((judgement.days_late > 0) == (judgement.status == Status::late));
}

RC_GTEST_PROP(Status, AnOpenShareNeverBecomesLessLateAsDaysPass, ()) {
  const ShareFacts share = due(kDue);
  const int day = *rc::gen::inRange(-400, 400);
  RC_ASSERT(judge_share(share, kDue.plus_days(day), 30).days_late <=
            judge_share(share, kDue.plus_days(day + 1), 30).days_late);
}

}  // namespace plan
