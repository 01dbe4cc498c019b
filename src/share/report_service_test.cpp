#include "share/report_service.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "db/failure.hpp"
#include "share/small_world.hpp"

namespace share {

namespace {

using base::Date;
using testing::IsEmpty;

constexpr const char* kMarch = "2021-03";

ReportContent text_report(std::string text) {
  ReportContent content;
  content.text = std::move(text);
  return content;
}

class ReportServiceTest : public SmallWorld {
 protected:
  ReportView submit(const std::string& unit, const std::string& share, std::string text,
                    const std::string& period = kMarch, std::int64_t version = 0) {
    const ReportContent content = text_report(std::move(text));
    return run(reports_.submit(officer(unit), share, period, content, version, {}));
  }

  MilestonesView set_milestones(const std::string& unit, const std::string& share, bool for_all) {
    MilestoneList list;
    list.for_all = for_all;
    list.milestones = document_milestones();
    return run(reports_.set_milestones(officer(unit), share, list, 0, {}));
  }

  ReportService reports_{*database_, *access_, *plans_, *files_, random_};
};

}  // namespace

TEST_F(ReportServiceTest, AnOfficerSeesWhatHisUnitOwesInThePresentPeriod) {
  const MyReports mine = run(reports_.my_reports(officer("east")));
  ASSERT_EQ(mine.owed.size(), 2U);  // tasks 1 and 2
  EXPECT_EQ(mine.owed[0].period, kMarch);
  EXPECT_EQ(mine.owed[0].due_on, Date(2021, 4, 5));
  EXPECT_EQ(mine.owed[0].days_late, 0);
  // A share that waits for its condition is not asked.
  EXPECT_EQ(run(reports_.my_reports(officer("education"))).owed.size(), 1U);
}

TEST_F(ReportServiceTest, ThePeriodThatEndedIsAskedUntilTheNextHasEnded) {
  set_day(Date(2021, 4, 9));
  const MyReports mine = run(reports_.my_reports(officer("east")));
  EXPECT_EQ(mine.owed.at(0).period, kMarch);
  EXPECT_EQ(mine.owed.at(0).days_late, 4);
  set_day(Date(2021, 5, 1));
  EXPECT_EQ(run(reports_.my_reports(officer("east"))).owed.back().period, "2021-04");
}

TEST_F(ReportServiceTest, WhatWasMissedIsOwedAfterTheTurnOfTheMonthOldestFirst) {
  submit("east", share_of(1, "east"), "已安排资金");
  set_day(Date(2021, 6, 1));
  const std::vector<ReportLine> owed = run(reports_.my_reports(officer("east"))).owed;
  std::vector<std::string> keys;
  for (const ReportLine& line : owed) {
    keys.push_back(std::to_string(line.share.task) + " " + line.period);
  }
  // Task 2 never reported: the last one only.
  EXPECT_THAT(keys, testing::ElementsAre("1 2021-04", "2 2021-04", "1 2021-05", "2 2021-05"));
  EXPECT_EQ(owed[0].days_late, 27);
}

TEST_F(ReportServiceTest, ADraftThatWasNeverSentIsOwedAfterTheTurnOfTheMonth) {
  const std::string share = share_of(1, "east");
  run(reports_.save(officer("east"), share, kMarch, text_report("写了一半"), 0, {}));
  set_day(Date(2021, 6, 1));
  const ReportLine first = run(reports_.my_reports(officer("east"))).owed.at(0);
  EXPECT_EQ(first.period, kMarch);
  EXPECT_EQ(first.state, ReportState::draft);
}

TEST_F(ReportServiceTest, ADraftOfTheMonthThatIsNotOverIsKeptInSight) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排资金");
  set_day(Date(2021, 4, 10));
  run(reports_.save(officer("east"), share, "2021-04", text_report("提前写"), 0, {}));
  const auto owed = run(reports_.my_reports(officer("east"))).owed;
  EXPECT_TRUE(std::ranges::any_of(owed, [&](const ReportLine& line) {
    return line.share.id == share && line.period == "2021-04";
  }));
}

