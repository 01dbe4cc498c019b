#include "supervision/letter_record.hpp"

#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace supervision {

namespace {

const Date kToday(2026, 11, 26);
constexpr const char* kDrafter = "drafter";
constexpr const char* kLeader = "leader";
constexpr const char* kNumber = "某职改办函〔2026〕3号";

LetterRecord draft() {
  LetterRecord made;
  made.id = "l";
  made.version = 1;
  made.text = {"关于逾期任务的督办函",
               "东县人民政府",
               {{ParagraphLevel::text, "请抓紧办理。"}},
               Date(2026, 12, 3),
               "",
               ""};
  made.drafted_by = kDrafter;
  made.authors = {kDrafter};
  return made;
}

LetterRecord submitted() {
  return take_step(draft(), {LetterStep::submit, "", {}, ""}, kDrafter, kToday);
}

template <class F>
std::string problem_of(F work) {
  try {
    work();
  } catch (const base::Problem& problem) {
    std::string made = std::to_string(problem.status()) + " " + problem.type();
    for (const auto& error : problem.errors()) made += " " + error.field;
    return made;
  }
  return "no problem";
}

std::string step_problem(const LetterRecord& letter, const LetterStepRequest& request,
                         const std::string& account = kLeader) {
  return problem_of([&] { take_step(letter, request, account, kToday); });
}

std::string text_problem(const LetterText& text) {
  return problem_of([&] { edit(draft(), text, kDrafter); });
}

LetterStepRequest release(std::string number = kNumber, std::optional<Date> signed_on = {}) {
  return {LetterStep::release, std::move(number), signed_on, ""};
}

}  // namespace

TEST(LetterRecord, AnotherPersonReleasesWithNumberAndDate) {
  const LetterRecord next = take_step(submitted(), release(), kLeader, kToday);
  EXPECT_EQ(next.state, LetterState::released);
  EXPECT_EQ(next.number, kNumber);
  EXPECT_EQ(next.signed_on, kToday);
  EXPECT_EQ(next.released_by, kLeader);
}

TEST(LetterRecord, NobodyReleasesWhatHeWroteOrChanged) {
  EXPECT_EQ(step_problem(submitted(), release(), kDrafter), "403 own-draft");
  const LetterRecord changed = edit(draft(), draft().text, kLeader);
  const LetterRecord again = take_step(changed, {LetterStep::submit, "", {}, ""}, kDrafter, kToday);
  EXPECT_EQ(step_problem(again, release()), "403 own-draft");
}

TEST(LetterRecord, ReleasingNeedsANumberAndNoDateOfTomorrow) {
  EXPECT_EQ(step_problem(submitted(), release("")), "422 invalid /number");
  EXPECT_EQ(step_problem(submitted(), release(kNumber, kToday.plus_days(1))),
            "422 invalid /signed_on");
  EXPECT_EQ(
      take_step(submitted(), release(kNumber, kToday.plus_days(-1)), kLeader, kToday).signed_on,
      kToday.plus_days(-1));
}

TEST(LetterRecord, ATermThatHasPassedGoesBackToTheDrafter) {
  LetterRecord letter = submitted();
  letter.text.reply_by = kToday.plus_days(-1);
  EXPECT_EQ(step_problem(letter, release()), "409 reply-term-passed");
  letter.text.reply_by.reset();
  EXPECT_EQ(step_problem(letter, release()), "no problem");
}

TEST(LetterRecord, SendingBackNeedsAReason) {
  EXPECT_EQ(step_problem(submitted(), {LetterStep::send_back, "", {}, ""}), "422 invalid /reason");
  EXPECT_EQ(step_problem(submitted(), {LetterStep::send_back, "", {}, std::string(1001, 'x')}),
            "422 invalid /reason");
  const LetterRecord back =
      take_step(submitted(), {LetterStep::send_back, "", {}, "措辞过重"}, kLeader, kToday);
  EXPECT_EQ(back.state, LetterState::draft);
  EXPECT_EQ(back.reason, "措辞过重");
}

