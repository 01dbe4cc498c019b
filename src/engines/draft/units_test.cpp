#include "engines/draft/units.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"
#include "engines/draft/unit_words.hpp"

namespace engines::draft {
namespace {

using testing::ElementsAre;

std::string read(const char* text) {
  const Draft draft =
      drafted("1.办学。（责任单位：" + std::string(text) + "；完成时限：2022年）\n");
  if (draft.tasks.size() != 1) return "no task";
  std::string all;
  for (const Responsible& owner : draft.tasks[0].responsible) {
    if (!all.empty()) all += ' ';
    all += who(draft, owner.unit);
  }
  return all;
}

TEST(Units, AreKnownByAnyOfTheirNames) {
  for (const char* name : {"市教育局", "清河市教育局", "市教委", "市 教 育 局", "市教育局等部门"})
    EXPECT_EQ(read(name), "education") << name;
}

TEST(Units, AreKnownByUsualShortForms) {
  struct {
    const char* written;
    const char* unit;
  } rows[] = {
      {"市发改委", "reform"},     {"市发展和改革委", "reform"}, {"市人力资源社会保障局", "people"},
      {"市人力社保局", "people"}, {"清河职院", "college"},      {"北山县政府", "north"},
      {"北山县人民政府", "north"}};
  for (const auto& row : rows) EXPECT_EQ(read(row.written), row.unit) << row.written;
}

TEST(Units, OfAListAreParted) {
  EXPECT_EQ(read("市教育局、市财政局，市人社局"), "education finance people");
  EXPECT_EQ(read("市教育局和市财政局"), "education finance");
  EXPECT_EQ(read("市教育局、各县（市、区）"), "education @counties");
  EXPECT_EQ(read("市教育局 市财政局"), "education finance");
}

TEST(Units, ThatAreNotKnownAreProposed) {
  const Draft draft =
      drafted("1.甲。（责任单位：市文旅局、市教育局）\n2.乙。（责任单位：清河市文化和旅游局）\n");
  ASSERT_EQ(draft.proposed_units.size(), 1U);
  EXPECT_EQ(draft.proposed_units[0].name, "市文旅局");
  EXPECT_EQ(draft.proposed_units[0].mentions.size(), 2U);
  EXPECT_EQ(draft.proposed_units[0].parent, "city");
}

TEST(Units, MarketRegulationKeepsItsMarket) {
  EXPECT_EQ(read("市市场监管局、市市场监督管理局"), "?市市场监管局 ?市市场监管局");
}

TEST(Scopes, SayWhomTheyAreTakenToMean) {
  const Draft draft =
      drafted("1.甲。（责任单位：各县市；完成时限：2022年）\n2.乙。（责任单位：各职业院校）\n");
  ASSERT_EQ(draft.proposed_scopes.size(), 2U);
  EXPECT_THAT(draft.proposed_scopes[0].units, ElementsAre("north", "south"));
  EXPECT_FALSE(draft.proposed_scopes[0].settled);
  EXPECT_FALSE(draft.proposed_scopes[0].reading.zh.empty());
  EXPECT_THAT(draft.proposed_scopes[1].units, ElementsAre("college", "north_centre"));
}

TEST(Scopes, OfEveryCountyAreSettled) {
  const Draft draft = drafted("1.甲。（责任单位：各县区市）\n");
  ASSERT_EQ(draft.proposed_scopes.size(), 1U);
  EXPECT_TRUE(draft.proposed_scopes[0].settled);
}

TEST(Scopes, OfDepartmentsInShortFormAreCompleted) {
  const Draft draft = drafted("1.甲。（责任单位：市发改、人社、财政、教育等相关部门）\n");
  ASSERT_EQ(draft.proposed_scopes.size(), 1U);
  EXPECT_THAT(draft.proposed_scopes[0].units,
              ElementsAre("reform", "people", "finance", "education"));
}

TEST(Units, TwoOfOneNameAreAmbiguous) {
  Organisation city = invented_city();
  city.units.push_back(
      {"county_education", "北山县教育局", "县教育局", {}, {}, UnitKind::department, "north"});
  Input input;
  input.text = "1.甲。（责任单位：教育局）\n";
  input.organisation = city;
  const Draft draft = engines::draft::draft(input);
  ASSERT_EQ(draft.tasks.size(), 1U);
  ASSERT_EQ(draft.tasks[0].responsible.size(), 1U);
  EXPECT_FALSE(draft.tasks[0].responsible[0].unit.ambiguity.empty());
  EXPECT_LT(draft.tasks[0].responsible[0].unit.ground.confidence_percent, 60);
}

TEST(Units, WordsThatNameNoneAreListed) {
  const Draft draft = drafted("1.甲。（责任单位：市教育局、按要求办理）\n");
  ASSERT_EQ(draft.not_understood.size(), 1U);
  EXPECT_EQ(draft.not_understood[0].kind, "unit");
  EXPECT_EQ(draft.not_understood[0].written.text, "按要求办理");
}

TEST(UnitWords, TellKinds) {
  struct {
    const char32_t* name;
    UnitKind kind;
  } rows[] = {{U"市教育局", UnitKind::department},
              {U"市委组织部", UnitKind::party},
              {U"市委党校", UnitKind::party},
              {U"市妇联", UnitKind::association},
              {U"某某职业技术学院", UnitKind::college},
              {U"某县职教中心", UnitKind::school},
              {U"某县人民政府", UnitKind::county},
              {U"高新区管委会", UnitKind::park},
              {U"某某集团有限公司", UnitKind::enterprise}};
  for (const auto& row : rows) EXPECT_EQ(kind_of(row.name), row.kind) << to_utf8(row.name);
}

}  // namespace
}  // namespace engines::draft
