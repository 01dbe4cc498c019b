#include "register/register_export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "register/small_register.hpp"

namespace registers {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

using Cells = std::vector<std::string>;

// A row as RegisterSql::cells gives it: id and state go first.
std::string row_of(const Cells& values) {
  std::string row = "1\x1Fsubmitted\x1F";
  for (const std::string& value : values) row += value + '\x1F';
  return row;
}

ExportedTable table_of(const Declaration& declaration, const Cells& fields,
                       http::Language language = http::Language::zh) {
  return {declaration, fields, {}, {{"east", {"东校", "East"}}}, language};
}

Cells cells_of(const Declaration& declaration, const Cells& fields, const Cells& values,
               http::Language language = http::Language::zh) {
  Cells cells;
  table_of(declaration, fields, language).read(row_of(values), cells);
  return cells;
}

}  // namespace

TEST(ExportedTable, ShowsNamesOfUnitsRecordsAndStates) {
  EXPECT_THAT(cells_of(small_pupil(), {"school", "class", "state"}, {"east", "一班"}),
              ElementsAre("东校", "一班", "已报送"));
}

TEST(ExportedTable, ShowsTheLanguageAskedFor) {
  EXPECT_THAT(
      cells_of(small_pupil(), {"school", "boards", "state"}, {"east", "true"}, http::Language::en),
      ElementsAre("East", "yes", "Submitted"));
}

TEST(ExportedTable, ShowsTitlesOfChoicesAndOldValuesAsTheyAre) {
  Declaration declaration = small_pupil();
  declaration.fields[8].choices = {{"a", {"甲", "A"}}};
  EXPECT_THAT(cells_of(declaration, {"remark"}, {"a"}), ElementsAre("甲"));
  EXPECT_THAT(cells_of(declaration, {"remark"}, {"old"}), ElementsAre("old"));
}

TEST(ExportedTable, ShowsFenAsYuanAndScaledNumbersWithTheirPoint) {
  Declaration declaration = small_pupil();
  declaration.fields[6].unit = "fen";
  EXPECT_THAT(cells_of(declaration, {"fee"}, {"-5"}), ElementsAre("-0.05"));
  EXPECT_EQ(table_of(declaration, {"fee"}).head().columns[0].kind, http::ColumnKind::decimal);
  declaration.fields[6].unit = "";
  declaration.fields[6].scale = 3;
  EXPECT_THAT(cells_of(declaration, {"fee"}, {"12345"}), ElementsAre("12.345"));
}

TEST(ExportedTable, ShowsNothingForAnEmptyValue) {
  EXPECT_THAT(cells_of(small_pupil(), {"name", "fee"}, {"", ""}), ElementsAre("", ""));
}

TEST(ExportedTable, OpensWhatIsSealedOnlyOfFieldsInFull) {
  const Declaration declaration = small_pupil();
  const auto open = [](const Field& field, std::string_view sealed) {
    return field.name + " " + std::string(sealed.substr(1));
  };
  Cells cells;
  const ExportedTable table(declaration, {"phone", "name"}, {"phone"}, {}, http::Language::zh,
                            open);
  table.read(row_of({"*139", "*李"}), cells);
  EXPECT_THAT(cells, ElementsAre("phone 139", "*李"));
}

TEST(ExportedTable, AsksOnceForTheTextsOfRecordsReferredTo) {
  const Declaration declaration = small_pupil();
  ExportedTable table = table_of(declaration, {"school", "class", "state", "class_year", "name"});
  const Cells rows{row_of({"east", "c1", "c1", "a"}), row_of({"east", "c1", "c1", "c1"}),
                   row_of({"east", "c2", "c2", ""}), row_of({"east", "", "", ""})};
  EXPECT_THAT(table.unknown(rows), ElementsAre(Pair("class", ElementsAre("c1", "c2")),
                                               Pair("class_year", ElementsAre("c1", "c2"))));
  table.learn("class", {{"c1", "一班"}, {"c2", "二班"}});
  table.learn("class_year", {{"c1", "2021"}, {"c2", ""}});
  EXPECT_THAT(table.unknown(rows), IsEmpty());
  Cells cells;
  table.read(rows[1], cells);
  EXPECT_THAT(cells, ElementsAre("东校", "一班", "已报送", "2021", "c1"));
  table.read(rows[2], cells);
  EXPECT_THAT(cells, ElementsAre("东校", "二班", "已报送", "", ""));
}

TEST(ExportedTable, ShowsADerivedNumberWithItsPointAndADerivedChoiceByItsTitle) {
  Declaration declaration = small_pupil();
  declaration.fields[9].scale = 1;
  ExportedTable number = table_of(declaration, {"class_year"});
  number.learn("class_year", {{"c1", "20215"}});
  Cells cells;
  number.read(row_of({"c1"}), cells);
  EXPECT_THAT(cells, ElementsAre("2021.5"));
  declaration.fields[9].choices = {{"20215", {"甲", "A"}}};
  ExportedTable choice = table_of(declaration, {"class_year"});
  choice.learn("class_year", {{"c1", "20215"}});
  choice.read(row_of({"c1"}), cells);
  EXPECT_THAT(cells, ElementsAre("甲"));
}

TEST(ExportedTable, ForgetsTheTextsOfManyRecords) {
  const Declaration declaration = small_pupil();
  ExportedTable table = table_of(declaration, {"class"});
  Cells rows;
  for (int i = 0; i < 50'001; ++i) rows.push_back(row_of({std::to_string(i)}));
  EXPECT_EQ(table.unknown(rows).at("class").size(), rows.size());
  const Cells again{rows.front()};
  EXPECT_THAT(table.unknown(again), ElementsAre(Pair("class", ElementsAre("0"))));
}

TEST(ExportedTable, RefusesRowsOfAnotherLength) {
  Cells cells;
  const Declaration declaration = small_pupil();
  const ExportedTable table = table_of(declaration, {"name", "fee"});
  EXPECT_THROW(table.read(row_of({"a"}), cells), std::logic_error);
  EXPECT_THROW(table.read(row_of({"a", "1", "2"}), cells), std::logic_error);
}

}  // namespace registers
