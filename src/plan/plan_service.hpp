#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "access/access_service.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "plan/plan_board.hpp"
#include "plan/plan_store.hpp"

namespace plan {

using zhijiao::access::Actor;

//! What loading a plan did.
struct LoadOutcome {
  std::int64_t version = 0;
  bool changed = false;
  int shares_added = 0;
  int shares_revised = 0;
  int shares_withdrawn = 0;
  std::vector<Text> changes;
};
BOOST_DESCRIBE_STRUCT(LoadOutcome, (),
                      (version, changed, shares_added, shares_revised, shares_withdrawn, changes))

//! A decision about a share, for those who tell people about it.
struct ShareNews {
  const ShareRecord& share;  // after the step
  std::string held_by;       // before it
};

//! GET /api/my-work/count: how much waits for the person, as My Work counts it.
struct WorkCount {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(WorkCount, (), (count))

//! The plan as people use it: permission, transaction, audit. All reads are of one day; a day after
//! today or before the plan was published is a Problem 400.
class PlanService {
 public:
  //! Told after a change is durable: kind ("share", "plan") and key.
  using OnChange = std::function<void(const std::string& kind, const std::string& key)>;

  //! All arguments outlive the service. `plan_id` is the plan served; `region` its division code.
  PlanService(db::Database& database, zhijiao::access::AccessService& access, base::Random& random,
              std::string region, std::string plan_id);

  //! Throws unless the person may attach these files; set before the first step that has one.
  using RequireFiles =
      std::function<void(db::Connection&, const Actor&, const std::vector<std::string>&)>;
  void require_files(RequireFiles require_files) { require_files_ = std::move(require_files); }
  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  //! Told inside the transaction of a decision that a person records; a retry of a request does not
  //! come here again.
  using OnNews = std::function<void(db::Connection&, const Actor&, const ShareNews&)>;
  void on_news(OnNews on_news) { on_news_ = std::move(on_news); }
  //! The commitments that an indicator measures; before the first request.
  void measured_are(std::set<std::string> commitments) {
    measured_ = std::make_shared<const std::set<std::string>>(std::move(commitments));
  }

  //! How much waits for a person in other parts of the program. Called inside a transaction, which
  //! it may ask, with the present plan and shares. Set before the first request.
  using WorkElsewhere =
      std::function<std::int64_t(db::Connection&, const Actor&, const World& now)>;
  void work_elsewhere(WorkElsewhere work) { work_elsewhere_ = std::move(work); }

  //! What is found about commitments from their figures on a day. Called inside a transaction: it
  //! asks no database. Set before the first request.
  using FiguresFound = std::function<std::shared_ptr<const std::vector<Finding>>(
      const std::shared_ptr<const PlanEdition>& edition, Date as_of, Date today)>;
  void findings_of_figures(FiguresFound found) { figures_found_ = std::move(found); }

  //! How the shares of a world stand with their milestones as of its day. Called inside a
  //! transaction, which it may ask. Set before the first request; otherwise there are none.
  using MilestonesOf =
      std::function<std::shared_ptr<const MilestoneStandings>(db::Connection&, const World& world)>;
  void milestones_from(MilestonesOf milestones_of) { milestones_of_ = std::move(milestones_of); }

  //! Loads a plan version: nothing happens if it is the one in force. New shares are assigned,
  //! changed ones revised, and open ones no longer owed withdrawn; nothing recorded is lost.
  //! Blocking, for start-up. 409 if the folder is of another plan or region.
  LoadOutcome load_now(const Plan& plan, const std::string& by);
  boost::asio::awaitable<LoadOutcome> load(const Plan& plan, const std::string& by);

  // For capabilities that build on shares, inside a transaction of the caller. Precondition: a plan
  // was loaded.

  //! The version in force.
  std::shared_ptr<const PlanEdition> in_use(db::Connection& connection);
  //! The one in use when `day` ended; before there was any, the first.
  std::shared_ptr<const PlanEdition> in_use_on(db::Connection& connection, Date day);
  //! The plan as of a day, or now, without its shares. Throws as the reads below.
  World empty_world(db::Connection& connection, std::optional<Date> as_of);
  //! Who holds these shares on a day, by share, as they are now.
  std::map<std::string, std::string> holders_of(db::Connection& connection,
                                                const std::set<std::string>& shares, Date day);
  //! Shares as of the end of a day that is not to come; nothing else of that day.
  std::vector<ShareRecord> shares_on(db::Connection& connection, Date day);
  //! Plan and shares as of a day, or now. Throws as the reads below.
  World world(db::Connection& connection, std::optional<Date> as_of);
  //! Plan and these shares only, now, by task and unit. Without those that there are not.
  World world_of(db::Connection& connection, const std::set<std::string>& shares);
  //! Plan and the shares of one task only, as of a day or now. Throws as the reads below, and 404
  //! for a task that the plan of that day has not.
  World world_of_task(db::Connection& connection, int task, std::optional<Date> as_of);
  //! Steps of shares of that world, newest first, as its viewer may read them; with each when it
  //! was recorded.
  struct StepSeen {
    StepView view;
    base::Instant recorded_at;
  };
  std::vector<StepSeen> steps_older(db::Connection& connection, const World& world,
                                    const Viewer& viewer, const std::vector<std::string>& shares,
                                    StepsAbout about, const db::OlderVersions& older) const;
  Viewer viewer(const Actor& actor, Date today) const;
  //! The day on which the first version was recorded.
  Date recorded_since(db::Connection& connection);
  //! Takes a step at whatever version the share is; permission was the caller's question. Throws
  //! 409 and 422 as take_step. Call `changed` once the transaction is durable.
  void take_step_in(db::Connection& connection, const Actor& actor, const std::string& share,
                    const StepRequest& step);
  void changed(const std::string& share) const {
    if (on_change_) on_change_("share", share);
  }

