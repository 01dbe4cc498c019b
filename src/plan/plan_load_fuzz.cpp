// libFuzzer: whatever the bytes of a plan file, the answer is a plan or a list of faults. The first
// byte says which of the files of testdata/clear the rest replaces. Only what passes its schema is
// read together with the other files, which takes many times longer.

#include <cstddef>
#include <cstdint>

#include "plan/plan_check.hpp"
#include "plan/plan_fixture.hpp"
#include "yaml/reader.hpp"
#include "yaml/schema_check.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const plan::Contents good = plan::fixture("clear");
  if (size == 0) return 0;
  const std::string file(plan::kPlanFiles[data[0] % plan::kPlanFiles.size()]);
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  std::vector<plan::Fault> faults;
  const yaml::Node root = yaml::read(bytes, file, faults);
  if (!faults.empty()) return 0;
  const std::string schema = file.substr(0, file.find('.')) + ".schema.json";
  yaml::check_against_schema(root, plan::schema_text(schema), file, faults);
  if (!faults.empty()) return 0;

  plan::Contents contents = good;
  contents[file] = bytes;
  try {
    plan::check_plan(plan::read_plan(contents, plan::kFixturePermissions));
  } catch (const plan::LoadError& error) {
    if (error.faults().empty()) __builtin_trap();
  }
  return 0;
}
