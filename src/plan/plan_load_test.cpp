#include "plan/plan_load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <filesystem>
#include <set>

#include "plan/plan_fixture.hpp"
#include "yaml/reader.hpp"

namespace plan {
namespace {

namespace json = boost::json;

std::vector<Fault> faults_of(const Contents& contents) {
  try {
    read_plan(contents, kFixturePermissions);
  } catch (const LoadError& error) {
    return error.faults();
  }
  return {};
}

// ---- one row a mistake: in the good plan, `from` in `file` is replaced by `to` ---------------

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

class LoadPlanRefuses : public testing::TestWithParam<Mistake> {};

TEST_P(LoadPlanRefuses, WithPlaceAndReason) {
  const Mistake& mistake = GetParam();
  Contents contents = fixture("clear");
  std::string& text = contents.at(mistake.file);
  const std::size_t at = text.find(mistake.from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, mistake.from.size(), mistake.to);
  const std::vector<Fault> faults = faults_of(contents);
  ASSERT_EQ(faults.size(), 1U) << (faults.empty() ? "" : fault_text(faults.back(), true));
  EXPECT_EQ(faults[0].file, mistake.file);
  EXPECT_EQ(faults[0].code, mistake.code);
  EXPECT_EQ(faults[0].line, mistake.line);
  EXPECT_EQ(faults[0].column, mistake.column);
  EXPECT_THAT(faults[0].reason.en, testing::HasSubstr(mistake.says));
  EXPECT_FALSE(faults[0].reason.zh.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Schema, LoadPlanRefuses,
    testing::Values(Mistake{"UnknownKey", "tasks.yaml", "responsible:", "responsable:",
                            "unknown_key", 8, 5, "did you mean responsible?"},
                    Mistake{"UnknownKeyLikeNothing", "roles.yaml", "reach: everywhere",
                            "reach: everywhere\n    colour: red", "unknown_key", 6, 5,
                            "possible here: id"},
                    Mistake{"MissingKey", "measures.yaml", "    group: 1\n", "", "missing_key", 6,
                            5, "group is missing"},
                    Mistake{"NumberForText", "plan.yaml", "\"990100\"", "990100", "wrong_type", 6,
                            9, "in quotes, \"990100\""},
                    Mistake{"TextForNumber", "tasks.yaml", "number: 2", "number: two", "wrong_type",
                            19, 13, "a whole number is wanted"},
                    Mistake{"RealForNumber", "tasks.yaml", "number: 2", "number: 2.5", "wrong_type",
                            19, 13, "a whole number is wanted"},
                    Mistake{"ListForText", "plan.yaml", "number: 清政发〔2031〕8号", "number: [x]",
                            "wrong_type", 10, 11, "text is wanted"},
                    Mistake{"Nothing", "plan.yaml", "issuer: city_government",
                            "issuer:", "empty_value", 11, 3, "nothing stands here"},
                    Mistake{"EmptyText", "tasks.yaml", "written: 市财政局", "written: \"\"",
                            "empty_text", 26, 41, "fill it in"},
                    Mistake{"EmptyList", "plan.yaml", "words: [各区县]", "words: []", "empty_list",
                            25, 12, "at least one"},
                    Mistake{"UnknownValue", "units.yaml", "kind: city", "kind: town",
                            "unknown_value", 5, 11, "possible: province, city"},
                    Mistake{"AlmostAValue", "commitments.yaml", "at_least", "at_lest",
                            "unknown_value", 6, 17, "did you mean at_least"},
                    Mistake{"OutOfRange", "commitments.yaml", "scale: 1", "scale: 10",
                            "out_of_range", 27, 12, "0 to 9"},
                    Mistake{"NumberZero", "measures.yaml", "- number: 1", "- number: 0",
                            "out_of_range", 3, 13, "1 to 9999"},
                    Mistake{"SourceTwice", "commitments.yaml", "{task: 1}", "{task: 1, measure: 1}",
                            "wrong_count", 5, 13, "exactly one of measure, task, section"},
                    Mistake{"SourceEmpty", "commitments.yaml", "{task: 1}", "{}", "wrong_count", 5,
                            13, "exactly one of measure, task, section"},
                    Mistake{"NoSuchDay", "tasks.yaml", "on: 2031-12-31", "on: 2031-02-30",
                            "no_such_date", 27, 42, "no such day as 2031-02-30"},
                    Mistake{"DeadlineIn1020", "tasks.yaml", "on: 2031-12-31", "on: 1020-12-31",
                            "date_out_of_range", 27, 42, "outside 1949 to 2199"},
                    Mistake{"NotADate", "tasks.yaml", "on: 2031-12-31", "on: 2031年底",
                            "not_a_date", 27, 42, "2021-12-31"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    References, LoadPlanRefuses,
    testing::Values(
        Mistake{"TwoTasksWithOneNumber", "tasks.yaml", "number: 2", "number: 1", "duplicate_id", 19,
                13, "two tasks are called 1"},
        Mistake{"TwoMeasuresWithOneNumber", "measures.yaml", "  - number: 2\n",
                "  - {number: 1, group: 1, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}}\n"
                "  - number: 2\n",
                "duplicate_id", 10, 14, "two measures are called 1"},
        Mistake{"TwoCommitmentsWithOneId", "commitments.yaml", "id: share", "id: places",
                "duplicate_id", 21, 9, "two commitments are called places"},
        Mistake{"TwoSeatsWithOneId", "bodies.yaml", "id: education", "id: head", "duplicate_id", 19,
                13, "two seats are called head"},
        Mistake{
            "UnitAndScopeWithOneId", "units.yaml", "trees:\n",
            "  - {id: all_counties, name: {zh: 甲, en: A}, kind: county, parent: city_government}\n"
            "trees:\n",
            "duplicate_id", 40, 10, "two units are called all_counties"},
        Mistake{"BadId", "plan.yaml", "id: growth", "id: Growth", "bad_id", 20, 9, "no id"},
        Mistake{"MissingUnit", "tasks.yaml", "unit: finance_bureau", "unit: finance_burau",
                "unknown_reference", 26, 16, "did you mean finance_bureau?"},
        Mistake{"MissingScope", "tasks.yaml", "scope: all_counties", "scope: every_county",
                "unknown_reference", 10, 17, "no scope called every_county"},
        Mistake{"MissingMeasure", "tasks.yaml", "{measure: 2, covers: main}",
                "{measure: 7, covers: main}", "unknown_reference", 23, 19, "no measure 7"},
        Mistake{"MissingGroup", "measures.yaml", "group: 1", "group: 4", "unknown_reference", 7, 12,
                "no group 4"},
        Mistake{"MissingCommitment", "plan.yaml", "commitments: [places]", "commitments: [plcs]",
                "unknown_reference", 22, 19, "did you mean places?"},
        Mistake{"MissingTaskOfSource", "commitments.yaml", "{task: 1}", "{task: 5}",
                "unknown_reference", 5, 20, "no task 5"},
        Mistake{"MissingParent", "units.yaml", "parent: city_government", "parent: nobody_at_all",
                "unknown_reference", 12, 13, "no unit called nobody_at_all"},
        Mistake{"MissingSuccessor", "units.yaml", "unit: education_bureau, on",
                "unit: nobody_at_all, on", "unknown_reference", 38, 16, "nobody_at_all"},
        Mistake{"MissingTree", "roles.yaml", "[finance_line]", "[finance_lines]",
                "unknown_reference", 10, 13, "did you mean finance_line?"},
        Mistake{"UnitAndScope", "tasks.yaml", "{unit: finance_bureau,",
                "{unit: finance_bureau, scope: all_counties,", "unit_or_scope", 26, 9,
                "exactly one"},
        Mistake{"NeitherUnitNorScope", "tasks.yaml", "{unit: finance_bureau, ", "{",
                "unit_or_scope", 26, 9, "exactly one"},
        Mistake{"UnitTwiceInATask", "tasks.yaml", "{scope: all_counties,",
                "{unit: education_bureau,", "duplicate_id", 10, 9, "education_bureau"},
        Mistake{"ParentCycle", "units.yaml", "parent: city_government\n  - id: finance_bureau",
                "parent: education_bureau\n  - id: finance_bureau", "parent_cycle", 12, 13,
                "education_bureau → education_bureau"},
        Mistake{"SeveralRoots", "units.yaml", "    parent: city_government\n  - id: west_county",
                "  - id: west_county", "several_roots", 21, 5, "city_government is the root"},
        Mistake{"TreeCycle", "units.yaml",
                "      - {unit: east_district, under: finance_bureau, from: 2020-01-01}",
                "      - {unit: east_district, under: finance_bureau}\n"
                "      - {unit: finance_bureau, under: east_district}",
                "tree_cycle", 44, 9, "east_district → finance_bureau → east_district"},
        Mistake{"ValidityReversed", "units.yaml", "valid_to: 2030-12-31", "valid_to: 2009-12-31",
                "dates_reversed", 36, 15, "before it begins on 2010-01-01"},
        Mistake{"BadDivision", "units.yaml", "\"990121\"", "\"000121\"", "bad_division_code", 29,
                20, "000121"},
        Mistake{"LowAboveHigh", "commitments.yaml", "low: 305", "low: 400", "bounds", 25, 10,
                "low 400 is above high 350"},
        Mistake{"BetweenWithoutHigh", "commitments.yaml", "    high: 350\n", "", "bounds", 21, 5,
                "high is needed"},
        Mistake{"HighWithoutBetween", "commitments.yaml", "comparator: between",
                "comparator: at_least", "bounds", 26, 11, "only for comparator between"},
        Mistake{"NoTarget", "commitments.yaml", "    low: 1000\n", "", "bounds", 3, 5,
                "low is missing"},
        Mistake{"AllWithTarget", "commitments.yaml", "at_least", "all", "bounds", 3, 5,
                "neither low nor high"},
        Mistake{"RuledButOpen", "commitments.yaml", "      open: false\n", "", "ruled_but_open", 17,
                7, "still open"},
        Mistake{"DueMonth", "duties.yaml", "due_month: 6", "due_month: 7", "bad_due_month", 7, 16,
                "1 to 6"},
        Mistake{"NoDueDay", "duties.yaml", "    due_day: 5\n", "", "bad_due_day", 10, 5,
                "due_day is missing"},
        Mistake{"HolidayWorked", "calendar.yaml", "{from: 2031-09-28, to: 2031-09-28",
                "{from: 2031-09-28, to: 2031-10-01", "calendar_overlap", 6, 7, "2031-10-01"},
        Mistake{"HolidayReversed", "calendar.yaml", "to: 2031-10-07", "to: 2031-09-07",
                "dates_reversed", 4, 30, "before it begins"},
        Mistake{"UnknownPermission", "roles.yaml", "[plan.read, finding.read]",
                "[plan.read, findings.read]", "unknown_permission", 6, 30,
                "did you mean finding.read"}),
    [](const auto& tested) { return tested.param.name; });

// ---- the folder as a whole -------------------------------------------------------------------

class PlanFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(testing::TempDir()) / ("plan_folder_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    for (const auto& [file, text] : fixture("clear")) write(file, text);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }

  std::vector<Fault> faults() const {
    try {
      load_plan(folder_, kFixturePermissions);
    } catch (const LoadError& error) {
      return error.faults();
    }
    return {};
  }

  std::filesystem::path folder_;
};

TEST_F(PlanFolder, Loads) {
  EXPECT_EQ(load_plan(folder_, kFixturePermissions), fixture_plan("clear"));
}

TEST_F(PlanFolder, NamesEveryMissingFile) {
  std::filesystem::remove(folder_ / "tasks.yaml");
  std::filesystem::remove(folder_ / "roles.yaml");
  const std::vector<Fault> found = faults();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(fault_text(found[0], true), "tasks.yaml: the plan folder lacks tasks.yaml: add it");
  EXPECT_EQ(found[1].file, "roles.yaml");
}

TEST_F(PlanFolder, RefusesAFolderInPlaceOfAFile) {
  std::filesystem::remove(folder_ / "tasks.yaml");
  std::filesystem::create_directory(folder_ / "tasks.yaml");
  const std::vector<Fault> found = faults();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "unreadable");
}

TEST_F(PlanFolder, RefusesAFileThatIsTooLarge) {
  write("tasks.yaml", std::string(yaml::kBytesMax + 10, '#'));
  const std::vector<Fault> found = faults();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "file_too_large");
}

TEST_F(PlanFolder, RefusesAFolderThatIsNotThere) {
  std::filesystem::remove_all(folder_);
  const std::vector<Fault> found = faults();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "missing_folder");
}

TEST(LoadError, HoldsTheFaultsOfAllFiles) {
  Contents contents = fixture("clear");
  contents["roles.yaml"] += "colour: 007\n";
  contents["duties.yaml"] = "duties: []\nduties: []\n";
  const std::vector<Fault> faults = faults_of(contents);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].file, "duties.yaml");
  EXPECT_EQ(faults[1].file, "roles.yaml");
  const LoadError error(faults);
  EXPECT_STREQ(error.what(),
               "duties.yaml:2:1: the key duties stands twice: remove one (and 1 more)");
}

