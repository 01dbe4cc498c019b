#include "engines/draft/tasks.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "engines/draft/numerals.hpp"
#include "engines/draft/tables.hpp"

namespace engines::draft {

namespace {

constexpr std::size_t kLongestTitle = 45;

// Title and the rest: 推进集团化办学。建立……
struct TitleAndText {
  Range title;
  Range text;
};

TitleAndText title_of(const Reading& reading, Range range) {
  TitleAndText result{range, range};
  for (std::size_t at = range.begin; at < range.end && at - range.begin <= kLongestTitle; ++at) {
    if (!ends_title(reading, at, range.end)) continue;
    result.title = {range.begin, at};
    // A sentence of its own is a title; what only ends a longer list of clauses is the text.
    if (reading.view(result.title).find(U',') == Words::npos && at + 1 < range.end)
      result.text.begin = at + 1;
    return result;
  }
  if (range.size() <= kLongestTitle) return result;
  result.title.end = range.begin + kLongestTitle;
  for (std::size_t at = range.begin + 6; at < result.title.end; ++at) {
    if (reading[at] != U',') continue;
    result.title.end = at;
    break;
  }
  return result;
}

bool is_assurance_title(Words title) {
  return title.size() <= 20 &&
         contains_any(title, {U"保障", U"组织实施", U"组织领导", U"组织机构", U"工作要求",
                              U"有关要求", U"相关要求", U"实施步骤", U"工作步骤", U"时间安排",
                              U"进度安排", U"方法步骤", U"附则"});
}

class StructureFinder {
 public:
  StructureFinder(const Shape& shape, const Outline& outline, Words title, Units& units,
                  const TimeContext& context)
      : shape_(shape),
        title_(title),
        reading_(shape.reading),
        outline_(outline),
        units_(units),
        context_(context),
        owned_(outline.items.size()) {}

  Structure find() {
    read_items();
    read_tables();
    find_measures();
    make_tasks();
    number_tasks();
    std::sort(result_.read.begin(), result_.read.end(),
              [](Range a, Range b) { return a.begin < b.begin; });
    return std::move(result_);
  }

 private:
  // The paragraphs of an item without those of its own items.
  std::vector<Range> own_paragraphs(const Item& item) const {
    std::size_t end = item.end_paragraph;
    if (!item.children.empty()) end = outline_.items[item.children.front()].first_paragraph;
    std::vector<Range> paragraphs{item.head};
    for (std::size_t i = item.first_paragraph + 1; i < end; ++i)
      if (!shape_.paragraphs[i].in_table) paragraphs.push_back(shape_.paragraphs[i].range);
    return paragraphs;
  }

  void read_items() {
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      owned_[i] = responsibility_in(reading_, own_paragraphs(outline_.items[i]), units_, context_);
      result_.read.insert(result_.read.end(), owned_[i].read.begin(), owned_[i].read.end());
      result_.not_understood.insert(result_.not_understood.end(), owned_[i].not_understood.begin(),
                                    owned_[i].not_understood.end());
    }
    // A line of owners under the last of several items that have none speaks of all of them.
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      const Item& item = outline_.items[i];
      if (item.children.size() < 2 || !owned_[i].empty()) continue;
      const std::size_t last = item.children.back();
      const bool others = std::any_of(item.children.begin(), item.children.end() - 1,
                                      [&](std::size_t child) { return !owned_[child].empty(); });
      if (others || owned_[last].empty() || !outline_.items[last].children.empty()) continue;
      const bool own_line = owned_[last].read.front().begin >= outline_.items[last].head.end;
      if (!own_line) continue;
      owned_[i] = std::move(owned_[last]);
      owned_[last] = Responsibility{};
    }
  }

  // The body, or the annex with most items where the body has none.
  std::size_t main_part() const {
    std::map<std::size_t, std::size_t> count;
    for (const Item& item : outline_.items) ++count[item.section.part];
    std::size_t best = shape_.parts.size();
    for (const auto& [part, items] : count) {
      if (shape_.parts[part].kind == PartKind::body) return part;
      if (best == shape_.parts.size() || items > count[best]) best = part;
    }
    return best;
  }

