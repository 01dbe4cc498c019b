#pragma once

#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "plan/plan_load.hpp"

//! For tests: the two invented plans of src/plan/testdata.
namespace plan {

constexpr std::array<std::string_view, 2> kFixturePermissions = {"plan.read", "finding.read"};

using Contents = std::map<std::string, std::string, std::less<>>;

//! The files of testdata/clear (nothing wrong) or testdata/muddled (every rule finds something).
inline Contents fixture(const std::string& name) {
  Contents contents;
  for (const std::string_view file : kPlanFiles) {
    std::ifstream stream(ZHIJIAO_SOURCE_DIR "/src/plan/testdata/" + name + "/" + std::string(file),
                         std::ios::binary);
    contents.emplace(file, std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  return contents;
}

inline Plan fixture_plan(const std::string& name) {
  return read_plan(fixture(name), kFixturePermissions);
}

}  // namespace plan
