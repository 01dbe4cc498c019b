#include "http/json.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/describe.hpp>

namespace http {
namespace {

enum class Color { red, green };
BOOST_DESCRIBE_ENUM(Color, red, green)

struct Part {
  int number = 0;
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(Part, (), (number, on))

struct Whole {
  std::string name;
  bool open = false;
  std::int64_t count = 0;
  Color color = Color::red;
  std::vector<Part> parts;
  std::map<std::string, Part> by_name;
  std::optional<double> share;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (name, open, count, color, parts, by_name, share))

struct Filter {
  std::optional<std::string> q;
  std::optional<std::int64_t> measure;
  std::optional<bool> lead;
  std::optional<base::Date> as_of;
  std::optional<Color> color;
  std::vector<Color> colors;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (q, measure, lead, as_of, color, colors))

constexpr const char* kWhole =
    R"({"name":"市","open":true,"count":9007199254740993,"color":"green",)"
    R"("parts":[{"number":1,"on":"2022-07-01"},{"number":2,"on":null}],)"
    R"("by_name":{"a":{"number":3,"on":null}},"share":null})";

Request with_body(std::string body, std::string type = "application/json") {
  Request request;
  request.body = std::move(body);
  request.header_list = {{"content-type", std::move(type)}};
  return request;
}

// "status" or "status field,field"
std::string refusal(const std::string& body, const std::string& type = "application/json") {
  try {
    http::body<Whole>(with_body(body, type));
  } catch (const base::Problem& problem) {
    std::string told = std::to_string(problem.status());
    for (const auto& error : problem.errors()) told += ' ' + error.field;
    return told;
  }
  return "taken";
}

std::string query_refusal(std::vector<std::pair<std::string, std::string>> query) {
  Request request;
  request.query = std::move(query);
  try {
    http::query<Filter>(request);
  } catch (const base::Problem& problem) {
    std::string told = std::to_string(problem.status());
    for (const auto& error : problem.errors()) told += ' ' + error.field;
    return told;
  }
  return "taken";
}

TEST(Json, WhatIsWrittenIsReadBack) {
  const auto whole = http::body<Whole>(with_body(kWhole));
  EXPECT_EQ(whole.count, 9007199254740993);
  EXPECT_EQ(whole.parts.at(0).on, base::Date(2022, 7, 1));
  EXPECT_EQ(http::json(whole).body, kWhole);
}

TEST(Json, AnOptionalMemberMayBeAbsentOrNull) {
  EXPECT_EQ(from_json<Part>(parse_json(R"({"number":1})")).on, std::nullopt);
  EXPECT_EQ(from_json<Part>(parse_json(R"({"number":1,"on":null})")).on, std::nullopt);
}

TEST(Json, EveryWrongMemberIsNamedByItsPointer) {
  EXPECT_EQ(
      refusal(R"({"name":1,"open":"true","count":1.5,"color":"blue",)"
              R"("parts":[{"number":1},{"number":"2","x":0}],"by_name":{"a/b":{}},"extra":1})"),
      "422 /name /open /count /color /parts/1/number /parts/1/x /by_name/a~1b/number /extra");
}

TEST(Json, EveryMissingMemberIsNamed) {
  EXPECT_EQ(refusal("{}"), "422 /name /open /count /color /parts /by_name");
}

TEST(Json, NullIsNoValueForARequiredMember) {
  EXPECT_THROW(from_json<Part>(parse_json(R"({"number":null})")), base::Problem);
}

TEST(Json, NumbersKeepWithinTheirType) {
  EXPECT_EQ(from_json<Part>(parse_json(R"({"number":3.0})")).number, 3);
  for (const char* bad : {"2147483648", "-2147483649", "18446744073709551615", "1e30", "0.5"}) {
    EXPECT_THROW(from_json<Part>(parse_json(std::string(R"({"number":)") + bad + "}")),
                 base::Problem)
        << bad;
  }
}

TEST(Json, AStringWithANullCharacterIsRefused) {
  EXPECT_THROW(from_json<std::string>(parse_json(R"("a\u0000b")")), base::Problem);
  EXPECT_THROW(from_json<Color>(parse_json(R"("red\u0000")")), base::Problem);
}

TEST(Json, AnythingButJsonIsRefusedByItsType) {
  EXPECT_EQ(refusal(kWhole, "text/plain"), "415");
  EXPECT_EQ(refusal(kWhole, "application/x-www-form-urlencoded"), "415");
  EXPECT_EQ(refusal(kWhole, "application/json; charset=gbk"), "415");
  EXPECT_EQ(refusal(kWhole, "Application/JSON; charset=UTF-8"), "taken");
}

TEST(Json, BrokenTextIsRefusedAsAWhole) {
  for (const char* bad : {"", "{", "nul", "{} {}", R"({"a":1,})", "// c\n{}", "\"\x80\""}) {
    EXPECT_EQ(refusal(bad), "400") << bad;
  }
}

TEST(Json, GbkIsCalledByItsName) {
  try {
    parse_json("{\"a\":\"\xca\xd0\"}");
    FAIL();
  } catch (const base::Problem& problem) {
    EXPECT_THAT(problem.detail().en, testing::HasSubstr("GBK"));
  }
}

TEST(Json, ANameMayNotBeThereTwice) {
  EXPECT_EQ(refusal(R"({"name":"a","name":"b"})"), "400 name");
  EXPECT_EQ(refusal(R"({"parts":[{"number":1,"\u006eumber":2}]})"), "400 number");
}

TEST(Json, DepthIsLimited) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_NO_THROW(parse_json(nested(kJsonDepthMax)));
  EXPECT_THROW(parse_json(nested(kJsonDepthMax + 1)), base::Problem);
  EXPECT_THROW(parse_json(nested(500'000)), base::Problem);
}

TEST(Query, ReadsEveryKind) {
  Request request;
  request.query = {
      {"q", "市"},        {"measure", "-3"}, {"lead", "true"},   {"as_of", "2022-07-01"},
      {"color", "green"}, {"colors", "red"}, {"colors", "green"}};
  const auto filter = http::query<Filter>(request);
  EXPECT_EQ(filter.q, "市");
  EXPECT_EQ(filter.measure, -3);
  EXPECT_EQ(filter.lead, true);
  EXPECT_EQ(filter.as_of, base::Date(2022, 7, 1));
  EXPECT_EQ(filter.color, Color::green);
  EXPECT_EQ(filter.colors, (std::vector<Color>{Color::red, Color::green}));
}

TEST(Query, WhatIsWrongIsNamed) {
  EXPECT_EQ(query_refusal({}), "taken");
  EXPECT_EQ(query_refusal({{"page", "2"}}), "400 page");
  EXPECT_EQ(query_refusal({{"q", "a"}, {"q", "b"}}), "400 q");
  EXPECT_EQ(query_refusal({{"measure", "3x"}, {"lead", "yes"}, {"as_of", "2022-02-30"}}),
            "400 measure lead as_of");
  EXPECT_EQ(query_refusal({{"measure", ""}, {"color", ""}, {"colors", "blue"}}),
            "400 measure color colors");
  EXPECT_EQ(query_refusal({{"measure", "9223372036854775808"}}), "400 measure");
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreReadOrRefusedNeverWorse, (const std::string& raw)) {
  try {
    parse_json(raw);
  } catch (const base::Problem& problem) {
    RC_ASSERT(problem.status() == 400);
  }
}

}  // namespace
}  // namespace http
