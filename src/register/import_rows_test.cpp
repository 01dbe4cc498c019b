#include "register/import_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "register/small_register.hpp"

namespace registers {

namespace {

using testing::ElementsAre;

Declaration pupil() {
  Declaration made = small_pupil();
  made.fields[3].title = {"姓名", "Full name"};
  made.fields[4].title = {"出生日期", "Born on"};
  made.fields[6].title = {"学费", "Fee"};
  made.fields[6].unit = "fen";
  made.fields[5].title = {"是否住宿", "Boards"};
  Field sex = text_field("sex");
  sex.choices = {{"male", {"男", "Male"}}, {"female", {"女", "Female"}}};
  made.fields.push_back(sex);
  made.imports = {{"national",
                   {"全国系统", "National system"},
                   {{"学生姓名", "name"}, {"学号", "number"}},
                   {{"sex", "男性", "male"}},
                   "",
                   true},
                  {"common", {}, {{"生日", "born_on"}, {"备考", "remark"}}, {}, "", true}};
  return made;
}

std::vector<std::string> named(const Declaration& declaration, std::vector<std::string> titles) {
  std::vector<std::string> names;
  for (const auto& field : guess_columns(declaration, titles)) {
    names.push_back(field ? declaration.fields[*field].name : "");
  }
  return names;
}

class Rows : public testing::Test {
 protected:
  Rows() {
    units_.add("庄浪职教中心", "east", "east", true);
    units_.add("静宁职教中心", "west", "west", true);
    classes_.add("一班", "class-1", "east", false);
    classes_.add("一班", "class-2", "west", false);
    classes_.add("二班", "class-3", "west", false);
    classes_.add("庄浪 一班", "class-1", "east", true);
  }

  // The values by field, and which fields have issues.
  std::vector<std::string> read(const std::vector<std::string>& titles,
                                const std::vector<std::string>& cells,
                                const std::string& owner = "") {
    const RecordCheck check(declaration_);
    std::vector<std::string> units;
    for (const std::string& title : titles) units.push_back(unit_of_heading(title));
    const ImportRows rows(check, guess_columns(declaration_, titles),
                          {{0, &units_}, {1, &classes_}}, units);
    Record record(declaration_);
    std::vector<Issue> issues;
    rows.read(cells, owner, record, issues);
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < declaration_.fields.size(); ++i) {
      const std::string& name = declaration_.fields[i].name;
      for (const Issue& issue : issues) {
        if (issue.field == i) shown.push_back(name + "!" + issue.code);
      }
      if (const auto* text = std::get_if<std::string_view>(&record[i])) {
        shown.push_back(name + "=" + std::string(*text));
      } else if (const auto* number = std::get_if<std::int64_t>(&record[i])) {
        shown.push_back(name + "=" + std::to_string(*number));
      } else if (const auto* truth = std::get_if<bool>(&record[i])) {
        shown.push_back(name + (*truth ? "=yes" : "=no"));
      }
    }
    return shown;
  }

  Declaration declaration_ = pupil();
  ReferenceNames units_;
  ReferenceNames classes_;
};

}  // namespace

TEST(ImportColumns, AreGuessedByTitleInEitherLanguageAndByName) {
  EXPECT_THAT(named(pupil(), {"姓名", "Born On", "number"}),
              ElementsAre("name", "born_on", "number"));
}

TEST(ImportColumns, BlanksFullWidthMarksAndUnitsDoNotCount) {
  EXPECT_THAT(named(pupil(), {" 姓　名*", "学费（元）", "＊出生日期：", "ＮＵＭＢＥＲ"}),
              ElementsAre("name", "fee", "born_on", "number"));
}

TEST(ImportColumns, HeadingsOfPresetsAreKnown) {
  EXPECT_THAT(named(pupil(), {"学生姓名", "学号"}), ElementsAre("name", "number"));
}

TEST(ImportColumns, WhatNobodyFillsInOrNobodyKnowsIsLeftOut) {
  EXPECT_THAT(named(pupil(), {"class_year", "备注二", ""}), ElementsAre("", "", ""));
}

TEST(ImportColumns, AFieldIsFilledByTheFirstOfTwoColumns) {
  EXPECT_THAT(named(pupil(), {"学生姓名", "姓名"}), ElementsAre("name", ""));
}

