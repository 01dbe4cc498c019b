#include "engines/allocation/lottery.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace engines::allocation {

namespace {

std::vector<std::uint32_t> draw_of(std::string_view seed, const std::vector<std::string>& ids) {
  const std::vector<std::string_view> views(ids.begin(), ids.end());
  return draw(seed, views);
}

const Commitment kCommitment{.input_sha256 = std::string(64, 'a'),
                             .program_version = "1.0",
                             .random_source = "双色球第2027001期 lottery 2027001"};

}  // namespace

// FIPS 180-2
TEST(Lottery, TheHashIsSha256) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// Anybody can check it: printf 'zhijiao lottery 1\n...\n1.0\nx\n' | sha256sum
TEST(Lottery, TheDigestIsThatOfTheLinesDescribed) {
  EXPECT_EQ(
      digest(
          {.input_sha256 = std::string(64, 'a'), .program_version = "1.0", .random_source = "x"}),
      "7cfaf9cefa8b8c13cdc07e993bcd7c72bdfa388905c2432150e8b23fe6ba3de1");
}

// printf '620801001' | openssl dgst -sha256 -hmac Jefe; the first is test case 2 of RFC 4231.
TEST(Lottery, NumbersFollowTheHmacOfTheId) {
  EXPECT_THAT(draw_of("Jefe", {"what do ya want for nothing?",  // 5bdcc146bf60...
                               "620801001",                     // ace6351b2eec...
                               "620801002",                     // 7ac6b4f6f1ea...
                               "620801003"}),                   // ebf9b7968a6b...
              testing::ElementsAre(1, 3, 2, 4));
}

TEST(Lottery, EverythingCommittedChangesTheSeed) {
  std::set<std::string> seeds{seed(kCommitment, "01 02 03"), seed(kCommitment, "01 02 04")};
  Commitment other = kCommitment;
  other.input_sha256[0] = 'b';
  seeds.insert(seed(other, "01 02 03"));
  other = kCommitment;
  other.program_version = "1.1";
  seeds.insert(seed(other, "01 02 03"));
  other = kCommitment;
  other.random_source = "another";
  seeds.insert(seed(other, "01 02 03"));
  EXPECT_EQ(seeds.size(), 5U);
}

RC_GTEST_PROP(Lottery, EverybodyDrawsOneNumberFromOneUp, (std::string seed)) {
  const auto ids = *rc::gen::unique<std::vector<std::string>>(rc::gen::arbitrary<std::string>());
  auto numbers = draw_of(seed, ids);
  std::ranges::sort(numbers);
  for (std::uint32_t i = 0; i < numbers.size(); ++i) RC_ASSERT(numbers[i] == i + 1);
}

RC_GTEST_PROP(Lottery, OneMoreOrAnotherOrderLeavesTheOthersInTheirOrder, (std::string seed)) {
  auto ids = *rc::gen::suchThat(
      rc::gen::unique<std::vector<std::string>>(rc::gen::arbitrary<std::string>()),
      [](const auto& made) { return made.size() > 2; });
  const auto with_all = draw_of(seed, ids);
  const bool before = with_all[0] < with_all[1];
  std::vector<std::string> fewer{ids[1], ids[0]};
  const auto with_few = draw_of(seed, fewer);
  RC_ASSERT((with_few[1] < with_few[0]) == before);
}

}  // namespace engines::allocation
