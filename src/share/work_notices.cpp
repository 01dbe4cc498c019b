#include "share/work_notices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/written_date.hpp"
#include "share/milestone_lists.hpp"

namespace share {

namespace {

using notice::Topic;
using supervision::DueItem;
using zhijiao::access::Permission;

constexpr int kFutureDays = 400;  // longer than any period: reports on it included

// What a decision did, after the name of the task; none for what changes nothing that is owed.
std::optional<Text> change_of(const plan::ShareRecord& share, const std::string& unit_zh,
                              const std::string& unit_en) {
  const std::string zh = base::written_date(share.due_on);
  const std::string en = base::written_date_en(share.due_on);
  switch (share.step) {
    case plan::StepKind::extend:
      return Text{"时限调整为" + zh, "is now due on " + en};
    case plan::StepKind::meet_condition:
      return Text{"条件已经触发，" + zh + "到期", "is owed: its condition is met, due on " + en};
    case plan::StepKind::reopen:
      return Text{"重新启动，" + zh + "到期", "is open again, due on " + en};
    case plan::StepKind::reassign:
      return Text{fmt::format("改由{}承担，{}到期", unit_zh, zh),
                  fmt::format("goes to {}, due on {}", unit_en, en)};
    case plan::StepKind::split:
      return Text{fmt::format("由{}分担，{}到期", unit_zh, zh),
                  fmt::format("is shared with {}, due on {}", unit_en, en)};
    case plan::StepKind::end:
      return Text{"已经终止", "was ended"};
    case plan::StepKind::merge:
      return Text{"已经合并", "was merged"};
    case plan::StepKind::turn_routine:
      return Text{"已经转为常态化工作", "was turned into routine work"};
    case plan::StepKind::await_condition:
      return Text{"改为条件触发后再办", "now waits for its condition"};
    default:
      return std::nullopt;
  }
}

bool is_owed(const plan::ShareRecord& share) {
  return share.state == plan::ShareState::open && share.step != plan::StepKind::withdraw &&
         share.condition != plan::ConditionState::pending;
}

bool is_done(const Milestone& milestone, const ReportRecord* newest) {
  if (newest == nullptr) return false;
  const ReportContent& content = newest->content;
  if (milestone.kind == MilestoneKind::quantity) {
    const auto told = std::ranges::find(content.quantities, milestone.id, &Quantity::milestone);
    return told != content.quantities.end() && told->value >= milestone.target.value_or(0);
  }
  return std::ranges::count(content.ticks, milestone.id, &Tick::milestone) > 0;
}

// One item a unit: so many of the same, due on one day.
struct Counted {
  std::map<std::string, int> by_unit;

