#include "base/text.hpp"

#include <gtest/gtest.h>

namespace base {

TEST(Text, KnowsWellFormedUtf8) {
  EXPECT_TRUE(is_utf8("平凉 ok 𠮷"));
  EXPECT_TRUE(is_utf8(""));
  EXPECT_EQ(first_invalid_utf8("ab\xC0\xAF"), 2U);        // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // above U+10FFFF
  EXPECT_EQ(first_invalid_utf8("\xE5\xB9"), 0U);          // cut off
  EXPECT_EQ(first_invalid_utf8("eight of ASCII, then 平凉\xC0"), 27U);
}

TEST(Text, TellsGbkFromRubbish) {
  EXPECT_TRUE(looks_like_gb18030("\xC6\xBD\xC1\xB9"));  // 平凉 in GBK
  EXPECT_FALSE(looks_like_gb18030("\xFF\xFF\xFF"));
}

TEST(Text, CountsCharactersNotBytes) {
  EXPECT_EQ(character_count("平凉a"), 3U);
  EXPECT_EQ(character_count("𠮷"), 1U);
}

TEST(Text, FoldsWidthCaseAndBlanks) { EXPECT_EQ(fold("ＡＢ　c D"), "abcd"); }

TEST(Text, GivesPinyinInitials) {
  EXPECT_EQ(pinyin_initials("平凉市财政局"), "plsczj");
  EXPECT_EQ(pinyin_initials("1+X证书"), "1+xzs");
}

TEST(Text, GivesInitialsWithoutTheDotOfAName) {
  for (const char* name : {"马春·阿里", "马春•阿里", "马春・阿里"}) {
    EXPECT_EQ(pinyin_initials(name), "mcal") << name;
  }
}

TEST(Text, FindsByTextAndByInitials) {
  const Searchable finance("平凉市财政局");
  EXPECT_TRUE(finance.matches(Searchable("财政")));
  EXPECT_TRUE(finance.matches(Searchable("CZJ")));
  EXPECT_TRUE(finance.matches(Searchable("")));
  EXPECT_FALSE(finance.matches(Searchable("教育")));
}

TEST(Text, PinyinIsSyllablesWordsAndDigits) {
  EXPECT_EQ(pinyin("平凉市2020年"), "ping_liang_shi_2020_nian");
  EXPECT_EQ(pinyin("ＡＢ c、X证书"), "abc_x_zheng_shu");
  EXPECT_EQ(pinyin("——"), "");
}

TEST(Text, IsCutBetweenCharacters) {
  EXPECT_EQ(first_characters("职教a𠮷", 3), "职教a");
  EXPECT_EQ(first_characters("职教", 2), "职教");
  EXPECT_EQ(first_characters("职教", 0), "");
  EXPECT_EQ(shortened("职教", 2), "职教");
  EXPECT_EQ(shortened("职教改革", 2), "职教…");
}

}  // namespace base
