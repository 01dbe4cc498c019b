#include "share/work_notices.hpp"

#include <gmock/gmock.h>

#include "share/small_world.hpp"

namespace share {

namespace {

using base::Date;
using notice::Topic;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class WorkNoticesTest : public SmallWorld {
 protected:
  WorkNoticesTest() {
    for (const char* unit : {"finance", "education", "east", "west", "east_school"}) {
      employ(officer(unit));
    }
    const auto tell = [this](db::Connection& connection, const Actor& actor, const auto& news) {
      std::set<std::string> told;
      told_.tell_of(connection, actor, news, told);
    };
    plans_->on_news(tell);
    parts_.on_news(tell);
    reports_.on_news(tell);
  }

  std::vector<notice::NoticeView> notices(const std::string& unit) {
    return run(notices_.notices(officer(unit), {})).notices;
  }
  std::vector<Topic> topics(const std::string& unit) {
    std::vector<Topic> topics;
    for (const auto& told : notices(unit)) topics.push_back(told.topic);
    return topics;
  }
  void decide(const std::string& share, plan::NewStep step) {
    step.document_number = "小职教办〔2021〕5号";
    step.document_on = Date(2021, 3, 10);
    const auto version = run(plans_->share(office(), share, {})).share.version;
    run(plans_->record_step(office(), share, step, version, {}));
  }
  ReportView report(const std::string& unit, int task, const std::string& period = "2021-03") {
    ReportContent content;
    content.text = "已办";
    return run(reports_.submit(officer(unit), share_of(task, unit), period, content, 0, {}));
  }
  void verify(const ReportView& sent, const std::string& unit, int task) {
    run(reports_.verify(office(), share_of(task, unit), "2021-03", sent.line.version, {}));
  }
  // What a unit owes, as key and day.
  std::vector<std::string> due(const std::string& unit) {
    std::vector<std::string> keys;
    const auto items = database_->read_now(
        [&](db::Connection& connection) { return told_.due_items(connection); });
    for (const supervision::DueItem& item : items) {
      const std::string kind = item.key.substr(0, item.key.find(':'));
      if (item.unit == unit) keys.push_back(kind + " " + item.due_on.str());
    }
    return keys;
  }
  PartList hand_down(std::int64_t version, PartList list) {
    const PartsView view =
        run(parts_.set_parts(officer("east"), share_of(1, "east"), list, version, {}));
    for (std::size_t i = 0; i < list.parts.size(); ++i) list.parts[i] = view.parts[i].part;
    return list;
  }

  zhijiao::access::People people_{*access_};
  notice::NoticeService notices_{*database_, *access_, random_, {}, {}};
  WorkNotices told_{*access_, people_, *plans_, notices_};
  ReportService reports_{*database_, *access_, *plans_, *files_, random_};
  PartService parts_{*database_, *access_, *plans_, *files_, random_};
};

}  // namespace

TEST_F(WorkNoticesTest, AnExtendedShareIsToldWithItsNewDay) {
  decide(share_of(1, "west"), {.step = plan::StepKind::extend, .due_on = Date(2022, 6, 30)});
  ASSERT_THAT(topics("west"), ElementsAre(Topic::share_changed));
  EXPECT_THAT(notices("west")[0].text.zh, HasSubstr("时限调整为2022年6月30日"));
  EXPECT_THAT(topics("east"), IsEmpty());
}

TEST_F(WorkNoticesTest, AShareThatChangesHandsIsToldToBoth) {
  decide(share_of(2, "east"),
         {.step = plan::StepKind::reassign, .units = std::vector<std::string>{"education"}});
  EXPECT_THAT(topics("east"), ElementsAre(Topic::share_changed));
  ASSERT_THAT(topics("education"), ElementsAre(Topic::share_changed));
  EXPECT_THAT(notices("education")[0].text.zh, HasSubstr("改由小城市教育局承担"));
}

TEST_F(WorkNoticesTest, WhoTakesOverAPartIsTold) {
  decide(share_of(2, "east"),
         {.step = plan::StepKind::split, .units = std::vector<std::string>{"finance"}});
  EXPECT_THAT(topics("finance"), ElementsAre(Topic::share_changed));
}

TEST_F(WorkNoticesTest, AnOverrideChangesNothingThatIsOwed) {
  decide(
      share_of(1, "west"),
      {.step = plan::StepKind::override_status, .note = "口径调整", .status = plan::Status::late});
  EXPECT_THAT(topics("west"), IsEmpty());
}

TEST_F(WorkNoticesTest, AUnitIsToldOfThePartItIsGivenOnce) {
  PartList list;
  list.parts = {{"", "east_school", "", "报支出"}};
  list = hand_down(0, list);
  EXPECT_THAT(topics("east_school"), ElementsAre(Topic::part_given));
  list.parts.push_back({"", std::nullopt, "教育股", "报预算"});
  hand_down(1, list);
  EXPECT_THAT(topics("east_school"), ElementsAre(Topic::part_given));
}

TEST_F(WorkNoticesTest, VerifiedReportsOfAUnitAreOneNoticeADay) {
  set_day(Date(2021, 4, 2));
  verify(report("east", 1), "east", 1);
  verify(report("east", 2), "east", 2);
  EXPECT_THAT(topics("east"), ElementsAre(Topic::reports_verified));
}

TEST_F(WorkNoticesTest, AReportIsDueUntilItIsHandedIn) {
  EXPECT_THAT(due("east"), ElementsAre("reports 2021-04-05"));
  report("east", 1);
  EXPECT_THAT(due("east"), ElementsAre("reports 2021-04-05"));
  report("east", 2);
  EXPECT_THAT(due("east"), IsEmpty());
}

TEST_F(WorkNoticesTest, TheNextReportsAreDueBesideThoseThatAreWaitedFor) {
  set_day(Date(2021, 4, 2));
  EXPECT_THAT(due("east"), UnorderedElementsAre("reports 2021-04-05", "reports 2021-05-05"));
}

TEST_F(WorkNoticesTest, APartIsDueWithTheReportItIsFor) {
  PartList list;
  list.parts = {{"", "east_school", "", "报支出"}};
  hand_down(0, list);
  EXPECT_THAT(due("east_school"), ElementsAre("parts 2021-04-05"));
  report("east", 1);
  EXPECT_THAT(due("east_school"), IsEmpty());
}

TEST_F(WorkNoticesTest, AMilestoneIsDueUntilAReportTicksIt) {
  MilestoneList list;
  list.milestones = {{"", MilestoneKind::step, Stage::other, "完成摸底", Date(2021, 5, 20)}};
  const MilestonesView drawn =
      run(reports_.set_milestones(officer("west"), share_of(2, "west"), list, 0, {}));
  EXPECT_THAT(due("west"), UnorderedElementsAre("milestone 2021-05-20", "reports 2021-04-05"));
  ReportContent content;
  content.text = "已完成摸底";
  content.ticks = {{drawn.list.milestones.at(0).id, Date(2021, 3, 9)}};
  run(reports_.submit(officer("west"), share_of(2, "west"), "2021-03", content, 0, {}));
  EXPECT_THAT(due("west"), ElementsAre("reports 2021-04-05"));
}

}  // namespace share
