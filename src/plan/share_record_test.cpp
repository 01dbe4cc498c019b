#include "plan/share_record.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/problem.hpp"

namespace plan {

namespace {

const Date kPublished(2020, 12, 14);
const Date kToday(2022, 7, 1);

ShareRecord open_share() {
  ShareRecord share;
  share.task = 17;
  share.unit = "finance";
  share.due_on = Date(2022, 12, 31);
  share.original_due_on = share.due_on;
  return share;
}

StepRequest request(StepKind step) {
  StepRequest asked{step, Date(2022, 6, 1), "进展", "", std::nullopt, std::nullopt};
  if (is_decision(step)) {
    asked.document_number = "平职教办〔2022〕3号";
    asked.document_on = Date(2022, 5, 30);
  }
  if (step == StepKind::extend) asked.due_on = Date(2023, 12, 31);
  if (step == StepKind::override_status) asked.status = Status::on_course;
  if (step == StepKind::merge) asked.into = "other-share";
  if (step == StepKind::split) asked.units = {"education", "treasury"};
  if (step == StepKind::reassign) asked.units = {"treasury"};
  return asked;
}

ShareRecord take(const ShareRecord& share, const StepRequest& asked) {
  return take_step(share, asked, kToday, kPublished);
}

// Status and type of the problem, and the fields that are wrong.
std::string problem_of(const ShareRecord& share, const StepRequest& asked) {
  try {
    take(share, asked);
  } catch (const base::Problem& problem) {
    std::string text = std::to_string(problem.status()) + " " + problem.type();
    for (const base::FieldError& error : problem.errors()) text += " " + error.field;
    return text;
  }
  return "taken";
}

}  // namespace

TEST(ShareRecord, ANoteAndADocumentNumberAreNotWithoutEnd) {
  StepRequest asked = request(StepKind::close);
  asked.note.clear();
  for (int i = 0; i < 4000; ++i) asked.note += "长";
  EXPECT_EQ(problem_of(open_share(), asked), "taken");
  asked.note += "长";
  asked.document_number = std::string(101, 'x');
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /note /document_number");
}

TEST(ShareRecord, TheFirstReportBeginsTheShare) {
  const ShareRecord next = take(open_share(), request(StepKind::report));
  EXPECT_EQ(next.begun_on, Date(2022, 6, 1));
  EXPECT_EQ(next.last_step_on, Date(2022, 6, 1));
  EXPECT_EQ(next.step, StepKind::report);
}

TEST(ShareRecord, ASecondReportKeepsTheDayItBegan) {
  ShareRecord share = open_share();
  share.begun_on = Date(2021, 3, 1);
  EXPECT_EQ(take(share, request(StepKind::report)).begun_on, Date(2021, 3, 1));
}

TEST(ShareRecord, ExtendingMovesTheDeadlineAndKeepsTheOriginal) {
  const ShareRecord next = take(open_share(), request(StepKind::extend));
  EXPECT_EQ(next.due_on, Date(2023, 12, 31));
  EXPECT_EQ(next.original_due_on, Date(2022, 12, 31));
  EXPECT_EQ(next.document_number, "平职教办〔2022〕3号");
}

TEST(ShareRecord, ClosingEndingAndRoutineSetTheDayItFinished) {
  EXPECT_EQ(take(open_share(), request(StepKind::close)).state, ShareState::closed);
  EXPECT_EQ(take(open_share(), request(StepKind::end)).state, ShareState::ended);
  EXPECT_EQ(take(open_share(), request(StepKind::turn_routine)).state, ShareState::routine);
  EXPECT_EQ(take(open_share(), request(StepKind::close)).closed_on, Date(2022, 6, 1));
}

TEST(ShareRecord, ReopeningForgetsTheDayItFinished) {
  const ShareRecord closed = take(open_share(), request(StepKind::close));
  const ShareRecord reopened = take(closed, request(StepKind::reopen));
  EXPECT_EQ(reopened.state, ShareState::open);
  EXPECT_FALSE(reopened.closed_on);
}

TEST(ShareRecord, AMetConditionMaySetANewDeadline) {
  ShareRecord share = open_share();
  share.condition = ConditionState::pending;
  StepRequest asked = request(StepKind::meet_condition);
  EXPECT_EQ(take(share, asked).condition, ConditionState::met);
  EXPECT_EQ(take(share, asked).due_on, Date(2022, 12, 31));
  asked.due_on = Date(2024, 6, 30);
  EXPECT_EQ(take(share, asked).due_on, Date(2024, 6, 30));
}

TEST(ShareRecord, AConditionThatIsNotMetYetStopsTheClock) {
  const ShareRecord waiting = take(open_share(), request(StepKind::await_condition));
  EXPECT_EQ(waiting.condition, ConditionState::pending);
  EXPECT_EQ(take(waiting, request(StepKind::meet_condition)).condition, ConditionState::met);
}

TEST(ShareRecord, AMergedShareIsEndedAndSaysWhereItWent) {
  const ShareRecord merged = take(open_share(), request(StepKind::merge));
  EXPECT_EQ(merged.state, ShareState::ended);
  EXPECT_EQ(merged.closed_on, Date(2022, 6, 1));
  EXPECT_EQ(merged.into, "other-share");
  EXPECT_EQ(take(merged, request(StepKind::reopen)).into, "");
}

TEST(ShareRecord, AReassignedShareIsTheNewUnitsAndThePlanStillKnowsIt) {
  const ShareRecord given = take(open_share(), request(StepKind::reassign));
  EXPECT_EQ(given.unit, "treasury");
  EXPECT_EQ(given.plan_unit(), "finance");
  StepRequest again = request(StepKind::reassign);
  again.units = {"education"};
  EXPECT_EQ(take(given, again).plan_unit(), "finance");
}

TEST(ShareRecord, ASplitMakesOpenSharesOfTheSameTaskRoleAndDeadline) {
  ShareRecord share = open_share();
  share.id = "share";
  share.role = Role::lead;
  const auto made = split_shares(take(share, request(StepKind::split)));
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].unit, "education");
  EXPECT_EQ(made[0].task, 17);
  EXPECT_EQ(made[0].role, Role::lead);
  EXPECT_EQ(made[0].due_on, share.due_on);
  EXPECT_EQ(made[0].split_from, "share");
  EXPECT_EQ(made[0].document_number, "平职教办〔2022〕3号");
  EXPECT_FALSE(made[0].begun_on);
}

