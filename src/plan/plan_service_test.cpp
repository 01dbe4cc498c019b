#include "plan/plan_service.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>

#include "access/access_schema.hpp"
#include "base/problem.hpp"
#include "db/failure.hpp"
#include "db/migration.hpp"
#include "plan/plan_directory.hpp"
#include "plan/plan_schema.hpp"
#include "plan/small_plan.hpp"

namespace plan {

namespace {

// A database in a folder of its own; the black-box tests run the same on PostgreSQL.
class PlanServiceTest : public testing::Test {
 protected:
  PlanServiceTest()
      : folder_(std::filesystem::temp_directory_path() / ("plan_service_" + token())),
        clock_({base::start_of(Date(2020, 12, 14)).us + 1}) {
    std::filesystem::create_directories(folder_);
    database_ = db::Database::open({.url = "sqlite:" + (folder_ / "test.db").string()}, clock_);
    std::vector<db::Migration> all;
    for (const auto& some : {zhijiao::access::access_migrations(), plan_migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    db::migrate(*database_, all);
    access_.emplace(*database_, random_, passwords_, attempts_, directory_of(small_plan()));
    service_.emplace(*database_, *access_, random_, "990100", "small");
  }

  ~PlanServiceTest() override {
    service_.reset();
    access_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string token() { return base::new_token(random_).substr(0, 10); }

  template <class T>
  T run(boost::asio::awaitable<T> work) {
    boost::asio::io_context context;
    auto result = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
    context.run();
    return result.get();
  }

  // Status and type of the Problem that `work` ends with.
  template <class T>
  std::string problem_of(boost::asio::awaitable<T> work) {
    try {
      run(std::move(work));
    } catch (const base::Problem& problem) {
      return std::to_string(problem.status()) + " " + problem.type();
    }
    return "no problem";
  }

  Actor actor(const std::string& role, const std::string& unit) {
    const auto directory = access_->directory();
    Actor made;
    made.region = "990100";
    made.account = "account-" + role;
    made.name = role;
    made.display_name = "某某";
    made.posts.push_back({"post", unit, *directory->find_role(role), clock_.today(), {}, false, 1});
    return made;
  }
  Actor office() { return actor("plan_office", "education"); }

  ShareLine share_of(int task, const std::string& unit) {
    const Board shown = run(service_->board(office(), {.unit = unit, .task = task}));
    return shown.shares.at(0);
  }

  ShareView record(const ShareLine& share, const NewStep& step, const db::Once& once = {}) {
    Actor by = office();
    by.program = step.step == StepKind::close;  // as the application for closing ends
    return run(service_->record_step(by, share.id, step, share.version, once));
  }

  void set_day(Date day) { clock_.set({base::start_of(day).us + 3'600'000'000}); }

  base::SecureRandom random_;
  std::filesystem::path folder_;
  base::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
  zhijiao::access::PasswordPool passwords_{{zhijiao::access::PasswordCost::least(), 1, 4}};
  zhijiao::access::AttemptLimit attempts_{clock_};
  std::optional<zhijiao::access::AccessService> access_;
  std::optional<PlanService> service_;
};

const NewStep kReport{.step = StepKind::report, .note = "已启动"};

NewStep close_step() {
  return {.step = StepKind::close,
          .document_number = "小职教办〔2021〕2号",
          .document_on = Date(2021, 5, 1)};
}

}  // namespace

TEST_F(PlanServiceTest, NobodyClosesAShareAlone) {
  service_->load_now(small_plan(), "start");
  const ShareLine share = share_of(1, "finance");
  EXPECT_EQ(problem_of(service_->record_step(office(), share.id, close_step(), share.version, {})),
            "409 close-by-application");
}

TEST_F(PlanServiceTest, AnOverrideChangesNoEarlierDay) {
  service_->load_now(small_plan(), "start");
  const ShareLine share = share_of(1, "finance");
  set_day(share.due_on.plus_days(10));
  const NewStep said{
      .step = StepKind::override_status, .note = "等待批复", .status = Status::on_course};
  const ShareView now = record(share_of(1, "finance"), said);
  EXPECT_EQ(now.share.status, Status::on_course);
  EXPECT_EQ(now.share.computed, Status::late);
  const ShareView before =
      run(service_->share(office(), share.id, std::optional(share.due_on.plus_days(9))));
  EXPECT_EQ(before.share.status, Status::late);
  EXPECT_EQ(before.share.computed, std::nullopt);
}

TEST_F(PlanServiceTest, LoadingTwiceMakesOneVersion) {
  const LoadOutcome first = service_->load_now(small_plan(), "start");
  EXPECT_TRUE(first.changed);
  EXPECT_EQ(first.version, 1);
  EXPECT_EQ(first.shares_added, 7);
  const LoadOutcome again = service_->load_now(small_plan(), "start");
  EXPECT_FALSE(again.changed);
  EXPECT_EQ(again.version, 1);
}

TEST_F(PlanServiceTest, ANewVersionRevisesSharesAndSaysWhatChanged) {
  service_->load_now(small_plan(), "start");
  record(share_of(1, "east"), kReport);
  set_day(Date(2021, 2, 1));
  Plan next = small_plan();
  next.tasks[0].deadline.on = Date(2022, 6, 30);
  next.tasks[1].responsible = {{"education", "", "市教育局", Role::presumed_lead}};
  const LoadOutcome outcome = service_->load_now(next, "start");
  EXPECT_EQ(outcome.version, 2);
  EXPECT_EQ(outcome.shares_added, 1);
  EXPECT_EQ(outcome.shares_revised, 4);
  EXPECT_EQ(outcome.shares_withdrawn, 2);
  EXPECT_FALSE(outcome.changes.empty());
  EXPECT_EQ(share_of(1, "east").due_on, Date(2022, 6, 30));
  EXPECT_EQ(share_of(1, "east").begun_on, Date(2020, 12, 14));
  const Board before = run(service_->board(office(), {.as_of = Date(2021, 1, 31), .task = 2}));
  EXPECT_EQ(before.shares.size(), 2U);
  const PlanVersionList versions = run(service_->versions(office()));
  ASSERT_EQ(versions.versions.size(), 2U);
  EXPECT_FALSE(versions.versions[0].changes.empty());
}

TEST_F(PlanServiceTest, AWithdrawnShareComesBackWhenThePlanNamesItAgain) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 2, 1));
  Plan without = small_plan();
  without.tasks.pop_back();
  service_->load_now(without, "start");
  set_day(Date(2021, 3, 1));
  EXPECT_EQ(service_->load_now(small_plan(), "start").shares_revised, 1);
  EXPECT_EQ(share_of(3, "education").status, Status::condition_pending);
}

TEST_F(PlanServiceTest, AFinishedShareStaysFinishedWhenThePlanForgetsItAndNamesItAgain) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  record(share_of(1, "east"), close_step());
  set_day(Date(2021, 7, 1));
  Plan without = small_plan();
  without.tasks[0].responsible.pop_back();
  EXPECT_EQ(service_->load_now(without, "start").shares_withdrawn, 1);  // west alone
  EXPECT_EQ(share_of(1, "east").status, Status::closed);
  set_day(Date(2021, 8, 1));
  EXPECT_EQ(service_->load_now(small_plan(), "start").shares_revised, 1);
  EXPECT_EQ(share_of(1, "east").closed_on, Date(2021, 6, 1));
  EXPECT_EQ(share_of(1, "east").document_number, "小职教办〔2021〕2号");
  EXPECT_EQ(share_of(1, "west").status, Status::not_begun);
}

TEST_F(PlanServiceTest, AFinishedShareIsNotShownWhileThePlanHasNotItsTask) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  record(share_of(2, "east"), close_step());
  Plan without = small_plan();
  without.tasks.erase(without.tasks.begin() + 1);
  service_->load_now(without, "start");
  const UnitView east = run(service_->unit(office(), "east", {}));
  ASSERT_EQ(east.shares.size(), 1U);
  EXPECT_EQ(east.shares[0].task, 1);
  service_->load_now(small_plan(), "start");
  EXPECT_EQ(share_of(2, "east").status, Status::closed);
}

TEST_F(PlanServiceTest, AShareStopsWaitingWhenThePlanDropsItsCondition) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 2, 1));
  Plan next = small_plan();
  next.tasks[2].conditions.clear();
  EXPECT_EQ(service_->load_now(next, "start").shares_revised, 1);
  EXPECT_EQ(share_of(3, "education").status, Status::not_begun);
}

