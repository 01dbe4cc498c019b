#include "plan/plan_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/written_date.hpp"
#include "plan/plan_diff.hpp"
#include "plan/plan_json.hpp"

namespace plan {

namespace {

using zhijiao::access::Permission;

void require(const Actor& actor, Permission permission) {
  if (!zhijiao::access::may(actor, permission)) {
    throw base::forbidden({"您的岗位没有这项权限；如有需要，请联系管理员。",
                           "Your posts do not allow this; ask the administrator if you need it."});
  }
}

Date day_or_today(std::optional<Date> as_of, Date today) {
  if (as_of && *as_of > today) {
    throw base::bad_request(
        {"截至日期不能晚于今天。", "The as-of day cannot be after today."},
        {{"as_of", {"请选择今天或更早的日期。", "Choose today or an earlier day."}}});
  }
  return as_of.value_or(today);
}

Text why_text(std::int64_t version) {
  if (version == 1) return {"首次载入方案", "First load of the plan"};
  return {"载入方案新版本", "New version of the plan loaded"};
}

std::vector<Text> changes_between(const Plan& before, const Plan& after) {
  std::vector<Text> lines;
  for (const PlanChange& change : diff_plans(before, after)) lines.push_back(change_text(change));
  return lines;
}

}  // namespace

PlanService::PlanService(db::Database& database, zhijiao::access::AccessService& access,
                         base::Random& random, std::string region, std::string plan_id)
    : database_(database),
      access_(access),
      random_(random),
      region_(std::move(region)),
      plan_id_(std::move(plan_id)),
      store_(region_, plan_id_) {}

// --- one day of the plan -----------------------------------------------------------------------

std::shared_ptr<const PlanEdition> PlanService::edition(db::Connection& connection,
                                                        std::int64_t version) {
  {
    const std::lock_guard lock(editions_mutex_);
    if (const auto found = editions_.find(version); found != editions_.end()) {
      return found->second;
    }
  }
  const auto stored = store_.version(connection, version);
  if (!stored) throw base::not_found({"方案", "The plan"});
  auto made = std::make_shared<const PlanEdition>(plan_from_json(stored->content), version,
                                                  stored->recorded_at);
  const std::lock_guard lock(editions_mutex_);
  return editions_.emplace(version, std::move(made)).first->second;
}

std::shared_ptr<const PlanEdition> PlanService::in_use(db::Connection& connection) {
  return edition(connection, store_.current_version(connection));
}

std::shared_ptr<const PlanEdition> PlanService::in_use_on(db::Connection& connection, Date day) {
  return edition(connection, store_.version_before(connection, base::end_of(day)).value_or(1));
}

World PlanService::world_of(db::Connection& connection, const std::set<std::string>& shares) {
  World world;
  world.today = base::day_of(connection.now());
  world.as_of = world.today;
  world.edition = in_use(connection);
  world.measured = measured_;
  world.shares = store_.shares(connection, shares);
  if (milestones_of_) world.milestones = milestones_of_(connection, world);
  return world;
}

World PlanService::empty_world(db::Connection& connection, std::optional<Date> as_of) {
  World world;
  // Not the clock itself: after it was set back today still shows what was recorded.
  world.today = base::day_of(connection.now());
  world.as_of = day_or_today(as_of, world.today);
  const auto version = store_.version_before(connection, base::end_of(world.as_of));
  world.recorded = version.has_value();
  world.measured = measured_;
  world.edition = edition(connection, version.value_or(1));
  const Date published_on = world.edition->plan().document.published_on;
  if (world.as_of < published_on) {
    throw base::bad_request(
        {fmt::format("方案于{}发布，请选择当日或之后的日期。", base::written_date(published_on)),
         fmt::format("The plan was published on {}; choose that day or a later one.",
                     base::written_date_en(published_on))},
        {{"as_of", {"早于方案发布日期。", "Earlier than the publication of the plan."}}});
  }
  return world;
}

std::map<std::string, std::string> PlanService::holders_of(db::Connection& connection,
                                                           const std::set<std::string>& shares,
                                                           Date day) {
  const auto edition = in_use(connection);
  std::map<std::string, std::string> holders;
  for (const ShareRecord& share : store_.shares(connection, shares)) {
    holders.emplace(share.id, edition->holder(share.unit, day));
  }
  return holders;
}

std::vector<ShareRecord> PlanService::shares_on(db::Connection& connection, Date day) {
  const base::Instant before = base::end_of(day);
  if (store_.version_before(connection, before)) return store_.shares_before(connection, before);
  return unrecorded_shares(*edition(connection, 1));
}

World PlanService::world(db::Connection& connection, std::optional<Date> as_of) {
  World world = empty_world(connection, as_of);
  if (world.recorded) {
    world.shares = store_.shares_before(connection, base::end_of(world.as_of));
  } else {
    world.shares = unrecorded_shares(*world.edition);
  }
  if (milestones_of_ && world.recorded) world.milestones = milestones_of_(connection, world);
  if (figures_found_) world.of_figures = figures_found_(world.edition, world.as_of, world.today);
  return world;
}

World PlanService::world_of_task(db::Connection& connection, int task, std::optional<Date> as_of) {
  World world = empty_world(connection, as_of);
  if (world.edition->plan().find_task(task) == nullptr) {
    throw base::not_found({"这项任务", "This task"});
  }
  if (!world.recorded) {
    world.shares = unrecorded_shares(*world.edition);
    std::erase_if(world.shares, [&](const ShareRecord& share) { return share.task != task; });
    return world;
  }
  world.shares = store_.shares_before(connection, base::end_of(world.as_of), task);
  if (milestones_of_) world.milestones = milestones_of_(connection, world);
  return world;
}

std::vector<PlanService::StepSeen> PlanService::steps_older(db::Connection& connection,
                                                            const World& world,
                                                            const Viewer& viewer,
                                                            const std::vector<std::string>& shares,
                                                            StepsAbout about,
                                                            const db::OlderVersions& older) const {
  const std::vector<RecordedStep> steps = store_.steps_older(connection, shares, about, older);
  // A merge may lead into a share of another task.
  World with_targets = world;
  for (const RecordedStep& step : steps) {
    if (step.share.step != StepKind::merge) continue;
    if (auto into = store_.share(connection, step.share.into)) {
      with_targets.shares.push_back(std::move(*into));
    }
  }
  std::vector<StepView> views = step_views(with_targets, viewer, steps);
  std::vector<StepSeen> seen;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    seen.push_back({std::move(views[i]), steps[i].recorded_at});
  }
  return seen;
}

