#include "access/attempt_limit.hpp"

#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace zhijiao::access {

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;

class AttemptLimitTest : public testing::Test {
 public:
  // Seconds to wait, 0 if the attempt was let through.
  int charge(const std::string& name, const std::string& address = "10.0.0.1") {
    try {
      limit.charge(name, address);
      return 0;
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.status(), 429);
      return problem.retry_after_s();
    }
  }

  void pass(int seconds) { clock.advance_us(seconds * kSecondUs); }

  static AttemptLimit::Options options() {
    AttemptLimit::Options made;
    made.name_free_attempts = 3;
    made.address_free_attempts = 6;
    made.entries_max = 4;
    return made;
  }

  base::FakeClock clock{base::start_of(base::Date(2022, 7, 1))};
  AttemptLimit limit{clock, options()};
};

}  // namespace

TEST_F(AttemptLimitTest, LetsTheFirstAttemptsThroughAndThenMakesTheNameWait) {
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 15);
  EXPECT_EQ(charge("li"), 0);
}

TEST_F(AttemptLimitTest, SaysHowLongIsLeftInWholeSecondsRoundedUp) {
  for (int i = 0; i < 3; ++i) charge("wang");
  clock.advance_us(4 * kSecondUs + 1);
  EXPECT_EQ(charge("wang"), 11);
  pass(11);
  EXPECT_EQ(charge("wang"), 0);
}

TEST_F(AttemptLimitTest, DoublesTheDelayUpToItsLimit) {
  for (int i = 0; i < 3; ++i) charge("wang");
  int delay = 15;
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(charge("wang"), delay);
    pass(delay);
    EXPECT_EQ(charge("wang"), 0);
    delay = std::min(delay * 2, 15 * 60);
  }
}

TEST_F(AttemptLimitTest, AnAttemptDuringTheDelayDoesNotProlongIt) {
  for (int i = 0; i < 3; ++i) charge("wang");
  pass(10);
  EXPECT_EQ(charge("wang"), 5);
  pass(5);
  EXPECT_EQ(charge("wang"), 0);
}

TEST_F(AttemptLimitTest, SuccessFreesTheName) {
  charge("wang");
  charge("wang");
  limit.succeeded("wang", "10.0.0.1");
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_GT(charge("wang"), 0);
}

TEST_F(AttemptLimitTest, ManyNamesFromOneAddressMakeTheAddressWait) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(charge("name" + std::to_string(i)), 0);
  EXPECT_EQ(charge("another"), 15);
  EXPECT_EQ(charge("another", "10.0.0.2"), 0);
}

TEST_F(AttemptLimitTest, OnesOwnSuccessDoesNotClearWhatWasFailedForOthersFromTheAddress) {
  for (int i = 0; i < 5; ++i) charge("victim" + std::to_string(i));
  EXPECT_EQ(charge("mine"), 0);
  limit.succeeded("mine", "10.0.0.1");
  EXPECT_EQ(charge("victim5"), 0);
  EXPECT_EQ(charge("victim6"), 15);
}

TEST_F(AttemptLimitTest, WhatWasNotDecidedIsNotCounted) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(charge("wang"), 0);
    limit.undecided("wang", "10.0.0.1");
  }
}

TEST_F(AttemptLimitTest, ForgetsAfterAQuietTime) {
  for (int i = 0; i < 3; ++i) charge("wang");
  pass(30 * 60);
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 0);
  EXPECT_EQ(charge("wang"), 0);
}

TEST_F(AttemptLimitTest, KeepsNoMoreThanItMayAndForgetsTheLongestQuiet) {
  for (int i = 0; i < 100; ++i) {
    charge("name" + std::to_string(i), "10.0.1." + std::to_string(i));
    EXPECT_LE(limit.entries(), 8U);
  }
}

TEST_F(AttemptLimitTest, AVeryLongNameIsCountedLikeAnyOther) {
  const std::string name(1'000'000, 'a');
  for (int i = 0; i < 3; ++i) EXPECT_EQ(charge(name), 0);
  EXPECT_EQ(charge(name), 15);
}

TEST(AddressKey, CountsAnIpv6NetworkAsOne) {
  EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), address_key("2001:db8:1:2::1"));
  EXPECT_NE(address_key("2001:db8:1:2::1"), address_key("2001:db8:1:3::1"));
}

TEST(AddressKey, CountsAMappedIpv4AddressAsItself) {
  EXPECT_EQ(address_key("::ffff:10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(address_key("10.0.0.1"), "10.0.0.1");
}

TEST(AddressKey, LeavesWhatIsNoAddressAlone) { EXPECT_EQ(address_key("local"), "local"); }

}  // namespace zhijiao::access
