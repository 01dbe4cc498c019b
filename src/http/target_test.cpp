#include "http/target.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/unistr.h>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace http {
namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

std::string encode(const std::string& bytes) {
  std::string encoded;
  for (const char c : bytes) encoded += fmt::format("%{:02x}", static_cast<unsigned char>(c));
  return encoded;
}

TEST(Target, TakesPathAndQueryApart) {
  const Target target = parse_target("/api/tasks/7?as_of=2022-07-01&q=%E5%B8%82+a&flag&x=1=2");
  EXPECT_EQ(target.path, "/api/tasks/7");
  EXPECT_EQ(target.segments, (std::vector<std::string>{"api", "tasks", "7"}));
  EXPECT_EQ(target.query,
            (Query{{"as_of", "2022-07-01"}, {"q", "市 a"}, {"flag", ""}, {"x", "1=2"}}));
}

TEST(Target, TheRootHasNoSegments) { EXPECT_TRUE(parse_target("/?").segments.empty()); }

TEST(Target, AnEncodedSlashStaysInItsSegment) {
  EXPECT_EQ(parse_target("/a/x%2Fy").segments, (std::vector<std::string>{"a", "x/y"}));
}

TEST(Target, APlusInThePathIsAPlus) { EXPECT_EQ(parse_target("/a+b").segments.front(), "a+b"); }

TEST(Target, RefusesWhatCannotBeMeant) {
  for (const char* bad : {"", "a", "*", "/%", "/%4", "/%zz", "/a?x=%e5%b8", "/%00", "/a?x=%00",
                          "/..", "/a/../b", "/a/%2e%2e/b", "/./a", "/%ff", "/a?%C0%AF=1"}) {
    EXPECT_THROW(parse_target(bad), base::Problem) << bad;
  }
}

// Characters of one to four bytes, without U+0000 and the surrogates.
rc::Gen<std::string> any_text() {
  const auto character = rc::gen::oneOf(
      rc::gen::inRange<char32_t>(0x1, 0x80), rc::gen::inRange<char32_t>(0x80, 0x800),
      rc::gen::inRange<char32_t>(0x4E00, 0x9FFF), rc::gen::inRange<char32_t>(0x10000, 0x110000));
  return rc::gen::map(rc::gen::container<std::u32string>(character), [](const std::u32string& c) {
    std::string utf8;
    icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(c.data()),
                                  static_cast<int32_t>(c.size()))
        .toUTF8String(utf8);
    return utf8;
  });
}

RC_GTEST_PROP(TargetProperty, AnyTextSurvivesEncodingInAQuery, ()) {
  const std::string name = "k" + *any_text();
  const std::string value = *any_text();
  const Target target = parse_target("/a?" + encode(name) + "=" + encode(value));
  RC_ASSERT(target.query == (Query{{name, value}}));
}

RC_GTEST_PROP(TargetProperty, AnyBytesAreReadOrRefusedNeverWorse, (const std::string& raw)) {
  try {
    const Target target = parse_target("/" + raw);
    RC_ASSERT(base::is_utf8(target.path));
    for (const auto& segment : target.segments) RC_ASSERT(segment != "..");
  } catch (const base::Problem& problem) {
    RC_ASSERT(problem.status() == 400);
  }
}

}  // namespace
}  // namespace http
