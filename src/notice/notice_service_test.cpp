#include "notice/notice_service.hpp"

#include <gmock/gmock.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "access/access_schema.hpp"
#include "base/problem.hpp"
#include "db/test_database.hpp"
#include "notice/courier.hpp"
#include "notice/notice_schema.hpp"

namespace notice {

namespace {

using base::Date;
using base::Instant;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr std::int64_t kHourUs = 3'600'000'000;
constexpr const char* kPerson = "person";

std::vector<db::Migration> tables() {
  std::vector<db::Migration> all;
  for (const auto& some : {zhijiao::access::access_migrations(), notice_migrations()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Instant at(int hour, int day = 26) {
  return {base::start_of(Date(2026, 11, day)).us + hour * kHourUs};
}

class NoticeServiceTest : public testing::TestWithParam<db::Dialect> {
 protected:
  template <class T>
  T run(boost::asio::awaitable<T> work) {
    boost::asio::io_context context;
    auto result = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
    context.run();
    return result.get();
  }

  Actor person() {
    Actor made;
    made.region = "990100";
    made.account = kPerson;
    return made;
  }
  Actor administrator() { return access_.program(""); }

  void choose(const DeliveryHours& hours) {
    const auto now = run(service_.settings(person()));
    run(service_.change_settings(person(), {"a@example.cn", hours}, now.version));
  }

  void tell(const std::string& occasion) {
    database_->write_now([&](db::Connection& connection) {
      std::set<std::string> told;
      service_.tell(connection, {kPerson},
                    {Topic::letter_released, occasion, {occasion, occasion}, "/letters/1"}, told);
    });
  }

  // One message that tells of several occasions, those that were told before left out.
  void tell_together(const std::vector<std::string>& occasions) {
    database_->write_now([&](db::Connection& connection) {
      const auto before = service_.told_of(connection, kPerson, occasions);
      NewNotice notice{Topic::deadline_near, "", {"a", "a"}, "/my-work"};
      for (const std::string& occasion : occasions) {
        if (!before.contains(occasion)) notice.also.push_back(occasion);
      }
      if (notice.also.empty()) return;
      notice.occasion = notice.also.front();
      notice.also.erase(notice.also.begin());
      std::set<std::string> told;
      service_.tell(connection, {kPerson}, notice, told);
    });
  }
  std::set<std::string> told_of(const std::vector<std::string>& occasions) {
    return database_->read_now([&](db::Connection& connection) {
      return service_.told_of(connection, kPerson, occasions);
    });
  }

  std::vector<std::string> taken(Channel channel = Channel::webhook) {
    rows_ = service_.take_due(channel);
    std::vector<std::string> occasions;
    for (const DueRow& row : rows_) occasions.push_back(row.notice.occasion);
    return occasions;
  }
  void fail(Channel channel = Channel::webhook) { service_.try_again(channel, rows_, "HTTP 503"); }

  static constexpr DeliveryHours kAtOnce{Pace::at_once, 8, 22, 7};

  base::FakeClock clock_{at(10)};
  base::SecureRandom random_;
  const std::vector<db::Migration> tables_ = tables();
  db::TestDatabase database_{GetParam(), clock_, tables_};
  zhijiao::access::PasswordPool passwords_{{zhijiao::access::PasswordCost::least(), 1, 4}};
  zhijiao::access::AttemptLimit attempts_{clock_};
  zhijiao::access::AccessService access_{*database_, random_, passwords_, attempts_, [] {
                                           zhijiao::access::Directory town;
                                           town.region = "990100";
                                           return town;
                                         }()};
  NoticeService service_{
      *database_,
      access_,
      random_,
      {true, true},
      {[](const std::string& text) { return text; }, [](const std::string& text) { return text; }}};
  std::vector<DueRow> rows_;
};

INSTANTIATE_TEST_SUITE_P(Databases, NoticeServiceTest, testing::ValuesIn(db::tested_dialects()),
                         db::dialect_name);

}  // namespace

TEST_P(NoticeServiceTest, AWebhookKeepsTheHoursOfThePerson) {
  choose(kAtOnce);
  clock_.set(at(23));
  tell("a");
  EXPECT_THAT(taken(), IsEmpty());
  clock_.set(at(7, 27));
  EXPECT_THAT(taken(), ElementsAre("a"));
}

TEST_P(NoticeServiceTest, WhoChoseNothingGetsOneMessageADay) {
  tell("a");
  tell("b");
  EXPECT_THAT(taken(), IsEmpty());
  clock_.set(at(8, 27));
  EXPECT_THAT(taken(), UnorderedElementsAre("a", "b"));
}

TEST_P(NoticeServiceTest, WhoWantsNothingGetsNothing) {
  choose({Pace::never});
  tell("a");
  clock_.set(at(8, 28));
  EXPECT_THAT(taken(), IsEmpty());
  EXPECT_THAT(taken(Channel::mail), IsEmpty());
}

TEST_P(NoticeServiceTest, WhatFailedInTheEveningIsNotTriedAtNight) {
  choose(kAtOnce);
  constexpr std::array kChannels = {Channel::mail, Channel::webhook};
  clock_.set({at(22).us - 1'000'000});
  tell("a");
  for (const Channel channel : kChannels) {
    ASSERT_THAT(taken(channel), ElementsAre("a"));
    fail(channel);
  }
  clock_.set(at(3, 27));
  for (const Channel channel : kChannels) EXPECT_THAT(taken(channel), IsEmpty());
  clock_.set(at(7, 27));
  for (const Channel channel : kChannels) EXPECT_THAT(taken(channel), ElementsAre("a"));
}

TEST_P(NoticeServiceTest, WhatAWebhookTriedTogetherStaysTogether) {
  choose(kAtOnce);
  tell("a");
  tell("b");
  ASSERT_THAT(taken(), UnorderedElementsAre("a", "b"));
  fail();
  tell("c");
  clock_.set(at(11));
  std::vector<std::vector<std::string>> messages = {taken(), taken()};
  EXPECT_THAT(messages, UnorderedElementsAre(UnorderedElementsAre("a", "b"), ElementsAre("c")));
}

TEST_P(NoticeServiceTest, AMessageThatIsTriedAnewKeepsItsKey) {
  choose(kAtOnce);
  tell("a");
  tell("b");
  taken();
  const std::string key = webhook_key(rows_);
  fail();
  tell("c");
  clock_.set({at(11).us + kTriedForUs});
  for (int i = 0; i < 2; ++i) {  // a and b are given up, c fails for the first time
    taken();
    fail();
  }
  run(service_.retry(administrator(), {Channel::webhook}));
  std::set<std::string> keys;
  for (int i = 0; i < 2; ++i) {
    taken();
    keys.insert(webhook_key(rows_));
  }
  EXPECT_THAT(keys, testing::Contains(key));
  EXPECT_THAT(keys, SizeIs(2));
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_P(NoticeServiceTest, WhatWasToldTogetherIsKnownToBeTold) {
  tell_together({"a", "b", "c"});
  EXPECT_THAT(told_of({"a", "b", "c", "d"}), ElementsAre("a", "b", "c"));
  tell_together({"b", "c", "d"});
  EXPECT_THAT(run(service_.notices(person(), {})).notices, SizeIs(2));
  tell_together({"b", "d"});
  EXPECT_THAT(run(service_.notices(person(), {})).notices, SizeIs(2));
}

TEST_P(NoticeServiceTest, TheAdministratorSeesWhatWaitsAndWhatWasGivenUp) {
  choose(kAtOnce);
  tell("a");
  tell("b");
  taken();
  fail();
  const Undelivered waits = run(service_.undelivered(administrator()));
  ASSERT_THAT(waits.lines, SizeIs(1));
  EXPECT_EQ(waits.lines[0].state, DeliveryState::waiting);
  EXPECT_EQ(waits.lines[0].failure, "HTTP 503");
  EXPECT_EQ(waits.lines[0].notices, 2);
  EXPECT_EQ(waits.lines[0].people, 1);
  EXPECT_EQ(waits.lines[0].since, base::rfc3339(at(10)));
  EXPECT_TRUE(waits.lines[0].next_at);
  clock_.set({at(11).us + kTriedForUs});
  taken();
  fail();
  const Undelivered ended = run(service_.undelivered(administrator()));
  ASSERT_THAT(ended.lines, SizeIs(1));
  EXPECT_EQ(ended.lines[0].state, DeliveryState::given_up);
  EXPECT_FALSE(ended.lines[0].next_at);
}

TEST_P(NoticeServiceTest, WhatWasGivenUpIsTriedAgainWhenTheAdministratorSaysSo) {
  choose(kAtOnce);
  tell("a");
  taken();
  clock_.set({at(11).us + kTriedForUs});
  fail();
  EXPECT_THAT(taken(), IsEmpty());
  run(service_.retry(administrator(), {Channel::mail}));
  EXPECT_THAT(taken(), IsEmpty());
  run(service_.retry(administrator(), {Channel::webhook}));
  ASSERT_THAT(taken(), ElementsAre("a"));
  fail();
  EXPECT_EQ(run(service_.undelivered(administrator())).lines.at(0).state, DeliveryState::waiting);
}

TEST_P(NoticeServiceTest, AMailThatMayHaveArrivedIsShownAndNotSentTwice) {
  choose(kAtOnce);
  tell("a");
  taken(Channel::mail);
  service_.put_back(Channel::mail, rows_, DeliveryState::unsure, "Timeout was reached (0)");
  EXPECT_EQ(run(service_.undelivered(administrator())).lines.at(0).state, DeliveryState::unsure);
  run(service_.retry(administrator(), {Channel::mail}));
  EXPECT_THAT(taken(Channel::mail), IsEmpty());
}

TEST_P(NoticeServiceTest, WhoHasNoAddressAnyMoreIsNoFailureOfTheOutbound) {
  choose(kAtOnce);
  tell("a");
  taken(Channel::mail);
  service_.put_back(Channel::mail, rows_, DeliveryState::given_up, kNoAddress);
  EXPECT_THAT(run(service_.undelivered(administrator())).lines, IsEmpty());
}

TEST_P(NoticeServiceTest, OnlyTheAdministratorSeesWhatFailed) {
  EXPECT_THROW(run(service_.undelivered(person())), base::Problem);
  EXPECT_THROW(run(service_.retry(person(), {Channel::mail})), base::Problem);
}

}  // namespace notice