TEST_F(PlanServiceTest, AnExtensionOutlivesANewDeadlineOfThePlan) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 2, 1));
  NewStep extend = close_step();
  extend.step = StepKind::extend;
  extend.document_on = Date(2021, 1, 20);
  extend.due_on = Date(2023, 12, 31);
  record(share_of(1, "east"), extend);
  set_day(Date(2021, 3, 1));
  Plan next = small_plan();
  next.tasks[0].deadline.on = Date(2022, 6, 30);
  service_->load_now(next, "start");
  EXPECT_EQ(share_of(1, "east").due_on, Date(2023, 12, 31));
  EXPECT_EQ(share_of(1, "west").due_on, Date(2022, 6, 30));
}

TEST_F(PlanServiceTest, AnotherPlanIsNotLoadedOverThisOne) {
  service_->load_now(small_plan(), "start");
  Plan other = small_plan();
  other.id = "other";
  EXPECT_THROW(service_->load_now(other, "start"), base::Problem);
}

TEST_F(PlanServiceTest, ADayShowsWhatWasRecordedByThen) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  record(share_of(1, "finance"), close_step());
  const auto status_on = [&](Date day) {
    return run(service_->board(office(), {.as_of = day, .unit = "finance"})).shares.at(0).status;
  };
  EXPECT_EQ(status_on(Date(2021, 5, 31)), Status::not_begun);
  EXPECT_EQ(status_on(Date(2021, 6, 1)), Status::closed);
}

