#include "base/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/written_date.hpp"

namespace base {

TEST(Date, AnEarlierFirstYearIsTakenWhereAsked) {
  EXPECT_FALSE(Date::parse("1948-12-31"));
  EXPECT_EQ(Date::parse("1948-12-31", 1900), Date(1948, 12, 31));
  EXPECT_FALSE(Date::parse("1899-12-31", 1900));
}

TEST(Date, AcceptsExactlyIso8601) {
  EXPECT_EQ(Date::parse("2022-07-01"), Date(2022, 7, 1));
  for (const char* wrong : {"2022-7-1", "2022/07/01", "20220701", "2022-07-01 ", "",
                            "２０２２-07-01", "2022-13-01", "2022-02-30", "2021-02-29"}) {
    EXPECT_FALSE(Date::parse(wrong)) << wrong;
  }
}

TEST(Date, RefusesAYearNoPlanCanHave) {
  EXPECT_FALSE(Date::parse("1020-12-31"));
  EXPECT_FALSE(Date::parse("2200-01-01"));
  EXPECT_TRUE(Date::parse("1949-10-01"));
}

TEST(Date, KnowsItsQuarter) {
  EXPECT_EQ(Date(2022, 3, 31).quarter(), 1U);
  EXPECT_EQ(Date(2022, 4, 1).quarter(), 2U);
  EXPECT_EQ(Date(2022, 12, 31).quarter(), 4U);
}

TEST(Date, IsWrittenForPeopleInBothLanguages) {
  EXPECT_EQ(written_date(Date(2022, 12, 31)), "2022年12月31日");
  EXPECT_EQ(written_date(Date(2022, 1, 5)), "2022年1月5日");
  EXPECT_EQ(written_date_en(Date(2022, 12, 31)), "31 December 2022");
  EXPECT_EQ(written_date_en(Date(2022, 1, 5)), "5 January 2022");
}

RC_GTEST_PROP(Date, WhatIsWrittenReadsBack, ()) {
  const auto days = *rc::gen::inRange(-7000, 80000);
  const Date date(std::chrono::sys_days{std::chrono::days(days)});
  RC_ASSERT(Date::parse(date.str()) == date);
}

}  // namespace base
