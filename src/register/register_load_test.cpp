#include "register/register_load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace registers {
namespace {

std::string testdata(const std::string& name) {
  std::ifstream file(ZHIJIAO_SOURCE_DIR "/src/register/testdata/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Folders {
  Files shipped = {{"codes/ethnic_group.yaml", testdata("ethnic_group.yaml")},
                   {"education/booking.yaml", testdata("booking.yaml")},
                   {"education/lesson.yaml", testdata("lesson.yaml")}};
  Files local = {{"more.yaml", testdata("more.yaml")}};

  Loaded load() const { return read_registers(shipped, local, surroundings()); }

  static Surroundings surroundings() {
    return {{"school_officer", "leader"}, {"school", "county"}};
  }

  std::vector<yaml::Fault> faults() const {
    try {
      load();
    } catch (const yaml::LoadError& error) {
      return error.faults();
    }
    return {};
  }
};

Declaration lesson() { return *Folders().load().catalogue.find("lesson"); }

TEST(LoadRegisters, OrdersThemByName) {
  const Loaded loaded = Folders().load();
  ASSERT_EQ(loaded.catalogue.registers.size(), 2U);
  EXPECT_EQ(loaded.catalogue.registers[0].name, "booking");
  EXPECT_EQ(loaded.catalogue.registers[1].name, "lesson");
  EXPECT_EQ(loaded.catalogue.registers[1].capability, "education");
  EXPECT_TRUE(loaded.findings.empty());
}

TEST(LoadRegisters, KeepsFieldsInTheOrderWritten) {
  std::vector<std::string> names;
  for (const Field& field : lesson().fields) names.push_back(field.name);
  EXPECT_THAT(names, testing::ElementsAre("school", "code", "name", "kind", "nation", "hours",
                                          "starts_on", "ends_on", "room"));
}

TEST(LoadRegisters, ReadsWhatAFieldSays) {
  const Declaration d = lesson();
  EXPECT_EQ(d.find_field("school")->ref, "unit");
  EXPECT_TRUE(d.find_field("school")->required);
  EXPECT_EQ(d.find_field("code")->pattern, "[A-Z][0-9]+");
  EXPECT_EQ(d.find_field("code")->max_length, 10U);
  EXPECT_EQ(d.find_field("kind")->choices[1].title.zh, "专业课");
  EXPECT_EQ(d.find_field("nation")->choices[1].value, "03");
  EXPECT_EQ(d.find_field("hours")->maximum, 1000);
  EXPECT_EQ(d.find_field("starts_on")->type, Type::date);
  EXPECT_FALSE(d.find_field("ends_on")->required);
}

TEST(LoadRegisters, ReadsLabelListAndPreset) {
  const Declaration d = lesson();
  EXPECT_EQ(d.label, (std::vector<LabelPart>{{"", "code"}, {" ", ""}, {"", "name"}}));
  EXPECT_EQ(d.list.sort, (std::vector<Sort>{{"starts_on", true}, {"code", false}}));
  ASSERT_EQ(d.imports.size(), 1U);
  EXPECT_EQ(d.imports[0].columns[0], (ImportColumn{"代码", "code"}));
  EXPECT_EQ(d.imports[0].words[1], (ImportWord{"kind", "专业", "skill"}));
}

TEST(LoadRegisters, ReadsTheWorkflow) {
  const Workflow workflow = lesson().workflow;
  EXPECT_EQ(workflow.initial, "draft");
  EXPECT_TRUE(workflow.find_state("draft")->editable);
  EXPECT_FALSE(workflow.find_state("filed")->editable);
  EXPECT_EQ(workflow.find_transition("file")->required_fields, std::vector<std::string>{"hours"});
  EXPECT_EQ(workflow.find_transition("file")->clears, std::vector<std::string>{"ends_on"});
}

TEST(LoadRegisters, AStateMayFreeWhatIsUnique) {
  Folders folders;
  std::string& text = folders.shipped.at("education/lesson.yaml");
  const std::string filed = "filed: {title: {zh: 已备案, en: Filed}";
  text.insert(text.find(filed) + filed.size(), ", frees: true");
  const Loaded loaded = folders.load();
  EXPECT_TRUE(loaded.catalogue.find("lesson")->workflow.find_state("filed")->frees);
}

TEST(LoadRegisters, ARuleReadsWhatTheRecordReferredToSays) {
  Folders folders;
  std::string& text = folders.shipped.at("education/booking.yaml");
  text.insert(text.find("list:"),
              "rules:\n  - check: length(lesson_name) > 1\n    message: {zh: 短, en: Short}\n");
  const Loaded loaded = folders.load();
  EXPECT_THAT(loaded.catalogue.find("booking")->rules.front().fields,
              testing::ElementsAre("lesson_name"));
}

TEST(LoadRegisters, PutsARuleBesideTheFieldsItReads) {
  EXPECT_THAT(lesson().rules[0].fields, testing::ElementsAre("ends_on", "starts_on"));
  EXPECT_EQ(lesson().rules[1].severity, Severity::warning);
}

TEST(LoadRegisters, ADerivedFieldTakesTitleAndTypeFromItsSource) {
  const Loaded loaded = Folders().load();
  const Field* name = loaded.catalogue.find("booking")->find_field("lesson_name");
  EXPECT_EQ(name->title.zh, "课程名称");
  EXPECT_EQ(name->type, Type::text);
  EXPECT_EQ(loaded.catalogue.find("booking")->find_field("lesson")->title.zh, "课程");
}

TEST(LoadRegisters, AReferenceNamesTheFieldsThatAgreeWithIt) {
  Folders folders;
  std::string& text = folders.shipped["education/booking.yaml"];
  text.replace(text.find("{x-ref: lesson}"), 15, "{x-ref: lesson, x-same: [school]}");
  const Loaded loaded = folders.load();
  EXPECT_THAT(loaded.catalogue.find("booking")->find_field("lesson")->same,
              testing::ElementsAre("school"));
}

TEST(LoadRegisters, ARecordMayNameOtherUnitsBySomebodyElsesRegister) {
  Folders folders;
  std::string& text = folders.shipped["education/booking.yaml"];
  text.replace(text.find("{field: school}"), 15, "{field: school, also: [host, lesson_school]}");
  text.insert(text.find("  lesson_name:"),
              "  lesson_school: {x-derived: lesson.school}\n"
              "  host: {x-ref: unit, title: {zh: 接待单位, en: Host}}\n");
  const Declaration d = *folders.load().catalogue.find("booking");
  EXPECT_THAT(d.owner.also, testing::ElementsAre("host", "lesson_school"));
  EXPECT_TRUE(d.is_also("lesson_school"));
  EXPECT_FALSE(d.is_also("school"));
}

TEST(LoadRegisters, APlanAddsFieldsRulesColumnsAndItsOwnThresholds) {
  const Declaration d = lesson();
  EXPECT_NE(d.find_field("room"), nullptr);
  EXPECT_EQ(d.rules.size(), 3U);
  EXPECT_EQ(d.list.columns.back(), "room");
  EXPECT_EQ(d.find_parameter("least_hours")->values.front().value, 18);
}

TEST(LoadRegisters, ReadsWhatACollectionAsks) {
  Folders folders;
  folders.shipped["education/tally.yaml"] = testdata("tally.yaml");
  const Loaded loaded = folders.load();
  const auto& asked = loaded.catalogue.find("tally")->collection;
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->length, base::PeriodLength::half_year);
  EXPECT_EQ(asked->first.key, "2024-H1");
  EXPECT_EQ(asked->due_working_days, 10);
  ASSERT_EQ(asked->prefill.size(), 1U);
  EXPECT_EQ(asked->prefill[0].owner, "school");
  EXPECT_EQ(asked->compare.last_percent, 50);
}

// A lesson with a file, before what `from` is replaced by `to`.
Folders with_file(const std::string& from = "", const std::string& to = "") {
  Folders folders;
  std::string& text = folders.shipped["education/lesson.yaml"];
  text.replace(text.find("  ends_on: {type"), 0,
               "  plan: {type: file, x-kinds: [pdf, office], title: {zh: 教案, en: Plan}}\n");
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return folders;
}

TEST(LoadRegisters, AFieldMayTakeAFileOfSomeKinds) {
  const Declaration d = *with_file().load().catalogue.find("lesson");
  EXPECT_EQ(d.find_field("plan")->type, Type::file);
  EXPECT_EQ(d.find_field("plan")->kinds, (std::vector<FileKind>{FileKind::pdf, FileKind::office}));
  EXPECT_FALSE(d.find_field("plan")->from_cells());
}

TEST(LoadRegisters, AFileMayBeAskedForFilteredAndFilledInByAStep) {
  EXPECT_TRUE(with_file("filters: [kind]", "filters: [kind, plan]").faults().empty());
  EXPECT_TRUE(with_file("required: [school, code, name]", "required: [school, code, name, plan]")
                  .faults()
                  .empty());
  Folders filled =
      with_file("required_fields: [hours]", "fields: [plan]\n      required_fields: [hours, plan]");
  std::string& text = filled.shipped.at("education/lesson.yaml");
  text.replace(text.find("[pdf, office]"), 13, "[pdf, office], x-by-steps: true");
  EXPECT_TRUE(filled.faults().empty());
}

// A lesson whose step fills in the hours, as `said` of the field.
Folders with_hours_filled(const std::string& said) {
  Folders folders;
  std::string& text = folders.shipped["education/lesson.yaml"];
  text.replace(text.find("required_fields: [hours]"), 0, "fields: [hours]\n      ");
  text.replace(text.find("x-unit: hour"), 12, "x-unit: hour" + said);
  return folders;
}

TEST(LoadRegisters, AFieldOfAStepSaysWhetherTheFormAsksForItToo) {
  const auto by_steps = [](const std::string& said) {
    return with_hours_filled(said).load().catalogue.find("lesson")->find_field("hours")->by_steps;
  };
  EXPECT_TRUE(by_steps(", x-by-steps: true"));
  EXPECT_FALSE(by_steps(", x-by-steps: false"));
  const auto faults = with_hours_filled("").faults();
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "by_steps_unsaid");
  EXPECT_EQ(faults[0].line, 19);
}

