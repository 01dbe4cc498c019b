#include "register/rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "register/declaration.hpp"

namespace registers {
namespace {

namespace json = boost::json;

Field field(std::string name, Type type) {
  Field field;
  field.name = std::move(name);
  field.type = type;
  return field;
}

// The register of testdata/rules.json, on 2024-09-01.
const Declaration& sample() {
  static const Declaration declaration = [] {
    Declaration d;
    for (const char* name : {"starts_on", "ends_on"}) d.fields.push_back(field(name, Type::date));
    for (const char* name : {"seats", "used"}) {
      d.fields.push_back(field(name, Type::integer));
      d.fields.back().minimum = 0;
      d.fields.back().maximum = 1'000'000;
    }
    d.fields.push_back(field("area", Type::integer));
    d.fields.back().scale = 2;
    d.fields.back().minimum = 0;
    d.fields.back().maximum = 10'000'000;
    d.fields.push_back(field("is_shared", Type::boolean));
    d.fields.push_back(field("kind", Type::text));
    d.fields.back().choices = {{"own", {}}, {"shared", {}}, {"leased", {}}};
    d.fields.push_back(field("note", Type::text));
    d.fields.push_back(field("citizen_id", Type::text));
    d.fields.back().format = Format::citizen_id;
    d.fields.push_back(field("school", Type::reference));
    d.fields.back().ref = kUnitRegister;
    d.fields.push_back(field("other_school", Type::reference));
    d.fields.push_back(field("school_name", Type::text));
    d.fields.back().derived = {"school", "name"};
    d.fields.push_back(field("base", Type::reference));
    d.fields.back().ref = "base";
    d.fields.push_back(field("stations", Type::integer));
    d.fields.back().derived = {"base", "stations"};
    d.fields.push_back(field("phone", Type::text));
    d.fields.back().derived = {"base", "phone"};
    d.fields.back().sensitive = true;
    d.fields.push_back(field("huge", Type::integer));
    d.fields.push_back(field("scan", Type::file));
    d.parameters.push_back({"least",
                            {},
                            {},
                            {{std::nullopt, 30, {}, true},
                             {Date(2024, 9, 1), 40, {}, true},
                             {Date(2025, 9, 1), 50, {}, true}},
                            false});
    return d;
  }();
  return declaration;
}

bool passes(const CompiledRule& rule, const std::vector<Value>& record, Date today) {
  std::vector<std::int64_t> parameters;
  for (const Parameter& parameter : sample().parameters)
    parameters.push_back(parameter.on(today).value);
  return rule.passes(record, {today, parameters});
}

std::vector<Value> record_of(const json::object& members) {
  std::vector<Value> record(sample().fields.size());
  for (const auto& [name, value] : members) {
    const Field* at = sample().find_field(name);
    Value& target = record[static_cast<std::size_t>(at - sample().fields.data())];
    if (value.is_bool())
      target = value.get_bool();
    else if (value.is_int64())
      target = value.get_int64();
    else
      target = std::string_view(value.get_string());
  }
  return record;
}

json::array vectors() {
  std::ifstream file(ZHIJIAO_SOURCE_DIR "/src/register/testdata/rules.json");
  std::stringstream text;
  text << file.rdbuf();
  return json::parse(text.str()).as_array();
}

// The same file is read by web/src/features/register/rule_functions.test.ts, which evaluates
// `logic` as the form does.
TEST(CompiledRule, PassesAsTheSharedVectorsSay) {
  const json::array all = vectors();
  ASSERT_GT(all.size(), 50U);
  for (const json::value& vector : all) {
    const CompiledRule rule(std::string_view(vector.at("check").as_string()), sample());
    EXPECT_EQ(passes(rule, record_of(vector.at("record").as_object()), Date(2024, 9, 1)),
              vector.at("passes").as_bool())
        << vector.at("about");
  }
}

TEST(CompiledRule, ServesTheJsonLogicOfTheSharedVectors) {
  for (const json::value& vector : vectors()) {
    const CompiledRule rule(std::string_view(vector.at("check").as_string()), sample());
    EXPECT_EQ(json::parse(rule.json_logic()), vector.at("logic")) << vector.at("about");
  }
}

TEST(CompiledRule, NamesTheFieldsItReadsOnce) {
  const CompiledRule rule("seats > used and seats < 100", sample());
  EXPECT_EQ(rule.fields(), (std::vector<std::size_t>{2, 3}));
}

TEST(CompiledRule, ReadsWhatTheRecordReferredToSays) {
  const CompiledRule rule("seats <= stations", sample());
  EXPECT_EQ(rule.fields().size(), 2U);
}

TEST(CompiledRule, TakesTheParameterOfTheDay) {
  const CompiledRule rule("seats >= $least", sample());
  const std::vector<Value> record = record_of({{"seats", 45}});
  EXPECT_TRUE(passes(rule, record, Date(2024, 8, 31)));
  EXPECT_TRUE(passes(rule, record, Date(2025, 8, 31)));
  EXPECT_FALSE(passes(rule, record, Date(2025, 9, 1)));
}

TEST(CompiledRule, AsksOfAFileWhetherItIsThere) {
  const CompiledRule rule("scan is not null", sample());
  std::vector<Value> record(sample().fields.size());
  EXPECT_FALSE(passes(rule, record, Date(2024, 9, 1)));
  record.back() = std::string_view("0190");
  EXPECT_TRUE(passes(rule, record, Date(2024, 9, 1)));
}

// ---- one row a rule that is refused
// --------------------------------------------------------------

struct Refused {
  std::string name;
  std::string check;
  std::size_t offset;
  std::string says;
};

std::ostream& operator<<(std::ostream& out, const Refused& refused) { return out << refused.name; }

class CompiledRuleRefuses : public testing::TestWithParam<Refused> {};

TEST_P(CompiledRuleRefuses, WithPlaceAndReason) {
  try {
    const CompiledRule rule(GetParam().check, sample());
    FAIL() << "it was accepted";
  } catch (const RuleError& error) {
    EXPECT_EQ(error.offset(), GetParam().offset);
    EXPECT_THAT(error.reason().en, testing::HasSubstr(GetParam().says));
    EXPECT_FALSE(error.reason().zh.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, CompiledRuleRefuses,
    testing::Values(
        Refused{"Empty", "", 0, "ends too early"},
        Refused{"HalfSaid", "seats >", 7, "ends too early"},
        Refused{"UnknownField", "seat > 1", 0, "did you mean seats?"},
        Refused{"UnknownParameter", "seats > $lest", 8, "did you mean least?"},
        Refused{"UnknownFunction", "yeer(starts_on) = 1", 0, "did you mean year?"},
        Refused{"NotACondition", "seats + 1", 6, "a rule is a condition"},
        Refused{"NoField", "1 = 1", 0, "reads no field"},
        Refused{"TextWithNumber", "note > 1", 7, "text is wanted here, not a number"},
        Refused{"DateWithNumber", "starts_on > 20240901", 12, "a date is wanted here"},
        Refused{"NoSuchDate", "starts_on > '2024-02-30'", 12, "a date is written like"},
        Refused{"OrderOfTexts", "note > kind", 0, "only numbers and dates have an order"},
        Refused{"WrongChoice", "kind = 'sharde'", 7, "did you mean shared?"},
        Refused{"WrongChoiceInList", "kind in ('own', 'rented')", 16, "never 'rented'"},
        Refused{"FieldInList", "kind in (note)", 9, "numbers or quoted texts"},
        Refused{"SumOfDates", "starts_on + 1 > ends_on", 0, "a number is wanted here, not a date"},
        Refused{"CConnective", "seats > 1 && used > 1", 10, "and, or"},
        Refused{"DoubleEqual", "seats == 1", 6, "= for equal"},
        Refused{"FullWidthSign", "seats ＞ 1", 6, "half-width"},
        Refused{"ChineseField", "座位 > 1", 0, "English names"},
        Refused{"OpenQuote", "kind = 'own", 7, "never closed"},
        Refused{"OpenBracket", "(seats > 1", 10, "never closed"},
        Refused{"MoreAfterTheEnd", "seats > 1 used", 10, "should end here"},
        Refused{"TwoPoints", "seats > 1.2.3", 8, "not a number that can be used"},
        Refused{"HugeNumber", "seats > 99999999999999999999", 8, "not a number that can be used"},
        Refused{"MightOverflow", "huge * huge > 1", 5, "narrower minimum and maximum"},
        Refused{"TooFewArguments", "days_between(starts_on) > 1", 22, "takes 2 values"},
        Refused{"BirthOfAnything", "birth_date(note) < today", 0, "format citizen-id"},
        Refused{"ConditionCompared", "(seats > 1) = (used > 1)", 1, "they are not compared"},
        Refused{"ReferenceWithText", "school = 'kongtong'", 9, "a reference is wanted here"},
        Refused{"FileCompared", "scan = scan", 0, "whether it is there"},
        Refused{"FileWithText", "scan = 'a'", 7, "a file is wanted here"},
        Refused{"Derived", "length(school_name) > 1", 7, "a fact of a unit"},
        Refused{"Sealed", "length(phone) > 1", 7, "stored encrypted in the record referred to"},
        Refused{"IfWithoutThen", "if seats > 1", 12, "an if needs a then"},
        Refused{"SqlComment", "seats > 1 -- x", 13, "no field called x"},
        Refused{"BrokenText", "note = '\x92'", 8, "broken text"},
        Refused{"Semicolon", "seats > 1; drop", 9, "no meaning in a rule"}),
    [](const auto& row) { return row.param.name; });

TEST(CompiledRule, RefusesDeepNestingInsteadOfOverflowingTheStack) {
  EXPECT_THROW(CompiledRule(std::string(400, '(') + "seats > 1", sample()), RuleError);
  EXPECT_THROW(CompiledRule(std::string(900, '-') + "1 < seats", sample()), RuleError);
}

TEST(CompiledRule, RefusesWhatAReaderOfJsonWouldFindTooDeep) {
  std::string check = "seats = used";
  for (int i = 0; i < 20; ++i) check += " + 1";
  EXPECT_THROW(CompiledRule(check, sample()), RuleError);
}

TEST(CompiledRule, RefusesATextThatIsTooLong) {
  EXPECT_THROW(CompiledRule("seats > 1" + std::string(kRuleBytesMax, ' '), sample()), RuleError);
}

TEST(CompiledRule, ComparesReferences) {
  const CompiledRule rule("school != other_school", sample());
  EXPECT_FALSE(passes(rule, record_of({{"school", "a"}, {"other_school", "a"}}), Date(2024, 9, 1)));
  EXPECT_TRUE(passes(rule, record_of({{"school", "a"}, {"other_school", "b"}}), Date(2024, 9, 1)));
}

// ---- laws
// ----------------------------------------------------------------------------------------

std::vector<Value> any_record() {
  std::vector<Value> record(sample().fields.size());
  const auto number = [] { return *rc::gen::inRange<std::int64_t>(0, 5); };
  if (*rc::gen::arbitrary<bool>()) record[2] = number();
  if (*rc::gen::arbitrary<bool>()) record[3] = number();
  if (*rc::gen::arbitrary<bool>()) record[5] = *rc::gen::arbitrary<bool>();
  return record;
}

std::string any_condition(int depth) {
  if (depth == 0)
    return *rc::gen::element<std::string>("seats > used", "seats = 2", "used in (1, 3)",
                                          "seats is null", "is_shared", "used + seats < 5");
  const std::string left = any_condition(depth - 1);
  const std::string right = any_condition(depth - 1);
  return *rc::gen::element<std::string>("(" + left + " and " + right + ")",
                                        "(" + left + " or " + right + ")", "not " + left);
}

RC_GTEST_PROP(CompiledRule, DeMorganHoldsForThreeTruths, ()) {
  const std::string a = any_condition(2);
  const std::string b = any_condition(2);
  const CompiledRule one("not (" + a + " and " + b + ")", sample());
  const CompiledRule other("(not " + a + ") or (not " + b + ")", sample());
  const std::vector<Value> record = any_record();
  RC_ASSERT(passes(one, record, Date(2024, 9, 1)) == passes(other, record, Date(2024, 9, 1)));
}

RC_GTEST_PROP(CompiledRule, AConditionAndItsOppositeFailNeverTogether, ()) {
  const std::string a = any_condition(3);
  const std::vector<Value> record = any_record();
  RC_ASSERT(passes(CompiledRule(a, sample()), record, Date(2024, 9, 1)) ||
            passes(CompiledRule("not " + a, sample()), record, Date(2024, 9, 1)));
}

}  // namespace
}  // namespace registers
