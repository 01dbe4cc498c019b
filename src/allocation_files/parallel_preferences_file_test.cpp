#include "allocation_files/parallel_preferences_file.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "allocation_files/allocate.hpp"

namespace allocation_files {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Three candidates for two schools; the members of `with` are put in, or take the place of others.
std::string input(std::string_view with = "{}") {
  auto json = boost::json::parse(R"({
    "mechanism": "parallel_preferences", "order": ["total", "culture"], "ties": "lottery",
    "groups": [{"id": "A", "seats": 1}, {"id": "B", "seats": 1}],
    "candidates": [
      {"id": "li", "scores": {"total": 600, "culture": 300.5}, "lottery": 1,
       "preferences": ["A", "B"]},
      {"id": "wang", "scores": {"total": 600, "culture": 310}, "lottery": 2,
       "preferences": ["A"]},
      {"id": "zhao", "scores": {"total": 590, "culture": 330}, "lottery": 3,
       "preferences": ["A", "B"]}]})")
                  .as_object();
  const auto members = boost::json::parse({with.data(), with.size()});
  for (const auto& member : members.as_object()) {
    json[member.key()] = member.value();
  }
  return boost::json::serialize(json);
}

boost::json::object run(const std::string& text, const Asked& asked = {}) {
  return allocate(Source::json(text), asked);
}

// "li B" for everybody who was admitted.
std::vector<std::string> admitted(const boost::json::object& answer) {
  std::vector<std::string> lines;
  for (const auto& row : answer.at("outcomes").as_array()) {
    const auto* programme = row.as_object().if_contains("programme");
    if (programme == nullptr) continue;
    lines.push_back(std::string(row.at("candidate").as_string()) + " " +
                    std::string(programme->as_string()));
  }
  return lines;
}

// "/place: message" for every fault.
std::vector<std::string> faults(const Source& source) {
  std::vector<std::string> lines;
  try {
    allocate(source, {});
  } catch (const base::Problem& problem) {
    for (const auto& fault : problem.errors()) {
      EXPECT_FALSE(fault.message.zh.empty());
      lines.push_back(fault.field + ": " + fault.message.en);
    }
  }
  return lines;
}

std::vector<std::string> faults(std::string_view with) { return faults(Source::json(input(with))); }

// The explanation in English of each line that is about `kind`.
std::vector<std::string> told(const boost::json::object& answer, std::string_view kind) {
  std::vector<std::string> lines;
  for (const auto& row : answer.at("explanations").as_array()) {
    if (row.at("kind").as_string() == kind) lines.emplace_back(row.at("en").as_string());
  }
  return lines;
}

constexpr std::string_view kCsv =
    "mechanism,parallel_preferences\n"
    "order,total;culture\n"
    "ties,lottery\n"
    "\n"
    "[groups]\n"
    "id,seats\n"
    "A,1\n"
    "B,1\n"
    "\n"
    "[candidates]\n"
    "id,scores.total,scores.culture,lottery,preferences\n"
    "li,600,300.5,1,A;B\n"
    "wang,600,310,2,A\n"
    "zhao,590,330,3,A;B\n";

}  // namespace

TEST(ParallelPreferencesFile, AdmitsByTheOrderOfTheFields) {
  EXPECT_THAT(admitted(run(input())), ElementsAre("li B", "wang A"));
}

TEST(ParallelPreferencesFile, CsvIsTheSameInput) {
  EXPECT_EQ(allocate(Source::csv(kCsv), {}), run(input()));
}

TEST(ParallelPreferencesFile, OutcomesAndCutOffsAreRows) {
  const auto answer = run(input());
  EXPECT_EQ(boost::json::serialize(answer.at("outcomes").at(2)),
            R"({"candidate":"zhao","outcome":"not_filed","round":"1","position":3})");
  EXPECT_EQ(boost::json::serialize(answer.at("groups").at(1)),
            R"({"round":"1","group":"B","places":1,"filed":1,"admitted":1,"last_filed_total":6E2,)"
            R"("last_filed_position":2,"last_admitted_total":6E2,"last_admitted_position":2})");
}

