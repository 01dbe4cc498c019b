#include "indicator/late_commitments.hpp"

#include <gmock/gmock.h>

namespace indicator {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Date day_of(std::string_view text) { return *Date::parse(text); }

const Date kToday = day_of("2023-03-01");

// 20 000 persons by the end of 2022; on kToday there were 18 400.
class LateCommitments : public testing::Test {
 protected:
  LateCommitments() {
    indicator_.id = "students";
    indicator_.unit = "person";
    indicator_.unit_name = {"人", "persons"};
    indicator_.lead = "education_bureau";
    commitment_.id = "enrolment";
    commitment_.title = {"在校生", "Students"};
    commitment_.written = {"2 万人以上", "at least 20,000"};
    commitment_.due_on = day_of("2022-12-31");
    commitment_.source.measure = 3;
  }

  std::vector<plan::Finding> found() const {
    return late_commitments(
        {{indicator_, commitment_, kToday, period_, value_, verdict_, of_, forecast_}}, kToday);
  }
  void foresee(Outlook outlook) {
    commitment_.due_on = day_of("2023-12-31");
    ForecastView ahead;
    ahead.due_on = commitment_.due_on;
    ahead.value = 19'100;
    ahead.low = 18'900;
    ahead.high = 19'300;
    ahead.points = 12;
    ahead.outlook = outlook;
    forecast_ = ahead;
  }

  Indicator indicator_;
  plan::Commitment commitment_;
  std::string period_;
  std::optional<std::int64_t> value_ = 18'400;
  Attainment verdict_ = Attainment::unmet;
  std::optional<std::int64_t> of_;
  std::optional<ForecastView> forecast_;
};

}  // namespace

TEST_F(LateCommitments, OneThatIsOverdueAndUnmetIsFoundWithItsNumberAndItsWorking) {
  ASSERT_THAT(found(), SizeIs(1));
  const plan::Finding finding = found().front();
  EXPECT_EQ(finding.rule, "commitment_overdue");
  EXPECT_EQ(finding.severity, plan::Severity::error);
  EXPECT_THAT(finding.detail.zh, HasSubstr("18,400 人"));
  EXPECT_THAT(finding.detail.zh, HasSubstr("2022年12月31日"));
  EXPECT_THAT(finding.detail.en, HasSubstr("18,400 persons"));
  EXPECT_EQ(finding.link, "/indicators/students");
  EXPECT_EQ(finding.commitments, std::vector<std::string>{"enrolment"});
  EXPECT_EQ(finding.measures, std::vector<int>{3});
  EXPECT_EQ(finding.units, std::vector<std::string>{"education_bureau"});
}

TEST_F(LateCommitments, WhoOwesItComesBeforeWhoLeadsItsFigure) {
  commitment_.owner = "city_government";
  commitment_.source = {};
  commitment_.source.task = 7;
  EXPECT_EQ(found().front().units, std::vector<std::string>{"city_government"});
  EXPECT_EQ(found().front().tasks, std::vector<int>{7});
  EXPECT_THAT(found().front().measures, IsEmpty());
  commitment_.owner.clear();
  indicator_.lead.clear();
  EXPECT_THAT(found().front().units, IsEmpty());
}

TEST_F(LateCommitments, OnItsDayItIsNotOverdueYet) {
  commitment_.due_on = kToday;
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(LateCommitments, WhatIsMetUnknownOrUnruledIsNotLate) {
  for (const Attainment verdict : {Attainment::met, Attainment::unknown, Attainment::unruled}) {
    verdict_ = verdict;
    EXPECT_THAT(found(), IsEmpty());
  }
}

TEST_F(LateCommitments, AGuideValueAndAnAspirationAreNotesOnly) {
  commitment_.guide_value = true;
  EXPECT_EQ(found().front().severity, plan::Severity::note);
  commitment_.guide_value = false;
  commitment_.aspiration = true;
  EXPECT_EQ(found().front().severity, plan::Severity::note);
  foresee(Outlook::unlikely);
  EXPECT_EQ(found().front().severity, plan::Severity::note);
}

TEST_F(LateCommitments, AFigureOfAPeriodIsLateWhenItsPeriodIsOver) {
  commitment_.due_on = std::nullopt;
  EXPECT_THAT(found(), IsEmpty());
  commitment_.period = plan::Period::each_year;
  period_ = "2023";
  EXPECT_THAT(found(), IsEmpty());
  period_ = "2022";
  ASSERT_THAT(found(), SizeIs(1));
  EXPECT_THAT(found().front().detail.zh, HasSubstr("（2022）"));
  EXPECT_THAT(found().front().detail.en, HasSubstr("(2022)"));
}

TEST_F(LateCommitments, OfUnitsItIsToldHowManyReachIt) {
  indicator_.judged = Judged::each;
  value_ = 3;
  of_ = 7;
  EXPECT_THAT(found().front().detail.zh, HasSubstr("7 个单位中 3 个达到"));
}

TEST_F(LateCommitments, OneThatWillFallShortIsFoundBeforeItsDay) {
  foresee(Outlook::unlikely);
  ASSERT_THAT(found(), SizeIs(1));
  const plan::Finding finding = found().front();
  EXPECT_EQ(finding.rule, "commitment_falling_short");
  EXPECT_EQ(finding.severity, plan::Severity::warning);
  EXPECT_THAT(finding.detail.zh, HasSubstr("约 19,100 人（18,900 人 至 19,300 人）"));
  EXPECT_THAT(finding.detail.zh, HasSubstr("12 个数"));
}

TEST_F(LateCommitments, WhatMayBeMetIsNoFinding) {
  foresee(Outlook::open);
  EXPECT_THAT(found(), IsEmpty());
  foresee(Outlook::likely);
  EXPECT_THAT(found(), IsEmpty());
  forecast_.reset();
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(LateCommitments, NumbersAreWrittenAsPeopleReadThem) {
  indicator_.scale = 1;
  indicator_.unit = "percent";
  EXPECT_EQ(figure_text(370, indicator_).zh, "37.0%");
  EXPECT_EQ(figure_text(-5, indicator_).zh, "-0.5%");
  indicator_.unit = "fen";
  EXPECT_EQ(figure_text(520'000'099, indicator_).zh, "520.00 万元");
  EXPECT_EQ(figure_text(520'000'099, indicator_).en, "5,200,000 yuan");
}

}  // namespace indicator
