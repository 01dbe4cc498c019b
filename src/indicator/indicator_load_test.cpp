#include "indicator/indicator_load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace indicator {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

registers::Field field(std::string name, registers::Type type) {
  registers::Field made;
  made.name = std::move(name);
  made.type = type;
  return made;
}

registers::Catalogue catalogue() {
  using registers::Type;
  registers::Declaration intake;
  intake.name = "intake";
  intake.owner.field = "county";
  intake.fields = {field("county", Type::reference), field("year", Type::integer),
                   field("entrants", Type::integer), field("old_entrants", Type::integer),
                   field("citizen_id", Type::text)};
  intake.fields[3].retired = true;
  intake.fields[4].sensitive = true;
  registers::Parameter least;
  least.name = "least";
  least.values = {{std::nullopt, 40, "", true}};
  intake.parameters = {least};
  return {{intake}};
}

const Surroundings kPlan{{"enrolment"}, {"bureau"}, {"county"}};

constexpr const char* kSql =
    "SELECT id AS record_id, county AS unit, recorded_on AS on_date, entrants AS numerator "
    "FROM intake";

std::string declaration(const std::string& sql, const std::string& more = "",
                        const std::string& id = "entrants") {
  return "indicators:\n  - id: " + id +
         "\n    title: {zh: 招生, en: Intake}\n    commitments: [enrolment]\n"
         "    unit: person\n    unit_name: {zh: 人, en: persons}\n"
         "    formula: {zh: 合计, en: The sum}\n    definition: {text: {zh: 招生数, en: "
         "Entrants}}\n"
         "    reads: [intake]\n" +
         more + "    sql: " + sql + "\n";
}

std::vector<std::string> codes(const Files& shipped, const Files& local = {}) {
  try {
    read_indicators(shipped, local, catalogue(), kPlan);
  } catch (const yaml::LoadError& error) {
    std::vector<std::string> found;
    for (const yaml::Fault& fault : error.faults()) {
      EXPECT_GT(fault.line, 0);
      found.push_back(fault.code);
    }
    std::ranges::sort(found);
    return found;
  }
  return {};
}

std::vector<std::string> codes_of(const std::string& text) {
  return codes({{"indicators/a.yaml", text}});
}

TEST(IndicatorLoad, ReadsWhatIsDeclared) {
  const Files files{{"indicators/a.yaml", declaration(kSql)}};
  const std::vector<Indicator> all = read_indicators(files, {}, catalogue(), kPlan);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, "entrants");
  EXPECT_EQ(all[0].sql, kSql);
  EXPECT_EQ(all[0].counted_unit, "person");
  EXPECT_TRUE(all[0].measured());
}

TEST(IndicatorLoad, TellsEveryFaultAtOnce) {
  EXPECT_THAT(codes({{"indicators/a.yaml", declaration("SELECT 1 AS absent FROM intake")},
                     {"indicators/b.yaml", declaration(kSql, "    lead: bureau\n", "Other")}}),
              ElementsAre("measured_twice", "missing_column", "missing_column", "missing_column",
                          "missing_column", "not_a_name", "unknown_column"));
}

TEST(IndicatorLoad, RefusesARetiredOrSealedField) {
  const std::string retired =
      "SELECT id AS record_id, county AS unit, recorded_on AS on_date, old_entrants AS numerator "
      "FROM intake";
  EXPECT_THAT(codes_of(declaration(retired)), ElementsAre("hidden_field"));
  EXPECT_THAT(codes_of(declaration(std::string(kSql) + " WHERE citizen_id IS NOT NULL")),
              ElementsAre("hidden_field"));
}

TEST(IndicatorLoad, RefusesAStatementThatWritesOrIsMistaken) {
  EXPECT_THAT(codes_of(declaration("DELETE FROM intake")), ElementsAre("bad_sql"));
  EXPECT_THAT(codes_of(declaration("SELECT id FROM")), ElementsAre("bad_sql"));
  EXPECT_THAT(codes_of(declaration("SELECT id FROM account")), ElementsAre("bad_sql"));
}

TEST(IndicatorLoad, ParametersAreDeclaredKnownAndUsed) {
  const std::string uses = std::string(kSql) + " WHERE entrants >= :least";
  EXPECT_THAT(codes_of(declaration("'" + uses + "'")), ElementsAre("unknown_parameter"));
  EXPECT_THAT(codes_of(declaration("'" + uses + "'", "    parameters: [intake.least]\n")),
              IsEmpty());
  EXPECT_THAT(codes_of(declaration(kSql, "    parameters: [intake.least]\n")),
              ElementsAre("unused_parameter"));
  EXPECT_THAT(codes_of(declaration(kSql, "    parameters: [intake.most]\n")),
              ElementsAre("unknown_parameter"));
}

TEST(IndicatorLoad, OnlyRegistersOfUnitsCanBeComputedUnitByUnit) {
  EXPECT_THAT(codes_of(declaration(kSql, "    by_owner: true\n")), IsEmpty());
  registers::Catalogue shared = catalogue();
  shared.registers.front().shared = true;
  const Files files{{"indicators/a.yaml", declaration(kSql, "    by_owner: true\n")}};
  EXPECT_THROW(read_indicators(files, {}, shared, kPlan), yaml::LoadError);
  const Files without{{"indicators/a.yaml", declaration(kSql, "    by_owner: false\n")}};
  EXPECT_EQ(read_indicators(without, {}, shared, kPlan).size(), 1U);
}

TEST(IndicatorLoad, APeriodAndARatioNeedTheirColumns) {
  EXPECT_THAT(codes_of(declaration(kSql, "    period: year\n")), ElementsAre("missing_column"));
  EXPECT_THAT(codes_of(declaration(kSql, "    figure: ratio\n")),
              ElementsAre("counted_unit", "missing_column"));
}

TEST(IndicatorLoad, WhatIsNotMeasuredSaysWhatIsMissingAndWhoReportsIt) {
  const std::string head =
      "indicators:\n  - id: entrants\n    title: {zh: 招生, en: Intake}\n"
      "    commitments: [enrolment]\n";
  EXPECT_THAT(codes_of(head), ElementsAre("sql_or_missing"));
  EXPECT_THAT(codes_of(head + "    missing: {zh: 缺, en: Nothing}\n"),
              ElementsAre("nobody_reports"));
  EXPECT_THAT(codes_of(head + "    missing: {zh: 缺, en: Nothing}\n"
                              "    reported_by: {zh: 局, en: A bureau}\n"),
              IsEmpty());
}

TEST(IndicatorLoad, WhatShipsForAnotherPlanIsLeftOutButAPlanMustKnowItsOwn) {
  std::string other = declaration(kSql);
  other.replace(other.find("[enrolment]"), 11, "[elsewhere]");
  EXPECT_THAT(read_indicators({{"indicators/a.yaml", other}}, {}, catalogue(), kPlan), IsEmpty());
  EXPECT_THAT(codes({}, {{"plan/indicators/a.yaml", other}}), ElementsAre("unknown_commitment"));
}

}  // namespace

}  // namespace indicator
