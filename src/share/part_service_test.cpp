#include "share/part_service.hpp"

#include <gmock/gmock.h>

#include "share/report_service.hpp"
#include "share/small_world.hpp"

namespace share {

namespace {

constexpr const char* kMarch = "2021-03";

class PartServiceTest : public SmallWorld {
 protected:
  // East hands its share of task 1 down to a section and its school.
  PartsView hand_down() {
    PartList list;
    list.parts = {{"", std::nullopt, "教育股", "报预算"}, {"", "east_school", "", "报支出"}};
    return run(parts_.set_parts(officer("east"), share_of(1, "east"), list, 0, {}));
  }
  PartsView answer(const Actor& actor, const Part& part, std::string text,
                   std::int64_t version = 0) {
    const PartContent content{text.empty(), std::move(text), {}};
    return run(parts_.answer(actor, share_of(1, "east"), part.id, kMarch, content, version, {}));
  }
  Actor school() { return actor("unit_officer", "east_school"); }
  static Milestone rooms() {
    Milestone rooms;
    rooms.kind = MilestoneKind::quantity;
    rooms.title = "实训室";
    rooms.target = 10;
    return rooms;
  }

  // What an answer of East's section on a period ends with.
  std::string answered(const Part& part, const std::string& period) {
    const PartContent content{true, "", {}};
    return problem_of(
        parts_.answer(officer("east"), share_of(1, "east"), part.id, period, content, 0, {}));
  }
  void step(const std::string& share, const plan::NewStep& taken) {
    const plan::ShareLine line = run(plans_->share(office(), share, {})).share;
    run(plans_->record_step(office(), share, taken, line.version, {}));
  }

