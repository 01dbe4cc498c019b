#include "share/milestone_progress.hpp"

#include "share/report_service.hpp"
#include "share/small_world.hpp"

namespace share {

namespace {

using base::Date;
using plan::Status;

constexpr const char* kMarch = "2021-03";

class MilestoneProgressTest : public SmallWorld {
 protected:
  MilestoneProgressTest() {
    plans_->milestones_from([this](db::Connection& connection, const plan::World& world) {
      return progress_.standings(connection, world);
    });
  }

  // Finance leads task 1: a draft by the end of March, consultation by the end of April.
  MilestonesView draw_up(bool for_all, std::int64_t version = 0) {
    MilestoneList list;
    list.for_all = for_all;
    list.milestones = {milestone("起草", Date(2021, 3, 31)),
                       milestone("征求意见", Date(2021, 4, 30))};
    return run(
        reports_.set_milestones(officer("finance"), share_of(1, "finance"), list, version, {}));
  }
  Milestone milestone(std::string title, std::optional<Date> due_on) {
    Milestone made;
    made.title = std::move(title);
    made.due_on = due_on;
    return made;
  }

  // East reports on a period; what is ticked is ticked on that day.
  ReportContent ticked(const std::vector<std::string>& ids, Date on) {
    ReportContent content;
    content.text = "进展";
    for (const std::string& id : ids) content.ticks.push_back({id, on});
    return content;
  }

  plan::ShareLine line(const std::string& unit, std::optional<Date> as_of = {}) {
    return run(plans_->board(office(), {.as_of = as_of, .unit = unit, .task = 1})).shares.at(0);
  }

  MilestoneProgress progress_{"990100"};
  ReportService reports_{*database_, *access_, *plans_, *files_, random_};
};

}  // namespace

TEST_F(MilestoneProgressTest, AShareWarnsOfAMilestoneItsReportsHadNotReached) {
  const MilestonesView drawn = draw_up(true);
  EXPECT_EQ(line("east").status, Status::not_begun);
  EXPECT_EQ(line("east").milestone, (plan::MilestoneMark{"起草", Date(2021, 3, 31), false}));
  set_day(Date(2021, 4, 10));
  EXPECT_EQ(line("east").status, Status::due_soon);
  EXPECT_EQ(line("east").milestone, (plan::MilestoneMark{"起草", Date(2021, 3, 31), true}));
  const std::string share = share_of(1, "east");
  const std::string draft = drawn.list.milestones[0].id;
  const ReportContent done = ticked({draft}, Date(2021, 4, 2));
  run(reports_.save(officer("east"), share, kMarch, done, 0, {}));
  EXPECT_EQ(line("east").status, Status::due_soon);  // a draft tells nobody
  run(reports_.submit(officer("east"), share, kMarch, done, 1, {}));
  EXPECT_EQ(line("east").status, Status::on_course);
  EXPECT_EQ(line("east").milestone, (plan::MilestoneMark{"征求意见", Date(2021, 4, 30), false}));
  EXPECT_EQ(line("west").status, Status::due_soon);
}

TEST_F(MilestoneProgressTest, EachDayIsAsItWasKnownThen) {
  const MilestonesView drawn = draw_up(true);
  set_day(Date(2021, 4, 10));
  const std::string share = share_of(1, "east");
  const ReportContent done = ticked({drawn.list.milestones[0].id}, Date(2021, 3, 20));
  run(reports_.submit(officer("east"), share, kMarch, done, 0, {}));
  set_day(Date(2021, 4, 20));
  MilestoneList later = drawn.list;
  later.milestones[1].due_on = Date(2021, 4, 15);
  run(reports_.set_milestones(officer("finance"), share_of(1, "finance"), later, 1, {}));
  EXPECT_EQ(line("east", Date(2021, 3, 31)).status, Status::not_begun);
  // Ticked for 20 March, but told on 10 April.
  EXPECT_EQ(line("east", Date(2021, 4, 9)).status, Status::due_soon);
  EXPECT_EQ(line("east", Date(2021, 4, 10)).status, Status::on_course);
  // The list was changed on 20 April.
  EXPECT_EQ(line("east", Date(2021, 4, 19)).status, Status::on_course);
  EXPECT_EQ(line("east").status, Status::due_soon);
  EXPECT_EQ(line("east").milestone, (plan::MilestoneMark{"征求意见", Date(2021, 4, 15), true}));
}

TEST_F(MilestoneProgressTest, TheNewestReportSaysWhatIsReached) {
  const MilestonesView drawn = draw_up(true);
  const std::string share = share_of(1, "east");
  const std::string draft = drawn.list.milestones[0].id;
  set_day(Date(2021, 4, 2));
  const ReportContent done = ticked({draft}, Date(2021, 4, 1));
  run(reports_.submit(officer("east"), share, kMarch, done, 0, {}));
  set_day(Date(2021, 5, 2));
  // It turned out not to be done.
  const ReportContent undone = ticked({}, Date(2021, 5, 1));
  run(reports_.submit(officer("east"), share, "2021-04", undone, 0, {}));
  EXPECT_EQ(line("east").milestone, (plan::MilestoneMark{"起草", Date(2021, 3, 31), true}));
}

TEST_F(MilestoneProgressTest, AListThatIsNotForAllConcernsItsOwnShareOnly) {
  draw_up(false);
  set_day(Date(2021, 4, 10));
  EXPECT_EQ(line("finance").status, Status::due_soon);
  EXPECT_EQ(line("east").status, Status::not_begun);
  EXPECT_FALSE(line("east").milestone);
}

TEST_F(MilestoneProgressTest, AStepAnswersWithTheSameStatusAsTheBoard) {
  draw_up(true);
  set_day(Date(2021, 4, 10));
  const plan::ShareLine east = line("east");
  const plan::NewStep report{.step = plan::StepKind::report, .note = "推进中"};
  EXPECT_EQ(
      run(plans_->record_step(officer("east"), east.id, report, east.version, {})).share.status,
      Status::due_soon);
}

TEST_F(MilestoneProgressTest, MyWorkPutsAMissedMilestoneAmongWhatIsDue) {
  draw_up(true);
  set_day(Date(2021, 4, 10));
  const plan::MyWork work = run(plans_->my_work(officer("east")));
  ASSERT_EQ(work.due.size(), 1U);
  EXPECT_EQ(work.due[0].task, 1);
}

TEST_F(MilestoneProgressTest, ThePublicIsToldOfDeadlinesOnly) {
  draw_up(true);
  set_day(Date(2021, 4, 10));
  EXPECT_EQ(run(plans_->public_progress({})).tasks.at(0).status, Status::not_begun);
}

}  // namespace share
