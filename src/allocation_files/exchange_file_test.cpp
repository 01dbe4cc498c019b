#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "allocation_files/allocate.hpp"

namespace allocation_files {
namespace {

using testing::ElementsAre;

constexpr std::string_view kTeachers = R"({"mechanism": "exchange", "teachers": [
  {"id": "Li", "school": "Jingchuan", "subject": "welding", "wishes": ["Huating"], "standing": 1},
  {"id": "Ma", "school": "Huating", "subject": "welding", "wishes": ["Jingchuan"], "standing": 2},
  {"id": "Bai", "school": "Huating", "subject": "nursing", "wishes": ["Jingchuan"], "standing": 3}]})";

std::vector<std::string> faults(std::string_view json, const Asked& asked = {}) {
  std::vector<std::string> lines;
  try {
    allocate(Source::json(json), asked);
  } catch (const base::Problem& problem) {
    for (const base::FieldError& error : problem.errors()) {
      lines.push_back(error.field + ": " + error.message.en);
    }
  }
  return lines;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(ExchangeFile, SwapsWithinASubject) {
  const auto answer = allocate(Source::json(kTeachers), {});
  EXPECT_TRUE(answer.at("verified").as_bool());
  const auto& rows = answer.at("outcomes").as_array();
  EXPECT_EQ(rows[0].at("outcome").as_string(), "moves");
  EXPECT_EQ(rows[0].at("school").as_string(), "Huating");
  EXPECT_EQ(rows[1].at("school").as_string(), "Jingchuan");
  EXPECT_EQ(rows[2].at("outcome").as_string(), "stays");  // nobody there teaches nursing
}

TEST(ExchangeFile, NamesEveryFault) {
  const std::string file(kTeachers);
  EXPECT_THAT(faults(with(file, R"("id": "Ma")", R"("id": "Li")")),
              ElementsAre("/teachers/1/id: \"Li\" is there twice"));
  EXPECT_THAT(faults(with(file, R"(["Huating"])", R"(["Huating", "Huating"])")),
              ElementsAre("/teachers/0/wishes: a school is there twice"));
  EXPECT_THAT(faults(with(file, R"(["Huating"])", R"(["Jingchuan"])")),
              ElementsAre("/teachers/0/wishes: his own school is among the wishes"));
  EXPECT_THAT(faults(with(file, R"("standing": 2)", R"("standing": 1)")),
              ElementsAre("/teachers: two have the same standing"));
  EXPECT_THAT(faults(with(file, R"(, "standing": 2)", "")),
              ElementsAre("/teachers/1/standing: needs its standing at school or a lottery number, "
                          "and not both"));
}

TEST(ExchangeFile, TakesNumbersDrawnApart) {
  std::string file(kTeachers);
  for (const std::string_view standing :
       {R"(, "standing": 1)", R"(, "standing": 2)", R"(, "standing": 3)"}) {
    file = with(file, standing, "");
  }
  const Asked asked{.lottery = {{"Li", 3}, {"Ma", 1}, {"Bai", 2}}};
  EXPECT_TRUE(allocate(Source::json(file), asked).at("verified").as_bool());
  EXPECT_EQ(faults(kTeachers, asked).size(), 3U);
  EXPECT_THAT(mechanism("exchange").people(Source::json(file)), ElementsAre("Li", "Ma", "Bai"));
}

TEST(ExchangeFile, SaysThatItExplainsNobody) {
  EXPECT_THROW(allocate(Source::json(kTeachers), {.explain_all = true}), base::Problem);
  EXPECT_THROW(allocate(Source::json(kTeachers), {.explain = {"Li"}}), base::Problem);
  const boost::json::object before;
  EXPECT_THROW(allocate(Source::json(kTeachers), {.before = &before}), base::Problem);
}

}  // namespace
}  // namespace allocation_files
