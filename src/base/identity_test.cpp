#include "base/identity.hpp"

#include <gtest/gtest.h>

namespace base {

TEST(Identity, PublishedCreditCodesPass) {
  for (const char* code : {"91110000101623741K", "911101066976941872", "91350100M000100Y43"}) {
    EXPECT_TRUE(is_credit_code(code)) << code;
  }
}

TEST(Identity, AWrongCheckCharacterFails) {
  EXPECT_FALSE(is_credit_code("91350211M0000XUF46"));
  EXPECT_EQ(credit_code_check("91350211M0000XUF4"), 'R');
}

TEST(Identity, LettersOutsideTheAlphabetFail) {
  EXPECT_FALSE(is_credit_code("91110000I01623741K"));
  EXPECT_EQ(credit_code_check("91110000I01623741"), '\0');
  EXPECT_FALSE(is_credit_code("9111"));
}

TEST(Identity, ASumDivisibleBy31ChecksAsZero) {
  EXPECT_EQ(credit_code_check("00000000000000000"), '0');
}

TEST(Identity, DivisionCodesAreSixDigits) {
  EXPECT_TRUE(is_division_code("620800"));
  EXPECT_FALSE(is_division_code("62080"));
  EXPECT_FALSE(is_division_code("00800a"));
  EXPECT_FALSE(is_division_code("000800"));
}

}  // namespace base
