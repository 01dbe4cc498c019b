#include "db/select_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace db {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<ReadableTable> kTables{{"intake", {"id", "county", "year"}},
                                         {"school", {"id", "kind"}}};

std::string refusal(const std::string& sql) {
  try {
    check_select(sql, kTables);
  } catch (const SelectRefused& refused) {
    EXPECT_FALSE(refused.reason().zh.empty());
    return refused.reason().en;
  }
  return "taken";
}

TEST(SelectCheck, TellsColumnsPlaceholdersAndTables) {
  const SelectFacts facts = check_select(
      "WITH late AS (SELECT id, county FROM intake WHERE year >= :year) "
      "SELECT late.id AS record_id, upper(county) AS unit FROM late JOIN school ON school.id = :id",
      kTables);
  EXPECT_THAT(facts.columns, ElementsAre("record_id", "unit"));
  EXPECT_THAT(facts.placeholders, ElementsAre("id", "year"));
  EXPECT_THAT(facts.tables, ElementsAre("intake", "school"));
}

TEST(SelectCheck, SaysWhatIsMistaken) {
  EXPECT_THAT(refusal("SELECT FROM intake"), HasSubstr("syntax error"));
  EXPECT_THAT(refusal("SELECT absent FROM intake"), HasSubstr("no such column: absent"));
  EXPECT_EQ(refusal(""), "there is no statement");
}

TEST(SelectCheck, RefusesWhatWrites) {
  EXPECT_EQ(refusal("DELETE FROM intake"), "only a SELECT may stand here");
  EXPECT_EQ(refusal("INSERT INTO intake VALUES (1, 2, 3)"), "only a SELECT may stand here");
  EXPECT_EQ(refusal("PRAGMA query_only = OFF"), "only a SELECT may stand here");
  EXPECT_EQ(refusal("ATTACH 'x' AS x"), "only a SELECT may stand here");
}

TEST(SelectCheck, RefusesASecondStatement) {
  EXPECT_EQ(refusal("SELECT id FROM intake; SELECT id FROM school"),
            "only one SELECT may stand here");
  EXPECT_EQ(refusal("SELECT id FROM intake;"), "no semicolon after the statement");
}

TEST(SelectCheck, RefusesTablesThatWereNotGiven) {
  EXPECT_THAT(refusal("SELECT name FROM account"), HasSubstr("no such table: account"));
  EXPECT_THAT(refusal("SELECT id FROM main.intake"), HasSubstr("no such table"));
  EXPECT_EQ(refusal("SELECT id FROM temp.intake"), "tables are named without a schema");
  EXPECT_EQ(refusal("SELECT id FROM \"TEMP\" . intake"), "tables are named without a schema");
  EXPECT_THAT(refusal("SELECT sql FROM sqlite_temp_master"), HasSubstr("may not be read"));
}

TEST(SelectCheck, RefusesWhatNeedNotEnd) {
  EXPECT_THAT(refusal("WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n) "
                      "SELECT x FROM n"),
              HasSubstr("no recursion"));
}

TEST(SelectCheck, RefusesFunctionsThatOneDatabaseLacks) {
  EXPECT_THAT(refusal("SELECT load_extension('x') AS x FROM intake"), HasSubstr("load_extension"));
  EXPECT_THAT(refusal("SELECT strftime('%Y', year) AS x FROM intake"), HasSubstr("strftime"));
}

TEST(SelectCheck, RefusesPlaceholdersWithoutAName) {
  EXPECT_EQ(refusal("SELECT id FROM intake WHERE year = ?"), "parameters are written :name");
}

}  // namespace

}  // namespace db
