#include "engines/compliance/compliance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace engines::compliance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Indicator total(const char* id, const char* value, std::int64_t threshold) {
  return {id, value, "", 1, Bound::at_least, threshold, true};
}

Indicator each(const char* id, const char* value, const char* base, std::int64_t threshold) {
  return {id, value, base, 1, Bound::at_least, threshold, true};
}

const Indicator kTeachers = total("teachers", "teachers", 60);
const Indicator kRatio{"ratio", "students", "teachers", 1, Bound::at_most, 20, true};
const Indicator kComputers{"computers", "computers", "students", 100, Bound::at_least, 15, true};

Finding only(const Indicator& indicator, const Data& data) {
  return judge({{indicator}, 1}, data).findings.front();
}

TEST(Compliance, WhatIsExactlyTheThresholdIsMet) {
  EXPECT_EQ(only(kTeachers, {{"teachers", 60}}).verdict, Verdict::met);
  EXPECT_EQ(only(kRatio, {{"students", 1200}, {"teachers", 60}}).verdict, Verdict::met);
}

TEST(Compliance, ATotalLacksWhatIsLeftToTheThreshold) {
  const Finding finding = only(kTeachers, {{"teachers", 57}});
  EXPECT_EQ(finding.verdict, Verdict::unmet);
  EXPECT_EQ(finding.lacking, "teachers");
  EXPECT_EQ(finding.gap, 3);
}

// The Jingning centre: 266 mu and 84,000 m² for 3,700 students.
TEST(Compliance, AreaPerStudentIsHeldAgainstAllStudents) {
  const Indicator land = each("land", "land", "students", 33);
  EXPECT_EQ(only(land, {{"land", 177'000}, {"students", 3700}}).verdict, Verdict::met);
  const Finding finding = only(land, {{"land", 120'000}, {"students", 3700}});
  EXPECT_EQ(finding.gap, 33 * 3700 - 120'000);
}

TEST(Compliance, TooManyStudentsForOneTeacherIsALackOfTeachers) {
  const Finding finding = only(kRatio, {{"students", 1201}, {"teachers", 60}});
  EXPECT_EQ(finding.lacking, "teachers");
  EXPECT_EQ(finding.gap, 1);
}

TEST(Compliance, ARatioForAHundredRoundsWhatIsMissingUp) {
  // 15 for 100 of 101 students are 15.15 computers: 16.
  EXPECT_EQ(only(kComputers, {{"computers", 10}, {"students", 101}}).gap, 6);
}

TEST(Compliance, WithoutStudentsNothingIsTooLittle) {
  EXPECT_EQ(only(kComputers, {{"computers", 0}, {"students", 0}}).verdict, Verdict::met);
}

TEST(Compliance, WithoutTeachersStudentsAreTooMany) {
  EXPECT_EQ(only(kRatio, {{"students", 41}, {"teachers", 0}}).gap, 3);
}

TEST(Compliance, WhatNobodyRecordedIsNamedAndNotZero) {
  const Finding finding = only(kComputers, {{"computers", 3}});
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_THAT(finding.missing, ElementsAre("students"));
  EXPECT_THAT(only(kComputers, {}).missing, ElementsAre("computers", "students"));
}

TEST(Compliance, WhatIsNeededOfADatumIsTheMostThatAnyIndicatorLacks) {
  const Report report = judge({{kTeachers, kRatio}, 2}, {{"students", 2000}, {"teachers", 50}});
  EXPECT_THAT(report.needs, ElementsAre(Need{"teachers", 50}));
  const Report few = judge({{kTeachers, kRatio}, 2}, {{"students", 1020}, {"teachers", 50}});
  EXPECT_THAT(few.needs, ElementsAre(Need{"teachers", 10}));
}

TEST(Compliance, AnIndicatorThatIsOnlyShownDecidesNothing) {
  Indicator shown = kTeachers;
  shown.judged = false;
  const Report report = judge({{shown, kRatio}, 1}, {{"students", 100}, {"teachers", 50}});
  EXPECT_EQ(report.outcome, Outcome::met);
  EXPECT_EQ(report.judged, 1);
  EXPECT_THAT(report.needs, IsEmpty());
  EXPECT_EQ(report.findings.front().verdict, Verdict::unmet);
}

struct OutcomeCase {
  Data data;
  Outcome outcome;
};

TEST(Compliance, TheOutcomeFollowsFromHowManyAreMet) {
  const Standard standard{{total("a", "a", 1), total("b", "b", 1), total("c", "c", 1)}, 2};
  const std::vector<OutcomeCase> cases{
      {{{"a", 1}, {"b", 1}, {"c", 1}}, Outcome::met},
      {{{"a", 1}, {"b", 1}, {"c", 0}}, Outcome::basic},
      {{{"a", 1}, {"b", 0}, {"c", 0}}, Outcome::unmet},
      {{{"a", 1}, {"b", 1}}, Outcome::unknown},  // met or basic
      {{{"a", 1}, {"b", 0}}, Outcome::unknown},  // basic or unmet
      {{{"a", 0}, {"b", 0}}, Outcome::unmet},    // whatever c is
      {{}, Outcome::unknown},
  };
  for (const OutcomeCase& one : cases) EXPECT_EQ(judge(standard, one.data).outcome, one.outcome);
}

TEST(ShownValue, NeverReadsLikeAPassWhenItFails) {
  // 32.999 m² a student is less than 33, 20.001 students a teacher are more than 20.
  const Indicator land = each("land", "land", "students", 33);
  EXPECT_EQ(shown_value(land, {{"land", 32'999}, {"students", 1000}}, 2), 3299);
  EXPECT_EQ(shown_value(kRatio, {{"students", 20'001}, {"teachers", 1000}}, 2), 2001);
}

TEST(ShownValue, IsAbsentWhereThereIsNothingToDivide) {
  EXPECT_EQ(shown_value(kRatio, {{"students", 3}}, 2), std::nullopt);
  EXPECT_EQ(shown_value(kRatio, {{"teachers", 3}}, 2), std::nullopt);
  EXPECT_EQ(shown_value(kRatio, {{"students", 3}, {"teachers", 0}}, 2), std::nullopt);
  EXPECT_EQ(shown_value(kTeachers, {{"teachers", 3}}, 0), 3);
}

// Whatever the amounts: adding the gap meets the indicator, and one less does not.
TEST(ComplianceProperty, TheGapIsTheLeastThatHelps) {
  rc::check([] {
    const auto amount = [](std::int64_t most) { return *rc::gen::inRange<std::int64_t>(0, most); };
    Indicator indicator;
    indicator.id = "x";
    indicator.value = "value";
    if (*rc::gen::arbitrary<bool>()) indicator.base = "base";
    indicator.per = 1 + amount(1000);
    indicator.threshold = 1 + amount(1'000'000);
    if (!indicator.base.empty() && *rc::gen::arbitrary<bool>()) indicator.bound = Bound::at_most;
    Data data{{"value", amount(2'000'000)}, {"base", amount(100'000)}};
    const Finding finding = only(indicator, data);
    if (finding.verdict == Verdict::met) return;
    RC_ASSERT(finding.gap > 0);
    data[finding.lacking] += finding.gap;
    RC_ASSERT(only(indicator, data).verdict == Verdict::met);
    data[finding.lacking] -= 1;
    RC_ASSERT(only(indicator, data).verdict == Verdict::unmet);
  });
}

}  // namespace
}  // namespace engines::compliance
