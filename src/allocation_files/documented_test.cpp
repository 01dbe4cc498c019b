// What docs/allocation.md shows is what the program does: its examples are read from it and run,
// and every rule that it names is reached by a file of a few lines.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "allocation_files/allocate.hpp"

namespace allocation_files {

namespace {

using testing::ElementsAre;

std::string text_of(const boost::json::object& row, std::string_view member) {
  const auto* found = row.if_contains(member);
  return found == nullptr || found->is_null() ? std::string() : std::string(found->as_string());
}

// "who→where" by row of outcomes, "who" alone if he has no place; every answer is verified.
std::vector<std::string> outcomes(std::string_view json) {
  const boost::json::object answer = allocate(Source::json(json), {});
  EXPECT_TRUE(answer.at("verified").as_bool());
  std::vector<std::string> lines;
  for (const boost::json::value& value : answer.at("outcomes").as_array()) {
    const boost::json::object& row = value.as_object();
    std::string line;
    for (const char* who : {"applicant", "candidate", "teacher"}) line += text_of(row, who);
    for (const char* where : {"institution", "programme", "school"}) {
      if (const std::string place = text_of(row, where); !place.empty()) line += "→" + place;
    }
    lines.push_back(line);
  }
  return lines;
}

// The example of the document whose mechanism this is.
std::string example(std::string_view mechanism) {
  const std::string document = read_input(ZHIJIAO_SOURCE_DIR "/docs/allocation.md");
  const std::string begin = "```json\n";
  const std::string wanted = "{\"mechanism\": \"" + std::string(mechanism) + "\"";
  const std::size_t at = document.find(begin + wanted);
  if (at == std::string::npos) throw std::runtime_error("no example of " + std::string(mechanism));
  const std::size_t from = at + begin.size();
  return document.substr(from, document.find("```", from) - from);
}

// Two who are equal, one place in A, one in B.
std::string equals(const std::string& ties) {
  return R"({"mechanism": "parallel_preferences", "order": ["total"], "ties": ")" + ties + R"(",
    "groups": [{"id": "A", "seats": 1}, {"id": "B", "seats": 1}],
    "candidates": [
      {"id": "x", "scores": {"total": 9}, "lottery": 2, "preferences": ["A"]},
      {"id": "y", "scores": {"total": 9}, "lottery": 1, "preferences": ["A"]},
      {"id": "z", "scores": {"total": 8}, "lottery": 3, "preferences": ["A", "B"]}]})";
}

}  // namespace

TEST(Documented, ParallelPreferences) {
  EXPECT_THAT(outcomes(example("parallel_preferences")), ElementsAre("li→B", "wang→A"));
}

TEST(Documented, DeferredAcceptance) {
  EXPECT_THAT(outcomes(example("deferred_acceptance")),
              ElementsAre("an→garage", "bai→hospital", "cui→garage"));
}

TEST(Documented, Couples) {
  EXPECT_THAT(outcomes(example("couples")), ElementsAre("x→north", "y→south", "z→east"));
}

TEST(Documented, Exchange) {
  EXPECT_THAT(outcomes(example("exchange")), ElementsAre("Li→second", "Ma→first", "Bai→second"));
}

TEST(Documented, SeatFlow) {
  const auto answer = allocate(Source::json(example("seat_flow")), {});
  EXPECT_TRUE(answer.at("verified").as_bool());
  std::int64_t cost = 0;
  for (const auto& row : answer.at("placed").as_array()) {
    cost += row.at("cost").to_number<std::int64_t>() * row.at("people").to_number<std::int64_t>();
  }
  EXPECT_EQ(cost, 70);
}

TEST(Documented, TiesOfParallelPreferences) {
  EXPECT_THAT(outcomes(equals("lottery")), ElementsAre("x", "y→A", "z→B"));
  EXPECT_THAT(outcomes(equals("admit_all")), ElementsAre("x→A", "y→A", "z→B"));
  EXPECT_THAT(outcomes(equals("reject_all")), ElementsAre("x", "y", "z→B"));
}

