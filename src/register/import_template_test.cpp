#include "register/import_template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "register/import_rows.hpp"
#include "register/small_register.hpp"

namespace registers {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Declaration pupil() {
  Declaration made = small_pupil();
  made.fields[6].unit = "fen";
  Field sex = text_field("sex");
  sex.choices = {{"male", {"男", "Male"}}, {"female", {"女", "Female"}}};
  made.fields.push_back(sex);
  std::ranges::find(made.fields, "remark", &Field::name)->by_steps = true;
  return made;
}

std::vector<std::string> titles(const http::Table& table) {
  std::vector<std::string> made;
  for (const http::Column& column : table.columns) made.push_back(column.title.zh);
  return made;
}

}  // namespace

TEST(ImportTemplate, HasWhatPeopleFillInAndMarksWhatIsRequired) {
  EXPECT_THAT(
      titles(import_template(pupil(), small_catalogue(), {"school"})),
      ElementsAre("class", "number*", "name*", "born_on", "boards", "fee（元）", "phone", "sex"));
  EXPECT_EQ(titles(import_template(pupil(), small_catalogue(), {})).front(), "school*");
}

TEST(ImportTemplate, SaysHowToWriteAndOffersChoices) {
  const http::Table table = import_template(pupil(), small_catalogue(), {"school"});
  EXPECT_TRUE(table.to_fill_in);
  EXPECT_THAT(table.columns[0].note.zh, HasSubstr("“班级”"));
  EXPECT_THAT(table.columns[1].note.zh, HasSubstr("必填"));
  EXPECT_EQ(table.columns[3].kind, http::ColumnKind::date);
  EXPECT_EQ(table.columns[4].choices.size(), 2U);
  EXPECT_EQ(table.columns[7].choices[1].zh, "女");
}

TEST(ImportTemplate, LeavesOutFilesAndNoHeadingNamesOne) {
  Declaration declaration = pupil();
  declaration.fields.push_back(typed_field("scan", Type::file));
  EXPECT_THAT(titles(import_template(declaration, small_catalogue(), {})),
              testing::Not(testing::Contains("scan")));
  const std::vector<std::string> heading{"scan"};
  EXPECT_FALSE(guess_columns(declaration, heading).front().has_value());
}

TEST(ImportTemplate, AnImportKnowsEveryTitleOfIt) {
  const Declaration declaration = pupil();
  for (const auto& field :
       guess_columns(declaration, titles(import_template(declaration, small_catalogue(), {})))) {
    EXPECT_TRUE(field.has_value());
  }
}

}  // namespace registers
