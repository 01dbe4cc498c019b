#include "base/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace base {
namespace {

TEST(Decimal, HasAllItsDecimals) {
  EXPECT_EQ(decimal_text(370, 1), "37.0");
  EXPECT_EQ(decimal_text(5, 2), "0.05");
  EXPECT_EQ(decimal_text(-5, 1), "-0.5");
  EXPECT_EQ(decimal_text(18'400, 0), "18400");
  EXPECT_EQ(decimal_text(std::numeric_limits<std::int64_t>::min(), 1), "-922337203685477580.8");
}

TEST(Decimal, ThousandsAreApart) {
  EXPECT_EQ(grouped_decimal_text(999, 0), "999");
  EXPECT_EQ(grouped_decimal_text(1'000, 0), "1,000");
  EXPECT_EQ(grouped_decimal_text(1'234'567, 0), "1,234,567");
  EXPECT_EQ(grouped_decimal_text(-100, 0), "-100");
  EXPECT_EQ(grouped_decimal_text(-123'456, 2), "-1,234.56");
  EXPECT_EQ(grouped_decimal_text(0, 0), "0");
}

}  // namespace
}  // namespace base
