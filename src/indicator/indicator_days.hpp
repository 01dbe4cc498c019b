#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "access/access_service.hpp"
#include "db/database.hpp"
#include "indicator/day_store.hpp"
#include "indicator/figures.hpp"
#include "indicator/indicator_store.hpp"
#include "plan/plan_service.hpp"

namespace indicator {

//! Keeps the figures of every day that is over, on a thread of its own: each day once, of the whole
//! and of each unit that has figures. It looks at the clock each minute. Days that were missed are
//! computed from the versions of records as of their end, as far back as days_to_keep says, with
//! the targets of that day and the definitions and units of today, since no others are known.
class IndicatorDays {
 public:
  static constexpr std::chrono::minutes kLook{1};
  //! A day that took longer than this to compute is followed by a rest of kRests times as long.
  static constexpr std::chrono::milliseconds kLight{5};
  static constexpr int kRests = 4;

  //! Told of which indicators days were kept.
  using OnKept = std::function<void(const std::set<std::string>& ids)>;

  //! The references outlive it.
  IndicatorDays(db::Database& database, zhijiao::access::AccessService& access,
                plan::PlanService& plans, const std::vector<Indicator>& indicators,
                const IndicatorStore& store);

  //! Reads what is kept and begins. Blocking, at start.
  void start_now(OnKept on_kept);
  //! Of the whole; never null.
  std::shared_ptr<const KeptById> kept() const;
  //! Both days included, oldest first.
  std::vector<KeptDay> days(db::Connection& connection, const std::string& indicator,
                            const std::string& unit, Date from, Date to) const {
    return days_.days(connection, indicator, unit, from, to);
  }

 private:
  void run(const std::stop_token& stop);
  void keep_up(const std::stop_token& stop);
  //! Long work on days that are over waits between its steps, so that people have the machine.
  void give_way(const std::stop_token& stop, std::chrono::steady_clock::duration took);
  //! False if it cannot be computed.
  bool keep(const Indicator& indicator, Date day);
  void read_kept(const Indicator& indicator);
  std::optional<Date> first_record(const Indicator& indicator);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  plan::PlanService& plans_;
  const std::vector<Indicator>& indicators_;
  const IndicatorStore& store_;
  const DayStore days_;
  OnKept on_kept_;
  std::optional<Date> done_on_;  // of the thread

  mutable std::mutex mutex_;
  std::shared_ptr<const KeptById> kept_ = std::make_shared<const KeptById>();
  std::mutex waiting_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: it uses what stands above
};

}  // namespace indicator