TEST(LoadPlan, ListsEveryReferenceFault) {
  Contents contents = fixture("clear");
  std::string& units = contents.at("units.yaml");
  for (std::size_t at = units.find("parent: city_government"); at != std::string::npos;
       at = units.find("parent: city_government", at))
    units.replace(at, 23, "parent: nobody_at_all");
  EXPECT_EQ(faults_of(contents).size(), 5U);
}

TEST(LoadPlan, WantsARoot) {
  Contents contents = fixture("clear");
  std::string& units = contents.at("units.yaml");
  const std::string code = "    division_code: \"990100\"\n";
  units.replace(units.find(code), code.size(), "    parent: west_county\n");
  std::vector<std::string> codes;
  for (const Fault& fault : faults_of(contents)) codes.push_back(fault.code);
  EXPECT_THAT(codes, testing::ElementsAre("no_root", "parent_cycle"));
}

TEST(LoadPlan, FindsASuccessorCycle) {
  Contents contents = fixture("clear");
  std::string& units = contents.at("units.yaml");
  const std::string credit = "    credit_code: 91350100M000100Y43\n";
  units.replace(units.find(credit), credit.size(),
                "    successors: [{unit: old_office, on: 2032-01-01}]\n");
  const std::vector<Fault> faults = faults_of(contents);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "successor_cycle");
  EXPECT_THAT(faults[0].reason.en,
              testing::HasSubstr("education_bureau → old_office → education_bureau"));
}

