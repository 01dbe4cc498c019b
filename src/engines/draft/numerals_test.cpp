#include "engines/draft/numerals.hpp"

#include <gtest/gtest.h>

namespace engines::draft {
namespace {

TEST(Numerals, AreReadWithTheirMultipliers) {
  struct {
    const char32_t* words;
    std::int64_t digits;
    int scale;
    std::size_t length;
  } rows[] = {
      {U"20人", 20, 0, 2},
      {U"1,200人", 1200, 0, 5},
      {U"2.5%", 25, 1, 3},
      {U"2.50万", 25000, 0, 5},
      {U"2万人", 20000, 0, 2},
      {U"500万元", 5000000, 0, 4},
      {U"1.5亿元", 150000000, 0, 4},
      {U"3千人", 3000, 0, 2},
      {U"二十", 20, 0, 2},
      {U"十二所", 12, 0, 2},
      {U"一百二十个", 120, 0, 4},
      {U"二〇二二年", 2022, 0, 4},
      {U"两万人", 20000, 0, 2},
      {U"三万五千人", 35000, 0, 4},
      {U"1,2", 1, 0, 1},
      {U"30百分点", 30, 0, 2},
      {U"两亿五千万元", 250000000, 0, 5},
  };
  for (const auto& row : rows) {
    const auto numeral = numeral_at(row.words);
    ASSERT_TRUE(numeral) << to_utf8(row.words);
    EXPECT_EQ(numeral->digits, row.digits) << to_utf8(row.words);
    EXPECT_EQ(numeral->scale, row.scale) << to_utf8(row.words);
    EXPECT_EQ(numeral->length, row.length) << to_utf8(row.words);
  }
}

TEST(Numerals, NoneWhereNoneStands) {
  for (const char32_t* words : {U"", U"人", U"万", U"百人", U"%"})
    EXPECT_FALSE(numeral_at(words)) << to_utf8(words);
}

TEST(Numerals, TooManyDigitsAreNone) { EXPECT_FALSE(numeral_at(U"12345678901234567890人")); }

}  // namespace
}  // namespace engines::draft