TEST(LoadRegisters, ARequiredFieldOfAStepIsInTheFormWithoutAWord) {
  Folders folders = with_hours_filled("");
  std::string& text = folders.shipped.at("education/lesson.yaml");
  text.replace(text.find("code, name]"), 11, "code, name, hours]");
  EXPECT_TRUE(folders.faults().empty());
}

TEST(LoadRegisters, ADerivedStateHasTheStatesOfTheOtherWorkflow) {
  Folders folders;
  std::string& text = folders.shipped["education/booking.yaml"];
  text.replace(text.find("lesson.name"), 11, "lesson.state");
  const Field field = *folders.load().catalogue.find("booking")->find_field("lesson_name");
  EXPECT_EQ(field.type, Type::text);
  ASSERT_EQ(field.choices.size(), 2U);
  EXPECT_EQ(field.choices[1], (Choice{"filed", {"已备案", "Filed"}}));
  EXPECT_EQ(field.title.zh, "状态");
  // A booking has no workflow.
  folders.shipped["education/lesson.yaml"].replace(
      folders.shipped["education/lesson.yaml"].find("  name: {type"), 0,
      "  booking: {x-ref: booking}\n  booked: {x-derived: booking.state}\n");
  const auto faults = folders.faults();
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "bad_derivation");
  EXPECT_THAT(faults[0].reason.en, testing::HasSubstr("no workflow"));
}

