#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "collection/collection_plan.hpp"
#include "collection/outlier.hpp"

//! How a round stands: who is in, who is missing, what is unusual, what the sum is, whether it may
//! be locked. Pure: records and the day are given.
namespace collection {

using registers::Declaration;

//! missing: nothing recorded; returned: back with single fields to mend.
enum class SlotState { missing, draft, returned, submitted, approved };
BOOST_DESCRIBE_ENUM(SlotState, missing, draft, returned, submitted, approved)

//! What a unit recorded.
struct Filed {
  std::string record;  // id
  std::int64_t version = 0;
  std::string state;  // of the workflow
  bool returned = false;
  Date on;  // since when it is in that state
  std::map<std::string, std::int64_t> figures;
  std::string explanation;
  std::string mark;  // of its values, as a printed form names them (form_code.hpp)
};

//! By unit and part.
using Records = std::map<std::pair<std::string, std::string>, Filed>;

SlotState state_of(const Declaration& declaration, const Filed* filed);
//! Nothing was handed in: to be named where a sum is shown.
constexpr bool owes(SlotState state) { return state < SlotState::submitted; }

struct Cell {
  Slot slot;
  SlotState state = SlotState::missing;
  bool late = false;  // owed and past the due day
  std::optional<Filed> filed;
  std::vector<Outlier> outliers;
};

//! The figures that are compared, of one unit: what it says now, what it said in the earlier period
//! and what the others of the same part handed in.
std::vector<Figure> figures_of(const Declaration& declaration, const Slot& slot,
                               const std::map<std::string, std::int64_t>& values,
                               const Records& present, const Records& earlier);

//! One for each slot, in their order.
std::vector<Cell> cells_of(const Declaration& declaration, const Round& round,
                           std::span<const Slot> slots, const Records& present,
                           const Records& earlier, Date today);

//! The period that figures are compared with.
base::Period earlier_period(const registers::OutlierRule& rule, const base::Period& period);

struct FieldSum {
  std::string field;
  std::int64_t total = 0;
  int units = 0;  // that have a figure in it

  bool operator==(const FieldSum&) const = default;
};
//! Over what was handed in.
std::vector<FieldSum> sums_of(const Declaration& declaration, std::span<const Cell> cells);

struct RoundCounts {
  int asked = 0;
  int submitted = 0;  // waits for approval
  int approved = 0;
  int owed = 0;
  int late = 0;  // of those owed
};
BOOST_DESCRIBE_STRUCT(RoundCounts, (), (asked, submitted, approved, owed, late))
RoundCounts counts_of(std::span<const Cell> cells);

//! Why a round cannot be locked.
enum class LockRefusal { none, undecided, missing_not_accepted };
//! What was handed in must be approved, and who is missing must be named in an approval
//! (`accepted`, units): nobody is locked out unseen.
LockRefusal lock_refusal(std::span<const Cell> cells, const std::set<std::string>& accepted);

}  // namespace collection
