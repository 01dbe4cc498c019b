#include "http/request_head.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <stdexcept>

#include "base/problem.hpp"

namespace http {
namespace {

namespace beast_http = boost::beast::http;

struct Outcome {
  int status = 0;  // 0: taken
  RequestHead head;
};

Outcome read(const std::string& wire, const Peer& peer = {"127.0.0.1", true, false, false},
             const std::string& proxy = "") {
  beast_http::request_parser<beast_http::string_body> parser;
  parser.body_limit(boost::none);
  boost::system::error_code error;
  parser.put(boost::asio::buffer(wire), error);
  if (!parser.is_header_done()) throw std::runtime_error("the parser took no header: " + wire);
  Outcome outcome;
  try {
    read_head(parser.get().base(), peer, proxy, 200, "id", outcome.head);
  } catch (const base::Problem& problem) {
    outcome.status = problem.status();
  }
  return outcome;
}

std::string get(const std::string& headers) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

TEST(RequestHead, ReadsTargetHeadersAndCookies) {
  const Request request = read(
                              "GET http://a/x?y=1 HTTP/1.1\r\nHost: a\r\nX-Thing: v\r\n"
                              "Cookie: a=1; session=t=2;b=3\r\n\r\n")
                              .head.request;
  EXPECT_EQ(request.path, "/x");
  EXPECT_EQ(request.header("x-thing"), "v");
  EXPECT_EQ(request.cookie("session"), "t=2");
  EXPECT_EQ(request.cookie("none"), std::nullopt);
}

TEST(RequestHead, RefusesAmbiguousFramingAndWhatItDoesNotHave) {
  const struct {
    const char* wire;
    int status;
  } rows[] = {
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\n", 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n\r\n", 415},
      {"POST / HTTP/1.1\r\nHost: a\r\nExpect: magic\r\n\r\n", 417},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 0},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"GET / HTTP/1.0\r\n\r\n", 0},
      {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
  };
  for (const auto& row : rows) EXPECT_EQ(read(row.wire).status, row.status) << row.wire;
}

