#include "engines/allocation/exchange.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "engines/allocation/small_market.hpp"

namespace engines::allocation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ExchangeInput input_of(const std::vector<std::uint32_t>& home,
                       const std::vector<std::vector<std::uint32_t>>& wishes, std::uint32_t posts) {
  ExchangeInput input{.home = home, .wishes = {}, .standing = {}, .posts = posts};
  for (std::uint32_t person = 0; person < home.size(); ++person) {
    input.wishes.items.insert(input.wishes.items.end(), wishes[person].begin(),
                              wishes[person].end());
    input.wishes.end_list();
    input.standing.push_back(person);
  }
  return input;
}

TEST(Exchange, SwapsTwoWhoWantEachOthersPost) {
  EXPECT_THAT(exchange(input_of({0, 1}, {{1}, {0}}, 2)), ElementsAre(1, 0));
}

TEST(Exchange, LeavesAtHomeWhoseWishNobodyGivesUp) {
  EXPECT_THAT(exchange(input_of({0, 1}, {{1}, {}}, 2)), ElementsAre(0, 1));
}

// The cycle first (Shapley, Scarf 1974), then whoever it left behind.
TEST(Exchange, FollowsCyclesOfAnyLength) {
  const auto input = input_of({0, 1, 2, 3}, {{1}, {2}, {0}, {0, 1}}, 4);
  EXPECT_THAT(exchange(input), ElementsAre(1, 2, 0, 3));
}

TEST(Exchange, LetsTheFirstStandingTradeFirst) {
  // 0 and 1 have the same post and want the one that a single person gives up.
  ExchangeInput input = input_of({0, 0, 1}, {{1}, {1}, {0}}, 2);
  EXPECT_THAT(exchange(input), ElementsAre(1, 0, 0));
  input.standing = {2, 1, 0};
  EXPECT_THAT(exchange(input), ElementsAre(0, 1, 0));
}

TEST(Exchange, GoesOnFromWhatIsLeftOfThePath) {
  // From 0 to 1 to 2 and back to 1; then 0 must look for another wish.
  EXPECT_THAT(exchange(input_of({0, 1, 2, 3}, {{1, 3}, {2}, {1}, {0}}, 4)),
              ElementsAre(3, 2, 1, 0));
}

TEST(Exchange, ChecksItsInput) {
  const ExchangeInput good = input_of({0, 1}, {{1}, {0}}, 2);
  const auto expect = [](const ExchangeInput& input, ExchangeFault fault, std::uint32_t person) {
    EXPECT_EQ(check(input).fault, fault);
    EXPECT_EQ(check(input).person, person);
  };
  expect(good, ExchangeFault::none, kNone);
  ExchangeInput bad = good;
  bad.standing.pop_back();
  expect(bad, ExchangeFault::lengths, kNone);
  bad = good;
  bad.wishes.end_list();
  expect(bad, ExchangeFault::lengths, kNone);
  bad = good;
  bad.home[1] = 2;
  expect(bad, ExchangeFault::unknown_post, 1);
  expect(input_of({0, 1}, {{2}, {0}}, 2), ExchangeFault::unknown_post, 0);
  expect(input_of({0, 1}, {{1}, {1}}, 2), ExchangeFault::wishes_home, 1);
  expect(input_of({0, 1}, {{1, 1}, {0}}, 2), ExchangeFault::wished_twice, 0);
  bad = good;
  bad.standing = {1, 1};
  expect(bad, ExchangeFault::equal_standing, kNone);
}

std::vector<Finding> findings(const ExchangeInput& input, const std::vector<std::uint32_t>& post) {
  return verify_exchange(input, post).findings;
}

TEST(VerifyExchange, SeesWhatIsWrong) {
  const ExchangeInput input = input_of({0, 1, 2}, {{1}, {0}, {0}}, 3);
  EXPECT_THAT(findings(input, {1, 0, 2}), IsEmpty());
  EXPECT_THAT(findings(input, {1, 0}), ElementsAre(Finding{Breach::shape}));
  EXPECT_THAT(findings(input, {1, 0, 3}), ElementsAre(Finding{Breach::shape}));
  EXPECT_THAT(findings(input, {0, 1, 2}), ElementsAre(Finding{Breach::missed_trade, kNone, 0}));
  EXPECT_THAT(findings(input, {2, 1, 0}), ::testing::Contains(Finding{Breach::worse_off, 0, 2}));
  EXPECT_THAT(findings(input, {1, 1, 2}), ElementsAre(Finding{Breach::unbalanced, kNone, 0},
                                                      Finding{Breach::unbalanced, kNone, 1}));
}

