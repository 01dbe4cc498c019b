#include "admission/intake.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace admission {

TEST(Intake, ZhuanglangIn2021Had37PerCentAndMissedItInTwoWays) {
  const IntakeRatio ratio = ratio_of({.vocational = 1681, .general = 2859}, 40);
  EXPECT_EQ(ratio.share_permille, 370);
  EXPECT_FALSE(ratio.holds);
  EXPECT_EQ(ratio.short_total_fixed, 135);
  EXPECT_EQ(ratio.short_general_fixed, 225);
}

TEST(Intake, ExactlyFourToSixHolds) {
  const IntakeRatio ratio = ratio_of({.vocational = 400, .general = 600}, 40);
  EXPECT_TRUE(ratio.holds);
  EXPECT_EQ(ratio.short_total_fixed, 0);
  EXPECT_EQ(ratio.short_general_fixed, 0);
}

TEST(Intake, AShareShownAs40PerCentMayStillBeShort) {
  const IntakeRatio ratio = ratio_of({.vocational = 39'999, .general = 60'001}, 40);
  EXPECT_EQ(ratio.share_permille, 400);
  EXPECT_FALSE(ratio.holds);
  EXPECT_EQ(ratio.short_total_fixed, 1);
}

TEST(Intake, NobodyHoldsNothing) {
  const IntakeRatio ratio = ratio_of({}, 40);
  EXPECT_FALSE(ratio.holds);
  EXPECT_EQ(ratio.share_permille, 0);
  EXPECT_EQ(ratio.short_total_fixed, 0);
}

RC_GTEST_PROP(Intake, WhoAreMissingAreTheFewestThatMakeItHold, ()) {
  const Intake intake{*rc::gen::inRange<std::int64_t>(0, 5000),
                      *rc::gen::inRange<std::int64_t>(1, 5000)};
  const auto percent = *rc::gen::inRange<std::int64_t>(0, 100);
  const IntakeRatio ratio = ratio_of(intake, percent);
  const auto moved = [&](std::int64_t n) {
    return ratio_of({intake.vocational + n, intake.general - n}, percent).holds;
  };
  const auto added = [&](std::int64_t n) {
    return ratio_of({intake.vocational + n, intake.general}, percent).holds;
  };
  RC_ASSERT(moved(ratio.short_total_fixed));
  RC_ASSERT(added(ratio.short_general_fixed));
  if (ratio.short_total_fixed > 0) RC_ASSERT(!moved(ratio.short_total_fixed - 1));
  if (ratio.short_general_fixed > 0) RC_ASSERT(!added(ratio.short_general_fixed - 1));
}

}  // namespace admission
