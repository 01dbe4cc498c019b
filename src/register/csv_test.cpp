#include "register/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace registers {

namespace {

using testing::ElementsAre;

auto read(std::string_view text) { return read_csv(text, {}); }

}  // namespace

TEST(Csv, ReadsRowsAndCells) {
  EXPECT_THAT(read("a,b\nc,\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "")));
}

TEST(Csv, QuotesKeepSeparatorsLinesAndQuotes) {
  EXPECT_THAT(read("\"a,b\",\"c\r\nd\",\"e\"\"f\"\r\n"),
              ElementsAre(ElementsAre("a,b", "c\r\nd", "e\"f")));
}

TEST(Csv, LastLineNeedsNoEnd) {
  EXPECT_THAT(read("a\nb"), ElementsAre(ElementsAre("a"), ElementsAre("b")));
}

TEST(Csv, LinesMayEndAsOnOldMacs) {
  EXPECT_THAT(read("a\rb"), ElementsAre(ElementsAre("a"), ElementsAre("b")));
}

TEST(Csv, BlankLinesAreNoRows) {
  EXPECT_THAT(read("a\n\n , \nb\n"), ElementsAre(ElementsAre("a"), ElementsAre("b")));
}

TEST(Csv, ByteOrderMarkIsNoPartOfTheFirstCell) {
  EXPECT_THAT(read("\xEF\xBB\xBF姓名\n"), ElementsAre(ElementsAre("姓名")));
}

TEST(Csv, Gb18030IsRead) {
  EXPECT_THAT(read("\xD0\xD5\xC3\xFB\n"), ElementsAre(ElementsAre("姓名")));
}

TEST(Csv, TabsAndSemicolonsSeparateToo) {
  EXPECT_THAT(read("a\tb\nc,d\te"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c,d", "e")));
  EXPECT_THAT(read("a;b;c\n"), ElementsAre(ElementsAre("a", "b", "c")));
}

TEST(Csv, OpenQuoteIsRefused) { EXPECT_THROW(read("a\n\"b\n"), base::Problem); }

TEST(Csv, TextAfterAClosingQuoteIsRefused) { EXPECT_THROW(read("\"a\"b,c\n"), base::Problem); }

TEST(Csv, OtherEncodingIsRefused) { EXPECT_THROW(read("a\xFF\xFE"), base::Problem); }

TEST(Csv, TooManyRowsColumnsOrLongCellsAreRefused) {
  const CsvLimits limits{2, 2, 3};
  EXPECT_THROW(read_csv("a\nb\nc\n", limits), base::Problem);
  EXPECT_THROW(read_csv("a,b,c\n", limits), base::Problem);
  EXPECT_THROW(read_csv("abcd\n", limits), base::Problem);
}

}  // namespace registers
