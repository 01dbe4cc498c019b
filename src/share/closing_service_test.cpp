#include "share/closing_service.hpp"

#include <gmock/gmock.h>

#include "db/failure.hpp"
#include "share/report_service.hpp"
#include "share/small_world.hpp"

namespace share {

namespace {

using base::Date;
using testing::IsEmpty;

const Application kDone{"资金全部落实", {}, "凭证在财政局，已当面核对"};
const Approval kPaper{"小职教办〔2021〕3号", Date(2021, 3, 10)};

class ClosingServiceTest : public SmallWorld {
 protected:
  ClosingView apply(const std::string& unit = "finance", int task = 1) {
    return run(closings_.apply(officer(unit), share_of(task, unit), kDone, {}));
  }
  ClosingView opine(const std::string& unit, const std::string& id, std::int64_t version,
                    OpinionKind kind = OpinionKind::agree) {
    const NewOpinion opinion{share_of(1, unit), kind, kind == OpinionKind::agree ? "" : "未到位"};
    return run(closings_.opine(officer(unit), id, opinion, version, {}));
  }
  Actor leader() { return actor("plan_office", "education", "-leader"); }

  // Applied for, answered by silence, checked: ready to be approved.
  ClosingView checked() {
    const std::string id = apply().line.id;
    set_day(Date(2021, 3, 18));
    return run(closings_.check(office(), id, {}, 1, {}));
  }

  plan::StatusCounts shares_of_task(int task) {
    return run(plans_->board(office(), {.task = task})).share_counts;
  }

