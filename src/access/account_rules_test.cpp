#include "access/account_rules.hpp"

#include <gtest/gtest.h>

namespace zhijiao::access {

namespace {

using base::Date;

bool name_ok(std::string_view name) { return !name_error(tidy_name(name)).has_value(); }

Directory directory() {
  Directory made;
  made.units = {{"city", {"市", "City"}, "", std::nullopt, {}},
                {"gone", {"旧", "Gone"}, "city", Date(2021, 5, 31), {}}};
  made.roles = {{"officer", {"经办人", "Officer"}, Reach::unit, {}, {}}};
  return made;
}

std::vector<std::string> fields(const std::string& unit, const std::string& role,
                                const PostPeriod& period) {
  std::vector<std::string> names;
  for (const base::FieldError& error : post_errors(directory(), unit, role, period)) {
    EXPECT_FALSE(error.message.zh.empty());
    EXPECT_FALSE(error.message.en.empty());
    names.push_back(error.field);
  }
  return names;
}

const PostPeriod kFromJuly{Date(2022, 7, 1), std::nullopt, false};

}  // namespace

TEST(AccountName, TakesLettersOfAnyScriptDigitsAndAFewSigns) {
  EXPECT_TRUE(name_ok("wang.xiao-ming_1@pl"));
  EXPECT_TRUE(name_ok("王小明"));
}

TEST(AccountName, IsKeptInHalfWidthWithoutBlanksAround) {
  EXPECT_EQ(tidy_name("　ｗａｎｇ１ "), "wang1");
}

TEST(AccountName, RefusesBlanksWithinSignsAndWrongLengths) {
  EXPECT_FALSE(name_ok("wang ming"));
  EXPECT_FALSE(name_ok("wang\nming"));
  EXPECT_FALSE(name_ok("<wang>"));
  EXPECT_FALSE(name_ok("w"));
  EXPECT_FALSE(name_ok(""));
  EXPECT_TRUE(name_ok(std::string(64, 'w')));
  EXPECT_FALSE(name_ok(std::string(65, 'w')));
}

TEST(AccountDisplayName, TakesNamesWithDotAndRareCharacters) {
  EXPECT_FALSE(display_name_error("阿依古丽·买买提"));
  EXPECT_FALSE(display_name_error("𠮷田"));
}

TEST(AccountDisplayName, RefusesNothingControlCharactersAndTooMuch) {
  EXPECT_TRUE(display_name_error(tidy_display_name("  ")));
  EXPECT_TRUE(display_name_error("a\tb"));
  EXPECT_TRUE(display_name_error(std::string(65, 'a')));
}

TEST(PostRules, TakeAUnitARoleAndAPeriod) {
  EXPECT_TRUE(fields("city", "officer", kFromJuly).empty());
  EXPECT_TRUE(fields("city", "officer", {Date(2022, 7, 1), Date(2022, 7, 1), true}).empty());
}

TEST(PostRules, NameEveryFieldThatIsWrong) {
  EXPECT_EQ(fields("nowhere", "nobody", {Date(2022, 7, 1), Date(2022, 6, 30), false}),
            (std::vector<std::string>{"/unit", "/role", "/valid_to"}));
}

TEST(PostRules, RefuseAUnitThatEndedBeforeThePostBegins) {
  EXPECT_EQ(fields("gone", "officer", kFromJuly), (std::vector<std::string>{"/unit"}));
  EXPECT_TRUE(fields("gone", "officer", {Date(2021, 5, 31), std::nullopt, false}).empty());
}

TEST(PostRules, AnActingPostNeedsAnEnd) {
  EXPECT_EQ(fields("city", "officer", {Date(2022, 7, 1), std::nullopt, true}),
            (std::vector<std::string>{"/valid_to"}));
  EXPECT_TRUE(post_end_error(true, std::nullopt));
  EXPECT_FALSE(post_end_error(true, Date(2022, 7, 1)));
  EXPECT_FALSE(post_end_error(false, std::nullopt));
}

}  // namespace zhijiao::access
