#include "share/part_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace share {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kId = "01890a5d-ac96-774b-bcce-b302099a8057";

Part section(std::string name, std::string id = "") {
  return {std::move(id), std::nullopt, std::move(name), ""};
}

std::vector<std::string> fields(const std::vector<base::FieldError>& errors) {
  std::vector<std::string> names;
  for (const base::FieldError& error : errors) names.push_back(error.field);
  return names;
}

std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "长";
  return text;
}

PartAnswer answer(std::string text) {
  PartAnswer made;
  made.content.text = std::move(text);
  made.content.no_change = made.content.text.empty();
  return made;
}

Milestone quantity(std::string id) {
  Milestone made;
  made.id = std::move(id);
  made.kind = MilestoneKind::quantity;
  made.target = 10;
  return made;
}

PartAnswer counted(std::vector<Quantity> quantities) {
  PartAnswer made;
  made.content.quantities = std::move(quantities);
  return made;
}

}  // namespace

TEST(Parts, AUnitOrASectionAndNotBoth) {
  EXPECT_THAT(faults_of(PartList{{section("办公室", kId), {"", "school", "", "招生"}}}), IsEmpty());
  EXPECT_THAT(
      fields(faults_of(PartList{{{"", std::nullopt, "", ""}, {"", "school", "办公室", ""}}})),
      ElementsAre("/parts/0", "/parts/1"));
}

TEST(Parts, NobodyIsAskedTwiceAndIdsAreTheirOwn) {
  EXPECT_THAT(fields(faults_of(PartList{{section("办公室"), section("办公室")}})),
              ElementsAre("/parts/1"));
  EXPECT_THAT(
      fields(faults_of(PartList{{section("甲", kId), section("乙", kId), section("丙", "x")}})),
      ElementsAre("/parts/1/id", "/parts/2/id"));
}

TEST(Parts, LongWordsAndLongListsAreRefused) {
  EXPECT_THAT(fields(faults_of(PartList{{{"", std::nullopt, characters(51), characters(501)}}})),
              ElementsAre("/parts/0/section", "/parts/0/what"));
  EXPECT_THAT(fields(faults_of(PartList{std::vector<Part>(61)})), ElementsAre("/parts"));
}

TEST(PartAnswers, SaySomethingOrThatNothingChanged) {
  EXPECT_THAT(fields(faults_of(PartContent{}, {})), ElementsAre("/text"));
  EXPECT_THAT(faults_of(PartContent{true, "", {}}, {}), IsEmpty());
  EXPECT_THAT(faults_of(PartContent{false, "已完成", {}}, {}), IsEmpty());
}

TEST(PartAnswers, AreShortWithFewFiles) {
  EXPECT_THAT(
      fields(faults_of(PartContent{false, characters(2001), std::vector<std::string>(31)}, {})),
      ElementsAre("/text", "/files"));
}

TEST(PartAnswers, AreMergedInOrderAndWhoIsMissingIsLeftOut) {
  const PartAnswer said = answer("已招生120人");
  const PartAnswer nothing = answer("");
  EXPECT_EQ(
      merged_text(
          {{"教育局", &nothing}, {"职教中心", &said}, {"人社局", nullptr}, {"财政局", &nothing}}),
      "职教中心：已招生120人\n教育局、财政局：无变化。");
  EXPECT_EQ(merged_text({{"教育局", nullptr}}), "");
}

TEST(PartAnswers, MayGiveQuantitiesOnlyAndOnlyThoseOfTheShare) {
  const std::vector<Milestone> rooms = {quantity("rooms")};
  const auto said = [](std::vector<Quantity> quantities) {
    return PartContent{false, "", {}, std::move(quantities)};
  };
  EXPECT_THAT(faults_of(said({{"rooms", 2}}), rooms), IsEmpty());
  EXPECT_THAT(fields(faults_of(said({}), rooms)), ElementsAre("/text"));
  EXPECT_THAT(fields(faults_of(said({{"posts", 1}, {"rooms", -1}}), rooms)),
              ElementsAre("/quantities/posts", "/quantities/rooms"));
}

TEST(PartAnswers, KeepWhatWasSaidLastWhereNothingIsGivenOrChanged) {
  const std::vector<Milestone> rooms = {quantity("rooms")};
  const std::vector<Quantity> before = {{"rooms", 3}, {"gone", 9}};
  const std::vector<Quantity> kept = {{"rooms", 3}};
  EXPECT_EQ(with_quantities({false, "已完成", {}}, before, rooms).quantities, kept);
  EXPECT_EQ(with_quantities({true, "", {}, {{{"rooms", 8}}}}, before, rooms).quantities, kept);
  const std::vector<Quantity> given = {{"rooms", 4}};
  EXPECT_EQ(with_quantities({false, "", {}, given}, before, rooms).quantities, given);
}

TEST(QuantitySums, AddWhatPartsSaidAndNameWhoHasNotAnswered) {
  const PartAnswer two = counted({{"rooms", 2}, {"posts", 1}});
  const PartAnswer five = counted({{"rooms", 5}});
  const PartAnswer words = answer("已完成");
  const std::vector<NamedPart> parts = {
      {"甲", &two, "a"}, {"乙", &five, "b"}, {"丙", &words, "c"}, {"丁", nullptr, "d"}};
  const auto sums = sums_of(parts, {quantity("posts"), quantity("rooms"), quantity("unsaid")});
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_EQ(sums[0].sum, 1);
  EXPECT_EQ(sums[1].milestone, "rooms");
  EXPECT_EQ(sums[1].sum, 7);
  ASSERT_EQ(sums[1].said.size(), 2U);
  EXPECT_EQ(sums[1].said[1].part, "b");
  EXPECT_EQ(sums[1].said[1].value, 5);
  EXPECT_THAT(sums[1].missing, ElementsAre("d"));
  EXPECT_THAT(sums[1].unsaid, ElementsAre("c"));
}

TEST(MergedText, LeavesOutWhoOnlyCounts) {
  const PartAnswer counts = counted({{"rooms", 2}});
  EXPECT_EQ(merged_text({{"甲", &counts}}), "");
}

}  // namespace share
