#include "share/closing_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/problem.hpp"

namespace share {

namespace {

using testing::ElementsAre;

const base::WorkingDays kCalendar({{Date(2026, 10, 1), Date(2026, 10, 7)}},
                                  {{Date(2026, 10, 10), Date(2026, 10, 10)}});

Signature who(const std::string& account, Date on) { return {account, account, on}; }

// Applied for on Wednesday 30 September: five working days end on Tuesday 13 October, because 1–7
// is a holiday and Saturday 10 is worked.
ClosingRecord applied(std::vector<AskedShare> asked = {{"s-east", "east"}, {"s-west", "west"}}) {
  ClosingRecord closing = apply_for_closing({"已全部完成", {"file"}}, std::move(asked), kCalendar,
                                            5, who("lead", Date(2026, 9, 30)));
  closing.share = "s-lead";
  return closing;
}

Opinion opinion(const std::string& share, OpinionKind kind, std::string text = "") {
  return {share, kind, std::move(text), "县里", Date(2026, 10, 8)};
}

template <class F>
std::string refusal(F work) {
  try {
    work();
  } catch (const base::Problem& problem) {
    std::string said = std::to_string(problem.status()) + " " + problem.type();
    for (const base::FieldError& error : problem.errors()) said += " " + error.field;
    return said;
  }
  return "none";
}

std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "长";
  return text;
}

const Date kTermEnds(2026, 10, 13);
const Date kAfterTerm(2026, 10, 14);

ClosingRecord checked() { return check_closing(applied(), "", who("office", kAfterTerm)); }

}  // namespace

TEST(Closing, TheTermIsCountedInWorkingDays) {
  EXPECT_EQ(applied().opinions_due_on, kTermEnds);
  EXPECT_EQ(applied({}).opinions_due_on, Date(2026, 9, 30));
}

TEST(Closing, SilenceCountsOnlyAfterTheTermHasPassed) {
  EXPECT_EQ(standing_of(applied(), "s-east", kTermEnds), Standing::waiting);
  EXPECT_FALSE(is_settled(applied(), kTermEnds));
  EXPECT_EQ(standing_of(applied(), "s-east", kAfterTerm), Standing::silent);
  EXPECT_TRUE(is_settled(applied(), kAfterTerm));
}

TEST(Closing, WhenAllHaveAnsweredNobodyWaitsForTheTerm) {
  ClosingRecord closing = give_opinion(applied(), opinion("s-east", OpinionKind::agree));
  EXPECT_FALSE(is_settled(closing, Date(2026, 10, 8)));
  closing = give_opinion(closing, opinion("s-west", OpinionKind::object, "资金未到位"));
  EXPECT_TRUE(is_settled(closing, Date(2026, 10, 8)));
  EXPECT_EQ(standing_of(closing, "s-west", Date(2026, 10, 8)), Standing::objected);
}

TEST(Closing, WhoObjectsKeepsHisShareOpen) {
  const ClosingRecord closing =
      give_opinion(applied(), opinion("s-west", OpinionKind::object, "资金未到位"));
  EXPECT_THAT(closed_with(closing, kAfterTerm), ElementsAre("s-lead", "s-east"));
  EXPECT_THAT(closed_with(closing, kTermEnds), ElementsAre("s-lead"));
}

TEST(Closing, WhoAgreesIsClosedWithoutWaitingForTheTerm) {
  const ClosingRecord closing = give_opinion(applied(), opinion("s-east", OpinionKind::agree));
  EXPECT_THAT(closed_with(closing, kTermEnds), ElementsAre("s-lead", "s-east"));
}

TEST(Closing, ARecordThatNamesNoApplicantIsCheckedByAnybody) {
  EXPECT_EQ(check_closing({}, "", who("office", kAfterTerm)).state, ClosingState::checked);
}

TEST(Closing, AUnitMayChangeItsMind) {
  ClosingRecord closing =
      give_opinion(applied(), opinion("s-west", OpinionKind::object, "资金未到位"));
  closing = give_opinion(closing, opinion("s-west", OpinionKind::agree));
  EXPECT_EQ(closing.opinions.size(), 1U);
  EXPECT_EQ(standing_of(closing, "s-west", Date(2026, 10, 9)), Standing::agreed);
}

TEST(Closing, WhoTakesAShareOverIsAskedWithAWholeTerm) {
  const Signature office = who("office", Date(2026, 10, 12));
  const auto next = ask_successor(applied(), {"s-west", "north"}, kCalendar, 5, "9号", office);
  ASSERT_TRUE(next);
  EXPECT_THAT(next->asked,
              ElementsAre(AskedShare{"s-east", "east"}, AskedShare{"s-west", "north"}));
  EXPECT_EQ(next->opinions_due_on, Date(2026, 10, 19));
  EXPECT_EQ(next->step, ClosingStep::ask_successor);
  EXPECT_EQ(next->by, "office");
  EXPECT_EQ(next->note, "9号");
}

