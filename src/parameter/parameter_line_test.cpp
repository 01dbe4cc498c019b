#include "parameter/parameter_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <optional>
#include <string>

namespace parameter {
namespace {

using registers::Parameter;
using registers::ParameterValue;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kPercentMax = 100;
const Date kToday(2026, 11, 26);

Parameter declared(std::vector<ParameterValue> values) {
  Parameter made;
  made.name = "share";
  made.unit = "percent";
  made.values = std::move(values);
  made.maximum = kPercentMax;
  return made;
}

ParameterValue value(std::optional<Date> from, std::int64_t number) {
  return {from, number, "文件", true};
}

std::vector<std::string> faulty(const std::vector<base::FieldError>& faults) {
  std::vector<std::string> fields;
  for (const base::FieldError& fault : faults) fields.push_back(fault.field);
  return fields;
}

NewParameterValue given(Date from, std::int64_t number) {
  return {from, number, "平政发〔2026〕1号", true, std::nullopt};
}

TEST(MergedLine, ASetValueHoldsFromItsDayAndNotBefore) {
  const std::vector<ParameterValue> set{value(Date(2026, 9, 1), 45)};
  const Parameter line = merged(declared({value(std::nullopt, 40)}), set);
  EXPECT_EQ(line.on(Date(2026, 8, 31)).value, 40);
  EXPECT_EQ(line.on(Date(2026, 9, 1)).value, 45);
  EXPECT_EQ(line.on(Date(2199, 12, 31)).value, 45);
}

TEST(MergedLine, ASetValueStandsBetweenDeclaredOnes) {
  const std::vector<ParameterValue> set{value(Date(2025, 1, 1), 42)};
  const Parameter line =
      merged(declared({value(std::nullopt, 40), value(Date(2026, 1, 1), 50)}), set);
  EXPECT_EQ(line.on(Date(2024, 12, 31)).value, 40);
  EXPECT_EQ(line.on(Date(2025, 12, 31)).value, 42);
  EXPECT_EQ(line.on(Date(2026, 1, 1)).value, 50);
}

TEST(MergedLine, ASetValueTakesThePlaceOfADeclaredOneOfTheSameDay) {
  const std::vector<ParameterValue> set{value(Date(2026, 1, 1), 55)};
  const Parameter line =
      merged(declared({value(std::nullopt, 40), value(Date(2026, 1, 1), 50)}), set);
  EXPECT_EQ(line.values.size(), 2U);
  EXPECT_EQ(line.on(Date(2026, 1, 1)).value, 55);
}

TEST(MergedLine, WithNothingSetItIsTheDeclaredOne) {
  const Parameter line = declared({value(std::nullopt, 40), value(Date(2026, 1, 1), 50)});
  EXPECT_EQ(merged(line, {}), line);
}

// What a day shows is the value of the last day on or before it, a set one before a declared one.
RC_GTEST_PROP(MergedLine, ShowsOnEveryDayWhatBeganLast, ()) {
  const auto days = [] {
    return *rc::gen::container<std::map<int, int>>(rc::gen::inRange(0, 60),
                                                   rc::gen::inRange(0, 101));
  };
  const std::map<int, int> in_file = days();
  const std::map<int, int> by_people = days();
  const Date first(2026, 1, 1);
  std::vector<ParameterValue> values{value(std::nullopt, 7)};
  for (const auto& [day, number] : in_file) values.push_back(value(first.plus_days(day), number));
  std::vector<ParameterValue> set;
  for (const auto& [day, number] : by_people) set.push_back(value(first.plus_days(day), number));
  const Parameter line = merged(declared(values), set);
  std::map<int, int> both = by_people;
  both.insert(in_file.begin(), in_file.end());
  std::int64_t holds = 7;
  for (int day = 0; day < 70; ++day) {
    const auto begins = both.find(day);
    if (begins != both.end()) holds = begins->second;
    RC_ASSERT(line.on(first.plus_days(day)).value == holds);
  }
}

TEST(FaultsOfAValue, ThereAreNoneFromTodayOn) {
  const Parameter of = declared({value(std::nullopt, 40)});
  EXPECT_THAT(faults_of(of, given(kToday, 0), kToday), IsEmpty());
  EXPECT_THAT(faults_of(of, given(kToday.plus_days(1), 100), kToday), IsEmpty());
}

TEST(FaultsOfAValue, APercentageIsFromNothingToTheWhole) {
  const Parameter of = declared({value(std::nullopt, 40)});
  EXPECT_THAT(faulty(faults_of(of, given(kToday, 101), kToday)), ElementsAre("/value"));
  EXPECT_THAT(faulty(faults_of(of, given(kToday, -1), kToday)), ElementsAre("/value"));
}

TEST(FaultsOfAValue, AQuestionIsAnsweredWithOneOfItsAnswers) {
  Parameter of = declared({value(std::nullopt, 1)});
  of.choices = {{1, {"预算安排", "budgeted"}}, {3, {"拨付", "paid"}}};
  EXPECT_THAT(faults_of(of, given(kToday, 3), kToday), IsEmpty());
  const auto faults = faults_of(of, given(kToday, 2), kToday);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults.front().message.zh, "只能是：1 预算安排、3 拨付。");
  EXPECT_EQ(faults.front().message.en, "One of: 1 budgeted, 3 paid.");
}

TEST(FaultsOfAValue, ItRestsOnADocument) {
  const Parameter of = declared({value(std::nullopt, 40)});
  NewParameterValue without = given(kToday, 40);
  without.source = " \t";
  EXPECT_THAT(faulty(faults_of(of, without, kToday)), ElementsAre("/source"));
  without.source = std::string(kSourceMax + 1, 'x');
  EXPECT_THAT(faulty(faults_of(of, without, kToday)), ElementsAre("/source"));
}

TEST(FaultsOfAValue, WhatChangesThePastSaysWhy) {
  const Parameter of = declared({value(std::nullopt, 40)});
  NewParameterValue past = given(kToday.plus_days(-1), 40);
  EXPECT_THAT(faulty(faults_of(of, past, kToday)), ElementsAre("/comment"));
  past.comment = "文件自 2026 年起施行，补录";
  EXPECT_THAT(faults_of(of, past, kToday), IsEmpty());
  past.comment = std::string(kCommentMax + 1, 'x');
  EXPECT_THAT(faulty(faults_of(of, past, kToday)), ElementsAre("/comment"));
}

TEST(FaultsOfAWithdrawal, ItSaysWhyAndBriefly) {
  EXPECT_THAT(faults_of(ParameterWithdrawal{"录错了"}), IsEmpty());
  EXPECT_THAT(faulty(faults_of(ParameterWithdrawal{" "})), ElementsAre("/reason"));
  EXPECT_THAT(faulty(faults_of(ParameterWithdrawal{std::string(kCommentMax + 1, 'x')})),
              ElementsAre("/reason"));
}

TEST(RuleNames, OnlyTheWholeName) {
  const Parameter share = declared({value(std::nullopt, 40)});
  EXPECT_TRUE(names({"part >= $share", {}, {}, {}, {}}, share));
  EXPECT_TRUE(names({"$share_most > part and $share < whole", {}, {}, {}, {}}, share));
  EXPECT_FALSE(names({"part >= $share_most", {}, {}, {}, {}}, share));
  EXPECT_FALSE(names({"share >= 3", {}, {}, {}, {}}, share));
}

}  // namespace
}  // namespace parameter
