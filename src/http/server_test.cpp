#include "http/server.hpp"

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <future>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "base/problem.hpp"
#include "http/client.hpp"
#include "http/events.hpp"
#include "http/json.hpp"
#include "http/static_files.hpp"
#include "http/test_client.hpp"

namespace http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kGet = "GET /api/echo HTTP/1.1\r\nHost: a\r\n\r\n";

std::string get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

std::string post(const std::string& target, const std::string& body,
                 const std::string& headers = "") {
  return "POST " + target + " HTTP/1.1\r\nHost: a\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string problem_type(const std::optional<Received>& answer) {
  if (!answer || answer->header("Content-Type") != "application/problem+json") return "no problem";
  return std::string(boost::json::parse(answer->body).at("type").as_string());
}

asio::awaitable<void> wait_for(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(time);
  co_await timer.async_wait(asio::use_awaitable);
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    options_.threads = 2;
    options_.access_log = std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_));
    const auto echo = [](Request& request) -> asio::awaitable<Response> {
      co_return text(request.body.empty() ? request.target : request.body);
    };
    router_.add({.path = "/api/echo", .handler = echo});
    router_.add({.method = Method::post, .path = "/api/echo", .handler = echo});
    router_.add({.method = Method::post,
                 .path = "/api/large",
                 .body_limit = 4'000'000,
                 .handler = [](Request& request) -> asio::awaitable<Response> {
                   co_return text(std::to_string(request.body.size()));
                 }});
    router_.add({.path = "/api/failing", .handler = [](Request&) -> asio::awaitable<Response> {
                   throw std::runtime_error("bound value 620800");
                   co_return Response();
                 }});
    router_.add({.path = "/api/json", .handler = [](Request&) -> asio::awaitable<Response> {
                   Response response = json_text('"' + std::string(5000, 'x') + '"');
                   response.add("ETag", "\"5\"");
                   co_return response;
                 }});
    router_.add({.path = "/api/slow", .handler = [this](Request&) -> asio::awaitable<Response> {
                   entered_.set_value();
                   co_await wait_for(400ms);
                   co_return text("done");
                 }});
    router_.add({.path = "/api/forever", .handler = [this](Request&) -> asio::awaitable<Response> {
                   entered_.set_value();
                   co_await wait_for(1h);
                   co_return text("never");
                 }});
    router_.add({.path = "/api/events", .handler = [this](Request& r) -> asio::awaitable<Response> {
                   co_return event_stream(hub_, r);
                 }});
    router_.add({.path = "/api/file", .handler = [this](Request&) -> asio::awaitable<Response> {
                   Response response;
                   response.add("Content-Type", "application/octet-stream");
                   response.file = folder_.path() / "file";
                   co_return response;
                 }});
  }

  std::uint16_t start() {
    server_.emplace(options_, router_, clock_, metrics_, &local_router_);
    server_->start();
    return server_->port();
  }

  std::string log() {
    options_.access_log->flush();
    return log_.str();
  }

  void wait_until(const std::function<bool()>& condition) {
    // Asked once a round: asking again what was just true can find it false again.
    bool met = condition();
    for (int i = 0; i < 500 && !met; ++i) {
      std::this_thread::sleep_for(10ms);
      met = condition();
    }
    EXPECT_TRUE(met);
  }

  TestFolder folder_;
  base::FakeClock clock_{{784111777LL * 1'000'000}};
  Metrics metrics_;
  EventHub hub_;
  Router router_;
  Router local_router_;
  Options options_;
  std::ostringstream log_;
  std::promise<void> entered_;
  std::optional<Server> server_;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  TestClient client(start());
  const auto first = client.ask(kGet);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, 200);
  EXPECT_EQ(first->body, "/api/echo");
  EXPECT_EQ(first->header("Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
  const auto second = client.ask(post("/api/echo", "市"));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->body, "市");
  EXPECT_NE(second->header("X-Request-Id"), first->header("X-Request-Id"));
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  TestClient client(start());
  client.send(std::string("\r\n") + get("/api/echo?1") + post("/api/echo", "two") +
              get("/api/echo?3") + get("/api/nothing"));
  EXPECT_EQ(client.receive()->body, "/api/echo?1");
  EXPECT_EQ(client.receive()->body, "two");
  EXPECT_EQ(client.receive()->body, "/api/echo?3");
  EXPECT_EQ(client.receive()->status, 404);
}

