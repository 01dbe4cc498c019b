#include "engines/draft/draft.hpp"

#include <iterator>

#include "base/problem.hpp"
#include "engines/draft/bodies.hpp"
#include "engines/draft/commitments.hpp"
#include "engines/draft/document_head.hpp"
#include "engines/draft/duties.hpp"
#include "engines/draft/links.hpp"
#include "engines/draft/numbering.hpp"
#include "engines/draft/sentences.hpp"
#include "engines/draft/task_details.hpp"
#include "engines/draft/tasks.hpp"

namespace engines::draft {

namespace {

void check_text(std::string_view text) {
  if (text.size() > kMaxTextBytes) {
    throw base::invalid({"文件的文字超过 64 MB，请拆开再读。",
                         "The document has more than 64 MB of text; split it."},
                        {});
  }
  if (const std::size_t at = base::first_invalid_utf8(text); at != std::string_view::npos) {
    throw base::invalid({"第 " + std::to_string(at) + " 字节起不是 UTF-8 文字。",
                         "From byte " + std::to_string(at) + " on this is no UTF-8 text."},
                        {});
  }
}

}  // namespace

Draft draft(const Input& input) {
  check_text(input.text);
  Draft draft;
  Shape shape = shape_of(input);
  Units units(input.organisation);
  draft.findings = std::move(shape.findings);
  draft.head = head_of(shape, units, draft.findings);
  const TimeContext context = time_context(input, draft.head);
  Outline outline = outline_of(shape);
  draft.findings.insert(draft.findings.end(), outline.findings.begin(), outline.findings.end());
  const std::u32string title = fold_words(draft.head.title.text);
  Structure structure = structure_of(shape, outline, title, units, context);
  link_tasks(shape.reading, structure);
  const std::vector<Sentence> sentences = sentences_of(shape, outline, structure, draft.findings);
  CommitmentsFound promised = commitments_of(shape.reading, sentences, structure, units, context);
  draft.commitments = std::move(promised.commitments);

  detail_tasks(shape.reading, outline, structure, draft.commitments, context);
  draft.inline_duties = inline_duties_of(shape.reading, sentences, structure, units, context);
  draft.goals = goals_of(shape.reading, sentences, draft.commitments);
  draft.bodies = bodies_of(shape, outline, units);
  draft.duties = duties_of(shape, sentences, structure, draft.bodies, units, context);

  draft.groups = std::move(structure.groups);
  for (MeasureFound& found : structure.measures) draft.measures.push_back(std::move(found.measure));
  for (TaskFound& found : structure.tasks) draft.tasks.push_back(std::move(found.task));
  for (Item& item : outline.items) draft.sections.push_back(std::move(item.section));
  draft.not_understood = std::move(structure.not_understood);
  std::move(promised.not_understood.begin(), promised.not_understood.end(),
            std::back_inserter(draft.not_understood));
  draft.proposed_units = std::move(units.proposed_units);
  draft.proposed_scopes = std::move(units.proposed_scopes);
  draft.parts = std::move(shape.parts);
  return draft;
}

}  // namespace engines::draft
