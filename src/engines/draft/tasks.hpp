#pragma once

#include "engines/draft/numbering.hpp"
#include "engines/draft/responsibility.hpp"

//! What is to be done: measures in their groups, and the tasks that say who owes what by when.
namespace engines::draft {

//! A task before its numbers and links are settled.
struct TaskFound {
  Task task;
  Range range;  // all of it
  Range text;
  std::optional<std::size_t> item;  // of the outline
  std::size_t part = 0;
};

struct MeasureFound {
  Measure measure;
  Range range;  // all of it
  Range text;
  std::size_t item = 0;
};

struct Structure {
  std::vector<Group> groups;
  std::vector<MeasureFound> measures;
  std::vector<TaskFound> tasks;
  std::vector<NotUnderstood> not_understood;
  //! Characters that were read as owners and deadlines, in order.
  std::vector<Range> read;
};

//! `title` is that of the document: where nobody is named at all, the measures of a plan are tasks
//! of somebody, while those of rules or an appeal are not.
Structure structure_of(const Shape& shape, const Outline& outline, Words title, Units& units,
                       const TimeContext& context);

//! True for a section that says why and whereto, not what is to be done: 指导思想, 工作目标.
bool is_context_title(Words title);

//! True for a section that tells what has been so far: 基本情况, 发展基础.
bool is_background(Words title);

}  // namespace engines::draft
