#include "http/events.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <thread>
#include <vector>

namespace http {
namespace {

using testing::HasSubstr;
using testing::Not;

Request resuming(std::string last_event_id) {
  Request request;
  request.header_list = {{"Last-Event-ID", std::move(last_event_id)}};
  return request;
}

std::string id_in(const std::string& wire) {
  const auto begin = wire.rfind("id: ") + 4;
  return wire.substr(begin, wire.find('\n', begin) - begin);
}

TEST(EventHub, AnEventReachesEveryStream) {
  EventHub hub;
  const Response one = event_stream(hub, Request());
  const Response two = event_stream(hub, Request());
  hub.publish("task", R"({"number":7})");
  EXPECT_EQ(one.header("Content-Type"), "text/event-stream");
  EXPECT_THAT(one.events->take().wire, HasSubstr("event: task\ndata: {\"number\":7}\n\n"));
  EXPECT_THAT(two.events->take().wire, HasSubstr("event: task\n"));
  EXPECT_EQ(one.events->take().wire, "");
}

TEST(EventHub, ALineBreakInDataOpensNoNewField) {
  EventHub hub;
  const Response stream = event_stream(hub, Request());
  hub.publish("task", "a\nevent: forged");
  EXPECT_THAT(stream.events->take().wire, HasSubstr("data: a\ndata: event: forged\n\n"));
  EXPECT_THROW(hub.publish("a\nb", "{}"), std::logic_error);
}

TEST(EventHub, OnlyTheAudienceHears) {
  EventHub hub;
  const Response clerk = event_stream(hub, Request(), {.account = "c", .tags = {"unit:1"}});
  const Response other = event_stream(hub, Request(), {.account = "o", .tags = {"unit:2"}});
  hub.publish("task", "{}", [](const Listener& who) { return who.tags.contains("unit:1"); });
  EXPECT_THAT(clerk.events->take().wire, HasSubstr("event: task"));
  EXPECT_THAT(other.events->take().wire, Not(HasSubstr("event: task")));
}

TEST(EventHub, AFilterChoosesEvents) {
  EventHub hub;
  const Response stream =
      event_stream(hub, Request(), {}, [](const Event& event) { return event.name == "task"; });
  hub.publish("figure", "{}");
  hub.publish("task", "{}");
  const std::string wire = stream.events->take().wire;
  EXPECT_THAT(wire, HasSubstr("event: task"));
  EXPECT_THAT(wire, Not(HasSubstr("event: figure")));
}

TEST(EventHub, ResumingBringsWhatWasMissedAndNoMore) {
  EventHub hub;
  const Response first = event_stream(hub, Request());
  hub.publish("one", "{}");
  const std::string seen = id_in(first.events->take().wire);
  hub.publish("two", "{}");
  hub.publish("secret", "{}", [](const Listener& who) { return who.account == "x"; });
  const Response again = event_stream(hub, resuming(seen));
  const std::string wire = again.events->take().wire;
  EXPECT_THAT(wire, Not(HasSubstr("event: one")));
  EXPECT_THAT(wire, HasSubstr("event: two"));
  EXPECT_THAT(wire, Not(HasSubstr("event: secret")));
  EXPECT_THAT(wire, Not(HasSubstr("reset")));
}

TEST(EventHub, WhoCannotResumeIsToldToLoadAfresh) {
  EventHub hub(EventHub::Options{.ring_size = 2});
  const Response first = event_stream(hub, Request());
  hub.publish("a", "{}");
  const std::string old = id_in(first.events->take().wire);
  for (const char* name : {"b", "c", "d"}) hub.publish(name, "{}");
  EventHub other_run;
  for (const std::string& id : {old, std::string("nonsense"), std::string("-"), old + "x"}) {
    EXPECT_THAT(event_stream(hub, resuming(id)).events->take().wire, HasSubstr("event: reset"))
        << id;
  }
  EXPECT_THAT(event_stream(other_run, resuming(old)).events->take().wire,
              HasSubstr("event: reset"));
}

TEST(EventHub, TooMuchMissedIsAResetAndNotADrop) {
  EventHub hub(EventHub::Options{.ring_size = 100, .queue_bytes_max = 1000});
  const Response first = event_stream(hub, Request());
  hub.publish("a", "{}");
  const std::string seen = id_in(first.events->take().wire);
  for (int i = 0; i < 50; ++i) hub.publish("b", std::string(100, 'x'));
  const Response again = event_stream(hub, resuming(seen));
  EXPECT_THAT(again.events->take().wire, HasSubstr("event: reset"));
  EXPECT_FALSE(again.events->dropped());
}

TEST(EventHub, AClientThatDoesNotReadIsDropped) {
  EventHub hub(EventHub::Options{.queue_bytes_max = 1000});
  const Response slow = event_stream(hub, Request());
  const Response quick = event_stream(hub, Request());
  for (int i = 0; i < 20; ++i) {
    hub.publish("a", std::string(100, 'x'));
    quick.events->take();
  }
  EXPECT_TRUE(slow.events->dropped());
  EXPECT_FALSE(slow.events->take().open);
  EXPECT_FALSE(quick.events->dropped());
}

TEST(EventHub, ASignedOutListenerIsDisconnected) {
  EventHub hub;
  const Response gone = event_stream(hub, Request(), {.account = "g"});
  const Response stays = event_stream(hub, Request(), {.account = "s"});
  hub.disconnect([](const Listener& who) { return who.account == "g"; });
  EXPECT_FALSE(gone.events->take().open);
  EXPECT_TRUE(stays.events->take().open);
}

TEST(EventHub, ManyThreadsPublishAndLeave) {
  EventHub hub;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&hub] {
      for (int i = 0; i < 500; ++i) {
        const Response stream = event_stream(hub, Request());
        hub.publish("a", "{}");
        EXPECT_THAT(stream.events->take().wire, HasSubstr("event: a"));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(hub.open_streams(), 0U);
}

}  // namespace
}  // namespace http
