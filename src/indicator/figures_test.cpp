#include "indicator/figures.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "plan/plan_fixture.hpp"

namespace indicator {

namespace {

Group group(std::string unit, std::int64_t numerator, std::string sex = "male") {
  return {"", std::move(unit), {std::move(sex)}, {numerator, 0, numerator, 0, std::nullopt}};
}

TEST(WithUnits, TakesTheSumsOfTheseUnitsAnewAndKeepsTheOthers) {
  const Computed kept{{group("a", 1), group("b", 2, "female"), group("b", 2), group("c", 3)}, {}};
  const Computed part{{group("b", 5)}, {}};
  const std::optional<Computed> made = with_units(kept, part, {"b"});
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, (Computed{{group("a", 1), group("b", 5), group("c", 3)}, {}}));
}

TEST(WithUnits, AUnitThatHasNothingLeftIsGoneAndANewOneStandsInItsPlace) {
  const Computed kept{{group("a", 1), group("c", 3)}, {}};
  EXPECT_EQ(*with_units(kept, {}, {"a"}), (Computed{{group("c", 3)}, {}}));
  const Computed part{{group("b", 9)}, {}};
  EXPECT_EQ(*with_units(kept, part, {"b"}),
            (Computed{{group("a", 1), group("b", 9), group("c", 3)}, {}}));
}

TEST(WithUnits, SumsOfAnotherUnitShowThatItIsNotComputedUnitByUnit) {
  const Computed part{{group("a", 1)}, {}};
  EXPECT_FALSE(with_units({}, part, {"b"}));
}

TEST(WithUnits, AFailureIsOneOfTheWhole) {
  const Computed part{{}, {"坏", "bad"}};
  EXPECT_EQ(*with_units({{group("a", 1)}, {}}, part, {"a"}), part);
}

TEST(Figures, AUnitThatMovedCountsWhereItStoodOnTheDayShown) {
  plan::Plan then = plan::fixture_plan("clear");
  auto directory = std::make_shared<zhijiao::access::Directory>();
  for (const plan::Unit& unit : then.units) {
    directory->units.push_back({unit.id, unit.name, unit.parent, std::nullopt, {}});
  }
  const std::string city = then.units.front().id;
  then.units.push_back(then.units.back());
  then.units.back().id = "school";
  then.units.back().parent = then.units[1].id;
  directory->units.push_back({"school", {"学校", "School"}, then.units[2].id, std::nullopt, {}});
  ASSERT_NE(then.units[1].id, then.units[2].id);
  const World world{std::make_shared<plan::PlanEdition>(then, 1, base::Instant{}), directory,
                    Date(2022, 1, 1), Date(2024, 1, 1)};
  const Indicator indicator;
  const Computed computed{{{"", "school", {}, {7, 0, 1, 0, std::nullopt}}}, {}};
  const Figures figures(indicator, then.commitments.front(), computed, world);
  EXPECT_TRUE(figures.is_below("school", then.units[1].id));
  EXPECT_FALSE(figures.is_below("school", then.units[2].id));
  EXPECT_EQ(figures.of_unit("", then.units[1].id).numerator, 7);
  EXPECT_EQ(figures.of_unit("", then.units[2].id).numerator, 0);
  EXPECT_EQ(figures.children("", then.units[1].id), std::vector<std::string>{"school"});
  EXPECT_EQ(figures.of_unit("", city).numerator, 7);
}

}  // namespace

}  // namespace indicator
