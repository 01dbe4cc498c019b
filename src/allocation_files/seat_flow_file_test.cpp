#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "allocation_files/allocate.hpp"

namespace allocation_files {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kVillages = R"({"mechanism": "seat_flow",
  "demands": [{"id": "Liuhu", "people": 2, "unplaced_cost": 100},
              {"id": "Sishilipu", "people": 3, "unplaced_cost": 100}],
  "supplies": [{"id": "near", "maximum": 3}, {"id": "far", "maximum": 9}],
  "options": [{"demand": "Sishilipu", "supply": "far", "cost": 50},
              {"demand": "Liuhu", "supply": "near", "cost": 10},
              {"demand": "Liuhu", "supply": "far", "cost": 20},
              {"demand": "Sishilipu", "supply": "near", "cost": 10}]})";

std::vector<std::string> faults(std::string_view json) {
  std::vector<std::string> lines;
  try {
    allocate(Source::json(json), {});
  } catch (const base::Problem& problem) {
    for (const base::FieldError& error : problem.errors()) {
      lines.push_back(error.field + ": " + error.message.en);
    }
  }
  return lines;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(SeatFlowFile, PlacesAtLeastCost) {
  const auto answer = allocate(Source::json(kVillages), {});
  EXPECT_TRUE(answer.at("verified").as_bool());
  EXPECT_EQ(answer.at("cost").as_int64(), 70);
  const auto& placed = answer.at("placed").as_array();
  ASSERT_EQ(placed.size(), 2U);
  EXPECT_EQ(placed[0].at("demand").as_string(), "Liuhu");
  EXPECT_EQ(placed[0].at("supply").as_string(), "far");
  EXPECT_EQ(placed[1].at("people").as_uint64(), 3U);
  EXPECT_EQ(answer.at("supplies").as_array()[0].at("one_more_saves").as_int64(), 10);
  EXPECT_TRUE(mechanism("seat_flow").people(Source::json(kVillages)).empty());
}

TEST(SeatFlowFile, NamesEveryFault) {
  const std::string file(kVillages);
  EXPECT_THAT(faults(with(file, R"("id": "far")", R"("id": "near")")),
              testing::Contains("/supplies/1/id: \"near\" is there twice"));
  EXPECT_THAT(
      faults(with(file, R"("supply": "far", "cost": 50)", R"("supply": "moon", "cost": 5)")),
      ElementsAre("/options/0/supply: there is no \"moon\""));
  EXPECT_THAT(
      faults(with(file, R"("supply": "far", "cost": 50)", R"("supply": "near", "cost": 50)")),
      ElementsAre(HasSubstr("/options: this option is there twice")));
  EXPECT_THAT(faults(with(file, R"("maximum": 3)", R"("minimum": 4, "maximum": 3)")),
              ElementsAre("/supplies/0: the minimum is above the maximum"));
  EXPECT_THAT(faults(with(file, R"("unplaced_cost": 100)", R"("unplaced_cost": 9000000000)")),
              ElementsAre(HasSubstr("/demands/0: a cost is at most")));
  EXPECT_THAT(faults(with(file, R"("maximum": 9)", R"("minimum": 6, "maximum": 9)")),
              ElementsAre(HasSubstr("/supplies: the minima cannot all be met")));
}

}  // namespace
}  // namespace allocation_files
