#include "allocation_files/csv_sections.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/problem.hpp"

namespace allocation_files {

using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string refusal(std::string_view text) {
  try {
    csv_sections(text);
    return "accepted";
  } catch (const base::Problem& problem) {
    return problem.detail().en;
  }
}

}  // namespace

TEST(CsvSections, RowsStandUnderTheNameBeforeThem) {
  const auto sections = csv_sections("mechanism,x\n\n[groups]\nid,seats\na,1\n[candidates]\nid\n");
  ASSERT_EQ(sections.size(), 3U);
  EXPECT_THAT(sections[0].rows[0].cells, ElementsAre("mechanism", "x"));
  EXPECT_EQ(sections[1].name, "groups");
  EXPECT_EQ(sections[1].line, 3);
  EXPECT_THAT(sections[1].rows[1].cells, ElementsAre("a", "1"));
  EXPECT_EQ(sections[1].rows[1].line, 5);
  EXPECT_EQ(sections[2].rows.size(), 1U);
}

TEST(CsvSections, ASpreadsheetsFormIsTaken) {
  // Byte order mark, CR LF, and every row filled up with empty cells.
  const auto sections =
      csv_sections("\xEF\xBB\xBForder,total\r\n[groups],,\r\nid,seats,\r\n,,\r\n");
  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(sections[1].name, "groups");
  EXPECT_EQ(sections[1].rows.size(), 1U);
}

TEST(CsvSections, QuotesHoldCommasQuotesAndLines) {
  const auto sections = csv_sections("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\nnext\n");
  EXPECT_THAT(sections[0].rows[0].cells, ElementsAre("a,b", "say \"no\"", "two\nlines"));
  EXPECT_EQ(sections[0].rows[1].line, 3);
}

TEST(CsvSections, WhatCannotBeReadIsRefusedWithItsLine) {
  EXPECT_THAT(refusal("a\n\"b"), HasSubstr("Line 2 of the CSV: a quote that begins here"));
  EXPECT_THAT(refusal("a\n\"b\"c\n"), HasSubstr("Line 2 of the CSV: only a comma"));
  EXPECT_THAT(refusal("[a]\n[b]\n[a]\n"), HasSubstr("Line 3 of the CSV: this section"));
  EXPECT_THAT(refusal("a\n\xff\n"), HasSubstr("Line 2 of the CSV: it is not UTF-8"));
  EXPECT_THAT(refusal("a\n\xd6\xb0\xbd\xcc\n"), HasSubstr("it looks like GBK"));  // 职教
}

RC_GTEST_PROP(CsvSections, ACellIsReadBackAsWritten, (std::string text)) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  RC_PRE(!text.empty());
  const auto sections = csv_sections("x," + csv_cell(text) + "\n");
  RC_ASSERT(sections[0].rows[0].cells[1] == text);
}

}  // namespace allocation_files
