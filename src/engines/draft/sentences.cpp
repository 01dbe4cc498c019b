#include "engines/draft/sentences.hpp"

#include <algorithm>

namespace engines::draft {

namespace {

// The last of the ranges, ordered by their beginning, that holds `at`. Ranges may be nested.
template <typename Found>
std::optional<std::size_t> holder(const std::vector<Found>& found, std::size_t at) {
  auto after =
      std::upper_bound(found.begin(), found.end(), at,
                       [](std::size_t place, const Found& one) { return place < one.range.begin; });
  // Items nest at most as deep as there are kinds of labels.
  for (int step = 0; after != found.begin() && step < 8; ++step) {
    --after;
    if (at < after->range.end) return static_cast<std::size_t>(after - found.begin());
  }
  return std::nullopt;
}

// Pieces of at most kLongestSentence characters, cut after the last comma that fits, else after the
// last 、, else anywhere.
std::vector<Range> pieces_of(const Reading& reading, Range sentence) {
  std::vector<Range> pieces;
  while (sentence.size() > kLongestSentence) {
    const Words words = reading.view({sentence.begin, sentence.begin + kLongestSentence});
    std::size_t cut = words.rfind(U',');
    if (cut == Words::npos) cut = words.rfind(U'、');
    const std::size_t length = cut == Words::npos ? kLongestSentence : cut + 1;
    pieces.push_back({sentence.begin, sentence.begin + length});
    sentence.begin += length;
  }
  if (!sentence.empty()) pieces.push_back(sentence);
  return pieces;
}

}  // namespace

std::vector<Sentence> sentences_of(const Shape& shape, const Outline& outline,
                                   const Structure& structure, std::vector<Finding>& findings) {
  const Reading& reading = shape.reading;
  std::vector<Range> stretches;
  auto read = structure.read.begin();
  for (const Paragraph& paragraph : shape.paragraphs) {
    const PartKind kind = shape.parts[paragraph.part].kind;
    if (kind == PartKind::notice || paragraph.lists_annex || paragraph.in_table) continue;
    std::size_t begin = paragraph.range.begin;
    while (read != structure.read.end() && read->end <= begin) ++read;
    for (auto block = read; block != structure.read.end() && block->begin < paragraph.range.end;
         ++block) {
      if (block->begin > begin) stretches.push_back({begin, block->begin});
      begin = std::max(begin, block->end);
    }
    if (begin < paragraph.range.end) stretches.push_back({begin, paragraph.range.end});
  }
  for (const TaskFound& task : structure.tasks) {
    if (task.task.form != TaskForm::table_row) continue;
    stretches.push_back(task.text);
  }
  std::sort(stretches.begin(), stretches.end(), [](Range a, Range b) { return a.begin < b.begin; });

  std::vector<Sentence> sentences;
  std::vector<bool> aims(outline.items.size());
  std::vector<bool> contexts(outline.items.size());
  for (std::size_t i = 0; i < outline.items.size(); ++i) {
    const Section& section = outline.items[i].section;
    const std::u32string title = fold_words(section.title.text);
    aims[i] = (section.parent && aims[*section.parent]) ||
              (title.size() <= 20 && Words(title).find(U"目标") != Words::npos);
    contexts[i] = (section.parent && contexts[*section.parent]) || is_background(title);
  }
  std::size_t item = 0;
  std::vector<std::size_t> open;
  for (Range stretch : stretches) {
    if (const auto label = label_at(reading.view(stretch))) stretch.begin += label->length;
    std::vector<Range> ranges;
    for (const Range range : split(reading, stretch, U"。;!?")) {
      const std::vector<Range> pieces = pieces_of(reading, range);
      ranges.insert(ranges.end(), pieces.begin(), pieces.end());
      if (pieces.size() < 2) continue;
      findings.push_back(
          {"sentence_too_long",
           reading.span(range),
           {"这句话超过 " + std::to_string(kLongestSentence) +
                " 字，已分段读取，前后关联的内容请核对。",
            "This sentence has more than " + std::to_string(kLongestSentence) +
                " characters and was read in pieces; check what belongs together."}});
    }
    for (const Range range : ranges) {
      while (item < outline.items.size() && outline.items[item].range.begin <= range.begin) {
        open.push_back(item++);
      }
      while (!open.empty() && outline.items[open.back()].range.end <= range.begin) open.pop_back();
      Sentence sentence;
      sentence.range = range;
      if (!open.empty() && contexts[open.back()]) continue;
      sentence.aim = !open.empty() && aims[open.back()];
      sentence.task = holder(structure.tasks, range.begin);
      sentence.measure = holder(structure.measures, range.begin);
      sentences.push_back(sentence);
    }
  }
  return sentences;
}

}  // namespace engines::draft