TEST_F(ReportServiceTest, AShareThatIsFinishedOwesNoReportThatItMissed) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排资金");
  set_day(Date(2021, 6, 1));
  plan::NewStep end;
  end.step = plan::StepKind::end;
  end.note = "任务终止";
  end.document_number = "平职教办〔2021〕6号";
  end.document_on = Date(2021, 5, 31);
  run(plans_->record_step(office(), share, end, 2, {}));
  for (const ReportLine& line : run(reports_.my_reports(officer("east"))).owed) {
    EXPECT_NE(line.share.id, share);
  }
}

TEST_F(ReportServiceTest, AReportThatWasSentBackStaysInTheUnitsHandsWhateverTheMonth) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排");
  run(reports_.ask(office(), share, kMarch, {{"text"}, "请写明金额"}, 1, {}));
  set_day(Date(2023, 1, 9));
  const MyReports mine = run(reports_.my_reports(officer("east")));
  ASSERT_EQ(mine.returned.size(), 1U);
  EXPECT_EQ(mine.returned[0].period, kMarch);
  EXPECT_EQ(mine.returned[0].period_title.zh, "2021年3月");
  EXPECT_EQ(mine.returned[0].asked->reason, "请写明金额");
  EXPECT_THAT(run(reports_.my_reports(officer("west"))).returned, IsEmpty());
}

TEST_F(ReportServiceTest, TheOfficeReviewsWhatCameInOnEarlierPeriods) {
  submit("east", share_of(1, "east"), "已安排");
  submit("west", share_of(1, "west"), "已安排");
  set_day(Date(2021, 6, 1));
  submit("east", share_of(1, "east"), "已拨付", "2021-05");
  const MyReports mine = run(reports_.my_reports(office()));
  EXPECT_EQ(mine.to_review, 3);
  ASSERT_EQ(mine.review_in.size(), 2U);
  EXPECT_EQ(mine.review_in[0].period.key, kMarch);
  EXPECT_EQ(mine.review_in[0].count, 2);
  EXPECT_EQ(mine.review_in[1].period.key, "2021-05");
  EXPECT_THAT(run(reports_.my_reports(officer("east"))).review_in, IsEmpty());
}

TEST_F(ReportServiceTest, NothingChangedIsOneRequestForAllSharesOfAUnit) {
  NoChange given{kMarch, {}};
  for (const ReportLine& line : run(reports_.my_reports(officer("east"))).owed) {
    given.reports.push_back({line.share.id, line.version});
  }
  const MyReports after = run(reports_.submit_unchanged(officer("east"), given, {}));
  EXPECT_THAT(after.owed, IsEmpty());
  ASSERT_EQ(after.submitted.size(), 2U);
  EXPECT_TRUE(after.submitted[0].no_change);
  // That nothing changed does not set a share under way.
  const plan::Board board = run(plans_->board(office(), {.unit = "east"}));
  EXPECT_EQ(board.share_counts.not_begun, 2);
}

TEST_F(ReportServiceTest, OneShareThatCannotBeReportedStopsThemAll) {
  const NoChange given{kMarch, {{share_of(1, "east"), 0}, {share_of(1, "west"), 0}}};
  EXPECT_EQ(problem_of(reports_.submit_unchanged(officer("east"), given, {})), "403 forbidden");
  EXPECT_EQ(run(reports_.my_reports(officer("east"))).owed.size(), 2U);
  EXPECT_EQ(problem_of(reports_.submit_unchanged(officer("east"), {kMarch, {}}, {})),
            "422 invalid");
}

TEST_F(ReportServiceTest, AReportWithProgressIsAStepOfTheShare) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排资金");
  const plan::ShareView after = run(plans_->share(officer("east"), share, {}));
  EXPECT_EQ(after.share.begun_on, Date(2021, 3, 10));
  EXPECT_EQ(after.steps.at(0).note, "已安排资金");
}

