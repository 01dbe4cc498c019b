#include "engines/allocation/components.hpp"

#include <gmock/gmock.h>

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;

Lists lists(const std::vector<std::vector<std::uint32_t>>& of_each) {
  Lists all;
  for (const auto& one : of_each) {
    all.items.insert(all.items.end(), one.begin(), one.end());
    all.end_list();
  }
  return all;
}

TEST(Components, JoinsWhatOneListNames) {
  const Components found = components(lists({{3, 1}, {0}, {1, 2}}), 4, {});
  EXPECT_THAT(found.of_applicant, ElementsAre(0, 1, 0));
  EXPECT_THAT(found.of_institution, ElementsAre(1, 0, 0, 0));
  EXPECT_EQ(found.count, 2U);
}

TEST(Components, JoinsWhatBelongsTogether) {
  const Components found = components(lists({{0}, {1}}), 3, lists({{0, 1}}));
  EXPECT_THAT(found.of_applicant, ElementsAre(0, 0));
  EXPECT_THAT(found.of_institution, ElementsAre(0, 0, 1));
}

TEST(Components, GivesAnEmptyListItsOwn) {
  const Components found = components(lists({{}, {0}}), 1, {});
  EXPECT_THAT(found.of_applicant, ElementsAre(0, 1));
  EXPECT_EQ(found.count, 2U);
}

TEST(Components, FollowsLongChains) {
  const Components found = components(lists({{4, 5}, {2, 3}, {0, 1}, {3, 4}, {1, 2}}), 6, {});
  EXPECT_EQ(found.count, 1U);
  EXPECT_THAT(found.of_institution, ::testing::Each(0U));
}

}  // namespace
}  // namespace engines::allocation
