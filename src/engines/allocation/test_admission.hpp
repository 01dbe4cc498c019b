#pragma once

#include <cstdint>
#include <vector>

#include "engines/allocation/parallel_preferences.hpp"

//! Admissions written as people and groups, for the tests of parallel preferences.
namespace engines::allocation {

struct Choice {
  std::uint32_t group = 0;
  std::vector<std::uint32_t> programmes = {};
  bool agreed = false;

  bool operator==(const Choice&) const = default;
};

struct Person {
  std::vector<std::int32_t> key;
  std::vector<std::vector<Choice>> choices;  // of each round
  std::uint32_t lottery = 0;
  std::uint32_t category = 0;
  std::uint64_t traits = 0;
};

//! A group with its programmes; their numbers follow on from those of the groups before it.
struct Unit {
  std::vector<Programme> programmes = {};
  Group group = {};
};

struct RoundRules {
  std::vector<std::uint32_t> groups;
  TiePolicy ties = TiePolicy::lottery;
  Rounding rounding = Rounding::down;
  std::vector<std::uint32_t> lines = {};
};

struct Scene {
  std::vector<Person> people = {};
  std::vector<Unit> units = {};
  std::vector<Requirement> requirements = {};
  std::vector<RoundRules> rounds = {};  // none: one round, with every group, by lottery
};

inline Unit plain(std::uint32_t seats) { return {.programmes = {{.seats = seats}}}; }

inline Unit unit(const std::vector<std::uint32_t>& seats, std::uint32_t filing_ratio_bp = 10'000,
                 const Placing& placing = {}) {
  Unit made;
  for (const std::uint32_t s : seats) made.programmes.push_back({.seats = s});
  made.group.filing_ratio_bp = filing_ratio_bp;
  made.group.placing = placing;
  return made;
}

//! Somebody with one round of choices that name only groups.
inline Person person(std::vector<std::int32_t> key, const std::vector<std::uint32_t>& groups,
                     std::uint32_t lottery = 0) {
  Person made{.key = std::move(key), .choices = {{}}, .lottery = lottery};
  for (const std::uint32_t g : groups) made.choices[0].push_back({.group = g});
  return made;
}

//! Somebody with one choice.
inline Person chooser(std::vector<std::int32_t> key, const std::vector<std::uint32_t>& programmes,
                      bool agreed = false) {
  return {.key = std::move(key),
          .choices = {{{.group = 0, .programmes = programmes, .agreed = agreed}}}};
}

inline Admission admission_of(const Scene& scene) {
  Admission made;
  made.applicants = static_cast<std::uint32_t>(scene.people.size());
  made.requirements = scene.requirements;
  for (const Unit& u : scene.units) {
    Group group = u.group;
    group.first_programme = static_cast<std::uint32_t>(made.programmes.size());
    group.programme_count = static_cast<std::uint32_t>(u.programmes.size());
    made.groups.push_back(group);
    made.programmes.insert(made.programmes.end(), u.programmes.begin(), u.programmes.end());
  }
  Keys& keys = made.keys.emplace_back();
  for (const Person& p : scene.people) {
    made.category.push_back(p.category);
    made.traits.push_back(p.traits);
    made.lottery.push_back(p.lottery);
    keys.fields = static_cast<std::uint32_t>(p.key.size());
    keys.values.insert(keys.values.end(), p.key.begin(), p.key.end());
  }
  auto rounds = scene.rounds;
  if (rounds.empty()) {
    rounds.emplace_back();
    for (std::uint32_t g = 0; g < scene.units.size(); ++g) rounds[0].groups.push_back(g);
  }
  for (std::size_t r = 0; r < rounds.size(); ++r) {
    Round& round = made.rounds.emplace_back();
    round.groups = rounds[r].groups;
    round.ties = rounds[r].ties;
    round.filing_rounding = rounds[r].rounding;
    round.lines = rounds[r].lines;
    round.preferences.programmes = Lists();
    for (const Person& p : scene.people) {
      for (const Choice& choice : p.choices.at(r)) {
        round.preferences.groups.items.push_back(choice.group);
        auto& named = round.preferences.programmes;
        named.items.insert(named.items.end(), choice.programmes.begin(), choice.programmes.end());
        named.end_list();
        round.preferences.adjustment.push_back(choice.agreed ? 1 : 0);
      }
      round.preferences.groups.end_list();
    }
  }
  return made;
}

}  // namespace engines::allocation