  ClosingService closings_{*database_, *access_, *plans_, *files_, random_};
  ReportService reports_{*database_, *access_, *plans_, *files_, random_};
};

}  // namespace

TEST_F(ClosingServiceTest, TheLeadAppliesForTheTaskAndTheOthersAreAsked) {
  const ClosingView view = apply();
  EXPECT_EQ(view.asked.size(), 3U);  // education, east, west
  EXPECT_EQ(view.line.opinions_due_on, Date(2021, 3, 17));
  EXPECT_EQ(view.asked[0].standing, Standing::waiting);
}

TEST_F(ClosingServiceTest, ACountyAppliesForItsOwnShareAndAsksNobody) {
  EXPECT_THAT(apply("east", 2).asked, IsEmpty());
}

TEST_F(ClosingServiceTest, SilenceCountsAfterTheTermAndASecondPersonCloses) {
  const ClosingView ready = checked();
  EXPECT_EQ(ready.closes.size(), 4U);
  EXPECT_EQ(problem_of(closings_.approve(office(), ready.line.id, kPaper, 2, {})),
            "409 same-person");
  const ClosingView closed = run(closings_.approve(leader(), ready.line.id, kPaper, 2, {}));
  EXPECT_EQ(closed.line.state, ClosingState::closed);
  EXPECT_EQ(shares_of_task(1).closed, 4);
  EXPECT_EQ(run(plans_->public_progress({})).tasks.at(0).shares_done, 4);
  // The day before it all stood open.
  EXPECT_EQ(
      run(plans_->board(office(), {.as_of = Date(2021, 3, 17), .task = 1})).share_counts.closed, 0);
}

TEST_F(ClosingServiceTest, WhoObjectsStaysOpen) {
  const std::string id = apply().line.id;
  opine("west", id, 1, OpinionKind::object);
  set_day(Date(2021, 3, 18));
  const ClosingCheck answered{"已沟通"};
  run(closings_.check(office(), id, answered, 2, {}));
  run(closings_.approve(leader(), id, kPaper, 3, {}));
  EXPECT_EQ(shares_of_task(1).closed, 3);
}

TEST_F(ClosingServiceTest, TheOfficeCannotCheckBeforeAllHaveAnsweredOrTheTermIsOver) {
  const std::string id = apply().line.id;
  EXPECT_EQ(problem_of(closings_.check(office(), id, {}, 1, {})), "409 opinions-missing");
  opine("east", id, 1);
  opine("west", id, 2);
  const NewOpinion agree{share_of(1, "education"), OpinionKind::agree, ""};
  run(closings_.opine(officer("education"), id, agree, 3, {}));
  run(closings_.check(office(), id, {}, 4, {}));
}

TEST_F(ClosingServiceTest, OnlyTheAskedUnitAnswersForItself) {
  const std::string id = apply().line.id;
  const NewOpinion west{share_of(1, "west"), OpinionKind::agree, ""};
  EXPECT_EQ(problem_of(closings_.opine(officer("east"), id, west, 1, {})), "403 forbidden");
  EXPECT_EQ(problem_of(closings_.check(officer("finance"), id, {}, 1, {})), "403 forbidden");
  EXPECT_EQ(problem_of(closings_.approve(officer("finance"), id, kPaper, 1, {})), "403 forbidden");
  EXPECT_EQ(problem_of(closings_.send_back(officer("finance"), id, {"不"}, 1, {})),
            "403 forbidden");
  EXPECT_EQ(problem_of(closings_.apply(officer("west"), share_of(1, "east"), kDone, {})),
            "403 forbidden");
}

TEST_F(ClosingServiceTest, TheOfficeAnswersForAUnitOnItsWordAndLeavesTheRestToOthers) {
  const std::string id = apply().line.id;
  const std::string east = share_of(1, "east");
  EXPECT_EQ(problem_of(closings_.opine(office(), id, {east, OpinionKind::agree, ""}, 1, {})),
            "422 invalid");
  run(closings_.opine(office(), id, {east, OpinionKind::agree, "东县电话答复"}, 1, {}));
  opine("west", id, 2);
  // The office's own unit is asked as well.
  const NewOpinion own{share_of(1, "education"), OpinionKind::agree, ""};
  const ClosingView view = run(closings_.opine(office(), id, own, 3, {}));
  EXPECT_TRUE(view.asked[0].on_behalf);  // east
  EXPECT_EQ(view.asked[0].by, "education");
  EXPECT_FALSE(view.asked[1].on_behalf);
  EXPECT_FALSE(view.asked[2].mine);  // west answered itself
  EXPECT_TRUE(view.barred);
  EXPECT_THAT(view.line.possible, testing::Not(testing::Contains(ClosingStep::check)));
  EXPECT_EQ(problem_of(closings_.check(office(), id, {}, 4, {})), "409 same-person");
  EXPECT_EQ(run(closings_.check(leader(), id, {}, 4, {})).line.state, ClosingState::checked);
  EXPECT_EQ(problem_of(closings_.approve(office(), id, kPaper, 5, {})), "409 same-person");
}

TEST_F(ClosingServiceTest, WhoChecksSeesOpenMilestonesAndTheLastVerifiedReport) {
  MilestoneList list;
  list.for_all = true;
  for (const char* title : {"起草", "印发"}) {
    Milestone milestone;
    milestone.title = title;
    list.milestones.push_back(milestone);
  }
  const std::string share = share_of(1, "finance");
  const auto drawn = run(reports_.set_milestones(officer("finance"), share, list, 0, {}));
  ReportContent content;
  content.text = "已起草";
  content.ticks = {{drawn.list.milestones[0].id, Date(2021, 3, 9)}};
  run(reports_.submit(officer("finance"), share, "2021-03", content, 0, {}));
  const std::string id = apply().line.id;
  EXPECT_FALSE(run(closings_.closing(office(), id)).progress[0].verified);
  run(reports_.verify(office(), share, "2021-03", 1, {}));
  const ClosingView view = run(closings_.closing(office(), id));
  ASSERT_EQ(view.progress.size(), 4U);
  EXPECT_EQ(view.progress[0].milestones, 2);
  ASSERT_EQ(view.progress[0].open.size(), 1U);
  EXPECT_EQ(view.progress[0].open[0].title, "印发");
  EXPECT_EQ(view.progress[0].verified->key, "2021-03");
  EXPECT_EQ(view.progress[2].open.size(), 2U);
  EXPECT_FALSE(view.progress[2].verified);
}

TEST_F(ClosingServiceTest, OneApplicationIsUnderWayAtATime) {
  const std::string id = apply().line.id;
  EXPECT_EQ(problem_of(closings_.apply(officer("finance"), share_of(1, "finance"), kDone, {})),
            "409 closing-open");
  run(closings_.send_back(office(), id, {"缺佐证"}, 1, {}));
  EXPECT_EQ(apply().line.state, ClosingState::applied);
  EXPECT_EQ(run(closings_.list(office(), {})).closings.size(), 1U);
  EXPECT_EQ(run(closings_.list(office(), {.task = 1, .all = true})).closings.size(), 2U);
}

TEST_F(ClosingServiceTest, TwoWhoCloseAndReturnAtOnceAreNotBothHeard) {
  const ClosingView ready = checked();
  run(closings_.send_back(leader(), ready.line.id, {"缺佐证"}, 2, {}));
  EXPECT_EQ(problem_of(closings_.approve(leader(), ready.line.id, kPaper, 2, {})), "412 stale");
  EXPECT_EQ(shares_of_task(1).closed, 0);
}

TEST_F(ClosingServiceTest, ARetryClosesOnceAndTellsOnce) {
  const ClosingView ready = checked();
  int told = 0;
  closings_.on_news([&](db::Connection&, const Actor&, const ClosingNews& news) {
    EXPECT_EQ(news.unit, "finance");
    ++told;
  });
  const db::Once once{"990100", "account", "key-1", "fingerprint"};
  run(closings_.approve(leader(), ready.line.id, kPaper, 2, once));
  const ClosingView again = run(closings_.approve(leader(), ready.line.id, kPaper, 2, once));
  EXPECT_EQ(again.line.version, 3);
  EXPECT_EQ(told, 1);
}

TEST_F(ClosingServiceTest, AReopenedShareCanBeAppliedForAgainAndKeepsItsHistory) {
  const ClosingView ready = checked();
  run(closings_.approve(leader(), ready.line.id, kPaper, 2, {}));
  const std::string share = share_of(1, "finance");
  EXPECT_EQ(problem_of(closings_.apply(officer("finance"), share, kDone, {})), "409 wrong-state");
  const plan::ShareLine line = run(plans_->share(office(), share, {})).share;
  const plan::NewStep reopen{.step = plan::StepKind::reopen,
                             .document_number = "小职教办〔2021〕4号",
                             .document_on = Date(2021, 3, 18)};
  run(plans_->record_step(office(), share, reopen, line.version, {}));
  apply();
  EXPECT_EQ(run(closings_.list(office(), {.all = true})).closings.size(), 2U);
  EXPECT_EQ(run(closings_.closing(office(), ready.line.id)).history.size(), 3U);
}

TEST_F(ClosingServiceTest, TheClosingsOfATaskAreAllThereHoweverManyCameAfter) {
  const std::string id = apply("east", 2).line.id;
  const std::string share = share_of(1, "east");
  const ClosingStore store("990100");
  database_->write_now([&](db::Connection& connection) {
    for (int i = 0; i < 501; ++i) {
      ClosingRecord returned;
      returned.id = base::uuid_v7(connection.clock(), random_);
      returned.share = share;
      returned.task = 1;
      returned.state = ClosingState::returned;
      returned.applied = Signature{"account", "name", Date(2021, 3, 10)};
      store.insert(connection, returned, "account");
    }
  });
  const auto found = run(closings_.list(office(), {.task = 2, .all = true})).closings;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id, id);
  EXPECT_EQ(run(closings_.list(office(), {.task = 1, .all = true})).closings.size(), 501U);
}