Viewer PlanService::viewer(const Actor& actor, Date today) const {
  const auto directory = access_.directory();
  Viewer viewer;
  for (const zhijiao::access::Post& post : actor.posts) viewer.post_units.insert(post.unit);
  viewer.records =
      zhijiao::access::units_in_reach(actor, Permission::share_record, *directory, today);
  viewer.reads = zhijiao::access::units_in_reach(actor, Permission::plan_read, *directory, today);
  viewer.decides = zhijiao::access::may(actor, Permission::share_decide);
  return viewer;
}

boost::asio::awaitable<PlanView> PlanService::plan(const Actor& actor, std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read(
      [&](db::Connection& connection) { return plan_page(world(connection, as_of)); });
}

boost::asio::awaitable<Board> PlanService::board(const Actor& actor, const BoardQuery& query) {
  require(actor, Permission::plan_read);
  const World shown = co_await database_.read(
      [&](db::Connection& connection) { return world(connection, query.as_of); });
  co_return plan::board(shown, viewer(actor, shown.today), query);
}

boost::asio::awaitable<TaskView> PlanService::task(const Actor& actor, int number,
                                                   std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const World shown = world(connection, as_of);
    return task_page(shown, viewer(actor, shown.today), number);
  });
}

boost::asio::awaitable<MeasureView> PlanService::measure(const Actor& actor, int number,
                                                         std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  const World shown =
      co_await database_.read([&](db::Connection& connection) { return world(connection, as_of); });
  co_return measure_page(shown, viewer(actor, shown.today), number);
}

boost::asio::awaitable<UnitList> PlanService::units(const Actor& actor, std::optional<Date> as_of) {
  // Whoever gives posts must be able to name every unit.
  if (!zhijiao::access::may(actor, Permission::account_manage)) {
    require(actor, Permission::plan_read);
  }
  const World shown =
      co_await database_.read([&](db::Connection& connection) { return world(connection, as_of); });
  co_return unit_list(shown, viewer(actor, shown.today));
}