  void find_measures() {
    const std::size_t part = main_part();
    std::array<std::size_t, 7> leaves{};
    std::array<std::size_t, 7> owned{};
    std::vector<bool> context(outline_.items.size());
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      const Item& item = outline_.items[i];
      context[i] = (item.section.parent && context[*item.section.parent]) ||
                   is_context_title(fold_words(item.section.title.text));
      if (item.section.part != part || context[i]) continue;
      const auto marker = static_cast<std::size_t>(item.section.marker);
      if (!owned_[i].empty()) ++owned[marker];
      if (item.children.empty()) ++leaves[marker];
    }
    const bool by_owner =
        std::any_of(owned.begin(), owned.end(), [](std::size_t n) { return n > 1; });
    const auto& votes = by_owner ? owned : leaves;
    // （1） and ① are steps inside a measure unless they name owners.
    const std::size_t deepest =
        by_owner ? votes.size() : static_cast<std::size_t>(Marker::arabic) + 1;
    const auto level = static_cast<Marker>(
        std::max_element(votes.begin(), votes.begin() + static_cast<std::ptrdiff_t>(deepest)) -
        votes.begin());
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      const Item& item = outline_.items[i];
      if (item.section.part != part || context[i]) continue;
      const bool shallow = item.section.marker < level && item.children.empty();
      const bool measure = item.section.marker == level || shallow;
      // How the plan is carried out (三、保障措施) is no measure of it unless somebody owes it.
      if (measure && (shallow || by_owner) && owned_[i].empty() && is_assurance(i)) continue;
      // Under a measure nothing is a measure again.
      if (measure && !inside_measure(i)) add_measure(i);
    }
    number_measures();
  }

  bool is_assurance(std::size_t index) const {
    const Section& section = outline_.items[index].section;
    if (is_assurance_title(fold_words(section.title.text))) return true;
    return section.parent &&
           is_assurance_title(fold_words(outline_.items[*section.parent].section.title.text));
  }

  bool inside_measure(std::size_t index) const {
    for (auto at = outline_.items[index].section.parent; at;
         at = outline_.items[*at].section.parent)
      if (measure_items_.contains(*at)) return true;
    return false;
  }

  void add_measure(std::size_t index) {
    const Item& item = outline_.items[index];
    measure_items_.insert(index);
    MeasureFound found;
    found.item = index;
    found.range = item.range;
    found.range.begin = item.head.begin;
    TitleAndText parts = title_of(reading_, {item.head.begin, item.range.end});
    // A heading on a line of its own is no part of the text.
    if (item.head.size() <= kLongestTitle && item.range.end > item.head.end &&
        parts.title.end >= item.head.end)
      parts.text.begin = item.head.end;
    found.text = without_read_end(parts.text, owned_[index].read);
    Measure& measure = found.measure;
    measure.number = item.section.number;
    measure.section = index;
    measure.title = reading_.quote(within(parts.title, item.head));
    measure.text = reading_.quote(found.text);
    measure.ground = {item.children.empty() ? 90 : 75, "measure.numbered_item"};
    if (item.section.parent) {
      const std::size_t parent = *item.section.parent;
      const auto [known, is_new] =
          group_of_item_.emplace(parent, static_cast<int>(result_.groups.size()) + 1);
      if (is_new) {
        result_.groups.push_back(
            {known->second, outline_.items[parent].section.title, parent, {90, "group.heading"}});
      }
      measure.group = known->second;
    }
    result_.measures.push_back(std::move(found));
  }

  static Range within(Range range, Range bounds) {
    range.end = std::min(range.end, bounds.end);
    return range;
  }

  Range without_read_end(Range text, const std::vector<Range>& read) const {
    for (auto block = read.rbegin(); block != read.rend(); ++block) {
      // Only what ends the text, perhaps with a full stop after it, is cut off.
      if (block->begin >= text.begin && block->end <= text.end &&
          trimmed(reading_, {block->end, text.end}, U"。;,").empty())
        text.end = block->begin;
    }
    return text;
  }

  void number_measures() {
    std::unordered_set<int> seen;
    const bool unique = std::all_of(
        result_.measures.begin(), result_.measures.end(),
        [&](const MeasureFound& found) { return seen.insert(found.measure.number).second; });
    if (unique) return;
    int number = 0;
    for (MeasureFound& found : result_.measures) found.measure.number = ++number;
  }

  void fill(Task& task, Responsibility&& owned) {
    task.responsible = std::move(owned.owners);
    task.persons = std::move(owned.persons);
    task.deadline = std::move(owned.deadline);
  }

  void make_tasks() {
    std::vector<TaskFound> listed;
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      if (owned_[i].empty()) continue;
      const Item& item = outline_.items[i];
      TaskFound found;
      found.item = i;
      found.part = item.section.part;
      found.range = {item.head.begin, item.range.end};
      if (!item.children.empty() && !measure_items_.contains(i))
        found.range.end = own_paragraphs(item).back().end;
      found.text = without_read_end(found.range, owned_[i].read);
      const TitleAndText parts = title_of(reading_, found.text);
      found.task.title = reading_.quote(within(parts.title, item.head));
      found.task.form = measure_items_.contains(i) ? TaskForm::measure : TaskForm::listed;
      found.task.number = item.section.number;
      found.task.text = reading_.quote(found.text);
      found.task.span = reading_.span({item.range.begin, found.range.end});
      found.task.ground = {owned_[i].owners.empty() ? 75 : 95, "task.item_with_owner"};
      fill(found.task, std::move(owned_[i]));
      listed.push_back(std::move(found));
    }
    // Items and rows in the order of the document.
    std::vector<TaskFound> rows = std::move(result_.tasks);
    result_.tasks.clear();
    std::merge(std::make_move_iterator(listed.begin()), std::make_move_iterator(listed.end()),
               std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()),
               std::back_inserter(result_.tasks), [](const TaskFound& a, const TaskFound& b) {
                 return a.range.begin < b.range.begin;
               });
    // Work points name no owners at all: every measure is then a task of somebody.
    if (!result_.tasks.empty() ||
        !contains_any(title_, {U"要点", U"计划", U"方案", U"任务", U"分工", U"清单", U"分解"}))
      return;
    for (const MeasureFound& measure : result_.measures) {
      TaskFound found;
      found.item = measure.item;
      found.part = outline_.items[measure.item].section.part;
      found.range = measure.range;
      found.text = measure.range;
      found.task.form = TaskForm::measure;
      found.task.number = measure.measure.number;
      found.task.title = measure.measure.title;
      found.task.text = reading_.quote(found.text);
      found.task.span = outline_.items[measure.item].section.span;
      found.task.ground = {45, "task.measure_without_owner"};
      result_.tasks.push_back(std::move(found));
    }
  }

  void read_tables() {
    std::vector<Column> columns;
    std::vector<Range> heading_cells;
    for (std::size_t i = 0; i < shape_.paragraphs.size(); ++i) {
      const Paragraph& paragraph = shape_.paragraphs[i];
      if (!paragraph.in_table) {
        // Text between rows ends the table, unless it is the title of the next group.
        if (paragraph.range.size() > 40) columns.clear();
        continue;
      }
      if (paragraph.cells.empty()) continue;
      if (std::vector<Column> heading = heading_of(reading_, paragraph.cells); !heading.empty()) {
        columns = std::move(heading);
        heading_cells = paragraph.cells;
        continue;
      }
      if (columns.empty()) continue;
      read_row(paragraph, columns, heading_cells);
    }
  }

  void read_row(const Paragraph& paragraph, const std::vector<Column>& columns,
                const std::vector<Range>& heading) {
    // One filled cell, or the same words in all, is the heading of a group of rows.
    std::vector<Range> filled;
    for (const Range cell : paragraph.cells)
      if (!cell.empty()) filled.push_back(cell);
    if (filled.empty()) return;
    const bool same = std::all_of(filled.begin(), filled.end(), [&](Range cell) {
      return reading_.view(cell) == reading_.view(filled.front());
    });
    if (filled.size() == 1 || (same && filled.size() > 2)) return;
    if (paragraph.cells.size() > heading.size() || paragraph.cells.size() + 2 < heading.size()) {
      not_understood(paragraph,
                     {"这一行的格数与表头不同。", "The row has other cells than the heading."});
      return;
    }
    Responsibility owned;
    Range title;
    Range content;
    std::optional<int> number;
    for (std::size_t i = 0; i < paragraph.cells.size(); ++i) {
      const Range cell = paragraph.cells[i];
      if (cell.empty()) continue;
      switch (columns[i]) {
        case Column::number:
          if (const auto written = small_number_at(reading_.view(cell))) number = written->value;
          break;
        case Column::title:
          if (title.empty()) {
            title = cell;
          } else if (content.empty()) {
            content = cell;
          }
          break;
        case Column::content:
          if (content.empty()) content = cell;
          break;
        case Column::lead:
          read_owners(reading_, cell, OwnerColumn::lead, units_, context_, owned);
          break;
        case Column::responsible:
          read_owners(reading_, cell, OwnerColumn::responsible, units_, context_, owned);
          break;
        case Column::supporting:
          read_owners(reading_, cell, OwnerColumn::supporting, units_, context_, owned);
          break;
        case Column::person:
          owned.persons.push_back({reading_.quote(heading[i]), reading_.quote(cell)});
          break;
        case Column::deadline:
          owned.deadline = deadline_of(reading_, cell, context_);
          if (owned.deadline->kind == DeadlineKind::unclear)
            result_.not_understood.push_back({"deadline",
                                              reading_.quote(cell),
                                              {"写在时限一栏里，但认不出是什么时候。",
                                               "Stands in the column of deadlines but is no time "
                                               "that is recognised."}});
          break;
        case Column::group:
        case Column::unknown:
          break;
      }
    }
    if (title.empty()) title = content;
    if (title.empty()) {
      not_understood(paragraph, {"这一行没有写任务。", "The row has no task."});
      return;
    }
    if (content.empty()) content = title;
    settle_roles(owned);
    TaskFound found;
    found.part = paragraph.part;
    found.range = paragraph.range;
    found.text = content;
    if (const auto label = label_at(reading_.view(found.text));
        label && label->length < found.text.size())
      found.text.begin += label->length;
    Range head = title;
    if (const auto label = label_at(reading_.view(head)); label && label->length < head.size())
      head.begin += label->length;
    found.task.title = reading_.quote(title_of(reading_, head).title);
    found.task.text = reading_.quote(found.text);
    found.task.span = reading_.span(paragraph.range);
    found.task.form = TaskForm::table_row;
    found.task.number = number.value_or(0);
    found.task.ground = {owned.owners.empty() ? 60 : 95, "task.table_row"};
    result_.not_understood.insert(result_.not_understood.end(), owned.not_understood.begin(),
                                  owned.not_understood.end());
    fill(found.task, std::move(owned));
    result_.tasks.push_back(std::move(found));
    result_.read.push_back(paragraph.range);
  }

  void not_understood(const Paragraph& paragraph, Text reason) {
    result_.not_understood.push_back(
        {"table_row", reading_.quote(paragraph.range), std::move(reason)});
  }

  void number_tasks() {
    std::unordered_set<int> seen;
    const bool unique =
        std::all_of(result_.tasks.begin(), result_.tasks.end(), [&](const TaskFound& found) {
          return found.task.number > 0 && seen.insert(found.task.number).second;
        });
    int number = 0;
    for (TaskFound& found : result_.tasks) {
      ++number;
      // A task that is a measure keeps the number of the measure.
      if (!unique) found.task.number = number;
    }
    if (unique) return;
    const bool all_measures =
        result_.tasks.size() == result_.measures.size() &&
        std::all_of(result_.tasks.begin(), result_.tasks.end(),
                    [](const TaskFound& found) { return found.task.form == TaskForm::measure; });
    for (std::size_t i = 0; all_measures && i < result_.tasks.size(); ++i)
      result_.tasks[i].task.number = result_.measures[i].measure.number;
  }

  const Shape& shape_;
  const Words title_;
  const Reading& reading_;
  const Outline& outline_;
  Units& units_;
  const TimeContext& context_;
  std::vector<Responsibility> owned_;
  std::unordered_set<std::size_t> measure_items_;
  std::map<std::size_t, int> group_of_item_;
  Structure result_;
};

}  // namespace

bool is_background(Words title) {
  return title.size() <= 20 &&
         contains_any(
             title, {U"基本情况", U"现状", U"背景", U"发展基础", U"工作基础", U"形势", U"主要成效",
                     U"工作回顾", U"存在问题", U"重要意义", U"基本原则", U"指导思想"});
}

bool is_context_title(Words title) {
  if (title.size() > 20) return false;
  if (is_background(title)) return true;
  return contains_any(
      title,
      {U"指导思想", U"总体要求", U"基本原则", U"工作原则", U"总体目标",       U"工作目标",
       U"发展目标", U"主要目标", U"目标要求", U"总体思路", U"工作思路",       U"总体考虑",
       U"背景",     U"重要意义", U"形势",     U"发展基础", U"工作要求和目标", U"目标任务和原则",
       U"总体部署", U"行动目标", U"建设目标", U"预期目标", U"年度目标",       U"阶段目标"});
}

Structure structure_of(const Shape& shape, const Outline& outline, Words title, Units& units,
                       const TimeContext& context) {
  return StructureFinder(shape, outline, title, units, context).find();
}

}  // namespace engines::draft
