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
      {U"两亿零五十万元", 200500000, 0, 6},
      {U"两万五人", 25000, 0, 3},
      {U"两亿五元", 250000000, 0, 3},
      {U"一百五人", 150, 0, 3},
      {U"一百零五人", 105, 0, 4},
      {U"三千零五十名", 3050, 0, 5},
      {U"十万八千人", 108000, 0, 4},
      {U"一万亿元", 1000000000000, 0, 3},
      {U"九十九点五", 995, 1, 5},
  };
  for (const auto& row : rows) {
    const auto numeral = numeral_at(row.words);
    ASSERT_TRUE(numeral) << to_utf8(row.words);
    EXPECT_EQ(numeral->digits, row.digits) << to_utf8(row.words);
    EXPECT_EQ(numeral->scale, row.scale) << to_utf8(row.words);
    EXPECT_EQ(numeral->length, row.length) << to_utf8(row.words);
  }
}

TEST(Numerals, MayLieBetweenTwo) {
  struct {
    const char32_t* words;
    std::int64_t low;
    std::int64_t high;
  } rows[] = {
      {U"七八所", 7, 8},           {U"三五个", 3, 5},
      {U"十五六个", 15, 16},       {U"三四十所", 30, 40},
      {U"两三千人", 2000, 3000},   {U"一百二三十", 120, 130},
      {U"七八万人", 70000, 80000}, {U"两万五六人", 25000, 26000},
  };
  for (const auto& row : rows) {
    const auto numeral = numeral_at(row.words);
    ASSERT_TRUE(numeral && numeral->high) << to_utf8(row.words);
    EXPECT_EQ(numeral->digits, row.low) << to_utf8(row.words);
    EXPECT_EQ(*numeral->high, row.high) << to_utf8(row.words);
  }
}

TEST(Numerals, SayThatThereIsMore) {
  struct {
    const char32_t* words;
    std::int64_t low;
    std::size_t length;
  } rows[] = {{U"二十几所", 20, 3},    {U"十几个", 10, 2},    {U"20多万人", 200000, 4},
              {U"20余个", 20, 3},      {U"一百多名", 100, 3}, {U"十几万人", 100000, 3},
              {U"1.5万余人", 15000, 5}};
  for (const auto& row : rows) {
    const auto numeral = numeral_at(row.words);
    ASSERT_TRUE(numeral && numeral->more) << to_utf8(row.words);
    EXPECT_EQ(numeral->digits, row.low) << to_utf8(row.words);
    EXPECT_EQ(numeral->length, row.length) << to_utf8(row.words);
  }
}

TEST(Numerals, OfAnyLengthAreReadInOneStep) {
  // Each 万 once began a reading of all that follows it.
  std::u32string words = U"一";
  for (int i = 0; i < 60000; ++i) words += U"万一";
  EXPECT_LE(numeral_at(words)->length, 3U);
}

TEST(Numerals, NoneWhereNoneStands) {
  for (const char32_t* words :
       {U"", U"人", U"万", U"百人", U"%", U"五一", U"一二三", U"一二三四五"})
    EXPECT_FALSE(numeral_at(words)) << to_utf8(words);
}

TEST(Numerals, TooManyDigitsAreNone) { EXPECT_FALSE(numeral_at(U"12345678901234567890人")); }

TEST(Numerals, TooManyDecimalsAreNone) { EXPECT_FALSE(numeral_at(U"1.2345678901234所")); }

}  // namespace
}  // namespace engines::draft
