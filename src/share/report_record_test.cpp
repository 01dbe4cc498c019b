#include "share/report_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace share {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Hand kOfficer{"officer", "县经办人", Date(2026, 12, 2)};
const Hand kOffice{"office", "办公室", Date(2026, 12, 3)};

Milestone milestone(std::string id, MilestoneKind kind) {
  Milestone made;
  made.id = std::move(id);
  made.kind = kind;
  made.title = made.id;
  if (kind == MilestoneKind::quantity) {
    made.target = 10;
    made.unit_name = "个";
  }
  return made;
}

const std::vector<Milestone> kMilestones = {milestone("draft", MilestoneKind::step),
                                            milestone("stations", MilestoneKind::quantity),
                                            milestone("monthly", MilestoneKind::recurrence)};

ReportContent content() {
  ReportContent made;
  made.text = "已起草";
  made.ticks = {{"draft", Date(2026, 11, 3), "小政发〔2026〕9号"}, {"monthly", Date(2026, 11, 20)}};
  made.quantities = {{"stations", 4}};
  return made;
}

ReportRecord submitted() { return submit({}, content(), kMilestones, {}, kOfficer); }

// What `work` is refused with: status, type, and the fields.
template <class F>
std::string refusal(F work) {
  try {
    work();
  } catch (const base::Problem& problem) {
    std::string said = std::to_string(problem.status()) + " " + problem.type();
    for (const base::FieldError& error : problem.errors()) said += " " + error.field;
    return said;
  }
  return "none";
}

std::string submit_refusal(const ReportContent& given) {
  return refusal([&] { submit({}, given, kMilestones, {}, kOfficer); });
}

std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "长";
  return text;
}

}  // namespace

TEST(Report, GoesFromTheUnitToTheOfficeAndIsFrozen) {
  const ReportRecord saved = save({}, content(), kMilestones, kOfficer);
  EXPECT_EQ(saved.state, ReportState::draft);
  const ReportRecord sent = submit(saved, content(), kMilestones, {}, kOfficer);
  EXPECT_EQ(sent.state, ReportState::submitted);
  EXPECT_EQ(sent.submitted_on, Date(2026, 12, 2));
  EXPECT_EQ(sent.by, "县经办人");
  EXPECT_EQ(sent.milestones, kMilestones);
  const ReportRecord seen = acknowledge(sent, kOffice);
  EXPECT_EQ(seen.state, ReportState::acknowledged);
  const ReportRecord verified = verify(seen, kOffice);
  EXPECT_EQ(verified.state, ReportState::verified);
  EXPECT_EQ(verified.verified_on, Date(2026, 12, 3));
  EXPECT_EQ(refusal([&] { save(verified, content(), kMilestones, kOfficer); }), "409 wrong-state");
}

TEST(Report, ASupplementNamesCellsAndReasonAndComesBack) {
  const Ask asked{{"stations", "text"}, "请附流动站名单"};
  const ReportRecord back = ask(submitted(), asked, kMilestones, kOffice);
  EXPECT_EQ(back.state, ReportState::supplement);
  EXPECT_EQ(back.asked, asked);
  const ReportRecord again = submit(back, content(), kMilestones, {}, kOfficer);
  EXPECT_EQ(again.state, ReportState::submitted);
  EXPECT_FALSE(again.asked);
}

TEST(Report, StatesTheFiguresOfTheDayItWasSubmittedAndNoOthers) {
  indicator::CitedFigure then;
  then.indicator = "surcharge_share";
  then.value = 281;
  indicator::CitedFigure later = then;
  later.value = 305;
  const ReportRecord sent = submit({}, content(), kMilestones, {then}, kOfficer);
  EXPECT_EQ(verify(sent, kOffice).figures.at(0).value, 281);
  const ReportRecord back = ask(sent, {{"text"}, "太简略"}, kMilestones, kOffice);
  EXPECT_EQ(submit(back, content(), kMilestones, {later}, kOfficer).figures.at(0).value, 305);
}

TEST(Report, ASavedSupplementStaysAskedFor) {
  const ReportRecord back = ask(submitted(), {{"text"}, "太简略"}, kMilestones, kOffice);
  const ReportRecord saved = save(back, content(), kMilestones, kOfficer);
  EXPECT_EQ(saved.state, ReportState::supplement);
  EXPECT_TRUE(saved.asked);
}