TEST_F(ReportServiceTest, TheNextReportBeginsAsTheLastOne) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排资金");
  set_day(Date(2021, 5, 2));
  const ReportView next = run(reports_.report(officer("east"), share, "2021-04"));
  EXPECT_EQ(next.line.version, 0);
  EXPECT_EQ(next.content.text, "已安排资金");
  EXPECT_EQ(next.compared_with, ComparedWith::previous_report);
  EXPECT_THAT(next.changes, IsEmpty());
  const ReportView sent = submit("east", share, "已拨付", "2021-04");
  ASSERT_EQ(sent.changes.size(), 1U);
  EXPECT_EQ(sent.changes[0].before.zh, "已安排资金");
}

TEST_F(ReportServiceTest, ADraftIsSeenByItsUnitOnly) {
  const std::string share = share_of(1, "east");
  const ReportContent content = text_report("写了一半");
  run(reports_.save(officer("east"), share, kMarch, content, 0, {}));
  EXPECT_EQ(run(reports_.report(officer("east"), share, kMarch)).content.text, "写了一半");
  // Its officer is asked to finish it.
  EXPECT_EQ(run(reports_.my_reports(officer("east"))).owed.at(0).state, ReportState::draft);
  EXPECT_EQ(problem_of(reports_.report(officer("west"), share, kMarch)), "403 forbidden");
}

TEST_F(ReportServiceTest, TheOfficeSeesWhatCameInAndWhoIsMissing) {
  submit("east", share_of(1, "east"), "已安排资金");
  const ReportList list = run(reports_.list(office(), {}));
  EXPECT_TRUE(list.reviews);
  EXPECT_EQ(list.period.key, kMarch);
  EXPECT_EQ(list.counts.asked, 6);
  EXPECT_EQ(list.counts.submitted, 1);
  EXPECT_EQ(list.counts.missing, 5);
  EXPECT_EQ(run(reports_.my_reports(office())).to_review, 1);
  // An officer sees his own unit's and cannot review.
  const ReportList own = run(reports_.list(officer("west"), {}));
  EXPECT_FALSE(own.reviews);
  EXPECT_EQ(own.counts.asked, 2);
}

TEST_F(ReportServiceTest, ASupplementGoesBackAndTheOfficeSeesWhatChangedSince) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排");
  const Ask asked{{"text"}, "请写明金额"};
  const ReportView back = run(reports_.ask(office(), share, kMarch, asked, 1, {}));
  EXPECT_EQ(back.line.state, ReportState::supplement);
  EXPECT_EQ(run(reports_.my_reports(officer("east"))).returned.size(), 1U);
  const ReportView again = submit("east", share, "已安排500万元", kMarch, 2);
  EXPECT_EQ(again.compared_with, ComparedWith::last_review);
  ASSERT_EQ(again.changes.size(), 1U);
  EXPECT_EQ(again.changes[0].before.zh, "已安排");
  EXPECT_EQ(again.history.size(), 3U);
}

TEST_F(ReportServiceTest, TheHistoryTellsTheFirstAndTheLastOfManySaves) {
  const std::string share = share_of(1, "east");
  ReportContent content;
  content.text = "一";
  ReportView saved;
  for (std::int64_t version = 0; version < 4; ++version) {
    content.text += "一";
    saved = run(reports_.save(officer("east"), share, kMarch, content, version, {}));
  }
  ASSERT_EQ(saved.history.size(), 2U);
  EXPECT_EQ(saved.history[0].step, ReportStep::save);
  const ReportView sent = submit("east", share, "好了", kMarch, 4);
  ASSERT_EQ(sent.history.size(), 2U);
  EXPECT_EQ(sent.history[0].step, ReportStep::submit);
  EXPECT_EQ(sent.history[1].step, ReportStep::save);
  EXPECT_FALSE(sent.history_more);
}