boost::asio::awaitable<UnitView> PlanService::unit(const Actor& actor, const std::string& id,
                                                   std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  const World shown =
      co_await database_.read([&](db::Connection& connection) { return world(connection, as_of); });
  co_return unit_page(shown, viewer(actor, shown.today), id);
}

boost::asio::awaitable<CommitmentList> PlanService::commitments(const Actor& actor,
                                                                std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read(
      [&](db::Connection& connection) { return commitment_list(world(connection, as_of)); });
}

boost::asio::awaitable<CommitmentView> PlanService::commitment(const Actor& actor,
                                                               const std::string& id,
                                                               std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read(
      [&](db::Connection& connection) { return commitment_page(world(connection, as_of), id); });
}

boost::asio::awaitable<FindingList> PlanService::findings(const Actor& actor,
                                                          const FindingQuery& query) {
  require(actor, Permission::finding_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    return finding_list(world(connection, query.as_of), query);
  });
}

boost::asio::awaitable<BodyList> PlanService::bodies(const Actor& actor,
                                                     std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read(
      [&](db::Connection& connection) { return body_list(world(connection, as_of)); });
}

boost::asio::awaitable<ChangeList> PlanService::changes(const Actor& actor,
                                                        const ChangesQuery& query) {
  constexpr int kDefaultSpanDays = 30;
  require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const World after = world(connection, query.as_of);
    const Date published_on = after.edition->plan().document.published_on;
    const Date since =
        query.since.value_or(std::max(after.as_of.plus_days(-kDefaultSpanDays), published_on));
    if (since > after.as_of) {
      throw base::bad_request(
          {"起始日期不能晚于截至日期。", "The first day cannot be after the last."},
          {{"since", {"请选择更早的日期。", "Choose an earlier day."}}});
    }
    const World before = world(connection, since);
    const base::Instant from = base::end_of(since);
    const base::Instant until = base::end_of(after.as_of);
    const auto steps = store_.steps(connection, {from, until, {}});
    ChangeList list =
        plan::changes(before, after, viewer(actor, after.today), steps, query.unit.value_or(""));
    for (const PlanVersion& version : store_.versions(connection)) {
      if (version.recorded_at >= from && version.recorded_at < until) {
        list.versions.push_back(version_line(connection, version));
      }
    }
    return list;
  });
}

boost::asio::awaitable<MyWork> PlanService::my_work(const Actor& actor) {
  require(actor, Permission::plan_read);
  const World shown = co_await database_.read(
      [&](db::Connection& connection) { return world(connection, std::nullopt); });
  co_return plan::my_work(shown, viewer(actor, shown.today));
}

boost::asio::awaitable<WorkCount> PlanService::my_work_count(const Actor& actor) {
  require(actor, Permission::plan_read);
  co_return co_await database_.long_read([&](db::Connection& connection) {
    const World now = world(connection, std::nullopt);
    const MyWork work = plan::my_work(now, viewer(actor, now.today));
    WorkCount made;
    made.count = std::ssize(work.late) + std::ssize(work.due);
    if (work_elsewhere_) made.count += work_elsewhere_(connection, actor, now);
    return made;
  });
}

boost::asio::awaitable<SearchResult> PlanService::search(const Actor& actor,
                                                         const std::string& query) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    return plan::search(world(connection, std::nullopt), query);
  });
}

boost::asio::awaitable<ShareView> PlanService::share(const Actor& actor, const std::string& id,
                                                     std::optional<Date> as_of) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const World shown = world(connection, as_of);
    const auto found = std::ranges::find(shown.shares, id, &ShareRecord::id);
    if (found == shown.shares.end()) throw base::not_found({"这项责任", "This share"});
    const auto steps = store_.steps(connection, {{0}, base::end_of(shown.as_of), id});
    return share_page(shown, viewer(actor, shown.today), *found, steps);
  });
}

boost::asio::awaitable<PublicProgress> PlanService::public_progress(std::optional<Date> as_of) {
  co_return co_await database_.read([&](db::Connection& connection) {
    World shown = world(connection, as_of);
    // How units proceed is their own affair; the public is told of deadlines.
    shown.milestones.reset();
    const auto newest = store_.newest_step(connection, base::end_of(shown.as_of));
    return plan::public_progress(shown, newest.value_or(shown.edition->recorded_at()));
  });
}

// --- versions of the plan ----------------------------------------------------------------------

