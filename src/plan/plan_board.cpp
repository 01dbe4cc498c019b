#include "plan/plan_board.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <utility>

#include "base/day_span.hpp"
#include "base/problem.hpp"
#include "base/written_date.hpp"

namespace plan {

namespace {

using base::Text;

std::string quarter_of(Date date) { return fmt::format("{}Q{}", date.year(), date.quarter()); }

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

}  // namespace

bool serves_task(const Task& task, const Commitment& commitment) {
  if (commitment.source.task == task.number) return true;
  return commitment.source.measure &&
         std::ranges::any_of(task.measures, [&](const MeasureLink& link) {
           return link.measure == *commitment.source.measure && link.covers == Covers::main;
         });
}

UnitRef unit_ref(const PlanEdition& edition, const std::string& id, Date day) {
  const Unit* unit = edition.plan().find_unit(id);
  if (unit == nullptr) return {id, {id, id}, {id, id}, UnitKind::department};
  const Text name = edition.name_on(*unit, day);
  return {id, name, unit->short_name.empty() ? name : unit->short_name, unit->kind};
}

namespace {

// Who stands behind a share: open work moves to the successor, finished work stays where it was.
const std::string& holder_of(const World& world, const ShareRecord& share) {
  const Date day =
      share.state == ShareState::open ? world.as_of : share.closed_on.value_or(world.as_of);
  return world.edition->holder(share.unit, day);
}

const MilestoneStanding* milestones_of(const World& world, const ShareRecord& share) {
  if (world.milestones == nullptr) return nullptr;
  const auto found = world.milestones->find(share.id);
  return found == world.milestones->end() ? nullptr : &found->second;
}

Judgement judged(const World& world, const ShareRecord& share) {
  ShareFacts facts = share.facts();
  if (const MilestoneStanding* standing = milestones_of(world, share)) {
    facts.missed = standing->missed;
  }
  return judge_share(facts, world.as_of, world.edition->plan().board.due_soon_days);
}

// What was missed, or else what comes next.
std::optional<MilestoneMark> milestone_mark(const World& world, const ShareRecord& share) {
  const MilestoneStanding* standing = milestones_of(world, share);
  if (standing == nullptr || share.state != ShareState::open) return std::nullopt;
  const bool missed = standing->missed.has_value();
  const auto& shown = missed ? standing->missed : standing->next;
  if (!shown) return std::nullopt;
  return MilestoneMark{shown->title, shown->due_on, missed};
}

// Who stands behind what the plan gave `unit` in a task: as its share says, if it has one.
const std::string& holder_of(const World& world, int task, const std::string& unit) {
  for (const ShareRecord& share : world.shares) {
    if (share.task == task && share.unit == unit) return holder_of(world, share);
  }
  return world.edition->holder(unit, world.as_of);
}

}  // namespace

ShareLine share_line(const World& world, const Viewer& viewer, const ShareRecord& share) {
  const PlanEdition& edition = *world.edition;
  const Plan& plan = edition.plan();
  const std::string& holder = holder_of(world, share);
  const Judgement judgement = judged(world, share);
  ShareLine line;
  line.id = share.id;
  line.version = share.version;
  line.task = share.task;
  if (const Task* task = plan.find_task(share.task)) {
    line.task_title = task->title;
    for (const MeasureLink& link : task->measures) {
      if (link.covers == Covers::main) line.measures.push_back(link.measure);
    }
  }
  line.unit = unit_ref(edition, holder, world.as_of);
  line.role = share.role;
  if (!share.through_scope.empty()) line.through_scope = edition.name_of(share.through_scope).zh;
  line.status = judgement.status;
  line.reason = judgement.reason;
  line.computed = judgement.computed;
  line.days_late = judgement.days_late;
  line.due_on = share.due_on;
  line.original_due_on = share.original_due_on;
  line.begun_on = share.begun_on;
  line.closed_on = share.closed_on;
  line.last_step_on = share.last_step_on;
  line.document_number = share.document_number;
  if (holder != share.unit) line.inherited_from = unit_ref(edition, share.unit, share.due_on);
  line.milestone = milestone_mark(world, share);
  line.lead_document = share.lead_document;
  line.mine = viewer.records.contains(holder);
  return line;
}

std::vector<ShareLine> share_lines(const World& world, const Viewer& viewer) {
  std::vector<std::pair<std::size_t, const ShareRecord*>> ordered;
  for (const ShareRecord& share : world.shares) {
    // A share withdrawn by a later plan version is history, not work; so is one that was finished
    // of a task which that version no longer has.
    if (share.step == StepKind::withdraw) continue;
    const bool finished = share.state != ShareState::open;
    if (finished && world.edition->plan().find_task(share.task) == nullptr) continue;
    ordered.emplace_back(world.edition->place_of(share.task, share.unit), &share);
  }
  std::ranges::stable_sort(ordered, {}, &std::pair<std::size_t, const ShareRecord*>::first);
  std::vector<ShareLine> lines;
  lines.reserve(ordered.size());
  for (const auto& [place, share] : ordered) lines.push_back(share_line(world, viewer, *share));
  return lines;
}

namespace {

std::vector<Text> names_of(const PlanEdition& edition, const std::vector<std::string>& ids) {
  std::vector<Text> names;
  for (const std::string& id : ids) names.push_back(edition.name_of(id));
  return names;
}

CommitmentLine commitment_line(const World& world, const Commitment& commitment) {
  const PlanEdition& edition = *world.edition;
  CommitmentLine line;
  line.id = commitment.id;
  line.title = commitment.title;
  line.source = commitment.source;
  line.written = commitment.written;
  line.comparator = commitment.comparator;
  line.low = commitment.low;
  line.high = commitment.high;
  line.scale = commitment.scale;
  line.unit = commitment.unit;
  line.unit_name = commitment.unit_name;
  line.period = commitment.period;
  line.due_on = commitment.due_on;
  line.base = commitment.base;
  line.for_whom = names_of(edition, commitment.for_units);
  if (!commitment.owner.empty()) {
    line.owner = unit_ref(edition, edition.holder(commitment.owner, world.as_of), world.as_of);
  }
  line.measured_by = commitment.measured_by;
  line.definition_open = commitment.definition.open;
  line.guide_value = commitment.guide_value;
  line.aspiration = commitment.aspiration;
  line.measured = world.measured != nullptr && world.measured->contains(commitment.id);
  return line;
}

// A commitment serves a measure if it stands there or in a task that carries the measure out.
bool serves_measure(const Plan& plan, const Commitment& commitment, int measure) {
  if (commitment.source.measure == measure) return true;
  if (!commitment.source.task) return false;
  const Task* task = plan.find_task(*commitment.source.task);
  return task != nullptr && std::ranges::any_of(task->measures, [&](const MeasureLink& link) {
           return link.measure == measure && link.covers == Covers::main;
         });
}

PlanHead plan_head(const World& world) {
  const Plan& plan = world.edition->plan();
  return {plan.id,
          plan.region,
          plan.title,
          plan.short_title,
          plan.document.number,
          plan.document.signed_on,
          plan.document.formed_on,
          plan.document.published_on,
          world.edition->version(),
          base::rfc3339(world.edition->recorded_at())};
}

StatusCounts counts_of(const std::vector<ShareLine>& lines) {
  StatusCounts counts;
  for (const ShareLine& line : lines) counts.add(line.status);
  return counts;
}

// How units finished: closed by approval is not the same as turned into routine.
Text finished_text(const std::vector<const ShareLine*>& shares) {
  Text made;
  const auto add = [&](Status status, const char* zh, const char* en) {
    const auto count = std::ranges::count(shares, status, &ShareLine::status);
    if (count == 0) return;
    made.zh += fmt::format("{}{} 个{}", made.zh.empty() ? "" : "、", count, zh);
    made.en += fmt::format("{}{} {}", made.en.empty() ? "" : ", ", count, en);
  };
  add(Status::closed, "已销号", "closed");
  add(Status::routine, "转常态化", "turned into routine");
  add(Status::ended, "已终止", "ended");
  return made.zh.empty() ? Text{"都未办结", "none finished"} : made;
}

Text task_reason(Status status, const std::vector<const ShareLine*>& shares) {
  std::vector<const ShareLine*> deciding;
  for (const ShareLine* share : shares) {
    if (share->status == status) deciding.push_back(share);
  }
  const auto total = shares.size();
  const auto missed = [](const ShareLine* share) {
    return share->milestone && share->milestone->missed;
  };
  if (deciding.size() == 1) {
    const ShareLine& only = *deciding.front();
    return {fmt::format("{}：{}", only.unit.short_name.zh, only.reason.zh),
            fmt::format("{}: {}", only.unit.name.en, only.reason.en)};
  }
  const Text done = finished_text(shares);
  switch (status) {
    case Status::late:
      return {fmt::format("{} 个责任单位中 {} 个逾期，{}", total, deciding.size(), done.zh),
              fmt::format("{} of {} units late, {}", deciding.size(), total, done.en)};
    case Status::due_soon:
      if (std::ranges::any_of(deciding, missed)) {
        return {fmt::format("{} 个责任单位中 {} 个临近时限或节点已过期，{}", total, deciding.size(),
                            done.zh),
                fmt::format("{} of {} units due soon or past a milestone, {}", deciding.size(),
                            total, done.en)};
      }
      return {fmt::format("{} 个责任单位中 {} 个临近时限，{}", total, deciding.size(), done.zh),
              fmt::format("{} of {} units due soon, {}", deciding.size(), total, done.en)};
    default:
      return {fmt::format("{} 个责任单位，{}", total, done.zh),
              fmt::format("{} units, {}", total, done.en)};
  }
}

TaskLine task_line(const World& world, const Task& task, const std::vector<ShareLine>& all_shares) {
  const PlanEdition& edition = *world.edition;
  const Plan& plan = edition.plan();
  TaskLine line;
  line.number = task.number;
  line.title = task.title;
  line.measures = task.measures;
  for (const MeasureLink& link : task.measures) {
    const Measure* measure = plan.find_measure(link.measure);
    if (measure != nullptr && !contains(line.groups, measure->group)) {
      line.groups.push_back(measure->group);
    }
  }
  for (const Responsible& responsible : task.responsible) {
    if (!line.responsible_written.empty()) line.responsible_written += "、";
    line.responsible_written += responsible.written;
    if (!line.lead && !responsible.unit.empty() && responsible.role != Role::supporting) {
      line.lead = unit_ref(edition, holder_of(world, task.number, responsible.unit), world.as_of);
      line.lead_presumed = responsible.role == Role::presumed_lead;
    }
  }
  line.deadline_written = task.deadline.written;
  line.original_due_on = task.deadline.on;
  line.deadline_certain = task.deadline.certain;
  line.results = task.results;
  for (const Commitment& commitment : plan.commitments) {
    if (serves_task(task, commitment)) line.commitments.push_back(commitment.id);
  }
  std::vector<Status> statuses;
  std::vector<const ShareLine*> shares;
  std::optional<Date> latest_open;
  std::optional<Date> longest_late;
  for (const ShareLine& share : all_shares) {
    if (share.task != task.number) continue;
    shares.push_back(&share);
    statuses.push_back(share.status);
    // A former lead that was finished before another was confirmed keeps its document.
    const bool lead_first = line.lead_document.empty() || !is_done(share.status);
    if (!share.lead_document.empty() && lead_first) {
      line.lead = share.unit;
      line.lead_presumed = false;
      line.lead_document = share.lead_document;
    }
    line.shares.add(share.status);
    line.overridden = line.overridden || share.computed.has_value();
    if (share.days_late > line.days_late) {
      line.days_late = share.days_late;
      longest_late = share.due_on;
    }
    if (!is_done(share.status) && (!latest_open || *latest_open < share.due_on)) {
      latest_open = share.due_on;
    }
  }
  line.shares_total = static_cast<int>(shares.size());
  // The day that days_late counts from, even if another unit was given longer.
  line.due_on = longest_late.value_or(latest_open.value_or(task.deadline.on));
  if (shares.empty()) {
    line.status = Status::not_begun;
    line.reason = {"没有责任单位", "No unit is responsible"};
    return line;
  }
  line.status = judge_task(statuses);
  line.reason = task_reason(line.status, shares);
  return line;
}

std::vector<TaskLine> task_lines(const World& world, const std::vector<ShareLine>& shares) {
  std::vector<TaskLine> lines;
  for (const Task& task : world.edition->plan().tasks) {
    lines.push_back(task_line(world, task, shares));
  }
  return lines;
}

MeasureLine measure_line(const World& world, const Measure& measure,
                         const std::vector<TaskLine>& tasks) {
  MeasureLine line;
  line.number = measure.number;
  line.group = measure.group;
  line.title = measure.title;
  line.uncovered = measure.uncovered;
  bool carried_out = false;
  for (const TaskLine& task : tasks) {
    for (const MeasureLink& link : task.measures) {
      if (link.measure != measure.number) continue;
      line.tasks.push_back({task.number, task.title, task.status, task.overridden, link.covers});
      carried_out |= link.covers == Covers::main;
    }
  }
  if (line.tasks.empty()) {
    line.coverage = Coverage::none;
  } else if (!carried_out) {
    line.coverage = Coverage::touched;
  } else {
    line.coverage = measure.uncovered.empty() ? Coverage::whole : Coverage::part;
  }
  const Plan& plan = world.edition->plan();
  for (const Commitment& commitment : plan.commitments) {
    if (serves_measure(plan, commitment, measure.number)) {
      line.commitments.push_back(commitment_line(world, commitment));
    }
  }
  return line;
}

// The lines of all units that owe something, those that owe most first in rank.
std::vector<UnitLine> unit_lines(const World& world, const Viewer& viewer,
                                 const std::vector<ShareLine>& all,
                                 const std::vector<ShareLine>& shown) {
  const PlanEdition& edition = *world.edition;
  std::map<std::string, int> load;
  for (const ShareLine& share : all) ++load[share.unit.id];
  std::vector<UnitLine> lines;
  for (const Unit& unit : edition.plan().units) {
    UnitLine line;
    line.unit = unit_ref(edition, unit.id, world.as_of);
    line.parent = unit.parent;
    line.valid_to = unit.valid_to;
    line.verified = unit.verified;
    line.mine = viewer.post_units.contains(unit.id);
    for (const ShareLine& share : shown) {
      if (share.unit.id != unit.id) continue;
      line.shares.add(share.status);
      ++line.shares_total;
      if (share.role != Role::supporting) ++line.leads;
    }
    const int owes = load.contains(unit.id) ? load.at(unit.id) : 0;
    line.overloaded = owes > edition.plan().board.heavy_load_tasks;
    line.load_rank = 1 + static_cast<int>(std::ranges::count_if(
                             load, [&](const auto& other) { return other.second > owes; }));
    lines.push_back(std::move(line));
  }
  return lines;
}

// --- filters -----------------------------------------------------------------------------------

template <class Enum>
Enum enum_or_problem(const std::string& name, const char* parameter) {
  Enum value{};
  if (!boost::describe::enum_from_string(name.c_str(), value)) {
    throw base::bad_request({"查询条件有误，请检查地址。", "A filter is wrong; check the address."},
                            {{parameter, {"没有这个取值。", "There is no such value."}}});
  }
  return value;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= list.size()) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    if (comma > from) parts.push_back(list.substr(from, comma - from));
    from = comma + 1;
  }
  return parts;
}