TEST(LoadPlan, PresumesThatTheFirstLeadsUnlessALeadIsStated) {
  const Plan muddled = fixture_plan("muddled");
  EXPECT_EQ(muddled.find_task(1)->responsible[0].role, Role::presumed_lead);
  EXPECT_EQ(muddled.find_task(1)->responsible[1].role, Role::supporting);
  EXPECT_EQ(muddled.find_task(4)->responsible[0].role, Role::lead);

  Contents contents = fixture("muddled");
  std::string& tasks = contents.at("tasks.yaml");
  const std::string second = "{unit: poverty_office, written: 市扶贫办}";
  tasks.replace(tasks.find(second), second.size(),
                "{unit: poverty_office, written: 市扶贫办, role: lead}");
  const Plan stated = read_plan(contents, kFixturePermissions);
  EXPECT_EQ(stated.find_task(1)->responsible[0].role, Role::supporting);
  EXPECT_EQ(stated.find_task(1)->responsible[1].role, Role::lead);
}

TEST(LoadPlan, KeepsTheDefaultsOfAbsentKeys) {
  const Plan plan = fixture_plan("muddled");
  EXPECT_EQ(plan.board.due_soon_days, BoardSettings{}.due_soon_days);
  EXPECT_EQ(plan.board.heavy_load_tasks, 3);
  EXPECT_FALSE(plan.public_page.show_late);
  EXPECT_TRUE(plan.find_commitment("workshops")->definition.open);
}