TEST_F(ReportServiceTest, AVerifiedReportIsFrozenAlsoInTheDatabase) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排");
  run(reports_.verify(office(), share, kMarch, 1, {}));
  const ReportContent content = text_report("改一下");
  EXPECT_EQ(problem_of(reports_.save(officer("east"), share, kMarch, content, 2, {})),
            "409 wrong-state");
  const ReportStore store("990100");
  database_->write_now([&](db::Connection& connection) {
    ReportRecord report = store.report(connection, share, kMarch)->report;
    report.state = ReportState::acknowledged;
    report.verified_on.reset();
    EXPECT_FALSE(store.update(connection, report, "somebody"));
  });
}

TEST_F(ReportServiceTest, TheDatabaseRefusesAVerifiedReportThatWasNotSubmitted) {
  const std::string share = share_of(1, "east");
  const ReportContent content = text_report("草稿");
  run(reports_.save(officer("east"), share, kMarch, content, 0, {}));
  EXPECT_THROW(database_->write_now([](db::Connection& connection) {
    connection.execute(
        "UPDATE report SET state = 'verified', verified_on = '2021-04-01' WHERE region = :region",
        {{"region", "990100"}});
  }),
               db::ConstraintViolation);
}

TEST_F(ReportServiceTest, AStaleVersionIsRefusedWithThePresentReport) {
  const std::string share = share_of(1, "east");
  submit("east", share, "已安排");
  run(reports_.acknowledge(office(), share, kMarch, 1, {}));
  try {
    run(reports_.verify(office(), share, kMarch, 1, {}));
    FAIL() << "a stale version was taken";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 412);
    EXPECT_NE(problem.current().find("acknowledged"), std::string::npos);
  }
}

TEST_F(ReportServiceTest, ARetryIsDoneOnceAndToldOnce) {
  int told = 0;
  reports_.on_news([&](db::Connection&, const Actor&, const ReportNews& news) {
    EXPECT_EQ(news.unit, "east");
    EXPECT_EQ(news.report.state, ReportState::submitted);
    ++told;
  });
  const std::string share = share_of(1, "east");
  const db::Once once{"990100", "account", "key-1", "fingerprint"};
  const ReportContent content = text_report("已安排");
  const ReportView first = run(reports_.submit(officer("east"), share, kMarch, content, 0, once));
  const ReportView again = run(reports_.submit(officer("east"), share, kMarch, content, 0, once));
  EXPECT_EQ(first.line.version, 1);
  EXPECT_EQ(again.line.version, 1);
  EXPECT_EQ(told, 1);
}

TEST_F(ReportServiceTest, OfficersAndReviewersKeepToTheirReach) {
  const std::string east = share_of(1, "east");
  const ReportContent content = text_report("替别人报");
  EXPECT_EQ(problem_of(reports_.submit(officer("west"), east, kMarch, content, 0, {})),
            "403 forbidden");
  submit("east", east, "已安排");
  EXPECT_EQ(problem_of(reports_.verify(officer("east"), east, kMarch, 1, {})), "403 forbidden");
  EXPECT_EQ(problem_of(reports_.list(actor("administrator", "city"), {})), "403 forbidden");
}

TEST_F(ReportServiceTest, APeriodThatIsNotAskedTakesNoReport) {
  const ReportContent content = text_report("早了");
  const Actor east = officer("east");
  EXPECT_EQ(problem_of(reports_.submit(east, share_of(1, "east"), "2021-04", content, 0, {})),
            "409 not-asked");
  EXPECT_EQ(problem_of(reports_.submit(officer("education"), share_of(3, "education"), kMarch,
                                       content, 0, {})),
            "409 not-asked");
  EXPECT_EQ(problem_of(reports_.report(east, share_of(1, "east"), "2021-13")), "404 not-found");
  EXPECT_EQ(problem_of(reports_.report(east, "no-such-share", kMarch)), "404 not-found");
}

