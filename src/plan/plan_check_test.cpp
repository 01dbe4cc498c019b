#include "plan/plan_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <set>

#include "plan/plan_fixture.hpp"

namespace plan {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Finding> of_rule(const std::vector<Finding>& findings, const std::string& rule) {
  std::vector<Finding> list;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(list),
               [&](const Finding& finding) { return finding.rule == rule; });
  return list;
}

std::vector<Finding> muddled(const std::string& rule) {
  return of_rule(check_plan(fixture_plan("muddled")), rule);
}

// The good plan with one thing spoilt.
std::vector<Finding> clear_but(const std::function<void(Plan&)>& spoil) {
  Plan plan = fixture_plan("clear");
  spoil(plan);
  return check_plan(plan);
}

TEST(CheckPlan, IsSilentOnAClearPlan) { EXPECT_THAT(check_plan(fixture_plan("clear")), IsEmpty()); }

TEST(CheckPlan, FindsEveryFaultOfTheMuddledPlan) {
  std::set<std::string> rules;
  for (const Finding& finding : check_plan(fixture_plan("muddled"))) {
    rules.insert(finding.rule);
    EXPECT_FALSE(finding.title.zh.empty() || finding.title.en.empty());
    EXPECT_FALSE(finding.detail.zh.empty() || finding.detail.en.empty());
    EXPECT_FALSE(finding.advice.zh.empty() || finding.advice.en.empty());
  }
  EXPECT_THAT(
      rules,
      ElementsAre(
          "body_defined_twice_differently", "commitment_not_in_task", "commitment_without_base",
          "commitment_without_measure", "commitment_without_owner", "condition_may_never_hold",
          "credit_code_suspicious", "dates_contradict", "deadline_bare_year", "deadline_disagrees",
          "deadline_uncertain", "definition_open", "measure_only_touched", "measure_partly_covered",
          "measure_without_task", "member_owes_nothing", "number_without_commitment",
          "scope_ambiguous", "task_owned_by_group_only", "task_without_lead", "task_without_result",
          "unit_outside_bodies", "unit_overloaded", "unit_succeeded", "unit_unverified"));
}

TEST(CheckPlan, OrdersBySeverityAndIsDeterministic) {
  const std::vector<Finding> findings = check_plan(fixture_plan("muddled"));
  EXPECT_TRUE(
      std::is_sorted(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; }));
  EXPECT_EQ(findings, check_plan(fixture_plan("muddled")));
}

TEST(MeasureRules, NameTheMeasureAndTheTasks) {
  ASSERT_EQ(muddled("measure_without_task").size(), 1U);
  EXPECT_THAT(muddled("measure_without_task")[0].measures, ElementsAre(4));
  ASSERT_EQ(muddled("measure_only_touched").size(), 1U);
  EXPECT_THAT(muddled("measure_only_touched")[0].measures, ElementsAre(3));
  EXPECT_THAT(muddled("measure_only_touched")[0].tasks, ElementsAre(1));
  ASSERT_EQ(muddled("measure_partly_covered").size(), 1U);
  EXPECT_THAT(muddled("measure_partly_covered")[0].measures, ElementsAre(2));
  EXPECT_THAT(muddled("measure_partly_covered")[0].detail.en, HasSubstr("workshops in firms"));
}

TEST(MeasureRules, PutQuotesInsideQuotesInTheChineseWay) {
  EXPECT_THAT(muddled("measure_without_task")[0].detail.zh, HasSubstr("第 4 条“‘学分’银行”"));
}

TEST(TaskWithoutLead, ListsOnlyTasksWithSeveralUnitsAndNoStatedLead) {
  const std::vector<Finding> findings = muddled("task_without_lead");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].tasks, ElementsAre(1));
  EXPECT_THAT(findings[0].units, ElementsAre("education_bureau"));
}

TEST(TaskOwnedByGroupOnly, NamesTheWords) {
  const std::vector<Finding> findings = muddled("task_owned_by_group_only");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].tasks, ElementsAre(2));
  EXPECT_THAT(findings[0].detail.zh, HasSubstr("“各县”"));
}

TEST(TaskResults, AreAskedFor) {
  ASSERT_EQ(muddled("task_without_result").size(), 1U);
  EXPECT_THAT(muddled("task_without_result")[0].tasks, ElementsAre(2));
  ASSERT_EQ(muddled("number_without_commitment").size(), 1U);
  EXPECT_THAT(muddled("number_without_commitment")[0].tasks, ElementsAre(1));
}

TEST(TaskResults, ANumberMayComeFromAMeasureTheTaskCarriesOut) {
  EXPECT_THAT(clear_but([](Plan& plan) {
                plan.commitments[0].source = {.measure = 1, .task = {}, .section = ""};
              }),
              IsEmpty());
}

TEST(ConditionMayNeverHold, SaysWhy) {
  const std::vector<Finding> findings = muddled("condition_may_never_hold");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].tasks, ElementsAre(3));
  EXPECT_THAT(findings[0].units, ElementsAre("province"));
  EXPECT_THAT(findings[0].detail.en, HasSubstr("does not bind"));
  EXPECT_THAT(findings[0].detail.en, HasSubstr("cannot come true after 31 January 2031"));
}

