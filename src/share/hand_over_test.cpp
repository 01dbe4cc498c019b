#include "share/hand_over.hpp"

#include <gtest/gtest.h>

namespace share {
namespace {

const Date kToday(2026, 11, 26);

Officer officer(Date since, std::optional<Date> until = std::nullopt) {
  return {"经办人", since, until, false};
}

}  // namespace

TEST(HandOver, SomebodyWithoutAnEndLeavesNoGap) {
  EXPECT_EQ(gap_of({officer(Date(2026, 1, 1))}, kToday), std::nullopt);
}

TEST(HandOver, AUnitWhereNobodyEverWasIsVacant) {
  EXPECT_EQ(gap_of({}, kToday), (Gap{Vacancy::vacant, std::nullopt}));
}

TEST(HandOver, AVacancyBeginsTheDayAfterTheLastOneLeft) {
  const auto gap = gap_of(
      {officer(Date(2026, 1, 1), Date(2026, 10, 31)), officer(Date(2026, 1, 1), Date(2026, 9, 30))},
      kToday);
  EXPECT_EQ(gap, (Gap{Vacancy::vacant, Date(2026, 11, 1)}));
}

TEST(HandOver, AnActingOfficersEndIsToldAhead) {
  EXPECT_EQ(gap_of({officer(Date(2026, 11, 1), Date(2026, 12, 10))}, kToday),
            (Gap{Vacancy::ending, Date(2026, 12, 11)}));
}

TEST(HandOver, TheLastDayIsStillHis) {
  EXPECT_EQ(gap_of({officer(Date(2026, 11, 1), kToday)}, kToday),
            (Gap{Vacancy::ending, kToday.plus_days(1)}));
}

TEST(HandOver, ASuccessorWhoBeginsInTimeLeavesNoGapAndOneWhoIsLateDoes) {
  const Officer leaving = officer(Date(2026, 1, 1), Date(2026, 11, 30));
  EXPECT_EQ(gap_of({leaving, officer(Date(2026, 12, 1))}, kToday), std::nullopt);
  EXPECT_EQ(gap_of({leaving, officer(Date(2026, 12, 8))}, kToday),
            (Gap{Vacancy::ending, Date(2026, 12, 1)}));
}

TEST(HandOver, AnEndBeyondTheDaysAheadIsNotToldYet) {
  EXPECT_EQ(gap_of({officer(Date(2026, 1, 1), kToday.plus_days(kHandOverDaysAhead))}, kToday),
            std::nullopt);
}

}  // namespace share
