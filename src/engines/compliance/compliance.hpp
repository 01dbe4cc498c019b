#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

//! Whether the recorded conditions of a school meet a standard (办学条件达标), and what is missing
//! if not. Pure. Which indicators and thresholds there are is data: registers/standards/.
namespace engines::compliance {

//! An amount may be at most this, so that no product of two amounts overflows.
constexpr std::int64_t kAmountMax = 1'000'000'000'000'000;

enum class Bound { at_least, at_most };

//! `value` for each `per` of `base`, or `value` alone, held against a threshold. 33 m² a student is
//! {value: area, base: students, per: 1, threshold: 33}; 15 computers for 100 students has per 100.
struct Indicator {
  std::string id;
  std::string value;  // datum
  std::string base;   // datum; empty: the value stands alone
  std::int64_t per = 1;
  Bound bound = Bound::at_least;  // at_most only with a base
  std::int64_t threshold = 1;     // > 0, in the unit of `value`
  //! Counts for the outcome; the others are shown beside it.
  bool judged = true;
};

struct Standard {
  std::vector<Indicator> indicators;
  //! How many judged indicators must be met for 基本达标.
  std::int64_t basic_passes = 0;
};

//! Datum → amount, from 0 to kAmountMax; what nobody recorded is absent.
using Data = std::map<std::string, std::int64_t, std::less<>>;

enum class Verdict { met, unmet, unknown };

struct Finding {
  std::string indicator;
  Verdict verdict = Verdict::unknown;
  //! The data that nobody recorded: not empty exactly if unknown.
  std::vector<std::string> missing;
  //! If unmet: the datum of which there is too little, and the least that must be added to it while
  //! everything else stays as it is.
  std::string lacking;
  std::int64_t gap = 0;

  bool operator==(const Finding&) const = default;
};

//! The most that any judged indicator lacks of one datum: teachers_needed is
//! max(60, ceil(students / 20)) - teachers.
struct Need {
  std::string datum;
  std::int64_t gap = 0;

  bool operator==(const Need&) const = default;
};

//! basic: not all, but basic_passes judged indicators are met. unknown: what is missing could make
//! it either way.
enum class Outcome { met, basic, unmet, unknown };

struct Report {
  Outcome outcome = Outcome::unknown;
  std::int64_t judged = 0;
  std::int64_t passed = 0;
  std::vector<Finding> findings;  // one for each indicator, in order
  std::vector<Need> needs;        // in the order of the indicators
};

//! Precondition: the limits named above.
Report judge(const Standard& standard, const Data& data);

//! The value of the indicator with `decimals` decimals, as a whole number of its last decimal:
//! 3299 is 32.99. Rounded away from the threshold's side, so that no failure reads like a pass.
//! Nothing if a datum is missing or the base is 0.
std::optional<std::int64_t> shown_value(const Indicator& indicator, const Data& data, int decimals);

}  // namespace engines::compliance