TEST(ConditionMayNeverHold, AsksForDeciderAndLastDay) {
  const auto findings = clear_but([](Plan& plan) {
    plan.tasks[0].conditions[0].decided_by.clear();
    plan.tasks[0].conditions[0].until.reset();
  });
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].detail.en, HasSubstr("nobody is named to decide it; no last day"));
}

TEST(ConditionMayNeverHold, MindsALastDayAfterTheDeadline) {
  const auto findings =
      clear_but([](Plan& plan) { plan.tasks[0].conditions[0].until = Date(2034, 1, 1); });
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].detail.en, HasSubstr("after the deadline 31 December 2033"));
  EXPECT_THAT(findings[0].detail.zh, HasSubstr("中的“新建校舍”以“土地划拨后”为前提"));
}

TEST(ScopeAmbiguous, TellsWhatDependsOnTheWords) {
  const std::vector<Finding> findings = muddled("scope_ambiguous");
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].severity, Severity::warning);
  EXPECT_THAT(findings[0].tasks, ElementsAre(2));
  EXPECT_THAT(findings[0].commitments, ElementsAre("workshops"));
  EXPECT_THAT(findings[1].detail.en, HasSubstr("\"各县\" and \"各县区\" differ by one character"));
  EXPECT_THAT(findings[1].units, ElementsAre("lake_district"));
  EXPECT_THAT(findings[1].tasks, ElementsAre(1, 2));
  EXPECT_EQ(findings[2].severity, Severity::note);
  EXPECT_THAT(findings[2].detail.en, HasSubstr("规模较大的企业"));
}

TEST(Deadlines, BareYearsAreGroupedAsWritten) {
  const std::vector<Finding> findings = muddled("deadline_bare_year");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].tasks, ElementsAre(1));
  EXPECT_THAT(findings[0].detail.zh, HasSubstr("“2032年”"));
  EXPECT_THAT(findings[1].tasks, ElementsAre(5));
}

TEST(Deadlines, OtherUncertainWordsAreNamed) {
  const std::vector<Finding> findings = muddled("deadline_uncertain");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].tasks, ElementsAre(2));
  EXPECT_THAT(findings[0].detail.zh, HasSubstr("尽快"));
}

TEST(Deadlines, DisagreeWithTheReadingOrWithACommitment) {
  const std::vector<Finding> findings = muddled("deadline_disagrees");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].detail.en, HasSubstr("the reading speaks of 1 September 2032"));
  EXPECT_THAT(findings[1].commitments, ElementsAre("workshops"));
  EXPECT_THAT(findings[1].detail.en, HasSubstr("due on 31 December 2034"));
  EXPECT_THAT(findings[1].tasks, ElementsAre(2));
}

TEST(Deadlines, ACommitmentAgreesIfOneOfItsTasksIsDueThatDay) {
  EXPECT_THAT(clear_but([](Plan& plan) {
                plan.commitments[1].period = Period::once;
                plan.commitments[1].due_on = Date(2031, 12, 31);
              }),
              IsEmpty());
}

TEST(DatesContradict, FindsEachContradiction) {
  std::string all;
  for (const Finding& finding : muddled("dates_contradict")) all += finding.detail.en + "\n";
  EXPECT_THAT(all, HasSubstr("Published on 10 May 2031, before it was signed (20 May 2031)"));
  EXPECT_THAT(all, HasSubstr("Signed on 20 May 2031, but registered as formed on 1 May 2031"));
  EXPECT_THAT(all,
              HasSubstr("Task 3 (Money) is due on 30 April 2031, before the plan was published"));
  EXPECT_THAT(all, HasSubstr("\"Enrolment\" is due on 31 December 2030, before"));
  EXPECT_THAT(all,
              HasSubstr("passes to Rural bureau on 1 October 2031, when that unit does not exist"));
  EXPECT_THAT(
      all, HasSubstr("Data bureau exists only from 1 January 2032, after the deadline of task 3"));
  EXPECT_THAT(all, HasSubstr("Investment office ceases to exist on 1 July 2031"));
  EXPECT_THAT(all, HasSubstr("takes over only on 1 October 2031: nobody is in charge in between"));
  EXPECT_THAT(all, HasSubstr("丁某 left on 1 May 2031, before taking it on 1 June 2031"));
  EXPECT_THAT(all, HasSubstr("丙某 and 丁某 hold it at the same time"));
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 10);
}

TEST(UnitSucceeded, IsANoteThatNamesBothUnits) {
  const std::vector<Finding> findings = muddled("unit_succeeded");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].severity, Severity::note);
  EXPECT_THAT(findings[0].units, ElementsAre("poverty_office", "rural_bureau"));
  EXPECT_THAT(findings[0].tasks, ElementsAre(1));
}

