#include "draft/draft_plan.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "access/permission.hpp"
#include "draft/draft_reading.hpp"
#include "plan/plan_load.hpp"

namespace draft {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

const std::string kDocument =
    "清河市人民政府关于印发职业教育发展行动方案的通知\n"
    "清政发〔2031〕8号\n"
    "各县（市、区）人民政府，市直有关部门：\n"
    "现将《清河市职业教育发展行动方案》印发给你们，请认真贯彻落实。\n"
    "清河市人民政府\n2031年3月5日\n"
    "清河市职业教育发展行动方案\n"
    "一、主要任务\n"
    "1.提升办学条件。到2033年全市中等职业学校全部达标。（责任单位：市教育局、市财政局；"
    "完成时限：2033年6月底前）\n"
    "2.加强教师队伍。（责任单位：市教育局，各县市区；完成时限：长期坚持）\n";

Date today() { return Date(2031, 4, 1); }

FileDraft drafted(const std::string& text, const std::string& region = "990100") {
  document::Document document;
  document.text = text;
  return draft_document(document, start_plan(region), today());
}

std::vector<DraftContent> contents_of(const DraftRead& read) {
  std::vector<DraftContent> contents;
  for (const DraftedItem& item : read.items) {
    if (!item.only_if_accepted) contents.push_back(item.content);
  }
  return contents;
}

std::vector<std::string_view> permissions() {
  std::vector<std::string_view> names;
  for (const auto& known : zhijiao::access::known_permissions()) names.push_back(known.name);
  return names;
}

plan::Plan plan_of(const FileDraft& draft, const std::string& region = "990100") {
  const plan::Plan base = start_plan(region);
  return plan::read_plan(plan::write_plan(assemble(base, contents_of(draft.read)),
                                          comments_of(base, draft.read.items)),
                         permissions());
}

TEST(ReadDraft, ADocumentOfAnUnknownPlaceBecomesAPlanThatLoads) {
  const plan::Plan plan = plan_of(drafted(kDocument));
  EXPECT_EQ(plan.region, "990100");
  EXPECT_EQ(plan.id, "qinghe-2031-8");
  EXPECT_EQ(plan.document.number, "清政发〔2031〕8号");
  EXPECT_EQ(plan.document.signed_on, Date(2031, 3, 5));
  ASSERT_THAT(plan.tasks, SizeIs(2));
  EXPECT_EQ(plan.tasks[0].deadline.on, Date(2033, 6, 30));
  ASSERT_THAT(plan.tasks[0].responsible, SizeIs(2));
  EXPECT_EQ(plan.find_unit(plan.tasks[0].responsible[1].unit)->name.zh, "市财政局");
}

TEST(ReadDraft, TheFirstPlanKeepsTheUnitThatTheFoundersHoldTheirPostsIn) {
  const plan::Plan plan = plan_of(drafted(kDocument));
  ASSERT_NE(plan.find_unit(kStartUnit), nullptr);
  EXPECT_EQ(plan.find_unit(kStartUnit)->name.zh, "清河市");
}

TEST(ReadDraft, WordsWithoutMembersAreAskedAboutAgain) {
  const auto scopes_of = [](const FileDraft& draft) {
    return std::ranges::count_if(draft.read.items, [](const DraftedItem& item) {
      return item.content.scope && item.content.scope->units.empty();
    });
  };
  const std::string text = std::string(kDocument) + "4.加强指导。（责任单位：各县市区）\n";
  const FileDraft first = drafted(text);
  ASSERT_GT(scopes_of(first), 0);
  document::Document again;
  again.text = text;
  EXPECT_EQ(scopes_of(draft_document(again, plan_of(first), today())), scopes_of(first));
}

TEST(ReadDraft, TheIssuersPlaceIsTheRootOfAllUnits) {
  const plan::Plan plan = plan_of(drafted(kDocument));
  const auto roots = std::count_if(plan.units.begin(), plan.units.end(),
                                   [](const plan::Unit& unit) { return unit.parent.empty(); });
  EXPECT_EQ(roots, 1);
  const auto root = std::find_if(plan.units.begin(), plan.units.end(),
                                 [](const plan::Unit& unit) { return unit.parent.empty(); });
  EXPECT_EQ(root->name.zh, "清河市");
  EXPECT_FALSE(root->verified);
}

TEST(ReadDraft, ADeadlineThatNeverEndsIsMarkedAndNotMadeCertain) {
  const plan::Plan plan = plan_of(drafted(kDocument));
  ASSERT_THAT(plan.tasks, SizeIs(2));
  EXPECT_EQ(plan.tasks[1].deadline.written, "长期坚持");
  EXPECT_FALSE(plan.tasks[1].deadline.certain);
  EXPECT_THAT(plan.tasks[1].deadline.reading.zh, HasSubstr("请确定"));
}

TEST(ReadDraft, WordsForUnitsNobodyKnowsStayOpen) {
  const plan::Plan plan = plan_of(drafted(kDocument));
  const auto found =
      std::find_if(plan.scopes.begin(), plan.scopes.end(),
                   [](const plan::Scope& scope) { return scope.words.front() == "各县市区"; });
  ASSERT_NE(found, plan.scopes.end());
  EXPECT_FALSE(found->settled);
}

TEST(ReadDraft, FactsPointAtTheWordsTheyQuote) {
  const FileDraft draft = drafted(kDocument);
  // All characters here are of the basic plane: one UTF-16 unit each.
  std::vector<std::string> characters;
  for (const char c : draft.text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  int looked_at = 0;
  for (const DraftedItem& item : draft.read.items) {
    for (const DraftFact& fact : item.facts) {
      if (fact.spans.size() != 1 || fact.written.find('\n') != std::string::npos) continue;
      std::string words;
      for (std::int64_t i = fact.spans[0].begin; i < fact.spans[0].end; ++i) {
        words += characters.at(static_cast<std::size_t>(i));
      }
      EXPECT_EQ(words, fact.written) << fact.field;
      ++looked_at;
    }
  }
  EXPECT_GT(looked_at, 8);
}

TEST(ReadDraft, ARecognisedPictureIsNeverSure) {
  document::Document document;
  document.text = kDocument;
  document.low_confidence = true;
  const FileDraft draft = draft_document(document, start_plan("990100"), today());
  for (const DraftedItem& item : draft.read.items) {
    EXPECT_LT(item.confidence_percent, kUnsureBelow);
  }
}

TEST(Assemble, WhatIsRejectedIsReferredToByNothing) {
  std::vector<DraftContent> contents = contents_of(drafted(kDocument).read);
  plan::Task task;
  task.number = 9;
  task.measures = {{77, plan::Covers::main}};
  contents.push_back({});
  contents.back().task = task;
  plan::Goal goal;
  goal.id = "goal_9";
  goal.commitments = {"gone"};
  contents.push_back({});
  contents.back().goal = goal;
  const plan::Plan plan = assemble(start_plan("990100"), contents);
  EXPECT_TRUE(plan.find_task(9)->measures.empty());
  EXPECT_TRUE(plan.goals.back().commitments.empty());
}

TEST(StartPlan, HasTheRolesThatDraftNeeds) {
  const plan::Plan plan = start_plan("990100");
  const auto office =
      std::find_if(plan.roles.begin(), plan.roles.end(),
                   [](const plan::RoleDefinition& role) { return role.id == "plan_office"; });
  ASSERT_NE(office, plan.roles.end());
  EXPECT_THAT(office->permissions, testing::Contains("plan.load"));
  EXPECT_FALSE(plan.calendar.holidays.empty());
}

Origin issued_by(const std::string& issuer) {
  Origin origin;
  origin.issuer = issuer;
  return origin;
}

TEST(IsOfPlace, AnotherPlaceIsToldFromABareOffice) {
  plan::Plan plan = start_plan("990100");
  plan::Unit root;
  root.id = "qinghe";
  root.name = {"清河市", "Qinghe"};
  plan.units.push_back(root);
  EXPECT_TRUE(is_of_place(plan, issued_by("清河市人民政府")));
  EXPECT_TRUE(is_of_place(plan, issued_by("市教育局")));
  EXPECT_FALSE(is_of_place(plan, issued_by("白水市人民政府")));
  EXPECT_TRUE(is_of_place(plan, {}));
}

}  // namespace
}  // namespace draft