TEST_F(ReportServiceTest, TheSuccessorReportsForAnAbolishedUnit) {
  const std::string share = share_of(1, "finance");
  set_day(Date(2023, 7, 2));
  const MyReports mine = run(reports_.my_reports(officer("treasury")));
  ASSERT_EQ(mine.owed.size(), 2U);  // May, which finance missed, and June
  EXPECT_EQ(mine.owed[1].period, "2023-06");
  EXPECT_EQ(mine.owed[1].share.id, share);
  submit("treasury", share, "接续办理", "2023-06");
}

TEST_F(ReportServiceTest, APostThatHasEndedGivesNothing) {
  Actor former = officer("east");
  former.posts.clear();
  const ReportContent content = text_report("晚了");
  EXPECT_EQ(problem_of(reports_.submit(former, share_of(1, "east"), kMarch, content, 0, {})),
            "403 forbidden");
}

TEST_F(ReportServiceTest, APastDayShowsWhatHadComeInByThen) {
  set_day(Date(2021, 4, 2));
  submit("east", share_of(1, "east"), "已安排");
  set_day(Date(2021, 4, 20));
  EXPECT_EQ(
      run(reports_.list(office(), {.period = kMarch, .as_of = Date(2021, 4, 1)})).counts.submitted,
      0);
  EXPECT_EQ(
      run(reports_.list(office(), {.period = kMarch, .as_of = Date(2021, 4, 2)})).counts.submitted,
      1);
}

TEST_F(ReportServiceTest, TheLeadSetsMilestonesForAllSharesOfItsTask) {
  set_milestones("finance", share_of(1, "finance"), true);
  const MilestonesView east = run(reports_.milestones(officer("east"), share_of(1, "east")));
  EXPECT_EQ(east.list.milestones.size(), document_milestones().size());
  EXPECT_EQ(east.drawn_up_by->id, "finance");
  EXPECT_EQ(east.version, 0);
  EXPECT_EQ(run(reports_.report(officer("east"), share_of(1, "east"), kMarch)).milestones.size(),
            document_milestones().size());
  // A unit's own list goes before it.
  MilestoneList own;
  own.milestones = {document_milestones()[0]};
  run(reports_.set_milestones(officer("east"), share_of(1, "east"), own, 0, {}));
  EXPECT_EQ(run(reports_.report(officer("east"), share_of(1, "east"), kMarch)).milestones.size(),
            1U);
}

TEST_F(ReportServiceTest, OnlyALeadSetsThemForAll) {
  MilestoneList list;
  list.for_all = true;
  EXPECT_EQ(problem_of(reports_.set_milestones(officer("east"), share_of(1, "east"), list, 0, {})),
            "403 forbidden");
  // Each county leads its own share of task 2, and nobody else's.
  EXPECT_EQ(problem_of(reports_.set_milestones(officer("east"), share_of(2, "east"), list, 0, {})),
            "403 forbidden");
  EXPECT_EQ(problem_of(reports_.set_milestones(officer("west"), share_of(1, "east"), {}, 0, {})),
            "403 forbidden");
}

TEST_F(ReportServiceTest, MilestonesOfAnOldVersionAreRefused) {
  const std::string share = share_of(1, "finance");
  set_milestones("finance", share, true);
  EXPECT_EQ(problem_of(reports_.set_milestones(officer("finance"), share, {}, 0, {})), "412 stale");
  const MilestonesView cleared = run(reports_.set_milestones(officer("finance"), share, {}, 1, {}));
  EXPECT_EQ(cleared.version, 2);
}

TEST_F(ReportServiceTest, ASubmittedReportKeepsTheMilestonesItWasWrittenFor) {
  const std::string share = share_of(1, "finance");
  const MilestonesView set = set_milestones("finance", share, false);
  ReportContent content = text_report("已起草");
  content.ticks = {{set.list.milestones[0].id, Date(2021, 3, 9)}};
  const ReportView sent = run(reports_.submit(officer("finance"), share, kMarch, content, 0, {}));
  EXPECT_EQ(sent.line.progress, (Progress{1, 7}));
  run(reports_.set_milestones(officer("finance"), share, {}, 1, {}));
  const ReportView later = run(reports_.report(office(), share, kMarch));
  EXPECT_EQ(later.milestones.size(), 7U);
  EXPECT_EQ(later.line.progress, (Progress{1, 7}));
}

