#include "register/register_export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "register/small_register.hpp"

namespace registers {

namespace {

using testing::ElementsAre;

http::Table table_of(const Declaration& declaration, std::vector<std::string> fields,
                     const char* values, const char* labels = "{}",
                     http::Language language = http::Language::zh) {
  ExportedRows exported;
  exported.fields = std::move(fields);
  exported.rows = {std::string(R"({"id": "1", "state": "submitted", "values": )") + values +
                   R"(, "labels": )" + labels + "}"};
  exported.units = {{"east", {"东校", "East"}}};
  return records_table(declaration, exported, language);
}

}  // namespace

TEST(RegisterExport, ShowsNamesOfUnitsRecordsAndStates) {
  EXPECT_THAT(table_of(small_pupil(), {"school", "class", "state"},
                       R"({"school": "east", "class": "c1"})", R"({"class": "一班"})")
                  .rows[0],
              ElementsAre("东校", "一班", "已报送"));
}

TEST(RegisterExport, ShowsTheLanguageAskedFor) {
  EXPECT_THAT(table_of(small_pupil(), {"school", "boards", "state"},
                       R"({"school": "east", "boards": true})", "{}", http::Language::en)
                  .rows[0],
              ElementsAre("East", "yes", "Submitted"));
}

TEST(RegisterExport, ShowsTitlesOfChoicesAndOldValuesAsTheyAre) {
  Declaration declaration = small_pupil();
  declaration.fields[8].choices = {{"a", {"甲", "A"}}};
  EXPECT_THAT(table_of(declaration, {"remark"}, R"({"remark": "a"})").rows[0], ElementsAre("甲"));
  EXPECT_THAT(table_of(declaration, {"remark"}, R"({"remark": "old"})").rows[0],
              ElementsAre("old"));
}

TEST(RegisterExport, ShowsFenAsYuanAndScaledNumbersWithTheirPoint) {
  Declaration declaration = small_pupil();
  declaration.fields[6].unit = "fen";
  const http::Table money = table_of(declaration, {"fee"}, R"({"fee": -5})");
  EXPECT_THAT(money.rows[0], ElementsAre("-0.05"));
  EXPECT_EQ(money.columns[0].kind, http::ColumnKind::decimal);
  declaration.fields[6].unit = "";
  declaration.fields[6].scale = 3;
  EXPECT_THAT(table_of(declaration, {"fee"}, R"({"fee": 12345})").rows[0], ElementsAre("12.345"));
}

TEST(RegisterExport, ShowsNothingForAnEmptyValue) {
  EXPECT_THAT(table_of(small_pupil(), {"name", "fee"}, R"({"name": null, "fee": null})").rows[0],
              ElementsAre("", ""));
}

}  // namespace registers
