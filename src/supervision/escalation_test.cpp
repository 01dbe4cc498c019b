#include "supervision/escalation.hpp"

#include <gtest/gtest.h>

namespace supervision {

namespace {

const Date kToday(2026, 11, 26);

SentLetter sent(LetterKind kind, int days_ago, std::optional<int> term_days,
                bool answered = false) {
  SentLetter made{kind, kToday.plus_days(-days_ago), {}, answered};
  if (term_days) made.reply_by = made.released_on.plus_days(*term_days);
  return made;
}

}  // namespace

TEST(Escalation, BeginsWithAReminder) {
  EXPECT_EQ(next_letter({}, kToday).kind, LetterKind::reminder);
}

TEST(Escalation, WaitsUntilTheTermIsOver) {
  const LetterAdvice advice = next_letter({sent(LetterKind::reminder, 5, 5)}, kToday);
  EXPECT_FALSE(advice.kind.has_value());
  EXPECT_NE(advice.reason.zh.find("2026年11月26日"), std::string::npos);
  EXPECT_FALSE(next_letter({sent(LetterKind::urge, 1, 5)}, kToday).kind);
  EXPECT_FALSE(next_letter({sent(LetterKind::circular, 1, 5)}, kToday).kind);
}

TEST(Escalation, GoesOneStepUpForEachUnansweredLetter) {
  EXPECT_EQ(next_letter({sent(LetterKind::reminder, 6, 5)}, kToday).kind, LetterKind::urge);
  EXPECT_EQ(
      next_letter({sent(LetterKind::reminder, 30, 5), sent(LetterKind::urge, 6, 5)}, kToday).kind,
      LetterKind::circular);
}

TEST(Escalation, AfterACircularPeopleSpeak) {
  const LetterAdvice advice = next_letter({sent(LetterKind::circular, 20, 10)}, kToday);
  EXPECT_FALSE(advice.kind.has_value());
  EXPECT_NE(advice.reason.zh.find("约谈"), std::string::npos);
}

TEST(Escalation, WhoAnsweredGetsTime) {
  EXPECT_FALSE(next_letter({sent(LetterKind::reminder, 29, 5, true)}, kToday).kind);
  EXPECT_EQ(next_letter({sent(LetterKind::reminder, 30, 5, true)}, kToday).kind, LetterKind::urge);
}

TEST(Escalation, ALetterThatAskedForNothingGivesTimeToo) {
  EXPECT_FALSE(next_letter({sent(LetterKind::reminder, 10, {})}, kToday).kind);
  EXPECT_EQ(next_letter({sent(LetterKind::reminder, 40, {})}, kToday).kind, LetterKind::urge);
}

TEST(Escalation, TheLastLetterDecidesInWhateverOrderTheyCome) {
  EXPECT_EQ(
      next_letter({sent(LetterKind::urge, 6, 5), sent(LetterKind::reminder, 30, 5)}, kToday).kind,
      LetterKind::circular);
}

}  // namespace supervision
