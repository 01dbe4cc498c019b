#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "access/people.hpp"
#include "notice/notice_service.hpp"
#include "plan/plan_service.hpp"
#include "share/closing_service.hpp"
#include "supervision/deadline_notices.hpp"

namespace share {

//! Tells people of a closing (销号) when they have to act or when it has ended: silence counts as
//! consent only if whoever is silent was asked.
class ClosingNotices {
 public:
  using Told = std::set<std::string>;

  //! All arguments outlive it.
  ClosingNotices(db::Database& database, const zhijiao::access::AccessService& access,
                 const zhijiao::access::People& people, plan::PlanService& plans,
                 const notice::NoticeService& notices);

  //! Inside the transaction of the step. Adds to `told`; announce them once it is durable.
  void tell_of(db::Connection& connection, const Actor& actor, const ClosingNews& news, Told& told);
  //! Tells the office what it can check because a term has passed in silence. Called from time to
  //! time; each is told once.
  boost::asio::awaitable<void> tell_settled();
  //! The opinions that are still waited for. Inside a transaction.
  std::vector<supervision::DueItem> due_items(db::Connection& connection);

 private:
  //! By share, of applicants and asked: the unit that holds it today.
  std::map<std::string, std::string> holders_of(db::Connection& connection,
                                                const std::vector<ClosingRecord>& closings,
                                                base::Date today);
  void tell(db::Connection& connection, const Actor& actor, Told people,
            const notice::NewNotice& notice, Told& told) const;
  void tell_office_if_settled(db::Connection& connection, const Actor& actor,
                              const plan::PlanEdition& edition, const ClosingNews& news,
                              base::Date today, Told& told) const;

  db::Database& database_;
  const zhijiao::access::AccessService& access_;
  const zhijiao::access::People& people_;
  plan::PlanService& plans_;
  const notice::NoticeService& notices_;
  const ClosingStore store_;
};

}  // namespace share
