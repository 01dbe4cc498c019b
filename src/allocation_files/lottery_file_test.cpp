#include "allocation_files/lottery_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "engines/allocation/lottery.hpp"

namespace allocation_files {

namespace {

const std::string kInput = R"({
  "mechanism": "parallel_preferences", "order": ["total"], "ties": "lottery",
  "groups": [{"id": "A", "seats": 1}],
  "candidates": [{"id": "li", "scores": {"total": 600}, "preferences": ["A"]},
                 {"id": "wang", "scores": {"total": 600}, "preferences": ["A"]}]})";

// As published: written to a file and read again.
boost::json::object revealed(const boost::json::object& commitment, std::string_view value = "42") {
  const auto made = reveal(kInput, Source::json(kInput), commitment, value);
  return boost::json::parse(answer_json(made)).as_object();
}

std::string refused(const std::function<void()>& act) {
  try {
    act();
    return "accepted";
  } catch (const base::Problem& problem) {
    return problem.type();
  }
}

}  // namespace

TEST(LotteryFile, NumbersFollowFromInputAndValueAndDecideTheTie) {
  const auto published = revealed(commit(kInput, "1.0", "draw 7"));
  Asked asked;
  asked.lottery = lottery_numbers(published);
  ASSERT_EQ(asked.lottery.size(), 2U);
  const std::string first = asked.lottery["li"] == 1 ? "li" : "wang";
  const auto answer = allocate(Source::json(kInput), asked);
  for (const auto& row : answer.at("outcomes").as_array()) {
    EXPECT_EQ(row.as_object().contains("programme"), row.at("candidate").as_string() == first);
  }
}

TEST(LotteryFile, AnotherValueMakesAnotherSeed) {
  const auto commitment = commit(kInput, "1.0", "draw 7");
  EXPECT_NE(revealed(commitment, "42").at("seed"), revealed(commitment, "43").at("seed"));
}

TEST(LotteryFile, AnInputChangedAfterTheCommitmentIsRefused) {
  const auto commitment = commit(kInput + " ", "1.0", "draw 7");
  EXPECT_EQ(refused([&] { revealed(commitment); }), "commitment");
}

TEST(LotteryFile, ACommitmentThatWasAlteredIsRefused) {
  auto commitment = commit(kInput, "1.0", "draw 7");
  commitment["random_source"] = "draw 8";
  EXPECT_EQ(refused([&] { revealed(commitment); }), "commitment");
}

TEST(LotteryFile, NumbersThatWereAlteredAreRefused) {
  auto published = revealed(commit(kInput, "1.0", "draw 7"));
  auto& numbers = published["numbers"].as_array();
  std::swap(numbers[0].at("number"), numbers[1].at("number"));
  EXPECT_EQ(refused([&] { lottery_numbers(published); }), "lottery");
  published = revealed(commit(kInput, "1.0", "draw 7"));
  published["random_value"] = "43";
  EXPECT_EQ(refused([&] { lottery_numbers(published); }), "lottery");
}

TEST(LotteryFile, AnInputWithNumbersOfItsOwnIsRefused) {
  auto input = boost::json::parse(kInput);
  input.at("candidates").at(0).as_object()["lottery"] = 1;
  Asked asked;
  asked.lottery = lottery_numbers(revealed(commit(kInput, "1.0", "draw 7")));
  EXPECT_EQ(refused([&] { allocate(Source::json(boost::json::serialize(input)), asked); }),
            "invalid");
}

TEST(LotteryFile, WhatIsCommittedToIsOneLine) {
  EXPECT_EQ(refused([] { commit(kInput, "1.0", "two\nlines"); }), "bad-request");
  EXPECT_EQ(refused([] { commit(kInput, "1.0", ""); }), "bad-request");
}

}  // namespace allocation_files
