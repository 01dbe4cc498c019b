#include "allocation_files/market_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "allocation_files/allocate.hpp"

namespace allocation_files {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

boost::json::object run(std::string_view json, const Asked& asked = {}) {
  return allocate(Source::json(json), asked);
}

// "who→where" by applicant, "who" alone if he has no place.
std::vector<std::string> outcomes(const boost::json::object& answer) {
  std::vector<std::string> lines;
  for (const boost::json::value& row : answer.at("outcomes").as_array()) {
    const auto& object = row.as_object();
    std::string line(object.at("applicant").as_string());
    if (object.contains("institution"))
      line += "→" + std::string(object.at("institution").as_string());
    lines.push_back(line);
  }
  return lines;
}

// "pointer: what is wrong" of every fault.
std::vector<std::string> faults(std::string_view json, const Asked& asked = {}) {
  std::vector<std::string> lines;
  try {
    run(json, asked);
  } catch (const base::Problem& problem) {
    for (const base::FieldError& error : problem.errors()) {
      lines.push_back(error.field + ": " + error.message.en);
    }
  }
  return lines;
}

// A file with one change to it.
std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

// Two hospitals' programmes; gathers all ways in which an institution may say whom it prefers.
constexpr std::string_view kPlain = R"({
  "mechanism": "deferred_acceptance",
  "institutions": [{"id": "A", "capacity": 1, "priority": ["y", "x"]},
                   {"id": "B", "capacity": 1}, {"id": "C", "capacity": 2, "minimum": 2}],
  "priorities": [{"institution": "B", "applicant": "x", "rank": 1},
                 {"institution": "B", "applicant": "y", "rank": 1}],
  "applicants": [{"id": "x", "preferences": ["A", "B"], "lottery": 2},
                 {"id": "y", "preferences": ["B", "A"], "lottery": 1},
                 {"id": "z", "preferences": ["A", "B", "C"], "lottery": 3, "score": 5}]})";

TEST(MarketFile, MatchesAndVerifies) {
  const auto answer = run(kPlain);
  EXPECT_TRUE(answer.at("verified").as_bool());
  EXPECT_THAT(outcomes(answer), ElementsAre("x→A", "y→B", "z→C"));
}

TEST(MarketFile, LetsInstitutionsPropose) {
  // A would rather have y, and B x; each of them would rather be at the other one.
  const std::string file = with(std::string(kPlain), R"("lottery": 1)", R"("lottery": 4)");
  EXPECT_THAT(outcomes(run(file)), ElementsAre("x→A", "y→B", "z→C"));
  EXPECT_THAT(outcomes(run(with(file, "{", R"({"proposing": "institutions",)"))),
              ElementsAre("x→B", "y→A", "z→C"));
}

TEST(MarketFile, ReportsInstitutions) {
  const auto answer = run(kPlain);
  const auto& school = answer.at("institutions").as_array()[2].as_object();
  EXPECT_EQ(school.at("admitted").as_uint64(), 1U);
  EXPECT_EQ(school.at("shortfall").as_uint64(), 1U);
  const auto& missed = answer.at("missed").as_array();
  ASSERT_EQ(missed.size(), 1U);  // A would rather have had y
  EXPECT_EQ(missed[0].at("applicant").as_string(), "y");
}

TEST(MarketFile, ExplainsWhatIsAsked) {
  const auto answer = run(kPlain, {.explain = {"z"}});
  const auto& rows = answer.at("explanations").as_array();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].at("reason").as_string(), "ineligible");
  EXPECT_EQ(rows[2].at("zh").as_string(), "录取：您排第 1 位，录到第 1 位");
  EXPECT_EQ(run(kPlain, {.explain_all = true}).at("explanations").as_array().size(), 7U);
  EXPECT_THROW(run(kPlain, {.explain = {"w"}}), base::Problem);
}

TEST(MarketFile, ListsWhatACorrectionChanges) {
  const auto before = boost::json::parse(R"({"outcomes": [
      {"applicant": "x", "institution": "B"}, {"applicant": "y", "institution": "A"},
      {"applicant": "z", "institution": "C"}]})")
                          .as_object();
  const auto changed = run(kPlain, {.before = &before});
  EXPECT_EQ(changed.at("changes").as_array().size(), 2U);
  const auto better = boost::json::parse(R"({"outcomes": [
      {"applicant": "x", "institution": "A"}, {"applicant": "y", "institution": "B"},
      {"applicant": "z", "institution": "B"}]})")
                          .as_object();
  const auto kept = run(kPlain, {.before = &better, .keep_offers = true});
  EXPECT_TRUE(kept.at("changes").as_array().empty());
  EXPECT_EQ(outcomes(kept)[2], "z→B");
  EXPECT_EQ(kept.at("over_seats").as_array()[0].at("institution").as_string(), "B");
  for (const std::string_view foreign :
       {R"({})", R"({"outcomes": [1]})", R"({"outcomes": [{"institution": "A"}]})",
        R"({"outcomes": [{"applicant": "w", "institution": "A"}]})",
        R"({"outcomes": [{"applicant": "x", "institution": "D"}]})"}) {
    const auto other = boost::json::parse(foreign).as_object();
    EXPECT_THROW(run(kPlain, {.before = &other}), base::Problem);
  }
}