TEST(ParallelPreferencesFile, ProgrammesAreNamedInATableOfPreferences) {
  const auto answer = run(input(R"({
    "groups": [{"id": "A", "filing_ratio": 1.5}],
    "programmes": [{"id": "a1", "group": "A", "seats": 1}, {"id": "a2", "group": "A", "seats": 1}],
    "candidates": [{"id": "li", "scores": {"total": 600, "culture": 0}, "lottery": 1},
                   {"id": "wang", "scores": {"total": 590, "culture": 0}, "lottery": 2},
                   {"id": "zhao", "scores": {"total": 580, "culture": 0}, "lottery": 3}],
    "preferences": [
      {"candidate": "zhao", "number": 1, "group": "A", "programmes": ["a1"], "adjustment": true},
      {"candidate": "li", "number": 1, "group": "A", "programmes": ["a1", "a2"]},
      {"candidate": "wang", "number": 1, "group": "A", "programmes": ["a1"]}]})"));
  EXPECT_THAT(admitted(answer), ElementsAre("li a1", "zhao a2"));
  EXPECT_EQ(answer.at("outcomes").at(1).at("outcome"), "returned");
  EXPECT_EQ(answer.at("outcomes").at(2).at("outcome"), "adjusted");
}

TEST(ParallelPreferencesFile, PreferencesGoByTheirNumberAndNotByTheirLine) {
  EXPECT_THAT(admitted(run(input(R"({
    "candidates": [{"id": "li", "scores": {"total": 600, "culture": 0}, "lottery": 1}],
    "preferences": [{"candidate": "li", "number": 2, "group": "A"},
                    {"candidate": "li", "number": 1, "group": "B"}]})"))),
              ElementsAre("li B"));
}

TEST(ParallelPreferencesFile, RoundsOfferWhatIsLeftAndUnusedSeatsFlowOn) {
  EXPECT_THAT(admitted(run(input(R"({
    "groups": [{"id": "exempt", "seats": 2, "unused_to": "A"}, {"id": "A", "seats": 0}],
    "rounds": [{"id": "award", "groups": ["exempt"], "order": ["award"]},
               {"id": "regular", "groups": ["A"]}],
    "candidates": [
      {"id": "li", "scores": {"award": 1}, "lottery": 1},
      {"id": "wang", "scores": {"total": 590, "culture": 0}, "lottery": 2}],
    "preferences": [
      {"candidate": "li", "round": "award", "number": 1, "group": "exempt"},
      {"candidate": "wang", "round": "regular", "number": 1, "group": "A"}]})"))),
              ElementsAre("li exempt", "wang A"));
}

TEST(ParallelPreferencesFile, RequirementsMinimumsAndLinesAreByName) {
  const auto answer = run(input(R"({
    "groups": [{"id": "A", "seats": 1, "category": "arts", "needs": ["history"],
                "needs_any": ["politics", "geography"], "minimum": {"culture": 300}},
               {"id": "B", "seats": 9, "category": "arts"}],
    "lines": [{"category": "arts", "minimum": {"total": 500}}],
    "candidates": [
      {"id": "li", "category": "arts", "traits": ["history"], "lottery": 1, "preferences": ["A"],
       "scores": {"total": 600, "culture": 310}},
      {"id": "wang", "category": "arts", "traits": ["history", "politics"], "lottery": 2,
       "preferences": ["A"], "scores": {"total": 590, "culture": 299.5}},
      {"id": "zhao", "category": "arts", "traits": ["history", "geography"], "lottery": 3,
       "preferences": ["A"], "scores": {"total": 580, "culture": 300}},
      {"id": "sun", "category": "arts", "lottery": 4, "preferences": ["B"],
       "scores": {"total": 499, "culture": 300}}]})"),
                          {.explain_all = true});
  EXPECT_THAT(admitted(answer), ElementsAre("zhao A"));
  EXPECT_THAT(told(answer, "group"), ElementsAre("Not eligible: politics, geography is missing.",
                                                 "Not eligible: \"culture\" must be at least 300.",
                                                 "Filed here.", HasSubstr("Not reached")));
  EXPECT_THAT(told(answer, "outcome"),
              testing::Contains("Below the control line: \"total\" must be at least 500."));
}

TEST(ParallelPreferencesFile, AnExplanationNamesNoMarkOfOthersButTheFirst) {
  const auto answer = run(input(), {.explain = {"li", "zhao"}});
  EXPECT_THAT(told(answer, "group"),
              ElementsAre("Full (1 filings): the last has position 1, you 2; equal before it, "
                          "\"culture\" decided.",
                          "Filed here.",
                          "Full (1 filings): the last has \"total\" 600 (position 1), you 590 "
                          "(position 3).",
                          "Full (1 filings): the last has \"total\" 600 (position 2), you 590 "
                          "(position 3)."));
}

TEST(ParallelPreferencesFile, StepsAreInTheUnitOfTheFirstField) {
  EXPECT_THAT(admitted(run(input(R"({
    "order": ["total"],
    "groups": [{"id": "A", "filing_ratio": 1.5, "steps": [0.5]}],
    "programmes": [{"id": "a1", "group": "A", "seats": 1}, {"id": "a2", "group": "A", "seats": 1}],
    "candidates": [{"id": "li", "scores": {"total": 610}, "lottery": 1},
                   {"id": "wang", "scores": {"total": 600}, "lottery": 2},
                   {"id": "zhao", "scores": {"total": 599.75}, "lottery": 3}],
    "preferences": [{"candidate": "li", "number": 1, "group": "A", "programmes": ["a1"]},
                    {"candidate": "wang", "number": 1, "group": "A", "programmes": ["a1", "a2"]},
                    {"candidate": "zhao", "number": 1, "group": "A", "programmes": ["a2"]}]})"))),
              ElementsAre("li a1", "zhao a2"));
}

TEST(ParallelPreferencesFile, ACorrectionListsWhoChangesAndKeepsOffersIfAsked) {
  const auto before = run(input());
  // wang's mark was wrong: li moves up to A, zhao gets B, wang nothing.
  auto corrected = boost::json::parse(input());
  corrected.at("candidates").at(1).at("scores").at("total") = 500;
  const std::string text = boost::json::serialize(corrected);
  const auto listed = run(text, {.before = &before});
  EXPECT_EQ(boost::json::serialize(listed.at("changes")),
            R"([{"candidate":"li","before":"B","after":"A"},)"
            R"({"candidate":"wang","before":"A","after":null},)"
            R"({"candidate":"zhao","before":null,"after":"B"}])");
  const auto kept = run(text, {.before = &before, .keep_offers = true});
  EXPECT_THAT(admitted(kept), ElementsAre("li A", "wang A", "zhao B"));
  EXPECT_EQ(kept.at("outcomes").at(1).at("outcome"), "kept_offer");
  EXPECT_EQ(boost::json::serialize(kept.at("over_seats")), R"([{"programme":"A","over_seats":1}])");
}

TEST(ParallelPreferencesFile, AnEarlierAnswerOfOthersIsRefused) {
  const auto before =
      boost::json::parse(R"({"outcomes": [{"candidate": "ma", "programme": "A"}]})");
  EXPECT_THROW(run(input(), {.before = &before.as_object()}), base::Problem);
}

TEST(ParallelPreferencesFile, WhoIsExplainedMustExist) {
  EXPECT_THROW(run(input(), {.explain = {"ma"}}), base::Problem);
}

TEST(ParallelPreferencesFile, EqualLotteryNumbersAreNamed) {
  const auto found = faults(R"({"candidates": [
    {"id": "li", "scores": {"total": 1, "culture": 1}, "lottery": 7, "preferences": ["A"]},
    {"id": "wang", "scores": {"total": 1, "culture": 1}, "lottery": 7, "preferences": ["A"]}]})");
  EXPECT_THAT(found, ElementsAre(HasSubstr("/candidates/0/lottery: equal to \"wang\""),
                                 HasSubstr("/candidates/1/lottery: equal to \"li\"")));
}

