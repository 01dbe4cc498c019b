#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allocation_files/mechanism.hpp"
#include "engines/allocation/couples.hpp"

//! Deferred acceptance, with or without couples, on a file. The structs are the format:
//! docs/allocation.md describes each member; a list of structs is a section of a CSV.
namespace allocation_files {

struct InstitutionRow {
  std::string id;
  std::uint32_t capacity = 0;
  std::optional<std::string> ties;                   // lottery, reject_all, admit_all
  std::optional<std::vector<std::string>> priority;  // applicants, the best first
  std::optional<std::uint32_t> minimum;
  std::optional<std::string> cap;
  std::optional<std::uint32_t> target;
};
BOOST_DESCRIBE_STRUCT(InstitutionRow, (), (id, capacity, ties, priority, minimum, cap, target))

struct PriorityRow {
  std::string institution;
  std::string applicant;
  std::uint32_t rank = 0;  // 1 is best; the same rank is a tie
};
BOOST_DESCRIBE_STRUCT(PriorityRow, (), (institution, applicant, rank))

struct BlockRow {
  std::string institution;
  std::uint32_t seats = 0;
  std::optional<std::string> group;  // open seats, if absent
  std::optional<bool> members_only;
};
BOOST_DESCRIBE_STRUCT(BlockRow, (), (institution, seats, group, members_only))

struct RateRow {
  std::string institution;
  std::string group;
  std::uint32_t percent = 0;
};
BOOST_DESCRIBE_STRUCT(RateRow, (), (institution, group, percent))

struct CapRow {
  std::string id;
  std::uint32_t seats = 0;
  std::optional<std::string> inside;
};
BOOST_DESCRIBE_STRUCT(CapRow, (), (id, seats, inside))

struct RegionRow {
  std::string id;
  std::uint32_t seats = 0;
  std::vector<std::string> turns;
};
BOOST_DESCRIBE_STRUCT(RegionRow, (), (id, seats, turns))

struct ApplicantRow {
  std::string id;
  std::optional<std::vector<std::string>> preferences;  // the best first
  std::optional<std::int32_t> score;                    // more is better
  std::optional<std::vector<std::string>> groups;
  std::optional<std::uint32_t> lottery;
};
BOOST_DESCRIBE_STRUCT(ApplicantRow, (), (id, preferences, score, groups, lottery))

//! One choice of a couple, the best first; a member without an institution stays without a place.
struct CoupleRow {
  std::string first;
  std::string second;
  std::optional<std::string> first_at;
  std::optional<std::string> second_at;
};
BOOST_DESCRIBE_STRUCT(CoupleRow, (), (first, second, first_at, second_at))

struct MarketFile {
  std::string mechanism;
  std::optional<std::string> proposing;  // applicants, institutions
  std::vector<InstitutionRow> institutions;
  std::vector<ApplicantRow> applicants;
  std::optional<std::vector<PriorityRow>> priorities;
  std::optional<std::vector<BlockRow>> blocks;
  std::optional<std::vector<RateRow>> rates;
  std::optional<std::vector<CapRow>> caps;
  std::optional<std::vector<RegionRow>> regions;
  std::optional<std::vector<CoupleRow>> couples;
};
BOOST_DESCRIBE_STRUCT(MarketFile, (),
                      (mechanism, proposing, institutions, applicants, priorities, blocks, rates,
                       caps, regions, couples))

//! The market of a file and the names that belong to its indices.
struct NamedMarket {
  engines::allocation::CoupledMarket input;
  bool institutions_propose = false;
  std::vector<std::string> applicants;
  std::vector<std::string> institutions;
  std::vector<std::string> caps;
  std::vector<std::string> regions;
  std::vector<std::string> groups;  // by number
};

//! `lottery` has the numbers of the applicants, or is empty and the file has them. Throws a 422
//! Problem with every fault and its place.
NamedMarket named_market(const Source& source, const LotteryNumbers& lottery = {});

}  // namespace allocation_files