TEST_F(ReportServiceTest, StepsAreInTheAuditTrail) {
  submit("east", share_of(1, "east"), "已安排");
  const auto audit = run(access_->audit(actor("administrator", "city"), {}));
  std::vector<std::string> actions;
  for (const auto& entry : audit.entries) actions.push_back(entry.action);
  EXPECT_THAT(actions, testing::UnorderedElementsAre("share.report", "report.submit"));
}

TEST_F(ReportServiceTest, AReportIsReadAsItStoodOnAnEarlierDay) {
  const std::string share = share_of(1, "east");
  set_day(Date(2021, 4, 1));
  run(reports_.save(officer("east"), share, kMarch, text_report("写了一半"), 0, {}));
  set_day(Date(2021, 4, 2));
  submit("east", share, "已安排资金", kMarch, 1);
  set_day(Date(2021, 4, 6));
  run(reports_.verify(office(), share, kMarch, 2, {}));
  const auto on = [&](Date day) { return run(reports_.report(office(), share, kMarch, day)); };
  EXPECT_EQ(on(Date(2021, 4, 6)).line.state, ReportState::verified);
  const ReportView before = on(Date(2021, 4, 5));
  EXPECT_EQ(before.line.state, ReportState::submitted);
  EXPECT_EQ(before.content.text, "已安排资金");
  EXPECT_EQ(before.history.size(), 2U);
  EXPECT_THAT(before.possible, IsEmpty());
  // A draft is read as it was, and nothing is prefilled that did not exist then.
  const ReportView own = run(reports_.report(officer("east"), share, kMarch, Date(2021, 4, 1)));
  EXPECT_EQ(own.content.text, "写了一半");
  EXPECT_THAT(own.possible, IsEmpty());
  const ReportView next = run(reports_.report(officer("east"), share, "2021-04", Date(2021, 4, 5)));
  EXPECT_FALSE(next.line.state);
  EXPECT_EQ(next.content.text, "");
}

TEST_F(ReportServiceTest, ADayToComeOrBeforeThePlanIsRefusedForAReport) {
  const std::string share = share_of(1, "east");
  EXPECT_EQ(problem_of(reports_.report(office(), share, kMarch, Date(2021, 3, 11))),
            "400 bad-request");
  EXPECT_EQ(problem_of(reports_.report(office(), share, kMarch, Date(2019, 1, 1))),
            "400 bad-request");
  EXPECT_EQ(problem_of(reports_.report(office(), "no-such-share", kMarch, Date(2021, 3, 9))),
            "404 not-found");
}

TEST_F(ReportServiceTest, MilestonesAreReadAsTheyStoodOnAnEarlierDay) {
  const std::string share = share_of(1, "east");
  set_day(Date(2021, 3, 20));
  MilestoneList list = set_milestones("east", share, false).list;
  set_day(Date(2021, 4, 10));
  list.milestones.resize(2);
  run(reports_.set_milestones(officer("east"), share, list, 1, {}));
  const auto on = [&](Date day) { return run(reports_.milestones(officer("east"), share, day)); };
  EXPECT_EQ(on(Date(2021, 3, 19)).version, 0);
  EXPECT_EQ(on(Date(2021, 4, 9)).list.milestones.size(), document_milestones().size());
  EXPECT_FALSE(on(Date(2021, 4, 9)).may_edit);
  EXPECT_EQ(on(Date(2021, 4, 10)).list.milestones.size(), 2U);
  EXPECT_TRUE(on(Date(2021, 4, 10)).may_edit);
}

}  // namespace share