bool is_quarter(const std::string& text) {
  return text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4' &&
         std::ranges::all_of(text.substr(0, 4), [](char c) { return c >= '0' && c <= '9'; });
}

// The query checked and turned into what a share is compared with.
class ShareFilter {
 public:
  ShareFilter(const World& world, const BoardQuery& query)
      : world_(world), query_(query), words_(query.q.value_or("")) {
    for (const std::string& name : split(query.status.value_or(""))) {
      statuses_.push_back(enum_or_problem<Status>(name, "status"));
    }
    if (query.kind) kind_ = enum_or_problem<UnitKind>(*query.kind, "kind");
    if (query.result) result_ = enum_or_problem<Result>(*query.result, "result");
    if (query.quarter && !is_quarter(*query.quarter)) {
      throw base::bad_request(
          {"查询条件有误，请检查地址。", "A filter is wrong; check the address."},
          {{"quarter", {"季度写作 2022Q3。", "Write a quarter as 2022Q3."}}});
    }
  }

  //! True if anything but measure and group is asked for.
  bool narrows_shares() const {
    return query_.q || query_.status || query_.unit || query_.kind || query_.task ||
           query_.quarter || query_.result || query_.lead || query_.mine;
  }

  bool passes(const ShareLine& share) const {
    const Plan& plan = world_.edition->plan();
    const Task* task = plan.find_task(share.task);
    if (task == nullptr) return false;
    if (!statuses_.empty() && !contains(statuses_, share.status)) return false;
    if (query_.unit && share.unit.id != *query_.unit) return false;
    if (kind_ && share.unit.kind != *kind_) return false;
    if (query_.task && share.task != *query_.task) return false;
    if (query_.quarter && quarter_of(share.due_on) != *query_.quarter) return false;
    if (result_ && !contains(task->results, *result_)) return false;
    if (query_.lead.value_or(false) && share.role == Role::supporting) return false;
    if (query_.mine.value_or(false) && !share.mine) return false;
    if (!passes_measure(*task)) return false;
    return !query_.q || world_.edition->task_words(share.task).matches(words_) ||
           (plan.find_unit(share.unit.id) != nullptr &&
            world_.edition->unit_words(share.unit.id).matches(words_));
  }

