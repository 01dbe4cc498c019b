#include "share/part_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <set>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"
#include "base/written_date.hpp"
#include "share/milestone_lists.hpp"

namespace share {

namespace {

using zhijiao::access::Permission;

const plan::ShareRecord& share_of(const plan::World& world, const std::string& id) {
  const auto found = std::ranges::find(world.shares, id, &plan::ShareRecord::id);
  if (found == world.shares.end() || found->step == plan::StepKind::withdraw) {
    throw base::not_found({"这项责任", "This share"});
  }
  return *found;
}

// Units in the administrative tree under `top`, in the order of the plan, that exist on `day`.
std::vector<std::string> units_under(const plan::Plan& plan, const std::string& top, Date day) {
  std::set<std::string> under{top};
  std::vector<std::string> found;
  for (std::size_t before = 0; before != under.size();) {
    before = under.size();
    for (const plan::Unit& unit : plan.units) {
      if (under.contains(unit.parent)) under.insert(unit.id);
    }
  }
  for (const plan::Unit& unit : plan.units) {
    const bool exists = !unit.valid_to || *unit.valid_to >= day;
    if (exists && unit.id != top && under.contains(unit.id)) found.push_back(unit.id);
  }
  return found;
}

Text name_of(const plan::World& world, const Part& part) {
  if (!part.unit) return {part.section, part.section};
  return plan::unit_ref(*world.edition, *part.unit, world.today).short_name;
}

base::Problem not_yours() {
  return base::forbidden({"只能办理本单位（及所辖单位）承担的责任。",
                          "You can only work on shares of units within your posts' reach."});
}

base::Problem finished() {
  return base::conflict("wrong-state",
                        {"该责任已经办结，不再分办和回复；如需继续，请先由办公室凭文件重新启动。",
                         "This share is finished and is neither handed down nor answered for; the "
                         "office reopens it by document if it goes on."});
}

// A unit that takes over a part does not take over what another answered.
bool went_elsewhere(const Part& part, const PartList& before) {
  const auto was = std::ranges::find(before.parts, part.id, &Part::id);
  return was != before.parts.end() && was->unit != part.unit;
}

}  // namespace

PartService::PartService(db::Database& database, zhijiao::access::AccessService& access,
                         plan::PlanService& plans, file::FileService& files, base::Random& random)
    : database_(database),
      access_(access),
      plans_(plans),
      files_(files),
      random_(random),
      store_(access.region()),
      reports_(access.region()) {}

PartService::Day PartService::day(db::Connection& connection, const Actor& actor) {
  return day_of(connection, actor, plans_.world(connection, std::nullopt));
}

PartService::Day PartService::day_of(db::Connection& connection, const Actor& actor,
                                     plan::World world) {
  Day day;
  day.world = std::move(world);
  day.viewer = plans_.viewer(actor, day.world.today);
  const plan::ReportSettings& settings = day.world.edition->plan().reporting;
  day.first = first_period(settings, plans_.recorded_since(connection));
  day.asked = period_asked(settings, day.first, day.world.today);
  return day;
}

bool PartService::answers(const Day& today, const std::string& holder, const Part& part) const {
  return today.viewer.records.contains(part.unit.value_or(holder));
}

std::optional<base::Problem> PartService::no_answers(db::Connection& connection, const Day& today,
                                                     const plan::ShareRecord& share,
                                                     const ReportPeriod& period) const {
  if (share.state != plan::ShareState::open) return finished();
  if (period.from > today.world.today) {
    return base::conflict(
        "not-asked", {fmt::format("{}还没有开始，请在{}以后回复。", period_title(period).zh,
                                  base::written_date(period.from)),
                      fmt::format("{} has not begun; answer from {} on.", period_title(period).en,
                                  base::written_date_en(period.from))});
  }
  if (period.from < today.first.from || !owes_report(share, share, period)) {
    return base::conflict("not-asked",
                          {"这项责任这一期不需要报告，因此不用回复；请回复当前这一期。",
                           "No report is asked of this share for this period, so no answer either; "
                           "answer for the present one."});
  }
  if (store_.frozen(connection, period.key).contains(share.id)) {
    return base::conflict("report-frozen",
                          {"这一期的报告已经核实，不能再补充回复；有新情况请在下一期回复。",
                           "The report on this period is verified and frozen; put what is new into "
                           "the answer for the next one."});
  }
  return std::nullopt;
}

PartLine PartService::line(db::Connection& connection, const Day& today, const Part& part,
                           const PartAnswer* answer) const {
  PartLine line;
  line.part = part;
  line.name = name_of(today.world, part);
  if (answer == nullptr) return line;
  line.version = answer->version;
  line.answer = answer->content;
  line.files = files_.lines(connection, answer->content.files);
  line.by = answer->by;
  line.on = answer->on;
  return line;
}

std::vector<Milestone> PartService::quantities_of(db::Connection& connection, const Day& today,
                                                  const plan::ShareRecord& share) const {
  std::vector<Milestone> milestones =
      milestones_of(reports_.milestones_beside(connection, share.id), today.world, share);
  std::erase_if(milestones, [](const Milestone& milestone) {
    return milestone.kind != MilestoneKind::quantity;
  });
  return milestones;
}

PartsView PartService::page(db::Connection& connection, const Day& today, const std::string& share,
                            const std::optional<std::string>& period) const {
  const plan::ShareRecord& record = share_of(today.world, share);
  const plan::Plan& plan = today.world.edition->plan();
  const auto shown = period ? parse_period(plan.reporting, *period) : today.asked;
  if (!shown) throw base::not_found({"这一报告期", "This period"});
  PartsView view;
  view.share = plan::share_line(today.world, today.viewer, record);
  view.period = shown->key;
  view.period_title = period_title(*shown);
  view.due_on = shown->due_on;
  view.may_edit = view.share.mine && record.state == plan::ShareState::open;
  const std::string& holder = view.share.unit.id;
  const bool whole = today.viewer.reads.contains(holder);
  const StoredParts stored = store_.parts(connection, share);
  auto answered = store_.answers(connection, share, shown->key);
  const auto before = store_.answers_before(connection, share, shown->key);
  view.quantities = quantities_of(connection, today, record);
  view.version = stored.version;
  const auto refused = no_answers(connection, today, record, *shown);
  if (refused) view.no_answers = refused->detail();
  std::vector<NamedPart> named;
  for (const Part& part : stored.list.parts) {
    const bool own = answers(today, holder, part);
    if (!whole && !own) continue;
    const auto found = answered.find(part.id);
    const PartAnswer* answer = found == answered.end() ? nullptr : &found->second;
    PartLine shown_line = line(connection, today, part, answer);
    shown_line.mine = own && !refused;
    if (const auto last = before.find(part.id); last != before.end()) {
      shown_line.before = still_counted(
          last->second.content.quantities.value_or(std::vector<Quantity>()), view.quantities);
    }
    named.push_back({shown_line.name.zh, answer, part.id});
    if (answer == nullptr) ++view.missing;
    view.parts.push_back(std::move(shown_line));
  }
  view.merged = merged_text(named);
  if (whole) view.sums = sums_of(named, view.quantities);
  for (const Part& part : stored.list.parts) answered.erase(part.id);
  if (!answered.empty()) {
    for (const auto& [id, part] : store_.parts_ever(connection, share)) {
      const auto found = answered.find(id);
      if (found == answered.end() || (!whole && !answers(today, holder, part))) continue;
      view.removed.push_back(line(connection, today, part, &found->second));
    }
  }
  if (!whole && view.parts.empty() && view.removed.empty()) {
    throw base::not_found({"这项责任", "This share"});
  }
  if (view.may_edit) {
    for (const std::string& unit : units_under(plan, holder, today.world.today)) {
      view.units.push_back(plan::unit_ref(*today.world.edition, unit, today.world.today));
    }
  }
  return view;
}

boost::asio::awaitable<PartsView> PartService::parts(const Actor& actor, const std::string& share,
                                                     const std::optional<std::string>& period) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day today = day(connection, actor);
    return page(connection, today, share, period);
  });
}