TEST(Report, ASupplementWithoutCellOrReasonIsRefused) {
  const auto said = [&](const Ask& asked) {
    return refusal([&] { ask(submitted(), asked, kMilestones, kOffice); });
  };
  EXPECT_EQ(said({{}, "为什么"}), "422 invalid /cells");
  EXPECT_EQ(said({{"files"}, ""}), "422 invalid /reason");
  EXPECT_EQ(said({{"sign_off", "nothing"}, "为什么"}), "422 invalid /cells");
  EXPECT_EQ(said({{"text"}, characters(1001)}), "422 invalid /reason");
}

TEST(Report, EachStepHasItsStates) {
  using enum ReportState;
  const std::vector<std::pair<ReportStep, std::vector<ReportState>>> table = {
      {ReportStep::save, {draft, supplement}},
      {ReportStep::submit, {draft, supplement}},
      {ReportStep::acknowledge, {ReportState::submitted}},
      {ReportStep::ask, {ReportState::submitted, acknowledged}},
      {ReportStep::verify, {ReportState::submitted, acknowledged}}};
  for (const auto& [step, states] : table) {
    for (const ReportState state :
         {draft, ReportState::submitted, acknowledged, supplement, verified}) {
      EXPECT_EQ(is_possible(state, step), std::ranges::find(states, state) != states.end());
    }
  }
}

TEST(Report, TheOfficeCannotActOnWhatIsStillWithTheUnit) {
  EXPECT_EQ(refusal([] { verify(ReportRecord{}, kOffice); }), "409 wrong-state");
  EXPECT_EQ(refusal([] { acknowledge(acknowledge(submitted(), kOffice), kOffice); }),
            "409 wrong-state");
  const ReportRecord back = ask(submitted(), {{"text"}, "太简略"}, kMilestones, kOffice);
  EXPECT_EQ(refusal([&] { verify(back, kOffice); }), "409 wrong-state");
}

TEST(Report, TheUnitCannotChangeWhatTheOfficeHas) {
  EXPECT_EQ(refusal([] { save(submitted(), content(), kMilestones, kOfficer); }),
            "409 wrong-state");
  EXPECT_EQ(refusal([] { submit(submitted(), content(), kMilestones, {}, kOfficer); }),
            "409 wrong-state");
}

TEST(Report, WhoSubmittedDoesNotVerify) {
  EXPECT_EQ(refusal([] { verify(submitted(), kOfficer); }), "409 same-person");
}

TEST(Report, WithoutTextItSaysThatNothingChanged) {
  ReportContent empty;
  EXPECT_EQ(submit_refusal(empty), "422 invalid /text");
  empty.no_change = true;
  EXPECT_EQ(submit_refusal(empty), "none");
}

TEST(Report, TicksBelongToMilestonesAndAreNotAhead) {
  ReportContent given = content();
  given.ticks = {{"nothing", Date(2026, 11, 1)},
                 {"stations", Date(2026, 11, 1)},
                 {"draft", Date(2026, 12, 3)},
                 {"draft", Date(2026, 11, 3), characters(201)}};
  EXPECT_EQ(submit_refusal(given),
            "422 invalid /ticks/nothing /ticks/stations /ticks/draft /ticks/draft /ticks/draft");
}

TEST(Report, QuantitiesBelongToTheirMilestonesAndAreNotNegative) {
  ReportContent given = content();
  given.quantities = {
      {"nothing", 1}, {"draft", 1}, {"stations", -1}, {"stations", 2'000'000'000'000}};
  EXPECT_EQ(submit_refusal(given),
            "422 invalid /quantities/nothing /quantities/draft /quantities/stations "
            "/quantities/stations /quantities/stations");
}

TEST(Report, WhatIsTooLongIsRefused) {
  ReportContent given = content();
  given.text = characters(4001);
  given.files = std::vector<std::string>(31, "file");
  given.signed_off = {characters(51), Date(2026, 12, 2), {}};
  EXPECT_EQ(submit_refusal(given), "422 invalid /text /files /sign_off");
}

TEST(Report, AStampedCopyMaySayWhoAndWhenItself) {
  ReportContent given = content();
  given.signed_off.emplace();
  EXPECT_EQ(submit_refusal(given), "422 invalid /sign_off /sign_off");
  given.signed_off->file = "scan";
  EXPECT_EQ(submit_refusal(given), "none");
}

