#include "share/milestone_progress.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace share {

namespace {

// Far more than one day shows; days looked back at add to it.
constexpr std::size_t kKeptMax = 20'000;

// What `make` says of a version, made once. Not under the lock: it asks the database. A write keeps
// nothing, since its own version may never be committed.
template <class T, class Make>
std::shared_ptr<const T> kept(const db::Connection& connection,
                              std::map<VersionKey, std::shared_ptr<const T>>& memory,
                              std::mutex& mutex, const VersionKey& key, Make make) {
  if (connection.writes()) return std::make_shared<const T>(make());
  {
    const std::lock_guard lock(mutex);
    if (const auto found = memory.find(key); found != memory.end()) return found->second;
  }
  auto made = std::make_shared<const T>(make());
  const std::lock_guard lock(mutex);
  if (memory.size() >= kKeptMax) memory.clear();
  return memory.emplace(key, std::move(made)).first->second;
}

// Finds the list of a share: its own, or that of its task's lead.
template <class List>
class ListChoice {
 public:
  ListChoice(const std::map<std::string, List>& lists, const std::vector<plan::ShareRecord>& shares)
      : lists_(lists) {
    for (const plan::ShareRecord& share : shares) {
      const auto list = lists.find(share.id);
      if (list != lists.end() && list->second->for_all && drew_up_for_all(share)) {
        // The list of who leads now goes before that of who led by the plan.
        auto& chosen = for_all_[share.task];
        if (chosen.first == nullptr || plan::leads(share)) chosen = {&share, list->second.get()};
      }
    }
  }

  const MilestoneList* of(const plan::ShareRecord& share) const {
    const auto own = lists_.find(share.id);
    if (own != lists_.end() && !own->second->milestones.empty()) return own->second.get();
    const auto lead = for_all_.find(share.task);
    if (lead == for_all_.end()) return nullptr;
    const auto& [by, list] = lead->second;
    return stands_for(*list, *by, share) ? list : nullptr;
  }

 private:
  const std::map<std::string, List>& lists_;
  std::map<int, std::pair<const plan::ShareRecord*, const MilestoneList*>> for_all_;
};

bool has_day(const MilestoneList& list) {
  return std::ranges::any_of(list.milestones, [](const Milestone& milestone) {
    return milestone.due_on && milestone.kind != MilestoneKind::recurrence;
  });
}

}  // namespace

std::map<std::string, MilestoneProgress::List> MilestoneProgress::lists(db::Connection& connection,
                                                                        base::Instant before) {
  std::map<std::string, List> found;
  for (const VersionKey& key : store_.lists(connection, before)) {
    found.emplace(key.id, kept(connection, lists_, mutex_, key,
                               [&] { return store_.list(connection, key); }));
  }
  return found;
}

MilestoneProgress::Reported MilestoneProgress::reported(db::Connection& connection,
                                                        const VersionKey& key) {
  return kept(connection, reported_, mutex_, key, [&] { return store_.reported(connection, key); });
}

std::shared_ptr<const plan::MilestoneStandings> MilestoneProgress::standings(
    db::Connection& connection, const plan::World& world) {
  const base::Instant before = base::end_of(world.as_of);
  const auto all = lists(connection, before);
  if (all.empty()) return nullptr;
  const ListChoice choice(all, world.shares);
  std::vector<std::pair<const plan::ShareRecord*, const MilestoneList*>> concerned;
  for (const plan::ShareRecord& share : world.shares) {
    if (share.state != plan::ShareState::open) continue;
    const MilestoneList* list = choice.of(share);
    if (list != nullptr && has_day(*list)) concerned.emplace_back(&share, list);
  }
  if (concerned.empty()) return nullptr;
  std::set<std::string> ids;
  for (const auto& [share, list] : concerned) ids.insert(share->id);
  const auto reports = store_.reports(connection, before, ids);
  auto made = std::make_shared<plan::MilestoneStandings>();
  for (const auto& [share, list] : concerned) {
    const auto report = reports.find(share->id);
    const Reported told = report == reports.end() ? nullptr : reported(connection, report->second);
    plan::MilestoneStanding standing =
        standing_on(open_milestones(list->milestones, told.get(), world.as_of), world.as_of);
    if (standing.missed || standing.next) made->emplace(share->id, std::move(standing));
  }
  return made;
}

std::map<std::string, MilestoneProgress::Reach> MilestoneProgress::reach(db::Connection& connection,
                                                                         const plan::World& world,
                                                                         int task) {
  const base::Instant before = base::end_of(world.as_of);
  const auto all = lists(connection, before);
  const ListChoice choice(all, world.shares);
  std::set<std::string> ids;
  for (const plan::ShareRecord& share : world.shares) {
    if (share.task == task) ids.insert(share.id);
  }
  const auto reports = store_.reports(connection, before, ids);
  std::map<std::string, Reach> found;
  for (const plan::ShareRecord& share : world.shares) {
    const MilestoneList* list = share.task == task ? choice.of(share) : nullptr;
    if (list == nullptr) continue;
    const auto report = reports.find(share.id);
    const Reported told = report == reports.end() ? nullptr : reported(connection, report->second);
    Reach reach;
    reach.total = static_cast<int>(open_milestones(list->milestones, nullptr, world.as_of).size());
    reach.open = open_milestones(list->milestones, told.get(), world.as_of);
    found.emplace(share.id, std::move(reach));
  }
  return found;
}

}  // namespace share