TEST(ShareRecord, AConfirmedLeadLeadsByItsDocumentAndThePlansRoleIsKept) {
  ShareRecord share = open_share();
  share.role = Role::presumed_lead;
  share.overridden = StatusOverride{Status::on_course, "等待批复"};
  const ShareRecord confirmed = take(share, request(StepKind::confirm_lead));
  EXPECT_EQ(confirmed.role, Role::lead);
  EXPECT_EQ(confirmed.plan_role(), Role::presumed_lead);
  EXPECT_EQ(confirmed.lead_document, "平职教办〔2022〕3号");
  EXPECT_TRUE(confirmed.overridden);  // it says nothing about how far the share is
  EXPECT_EQ(take(confirmed, request(StepKind::report)).lead_document, "平职教办〔2022〕3号");
  EXPECT_EQ(problem_of(confirmed, request(StepKind::confirm_lead)), "409 wrong-state");
}

TEST(ShareRecord, WhoOwesAsOneOfAScopeIsNoLead) {
  ShareRecord share = open_share();
  share.through_scope = "counties";
  EXPECT_EQ(problem_of(share, request(StepKind::confirm_lead)), "409 wrong-state");
  share.role = Role::lead;
  EXPECT_FALSE(leads(share));
}

TEST(ShareRecord, WhoLedYieldsByTheSameDocument) {
  ShareRecord first = open_share();
  first.role = Role::presumed_lead;
  const ShareRecord second = take(open_share(), request(StepKind::confirm_lead));
  const ShareRecord yielded = yield_lead(first, second);
  EXPECT_EQ(yielded.role, Role::supporting);
  EXPECT_EQ(yielded.plan_role(), Role::presumed_lead);
  EXPECT_EQ(yielded.step, StepKind::yield_lead);
  EXPECT_EQ(yielded.document_number, "平职教办〔2022〕3号");
  EXPECT_EQ(yielded.effective_on, second.effective_on);
  EXPECT_FALSE(leads(yielded));
  // And may be confirmed again.
  EXPECT_EQ(take(yielded, request(StepKind::confirm_lead)).plan_role(), Role::presumed_lead);
}

TEST(ShareRecord, AChangeSaysWhereTheWorkGoes) {
  ShareRecord share = open_share();
  share.id = "share";
  StepRequest merge = request(StepKind::merge);
  merge.into = "";
  EXPECT_EQ(problem_of(share, merge), "422 invalid /into");
  merge.into = "share";
  EXPECT_EQ(problem_of(share, merge), "422 invalid /into");
  StepRequest reassign = request(StepKind::reassign);
  for (const std::vector<std::string>& units :
       {std::vector<std::string>{}, {"finance"}, {"treasury", "education"}}) {
    reassign.units = units;
    EXPECT_EQ(problem_of(share, reassign), "422 invalid /units");
  }
  StepRequest split = request(StepKind::split);
  for (const std::vector<std::string>& units : {std::vector<std::string>{},
                                                {"finance"},
                                                {"treasury", "treasury"},
                                                std::vector<std::string>(31, "treasury")}) {
    split.units = units;
    EXPECT_EQ(problem_of(share, split), "422 invalid /units");
  }
}

TEST(ShareRecord, TheScanStaysWithItsStepOnly) {
  StepRequest asked = request(StepKind::extend);
  asked.document_file = "file";
  const ShareRecord extended = take(open_share(), asked);
  EXPECT_EQ(extended.document_file, "file");
  EXPECT_EQ(take(extended, request(StepKind::report)).document_file, "");
}