TEST(Report, AStampedCopyIsFiledAlsoAfterSubmissionAndChangesNothingElse) {
  ReportContent given = content();
  given.signed_off = {"王局长", Date(2026, 12, 2), {}};
  const ReportRecord before = submit({}, given, kMilestones, {}, kOfficer);
  const ReportRecord filed = file_scan(before, "scan", kOfficer);
  EXPECT_EQ(filed.state, ReportState::submitted);
  given.signed_off->file = "scan";
  EXPECT_EQ(filed.content, given);
  EXPECT_EQ(file_scan(filed, "better", kOfficer).content.signed_off->file, "better");
}

TEST(Report, AStampedCopyIsFiledWhereNobodyWroteWhoSigned) {
  const ReportRecord filed =
      file_scan(submit({}, content(), kMilestones, {}, kOfficer), "scan", kOfficer);
  const SignOff only_scan{"", {}, "scan"};
  EXPECT_EQ(filed.content.signed_off, only_scan);
}

TEST(Report, AVerifiedReportTakesNoStampedCopy) {
  const ReportRecord verified = verify(submitted(), kOffice);
  EXPECT_EQ(refusal([&] { file_scan(verified, "scan", kOfficer); }), "409 wrong-state");
}

TEST(Report, ASignOffHasANameAndADay) {
  ReportContent given = content();
  given.signed_off = {"", Date(2026, 12, 3), {}};
  EXPECT_EQ(submit_refusal(given), "422 invalid /sign_off /sign_off");
  given.signed_off = {"王局长", Date(2026, 12, 2), {}};
  EXPECT_EQ(submit_refusal(given), "none");
}

TEST(Report, BeginsAsTheOneBeforeWithoutWhatHeldForThatPeriodOnly) {
  ReportContent before = content();
  before.no_change = true;
  before.files = {"file"};
  before.signed_off = {"王局长", Date(2026, 12, 2), {}};
  const ReportContent begun = prefilled(before, kMilestones, Date(2026, 12, 1));
  EXPECT_EQ(begun.text, "已起草");
  EXPECT_THAT(begun.ticks, ElementsAre(content().ticks[0]));
  EXPECT_EQ(begun.quantities, content().quantities);
  EXPECT_THAT(begun.files, IsEmpty());
  EXPECT_FALSE(begun.signed_off);
  EXPECT_FALSE(begun.no_change);
  EXPECT_TRUE(unchanged(before, kMilestones, Date(2026, 12, 1)).no_change);
}

// A half-yearly duty among the milestones.
std::vector<Milestone> half_yearly() {
  std::vector<Milestone> milestones = {milestone("evaluation", MilestoneKind::recurrence)};
  milestones[0].every = Rhythm::half_year;
  return milestones;
}

ReportContent evaluated(Date on) {
  ReportContent made;
  made.ticks = {{"evaluation", on}};
  return made;
}

TEST(Report, AHalfYearlyDutyIsNotAskedForAgainUntilTheHalfYearIsOver) {
  const ReportContent august = evaluated(Date(2026, 8, 20));
  EXPECT_EQ(prefilled(august, half_yearly(), Date(2026, 9, 1)).ticks, august.ticks);
  EXPECT_EQ(prefilled(august, half_yearly(), Date(2026, 12, 1)).ticks, august.ticks);
  EXPECT_THAT(prefilled(august, half_yearly(), Date(2027, 1, 1)).ticks, IsEmpty());
  EXPECT_THAT(prefilled(august, half_yearly(), Date(2027, 2, 1)).ticks, IsEmpty());
  // The report on November was written in January.
  EXPECT_THAT(prefilled(evaluated(Date(2027, 1, 3)), half_yearly(), Date(2026, 12, 1)).ticks,
              IsEmpty());
}

TEST(Report, AHalfYearlyDutyIsReachedByADayOfItsHalfYear) {
  const auto reached = [](Date on, Date ends_on) {
    return progress_of(evaluated(on), half_yearly(), ends_on).reached;
  };
  EXPECT_EQ(reached(Date(2026, 8, 20), Date(2026, 11, 30)), 1);
  EXPECT_EQ(reached(Date(2026, 6, 30), Date(2026, 11, 30)), 0);
  EXPECT_EQ(reached(Date(2027, 1, 3), Date(2026, 11, 30)), 0);
}

