#include "plan/plan_board.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/problem.hpp"
#include "plan/small_plan.hpp"

namespace plan {

namespace {

World world_on(Date day) {
  World world;
  world.edition = std::make_shared<const PlanEdition>(small_plan(), 1, base::Instant{0});
  world.shares = unrecorded_shares(*world.edition);
  int number = 0;
  for (ShareRecord& share : world.shares) {
    share.id = "share-" + std::to_string(++number);
    share.version = 1;
  }
  world.as_of = day;
  world.today = day;
  return world;
}

ShareRecord& share_of(World& world, int task, const std::string& unit) {
  return *std::ranges::find_if(world.shares, [&](const ShareRecord& share) {
    return share.task == task && share.unit == unit;
  });
}

void close(World& world, int task, const std::string& unit, Date on) {
  ShareRecord& share = share_of(world, task, unit);
  share.state = ShareState::closed;
  share.closed_on = on;
}

Viewer everywhere() {
  Viewer viewer;
  viewer.records.everywhere = true;
  viewer.reads.everywhere = true;
  viewer.decides = true;
  return viewer;
}

std::vector<int> numbers(const std::vector<TaskLine>& tasks) {
  std::vector<int> found;
  for (const TaskLine& task : tasks) found.push_back(task.number);
  return found;
}

std::set<std::string> units_of(const std::vector<ShareLine>& shares) {
  std::set<std::string> units;
  for (const ShareLine& share : shares) units.insert(share.unit.id);
  return units;
}

const Date kSummer(2022, 7, 1);

}  // namespace

TEST(PlanBoard, AScopeGivesOneShareForEachMember) {
  const Board shown = board(world_on(kSummer), everywhere(), {});
  EXPECT_EQ(shown.tasks[0].shares_total, 4);
  EXPECT_EQ(shown.tasks[1].shares_total, 2);
  EXPECT_EQ(shown.shares.size(), 7U);
}

TEST(PlanBoard, SharesStandInTheOrderOfTheDocument) {
  World world = world_on(kSummer);
  std::ranges::reverse(world.shares);
  std::vector<std::string> units;
  for (const ShareLine& share : board(world, everywhere(), {.task = 1}).shares) {
    units.push_back(share.unit.id);
  }
  EXPECT_EQ(units, (std::vector<std::string>{"finance", "education", "east", "west"}));
}

TEST(PlanBoard, OnlyUnitsThatAreLateAreLate) {
  World world = world_on(kSummer);
  close(world, 1, "finance", Date(2021, 12, 20));
  const Board shown = board(world, everywhere(), {.status = "late"});
  EXPECT_EQ(units_of(shown.shares), (std::set<std::string>{"education", "east", "west"}));
  EXPECT_EQ(numbers(shown.tasks), std::vector<int>{1});
  EXPECT_EQ(shown.tasks[0].status, Status::late);
  EXPECT_EQ(shown.share_counts.late, 3);
}

TEST(PlanBoard, AMeasureSaysHowFarTasksCoverIt) {
  const Board shown = board(world_on(kSummer), everywhere(), {});
  EXPECT_EQ(shown.measures[0].coverage, Coverage::whole);
  EXPECT_EQ(shown.measures[1].coverage, Coverage::touched);
  EXPECT_EQ(shown.measures[2].coverage, Coverage::none);
}

TEST(PlanBoard, AMeasureWithSomethingLeftIsPartlyCovered) {
  World world = world_on(kSummer);
  Plan plan = small_plan();
  plan.measures[0].uncovered = {"奖励", "Rewards"};
  world.edition = std::make_shared<const PlanEdition>(plan, 1, base::Instant{0});
  EXPECT_EQ(board(world, everywhere(), {}).measures[0].coverage, Coverage::part);
}

TEST(PlanBoard, FiltersNarrowSharesAndTheTasksThatHaveThem) {
  const World world = world_on(kSummer);
  struct Row {
    BoardQuery query;
    std::vector<int> tasks;
    std::size_t shares;
  };
  const std::vector<Row> rows = {
      {{.unit = "education"}, {1, 3}, 2},
      {{.kind = "county"}, {1, 2}, 4},
      {{.measure = 2}, {2}, 2},
      {{.group = 2}, {}, 0},
      {{.task = 3}, {3}, 1},
      {{.quarter = "2022Q4"}, {2}, 2},
      {{.result = "document"}, {2}, 2},
      {{.lead = true}, {1, 2, 3}, 4},
      {{.q = "czj"}, {1}, 1},
      {{.q = "落实"}, {1}, 4},
      {{.status = "condition_pending,not_begun"}, {2, 3}, 3},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Board shown = board(world, everywhere(), rows[i].query);
    EXPECT_EQ(numbers(shown.tasks), rows[i].tasks) << "row " << i;
    EXPECT_EQ(shown.shares.size(), rows[i].shares) << "row " << i;
  }
}

// A scope whose members nobody has entered yet, as in a plan that was just drafted.
TEST(PlanBoard, ATaskThatNobodyOwesIsShownUntilAFilterAsksForUnits) {
  World world = world_on(kSummer);
  std::erase_if(world.shares, [](const ShareRecord& share) { return share.task == 2; });
  const auto shown = [&](const BoardQuery& query) {
    return numbers(board(world, everywhere(), query).tasks);
  };
  const std::vector<int> all = shown({});
  EXPECT_NE(std::ranges::find(all, 2), all.end());
  EXPECT_EQ(shown({.task = 2}), std::vector<int>{2});
  EXPECT_EQ(shown({.task = 2, .mine = true}), std::vector<int>{});
  EXPECT_EQ(shown({.status = "late", .task = 2}), std::vector<int>{});
  EXPECT_EQ(shown({.status = "not_begun", .task = 2}), std::vector<int>{2});
  EXPECT_EQ(shown({.q = "no such words", .task = 2}), std::vector<int>{});
  EXPECT_EQ(shown({.task = 2, .quarter = "1999Q1"}), std::vector<int>{});
}

TEST(PlanBoard, AFilterThatDoesNotExistIsAProblem) {
  const World world = world_on(kSummer);
  EXPECT_THROW(board(world, {}, {.status = "red"}), base::Problem);
  EXPECT_THROW(board(world, {}, {.kind = "planet"}), base::Problem);
  EXPECT_THROW(board(world, {}, {.quarter = "2022Q5"}), base::Problem);
  EXPECT_THROW(board(world, {}, {.result = "song"}), base::Problem);
}

TEST(PlanBoard, AMeasureWithoutTaskIsFoundByItsName) {
  const Board shown = board(world_on(kSummer), everywhere(), {.q = "交流"});
  ASSERT_EQ(shown.measures.size(), 1U);
  EXPECT_EQ(shown.measures[0].number, 3);
}

TEST(PlanBoard, OpenWorkMovesToTheSuccessorAndFinishedWorkStays) {
  World world = world_on(Date(2023, 7, 1));
  const Board later = board(world, everywhere(), {.task = 1, .lead = true});
  ASSERT_EQ(later.shares.size(), 1U);
  EXPECT_EQ(later.shares[0].unit.id, "treasury");
  EXPECT_EQ(later.shares[0].inherited_from->id, "finance");
  close(world, 1, "finance", Date(2022, 1, 5));
  const Board finished = board(world, everywhere(), {.task = 1, .lead = true});
  EXPECT_EQ(finished.shares[0].unit.id, "finance");
  EXPECT_FALSE(finished.shares[0].inherited_from);
}

TEST(PlanBoard, TheLeadOfATaskIsTheUnitThatItsShareNames) {
  World world = world_on(Date(2023, 7, 1));
  const auto lead = [&] { return task_page(world, everywhere(), 1).task.lead->id; };
  EXPECT_EQ(lead(), "treasury");
  close(world, 1, "finance", Date(2022, 1, 5));
  EXPECT_EQ(lead(), "finance");
  std::erase_if(world.shares, [](const ShareRecord& share) { return share.unit == "finance"; });
  EXPECT_EQ(lead(), "treasury");
}

TEST(PlanBoard, ATaskSaysHowItsUnitsFinished) {
  World world = world_on(kSummer);
  const auto reason = [&] { return task_page(world, everywhere(), 1).task.reason.zh; };
  EXPECT_EQ(reason(), "4 个责任单位中 4 个逾期，都未办结");
  close(world, 1, "finance", Date(2021, 12, 20));
  share_of(world, 1, "education").state = ShareState::routine;
  EXPECT_EQ(reason(), "4 个责任单位中 2 个逾期，1 个已销号、1 个转常态化");
}

TEST(PlanBoard, AUnitHasTheNameOfTheDay) {
  const auto name_on = [](Date day) {
    return unit_page(world_on(day), everywhere(), "east").line.unit.name.zh;
  };
  EXPECT_EQ(name_on(Date(2021, 5, 31)), "东州");
  EXPECT_EQ(name_on(Date(2021, 6, 1)), "东县");
}

TEST(PlanBoard, AConditionHoldsBackOnlyTheUnitsItNames) {
  const Board shown = board(world_on(Date(2025, 1, 1)), everywhere(), {.task = 3});
  EXPECT_EQ(shown.shares[0].status, Status::condition_pending);
}

TEST(PlanBoard, AConditionOfAPartLeavesTheRestOwed) {
  Plan plan = small_plan();
  plan.tasks[2].conditions[0].part = {"参照管理", "Rank"};
  World world = world_on(Date(2025, 1, 1));
  world.edition = std::make_shared<const PlanEdition>(plan, 1, base::Instant{0});
  world.shares = unrecorded_shares(*world.edition);
  EXPECT_EQ(board(world, everywhere(), {.task = 3}).shares[0].status, Status::late);
}

TEST(PlanBoard, ALateTaskShowsTheDayItIsLateSince) {
  World world = world_on(kSummer);
  share_of(world, 1, "west").due_on = Date(2022, 3, 31);
  const Board shown = board(world, everywhere(), {.task = 1});
  EXPECT_EQ(shown.tasks[0].due_on, Date(2021, 12, 31));
  EXPECT_EQ(shown.tasks[0].days_late, 182);
}

TEST(PlanBoard, TheConfirmedLeadIsTheTasksLeadAndAnOpenOneBeforeAFinishedOne) {
  World world = world_on(kSummer);
  const auto lead = [&] { return board(world, everywhere(), {.task = 1}).tasks[0]; };
  EXPECT_EQ(lead().lead->id, "finance");
  EXPECT_TRUE(lead().lead_presumed);
  share_of(world, 1, "education").lead_document = "二号";
  EXPECT_EQ(lead().lead->id, "education");
  EXPECT_FALSE(lead().lead_presumed);
  EXPECT_EQ(lead().lead_document, "二号");
  share_of(world, 1, "finance").lead_document = "一号";
  close(world, 1, "finance", kSummer);
  EXPECT_EQ(lead().lead_document, "二号");
  close(world, 1, "education", kSummer);
  share_of(world, 1, "finance").state = ShareState::open;
  EXPECT_EQ(lead().lead_document, "一号");
}

TEST(PlanBoard, AMissedMilestoneIsNamedByItsShareAndCountedByItsTask) {
  const Date spring(2021, 5, 1);
  World world = world_on(spring);
  MilestoneStandings standings;
  for (const char* unit : {"east", "west"}) {
    standings[share_of(world, 1, unit).id].missed = DatedMilestone{"起草", Date(2021, 3, 31)};
  }
  standings[share_of(world, 1, "education").id].next = DatedMilestone{"印发", Date(2021, 6, 30)};
  world.milestones = std::make_shared<const MilestoneStandings>(standings);
  const Board shown = board(world, everywhere(), {.task = 1});
  EXPECT_EQ(shown.tasks[0].status, Status::due_soon);
  EXPECT_EQ(shown.tasks[0].reason.zh, "4 个责任单位中 2 个临近时限或节点已过期，都未办结");
  const auto line = [&](const std::string& unit) {
    return *std::ranges::find_if(shown.shares,
                                 [&](const ShareLine& share) { return share.unit.id == unit; });
  };
  EXPECT_EQ(line("east").milestone, (MilestoneMark{"起草", Date(2021, 3, 31), true}));
  EXPECT_EQ(line("education").milestone, (MilestoneMark{"印发", Date(2021, 6, 30), false}));
  EXPECT_EQ(line("education").status, Status::not_begun);
  close(world, 1, "east", spring);
  EXPECT_FALSE(board(world, everywhere(), {.unit = "east", .task = 1}).shares[0].milestone);
}

TEST(PlanBoard, AWithdrawnShareIsHistory) {
  World world = world_on(kSummer);
  ShareRecord& share = share_of(world, 2, "west");
  share.state = ShareState::ended;
  share.closed_on = kSummer;
  share.step = StepKind::withdraw;
  EXPECT_EQ(board(world, everywhere(), {}).shares.size(), 6U);
}

TEST(PlanBoard, RanksUnitsByWhatTheyOwe) {
  const UnitList list = unit_list(world_on(kSummer), everywhere());
  const auto rank = [&](const std::string& id) {
    return std::ranges::find_if(list.units,
                                [&](const UnitLine& line) { return line.unit.id == id; })
        ->load_rank;
  };
  EXPECT_EQ(rank("education"), 1);
  EXPECT_EQ(rank("east"), 1);
  EXPECT_EQ(rank("finance"), 4);
}

TEST(PlanBoard, ATaskPageSaysWhoMustActNow) {
  const TaskView view = task_page(world_on(kSummer), everywhere(), 1);
  EXPECT_EQ(view.next.who.size(), 4U);
  EXPECT_EQ(view.commitments.size(), 1U);
  EXPECT_EQ(view.task.lead->id, "finance");
  EXPECT_TRUE(view.task.lead_presumed);
  EXPECT_THROW(task_page(world_on(kSummer), everywhere(), 99), base::Problem);
}

TEST(PlanBoard, ATaskOwnedByAGroupHasNoSingleLead) {
  EXPECT_FALSE(task_page(world_on(kSummer), everywhere(), 2).task.lead);
}

TEST(PlanBoard, RemarksAreForThoseWhoMayReadThem) {
  World world = world_on(kSummer);
  ShareRecord& share = share_of(world, 1, "east");
  share.note = "内部情况";
  share.step = StepKind::report;
  Viewer west;
  west.reads.units = {"west"};
  EXPECT_EQ(step_views(world, west, {{share, {0}}})[0].note, "");
  EXPECT_EQ(step_views(world, everywhere(), {{share, {0}}})[0].note, "内部情况");
}

TEST(PlanBoard, OnlyWhoDecidesIsOfferedDecisions) {
  World world = world_on(kSummer);
  const ShareRecord& share = share_of(world, 1, "east");
  Viewer officer;
  officer.records.units = {"east"};
  EXPECT_EQ(share_page(world, officer, share, {}).possible,
            (std::vector<StepKind>{StepKind::begin, StepKind::report}));
  EXPECT_EQ(share_page(world, everywhere(), share, {}).possible.size(), 10U);
  officer.records.units = {"west"};
  EXPECT_TRUE(share_page(world, officer, share, {}).possible.empty());
}

TEST(PlanBoard, ThePastOffersNoSteps) {
  World world = world_on(kSummer);
  world.today = Date(2026, 1, 1);
  EXPECT_TRUE(share_page(world, everywhere(), world.shares[0], {}).possible.empty());
}

TEST(PlanBoard, MyWorkSortsTheUnitsOfMyPosts) {
  Viewer viewer;
  viewer.post_units = {"education"};
  const MyWork work = my_work(world_on(kSummer), viewer);
  ASSERT_EQ(work.late.size(), 1U);
  EXPECT_EQ(work.late[0].task, 1);
  ASSERT_EQ(work.waiting.size(), 1U);
  EXPECT_EQ(work.duties.size(), 1U);
  EXPECT_FALSE(work.next_date);
}

TEST(PlanBoard, MyWorkOfAnAbolishedUnitIsItsSuccessors) {
  Viewer viewer;
  viewer.post_units = {"finance"};
  const MyWork work = my_work(world_on(Date(2023, 8, 1)), viewer);
  EXPECT_EQ(work.units[0].id, "treasury");
  EXPECT_EQ(work.late.size(), 1U);
}

TEST(PlanBoard, ChangesAreWhatDiffersBetweenTwoDays) {
  const World before = world_on(Date(2021, 12, 1));
  World after = world_on(Date(2022, 1, 10));
  close(after, 1, "west", Date(2021, 12, 28));
  const ChangeList list = changes(before, after, everywhere(), {}, "");
  EXPECT_EQ(list.before.due_soon, 4);
  EXPECT_EQ(list.after.late, 3);
  EXPECT_EQ(list.after.closed, 1);
  EXPECT_EQ(list.shares.size(), 4U);
  const ChangeList west = changes(before, after, everywhere(), {}, "west");
  ASSERT_EQ(west.shares.size(), 1U);
  EXPECT_EQ(west.shares[0].before, Status::due_soon);
}

TEST(PlanBoard, ACitizenIsNotToldWhoIsLate) {
  const PublicProgress progress = public_progress(world_on(kSummer), {0});
  EXPECT_EQ(progress.tasks[0].status, Status::on_course);
  EXPECT_EQ(progress.counts.late, 0);
  World released = world_on(kSummer);
  Plan plan = small_plan();
  plan.public_page.show_late = true;
  released.edition = std::make_shared<const PlanEdition>(plan, 1, base::Instant{0});
  EXPECT_EQ(public_progress(released, {0}).tasks[0].status, Status::late);
}

TEST(PlanBoard, SearchFindsByInitialsAndPutsTheExactNumberFirst) {
  const World world = world_on(kSummer);
  const SearchResult finance = search(world, "xcsczj");
  ASSERT_FALSE(finance.hits.empty());
  EXPECT_EQ(finance.hits[0].key, "finance");
  const SearchResult two = search(world, "2");
  ASSERT_FALSE(two.hits.empty());
  EXPECT_EQ(two.hits[0].key, "2");
  EXPECT_TRUE(search(world, "  ").hits.empty());
}

TEST(PlanBoard, ASeatHasTheIncumbentOfTheDay) {
  const auto incumbent = [](Date day) {
    return body_list(world_on(day)).bodies[0].seats[0].incumbent->name;
  };
  EXPECT_EQ(incumbent(Date(2021, 12, 31)), "甲");
  EXPECT_EQ(incumbent(Date(2022, 1, 1)), "乙");
}

TEST(PlanBoard, ACommitmentSaysWhoOwesItAndWhichTasksServeIt) {
  const CommitmentView floor = commitment_page(world_on(kSummer), "floor");
  EXPECT_EQ(floor.commitment.owner->id, "finance");
  EXPECT_EQ(floor.commitment.for_whom[0].zh, "各县");
  EXPECT_FALSE(floor.commitment.measured);
  ASSERT_EQ(floor.tasks.size(), 1U);
  EXPECT_FALSE(commitment_page(world_on(kSummer), "visits").commitment.owner);
  EXPECT_THROW(commitment_page(world_on(kSummer), "none"), base::Problem);
}

TEST(PlanBoard, AUnitPageShowsSharesHandedOnWithoutCountingThem) {
  const World world = world_on(Date(2023, 8, 1));
  const UnitView finance = unit_page(world, everywhere(), "finance");
  EXPECT_EQ(finance.shares.size(), 1U);
  EXPECT_TRUE(finance.load.empty());
  const UnitView treasury = unit_page(world, everywhere(), "treasury");
  EXPECT_EQ(treasury.load.size(), 1U);
  EXPECT_EQ(treasury.path.size(), 1U);
  EXPECT_EQ(treasury.seats.size(), 1U);
  EXPECT_THROW(unit_page(world, everywhere(), "nowhere"), base::Problem);
}

TEST(PlanBoard, AMeasurePageHasItsTasksAndDuties) {
  const MeasureView view = measure_page(world_on(kSummer), everywhere(), 1);
  EXPECT_EQ(numbers(view.tasks), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(view.duties.size(), 1U);
  EXPECT_EQ(view.group.number, 1);
  EXPECT_THROW(measure_page(world_on(kSummer), everywhere(), 9), base::Problem);
}

TEST(PlanBoard, FindingsAreFilteredByWhatTheyCite) {
  const World world = world_on(kSummer);
  const FindingList all = finding_list(world, {});
  ASSERT_FALSE(all.findings.empty());
  for (const Finding& finding : finding_list(world, {.measure = 3}).findings) {
    EXPECT_NE(std::ranges::find(finding.measures, 3), finding.measures.end());
  }
  EXPECT_LT(finding_list(world, {.rule = "measure_without_task"}).findings.size(),
            all.findings.size());
  EXPECT_TRUE(finding_list(world, {.q = "没有这样的内容"}).findings.empty());
}

TEST(PlanBoard, WhatIsFoundAboutFiguresStandsAmongTheFindingsBySeverity) {
  World world = world_on(Date(2021, 1, 1));
  Finding late;
  late.rule = "commitment_overdue";
  late.severity = Severity::error;
  late.title = {"逾期未达到", "overdue"};
  late.commitments = {world.edition->plan().commitments.front().id};
  world.of_figures = std::make_shared<const std::vector<Finding>>(std::vector{late});
  const std::vector<Finding> all = finding_list(world, {}).findings;
  EXPECT_EQ(all.size(), world.edition->findings().size() + 1);
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &Finding::severity));
  EXPECT_EQ(finding_list(world, {.rule = late.rule}).findings, std::vector{late});
  const std::vector<Finding> own = commitment_page(world, late.commitments.front()).findings;
  EXPECT_NE(std::ranges::find(own, late), own.end());
}

}  // namespace plan