  PartService parts_{*database_, *access_, *plans_, *files_, random_};
  ReportService reports_{*database_, *access_, *plans_, *files_, random_};
};

}  // namespace

TEST_F(PartServiceTest, ACountyHandsItsShareDownAndSeesWhoIsMissing) {
  const PartsView view = hand_down();
  EXPECT_EQ(view.missing, 2);
  EXPECT_EQ(view.parts[1].name.zh, "东县中心");
  ASSERT_EQ(view.units.size(), 1U);
  const PartsView answered = answer(officer("east"), view.parts[0].part, "已列预算");
  EXPECT_EQ(answered.missing, 1);
  EXPECT_EQ(answered.merged, "教育股：已列预算");
}

TEST_F(PartServiceTest, ASchoolSeesAndAnswersItsOwnPartOnly) {
  const PartsView view = hand_down();
  const MyParts mine = run(parts_.my_parts(school()));
  ASSERT_EQ(mine.parts.size(), 1U);
  EXPECT_EQ(mine.parts[0].part.what, "报支出");
  EXPECT_FALSE(mine.parts[0].answered);
  const PartsView own = answer(school(), view.parts[1].part, "");
  EXPECT_EQ(own.parts.size(), 1U);
  EXPECT_TRUE(run(parts_.my_parts(school())).parts[0].answered);
  const PartContent content{true, "", {}};
  EXPECT_EQ(problem_of(parts_.answer(school(), share_of(1, "east"), view.parts[0].part.id, kMarch,
                                     content, 0, {})),
            "403 forbidden");
  EXPECT_EQ(problem_of(parts_.parts(school(), share_of(1, "west"), {})), "404 not-found");
}

TEST_F(PartServiceTest, AShareIsHandedDownToUnitsUnderItsOwnOnly) {
  PartList list;
  list.parts = {{"", "west", "", ""}};
  EXPECT_EQ(problem_of(parts_.set_parts(officer("east"), share_of(1, "east"), list, 0, {})),
            "403 forbidden");
  EXPECT_EQ(problem_of(parts_.set_parts(officer("west"), share_of(1, "east"), {}, 0, {})),
            "403 forbidden");
}

TEST_F(PartServiceTest, AnAnswerIsCorrectedByVersionAndAskedAnewInTheNextPeriod) {
  const PartsView view = hand_down();
  answer(school(), view.parts[1].part, "支出100万元");
  const PartContent content{false, "支出120万元", {}};
  EXPECT_EQ(problem_of(parts_.answer(school(), share_of(1, "east"), view.parts[1].part.id, kMarch,
                                     content, 0, {})),
            "412 stale");
  answer(school(), view.parts[1].part, "支出120万元", 1);
  EXPECT_EQ(run(parts_.parts(officer("east"), share_of(1, "east"), kMarch)).merged,
            "东县中心：支出120万元");
  set_day(base::Date(2021, 5, 2));
  EXPECT_EQ(run(parts_.parts(officer("east"), share_of(1, "east"), {})).missing, 2);
}

TEST_F(PartServiceTest, TheListIsChangedByVersionAndAnswersOfKeptPartsStay) {
  const PartsView view = hand_down();
  answer(school(), view.parts[1].part, "支出100万元");
  PartList list;
  list.parts = {view.parts[1].part};
  EXPECT_EQ(problem_of(parts_.set_parts(officer("east"), share_of(1, "east"), list, 0, {})),
            "412 stale");
  const PartsView kept = run(parts_.set_parts(officer("east"), share_of(1, "east"), list, 1, {}));
  EXPECT_EQ(kept.missing, 0);
}

TEST_F(PartServiceTest, AFinishedShareIsNeitherHandedDownNorAnswered) {
  const PartsView view = hand_down();
  const std::string share = share_of(1, "east");
  step(share, {.step = plan::StepKind::end,
               .document_number = "小职教办〔2021〕3号",
               .document_on = base::Date(2021, 3, 10)});
  EXPECT_EQ(problem_of(parts_.set_parts(officer("east"), share, {}, view.version, {})),
            "409 wrong-state");
  EXPECT_EQ(answered(view.parts[0].part, kMarch), "409 wrong-state");
  const PartsView shown = run(parts_.parts(officer("east"), share, {}));
  EXPECT_FALSE(shown.may_edit);
  EXPECT_FALSE(shown.parts[0].mine);
  EXPECT_TRUE(shown.no_answers);
  // A part of a finished share stays readable for who answered it.
  EXPECT_EQ(run(parts_.parts(school(), share, {})).parts.size(), 1U);
}

TEST_F(PartServiceTest, QuantitiesOfPartsAddUpAndStayWhereNothingChanged) {
  const std::string share = share_of(1, "east");
  run(reports_.set_milestones(officer("east"), share, {{rooms()}}, 0, {}));
  const PartsView view = hand_down();
  ASSERT_EQ(view.quantities.size(), 1U);
  const std::string id = view.quantities[0].id;
  const Part section = view.parts[0].part;
  const Part centre = view.parts[1].part;
  const auto say = [&](const Actor& who, const Part& part, const std::string& period,
                       const PartContent& content) {
    return run(parts_.answer(who, share, part.id, period, content, 0, {}));
  };
  say(officer("east"), section, kMarch, {false, "", {}, {{{id, 2}}}});
  // A unit below sees its own part and no sum of all.
  EXPECT_TRUE(say(school(), centre, kMarch, {false, "", {}, {{{id, 3}}}}).sums.empty());
  const PartsView march = run(parts_.parts(officer("east"), share, kMarch));
  ASSERT_EQ(march.sums.size(), 1U);
  EXPECT_EQ(march.sums[0].sum, 5);
  EXPECT_TRUE(march.sums[0].missing.empty());
  set_day(base::Date(2021, 4, 2));
  const PartsView april = say(officer("east"), section, "2021-04", {true, "", {}});
  ASSERT_EQ(april.sums.size(), 1U);
  EXPECT_EQ(april.sums[0].sum, 2);
  EXPECT_EQ(april.sums[0].missing, std::vector<std::string>{centre.id});
  EXPECT_EQ(april.parts[1].before, (std::vector<Quantity>{{id, 3}}));
  EXPECT_EQ(problem_of(parts_.answer(school(), share, centre.id, "2021-04",
                                     {false, "", {}, {{{"none", 1}}}}, 0, {})),
            "422 invalid");
}

TEST_F(PartServiceTest, NoChangeTakesBackWhatThisPeriodSaidBefore) {
  const std::string share = share_of(1, "east");
  run(reports_.set_milestones(officer("east"), share, {{rooms()}}, 0, {}));
  const PartsView view = hand_down();
  const std::string id = view.quantities[0].id;
  const std::string part = view.parts[0].part.id;
  run(parts_.answer(officer("east"), share, part, kMarch, {false, "", {}, {{{id, 5}}}}, 0, {}));
  set_day(base::Date(2021, 4, 2));
  const std::string april = "2021-04";
  run(parts_.answer(officer("east"), share, part, april, {false, "", {}, {{{id, 8}}}}, 0, {}));
  const PartsView again =
      run(parts_.answer(officer("east"), share, part, april, {true, "", {}}, 1, {}));
  EXPECT_EQ(again.parts[0].answer->quantities, (std::vector<Quantity>{{id, 5}}));
}

TEST_F(PartServiceTest, AQuantityThatIsAskedNoMoreIsNotSaidAgain) {
  const std::string share = share_of(1, "east");
  const MilestonesView lists =
      run(reports_.set_milestones(officer("east"), share, {{rooms()}}, 0, {}));
  const PartsView view = hand_down();
  run(parts_.answer(officer("east"), share, view.parts[0].part.id, kMarch,
                    {false, "", {}, {{{view.quantities[0].id, 5}}}}, 0, {}));
  set_day(base::Date(2021, 4, 2));
  run(reports_.set_milestones(officer("east"), share, {}, lists.version, {}));
  EXPECT_TRUE(run(parts_.parts(officer("east"), share, "2021-04")).parts[0].before.empty());
}

TEST_F(PartServiceTest, OnlyPeriodsThatAreAskedAreAnswered) {
  const PartsView view = hand_down();
  EXPECT_EQ(answered(view.parts[0].part, "2021-04"), "409 not-asked");
  EXPECT_EQ(answered(view.parts[0].part, "2021-02"), "409 not-asked");
  EXPECT_EQ(answered(view.parts[0].part, kMarch), "no problem");
}

TEST_F(PartServiceTest, AShareThatWaitsForItsConditionIsAskedNothing) {
  const PartsView view = hand_down();
  step(share_of(1, "east"), {.step = plan::StepKind::await_condition,
                             .document_number = "小职教办〔2021〕3号",
                             .document_on = base::Date(2021, 3, 10)});
  EXPECT_EQ(answered(view.parts[0].part, kMarch), "409 not-asked");
}

TEST_F(PartServiceTest, AVerifiedReportTakesNoMoreAnswers) {
  const PartsView view = hand_down();
  const std::string share = share_of(1, "east");
  ReportContent content;
  content.text = "已列预算";
  run(reports_.submit(officer("east"), share, kMarch, content, 0, {}));
  run(reports_.acknowledge(office(), share, kMarch, 1, {}));
  EXPECT_EQ(answered(view.parts[0].part, kMarch), "no problem");
  run(reports_.verify(office(), share, kMarch, 2, {}));
  EXPECT_EQ(answered(view.parts[0].part, kMarch), "409 report-frozen");
}

TEST_F(PartServiceTest, TheAnswerOfARemovedPartIsReadByTheSameAsBefore) {
  const PartsView view = hand_down();
  answer(school(), view.parts[1].part, "支出100万元");
  PartList list;
  list.parts = {view.parts[0].part};
  const PartsView kept = run(parts_.set_parts(officer("east"), share_of(1, "east"), list, 1, {}));
  ASSERT_EQ(kept.removed.size(), 1U);
  EXPECT_EQ(kept.removed[0].name.zh, "东县中心");
  EXPECT_EQ(kept.removed[0].answer->text, "支出100万元");
  EXPECT_FALSE(kept.removed[0].mine);
  EXPECT_EQ(kept.merged, "");
  EXPECT_EQ(run(parts_.parts(school(), share_of(1, "east"), {})).removed.size(), 1U);
  EXPECT_EQ(problem_of(parts_.parts(officer("west"), share_of(1, "east"), {})), "404 not-found");
}

TEST_F(PartServiceTest, APartThatGoesToAnotherUnitIsAPartOfItsOwn) {
  const PartsView view = hand_down();
  answer(school(), view.parts[1].part, "支出100万元");
  PartList list;
  list.parts = {{view.parts[1].part.id, std::nullopt, "财务股", "报支出"}};
  const PartsView given = run(parts_.set_parts(officer("east"), share_of(1, "east"), list, 1, {}));
  EXPECT_EQ(given.missing, 1);
  ASSERT_EQ(given.removed.size(), 1U);
  EXPECT_EQ(given.removed[0].name.zh, "东县中心");
}

TEST_F(PartServiceTest, WhatIsNoPartOrNoPeriodIsNotFound) {
  const PartsView view = hand_down();
  const PartContent content{true, "", {}};
  const std::string share = share_of(1, "east");
  EXPECT_EQ(problem_of(parts_.answer(officer("east"), share, "no-part", kMarch, content, 0, {})),
            "404 not-found");
  EXPECT_EQ(problem_of(parts_.answer(officer("east"), share, view.parts[0].part.id, "2021-13",
                                     content, 0, {})),
            "404 not-found");
}

}  // namespace share
