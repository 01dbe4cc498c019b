#include "http/table.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdio>

#include "base/problem.hpp"
#include "http/test_client.hpp"

namespace http {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

Table one_column(ColumnKind kind, std::vector<std::string> cells) {
  Table table{.title = {"迟", "Late"}, .columns = {{{"值", "Value"}, kind}}, .rows = {}};
  for (auto& cell : cells) table.rows.push_back({std::move(cell)});
  return table;
}

// The data lines of a one-column CSV without quoting.
std::string written(ColumnKind kind, const std::string& cell) {
  const std::string all = csv(one_column(kind, {cell}), Language::en);
  const std::string head = std::string(kMark) + "Value\r\n";
  EXPECT_EQ(all.substr(0, head.size()), head);
  return all.substr(head.size(), all.size() - head.size() - 2);
}

// RFC 4180 as a spreadsheet reads it.
std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

std::string unzipped(const std::filesystem::path& file, const std::string& member) {
  const std::string command = "unzip -p '" + file.string() + "' '" + member + "'";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string content;
  std::array<char, 4096> chunk{};
  while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), pipe)) {
    content.append(chunk.data(), got);
  }
  EXPECT_EQ(::pclose(pipe), 0) << member;
  return content;
}

TEST(Csv, SpeaksTheLanguageOfTheReader) {
  EXPECT_THAT(csv(one_column(ColumnKind::text, {}), Language::zh), HasSubstr("值\r\n"));
  EXPECT_THAT(csv(one_column(ColumnKind::text, {}), Language::en), HasSubstr("Value\r\n"));
}

TEST(Csv, NoCellRunsInASpreadsheet) {
  for (const char* cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "＠a"}) {
    EXPECT_EQ(written(ColumnKind::text, cell), std::string("'") + cell);
  }
  EXPECT_EQ(written(ColumnKind::text, "\r=1"), "\"'\r=1\"");
  EXPECT_EQ(written(ColumnKind::text, "=\"a\""), "\"'=\"\"a\"\"\"");
  EXPECT_EQ(written(ColumnKind::integer, "=1+1"), "'=1+1");
  EXPECT_EQ(written(ColumnKind::integer, "-1+cmd"), "'-1+cmd");
  EXPECT_EQ(written(ColumnKind::date, "-1"), "'-1");
}

TEST(Csv, NumbersStayNumbers) {
  EXPECT_EQ(written(ColumnKind::integer, "-12"), "-12");
  EXPECT_EQ(written(ColumnKind::decimal, "-1.50"), "-1.50");
  EXPECT_EQ(written(ColumnKind::percent, "35.5"), "35.5%");
  EXPECT_EQ(written(ColumnKind::percent, ""), "");
  EXPECT_EQ(written(ColumnKind::date, "2022-07-01"), "2022-07-01");
}

RC_GTEST_PROP(CsvProperty, WhatIsWrittenIsReadBack, (std::vector<std::vector<std::string>> cells)) {
  Table table{.title = {"迟", "Late"}, .columns = {{{"a,\"b", ""}}, {{"乙", ""}}}, .rows = {}};
  for (const auto& row : cells) {
    table.rows.push_back({row.empty() ? "" : row.front(), row.empty() ? "x" : row.back()});
  }
  const std::string text = csv(table, Language::zh);
  auto read = parse_csv(std::string_view(text).substr(kMark.size()));
  RC_ASSERT(read.size() == table.rows.size() + 1);
  RC_ASSERT(read.front() == (std::vector<std::string>{"a,\"b", "乙"}));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    for (std::size_t c = 0; c < 2; ++c) {
      const std::string& cell = table.rows[i][c];
      RC_ASSERT(read[i + 1][c] == cell || read[i + 1][c] == "'" + cell);
    }
  }
}

class XlsxTest : public testing::Test {
 protected:
  std::string sheet(const Table& table) {
    const auto path = folder_.path() / "t.xlsx";
    write_xlsx(table, Language::zh, path);
    return unzipped(path, "xl/worksheets/sheet1.xml");
  }

  TestFolder folder_;
};

