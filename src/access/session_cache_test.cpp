#include "access/session_cache.hpp"

#include <gtest/gtest.h>

namespace zhijiao::access {
namespace {

constexpr base::Instant kNow{1'000'000'000'000};
constexpr base::Instant kLater{kNow.us + 60'000'000};

CurrentSession session(const std::string& account, base::Instant expires_at = kLater) {
  CurrentSession made;
  made.actor.account = account;
  made.expires_at = expires_at;
  return made;
}

TEST(SessionCache, AnswersWhatWasKeptForASecond) {
  SessionCache cache;
  cache.keep("a", session("wang"), kNow, cache.generation());
  ASSERT_TRUE(cache.find("a", {kNow.us + SessionCache::kKeptUs - 1}));
  EXPECT_EQ(cache.find("a", kNow)->actor.account, "wang");
  EXPECT_FALSE(cache.find("b", kNow));
  EXPECT_FALSE(cache.find("a", {kNow.us + SessionCache::kKeptUs}));
}

TEST(SessionCache, AClockSetBackMakesItLookAgain) {
  SessionCache cache;
  cache.keep("a", session("wang"), kNow, cache.generation());
  EXPECT_FALSE(cache.find("a", {kNow.us - 1}));
}

TEST(SessionCache, ASessionEndsOnTimeThoughItIsKept) {
  SessionCache cache;
  cache.keep("a", session("wang", {kNow.us + 10}), kNow, cache.generation());
  EXPECT_TRUE(cache.find("a", {kNow.us + 9}));
  EXPECT_FALSE(cache.find("a", {kNow.us + 10}));
}

TEST(SessionCache, ANewDayMakesItLookAgain) {
  const base::Instant midnight = base::start_of(*base::Date::parse("2026-03-01"));
  SessionCache cache;
  cache.keep("a", session("wang", {midnight.us + 1'000}), {midnight.us - 2}, cache.generation());
  EXPECT_TRUE(cache.find("a", {midnight.us - 1}));
  EXPECT_FALSE(cache.find("a", midnight));
}

TEST(SessionCache, AChangeForgetsEverybody) {
  SessionCache cache;
  cache.keep("a", session("wang"), kNow, cache.generation());
  {
    const SessionCache::Change change(cache);
  }
  EXPECT_FALSE(cache.find("a", kNow));
}

TEST(SessionCache, WhatWasReadBeforeAChangeIsNotKeptAfterIt) {
  SessionCache cache;
  const SessionCache::Generation before = cache.generation();
  {
    const SessionCache::Change change(cache);
  }
  cache.keep("a", session("wang"), kNow, before);
  EXPECT_FALSE(cache.find("a", kNow));
}

TEST(SessionCache, ManySessionsDoNotFillTheMemory) {
  SessionCache cache;
  for (std::size_t i = 0; i <= SessionCache::kSessionsMax; ++i)
    cache.keep(std::to_string(i), session("wang"), kNow, cache.generation());
  EXPECT_FALSE(cache.find("0", kNow));
  EXPECT_TRUE(cache.find(std::to_string(SessionCache::kSessionsMax), kNow));
}

}  // namespace
}  // namespace zhijiao::access