ExchangeInput draw_exchange(Draw& draw) {
  const std::uint32_t people = 1 + draw.below(4);
  const std::uint32_t posts = 1 + draw.below(3);
  std::vector<std::uint32_t> home;
  std::vector<std::vector<std::uint32_t>> wishes;
  for (std::uint32_t person = 0; person < people; ++person) {
    home.push_back(draw.below(posts));
    wishes.push_back(draw.permutation(posts));
    wishes.back().resize(posts - draw.below(posts + 1) / 2);
    std::erase(wishes.back(), home.back());
  }
  ExchangeInput input = input_of(home, wishes, posts);
  input.standing = draw.permutation(people);
  return input;
}

// Place of a post in a person's eyes: his wishes, then home, then what he does not want.
std::size_t place(const ExchangeInput& input, std::uint32_t person, std::uint32_t post) {
  const auto wishes = input.wishes.of(person);
  const auto wish = std::ranges::find(wishes, post);
  if (wish != wishes.end()) return static_cast<std::size_t>(wish - wishes.begin());
  return wishes.size() + (post == input.home[person] ? 0 : 1);
}

// Every way to spread the people over the posts.
template <typename Visit>
void for_each_outcome(const ExchangeInput& input, Visit&& visit) {
  std::vector<std::uint32_t> post(input.people(), 0);
  for (;;) {
    visit(post);
    std::size_t person = 0;
    while (person < post.size() && ++post[person] == input.posts) post[person++] = 0;
    if (person == post.size()) return;
  }
}

bool is_balanced(const ExchangeInput& input, const std::vector<std::uint32_t>& post) {
  return std::is_permutation(post.begin(), post.end(), input.home.begin());
}

// Balanced, nobody worse off than at home, and no other balanced outcome better for some and worse
// for none: the verifier accepts exactly these, and the exchange makes one.
RC_GTEST_PROP(VerifyExchange, AgreesWithTheDefinition, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const ExchangeInput input = draw_exchange(draw);
  RC_ASSERT(check(input).fault == ExchangeFault::none);
  const auto is_no_worse = [&](const auto& left, const auto& right) {
    for (std::uint32_t i = 0; i < input.people(); ++i) {
      if (place(input, i, left[i]) > place(input, i, right[i])) return false;
    }
    return true;
  };
  for_each_outcome(input, [&](const std::vector<std::uint32_t>& post) {
    bool good = is_balanced(input, post) && is_no_worse(post, input.home);
    if (good) {
      for_each_outcome(input, [&](const std::vector<std::uint32_t>& other) {
        if (other != post && is_balanced(input, other) && is_no_worse(other, post)) good = false;
      });
    }
    RC_ASSERT(verify_exchange(input, post).holds() == good);
  });
  RC_ASSERT(verify_exchange(input, exchange(input)).holds());
}

RC_GTEST_PROP(Exchange, RewardsNoLie, (const std::vector<std::uint8_t>& bytes, std::uint8_t who)) {
  Draw draw(bytes);
  const ExchangeInput input = draw_exchange(draw);
  const std::uint32_t liar = who % input.people();
  const std::size_t truth = place(input, liar, exchange(input)[liar]);
  std::vector<std::uint32_t> order(input.wishes.of(liar).begin(), input.wishes.of(liar).end());
  std::ranges::sort(order);
  do {
    for (std::size_t length = 0; length <= order.size(); ++length) {
      std::vector<std::vector<std::uint32_t>> wishes;
      for (std::uint32_t i = 0; i < input.people(); ++i) {
        wishes.emplace_back(input.wishes.of(i).begin(), input.wishes.of(i).end());
      }
      wishes[liar].assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(length));
      ExchangeInput told = input_of(input.home, wishes, input.posts);
      told.standing = input.standing;
      RC_ASSERT(place(input, liar, exchange(told)[liar]) >= truth);
    }
  } while (std::ranges::next_permutation(order).found);
}

RC_GTEST_PROP(Exchange, DoesNotDependOnOrderOrNumbering, (const std::vector<std::uint8_t>& bytes)) {
  Draw draw(bytes);
  const ExchangeInput input = draw_exchange(draw);
  const auto who = draw.permutation(input.people());
  const auto where = draw.permutation(input.posts);
  ExchangeInput renamed{.home = {}, .wishes = {}, .standing = {}, .posts = input.posts};
  for (const std::uint32_t old : who) {
    renamed.home.push_back(where[input.home[old]]);
    renamed.standing.push_back(input.standing[old]);
    for (const std::uint32_t wish : input.wishes.of(old))
      renamed.wishes.items.push_back(where[wish]);
    renamed.wishes.end_list();
  }
  const auto post = exchange(input);
  const auto renamed_post = exchange(renamed);
  for (std::size_t i = 0; i < who.size(); ++i) RC_ASSERT(renamed_post[i] == where[post[who[i]]]);
}

}  // namespace
}  // namespace engines::allocation
