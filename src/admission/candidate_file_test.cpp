#include "admission/candidate_file.hpp"

#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace admission {

namespace {

Scheme scheme_of_two() {
  Scheme scheme;
  scheme.subjects = {{"total", {"总分", "Total"}, 700}, {"maths", {"数学", "Maths"}, std::nullopt}};
  return scheme;
}

const CountyNames kCounties{{"庄浪县", "zhuanglang"}, {"静宁县", "jingning"}};

CandidateFile people(const std::string& text, const Scheme& scheme = scheme_of_two()) {
  return read_candidates(text, ImportKind::candidates, scheme, kCounties);
}

CandidateFile marks(const std::string& text) {
  return read_candidates(text, ImportKind::marks, scheme_of_two(), kCounties);
}

}  // namespace

TEST(CandidateFile, ReadsPeopleByTheTitlesOfTheirColumns) {
  const auto file = people("姓名,考号,备注,毕业学校,县区\n李·华,A01,x,第一中学,庄浪县\n");
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0], (Candidate{"A01", "李·华", "zhuanglang", "第一中学", "", {}}));
}

TEST(CandidateFile, ReadsMarksExactly) {
  const auto file = marks("考号,总分,maths\n1,612.5,0\n");
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].marks, (Marks{{"total", 612'500}, {"maths", 0}}));
}

TEST(CandidateFile, ABadRowIsNamedAndLeavesTheOthers) {
  const auto file = people(
      "考号,姓名,县区,毕业学校\n1,甲,庄浪县,一中\n1,乙,庄浪县,一中\n2,丙,别处,一中\n"
      "三,丁,庄浪县,一中\n4,,庄浪县,一中\n5,戊,静宁县,\n");
  EXPECT_EQ(file.rows.size(), 1U);
  ASSERT_EQ(file.faults.size(), 5U);
  EXPECT_EQ(file.faults[0].row, 3);
  EXPECT_EQ(file.faults[4].row, 7);
}

TEST(CandidateFile, AMarkAboveTheFullMarksOrEmptyIsAFault) {
  const auto file = marks("考号,总分,数学\n1,700.5,1\n2,,1\n3,700,-1\n4,700,1.2345\n5,700,150\n");
  EXPECT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.faults.size(), 4U);
}

TEST(CandidateFile, CategoriesAreNamedByIdOrTitle) {
  Scheme scheme = scheme_of_two();
  scheme.categories = {{"arts", {"艺体", "Arts"}}};
  const auto file = people(
      "考号,姓名,县区,毕业学校,科类\n1,甲,庄浪县,一中,艺体\n2,乙,庄浪县,一中,arts\n"
      "3,丙,庄浪县,一中,理科\n",
      scheme);
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[1].category, "arts");
  EXPECT_EQ(file.faults.size(), 1U);
}

TEST(CandidateFile, MissingAndDoubleColumnsAreRefusedTogether) {
  try {
    people("考号,考号,姓名\n");
    FAIL();
  } catch (const base::Problem& problem) {
    EXPECT_EQ(problem.status(), 422);
    EXPECT_EQ(problem.errors().size(), 3U);  // number twice, county and school missing
  }
  EXPECT_THROW(people(""), base::Problem);
}

TEST(CandidateFile, MarksGoToTextAndBack) {
  EXPECT_EQ(mark_text(612'500), "612.5");
  EXPECT_EQ(mark_text(600'000), "600");
  EXPECT_EQ(mark_text(0), "0");
  EXPECT_EQ(mark_text(1'005), "1.005");
  EXPECT_EQ(thousandths("1.005", 10), 1005);
  for (const char* wrong : {"", ".5", "5.", "1e2", "-1", "11", "1234567", " 1"}) {
    EXPECT_EQ(thousandths(wrong, 10), std::nullopt) << wrong;
  }
}

}  // namespace admission
