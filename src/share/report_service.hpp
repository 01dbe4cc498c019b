#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "file/file_service.hpp"
#include "plan/plan_service.hpp"
#include "share/presence.hpp"
#include "share/report_period.hpp"
#include "share/report_store.hpp"
#include "share/report_views.hpp"

namespace share {

using zhijiao::access::Actor;

//! A step of a report, for those who tell people about it.
struct ReportNews {
  const ReportRecord& report;  // after the step
  int task = 0;
  std::string unit;  // that owes it today
};

//! Reports and milestones of shares: permission, transaction, audit. Whose unit a share is decides:
//! its people write, those who review it (report.review) take it from there, and only who reads the
//! unit's remarks reads them.
class ReportService {
 public:
  //! A report as an official paper, to be sent as a file.
  struct Paper {
    std::string file_name;
    std::string bytes;
  };
  //! Told after a change is durable: kind ("report", "milestones") and the share.
  using OnChange = std::function<void(const std::string& kind, const std::string& share)>;
  //! Told inside the transaction, so that what it writes stands or falls with the step; a retry of
  //! a request does not come here again.
  using OnNews = std::function<void(db::Connection&, const Actor&, const ReportNews&)>;

  //! What a report on a task states of a unit, as it is now. Inside the transaction: at once.
  using FiguresFrom = std::function<std::vector<indicator::CitedFigure>(
      const std::shared_ptr<const plan::PlanEdition>& edition, int task, const std::string& unit,
      Date today)>;

  //! All arguments outlive the service.
  ReportService(db::Database& database, zhijiao::access::AccessService& access,
                plan::PlanService& plans, file::FileService& files, base::Random& random);

  //! To whom a report on paper is addressed (主送).
  void address_letters_to(std::string office) { office_ = std::move(office); }
  //! Without it reports state no figures.
  void figures_from(FiguresFrom figures_from) { figures_from_ = std::move(figures_from); }
  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  void on_news(OnNews on_news) { on_news_ = std::move(on_news); }

  //! 404 for a period that does not exist, 400 for a day as the plan's reads.
  boost::asio::awaitable<ReportList> list(const Actor& actor, const ReportQuery& query);
  boost::asio::awaitable<MyReports> my_reports(const Actor& actor);
  //! How many of them are to be written or reviewed. Inside a transaction, over the shares of now.
  std::int64_t to_do(db::Connection& connection, const Actor& actor, const plan::World& now);
  //! 403 unless the actor reads the remarks of the unit; 404 for a share or period that is not, 400
  //! for a day as the plan's reads. On an earlier day nobody does anything.
  boost::asio::awaitable<ReportView> report(const Actor& actor, const std::string& share,
                                            const std::string& period,
                                            std::optional<Date> as_of = std::nullopt);

  //! The actor has the report open to write in it, and goes on saying so; or has no longer. 403
  //! outside his reach. Watchers are told of kind "presence" when somebody comes or goes.
  boost::asio::awaitable<PresenceView> arrive(const Actor& actor, const std::string& share,
                                              const std::string& period);
  boost::asio::awaitable<void> leave(const Actor& actor, const std::string& share,
                                     const std::string& period);

  //! The report as a letter (报送函) with the code by which its stamped copy is filed. 404 if there
  //! is no stored report that the actor may see.
  boost::asio::awaitable<Paper> letter(const Actor& actor, const std::string& share,
                                       const std::string& period, bool red_head);
  //! Whose the code of a letter is: 422 "not-a-report-code", 404, 403 for a report that the actor
  //! does not write, 409 "wrong-state" for one that takes no scan any more.
  boost::asio::awaitable<CodedReport> coded(const Actor& actor, const std::string& code);

  //! Each throws 403 outside the actor's reach, 412 unless the report is at `version` (0: not
  //! stored), 409 and 422 as the steps of report_record.hpp, 409 "not-asked" for a period that is
  //! not asked of the share.
  boost::asio::awaitable<ReportView> save(const Actor& actor, const std::string& share,
                                          const std::string& period, const ReportContent& content,
                                          std::int64_t version, const db::Once& once);
  boost::asio::awaitable<ReportView> submit(const Actor& actor, const std::string& share,
                                            const std::string& period, const ReportContent& content,
                                            std::int64_t version, const db::Once& once);
  boost::asio::awaitable<MyReports> submit_unchanged(const Actor& actor, const NoChange& given,
                                                     const db::Once& once);
  boost::asio::awaitable<ReportView> file_scan(const Actor& actor, const std::string& share,
                                               const std::string& period, const FiledScan& filed,
                                               std::int64_t version, const db::Once& once);
  boost::asio::awaitable<ReportView> acknowledge(const Actor& actor, const std::string& share,
                                                 const std::string& period, std::int64_t version,
                                                 const db::Once& once);
  boost::asio::awaitable<ReportView> ask(const Actor& actor, const std::string& share,
                                         const std::string& period, const Ask& asked,
                                         std::int64_t version, const db::Once& once);
  boost::asio::awaitable<ReportView> verify(const Actor& actor, const std::string& share,
                                            const std::string& period, std::int64_t version,
                                            const db::Once& once);