TEST(Report, WhatBelongsToNoMilestoneAnyMoreIsLeftOut) {
  const std::vector<Milestone> other = {milestone("stations", MilestoneKind::step),
                                        milestone("draft", MilestoneKind::quantity)};
  const ReportContent kept = fitted(content(), other);
  EXPECT_THAT(kept.ticks, IsEmpty());
  EXPECT_THAT(kept.quantities, IsEmpty());
  EXPECT_EQ(fitted(content(), kMilestones), content());
  EXPECT_THAT(fitted(content(), {}).quantities, IsEmpty());
}

RC_GTEST_PROP(Report, AnUnchangedReportCanAlwaysBeSubmitted, ()) {
  ReportContent before = content();
  before.quantities[0].value = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  const std::size_t kept = *rc::gen::inRange<std::size_t>(0, kMilestones.size() + 1);
  const std::vector<Milestone> milestones(kMilestones.begin(),
                                          kMilestones.begin() + static_cast<std::ptrdiff_t>(kept));
  const ReportContent zero = unchanged(before, milestones, Date(2026, 12, 1));
  RC_ASSERT(submit({}, zero, milestones, {}, kOfficer).state == ReportState::submitted);
}

TEST(ChangedCells, SayWhatWasAndWhatIs) {
  ReportContent after = content();
  after.text = "已印发";
  after.ticks = {{"monthly", Date(2026, 11, 20)}};
  after.quantities = {{"stations", 6}};
  after.files = {"file"};
  after.signed_off = {"王局长", Date(2026, 12, 2), {}};
  EXPECT_THAT(
      changed_cells(content(), after, kMilestones),
      ElementsAre(
          CellChange{"text", {"进展情况", "Progress"}, {"已起草", "已起草"}, {"已印发", "已印发"}},
          CellChange{"draft",
                     {"draft", "draft"},
                     {"2026年11月3日 小政发〔2026〕9号", "3 November 2026 小政发〔2026〕9号"},
                     {}},
          CellChange{"stations", {"stations", "stations"}, {"4个", "4"}, {"6个", "6"}},
          CellChange{"files", {"附件", "Files"}, {}, {"1个附件", "1 files"}},
          CellChange{"sign_off",
                     {"签发", "Sign-off"},
                     {},
                     {"王局长 2026年12月2日", "王局长 2 December 2026"}}));
}

TEST(ChangedCells, ShowWhatThereIsOfASignOff) {
  const auto shown = [](SignOff sign_off) {
    ReportContent after = content();
    after.signed_off = std::move(sign_off);
    return changed_cells(content(), after, kMilestones).front().after.zh;
  };
  EXPECT_EQ(shown({"王局长", {}, {}}), "王局长");
  EXPECT_EQ(shown({"", Date(2026, 12, 2), {}}), "2026年12月2日");
  EXPECT_EQ(shown({"王局长", {}, "scan"}), "王局长 附盖章件");
}

TEST(ChangedCells, WhatIsNoLongerGivenIsEmpty) {
  ReportContent before = content();
  before.ticks = {{"draft", Date(2026, 11, 3), ""}};
  EXPECT_THAT(
      changed_cells(before, {}, kMilestones),
      ElementsAre(CellChange{"text", {"进展情况", "Progress"}, {"已起草", "已起草"}, {}},
                  CellChange{"draft", {"draft", "draft"}, {"2026年11月3日", "3 November 2026"}, {}},
                  CellChange{"stations", {"stations", "stations"}, {"4个", "4"}, {}}));
}

TEST(ChangedCells, AreNoneBetweenTheSame) {
  EXPECT_THAT(changed_cells(content(), content(), kMilestones), IsEmpty());
}

TEST(ChangedCells, TwoFilesInPlaceOfTwoOthersAreAChange) {
  ReportContent before;
  ReportContent after;
  before.files = {"a", "b"};
  after.files = {"a", "c"};
  EXPECT_EQ(changed_cells(before, after, {}).size(), 1U);
}

TEST(ReportProgress, CountsTicksAndQuantitiesAtTheirTarget) {
  EXPECT_EQ(progress_of(content(), kMilestones, Date(2026, 11, 30)), (Progress{2, 3}));
  ReportContent done = content();
  done.quantities[0].value = 10;
  EXPECT_EQ(progress_of(done, kMilestones, Date(2026, 11, 30)), (Progress{3, 3}));
  EXPECT_EQ(progress_of({}, kMilestones, Date(2026, 11, 30)), (Progress{0, 3}));
}

}  // namespace share
