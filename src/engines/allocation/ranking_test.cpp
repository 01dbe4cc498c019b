#include "engines/allocation/ranking.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <vector>

namespace engines::allocation {

namespace {

using Key = std::vector<std::int32_t>;

Keys keys_of(const std::vector<Key>& rows) {
  Keys keys;
  for (const Key& row : rows) {
    keys.fields = static_cast<std::uint32_t>(row.size());
    keys.values.insert(keys.values.end(), row.begin(), row.end());
  }
  return keys;
}

Ranking rank_rows(const std::vector<Key>& rows, const std::vector<std::uint32_t>& lottery = {}) {
  return rank(static_cast<std::uint32_t>(rows.size()), keys_of(rows), lottery);
}

// The classes from best to worst, each as the set of its applicants.
std::vector<std::set<std::uint32_t>> classes_of(const Ranking& ranking) {
  std::vector<std::set<std::uint32_t>> classes;
  for (std::uint32_t first = 0; first < ranking.size(); first = ranking.class_end(first)) {
    classes.emplace_back(ranking.order.begin() + first,
                         ranking.order.begin() + ranking.class_end(first));
  }
  return classes;
}

// From the definition: by comparing everybody with everybody.
std::vector<std::set<std::uint32_t>> classes_by_definition(
    const std::vector<Key>& rows, const std::vector<std::uint32_t>& lottery) {
  const auto key = [&](std::uint32_t i) {
    return std::pair(rows[i], lottery.empty() ? 0 : -std::int64_t{lottery[i]});
  };
  std::vector<std::uint32_t> order(rows.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](auto a, auto b) { return key(a) > key(b); });
  std::vector<std::set<std::uint32_t>> classes;
  for (const std::uint32_t i : order) {
    if (classes.empty() || key(*classes.back().begin()) != key(i)) classes.emplace_back();
    classes.back().insert(i);
  }
  return classes;
}

using Classes = std::vector<std::set<std::uint32_t>>;

}  // namespace

TEST(Ranking, TheFirstFieldThatDiffersDecides) {
  EXPECT_EQ(classes_of(rank_rows({{600, 110}, {601, 90}, {600, 120}})), (Classes{{1}, {2}, {0}}));
}

TEST(Ranking, EqualsAreOneClassUnlessALotteryDecides) {
  EXPECT_EQ(classes_of(rank_rows({{600}, {599}, {600}})), (Classes{{0, 2}, {1}}));
  EXPECT_EQ(classes_of(rank_rows({{600}, {599}, {600}}, {9, 1, 4})), (Classes{{2}, {0}, {1}}));
}

TEST(Ranking, NobodyIsRanked) { EXPECT_EQ(rank_rows({}).size(), 0U); }

TEST(Ranking, WithoutFieldsAllAreEqual) {
  EXPECT_EQ(classes_of(rank_rows({{}, {}})), (Classes{{0, 1}}));
  EXPECT_EQ(classes_of(rank_rows({{}, {}}, {2, 1})), (Classes{{1}, {0}}));
}

TEST(Ranking, FieldsOfAnySizeAndSignAreHeld) {
  constexpr std::int32_t kLow = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t kHigh = std::numeric_limits<std::int32_t>::max();
  // Three full fields are 96 bits: the third is beyond what is packed, and so is the lottery.
  EXPECT_EQ(classes_of(rank_rows({{kLow, kHigh, 0}, {kHigh, kLow, kLow}, {kHigh, kLow, kHigh}})),
            (Classes{{2}, {1}, {0}}));
  EXPECT_EQ(classes_of(rank_rows({{kLow, kHigh, 1}, {kHigh, kLow, 0}, {kLow, kHigh, 1}},
                                 {4'000'000'000, 0, 3'999'999'999})),
            (Classes{{1}, {2}, {0}}));
}

TEST(Ranking, EqualsInMoreThanIsPackedAreOneClassUnlessALotteryDecides) {
  constexpr std::int32_t kLow = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t kHigh = std::numeric_limits<std::int32_t>::max();
  const std::vector<Key> rows = {{kLow, kHigh, 5}, {kHigh, kLow, 0}, {kLow, kHigh, 5}};
  EXPECT_EQ(classes_of(rank_rows(rows)), (Classes{{1}, {0, 2}}));
  EXPECT_EQ(classes_of(rank_rows(rows, {7, 0, 7})), (Classes{{1}, {0, 2}}));
  EXPECT_EQ(classes_of(rank_rows(rows, {8, 0, 7})), (Classes{{1}, {2}, {0}}));
}

TEST(Ranking, ALotteryBesideFieldsThatFillEveryBitStillDecides) {
  constexpr std::int32_t kLow = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t kHigh = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(classes_of(rank_rows({{kLow, kHigh}, {kHigh, kLow}, {kLow, kHigh}}, {2, 3, 1})),
            (Classes{{1}, {2}, {0}}));
}

TEST(Ranking, StandingIsWhereTheClassBegins) {
  EXPECT_EQ(rank_rows({{3}, {9}, {3}, {5}}).standing, (std::vector<std::uint32_t>{2, 0, 2, 1}));
}

TEST(Ranking, FirstDifferenceNamesTheField) {
  const Keys keys = keys_of({{600, 110, 90}, {600, 110, 95}, {600, 110, 90}});
  EXPECT_EQ(first_difference(keys, 0, 1), 2U);
  EXPECT_EQ(first_difference(keys, 0, 2), 3U);
}

// Sizes on both sides of where counting begins, values that tie often, steps that divide, and wide
// fields that do not fit.
RC_GTEST_PROP(Ranking, IsWhatComparingEverybodyGives, (bool wide, bool with_lottery)) {
  const auto people = *rc::gen::weightedElement<std::size_t>({{6, 7}, {3, 60}, {1, 900}});
  const auto fields = *rc::gen::inRange<std::size_t>(1, 5);
  const auto step = *rc::gen::element<std::int32_t>(1, 5, 1000);
  const auto mark = wide ? rc::gen::arbitrary<std::int32_t>()
                         : rc::gen::map(rc::gen::inRange<std::int32_t>(-3, 4),
                                        [step](std::int32_t n) { return n * step; });
  const auto rows =
      *rc::gen::container<std::vector<Key>>(people, rc::gen::container<Key>(fields, mark));
  std::vector<std::uint32_t> lottery;
  if (with_lottery) {
    lottery = *rc::gen::container<std::vector<std::uint32_t>>(
        people, rc::gen::inRange<std::uint32_t>(0, 50));
  }
  RC_ASSERT(classes_of(rank_rows(rows, lottery)) == classes_by_definition(rows, lottery));
}

}  // namespace engines::allocation