PlanVersionLine PlanService::version_line(db::Connection& connection, const PlanVersion& version) {
  PlanVersionLine line;
  line.version = version.version;
  line.recorded_at = base::rfc3339(version.recorded_at);
  line.by = version.by;
  line.why = base::record_from<Text>(version.why);
  if (version.version > 1) {
    line.changes = changes_between(edition(connection, version.version - 1)->plan(),
                                   edition(connection, version.version)->plan());
  }
  return line;
}

boost::asio::awaitable<PlanVersionList> PlanService::versions(const Actor& actor) {
  require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    PlanVersionList list;
    for (const PlanVersion& version : store_.versions(connection)) {
      list.versions.push_back(version_line(connection, version));
    }
    return list;
  });
}

PlanService::Incoming::Incoming(const Plan& plan)
    : edition(plan, 0, base::Instant{}), content(plan_to_json(plan)) {}

LoadOutcome PlanService::save(db::Connection& connection, const Incoming& incoming,
                              const std::string& by) {
  const PlanEdition& next = incoming.edition;
  const Plan& plan = next.plan();
  if (plan.region != region_ || plan.id != plan_id_) {
    throw base::conflict(
        "other-plan",
        {fmt::format("正在运行的方案是 {}（{}），不能载入另一个方案。", plan_id_, region_),
         fmt::format("The plan in use is {} ({}); another one cannot be loaded over it.", plan_id_,
                     region_)});
  }
  LoadOutcome outcome;
  const std::int64_t current = store_.current_version(connection);
  outcome.version = current;
  if (current > 0) {
    const auto stored = store_.version(connection, current);
    if (stored && stored->content == incoming.content) return outcome;
    outcome.changes = changes_between(plan_from_json(stored->content), plan);
  }
  outcome.version = current + 1;
  outcome.changed = true;
  const Author author{by, base::record_text(why_text(outcome.version))};
  std::vector<std::string> units;
  for (const Unit& unit : plan.units) units.push_back(unit.id);
  store_.save_units(connection, units);
  store_.save_plan(connection, current, author, incoming.content);

  const Date today = base::day_of(connection.now());
  std::map<std::pair<int, std::string>, ShareRecord> present;
  std::set<int> led_by_document;
  for (ShareRecord& share : store_.shares_before(connection, {connection.now().us + 1})) {
    std::pair key{share.task, share.plan_unit()};
    if (share.assigned_role) led_by_document.insert(share.task);
    present.emplace(std::move(key), std::move(share));
  }
  std::vector<ShareRecord> added;
  for (const Owed& owed : next.owed()) {
    ShareRecord assigned = assigned_share(next, owed);
    assigned.by = by;
    // Whom a document made the lead, a new version of the plan does not unmake.
    if (led_by_document.contains(owed.task) && leads(assigned)) {
      assigned.assigned_role = assigned.role;
      assigned.role = Role::supporting;
    }
    const auto found = present.find({owed.task, owed.unit});
    if (found == present.end()) {
      assigned.id = base::uuid_v7(connection.clock(), random_);
      if (current > 0) assigned.effective_on = today;
      added.push_back(std::move(assigned));
      continue;
    }
    ShareRecord share = std::move(found->second);
    present.erase(found);
    const bool withdrawn = share.step == StepKind::withdraw;
    // A condition that was met stays so.
    const bool waits_alike =
        share.condition == ConditionState::met || share.condition == assigned.condition;
    const bool same = waits_alike && share.plan_role() == assigned.plan_role() &&
                      share.through_scope == assigned.through_scope &&
                      share.original_due_on == assigned.original_due_on;
    if (same && !withdrawn) continue;
    // A deadline that was extended by document outlives the plan's new one.
    if (share.due_on == share.original_due_on) share.due_on = assigned.due_on;
    share.original_due_on = assigned.original_due_on;
    if (!waits_alike) share.condition = assigned.condition;
    if (share.assigned_role) {
      share.assigned_role = assigned.plan_role();
    } else {
      share.role = assigned.role;
      share.assigned_role = assigned.assigned_role;
    }
    share.through_scope = assigned.through_scope;
    if (withdrawn) {
      share.state = ShareState::open;
      share.closed_on.reset();
    }
    share.step = StepKind::revise;
    share.overridden.reset();
    share.effective_on = today;
    share.by = by;
    share.note.clear();
    store_.update_share(connection, share, author);
    ++outcome.shares_revised;
  }
  store_.insert_shares(connection, added, author);
  outcome.shares_added = static_cast<int>(added.size());
  for (auto& [key, share] : present) {
    // What a document gave, a document takes; and what is finished was finished by one.
    if (share.state != ShareState::open || !share.split_from.empty()) continue;
    share.state = ShareState::ended;
    share.closed_on = today;
    share.step = StepKind::withdraw;
    share.effective_on = today;
    share.by = by;
    share.note.clear();
    store_.update_share(connection, share, author);
    ++outcome.shares_withdrawn;
  }
  return outcome;
}

