// The registers of registers/ with the roles and units of a real plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <filesystem>

#include "plan/plan_model.hpp"
#include "register/record_check.hpp"
#include "register/register_load.hpp"
#include "yaml/file.hpp"
#include "yaml/reader.hpp"

namespace registers {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ZHIJIAO_SOURCE_DIR;

Surroundings pingliang() {
  Surroundings surroundings;
  std::vector<yaml::Fault> faults;
  const auto bytes = yaml::read_file(kRoot / "plans/pingliang/roles.yaml");
  const yaml::Node root = yaml::read(*bytes, "roles.yaml", faults);
  for (const yaml::Node& role : root.find("roles")->items)
    surroundings.roles.push_back(role.find("id")->text);
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<plan::UnitKind>>(
      [&](auto kind) { surroundings.unit_kinds.emplace_back(kind.name); });
  return surroundings;
}

Loaded shipped() {
  try {
    return load_registers(kRoot / "registers", kRoot / "plans/pingliang/registers", pingliang());
  } catch (const yaml::LoadError& error) {
    for (const yaml::Fault& fault : error.faults()) ADD_FAILURE() << yaml::fault_text(fault, true);
    return {};
  }
}

TEST(ShippedRegisters, LoadWithoutAFaultAndAskNothingTwice) {
  const Loaded loaded = shipped();
  EXPECT_GE(loaded.catalogue.registers.size(), 20U);
  for (const yaml::Fault& finding : loaded.findings)
    ADD_FAILURE() << yaml::fault_text(finding, true);
}

TEST(ShippedRegisters, SayWhereAndInWhichLanguagesEverythingIsCalled) {
  for (const Declaration& declaration : shipped().catalogue.registers) {
    EXPECT_FALSE(declaration.title.zh.empty() || declaration.title.en.empty());
    for (const Field& field : declaration.fields)
      EXPECT_FALSE(field.title.zh.empty() || field.title.en.empty())
          << declaration.name << "." << field.name;
  }
}

TEST(ShippedRegisters, KeepCitizenIdsEncrypted) {
  for (const Declaration& declaration : shipped().catalogue.registers)
    for (const Field& field : declaration.fields) {
      if (field.format != Format::citizen_id) continue;
      EXPECT_TRUE(field.sensitive) << declaration.name << "." << field.name;
    }
}

TEST(ShippedRegisters, LetWhatWasReturnedBeMended) {
  for (const Declaration& declaration : shipped().catalogue.registers)
    for (const Transition& transition : declaration.workflow.transitions) {
      if (!transition.returns_fields) continue;
      EXPECT_TRUE(declaration.workflow.find_state(transition.to)->editable)
          << declaration.name << "." << transition.name;
    }
}

// The blocks of registers/README.md that are whole files.
Files examples() {
  const std::string readme = *yaml::read_file(kRoot / "registers/README.md");
  Files files;
  for (std::size_t at = readme.find("```yaml\n"); at != std::string::npos;
       at = readme.find("```yaml\n", at)) {
    at += std::string_view("```yaml\n").size();
    const std::string block = readme.substr(at, readme.find("```\n", at) - at);
    if (block.starts_with("standard: ")) continue;  // education/standard_load_test.cpp
    if (block.find("\nregister: ") != std::string::npos || block.starts_with("extends: "))
      files.emplace(std::to_string(at) + ".yaml", block);
  }
  return files;
}

TEST(RegistersReadme, ItsExamplesLoad) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "registers"))
    if (entry.path().extension() == ".yaml" && entry.path().parent_path().filename() != "standards")
      files.emplace(fs::relative(entry.path(), kRoot / "registers").generic_string(),
                    *yaml::read_file(entry.path()));
  const Files local = examples();
  ASSERT_EQ(local.size(), 2U);
  try {
    const Loaded loaded = read_registers(files, local, pingliang());
    EXPECT_NE(loaded.catalogue.find("order_class"), nullptr);
    EXPECT_NE(loaded.catalogue.find("student")->find_field("bus_line"), nullptr);
    EXPECT_TRUE(loaded.findings.empty());
  } catch (const yaml::LoadError& error) {
    for (const yaml::Fault& fault : error.faults()) ADD_FAILURE() << yaml::fault_text(fault, true);
  }
}

class ShippedStudent : public testing::Test {
 protected:
  std::vector<std::string> issues(std::vector<std::pair<std::string, std::string>> cells) {
    Record record(student_);
    std::vector<Issue> issues;
    const auto put = [&](std::string_view name, std::string_view cell) {
      check_.read_cell(static_cast<std::size_t>(student_.find_field(name) - student_.fields.data()),
                       cell, record, issues);
    };
    put("school", "zhuanglang_centre");
    put("name", "买买提·艾力");
    put("citizen_id", "11010519491231002X");
    put("sex", "女");
    put("class", "0190a1b2-0000-7000-8000-000000000000");
    put("entered_on", "2024-09-01");
    for (const auto& [name, cell] : cells) put(name, cell);
    check_.check(record, Date(2024, 10, 1), issues);
    std::vector<std::string> found;
    for (const Issue& issue : issues)
      found.push_back(student_.fields[issue.field].name + ":" + issue.code);
    return found;
  }

 private:
  const Loaded loaded_ = shipped();
  const Declaration& student_ = *loaded_.catalogue.find("student");
  const RecordCheck check_{student_};
};

TEST_F(ShippedStudent, ASoundRowIsAccepted) { EXPECT_THAT(issues({}), testing::IsEmpty()); }

TEST_F(ShippedStudent, ASexThatDoesNotFitTheCitizenIdIsAskedAbout) {
  EXPECT_THAT(issues({{"sex", "男"}}), testing::ElementsAre("sex:rule"));
}

TEST_F(ShippedStudent, ABirthDateThatDoesNotFitTheCitizenIdIsAskedAbout) {
  EXPECT_THAT(issues({{"born_on", "1949年12月30日"}}), testing::ElementsAre("born_on:rule"));
  EXPECT_THAT(issues({{"born_on", "19491231"}}), testing::IsEmpty());
}

TEST_F(ShippedStudent, AChangeBeforeTheEntryIsRefused) {
  EXPECT_THAT(issues({{"status_on", "2024-08-31"}}), testing::ElementsAre("status_on:rule"));
}

TEST_F(ShippedStudent, AChangeThatHasNotComeIsRefused) {
  EXPECT_THAT(issues({{"status_on", "2024-10-02"}}), testing::ElementsAre("status_on:rule"));
  EXPECT_THAT(issues({{"status_on", "2024-10-01"}}), testing::IsEmpty());
}

TEST_F(ShippedStudent, AReturnBeforeTheSuspensionIsRefused) {
  EXPECT_THAT(issues({{"status_on", "2024-09-20"}, {"back_by", "2024-09-20"}}),
              testing::ElementsAre("back_by:rule"));
  EXPECT_THAT(issues({{"status_on", "2024-09-20"}, {"back_by", "2025-09-01"}}), testing::IsEmpty());
}

}  // namespace
}  // namespace registers
