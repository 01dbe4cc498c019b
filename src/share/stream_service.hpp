#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "plan/plan_service.hpp"
#include "share/closing_store.hpp"
#include "share/report_store.hpp"
#include "share/task_stream.hpp"
#include "supervision/supervision_service.hpp"

namespace share {

using zhijiao::access::Actor;

//! What happened to a task, as one person may read it: each thing by the rule of its own page.
class StreamService {
 public:
  static constexpr std::size_t kLinesMax = 10;  // of one page

  //! All arguments outlive the service.
  StreamService(db::Database& database, zhijiao::access::AccessService& access,
                plan::PlanService& plans, const supervision::SupervisionService& supervising);

  //! 404 for a task that there is not, 400 for a day as the plan's reads and for a `before` that no
  //! page gave.
  boost::asio::awaitable<TaskStream> stream(const Actor& actor, int task, const StreamQuery& query);

 private:
  //! One request.
  struct Scene {
    const Actor& actor;
    plan::World world;  // of the task alone
    plan::Viewer viewer;
    StreamQuery query;
    StreamPlace from;
    std::vector<std::string> shares;    // of the units asked for
    std::vector<std::string> readable;  // of these, whose remarks the viewer reads
    //! Reports on the page by the id of their line: what they say anew is looked up last.
    std::map<std::string, RecordedReport> submitted;
  };

  Scene scene(db::Connection& connection, const Actor& actor, int task,
              const StreamQuery& query) const;
  StreamPart steps(db::Connection& connection, const Scene& scene) const;
  StreamPart reports(db::Connection& connection, Scene& scene) const;
  StreamPart milestones(db::Connection& connection, const Scene& scene) const;
  StreamPart closings(db::Connection& connection, const Scene& scene, int task) const;
  StreamPart letters(db::Connection& connection, const Scene& scene) const;
  StreamPart demands(db::Connection& connection, const Scene& scene) const;
  void add_milestones(db::Connection& connection, const Scene& scene, StreamLine& line) const;

  db::Database& database_;
  zhijiao::access::AccessService& access_;
  plan::PlanService& plans_;
  const supervision::SupervisionService& supervising_;
  const ReportStore reports_;
  const ClosingStore closings_;
};

}  // namespace share