  std::vector<DueItem> items(const plan::World& world, const std::string& kind,
                             const ReportPeriod& period, const Text& what) const {
    std::vector<DueItem> made;
    for (const auto& [id, count] : by_unit) {
      const plan::UnitRef unit = plan::unit_ref(*world.edition, id, world.today);
      made.push_back({fmt::format("{}:{}:{}", kind, id, period.key),
                      id,
                      {fmt::format("{}：{}{}（{}项未报）", unit.name.zh, period_title(period).zh,
                                   what.zh, count),
                       fmt::format("{}: {} for {} ({} missing)", unit.name.en, what.en,
                                   period_title(period).en, count)},
                      period.due_on,
                      "/my-work"});
    }
    return made;
  }
};

void append(std::vector<DueItem>& all, std::vector<DueItem> some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

}  // namespace

WorkNotices::WorkNotices(const zhijiao::access::AccessService& access,
                         const zhijiao::access::People& people, plan::PlanService& plans,
                         const notice::NoticeService& notices)
    : people_(people),
      plans_(plans),
      notices_(notices),
      reports_(access.region()),
      parts_(access.region()) {}

void WorkNotices::tell_officers(db::Connection& connection, const Actor& actor,
                                const std::string& unit, const notice::NewNotice& notice,
                                Told& told) const {
  Told officers = people_.of(connection, unit, Permission::share_record);
  officers.erase(actor.account);
  notices_.tell(connection, officers, notice, told);
}

void WorkNotices::tell_of(db::Connection& connection, const Actor& actor,
                          const plan::ShareNews& news, Told& told) {
  const plan::ShareRecord& share = news.share;
  const auto edition = plans_.in_use(connection);
  const base::Date today = base::day_of(connection.now());
  std::set<std::string> concerned{news.held_by, edition->holder(share.unit, today)};
  std::string zh;
  std::string en;
  for (const std::string& id : share.units) {
    concerned.insert(edition->holder(id, today));
    const Text name = plan::unit_ref(*edition, id, today).name;
    zh += (zh.empty() ? "" : "、") + name.zh;
    en += (en.empty() ? "" : ", ") + name.en;
  }
  const auto change = change_of(share, zh, en);
  if (!change) return;
  const plan::Task* task = edition->plan().find_task(share.task);
  const Text title = task == nullptr ? Text{} : task->title;
  const std::string paper =
      share.document_number.empty() ? "" : "（" + share.document_number + "）";
  const notice::NewNotice notice{
      Topic::share_changed,
      fmt::format("share:{}:{}", share.id, share.version),
      {fmt::format("任务{}“{}”{}{}", share.task, title.zh, change->zh, paper),
       fmt::format("Task {} {} {}", share.task, title.en, change->en)},
      fmt::format("/plan/tasks/{}", share.task)};
  for (const std::string& unit : concerned) tell_officers(connection, actor, unit, notice, told);
}

void WorkNotices::tell_of(db::Connection& connection, const Actor& actor, const PartNews& news,
                          Told& told) {
  const auto edition = plans_.in_use(connection);
  const base::Date today = base::day_of(connection.now());
  const Text from = plan::unit_ref(*edition, news.unit, today).name;
  for (const Part& part : news.list.parts) {
    if (!part.unit || std::ranges::count(news.before.parts, part) > 0) continue;
    tell_officers(connection, actor, edition->holder(*part.unit, today),
                  {Topic::part_given,
                   fmt::format("part:{}:{}:{}", news.share, part.id, today.str()),
                   {fmt::format("{}把任务{}的一部分分办给你单位", from.zh, news.task),
                    fmt::format("{} hands a part of task {} down to you", from.en, news.task)},
                   fmt::format("/plan/shares/{}/parts", news.share)},
                  told);
  }
}

void WorkNotices::tell_of(db::Connection& connection, const Actor& actor, const ReportNews& news,
                          Told& told) {
  if (news.report.step == ReportStep::ask) {
    tell_officers(
        connection, actor, news.unit,
        {Topic::supplement_asked,
         fmt::format("report:{}:{}", news.report.id, news.report.version),
         {fmt::format("任务{}的报告（{}）商请补充", news.task, news.report.period),
          fmt::format("A supplement is asked for to the report on task {} ({})", news.task,
                      news.report.period)},
         fmt::format("/plan/shares/{}/reports/{}", news.report.share, news.report.period)},
        told);
  } else if (news.report.step == ReportStep::verify) {
    // The office verifies a unit's reports in one go.
    const auto edition = plans_.in_use(connection);
    const base::Date today = base::day_of(connection.now());
    const Text unit = plan::unit_ref(*edition, news.unit, today).name;
    tell_officers(
        connection, actor, news.unit,
        {Topic::reports_verified,
         fmt::format("verified:{}:{}", news.unit, today.str()),
         {fmt::format("{}的报告{}有通过核实的", unit.zh, base::written_date(today)),
          fmt::format("Reports of {} were verified on {}", unit.en, base::written_date_en(today))},
         "/my-work"},
        told);
  }
}

std::vector<DueItem> WorkNotices::due_items(db::Connection& connection) {
  const plan::World now = plans_.world(connection, std::nullopt);
  const plan::ReportSettings& settings = now.edition->plan().reporting;
  const ReportPeriod first = first_period(settings, plans_.recorded_since(connection));
  const ReportPeriod asked = period_asked(settings, first, now.today);
  const ReportPeriod present = period_of(settings, now.today);
  std::vector<DueItem> items = milestones_due(connection, now);
  append(items, reports_due(connection, now, asked));
  // The next day on which reports are due stands in the calendar before its period has ended.
  if (present.from > asked.from) append(items, reports_due(connection, now, present));
  return items;
}

std::vector<DueItem> WorkNotices::reports_due(db::Connection& connection, const plan::World& now,
                                              const ReportPeriod& period) {
  if (period.from > now.today) return {};
  const plan::World at_end = plans_.world(connection, std::min(period.to, now.today));
  std::map<std::string, const plan::ShareRecord*> then;
  for (const plan::ShareRecord& share : at_end.shares) then.emplace(share.id, &share);
  std::set<std::string> reported;
  for (const RecordedReport& found :
       reports_.reports_in(connection, period.key, base::end_of(now.today))) {
    if (found.report.state != ReportState::draft) reported.insert(found.report.share);
  }
  const auto pairs = parts_.answered(connection, period.key);
  const std::set<std::pair<std::string, std::string>> answered(pairs.begin(), pairs.end());
  const auto lists = parts_.all_parts(connection);
  Counted reports;
  Counted parts;
  for (const plan::ShareRecord& share : now.shares) {
    const auto before = then.find(share.id);
    const bool owes = share.step != plan::StepKind::withdraw && before != then.end() &&
                      owes_report(*before->second, share, period);
    if (!owes || reported.contains(share.id)) continue;
    ++reports.by_unit[now.edition->holder(share.unit, now.today)];
    const auto list = lists.find(share.id);
    if (list == lists.end()) continue;
    for (const Part& part : list->second.parts) {
      if (!part.unit || answered.contains({share.id, part.id})) continue;
      ++parts.by_unit[now.edition->holder(*part.unit, now.today)];
    }
  }
  std::vector<DueItem> items =
      reports.items(now, "reports", period, {"进展报告", "progress reports"});
  append(items, parts.items(now, "parts", period, {"分办事项", "parts handed down"}));
  return items;
}

std::vector<DueItem> WorkNotices::milestones_due(db::Connection& connection,
                                                 const plan::World& now) {
  const auto lists = reports_.all_milestones(connection);
  const auto newest = reports_.reports_before(connection, now.today.plus_days(kFutureDays));
  std::vector<DueItem> items;
  for (const plan::ShareRecord& share : now.shares) {
    if (!is_owed(share)) continue;
    const std::string holder = now.edition->holder(share.unit, now.today);
    const auto report = newest.find(share.id);
    for (const Milestone& milestone : milestones_of(lists, now, share)) {
      if (!milestone.due_on || milestone.kind == MilestoneKind::recurrence) continue;
      if (is_done(milestone, report == newest.end() ? nullptr : &report->second)) continue;
      const plan::UnitRef unit = plan::unit_ref(*now.edition, holder, now.today);
      items.push_back(
          {fmt::format("milestone:{}:{}", share.id, milestone.id),
           holder,
           {fmt::format("{}：任务{}的节点“{}”", unit.name.zh, share.task, milestone.title),
            fmt::format("{}: milestone of task {}: {}", unit.name.en, share.task, milestone.title)},
           *milestone.due_on,
           fmt::format("/plan/tasks/{}", share.task)});
    }
  }
  return items;
}

}  // namespace share