MyParts PartService::my_page(db::Connection& connection, const Day& today) const {
  MyParts mine;
  mine.period = today.asked.key;
  mine.period_title = period_title(today.asked);
  mine.due_on = today.asked.due_on;
  std::set<std::string> units;
  for (const std::string& unit : today.viewer.post_units) {
    units.insert(today.world.edition->holder(unit, today.world.today));
  }
  const auto pairs = store_.answered(connection, today.asked.key);
  const std::set<std::pair<std::string, std::string>> answered(pairs.begin(), pairs.end());
  const auto lists = store_.all_parts(connection);
  const auto frozen = store_.frozen(connection, today.asked.key);
  for (const plan::ShareLine& line : plan::share_lines(today.world, today.viewer)) {
    const auto list = lists.find(line.id);
    if (list == lists.end() || line.closed_on || frozen.contains(line.id)) continue;
    if (line.status == plan::Status::condition_pending) continue;
    for (const Part& part : list->second.parts) {
      if (!part.unit) continue;
      const std::string unit = today.world.edition->holder(*part.unit, today.world.today);
      if (!units.contains(unit) || !today.viewer.records.contains(unit)) continue;
      mine.parts.push_back({line, part,
                            plan::unit_ref(*today.world.edition, unit, today.world.today),
                            answered.contains({line.id, part.id})});
    }
  }
  return mine;
}

boost::asio::awaitable<MyParts> PartService::my_parts(const Actor& actor) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read(
      [&](db::Connection& connection) { return my_page(connection, day(connection, actor)); });
}

