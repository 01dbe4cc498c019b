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

TEST(CandidateFile, AFileOfMarksMayBringSomeOfThemAndLeavesTheOthers) {
  const auto file = read_candidates("考号,数学\n1,90\n", ImportKind::marks, scheme_of_two(),
                                    kCounties, {"maths"});
  ASSERT_EQ(file.rows.size(), 1U);
  const Candidate known{"1", "甲", "zhuanglang", "一中", "", {{"total", 500'000}, {"maths", 1}}};
  EXPECT_EQ(merged(&known, file.rows[0], ImportKind::marks)->marks,
            (Marks{{"total", 500'000}, {"maths", 90'000}}));
}

TEST(CandidateFile, AMarkThatIsComputedIsNoColumn) {
  Scheme scheme = scheme_of_two();
  scheme.totals = {{Date(2026, 1, 1), "total", {{"maths", 1000}}, {}, true}};
  const auto file =
      read_candidates("考号,数学,总分\n1,90,999\n", ImportKind::marks, scheme, kCounties);
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].marks, (Marks{{"maths", 90'000}}));
}

TEST(CandidateFile, WhoIsNotEligibleIsToldWhy) {
  const auto file =
      read_candidates("考号,资格,说明\n1,合格,\n2,不合格,学籍不在本市\n3,不合格,\n4,也许,\n",
                      ImportKind::eligibility, scheme_of_two(), kCounties);
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[0].eligibility, Eligibility::eligible);
  EXPECT_EQ(file.rows[1].eligibility_reason, "学籍不在本市");
  EXPECT_EQ(file.faults.size(), 2U);
}

TEST(CandidateFile, AResultWithoutAnInstitutionIsNoPlace) {
  const auto file =
      read_candidates("考号,录取院校,录取专业,批次\n1,某学院,护理,专科\n2,,,\n3,,护理,\n",
                      ImportKind::results, scheme_of_two(), kCounties);
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[0].elsewhere, (PlaceElsewhere{"某学院", "护理", "专科"}));
  EXPECT_TRUE(file.rows[1].elsewhere->institution.empty());
  EXPECT_EQ(file.faults.size(), 1U);
}

TEST(CandidateFile, WhoCameIsAskedForInWords) {
  const auto file = read_candidates("考号,报到,原因\n1,是,\n2,未报到,参军\n3,,\n",
                                    ImportKind::enrolment, scheme_of_two(), kCounties);
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[1].enrolment, Enrolment::absent);
  EXPECT_EQ(file.rows[1].enrolment_reason, "参军");
  EXPECT_EQ(file.faults.size(), 1U);
}

TEST(CandidateFile, AFileChangesWhatItBringsAndNothingElse) {
  Candidate known{"1", "甲", "zhuanglang", "一中", "", {{"total", 1}}};
  known.eligibility = Eligibility::eligible;
  Candidate row{"1", "甲改", "jingning", "二中", "", {}};
  row.enrolment = Enrolment::reported;
  row.elsewhere = PlaceElsewhere{"某学院", "护理", "专科"};
  row.eligibility = Eligibility::ineligible;
  const auto people = merged(&known, row, ImportKind::candidates);
  EXPECT_EQ(people->name, "甲改");
  EXPECT_EQ(people->eligibility, Eligibility::eligible);
  EXPECT_EQ(people->enrolment, Enrolment::unknown);
  const auto results = merged(&known, row, ImportKind::results);
  EXPECT_EQ(results->name, "甲");
  EXPECT_EQ(results->elsewhere->programme, "护理");
  EXPECT_EQ(merged(&known, row, ImportKind::enrolment)->enrolment, Enrolment::reported);
  EXPECT_EQ(merged(&known, row, ImportKind::eligibility)->eligibility, Eligibility::ineligible);
  EXPECT_EQ(merged(nullptr, row, ImportKind::results), std::nullopt);
  EXPECT_EQ(merged(nullptr, row, ImportKind::candidates), row);
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
