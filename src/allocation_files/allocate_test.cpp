#include "allocation_files/allocate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace allocation_files {

using testing::HasSubstr;

namespace {

std::string refusal(const Source& source) {
  try {
    allocate(source, {});
    return "accepted";
  } catch (const base::Problem& problem) {
    return problem.detail().en;
  }
}

std::string csv_refusal(std::string_view text) {
  try {
    return refusal(Source::csv(text));
  } catch (const base::Problem& problem) {
    return problem.detail().en;
  }
}

const boost::json::object kAnswer{
    {"mechanism", "x"},
    {"rows", {{{"id", "a,b"}, {"n", -1}}, {{"id", "=1+1"}, {"m", nullptr}, {"k", true}}}},
    {"none", boost::json::array()}};

}  // namespace

TEST(Allocate, TheMechanismIsNamedAndKnown) {
  EXPECT_THAT(refusal(Source::json("{}")), HasSubstr("There is no mechanism, such as"));
  EXPECT_THAT(refusal(Source::json("[]")), HasSubstr("There is no mechanism, such as"));
  EXPECT_THAT(refusal(Source::json(R"({"mechanism": "dice"})")),
              HasSubstr("There is no mechanism \"dice\"; there are: "));
  EXPECT_THAT(csv_refusal("ties,lottery\n"), HasSubstr("There is no mechanism, such as"));
}

TEST(Allocate, ACsvThatIsNoTableIsRefused) {
  EXPECT_THAT(csv_refusal("mechanism\n"), HasSubstr("Line 1 of the CSV: before the first section"));
  EXPECT_THAT(csv_refusal("mechanism,x,y\n"), HasSubstr("Line 1 of the CSV"));
  EXPECT_THAT(csv_refusal("ties,x\nties,y\n"), HasSubstr("Line 2 of the CSV: \"ties\" is there"));
  const std::string begun = "mechanism,parallel_preferences\n[groups]\n";
  EXPECT_THAT(csv_refusal(begun + "id,id\n"), HasSubstr("Line 3 of the CSV: the column \"id\""));
  EXPECT_THAT(csv_refusal(begun + "id\na,1\n"), HasSubstr("Line 4 of the CSV: 2 cells"));
}

TEST(Allocate, AnAnswerAsJsonHasARowALine) {
  EXPECT_EQ(answer_json(kAnswer),
            "{\n\"mechanism\": \"x\",\n\"rows\": [\n{\"id\":\"a,b\",\"n\":-1},\n"
            "{\"id\":\"=1+1\",\"m\":null,\"k\":true}\n],\n\"none\": []\n}\n");
  EXPECT_EQ(boost::json::parse(answer_json(kAnswer)), boost::json::value(kAnswer));
}

TEST(Allocate, AnAnswerAsCsvHasASectionAList) {
  EXPECT_EQ(answer_csv(kAnswer),
            "\xEF\xBB\xBFmechanism,x\n\n[rows]\nid,n,m,k\n\"a,b\",-1,,\n'=1+1,,,true\n\n[none]\n");
}

TEST(Allocate, AFileThatIsNotThereIsSaidSo) {
  EXPECT_THROW(source_of("/nowhere/input.json"), base::Problem);
}

}  // namespace allocation_files
