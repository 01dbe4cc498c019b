#pragma once

#include <vector>

#include "engines/draft/reading.hpp"

//! Tables as text: one row a line, TAB or | between cells.
namespace engines::draft {

//! For every line, whether it is a row of a table: it lies in one of `known`, or it and the row
//! before or after it have three cells or more.
std::vector<bool> table_lines(const Reading& reading, const std::vector<Span>& known);

//! The cells of a row, in order; empty ones are empty ranges.
std::vector<Range> cells_of(const Reading& reading, Range row);

//! What a column holds.
enum class Column {
  unknown,
  number,
  group,
  title,
  content,
  lead,
  responsible,
  supporting,
  person,
  deadline
};

//! The columns of a heading row (序号|工作任务|牵头单位|责任单位|完成时限), or nothing if the row
//! is none: it must name a task and a unit or a deadline.
std::vector<Column> heading_of(const Reading& reading, const std::vector<Range>& cells);

}  // namespace engines::draft
