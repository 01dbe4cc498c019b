#include "engines/draft/tables.hpp"

#include <algorithm>

namespace engines::draft {

namespace {

char32_t separator_of(Words row) { return row.find(U'\t') != Words::npos ? U'\t' : U'|'; }

bool has_three_cells(Words row) {
  const char32_t separator = separator_of(row);
  const auto separators = std::count(row.begin(), row.end(), separator);
  return separator == U'\t' ? separators >= 2
                            : separators >= 3 || (separators == 2 && row.size() > 4);
}

// |---|---| under the heading of a drawn table
bool is_rule(Words row) {
  return row.size() >= 3 && row.find_first_not_of(U"|-—+:= \t") == Words::npos;
}

Column column_of(Words heading) {
  if (heading.size() > 16) return Column::unknown;
  if (starts_with_any(heading, {U"序号", U"编号", U"项次"}) || heading == U"号")
    return Column::number;
  if (contains_any(heading, {U"备注", U"说明", U"进展", U"完成情况"})) return Column::unknown;
  if (contains_any(heading, {U"时限", U"时间", U"期限", U"节点", U"进度", U"日期"}))
    return Column::deadline;
  if (contains_any(heading, {U"领导", U"责任人", U"联系人", U"负责人"})) return Column::person;
  if (contains_any(heading, {U"配合", U"协办", U"协助", U"参与", U"参加", U"协同", U"协作"}))
    return Column::supporting;
  if (contains_any(heading, {U"牵头", U"主办", U"主责", U"主要责任"})) return Column::lead;
  if (contains_any(heading, {U"责任单位", U"责任部门", U"责任科室", U"责任主体", U"承办",
                             U"负责单位", U"负责部门", U"实施单位", U"落实单位", U"责任处室",
                             U"实施主体", U"责任股室", U"责任单位"}))
    return Column::responsible;
  if (heading == U"单位" || heading == U"部门") return Column::responsible;
  if (contains_any(heading, {U"类别", U"领域", U"分类", U"板块", U"方面"})) return Column::group;
  if (contains_any(heading,
                   {U"具体", U"内容", U"举措", U"措施", U"目标", U"要求", U"成果", U"标准"}))
    return Column::content;
  if (contains_any(heading, {U"任务", U"事项", U"工作", U"项目", U"要点"})) return Column::title;
  return Column::unknown;
}

}  // namespace

std::vector<bool> table_lines(const Reading& reading, const std::vector<Span>& known) {
  const std::vector<Line>& lines = reading.lines();
  std::vector<bool> table(lines.size());
  std::vector<Span> spans = known;
  std::sort(spans.begin(), spans.end());
  std::size_t next = 0;
  std::size_t last_row = lines.size();
  int others_since = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].range.empty()) continue;
    while (next < spans.size() && spans[next].end <= lines[i].bytes.begin) ++next;
    if (next < spans.size() && spans[next].begin < lines[i].bytes.end) table[i] = true;
    const Words row = reading.view(lines[i].range);
    if (has_three_cells(row) || is_rule(row)) {
      if (last_row < i && others_since <= 1) table[i] = table[last_row] = true;
      last_row = i;
      others_since = 0;
    } else {
      // The title of a group may stand between rows, without cells.
      others_since += row.size() <= 40 ? 1 : 2;
    }
  }
  return table;
}

std::vector<Range> cells_of(const Reading& reading, Range row) {
  std::vector<Range> cells;
  const Words words = reading.view(row);
  if (is_rule(words)) return cells;
  const char32_t separator = separator_of(words);
  std::size_t begin = row.begin;
  for (std::size_t at = row.begin; at <= row.end; ++at) {
    if (at < row.end && reading[at] != separator) continue;
    cells.push_back({begin, at});
    begin = at + 1;
  }
  // A drawn row begins and ends with |.
  if (separator == U'|' && !cells.empty() && words.front() == U'|') cells.erase(cells.begin());
  if (separator == U'|' && !cells.empty() && words.back() == U'|') cells.pop_back();
  return cells;
}

std::vector<Column> heading_of(const Reading& reading, const std::vector<Range>& cells) {
  std::vector<Column> columns;
  for (const Range cell : cells) columns.push_back(column_of(reading.view(cell)));
  const auto has = [&](Column column) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  const bool names_task = has(Column::title) || has(Column::content);
  const bool names_owner = has(Column::lead) || has(Column::responsible) || has(Column::deadline) ||
                           has(Column::supporting);
  if (!names_task || !names_owner) columns.clear();
  return columns;
}

}  // namespace engines::draft
