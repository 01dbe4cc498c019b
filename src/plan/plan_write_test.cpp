#include "plan/plan_write.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <filesystem>

#include "base/problem.hpp"
#include "plan/plan_fixture.hpp"
#include "plan/plan_json.hpp"

namespace plan {
namespace {

namespace fs = std::filesystem;

Plan written_and_read(const Plan& plan) { return read_plan(write_plan(plan), kFixturePermissions); }

TEST(WritePlan, WhatWasReadComesBack) {
  for (const char* name : {"clear", "muddled"}) {
    const Plan plan = read_plan(fixture(name), kFixturePermissions);
    EXPECT_EQ(plan_to_json(written_and_read(plan)), plan_to_json(plan)) << name;
  }
}

TEST(WritePlan, TheFirstPlanComesBack) {
  const std::vector<std::string_view> known = {
      "account.manage",    "audit.read",        "plan.read",           "share.record",
      "share.decide",      "report.review",     "finding.read",        "plan.load",
      "admission.read",    "admission.offer",   "admission.issue",     "admission.prepare",
      "admission.confirm", "supervision.draft", "supervision.release", "parameter.write",
      "form.stamp"};
  const Plan plan = load_plan(fs::path(ZHIJIAO_SOURCE_DIR) / "plans/pingliang", known);
  EXPECT_EQ(plan_to_json(read_plan(write_plan(plan), known)), plan_to_json(plan));
}

TEST(WritePlan, WhatHasNoTranslationIsWrittenOnce) {
  Plan plan = read_plan(fixture("clear"), kFixturePermissions);
  plan.tasks[0].title = {"只有中文", "只有中文"};
  const auto contents = write_plan(plan);
  EXPECT_THAT(contents.at("tasks.yaml"), testing::HasSubstr("zh: 只有中文\n    text:"));
  EXPECT_EQ(written_and_read(plan).tasks[0].title, plan.tasks[0].title);
}

TEST(WritePlan, CommentsStandBeforeTheirThing) {
  const Plan plan = read_plan(fixture("clear"), kFixturePermissions);
  const auto contents = write_plan(plan, {{{"tasks", 1}, {"请核对\n时限"}}}, {"由程序起草"});
  EXPECT_THAT(contents.at("tasks.yaml"), testing::HasSubstr("# 由程序起草\n"));
  EXPECT_THAT(contents.at("tasks.yaml"), testing::HasSubstr("  # 请核对 时限\n  - number: 2\n"));
  EXPECT_EQ(read_plan(contents, kFixturePermissions), plan);
}

RC_GTEST_PROP(WritePlan, AnyTextComesBack, ()) {
  const std::vector<std::string> pieces = {
      "a", "Z",   "0",  "9",    " ",  ":",  "#",      "-",      "?",      "&",
      "*", "!",   "|",  ">",    "'",  "\"", "%",      "@",      "`",      "{",
      "}", "[",   "]",  ",",    "\\", "\t", "\n",     "~",      "=",      "<",
      ".", "yes", "no", "null", "一", "：", "\u2028", "\u00A0", "\u0085", "\uFEFF"};
  std::string text = *rc::gen::elementOf(pieces);
  for (const std::string& piece :
       *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) {
    text += piece;
  }
  Plan plan = read_plan(fixture("clear"), kFixturePermissions);
  plan.tasks[0].title = {text, "en"};
  RC_ASSERT(written_and_read(plan).tasks[0].title.zh == text);
}

TEST(WriteFolder, AFolderWithSomethingInItIsNotTouched) {
  const fs::path folder = fs::path(testing::TempDir()) / "write_folder_test";
  fs::remove_all(folder);
  write_folder(folder, {{"a.yaml", "a: 1\n"}});
  EXPECT_TRUE(fs::exists(folder / "a.yaml"));
  try {
    write_folder(folder, {{"b.yaml", "b: 1\n"}});
    FAIL();
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 409);
  }
  EXPECT_FALSE(fs::exists(folder / "b.yaml"));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace plan
