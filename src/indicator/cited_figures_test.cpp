#include "indicator/cited_figures.hpp"

#include <gmock/gmock.h>

#include "plan/plan_fixture.hpp"

namespace indicator {

namespace {

using testing::IsEmpty;
using testing::SizeIs;

// A city with two counties: 700 of 1,000 places in the east, none in the west.
class CitedFigures : public testing::Test {
 protected:
  CitedFigures() {
    plan_.tasks.front().number = kTask;
    indicator_.id = "places";
    indicator_.commitments = {"places"};
    indicator_.unit = "person";
    indicator_.unit_name = {"人", "persons"};
    indicator_.sql = "SELECT";
    computed_.groups = {{"", "east_district", {}, {700, 0, 7, 0, std::nullopt}}};
  }

  std::vector<CitedFigure> of(const std::string& unit, int task = kTask) const {
    auto directory = std::make_shared<zhijiao::access::Directory>();
    for (const plan::Unit& one : plan_.units) {
      directory->units.push_back({one.id, one.name, one.parent, std::nullopt, {}});
      directory->units.back().kind = one.kind == plan::UnitKind::county ? "county" : "department";
    }
    const World world{std::make_shared<plan::PlanEdition>(plan_, 1, base::Instant{}), directory,
                      Date(2032, 1, 1), Date(2032, 1, 1)};
    return cited_figures({indicator_}, {{"places", std::make_shared<Computed>(computed_)}}, world,
                         task, unit);
  }

  void owed_by(std::vector<std::string> units) {
    indicator_.judged = Judged::each;
    plan_.commitments.front().low = 500;
    plan_.commitments.front().for_units = std::move(units);
  }
  void make_ratio() {
    indicator_.figure = Figure::ratio;
    indicator_.per = 100;
    indicator_.unit = "percent";
    computed_.groups.front().period = "2031";
    computed_.groups.front().sums.denominator = 1000;
  }

  static constexpr int kTask = 1;
  plan::Plan plan_ = plan::fixture_plan("clear");
  Indicator indicator_;
  Computed computed_;
};

}  // namespace

TEST_F(CitedFigures, ThePartOfASumHasNoTargetSoTheWholeIsCited) {
  ASSERT_THAT(of("east_district"), SizeIs(1));
  const CitedFigure whole = of("east_district").front();
  EXPECT_EQ(whole.indicator, "places");
  EXPECT_EQ(whole.commitment, "places");
  EXPECT_FALSE(whole.about);
  EXPECT_EQ(whole.value, 700);
  EXPECT_EQ(whole.shown.zh, "700 人");
  EXPECT_EQ(whole.target.zh, "一千个以上");
  EXPECT_EQ(whole.verdict, Attainment::unmet);
  EXPECT_EQ(whole.on, Date(2032, 1, 1));
}

TEST_F(CitedFigures, ARatioIsThatOfTheUnitIfItHasRecords) {
  make_ratio();
  ASSERT_TRUE(of("east_district").front().about);
  EXPECT_EQ(of("east_district").front().about->id, "east_district");
  EXPECT_EQ(of("east_district").front().shown.zh, "70%");
  EXPECT_EQ(of("east_district").front().period, "2031");
  EXPECT_FALSE(of("education_bureau").front().about);
}

TEST_F(CitedFigures, ALevelThatIsWithheldIsNotCited) {
  make_ratio();
  indicator_.withhold_levels = {"county"};
  EXPECT_FALSE(of("east_district").front().about);
  owed_by({"east_district"});
  EXPECT_FALSE(of("east_district").front().about);
}

TEST_F(CitedFigures, WhatItLeavesOutIsSaid) {
  computed_.groups.front().sums.incomplete = 3;
  EXPECT_EQ(of("east_district").front().note.zh, "3 条记录缺数，没有计入");
}

TEST_F(CitedFigures, OfWhatEachOwesTheWholeCountsThoseThatReachIt) {
  owed_by({"east_district", "west_county"});
  EXPECT_EQ(of("east_district").front().verdict, Attainment::met);
  EXPECT_EQ(of("education_bureau").front().shown.zh, "2 个单位中 1 个达到");
  // It stands above those who owe.
  EXPECT_EQ(of("city_government").front().shown.zh, "2 个单位中 1 个达到");
  // Owes it and has nothing: said of itself, not of the whole.
  ASSERT_TRUE(of("west_county").front().about);
  EXPECT_FALSE(of("west_county").front().value);
  EXPECT_FALSE(of("west_county").front().shown.zh.empty());
}

TEST_F(CitedFigures, WhatOthersOweIsNotHeldAgainstAUnitWithSuchRecords) {
  owed_by({"west_county"});
  EXPECT_THAT(of("east_district"), IsEmpty());
}

TEST_F(CitedFigures, OnlyMeasuredCommitmentsThatTheTaskServes) {
  EXPECT_THAT(of("east_district", 2), IsEmpty());
  EXPECT_THAT(of("east_district", 99), IsEmpty());
  indicator_.sql.clear();
  EXPECT_THAT(of("east_district"), IsEmpty());
}

TEST_F(CitedFigures, AMeasureThatTheTaskMainlyCarriesOutCounts) {
  plan_.commitments.front().source = {};
  plan_.commitments.front().source.measure = 1;
  EXPECT_THAT(of("east_district"), SizeIs(1));
  EXPECT_THAT(of("east_district", 2), IsEmpty());  // which only touches it
}

TEST_F(CitedFigures, WhatCouldNotBeComputedIsLeftOut) {
  computed_.groups.clear();
  computed_.failure = {"语句没有算完", "The statement did not end."};
  EXPECT_THAT(of("east_district"), IsEmpty());
}

}  // namespace indicator
