#include "share/part_service.hpp"

#include <gmock/gmock.h>

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

  PartService parts_{*database_, *access_, *plans_, *files_, random_};
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
