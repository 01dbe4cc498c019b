#include "indicator/figures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <tuple>
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

Computed sums_of(const std::vector<std::pair<Group, int>>& records) {
  Computed made;
  for (const auto& [record, day] : records) {
    Group one = record;
    if (day > 0) one.sums.newest_on = Date(2022, 1, day);
    const auto same = std::ranges::find_if(made.groups, [&](const Group& other) {
      return other.unit == one.unit && other.dimensions == one.dimensions;
    });
    if (same == made.groups.end()) {
      made.groups.push_back(one);
    } else {
      same->sums.add(one.sums);
    }
  }
  std::ranges::sort(made.groups, {}, [](const Group& group) {
    return std::tie(group.period, group.unit, group.dimensions);
  });
  return made;
}

const HasNewest kNobody = [](const Group&) { return false; };

Group record(std::string unit, std::int64_t numerator, std::string sex = "male") {
  return {"", std::move(unit), {std::move(sex)}, {numerator, 0, 1, 0, std::nullopt}};
}

TEST(WithChanges, ARecordIsTakenOutAsItWasAndPutInAsItIs) {
  const Computed kept = sums_of({{record("a", 3), 1}, {record("a", 4), 2}, {record("b", 5), 1}});
  const Computed before = sums_of({{record("a", 3), 1}});
  const Computed after = sums_of({{record("b", 9, "female"), 3}});
  const auto made = with_changes(kept, before, after, kNobody);
  ASSERT_TRUE(made);
  EXPECT_EQ(*made,
            sums_of({{record("a", 4), 2}, {record("b", 5), 1}, {record("b", 9, "female"), 3}}));
}

TEST(WithChanges, AGroupWithoutRecordsIsGone) {
  const Computed kept = sums_of({{record("a", 3), 1}, {record("b", 5), 1}});
  EXPECT_EQ(*with_changes(kept, sums_of({{record("a", 3), 1}}), {}, kNobody),
            sums_of({{record("b", 5), 1}}));
}

TEST(WithChanges, WhetherSomebodyElseHasTheNewestDayIsAskedOfTheGroupThatLostIt) {
  const Computed kept = sums_of({{record("a", 3), 1}, {record("a", 4), 2}, {record("b", 1), 2}});
  const Computed gone = sums_of({{record("a", 4), 2}});
  EXPECT_FALSE(with_changes(kept, gone, {}, kNobody));
  EXPECT_FALSE(with_changes(kept, gone, sums_of({{record("a", 4), 1}}), kNobody));
  EXPECT_TRUE(with_changes(kept, gone, sums_of({{record("a", 6), 2}}), kNobody));
  std::vector<Group> asked;
  const auto made = with_changes(kept, gone, {}, [&](const Group& group) {
    asked.push_back(group);
    return true;
  });
  ASSERT_TRUE(made);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].unit, "a");
  EXPECT_EQ(asked[0].sums, (Sums{3, 0, 1, 0, Date(2022, 1, 2)}));
}

TEST(WithChanges, ManyGroupsAreNotAskedAboutOneByOne) {
  std::vector<std::pair<Group, int>> all;
  std::vector<std::pair<Group, int>> gone;
  for (int i = 0; i < 21; ++i) {
    const std::string unit = "u" + std::to_string(i);
    all.insert(all.end(), {{record(unit, 1), 2}, {record(unit, 1), 1}});
    gone.emplace_back(record(unit, 1), 2);
  }
  const HasNewest anybody = [](const Group&) { return true; };
  EXPECT_FALSE(with_changes(sums_of(all), sums_of(gone), {}, anybody));
  gone.pop_back();
  EXPECT_TRUE(with_changes(sums_of(all), sums_of(gone), {}, anybody));
}

TEST(WithChanges, ASumThatLeaves64BitsIsNotTaken) {
  const Computed kept = sums_of({{record("a", std::numeric_limits<std::int64_t>::max()), 1}});
  EXPECT_FALSE(with_changes(kept, {}, sums_of({{record("a", 1), 1}}), kNobody));
}

TEST(WithChanges, WhatWasNeverInThemAndFailuresAreNotGuessedAt) {
  const Computed kept = sums_of({{record("a", 3), 1}});
  EXPECT_FALSE(with_changes(kept, sums_of({{record("b", 3), 1}}), {}, kNobody));
  EXPECT_FALSE(
      with_changes(kept, sums_of({{record("a", 1), 1}, {record("a", 2), 1}}), {}, kNobody));
  const Computed bad{{}, {"坏", "bad"}};
  EXPECT_FALSE(with_changes(kept, bad, {}, kNobody));
  EXPECT_FALSE(with_changes(kept, {}, bad, kNobody));
}

RC_GTEST_PROP(WithChanges, WhateverChangesTheSumsAreThoseOfAllOrNone, ()) {
  using Records = std::vector<std::pair<Group, int>>;
  const auto some = [] {
    Records records;
    for (const int at : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 60))) {
      records.emplace_back(record(at % 2 == 0 ? "a" : "b", at, at % 3 == 0 ? "male" : "female"),
                           at % 5);
    }
    return records;
  };
  const Records stay = some();
  const Records went = some();
  const Records came = some();
  const auto both = [](Records records, const Records& more) {
    records.insert(records.end(), more.begin(), more.end());
    return sums_of(records);
  };
  const Computed now = both(stay, came);
  const auto has_newest = [&](const Group& asked) {
    return std::ranges::any_of(now.groups, [&](const Group& group) {
      return group.unit == asked.unit && group.dimensions == asked.dimensions &&
             group.sums.newest_on == asked.sums.newest_on;
    });
  };
  const auto made = with_changes(both(stay, went), sums_of(went), sums_of(came), has_newest);
  if (made) RC_ASSERT(*made == now);
  if (went.empty()) RC_ASSERT(made.has_value());
}

TEST(Figures, AlongAnotherTreeAUnitHasWhatStandsBelowItThereOnTheDay) {
  const plan::Plan plan = plan::fixture_plan("clear");
  auto directory = std::make_shared<zhijiao::access::Directory>();
  for (const char* id : {"group", "college", "school", "late", "former", "other"}) {
    directory->units.push_back({id, {id, id}, "", std::nullopt, {}});
  }
  const World world{std::make_shared<plan::PlanEdition>(plan, 1, base::Instant{}), directory,
                    Date(2022, 1, 1), Date(2024, 1, 1)};
  const plan::Tree tree{"group",
                        {},
                        {{"college", "group", {}, {}},
                         {"school", "college", Date(2022, 1, 1), Date(2022, 1, 1)},
                         {"late", "college", Date(2022, 1, 2), {}},
                         {"former", "college", {}, Date(2021, 12, 31)}}};
  Computed computed;
  for (const char* id : {"college", "school", "late", "former", "other"}) {
    computed.groups.push_back({"", id, {}, {1, 0, 1, 0, std::nullopt}});
  }
  const Indicator indicator;
  const Figures figures(indicator, plan.commitments.front(), computed, world, &tree);
  EXPECT_EQ(figures.roots(""), std::vector<std::string>{"group"});
  EXPECT_EQ(figures.children("", "group"), std::vector<std::string>{"college"});
  EXPECT_EQ(figures.children("", "college"), std::vector<std::string>{"school"});
  EXPECT_EQ(figures.of_unit("", "group").numerator, 2);
  EXPECT_EQ(figures.of_unit("", "other").numerator, 0);
  EXPECT_TRUE(figures.is_below("school", "group"));
  EXPECT_FALSE(figures.is_below("late", "group"));
  EXPECT_EQ(figures.whole("").numerator, 5) << "the whole is of everybody";
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
