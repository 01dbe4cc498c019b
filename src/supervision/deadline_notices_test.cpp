#include "supervision/deadline_notices.hpp"

#include <gmock/gmock.h>

namespace supervision {

namespace {

using base::Date;
using notice::Topic;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Thursday; the National Day holiday of that year is Friday 1 to Thursday 7 October, the 9th
// worked.
const Date kToday(2021, 9, 30);

base::WorkingDays calendar() {
  return {{{Date(2021, 10, 1), Date(2021, 10, 7)}}, {{Date(2021, 10, 9), Date(2021, 10, 9)}}};
}

std::vector<DueNotice> on(Date today, Date due_on) {
  return deadline_notices(
      {{"share:1", "east", {"东县：任务1", "East: task 1"}, due_on, "/plan/tasks/1"}}, today,
      calendar());
}

std::string occasion(Date today, Date due_on) {
  const auto notices = on(today, due_on);
  return notices.empty() ? "none" : notices.front().notice.occasion;
}

}  // namespace

TEST(DeadlineNotices, NearCountsWorkingDaysOverAHoliday) {
  // 8, 9, 11, 12, 13 October are the five working days after 30 September.
  EXPECT_EQ(occasion(kToday, Date(2021, 10, 13)), "share:1:near:2021-10-13");
  EXPECT_EQ(occasion(kToday, Date(2021, 10, 14)), "none");
}

TEST(DeadlineNotices, TheLastWorkingDayIsToldAgain) {
  EXPECT_EQ(occasion(kToday, Date(2021, 10, 8)), "share:1:last:2021-10-08");
  EXPECT_EQ(occasion(kToday, Date(2021, 10, 5)), "share:1:last:2021-10-05");
}

TEST(DeadlineNotices, TheDayItselfIsStillInTime) {
  const auto notices = on(kToday, kToday);
  ASSERT_THAT(notices, SizeIs(1));
  EXPECT_EQ(notices.front().notice.topic, Topic::deadline_near);
  EXPECT_THAT(notices.front().notice.text.zh, HasSubstr("今天到期"));
}

TEST(DeadlineNotices, PassedIsNewsForFiveWorkingDays) {
  EXPECT_EQ(occasion(kToday, Date(2021, 9, 29)), "share:1:passed:2021-09-29");
  EXPECT_EQ(occasion(kToday, Date(2021, 9, 23)), "share:1:passed:2021-09-23");
  EXPECT_EQ(occasion(kToday, Date(2021, 9, 22)), "none");
}

TEST(DeadlineNotices, NothingIsToldOnADayOff) {
  EXPECT_THAT(on(Date(2021, 10, 2), Date(2021, 10, 8)), IsEmpty());
  EXPECT_THAT(on(Date(2021, 10, 9), Date(2021, 10, 11)), SizeIs(1));
}

TEST(DeadlineNotices, WhatIsFarAwayIsNotCounted) {
  EXPECT_THAT(on(kToday, Date(2199, 1, 1)), IsEmpty());
  EXPECT_THAT(on(kToday, Date(1950, 1, 1)), IsEmpty());
}

TEST(DeadlineNotices, WhatAUnitOwesOfOneKindByOneDayIsOneNotice) {
  const Date due(2021, 10, 13);
  std::vector<DueItem> items;
  for (const char* key : {"share:1", "share:2", "share:3", "demand:1"}) {
    items.push_back({key, "east", {"东县：任务1", "East: task 1"}, due, "/plan/tasks/1"});
  }
  items.push_back({"share:4", "west", {"西县：任务1", "West: task 1"}, due, "/plan/tasks/1"});
  std::vector<std::string> told;
  for (const DueNotice& made : deadline_notices(items, kToday, calendar())) {
    told.push_back(made.notice.occasion + " " + made.notice.link);
  }
  EXPECT_THAT(told, testing::UnorderedElementsAre("share:east:near:2021-10-13 /my-work",
                                                  "demand:1:near:2021-10-13 /plan/tasks/1",
                                                  "share:4:near:2021-10-13 /plan/tasks/1"));
}

TEST(DeadlineNotices, OneNoticeOfManySaysHowMany) {
  const auto text = [](Date due_on) {
    const DueItem item{"share:1", "east", {"东县：任务1", "East: task 1"}, due_on, ""};
    return deadline_notices({item, item}, kToday, calendar()).at(0).notice.text.zh;
  };
  EXPECT_EQ(text(Date(2021, 10, 8)), "东县：任务1等2项，2021年10月8日到期");
  EXPECT_EQ(text(kToday), "东县：任务1等2项，今天到期");
  EXPECT_EQ(text(Date(2021, 9, 29)), "东县：任务1等2项，2021年9月29日到期，已逾期");
}

TEST(DeadlineNotices, WhatWasJustSetIsToldOfOnTheLastDaysOnly) {
  DueItem item{"opinion:1", "east", {}, Date(2021, 10, 13), "", true};
  EXPECT_THAT(deadline_notices({item}, kToday, calendar()), IsEmpty());
  item.due_on = Date(2021, 10, 8);
  EXPECT_THAT(deadline_notices({item}, kToday, calendar()), SizeIs(1));
}

TEST(DeadlineNotices, AnExtendedDeadlineIsAnotherOccasion) {
  EXPECT_NE(occasion(kToday, Date(2021, 10, 12)), occasion(kToday, Date(2021, 10, 13)));
}

}  // namespace supervision
