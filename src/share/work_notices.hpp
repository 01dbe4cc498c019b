#pragma once

#include <set>
#include <string>
#include <vector>

#include "access/people.hpp"
#include "notice/notice_service.hpp"
#include "plan/plan_service.hpp"
#include "share/part_service.hpp"
#include "share/report_period.hpp"
#include "share/report_service.hpp"
#include "supervision/deadline_notices.hpp"

namespace share {

//! Tells units what happened to their work, and what they owe besides the shares themselves:
//! reports of the period, parts handed down, milestones.
class WorkNotices {
 public:
  using Told = std::set<std::string>;

  //! All arguments outlive it.
  WorkNotices(const zhijiao::access::AccessService& access, const zhijiao::access::People& people,
              plan::PlanService& plans, const notice::NoticeService& notices);

  // Inside the transaction of what happened. Each adds to `told`; announce them once it is durable.

  //! A share that came to a unit, or is owed by another day or again.
  void tell_of(db::Connection& connection, const Actor& actor, const plan::ShareNews& news,
               Told& told);
  void tell_of(db::Connection& connection, const Actor& actor, const PartNews& news, Told& told);
  //! 商请补充 at once; verified reports of a unit once a day.
  void tell_of(db::Connection& connection, const Actor& actor, const ReportNews& news, Told& told);

  //! What units owe. Inside a transaction.
  std::vector<supervision::DueItem> due_items(db::Connection& connection);

 private:
  std::vector<supervision::DueItem> reports_due(db::Connection& connection, const plan::World& now,
                                                const ReportPeriod& period);
  std::vector<supervision::DueItem> milestones_due(db::Connection& connection,
                                                   const plan::World& now);
  void tell_officers(db::Connection& connection, const Actor& actor, const std::string& unit,
                     const notice::NewNotice& notice, Told& told) const;

  const zhijiao::access::People& people_;
  plan::PlanService& plans_;
  const notice::NoticeService& notices_;
  const ReportStore reports_;
  const PartStore parts_;
};

}  // namespace share