TEST_F(PlanServiceTest, ADayBeforeTheFirstRecordShowsThePlanWithoutProgress) {
  set_day(Date(2026, 1, 1));
  service_->load_now(small_plan(), "start");
  const Board shown = run(service_->board(office(), {.as_of = Date(2022, 7, 1)}));
  EXPECT_FALSE(shown.recorded);
  EXPECT_EQ(shown.share_counts.late, 4);
  EXPECT_EQ(problem_of(service_->board(office(), {.as_of = Date(2020, 12, 13)})),
            "400 bad-request");
  EXPECT_EQ(problem_of(service_->board(office(), {.as_of = Date(2026, 1, 2)})), "400 bad-request");
}

TEST_F(PlanServiceTest, AStaleVersionIsRefusedWithThePresentOne) {
  service_->load_now(small_plan(), "start");
  const ShareLine share = share_of(1, "east");
  record(share, kReport);
  try {
    record(share, kReport);
    FAIL() << "a stale version was taken";
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 412);
    EXPECT_NE(problem.current().find("\"version\":2"), std::string::npos);
  }
}

TEST_F(PlanServiceTest, ARetryIsDoneOnce) {
  service_->load_now(small_plan(), "start");
  const ShareLine share = share_of(1, "east");
  const db::Once once{"990100", "account", "key-1", "fingerprint"};
  const ShareView first = record(share, kReport, once);
  const ShareView second = record(share, kReport, once);
  EXPECT_EQ(first.share.version, 2);
  EXPECT_EQ(second.share.version, 2);
  EXPECT_EQ(share_of(1, "east").version, 2);
}

TEST_F(PlanServiceTest, AnOfficerRecordsOnlyWithinReach) {
  service_->load_now(small_plan(), "start");
  const ShareLine east = share_of(1, "east");
  EXPECT_EQ(problem_of(service_->record_step(actor("unit_officer", "west"), east.id, kReport,
                                             east.version, {})),
            "403 forbidden");
  EXPECT_EQ(problem_of(service_->record_step(actor("unit_officer", "east"), east.id, close_step(),
                                             east.version, {})),
            "403 forbidden");
  EXPECT_EQ(problem_of(service_->record_step(actor("unit_officer", "east"), east.id, kReport,
                                             east.version, {})),
            "no problem");
}

TEST_F(PlanServiceTest, TheSuccessorsOfficerRecordsWhatWasTakenOver) {
  service_->load_now(small_plan(), "start");
  const ShareLine share = share_of(1, "finance");
  set_day(Date(2023, 7, 2));
  EXPECT_EQ(problem_of(service_->record_step(actor("unit_officer", "treasury"), share.id, kReport,
                                             share.version, {})),
            "no problem");
}