TEST_F(ServerTest, ARequestMayArriveByteByByte) {
  TestClient client(start());
  const std::string wire =
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n";
  for (const char c : wire) ASSERT_TRUE(client.send(std::string_view(&c, 1)));
  EXPECT_EQ(client.receive()->body, "abcde");
  EXPECT_EQ(client.ask(kGet)->status, 200);
}

TEST_F(ServerTest, HeadIsGetWithoutItsBody) {
  TestClient client(start());
  const auto head = client.ask("HEAD /api/echo HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->header("Content-Length"), "9");
  EXPECT_EQ(client.ask(kGet)->body, "/api/echo");
}

TEST_F(ServerTest, AWrongMethodIsToldTheRightOnes) {
  TestClient client(start());
  const auto answer = client.ask("DELETE /api/echo HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 405);
  EXPECT_EQ(answer->header("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(problem_type(answer), "urn:zhijiao:problem:method-not-allowed");
  EXPECT_EQ(client.ask("BREW /api/echo HTTP/1.1\r\nHost: a\r\n\r\n")->status, 501);
}

TEST_F(ServerTest, AProblemSpeaksBothLanguages) {
  TestClient client(start());
  const auto answer = client.ask(get("/api/nothing", "Accept-Language: en\r\n"));
  ASSERT_TRUE(answer);
  const auto problem = boost::json::parse(answer->body);
  EXPECT_EQ(answer->status, 404);
  EXPECT_EQ(problem.at("title").as_string(), "Not found");
  EXPECT_EQ(problem.at("detail"), problem.at("text").at("en"));
  EXPECT_EQ(problem.at("request").as_string(), answer->header("X-Request-Id"));
}

TEST_F(ServerTest, AnUnknownFailureShowsNothingButItsNumber) {
  TestClient client(start());
  const auto answer = client.ask(get("/api/failing"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 500);
  EXPECT_THAT(answer->body, Not(HasSubstr("620800")));
  EXPECT_THAT(answer->body, HasSubstr(answer->header("X-Request-Id")));
  EXPECT_THAT(log(), HasSubstr("request " + answer->header("X-Request-Id") + " failed"));
  EXPECT_EQ(client.ask(kGet)->status, 200);
}

TEST_F(ServerTest, AHeaderOfOneMegabyteIsAnswered) {
  TestClient client(start());
  client.send("GET /api/echo HTTP/1.1\r\nHost: a\r\nX: ");
  client.send(std::string(1'000'000, 'x'));
  client.send("\r\n\r\n");
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 431);
  EXPECT_EQ(answer->header("Connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, ATargetTooLongIsAnswered) {
  const auto port = start();
  EXPECT_EQ(TestClient(port).ask(get("/" + std::string(9'000, 'x')))->status, 414);
  EXPECT_EQ(TestClient(port).ask(get("/" + std::string(500'000, 'x')))->status, 414);
}

TEST_F(ServerTest, ABodyTooLargeIsAnsweredBeforeItComes) {
  TestClient client(start());
  const auto answer =
      client.ask("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000000\r\n\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(problem_type(answer), "urn:zhijiao:problem:body-too-large");
}

TEST_F(ServerTest, ABodyTooLargeIsAnsweredWhileItComes) {
  TestClient client(start());
  client.send(post("/api/echo", std::string(5'000'000, 'x')));
  EXPECT_EQ(client.receive()->status, 413);
}

TEST_F(ServerTest, AChunkedBodyCannotExceedTheLimitEither) {
  TestClient client(start());
  client.send("POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 20; ++i) {
    client.send("10000\r\n" + std::string(0x10000, 'x') + "\r\n");
  }
  EXPECT_EQ(client.receive()->status, 413);
}

TEST_F(ServerTest, AChunkHeaderThatNeverEndsIsNoBody) {
  TestClient client(start());
  client.send("POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;");
  client.send(std::string(500'000, 'x'));
  EXPECT_EQ(client.receive()->status, 400);
}

TEST_F(ServerTest, ARouteMayTakeMore) {
  TestClient client(start());
  EXPECT_EQ(client.ask(post("/api/large", std::string(3'000'000, 'x')))->body, "3000000");
  EXPECT_EQ(client.ask(post("/api/large", std::string(4'000'001, 'x')))->status, 413);
}

TEST_F(ServerTest, ASlowHeaderIsAnswered) {
  options_.header_timeout = 100ms;
  TestClient client(start());
  client.send("GET /api/echo HTTP/1.1\r\nHo");
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_EQ(problem_type(answer), "urn:zhijiao:problem:too-slow");
}

TEST_F(ServerTest, DrippingBytesBuysNoTime) {
  options_.header_timeout = 200ms;
  TestClient client(start(), 50ms);
  std::optional<Received> answer;
  client.send("GET /api/echo HTTP/1.1\r\nX: ");
  for (int i = 0; i < 40 && !answer; ++i) {
    client.send("x");
    answer = client.receive();
  }
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
}

TEST_F(ServerTest, ASlowBodyIsAnswered) {
  options_.body_timeout = 100ms;
  TestClient client(start());
  const auto answer =
      client.ask("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
}

TEST_F(ServerTest, AnIdleConnectionIsClosedWithoutAWord) {
  options_.idle_timeout = 100ms;
  TestClient client(start());
  EXPECT_EQ(client.ask(kGet)->status, 200);
  EXPECT_EQ(client.receive(), std::nullopt);
  EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, BadSyntaxIsAnswered) {
  const auto port = start();
  const struct {
    const char* wire;
    int status;
  } rows[] = {
      {"GET\r\n\r\n", 400},
      {"GET /api/echo HTTP/3.0\r\nHost: a\r\n\r\n", 505},
      {"GET /api/echo HTTP/1.1\nHost: a\n\n", 400},
      {"GET /api/echo HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {"GET /api/echo HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400},
      {"GET /api/echo HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
      {"GET /api/echo HTTP/1.1\r\n\r\n", 400},
      {"GET /api/../x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"\x16\x03\x01\x02", 400},
      {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n"
       "\r\n0\r\n\r\n",
       400},
      {"POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n"
       "\r\n0\r\n\r\n",
       400},
      {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
       400},
      {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
  };
  for (const auto& row : rows) {
    TestClient client(port);
    const auto answer = client.ask(row.wire);
    ASSERT_TRUE(answer) << row.wire;
    EXPECT_EQ(answer->status, row.status) << row.wire;
  }
}

TEST_F(ServerTest, NothingBehindADoubtfulRequestIsServed) {
  TestClient client(start());
  client.send(
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked"
      "\r\n\r\n0\r\n\r\n" +
      std::string(kGet));
  EXPECT_EQ(client.receive()->status, 400);
  EXPECT_EQ(client.receive(), std::nullopt);
}

TEST_F(ServerTest, ASmallBodyOfARefusedRequestIsReadAway) {
  TestClient client(start());
  EXPECT_EQ(client.ask(post("/api/nothing", "body"))->status, 404);
  EXPECT_EQ(client.ask(kGet)->status, 200);
}

TEST_F(ServerTest, AClientThatAsksFirstIsInvitedOrTurnedAway) {
  TestClient client(start());
  client.send(
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(client.ask("ab")->body, "ab");
  const auto refused = client.ask(
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
      "9000000\r\n\r\n");
  EXPECT_EQ(refused->status, 413);
}

TEST_F(ServerTest, AnotherSitesPageChangesNothing) {
  TestClient client(start());
  EXPECT_EQ(problem_type(client.ask(post("/api/echo", "x", "Cookie: s=1\r\n"))),
            "urn:zhijiao:problem:cross-site");
  EXPECT_EQ(client.ask(post("/api/echo", "x", "Cookie: s=1\r\nOrigin: http://a\r\n"))->status, 200);
}

TEST_F(ServerTest, TheGuardStandsBeforeBodyAndHandler) {
  router_.set_guard([](Request& request, const Route& route) -> asio::awaitable<void> {
    if (!request.has_header("X-Name") && !route.public_access) throw base::not_signed_in();
    request.session = std::string(request.header("X-Name"));
    co_return;
  });
  router_.add({.path = "/api/me", .handler = [](Request& request) -> asio::awaitable<Response> {
                 co_return text(std::any_cast<std::string>(request.session));
               }});
  router_.add({.path = "/api/open",
               .public_access = true,
               .handler = [](Request&) -> asio::awaitable<Response> { co_return text("open"); }});
  TestClient client(start());
  EXPECT_EQ(client.ask(get("/api/me"))->status, 401);
  EXPECT_EQ(client.ask(get("/api/me", "X-Name: li\r\n"))->body, "li");
  EXPECT_EQ(client.ask(get("/api/open"))->body, "open");
  EXPECT_EQ(
      client.ask("POST /api/large HTTP/1.1\r\nHost: a\r\nContent-Length: 3999999\r\n\r\n")->status,
      401);
}

TEST_F(ServerTest, CompressesAndRevalidates) {
  TestClient client(start());
  const auto packed = client.ask(get("/api/json", "Accept-Encoding: gzip\r\n"));
  ASSERT_TRUE(packed);
  EXPECT_EQ(packed->header("Content-Encoding"), "gzip");
  EXPECT_EQ(gunzip(packed->body).size(), 5002U);
  EXPECT_EQ(packed->header("Cache-Control"), "no-cache");
  const auto known = client.ask(get("/api/json", "If-None-Match: \"5\"\r\n"));
  ASSERT_TRUE(known);
  EXPECT_EQ(known->status, 304);
  EXPECT_FALSE(known->has("Content-Length"));
  EXPECT_EQ(client.ask(kGet)->status, 200);
}

TEST_F(ServerTest, AFileIsSentInChunks) {
  std::string content(1'000'003, '\0');
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 31);
  folder_.write("file", content);
  TestClient client(start());
  EXPECT_EQ(client.ask(get("/api/file"))->body, content);
  EXPECT_EQ(client.ask("HEAD /api/file HTTP/1.1\r\nHost: a\r\n\r\n")->header("Content-Length"),
            "1000003");
  EXPECT_EQ(client.ask(kGet)->status, 200);
}

TEST_F(ServerTest, AFileThatIsGoneIsAFailureAndNoSymbolicLinkIsFollowed) {
  TestClient client(start());
  EXPECT_EQ(client.ask(get("/api/file"))->status, 500);
  std::filesystem::create_symlink("/etc/hostname", folder_.path() / "file");
  EXPECT_EQ(client.ask(get("/api/file"))->status, 500);
}

TEST_F(ServerTest, ThePageIsServedOutsideTheApi) {
  TestFolder web;
  web.write("index.html", "<html>");
  base::SeededRandom random(1);
  const StaticFiles files(web.path(), random);
  router_.set_fallback(files.handler());
  TestClient client(start());
  EXPECT_EQ(client.ask(get("/tasks/7", "Accept: text/html\r\n"))->body, "<html>");
  EXPECT_EQ(client.ask(get("/api/nothing", "Accept: text/html\r\n"))->status, 404);
  EXPECT_EQ(client.ask(post("/tasks/7", ""))->status, 404);
  EXPECT_EQ(client.ask(get("/%2e%2e/etc/passwd", "Accept: text/html\r\n"))->status, 400);
}

TEST_F(ServerTest, BeyondTheLimitAConnectionIsToldSo) {
  options_.max_connections = 3;
  const auto port = start();
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<TestClient>(port));
    EXPECT_EQ(clients.back()->ask(kGet)->status, 200);
  }
  TestClient refused(port);
  const auto answer = refused.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->header("Retry-After"), "5");
  EXPECT_TRUE(refused.ended());
  clients.clear();
  wait_until([&] {
    const auto again = TestClient(port).ask(kGet);
    return again && again->status == 200;
  });
}

TEST_F(ServerTest, TwoThousandIdleConnectionsDelayNobody) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const auto port = start();
  std::vector<std::unique_ptr<TestClient>> idle;
  for (int i = 0; i < 2000; ++i) idle.push_back(std::make_unique<TestClient>(port));
  TestClient client(port);
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) ASSERT_EQ(client.ask(kGet)->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
  EXPECT_EQ(idle.back()->ask(kGet)->status, 200);
}

TEST_F(ServerTest, AStreamCarriesEventsAndHeartbeats) {
  options_.heartbeat = 50ms;
  TestClient client(start());
  client.send(get("/api/events"));
  const auto head = client.read_until("\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_THAT(*head, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(*head, HasSubstr("Cache-Control: no-store\r\n"));
  EXPECT_TRUE(client.read_until(":\n\n"));
  hub_.publish("task", R"({"number":7})");
  EXPECT_TRUE(client.read_until("event: task\ndata: {\"number\":7}\n\n"));
  EXPECT_TRUE(client.read_until(":\n\n"));
}

TEST_F(ServerTest, AStreamResumesWhereItBroke) {
  const auto port = start();
  std::string id;
  {
    TestClient client(port);
    client.send(get("/api/events"));
    client.read_until("retry: 3000\n\n");
    hub_.publish("one", "{}");
    const auto wire = client.read_until("event: one");
    ASSERT_TRUE(wire);
    id = wire->substr(4, wire->find('\n') - 4);
  }
  hub_.publish("two", "{}");
  TestClient client(port);
  client.send(get("/api/events", "Last-Event-ID: " + id + "\r\n"));
  const auto missed = client.read_until("event: two");
  ASSERT_TRUE(missed);
  EXPECT_THAT(*missed, Not(HasSubstr("event: one")));
}

TEST_F(ServerTest, ALeavingBrowserIsNoticedAtOnce) {
  const auto port = start();
  {
    TestClient client(port);
    client.send(get("/api/events"));
    client.read_until("retry: 3000\n\n");
    EXPECT_EQ(hub_.open_streams(), 1U);
  }
  wait_until([&] { return hub_.open_streams() == 0; });
}

TEST_F(ServerTest, ASlowStreamIsDroppedAndTheOthersGoOn) {
  const auto port = start();
  TestClient slow(port);
  slow.set_receive_buffer(4096);
  slow.send(get("/api/events"));
  slow.read_until("retry: 3000\n\n");
  TestClient quick(port);
  quick.send(get("/api/events"));
  quick.read_until("retry: 3000\n\n");
  std::atomic<bool> read_all = false;
  std::thread reader([&] { read_all = quick.read_until("event: last").has_value(); });
  for (int i = 0; i < 200; ++i) {
    hub_.publish("bulk", std::string(50'000, 'x'));
    std::this_thread::sleep_for(2ms);
  }
  hub_.publish("last", "{}");
  reader.join();
  EXPECT_TRUE(read_all);
  wait_until([&] { return hub_.open_streams() == 1; });
}

TEST_F(ServerTest, AGracefulStopFinishesWhatIsInFlight) {
  const auto port = start();
  TestClient idle(port);
  EXPECT_EQ(idle.ask(kGet)->status, 200);
  TestClient stream(port);
  stream.send(get("/api/events"));
  stream.read_until("retry: 3000\n\n");
  TestClient busy(port);
  busy.send(get("/api/slow"));
  entered_.get_future().wait();
  EXPECT_TRUE(server_->stop(5s));
  const auto answer = busy.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "done");
  EXPECT_EQ(answer->header("Connection"), "close");
  EXPECT_TRUE(idle.ended());
  EXPECT_TRUE(stream.ended());
  EXPECT_THROW(TestClient again(port), std::runtime_error);
  EXPECT_EQ(hub_.open_streams(), 0U);
}

TEST_F(ServerTest, AStopDoesNotWaitForever) {
  TestClient client(start());
  client.send(get("/api/forever"));
  entered_.get_future().wait();
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(server_->stop(100ms));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  EXPECT_EQ(client.receive(), std::nullopt);
}

TEST_F(ServerTest, ALogLineHasTheRouteAndNoValues) {
  TestClient client(start());
  const auto answer = client.ask(post("/api/echo?secret=1", "body-secret"));
  ASSERT_TRUE(answer);
  wait_until([&] { return log().find("POST /api/echo 200") != std::string::npos; });
  EXPECT_THAT(log(), HasSubstr(answer->header("X-Request-Id")));
  EXPECT_THAT(log(), Not(HasSubstr("secret")));
}

TEST_F(ServerTest, MetricsCountByRouteAndStatus) {
  TestClient client(start());
  client.ask(kGet);
  client.ask(get("/api/nothing?x=1"));
  TestClient(server_->port()).ask("\x16");
  client.ask(kGet);
  // Each is counted after its answer is sent, so the client may read before them.
  for (const std::string_view counted :
       {R"(zhijiao_http_requests_total{route="GET /api/echo",status="200"} 2)",
        R"x(route="GET (none)",status="404"} 1)x",
        R"(zhijiao_http_refused_total{reason="bad-request"} 1)",
        R"(zhijiao_http_request_seconds_count{route="GET /api/echo"} 2)",
        "zhijiao_http_connections 1"}) {
    SCOPED_TRACE(counted);
    wait_until([&] { return metrics_text(metrics_).find(counted) != std::string::npos; });
  }
}

TEST_F(ServerTest, ATakenPortIsAProblemWithAdvice) {
  options_.port = start();
  Server second(options_, router_, clock_, metrics_);
  try {
    second.start();
    FAIL();
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.type(), "cannot-listen");
    EXPECT_THAT(problem.detail().en, HasSubstr("--port"));
  }
}

TEST_F(ServerTest, TheCommandLineReachesARunningServer) {
  local_router_.add({.method = Method::post,
                     .path = "/backup",
                     .handler = [](Request& request) -> asio::awaitable<Response> {
                       co_return json_text(request.local_peer ? request.body : "\"remote\"", 202);
                     }});
  options_.local_socket = folder_.path() / "socket";
  EXPECT_THROW(post_local(options_.local_socket, "/backup", "{}", 1s), base::Problem);
  start();
  const LocalAnswer answer = post_local(options_.local_socket, "/backup", R"({"to":"x"})", 5s);
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.body, R"({"to":"x"})");
  struct stat status{};
  ASSERT_EQ(::stat(options_.local_socket.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0077U, 0U) << "others may not connect";
  Server second(options_, router_, clock_, metrics_, &local_router_);
  EXPECT_THROW(second.start(), base::Problem);
  EXPECT_EQ(post_local(options_.local_socket, "/backup", "{}", 5s).status, 202);
  EXPECT_EQ(post_local(options_.local_socket, "/api/echo", "{}", 5s).status, 404);
  server_->stop(1s);
  EXPECT_FALSE(std::filesystem::exists(options_.local_socket));
}

TEST_F(ServerTest, AStaleLocalSocketIsReplaced) {
  options_.local_socket = folder_.path() / "socket";
  folder_.write("socket", "");
  start();
  EXPECT_EQ(post_local(options_.local_socket, "/none", "{}", 5s).status, 404);
}

TEST(CheckListen, OffLoopbackOnlyWithTlsOrAProxy) {
  const auto good = [](const Options& options) {
    try {
      check_listen(options);
      return true;
    } catch (const base::Problem&) {
      return false;
    }
  };
  EXPECT_TRUE(good({.listen = "127.0.0.1"}));
  EXPECT_TRUE(good({.listen = "127.0.0.2"}));
  EXPECT_TRUE(good({.listen = "::1"}));
  EXPECT_TRUE(good({.listen = "localhost"}));
  EXPECT_FALSE(good({.listen = "0.0.0.0"}));
  EXPECT_FALSE(good({.listen = "::"}));
  EXPECT_FALSE(good({.listen = "10.0.0.1"}));
  EXPECT_FALSE(good({.listen = "example.org"}));
  EXPECT_TRUE(good({.listen = "0.0.0.0", .trusted_proxy = "10.0.0.1"}));
  EXPECT_FALSE(good({.listen = "0.0.0.0", .trusted_proxy = "proxy"}));
  EXPECT_TRUE(good({.listen = "0.0.0.0", .tls_certificate = "c.pem", .tls_key = "k.pem"}));
  EXPECT_FALSE(good({.listen = "127.0.0.1", .tls_certificate = "c.pem"}));
}

class TlsTest : public ServerTest {
 protected:
  TlsTest() {
    options_.tls_certificate = folder_.path() / "c.pem";
    options_.tls_key = folder_.path() / "k.pem";
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
        "/CN=localhost -keyout '" +
        options_.tls_key.string() + "' -out '" + options_.tls_certificate.string() +
        "' 2>/dev/null";
    // Runs before any thread is started.
    if (std::system(command.c_str()) != 0) {  // NOLINT(concurrency-mt-unsafe)
      throw std::runtime_error("openssl made no certificate");
    }
  }

  std::string ask(std::uint16_t port, const std::string& wire) {
    asio::io_context io;
    asio::ssl::context context(asio::ssl::context::tls_client);
    asio::ssl::stream<asio::ip::tcp::socket> stream(io, context);
    stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
    stream.handshake(asio::ssl::stream_base::client);
    asio::write(stream, asio::buffer(wire));
    std::string all;
    std::array<char, 4096> chunk{};
    boost::system::error_code error;
    while (!error) {
      all.append(chunk.data(), stream.read_some(asio::buffer(chunk), error));
      if (all.find("\r\n\r\n") != std::string::npos && all.ends_with("}")) break;
      if (all.ends_with("/api/echo")) break;
    }
    return all;
  }
};

TEST_F(TlsTest, AnswersOverTlsAndAsksToStayThere) {
  const std::string all = ask(start(), std::string(kGet));
  EXPECT_THAT(all, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(all, HasSubstr("Strict-Transport-Security: max-age=31536000\r\n"));
}

TEST_F(TlsTest, LimitsAreAnsweredOverTlsToo) {
  options_.header_timeout = 300ms;
  const auto port = start();
  EXPECT_THAT(ask(port, "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x')),
              StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(ask(port, "GET / HTTP/1.1\r\nX: "), StartsWith("HTTP/1.1 408 "));
}

TEST_F(TlsTest, PlainHttpOnATlsPortIsClosed) {
  TestClient client(start());
  EXPECT_EQ(client.ask(kGet), std::nullopt);
}

TEST_F(TlsTest, AKeyThatDoesNotFitIsAProblem) {
  folder_.write("k.pem", "no key");
  EXPECT_THROW(start(), base::Problem);
}

}  // namespace
}  // namespace http