TEST(Closing, ATermIsNotMadeShorterForASuccessor) {
  const auto next = ask_successor(applied(), {"s-west", "north"}, kCalendar, 1, "",
                                  who("office", Date(2026, 9, 30)));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->opinions_due_on, kTermEnds);
}

TEST(Closing, WhatAFormerUnitSaidOrDidNotSayInTimeStands) {
  const auto asked = [](const ClosingRecord& closing, const std::string& share, Date on) {
    return ask_successor(closing, {share, "north"}, kCalendar, 5, "", who("office", on))
        .has_value();
  };
  const ClosingRecord answered = give_opinion(applied(), opinion("s-west", OpinionKind::agree));
  EXPECT_FALSE(asked(answered, "s-west", kTermEnds));
  EXPECT_TRUE(asked(answered, "s-east", kTermEnds));
  EXPECT_FALSE(asked(applied(), "s-west", kAfterTerm));
  EXPECT_FALSE(asked(applied(), "s-lead", kTermEnds));
  EXPECT_FALSE(asked(checked(), "s-west", kTermEnds));
}

TEST(Closing, AnObjectionSaysWhyAndComesFromWhoWasAsked) {
  EXPECT_EQ(refusal([] { give_opinion(applied(), opinion("s-east", OpinionKind::object)); }),
            "422 invalid /text");
  EXPECT_EQ(refusal([] { give_opinion(applied(), opinion("s-other", OpinionKind::agree)); }),
            "422 invalid /share");
  EXPECT_EQ(refusal([] {
              give_opinion(applied(), opinion("s-east", OpinionKind::agree, characters(1001)));
            }),
            "422 invalid /text");
}

TEST(Closing, WhoAnswersForAnotherUnitSaysOnWhatWord) {
  Opinion given = opinion("s-east", OpinionKind::agree);
  given.on_behalf = true;
  EXPECT_EQ(refusal([&] { give_opinion(applied(), given); }), "422 invalid /text");
  given.text = "东县电话答复";
  EXPECT_EQ(standing_of(give_opinion(applied(), given), "s-east", kTermEnds), Standing::agreed);
}

TEST(Closing, WhatAUnitSaidItselfIsNotAnsweredForIt) {
  Opinion given = opinion("s-west", OpinionKind::agree, "电话答复");
  given.on_behalf = true;
  const ClosingRecord closing = give_opinion(applied(), given);
  // Twice on behalf, and then by the unit itself.
  const ClosingRecord own =
      give_opinion(give_opinion(closing, given), opinion("s-west", OpinionKind::object, "未到位"));
  EXPECT_EQ(refusal([&] { give_opinion(own, given); }), "409 unit-answered");
}

TEST(Closing, WhoAnsweredForAnotherUnitNeitherChecksNorApproves) {
  Opinion given = opinion("s-east", OpinionKind::agree, "电话答复");
  given.on_behalf = true;
  given.account = "office";
  const ClosingRecord closing = give_opinion(applied(), given);
  EXPECT_EQ(refusal([&] { check_closing(closing, "", who("office", kAfterTerm)); }),
            "409 same-person");
  const ClosingRecord checked = check_closing(closing, "", who("second", kAfterTerm));
  EXPECT_EQ(refusal([&] {
              approve_closing(checked, {"小职教办〔2026〕9号", kAfterTerm},
                              who("office", kAfterTerm));
            }),
            "409 same-person");
  EXPECT_FALSE(barred(closing, ClosingStep::send_back, "office"));
}

TEST(Closing, WhoAnsweredForHisOwnUnitMayCheck) {
  Opinion given = opinion("s-east", OpinionKind::agree);
  given.account = "office";
  EXPECT_FALSE(barred(give_opinion(applied(), given), ClosingStep::check, "office"));
}

TEST(Closing, GoesThroughThreeHands) {
  const ClosingRecord closed =
      approve_closing(checked(), {"小职教办〔2026〕9号", kAfterTerm}, who("leader", kAfterTerm));
  EXPECT_EQ(closed.state, ClosingState::closed);
  EXPECT_EQ(closed.checked->account, "office");
  EXPECT_EQ(closed.approved->account, "leader");
}

TEST(Closing, NobodyTakesTwoOfTheSteps) {
  const Approval approval{"小职教办〔2026〕9号", kAfterTerm};
  EXPECT_EQ(refusal([] { check_closing(applied(), "", who("lead", kAfterTerm)); }),
            "409 same-person");
  EXPECT_EQ(refusal([&] { approve_closing(checked(), approval, who("office", kAfterTerm)); }),
            "409 same-person");
  EXPECT_EQ(refusal([&] { approve_closing(checked(), approval, who("lead", kAfterTerm)); }),
            "409 same-person");
}

