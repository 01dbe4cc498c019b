#include "share/closing_notices.hpp"

#include <gmock/gmock.h>

#include "share/small_world.hpp"

namespace share {

namespace {

using base::Date;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Application kAllPaid{"资金全部落实", {}, "凭证在财政系统内"};
const Approval kApproval{"小职教办〔2021〕3号", Date(2021, 3, 18)};

class ClosingNoticesTest : public SmallWorld {
 protected:
  ClosingNoticesTest() {
    for (const char* unit : {"finance", "education", "east", "west"}) employ(officer(unit));
    employ(checker());
    employ(leader());
    plans_->on_news(
        [this](db::Connection& connection, const Actor& actor, const plan::ShareNews& news) {
          closings_.follow(connection, actor, news);
        });
    closings_.on_news(
        [this](db::Connection& connection, const Actor& actor, const ClosingNews& news) {
          std::set<std::string> told;
          told_.tell_of(connection, actor, news, told);
        });
  }

  // By document, from one unit to another.
  void reassign(int task, const std::string& from, const std::string& to) {
    const plan::ShareLine line =
        run(plans_->board(office(), {.unit = from, .task = task})).shares.at(0);
    plan::NewStep step{plan::StepKind::reassign};
    step.document_number = "9号";
    step.document_on = Date(2021, 3, 10);
    step.units = {to};
    run(plans_->record_step(office(), line.id, step, line.version, {}));
  }

  // Of a unit that has no share and is not asked.
  Actor checker() { return actor("plan_office", "treasury"); }
  Actor leader() { return actor("plan_office", "treasury", "-leader"); }
  std::string apply() {
    return run(closings_.apply(officer("finance"), share_of(1, "finance"), kAllPaid, {})).line.id;
  }
  std::int64_t opine(const std::string& unit, const std::string& id, std::int64_t version) {
    const NewOpinion agree{share_of(1, unit), OpinionKind::agree, ""};
    return run(closings_.opine(officer(unit), id, agree, version, {})).line.version;
  }

  std::vector<notice::Topic> topics(const Actor& actor) {
    std::vector<notice::Topic> topics;
    for (const auto& told : run(notices_.notices(actor, {})).notices) topics.push_back(told.topic);
    return topics;
  }
  std::vector<supervision::DueItem> due() {
    return database_->read_now(
        [&](db::Connection& connection) { return told_.due_items(connection); });
  }

  zhijiao::access::People people_{*access_};
  notice::NoticeService notices_{*database_, *access_, random_, {}, {}};
  ClosingNotices told_{*database_, *access_, people_, *plans_, notices_};
  ClosingService closings_{*database_, *access_, *plans_, *files_, random_};
};

using notice::Topic;

}  // namespace

TEST_F(ClosingNoticesTest, WhoeverIsAskedIsToldUntilWhenSilenceCounts) {
  const std::string id = apply();
  for (const char* unit : {"education", "east", "west"}) {
    EXPECT_THAT(topics(officer(unit)), ElementsAre(Topic::closing_asked)) << unit;
  }
  const auto told = run(notices_.notices(officer("west"), {})).notices.front();
  EXPECT_THAT(told.text.zh, HasSubstr("请在2021年3月17日前提出意见，逾期视为无意见"));
  EXPECT_EQ(told.link, "/plan/closings/" + id);
  EXPECT_THAT(topics(officer("finance")), IsEmpty());
  EXPECT_THAT(topics(checker()), IsEmpty());
}

TEST_F(ClosingNoticesTest, AnOpinionIsDueUntilItIsGivenOrTheTermIsOver) {
  const std::string id = apply();
  ASSERT_THAT(due(), SizeIs(3));
  EXPECT_EQ(due().front().due_on, Date(2021, 3, 17));
  opine("west", id, 1);
  EXPECT_THAT(due(), SizeIs(2));
  set_day(Date(2021, 3, 18));
  EXPECT_THAT(due(), IsEmpty());
}

TEST_F(ClosingNoticesTest, WhoTakesOverAnAskedShareIsAskedAndNotTheFormerUnit) {
  Actor successor = officer("treasury");
  employ(successor);
  apply();
  set_day(Date(2021, 3, 16));
  reassign(1, "west", "treasury");
  EXPECT_THAT(topics(successor), ElementsAre(Topic::closing_asked));
  EXPECT_THAT(run(notices_.notices(successor, {})).notices.front().text.zh,
              HasSubstr("请在2021年3月23日前提出意见"));
  EXPECT_THAT(topics(officer("west")), ElementsAre(Topic::closing_asked));  // before
  EXPECT_THAT(topics(officer("east")), ElementsAre(Topic::closing_asked));
  std::set<std::string> owing;
  for (const auto& item : due()) owing.insert(item.unit);
  EXPECT_THAT(owing, ElementsAre("east", "education", "treasury"));
}

TEST_F(ClosingNoticesTest, WhoTookAShareOverHearsThatItWasClosed) {
  const Actor successor = officer("treasury");
  employ(successor);
  const std::string id = apply();
  std::int64_t version = opine("west", id, 1);
  reassign(1, "west", "treasury");
  set_day(Date(2021, 3, 18));
  run(closings_.check(checker(), id, {}, version, {}));
  run(closings_.approve(leader(), id, kApproval, version + 1, {}));
  EXPECT_THAT(topics(successor), ElementsAre(Topic::closing_done));
}

TEST_F(ClosingNoticesTest, TheOfficeIsToldOnceAllHaveAnswered) {
  const std::string id = apply();
  std::int64_t version = opine("west", id, 1);
  version = opine("east", id, version);
  EXPECT_THAT(topics(checker()), IsEmpty());
  opine("education", id, version);
  EXPECT_THAT(topics(checker()), ElementsAre(Topic::closing_to_check));
}

TEST_F(ClosingNoticesTest, TheOfficeIsToldOnceWhenATermPassesInSilence) {
  apply();
  run(told_.tell_settled());
  EXPECT_THAT(topics(checker()), IsEmpty());
  set_day(Date(2021, 3, 18));
  run(told_.tell_settled());
  run(told_.tell_settled());
  EXPECT_THAT(topics(checker()), ElementsAre(Topic::closing_to_check));
  EXPECT_THAT(topics(officer("west")), ElementsAre(Topic::closing_asked));
}

TEST_F(ClosingNoticesTest, WhereNobodyIsAskedTheOfficeIsToldAtOnce) {
  run(closings_.apply(officer("east"), share_of(2, "east"), kAllPaid, {}));
  EXPECT_THAT(topics(checker()), ElementsAre(Topic::closing_to_check));
}

TEST_F(ClosingNoticesTest, ASecondPersonApprovesAndAllConcernedHearOfIt) {
  const std::string id = apply();
  set_day(Date(2021, 3, 18));
  run(closings_.check(checker(), id, {}, 1, {}));
  EXPECT_THAT(topics(leader()), ElementsAre(Topic::closing_to_approve));
  EXPECT_THAT(topics(checker()), IsEmpty());
  run(closings_.approve(leader(), id, kApproval, 2, {}));
  EXPECT_THAT(topics(officer("finance")), ElementsAre(Topic::closing_done));
  EXPECT_THAT(topics(officer("west")), ElementsAre(Topic::closing_done, Topic::closing_asked));
}

TEST_F(ClosingNoticesTest, TheApplicantHearsThatItCameBack) {
  const std::string id = apply();
  run(closings_.send_back(checker(), id, {"缺佐证"}, 1, {}));
  EXPECT_THAT(topics(officer("finance")), ElementsAre(Topic::closing_returned));
}

}  // namespace share