TEST(LoadRegisters, APlanCannotRequireWhatOnlyStepsFillIn) {
  Folders folders = with_hours_filled(", x-by-steps: true");
  folders.local.at("more.yaml") += "required: [hours]\n";
  const auto faults = folders.faults();
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].file, "plan/registers/more.yaml");
  EXPECT_EQ(faults[0].code, "required_by_steps");
}

TEST(LoadRegisters, APlanAddsAFile) {
  Folders folders;
  std::string& text = folders.local.at("more.yaml");
  text.replace(text.find("fields:\n"), 8,
               "fields:\n  slides: {type: file, title: {zh: 课件, en: Slides}}\n");
  EXPECT_EQ(folders.load().catalogue.find("lesson")->find_field("slides")->type, Type::file);
}

struct FileMisused {
  std::string name;
  std::string from;
  std::string to;
  std::string code;
  std::string says;
};
std::ostream& operator<<(std::ostream& out, const FileMisused& one) { return out << one.name; }

class LoadRegistersRefusesAFile : public testing::TestWithParam<FileMisused> {};

TEST_P(LoadRegistersRefusesAFile, WithPlaceAndReason) {
  const auto faults = with_file(GetParam().from, GetParam().to).faults();
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].file, "registers/education/lesson.yaml");
  EXPECT_GT(faults[0].line, 1);
  EXPECT_EQ(faults[0].code, GetParam().code);
  EXPECT_THAT(faults[0].reason.en, testing::HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Places, LoadRegistersRefusesAFile,
    testing::Values(
        FileMisused{"InAKey", "key: [school, code]\n", "key: [school, code]\nunique: [[plan]]\n",
                    "file_not_compared", "no use here"},
        FileMisused{"InALabel", "{code} {name}\"", "{code} {plan}\"", "file_not_compared",
                    "no use here"},
        FileMisused{"InTheOrder", "sort: [-starts_on, code]", "sort: [plan]", "file_not_compared",
                    "no use here"},
        FileMisused{"InASearch", "search: [name]", "search: [plan]", "bad_search", "plain text"},
        FileMisused{"OfAnImport", "名称: name", "名称: plan", "file_not_compared", "no use here"},
        FileMisused{"InARule", "check: ends_on > starts_on", "check: plan = plan", "bad_rule",
                    "whether it is there"},
        FileMisused{"Sensitive", "{type: file,", "{type: file, x-sensitive: true,", "bad_sensitive",
                    "only a text"},
        FileMisused{"WithALength", "{type: file,", "{type: file, maxLength: 5,", "foreign_key",
                    "no meaning"},
        FileMisused{"OfNoKind", "[pdf, office]", "[pdf, exe]", "unknown_value", "possible: pdf"},
        FileMisused{"KindsOfAText", "{type: string, maxLength: 10,",
                    "{type: string, x-kinds: [pdf], maxLength: 10,", "foreign_key", "no meaning"}),
    [](const auto& row) { return row.param.name; });

