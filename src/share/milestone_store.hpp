#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "share/milestone.hpp"
#include "share/milestone_standing.hpp"

namespace share {

//! One version of a list of milestones or of a report. What it says never changes.
struct VersionKey {
  std::string id;
  std::int64_t version = 0;

  auto operator<=>(const VersionKey&) const = default;
};

//! All SQL that asks what was reached of milestones. Every statement supplies the region.
class MilestoneStore {
 public:
  explicit MilestoneStore(std::string region) : region_(std::move(region)) {}

  //! The lists as recorded before `before`; the id is that of the share.
  std::vector<VersionKey> lists(db::Connection& connection, base::Instant before) const;
  MilestoneList list(db::Connection& connection, const VersionKey& key) const;
  //! By share, of the shares `of`: the newest report that was submitted before `before`, as it
  //! stood then. What its unit wrote in it since it was last submitted does not count.
  std::map<std::string, VersionKey> reports(db::Connection& connection, base::Instant before,
                                            const std::set<std::string>& of) const;
  ReportedMilestones reported(db::Connection& connection, const VersionKey& key) const;
  //! By share of a task: the period of its newest verified report.
  std::map<std::string, std::string> verified(db::Connection& connection, int task) const;

 private:
  std::string region_;
};

}  // namespace share