  boost::asio::awaitable<PlanView> plan(const Actor& actor, std::optional<Date> as_of);
  boost::asio::awaitable<PlanVersionList> versions(const Actor& actor);
  boost::asio::awaitable<Board> board(const Actor& actor, const BoardQuery& query);
  boost::asio::awaitable<TaskView> task(const Actor& actor, int number, std::optional<Date> as_of);
  boost::asio::awaitable<MeasureView> measure(const Actor& actor, int number,
                                              std::optional<Date> as_of);
  boost::asio::awaitable<UnitList> units(const Actor& actor, std::optional<Date> as_of);
  boost::asio::awaitable<UnitView> unit(const Actor& actor, const std::string& id,
                                        std::optional<Date> as_of);
  boost::asio::awaitable<CommitmentList> commitments(const Actor& actor, std::optional<Date> as_of);
  boost::asio::awaitable<CommitmentView> commitment(const Actor& actor, const std::string& id,
                                                    std::optional<Date> as_of);
  boost::asio::awaitable<FindingList> findings(const Actor& actor, const FindingQuery& query);
  boost::asio::awaitable<BodyList> bodies(const Actor& actor, std::optional<Date> as_of);
  boost::asio::awaitable<ChangeList> changes(const Actor& actor, const ChangesQuery& query);
  boost::asio::awaitable<MyWork> my_work(const Actor& actor);
  //! What is late or due soon of it, and what waits elsewhere.
  boost::asio::awaitable<WorkCount> my_work_count(const Actor& actor);
  boost::asio::awaitable<SearchResult> search(const Actor& actor, const std::string& query);
  boost::asio::awaitable<ShareView> share(const Actor& actor, const std::string& id,
                                          std::optional<Date> as_of);
  boost::asio::awaitable<PublicProgress> public_progress(std::optional<Date> as_of);

  //! Records a step of a share: 403 outside the actor's reach or for a decision without the
  //! permission to decide, 412 if the share is no longer at `version`, 409 and 422 as take_step.
  //! `once` makes a retry harmless: it gets the first answer.
  boost::asio::awaitable<ShareView> record_step(const Actor& actor, const std::string& id,
                                                const NewStep& step, std::int64_t version,
                                                const db::Once& once);

 private:
  std::shared_ptr<const PlanEdition> edition(db::Connection& connection, std::int64_t version);
  //! A plan made ready before it takes the writer's time.
  struct Incoming {
    explicit Incoming(const Plan& plan);
    PlanEdition edition;
    std::string content;
  };
  LoadOutcome save(db::Connection& connection, const Incoming& incoming, const std::string& by);
  void published(const LoadOutcome& outcome);
  ShareView apply_step(db::Connection& connection, const Actor& actor, const std::string& id,
                       const NewStep& step, std::int64_t version);
  //! 409 unless what a step points at is there: the share to merge into, the units that take over.
  void require_targets(db::Connection& connection, const ShareRecord& share,
                       const StepRequest& step, const PlanEdition& edition);
  //! The other shares that led the task of one that was confirmed as its lead do so no more.
  void yield_to(db::Connection& connection, const Actor& actor, const ShareRecord& confirmed);
  //! The share after the step, stored and in the audit trail; none if it changed meanwhile.
  std::optional<ShareRecord> stepped(db::Connection& connection, const Actor& actor,
                                     const ShareRecord& share, const StepRequest& request,
                                     const PlanEdition& edition);
  PlanVersionLine version_line(db::Connection& connection, const PlanVersion& version);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  base::Random& random_;
  const std::string region_;
  const std::string plan_id_;
  const PlanStore store_;
  std::shared_ptr<const std::set<std::string>> measured_;
  WorkElsewhere work_elsewhere_;
  FiguresFound figures_found_;
  MilestonesOf milestones_of_;
  OnChange on_change_;
  OnNews on_news_;
  RequireFiles require_files_;

  std::mutex editions_mutex_;
  std::map<std::int64_t, std::shared_ptr<const PlanEdition>> editions_;
};

}  // namespace plan
