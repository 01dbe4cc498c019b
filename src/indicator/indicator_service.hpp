#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/access_service.hpp"
#include "db/database.hpp"
#include "indicator/cited_figures.hpp"
#include "indicator/figures.hpp"
#include "indicator/indicator_days.hpp"
#include "indicator/indicator_store.hpp"
#include "indicator/indicator_views.hpp"
#include "indicator/indicator_watch.hpp"
#include "indicator/what_if_views.hpp"
#include "plan/plan_service.hpp"
#include "register/register_service.hpp"

namespace indicator {

using zhijiao::access::Actor;

struct IndicatorQuery {
  std::optional<Date> as_of{};
  std::optional<std::string> unit{};
  std::optional<std::string> period{};
  std::optional<std::string> tree{};  // of the plan; none: the administrative one
};
BOOST_DESCRIBE_STRUCT(IndicatorQuery, (), (as_of, unit, period, tree))

struct ContributionsQuery {
  std::optional<Date> as_of{};
  std::optional<std::string> unit{};
  std::optional<std::string> period{};
  std::optional<std::string> cursor{};
  std::optional<std::string> tree{};
};
BOOST_DESCRIBE_STRUCT(ContributionsQuery, (), (as_of, unit, period, cursor, tree))

struct DaysQuery {
  std::optional<Date> from{};  // default: two years before `to`
  std::optional<Date> to{};    // default: today
  std::optional<std::string> unit{};
};
BOOST_DESCRIBE_STRUCT(DaysQuery, (), (from, to, unit))

//! The figures of today are kept in memory and computed anew when a register they read has changed;
//! those of a past day are computed when asked for. Whoever may read the plan sees the figures of
//! the whole; those of a unit are for whose posts reach it, records for who reads the register.
//! Safe from any thread.
class IndicatorService {
 public:
  static constexpr std::int64_t kRowsMax = 50;
  static constexpr int kDaysMax = 3660;
  static constexpr std::chrono::seconds kCheckPause{2};

  //! Told after figures have changed: of which indicators.
  using OnChange = std::function<void(const std::set<std::string>& ids)>;

  //! The references outlive it.
  IndicatorService(db::Database& database, zhijiao::access::AccessService& access,
                   registers::RegisterService& records, plan::PlanService& plans,
                   std::vector<Indicator> indicators);

  //! Before start_now.
  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }

  //! Tries every statement, computes all and keeps watching. Blocking, at start. Throws
  //! yaml::LoadError for a statement that this database does not take.
  void start_now();
  //! Those of which some indicator has a statement.
  std::set<std::string> measured_commitments() const;
  //! The hook for RegisterService::on_change: returns at once.
  void register_changed(const std::string& noun, const std::set<std::string>& owners);
  //! Another value of a parameter holds on some day: returns at once.
  void parameter_changed(const std::string& noun, const std::string& name);

  //! Throws 400 for a day that has not come.
  boost::asio::awaitable<IndicatorWall> wall(const Actor& actor, std::optional<Date> as_of);
  //! Throws 404 for an unknown indicator, unit or tree, and for a unit out of reach; 400.
  boost::asio::awaitable<IndicatorWorking> indicator(const Actor& actor, const std::string& id,
                                                     const IndicatorQuery& query);
  //! Throws as above, and 409 "not-measured".
  boost::asio::awaitable<ContributionList> records(const Actor& actor, const std::string& id,
                                                   const ContributionsQuery& query);
  //! The lines of the wall as they are and as they would be; saves nothing. Throws 400, 422.
  boost::asio::awaitable<WhatIf> what_if(const Actor& actor, const WhatIfQuestion& question);
  //! What was kept. Throws 404 as above; 400 for days that have not come, that are in the wrong
  //! order, or more than kDaysMax.
  boost::asio::awaitable<DaySeries> days(const Actor& actor, const std::string& id,
                                         const DaysQuery& query);
  //! The hook for PlanService::findings_of_figures. Of a past day the newest kept figures stand for
  //! it, none older than kDaysBack.
  std::shared_ptr<const std::vector<plan::Finding>> findings_of_figures(
      const std::shared_ptr<const plan::PlanEdition>& edition, Date as_of, Date today) const;
  //! The hook for ReportService::figures_from: as they are now. Returns at once.
  std::vector<CitedFigure> figures_of_task(const std::shared_ptr<const plan::PlanEdition>& edition,
                                           int task, const std::string& unit, Date today) const;
  //! Of the whole and, of units in reach, one by one.
  boost::asio::awaitable<DataQuality> data_quality(const Actor& actor);
  boost::asio::awaitable<PublicIndicators> public_indicators();

