#include "register/cell.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace registers {
namespace {

using base::Date;

TEST(Cell, BlanksOfEveryKindAreCutAtTheEnds) {
  EXPECT_EQ(trimmed(" \t李·明\u3000\u00A0\r\n"), "李·明");
  EXPECT_EQ(trimmed("\uFEFF620800\u200B"), "620800");
  EXPECT_EQ(trimmed("\u3000 \t"), "");
  EXPECT_EQ(trimmed("平 凉"), "平 凉");
}

TEST(Cell, FullWidthSignsBecomeHalfWidth) {
  EXPECT_EQ(half_width("６２０８００－Ａｂ\u3000（１）"), "620800-Ab (1)");
  EXPECT_EQ(half_width("平凉，庄浪。"), "平凉,庄浪。");
  EXPECT_TRUE(has_full_width("１"));
  EXPECT_FALSE(has_full_width("平凉·1"));
}

TEST(Cell, DatesAreReadAsPeopleWriteThem) {
  for (const char* text : {"2024-9-1", "2024-09-01", "2024/9/1", "2024.09.01", "2024年9月1日",
                           "20240901", "2024-09-01 00:00:00", "2024/9/1 0:00", "45536"})
    EXPECT_EQ(date_of_cell(text), Date(2024, 9, 1)) << text;
}

TEST(Cell, WhatIsNoDateIsRefused) {
  for (const char* text : {"", "2024", "2024-9", "2024-13-1", "2024-02-30", "24-9-1", "1/9/2024",
                           "2024-9-1-2", "2024年9月", "2024年9月1", "20240931", "1899-12-31", "60",
                           "2024-09-01 08:30:00", "２０２４-9-1", "-9-1", "2024--1"})
    EXPECT_EQ(date_of_cell(text), std::nullopt) << text;
}

TEST(Cell, AYearAndAMonthAreItsFirstDay) {
  for (const char* text : {"2024-9", "2024-09", "2024/9", "2024.09", "2024年9月", "202409"})
    EXPECT_EQ(month_of_cell(text), Date(2024, 9, 1)) << text;
  for (const char* text : {"", "2024", "2024-13", "202413", "24-9", "2024-9-1", "2024年9", "2024年",
                           "2024年9月1日", "20240901", "45536"})
    EXPECT_EQ(month_of_cell(text), std::nullopt) << text;
}

TEST(Cell, NumbersAreReadInTheirScale) {
  EXPECT_EQ(number_of_cell("1234", 0), 1234);
  EXPECT_EQ(number_of_cell("1,234,567", 0), 1'234'567);
  EXPECT_EQ(number_of_cell("1,234.5", 2), 123'450);
  EXPECT_EQ(number_of_cell("-0.05", 2), -5);
  EXPECT_EQ(number_of_cell("+7", 0), 7);
  EXPECT_EQ(number_of_cell("85%", 0), 85);
  EXPECT_EQ(number_of_cell("12.00", 0), 12);
}

TEST(Cell, WhatIsNoNumberIsRefused) {
  for (const char* text : {"", "-", ".", "1.", ".5", "1.5", "1,23", "12,34,567", ",123", "1e3",
                           "1 000", "0x10", "--1", "99999999999999999999", "壹"})
    EXPECT_EQ(number_of_cell(text, 0), std::nullopt) << text;
}

TEST(Cell, MoneyIsReadInTheUnitItNames) {
  EXPECT_EQ(money_of_cell("500万元"), 500'000'000);
  EXPECT_EQ(money_of_cell("500.5 万"), 500'500'000);
  EXPECT_EQ(money_of_cell("1.2亿元"), 12'000'000'000);
  EXPECT_EQ(money_of_cell("¥1,234.50"), 123'450);
  EXPECT_EQ(money_of_cell("300元"), 30'000);
  EXPECT_EQ(money_of_cell("300"), 30'000);
  EXPECT_EQ(money_of_cell("-1万元"), -1'000'000);
}

TEST(Cell, NoAmountIsGuessed) {
  for (const char* text : {"万元", "五百万元", "0.0000001万元", "500千元", "12.345", "¥", "1万2千"})
    EXPECT_EQ(money_of_cell(text), std::nullopt) << text;
}

TEST(Cell, YesAndNoAreWrittenInManyWays) {
  for (const char* text : {"是", "有", "√", "TRUE", "1", "Y"}) EXPECT_EQ(truth_of_cell(text), true);
  for (const char* text : {"否", "无", "×", "false", "0", "no"})
    EXPECT_EQ(truth_of_cell(text), false);
  EXPECT_EQ(truth_of_cell("也许"), std::nullopt);
}

TEST(Cell, ANumberASpreadsheetRoundedIsSeen) {
  EXPECT_TRUE(is_rounded_number("6.208E+17"));
  EXPECT_FALSE(is_rounded_number("620800200809010015"));
  EXPECT_FALSE(is_rounded_number("E+1"));
}

TEST(Cell, WhatAFailedFormulaShowsIsSeen) {
  for (const char* text : {"#REF!", "#N/A", "#DIV/0!", "#NAME?"}) {
    EXPECT_TRUE(is_formula_error(text)) << text;
  }
  for (const char* text : {"#1", "#", "N/A", "#REF!1"})
    EXPECT_FALSE(is_formula_error(text)) << text;
}

RC_GTEST_PROP(Cell, EveryDayIsReadBackFromItsNumber, ()) {
  const int day = *rc::gen::inRange(10'000, 99'999);
  const auto date = date_of_cell(std::to_string(day));
  RC_ASSERT(date.has_value());
  RC_ASSERT(date->days_since(Date(1899, 12, 30)) == day);
}

RC_GTEST_PROP(Cell, MoneyIsReadBackAsWritten, ()) {
  const auto fen = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const std::string text =
      std::to_string(fen / 100) + "." + std::to_string(fen / 10 % 10) + std::to_string(fen % 10);
  RC_ASSERT(number_of_cell(text, 2) == fen);
}

}  // namespace
}  // namespace registers
