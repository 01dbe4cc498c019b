#include "draft/pinyin.hpp"

#include <gtest/gtest.h>

namespace draft {
namespace {

TEST(Pinyin, IsSyllablesWordsAndDigits) {
  EXPECT_EQ(pinyin("平凉市2020年"), "ping_liang_shi_2020_nian");
  EXPECT_EQ(pinyin("ＡＢ c、X证书"), "abc_x_zheng_shu");
  EXPECT_EQ(pinyin("——"), "");
}

}  // namespace
}  // namespace draft