TEST(LetterRecord, ADraftOrASubmittedLetterCanBeDiscardedAndNothingElseFollows) {
  for (const LetterRecord& letter : {draft(), submitted()}) {
    const LetterRecord gone =
        take_step(letter, {LetterStep::discard, "", {}, ""}, kDrafter, kToday);
    EXPECT_EQ(gone.state, LetterState::discarded);
    EXPECT_EQ(step_problem(gone, {LetterStep::submit, "", {}, ""}), "409 wrong-state");
    EXPECT_EQ(step_problem(gone, {LetterStep::discard, "", {}, ""}), "409 wrong-state");
  }
}

TEST(LetterRecord, ReleasingAndSendingBackAreTheReleasers) {
  EXPECT_TRUE(is_of_releaser(LetterStep::release));
  EXPECT_TRUE(is_of_releaser(LetterStep::send_back));
  EXPECT_FALSE(is_of_releaser(LetterStep::submit));
}

TEST(LetterRecord, AReleasedLetterIsFrozen) {
  const LetterRecord sent = take_step(submitted(), release(), kLeader, kToday);
  for (const LetterStep step : {LetterStep::submit, LetterStep::send_back, LetterStep::release,
                                LetterStep::discard, LetterStep::edit, LetterStep::make}) {
    EXPECT_EQ(step_problem(sent, {step, kNumber, {}, "x"}), "409 wrong-state");
  }
  EXPECT_EQ(problem_of([&] { edit(sent, sent.text, kDrafter); }), "409 wrong-state");
}

TEST(LetterRecord, ATextIsNotChangedByAStep) {
  EXPECT_EQ(step_problem(draft(), {LetterStep::edit, "", {}, ""}), "409 wrong-state");
}

TEST(LetterRecord, ATextLacksNothing) {
  EXPECT_EQ(text_problem({}), "422 invalid /title /addressees /paragraphs");
  LetterText text = draft().text;
  text.paragraphs.push_back({ParagraphLevel::first, ""});
  EXPECT_EQ(text_problem(text), "422 invalid /paragraphs/1/text");
  text.paragraphs.back().text = std::string(4001, 'x');
  EXPECT_EQ(text_problem(text), "422 invalid /paragraphs/1/text");
  text.paragraphs.assign(201, {ParagraphLevel::text, "x"});
  EXPECT_EQ(text_problem(text), "422 invalid /paragraphs");
  LetterRecord empty = draft();
  empty.text.title.clear();
  EXPECT_EQ(step_problem(empty, {LetterStep::submit, "", {}, ""}), "422 invalid /title");
}

TEST(LetterRecord, WhoEditsIsAnAuthorOnce) {
  const LetterRecord once = edit(draft(), draft().text, kLeader);
  EXPECT_EQ(edit(once, draft().text, kLeader).authors,
            (std::vector<std::string>{kDrafter, kLeader}));
}

TEST(DocumentNumber, IsCodeYearAndSerialAsTheStandardWritesThem) {
  for (const char* good : {"平政发〔2020〕76号", "某职改办函〔2026〕1号"}) {
    EXPECT_TRUE(is_document_number(good)) << good;
  }
  for (const char* bad :
       {"", "平政发[2020]76号", "平政发〔2020〕第76号", "平政发〔2020〕076号", "平政发〔20〕76号",
        "〔2020〕76号", "平政发〔2020〕76", "平政发〔2020〕号", "ABC〔2020〕76号",
        "平政发〕2020〔76号", "平政发〔2020号", "〔2020〕", "平政发〔202x〕76号",
        "平政发〔2020〕1234567号", "平\u3400〔2020〕1号", "平\u9fff〔2020〕1号",
        "平a〔2020〕1号"}) {
    EXPECT_FALSE(is_document_number(bad)) << bad;
  }
  EXPECT_FALSE(is_document_number(std::string(60, 'x') + std::string(100, 'y')));
}

TEST(DocumentNumber, TheNextOneCountsOnAndBeginsAnewEachYear) {
  EXPECT_EQ(number_prefix("某办函〔2026〕9号", 2027), "某办函〔2027〕");
  EXPECT_EQ(number_prefix("", 2026), "");
  const std::string prefix = "某办函〔2026〕";
  EXPECT_EQ(next_number(prefix, {prefix + "9号", prefix + "10号", prefix + "3号"}),
            "某办函〔2026〕11号");
  EXPECT_EQ(next_number(prefix, {}), "某办函〔2026〕1号");
}

}  // namespace supervision
