#include "register/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace registers {

namespace {

using testing::ElementsAre;

std::vector<std::vector<std::string>> read(std::string text, const CsvLimits& limits = {}) {
  CsvReader reader(std::move(text), limits);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  while (reader.next(row)) rows.push_back(row);
  return rows;
}

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

TEST(Csv, ALongFileInGb18030IsReadInPieces) {
  std::string text;
  for (int i = 0; i < 400'000; ++i) text += "\xD0\xD5\xC3\xFB\n";
  const auto rows = read(text);
  ASSERT_EQ(rows.size(), 400'000U);
  EXPECT_THAT(rows.back(), ElementsAre("姓名"));
}

TEST(Csv, RowsAreNumberedAsInTheSheet) {
  CsvReader reader("a\n\n\"b\nb\"\nc\n");
  std::vector<std::string> row;
  std::vector<std::size_t> numbers;
  while (reader.next(row)) numbers.push_back(reader.row_number());
  EXPECT_THAT(numbers, ElementsAre(1, 3, 4));
  reader.rewind();
  ASSERT_TRUE(reader.next(row));
  EXPECT_THAT(row, ElementsAre("a"));
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
  EXPECT_THROW(read("a\nb\nc\n", limits), base::Problem);
  EXPECT_THROW(read("a,b,c\n", limits), base::Problem);
  EXPECT_THROW(read("abcd\n", limits), base::Problem);
}

}  // namespace registers