// ---- schema and struct say the same -----------------------------------------------------------

template <typename T>
std::set<std::string> member_names() {
  std::set<std::string> names;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
      [&](auto member) { names.insert(member.name); });
  return names;
}

std::set<std::string> schema_names(const json::object& part) {
  std::set<std::string> names;
  for (const auto& property : part.at("properties").as_object()) names.insert(property.key());
  return names;
}

template <typename T>
void expect_same(const std::string& file, const std::string& definition) {
  const json::value schema = json::parse(schema_text(file));
  EXPECT_EQ(schema_names(schema.at("definitions").at(definition).as_object()), member_names<T>())
      << file << " " << definition;
}

TEST(PlanSchema, DescribesTheStructs) {
  expect_same<Document>("plan.schema.json", "document");
  expect_same<Goal>("plan.schema.json", "goal");
  expect_same<Scope>("plan.schema.json", "scope");
  expect_same<PublicPage>("plan.schema.json", "public_page");
  expect_same<BoardSettings>("plan.schema.json", "board_settings");
  expect_same<ReportSettings>("plan.schema.json", "report_settings");
  expect_same<Text>("plan.schema.json", "text");
  expect_same<Group>("measures.schema.json", "group");
  expect_same<Measure>("measures.schema.json", "measure");
  expect_same<Task>("tasks.schema.json", "task");
  expect_same<MeasureLink>("tasks.schema.json", "measure_link");
  expect_same<Responsible>("tasks.schema.json", "responsible");
  expect_same<Deadline>("tasks.schema.json", "deadline");
  expect_same<Condition>("tasks.schema.json", "condition");
  expect_same<Commitment>("commitments.schema.json", "commitment");
  expect_same<Definition>("commitments.schema.json", "definition");
  expect_same<Source>("commitments.schema.json", "source");
  expect_same<Unit>("units.schema.json", "unit");
  expect_same<FormerName>("units.schema.json", "former_name");
  expect_same<Successor>("units.schema.json", "successor");
  expect_same<Tree>("units.schema.json", "tree");
  expect_same<TreeEdge>("units.schema.json", "tree_edge");
  expect_same<Body>("bodies.schema.json", "body");
  expect_same<Seat>("bodies.schema.json", "seat");
  expect_same<Incumbent>("bodies.schema.json", "incumbent");
  expect_same<Duty>("duties.schema.json", "duty");
  expect_same<Calendar>("calendar.schema.json", "calendar");
  expect_same<CalendarDays>("calendar.schema.json", "calendar_days");
  expect_same<RoleDefinition>("roles.schema.json", "role_definition");
}

