#include "share/hand_over_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/problem.hpp"
#include "base/written_date.hpp"

namespace share {

namespace {

using boost::asio::awaitable;
using zhijiao::access::Permission;
using zhijiao::access::PostOfPerson;

// Who left is named this long; who comes, if he comes within the days ahead.
constexpr int kDaysShown = 90;  // of those who have left
constexpr int kToldWithinDays = 7;

std::vector<Officer> officers_of(const std::vector<PostOfPerson>& posts) {
  std::vector<Officer> officers;
  for (const PostOfPerson& post : posts) {
    officers.push_back({post.name, post.since, post.until, post.acting});
  }
  return officers;
}

}  // namespace

HandOverService::HandOverService(db::Database& database, zhijiao::access::AccessService& access,
                                 const zhijiao::access::People& people, plan::PlanService& plans,
                                 const notice::NoticeService& notices)
    : database_(database), access_(access), people_(people), plans_(plans), notices_(notices) {}

HandOverService::Scene HandOverService::scene(db::Connection& connection, const Actor& actor) {
  Scene scene;
  const plan::World world = plans_.world(connection, std::nullopt);
  scene.today = world.today;
  scene.shares = plan::share_lines(world, plans_.viewer(actor, world.today));
  for (const plan::ShareLine& share : scene.shares) {
    if (plan::is_done(share.status)) continue;
    scene.units[share.unit.id].open.push_back(&share);
    scene.names.emplace(share.unit.id, share.unit);
  }
  for (PostOfPerson& post : people_.posts_until(connection, Permission::share_record,
                                                scene.today.plus_days(kHandOverDaysAhead))) {
    const auto unit = scene.units.find(world.edition->holder(post.unit, scene.today));
    if (unit != scene.units.end()) unit->second.posts.push_back(std::move(post));
  }
  return scene;
}

std::vector<HandOverLine> HandOverService::lines(const Scene& scene) {
  std::vector<HandOverLine> lines;
  for (const auto& [id, work] : scene.units) {
    std::vector<Officer> officers = officers_of(work.posts);
    const auto gap = gap_of(officers, scene.today);
    if (!gap) continue;
    HandOverLine line;
    line.unit = scene.names.at(id);
    line.vacancy = gap->vacancy;
    line.from = gap->from;
    std::erase_if(officers, [&](const Officer& officer) {
      return officer.until && *officer.until < scene.today.plus_days(-kDaysShown);
    });
    line.officers = std::move(officers);
    line.open_shares = static_cast<int>(work.open.size());
    for (const plan::ShareLine* share : work.open) {
      if (share->status == plan::Status::late) ++line.late_shares;
      line.tasks.push_back(share->task);
    }
    std::ranges::sort(line.tasks);
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines, [](const HandOverLine& a, const HandOverLine& b) {
    const auto never = [](const HandOverLine& line) { return !line.from.has_value(); };
    return std::tuple(never(a), a.from, a.unit.id) < std::tuple(never(b), b.from, b.unit.id);
  });
  return lines;
}

awaitable<HandOverList> HandOverService::list(const Actor& actor) {
  const bool sees = zhijiao::access::may(actor, Permission::share_decide) ||
                    zhijiao::access::may(actor, Permission::account_manage);
  if (!sees) {
    throw base::forbidden({"工作交接由领导小组办公室和管理员办理。",
                           "Hand-overs are for the plan office and the administrator."});
  }
  co_return co_await database_.read([&](db::Connection& connection) {
    const Scene shown = scene(connection, actor);
    return HandOverList{shown.today, lines(shown)};
  });
}

awaitable<void> HandOverService::tell() {
  const Actor program = access_.program("hand-overs");
  std::set<std::string> told;
  auto work = [&](db::Connection& connection) {
    told.clear();
    const Scene now = scene(connection, program);
    for (const auto& [id, unit] : now.units) {
      const std::string& name = now.names.at(id).short_name.zh;
      for (const PostOfPerson& post : unit.posts) {
        const bool begun =
            post.holds(now.today) && post.since >= now.today.plus_days(-kToldWithinDays);
        if (!begun) continue;
        const auto late =
            std::ranges::count(unit.open, plan::Status::late,
                               [](const plan::ShareLine* share) { return share->status; });
        const notice::NewNotice taken_over{
            notice::Topic::post_begun,
            "post:" + post.id,
            {fmt::format("您已接手{}的工作：{}项未办结，其中{}项逾期", name, unit.open.size(),
                         late),
             fmt::format("You have taken over the work of {}: {} open, {} of them late",
                         now.names.at(id).name.en, unit.open.size(), late)},
            "/my-work"};
        notices_.tell(connection, {post.account}, taken_over, told);
      }
    }
    const std::set<std::string> office = people_.with(connection, Permission::share_decide);
    for (const HandOverLine& line : lines(now)) {
      // Where nobody ever was there is nobody to follow: the list says so, no notice.
      if (!line.from) continue;
      const notice::NewNotice vacant{
          notice::Topic::unit_vacant,
          fmt::format("vacant:{}:{}", line.unit.id, line.from->str()),
          {fmt::format("{}自{}起没有本单位的经办人，{}项未办结", line.unit.short_name.zh,
                       base::written_date(*line.from), line.open_shares),
           fmt::format("{} has no officer of its own from {} on; {} open", line.unit.name.en,
                       base::written_date_en(*line.from), line.open_shares)},
          "/my-work"};
      notices_.tell(connection, office, vacant, told);
    }
  };
  co_await database_.write(work);
  notices_.announce(told);
}

}  // namespace share
