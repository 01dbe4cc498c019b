#include "indicator/kept_day.hpp"

#include <gmock/gmock.h>

namespace indicator {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Date day_of(std::string_view text) { return *Date::parse(text); }
const Date kFirst = day_of("2022-01-10");
const Date kToday = day_of("2022-04-03");

}  // namespace

TEST(KeptDay, TheEndOfAMonthIsFoundAcrossYears) {
  EXPECT_EQ(month_end(day_of("2024-02-10")), day_of("2024-02-29"));
  EXPECT_EQ(month_end(day_of("2022-12-31")), day_of("2022-12-31"));
  EXPECT_EQ(month_end(day_of("2022-01-31"), -1), day_of("2021-12-31"));
  EXPECT_EQ(month_end(day_of("2022-01-31"), 1), day_of("2022-02-28"));
  EXPECT_EQ(month_end(day_of("2022-12-01"), 12), day_of("2023-12-31"));
}

TEST(KeptDay, AtFirstTheEndsOfMonthsAreKeptAndYesterday) {
  EXPECT_THAT(days_to_keep({}, kFirst, kToday),
              ElementsAre(day_of("2022-01-31"), day_of("2022-02-28"), day_of("2022-03-31"),
                          day_of("2022-04-02")));
}

TEST(KeptDay, AfterThatEveryDayIsThatWasMissed) {
  const std::set<Date> kept{day_of("2022-01-31"), day_of("2022-02-28"), day_of("2022-03-31")};
  EXPECT_THAT(days_to_keep(kept, kFirst, kToday),
              ElementsAre(day_of("2022-04-01"), day_of("2022-04-02")));
}

TEST(KeptDay, OfALongPauseTheNewestDaysAreKeptAndTheEndsOfMonths) {
  const std::set<Date> wanted = days_to_keep({day_of("2022-01-31")}, kFirst, kToday);
  EXPECT_EQ(*wanted.begin(), day_of("2022-02-28"));
  EXPECT_EQ(*std::next(wanted.begin()), kToday.plus_days(-kDaysBack));
  EXPECT_EQ(*wanted.rbegin(), kToday.plus_days(-1));
}

TEST(KeptDay, ADayIsKeptOnceAndNoneBeforeTheFirstRecord) {
  EXPECT_THAT(days_to_keep({}, kToday, kToday), IsEmpty());
  const std::set<Date> once = days_to_keep({}, kFirst, kToday);
  EXPECT_THAT(days_to_keep(once, kFirst, kToday), IsEmpty());
}

TEST(KeptDay, HowFarBackItGoesIsBounded) {
  const std::set<Date> wanted = days_to_keep({}, day_of("1990-01-01"), kToday);
  EXPECT_EQ(wanted.size(), kMonthsBack + 1U);
  EXPECT_EQ(*wanted.begin(), day_of("2017-04-30"));
}

}  // namespace indicator