 private:
  const Indicator& find(const std::string& id) const;
  const plan::Commitment& commitment_of(const Indicator& indicator, const World& world) const;
  boost::asio::awaitable<World> world(std::optional<Date> as_of);
  //! Not yet checked for records counted twice.
  Computed compute_now(const Indicator& indicator) const;
  //! Where some record is in it twice, the failure that takes its place. `owners`: in the records
  //! of these only; none: of all.
  std::optional<Computed> refused_now(const Indicator& indicator,
                                      const std::optional<std::set<std::string>>& owners) const;
  //! Whose sums are enough to know the others, besides owners_since a mark; none: all have to be
  //! computed.
  static std::optional<std::set<std::string>> owners_changed(const Indicator& indicator,
                                                             const Computed& kept,
                                                             const RegisterChanges& changes,
                                                             bool marked);
  struct Part {
    Computed computed;
    //! Not yet checked for records counted twice: those of these.
    std::set<std::string> unchecked;
  };
  //! The present sums, from what is kept and what changed since; none: it takes all records.
  std::optional<Part> compute_since(const Indicator& indicator, const Computed& kept,
                                    const RegisterChanges& changes) const;
  boost::asio::awaitable<ComputedById> computed(const World& world,
                                                std::vector<const Indicator*> wanted);
  boost::asio::awaitable<ComputedById> computed_by(const IndicatorStore& store, const World& world,
                                                   std::vector<const Indicator*> wanted);
  std::vector<const Indicator*> all() const;
  std::shared_ptr<const Computed> kept_of(const Indicator& indicator) const;
  void recompute(const RegisterChanges& changes);
  //! True if it is another than was kept.
  bool keep(const Indicator& indicator, Computed made);
  void announce(const std::set<std::string>& changed) const;
  //! Searches what was shown since the last time, at most once in kCheckPause.
  void check();
  //! `figures` are along the tree that is asked for.
  void add_units(const Actor& actor, const Figures& figures, const World& world,
                 const IndicatorQuery& query, IndicatorWorking& view) const;
  void add_dimensions(const Figures& figures, const World& world, IndicatorWorking& view) const;
  void add_origin(const Actor& actor, const Indicator& indicator,
                  const plan::Commitment& commitment, const World& world,
                  IndicatorWorking& view) const;
  zhijiao::access::UnitSet reach(const Actor& actor, const World& world) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  registers::RegisterService& records_;
  plan::PlanService& plans_;
  const std::vector<Indicator> indicators_;
  const IndicatorStore store_;
  OnChange on_change_;

  mutable std::mutex mutex_;
  ComputedById current_;  // replaced one by one
  Date computed_on_;
  //! Shown and not yet searched for records counted twice, with the owners that changed (none: all
  //! records). Of the thread that watches.
  std::map<const Indicator*, std::optional<std::set<std::string>>> unchecked_;
  std::chrono::steady_clock::time_point checked_at_;
  //! Of the newest versions that are in what is kept. Of the thread that watches; apart from the
  //! sums, which others compare by where they lie.
  std::map<const Indicator*, std::int64_t> marks_;
  //! Findings of today, and what they were made of.
  struct Found {
    std::shared_ptr<const plan::PlanEdition> edition;
    Date day;
    ComputedById sums;
    std::shared_ptr<const KeptById> kept;
    std::shared_ptr<const std::vector<plan::Finding>> findings;
  };
  mutable Found found_;
  //! What reports on tasks cite today, and what it was made of.
  struct Cited {
    std::shared_ptr<const plan::PlanEdition> edition;
    std::shared_ptr<const zhijiao::access::Directory> directory;
    Date day;
    ComputedById sums;
    std::map<std::pair<int, std::string>, std::vector<CitedFigure>> by_share;
  };
  mutable Cited cited_;
  IndicatorDays days_;                     // its thread ends before what it tells
  std::unique_ptr<IndicatorWatch> watch_;  // last: it ends before what it uses
};

}  // namespace indicator