TEST(MarketFile, KeepsBlocksRatesCapsAndRegions) {
  EXPECT_THAT(outcomes(run(R"({
    "mechanism": "deferred_acceptance",
    "institutions": [{"id": "A", "capacity": 2, "priority": ["x", "y", "z"]}],
    "blocks": [{"institution": "A", "seats": 1}, {"institution": "A", "seats": 1, "group": "rural"}],
    "applicants": [{"id": "x", "preferences": ["A"]}, {"id": "y", "preferences": ["A"]},
                   {"id": "z", "preferences": ["A"], "groups": ["rural"]}]})")),
              ElementsAre("x→A", "y", "z→A"));
  EXPECT_THAT(outcomes(run(R"({
    "mechanism": "deferred_acceptance",
    "institutions": [{"id": "A", "capacity": 1, "priority": ["x", "y"]}],
    "rates": [{"institution": "A", "group": "rural", "percent": 20}],
    "applicants": [{"id": "x", "preferences": ["A"]},
                   {"id": "y", "preferences": ["A"], "groups": ["rural"]}]})")),
              ElementsAre("x", "y→A"));
  const auto capped = run(R"({
    "mechanism": "deferred_acceptance",
    "institutions": [{"id": "fitter", "capacity": 9, "cap": "fitters"},
                     {"id": "welder", "capacity": 9, "cap": "staff"}],
    "caps": [{"id": "fitters", "seats": 1, "inside": "staff"}, {"id": "staff", "seats": 2}],
    "applicants": [{"id": "x", "preferences": ["fitter"], "score": 9},
                   {"id": "y", "preferences": ["fitter", "welder"], "score": 8},
                   {"id": "z", "preferences": ["welder"], "score": 7}]})",
                          {.explain_all = true});
  EXPECT_THAT(outcomes(capped), ElementsAre("x→fitter", "y→welder", "z"));
  EXPECT_EQ(capped.at("explanations").as_array()[1].at("reason").as_string(), "full_cap");
  EXPECT_THAT(outcomes(run(R"({
    "mechanism": "deferred_acceptance",
    "institutions": [{"id": "A", "capacity": 2, "target": 1, "priority": ["x", "y"]},
                     {"id": "B", "capacity": 2, "target": 1, "priority": ["z"]}],
    "regions": [{"id": "R", "seats": 2, "turns": ["A", "B"]}],
    "applicants": [{"id": "x", "preferences": ["A"]}, {"id": "y", "preferences": ["A"]},
                   {"id": "z", "preferences": ["B"]}]})")),
              ElementsAre("x→A", "y", "z→B"));
}

TEST(MarketFile, MatchesCouples) {
  constexpr std::string_view kCouples = R"({
    "mechanism": "couples",
    "institutions": [{"id": "A", "capacity": 1, "priority": ["x", "z"]},
                     {"id": "B", "capacity": 1, "priority": ["y", "z"]}],
    "applicants": [{"id": "x", "lottery": 1}, {"id": "y", "lottery": 2},
                   {"id": "z", "preferences": ["A", "B"], "lottery": 3}],
    "couples": [{"first": "x", "second": "y", "first_at": "A", "second_at": "B"},
                {"first": "x", "second": "y", "first_at": "A"}]})";
  EXPECT_THAT(outcomes(run(kCouples)), ElementsAre("x→A", "y→B", "z"));
  const boost::json::object before = run(kCouples);
  EXPECT_TRUE(run(kCouples, {.before = &before}).at("changes").as_array().empty());
  EXPECT_THROW(run(kCouples, {.before = &before, .keep_offers = true}), base::Problem);
}

