#include "register/record_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

namespace registers {
namespace {

namespace json = boost::json;

Field field(std::string name, Type type, Format format = Format::none) {
  Field field;
  field.name = std::move(name);
  field.type = type;
  field.format = format;
  field.title = {field.name, field.name};
  return field;
}

const Declaration& sample() {
  static const Declaration declaration = [] {
    Declaration d;
    d.fields.push_back(field("name", Type::text));
    d.fields.back().required = true;
    d.fields.back().min_length = 2;
    d.fields.back().max_length = 10;
    d.fields.push_back(field("citizen_id", Type::text, Format::citizen_id));
    d.fields.push_back(field("credit_code", Type::text, Format::credit_code));
    d.fields.push_back(field("student_no", Type::text, Format::student_no));
    d.fields.push_back(field("phone", Type::text, Format::phone));
    d.fields.push_back(field("email", Type::text, Format::email));
    d.fields.push_back(field("division", Type::text, Format::division_code));
    d.fields.push_back(field("school_code", Type::text, Format::school_code));
    d.fields.push_back(field("code", Type::text));
    d.fields.back().pattern = "[A-Z]{2}[0-9]{3}";
    d.fields.push_back(field("sex", Type::text));
    d.fields.back().choices = {{"male", {"男", "Male"}}, {"female", {"女", "Female"}}};
    d.fields.push_back(field("seats", Type::integer));
    d.fields.back().minimum = 1;
    d.fields.back().maximum = 500;
    d.fields.push_back(field("area", Type::integer));
    d.fields.back().scale = 2;
    d.fields.back().minimum = 0;
    d.fields.back().maximum = 100'000;
    d.fields.push_back(field("pay", Type::integer));
    d.fields.back().unit = "fen";
    d.fields.back().minimum = 0;
    d.fields.push_back(field("boards", Type::boolean));
    d.fields.push_back(field("starts_on", Type::date));
    d.fields.push_back(field("ends_on", Type::date));
    d.fields.push_back(field("class", Type::reference));
    d.fields.push_back(field("class_name", Type::text));
    d.fields.back().derived = {"class", "name"};
    d.rules.push_back(
        {"ends_on > starts_on", {"先后不对", "wrong order"}, {"ends_on"}, Severity::error, {}});
    d.rules.push_back(
        {"if boards then seats < 100", {"座位多", "many seats"}, {"seats"}, Severity::warning, {}});
    d.rules.push_back({"name != class_name", {"同名", "same name"}, {"name"}, Severity::error, {}});
    return d;
  }();
  return declaration;
}

const RecordCheck& checker() {
  static const RecordCheck check(sample());
  return check;
}

const Date kToday(2024, 9, 1);

std::size_t position(std::string_view name) {
  return static_cast<std::size_t>(sample().find_field(name) - sample().fields.data());
}

// "field:code" of every issue, a warning with a question mark.
std::vector<std::string> codes(const std::vector<Issue>& issues) {
  std::vector<std::string> codes;
  for (const Issue& issue : issues) {
    EXPECT_FALSE(issue.message.zh.empty());
    EXPECT_FALSE(issue.message.en.empty());
    const std::string name =
        issue.field == Issue::kWholeRecord ? "" : sample().fields[issue.field].name;
    codes.push_back(name + ":" + issue.code + (issue.severity == Severity::warning ? "?" : ""));
  }
  return codes;
}

std::vector<std::string> issues_of_json(const std::string& text) {
  const json::value value = json::parse(text);
  Record record(sample());
  std::vector<Issue> issues;
  checker().read_json(value.as_object(), record, issues);
  checker().check(record, kToday, issues);
  return codes(issues);
}

// ---- one row a value: what is stored, or the code of what is wrong
// --------------------------------

struct Case {
  std::string field;
  std::string cell;
  std::string stored;  // empty if refused
  std::string issue;   // empty if accepted silently
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.field << " " << c.cell;
}

std::string shown(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  return "";
}

class RecordCheckCell : public testing::TestWithParam<Case> {};

TEST_P(RecordCheckCell, IsStoredOrRefused) {
  const Case& c = GetParam();
  Record record(sample());
  std::vector<Issue> issues;
  const std::string_view name = "张三";
  record[position("name")] = name;
  checker().read_cell(position(c.field), c.cell, record, issues);
  checker().check(record, kToday, issues);
  std::vector<std::string> expected;
  if (!c.issue.empty()) expected.push_back(c.field + ":" + c.issue);
  EXPECT_EQ(codes(issues), expected);
  if (!c.stored.empty()) {
    EXPECT_EQ(shown(record[position(c.field)]), c.stored);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, RecordCheckCell,
    testing::Values(
        Case{"name", " 买买提·艾力 ", "买买提·艾力", ""}, Case{"name", "𠮷䶮", "𠮷䶮", ""},
        Case{"name", "李", "", "too_short"},
        Case{"name", "一二三四五六七八九十", "一二三四五六七八九十", ""},
        Case{"name", "一二三四五六七八九十一", "", "too_long"}, Case{"name", "", "", "required"},
        Case{"name", " \u3000", "", "required"}, Case{"name", "张\x01三", "", "characters"},
        Case{"name", "\xD5\xC5\xC8\xFD", "", "characters"},
        Case{"name", std::string(60'000, 'x'), "", "too_long"},
        Case{"code", "ＡＢ１２３", "AB123", ""}, Case{"code", "AB12", "", "pattern"},
        Case{"code", "xAB123", "", "pattern"}, Case{"name", "#REF!", "", "formula_error"},
        Case{"code", std::string(60'000, 'A'), "", "too_long"}, Case{"sex", "女", "female", ""},
        Case{"sex", "female", "female", ""}, Case{"sex", "女性", "", "choice"}));

INSTANTIATE_TEST_SUITE_P(
    Formats, RecordCheckCell,
    testing::Values(
        Case{"citizen_id", "11010519491231002x", "11010519491231002X", ""},
        Case{"citizen_id", "１１０１０５ １９４９１２３１ ００２Ｘ", "11010519491231002X", ""},
        Case{"citizen_id", "110105194912310021", "", "format"},
        Case{"citizen_id", "110105194913310020", "", "format"},
        Case{"citizen_id", "110105491231002", "", "format"},
        Case{"citizen_id", "1.10105E+17", "", "rounded"},
        Case{"student_no", "g11010519491231002x", "G11010519491231002X", ""},
        Case{"student_no", "11010519491231002X", "", "format"},
        Case{"credit_code", "91110000101623741k", "91110000101623741K", ""},
        Case{"credit_code", "91350211M0000XUF46", "91350211M0000XUF46", "credit_code_check?"},
        Case{"credit_code", "9135O211M0000XUF46", "", "format"},
        Case{"division", "620800", "620800", ""}, Case{"division", "62080", "", "format"},
        Case{"school_code", "3162000123", "3162000123", ""},
        Case{"school_code", "316200012", "", "format"},
        Case{"phone", "139 1234 5678", "13912345678", ""},
        Case{"phone", "１３９１２３４５６７８", "13912345678", ""},
        Case{"phone", "8212345", "", "format"},
        Case{"email", "Li.Ming@example.org", "Li.Ming@example.org", ""},
        Case{"email", "li.ming", "", "format"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, RecordCheckCell,
    testing::Values(Case{"seats", "１２", "12", ""}, Case{"seats", "0", "", "range"},
                    Case{"seats", "501", "", "range"}, Case{"seats", "12.5", "", "type"},
                    Case{"seats", "十二", "", "type"},
                    Case{"seats", "#DIV/0!", "", "formula_error"}, Case{"area", "33.5", "3350", ""},
                    Case{"area", "33.555", "", "type"}, Case{"area", "1000.01", "", "range"},
                    Case{"pay", "1,850.50", "185050", ""}, Case{"pay", "-1", "", "range"},
                    Case{"boards", "是", "true", ""}, Case{"boards", "不详", "", "type"},
                    Case{"starts_on", "2024年9月1日", "2024-09-01", ""},
                    Case{"starts_on", "2024-02-30", "", "type"},
                    Case{"class", "0190a1b2-0000-7000-8000-000000000000",
                         "0190a1b2-0000-7000-8000-000000000000", ""},
                    Case{"class", "24 级数控 1 班", "", "reference"}));

// ---- JSON
// -----------------------------------------------------------------------------------------

TEST(RecordCheck, AcceptsASoundRecord) {
  EXPECT_THAT(issues_of_json(R"({"name": "张三", "seats": 12, "boards": false,
                                 "starts_on": "2024-09-01", "ends_on": "2024-09-02"})"),
              testing::IsEmpty());
}

TEST(RecordCheck, ReportsEveryFieldAtOnce) {
  EXPECT_THAT(issues_of_json(R"({"seats": 0, "sex": "x", "starts_on": "1.9.2024"})"),
              testing::UnorderedElementsAre("name:required", "seats:range", "sex:choice",
                                            "starts_on:type"));
}

TEST(RecordCheck, RefusesValuesOfAnotherType) {
  EXPECT_THAT(issues_of_json(R"({"name": 7, "seats": "12", "boards": 1, "starts_on": 20240901,
                                 "area": 1.5, "class": ["a"]})"),
              testing::UnorderedElementsAre("name:type", "seats:type", "boards:type",
                                            "starts_on:type", "area:type", "class:type"));
}

TEST(RecordCheck, RefusesForgedMembers) {
  EXPECT_THAT(
      issues_of_json(R"({"name": "张三", "region": "620800", "state": "approved",
                                 "class_name": "x"})"),
      testing::UnorderedElementsAre(":unknown_field", ":unknown_field", "class_name:not_filled"));
}

TEST(RecordCheck, NullEmptiesAValue) {
  EXPECT_THAT(issues_of_json(R"({"name": null})"), testing::ElementsAre("name:required"));
}

TEST(RecordCheck, ABirthDateMustHaveCome) {
  Record record(sample());
  std::vector<Issue> issues;
  record[position("name")] = std::string_view("张三");
  record[position("citizen_id")] = std::string_view("11010519491231002X");
  checker().check(record, Date(1949, 12, 30), issues);
  EXPECT_THAT(codes(issues), testing::ElementsAre("citizen_id:format"));
}

TEST(RecordCheck, ABrokenRuleStandsBesideItsField) {
  EXPECT_THAT(
      issues_of_json(R"({"name": "张三", "starts_on": "2024-09-02", "ends_on": "2024-09-01"})"),
      testing::ElementsAre("ends_on:rule"));
}

TEST(RecordCheck, ARuleWaitsUntilItsFieldsAreSound) {
  EXPECT_THAT(issues_of_json(R"({"name": "张三", "starts_on": "2024-09-02", "ends_on": "never"})"),
              testing::ElementsAre("ends_on:type"));
}

TEST(RecordCheck, ARuleOverAnotherRecordIsAskedForApart) {
  const std::size_t class_name = position("class_name");
  EXPECT_THAT(std::vector<std::size_t>(checker().referred().begin(), checker().referred().end()),
              testing::ElementsAre(class_name));
  Record record(sample());
  record[position("name")] = std::string_view("一班");
  record[class_name] = std::string_view("一班");
  std::vector<Issue> issues;
  checker().check(record, kToday, issues);
  EXPECT_THAT(codes(issues), testing::IsEmpty());
  checker().check_referred(record, kToday, issues);
  EXPECT_THAT(codes(issues), testing::ElementsAre("name:rule"));
}

TEST(RecordCheck, AWarningIsNoError) {
  Record record(sample());
  std::vector<Issue> issues;
  record[position("name")] = std::string_view("张三");
  record[position("boards")] = true;
  record[position("seats")] = std::int64_t{200};
  checker().check(record, kToday, issues);
  EXPECT_THAT(codes(issues), testing::ElementsAre("seats:rule?"));
  EXPECT_FALSE(has_error(issues));
  EXPECT_TRUE(field_errors(sample(), issues).empty());
}

TEST(RecordCheck, ErrorsNameTheirFieldAsAPointer) {
  Record record(sample());
  std::vector<Issue> issues;
  checker().check(record, kToday, issues);
  const auto errors = field_errors(sample(), issues);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].field, "/name");
}

TEST(RecordCheck, ARecordIsReusedWithoutAnythingOfTheOneBefore) {
  Record record(sample());
  std::vector<Issue> issues;
  checker().read_cell(position("name"), "张三", record, issues);
  record.clear();
  checker().check(record, kToday, issues);
  EXPECT_THAT(codes(issues), testing::ElementsAre("name:required"));
}

RC_GTEST_PROP(RecordCheck, WhatWasAcceptedIsAcceptedAgainUnchanged, (const std::string& cell)) {
  for (std::size_t i = 0; i < sample().fields.size(); ++i) {
    if (sample().fields[i].derived) continue;
    Record once(sample());
    std::vector<Issue> issues;
    checker().read_cell(i, cell, once, issues);
    checker().check(once, kToday, issues);
    if (std::ranges::any_of(issues, [&](const Issue& issue) { return issue.field == i; })) continue;
    const std::string stored = shown(once[i]);
    Record again(sample());
    again[i] = once[i];
    checker().check(again, kToday, issues);
    RC_ASSERT(shown(again[i]) == stored);
  }
}

}  // namespace
}  // namespace registers
