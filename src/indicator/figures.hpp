#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/directory.hpp"
#include "indicator/declaration.hpp"
#include "indicator/indicator_views.hpp"
#include "indicator/kept_day.hpp"
#include "indicator/rollup.hpp"
#include "plan/plan_edition.hpp"

//! From the sums of records to the figures people are shown. Pure.
namespace indicator {

//! What the database answered for one combination of period, unit and dimensions.
struct Group {
  std::string period;  // empty if the indicator has none
  std::string unit;
  std::vector<std::string> dimensions;  // values, as declared
  Sums sums;
};

//! All sums of one indicator at one time.
struct Computed {
  std::vector<Group> groups;
  //! Why there are none although it is measured; empty: there are.
  Text failure;
  bool too_long = false;  // the failure: it did not end in time
  //! Of the newest version of the first register that is in them, if that is known; read_view.hpp.
  std::optional<std::int64_t> mark{};

  //! Whatever the mark.
  bool operator==(const Computed& other) const;
};

//! `kept` with the sums of `units` as in `part`, which was computed of what these units own. None
//! if `part` has sums of other units: then the records of one are counted for another.
std::optional<Computed> with_units(const Computed& kept, const Computed& part,
                                   const std::set<std::string>& units);

//! True if some record of the group now has its newest day.
using HasNewest = std::function<bool(const Group&)>;

//! `kept` without what some records contributed `before` and with what they contribute `after`.
//! Of a group that lost a record of its newest day `has_newest` is asked. None if the sums cannot
//! be told: something was never in them, nobody has the newest day any more, or many groups would
//! have to be asked about.
std::optional<Computed> with_changes(const Computed& kept, const Computed& before,
                                     const Computed& after, const HasNewest& has_newest);

//! By id of the indicator.
using ComputedById = std::map<std::string, std::shared_ptr<const Computed>, std::less<>>;

//! The plan, its units, and the day.
struct World {
  std::shared_ptr<const plan::PlanEdition> edition;
  std::shared_ptr<const zhijiao::access::Directory> directory;
  Date day;
  Date today;
  std::shared_ptr<const KeptById> kept{};  // null: nothing is foreseen
};

//! Figures of one indicator against one commitment.
class Figures {
 public:
  //! Rolled up along the administrative tree, or as its lines hold on the day along another of the
  //! plan. The references outlive it.
  Figures(const Indicator& indicator, const plan::Commitment& commitment, const Computed& computed,
          const World& world, const plan::Tree* tree = nullptr);

  //! Newest first.
  std::vector<std::string> periods() const;
  //! The newest with a record that is not after the day; empty if there is none.
  std::string latest_period() const;

  //! The whole, of `each` how many units reach it.
  FigureView whole(const std::string& period) const;
  //! Of a unit with all below it.
  FigureView of_unit(const std::string& period, const std::string& unit) const;
  //! Of every unit that has something, with all below it.
  std::map<std::string, FigureView, std::less<>> of_units(const std::string& period) const;
  //! Where the whole goes. Precondition: the world has what was kept.
  ForecastView ahead(const std::string& period) const;
  //! Of what has this value in the n-th dimension.
  FigureView of_value(const std::string& period, std::size_t dimension,
                      const std::string& value) const;
  std::vector<std::string> values(const std::string& period, std::size_t dimension) const;
  //! Units below `unit` that have records, in the order of the plan.
  std::vector<std::string> children(const std::string& period, const std::string& unit) const;
  //! Units with records that stand below none, in the order of the plan.
  std::vector<std::string> roots(const std::string& period) const;
  //! False for a unit that the tree does not know.
  bool has_place(const std::string& unit) const;
  //! True for `above` itself and all units below it.
  bool is_below(const std::string& unit, const std::string& above) const;
  //! Units that the commitment names.
  std::vector<std::string> members() const;
  //! Units whose records are in no unit of the plan.
  std::set<std::string> strays(const std::string& period) const;

  //! Why there are no figures; empty: there are.
  const Text& failure() const { return computed_.failure; }
  const Indicator& indicator() const { return indicator_; }
  const plan::Commitment& commitment() const { return commitment_; }

 private:
  Rolled rolled(const std::string& period) const;
  Shape shape() const;
  FigureView judged(const Sums& sums) const;
  FigureView each(const Rolled& rolled) const;

  const Indicator& indicator_;
  const plan::Commitment& commitment_;
  const Computed& computed_;
  const World& world_;
  Parents parents_;
};

//! The target of the commitment in the unit of the figure.
Goal goal_of(const Indicator& indicator, const plan::Commitment& commitment);

//! A commitment with its indicator, or with what is missing.
IndicatorLine line_of(const Indicator* indicator, const plan::Commitment& commitment,
                      const Computed* computed, const World& world);

//! In the order of the plan.
IndicatorWall wall_of(const std::vector<Indicator>& indicators, const ComputedById& computed,
                      const World& world);

//! What is wrong with the records behind one indicator.
std::vector<DataFinding> findings_of(const Figures& figures, const World& world);

//! So many must stand behind a number that everybody sees.
inline constexpr std::int64_t kPublicLeast = 5;

//! Those that are released, without units and dimensions. Where records are of persons, a count or
//! a part below kPublicLeast is suppressed.
PublicIndicators public_of(const std::vector<Indicator>& indicators, const ComputedById& computed,
                           const World& world);

//! What measures a commitment; null: nothing is declared for it.
const Indicator* indicator_of(const std::vector<Indicator>& indicators,
                              const std::string& commitment);
//! The first commitment of the plan that it measures; null: the plan makes none of them.
const plan::Commitment* commitment_of(const Indicator& indicator, const plan::Plan& plan);

std::optional<UnitName> unit_name(const World& world, const std::string& id);
//! True for a unit of a level whose figures are not given.
bool is_withheld(const Indicator& indicator, const World& world, const std::string& unit);

}  // namespace indicator