  //! A task that nobody owes has no share to ask about; it is the one that most needs to be seen.
  bool passes_unowned(const TaskLine& line) const {
    if (line.shares_total > 0 || query_.unit || kind_ || query_.lead.value_or(false) ||
        query_.mine.value_or(false))
      return false;
    const Task* task = world_.edition->plan().find_task(line.number);
    if (task == nullptr || !passes_measure(*task)) return false;
    if (!statuses_.empty() && !contains(statuses_, line.status)) return false;
    if (query_.task && line.number != *query_.task) return false;
    if (query_.quarter && quarter_of(line.due_on) != *query_.quarter) return false;
    if (result_ && !contains(task->results, *result_)) return false;
    return !query_.q || world_.edition->task_words(line.number).matches(words_);
  }

  bool passes(const MeasureLine& measure, const std::vector<TaskLine>& shown) const {
    if (query_.measure && measure.number != *query_.measure) return false;
    if (query_.group && measure.group != *query_.group) return false;
    if (!narrows_shares()) return true;
    const bool has_shown_task = std::ranges::any_of(measure.tasks, [&](const TaskLinkLine& link) {
      return std::ranges::any_of(shown,
                                 [&](const TaskLine& task) { return task.number == link.number; });
    });
    return has_shown_task ||
           (query_.q && world_.edition->measure_words(measure.number).matches(words_));
  }