TEST(ShareRecord, RefusesWhatIsNotPossibleWhereItStands) {
  ShareRecord closed = open_share();
  closed.state = ShareState::closed;
  ShareRecord waiting = open_share();
  waiting.condition = ConditionState::pending;
  ShareRecord begun = open_share();
  begun.begun_on = Date(2021, 1, 1);
  struct Row {
    ShareRecord share;
    StepKind step;
  };
  for (const Row& row : std::vector<Row>{{closed, StepKind::report},
                                         {closed, StepKind::close},
                                         {closed, StepKind::extend},
                                         {waiting, StepKind::close},
                                         {waiting, StepKind::extend},
                                         {waiting, StepKind::begin},
                                         {begun, StepKind::begin},
                                         {begun, StepKind::meet_condition},
                                         {begun, StepKind::reopen},
                                         {begun, StepKind::assign},
                                         {begun, StepKind::revise},
                                         {begun, StepKind::withdraw},
                                         {begun, StepKind::yield_lead},
                                         {closed, StepKind::confirm_lead}}) {
    EXPECT_EQ(problem_of(row.share, request(row.step)), "409 wrong-state")
        << static_cast<int>(row.step);
  }
}

TEST(ShareRecord, ADecisionNeedsItsDocument) {
  for (const StepKind step : {StepKind::extend, StepKind::turn_routine, StepKind::end,
                              StepKind::close, StepKind::await_condition, StepKind::merge,
                              StepKind::split, StepKind::reassign, StepKind::confirm_lead}) {
    StepRequest asked = request(step);
    asked.document_number.clear();
    asked.document_on.reset();
    EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /document_number /document_on");
  }
}

TEST(ShareRecord, AnOverrideNeedsAReasonAndAStatusThatDatesDecide) {
  StepRequest asked = request(StepKind::override_status);
  asked.note.clear();
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /note");
  for (const std::optional<Status> status : {std::optional<Status>(), {Status::closed}}) {
    asked = request(StepKind::override_status);
    asked.status = status;
    EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /status");
  }
}

TEST(ShareRecord, AnOverrideHoldsOverReportsUntilItIsLifted) {
  const StatusOverride said{Status::on_course, "进展"};
  const ShareRecord overridden = take(open_share(), request(StepKind::override_status));
  EXPECT_EQ(overridden.overridden, said);
  EXPECT_EQ(take(overridden, request(StepKind::report)).overridden, said);
  EXPECT_EQ(take(overridden, request(StepKind::lift_override)).overridden, std::nullopt);
  EXPECT_EQ(problem_of(open_share(), request(StepKind::lift_override)), "409 wrong-state");
}

TEST(ShareRecord, ADocumentThatChangesWhatIsOwedEndsAnOverride) {
  const ShareRecord overridden = take(open_share(), request(StepKind::override_status));
  for (const StepKind step : {StepKind::extend, StepKind::turn_routine, StepKind::close,
                              StepKind::split, StepKind::reassign}) {
    EXPECT_EQ(take(overridden, request(step)).overridden, std::nullopt);
  }
}

TEST(ShareRecord, RefusesDaysThatCannotBe) {
  StepRequest asked = request(StepKind::report);
  asked.effective_on = kToday.plus_days(1);
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /effective_on");
  asked.effective_on = kPublished.plus_days(-1);
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /effective_on");
  asked = request(StepKind::close);
  asked.document_on = kToday.plus_days(1);
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /document_on");
}

TEST(ShareRecord, AnExtensionMustBeLater) {
  StepRequest asked = request(StepKind::extend);
  asked.due_on = open_share().due_on;
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /due_on");
  asked.due_on.reset();
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /due_on");
}

TEST(ShareRecord, AReportSaysSomething) {
  StepRequest asked = request(StepKind::report);
  asked.note.clear();
  EXPECT_EQ(problem_of(open_share(), asked), "422 invalid /note");
}

RC_GTEST_PROP(ShareRecord, WhatIsPossibleIsTakenAndWhatIsNotIsRefused, ()) {
  ShareRecord share = open_share();
  const auto kind = rc::gen::element(
      StepKind::begin, StepKind::report, StepKind::extend, StepKind::meet_condition,
      StepKind::turn_routine, StepKind::end, StepKind::close, StepKind::reopen,
      StepKind::await_condition, StepKind::merge, StepKind::split, StepKind::reassign,
      StepKind::override_status, StepKind::lift_override, StepKind::confirm_lead);
  share.condition = *rc::gen::element(ConditionState::none, ConditionState::pending);
  for (int i = 0; i < 12; ++i) {
    StepRequest asked = request(*kind);
    if (asked.step == StepKind::extend) asked.due_on = share.due_on.plus_days(1);
    if (asked.step == StepKind::reassign) {
      asked.units = {share.unit == "treasury" ? "education" : "treasury"};
    }
    if (asked.step == StepKind::split) asked.units = {"somebody"};
    const auto possible = possible_steps(share);
    const bool expected = std::ranges::find(possible, asked.step) != possible.end();
    RC_ASSERT((problem_of(share, asked) == "taken") == expected);
    if (expected) share = take(share, asked);
    RC_ASSERT((share.state == ShareState::open) == !share.closed_on);
  }
}

}  // namespace plan