TEST(Closing, TheCheckWaitsForTheTerm) {
  EXPECT_EQ(refusal([] { check_closing(applied(), "", who("office", kTermEnds)); }),
            "409 opinions-missing");
}

TEST(Closing, TheCheckAnswersAnObjection) {
  const ClosingRecord closing =
      give_opinion(applied(), opinion("s-west", OpinionKind::object, "资金未到位"));
  EXPECT_EQ(refusal([&] { check_closing(closing, "", who("office", kAfterTerm)); }),
            "422 invalid /note");
  EXPECT_EQ(check_closing(closing, "已与西县沟通", who("office", kAfterTerm)).note, "已与西县沟通");
  EXPECT_EQ(refusal([&] { check_closing(applied(), characters(1001), who("office", kAfterTerm)); }),
            "422 invalid /note");
}

TEST(Closing, AnApplicationSaysHowItWasDone) {
  const auto said = [](const Application& application) {
    return refusal(
        [&] { apply_for_closing(application, {}, kCalendar, 5, who("lead", Date(2026, 9, 30))); });
  };
  EXPECT_EQ(said({"", {"f"}}), "422 invalid /text");
  EXPECT_EQ(said({characters(4001), std::vector<std::string>(31, "f")}),
            "422 invalid /text /files");
}

TEST(Closing, AnApplicationHasEvidenceOrSaysWhyThereIsNone) {
  const auto apply = [](const Application& application) {
    return apply_for_closing(application, {}, kCalendar, 5, who("lead", Date(2026, 9, 30)));
  };
  EXPECT_EQ(refusal([&] { apply({"已完成", {}}); }), "422 invalid /no_evidence");
  EXPECT_EQ(refusal([&] { apply({"已完成", {}, characters(1001)}); }), "422 invalid /no_evidence");
  EXPECT_EQ(apply({"已完成", {}, "材料涉密，已当面核对"}).no_evidence, "材料涉密，已当面核对");
  EXPECT_EQ(apply({"已完成", {"f"}, "忘记删去"}).no_evidence, "");
}

TEST(Closing, AnApprovalNamesItsDocument) {
  EXPECT_EQ(refusal([] {
              approve_closing(checked(), {"", Date(2026, 10, 15)}, who("leader", kAfterTerm));
            }),
            "422 invalid /document_number /document_on");
}

TEST(Closing, IsReturnedWithAReasonFromBothHands) {
  EXPECT_EQ(return_closing(applied(), "缺佐证", who("office", kTermEnds)).state,
            ClosingState::returned);
  EXPECT_EQ(return_closing(checked(), "缺佐证", who("leader", kAfterTerm)).note, "缺佐证");
  EXPECT_EQ(refusal([] { return_closing(applied(), "", who("office", kTermEnds)); }),
            "422 invalid /reason");
}

TEST(Closing, EachStepHasItsStates) {
  using enum ClosingState;
  const std::vector<std::pair<ClosingStep, std::vector<ClosingState>>> table = {
      {ClosingStep::apply, {}},
      {ClosingStep::opine, {ClosingState::applied}},
      {ClosingStep::check, {ClosingState::applied}},
      {ClosingStep::approve, {ClosingState::checked}},
      {ClosingStep::send_back, {ClosingState::applied, ClosingState::checked}}};
  for (const auto& [step, states] : table) {
    for (const ClosingState state :
         {ClosingState::applied, ClosingState::checked, closed, returned}) {
      EXPECT_EQ(is_possible(state, step), std::ranges::find(states, state) != states.end());
    }
  }
}

TEST(Closing, WhatIsOverIsNotGoneOnWith) {
  const ClosingRecord returned = return_closing(applied(), "缺佐证", who("office", kTermEnds));
  EXPECT_EQ(refusal([&] { check_closing(returned, "", who("office", kAfterTerm)); }),
            "409 wrong-state");
  const ClosingRecord closed =
      approve_closing(checked(), {"小职教办〔2026〕9号", kAfterTerm}, who("leader", kAfterTerm));
  EXPECT_EQ(refusal([&] { return_closing(closed, "缺佐证", who("office", kAfterTerm)); }),
            "409 wrong-state");
  EXPECT_EQ(refusal([] {
              approve_closing(applied(), {"小职教办〔2026〕9号", kTermEnds},
                              who("leader", kTermEnds));
            }),
            "409 wrong-state");
  EXPECT_EQ(refusal([] { give_opinion(checked(), opinion("s-east", OpinionKind::agree)); }),
            "409 wrong-state");
}

RC_GTEST_PROP(Closing, ASettledApplicationStaysSettled, (unsigned days)) {
  const Date day = Date(2026, 9, 30).plus_days(static_cast<int>(days % 400));
  if (is_settled(applied(), day)) RC_ASSERT(is_settled(applied(), day.plus_days(1)));
  RC_ASSERT(is_settled(applied(), day) == (day > kTermEnds));
}

}  // namespace share