 private:
  bool passes_measure(const Task& task) const {
    if (!query_.measure && !query_.group) return true;
    return std::ranges::any_of(task.measures, [&](const MeasureLink& link) {
      if (query_.measure && link.measure != *query_.measure) return false;
      const Measure* measure = world_.edition->plan().find_measure(link.measure);
      return !query_.group || (measure != nullptr && measure->group == *query_.group);
    });
  }

  const World& world_;
  const BoardQuery& query_;
  base::Searchable words_;
  std::vector<Status> statuses_;
  std::optional<UnitKind> kind_;
  std::optional<Result> result_;
};

// --- what findings, steps and lists have in common ----------------------------------------------

template <class Predicate>
std::vector<Finding> findings_where(const World& world, Predicate predicate) {
  std::vector<Finding> found;
  std::ranges::copy_if(world.edition->findings(), std::back_inserter(found), predicate);
  if (world.of_figures != nullptr) {
    std::ranges::copy_if(*world.of_figures, std::back_inserter(found), predicate);
    std::ranges::stable_sort(found, {}, &Finding::severity);
  }
  return found;
}

std::vector<TaskLinkLine> tasks_serving(const World& world, const Commitment& commitment,
                                        const std::vector<TaskLine>& tasks) {
  std::vector<TaskLinkLine> links;
  for (const TaskLine& line : tasks) {
    const Task* task = world.edition->plan().find_task(line.number);
    if (task != nullptr && serves_task(*task, commitment)) {
      links.push_back({line.number, line.title, line.status, line.overridden, Covers::main});
    }
  }
  return links;
}

NextStep next_step(const TaskLine& task, const std::vector<ShareLine>& shares) {
  const auto units_in = [&](Status status) {
    std::vector<UnitRef> units;
    for (const ShareLine& share : shares) {
      if (share.task == task.number && share.status == status) units.push_back(share.unit);
    }
    return units;
  };
  switch (task.status) {
    case Status::late:
      return {
          {"逾期单位报告进展；延期已经批准的，把批准文件送办公室，由办公室登记延期。",
           "Late units report progress; where more time was approved, they send the document to "
           "the office, which records it."},
          units_in(Status::late)};
    case Status::due_soon:
      return {{"在时限前完成并报告。", "Finish and report before the deadline."},
              units_in(Status::due_soon)};
    case Status::condition_pending:
      return {{"等待条件触发，触发后凭文件确认。",
               "Wait for the condition; confirm by document once it is met."},
              units_in(Status::condition_pending)};
    case Status::not_begun:
      return {{"启动工作并报告进展。", "Begin and report progress."}, units_in(Status::not_begun)};
    case Status::on_course:
    case Status::extended:
      return {{"按期推进，定期报告进展。", "Go on and report progress regularly."},
              units_in(task.status)};
    default:
      return {{"已办结，无待办事项。", "Finished; nothing is owed."}, {}};
  }
}

