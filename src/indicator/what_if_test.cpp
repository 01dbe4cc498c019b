#include "indicator/what_if.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace indicator {
namespace {

using plan::Commitment;
using plan::Comparator;
using testing::ElementsAre;
using testing::IsEmpty;

registers::Catalogue catalogue() {
  registers::Declaration funding;
  funding.name = "funding";
  registers::Parameter share;
  share.name = "share";
  share.values = {{std::nullopt, 30, "文件", true}, {Date(2026, 1, 1), 35, "文件", true}};
  share.maximum = 100;
  funding.parameters = {share};
  return {{funding}};
}

Commitment commitment(std::string id, Comparator comparator) {
  Commitment made;
  made.id = std::move(id);
  made.comparator = comparator;
  made.low = 40;
  made.scale = 1;
  made.unit_name = {"%", "%"};
  made.written = {"不低于 4", "at least 4"};
  return made;
}

const std::vector<Commitment>& commitments() {
  static const std::vector<Commitment> all{commitment("least", Comparator::at_least),
                                           commitment("span", Comparator::between),
                                           commitment("every", Comparator::all)};
  return all;
}

std::vector<std::string> faulty(WhatIfQuestion question) {
  std::vector<std::string> fields;
  for (const auto& fault : faults_of(question, catalogue(), commitments())) {
    fields.push_back(fault.field);
  }
  return fields;
}

std::vector<std::string> faulty(TriedParameter parameter) {
  return faulty({.parameters = std::vector{std::move(parameter)}});
}
std::vector<std::string> faulty(TriedTarget target) {
  return faulty({.targets = std::vector{std::move(target)}});
}

TEST(WhatIf, AQuestionAboutNothingHasNoFaults) { EXPECT_THAT(faulty(WhatIfQuestion{}), IsEmpty()); }

TEST(WhatIf, AParameterIsOneOfTheRegisterAndTakesTheValue) {
  EXPECT_THAT(faulty(TriedParameter{"funding", "share", 100}), IsEmpty());
  EXPECT_THAT(faulty(TriedParameter{"funding", "share", 101}), ElementsAre("/parameters/0/value"));
  EXPECT_THAT(faulty(TriedParameter{"funding", "other", 1}), ElementsAre("/parameters/0/name"));
  EXPECT_THAT(faulty(TriedParameter{"other", "share", 1}), ElementsAre("/parameters/0/name"));
}

TEST(WhatIf, NothingIsTriedTwiceAtOnce) {
  const TriedParameter share{"funding", "share", 1};
  EXPECT_THAT(faulty({.parameters = std::vector{share, share}}), ElementsAre("/parameters/1/name"));
  const TriedTarget least{"least", 1, std::nullopt};
  EXPECT_THAT(faulty({.targets = std::vector{least, least}}), ElementsAre("/targets/1/commitment"));
}

TEST(WhatIf, ATargetIsANumberThatTheCommitmentHas) {
  EXPECT_THAT(faulty(TriedTarget{"least", 450, std::nullopt}), IsEmpty());
  EXPECT_THAT(faulty(TriedTarget{"least", -1, std::nullopt}), ElementsAre("/targets/0/value"));
  EXPECT_THAT(faulty(TriedTarget{"least", registers::kIntegerMax, std::nullopt}),
              ElementsAre("/targets/0/value"));
  EXPECT_THAT(faulty(TriedTarget{"none", 1, std::nullopt}), ElementsAre("/targets/0/commitment"));
  EXPECT_THAT(faulty(TriedTarget{"every", 1, std::nullopt}), ElementsAre("/targets/0/commitment"));
}

TEST(WhatIf, OnlyASpanHasTwoEndsInTheirOrder) {
  EXPECT_THAT(faulty(TriedTarget{"span", 40, 50}), IsEmpty());
  EXPECT_THAT(faulty(TriedTarget{"span", 40, 40}), IsEmpty());
  EXPECT_THAT(faulty(TriedTarget{"span", 40, 39}), ElementsAre("/targets/0/high"));
  EXPECT_THAT(faulty(TriedTarget{"span", 40, registers::kIntegerMax}),
              ElementsAre("/targets/0/high"));
  EXPECT_THAT(faulty(TriedTarget{"span", 40, std::nullopt}), ElementsAre("/targets/0/high"));
  EXPECT_THAT(faulty(TriedTarget{"least", 40, 50}), ElementsAre("/targets/0/high"));
}

TEST(WhatIf, AQuestionIsNoList) {
  std::vector<TriedParameter> many;
  std::vector<TriedTarget> targets;
  for (std::size_t i = 0; i <= kTriedMax; ++i) {
    many.push_back({"funding", "share", 1});
    targets.push_back({"least", 1, std::nullopt});
  }
  const auto fields = faulty({.parameters = many, .targets = targets});
  EXPECT_THAT(fields, testing::Contains("/parameters"));
  EXPECT_THAT(fields, testing::Contains("/targets"));
}

TEST(WhatIf, ATriedValueHoldsOnEveryDay) {
  registers::ParameterBook book(catalogue());
  try_out({{"funding", "share", 20}}, book);
  EXPECT_EQ(book.on("funding", "share", Date(2020, 1, 1)).value, 20);
  EXPECT_EQ(book.on("funding", "share", Date(2026, 1, 1)).value, 20);
}

TEST(WhatIf, AnIndicatorUsesAParameterOfItsRegisterOnly) {
  Indicator indicator;
  indicator.parameters = {{"funding", "share"}};
  EXPECT_TRUE(uses(indicator, {"funding", "share", 1}));
  EXPECT_FALSE(uses(indicator, {"funding", "other", 1}));
  EXPECT_FALSE(uses(indicator, {"other", "share", 1}));
}

TEST(WhatIf, ATriedTargetReadsAsTried) {
  const Commitment tried = with_target(commitments()[0], {{"least", 455, std::nullopt}});
  EXPECT_EQ(tried.low, 455);
  EXPECT_EQ(tried.written.zh, "45.5 %（试算）");
  const Commitment span = with_target(commitments()[1], {{"span", 400, 500}});
  EXPECT_EQ(span.high, 500);
  EXPECT_EQ(span.written.en, "40.0–50.0 % (tried)");
}

TEST(WhatIf, AnotherCommitmentStaysAsItIs) {
  EXPECT_EQ(with_target(commitments()[0], {{"span", 400, 500}}), commitments()[0]);
}

}  // namespace
}  // namespace indicator
