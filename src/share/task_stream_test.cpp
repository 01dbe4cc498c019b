#include "share/task_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace share {

namespace {

using testing::ElementsAre;

StreamEvent event(StreamSource source, std::int64_t at, const std::string& id,
                  StreamStep step = StreamStep::changed) {
  StreamEvent made;
  made.source = source;
  made.place = {{at}, id, 1};
  made.share = "share";
  made.line.id = id;
  made.line.step = step;
  return made;
}

plan::UnitRef unit_named(const std::string& id) {
  plan::UnitRef unit;
  unit.id = id;
  return unit;
}

StreamEvent step_event(std::int64_t at, const std::string& id, plan::StepKind step,
                       const std::string& unit = "east") {
  StreamEvent made = event(StreamSource::steps, at, id);
  made.line.change.emplace();
  made.line.change->step = step;
  made.line.units = {unit_named(unit)};
  return made;
}

std::vector<std::string> ids(const StreamPage& page) {
  std::vector<std::string> found;
  for (const StreamLine& line : page.lines) found.push_back(line.id);
  return found;
}

}  // namespace

TEST(TaskStream, TheNewestComesFirstWhateverPartItIsOf) {
  const StreamPage page =
      newest_of({{{event(StreamSource::reports, 30, "c"), event(StreamSource::reports, 10, "a")}},
                 {{event(StreamSource::letters, 20, "b")}}},
                10);
  EXPECT_THAT(ids(page), ElementsAre("c", "b", "a"));
  EXPECT_FALSE(page.next);
}

TEST(TaskStream, APageEndsWhereTheNextGoesOn) {
  const StreamPage page =
      newest_of({{{event(StreamSource::reports, 30, "c"), event(StreamSource::reports, 20, "b"),
                   event(StreamSource::reports, 10, "a")}}},
                2);
  EXPECT_THAT(ids(page), ElementsAre("c", "b"));
  ASSERT_TRUE(page.next);
  EXPECT_EQ(page.next->in(StreamSource::reports).id, "b");
}

TEST(TaskStream, NothingOlderIsShownThanWhatAPartThatHasMoreBrought) {
  StreamPart cut{{event(StreamSource::reports, 30, "c")}, true};
  const StreamPage page = newest_of({cut, {{event(StreamSource::letters, 20, "b")}}}, 10);
  EXPECT_THAT(ids(page), ElementsAre("c"));
  ASSERT_TRUE(page.next);
  EXPECT_EQ(page.next->place.recorded_at.us, 30);
}

TEST(TaskStream, AReportIsNotToldASecondTimeAsAStepOfItsShare) {
  StreamEvent report = event(StreamSource::reports, 20, "r", StreamStep::submitted);
  const StreamPage page =
      newest_of({{{step_event(20, "s", plan::StepKind::report)}}, {{report}}}, 10);
  EXPECT_THAT(ids(page), ElementsAre("r"));
  // Of another share it is another thing.
  report.share = "other";
  EXPECT_THAT(ids(newest_of({{{step_event(20, "s", plan::StepKind::report)}}, {{report}}}, 10)),
              ElementsAre("s", "r"));
}

TEST(TaskStream, AnApprovedClosingSaysOnceThatSharesAreClosed) {
  const StreamEvent approved = event(StreamSource::closings, 20, "c", StreamStep::approved);
  const StreamPage page =
      newest_of({{{step_event(20, "s", plan::StepKind::close)}}, {{approved}}}, 10);
  EXPECT_THAT(ids(page), ElementsAre("c"));
  EXPECT_THAT(ids(newest_of({{{step_event(19, "s", plan::StepKind::close)}}, {{approved}}}, 10)),
              ElementsAre("c", "s"));
}

TEST(TaskStream, ARepeatedStepAtTheEndOfAPageDoesNotComeBackOnTheNext) {
  const StreamEvent report = event(StreamSource::reports, 20, "r", StreamStep::submitted);
  const StreamPage page = newest_of({{{step_event(20, "s", plan::StepKind::report)}},
                                     {{report, event(StreamSource::reports, 10, "a")}}},
                                    1);
  EXPECT_THAT(ids(page), ElementsAre("r"));
  ASSERT_TRUE(page.next);
  // Steps of that instant were shown.
  EXPECT_EQ(page.next->in(StreamSource::steps).recorded_at.us, 20);
}

TEST(TaskStream, TheSameStepOfSeveralUnitsIsOneLine) {
  const StreamPage page = newest_of({{{step_event(20, "t", plan::StepKind::extend, "west"),
                                       step_event(20, "s", plan::StepKind::extend, "east"),
                                       step_event(10, "r", plan::StepKind::assign, "east")}}},
                                    2);
  ASSERT_EQ(page.lines.size(), 2U);
  EXPECT_EQ(page.lines[0].units.size(), 2U);
  EXPECT_EQ(page.lines[1].units.size(), 1U);
}

TEST(TaskStream, AnInstructionToSeveralUnitsIsOneLineWithItsLink) {
  const auto given = [](const std::string& id, const std::string& unit) {
    StreamEvent made = event(StreamSource::demands, 20, id, StreamStep::given);
    made.line.kind = StreamKind::instruction;
    made.line.link = "/instructions/1";
    made.line.units = {unit_named(unit)};
    return made;
  };
  const StreamPage page =
      newest_of({{{given("b", "west"), given("a", "east"), given("0", "east")}}}, 10);
  ASSERT_EQ(page.lines.size(), 1U);
  EXPECT_EQ(page.lines[0].units.size(), 2U);
  EXPECT_EQ(page.lines[0].link, "/instructions/1");
}

TEST(TaskStream, APlaceSaysWhereEachPartGoesOn) {
  const StreamPlace place{StreamSource::milestones, {{20}, "m", 3}};
  EXPECT_EQ(place.in(StreamSource::milestones).id, "m");
  EXPECT_EQ(place.in(StreamSource::milestones).version, 3);
  EXPECT_EQ(place.in(StreamSource::reports).recorded_at.us, 20);
  EXPECT_EQ(place.in(StreamSource::letters).recorded_at.us, 21);
  // From a day on everything before its end.
  EXPECT_EQ(StreamPlace::from({50}).in(StreamSource::steps).recorded_at.us, 50);
  EXPECT_EQ(StreamPlace::from({50}).in(StreamSource::demands).recorded_at.us, 50);
}

TEST(TaskStream, APlaceIsReadAsItWasWritten) {
  const StreamPlace place{StreamSource::letters, {{1700000000000000}, "0190-ab", 3}};
  const auto read = StreamPlace::parse(place.str());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->str(), place.str());
}

TEST(TaskStream, WhatIsNoPlaceIsRefused) {
  for (const char* text : {"", "x", "1.2.3", "x.0.1.a", "1.9.1.a", "1.-1.1.a", "-1.0.1.a",
                           "1.0.x.a", "1.0.1.a.b", "99999999999999999999.0.1.a"}) {
    EXPECT_FALSE(StreamPlace::parse(text)) << text;
  }
}

}  // namespace share