TEST(RequestHead, ALongTargetIsToldSo) {
  EXPECT_EQ(read("GET /" + std::string(200, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 414);
}

TEST(RequestHead, ConnectionsPersistAsTheirVersionSays) {
  EXPECT_TRUE(read("GET / HTTP/1.1\r\nHost: a\r\n\r\n").head.keep_alive);
  EXPECT_FALSE(read("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n").head.keep_alive);
  EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").head.keep_alive);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head.keep_alive);
}

TEST(RequestHead, LanguageIsCookieThenPreferenceThenChinese) {
  const auto language = [](const std::string& headers) {
    return read(get(headers)).head.request.language == Language::en ? "en" : "zh";
  };
  EXPECT_STREQ(language(""), "zh");
  EXPECT_STREQ(language("Accept-Language: fr\r\n"), "zh");
  EXPECT_STREQ(language("Accept-Language: en-GB,zh;q=0.9\r\n"), "en");
  EXPECT_STREQ(language("Accept-Language: en;q=0.8, zh-CN;q=0.9\r\n"), "zh");
  EXPECT_STREQ(language("Accept-Language: fr, en, zh\r\n"), "en");
  EXPECT_STREQ(language("Accept-Language: en;q=0\r\n"), "zh");
  EXPECT_STREQ(language("Accept-Language: zh\r\nCookie: lang=en\r\n"), "en");
  EXPECT_STREQ(language("Accept-Language: en\r\nCookie: lang=zh\r\n"), "zh");
}

TEST(RequestHead, OnlyTheNamedProxyIsBelieved) {
  const std::string wire =
      get("X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n");
  const Request through = read(wire, {"10.0.0.1", false, false, false}, "10.0.0.1").head.request;
  EXPECT_EQ(through.peer_address, "198.51.100.7");
  EXPECT_TRUE(through.secure);
  EXPECT_FALSE(through.local_peer);
  const Request direct = read(wire).head.request;
  EXPECT_EQ(direct.peer_address, "127.0.0.1");
  EXPECT_FALSE(direct.secure);
  EXPECT_FALSE(direct.local_peer) << "it says that it came through a proxy";
}

TEST(RequestHead, LocalMeansLoopbackAndNoProxy) {
  EXPECT_TRUE(read(get("")).head.request.local_peer);
  EXPECT_FALSE(
      read(get(""), {"127.0.0.1", true, false, false}, "127.0.0.1").head.request.local_peer);
  EXPECT_FALSE(read(get(""), {"10.0.0.1", false, true, false}).head.request.local_peer);
  EXPECT_TRUE(read(get(""), {"local", false, false, true}).head.request.local_peer);
}

TEST(RequestHead, PlainHttpAroundTheProxyIsRefused) {
  EXPECT_EQ(read(get(""), {"10.0.0.9", false, false, false}, "10.0.0.1").status, 403);
  EXPECT_EQ(read(get(""), {"10.0.0.9", false, true, false}, "10.0.0.1").status, 0);
}

TEST(CheckOrigin, LetsOnlyOwnPagesChangeThings) {
  const struct {
    const char* method;
    const char* headers;
    bool secure;
    bool taken;
  } rows[] = {
      {"POST", "", false, true},
      {"POST", "Cookie: s=1\r\n", false, false},
      {"POST", "Cookie: s=1\r\nOrigin: http://a:8080\r\n", false, true},
      {"POST", "Cookie: s=1\r\nOrigin: http://A:8080\r\n", false, true},
      {"POST", "Cookie: s=1\r\nOrigin: http://a\r\n", false, false},
      {"POST", "Cookie: s=1\r\nOrigin: https://a:8080\r\n", false, false},
      {"POST", "Cookie: s=1\r\nOrigin: https://a:8080\r\n", true, true},
      {"POST", "Cookie: s=1\r\nOrigin: http://a:8080.evil\r\n", false, false},
      {"POST", "Cookie: s=1\r\nOrigin: null\r\n", false, false},
      {"POST", "Cookie: s=1\r\nOrigin:\r\n", false, false},
      {"POST", "Origin: http://evil\r\n", false, false},
      {"POST", "Cookie: s=1\r\nOrigin: http://evil\r\nSec-Fetch-Site: same-origin\r\n", false,
       false},
      {"POST", "Cookie: s=1\r\nSec-Fetch-Site: same-origin\r\n", false, true},
      {"POST", "Cookie: s=1\r\nSec-Fetch-Site: same-site\r\n", false, false},
      {"POST", "Cookie: s=1\r\nSec-Fetch-Site: cross-site\r\n", false, false},
      {"POST", "Cookie: s=1\r\nSec-Fetch-Site: none\r\n", false, false},
      {"PATCH", "Cookie: s=1\r\n", false, false},
      {"PUT", "Cookie: s=1\r\n", false, false},
      {"DELETE", "Cookie: s=1\r\n", false, false},
      {"GET", "Cookie: s=1\r\nOrigin: http://evil\r\n", false, true},
      {"HEAD", "Cookie: s=1\r\n", false, true},
  };
  for (const auto& row : rows) {
    const Outcome outcome =
        read(std::string(row.method) + " / HTTP/1.1\r\nHost: a:8080\r\n" + row.headers + "\r\n",
             {"127.0.0.1", true, row.secure, false});
    bool taken = true;
    try {
      check_origin(outcome.head.request);
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.status(), 403);
      EXPECT_EQ(problem.type(), "cross-site");
      taken = false;
    }
    EXPECT_EQ(taken, row.taken) << row.method << ' ' << row.headers;
  }
}

TEST(CheckOrigin, TheImpliedPortMakesNoDifference) {
  const Outcome outcome =
      read("POST / HTTP/1.1\r\nHost: a:443\r\nCookie: s=1\r\nOrigin: https://a\r\n\r\n",
           {"10.0.0.9", false, true, false});
  EXPECT_NO_THROW(check_origin(outcome.head.request));
}

using Result = HeaderScanner::Result;

Result scan(const std::string& wire, std::size_t limit = 100) {
  HeaderScanner scanner(limit);
  return scanner.scan(wire);
}

TEST(HeaderScanner, FindsTheEndHoweverItArrives) {
  const std::string header = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string wire = header + "GET /next";
  for (std::size_t first = 0; first <= wire.size(); ++first) {
    HeaderScanner scanner(100);
    const Result result = scanner.scan(wire.substr(0, first));
    EXPECT_EQ(result, first < header.size() ? Result::more : Result::complete) << first;
    const Result rest = result == Result::more ? scanner.scan(wire) : result;
    EXPECT_EQ(rest, Result::complete) << first;
    EXPECT_EQ(scanner.size(), header.size());
  }
}

TEST(HeaderScanner, RefusesWhatHidesRequests) {
  EXPECT_EQ(scan("GET / HTTP/1.1\nHost: a\n\n"), Result::malformed);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"), Result::malformed);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), Result::malformed);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\r\n\tfolded\r\n\r\n"), Result::malformed);
  EXPECT_EQ(scan("\x16\x03\x01\x02"), Result::malformed) << "TLS on a plain port";
}

TEST(HeaderScanner, TellsALongTargetFromALargeHeader) {
  EXPECT_EQ(scan("GET /" + std::string(200, 'a')), Result::target_too_long);
  EXPECT_EQ(scan("GET /" + std::string(200, 'a') + " HTTP/1.1\r\n\r\n"), Result::target_too_long);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nX: " + std::string(200, 'a')), Result::too_large);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nX: " + std::string(200, 'a') + "\r\n\r\n"), Result::too_large);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nX: " + std::string(75, 'a') + "\r\n\r\n"), Result::complete);
}

RC_GTEST_PROP(HeaderScannerProperty, ReadsNoMoreThanItsLimitAllows, (const std::string& raw)) {
  HeaderScanner scanner(16);
  const Result result = scanner.scan("G" + raw);
  if (result == Result::complete) RC_ASSERT(scanner.size() <= 16);
  if (result == Result::more) RC_ASSERT(raw.size() < 16);
}

}  // namespace
}  // namespace http
