#include "share/part_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <set>
#include <utility>

#include "base/problem.hpp"
#include "base/record_json.hpp"

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

}  // namespace

PartService::PartService(db::Database& database, zhijiao::access::AccessService& access,
                         plan::PlanService& plans, file::FileService& files, base::Random& random)
    : database_(database),
      access_(access),
      plans_(plans),
      files_(files),
      random_(random),
      store_(access.region()) {}

PartService::Day PartService::day(db::Connection& connection, const Actor& actor) {
  Day day;
  day.world = plans_.world(connection, std::nullopt);
  day.viewer = plans_.viewer(actor, day.world.today);
  const plan::ReportSettings& settings = day.world.edition->plan().reporting;
  day.asked = period_asked(settings, first_period(settings, plans_.recorded_since(connection)),
                           day.world.today);
  return day;
}

bool PartService::answers(const Day& today, const std::string& holder, const Part& part) const {
  return today.viewer.records.contains(part.unit.value_or(holder));
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
  const auto answered = store_.answers(connection, share, shown->key);
  view.version = stored.version;
  std::vector<NamedPart> named;
  for (const Part& part : stored.list.parts) {
    PartLine line;
    line.part = part;
    line.name = name_of(today.world, part);
    line.mine = answers(today, holder, part);
    const auto found = answered.find(part.id);
    const PartAnswer* answer = found == answered.end() ? nullptr : &found->second;
    if (answer != nullptr) {
      line.version = answer->version;
      line.answer = answer->content;
      line.files = files_.lines(connection, answer->content.files);
      line.by = answer->by;
      line.on = answer->on;
    }
    if (!whole && !line.mine) continue;
    named.push_back({line.name.zh, answer});
    if (answer == nullptr) ++view.missing;
    view.parts.push_back(std::move(line));
  }
  if (!whole && view.parts.empty()) throw base::not_found({"这项责任", "This share"});
  view.merged = merged_text(named);
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

boost::asio::awaitable<MyParts> PartService::my_parts(const Actor& actor) {
  access_.require(actor, Permission::plan_read);
  co_return co_await database_.read([&](db::Connection& connection) {
    const Day today = day(connection, actor);
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
    for (const plan::ShareLine& line : plan::share_lines(today.world, today.viewer)) {
      const auto list = lists.find(line.id);
      if (list == lists.end() || line.closed_on) continue;
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
  });
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
    if (auto errors = faults_of(list); !errors.empty()) {
      throw base::invalid({"分办名单需要补正，请逐项修改后再提交。",
                           "Some parts need mending; correct them and send again."},
                          std::move(errors));
    }
    const auto under = units_under(today.world.edition->plan(), line.unit.id, today.world.today);
    PartList kept = list;
    for (Part& part : kept.parts) {
      if (part.unit && std::ranges::find(under, *part.unit) == under.end()) {
        throw base::forbidden({"只能分给本单位的科室和下属单位。",
                               "A share is handed down to sections and units under yours only."});
      }
      if (part.id.empty()) part.id = base::uuid_v7(connection.clock(), random_);
    }
    if (!store_.save_parts(connection, share, version, kept, actor.account)) {
      throw base::stale(base::record_text(page(connection, today, share, std::nullopt)));
    }
    access_.audit_trail().record(
        connection, actor, "share.hand_down", share,
        fmt::format("task={} unit={} parts={}", line.task, line.unit.id, kept.parts.size()));
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
    if (auto errors = faults_of(content); !errors.empty()) {
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
    given.content = content;
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