std::string incumbent_on(const Seat& seat, Date day) {
  for (const Incumbent& incumbent : seat.incumbents) {
    if ((!incumbent.from || *incumbent.from <= day) && (!incumbent.to || *incumbent.to >= day)) {
      return incumbent.name;
    }
  }
  return {};
}

bool concerns(const PlanEdition& edition, const std::vector<std::string>& ids,
              const std::string& unit) {
  return std::ranges::any_of(
      ids, [&](const std::string& id) { return contains(edition.members_of(id), unit); });
}

const Task& task_or_problem(const World& world, int number) {
  const Task* task = world.edition->plan().find_task(number);
  if (task == nullptr) throw base::not_found({"这项任务", "This task"});
  return *task;
}

}  // namespace

void StatusCounts::add(Status status) {
  switch (status) {
    case Status::not_begun:
      ++not_begun;
      break;
    case Status::on_course:
      ++on_course;
      break;
    case Status::due_soon:
      ++due_soon;
      break;
    case Status::late:
      ++late;
      break;
    case Status::closed:
      ++closed;
      break;
    case Status::condition_pending:
      ++condition_pending;
      break;
    case Status::extended:
      ++extended;
      break;
    case Status::routine:
      ++routine;
      break;
    case Status::ended:
      ++ended;
      break;
  }
}

ShareRecord assigned_share(const PlanEdition& edition, const Owed& owed) {
  const Plan& plan = edition.plan();
  ShareRecord share;
  share.task = owed.task;
  share.unit = owed.unit;
  share.role = owed.role;
  share.through_scope = owed.through_scope;
  share.step = StepKind::assign;
  share.effective_on = plan.document.published_on;
  if (const Task* task = plan.find_task(owed.task)) {
    share.due_on = task->deadline.on;
    share.original_due_on = task->deadline.on;
    // A share that waits with a part only is owed for the rest.
    const bool waits = std::ranges::any_of(task->conditions, [&](const Condition& condition) {
      return condition.part.empty() &&
             (condition.units.empty() || concerns(edition, condition.units, owed.unit));
    });
    if (waits) share.condition = ConditionState::pending;
  }
  return share;
}

std::vector<ShareRecord> unrecorded_shares(const PlanEdition& edition) {
  std::vector<ShareRecord> shares;
  for (const Owed& owed : edition.owed()) shares.push_back(assigned_share(edition, owed));
  return shares;
}

Board board(const World& world, const Viewer& viewer, const BoardQuery& query) {
  const ShareFilter filter(world, query);
  const std::vector<ShareLine> all = share_lines(world, viewer);
  Board board;
  board.as_of = world.as_of;
  board.today = world.today;
  board.recorded = world.recorded;
  board.plan = plan_head(world);
  board.groups = world.edition->plan().groups;
  std::ranges::copy_if(all, std::back_inserter(board.shares),
                       [&](const ShareLine& share) { return filter.passes(share); });
  const std::vector<TaskLine> tasks = task_lines(world, all);
  std::ranges::copy_if(tasks, std::back_inserter(board.tasks), [&](const TaskLine& task) {
    return filter.passes_unowned(task) ||
           std::ranges::any_of(board.shares,
                               [&](const ShareLine& share) { return share.task == task.number; });
  });
  for (const Measure& measure : world.edition->plan().measures) {
    MeasureLine line = measure_line(world, measure, tasks);
    if (filter.passes(line, board.tasks)) board.measures.push_back(std::move(line));
  }
  for (const TaskLine& task : board.tasks) board.task_counts.add(task.status);
  board.share_counts = counts_of(board.shares);
  for (UnitLine& unit : unit_lines(world, viewer, all, board.shares)) {
    if (unit.shares_total > 0) board.units.push_back(std::move(unit));
  }
  return board;
}

std::vector<StepView> step_views(const World& world, const Viewer& viewer,
                                 const std::vector<RecordedStep>& steps) {
  const int due_soon_days = world.edition->plan().board.due_soon_days;
  std::vector<StepView> views;
  for (const RecordedStep& step : steps) {
    const ShareRecord& share = step.share;
    const Date recorded_on = base::day_of(step.recorded_at);
    StepView view;
    view.share = share.id;
    view.version = share.version;
    view.task = share.task;
    view.unit = unit_ref(*world.edition, share.unit, recorded_on);
    view.step = share.step;
    view.effective_on = share.effective_on;
    view.recorded_at = base::rfc3339(step.recorded_at);
    view.by = share.by;
    const std::string& holder = world.edition->holder(share.unit, world.today);
    if (viewer.reads.contains(holder) || viewer.reads.contains(share.unit)) view.note = share.note;
    view.document_number = share.document_number;
    view.document_on = share.document_on;
    if (share.step == StepKind::extend || share.step == StepKind::revise) {
      view.due_on = share.due_on;
    }
    view.document_file = share.document_file;
    if (share.step == StepKind::merge) {
      const auto into = std::ranges::find(world.shares, share.into, &ShareRecord::id);
      if (into != world.shares.end()) view.into_task = into->task;
    }
    for (const std::string& unit : share.units) {
      view.units.push_back(unit_ref(*world.edition, unit, recorded_on));
    }
    const Judgement judgement = judge_share(share.facts(), recorded_on, due_soon_days);
    view.status = judgement.status;
    view.overridden = judgement.computed.has_value();
    views.push_back(std::move(view));
  }
  return views;
}

