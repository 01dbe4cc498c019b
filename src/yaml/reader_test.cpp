#include "yaml/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace yaml {
namespace {

std::vector<Fault> faults_of(std::string_view bytes) {
  std::vector<Fault> faults;
  read(bytes, "x.yaml", faults);
  return faults;
}

Node tree_of(std::string_view bytes) {
  std::vector<Fault> faults;
  Node node = read(bytes, "x.yaml", faults);
  EXPECT_TRUE(faults.empty()) << faults.front().reason.en;
  return node;
}

struct Refused {
  std::string name;
  std::string bytes;
  std::string code;
  int line;
  int column;
};

std::ostream& operator<<(std::ostream& out, const Refused& refused) { return out << refused.name; }

class ReadRefuses : public testing::TestWithParam<Refused> {};

TEST_P(ReadRefuses, WithCodeAndPlace) {
  const std::vector<Fault> faults = faults_of(GetParam().bytes);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, GetParam().code);
  EXPECT_EQ(faults[0].line, GetParam().line);
  EXPECT_EQ(faults[0].column, GetParam().column);
  EXPECT_EQ(faults[0].file, "x.yaml");
  EXPECT_FALSE(faults[0].reason.zh.empty());
  EXPECT_FALSE(faults[0].reason.en.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, ReadRefuses,
    testing::Values(
        Refused{"Gbk", "a: \xC6\xBD\xC1\xB9\xCA\xD0\n", "not_utf8_gbk", 1, 5},
        Refused{"BrokenUtf8", "a: b\nc: \xFF\xFF\xFF\n", "not_utf8", 2, 4},
        Refused{"TabIndent", "a:\n\tb: 1\n", "tab", 2, 1},
        Refused{"TabAfterSpaces", "a:\n  \tb: 1\n", "tab", 2, 3},
        Refused{"EndOfFileCharacter", "a: 1\nb: \x04\n", "control_character", 2, 4},
        Refused{"Nul", std::string("a: \0b\n", 6), "control_character", 1, 4},
        Refused{"NulAsEscape", "a: \"x\\0y\"\n", "control_character", 1, 4},
        Refused{"Empty", "", "empty_file", 1, 1},
        Refused{"OnlyComment", "# nothing\n", "empty_file", 1, 1},
        Refused{"DuplicateKey", "a: 1\n甲: 1\na: 2\n", "duplicate_key", 3, 1},
        Refused{"DuplicateKeyInFlow", "m: {甲乙: 1, 甲乙: 2}\n", "duplicate_key", 1, 12},
        Refused{"Anchor", "a: &x 1\n", "anchor", 1, 4}, Refused{"Tag", "a: !!str 1\n", "tag", 1, 4},
        Refused{"TagOnMapping", "a: !thing {b: 1}\n", "tag", 1, 4},
        Refused{"LeadingZero", "a: 007\n", "leading_zero", 1, 4},
        Refused{"NegativeLeadingZero", "a: -01\n", "leading_zero", 1, 4},
        Refused{"Hex", "a: 0x1F\n", "not_decimal", 1, 4},
        Refused{"Octal", "a: 0o17\n", "not_decimal", 1, 4},
        Refused{"Underscore", "a: 1_000\n", "not_decimal", 1, 4},
        Refused{"Plus", "a: +5\n", "not_decimal", 1, 4},
        Refused{"Infinity", "a: .inf\n", "not_a_number", 1, 4},
        Refused{"NotANumber", "a: .NaN\n", "not_a_number", 1, 4},
        Refused{"Yes", "a: yes\n", "ambiguous_boolean", 1, 4},
        Refused{"Off", "a: [Off]\n", "ambiguous_boolean", 1, 5},
        Refused{"TrueInCapitals", "a: TRUE\n", "ambiguous_boolean", 1, 4},
        Refused{"HugeNumber", "a: 9223372036854775808\n", "number_too_large", 1, 4},
        Refused{"HugeReal", "a: 1e999\n", "number_too_large", 1, 4},
        Refused{"SecondDocument", "a: 1\n---\nb: 2\n", "several_documents", 2, 1},
        Refused{"KeyIsAList", "? [a]\n: 1\n", "key_not_text", 1, 3},
        Refused{"OpenQuote", "a: \"b\nc: 1\n", "open_quote", 1, 4},
        Refused{"OpenSingleQuote", "a: 'it''s\nc: 1\n", "open_quote", 1, 4},
        Refused{"OpenBracket", "a: [1, 2\n", "syntax", 2, 1},
        Refused{"BadIndent", "a:\n    b: 1\n  c: 2\n", "syntax", 3, 3},
        Refused{"TooDeep", std::string(21, '[') + std::string(21, ']'), "too_deep", 1, 21},
        Refused{"TooLong", "a: " + std::string(kScalarBytesMax + 1, 'x'), "too_long", 1, 4},
        Refused{"TooLarge", "a: 1\n" + std::string(kBytesMax, '#'), "file_too_large", 1, 1}),
    [](const auto& tested) { return tested.param.name; });

TEST(Read, RefusesAnAliasWithItsAnchor) {
  const std::vector<Fault> faults = faults_of("a: &x [1]\nb: *x\n");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].code, "anchor");
  EXPECT_EQ(faults[1].code, "alias");
  EXPECT_EQ(faults[1].line, 2);
}