std::int64_t PartService::to_do(db::Connection& connection, const Actor& actor,
                                const plan::World& now) {
  const MyParts mine = my_page(connection, day_of(connection, actor, now));
  return std::ranges::count(mine.parts, false, &MyPart::answered);
}

boost::asio::awaitable<PartsView> PartService::set_parts(const Actor& actor,
                                                         const std::string& share,
                                                         const PartList& list, std::int64_t version,
                                                         const db::Once& once) {
  access_.require(actor, Permission::share_record);
  PartsView view = co_await database_.write_once<PartsView>(once, [&](db::Connection& connection) {
    const Day today = day(connection, actor);
    const plan::ShareRecord& record = share_of(today.world, share);
    const plan::ShareLine line = plan::share_line(today.world, today.viewer, record);
    if (!line.mine) throw not_yours();
    if (record.state != plan::ShareState::open) throw finished();
    if (auto errors = faults_of(list); !errors.empty()) {
      throw base::invalid({"分办名单需要补正，请逐项修改后再提交。",
                           "Some parts need mending; correct them and send again."},
                          std::move(errors));
    }
    const auto under = units_under(today.world.edition->plan(), line.unit.id, today.world.today);
    const PartList before = store_.parts(connection, share).list;
    PartList kept = list;
    for (Part& part : kept.parts) {
      if (part.unit && std::ranges::find(under, *part.unit) == under.end()) {
        throw base::forbidden({"只能分给本单位的科室和下属单位。",
                               "A share is handed down to sections and units under yours only."});
      }
      if (part.id.empty() || went_elsewhere(part, before))
        part.id = base::uuid_v7(connection.clock(), random_);
    }
    if (!store_.save_parts(connection, share, version, kept, actor.account)) {
      throw base::stale(base::record_text(page(connection, today, share, std::nullopt)));
    }
    access_.audit_trail().record(
        connection, actor, "share.hand_down", share,
        fmt::format("task={} unit={} parts={}", line.task, line.unit.id, kept.parts.size()));
    if (on_news_) on_news_(connection, actor, {share, line.task, line.unit.id, kept, before});
    return page(connection, today, share, std::nullopt);
  });
  if (on_change_) on_change_("part", share);
  co_return view;
}

boost::asio::awaitable<PartsView> PartService::answer(const Actor& actor, const std::string& share,
                                                      const std::string& part,
                                                      const std::string& period,
                                                      const PartContent& content,
                                                      std::int64_t version, const db::Once& once) {
  access_.require(actor, Permission::share_record);
  PartsView view = co_await database_.write_once<PartsView>(once, [&](db::Connection& connection) {
    const Day today = day(connection, actor);
    const plan::ShareRecord& record = share_of(today.world, share);
    const std::string& holder = today.world.edition->holder(record.unit, today.world.today);
    const PartList list = store_.parts(connection, share).list;
    const auto asked = std::ranges::find(list.parts, part, &Part::id);
    if (asked == list.parts.end()) throw base::not_found({"这项分办", "This part"});
    if (!answers(today, holder, *asked)) throw not_yours();
    const PartsView before = page(connection, today, share, period);
    const auto on = parse_period(today.world.edition->plan().reporting, before.period);
    if (const auto refused = no_answers(connection, today, record, *on)) throw *refused;
    if (auto errors = faults_of(content, before.quantities); !errors.empty()) {
      throw base::invalid({"有内容需要补正，请逐项修改后再提交。",
                           "Some fields need mending; correct them and send again."},
                          std::move(errors));
    }
    files_.require_readable(connection, actor, content.files, "/files");
    PartAnswer given;
    const auto answered = store_.answers(connection, share, before.period);
    if (const auto found = answered.find(part); found != answered.end()) given = found->second;
    const auto refuse_stale = [&] { throw base::stale(base::record_text(before)); };
    if (given.version != version) refuse_stale();
    if (version == 0) given.id = base::uuid_v7(connection.clock(), random_);
    given.share = share;
    given.part = part;
    given.period = before.period;
    const auto line =
        std::ranges::find(before.parts, part, [](const PartLine& of) { return of.part.id; });
    // Nothing new since the last period takes back what this one said before.
    const std::vector<Quantity> kept =
        content.no_change ? line->before : given.content.quantities.value_or(line->before);
    given.content = with_quantities(content, kept, before.quantities);
    given.by = actor.display_name;
    given.on = today.world.today;
    if (!store_.save_answer(connection, given, actor.account)) refuse_stale();
    access_.audit_trail().record(connection, actor, "part.answer", given.id,
                                 fmt::format("share={} part={} period={} version={}", share, part,
                                             given.period, version + 1));
    return page(connection, today, share, period);
  });
  if (on_change_) on_change_("part", share);
  co_return view;
}

}  // namespace share