TEST_F(PlanServiceTest, AReassignedShareIsTheNewUnitsFromThatDayOn) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  const ShareLine before = share_of(1, "finance");
  NewStep reassign = close_step();
  reassign.step = StepKind::reassign;
  reassign.units = {{"treasury"}};
  record(before, reassign);
  EXPECT_EQ(share_of(1, "treasury").id, before.id);
  EXPECT_EQ(problem_of(service_->record_step(actor("unit_officer", "treasury"), before.id, kReport,
                                             before.version + 1, {})),
            "no problem");
  const Board then =
      run(service_->board(office(), {.as_of = Date(2021, 5, 31), .unit = "finance"}));
  EXPECT_EQ(then.shares.at(0).id, before.id);
  // The plan still gives it to finance; that is the same share, not a new one.
  set_day(Date(2021, 7, 1));
  Plan next = small_plan();
  next.tasks[0].deadline.on = Date(2022, 6, 30);
  EXPECT_EQ(service_->load_now(next, "start").shares_added, 0);
  EXPECT_EQ(share_of(1, "treasury").due_on, Date(2022, 6, 30));
}

TEST_F(PlanServiceTest, ASplitGivesOtherUnitsSharesThatANewVersionKeeps) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  NewStep split = close_step();
  split.step = StepKind::split;
  split.units = {{"treasury"}};
  record(share_of(1, "finance"), split);
  EXPECT_EQ(share_of(1, "treasury").due_on, Date(2021, 12, 31));
  EXPECT_EQ(run(service_->board(office(), {.as_of = Date(2021, 5, 31), .task = 1})).shares.size(),
            4U);
  EXPECT_EQ(run(service_->board(office(), {.task = 1})).shares.size(), 5U);
  set_day(Date(2021, 7, 1));
  Plan next = small_plan();
  next.tasks[1].deadline.on = Date(2023, 6, 30);
  EXPECT_EQ(service_->load_now(next, "start").shares_withdrawn, 0);
}

TEST_F(PlanServiceTest, AConfirmedLeadIsOneFromThatDayOn) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  NewStep confirm = close_step();
  confirm.step = StepKind::confirm_lead;
  const auto lead_on = [&](Date day) { return run(service_->task(office(), 1, day)).task; };
  EXPECT_EQ(run(service_->task(office(), 1, {})).may_lead.size(), 2U);  // finance and education
  record(share_of(1, "finance"), confirm);
  EXPECT_TRUE(lead_on(Date(2021, 5, 31)).lead_presumed);
  EXPECT_FALSE(lead_on(Date(2021, 6, 1)).lead_presumed);
  EXPECT_EQ(lead_on(Date(2021, 6, 1)).lead_document, "小职教办〔2021〕2号");
  set_day(Date(2021, 7, 1));
  confirm.document_number = "小职教办〔2021〕8号";
  record(share_of(1, "education"), confirm);
  EXPECT_EQ(lead_on(Date(2021, 7, 1)).lead->id, "education");
  EXPECT_EQ(lead_on(Date(2021, 6, 30)).lead->id, "finance");
  EXPECT_EQ(share_of(1, "finance").role, Role::supporting);
  EXPECT_EQ(share_of(1, "finance").document_number, "小职教办〔2021〕8号");
  EXPECT_TRUE(run(service_->task(actor("unit_officer", "education"), 1, {})).may_lead.empty());
}

TEST_F(PlanServiceTest, AConfirmedLeadOutlivesANewVersionOfThePlan) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  NewStep confirm = close_step();
  confirm.step = StepKind::confirm_lead;
  record(share_of(1, "education"), confirm);
  Plan next = small_plan();
  next.title.zh = "小城职教方案（修订）";
  EXPECT_EQ(service_->load_now(next, "start").shares_revised, 0);
  next.tasks[0].responsible[0].role = Role::lead;
  EXPECT_EQ(service_->load_now(next, "start").shares_revised, 1);
  EXPECT_EQ(share_of(1, "education").role, Role::lead);
  EXPECT_EQ(share_of(1, "finance").role, Role::supporting);
  next.tasks[0].responsible.push_back({"treasury", "", "市国库局", Role::lead});
  EXPECT_EQ(service_->load_now(next, "start").shares_added, 1);
  EXPECT_EQ(share_of(1, "treasury").role, Role::supporting);
}

