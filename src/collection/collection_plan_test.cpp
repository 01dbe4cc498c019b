#include "collection/collection_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace collection {
namespace {

using testing::ElementsAre;

const base::WorkingDays kEveryWeek;

Collection half_years() {
  Collection asked;
  asked.length = base::PeriodLength::half_year;
  asked.period_field = "period";
  asked.kinds = {"county"};
  asked.first = *base::parse_period("2025-H1");
  return asked;
}

zhijiao::access::Directory small_city() {
  zhijiao::access::Directory city;
  const auto add = [&](const char* id, const char* parent, const char* kind) {
    zhijiao::access::Unit unit{id, {id, id}, parent, std::nullopt, {}};
    unit.kind = kind;
    city.units.push_back(unit);
  };
  add("city", "", "city");
  add("bureau", "city", "department");
  add("east", "city", "county");
  add("west", "city", "county");
  city.trees.push_back({"finance_line",
                        {{"east", "bureau", std::nullopt, std::nullopt},
                         {"west", "bureau", std::nullopt, Date(2025, 12, 31)}}});
  return city;
}

std::vector<std::string> units_of(const std::vector<Slot>& slots) {
  std::vector<std::string> units;
  for (const Slot& slot : slots) units.push_back(slot.unit);
  return units;
}

Round first_half() { return round_of(half_years(), kEveryWeek, *base::parse_period("2026-H1")); }

TEST(RoundOf, OpensTheDayAfterAndIsDueInWorkingDays) {
  const Round round = first_half();
  EXPECT_EQ(round.opens_on, Date(2026, 7, 1));  // a Wednesday
  EXPECT_EQ(round.due_on, Date(2026, 7, 14));   // the tenth working day, the first counted
}

TEST(RoundOf, MayOpenBeforeThePeriodEnds) {
  Collection asked = half_years();
  asked.opens_after_days = -30;
  EXPECT_EQ(round_of(asked, kEveryWeek, *base::parse_period("2026-H1")).opens_on,
            Date(2026, 5, 31));
}

TEST(OpenRounds, AreThoseWhosePeriodHasEnded) {
  std::vector<std::string> keys;
  for (const Round& round : open_rounds(half_years(), kEveryWeek, Date(2026, 7, 1), 8))
    keys.push_back(round.period.key);
  EXPECT_THAT(keys, ElementsAre("2026-H1", "2025-H2", "2025-H1"));
}

TEST(OpenRounds, NothingIsOpenBeforeTheFirstHasEnded) {
  EXPECT_TRUE(open_rounds(half_years(), kEveryWeek, Date(2025, 6, 30), 8).empty());
}

TEST(OpenRounds, AreAtMostAsManyAsWanted) {
  EXPECT_EQ(open_rounds(half_years(), kEveryWeek, Date(2030, 1, 1), 2).size(), 2U);
}

RC_GTEST_PROP(OpenRounds, AreAllOpenAndTheNextOneIsNot, ()) {
  Collection asked = half_years();
  asked.length = *rc::gen::element(base::PeriodLength::month, base::PeriodLength::quarter,
                                   base::PeriodLength::half_year, base::PeriodLength::year);
  asked.first = base::period_of(asked.length, Date(2020, 1, 1));
  asked.opens_after_days = *rc::gen::inRange(-366, 367);
  const Date today = Date(2024, 1, 1).plus_days(*rc::gen::inRange(0, 2000));
  const auto rounds = open_rounds(asked, kEveryWeek, today, 4);
  RC_ASSERT(!rounds.empty());
  for (const Round& round : rounds) {
    RC_ASSERT(round.opens_on <= today);
    RC_ASSERT(round.opens_on <= round.due_on);
  }
  const Round next = round_of(asked, kEveryWeek, base::next_period(rounds.front().period));
  RC_ASSERT(next.opens_on > today);
}

TEST(PeriodOfKey, IsOneOfTheCollection) {
  EXPECT_EQ(period_of_key(half_years(), "2026-H1")->key, "2026-H1");
  for (const char* key : {"2024-H2", "2026", "2026-Q1", "nonsense"})
    EXPECT_FALSE(period_of_key(half_years(), key)) << key;
}

TEST(PeriodOfValue, IsATextOrAYear) {
  Collection years = half_years();
  years.length = base::PeriodLength::year;
  EXPECT_EQ(period_of_value(half_years(), std::string_view("2026-H1"))->key, "2026-H1");
  EXPECT_EQ(period_of_value(years, std::int64_t{2026})->key, "2026");
  EXPECT_FALSE(period_of_value(years, std::string_view("2026-H1")));
  EXPECT_FALSE(period_of_value(years, registers::Value{}));
}

TEST(SlotsAsked, AreTheUnitsOfTheKinds) {
  const auto slots = slots_asked(half_years(), small_city(), first_half(), Date(2026, 7, 1));
  EXPECT_THAT(slots, ElementsAre(Slot{"east", "", "city"}, Slot{"west", "", "city"}));
}

TEST(SlotsAsked, TheHeadOfTheLineReportsToo) {
  Collection asked = half_years();
  asked.line = "finance_line";
  asked.head = true;
  const auto slots = slots_asked(asked, small_city(), first_half(), Date(2026, 7, 1));
  // West left the line before the period ended.
  EXPECT_THAT(
      slots, ElementsAre(Slot{"bureau", "", ""}, Slot{"east", "", "bureau"}, Slot{"west", "", ""}));
}

TEST(SlotsAsked, OfALineThatThePlanLacksThereIsNoHead) {
  Collection asked = half_years();
  asked.line = "no_such_line";
  asked.head = true;
  EXPECT_THAT(units_of(slots_asked(asked, small_city(), first_half(), Date(2026, 7, 1))),
              ElementsAre("east", "west"));
}

TEST(SlotsAsked, EachPartIsAFormOfItsOwn) {
  Collection asked = half_years();
  asked.part_field = "line";
  asked.parts = {"education", "agriculture"};
  const auto slots = slots_asked(asked, small_city(), first_half(), Date(2026, 7, 1));
  ASSERT_EQ(slots.size(), 4U);
  EXPECT_EQ(slots[1], (Slot{"east", "agriculture", "city"}));
}

TEST(SlotsAsked, AUnitThatEndedOwesNothing) {
  auto city = small_city();
  city.units[2].valid_to = Date(2026, 6, 30);
  EXPECT_THAT(units_of(slots_asked(half_years(), city, first_half(), Date(2026, 7, 1))),
              ElementsAre("west"));
}

TEST(SlotsAsked, AUnitThatEndsLaterOwesUntilThen) {
  auto city = small_city();
  city.units[2].valid_to = Date(2026, 7, 10);
  EXPECT_EQ(slots_asked(half_years(), city, first_half(), Date(2026, 7, 10)).size(), 2U);
  EXPECT_EQ(slots_asked(half_years(), city, first_half(), Date(2026, 7, 11)).size(), 1U);
}

}  // namespace
}  // namespace collection