TEST(ImportColumns, WhatAPersonChoseGoesBeforeWhatTitlesSay) {
  const std::vector<std::string> titles{"姓名", "曾用名", "备注"};
  const ColumnFields guessed{3, std::nullopt, 8};
  const std::vector<ChosenColumn> chosen{{"曾用名", 3}, {"备注", std::nullopt}, {"别的", 8}};
  // A field is filled by one column: the guess gives way.
  EXPECT_THAT(with_choices(titles, guessed, chosen),
              ElementsAre(std::nullopt, std::optional<std::size_t>(3), std::nullopt));
}

TEST(ImportColumns, APresetIsToldByHeadingsThatOnlyItKnows) {
  const Declaration declaration = pupil();
  const std::vector<std::string> own{"姓名", "出生日期"};
  const std::vector<std::string> national{"学生姓名", "学号", "出生日期"};
  EXPECT_EQ(preset_of(declaration, own), nullptr);
  EXPECT_EQ(preset_of(declaration, national), &declaration.imports[0]);
}

TEST(ImportColumns, APresetNeedsThreeOfItsHeadings) {
  Declaration declaration = pupil();
  declaration.imports[0].columns.push_back({"全国编号", "number"});
  const std::vector<std::string> two{"学生姓名", "学号", "姓名"};
  const std::vector<std::string> three{"学生姓名", "学号", "全国编号"};
  EXPECT_EQ(preset_of(declaration, two), nullptr);
  EXPECT_EQ(preset_of(declaration, three), &declaration.imports[0]);
}

TEST(ImportColumns, HeadingsThatManyFilesShareAreKnownAndTellOfNoPreset) {
  Declaration declaration = pupil();
  EXPECT_THAT(named(declaration, {"生日"}), ElementsAre("born_on"));
  const std::vector<std::string> titles{"生日", "备考"};
  EXPECT_EQ(preset_of(declaration, titles), nullptr);
  declaration.imports[0].columns = {{"生日", "born_on"}};
  EXPECT_EQ(preset_of(declaration, titles), nullptr);
}

TEST(ImportColumns, TitlesAreFoundBelowTheNameOfTheTable) {
  const std::vector<std::vector<std::string>> rows{{"庄浪职教中心学生名册", "", ""},
                                                   {"填表日期：2024年9月", "", ""},
                                                   {"姓名", "学号", "备注"},
                                                   {"李四", "1", ""}};
  EXPECT_EQ(find_heading(pupil(), rows).row, 2U);
}

TEST(ImportColumns, WithoutAnyKnownTitleTheFirstRowIsTheHeading) {
  const std::vector<std::vector<std::string>> rows{{"甲", "乙"}, {"李四", "1"}};
  const Heading heading = find_heading(pupil(), rows);
  EXPECT_EQ(heading.row, 0U);
  EXPECT_THAT(heading.fields, ElementsAre(std::nullopt, std::nullopt));
}

TEST_F(Rows, CellsAreReadAsPeopleWriteThem) {
  EXPECT_THAT(read({"姓名", "number", "出生日期", "是否住宿", "学费", "sex"},
                   {" 李四　", "１２", "2006年5月4日", "是", "1,250.50", "女"}),
              ElementsAre("number=１２", "name=李四", "born_on=2006-05-04", "boards=yes",
                          "fee=125050", "sex=female"));
}

TEST_F(Rows, AMonthIsWrongUnlessTheRegisterTakesItsFirstDay) {
  EXPECT_THAT(read({"出生日期"}, {"2006年5月"}), ElementsAre("born_on!month"));
  declaration_.imports[0].months = {"born_on"};
  EXPECT_THAT(read({"出生日期"}, {"２００６.5"}),
              ElementsAre("born_on!month", "born_on=2006-05-01"));
}

TEST_F(Rows, ADateMayBeTheDayNumberOfASpreadsheet) {
  EXPECT_THAT(read({"出生日期"}, {"38841"}), ElementsAre("born_on=2006-05-04"));
  EXPECT_THAT(read({"出生日期"}, {"2006/5/4"}), ElementsAre("born_on=2006-05-04"));
}

