#include "engines/draft/deadlines.hpp"

#include <gtest/gtest.h>

#include "engines/draft/draft_fixture.hpp"

namespace engines::draft {
namespace {

Deadline read(const std::string& text, std::optional<Date> published = Date(2022, 3, 15)) {
  const Reading reading(text);
  TimeContext context;
  context.published_on = published;
  return deadline_of(reading, {0, reading.size()}, context);
}

TEST(Deadlines, ThatNameADay) {
  struct {
    const char* written;
    const char* on;
    bool certain;
  } rows[] = {
      {"2022年", "2022-12-31", false},         {"２０２２年", "2022-12-31", false},
      {"2022 年底前", "2022-12-31", true},     {"2022年年底前完成", "2022-12-31", true},
      {"2022年末", "2022-12-31", true},        {"2022年内", "2022-12-31", true},
      {"2021年6月底前", "2021-06-30", true},   {"2021年6月30日前", "2021-06-30", true},
      {"2021年6月30日", "2021-06-30", true},   {"2021年6月", "2021-06-30", false},
      {"2021年2月底", "2021-02-28", true},     {"2023年前", "2022-12-31", false},
      {"2023年6月前", "2023-05-31", false},    {"2022年上半年", "2022-06-30", false},
      {"2022年第三季度", "2022-09-30", false}, {"2022年三季度末", "2022-09-30", true},
      {"2022年9月中旬", "2022-09-20", false},  {"二〇二二年十二月", "2022-12-31", false},
      {"2022.12", "2022-12-31", false},        {"2022-06-30", "2022-06-30", true},
      {"2021—2023年", "2023-12-31", false},    {"2021年至2023年", "2023-12-31", false},
      {"到2025年", "2025-12-31", false},       {"6月底前", "2022-06-30", false},
      {"10月", "2022-10-31", false},           {"第三季度", "2022-09-30", false},
      {"四季度", "2022-12-31", false},         {"一季度前", "2022-03-31", false},
      {"上半年", "2022-06-30", false},         {"年底前", "2022-12-31", false},
      {"年内", "2022-12-31", false},           {"今年8月底前", "2022-08-31", false},
      {"明年3月底前", "2023-03-31", false},    {"全年", "2022-12-31", false},
      {"“十四五”期末", "2025-12-31", false},   {"十四五期间", "2025-12-31", false},
      {"印发后30日内", "2022-04-14", false},   {"2021年启动，2023年底前完成", "2023-12-31", true},
  };
  for (const auto& row : rows) {
    const Deadline deadline = read(row.written);
    ASSERT_EQ(deadline.kind, DeadlineKind::day) << row.written;
    ASSERT_TRUE(deadline.on) << row.written;
    EXPECT_EQ(deadline.on->str(), row.on) << row.written;
    EXPECT_EQ(deadline.certain, row.certain) << row.written;
    EXPECT_EQ(deadline.certain, deadline.reading.empty()) << row.written;
  }
}

TEST(Deadlines, ThatComeBack) {
  struct {
    const char* written;
    Period period;
    int month;
    int day;
  } rows[] = {
      {"每年", Period::each_year, 0, 0},           {"每年12月底前", Period::each_year, 12, 31},
      {"每年6月30日前", Period::each_year, 6, 30}, {"每年年底前", Period::each_year, 12, 31},
      {"每半年", Period::each_half_year, 0, 0},    {"每季度", Period::each_quarter, 0, 0},
      {"每月5日前", Period::each_month, 0, 5},     {"每月", Period::each_month, 0, 0}};
  for (const auto& row : rows) {
    const Deadline deadline = read(row.written);
    EXPECT_EQ(deadline.kind, DeadlineKind::recurring) << row.written;
    EXPECT_EQ(deadline.period, row.period) << row.written;
    EXPECT_EQ(deadline.due_month, row.month) << row.written;
    EXPECT_EQ(deadline.due_day, row.day) << row.written;
  }
}

TEST(Deadlines, ThatNeverEnd) {
  for (const char* written : {"长期", "长期坚持", "持续推进", "常态化", "即日起"})
    EXPECT_EQ(read(written).kind, DeadlineKind::standing) << written;
}

TEST(Deadlines, WithoutAYearNeedADateOfTheDocument) {
  for (const char* written : {"6月底前", "年底前", "三季度"}) {
    const Deadline deadline = read(written, std::nullopt);
    EXPECT_EQ(deadline.kind, DeadlineKind::unclear) << written;
    EXPECT_FALSE(deadline.on) << written;
  }
}

TEST(Deadlines, WordsThatAreNoTimeAreUnclear) {
  for (const char* written : {"按上级要求", "视情况", "2022年13月", "13月底前"})
    EXPECT_NE(read(written).kind, DeadlineKind::day) << written;
}

}  // namespace
}  // namespace engines::draft
