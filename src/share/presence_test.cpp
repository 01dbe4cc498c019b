#include "share/presence.hpp"

#include <gmock/gmock.h>

namespace share {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr base::Instant kNow{1'000'000'000'000};

base::Instant after_us(std::int64_t us) { return {kNow.us + us}; }

}  // namespace

TEST(Presence, OneSeesTheOthersAndNotHimself) {
  Presence presence;
  EXPECT_TRUE(presence.arrive("report", "a", "甲", kNow).came);
  const auto second = presence.arrive("report", "b", "乙", kNow);
  EXPECT_TRUE(second.came);
  EXPECT_THAT(second.names, ElementsAre("甲"));
  const auto again = presence.arrive("report", "a", "甲", kNow);
  EXPECT_FALSE(again.came);
  EXPECT_THAT(again.names, ElementsAre("乙"));
  EXPECT_THAT(presence.arrive("another", "c", "丙", kNow).names, IsEmpty());
}

TEST(Presence, WhoLeavesIsGone) {
  Presence presence;
  presence.arrive("report", "a", "甲", kNow);
  EXPECT_TRUE(presence.leave("report", "a", kNow));
  EXPECT_FALSE(presence.leave("report", "a", kNow));
  EXPECT_THAT(presence.arrive("report", "b", "乙", kNow).names, IsEmpty());
}

TEST(Presence, WhoNoLongerSaysSoIsGone) {
  Presence presence;
  presence.arrive("report", "a", "甲", kNow);
  presence.arrive("report", "b", "乙", after_us(Presence::kKeptUs - 1));
  EXPECT_THAT(presence.arrive("report", "b", "乙", after_us(Presence::kKeptUs + 1)).names,
              IsEmpty());
}

TEST(Presence, AClockSetBackKeepsNobodyForEver) {
  Presence presence;
  presence.arrive("report", "a", "甲", after_us(3'600'000'000));
  EXPECT_THAT(presence.arrive("report", "b", "乙", kNow).names, IsEmpty());
}

TEST(Presence, PlacesAndPeopleAreBounded) {
  Presence presence;
  for (std::size_t i = 0; i < Presence::kPlacesMax + 5; ++i) {
    presence.arrive("report" + std::to_string(i), "a", "甲", kNow);
  }
  EXPECT_FALSE(presence.arrive("one more", "a", "甲", kNow).came);
  for (std::size_t i = 0; i < Presence::kPeopleMax + 5; ++i) {
    presence.arrive("report0", "b" + std::to_string(i), "乙", kNow);
  }
  EXPECT_EQ(presence.arrive("report0", "a", "甲", kNow).names.size(), Presence::kPeopleMax - 1);
}

}  // namespace share
