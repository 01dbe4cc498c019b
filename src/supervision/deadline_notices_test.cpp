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

DueItem item(const std::string& key, Date due_on, const std::string& unit = "east") {
  return {key, unit, {"东县：" + key, "East: " + key}, due_on, "/plan/tasks/1"};
}

std::vector<notice::NewNotice> notices(const std::vector<DueItem>& items, Date today,
                                       const std::set<std::string>& told = {}) {
  std::vector<notice::NewNotice> made;
  for (const DueTogether& due : deadlines_to_tell(items, today, calendar())) {
    if (auto notice = deadline_notice(due, told, today)) made.push_back(std::move(*notice));
  }
  return made;
}

std::vector<notice::NewNotice> on(Date today, Date due_on) {
  return notices({item("share:1", due_on)}, today);
}

std::string occasion(Date today, Date due_on) {
  const auto made = on(today, due_on);
  return made.empty() ? "none" : made.front().occasion;
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
  const auto made = on(kToday, kToday);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made.front().topic, Topic::deadline_near);
  EXPECT_THAT(made.front().text.zh, HasSubstr("今天到期"));
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
  std::vector<std::string> told;
  for (const notice::NewNotice& made :
       notices({item("share:1", due), item("share:2", due), item("share:3", due),
                item("demand:1", due), item("share:4", due, "west")},
               kToday)) {
    told.push_back(made.occasion + " " + std::to_string(made.also.size()) + " " + made.link);
  }
  EXPECT_THAT(told, testing::UnorderedElementsAre("share:1:near:2021-10-13 2 /my-work",
                                                  "demand:1:near:2021-10-13 0 /plan/tasks/1",
                                                  "share:4:near:2021-10-13 0 /plan/tasks/1"));
}

TEST(DeadlineNotices, WhoWasToldIsToldOnlyOfWhatCameBesideIt) {
  const Date due(2021, 10, 13);
  std::set<std::string> told = {"share:1:near:2021-10-13", "share:2:near:2021-10-13"};
  // One is done, one has come.
  const auto made = notices({item("share:2", due), item("share:3", due)}, kToday, told);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].occasion, "share:3:near:2021-10-13");
  EXPECT_THAT(made[0].also, IsEmpty());
  EXPECT_EQ(made[0].text.zh, "东县：share:3，2021年10月13日到期");
  EXPECT_EQ(made[0].link, "/plan/tasks/1");
  told.insert(made[0].occasion);
  EXPECT_THAT(notices({item("share:2", due), item("share:3", due)}, kToday, told), IsEmpty());
}

TEST(DeadlineNotices, OneNoticeOfManySaysHowManyAndNamesEachOnce) {
  const auto of = [](Date due_on) {
    return notices({item("share:1", due_on), item("share:2", due_on), item("share:2", due_on)},
                   kToday)
        .at(0);
  };
  EXPECT_EQ(of(Date(2021, 10, 8)).text.zh, "东县：share:1等2项，2021年10月8日到期");
  EXPECT_EQ(of(kToday).text.zh, "东县：share:1等2项，今天到期");
  EXPECT_EQ(of(Date(2021, 9, 29)).text.zh, "东县：share:1等2项，2021年9月29日到期，已逾期");
  EXPECT_THAT(of(kToday).also, testing::ElementsAre("share:2:last:2021-09-30"));
}

TEST(DeadlineNotices, WhatWasJustSetIsToldOfOnTheLastDaysOnly) {
  DueItem set = item("opinion:1", Date(2021, 10, 13));
  set.just_set = true;
  EXPECT_THAT(notices({set}, kToday), IsEmpty());
  set.due_on = Date(2021, 10, 8);
  EXPECT_THAT(notices({set}, kToday), SizeIs(1));
}

TEST(DeadlineNotices, AnExtendedDeadlineIsAnotherOccasion) {
  EXPECT_NE(occasion(kToday, Date(2021, 10, 12)), occasion(kToday, Date(2021, 10, 13)));
}

}  // namespace supervision