  boost::asio::awaitable<MilestonesView> milestones(const Actor& actor, const std::string& share,
                                                    std::optional<Date> as_of = std::nullopt);
  //! 403 outside the actor's reach, and for `for_all` unless the share leads its task; 412, 422.
  boost::asio::awaitable<MilestonesView> set_milestones(const Actor& actor,
                                                        const std::string& share,
                                                        const MilestoneList& list,
                                                        std::int64_t version, const db::Once& once);

 private:
  //! What the reports of one day stand on.
  struct Day {
    std::string account;  // of who looks
    plan::World now;
    plan::Viewer viewer;
    zhijiao::access::UnitSet reviews;
    std::map<std::string, MilestoneList> lists;  // by share
    //! What is recorded from then on is not known yet; none: today.
    std::optional<base::Instant> before{};
    const plan::ReportSettings& settings() const { return now.edition->plan().reporting; }
  };
  //! One report within a transaction.
  struct Case {
    const plan::ShareRecord* share = nullptr;
    plan::ShareLine line;
    ReportPeriod period;
    std::vector<Milestone> milestones;  // in force
    std::optional<RecordedReport> stored;
  };
  //! What a report is written from, besides what is in it.
  struct Basis {
    std::optional<ReportRecord> before;           // the report on an earlier period
    std::vector<indicator::CitedFigure> figures;  // of today
  };
  using Change =
      std::function<ReportRecord(const Case&, const Basis&, const ReportRecord&, const Hand&)>;

  //! 403 unless the actor writes the reports of the share.
  boost::asio::awaitable<void> require_writer(const Actor& actor, const std::string& share);
  Day day(db::Connection& connection, const Actor& actor, std::optional<Date> as_of);
  Day day_of(db::Connection& connection, const Actor& actor, plan::World world) const;
  //! Of one share, and of those of its task that have milestones: all that one report needs.
  Day day_beside(db::Connection& connection, const Actor& actor, const std::string& share);
  //! The same as of a day.
  Day day_beside(db::Connection& connection, const Actor& actor, const std::string& share,
                 std::optional<Date> as_of);
  ReportPeriod known_period(const Day& day, const std::string& key) const;
  Case open_case(db::Connection& connection, const Day& day, const std::string& share,
                 const std::string& period) const;
  Basis basis(db::Connection& connection, const Day& day, const Case& opened) const;
  std::vector<RecordedReport> history(db::Connection& connection,
                                      const RecordedReport& present) const;
  ReportView view(db::Connection& connection, const Day& day, const Case& shown) const;
  MyReports my_page(db::Connection& connection, const Day& day);
  std::vector<ReportLine> asked_lines(db::Connection& connection, const Day& day,
                                      const ReportPeriod& period);
  //! Adds what is open of the periods before `asked`; `units` are those of the viewer's posts.
  void add_earlier(db::Connection& connection, const Day& day, const ReportPeriod& first,
                   const ReportPeriod& asked, const std::set<std::string>& units, MyReports& page);
  //! The shares when `period` ended, or as of the day if it has not.
  std::vector<plan::ShareRecord> shares_at_end(db::Connection& connection, const Day& day,
                                               const ReportPeriod& period);
  //! Takes one step in the transaction and tells; returns the report as it is after it, over the
  //! share as it was before.
  Case take(db::Connection& connection, const Actor& actor, const Day& day,
            const std::string& share, const std::string& period, std::int64_t version,
            ReportStep step, const Change& change);
  boost::asio::awaitable<ReportView> taken(const Actor& actor, const std::string& share,
                                           const std::string& period, std::int64_t version,
                                           ReportStep step, Change change, const db::Once& once);
  MilestonesView milestones_page(db::Connection& connection, const Day& day,
                                 const std::string& share) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  plan::PlanService& plans_;
  file::FileService& files_;
  base::Random& random_;
  const ReportStore store_;
  Presence presence_;
  std::string office_;
  FiguresFrom figures_from_;
  OnChange on_change_;
  OnNews on_news_;
};

}  // namespace share
