#include "register/register_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "register/small_register.hpp"

namespace registers {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TableChange change_of(const Declaration& before, const Declaration& after) {
  return change_tables(table_shape(before), table_shape(after));
}

const IndexShape* index_called(const TableShape& shape, const std::string& name) {
  const auto found = std::ranges::find(shape.indexes, name, &IndexShape::name);
  return found == shape.indexes.end() ? nullptr : &*found;
}

}  // namespace

TEST(RegisterTables, DerivedFieldHasNoColumn) {
  EXPECT_EQ(table_shape(small_pupil()).find("class_year"), nullptr);
}

TEST(RegisterTables, FieldCalledLikeACommonColumnIsRefused) {
  Declaration declaration = small_class();
  declaration.fields.push_back(text_field("version"));
  EXPECT_THROW(table_shape(declaration), std::logic_error);
}

TEST(RegisterTables, FieldCalledLikeThePartOfASealedOneIsRefused) {
  Declaration declaration = small_pupil();
  declaration.fields.push_back(text_field("phone_blind"));
  EXPECT_THROW(table_shape(declaration), std::logic_error);
}

TEST(RegisterTables, NameThatIsNoNameIsNeverPastedIntoSql) {
  EXPECT_THROW(sql_name("name\"; DROP TABLE unit; --"), std::logic_error);
}

TEST(RegisterTables, KeyOfASealedFieldIsItsBlindIndex) {
  Declaration declaration = small_pupil();
  declaration.key = {"phone"};
  EXPECT_THAT(table_shape(declaration).indexes.front().columns, ElementsAre("phone_blind"));
}

TEST(RegisterTables, IndexOfTheKeyFindsThoseOfTheSameToo) {
  Declaration declaration = small_pupil();
  declaration.key = {"school", "number"};
  declaration.duplicates.same = {"number"};
  const TableShape shape = table_shape(declaration);
  EXPECT_THAT(shape.indexes.front().columns, ElementsAre("number", "school"));
  EXPECT_EQ(index_called(shape, "pupil_same"), nullptr);
}

TEST(RegisterTables, ThoseOfTheSameHaveAnIndexOfTheirOwnWhereTheKeyDoesNotFindAll) {
  Declaration declaration = small_pupil();
  declaration.key = {"school", "number"};
  declaration.duplicates.same = {"name"};
  EXPECT_THAT(index_called(table_shape(declaration), "pupil_same")->columns,
              ElementsAre("name", "id"));
  declaration.duplicates.same = {"number"};
  declaration.workflow.states[2].frees = true;
  EXPECT_THAT(index_called(table_shape(declaration), "pupil_same")->columns,
              ElementsAre("number", "id"));
}

TEST(RegisterTables, AStateThatFreesIsLeftOutOfWhatIsUnique) {
  Declaration declaration = small_pupil();
  EXPECT_THAT(create_tables(table_shape(declaration)).statements,
              Contains(HasSubstr("(region, \"number\") WHERE removed = 0")));
  declaration.workflow.states[2].frees = true;
  const TableChange change = change_of(small_pupil(), declaration);
  EXPECT_THAT(change.statements,
              ElementsAre(HasSubstr("DROP INDEX"),
                          AllOf(HasSubstr("UNIQUE INDEX"),
                                HasSubstr("WHERE removed = 0 AND state <> 'approved'"))));
}

TEST(RegisterTables, SameDeclarationChangesNothing) {
  const TableChange change = change_of(small_pupil(), small_pupil());
  EXPECT_THAT(change.statements, IsEmpty());
  EXPECT_THAT(change.refusals, IsEmpty());
}

TEST(RegisterTables, LongerTextsAndMoreChoicesNeedNoStatement) {
  Declaration wider = small_class();
  wider.fields[1].max_length = 500;
  wider.fields[1].choices = {{"a", {"甲", "A"}}};
  EXPECT_THAT(change_of(small_class(), wider).statements, IsEmpty());
}

TEST(RegisterTables, RetiredFieldKeepsItsColumn) {
  Declaration after = small_class();
  after.fields[2].retired = true;
  const TableChange change = change_of(small_class(), after);
  EXPECT_THAT(change.statements, IsEmpty());
  EXPECT_THAT(change.refusals, IsEmpty());
}

TEST(RegisterTables, NewFieldIsAddedToBothTables) {
  Declaration after = small_class();
  after.fields.push_back(text_field("room"));
  EXPECT_THAT(change_of(small_class(), after).statements,
              ElementsAre(R"(ALTER TABLE "class" ADD COLUMN "room" {text})",
                          R"(ALTER TABLE "class_version" ADD COLUMN "room" {text})"));
}

