#include "db/array_text.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace db {

namespace {

TEST(ArrayText, TakesEveryStepthValue) {
  const std::vector<Value> values{"a", 1, "b", 2, "c", nullptr};
  EXPECT_EQ(array_text(values, 0, 2), R"({"a","b","c"})");
  EXPECT_EQ(array_text(values, 1, 2), "{1,2,NULL}");
  EXPECT_EQ(array_text({}), "{}");
}

}  // namespace

}  // namespace db
