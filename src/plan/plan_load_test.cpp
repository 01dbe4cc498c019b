#include "plan/plan_load.hpp"

#include <gtest/gtest.h>

namespace plan {
namespace {

TEST(LoadPlan, RefusesAFolderThatIsNotThere) {
  try {
    load_plan(ZHIJIAO_SOURCE_DIR "/plans/nowhere", {});
    FAIL();
  } catch (const LoadError& error) {
    EXPECT_EQ(error.faults().front().code, "missing_folder");
  }
}

}  // namespace
}  // namespace plan