TEST_F(Rows, MoneyIsInTheUnitOfItsHeadingUnlessTheCellNamesOne) {
  EXPECT_THAT(read({"学费（万元）"}, {"１.5"}), ElementsAre("fee=1500000"));
  EXPECT_THAT(read({"学费（万元）"}, {"300元"}), ElementsAre("fee=30000"));
  EXPECT_THAT(read({"学费（元）"}, {"300"}), ElementsAre("fee=30000"));
  EXPECT_THAT(read({"学费（万元）"}, {""}), ElementsAre());
  EXPECT_THAT(read({"年龄（万元）", "number"}, {"9", "1"}), ElementsAre("number=1"));
}

TEST_F(Rows, WordsOfPresetsStandForValues) {
  EXPECT_THAT(read({"sex"}, {"男性"}), ElementsAre("sex=male"));
}

TEST_F(Rows, WhatCannotBeReadIsAnIssueOfItsField) {
  EXPECT_THAT(read({"出生日期", "是否住宿"}, {"昨天", "也许"}),
              ElementsAre("born_on!type", "boards!type"));
}

TEST_F(Rows, ARecordIsFoundAmongThoseOfTheUnitOfTheRow) {
  EXPECT_THAT(read({"school", "class"}, {"静宁职教中心", "一班"}),
              ElementsAre("school=west", "class=class-2"));
  EXPECT_THAT(read({"class"}, {"一班"}, "east"), ElementsAre("school=east", "class=class-1"));
}

TEST_F(Rows, ARecordOfAnotherUnitIsNotFoundByANameOfThere) {
  EXPECT_THAT(read({"class"}, {"二班"}, "east"), ElementsAre("school=east", "class!reference"));
}

TEST_F(Rows, ANameThatNamesTheUnitTooIsFoundFromEverywhere) {
  EXPECT_THAT(read({"class"}, {"庄浪　一班"}, "west"), ElementsAre("school=west", "class=class-1"));
}

TEST_F(Rows, TwoOfTheSameNameAreAmbiguous) {
  classes_.add("一班", "class-4", "east", false);
  EXPECT_THAT(read({"class"}, {"一班"}, "east"), ElementsAre("school=east", "class!ambiguous"));
}

TEST_F(Rows, ShortAndLongRowsAreRead) {
  EXPECT_THAT(read({"姓名", "number"}, {"李四"}), ElementsAre("name=李四"));
  EXPECT_THAT(read({"姓名"}, {"李四", "更多"}), ElementsAre("name=李四"));
}

TEST(ReferenceNamesTest, AWordOfALabelIsANameWhereNoWholeNameFits) {
  ReferenceNames names;
  names.add_label("660301 机电技术应用 · 庄浪职教", "mechanics", "east", true);
  names.add_label("650101 园艺 · 庄浪职教", "garden", "east", true);
  EXPECT_EQ(names.find("机电技术应用", "east").id, "mechanics");
  EXPECT_EQ(names.find("650101", "east").id, "garden");
  EXPECT_TRUE(names.find("庄浪职教", "east").ambiguous);
  names.add("机电技术应用", "whole", "east", true);
  EXPECT_EQ(names.find("机电技术应用", "east").id, "whole");
}

TEST(ReferenceNamesTest, AnItemOfAListIsANameWhereNoWholeNameFits) {
  ReferenceNames names;
  names.add_list("学前教育、幼儿师范", "care", "east", true);
  EXPECT_EQ(names.find("学前教育、幼儿师范", "east").id, "care");
  EXPECT_EQ(names.find("幼儿师范", "east").id, "care");
  names.add_list("学前教育", "college", "east", true);
  EXPECT_EQ(names.find("学前教育", "east").id, "college");
}

TEST(ReferenceNamesTest, WhatIsSealedIsFoundByItsMark) {
  ReferenceNames names({[](std::string_view text) { return "mark-" + std::string(text); },
                        [](std::string_view text) { return "other-" + std::string(text); }});
  names.add_mark("mark-123", "li", "east", true);
  names.add_mark("other-456", "wang", "east", true);
  EXPECT_EQ(names.find("１２３", "west").id, "li");
  EXPECT_EQ(names.find("456", "west").id, "wang");
  EXPECT_EQ(names.find("124", "west").id, "");
}

TEST(WithoutGuard, OnlyTheApostropheOfAnExportGoes) {
  EXPECT_EQ(without_guard("'-5"), "-5");
  EXPECT_EQ(without_guard("'quoted'"), "'quoted'");
}

}  // namespace registers