void PlanService::published(const LoadOutcome& outcome) {
  if (outcome.changed && on_change_) on_change_("plan", std::to_string(outcome.version));
}

LoadOutcome PlanService::load_now(const Plan& plan, const std::string& by) {
  const Incoming incoming(plan);
  const LoadOutcome outcome = database_.write_now(
      [&](db::Connection& connection) { return save(connection, incoming, by); });
  published(outcome);
  return outcome;
}

boost::asio::awaitable<LoadOutcome> PlanService::load(const Plan& plan, const std::string& by) {
  const Incoming incoming(plan);
  LoadOutcome outcome = co_await database_.write(
      [&](db::Connection& connection) { return save(connection, incoming, by); });
  published(outcome);
  co_return outcome;
}

// --- steps -------------------------------------------------------------------------------------

ShareView PlanService::apply_step(db::Connection& connection, const Actor& actor,
                                  const std::string& id, const NewStep& step,
                                  std::int64_t version) {
  const auto share = store_.share(connection, id);
  if (!share) throw base::not_found({"这项责任", "This share"});
  World shown;
  shown.today = base::day_of(connection.now());
  shown.as_of = shown.today;
  shown.edition = edition(connection, store_.current_version(connection));
  const Viewer who = viewer(actor, shown.today);
  const std::string& holder = shown.edition->holder(share->unit, shown.today);
  if (!who.records.contains(holder)) {
    throw base::forbidden({"只能办理本单位（及所辖单位）承担的责任。",
                           "You can only record shares of units within your posts' reach."});
  }
  if (is_decision(step.step) && !who.decides) {
    throw base::forbidden(
        {"凭文件调整、办结由领导小组办公室办理，请将文件报送办公室。",
         "Changes by document are made by the plan office; send it the document."});
  }
  if (step.step == StepKind::close && !actor.program) {
    throw base::conflict("close-by-application",
                         {"销号须由责任单位申请、办公室核查、另一人审批，不能由一个人直接办结。",
                          "A share is closed by application: its unit applies, the office checks, "
                          "and another person approves."});
  }
  const auto page_of = [&](const ShareRecord& record) {
    const auto steps = store_.steps(connection, {{0}, {connection.now().us + 1}, id});
    // Only a merge names a share of another task, and only milestones others of its own.
    const bool merged = std::ranges::any_of(
        steps, [](const RecordedStep& taken) { return taken.share.step == StepKind::merge; });
    if (merged) {
      shown.shares = store_.shares_before(connection, {connection.now().us + 1});
    } else if (milestones_of_) {
      shown.shares = store_.shares_of(connection, record.task);
    }
    if (milestones_of_) shown.milestones = milestones_of_(connection, shown);
    return share_page(shown, who, record, steps);
  };
  const auto refuse_stale = [&] {
    throw base::stale(base::record_text(page_of(*store_.share(connection, id))));
  };
  if (share->version != version) refuse_stale();
  const StepRequest request{step.step,
                            step.effective_on.value_or(shown.today),
                            step.note.value_or(""),
                            step.document_number.value_or(""),
                            step.document_on,
                            step.due_on,
                            step.document_file.value_or(""),
                            step.into.value_or(""),
                            step.units.value_or(std::vector<std::string>()),
                            step.status};
  if (!request.document_file.empty()) {
    if (!require_files_) throw std::logic_error("nobody checks the files of steps");
    require_files_(connection, actor, {request.document_file});
  }
  if (is_decision(request.step)) require_targets(connection, *share, request, *shown.edition);
  const auto next = stepped(connection, actor, *share, request, *shown.edition);
  if (!next) refuse_stale();
  if (request.step == StepKind::split) {
    std::vector<ShareRecord> parts = split_shares(*next);
    for (ShareRecord& part : parts) part.id = base::uuid_v7(connection.clock(), random_);
    store_.insert_shares(connection, parts, {actor.account, ""});
  }
  if (request.step == StepKind::confirm_lead) yield_to(connection, actor, *next);
  if (on_news_ && is_decision(request.step)) on_news_(connection, actor, {*next, holder});
  return page_of(*next);
}