TEST(LoadRegisters, NobodyIsShownTheFileOfAnotherRecord) {
  Folders folders = with_file();
  std::string& text = folders.shipped["education/booking.yaml"];
  text.replace(text.find("lesson.name"), 11, "lesson.plan");
  const auto faults = folders.faults();
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "file_not_compared");
}

TEST(LoadRegisters, APlanAddsARegisterOfItsOwn) {
  Folders folders;
  std::string text = testdata("booking.yaml");
  text.replace(text.find("booking"), 7, "visit");
  folders.local["visit.yaml"] = text;
  const Loaded loaded = folders.load();
  ASSERT_NE(loaded.catalogue.find("visit"), nullptr);
  EXPECT_EQ(loaded.catalogue.find("visit")->capability, "local");
}

// ---- one row a mistake: in `file`, `from` is replaced by `to`
// ------------------------------------

struct Mistake {
  std::string name;
  std::string file;
  std::string from;
  std::string to;
  std::string code;
  int line;
  int column;
  std::string says;  // part of the English reason
};

std::ostream& operator<<(std::ostream& out, const Mistake& mistake) { return out << mistake.name; }

class LoadRegistersRefuses : public testing::TestWithParam<Mistake> {};

TEST_P(LoadRegistersRefuses, WithPlaceAndReason) {
  const Mistake& mistake = GetParam();
  Folders folders;
  const bool local = mistake.file == "more.yaml";
  if (mistake.file == "tally.yaml") {
    folders.shipped["education/tally.yaml"] = testdata("tally.yaml");
  }
  std::string& text =
      local ? folders.local.at(mistake.file) : folders.shipped.at("education/" + mistake.file);
  const std::size_t at = text.find(mistake.from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, mistake.from.size(), mistake.to);
  const std::vector<yaml::Fault> faults = folders.faults();
  ASSERT_EQ(faults.size(), 1U) << (faults.empty() ? "" : fault_text(faults.back(), true));
  EXPECT_EQ(faults[0].file, (local ? "plan/registers/" : "registers/education/") + mistake.file);
  EXPECT_EQ(faults[0].code, mistake.code);
  EXPECT_EQ(faults[0].line, mistake.line) << fault_text(faults[0], true);
  EXPECT_EQ(faults[0].column, mistake.column) << fault_text(faults[0], true);
  EXPECT_THAT(faults[0].reason.en, testing::HasSubstr(mistake.says));
  EXPECT_FALSE(faults[0].reason.zh.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Shape, LoadRegistersRefuses,
    testing::Values(Mistake{"UnknownKey", "lesson.yaml", "maxLength", "maxLenght", "unknown_key",
                            10, 24, "did you mean maxLength?"},
                    Mistake{"UnknownType", "lesson.yaml", "type: integer", "type: number",
                            "unknown_value", 19, 17, "possible: string, integer, boolean"},
                    Mistake{"UnknownFormat", "lesson.yaml", "format: date", "format: data",
                            "unknown_value", 20, 37, "did you mean date"},
                    Mistake{"OneLanguage", "lesson.yaml", "{zh: 课程, en: Lesson}", "{zh: 课程}",
                            "missing_key", 2, 8, "en is missing"},
                    Mistake{"MissingLabel", "lesson.yaml", "label: \"{code} {name}\"\n", "",
                            "missing_key", 1, 1, "label is missing"},
                    Mistake{"NeitherRegisterNorExtends", "lesson.yaml", "register: lesson\n", "",
                            "missing_key", 1, 1, "either register"},
                    Mistake{"TextForList", "lesson.yaml", "from: [draft]", "from: draft",
                            "wrong_type", 43, 13, "a list"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fields, LoadRegistersRefuses,
    testing::Values(
        Mistake{"BadName", "booking.yaml", "lesson_name:", "课程名:", "bad_name", 11, 3,
                "a small letter"},
        Mistake{"ReservedName", "lesson.yaml", "  ends_on:",
                "  version: {type: boolean, title: {zh: "
                "版本, en: Version}}\n  ends_on:",
                "reserved_name", 21, 3, "its own version"},
        Mistake{"TwoKinds", "booking.yaml", "{x-ref: lesson}", "{x-ref: lesson, type: string}",
                "field_kind", 10, 3, "one of type, x-ref and x-derived"},
        Mistake{"NoTitle", "lesson.yaml", ", title: {zh: 课程名称, en: Name}", "", "missing_key",
                11, 3, "title is missing"},
        Mistake{"BadPattern", "lesson.yaml", "[A-Z][0-9]+", "[A-Z[0-9+", "bad_pattern", 10, 48,
                "missing ]"},
        Mistake{"PatternAndCodes", "lesson.yaml", "x-codes: ethnic_group",
                "x-codes: ethnic_group, pattern: \"x\"", "field_kind", 18, 3, "only one of"},
        Mistake{"MinimumOfAText", "lesson.yaml", "{type: string, title: {zh: 课程名称",
                "{type: string, minimum: 1, title: {zh: 课程名称", "foreign_key", 11, 33,
                "no meaning for this type"},
        Mistake{"BoundsReversed", "lesson.yaml", "minimum: 1,", "minimum: 1001,", "bounds_reversed",
                19, 3, "minimum is greater"},
        Mistake{"SameChoiceTwice", "lesson.yaml", "const: skill", "const: basic",
                "duplicate_choice", 17, 9, "repeats an earlier value"},
        Mistake{"UnknownCodes", "lesson.yaml", "x-codes: ethnic_group", "x-codes: ethnic_grop",
                "unknown_reference", 18, 35, "did you mean ethnic_group?"},
        Mistake{"UnknownReference", "booking.yaml", "{x-ref: lesson}", "{x-ref: leson}",
                "unknown_reference", 10, 19, "did you mean lesson?"},
        Mistake{"SameOfNothing", "booking.yaml", "{x-ref: lesson}",
                "{x-ref: lesson, x-same: [scool]}", "unknown_reference", 10, 36,
                "did you mean school?"},
        Mistake{"SameOfAUnit", "booking.yaml", "{x-ref: unit}", "{x-ref: unit, x-same: [day]}",
                "foreign_key", 9, 33, "no meaning for this type"},
        Mistake{
            "SameOfAnotherType", "booking.yaml", "{x-ref: lesson}",
            "{x-ref: lesson, x-same: [code]}\n  code: {type: integer, title: {zh: 序号, en: No.}}",
            "bad_same", 10, 36, "cannot be compared"},
        Mistake{"DerivedFromNothing", "booking.yaml", "lesson.name", "lesson.title",
                "unknown_reference", 11, 28, "no field called title"},
        Mistake{"DerivedThroughNoReference", "booking.yaml", "lesson.name", "day.name",
                "bad_derivation", 11, 28, "no reference"},
        Mistake{"DerivedFromUnknownUnitField", "booking.yaml", "school.name", "school.nam",
                "unknown_reference", 12, 28, "did you mean name?"},
        Mistake{"ByNoStep", "lesson.yaml", "x-unit: hour", "x-unit: hour, x-by-steps: true",
                "by_no_step", 19, 79, "no step fills it in"},
        Mistake{"DerivedByAStep", "booking.yaml", "{x-derived: lesson.name}",
                "{x-derived: lesson.name, x-by-steps: true}", "foreign_key", 11, 53,
                "no meaning for this type"},
        Mistake{"SensitiveNumber", "lesson.yaml", "x-unit: hour", "x-sensitive: true",
                "bad_sensitive", 19, 66, "only a text"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Names, LoadRegistersRefuses,
    testing::Values(
        Mistake{"UnknownRole", "lesson.yaml", "read: [school_officer, leader]",
                "read: [school_officer, leder]", "unknown_reference", 4, 24,
                "did you mean leader?"},
        Mistake{"UnknownUnitKind", "lesson.yaml", "kinds: [school]", "kinds: [shool]",
                "unknown_reference", 3, 32, "did you mean school?"},
        Mistake{"OwnerIsNoUnit", "lesson.yaml", "owner: {field: school", "owner: {field: name",
                "bad_owner", 3, 16, "x-ref: unit"},
        Mistake{"AlsoIsNoUnit", "booking.yaml", "{field: school}",
                "{field: school, also: [lesson]}", "bad_also", 3, 31, "no x-ref: unit beside"},
        Mistake{"AlsoIsAFactOfAUnit", "booking.yaml", "{field: school}",
                "{field: school, also: [school_name]}", "bad_also", 3, 31, "school_name"},
        Mistake{"AlsoIsTheOwner", "booking.yaml", "{field: school}",
                "{field: school, also: [school]}", "bad_also", 3, 31, "beside the owner"},
        Mistake{"AlsoWithReadersOfAField", "booking.yaml",
                "{field: school}\nread: [school_officer]\nwrite: [school_officer]\n"
                "key: [lesson, day]\nlabel: \"{lesson} {day}\"\nfields:\n",
                "{field: school, also: [host]}\nread: [school_officer]\nwrite: [school_officer]\n"
                "key: [lesson, day]\nlabel: \"{lesson} {day}\"\nfields:\n"
                "  host: {x-ref: unit, x-read: [leader], title: {zh: 接待, en: Host}}\n",
                "also_private", 9, 9, "no sensitive field"},
        Mistake{"SortedByWhatNotAllSee", "lesson.yaml", "zh: 开课日期, en: Starts on}}",
                "zh: 开课日期, en: Starts on}, x-read: [leader]}", "not_seen_by_all", 52, 10,
                "shown to others"},
        Mistake{"SharedWithASecret", "lesson.yaml", "required: [school, code, name]",
                "  secret: {type: string, x-sensitive: true, title: {zh: 密, en: Secret}}\n"
                "required: [school, code, name]\nshared: true",
                "shared_sensitive", 22, 11, "cannot have a sensitive field"},
        Mistake{"KeyNotRequired", "lesson.yaml", "key: [school, code]", "key: [school, hours]",
                "key_not_required", 6, 15, "add it to required"},
        Mistake{"KeyDerived", "booking.yaml", "key: [lesson, day]", "key: [lesson, lesson_name]",
                "never_filled", 6, 15, "cannot tell records apart"},
        Mistake{"UnknownRequired", "lesson.yaml", "required: [school, code, name]",
                "required: [school, code, nam]", "unknown_reference", 22, 26, "did you mean name?"},
        Mistake{"UnknownColumn", "lesson.yaml", "columns: [code", "columns: [cod",
                "unknown_reference", 49, 13, "did you mean code?"},
        Mistake{"StateWithoutWorkflow", "booking.yaml", "columns: [lesson", "columns: [state",
                "unknown_reference", 15, 18, "no field called state"},
        Mistake{"SearchInANumber", "lesson.yaml", "search: [name]", "search: [hours]", "bad_search",
                51, 12, "only plain text"},
        Mistake{"LabelOfNothing", "lesson.yaml", "label: \"{code}", "label: \"{kode}",
                "unknown_reference", 7, 8, "no field called kode"},
        Mistake{"LabelBraceForgotten", "lesson.yaml", "label: \"{code}", "label: \"{code",
                "unknown_reference", 7, 8, "no field called code {name"},
        Mistake{"UnknownPresetField", "lesson.yaml", "代码: code", "代码: cod", "unknown_reference",
                56, 19, "did you mean code?"},
        Mistake{"UnknownPresetWord", "lesson.yaml", "基础: basic", "基础: basics",
                "unknown_reference", 57, 24, "did you mean basic?"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    WorkflowAndRules, LoadRegistersRefuses,
    testing::Values(
        Mistake{"UnknownInitial", "lesson.yaml", "initial: draft", "initial: drafd",
                "unknown_reference", 36, 12, "did you mean draft?"},
        Mistake{"UnknownTarget", "lesson.yaml", "to: filed", "to: field", "unknown_reference", 44,
                11, "did you mean filed?"},
        Mistake{"UnreachableState", "lesson.yaml", "    filed: {",
                "    lost: {title: {zh: 丢失, en: Lost}}\n    filed: {", "unreachable_state", 39, 5,
                "no transition leads to state lost"},
        Mistake{"UnknownActor", "lesson.yaml", "by: [school_officer]", "by: [school_oficer]",
                "unknown_reference", 45, 12, "did you mean school_officer?"},
        Mistake{"SignOffOfADraft", "lesson.yaml", "by: [school_officer]",
                "by: [school_officer]\n      sign_off: {parties: {a: {title: {zh: 甲, "
                "en: A}, by: [leader]}}}",
                "sign_off_of_a_draft", 46, 17, "let it be handed in first"},
        Mistake{"StepOfNobody", "lesson.yaml", "by: [school_officer]",
                "by: [school_officer]\n      of: school", "bad_of", 46, 11, "the owner's also"},
        Mistake{"ADraftFreesNothing", "lesson.yaml", "en: Draft}, editable: true}",
                "en: Draft}, editable: true, frees: true}", "bad_frees", 38, 64,
                "they keep their key"},
        Mistake{"BadRule", "lesson.yaml", "check: ends_on > starts_on", "check: ends_on > start_on",
                "bad_rule", 30, 12, "did you mean starts_on? (at \"start_on\")"},
        Mistake{"SecondValueWithoutDay", "lesson.yaml", "{value: 16, verified: false}",
                "{value: 16, verified: false}\n      - {value: 18}", "values_order", 29, 9,
                "the others follow by date"},
        Mistake{"NoSuchDay", "lesson.yaml", "{value: 16, verified: false}",
                "{value: 16}\n      - {value: 18, from: 2024-02-30}", "not_a_date", 29, 27,
                "exists"},
        Mistake{"ANegativeThreshold", "lesson.yaml", "{value: 16, verified: false}",
                "{value: -1, verified: false}", "out_of_range", 28, 9, "least_hours cannot be -1"},
        Mistake{"NoneOfTheAnswers", "lesson.yaml", "    may_differ: true\n",
                "    may_differ: true\n    oneOf: [{const: 18, title: {zh: 甲, en: A}}, "
                "{const: 20, title: {zh: 乙, en: B}}]\n",
                "out_of_range", 29, 9, "one of it"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Collections, LoadRegistersRefuses,
    testing::Values(
        Mistake{"FirstPeriodOfAnotherLength", "tally.yaml", "first: 2024-H1", "first: 2024-Q1",
                "bad_period", 29, 10, "no such period"},
        Mistake{"FirstPeriodThatIsNone", "tally.yaml", "first: 2024-H1", "first: 2024-H3",
                "bad_period", 29, 10, "no such period"},
        Mistake{"PeriodFieldUnknown", "tally.yaml", "period_field: term", "period_field: trem",
                "unknown_reference", 27, 17, "did you mean term?"},
        Mistake{"PeriodFieldIsANumber", "tally.yaml", "period_field: term", "period_field: heads",
                "bad_collection", 27, 17, "must be a text"},
        Mistake{"AskedKindUnknown", "tally.yaml", "asked: {kinds: [county]}",
                "asked: {kinds: [country]}", "unknown_reference", 28, 19, "did you mean county?"},
        Mistake{"LockRoleUnknown", "tally.yaml", "lock_by: [leader]", "lock_by: [leeder]",
                "unknown_reference", 34, 13, "did you mean leader?"},
        Mistake{"CarriesNoField", "tally.yaml", "carry: [heads]", "carry: [haeds]",
                "unknown_reference", 36, 11, "did you mean heads?"},
        Mistake{"SumsAText", "tally.yaml", "sum: [heads]", "sum: [say]", "bad_collection", 39, 9,
                "must be an integer"},
        Mistake{"PrefillsFromNoRegister", "tally.yaml", "register: lesson", "register: lessen",
                "unknown_reference", 38, 23, "did you mean lesson?"},
        Mistake{"PrefillCountsNoState", "tally.yaml", "states: [filed]", "states: [field]",
                "unknown_reference", 38, 40, "did you mean filed?"},
        Mistake{"ExplainedByANumber", "tally.yaml", "explain: say", "explain: heads",
                "bad_collection", 40, 57, "must be a text"},
        Mistake{"ApproveIsNoStep", "tally.yaml", "approve: agree", "approve: agre",
                "unknown_reference", 32, 12, "did you mean agree?"},
        Mistake{"StepsDoNotFollow", "tally.yaml", "approve: agree", "approve: close",
                "bad_collection", 26, 3, "must follow one another"},
        Mistake{"KeyWithoutThePeriod", "tally.yaml", "key: [county, term]", "key: [county]",
                "bad_collection", 26, 3, "the key of a collection"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Overlay, LoadRegistersRefuses,
    testing::Values(Mistake{"ExtendsNothing", "more.yaml", "extends: lesson", "extends: leson",
                            "unknown_reference", 1, 10, "did you mean lesson?"},
                    Mistake{"ChangesAField", "more.yaml", "  room: {", "  hours: {", "weakens", 3,
                            3, "it does not change them"},
                    Mistake{"ChangesTheKey", "more.yaml", "rules:", "key: [room]\nrules:",
                            "weakens", 9, 6, "it cannot change key"}),
    [](const auto& row) { return row.param.name; });

TEST(LoadRegisters, AThresholdNotMarkedStaysAsItIs) {
  Folders folders;
  std::string& text = folders.shipped.at("education/lesson.yaml");
  text.erase(text.find("    may_differ: true\n"), std::string("    may_differ: true\n").size());
  ASSERT_EQ(folders.faults().size(), 1U);
  EXPECT_EQ(folders.faults()[0].code, "weakens");
  EXPECT_EQ(folders.faults()[0].file, "plan/registers/more.yaml");
}

TEST(LoadRegisters, APercentageIsAtMostTheWholeUnlessItSaysOtherwise) {
  Folders folders;
  std::string& text = folders.shipped.at("education/lesson.yaml");
  const std::string bounded = "    may_differ: true\n";
  text.replace(text.find(bounded), bounded.size(), bounded + "    unit: percent\n");
  const auto most = [](const Catalogue& catalogue) {
    return catalogue.find("lesson")->find_parameter("least_hours")->maximum;
  };
  EXPECT_EQ(most(folders.load().catalogue), 100);
  text.replace(text.find(bounded), bounded.size(), bounded + "    maximum: 300\n");
  EXPECT_EQ(most(folders.load().catalogue), 300);
}

TEST(LoadRegisters, TwoRegistersOfOneNameAreRefused) {
  Folders folders;
  folders.local["again.yaml"] = testdata("booking.yaml");
  ASSERT_EQ(folders.faults().size(), 1U);
  EXPECT_EQ(folders.faults()[0].code, "duplicate_id");
  EXPECT_THAT(folders.faults()[0].reason.en, testing::HasSubstr("use extends"));
}

TEST(LoadRegisters, SaysAllFaultsAtOnce) {
  Folders folders;
  std::string& lesson = folders.shipped.at("education/lesson.yaml");
  lesson.replace(lesson.find("leader"), 6, "leeder");
  lesson.replace(lesson.find("search: [name]"), 14, "search: [nama]");
  std::string& booking = folders.shipped.at("education/booking.yaml");
  booking.replace(booking.find("x-ref: lesson"), 13, "x-ref: lessen");
  EXPECT_EQ(folders.faults().size(), 3U);
}

// ---- fill once (一表通)
// --------------------------------------------------------------------------

TEST(FillOnce, ADatumOfTheRecordReferredToIsFound) {
  Folders folders;
  std::string& text = folders.shipped.at("education/booking.yaml");
  text.insert(text.find("  day:"),
              "  course: {type: string, title: {zh: 课程名称, en: Course name}}\n");
  const std::vector<yaml::Fault> findings = folders.load().findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "asked_twice");
  EXPECT_EQ(findings[0].file, "registers/education/booking.yaml");
  EXPECT_EQ(findings[0].line, 13);
  EXPECT_THAT(findings[0].reason.en, testing::HasSubstr("x-derived: lesson.name"));
}

TEST(FillOnce, AReasonToAskAgainIsAccepted) {
  Folders folders;
  std::string& text = folders.shipped.at("education/booking.yaml");
  text.insert(
      text.find("  day:"),
      "  course: {type: string, title: {zh: 课程名称, en: Course name}, x-asked-again: {zh: "
      "当时的名称, en: The name at that time}}\n");
  EXPECT_TRUE(folders.load().findings.empty());
}

TEST(FillOnce, AKeyOfAnotherRegisterIsFound) {
  Folders folders;
  std::string& lesson = folders.shipped.at("education/lesson.yaml");
  lesson.replace(lesson.find("pattern: \"[A-Z][0-9]+\""), 22, "format: school-code");
  std::string& booking = folders.shipped.at("education/booking.yaml");
  booking.insert(booking.find("  day:"),
                 "  number: {type: string, format: school-code, title: {zh: 号, en: Number}}\n");
  const std::vector<yaml::Fault> findings = folders.load().findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].reason.en, testing::HasSubstr("x-ref: lesson"));
}

}  // namespace
}  // namespace registers