TEST(RegisterTables, RenamedFieldKeepsItsColumnsUnderTheNewName) {
  Declaration after = small_pupil();
  after.fields[7].name = "mobile";
  after.fields[7].formerly = "phone";
  after.list.columns = {"name"};
  const TableChange change = change_of(small_pupil(), after);
  EXPECT_THAT(change.refusals, IsEmpty());
  EXPECT_THAT(
      change.statements,
      AllOf(Contains(R"(ALTER TABLE "pupil" RENAME COLUMN "phone" TO "mobile")"),
            Contains(R"(ALTER TABLE "pupil" RENAME COLUMN "phone_blind" TO "mobile_blind")"),
            Contains(R"(ALTER TABLE "pupil_version" RENAME COLUMN "phone" TO "mobile")")));
}

TEST(RegisterTables, DroppedFieldIsRefusedWithTheWayOut) {
  Declaration after = small_class();
  after.fields.pop_back();
  const TableChange change = change_of(small_class(), after);
  EXPECT_THAT(change.statements, IsEmpty());
  ASSERT_THAT(change.refusals, SizeIs(1));
  EXPECT_THAT(change.refusals[0].en, AllOf(HasSubstr("year"), HasSubstr("retired: true")));
}

TEST(RegisterTables, AFileIsAColumnOfItsOwnKindWhichNoTextBecomes) {
  Declaration after = small_class();
  after.fields.push_back(typed_field("scan", Type::file));
  EXPECT_THAT(change_of(small_class(), after).statements,
              Contains(HasSubstr(R"(ALTER TABLE "class" ADD COLUMN "scan")")));
  Declaration text = small_class();
  text.fields.push_back(text_field("scan"));
  EXPECT_THAT(change_of(text, after).refusals, SizeIs(1));
}

TEST(RegisterTables, FieldOfAnotherTypeIsRefused) {
  Declaration after = small_class();
  after.fields[2].type = Type::text;
  EXPECT_THAT(change_of(small_class(), after).refusals, SizeIs(1));
}

TEST(RegisterTables, TextThatBecomesSensitiveIsToBeSealed) {
  Declaration after = small_class();
  after.fields[1].sensitive = true;
  after.key = {};
  after.list = {};
  const TableChange change = change_of(small_class(), after);
  EXPECT_THAT(change.refusals, IsEmpty());
  EXPECT_EQ(change.seals, std::vector<std::string>{"name"});
  EXPECT_THAT(change.statements,
              AllOf(Contains(R"(ALTER TABLE "class" ADD COLUMN "name_masked" {text})"),
                    Contains(R"(ALTER TABLE "class_version" ADD COLUMN "name_blind" {text})")));
}

TEST(RegisterTables, WhatIsSealedDoesNotBecomePlain) {
  Declaration before = small_class();
  before.fields[1].sensitive = true;
  before.key = {};
  before.list = {};
  Declaration after = before;
  after.fields[1].sensitive = false;
  EXPECT_THAT(change_of(before, after).refusals, SizeIs(1));
}

TEST(RegisterTables, NoTextIsRenamedAndSealedAtOnce) {
  Declaration after = small_class();
  after.fields[1].name = "title";
  after.fields[1].formerly = "name";
  after.fields[1].sensitive = true;
  after.key = {};
  after.list = {};
  EXPECT_THAT(change_of(small_class(), after).refusals, SizeIs(1));
}

TEST(RegisterTables, AnotherOwnerIsRefusedBecauseRecordsWouldChangeHands) {
  Declaration after = small_class();
  after.fields.push_back(typed_field("office", Type::reference, std::string(kUnitRegister)));
  after.owner.field = "office";
  EXPECT_THAT(change_of(small_class(), after).refusals, SizeIs(1));
}

TEST(RegisterTables, NewWorkflowBeginsForRecordsThatHadNone) {
  Declaration after = small_class();
  after.workflow = small_pupil().workflow;
  EXPECT_THAT(change_of(small_class(), after).statements,
              Contains(R"(UPDATE "class" SET state = 'draft' WHERE state = '')"));
}

TEST(RegisterTables, LongNamesOfConstraintsStayApartAndFit) {
  const std::string noun(40, 'a');
  EXPECT_LE(unique_index(noun + std::string(40, 'b'), 0).size(), 63U);
  EXPECT_NE(unique_index(noun + std::string(40, 'b'), 0),
            unique_index(noun + std::string(40, 'b'), 1));
}

}  // namespace registers