TEST(ParallelPreferencesFile, WhatCannotBeMeantIsRefusedWithItsPlace) {
  struct Row {
    std::string_view with;
    std::string_view fault;
  };
  for (
      const Row& row : std::vector<Row>{
          {R"({"sets": 1})", "/sets: is not known here"},
          {R"({"ties": "coin"})", "/ties: must be one of: lottery"},
          {R"({"order": []})", "/order: there must be a field"},
          {R"({"order": ["total", "total"]})", "/order: a field is there twice"},
          {R"({"order": ["total", "maths"]})", "/candidates/0/scores/maths: the mark"},
          {R"({"order": ["total"]})", "/candidates/0/scores/culture: \"culture\" is not in"},
          {R"({"filing_rounding": "off"})", "/filing_rounding: must be one of"},
          {R"({"groups": [{"id": "A", "seats": -1}, {"id": "B", "seats": 1}]})",
           "/groups/0/seats: is out of range"},
          {R"({"groups": [{"id": "A", "seats": 1}, {"id": "A", "seats": 1}]})",
           "/groups/1/id: \"A\" is there twice"},
          {R"({"groups": [{"id": "", "seats": 1}]})", "/groups/0/id: may not be empty"},
          {R"({"groups": [{"id": "A", "seats": 1}]})",
           "/candidates/0/preferences/1: there is no \"B\""},
          {R"({"groups": [{"id": "A"}, {"id": "B", "seats": 1}]})", "/groups/0/seats: seats are"},
          {R"({"groups": [{"id": "A", "seats": 1, "filing_ratio": 0.9}, {"id": "B", "seats": 1}]})",
           "/groups/0/filing_ratio: must be from 1 to 10"},
          {R"({"groups": [{"id": "A", "seats": 1, "category": "x"}, {"id": "B", "seats": 1}]})",
           "/groups/1/category: the category is given"},
          {R"({"groups": [{"id": "A", "seats": 1, "placing": "any"}, {"id": "B", "seats": 1}]})",
           "/groups/0/placing: must be one of"},
          {R"({"groups": [{"id": "A", "seats": 1, "placing": "preference_first", "steps": [1]},
                           {"id": "B", "seats": 1}]})",
           "/groups/0/steps: there are no steps"},
          {R"({"groups": [{"id": "A", "seats": 1, "steps": [-1]}, {"id": "B", "seats": 1}]})",
           "/groups/0/steps: a step may not be negative"},
          {R"({"groups": [{"id": "A", "seats": 1, "minimum": {"art": 1}}, {"id": "B", "seats": 1}]})",
           "/groups/0/minimum/art: \"art\" is not in the order"},
          {R"({"groups": [{"id": "A", "seats": 1, "unused_to": "C"}, {"id": "B", "seats": 1}]})",
           "/groups/0/unused_to: there is no \"C\""},
          {R"({"groups": [{"id": "A", "seats": 1, "unused_to": "B"}, {"id": "B", "seats": 1}]})",
           "/groups/0/unused_to: \"B\" has no later round"},
          {R"({"groups": [{"id": "A", "seats": 4000000000}, {"id": "B", "seats": 1}]})",
           "/groups/0/seats: there are too many seats"},
          {R"({"programmes": [{"id": "p", "group": "C", "seats": 1}]})",
           "/programmes/0/group: there is no \"C\""},
          {R"({"programmes": [{"id": "A", "group": "A", "seats": 1}]})",
           "/programmes/0/id: a programme may not"},
          {R"({"rounds": []})", "/rounds: there must be a round"},
          {R"({"rounds": [{"id": "1", "groups": ["B"]}]})",
           "/candidates/0/preferences/0: this group takes no part"},
          {R"({"rounds": [{"id": "1"}, {"id": "2"}]})",
           "/candidates/0/preferences: with several rounds"},
          {R"({"rounds": [{"id": "1", "order": []}]})", "/rounds/0/order: there must be a field"},
          {R"({"lines": [{"round": "9", "minimum": {"total": 1}}]})",
           "/lines/0/round: there is no \"9\""},
          {R"({"lines": [{"category": "arts", "minimum": {"total": 1}}]})",
           "/lines/0/category: there is no category"},
          {R"({"lines": [{"minimum": {"total": 1}}, {"round": "1", "minimum": {"total": 2}}]})",
           "/lines/1/minimum: this round and category has two lines"},
          {R"({"lines": [{"minimum": {"art": 1}}]})", "/lines/0/minimum/art: \"art\" is not in"},
          {R"({"candidates": [{"id": "li", "scores": {"total": 1, "culture": 1},
                                "preferences": ["A"]}]})",
           "/candidates/0/lottery: ties are decided by lottery"},
          {R"({"candidates": [{"id": "li", "scores": {"total": 1.0001, "culture": 1}, "lottery": 1,
                                "preferences": ["A"]}]})",
           "/candidates/0/scores/total: has at most three decimals"},
          {R"({"candidates": [{"id": "li", "scores": {"total": 1, "culture": 1}, "lottery": 1,
                                "preferences": ["A", "A"]}]})",
           "/candidates/0/preferences/1: this group is listed twice"},
      }) {
    EXPECT_THAT(faults(row.with), testing::Contains(testing::StartsWith(row.fault))) << row.with;
  }
}

