#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "file/file_service.hpp"
#include "plan/plan_service.hpp"
#include "share/part_store.hpp"
#include "share/part_views.hpp"
#include "share/report_period.hpp"
#include "share/report_store.hpp"

namespace share {

using zhijiao::access::Actor;

//! A share that is handed down, for those who tell people about it.
struct PartNews {
  std::string share;
  int task = 0;
  std::string unit;        // that hands down
  const PartList& list;    // as it is now
  const PartList& before;  // as it was
};

//! Handing shares down: permission, transaction, audit. Who records for the share's unit hands down
//! and answers for its sections; a unit below answers for itself and sees its own part only.
class PartService {
 public:
  //! Told after a change is durable: kind ("part") and the share.
  using OnChange = std::function<void(const std::string& kind, const std::string& share)>;

  //! All arguments outlive the service.
  PartService(db::Database& database, zhijiao::access::AccessService& access,
              plan::PlanService& plans, file::FileService& files, base::Random& random);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  //! Told inside the transaction; a retry of a request does not come here again.
  using OnNews = std::function<void(db::Connection&, const Actor&, const PartNews&)>;
  void on_news(OnNews on_news) { on_news_ = std::move(on_news); }

  //! 404 for a share or period that is not, or of which the actor sees no part.
  boost::asio::awaitable<PartsView> parts(const Actor& actor, const std::string& share,
                                          const std::optional<std::string>& period);
  boost::asio::awaitable<MyParts> my_parts(const Actor& actor);
  //! How many of them are not answered. Inside a transaction, over the shares of now.
  std::int64_t to_do(db::Connection& connection, const Actor& actor, const plan::World& now);
  //! 403 outside reach, also for a unit that is not under the share's; 409 "wrong-state" for a
  //! finished share; 412, 422. A part that goes to another unit is a new one. Answers of parts that
  //! are taken off stay readable.
  boost::asio::awaitable<PartsView> set_parts(const Actor& actor, const std::string& share,
                                              const PartList& list, std::int64_t version,
                                              const db::Once& once);
  //! 403 unless the part is the actor's to answer; 404, 412, 422. 409 "wrong-state" for a finished
  //! share, "not-asked" on a period that is not asked of it, "report-frozen" on one whose report is
  //! verified.
  boost::asio::awaitable<PartsView> answer(const Actor& actor, const std::string& share,
                                           const std::string& part, const std::string& period,
                                           const PartContent& content, std::int64_t version,
                                           const db::Once& once);

 private:
  struct Day {
    plan::World world;
    plan::Viewer viewer;
    ReportPeriod first;
    ReportPeriod asked;
  };

  Day day(db::Connection& connection, const Actor& actor);
  Day day_of(db::Connection& connection, const Actor& actor, plan::World world);
  MyParts my_page(db::Connection& connection, const Day& today) const;
  bool answers(const Day& day, const std::string& holder, const Part& part) const;
  //! Why nobody can answer on the period: 409; none if who is asked can.
  std::optional<base::Problem> no_answers(db::Connection& connection, const Day& day,
                                          const plan::ShareRecord& share,
                                          const ReportPeriod& period) const;
  PartLine line(db::Connection& connection, const Day& day, const Part& part,
                const PartAnswer* answer) const;
  //! What parts of the share are asked to count.
  std::vector<Milestone> quantities_of(db::Connection& connection, const Day& day,
                                       const plan::ShareRecord& share) const;
  PartsView page(db::Connection& connection, const Day& day, const std::string& share,
                 const std::optional<std::string>& period) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  plan::PlanService& plans_;
  file::FileService& files_;
  base::Random& random_;
  const PartStore store_;
  const ReportStore reports_;
  OnChange on_change_;
  OnNews on_news_;
};

}  // namespace share
