#include "finance/funding_paper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace finance {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;

FundingFloors floors() {
  FundingFloors made;
  made.as_of = Date(2026, 11, 26);
  made.year = 2025;
  RulingView ruling;
  ruling.title = {"判断环节", "Stage"};
  ruling.value = 2;
  ruling.in_force = 2;
  ruling.choices = {{2, {"下达", "issued"}}};
  made.rulings = {ruling};
  FundingUnit unit;
  unit.name = {"示例县", "County"};
  unit.period = "2025-H2";
  unit.whole_year = true;
  unit.reviewed = true;
  FloorTestView test;
  test.verdict = FloorVerdict::unmet;
  test.lacking_fen = 20'000'000;
  FloorMeasured of;
  of.of = "special";
  of.title = {"专项经费", "Special fund"};
  of.amounts = {300'000'000, 280'000'000, std::nullopt};
  of.counted_fen = 280'000'000;
  of.floor_fen = 300'000'000;
  of.verdict = FloorVerdict::unmet;
  of.lacking_fen = 20'000'000;
  test.measured = {of};
  test.footnotes = {{"两者取小。", "The smaller."}};
  unit.tests = {test, test};
  made.units = {unit};
  FundingUnit silent;
  silent.name = {"没报县", "Silent"};
  made.units.push_back(silent);
  return made;
}

std::string body_of(const document::OfficialPaper& paper) {
  std::string made;
  for (const auto& part : paper.body) made += part.text + "\n";
  return made;
}

const LetterHead kHead{"示例办公室", "示例方案", "示例〔2020〕1号"};

TEST(FundingPaper, SaysWhoLacksHowManyYuanAndWhoIsSilent) {
  const std::string body = body_of(funding_letter(floors(), kHead));
  EXPECT_THAT(body, HasSubstr("示例县：专项经费差200,000元（20万元）"));
  EXPECT_THAT(body, HasSubstr("没报县。"));
}

TEST(FundingPaper, WhatWasNotReportedIsNotZero) {
  const auto annex = funding_letter(floors(), kHead).annex;
  EXPECT_THAT(annex->rows.front(), Contains("未报"));
  EXPECT_THAT(annex->rows, Each(SizeIs(annex->columns.size())));
}

TEST(FundingPaper, ANoteStandsBelowTheTableOnceAndIsMarkedWhereItHolds) {
  const auto annex = funding_letter(floors(), kHead).annex;
  EXPECT_EQ(annex->rows[0].back(), "[1]");
  EXPECT_EQ(annex->rows[1].back(), "[1]");
  EXPECT_THAT(annex->notes, SizeIs(2));  // and the ruling
  EXPECT_EQ(annex->notes.front(), "[1] 两者取小。");
}

TEST(FundingPaper, AnotherRulingIsMarkedAsTried) {
  FundingFloors tried = floors();
  tried.what_if = true;
  tried.rulings.front().in_force = 1;
  const auto paper = funding_letter(tried, kHead);
  EXPECT_THAT(paper.annex->title, HasSubstr("测算"));
  EXPECT_THAT(paper.annex->notes.back(), HasSubstr("不是现行口径"));
  EXPECT_THAT(body_of(paper), HasSubstr("不是现行口径"));
}

}  // namespace
}  // namespace finance
