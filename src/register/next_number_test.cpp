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

TEST(NextNumber, TellsARunningNumberFromAYearByThoseGivenBefore) {
  EXPECT_EQ(next({"备2000", "备1999"}), "备2001");
  EXPECT_EQ(next({"备2005", "备2004"}), "备2006");
  EXPECT_EQ(next({"备2026", "备2025", "备2024", "备2023"}), "备2027");
  EXPECT_EQ(next({"备2049"}), "备2050");
  EXPECT_EQ(next({"备2099", "备2098"}), "备2100");
  EXPECT_EQ(next({"备〔2026〕2001号", "备〔2026〕2000号", "备〔2026〕1999号"}), "备〔2026〕2002号");
  EXPECT_EQ(next({"备20131", "备20130", "备20129"}), "备20132");
  EXPECT_EQ(next({"备20000", "备19999"}), "备20001");
}

TEST(NextNumber, TakesAYearForAYearWhereNothingTellsOtherwise) {
  EXPECT_EQ(next({"计划2026", "计划2025", "计划2024"}), "nothing");
  EXPECT_EQ(next({"备2005"}), "nothing");
  EXPECT_EQ(next({"备2005", "证1999", "备7"}), "nothing");
  EXPECT_EQ(next({"2026002", "2026001", "2025316", "985"}), "2026003");
  EXPECT_EQ(next({"2025012", "2025011"}), "2026001");
}

TEST(NextNumber, TakesNoLongerNumberForAYear) {
  EXPECT_EQ(next({"620826-12025-3"}), "620826-12025-4");
  EXPECT_EQ(next({"1985年第2025-1号"}), "1985年第2026-1号");
}

}  // namespace registers
