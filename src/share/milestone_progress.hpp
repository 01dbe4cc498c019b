#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "db/connection.hpp"
#include "plan/plan_board.hpp"
#include "share/milestone_store.hpp"

namespace share {

//! What shares had reached of their milestones on a day, from versions of lists and reports. As
//! these never change, what they say is kept in memory; which of them held is asked each time.
//! Threads may share one.
class MilestoneProgress {
 public:
  explicit MilestoneProgress(std::string region) : store_(std::move(region)) {}

  //! Of the open shares of a world with milestones that have a day; null if there are none.
  std::shared_ptr<const plan::MilestoneStandings> standings(db::Connection& connection,
                                                            const plan::World& world);
  //! By share: its list, and what of it is open. Shares without a list are left out.
  struct Reach {
    int total = 0;  // what recurs not counted
    std::vector<Milestone> open;
  };
  std::map<std::string, Reach> reach(db::Connection& connection, const plan::World& world,
                                     int task);
  //! By share of a task: the period of its newest verified report.
  std::map<std::string, std::string> verified(db::Connection& connection, int task) const {
    return store_.verified(connection, task);
  }

 private:
  using List = std::shared_ptr<const MilestoneList>;
  using Reported = std::shared_ptr<const ReportedMilestones>;

  //! By share, as recorded before `before`.
  std::map<std::string, List> lists(db::Connection& connection, base::Instant before);
  Reported reported(db::Connection& connection, const VersionKey& key);

  const MilestoneStore store_;
  std::mutex mutex_;
  std::map<VersionKey, List> lists_;
  std::map<VersionKey, Reported> reported_;
};

}  // namespace share