void PlanService::yield_to(db::Connection& connection, const Actor& actor,
                           const ShareRecord& confirmed) {
  for (const ShareRecord& share : store_.shares_of(connection, confirmed.task)) {
    // What is finished stays as it was.
    const bool open = share.state == ShareState::open;
    if (share.id == confirmed.id || !open || !leads(share)) continue;
    const ShareRecord next = yield_lead(share, confirmed);
    if (!store_.update_share(connection, next, {actor.account, ""})) {
      throw std::logic_error("a share changed within one transaction");
    }
    access_.audit_trail().record(
        connection, actor, "share.yield_lead", share.id,
        fmt::format("task={} unit={} version={}", next.task, next.unit, next.version + 1));
  }
}

void PlanService::require_targets(db::Connection& connection, const ShareRecord& share,
                                  const StepRequest& step, const PlanEdition& edition) {
  const Date today = base::day_of(connection.now());
  const auto shares = store_.shares_before(connection, {connection.now().us + 1});
  if (step.step == StepKind::merge && !step.into.empty()) {
    const auto into = std::ranges::find(shares, step.into, &ShareRecord::id);
    if (into == shares.end() || into->state != ShareState::open) {
      throw base::conflict("wrong-state",
                           {"要并入的责任不存在或已经办结，请另选一项。",
                            "The share to merge into does not exist or is finished; choose "
                            "another."});
    }
  }
  for (const std::string& id : step.units) {
    const Unit* unit = edition.plan().find_unit(id);
    if (unit == nullptr || (unit->valid_to && *unit->valid_to < today)) {
      throw base::invalid({"所选单位不存在或已经撤销。", "A unit does not exist or was abolished."},
                          {{"/units", {"请另选单位。", "Choose another unit."}}});
    }
    const bool taken = std::ranges::any_of(shares, [&](const ShareRecord& other) {
      return other.task == share.task && other.id != share.id &&
             (other.unit == id || other.plan_unit() == id);
    });
    if (taken) {
      throw base::conflict("share-exists",
                           {"所选单位在这项任务中已有责任，请用“合并”。",
                            "That unit has a share of this task already; merge instead."});
    }
  }
}

std::optional<ShareRecord> PlanService::stepped(db::Connection& connection, const Actor& actor,
                                                const ShareRecord& share,
                                                const StepRequest& request,
                                                const PlanEdition& edition) {
  ShareRecord next = take_step(share, request, base::day_of(connection.now()),
                               edition.plan().document.published_on);
  next.by = actor.display_name;
  if (!store_.update_share(connection, next, {actor.account, ""})) return std::nullopt;
  ++next.version;
  access_.audit_trail().record(
      connection, actor, std::string("share.") + boost::describe::enum_to_string(request.step, ""),
      share.id, fmt::format("task={} unit={} version={}", next.task, next.unit, next.version));
  return next;
}

void PlanService::take_step_in(db::Connection& connection, const Actor& actor,
                               const std::string& id, const StepRequest& step) {
  const auto share = store_.share(connection, id);
  if (!share) throw base::not_found({"这项责任", "This share"});
  if (!stepped(connection, actor, *share, step, *in_use(connection))) {
    throw std::logic_error("a share changed within one transaction");
  }
}

Date PlanService::recorded_since(db::Connection& connection) {
  return base::day_of(edition(connection, 1)->recorded_at());
}

boost::asio::awaitable<ShareView> PlanService::record_step(const Actor& actor,
                                                           const std::string& id,
                                                           const NewStep& step,
                                                           std::int64_t version,
                                                           const db::Once& once) {
  require(actor, Permission::share_record);
  ShareView view = co_await database_.write_once<ShareView>(once, [&](db::Connection& connection) {
    return apply_step(connection, actor, id, step, version);
  });
  if (on_change_) on_change_("share", id);
  co_return view;
}

}  // namespace plan
