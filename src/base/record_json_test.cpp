#include "base/record_json.hpp"

#include <gtest/gtest.h>

#include <cstdint>

#include "base/date.hpp"

namespace base {

namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Part {
  int number = 7;
  Colour colour = Colour::green;
};
BOOST_DESCRIBE_STRUCT(Part, (), (number, colour))

struct Whole {
  std::string name = "unnamed";
  std::optional<Date> on;
  std::vector<Part> parts;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (name, on, parts))

}  // namespace

TEST(RecordJson, WhatIsWrittenReadsBack) {
  const Whole whole{"平凉", Date(2022, 7, 1), {{1, Colour::red}, {2, Colour::green}}};
  const auto read = record_from<Whole>(record_text(whole));
  EXPECT_EQ(read.name, "平凉");
  EXPECT_EQ(read.on, Date(2022, 7, 1));
  ASSERT_EQ(read.parts.size(), 2U);
  EXPECT_EQ(read.parts[0].colour, Colour::red);
  EXPECT_EQ(record_text(whole),
            R"({"name":"平凉","on":"2022-07-01","parts":[{"number":1,"colour":"red"},)"
            R"({"number":2,"colour":"green"}]})");
}

TEST(RecordJson, AnAbsentMemberKeepsItsDefault) {
  const auto read = record_from<Whole>(R"({"parts":[{}],"later_field":1})");
  EXPECT_EQ(read.name, "unnamed");
  EXPECT_FALSE(read.on);
  EXPECT_EQ(read.parts.at(0).number, 7);
}

TEST(RecordJson, AMemberOfAnotherTypeIsDamage) {
  EXPECT_ANY_THROW(record_from<Whole>(R"({"name":5})"));
  EXPECT_ANY_THROW(record_from<Whole>(R"({"on":"1020-01-01"})"));
  EXPECT_ANY_THROW(record_from<Whole>("[]"));
  EXPECT_ANY_THROW(record_from<Part>(R"({"colour":"blue"})"));
  EXPECT_ANY_THROW(record_from<Part>(R"({"number":3000000000})"));
}

TEST(RecordJson, ListsAndMapsByNameAreArraysAndObjects) {
  const std::map<std::string, std::vector<std::int64_t>, std::less<>> by_name{{"a", {1, -2}},
                                                                              {"b", {}}};
  EXPECT_EQ(record_text(by_name), R"({"a":[1,-2],"b":[]})");
  EXPECT_EQ((record_from<std::map<std::string, std::vector<std::int64_t>, std::less<>>>(
                record_text(by_name))),
            by_name);
  EXPECT_EQ(record_text(std::set<std::string>{"乙", "甲"}), R"(["乙","甲"])");
}

TEST(RecordJson, JsonOfARecordOutlivesTheTextItWasReadFrom) {
  const std::string text = R"({"kept":[")" + std::string(20'000, 'x') + R"("]})";
  const auto read = record_from<std::map<std::string, boost::json::value, std::less<>>>(text);
  const std::string other(20'000, 'y');
  EXPECT_EQ(record_text(std::vector<std::string>{other}), "[\"" + other + "\"]");
  EXPECT_EQ(record_text(read), text);
}

TEST(RecordJson, TextIsThatOfItsJson) {
  std::string every;
  for (int c = 0; c < 128; ++c) every += static_cast<char>(c);
  const std::map<std::string, std::vector<std::string>, std::less<>> texts{
      {"\"quoted\"", {every, "", "平凉𠮷"}}, {"{", {"[", "{", ","}}, {"", {}}};
  EXPECT_EQ(record_text(texts), boost::json::serialize(json_of(texts)));
  const std::vector<std::optional<double>> numbers{0.0, -1.5, 1e300, 0.1, std::nullopt};
  EXPECT_EQ(record_text(numbers), boost::json::serialize(json_of(numbers)));
  EXPECT_EQ(record_text(std::vector<std::int64_t>{INT64_MIN, 0, INT64_MAX}),
            "[-9223372036854775808,0,9223372036854775807]");
  EXPECT_EQ(record_text(std::vector<std::uint64_t>{UINT64_MAX}), "[18446744073709551615]");
  const std::vector<boost::json::value> given{{{"a", {1, true, nullptr}}}, "b"};
  EXPECT_EQ(record_text(given), boost::json::serialize(json_of(given)));
  EXPECT_EQ(record_text(Whole{}), boost::json::serialize(json_of(Whole{})));
}

TEST(RecordJson, AnEnumeratorThatIsNotDescribedIsNotWritten) {
  EXPECT_THROW(record_text(static_cast<Colour>(7)), std::logic_error);
  EXPECT_THROW(json_of(static_cast<Colour>(7)), std::logic_error);
}

}  // namespace base
