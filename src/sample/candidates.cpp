#include "sample/candidates.hpp"

#include <fmt/format.h>

#include <array>

#include "sample/words.hpp"

namespace sample {

CandidateFiles make_candidates(const Place& place, std::uint64_t seed,
                               const CandidatesAsked& asked) {
  constexpr std::array<std::string_view, 4> kJunior = {"第一初级中学", "第二初级中学",
                                                       "第三初级中学", "实验初级中学"};
  constexpr std::array<std::string_view, 2> kElsewhere = {"示例职业大学", "示例工程职业学院"};
  Dice dice(seed, "candidates " + asked.prefix);
  CandidateFiles made;
  made.candidates = "number,name,county,school";
  if (!asked.categories.empty()) made.candidates += ",category";
  made.marks = "number";
  for (const std::string& subject : asked.subjects) made.marks += "," + subject;
  made.eligibility = "number,eligible,reason";
  made.results = "number,institution,programme,round";
  made.enrolment = "number,reported,reason";
  for (std::string* file :
       {&made.candidates, &made.marks, &made.eligibility, &made.results, &made.enrolment}) {
    *file += "\n";
  }
  for (int i = 0; i < asked.people; ++i) {
    const std::string number = fmt::format("{}{:05}", asked.prefix, i + 1);
    made.numbers.push_back(number);
    const Unit& school = dice.one_of(place.schools.data(), place.schools.size());
    const Unit& county = dice.one_of(place.counties.data(), place.counties.size());
    if (asked.from_vocational) made.schools.push_back(school.id);
    const std::string& home =
        asked.from_vocational && !school.county.empty() ? school.county : county.id;
    const std::string from =
        asked.from_vocational ? school.name : county.name + std::string(dice.one_of(kJunior));
    made.candidates +=
        fmt::format("{},{},{},{}", number, person_name(dice, dice.chance(50)), home, from);
    if (!asked.categories.empty()) {
      made.candidates += "," + dice.one_of(asked.categories.data(), asked.categories.size());
    }
    made.candidates += "\n";

    // Who is good in one subject is often good in the others.
    const int able = (dice.between(0, 50) + dice.between(0, 50)) / 2;
    std::vector<int> marks;
    for (std::size_t s = 0; s < asked.subjects.size(); ++s) {
      marks.push_back(30 + able + dice.between(0, 20));
    }
    if (asked.first_is_total) {
      int sum = 0;
      for (std::size_t s = 1; s < marks.size(); ++s) sum += marks[s];
      marks[0] = sum + 3 * (30 + able) + dice.between(0, 60);
    }
    made.marks += number;
    for (const int mark : marks) made.marks += fmt::format(",{}", mark);
    made.marks += "\n";

    const bool eligible = !dice.chance(2);
    made.eligibility += number + (eligible ? ",yes,\n" : ",no,学籍状态待核实\n");
    const bool placed = eligible && dice.chance(67);
    const bool here = !place.colleges.empty() && dice.chance(60);
    const std::string institution =
        here ? dice.one_of(place.colleges.data(), place.colleges.size()).name
             : std::string(dice.one_of(kElsewhere));
    const Programme& programme = dice.one_of(kProgrammes);
    made.results += placed ? fmt::format("{},{},{},示例批次\n", number, institution, programme.name)
                           : number + ",,,\n";
    if (placed && dice.chance(90)) {
      made.enrolment += number + (dice.chance(93) ? ",yes,\n" : ",no,另有安排\n");
    }
  }
  return made;
}

}  // namespace sample