TEST(CommitmentRules, NameTheCommitment) {
  for (const char* rule : {"commitment_without_owner", "commitment_without_base",
                           "commitment_without_measure", "definition_open"}) {
    const std::vector<Finding> findings = muddled(rule);
    ASSERT_EQ(findings.size(), 1U) << rule;
    EXPECT_THAT(findings[0].commitments, ElementsAre("workshops")) << rule;
    EXPECT_THAT(findings[0].measures, ElementsAre(2)) << rule;
  }
  EXPECT_THAT(muddled("definition_open")[0].detail.en, HasSubstr("By hours or by exercises?"));
}

TEST(CommitmentNotInTask, CountsMeasuresThatAreOnlyTouchedAndOtherParts) {
  const std::vector<Finding> findings = muddled("commitment_not_in_task");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].commitments, ElementsAre("exchanges"));
  EXPECT_THAT(findings[0].measures, ElementsAre(3));
  EXPECT_THAT(findings[1].commitments, ElementsAre("enrolment"));
}

TEST(UnitOutsideBodies, LooksAtNamedUnitsAndCountsSuccessorsAsMembers) {
  const std::vector<Finding> findings = muddled("unit_outside_bodies");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].units, ElementsAre("market_bureau"));
  EXPECT_THAT(findings[0].tasks, ElementsAre(4));
}

TEST(UnitOutsideBodies, IsSilentIfThePlanHasNoBodies) {
  EXPECT_THAT(clear_but([](Plan& plan) { plan.bodies.clear(); }), IsEmpty());
}

TEST(MemberOwesNothing, LeavesOutWhoIssuesThePlan) {
  const std::vector<Finding> findings = muddled("member_owes_nothing");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].units, ElementsAre("industry_bureau"));
  EXPECT_THAT(findings[0].bodies, ElementsAre("leading_group_again"));
}

TEST(UnitOverloaded, CountsSharesAgainstTheSettingOfThePlan) {
  const std::vector<Finding> findings = muddled("unit_overloaded");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].units, ElementsAre("education_bureau"));
  EXPECT_THAT(findings[0].tasks, ElementsAre(1, 3, 4, 5));
}

TEST(BodyDefinedTwice, NamesOnlyTheMembersThatDiffer) {
  const std::vector<Finding> findings = muddled("body_defined_twice_differently");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].bodies, ElementsAre("leading_group", "leading_group_again"));
  EXPECT_THAT(findings[0].units, ElementsAre("industry_bureau"));
}

TEST(BodyDefinedTwice, AlsoComparesBodiesThatAreNearlyAlike) {
  const auto findings = clear_but([](Plan& plan) {
    Body conference = plan.bodies[0];
    conference.id = "conference";
    Seat more = conference.seats[1];
    more.id = "east";
    more.unit = "east_district";
    conference.seats.push_back(more);
    plan.bodies.push_back(conference);
  });
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "body_defined_twice_differently");
  EXPECT_THAT(findings[0].units, ElementsAre("east_district"));
}

TEST(BodyDefinedTwice, IsSilentOnQuiteDifferentBodies) {
  EXPECT_THAT(clear_but([](Plan& plan) {
                Body other;
                other.id = "other";
                other.title = {"另一机构", "Another body"};
                other.seats = {plan.bodies[0].seats[1]};
                plan.bodies.push_back(other);
              }),
              IsEmpty());
}

TEST(UnitFacts, AreQuestioned) {
  ASSERT_EQ(muddled("unit_unverified").size(), 1U);
  EXPECT_THAT(muddled("unit_unverified")[0].units, ElementsAre("rural_bureau"));
  ASSERT_EQ(muddled("credit_code_suspicious").size(), 1U);
  EXPECT_THAT(muddled("credit_code_suspicious")[0].units, ElementsAre("market_bureau"));
}

TEST(FindingsText, EndsInASummary) {
  const std::vector<Finding> findings = check_plan(fixture_plan("muddled"));
  const std::string zh = findings_text(findings, false);
  EXPECT_TRUE(zh.starts_with("[错误] 措施没有任务承接 (measure_without_task)\n  - 第 4 条"));
  EXPECT_TRUE(zh.ends_with("\n共 39 条：错误 8，提醒 24，说明 7。\n"));
  EXPECT_THAT(findings_text(findings, true),
              HasSubstr("\n39 findings: 8 errors, 24 warnings, 7 notes.\n"));
  EXPECT_EQ(findings_text({}, false), "共 0 条：错误 0，提醒 0，说明 0。\n");
}

TEST(FindingsText, GivesAnAdviceOnceForFindingsThatShareIt) {
  const std::string text = findings_text(check_plan(fixture_plan("muddled")), true);
  const std::string advice = "→ Name a task and a unit that answer for it.";
  const std::size_t first = text.find(advice);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text.find(advice, first + 1), std::string::npos);
}

TEST(FindingsJson, HoldsEveryMember) {
  const boost::json::value json =
      boost::json::parse(findings_json(check_plan(fixture_plan("muddled"))));
  ASSERT_EQ(json.as_array().size(), 39U);
  const boost::json::object& first = json.at(0).as_object();
  EXPECT_EQ(first.at("rule"), "measure_without_task");
  EXPECT_EQ(first.at("severity"), "error");
  EXPECT_EQ(first.at("measures"), (boost::json::array{4}));
}

}  // namespace
}  // namespace plan