TEST_F(PlanServiceTest, AMergedShareNamesTheTaskItWentInto) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  NewStep merge = close_step();
  merge.step = StepKind::merge;
  merge.into = share_of(2, "east").id;
  const ShareView merged = record(share_of(1, "east"), merge);
  EXPECT_EQ(merged.share.status, Status::ended);
  EXPECT_EQ(run(service_->share(office(), merged.share.id, {})).steps.at(0).into_task, 2);
}

TEST_F(PlanServiceTest, AChangePointsAtWhatIsThere) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  const ShareLine share = share_of(1, "finance");
  const auto said = [&](StepKind step, const std::string& into, const std::string& unit) {
    NewStep asked = close_step();
    asked.step = step;
    if (!into.empty()) asked.into = into;
    if (!unit.empty()) asked.units = {{unit}};
    return problem_of(service_->record_step(office(), share.id, asked, share.version, {}));
  };
  EXPECT_EQ(said(StepKind::merge, "no-such-share", ""), "409 wrong-state");
  EXPECT_EQ(said(StepKind::reassign, "", "nobody"), "422 invalid");
  EXPECT_EQ(said(StepKind::reassign, "", "east"), "409 share-exists");
  EXPECT_EQ(said(StepKind::split, "", "education"), "409 share-exists");
}

TEST_F(PlanServiceTest, TheScanOfADocumentIsCheckedByWhoKeepsFiles) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  service_->require_files([](db::Connection&, const Actor&, const std::vector<std::string>& ids) {
    if (ids != std::vector<std::string>{"scan"}) throw base::not_found({"文件", "The file"});
  });
  NewStep end = close_step();
  end.step = StepKind::end;
  end.document_file = "other";
  const ShareLine share = share_of(1, "east");
  EXPECT_EQ(problem_of(service_->record_step(office(), share.id, end, share.version, {})),
            "404 not-found");
  end.document_file = "scan";
  EXPECT_EQ(record(share, end).steps.at(0).document_file, "scan");
}

TEST_F(PlanServiceTest, EachReadNeedsItsPermission) {
  service_->load_now(small_plan(), "start");
  const Actor administrator = actor("administrator", "city");
  EXPECT_EQ(problem_of(service_->board(administrator, {})), "403 forbidden");
  EXPECT_EQ(problem_of(service_->plan(administrator, {})), "403 forbidden");
  EXPECT_EQ(problem_of(service_->findings(actor("unit_officer", "east"), {})), "403 forbidden");
  EXPECT_EQ(problem_of(service_->share(office(), "no-such-share", {})), "404 not-found");
}

TEST_F(PlanServiceTest, AStepIsInTheAuditTrailAndTold) {
  service_->load_now(small_plan(), "start");
  std::vector<std::string> told;
  service_->on_change(
      [&](const std::string& kind, const std::string& key) { told.push_back(kind + " " + key); });
  const ShareLine share = share_of(1, "east");
  record(share, kReport);
  EXPECT_EQ(told, std::vector<std::string>{"share " + share.id});
  const auto audit = run(access_->audit(actor("administrator", "city"), {}));
  EXPECT_EQ(audit.entries.at(0).action, "share.report");
  EXPECT_EQ(audit.entries.at(0).subject, share.id);
}

TEST_F(PlanServiceTest, HistoryKeepsEveryStepAfterAClockSetBack) {
  service_->load_now(small_plan(), "start");
  set_day(Date(2021, 6, 1));
  record(share_of(1, "east"), kReport);
  set_day(Date(2021, 5, 1));
  record(share_of(1, "east"), kReport);
  const ShareLine share = share_of(1, "east");
  EXPECT_EQ(share.version, 3);
}

TEST_F(PlanServiceTest, TheDatabaseRefusesAClosedShareWithoutADay) {
  service_->load_now(small_plan(), "start");
  EXPECT_THROW(database_->write_now([](db::Connection& connection) {
    connection.execute("UPDATE share SET state = 'closed' WHERE region = :region",
                       {{"region", "990100"}});
  }),
               db::ConstraintViolation);
}

}  // namespace plan
