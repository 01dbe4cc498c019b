// libFuzzer: whatever the bytes of a plan file, read_plan answers with a plan or with faults.
// The first byte says which of the files of testdata/clear the rest replaces.

#include <cstddef>
#include <cstdint>

#include "plan/plan_check.hpp"
#include "plan/plan_fixture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const plan::Contents kGood = plan::fixture("clear");
  if (size == 0) return 0;
  plan::Contents contents = kGood;
  contents[std::string(plan::kPlanFiles[data[0] % plan::kPlanFiles.size()])] =
      std::string(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    plan::check_plan(plan::read_plan(contents, plan::kFixturePermissions));
  } catch (const plan::LoadError& error) {
    if (error.faults().empty()) __builtin_trap();
  }
  return 0;
}