TEST(ParallelPreferencesFile, WhatCannotBePreferredIsRefusedWithItsPlace) {
  const auto of = [](std::string_view preferences) {
    return faults(fmt::format(R"({{
      "candidates": [{{"id": "li", "scores": {{"total": 600, "culture": 0}}, "lottery": 1}}],
      "groups": [{{"id": "A"}}, {{"id": "B", "seats": 1}}],
      "programmes": [{{"id": "a1", "group": "A", "seats": 1}}],
      "preferences": [{}]}})",
                              preferences));
  };
  EXPECT_THAT(of(R"({"candidate": "ma", "number": 1, "group": "A"})"),
              ElementsAre("/preferences/0/candidate: there is no \"ma\""));
  EXPECT_THAT(of(R"({"candidate": "li", "number": 1, "group": "C"})"),
              ElementsAre("/preferences/0/group: there is no \"C\""));
  EXPECT_THAT(of(R"({"candidate": "li", "round": "2", "number": 1, "group": "A"})"),
              ElementsAre("/preferences/0/round: there is no \"2\""));
  EXPECT_THAT(of(R"({"candidate": "li", "number": 1, "group": "B", "programmes": ["a1"]})"),
              ElementsAre("/preferences/0/programmes: group \"B\" has no programme \"a1\""));
  EXPECT_THAT(of(R"({"candidate": "li", "number": 1, "group": "A", "programmes": ["a1", "a1"]})"),
              ElementsAre("/preferences/0/programmes: programme \"a1\" is there twice"));
  EXPECT_THAT(of(R"({"candidate": "li", "number": 1, "group": "A"},
                    {"candidate": "li", "number": 1, "group": "B"})"),
              ElementsAre("/preferences/1/number: this number of a preference is there twice"));
  EXPECT_THAT(of(R"({"candidate": "li", "number": 1, "group": "A"})"), IsEmpty());
}

TEST(ParallelPreferencesFile, AFaultOfACsvHasItsLine) {
  std::string csv(kCsv);
  csv.replace(csv.find("wang,600"), 8, "wang,six");
  EXPECT_THAT(faults(Source::csv(csv)),
              ElementsAre("line 13, [candidates] scores.total: must be a number"));
  EXPECT_THAT(faults(Source::csv(std::string(kCsv) + "[extra]\nid\n")),
              ElementsAre("line 15, [extra]: is not known here; remove it"));
  csv = kCsv;
  csv.replace(csv.find("ties,lottery"), 12, "ties,coin");
  EXPECT_THAT(faults(Source::csv(csv)), ElementsAre(HasSubstr("line 3, ties: must be one of")));
}

}  // namespace allocation_files
