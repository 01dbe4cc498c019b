#include "db/region_rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "db/note_tables.hpp"
#include "db/test_database.hpp"

namespace db {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::array<Migration, 1> kBroken{{{"test/0001_broken", R"(
CREATE TABLE parent (
  id {text} NOT NULL,
  region {text} NOT NULL,
  CONSTRAINT parent_pkey PRIMARY KEY (id, region),
  CONSTRAINT parent_id_key UNIQUE (id)
){strict};
CREATE TABLE child (
  region {text} NOT NULL,
  id {text} NOT NULL,
  parent {text} NOT NULL,
  CONSTRAINT child_pkey PRIMARY KEY (region, id),
  CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES parent (id)
){strict};
CREATE UNIQUE INDEX child_parent_key ON child (parent, region);
CREATE TABLE heap (
  region {text} NOT NULL
){strict};
)"}}};

class RegionRuleTest : public testing::TestWithParam<Dialect> {
 protected:
  std::string violations(std::span<const Migration> migrations,
                         std::span<const std::string_view> exempt = {}) {
    TestDatabase database(GetParam(), clock_, migrations);
    return database->read_now([&](Connection& connection) {
      std::string lines;
      for (const std::string& line : region_rule_violations(connection, exempt)) {
        lines += line + "\n";
      }
      return lines;
    });
  }

  base::FakeClock clock_{kNoteStart};
};

INSTANTIATE_TEST_SUITE_P(Databases, RegionRuleTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(RegionRuleTest, FindsNothingInTablesThatKeepTheRule) {
  EXPECT_THAT(violations(kNoteTables), IsEmpty());
}

TEST_P(RegionRuleTest, FindsEveryKeyThatDoesNotBeginWithRegion) {
  const std::string lines = violations(kBroken);
  EXPECT_THAT(lines, HasSubstr("parent: primary key does not begin with region"));
  EXPECT_THAT(lines, HasSubstr("parent: unique key"));
  EXPECT_THAT(lines, HasSubstr("child: foreign key"));
  EXPECT_THAT(lines, HasSubstr("child: target of the foreign key"));
  EXPECT_THAT(lines, HasSubstr("child: unique key child_parent_key"));
  EXPECT_THAT(lines, HasSubstr("heap: no primary key"));
}

TEST_P(RegionRuleTest, LeavesOutExemptTables) {
  constexpr std::array<std::string_view, 3> kExempt{"parent", "child", "heap"};
  EXPECT_THAT(violations(kBroken, kExempt), IsEmpty());
}

TEST(RegionRule, FindsWhatOnlySqliteWouldAccept) {
  constexpr std::array<Migration, 1> kLoose{{{"test/0001_loose", R"(
CREATE TABLE loose (
  region TEXT NOT NULL,
  n INTEGER CHECK (n > 0),
  PRIMARY KEY (region),
  CONSTRAINT a_name_of_more_than_sixty_three_bytes_which_postgresql_would_cut_short UNIQUE (region, n)
);
)"}}};
  const base::FakeClock clock(kNoteStart);
  TestDatabase database(Dialect::sqlite, clock, kLoose);
  std::string lines;
  database->read_now([&](Connection& connection) {
    for (const std::string& line : region_rule_violations(connection, {})) lines += line + "\n";
  });
  EXPECT_THAT(lines, HasSubstr("loose: not STRICT"));
  EXPECT_THAT(lines, HasSubstr("loose: a primary key has no name"));
  EXPECT_THAT(lines, HasSubstr("loose: a check has no name"));
  EXPECT_THAT(lines, HasSubstr("loose: name too long"));
}

}  // namespace
}  // namespace db