TEST_F(ClosingServiceTest, TheDatabaseRefusesOnePersonInTwoHands) {
  checked();
  EXPECT_THROW(database_->write_now([](db::Connection& connection) {
    connection.execute(
        "UPDATE closing SET state = 'closed', approved_by = checked_by WHERE region = :region",
        {{"region", "990100"}});
  }),
               db::ConstraintViolation);
  EXPECT_THROW(database_->write_now([](db::Connection& connection) {
    connection.execute("UPDATE closing SET checked_by = NULL WHERE region = :region",
                       {{"region", "990100"}});
  }),
               db::ConstraintViolation);
}

TEST_F(ClosingServiceTest, WhatWaitsForItsConditionCannotBeClosed) {
  EXPECT_EQ(problem_of(closings_.apply(officer("education"), share_of(3, "education"), kDone, {})),
            "409 wrong-state");
}

TEST_F(ClosingServiceTest, WhoIsNotConcernedDoesNotSeeIt) {
  const std::string id = apply("east", 2).line.id;
  EXPECT_EQ(problem_of(closings_.closing(officer("west"), id)), "404 not-found");
  EXPECT_THAT(run(closings_.list(officer("west"), {})).closings, IsEmpty());
  EXPECT_EQ(run(closings_.closing(officer("east"), id)).line.id, id);
}

}  // namespace share
