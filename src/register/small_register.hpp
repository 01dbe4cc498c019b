#pragma once

#include <array>
#include <string>
#include <vector>

#include "db/migration.hpp"
#include "register/declaration.hpp"

//! Two registers with every kind of field, for tests: classes of schools, and the pupils in them.
namespace registers {

inline Field text_field(std::string name, bool required = false) {
  Field field;
  field.name = std::move(name);
  field.title = {field.name, field.name};
  field.required = required;
  return field;
}

inline Field typed_field(std::string name, Type type, std::string ref = "") {
  Field field = text_field(std::move(name));
  field.type = type;
  field.ref = std::move(ref);
  return field;
}

inline Field owner_field() {
  Field field = typed_field("school", Type::reference, std::string(kUnitRegister));
  field.required = true;
  return field;
}

inline Declaration small_class() {
  Declaration made;
  made.name = "class";
  made.capability = "education";
  made.title = {"班级", "Class"};
  made.owner = {"school", {"school"}};
  made.read = {"officer", "leader"};
  made.write = {"officer"};
  made.key = {"school", "name"};
  made.label = {{"", "school"}, {" ", ""}, {"", "name"}};
  made.fields = {owner_field(), text_field("name", true), typed_field("year", Type::integer)};
  made.list.columns = {"school", "name", "year"};
  made.list.search = {"name"};
  made.list.sort = {{"name", false}};
  return made;
}

inline Declaration small_pupil() {
  Declaration made;
  made.name = "pupil";
  made.capability = "education";
  made.title = {"学生", "Pupil"};
  made.owner = {"school", {"school"}};
  made.read = {"officer", "leader"};
  made.write = {"officer"};
  made.key = {"number"};
  made.label = {{"", "name"}};
  Field phone = text_field("phone");
  phone.sensitive = true;
  phone.format = Format::phone;
  Field remark = text_field("remark");
  remark.read = {"officer"};
  Field grade = typed_field("class_year", Type::integer);
  grade.derived = Derivation{"class", "year"};
  made.fields = {owner_field(),
                 typed_field("class", Type::reference, "class"),
                 text_field("number", true),
                 text_field("name", true),
                 typed_field("born_on", Type::date),
                 typed_field("boards", Type::boolean),
                 typed_field("fee", Type::integer),
                 phone,
                 remark,
                 grade};
  made.list.columns = {"school",  "class",  "number", "name",
                       "born_on", "boards", "phone",  "class_year"};
  made.list.filters = {"class", "born_on"};
  made.list.search = {"name", "number"};
  made.list.sort = {{"name", false}};
  made.workflow.initial = "draft";
  made.workflow.states = {{"draft", {"草稿", "Draft"}, true},
                          {"submitted", {"已报送", "Submitted"}, false},
                          {"approved", {"已审核", "Approved"}, false}};
  Transition submit;
  submit.name = "submit";
  submit.title = {"报送", "Submit"};
  submit.from = {"draft"};
  submit.to = "submitted";
  submit.by = {"officer"};
  submit.required_fields = {"born_on"};
  Transition give_back;
  give_back.name = "give_back";
  give_back.title = {"退回", "Return"};
  give_back.from = {"submitted"};
  give_back.to = "draft";
  give_back.by = {"county_officer"};
  give_back.comment = Comment::required;
  give_back.returns_fields = true;
  Transition approve;
  approve.name = "approve";
  approve.title = {"审核", "Approve"};
  approve.from = {"submitted"};
  approve.to = "approved";
  approve.by = {"county_officer"};
  approve.fields = {"remark"};
  approve.after_working_days = 1;
  approve.within_working_days = 10;
  made.workflow.transitions = {submit, give_back, approve};
  return made;
}

inline Catalogue small_catalogue() { return {{small_class(), small_pupil()}}; }

//! The part of the plan's tables that records stand on.
inline constexpr std::array<db::Migration, 1> kUnitTable{{{"test/0001_unit", R"(
CREATE TABLE unit (
  region {text} NOT NULL,
  id {text} NOT NULL,
  CONSTRAINT unit_pkey PRIMARY KEY (region, id)
){strict};
)"}}};

}  // namespace registers
