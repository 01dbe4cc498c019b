#include "db/statement_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace db {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(StatementText, NumbersPlaceholdersInOrder) {
  const StatementText text = number_placeholders("SELECT :a, :b_2 WHERE x=:c", Dialect::sqlite);
  EXPECT_EQ(text.sql, "SELECT ?1, ?2 WHERE x=?3");
  EXPECT_THAT(text.names, ElementsAre("a", "b_2", "c"));
}

TEST(StatementText, GivesARepeatedNameOnePosition) {
  const char* const sql = ":a IS NULL OR x = :a AND y = :ab AND z = :ab::text";
  const StatementText text = number_placeholders(sql, Dialect::sqlite);
  EXPECT_EQ(text.sql, "?1 IS NULL OR x = ?1 AND y = ?2 AND z = ?2::text");
  EXPECT_THAT(text.names, ElementsAre("a", "ab"));
}

TEST(StatementText, LeavesTheFirstOfANameToSoci) {
  const char* const sql = ":a IS NULL OR x = :a AND y = :ab AND z = :ab::text";
  const StatementText text = number_placeholders(sql, Dialect::postgresql);
  EXPECT_EQ(text.sql, ":a IS NULL OR x = $1 AND y = :ab AND z = $2::text");
  EXPECT_THAT(text.names, ElementsAre("a", "ab"));
}

TEST(StatementText, LeavesQuotesAndCastsAlone) {
  const StatementText text =
      number_placeholders(R"(SELECT ':a it''s :b', ":c", x::text, '12:30')", Dialect::sqlite);
  EXPECT_EQ(text.sql, R"(SELECT ':a it''s :b', ":c", x::text, '12:30')");
  EXPECT_THAT(text.names, IsEmpty());
}

TEST(StatementText, DropsComments) {
  const StatementText text =
      number_placeholders("SELECT 1 -- it's :a\n/* :b ' */+ :c", Dialect::sqlite);
  EXPECT_EQ(text.sql, "SELECT 1  \n + ?1");
  EXPECT_THAT(text.names, ElementsAre("c"));
}

TEST(SplitStatements, EndsAtASemicolonThatEndsALine) {
  EXPECT_THAT(split_statements("CREATE TABLE a (\n x TEXT\n);  \nCREATE INDEX i ON a (x); -- why\n"
                               "INSERT INTO a VALUES ('x;\ny');\n"),
              ElementsAre("CREATE TABLE a (\n x TEXT\n)", "CREATE INDEX i ON a (x)",
                          "INSERT INTO a VALUES ('x;\ny')"));
}

TEST(SplitStatements, TakesALastStatementWithoutSemicolonAndNoEmptyOnes) {
  EXPECT_THAT(split_statements("\n;\n -- nothing; here\n SELECT 1"), ElementsAre("SELECT 1"));
}

}  // namespace
}  // namespace db