TaskView task_page(const World& world, const Viewer& viewer, int number) {
  const Task& task = task_or_problem(world, number);
  const Plan& plan = world.edition->plan();
  const std::vector<ShareLine> all = share_lines(world, viewer);
  const std::vector<TaskLine> tasks = task_lines(world, all);
  TaskView view;
  view.as_of = world.as_of;
  view.task = task_line(world, task, all);
  view.text = task.text;
  view.deadline = task.deadline;
  view.responsible = task.responsible;
  for (const Responsible& responsible : task.responsible) {
    if (const Scope* scope = plan.find_scope(responsible.scope)) view.scopes.push_back(*scope);
  }
  view.conditions = task.conditions;
  for (const MeasureLink& link : task.measures) {
    if (const Measure* measure = plan.find_measure(link.measure)) {
      view.measures.push_back(measure_line(world, *measure, tasks));
    }
  }
  std::ranges::copy_if(all, std::back_inserter(view.shares),
                       [&](const ShareLine& share) { return share.task == number; });
  for (const Commitment& commitment : plan.commitments) {
    if (serves_task(task, commitment)) {
      view.commitments.push_back(commitment_line(world, commitment));
    }
  }
  view.findings = findings_where(
      world, [&](const Finding& finding) { return contains(finding.tasks, number); });
  view.next = next_step(view.task, view.shares);
  if (world.as_of == world.today && viewer.decides) {
    for (const ShareRecord& share : world.shares) {
      const bool mine = viewer.records.contains(holder_of(world, share));
      if (share.task == number && mine && contains(possible_steps(share), StepKind::confirm_lead)) {
        view.may_lead.push_back(share.id);
      }
    }
  }
  return view;
}

MeasureView measure_page(const World& world, const Viewer& viewer, int number) {
  const Plan& plan = world.edition->plan();
  const Measure* measure = plan.find_measure(number);
  if (measure == nullptr) throw base::not_found({"这一条", "This measure"});
  const std::vector<ShareLine> all = share_lines(world, viewer);
  const std::vector<TaskLine> tasks = task_lines(world, all);
  MeasureView view;
  view.as_of = world.as_of;
  view.measure = measure_line(world, *measure, tasks);
  if (const Group* group = plan.find_group(measure->group)) view.group = *group;
  view.text = measure->text;
  for (const TaskLinkLine& link : view.measure.tasks) {
    std::ranges::copy_if(tasks, std::back_inserter(view.tasks),
                         [&](const TaskLine& task) { return task.number == link.number; });
  }
  std::ranges::copy_if(plan.duties, std::back_inserter(view.duties),
                       [&](const Duty& duty) { return duty.source.measure == number; });
  view.findings = findings_where(
      world, [&](const Finding& finding) { return contains(finding.measures, number); });
  return view;
}

UnitList unit_list(const World& world, const Viewer& viewer) {
  const std::vector<ShareLine> all = share_lines(world, viewer);
  const Plan& plan = world.edition->plan();
  std::vector<UnitLine> lines = unit_lines(world, viewer, all, all);
  // What was abolished stays visible with its last day; what did not exist yet is not shown.
  std::erase_if(lines, [&](const UnitLine& line) {
    const Unit* unit = plan.find_unit(line.unit.id);
    return unit->valid_from && *unit->valid_from > world.as_of;
  });
  return {world.as_of, std::move(lines), plan.trees};
}

UnitView unit_page(const World& world, const Viewer& viewer, const std::string& id) {
  const PlanEdition& edition = *world.edition;
  const Plan& plan = edition.plan();
  const Unit* unit = plan.find_unit(id);
  if (unit == nullptr) throw base::not_found({"这个单位", "This unit"});
  const std::vector<ShareLine> all = share_lines(world, viewer);
  UnitView view;
  view.as_of = world.as_of;
  for (UnitLine& line : unit_lines(world, viewer, all, all)) {
    if (line.unit.id == id) view.line = std::move(line);
  }
  view.unit = *unit;
  for (const Unit* above = plan.find_unit(unit->parent); above != nullptr;
       above = plan.find_unit(above->parent)) {
    view.path.insert(view.path.begin(), unit_ref(edition, above->id, world.as_of));
  }
  for (const Unit& other : plan.units) {
    if (other.parent == id) view.children.push_back(unit_ref(edition, other.id, world.as_of));
  }
  for (const Tree& tree : plan.trees) {
    TreePlace place{tree.id, tree.title, std::nullopt, {}};
    for (const TreeEdge& edge : tree.edges) {
      if (!base::lasts_on(world.as_of, edge.from, edge.to)) continue;
      if (edge.unit == id) place.under = unit_ref(edition, edge.under, world.as_of);
      if (edge.under == id) place.over.push_back(unit_ref(edition, edge.unit, world.as_of));
    }
    if (place.under || !place.over.empty()) view.trees.push_back(std::move(place));
  }
  std::map<std::string, StatusCounts> load;
  for (const ShareLine& share : all) {
    const bool handed_on = share.inherited_from && share.inherited_from->id == id;
    if (share.unit.id != id && !handed_on) continue;
    view.shares.push_back(share);
    if (!handed_on) load[quarter_of(share.due_on)].add(share.status);
  }
  for (const auto& [quarter, counts] : load) view.load.push_back({quarter, counts});
  for (const Body& body : plan.bodies) {
    for (const Seat& seat : body.seats) {
      if (edition.holder(seat.unit, world.as_of) != id && seat.unit != id) continue;
      view.seats.push_back(
          {body.id, body.title, seat.title, seat.position, incumbent_on(seat, world.as_of)});
    }
  }
  for (const Commitment& commitment : plan.commitments) {
    if (commitment.owner == id || concerns(edition, commitment.for_units, id)) {
      view.commitments.push_back(commitment_line(world, commitment));
    }
  }
  std::ranges::copy_if(plan.duties, std::back_inserter(view.duties),
                       [&](const Duty& duty) { return concerns(edition, duty.units, id); });
  view.findings =
      findings_where(world, [&](const Finding& finding) { return contains(finding.units, id); });
  return view;
}

