#include "db/table_definition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace db {
namespace {

using testing::ElementsAre;
using Kind = ConstraintDefinition::Kind;

std::vector<std::string> summary(std::string_view create_table) {
  std::vector<std::string> lines;
  for (const ConstraintDefinition& definition : constraints_of(create_table)) {
    std::string line = definition.name + ":" + std::to_string(static_cast<int>(definition.kind));
    for (const std::string& column : definition.columns) line += " " + column;
    if (!definition.parent.empty()) line += " -> " + definition.parent;
    lines.push_back(line);
  }
  return lines;
}

TEST(TableDefinition, ReadsNamedConstraintsOfATable) {
  EXPECT_THAT(summary(R"(CREATE TABLE "t" (
    region TEXT NOT NULL, -- a, comment (
    id TEXT NOT NULL DEFAULT ('a,b)' || 'c'),
    CONSTRAINT t_pkey PRIMARY KEY (region, id DESC),
    CONSTRAINT "t key" UNIQUE (region, "odd, name"),
    CONSTRAINT t_check CHECK (id IN ('x', 'y') AND (region <> '')),
    CONSTRAINT t_fkey FOREIGN KEY (region, id) REFERENCES p (region, key) ON DELETE CASCADE
  ) STRICT)"),
              ElementsAre("t_pkey:0 region id", "t key:1 region odd, name", "t_check:2",
                          "t_fkey:3 region id -> p"));
}

TEST(TableDefinition, ReadsConstraintsWrittenAtAColumn) {
  EXPECT_THAT(summary("CREATE TABLE t (a TEXT CONSTRAINT a_pkey PRIMARY KEY, "
                      "b NUMERIC(3, 1) NOT NULL UNIQUE CHECK (b > 0), "
                      "c TEXT CONSTRAINT c_fkey REFERENCES p (x) UNIQUE)"),
              ElementsAre("a_pkey:0 a", ":1 b", ":2", "c_fkey:3 c -> p", ":1 c"));
}

TEST(TableDefinition, SaysWhenAConstraintHasNoName) {
  EXPECT_THAT(summary("CREATE TABLE t (a INT, PRIMARY KEY (a), UNIQUE (a), CHECK (a > 0), "
                      "FOREIGN KEY (a) REFERENCES p)"),
              ElementsAre(":0 a", ":1 a", ":2", ":3 a -> p"));
}

}  // namespace
}  // namespace db