// One component has no stable matching: it is withheld, the other is not.
TEST(MarketFile, WithholdsOnlyWhatIsNotStable) {
  const auto answer = run(R"({
    "mechanism": "couples",
    "institutions": [{"id": "A", "capacity": 1, "priority": ["x", "z"]},
                     {"id": "B", "capacity": 1, "priority": ["z", "y"]},
                     {"id": "C", "capacity": 1, "priority": ["w"]}],
    "applicants": [{"id": "x", "lottery": 1}, {"id": "y", "lottery": 2},
                   {"id": "z", "preferences": ["A", "B"], "lottery": 3},
                   {"id": "w", "preferences": ["C"], "lottery": 4}],
    "couples": [{"first": "x", "second": "y", "first_at": "A", "second_at": "B"}]})");
  EXPECT_FALSE(answer.at("verified").as_bool());
  EXPECT_FALSE(answer.at("findings").as_array().empty());
  EXPECT_THAT(outcomes(answer), ElementsAre("x", "y", "z", "w→C"));
  EXPECT_EQ(answer.at("outcomes").as_array()[0].at("outcome").as_string(), "withheld");
  EXPECT_EQ(answer.at("institutions").as_array().size(), 1U);
}

TEST(MarketFile, ReadsTheSameFromACsv) {
  const auto answer =
      allocate(Source::csv("mechanism,deferred_acceptance\n"
                           "[institutions]\nid,capacity,priority\nA,1,y;x\nB,1,x;y\n"
                           "[applicants]\nid,preferences\nx,A;B\ny,A\n"),
               {});
  EXPECT_THAT(outcomes(answer), ElementsAre("x→B", "y→A"));
}

TEST(MarketFile, TakesNumbersDrawnApart) {
  constexpr std::string_view kDrawn = R"({
    "mechanism": "deferred_acceptance", "institutions": [{"id": "A", "capacity": 1}],
    "applicants": [{"id": "x", "preferences": ["A"]}, {"id": "y", "preferences": ["A"]}]})";
  EXPECT_THAT(faults(kDrawn), ElementsAre("/applicants/0/lottery: equals need lottery numbers"));
  EXPECT_THAT(outcomes(run(kDrawn, {.lottery = {{"x", 2}, {"y", 1}}})), ElementsAre("x", "y→A"));
  EXPECT_THAT(faults(kDrawn, {.lottery = {{"x", 2}}}),
              ElementsAre("/applicants/1/lottery: the lottery number is missing"));
  EXPECT_THAT(faults(kPlain, {.lottery = {{"x", 1}, {"y", 2}, {"z", 3}}}),
              Contains("/applicants/0/lottery: numbers are drawn apart, so the input has none"));
  EXPECT_THAT(mechanism("deferred_acceptance").people(Source::json(kDrawn)), ElementsAre("x", "y"));
}

TEST(MarketFile, NamesEveryFault) {
  const std::string file(kPlain);
  EXPECT_THAT(faults(file), IsEmpty());
  EXPECT_THAT(faults(with(file, R"("id": "B")", R"("id": "A")")),
              ElementsAre(HasSubstr("/institutions/1/id: \"A\" is there twice")));
  EXPECT_THAT(faults(with(file, R"(["y", "x"])", R"(["y", "q", "y"])")),
              ElementsAre("/institutions/0/priority/1: there is no \"q\"",
                          "/institutions/0/priority/2: \"y\" is there twice"));
  EXPECT_THAT(faults(with(file, R"("minimum": 2)", R"("ties": "dice", "cap": "no")")),
              ElementsAre("/institutions/2/ties: must be one of: lottery, reject_all, admit_all",
                          "/institutions/2/cap: there is no \"no\""));
  EXPECT_THAT(
      faults(with(file, R"("preferences": ["A", "B"])", R"("preferences": ["D", "B", "B"])")),
      ElementsAre("/applicants/0/preferences/0: there is no \"D\"",
                  "/applicants/0/preferences/2: \"B\" is there twice"));
  EXPECT_THAT(faults(with(file, R"("lottery": 1)", R"("lottery": 2)")),
              ElementsAre("/applicants: two lottery numbers are the same"));
  EXPECT_THAT(faults(with(file, R"({"institution": "B", "applicant": "x")",
                          R"({"institution": "A", "applicant": "x")")),
              ElementsAre("/priorities/0/institution: this institution has a priority list",
                          "/priorities/0/applicant: \"x\" is there twice"));
  EXPECT_THAT(faults(with(file, R"({"institution": "B", "applicant": "x")",
                          R"({"institution": "E", "applicant": "x")")),
              ElementsAre("/priorities/0/institution: there is no \"E\""));
  EXPECT_THAT(faults(with(file, R"("applicants":)",
                          R"("proposing": "nobody", "couples": [], "applicants":)")),
              ElementsAre("/proposing: must be one of: applicants, institutions"));
  EXPECT_THAT(faults(with(file, R"("applicants":)", R"("couples": [], "applicants":)")),
              ElementsAre("/couples: the mechanism for couples is called couples"));
}

