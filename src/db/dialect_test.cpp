#include "db/dialect.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace db {
namespace {

TEST(Dialect, FillsInTheTypesOfEachDatabase) {
  const char* const definition = "CREATE TABLE t (a {int}, b {text}, c {bytes}){strict}";
  EXPECT_EQ(fill_in(Dialect::sqlite, definition),
            "CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT");
  EXPECT_EQ(fill_in(Dialect::postgresql, definition),
            "CREATE TABLE t (a BIGINT, b TEXT COLLATE \"C\", c BYTEA)");
}

TEST(Dialect, LeavesQuotedBracesAlone) {
  EXPECT_EQ(fill_in(Dialect::sqlite, "DEFAULT '{}' CHECK (a <> '{int}')"),
            "DEFAULT '{}' CHECK (a <> '{int}')");
}

TEST(Dialect, RefusesAnUnknownPlaceholder) {
  EXPECT_THROW(fill_in(Dialect::sqlite, "a {integer}"), std::logic_error);
}

}  // namespace
}  // namespace db
