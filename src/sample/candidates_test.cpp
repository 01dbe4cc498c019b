#include "sample/candidates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sample {

namespace {

CandidateFiles some(std::uint64_t seed) {
  Place place;
  place.counties = {{"east", "示例东县", "", "620802"}, {"west", "示例西县", "", "620821"}};
  place.schools = {{"centre", "示例职教中心", "east", "620802"}};
  place.colleges = {{"college", "示例学院", "", "620800"}};
  CandidatesAsked asked;
  asked.people = 300;
  asked.prefix = "37";
  asked.subjects = {"culture", "skills"};
  asked.categories = {"farm", "health"};
  asked.from_vocational = true;
  return make_candidates(place, seed, asked);
}

std::ptrdiff_t lines(const std::string& text) { return std::ranges::count(text, '\n'); }

}  // namespace

TEST(SampleCandidates, TheSameSeedMakesTheSamePeople) {
  EXPECT_EQ(some(1).candidates, some(1).candidates);
  EXPECT_EQ(some(1).marks, some(1).marks);
  EXPECT_NE(some(1).candidates, some(2).candidates);
}

TEST(SampleCandidates, EveryFileIsAboutTheSamePeople) {
  const CandidateFiles files = some(1);
  EXPECT_EQ(files.numbers.front(), "3700001");
  EXPECT_EQ(lines(files.candidates), 301);
  EXPECT_EQ(lines(files.marks), 301);
  EXPECT_EQ(lines(files.results), 301);
  EXPECT_LT(lines(files.enrolment), 250);
  EXPECT_NE(files.eligibility.find(",no,"), std::string::npos);
  EXPECT_EQ(files.candidates.find(",west,"), std::string::npos) << "the school is in the east";
}

}  // namespace sample
