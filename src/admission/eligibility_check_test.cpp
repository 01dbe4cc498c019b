#include "admission/eligibility_check.hpp"

#include <gtest/gtest.h>

namespace admission {
namespace {

const SchoolNames kSchools{{"east_centre", "east_centre"}, {"东县职教中心", "east_centre"}};
const StateTitles kTitles{{"enrolled", {"在籍", "Enrolled"}}, {"withdrawn", {"退学", "Withdrawn"}}};

Candidate candidate(const std::string& number, const std::string& name,
                    const std::string& school = "东县职教中心") {
  Candidate made;
  made.number = number;
  made.name = name;
  made.school = school;
  return made;
}

CandidateFile compare(const std::vector<Candidate>& candidates,
                      const std::vector<Registered>& registered) {
  return compare_with_register(candidates, registered, {"enrolled"}, kSchools, kTitles);
}

TEST(EligibilityCheck, WhoIsEnrolledAtHisSchoolIsEligible) {
  const auto file = compare({candidate("1", "王一")}, {{"east_centre", "王一", "enrolled"}});
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].number, "1");
  EXPECT_EQ(file.rows[0].eligibility, Eligibility::eligible);
  EXPECT_TRUE(file.faults.empty());
}

TEST(EligibilityCheck, WhoHasLeftIsNotAndReadsInWhichStateHeIs) {
  const auto file = compare({candidate("1", "王一")}, {{"east_centre", "王一", "withdrawn"}});
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].eligibility, Eligibility::ineligible);
  EXPECT_EQ(file.rows[0].eligibility_reason, "学籍状态：退学");
}

TEST(EligibilityCheck, OfWhomTheRegisterSaysNothingNothingIsClaimed) {
  const auto file = compare({candidate("1", "王一"), candidate("2", "李二", "外地学校")},
                            {{"west_centre", "王一", "enrolled"}});
  EXPECT_TRUE(file.rows.empty());
  ASSERT_EQ(file.faults.size(), 2U);
  EXPECT_EQ(file.faults[0].row, 1);
  EXPECT_EQ(file.faults[1].row, 2);
  EXPECT_NE(file.faults[1].reason.zh.find("不是本地学校"), std::string::npos);
}

TEST(EligibilityCheck, TwoOfOneNameAreLeftToAPerson) {
  const auto file = compare({candidate("1", "王一")}, {{"east_centre", "王一", "enrolled"},
                                                       {"east_centre", "王一", "withdrawn"}});
  EXPECT_TRUE(file.rows.empty());
  ASSERT_EQ(file.faults.size(), 1U);
  EXPECT_NE(file.faults[0].reason.zh.find("同名"), std::string::npos);
}

}  // namespace
}  // namespace admission