TEST(MarketFile, NamesFaultsOfRules) {
  const std::string file(kPlain);
  const auto faults_with = [&](std::string_view rules) {
    return faults(with(file, R"("applicants":)", std::string(rules) + R"(, "applicants":)"));
  };
  EXPECT_THAT(
      faults_with(
          R"("blocks": [{"institution": "C", "seats": 1}, {"institution": "D", "seats": 1}])"),
      ElementsAre("/blocks/1/institution: there is no \"D\""));
  EXPECT_THAT(faults_with(R"("blocks": [{"institution": "C", "seats": 1}])"),
              ElementsAre(HasSubstr("/institutions/2: seats of the blocks must add up")));
  EXPECT_THAT(faults_with(R"("rates": [{"institution": "C", "group": "g", "percent": 101}])"),
              ElementsAre(HasSubstr("/institutions/2: rates are from 0 to 100")));
  EXPECT_THAT(faults_with(R"("rates": [{"institution": "D", "group": "g", "percent": 1}])"),
              ElementsAre("/rates/0/institution: there is no \"D\""));
  EXPECT_THAT(
      faults_with(
          R"("caps": [{"id": "a", "seats": 1, "inside": "b"}, {"id": "b", "seats": 1, "inside": "a"}])"),
      ElementsAre("/caps/0/inside: a cap lies inside itself",
                  "/caps/1/inside: a cap lies inside itself"));
  EXPECT_THAT(faults_with(R"("regions": [{"id": "r", "seats": 1, "turns": ["D"]}])"),
              ElementsAre("/regions/0/turns: there is no \"D\""));
  EXPECT_THAT(faults_with(R"("regions": [{"id": "r", "seats": 1, "turns": ["C", "C"]}])"),
              ElementsAre(HasSubstr("/regions/0: an institution is in one region once")));
  EXPECT_THAT(
      faults_with(R"("proposing": "institutions", "blocks": [{"institution": "C", "seats": 2}])"),
      ElementsAre(HasSubstr("/proposing: institutions can propose where")));
  EXPECT_THAT(
      faults_with(
          R"("blocks": [{"institution": "C", "seats": 2}], "regions": [{"id": "r", "seats": 1, "turns": ["C"]}])"),
      ElementsAre(HasSubstr("/institutions/2: blocks, a cap")));
}

TEST(MarketFile, NamesFaultsOfCouples) {
  const std::string file = R"({
    "mechanism": "couples", "institutions": [{"id": "A", "capacity": 2}],
    "applicants": [{"id": "x", "lottery": 1}, {"id": "y", "lottery": 2}, {"id": "z", "lottery": 3}],
    "couples": [{"first": "x", "second": "y", "first_at": "A"}]})";
  EXPECT_THAT(faults(file), IsEmpty());
  const auto faults_with = [&](std::string_view row) {
    return faults(with(file, R"("first_at": "A"})", R"("first_at": "A"}, )" + std::string(row)));
  };
  EXPECT_THAT(faults_with(R"({"first": "x", "second": "y", "first_at": "A"})"),
              ElementsAre(HasSubstr("/couples/0: a choice of this couple is there twice")));
  EXPECT_THAT(faults_with(R"({"first": "x", "second": "z", "first_at": "A"})"),
              ElementsAre("/couples/1: somebody belongs to two couples"));
  EXPECT_THAT(faults_with(R"({"first": "x", "second": "q", "first_at": "A"})"),
              ElementsAre("/couples/1/second: there is no \"q\""));
  EXPECT_THAT(
      faults(with(file, R"("applicants":)", R"("proposing": "institutions", "applicants":)")),
      ElementsAre("/proposing: with couples, applicants propose"));
  EXPECT_THAT(faults(with(file, R"("applicants":)", R"("rates": [], "applicants":)")),
              ElementsAre("/rates: with couples there are no rates"));
  EXPECT_THAT(faults(with(file, R"("capacity": 2)", R"("capacity": 2, "ties": "reject_all")")),
              ElementsAre(HasSubstr("/institutions: with couples")));
  EXPECT_THAT(faults(with(file, R"({"id": "x",)", R"({"id": "x", "preferences": ["A"],)")),
              ElementsAre(HasSubstr("/applicants/0/preferences: who applies in a couple")));
}

}  // namespace
}  // namespace allocation_files
