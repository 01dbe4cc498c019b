#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "base/ids.hpp"
#include "db/database.hpp"
#include "db/once.hpp"
#include "file/file_service.hpp"
#include "plan/plan_service.hpp"
#include "share/closing_store.hpp"
#include "share/closing_views.hpp"
#include "share/milestone_progress.hpp"

namespace share {

using zhijiao::access::Actor;

//! A step of a closing, for those who tell people about it.
struct ClosingNews {
  const ClosingRecord& closing;  // after the step
  std::string unit;              // that applied
  std::string asked{};           // the share whose successor is asked; empty after other steps
};

//! Closing of shares: permission, transaction, audit. The unit applies, the asked units answer, who
//! reviews (report.review) checks, who decides (share.decide) approves; each a different person.
class ClosingService {
 public:
  //! Told after a change is durable: kind ("closing", "share") and key.
  using OnChange = std::function<void(const std::string& kind, const std::string& key)>;
  //! Told inside the transaction; a retry of a request does not come here again.
  using OnNews = std::function<void(db::Connection&, const Actor&, const ClosingNews&)>;

  //! All arguments outlive the service.
  ClosingService(db::Database& database, zhijiao::access::AccessService& access,
                 plan::PlanService& plans, file::FileService& files, base::Random& random);

  void on_change(OnChange on_change) { on_change_ = std::move(on_change); }
  void on_news(OnNews on_news) { on_news_ = std::move(on_news); }

  boost::asio::awaitable<ClosingList> list(const Actor& actor, const ClosingQuery& query);
  //! In how many of those under way the next step is the actor's to take. Inside a transaction,
  //! over the shares of now.
  std::int64_t to_do(db::Connection& connection, const Actor& actor, const plan::World& now);
  //! 404 unless the actor reads the applicant's remarks or is asked.
  boost::asio::awaitable<ClosingView> closing(const Actor& actor, const std::string& id);

  //! For a whole task if the share leads it, else for the share alone. 403 outside reach, 409
  //! "wrong-state" for a share that cannot be closed now, "closing-open" if one is under way, 422.
  boost::asio::awaitable<ClosingView> apply(const Actor& actor, const std::string& share,
                                            const Application& application, const db::Once& once);
  //! An opinion for another unit than one of the actor's posts is kept as given on its behalf.
  //! Each throws 403 without permission, 412 unless the closing is at `version`, 409 and 422 as
  //! closing_record.hpp.
  boost::asio::awaitable<ClosingView> opine(const Actor& actor, const std::string& id,
                                            const NewOpinion& opinion, std::int64_t version,
                                            const db::Once& once);
  boost::asio::awaitable<ClosingView> check(const Actor& actor, const std::string& id,
                                            const ClosingCheck& given, std::int64_t version,
                                            const db::Once& once);
  boost::asio::awaitable<ClosingView> approve(const Actor& actor, const std::string& id,
                                              const Approval& approval, std::int64_t version,
                                              const db::Once& once);
  boost::asio::awaitable<ClosingView> send_back(const Actor& actor, const std::string& id,
                                                const ClosingReturn& given, std::int64_t version,
                                                const db::Once& once);

  //! After a share went to another unit by document: closings that wait for its opinion ask the
  //! successor. Inside the transaction of that decision.
  void follow(db::Connection& connection, const Actor& actor, const plan::ShareNews& news);

 private:
  struct Day {
    plan::World world;
    plan::Viewer viewer;
    zhijiao::access::UnitSet reviews;
    std::string account;
    std::set<std::string> own;  // units of the actor's posts, or that took over from them
  };
  using Change = std::function<ClosingRecord(const Day&, const ClosingRecord&, const Signature&)>;

  Day day(db::Connection& connection, const Actor& actor);
  Day day_of(const Actor& actor, plan::World world);
  ClosingList list_of(db::Connection& connection, const Day& today, const ClosingQuery& query);
  bool sees(const Day& day, const ClosingRecord& closing) const;
  //! The viewer may answer for the asked share: for his own unit, or on behalf of one in reach that
  //! has not answered itself.
  bool answers_for(const Day& day, const ClosingRecord& closing, const AskedShare& asked) const;
  //! Whether it is the viewer's to take a step, but for who took the others.
  bool is_his(const Day& day, const ClosingRecord& closing, ClosingStep step) const;
  std::vector<ShareProgress> progress(db::Connection& connection, const Day& day,
                                      const ClosingRecord& closing);
  ClosingLine line(const Day& day, const ClosingRecord& closing) const;
  ClosingView view(db::Connection& connection, const Day& day, const ClosingRecord& closing);
  boost::asio::awaitable<ClosingView> taken(const Actor& actor, const std::string& id,
                                            std::int64_t version, Change change,
                                            const db::Once& once);
  void tell(db::Connection& connection, const Actor& actor, const Day& day,
            const ClosingRecord& closing, const std::string& asked = {}) const;
  void close_shares(db::Connection& connection, const Actor& actor, const Day& day,
                    const ClosingRecord& closing);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  plan::PlanService& plans_;
  file::FileService& files_;
  base::Random& random_;
  const ClosingStore store_;
  MilestoneProgress milestones_;
  OnChange on_change_;
  OnNews on_news_;
};

}  // namespace share
