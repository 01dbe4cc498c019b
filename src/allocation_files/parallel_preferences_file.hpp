#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "allocation_files/mechanism.hpp"
#include "allocation_files/source.hpp"
#include "engines/allocation/parallel_preferences.hpp"

//! Parallel preferences on a file. The structs are the format: docs/allocation.md describes each
//! member; a list of structs is a section of a CSV.
namespace allocation_files {

using Marks = std::map<std::string, double>;  // by field of the order, at most three decimals

struct CandidateRow {
  std::string id;
  std::optional<std::string> category;
  std::optional<Marks> scores;
  std::optional<std::vector<std::string>> traits;
  std::optional<std::uint32_t> lottery;
  std::optional<std::vector<std::string>> preferences;  // groups, if there is one round
};
BOOST_DESCRIBE_STRUCT(CandidateRow, (), (id, category, scores, traits, lottery, preferences))

struct GroupRow {
  std::string id;
  std::optional<std::string> category;
  std::optional<std::uint32_t> seats;  // unless programmes have them
  std::optional<double> filing_ratio;
  std::optional<std::string> placing;  // score_first, preference_first
  std::optional<std::vector<double>> steps;
  std::optional<std::vector<std::string>> needs;
  std::optional<std::vector<std::string>> needs_any;
  std::optional<Marks> minimum;
  std::optional<std::string> unused_to;  // a group or programme
};
BOOST_DESCRIBE_STRUCT(GroupRow, (),
                      (id, category, seats, filing_ratio, placing, steps, needs, needs_any, minimum,
                       unused_to))

struct ProgrammeRow {
  std::string id;
  std::string group;
  std::uint32_t seats = 0;
  std::optional<std::vector<std::string>> needs;
  std::optional<std::vector<std::string>> needs_any;
  std::optional<Marks> minimum;
  std::optional<std::string> unused_to;
};
BOOST_DESCRIBE_STRUCT(ProgrammeRow, (), (id, group, seats, needs, needs_any, minimum, unused_to))

struct PreferenceRow {
  std::string candidate;
  std::optional<std::string> round;
  std::uint32_t number = 0;  // 1 is wanted most
  std::string group;
  std::optional<std::vector<std::string>> programmes;
  std::optional<bool> adjustment;
};
BOOST_DESCRIBE_STRUCT(PreferenceRow, (), (candidate, round, number, group, programmes, adjustment))

struct RoundRow {
  std::string id;
  std::optional<std::vector<std::string>> groups;  // all, if absent
  std::optional<std::vector<std::string>> order;   // as for the whole, if absent
  std::optional<std::string> ties;
};
BOOST_DESCRIBE_STRUCT(RoundRow, (), (id, groups, order, ties))

struct LineRow {
  std::optional<std::string> round;     // every one, if absent
  std::optional<std::string> category;  // every one, if absent
  Marks minimum;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (round, category, minimum))

struct ParallelPreferencesFile {
  std::string mechanism;
  std::vector<std::string> order;              // fields of the key, the first decides first
  std::string ties;                            // lottery, admit_all, reject_all
  std::optional<std::string> filing_rounding;  // down, nearest, up
  std::vector<GroupRow> groups;
  std::optional<std::vector<ProgrammeRow>> programmes;
  std::vector<CandidateRow> candidates;
  std::optional<std::vector<PreferenceRow>> preferences;
  std::optional<std::vector<RoundRow>> rounds;
  std::optional<std::vector<LineRow>> lines;
};
BOOST_DESCRIBE_STRUCT(ParallelPreferencesFile, (),
                      (mechanism, order, ties, filing_rounding, groups, programmes, candidates,
                       preferences, rounds, lines))

//! The admission of a file and the names that belong to its indices.
struct NamedAdmission {
  engines::allocation::Admission admission;
  std::vector<std::string> candidates;
  std::vector<std::string> groups;
  std::vector<std::string> programmes;  // that of a group without programmes has the group's name
  std::vector<std::uint32_t> group_of;  // by programme
  std::vector<std::string> traits;      // by bit
  std::vector<std::string> rounds;
  std::vector<std::vector<std::string>> order;  // fields of each Keys of the admission
  std::vector<std::vector<double>> scale;       // of each field: key = mark × scale
};

//! `lottery` has the numbers of the candidates, or is empty and the file has them. Throws a 422
//! Problem with every fault and its place.
NamedAdmission named_admission(const Source& source, const LotteryNumbers& lottery = {});

}  // namespace allocation_files