TEST(Read, RefusesAMergeKey) {
  std::vector<std::string> codes;
  for (const Fault& fault : faults_of("a: &x {b: 1}\nc:\n  <<: *x\n")) codes.push_back(fault.code);
  EXPECT_THAT(codes, testing::ElementsAre("anchor", "merge_key", "alias"));
}

TEST(Read, SeesAnAliasBombBeforeItCouldGrow) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) bomb += (j ? ", *a" : "*a") + std::to_string(i - 1);
    bomb += "]\n";
  }
  const std::vector<Fault> faults = faults_of(bomb);
  EXPECT_EQ(faults.size(), kFaultsMax + 1);
  EXPECT_EQ(faults.back().code, "too_many_faults");
}

TEST(Read, StopsAtTooManyValues) {
  std::string many = "a: [";
  for (std::size_t i = 0; i < kNodesMax; ++i) many += "1,";
  many += "1]\n";
  const std::vector<Fault> faults = faults_of(many);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "too_many_nodes");
}

TEST(Read, ReportsEveryFaultOfAFile) {
  const std::vector<Fault> faults = faults_of("a: 007\nb: yes\nb: 1\n");
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].line, 1);
  EXPECT_EQ(faults[1].line, 2);
  EXPECT_EQ(faults[2].line, 3);
}

TEST(Read, KnowsScalarsByTheirForm) {
  const Node root =
      tree_of("i: -12\nr: 2.5\nt: true\ns: 平凉\nq: \"12\"\nd: 2021-12-31\nc: 4:6\nn: ~\nz: 0\n");
  EXPECT_EQ(root.find("i")->kind, Kind::integer);
  EXPECT_EQ(root.find("i")->integer, -12);
  EXPECT_EQ(root.find("r")->kind, Kind::real);
  EXPECT_EQ(root.find("r")->real, 2.5);
  EXPECT_TRUE(root.find("t")->boolean);
  EXPECT_EQ(root.find("s")->text, "平凉");
  EXPECT_EQ(root.find("q")->kind, Kind::string);
  EXPECT_EQ(root.find("d")->kind, Kind::string);
  EXPECT_EQ(root.find("c")->text, "4:6");
  EXPECT_EQ(root.find("n")->kind, Kind::null);
  EXPECT_EQ(root.find("z")->integer, 0);
  EXPECT_EQ(root.find("missing"), nullptr);
}

TEST(Read, QuotedWordsAreText) {
  const Node root = tree_of("a: \"yes\"\nb: '007'\n");
  EXPECT_EQ(root.find("a")->text, "yes");
  EXPECT_EQ(root.find("b")->text, "007");
}

TEST(Read, KnowsWhereAQuotationEnds) {
  const Node root = tree_of("a: 'it''s'\nb: \"say \\\"no\\\"\"\nc: ''\n");
  EXPECT_EQ(root.find("a")->text, "it's");
  EXPECT_EQ(root.find("b")->text, "say \"no\"");
  EXPECT_EQ(root.find("c")->text, "");
}

TEST(Read, CountsColumnsInCharacters) {
  const Node root = tree_of("甲乙: {丙: 丁}\n");
  EXPECT_EQ(root.find("甲乙")->at.column, 5);
  EXPECT_EQ(root.find("甲乙")->find("丙")->at.column, 9);
}

TEST(Read, AcceptsAByteOrderMarkAndWindowsLineEnds) {
  const Node root = tree_of("\xEF\xBB\xBF# x\r\na: 1\r\nb:\r\n  - 丙\r\n");
  EXPECT_EQ(root.find("a")->at.line, 2);
  EXPECT_EQ(root.find("b")->items.at(0).text, "丙");
}

}  // namespace
}  // namespace yaml
