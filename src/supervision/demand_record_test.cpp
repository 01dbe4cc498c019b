#include "supervision/demand_record.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/problem.hpp"

namespace supervision {

namespace {

constexpr const char* kOfficer = "officer";
constexpr const char* kOffice = "office";
const Date kToday(2026, 11, 26);

DemandRecord demand() {
  DemandRecord made;
  made.id = "d";
  made.version = 1;
  made.unit = "east";
  made.words = "报送整改情况";
  made.due_on = Date(2026, 12, 3);
  made.original_due_on = made.due_on;
  return made;
}

DemandRecord answered() {
  return take_step(demand(), {DemandStep::answer, "已落实", {}}, kOfficer, kToday);
}

// Status, type and fields of the Problem a step ends with.
std::string problem_of(const DemandRecord& at, const DemandStepRequest& request,
                       const std::string& account = kOffice) {
  try {
    take_step(at, request, account, kToday);
  } catch (const base::Problem& problem) {
    std::string made = std::to_string(problem.status()) + " " + problem.type();
    for (const auto& error : problem.errors()) made += " " + error.field;
    return made;
  }
  return "no problem";
}

}  // namespace

TEST(DemandRecord, AnAnswerIsKeptWithWhoAndWhen) {
  const DemandRecord next = answered();
  EXPECT_EQ(next.state, DemandState::answered);
  EXPECT_EQ(next.answer, "已落实");
  EXPECT_EQ(next.answered_by, kOfficer);
  EXPECT_EQ(next.answered_on, kToday);
}

TEST(DemandRecord, TheEvidenceOfTheLastAnswerStays) {
  const DemandRecord first =
      take_step(demand(), {DemandStep::answer, "已落实", {}, {"f1", "f2"}}, kOfficer, kToday);
  const DemandRecord back =
      take_step(first, {DemandStep::send_back, "缺数据", {}}, kOffice, kToday);
  EXPECT_EQ(back.answer_files, (std::vector<std::string>{"f1", "f2"}));
  EXPECT_TRUE(back.files.empty());
  const DemandRecord again = take_step(back, {DemandStep::answer, "已补", {}}, kOfficer, kToday);
  EXPECT_TRUE(again.answer_files.empty());
}

TEST(DemandRecord, OnlyAnAnswerHasFilesAndNotTooMany) {
  EXPECT_EQ(problem_of(answered(), {DemandStep::settle, "", {}, {"f"}}), "422 invalid /files");
  const std::vector<std::string> many(kFilesMax + 1, "f");
  EXPECT_EQ(problem_of(demand(), {DemandStep::answer, "已办", {}, many}), "422 invalid /files");
}

TEST(DemandRecord, AnAnswerThatDidNotDoComesBackAndTheAnswerStays) {
  const DemandRecord next =
      take_step(answered(), {DemandStep::send_back, "缺数据", {}}, kOffice, kToday);
  EXPECT_EQ(next.state, DemandState::returned);
  EXPECT_EQ(next.answer, "已落实");
  EXPECT_EQ(next.due_on, Date(2026, 12, 3));
}

TEST(DemandRecord, SendingBackMayGiveMoreTime) {
  const DemandRecord next =
      take_step(answered(), {DemandStep::send_back, "缺数据", Date(2026, 12, 10)}, kOffice, kToday);
  EXPECT_EQ(next.due_on, Date(2026, 12, 10));
  EXPECT_EQ(next.original_due_on, Date(2026, 12, 3));
}

TEST(DemandRecord, NobodyJudgesHisOwnAnswer) {
  EXPECT_EQ(problem_of(answered(), {DemandStep::settle, "", {}}, kOfficer), "403 own-answer");
  EXPECT_EQ(problem_of(answered(), {DemandStep::send_back, "x", {}}, kOfficer), "403 own-answer");
  EXPECT_EQ(take_step(answered(), {DemandStep::settle, "", {}}, kOffice, kToday).state,
            DemandState::settled);
}

TEST(DemandRecord, ADeadlineMovesOnlyForward) {
  EXPECT_EQ(problem_of(demand(), {DemandStep::extend, "同意", {}}), "422 invalid /due_on");
  EXPECT_EQ(problem_of(demand(), {DemandStep::extend, "同意", Date(2026, 12, 3)}),
            "422 invalid /due_on");
  DemandRecord old = demand();
  old.due_on = Date(2026, 11, 1);
  EXPECT_EQ(problem_of(old, {DemandStep::extend, "同意", Date(2026, 11, 20)}),
            "422 invalid /due_on");
  EXPECT_EQ(
      take_step(demand(), {DemandStep::extend, "同意", Date(2026, 12, 4)}, kOffice, kToday).due_on,
      Date(2026, 12, 4));
}

TEST(DemandRecord, WhatNeedsWordsIsRefusedWithoutThem) {
  EXPECT_EQ(problem_of(demand(), {DemandStep::answer, "", {}}), "422 invalid /text");
  EXPECT_EQ(problem_of(demand(), {DemandStep::withdraw, "", {}}), "422 invalid /text");
  std::string endless(4001, 'a');
  EXPECT_EQ(problem_of(demand(), {DemandStep::answer, endless, {}}), "422 invalid /text");
}

TEST(DemandRecord, AStepTheStateDoesNotAllowIsAConflict) {
  EXPECT_EQ(problem_of(demand(), {DemandStep::settle, "", {}}), "409 wrong-state");
  EXPECT_EQ(problem_of(answered(), {DemandStep::answer, "再报", {}}), "409 wrong-state");
  DemandRecord done = demand();
  done.state = DemandState::settled;
  EXPECT_EQ(problem_of(done, {DemandStep::withdraw, "x", {}}), "409 wrong-state");
  done.state = DemandState::withdrawn;
  EXPECT_EQ(problem_of(done, {DemandStep::answer, "x", {}}), "409 wrong-state");
  done.state = DemandState::returned;
  EXPECT_EQ(problem_of(done, {DemandStep::settle, "", {}}), "409 wrong-state");
  EXPECT_EQ(problem_of(demand(), {DemandStep::make, "x", {}}), "409 wrong-state");
}

TEST(DemandRecord, OnlyTheUnitCanBeLateAndNotOnTheDayItself) {
  EXPECT_FALSE(is_late(demand(), Date(2026, 12, 3)));
  EXPECT_TRUE(is_late(demand(), Date(2026, 12, 4)));
  EXPECT_FALSE(is_late(answered(), Date(2026, 12, 4)));
  DemandRecord returned = demand();
  returned.state = DemandState::returned;
  EXPECT_TRUE(is_late(returned, Date(2026, 12, 4)));
}

RC_GTEST_PROP(DemandRecord, WhateverIsTriedAnEndedDemandStaysAsItEnded, ()) {
  DemandRecord at = demand();
  for (int i = 0; i < 20; ++i) {
    const auto step = static_cast<DemandStep>(*rc::gen::inRange(0, 6));
    const bool open = is_open(at.state);
    try {
      at = take_step(at, {step, "x", at.due_on.plus_days(1)}, is_of_unit(step) ? kOfficer : kOffice,
                     kToday);
      RC_ASSERT(open);
    } catch (const base::Problem&) {
      RC_ASSERT(open == is_open(at.state));
    }
    RC_ASSERT(at.due_on >= at.original_due_on);
  }
}

}  // namespace supervision