CommitmentList commitment_list(const World& world) {
  CommitmentList list{world.as_of, {}};
  for (const Commitment& commitment : world.edition->plan().commitments) {
    list.commitments.push_back(commitment_line(world, commitment));
  }
  return list;
}

CommitmentView commitment_page(const World& world, const std::string& id) {
  const PlanEdition& edition = *world.edition;
  const Commitment* commitment = edition.plan().find_commitment(id);
  if (commitment == nullptr) throw base::not_found({"这项指标承诺", "This commitment"});
  const std::vector<ShareLine> all = share_lines(world, {});
  CommitmentView view;
  view.as_of = world.as_of;
  view.commitment = commitment_line(world, *commitment);
  view.definition = commitment->definition;
  if (!commitment->definition.ruled_by.empty()) {
    view.ruled_by = unit_ref(edition, commitment->definition.ruled_by, world.as_of);
  }
  view.tasks = tasks_serving(world, *commitment, task_lines(world, all));
  view.findings = findings_where(
      world, [&](const Finding& finding) { return contains(finding.commitments, id); });
  return view;
}

FindingList finding_list(const World& world, const FindingQuery& query) {
  const base::Searchable words(query.q.value_or(""));
  return {world.as_of, findings_where(world, [&](const Finding& finding) {
            if (query.rule && finding.rule != *query.rule) return false;
            if (query.severity && finding.severity != *query.severity) return false;
            if (query.measure && !contains(finding.measures, *query.measure)) return false;
            if (query.task && !contains(finding.tasks, *query.task)) return false;
            if (query.unit && !contains(finding.units, *query.unit)) return false;
            return !query.q || base::Searchable(finding.title.zh + finding.detail.zh +
                                                finding.title.en + finding.detail.en)
                                   .matches(words);
          })};
}

BodyList body_list(const World& world) {
  const PlanEdition& edition = *world.edition;
  BodyList list{world.as_of, {}, edition.plan().duties};
  for (const Body& body : edition.plan().bodies) {
    BodyView view;
    view.id = body.id;
    view.title = body.title;
    view.source = body.source;
    if (!body.office.empty()) {
      view.office = unit_ref(edition, edition.holder(body.office, world.as_of), world.as_of);
    }
    view.duties = body.duties;
    view.rules = body.rules;
    view.remark = body.remark;
    for (const Seat& seat : body.seats) {
      SeatView seat_view{seat,
                         unit_ref(edition, edition.holder(seat.unit, world.as_of), world.as_of),
                         std::nullopt};
      for (const Incumbent& incumbent : seat.incumbents) {
        if (!incumbent.name.empty() && incumbent.name == incumbent_on(seat, world.as_of)) {
          seat_view.incumbent = incumbent;
        }
      }
      view.seats.push_back(std::move(seat_view));
    }
    view.findings = findings_where(
        world, [&](const Finding& finding) { return contains(finding.bodies, body.id); });
    list.bodies.push_back(std::move(view));
  }
  return list;
}

PlanView plan_page(const World& world) {
  const Plan& plan = world.edition->plan();
  return {world.as_of,     plan_head(world),
          plan.document,   unit_ref(*world.edition, plan.document.issuer, world.as_of),
          plan.goals,      plan.scopes,
          plan.public_page};
}

ShareView share_page(const World& world, const Viewer& viewer, const ShareRecord& share,
                     const std::vector<RecordedStep>& steps) {
  ShareView view;
  view.as_of = world.as_of;
  view.share = share_line(world, viewer, share);
  view.steps = step_views(world, viewer, steps);
  std::ranges::reverse(view.steps);
  if (world.as_of == world.today && view.share.mine) {
    for (const StepKind step : possible_steps(share)) {
      if (step == StepKind::close) continue;  // by application, in three hands
      if (!is_decision(step) || viewer.decides) view.possible.push_back(step);
    }
  }
  return view;
}

ChangeList changes(const World& before, const World& after, const Viewer& viewer,
                   const std::vector<RecordedStep>& steps, const std::string& unit) {
  ChangeList list;
  list.since = before.as_of;
  list.as_of = after.as_of;
  const std::vector<ShareLine> earlier = share_lines(before, viewer);
  const std::vector<ShareLine> later = share_lines(after, viewer);
  std::map<std::pair<int, std::string>, Status> status_before;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const ShareLine& line = earlier[i];
    if (unit.empty() || line.unit.id == unit) list.before.add(line.status);
  }
  for (const ShareRecord& share : before.shares) {
    status_before[{share.task, share.unit}] = judged(before, share).status;
  }
  for (const ShareLine& line : later) {
    if (!unit.empty() && line.unit.id != unit) continue;
    list.after.add(line.status);
    const std::string& assigned_to = line.inherited_from ? line.inherited_from->id : line.unit.id;
    const auto was = status_before.find({line.task, assigned_to});
    std::vector<RecordedStep> own;
    std::ranges::copy_if(steps, std::back_inserter(own), [&](const RecordedStep& step) {
      return step.share.id == line.id && step.share.step != StepKind::assign;
    });
    const Status status = was == status_before.end() ? Status::not_begun : was->second;
    if (status == line.status && own.empty()) continue;
    list.shares.push_back({line, status, step_views(after, viewer, own)});
  }
  return list;
}

