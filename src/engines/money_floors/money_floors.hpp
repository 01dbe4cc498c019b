#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"

//! Whether a finance office met the four floors of a year (plan, measure 22: special fund, contest
//! money, own share of the tuition waiver, share of the surcharges), and how much is missing. Pure;
//! whole fen throughout. What the plan leaves open is a ruling, and every ruling says what it
//! changed.
namespace engines::money_floors {

using base::Text;

//! Bounds of what is judged, so that no product overflows.
constexpr std::int64_t kFenMax = 10'000'000'000'000;  // 100 billion yuan
constexpr std::int64_t kStudentsMax = 1'000'000;
constexpr std::int64_t kFenPerStudentMax = 10'000'000;

//! Field of registers/finance/funding.yaml → what it holds, from 0 to the bounds above: fen, or
//! students in `waiver_students`. What nobody reported is absent.
using Data = std::map<std::string, std::int64_t, std::less<>>;

//! The thresholds in force, in fen and per cent.
struct Law {
  std::int64_t special_fen = 0;  // of the level of the unit
  std::int64_t contest_fen = 0;
  std::int64_t waiver_base_fen = 0;  // a student and year
  std::int64_t waiver_local_percent = 0;
  std::int64_t surcharge_percent = 0;
};

// The numbers are those of the parameters of the register.
enum class Stage { budgeted = 1, issued = 2, paid = 3 };
enum class Base { available = 1, collected = 2 };
enum class Surcharges { education = 1, local = 2, both = 3 };

struct Rulings {
  //! `issued` is 安排: budgeted and issued, so the smaller of the two counts.
  Stage judged_stage = Stage::issued;
  bool special_counts_transfers = false;
  bool special_counts_contest = false;
  bool special_counts_surcharge = true;
  Base surcharge_denominator = Base::available;
  Surcharges surcharge_judged = Surcharges::both;

  bool operator==(const Rulings&) const = default;
};

enum class Verdict { met, unmet, unknown };

//! The amounts of one purpose, after what rulings take out; empty where a datum is missing.
struct Stages {
  std::optional<std::int64_t> budgeted;
  std::optional<std::int64_t> issued;
  std::optional<std::int64_t> paid;

  bool operator==(const Stages&) const = default;
};

//! The judged amount against one base of a surcharge.
struct Share {
  Base base = Base::available;
  std::optional<std::int64_t> base_fen;
  //! In tenths of a per cent, rounded down so that no failure reads like a pass; empty if the base
  //! is missing or 0.
  std::optional<std::int64_t> per_mille;

  bool operator==(const Share&) const = default;
};

//! What is held against one floor.
struct Measured {
  std::string of;      // special, contest, waiver, edu_surcharge, local_surcharge
  bool judged = true;  // the others are shown beside it
  Stages amounts;
  std::optional<std::int64_t> counted_fen;  // at the judged stage
  std::optional<std::int64_t> floor_fen;
  Verdict verdict = Verdict::unknown;
  std::int64_t lacking_fen = 0;      // more than 0 exactly if unmet
  std::vector<std::string> missing;  // fields; not empty exactly if unknown
  std::vector<Share> shares;         // both bases, of a surcharge

  bool operator==(const Measured&) const = default;
};

//! What the test would come to if one ruling were another.
struct Alternative {
  std::string ruling;  // parameter
  std::int64_t value = 0;
  Verdict verdict = Verdict::unknown;
  std::int64_t lacking_fen = 0;

  bool operator==(const Alternative&) const = default;
};

enum class Floor { special, contest, waiver, surcharge };

struct FloorTest {
  Floor floor = Floor::special;
  //! Of what is judged: unmet if any is, else unknown if any is, else met.
  Verdict verdict = Verdict::unknown;
  //! The sum of what is missing: one surcharge does not make up for the other.
  std::int64_t lacking_fen = 0;
  std::vector<Measured> measured;
  std::vector<Text> footnotes;            // which rulings and amounts it rests on
  std::vector<Alternative> alternatives;  // only those with another verdict or amount

  bool operator==(const FloorTest&) const = default;
};

//! The four tests in the order of Floor.
std::vector<FloorTest> judge(const Data& data, const Law& law, const Rulings& rulings);

//! Fen as yuan with thousands separated: 1,801,200 or 0.05.
std::string yuan_text(std::int64_t fen);
//! Fen as 万元 without what it does not need: 180.12, 500, 0.000005.
std::string wan_text(std::int64_t fen);

}  // namespace engines::money_floors