TEST(Documented, TiesOfDeferredAcceptance) {
  const auto file = [](const std::string& ties) {
    return R"({"mechanism": "deferred_acceptance",
      "institutions": [{"id": "A", "capacity": 1, "ties": ")" +
           ties + R"("}, {"id": "B", "capacity": 1}],
      "applicants": [{"id": "x", "score": 9, "lottery": 2, "preferences": ["A"]},
                     {"id": "y", "score": 9, "lottery": 1, "preferences": ["A"]},
                     {"id": "z", "score": 8, "lottery": 3, "preferences": ["A", "B"]}]})";
  };
  EXPECT_THAT(outcomes(file("lottery")), ElementsAre("x", "y→A", "z→B"));
  EXPECT_THAT(outcomes(file("admit_all")), ElementsAre("x→A", "y→A", "z→B"));
  EXPECT_THAT(outcomes(file("reject_all")), ElementsAre("x", "y", "z→B"));
}

TEST(Documented, AFilingRatioFilesMoreThanThereAreSeats) {
  const auto file = [](const char* ratio, const char* adjustment) {
    return std::string(R"({"mechanism": "parallel_preferences", "order": ["total"],
      "ties": "admit_all", "groups": [{"id": "A", "filing_ratio": )") +
           ratio + R"(}, {"id": "B", "seats": 1}],
      "programmes": [{"id": "a1", "group": "A", "seats": 1}, {"id": "a2", "group": "A", "seats": 1}],
      "candidates": [{"id": "x", "scores": {"total": 9}}, {"id": "y", "scores": {"total": 8}},
                     {"id": "z", "scores": {"total": 7}}],
      "preferences": [
        {"candidate": "x", "number": 1, "group": "A", "programmes": ["a1"]},
        {"candidate": "y", "number": 1, "group": "A", "programmes": ["a1"], "adjustment": )" +
           adjustment + R"(},
        {"candidate": "z", "number": 1, "group": "A", "programmes": ["a2"]},
        {"candidate": "z", "number": 2, "group": "B"}]})";
  };
  EXPECT_THAT(outcomes(file("1", "true")), ElementsAre("x→a1", "y→a2", "z→B"));
  EXPECT_THAT(outcomes(file("1", "false")), ElementsAre("x→a1", "y", "z→B"));
  EXPECT_THAT(outcomes(file("1.5", "false")), ElementsAre("x→a1", "y", "z→a2"));
  EXPECT_THAT(outcomes(file("1.5", "true")), ElementsAre("x→a1", "y", "z→a2"))
      << "adjustment comes after what was asked for";
}

TEST(Documented, PreferenceFirstServesFirstChoicesBeforeSecondOnes) {
  const auto file = [](const std::string& placing) {
    return R"({"mechanism": "parallel_preferences", "order": ["total"], "ties": "admit_all",
      "groups": [{"id": "A", "placing": ")" +
           placing + R"("}],
      "programmes": [{"id": "a1", "group": "A", "seats": 1}, {"id": "a2", "group": "A", "seats": 1},
                     {"id": "a3", "group": "A", "seats": 1}],
      "candidates": [{"id": "x", "scores": {"total": 9}}, {"id": "y", "scores": {"total": 8}},
                     {"id": "z", "scores": {"total": 7}}],
      "preferences": [
        {"candidate": "x", "number": 1, "group": "A", "programmes": ["a1"]},
        {"candidate": "y", "number": 1, "group": "A", "programmes": ["a1", "a2", "a3"]},
        {"candidate": "z", "number": 1, "group": "A", "programmes": ["a2", "a3"]}]})";
  };
  EXPECT_THAT(outcomes(file("score_first")), ElementsAre("x→a1", "y→a2", "z→a3"));
  EXPECT_THAT(outcomes(file("preference_first")), ElementsAre("x→a1", "y→a3", "z→a2"));
}

TEST(Documented, SeatsOfAnExemptRoundFlowBack) {
  EXPECT_THAT(outcomes(R"({"mechanism": "parallel_preferences", "order": ["total"],
      "ties": "admit_all",
      "rounds": [{"id": "exempt", "groups": ["E"], "order": ["award"]},
                 {"id": "main", "groups": ["M"]}],
      "groups": [{"id": "E", "seats": 2, "unused_to": "M"}, {"id": "M", "seats": 1}],
      "candidates": [{"id": "x", "scores": {"award": 1}}, {"id": "y", "scores": {"total": 8}},
                     {"id": "z", "scores": {"total": 7}}],
      "preferences": [{"candidate": "x", "round": "exempt", "number": 1, "group": "E"},
                      {"candidate": "y", "round": "main", "number": 1, "group": "M"},
                      {"candidate": "z", "round": "main", "number": 1, "group": "M"}]})"),
              ElementsAre("x→E", "y→M", "z→M"));
}

}  // namespace allocation_files
