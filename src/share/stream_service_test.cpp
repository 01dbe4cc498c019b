#include "share/stream_service.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "share/closing_service.hpp"
#include "share/report_service.hpp"
#include "share/small_world.hpp"
#include "supervision/supervision_schema.hpp"

namespace share {

namespace {

using base::Date;
using supervision::LetterState;
using supervision::LetterStep;
using testing::ElementsAre;
using testing::IsEmpty;

class StreamServiceTest : public SmallWorld {
 protected:
  StreamServiceTest() {
    std::vector<db::Migration> all;
    for (const auto& some :
         {zhijiao::access::access_migrations(), plan::plan_migrations(), file::file_migrations(),
          notice::notice_migrations(), share_migrations(), supervision::supervision_migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    db::migrate(*database_, all);
  }

  Actor drafter() { return allowed("draft", zhijiao::access::Permission::supervision_draft); }
  Actor leader() { return allowed("leader", zhijiao::access::Permission::supervision_release); }
  Actor allowed(const std::string& name, zhijiao::access::Permission permission) {
    Actor made = actor("plan_office", "education", name);
    made.posts[0].role.permissions.push_back(permission);
    return made;
  }

  std::vector<StreamStep> steps(const Actor& reader, std::optional<Date> as_of = std::nullopt) {
    std::vector<StreamStep> found;
    StreamQuery query;
    query.as_of = as_of;
    do {
      const TaskStream page = run(streams_.stream(reader, 1, query));
      for (const StreamLine& line : page.lines) found.push_back(line.step);
      query.before = page.next;
    } while (query.before);
    return found;
  }

  // Drafted on the first of these days, released the day after.
  std::string letter_to_finance(Date day) {
    set_day(day);
    const std::string id =
        run(supervising_.draft_letters(drafter(),
                                       {supervision::LetterKind::urge, {"finance"}, {}, {}}, {}))
            .letters.at(0)
            .id;
    run(supervising_.letter_step(drafter(), id, {LetterStep::submit, {}, {}, {}}, 1, {}));
    set_day(day.plus_days(1));
    const supervision::NewLetterStep release{LetterStep::release, "测办函〔2022〕1号", {}, {}};
    run(supervising_.letter_step(leader(), id, release, 2, {}));
    return id;
  }

  zhijiao::access::People people_{*access_};
  notice::NoticeService notices_{*database_, *access_, random_, {}, {}};
  supervision::SupervisionService supervising_{
      *database_, *access_, people_, *plans_,
      notices_,   *files_,  random_, supervision::load_wording(folder_)};
  ReportService reports_{*database_, *access_, *plans_, *files_, random_};
  StreamService streams_{*database_, *access_, *plans_, supervising_};
};

}  // namespace

TEST_F(StreamServiceTest, AnEarlierDayHidesWhatCameLater) {
  const std::string share = share_of(1, "east");
  ReportContent content;
  content.text = "已安排资金";
  set_day(Date(2021, 4, 1));
  run(reports_.submit(officer("east"), share, "2021-03", content, 0, {}));
  set_day(Date(2021, 4, 6));
  run(reports_.verify(office(), share, "2021-03", 1, {}));
  EXPECT_THAT(steps(office(), Date(2021, 3, 9)), IsEmpty());
  EXPECT_THAT(steps(office(), Date(2021, 3, 31)), ElementsAre(StreamStep::changed));
  EXPECT_THAT(steps(office(), Date(2021, 4, 5)),
              ElementsAre(StreamStep::submitted, StreamStep::changed));
  EXPECT_THAT(steps(office()),
              ElementsAre(StreamStep::verified, StreamStep::submitted, StreamStep::changed));
}

TEST_F(StreamServiceTest, ALetterIsSeenByWhoMayReadItOnceItWentOut) {
  const Date day(2022, 3, 3);
  letter_to_finance(day);
  EXPECT_THAT(steps(officer("finance")), ElementsAre(StreamStep::sent, StreamStep::changed));
  EXPECT_THAT(steps(officer("east")), ElementsAre(StreamStep::changed));
  EXPECT_THAT(steps(drafter(), day), ElementsAre(StreamStep::changed));
}

TEST_F(StreamServiceTest, ALetterIsReadAsItStoodOnAnEarlierDay) {
  const Date day(2022, 3, 3);
  const std::string id = letter_to_finance(day);
  const auto demand = run(supervising_.letter(drafter(), id)).demands.at(0);
  set_day(day.plus_days(2));
  const supervision::NewDemandStep answer{supervision::DemandStep::answer, "已办", {}, {}};
  run(supervising_.demand_step(officer("finance"), demand.id, answer, 1, {}));
  const auto on = [&](Date then) { return run(supervising_.letter(drafter(), id, then)); };
  EXPECT_EQ(on(day.plus_days(2)).demands.at(0).state, supervision::DemandState::answered);
  const supervision::LetterView released = on(day.plus_days(1));
  EXPECT_EQ(released.demands.at(0).state, supervision::DemandState::waiting);
  EXPECT_THAT(released.demands.at(0).possible, IsEmpty());
  EXPECT_EQ(released.letter.answered, 0);
  EXPECT_FALSE(released.may_add_scan);
  const supervision::LetterView written = on(day);
  EXPECT_EQ(written.letter.state, LetterState::submitted);
  EXPECT_EQ(written.letter.number, "");
  EXPECT_THAT(written.demands, IsEmpty());
  EXPECT_THAT(written.possible, IsEmpty());
  EXPECT_EQ(written.history.size(), 2U);
  EXPECT_EQ(problem_of(supervising_.letter(drafter(), id, day.plus_days(-1))), "404 not-found");
  EXPECT_EQ(problem_of(supervising_.letter(drafter(), id, day.plus_days(9))), "400 bad-request");
  // Its unit reads it once it went out.
  EXPECT_EQ(problem_of(supervising_.letter(officer("finance"), id, day)), "404 not-found");
}

}  // namespace share
