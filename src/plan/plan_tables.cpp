#include "plan/plan_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>

#include "base/written_date.hpp"
#include "plan/plan_words.hpp"

namespace plan {

namespace {

using http::Column;
using http::ColumnKind;
using http::Table;

const std::string& in(const Text& text, Language language) {
  return language == Language::en && !text.en.empty() ? text.en : text.zh;
}

std::string maybe(const std::optional<Date>& date) { return date ? date->str() : ""; }

std::string number(int value) { return value == 0 ? "" : std::to_string(value); }

std::string lead_name(const TaskLine& task, Language language) {
  if (!task.lead) return in({"各单位分别牵头", "Each unit leads its own share"}, language);
  return in(task.lead->short_name, language);
}

std::string measures_of(const std::vector<MeasureLink>& links) {
  std::vector<int> numbers;
  for (const MeasureLink& link : links) numbers.push_back(link.measure);
  return fmt::format("{}", fmt::join(numbers, ", "));
}

Text day_title(const Text& what, Date as_of) {
  return {fmt::format("{}（截至{}）", what.zh, base::written_date(as_of)),
          fmt::format("{} (as of {})", what.en, base::written_date_en(as_of))};
}

std::vector<std::string> count_cells(const StatusCounts& counts) {
  return {number(counts.late),      number(counts.due_soon),          number(counts.on_course),
          number(counts.not_begun), number(counts.condition_pending), number(counts.extended),
          number(counts.closed),    number(counts.routine),           number(counts.ended)};
}

std::vector<Column> count_columns() {
  std::vector<Column> columns;
  for (const Status status : {Status::late, Status::due_soon, Status::on_course, Status::not_begun,
                              Status::condition_pending, Status::extended, Status::closed,
                              Status::routine, Status::ended}) {
    columns.push_back({status_name(status), ColumnKind::integer});
  }
  return columns;
}

template <class T>
void append(std::vector<T>& to, std::vector<T> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Table tasks_table(const Board& board, Language language) {
  Table table{day_title({"工作任务台账", "Tasks"}, board.as_of),
              {{{"序号", "No."}, ColumnKind::integer},
               {{"工作任务", "Task"}},
               {{"对应条款", "Measures"}},
               {{"牵头单位", "Lead"}},
               {{"责任单位", "Responsible"}},
               {{"时限（原文）", "Deadline as written"}},
               {{"时限", "Due"}, ColumnKind::date},
               {{"状态", "Status"}},
               {{"逾期天数", "Days late"}, ColumnKind::integer},
               {{"说明", "Reason"}},
               {{"责任份数", "Shares"}, ColumnKind::integer}},
              {}};
  append(table.columns, count_columns());
  for (const TaskLine& task : board.tasks) {
    std::vector<std::string> row = {std::to_string(task.number),
                                    in(task.title, language),
                                    measures_of(task.measures),
                                    lead_name(task, language),
                                    task.responsible_written,
                                    task.deadline_written,
                                    task.due_on.str(),
                                    in(status_name(task.status), language),
                                    number(task.days_late),
                                    in(task.reason, language),
                                    std::to_string(task.shares_total)};
    append(row, count_cells(task.shares));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table shares_table(const Board& board, Language language) {
  Table table{day_title({"责任清单", "Shares"}, board.as_of),
              {{{"任务", "Task"}, ColumnKind::integer},
               {{"工作任务", "Title"}},
               {{"责任单位", "Unit"}},
               {{"原承担单位", "Taken over from"}},
               {{"分工", "Role"}},
               {{"范围", "Named through"}},
               {{"状态", "Status"}},
               {{"逾期天数", "Days late"}, ColumnKind::integer},
               {{"说明", "Reason"}},
               {{"现时限", "Due"}, ColumnKind::date},
               {{"原时限", "Originally due"}, ColumnKind::date},
               {{"启动", "Begun"}, ColumnKind::date},
               {{"最近进展", "Last step"}, ColumnKind::date},
               {{"办结", "Finished"}, ColumnKind::date},
               {{"批准文件", "Approving document"}}},
              {}};
  for (const ShareLine& share : board.shares) {
    table.rows.push_back(
        {std::to_string(share.task), in(share.task_title, language), in(share.unit.name, language),
         share.inherited_from ? in(share.inherited_from->name, language) : "",
         in(role_name(share.role), language), share.through_scope,
         in(status_name(share.status), language), number(share.days_late),
         in(share.reason, language), share.due_on.str(), share.original_due_on.str(),
         maybe(share.begun_on), maybe(share.last_step_on), maybe(share.closed_on),
         share.document_number});
  }
  return table;
}

Table measures_table(const Board& board, Language language) {
  const auto coverage_name = [](Coverage coverage) -> Text {
    switch (coverage) {
      case Coverage::none:
        return {"无任务承接", "No task"};
      case Coverage::touched:
        return {"仅有涉及", "Only touched"};
      case Coverage::part:
        return {"部分承接", "Partly covered"};
      case Coverage::whole:
        return {"已承接", "Covered"};
    }
    return {};
  };
  Table table{day_title({"举措清单", "Measures"}, board.as_of),
              {{{"条", "No."}, ColumnKind::integer},
               {{"部分", "Group"}, ColumnKind::integer},
               {{"举措", "Measure"}},
               {{"承接情况", "Coverage"}},
               {{"未承接内容", "Not covered"}},
               {{"任务", "Tasks"}},
               {{"指标承诺", "Commitments"}}},
              {}};
  for (const MeasureLine& measure : board.measures) {
    std::vector<int> tasks;
    for (const TaskLinkLine& task : measure.tasks) tasks.push_back(task.number);
    std::vector<std::string> commitments;
    for (const CommitmentLine& commitment : measure.commitments) {
      commitments.push_back(
          fmt::format("{}：{}", in(commitment.title, language), in(commitment.written, language)));
    }
    table.rows.push_back(
        {std::to_string(measure.number), std::to_string(measure.group), in(measure.title, language),
         in(coverage_name(measure.coverage), language), in(measure.uncovered, language),
         fmt::format("{}", fmt::join(tasks, ", ")),
         fmt::format("{}", fmt::join(commitments, "；"))});
  }
  return table;
}

Table units_table(const UnitList& list, Language language) {
  Table table{day_title({"责任单位情况", "Units"}, list.as_of),
              {{{"单位", "Unit"}},
               {{"类别", "Kind"}},
               {{"承担份数", "Shares"}, ColumnKind::integer},
               {{"其中牵头", "As lead"}, ColumnKind::integer},
               {{"负担名次", "Rank by load"}, ColumnKind::integer}},
              {}};
  append(table.columns, count_columns());
  for (const UnitLine& unit : list.units) {
    std::vector<std::string> row = {
        in(unit.unit.name, language), in(unit_kind_name(unit.unit.kind), language),
        std::to_string(unit.shares_total), number(unit.leads), std::to_string(unit.load_rank)};
    append(row, count_cells(unit.shares));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table commitments_table(const CommitmentList& list, Language language) {
  Table table{day_title({"指标承诺", "Commitments"}, list.as_of),
              {{{"指标", "Commitment"}},
               {{"出处", "Source"}},
               {{"目标", "Target"}},
               {{"单位", "In"}},
               {{"基数", "Base"}},
               {{"周期", "Period"}},
               {{"期限", "By"}, ColumnKind::date},
               {{"适用于", "For"}},
               {{"责任单位", "Owner"}},
               {{"数据来源", "Measured by"}},
               {{"口径", "Definition"}},
               {{"计量", "Measured"}}},
              {}};
  for (const CommitmentLine& line : list.commitments) {
    std::vector<std::string> whom;
    for (const Text& name : line.for_whom) whom.push_back(in(name, language));
    table.rows.push_back(
        {in(line.title, language), in(source_name(line.source), language),
         in(line.written, language), in(line.unit_name, language), in(line.base, language),
         in(period_name(line.period), language), maybe(line.due_on),
         fmt::format("{}", fmt::join(whom, language == Language::en ? ", " : "、")),
         line.owner ? in(line.owner->name, language) : "", in(line.measured_by, language),
         in(line.definition_open ? Text{"待裁定", "Open"} : Text{"已裁定", "Ruled"}, language),
         in(line.measured ? Text{"见指标", "See the indicator"}
                          : Text{"尚无数据", "Not measured yet"},
            language)});
  }
  return table;
}

Table findings_table(const FindingList& list, Language language) {
  const auto severity_name = [](Severity severity) -> Text {
    switch (severity) {
      case Severity::error:
        return {"错误", "Error"};
      case Severity::warning:
        return {"需裁定", "Warning"};
      case Severity::note:
        return {"提示", "Note"};
    }
    return {};
  };
  Table table{day_title({"方案检查结果", "Findings"}, list.as_of),
              {{{"级别", "Severity"}},
               {{"规则", "Rule"}},
               {{"问题", "Finding"}},
               {{"建议", "Advice"}},
               {{"条款", "Measures"}},
               {{"任务", "Tasks"}}},
              {}};
  for (const Finding& finding : list.findings) {
    table.rows.push_back({in(severity_name(finding.severity), language),
                          in(finding.title, language), in(finding.detail, language),
                          in(finding.advice, language),
                          fmt::format("{}", fmt::join(finding.measures, ", ")),
                          fmt::format("{}", fmt::join(finding.tasks, ", "))});
  }
  return table;
}

Table bodies_table(const BodyList& list, Language language) {
  Table table{day_title({"议事机构组成", "Bodies and seats"}, list.as_of),
              {{{"机构", "Body"}},
               {{"席位", "Seat"}},
               {{"单位", "Unit"}},
               {{"职务", "Position"}},
               {{"现任", "Incumbent"}},
               {{"起", "From"}, ColumnKind::date}},
              {}};
  for (const BodyView& body : list.bodies) {
    for (const SeatView& seat : body.seats) {
      table.rows.push_back({in(body.title, language), in(seat.seat.title, language),
                            in(seat.unit.name, language), in(seat.seat.position, language),
                            seat.incumbent ? seat.incumbent->name : "",
                            seat.incumbent ? maybe(seat.incumbent->from) : ""});
    }
  }
  return table;
}

Table changes_table(const ChangeList& list, Language language) {
  Table table{{fmt::format("进展变化（{}至{}）", base::written_date(list.since),
                           base::written_date(list.as_of)),
               fmt::format("Changes ({} to {})", base::written_date_en(list.since),
                           base::written_date_en(list.as_of))},
              {{{"任务", "Task"}, ColumnKind::integer},
               {{"工作任务", "Title"}},
               {{"责任单位", "Unit"}},
               {{"原状态", "Before"}},
               {{"现状态", "After"}},
               {{"说明", "Reason"}},
               {{"期间办理", "Steps between"}}},
              {}};
  for (const ShareChange& change : list.shares) {
    std::vector<std::string> steps;
    for (const StepView& step : change.steps) {
      steps.push_back(fmt::format("{} {}{}", step.effective_on.str(),
                                  in(step_name(step.step), language),
                                  step.document_number.empty() ? "" : " " + step.document_number));
    }
    table.rows.push_back(
        {std::to_string(change.share.task), in(change.share.task_title, language),
         in(change.share.unit.name, language), in(status_name(change.before), language),
         in(status_name(change.share.status), language), in(change.share.reason, language),
         fmt::format("{}", fmt::join(steps, "；"))});
  }
  return table;
}

Table public_table(const PublicProgress& progress, Language language) {
  Table table{day_title({"工作任务进展", "Progress of tasks"}, progress.as_of),
              {{{"序号", "No."}, ColumnKind::integer},
               {{"工作任务", "Task"}},
               {{"责任单位", "Responsible"}},
               {{"时限", "Due"}, ColumnKind::date},
               {{"进展", "Progress"}},
               {{"责任份数", "Shares"}, ColumnKind::integer},
               {{"已办结份数", "Finished"}, ColumnKind::integer}},
              {}};
  for (const PublicTask& task : progress.tasks) {
    table.rows.push_back({std::to_string(task.number), in(task.title, language),
                          task.responsible_written, task.due_on.str(),
                          in(status_name(task.status), language), std::to_string(task.shares_total),
                          std::to_string(task.shares_done)});
  }
  return table;
}

}  // namespace plan