MyWork my_work(const World& world, const Viewer& viewer) {
  const PlanEdition& edition = *world.edition;
  const int due_days = edition.plan().board.due_soon_days;
  MyWork work;
  work.today = world.today;
  std::set<std::string> units;
  for (const std::string& unit : viewer.post_units) units.insert(edition.holder(unit, world.today));
  for (const std::string& unit : units) {
    work.units.push_back(unit_ref(edition, unit, world.today));
    std::ranges::copy_if(edition.plan().duties, std::back_inserter(work.duties),
                         [&](const Duty& duty) { return concerns(edition, duty.units, unit); });
  }
  for (const ShareLine& share : share_lines(world, viewer)) {
    if (!units.contains(share.unit.id)) continue;
    work.counts.add(share.status);
    if (is_done(share.status)) continue;
    if (share.status == Status::late) {
      work.late.push_back(share);
      continue;
    }
    if (share.status == Status::condition_pending) {
      work.waiting.push_back(share);
      continue;
    }
    if (!work.next_date || share.due_on < *work.next_date) work.next_date = share.due_on;
    const bool soon =
        share.due_on.days_since(world.today) <= due_days || share.status == Status::due_soon;
    (soon ? work.due : work.rest).push_back(share);
  }
  const auto by_due = [](const ShareLine& a, const ShareLine& b) {
    return std::tie(a.due_on, a.task, a.unit.id) < std::tie(b.due_on, b.task, b.unit.id);
  };
  for (auto* stack : {&work.late, &work.due, &work.waiting, &work.rest}) {
    std::ranges::sort(*stack, by_due);
  }
  return work;
}

SearchResult search(const World& world, const std::string& query) {
  constexpr std::size_t kHitsMost = 30;
  const PlanEdition& edition = *world.edition;
  const Plan& plan = edition.plan();
  const base::Searchable words(query);
  SearchResult result;
  if (base::fold(query).empty()) return result;
  const auto add = [&](HitKind kind, std::string key, Text title, Text detail) {
    if (result.hits.size() < kHitsMost) {
      result.hits.push_back({kind, std::move(key), std::move(title), std::move(detail)});
    }
  };
  const std::string folded = base::fold(query);
  for (const Task& task : plan.tasks) {
    if (edition.task_words(task.number).matches(words)) {
      add(HitKind::task, std::to_string(task.number), task.title,
          {fmt::format("任务{} · {}", task.number, task.deadline.written),
           fmt::format("Task {} · due {}", task.number, base::written_date_en(task.deadline.on))});
    }
  }
  for (const Unit& unit : plan.units) {
    if (edition.unit_words(unit.id).matches(words)) {
      add(HitKind::unit, unit.id, edition.name_on(unit, world.as_of), unit.short_name);
    }
  }
  for (const Measure& measure : plan.measures) {
    if (edition.measure_words(measure.number).matches(words)) {
      add(HitKind::measure, std::to_string(measure.number), measure.title,
          {fmt::format("第{}条", measure.number), fmt::format("Measure {}", measure.number)});
    }
  }
  for (const Commitment& commitment : plan.commitments) {
    if (base::Searchable(commitment.title.zh + commitment.title.en).matches(words)) {
      add(HitKind::commitment, commitment.id, commitment.title, commitment.written);
    }
  }
  for (const Body& body : plan.bodies) {
    if (base::Searchable(body.title.zh + body.title.en).matches(words)) {
      add(HitKind::body, body.id, body.title, {body.source, body.source});
    }
  }
  // A number typed alone means the task or measure of that number before anything that contains it.
  std::ranges::stable_partition(result.hits,
                                [&](const SearchHit& hit) { return hit.key == folded; });
  return result;
}

PublicProgress public_progress(const World& world, base::Instant updated_at) {
  const Plan& plan = world.edition->plan();
  PublicProgress progress;
  progress.as_of = world.as_of;
  progress.plan = plan_head(world);
  progress.issuer = unit_ref(*world.edition, plan.document.issuer, world.as_of).name.zh;
  progress.goals = plan.goals;
  progress.groups = plan.groups;
  for (const Measure& measure : plan.measures) {
    progress.measures.push_back({measure.number, measure.group, measure.title, measure.text});
  }
  const std::vector<ShareLine> all = share_lines(world, {});
  for (const TaskLine& task : task_lines(world, all)) {
    PublicTask line;
    line.number = task.number;
    line.title = task.title;
    line.responsible_written = task.responsible_written;
    line.deadline_written = task.deadline_written;
    line.due_on = task.due_on;
    line.status = task.status;
    // Naming what is late is a leader's release (domain §14), so by default it reads as under way.
    if (line.status == Status::late && !plan.public_page.show_late) line.status = Status::on_course;
    // A mark beside what is not shown would name it.
    line.overridden = task.overridden && line.status == task.status;
    line.shares_total = task.shares_total;
    line.shares_done = task.shares.closed + task.shares.routine + task.shares.ended;
    for (const MeasureLink& link : task.measures) line.measures.push_back(link.measure);
    progress.counts.add(line.status);
    progress.tasks.push_back(std::move(line));
  }
  progress.contact = plan.public_page.contact;
  progress.updated_at = base::rfc3339(updated_at);
  return progress;
}

}  // namespace plan
