#include "access/password.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <vector>

namespace zhijiao::access {

namespace {

namespace asio = boost::asio;

template <class T>
T run(asio::awaitable<T> work) {
  asio::io_context context;
  auto result = asio::co_spawn(context, std::move(work), asio::use_future);
  context.run();
  return result.get();
}

PasswordPool::Options cheap() {
  PasswordPool::Options options;
  options.cost = PasswordCost::least();
  return options;
}

bool accepted(std::string_view password, std::string_view name = "wang") {
  return password_errors("password", password, name).empty();
}

}  // namespace

TEST(PasswordRules, TakeALongSentence) {
  EXPECT_TRUE(accepted("一句好记的话十个字以上"));
  EXPECT_TRUE(accepted("correct horse battery"));
}

TEST(PasswordRules, CountCharactersNotBytes) {
  EXPECT_FALSE(accepted("九个汉字还不够长啊"));
  EXPECT_TRUE(accepted("十个汉字就刚好够长啊"));
}

TEST(PasswordRules, RefuseMoreThanTheLongestAllowed) {
  std::string longest;
  for (int i = 0; i < 128; ++i) longest += static_cast<char>('a' + i % 26);
  EXPECT_TRUE(accepted(longest));
  EXPECT_FALSE(accepted(longest + "a"));
}

TEST(PasswordRules, CountWhatALigatureBecomes) {
  std::string password = "abcdefg";
  for (int i = 0; i < 20; ++i) password += "\uFDFA";  // one character typed, eighteen normalised
  EXPECT_FALSE(accepted(password));
}

TEST(PasswordRules, RefuseTheSignInNameAndLittleMore) {
  EXPECT_FALSE(accepted("wangxiaoming", "wangxiaoming"));
  EXPECT_FALSE(accepted("WangXiaoMing1", "wangxiaoming"));
  EXPECT_FALSE(accepted("wangxiaomingwangxiaoming", "wangxiaoming"));
  EXPECT_TRUE(accepted("wangxiaoming likes tea", "wangxiaoming"));
}

TEST(PasswordRules, RefuseTheUsualOnesInAnyWidthAndCase) {
  EXPECT_FALSE(accepted("QwertyUiop"));
  EXPECT_FALSE(accepted("１２３４５６７８９０"));
  EXPECT_FALSE(accepted("aaaaaaaaaaaaaa"));
  EXPECT_FALSE(accepted("121212121212"));
}

TEST(PasswordRules, SayWhatIsWrongAtTheFieldInBothLanguages) {
  const auto errors = password_errors("new_password", "short", "wang");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].field, "new_password");
  EXPECT_NE(errors[0].message.zh.find("10"), std::string::npos);
  EXPECT_NE(errors[0].message.en.find("10"), std::string::npos);
}

TEST(PasswordPool, VerifiesOnlyThePasswordItHashed) {
  PasswordPool pool(cheap());
  const std::string kept = run(pool.hash("correct horse battery"));
  EXPECT_EQ(kept.rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(run(pool.verify(kept, "correct horse battery")));
  EXPECT_FALSE(run(pool.verify(kept, "correct horse batterx")));
}

TEST(PasswordPool, HashesTheSamePasswordDifferentlyEachTime) {
  PasswordPool pool(cheap());
  EXPECT_NE(run(pool.hash("correct horse battery")), run(pool.hash("correct horse battery")));
}

TEST(PasswordPool, KnowsThePasswordTypedInFullWidth) {
  PasswordPool pool(cheap());
  const std::string kept = run(pool.hash("abc 1234567"));
  EXPECT_TRUE(run(pool.verify(kept, "ａｂｃ　１２３４５６７")));
}

TEST(PasswordPool, TakesRubbishInPlaceOfAHashAsNoMatch) {
  PasswordPool pool(cheap());
  EXPECT_FALSE(run(pool.verify("rubbish", "correct horse battery")));
  EXPECT_FALSE(run(pool.verify("", "correct horse battery")));
}

TEST(PasswordPool, NothingMatchesTheUnmatchedHashWhichCostsTheSame) {
  PasswordPool pool(cheap());
  EXPECT_FALSE(run(pool.verify(pool.unmatched(), "correct horse battery")));
  EXPECT_FALSE(pool.is_weaker(pool.unmatched()));
  const std::string kept = run(pool.hash("correct horse battery"));
  // Same cost and same sizes of salt and hash.
  EXPECT_EQ(kept.substr(0, kept.find("p=1$")),
            pool.unmatched().substr(0, pool.unmatched().find("p=1$")));
  EXPECT_EQ(kept.size(), pool.unmatched().size());
}

TEST(PasswordPool, FindsAHashWeakerOnceTheCostHasGrown) {
  PasswordPool before(cheap());
  const std::string kept = run(before.hash("correct horse battery"));
  EXPECT_FALSE(before.is_weaker(kept));

  PasswordPool::Options more_memory = cheap();
  more_memory.cost.memory_bytes *= 2;
  EXPECT_TRUE(PasswordPool(more_memory).is_weaker(kept));
  PasswordPool::Options more_passes = cheap();
  more_passes.cost.passes += 1;
  EXPECT_TRUE(PasswordPool(more_passes).is_weaker(kept));
  EXPECT_TRUE(before.is_weaker("rubbish"));
}

TEST(PasswordPool, DoesNotReplaceAStrongerHash) {
  PasswordPool::Options more = cheap();
  more.cost.passes += 1;
  PasswordPool strong(more);
  const std::string kept = run(strong.hash("correct horse battery"));
  EXPECT_FALSE(PasswordPool(cheap()).is_weaker(kept));
}

TEST(PasswordPool, RefusesMoreWorkThanItMayQueueAndRecovers) {
  PasswordPool::Options options;  // real cost, so that jobs pile up
  options.threads = 1;
  options.jobs_max = 2;
  PasswordPool pool(options);
  asio::io_context context;
  std::vector<std::future<std::string>> results;
  results.reserve(5);
  for (int i = 0; i < 5; ++i) {
    results.push_back(
        asio::co_spawn(context, pool.hash("correct horse battery"), asio::use_future));
  }
  context.run();
  int done = 0;
  int refused = 0;
  for (auto& result : results) {
    try {
      result.get();
      ++done;
    } catch (const base::Problem& problem) {
      EXPECT_EQ(problem.status(), 503);
      EXPECT_GT(problem.retry_after_s(), 0);
      ++refused;
    }
  }
  EXPECT_GE(done, 2);
  EXPECT_GE(refused, 1);
  EXPECT_EQ(done + refused, 5);
  EXPECT_FALSE(run(pool.hash("correct horse battery")).empty());
}

TEST(PasswordPool, RefusesACostThatLibsodiumWouldNotTake) {
  PasswordPool::Options options;
  options.cost.memory_bytes = 1;
  EXPECT_THROW(PasswordPool{options}, std::logic_error);
}

}  // namespace zhijiao::access
