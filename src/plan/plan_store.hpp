#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/version.hpp"
#include "plan/plan_model.hpp"
#include "plan/share_record.hpp"

namespace plan {

//! One version of a plan as stored; `content` is canonical JSON (plan_json.hpp).
struct PlanVersion {
  std::int64_t version = 0;
  base::Instant recorded_at;
  std::string by;
  std::string why;  // JSON of a base::Text
  std::string content;
};

//! A version of a share together with when it was recorded.
struct RecordedStep {
  ShareRecord share;
  base::Instant recorded_at;
};

//! Steps that tell how the work goes (begin, report), those that change what is owed, or both.
enum class StepsAbout { all, progress, changes };

//! Who writes, for the version rows.
struct Author {
  std::string account;  // id, or "system"
  std::string why;
};

//! All SQL of the plan. Every statement supplies the region.
class PlanStore {
 public:
  PlanStore(std::string region, std::string plan);

  //! Newest version number; 0 if the plan was never loaded.
  std::int64_t current_version(db::Connection& connection) const;
  std::optional<PlanVersion> version(db::Connection& connection, std::int64_t version) const;
  //! Newest first, without content.
  std::vector<PlanVersion> versions(db::Connection& connection) const;
  //! The version that was current just before `before`; none if nothing was recorded by then.
  std::optional<std::int64_t> version_before(db::Connection& connection,
                                             base::Instant before) const;
  //! Appends a version. Precondition: `previous` is the current one (0 if there is none).
  void save_plan(db::Connection& connection, std::int64_t previous, const Author& author,
                 const std::string& content) const;
  //! Makes sure other tables can refer to these units; those already there stay.
  void save_units(db::Connection& connection, const std::vector<std::string>& units) const;

  //! Shares as they were recorded before `before`, by task and unit; of one task if it is given.
  std::vector<ShareRecord> shares_before(db::Connection& connection, base::Instant before,
                                         std::optional<int> task = std::nullopt) const;
  //! Those of one task as they are now, by unit.
  std::vector<ShareRecord> shares_of(db::Connection& connection, int task) const;
  std::optional<ShareRecord> share(db::Connection& connection, const std::string& id) const;
  //! Those of these ids that there are, by task and unit.
  std::vector<ShareRecord> shares(db::Connection& connection,
                                  const std::set<std::string>& ids) const;
  //! Precondition: their ids are new.
  void insert_shares(db::Connection& connection, const std::vector<ShareRecord>& shares,
                     const Author& author) const;
  //! False if the share is no longer at `share.version`; then nothing was written. Otherwise
  //! returns true and the stored version is `share.version + 1`.
  bool update_share(db::Connection& connection, const ShareRecord& share,
                    const Author& author) const;

  //! Steps recorded in [from, before), oldest first; of one share if it is given.
  struct StepFilter {
    base::Instant from;
    base::Instant before;
    std::optional<std::string> share;
  };
  std::vector<RecordedStep> steps(db::Connection& connection, const StepFilter& filter) const;

  //! Steps of these shares, newest first.
  std::vector<RecordedStep> steps_older(db::Connection& connection,
                                        const std::vector<std::string>& shares, StepsAbout about,
                                        const db::OlderVersions& older) const;

  //! When the newest step before `before` was recorded; none if there is none.
  std::optional<base::Instant> newest_step(db::Connection& connection, base::Instant before) const;

 private:
  std::string region_;
  std::string plan_;
};

}  // namespace plan
