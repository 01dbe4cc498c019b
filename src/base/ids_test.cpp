#include "base/ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <thread>
#include <vector>

namespace base {

TEST(Ids, AUuidIsVersion7AndSortsByTime) {
  FakeClock clock({1'600'000'000'000'000});
  SeededRandom random(1);
  const std::string first = uuid_v7(clock, random);
  clock.advance_us(1);
  const std::string second = uuid_v7(clock, random);
  EXPECT_TRUE(is_uuid(first)) << first;
  EXPECT_EQ(first[14], '7');
  EXPECT_NE(std::string("89ab").find(first[19]), std::string::npos);
  EXPECT_LT(first, second);
}

TEST(Ids, TheSameSeedGivesTheSameIds) {
  FakeClock clock({0});
  SeededRandom one(7);
  SeededRandom two(7);
  EXPECT_EQ(uuid_v7(clock, one), uuid_v7(clock, two));
}

TEST(Ids, RefusesWhatIsNoUuid) {
  EXPECT_FALSE(is_uuid("0190a5e4-9c4b-7c3e-8f00-00000000000G"));
  EXPECT_FALSE(is_uuid("0190A5E4-9C4B-7C3E-8F00-000000000000"));
  EXPECT_FALSE(is_uuid("0190a5e49c4b7c3e8f00000000000000"));
  EXPECT_FALSE(is_uuid(""));
}

TEST(Ids, TokensAreLongAndDiffer) {
  SecureRandom random;
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(new_token(random));
  EXPECT_EQ(tokens.size(), 1000U);
  EXPECT_EQ(tokens.begin()->size(), 43U);
}

TEST(Ids, NoNumberComesTwiceInOneThreadOrInTwo) {
  SecureRandom random;
  constexpr std::size_t kEach = 1000;
  std::vector<std::uint64_t> there(kEach);
  std::thread other([&] { std::ranges::generate(there, [&] { return random.next(); }); });
  std::set<std::uint64_t> numbers;
  for (std::size_t i = 0; i < kEach; ++i) numbers.insert(random.next());
  other.join();
  numbers.insert(there.begin(), there.end());
  EXPECT_EQ(numbers.size(), 2 * kEach);
}

}  // namespace base
