#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>
#include <vector>

#include "access/people.hpp"
#include "db/database.hpp"
#include "notice/notice_service.hpp"
#include "plan/plan_service.hpp"
#include "share/hand_over_views.hpp"

namespace share {

using zhijiao::access::Actor;

//! What happens to work when somebody changes post.
class HandOverService {
 public:
  //! All arguments outlive the service.
  HandOverService(db::Database& database, zhijiao::access::AccessService& access,
                  const zhijiao::access::People& people, plan::PlanService& plans,
                  const notice::NoticeService& notices);

  //! 403 unless the actor decides on shares or appoints people.
  boost::asio::awaitable<HandOverList> list(const Actor& actor);

  //! Tells who took a post up within the last days what he has taken over, and the office where
  //! nobody is left; each once. Called from time to time.
  boost::asio::awaitable<void> tell();

 private:
  struct UnitWork {
    std::vector<const plan::ShareLine*> open;
    std::vector<zhijiao::access::PostOfPerson> posts;
  };
  struct Scene {
    Date today;
    std::vector<plan::ShareLine> shares;
    std::map<std::string, UnitWork> units;  // that owe open work
    std::map<std::string, plan::UnitRef> names;
  };

  Scene scene(db::Connection& connection, const Actor& actor);
  static std::vector<HandOverLine> lines(const Scene& scene);

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  const zhijiao::access::People& people_;
  plan::PlanService& plans_;
  const notice::NoticeService& notices_;
};

}  // namespace share
