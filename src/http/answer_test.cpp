#include "http/answer.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "http/test_client.hpp"

namespace http {
namespace {

using testing::HasSubstr;
using testing::Not;

Request asking(std::vector<std::pair<std::string, std::string>> headers) {
  Request request;
  request.id = "r1";
  request.header_list = std::move(headers);
  return request;
}

Response json_of(std::size_t size) {
  Response response;
  response.add("Content-Type", "application/json");
  response.body = '"' + std::string(size - 2, 'x') + '"';
  return response;
}

TEST(Answer, CompressesLongJsonForThoseWhoTakeIt) {
  Response response = json_of(kCompressedFrom + 1);
  const std::string plain = response.body;
  finish(response, asking({{"Accept-Encoding", "br, gzip;q=0.5"}}));
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(response.body), plain);
}

TEST(Answer, LeavesTheRestAsItIs) {
  Response brief = json_of(kCompressedFrom);
  finish(brief, asking({{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(brief.header("Content-Encoding"), "");
  Response refused = json_of(9000);
  finish(refused, asking({{"Accept-Encoding", "gzip;q=0"}}));
  EXPECT_EQ(refused.header("Content-Encoding"), "");
  EXPECT_EQ(refused.header("Vary"), "Accept-Encoding");
  Response image;
  image.add("Content-Type", "image/png");
  image.body = std::string(9000, 'x');
  finish(image, asking({{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(image.body.size(), 9000U);
}

TEST(Answer, NothingIsStoredUnlessItHasATag) {
  Response plain = json_of(10);
  finish(plain, asking({}));
  EXPECT_EQ(plain.header("Cache-Control"), "no-store");
  Response tagged = json_of(10);
  tagged.add("ETag", "\"5\"");
  finish(tagged, asking({}));
  EXPECT_EQ(tagged.header("Cache-Control"), "no-cache");
}

TEST(Answer, AKnownTagIsAnsweredByItsName) {
  for (const char* known : {"\"5\"", "W/\"5\"", "\"4\", \"5\"", "*"}) {
    Response response = json_of(10);
    response.add("ETag", "\"5\"");
    finish(response, asking({{"If-None-Match", known}}));
    EXPECT_EQ(response.status, 304) << known;
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.header("ETag"), "\"5\"");
  }
  Response other = json_of(10);
  other.add("ETag", "\"5\"");
  finish(other, asking({{"If-None-Match", "\"6\""}}));
  EXPECT_EQ(other.status, 200);
}

TEST(Answer, WhatMustNotBeStoredIsAlwaysSent) {
  Response response = json_of(10);
  response.add("ETag", "\"5\"");
  response.add("Cache-Control", "no-store");
  finish(response, asking({{"If-None-Match", "\"5\""}}));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("ETag"), "\"5\"");
}

TEST(Answer, APostIsNeverNotModified) {
  Response response = json_of(10);
  response.add("ETag", "\"5\"");
  Request request = asking({{"If-None-Match", "\"5\""}});
  request.method = Method::post;
  finish(response, request);
  EXPECT_EQ(response.status, 200);
}

TEST(Answer, CarriesTheSecurityHeaders) {
  Request request = asking({});
  const std::string plain = head_of(json_of(10), request, {.date = "now"});
  EXPECT_THAT(plain, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(plain, HasSubstr("\r\nReferrer-Policy: same-origin\r\n"));
  EXPECT_THAT(plain, HasSubstr("\r\nX-Frame-Options: DENY\r\n"));
  EXPECT_THAT(plain, HasSubstr("\r\nContent-Security-Policy: default-src 'none'; "));
  EXPECT_THAT(plain, HasSubstr("\r\nX-Request-Id: r1\r\n"));
  EXPECT_THAT(plain, HasSubstr("\r\nContent-Length: 10\r\n"));
  EXPECT_THAT(plain, Not(HasSubstr("Strict-Transport-Security")));
  request.secure = true;
  EXPECT_THAT(head_of(json_of(10), request, {.date = "now"}),
              HasSubstr("\r\nStrict-Transport-Security: max-age=31536000\r\n"));
}

TEST(Answer, AHeaderCannotBeSplit) {
  Response response = json_of(10);
  response.add("Location", "/a\r\nSet-Cookie: x=1");
  EXPECT_THROW(head_of(response, asking({}), {}), std::logic_error);
}

TEST(Answer, TheDateIsOfRfc9110) {
  EXPECT_EQ(imf_fixdate(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Answer, CookiesAreStrict) {
  Response response;
  set_cookie(response, "__Host-session", "t", {.max_age = std::chrono::seconds(60)});
  EXPECT_EQ(response.header("Set-Cookie"),
            "__Host-session=t; Path=/; SameSite=Strict; Max-Age=60; Secure; HttpOnly");
}

TEST(Answer, VersionsTravelAsTags) {
  EXPECT_EQ(required_version(asking({{"if-match", version_tag(5)}})), 5);
}

}  // namespace
}  // namespace http
