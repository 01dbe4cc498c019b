#include "register/next_number.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace registers {

namespace {

std::string next(const std::vector<std::string>& given, int year = 2026) {
  return next_number(given, year).value_or("nothing");
}

}  // namespace

TEST(NextNumber, IsOneMoreAndAsLong) {
  EXPECT_EQ(next({"平教备〔2026〕6号"}), "平教备〔2026〕7号");
  EXPECT_EQ(next({"平教备〔2026〕009号"}), "平教备〔2026〕010号");
  EXPECT_EQ(next({"备9"}), "备10");
  EXPECT_EQ(next({"DQ-2026-0099"}), "DQ-2026-0100");
  EXPECT_EQ(next({"2026007"}), "2026008");
}

TEST(NextNumber, BeginsAnewWithTheYear) {
  EXPECT_EQ(next({"平教备〔2025〕316号"}), "平教备〔2026〕1号");
  EXPECT_EQ(next({"平教备〔2025〕316号", "平教备〔2025〕015号"}), "平教备〔2026〕001号");
  EXPECT_EQ(next({"2025316"}), "2026001");
  EXPECT_EQ(next({"备〔2027〕3号"}), "备〔2027〕4号");
}

TEST(NextNumber, ComesAfterTheHighestThatIsWrittenLikeTheLatest) {
  EXPECT_EQ(
      next({"备〔2026〕3号", "备〔2026〕12号", "证〔2026〕80号", "备〔2025〕99号", "备5", "旧"}),
      "备〔2026〕13号");
}

TEST(NextNumber, AskedOfNothingThatCountsIsNothing) {
  EXPECT_EQ(next({}), "nothing");
  EXPECT_EQ(next({"待定", "备1"}), "nothing");
  EXPECT_EQ(next({"平教备〔2026〕"}), "nothing");
  EXPECT_EQ(next({"990101198001010014"}), "nothing");
}

TEST(NextNumber, TakesNoLongerNumberForAYear) {
  EXPECT_EQ(next({"620826-12025-3"}), "620826-12025-4");
  EXPECT_EQ(next({"1985年第2025-1号"}), "1985年第2026-1号");
}

}  // namespace registers
