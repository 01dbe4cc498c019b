#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/version.hpp"
#include "share/milestone.hpp"
#include "share/report_record.hpp"

namespace share {

//! A version of a report and when it was recorded.
struct RecordedReport {
  ReportRecord report;
  base::Instant recorded_at;
};

//! Where a report stands, without what is in it.
struct ReportMark {
  std::string share;
  std::string period;  // key
  ReportState state = ReportState::draft;
};

struct StoredMilestones {
  std::int64_t version = 0;  // 0: none was drawn up
  MilestoneList list;
};

//! A version of the list of a share and when it was recorded.
struct RecordedMilestones {
  std::string share;
  std::int64_t version = 0;
  MilestoneList list;
  base::Instant recorded_at;
};

//! All SQL of reports and milestones. Every statement supplies the region.
class ReportStore {
 public:
  explicit ReportStore(std::string region) : region_(std::move(region)) {}

  //! As it is, or as recorded before `before`.
  std::optional<RecordedReport> report(db::Connection& connection, const std::string& share,
                                       const std::string& period,
                                       std::optional<base::Instant> before = std::nullopt) const;
  //! As recorded before `before`, by share.
  std::vector<RecordedReport> reports_in(db::Connection& connection, const std::string& period,
                                         base::Instant before) const;
  //! Of the reports on periods that end from `from` on, and of all that are in somebody's hands:
  //! submitted, or a supplement asked for.
  std::vector<ReportMark> marks(db::Connection& connection, Date from) const;
  //! The newest report of a share on a period that ended before `day`, drafts left out.
  std::optional<RecordedReport> report_before(db::Connection& connection, const std::string& share,
                                              Date day) const;
  //! The same for every share.
  std::map<std::string, ReportRecord> reports_before(db::Connection& connection, Date day) const;
  //! All reports of a share, newest period first, drafts left out.
  std::vector<RecordedReport> reports_of(db::Connection& connection,
                                         const std::string& share) const;
  std::optional<RecordedReport> version(db::Connection& connection, const std::string& id,
                                        std::int64_t version) const;
  //! The newest steps up to `version` that are more than a save, newest first.
  std::vector<RecordedReport> steps(db::Connection& connection, const std::string& id,
                                    std::int64_t version, std::int64_t steps_max) const;

  //! Steps of reports of these shares that are more than a save, newest first.
  std::vector<RecordedReport> steps_older(db::Connection& connection,
                                          const std::vector<std::string>& shares,
                                          const db::OlderVersions& older) const;
  //! The last word on the newest report of a share on a period that ended before `day`, as recorded
  //! before `before`; drafts and what was only saved left out.
  std::optional<RecordedReport> told_before(db::Connection& connection, const std::string& share,
                                            Date day, base::Instant before) const;

  //! Precondition: its id is new. False if the share has a report on that period already.
  bool insert(db::Connection& connection, const ReportRecord& report,
              const std::string& account) const;
  //! False if it is no longer at `report.version`, or frozen; then nothing was written. Otherwise
  //! the stored version is `report.version + 1`.
  bool update(db::Connection& connection, const ReportRecord& report,
              const std::string& account) const;

  //! As it is, or as recorded before `before`.
  StoredMilestones milestones(db::Connection& connection, const std::string& share,
                              std::optional<base::Instant> before = std::nullopt) const;
  //! By share.
  std::map<std::string, MilestoneList> all_milestones(db::Connection& connection) const;
  //! Those of the shares of the same task, its own among them; as above.
  std::map<std::string, MilestoneList> milestones_beside(
      db::Connection& connection, const std::string& share,
      std::optional<base::Instant> before = std::nullopt) const;
  //! Versions of the lists of these shares, newest first.
  std::vector<RecordedMilestones> milestones_older(db::Connection& connection,
                                                   const std::vector<std::string>& shares,
                                                   const db::OlderVersions& older) const;
  //! False if the list is no longer at `version`.
  bool save_milestones(db::Connection& connection, const std::string& share, std::int64_t version,
                       const MilestoneList& list, const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace share