TEST(PlanSchema, TogetherTheFilesFillThePlan) {
  std::set<std::string> names;
  for (const std::string_view file : kPlanFiles) {
    const std::string schema = std::string(file.substr(0, file.find('.'))) + ".schema.json";
    names.merge(schema_names(json::parse(schema_text(schema)).as_object()));
  }
  EXPECT_EQ(names, member_names<Plan>());
}

// ---- whatever the bytes, an answer ------------------------------------------------------------

RC_GTEST_PROP(LoadPlan, AnswersToAnyMutationOfAGoodFile, ()) {
  Contents contents = fixture("clear");
  auto file = contents.begin();
  std::advance(file, *rc::gen::inRange(0, static_cast<int>(contents.size())));
  std::string& text = file->second;
  const int edits = *rc::gen::inRange(1, 6);
  for (int i = 0; i < edits; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto length = *rc::gen::inRange<std::size_t>(0, 12);
    const auto piece = *rc::gen::oneOf(
        rc::gen::arbitrary<std::string>(),
        rc::gen::element<std::string>("\n", "  ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a",
                                      "!!x ", "---\n", "\"", "'", "|\n", ">", "? ", "# ", "\t",
                                      "1e9", "99999999999", "2031-13-01", "true", "~", "%"));
    text.replace(at, std::min(length, text.size() - at), piece);
    RC_PRE(!text.empty());
  }
  for (const Fault& fault : faults_of(contents)) {
    RC_ASSERT(!fault.reason.zh.empty() && !fault.reason.en.empty());
    RC_ASSERT(fault.line >= 0 && fault.column >= 0);
  }
}

// ---- the plan of the first deployment ----------------------------------------------------------

constexpr std::array<std::string_view, 17> kPermissions = {
    "account.manage",    "audit.read",        "plan.read",           "share.record",
    "share.decide",      "report.review",     "finding.read",        "plan.load",
    "admission.read",    "admission.offer",   "admission.issue",     "admission.prepare",
    "admission.confirm", "supervision.draft", "supervision.release", "parameter.write",
    "form.stamp"};

std::vector<int> tasks_due_in(const Plan& plan, int year) {
  std::vector<int> tasks;
  for (const Task& task : plan.tasks) {
    if (task.deadline.on.year() == year) tasks.push_back(task.number);
  }
  return tasks;
}

TEST(PingliangPlan, HoldsWhatTheDocumentFixes) {
  const Plan plan = load_plan(ZHIJIAO_SOURCE_DIR "/plans/pingliang", kPermissions);
  EXPECT_EQ(plan.region, "620800");
  EXPECT_EQ(plan.groups.size(), 8U);
  EXPECT_EQ(plan.measures.size(), 25U);
  EXPECT_EQ(plan.tasks.size(), 20U);
  EXPECT_THAT(tasks_due_in(plan, 2021), testing::ElementsAre(9, 11, 15, 16, 17, 18));
  EXPECT_THAT(tasks_due_in(plan, 2022), testing::ElementsAre(2, 4, 6, 7, 10, 12, 13, 14, 19, 20));
  EXPECT_THAT(tasks_due_in(plan, 2023), testing::ElementsAre(1, 3, 5, 8));

  std::set<int> without_own_task;
  for (const Measure& measure : plan.measures) without_own_task.insert(measure.number);
  for (const Task& task : plan.tasks) {
    for (const MeasureLink& link : task.measures) {
      if (link.covers == Covers::main) without_own_task.erase(link.measure);
    }
  }
  EXPECT_THAT(without_own_task, testing::ElementsAre(5, 7, 9, 10, 11, 14, 19, 24));
}

}  // namespace
}  // namespace plan
