#include "education/standard_load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "register/register_load.hpp"
#include "yaml/fault.hpp"
#include "yaml/file.hpp"

namespace education {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

registers::Catalogue small_catalogue() {
  registers::Declaration conditions;
  conditions.name = "conditions";
  registers::Field students;
  students.name = "students";
  students.type = registers::Type::integer;
  registers::Field area = students;
  area.name = "area";
  registers::Field remark;
  remark.name = "remark";
  conditions.fields = {students, area, remark};
  registers::Parameter least;
  least.name = "least";
  least.values = {{{}, 33, "", true}};
  registers::Parameter none = least;
  none.name = "none";
  none.values = {{{}, 0, "", true}};
  conditions.parameters = {least, none};
  return {{conditions}};
}

std::string standard(const std::string& indicator, const std::string& name = "small") {
  return "standard: " + name +
         "\ntitle: {zh: 标准, en: Standard}\nsource: 文\nregister: conditions\n"
         "kinds: [" +
         name +
         "]\nbasic_passes: least\nindicators:\n  area:\n"
         "    title: {zh: 面积, en: Area}\n    unit: {zh: 平方米, en: m2}\n" +
         indicator;
}

std::vector<std::string> codes(const StandardFiles& files) {
  std::vector<std::string> codes;
  try {
    read_standards(files, small_catalogue());
  } catch (const yaml::LoadError& error) {
    for (const yaml::Fault& fault : error.faults()) codes.push_back(fault.code);
  }
  return codes;
}

TEST(Standards, ASoundOneIsRead) {
  const auto read = read_standards(
      {{"a.yaml", standard("    value: area\n    base: students\n    at_least: least\n")}},
      small_catalogue());
  ASSERT_THAT(read, SizeIs(1));
  const StandardIndicator& indicator = read.front().indicators.front();
  EXPECT_EQ(indicator.base, "students");
  EXPECT_EQ(indicator.threshold, "least");
  EXPECT_TRUE(indicator.judged);
}

struct Wrong {
  const char* indicator;
  const char* code;
};

TEST(Standards, WhatIsWrongIsSaidWithItsPlace) {
  for (const Wrong& wrong : std::vector<Wrong>{
           {"    value: area\n", "one_bound"},
           {"    value: area\n    at_least: least\n    at_most: least\n", "one_bound"},
           {"    value: area\n    at_most: least\n", "no_base"},
           {"    value: remark\n    at_least: least\n", "unknown_field"},
           {"    value: area\n    at_least: most\n", "unknown_parameter"},
           {"    value: area\n    at_least: none\n", "not_positive"}}) {
    EXPECT_THAT(codes({{"a.yaml", standard(wrong.indicator)}}), ElementsAre(wrong.code))
        << wrong.indicator;
  }
}

TEST(Standards, AKindOfSchoolHasOneStandard) {
  const std::string sound = standard("    value: area\n    at_least: least\n");
  EXPECT_THAT(codes({{"a.yaml", sound}, {"b.yaml", sound}}),
              ElementsAre("used_twice", "used_twice"));
  EXPECT_THAT(codes({{"a.yaml", sound},
                     {"b.yaml", standard("    value: area\n    at_least: least\n", "other")}}),
              testing::IsEmpty());
}

const std::filesystem::path kRoot = ZHIJIAO_SOURCE_DIR;

// Alone: how the conditions are collected names other registers.
registers::Catalogue shipped_conditions() {
  std::string text = *yaml::read_file(kRoot / "registers/education/campus_conditions.yaml");
  const std::size_t collection = text.find("\ncollection:");
  text.erase(collection, text.find("\nlist:") - collection);
  registers::Files files{
      {"education/campus_conditions.yaml", text},
      {"education/school.yaml", *yaml::read_file(kRoot / "registers/education/school.yaml")}};
  const auto loaded = registers::read_registers(
      files, {},
      {{"registrar", "school_officer", "county_officer", "human_resources_line_officer",
        "city_officer", "plan_office", "leader", "group_officer", "auditor"},
       {"school", "college"}});
  return loaded.catalogue;
}

TEST(ShippedStandards, FitTheirRegister) {
  try {
    EXPECT_THAT(load_standards(kRoot / "registers", "", shipped_conditions()), SizeIs(3));
  } catch (const yaml::LoadError& error) {
    for (const yaml::Fault& fault : error.faults()) ADD_FAILURE() << yaml::fault_text(fault, true);
  }
}

TEST(RegistersReadme, ItsStandardLoads) {
  const std::string readme = *yaml::read_file(kRoot / "registers/README.md");
  const std::size_t at = readme.find("standard: ");
  ASSERT_NE(at, std::string::npos);
  const std::string block = readme.substr(at, readme.find("```", at) - at);
  EXPECT_THAT(read_standards({{"README.md", block}}, shipped_conditions()), SizeIs(1));
}

}  // namespace
}  // namespace education