TEST_F(XlsxTest, IsReadyToPrintAndToFilter) {
  const std::string xml = sheet(one_column(ColumnKind::text, {"市财政局", "b"}));
  EXPECT_THAT(xml, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(xml, HasSubstr("<autoFilter ref=\"A1:A3\"/>"));
  EXPECT_THAT(xml, HasSubstr("paperSize=\"9\""));
  EXPECT_THAT(xml, HasSubstr("orientation=\"landscape\""));
  EXPECT_THAT(xml, HasSubstr("<col min=\"1\" max=\"1\" width=\"9"));
  EXPECT_THAT(unzipped(folder_.path() / "t.xlsx", "xl/workbook.xml"),
              HasSubstr("_xlnm.Print_Titles"));
}

TEST_F(XlsxTest, NeverMakesAFormula) {
  const std::string xml = sheet(one_column(ColumnKind::text, {"=1+1", "@x"}));
  EXPECT_THAT(xml, Not(HasSubstr("<f>")));
  EXPECT_THAT(xml, HasSubstr("<t>=1+1</t>"));
}

TEST_F(XlsxTest, CellsHaveTheirKind) {
  EXPECT_THAT(sheet(one_column(ColumnKind::integer, {"-12"})), HasSubstr("<v>-12</v>"));
  EXPECT_THAT(sheet(one_column(ColumnKind::percent, {"35.5"})), HasSubstr("<v>0.355</v>"));
  EXPECT_THAT(sheet(one_column(ColumnKind::date, {"2022-07-01"})), HasSubstr("<v>44743</v>"));
  EXPECT_THAT(sheet(one_column(ColumnKind::date, {"2022年"})), HasSubstr("<t>2022年</t>"));
}

TEST_F(XlsxTest, ASheetToFillInHasItsNotesAlsoAboveRowsThatAreThere) {
  Table table = one_column(ColumnKind::text, {"庄浪县", "静宁县"});
  table.to_fill_in = true;
  table.columns.front().note = {"写县名", "The name of a county"};
  const std::filesystem::path path = folder_.path() / "t.xlsx";
  write_xlsx(table, Language::zh, path);
  EXPECT_THAT(unzipped(path, "xl/comments1.xml"), HasSubstr("写县名"));
  EXPECT_THAT(unzipped(path, "xl/worksheets/sheet1.xml"), HasSubstr("静宁县"));
}

TEST_F(XlsxTest, ANumberThatWouldBeRoundedStaysText) {
  EXPECT_THAT(sheet(one_column(ColumnKind::integer, {"622701199001011234"})),
              HasSubstr("<t>622701199001011234</t>"));
}

TEST_F(XlsxTest, OddTextMakesNoBrokenFile) {
  const std::string longest(40'000, 'x');
  const std::string xml =
      sheet(one_column(ColumnKind::text, {"a<b>&\"c\"", "tab\tand\x01ctl", longest}));
  EXPECT_THAT(xml, HasSubstr("a&lt;b&gt;&amp;"));
  EXPECT_EQ(xml.find('\x01'), std::string::npos);
  Table odd = one_column(ColumnKind::text, {"x"});
  odd.title.zh = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三/[?]";
  EXPECT_THAT(sheet(odd), HasSubstr("<t>x</t>"));
}

TEST_F(XlsxTest, AFullSheetIsRefusedWithAdvice) {
  Table table = one_column(ColumnKind::text, {});
  table.rows.assign(1'048'576, {""});
  EXPECT_THROW(sheet(table), base::Problem);
}

TEST_F(XlsxTest, ADownloadIsRemovedOnceNobodyHoldsIt) {
  std::filesystem::path path;
  {
    const Response response = download(one_column(ColumnKind::text, {"a"}), TableFormat::xlsx,
                                       "逾期清单", Request(), folder_.path());
    path = response.file.value();
    EXPECT_TRUE(std::filesystem::exists(path));
    EXPECT_EQ(response.header("Content-Disposition"),
              "attachment; filename=\"____.xlsx\"; "
              "filename*=UTF-8''%E9%80%BE%E6%9C%9F%E6%B8%85%E5%8D%95.xlsx");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Download, AFileNameCannotBreakItsHeader) {
  EXPECT_EQ(content_disposition("a\"b\r\n.csv"),
            "attachment; filename=\"a_b__.csv\"; filename*=UTF-8''a%22b%0D%0A.csv");
}

TEST(Download, KnowsTwoFormats) {
  EXPECT_EQ(table_format("csv"), TableFormat::csv);
  EXPECT_EQ(table_format("xlsx"), TableFormat::xlsx);
  EXPECT_THROW(table_format("pdf"), base::Problem);
}

}  // namespace
}  // namespace http
